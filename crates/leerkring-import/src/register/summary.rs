//! What became of the rows of a register, and what stops reading one.

use std::collections::BTreeMap;
use std::fmt;

use leerkring_model::{Language, School};

use super::keys;
use crate::columns::{MissingColumn, listed};
use crate::text::counted;

/// What became of the rows of a register or a file of wishes. They add up: `rows` is the sum of `schools`,
/// `repeats`, `blank` and `set_aside`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct RegisterSummary {
    /// The file.
    pub file: String,
    /// Rows after the header, blank ones included.
    pub rows: usize,
    /// Schools read.
    pub schools: usize,
    /// Rows that say the same as an earlier one in every column that is read.
    pub repeats: usize,
    /// Rows with nothing in any cell.
    pub blank: usize,
    /// Rows set aside, each with an issue.
    pub set_aside: usize,
    /// Schools without a point on the map, where others have one; 0 where none has.
    pub without_point: usize,
    /// Schools at the same point as another: they may share a building, or a point may stand for a town.
    pub sharing_point: usize,
    /// Schools that are sites of a main school with several, by the Dutch manner of keys (`00AA01` of `00AA`).
    pub sites: usize,
    /// How many issues there are beyond the first ten thousand, which are kept.
    pub more_issues: usize,
}

impl RegisterSummary {
    /// Counts what is worth knowing of the schools as they were read.
    pub(super) fn look_at(&mut self, schools: &[School]) {
        let mut at: BTreeMap<(u64, u64), usize> = BTreeMap::new();
        for point in schools.iter().filter_map(|school| school.point) {
            *at.entry((point.lat().to_bits(), point.lon().to_bits())).or_default() += 1;
        }
        let with_point: usize = at.values().sum();
        self.without_point = if with_point > 0 { schools.len() - with_point } else { 0 };
        self.sharing_point = at.values().filter(|schools| **schools > 1).sum();
        self.sites = keys::sites(schools.iter().map(|school| &school.id));
    }

    /// What became of the rows, in a line, in a language.
    pub fn in_language(&self, language: Language) -> String {
        let rows = counted(self.rows, language.choose(["rij", "rijen"], ["row", "rows"]));
        let schools = counted(self.schools, language.choose(["school", "scholen"], ["school", "schools"]));
        let mut line = format!("{}: {rows}: {schools}", self.file);
        for (n, nl, en) in [
            (self.repeats, ["herhaalde rij", "herhaalde rijen"], ["repeated row", "repeated rows"]),
            (self.blank, ["lege rij", "lege rijen"], ["blank row", "blank rows"]),
            (self.set_aside, ["rij opzijgelegd", "rijen opzijgelegd"], ["row set aside", "rows set aside"]),
        ] {
            if n > 0 {
                line += &format!(", {}", counted(n, language.choose(nl, en)));
            }
        }
        for (n, nl, en) in [
            (self.without_point, "zonder punt op de kaart", "without a point on the map"),
            (self.sharing_point, "op een punt met een andere", "at one point with another"),
            (self.sites, "vestigingen van een hoofdschool", "sites of a main school"),
        ] {
            if n > 0 {
                line += &format!("; {n} {}", language.choose(nl, en));
            }
        }
        line
    }
}

/// In English; `in_language` has other languages.
impl fmt::Display for RegisterSummary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.in_language(Language::En))
    }
}

/// A table is no register, or no file of wishes, under these columns.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum RegisterError {
    /// Columns that are named are not there.
    #[error(
        "{file}: no column {}; the file has {}; name its columns under [register], as in `id = \"vestigingscode\"`",
        listed(columns),
        listed(header)
    )]
    Missing {
        /// The file.
        file: String,
        /// The columns.
        columns: Vec<MissingColumn>,
        /// The headers that the file has, in backticks.
        header: Vec<String>,
    },
    /// A table has none of the columns of a file of wishes.
    #[error(
        "{file}: a file of wishes has a column `school` and one or more of `offers` (`biedt`), `asks` (`vraagt`), `thinks` (`denkt mee`) and `room` (`ruimte`); this file has {}; rename its columns",
        listed(header)
    )]
    NoWishes {
        /// The file.
        file: String,
        /// The headers that the file has, in backticks.
        header: Vec<String>,
    },
}
