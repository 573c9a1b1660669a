//! Which column of a register holds what.

use std::collections::BTreeMap;

use leerkring_model::check_key;

use super::Crs;
use crate::layout;
use crate::table::Table;
use crate::text::fold;

/// The keys of `[register]` in a codebook, `traits` and `categories` aside.
pub(crate) const COLUMNS: [&str; 20] = [
    "id",
    "name",
    "board",
    "network_type",
    "sector",
    "language",
    "municipality",
    "lat",
    "lon",
    "x",
    "y",
    "pupils",
    "team",
    "team_leadership",
    "team_teacher",
    "team_support",
    "offers",
    "asks",
    "thinks",
    "room",
];

/// Which column of a register holds what, by the text of its header. `None` is: the register does not have it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct RegisterColumns {
    /// The key of the school.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The board.
    pub board: Option<String>,
    /// The network or denomination.
    pub network_type: Option<String>,
    /// The sector.
    pub sector: Option<String>,
    /// The language of teaching.
    pub language: Option<String>,
    /// The municipality.
    pub municipality: Option<String>,
    /// The latitude in degrees.
    pub lat: Option<String>,
    /// The longitude in degrees.
    pub lon: Option<String>,
    /// The coordinate to the east in the system of [`crs`](RegisterColumns::crs), in place of `lon`.
    pub x: Option<String>,
    /// The coordinate to the north, in place of `lat`.
    pub y: Option<String>,
    /// The system of `x` and `y`; without it they are degrees.
    pub crs: Option<Crs>,
    /// The number of pupils.
    pub pupils: Option<String>,
    /// The number of people in the team, who could all be asked.
    pub team: Option<String>,
    /// Those of them who lead.
    pub team_leadership: Option<String>,
    /// Those who teach.
    pub team_teacher: Option<String>,
    /// Those who support.
    pub team_support: Option<String>,
    /// What the school offers.
    pub offers: Option<String>,
    /// What it asks.
    pub asks: Option<String>,
    /// What it would like to think about together with another.
    pub thinks: Option<String>,
    /// How many visits it can receive.
    pub room: Option<String>,
    /// Key of a trait to column.
    pub traits: BTreeMap<String, String>,
    /// Key of a category to column.
    pub categories: BTreeMap<String, String>,
}

impl RegisterColumns {
    /// A register of which only the columns with key and name are known.
    pub fn new(id: &str, name: &str) -> RegisterColumns {
        RegisterColumns {
            id: fold(id).into_owned(),
            name: fold(name).into_owned(),
            board: None,
            network_type: None,
            sector: None,
            language: None,
            municipality: None,
            lat: None,
            lon: None,
            x: None,
            y: None,
            crs: None,
            pupils: None,
            team: None,
            team_leadership: None,
            team_teacher: None,
            team_support: None,
            offers: None,
            asks: None,
            thinks: None,
            room: None,
            traits: BTreeMap::new(),
            categories: BTreeMap::new(),
        }
    }

    /// The columns of a register that has leerkring's own names: `id` (or `school`), `name`, and those of `board`,
    /// `network_type`, `sector`, `language`, `municipality`, `lat`, `lon`, `pupils`, `team`, `team_leadership`,
    /// `team_teacher`, `team_support`, `offers`, `asks`, `thinks` and `room` that are there; every column `trait:KEY` is a trait,
    /// and every `category:KEY` a category.
    pub fn of(table: &Table) -> RegisterColumns {
        let has = |column: &str| table.place(column).is_some();
        // A survey tool numbers its responses so.
        let is_key = table.place("id").is_some_and(|place| !layout::is_by_tool(table, place));
        let id = if !is_key && has("school") { "school" } else { "id" };
        let mut columns = RegisterColumns::new(id, "name");
        // Of columns `x` and `y` nothing says in which system they are.
        let own = COLUMNS.into_iter().skip(2).filter(|key| !matches!(*key, "x" | "y"));
        for key in own.filter(|key| has(key)) {
            columns.set(key, key.to_owned());
        }
        for cell in table.columns.iter().map(|column| &column.name) {
            let lists = [("trait:", &mut columns.traits), ("category:", &mut columns.categories)];
            for (prefix, list) in lists {
                if let Some(key) =
                    cell.strip_prefix(prefix).map(str::trim).filter(|key| check_key(key).is_ok())
                {
                    list.insert(key.to_owned(), cell.clone());
                }
            }
        }
        columns
    }

    /// Sets the column of a key of [`COLUMNS`].
    pub(crate) fn set(&mut self, key: &str, column: String) {
        let place = match key {
            "id" => return self.id = column,
            "name" => return self.name = column,
            "board" => &mut self.board,
            "network_type" => &mut self.network_type,
            "sector" => &mut self.sector,
            "language" => &mut self.language,
            "municipality" => &mut self.municipality,
            "lat" => &mut self.lat,
            "lon" => &mut self.lon,
            "x" => &mut self.x,
            "y" => &mut self.y,
            "pupils" => &mut self.pupils,
            "team" => &mut self.team,
            "team_leadership" => &mut self.team_leadership,
            "team_teacher" => &mut self.team_teacher,
            "team_support" => &mut self.team_support,
            "offers" => &mut self.offers,
            "asks" => &mut self.asks,
            "thinks" => &mut self.thinks,
            "room" => &mut self.room,
            _ => return,
        };
        *place = Some(column);
    }

    /// The columns that are named, traits and categories aside, each with its key, in the order of [`COLUMNS`].
    pub(crate) fn single(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let columns = [
            Some(&self.id),
            Some(&self.name),
            self.board.as_ref(),
            self.network_type.as_ref(),
            self.sector.as_ref(),
            self.language.as_ref(),
            self.municipality.as_ref(),
            self.lat.as_ref(),
            self.lon.as_ref(),
            self.x.as_ref(),
            self.y.as_ref(),
            self.pupils.as_ref(),
            self.team.as_ref(),
            self.team_leadership.as_ref(),
            self.team_teacher.as_ref(),
            self.team_support.as_ref(),
            self.offers.as_ref(),
            self.asks.as_ref(),
            self.thinks.as_ref(),
            self.room.as_ref(),
        ];
        COLUMNS.into_iter().zip(columns).filter_map(|(key, column)| Some((key, column?.as_str())))
    }

    /// All columns that are named, each with the key path that names it in a codebook.
    pub(crate) fn named(&self) -> impl Iterator<Item = (String, &str)> {
        let lists = [("traits", &self.traits), ("categories", &self.categories)];
        let listed = lists.into_iter().flat_map(|(list, columns)| {
            columns.iter().map(move |(key, column)| (format!("register.{list}.{key}"), column.as_str()))
        });
        self.single().map(|(key, column)| (format!("register.{key}"), column)).chain(listed)
    }
}
