//! Which column of a register is what, by a small table of names.

use std::collections::BTreeMap;

use leerkring_model::Language;

use super::write::{Writer, ticked};
use crate::table::Table;
use crate::text::{fold, loose};

/// The key of `[register]`, and the names that its column goes by in the Netherlands, Flanders and elsewhere; the
/// best first.
const NAMES: [(&str, &[&str]); 14] = [
    (
        "id",
        &[
            "id",
            "vestigingscode",
            "vestigingsnummer",
            "vestigingsnr",
            "schoolnummer",
            "instellingsnummer",
            "schoolcode",
            "school id",
            "schoolid",
            "brin nummer",
            "brinnummer",
            "brin",
            "schulnummer",
            "uai",
            "code",
            "school",
        ],
    ),
    (
        "name",
        &[
            "name",
            "naam",
            "vestigingsnaam",
            "schoolnaam",
            "naam school",
            "naam van de school",
            "instellingsnaam",
            "school name",
            "schulname",
            "nom",
        ],
    ),
    (
        "board",
        &[
            "board",
            "bevoegd gezag nummer",
            "bevoegd gezag nr",
            "bevoegdgezagnummer",
            "bestuursnummer",
            "bevoegd gezag",
            "bestuur",
            "schoolbestuur",
            "inrichtende macht",
            "board number",
            "schulträger",
        ],
    ),
    (
        "network_type",
        &["network type", "denominatie", "richting", "net", "onderwijsnet", "denomination", "network"],
    ),
    (
        "sector",
        &["sector", "onderwijsniveau", "onderwijssoort", "soort onderwijs", "onderwijsvorm", "schulform"],
    ),
    ("language", &["language", "onderwijstaal", "voertaal", "taal", "langue", "sprache"]),
    (
        "municipality",
        &[
            "municipality",
            "gemeentenaam",
            "gemeente",
            "fusiegemeente",
            "hoofdgemeente",
            "commune",
            "gemeinde",
        ],
    ),
    ("lat", &["lat", "latitude", "breedtegraad", "gps latitude", "geo lat", "breite"]),
    ("lon", &["lon", "lng", "long", "longitude", "lengtegraad", "gps longitude", "geo lon", "länge"]),
    (
        "pupils",
        &[
            "pupils",
            "leerlingen",
            "aantal leerlingen",
            "leerlingaantal",
            "leerlingenaantal",
            "leerlingen totaal",
            "number of pupils",
            "students",
            "schüler",
            "élèves",
        ],
    ),
    ("offers", &["offers", "biedt", "biedt aan", "aanbod"]),
    ("asks", &["asks", "vraagt", "noden"]),
    ("thinks", &["thinks", "denkt mee", "samen nadenken"]),
    ("room", &["room", "ruimte", "aantal bezoeken"]),
];

/// Traits that registers know by a name of their own.
const TRAITS: [(&str, &[&str]); 2] = [
    ("weight", &["gewicht", "schoolgewicht", "schoolweging", "weging"]),
    ("urbanity", &["stedelijkheid", "stedelijkheidsklasse"]),
];

/// Proposes the `[register]` of a codebook for a table of schools, by the names of its columns; a file of its own,
/// for a person to check.
///
/// ```
/// use leerkring_import::{ReadOptions, propose_register, read_table};
/// let text = "VESTIGINGSNUMMER;BRIN NUMMER;VESTIGINGSNAAM\n00AA00;00AA;De Linde\n00AA00;00AA;De Eik\n";
/// let table = read_table("scholen.csv", text.as_bytes(), &ReadOptions::default())?;
/// let toml = propose_register(&table);
/// assert!(toml.contains("id = \"VESTIGINGSNUMMER\"  # by its name; 1 of 2 rows repeats a key\n"));
/// assert!(toml.contains("name = \"VESTIGINGSNAAM\"  # by its name\n"));
/// assert!(toml.contains("no column is recognised for: board, network_type"));
/// # Ok::<(), leerkring_import::ReadError>(())
/// ```
pub fn propose_register(table: &Table) -> String {
    let header: Vec<String> = table.columns.iter().map(|column| loose(&column.header)).collect();
    let mut out = Writer::new(Language::En);
    out.line("format", "1", "");
    out.head("[register]");
    let mut missing = Vec::new();
    let mut used = Vec::new();
    for (key, names) in NAMES {
        let places = names.iter().find_map(|name| {
            let places: Vec<usize> =
                header.iter().zip(0..).filter(|(cell, _)| cell == name).map(|(_, place)| place).collect();
            Some(places).filter(|places| !places.is_empty())
        });
        let cell = |place: usize| table.name_at(place);
        used.extend(places.iter().flatten().copied());
        match places.as_deref() {
            Some([place]) => {
                let repeats = if key == "id" { repeats(table, *place) } else { String::new() };
                out.text(key, cell(*place), &format!("by its name{repeats}"));
            }
            Some(several) => out.question(key, &several.iter().map(|place| cell(*place)).collect::<Vec<_>>()),
            None if matches!(key, "id" | "name") => {
                out.question(key, &[]);
                let known: Vec<String> = table.names().map(ticked).collect();
                out.comment(&format!("fill in `{key}`; the file has {}", known.join(", ")));
            }
            None => missing.push(key),
        }
    }
    if !missing.is_empty() {
        out.comment(&format!("no column is recognised for: {}", missing.join(", ")));
    }
    if ["lx", "ly"].iter().all(|name| header.iter().any(|cell| cell == name)) {
        out.comment(
            "`lx` and `ly` look like metres (Lambert 72); turn them into degrees before naming lat and lon",
        );
    }
    let mut traits: BTreeMap<&str, &str> = BTreeMap::new();
    for ((cell, loose), place) in table.names().zip(&header).zip(0..) {
        let own = cell.strip_prefix("trait:").map(str::trim);
        let known = || TRAITS.iter().find(|(_, names)| names.contains(&loose.as_str())).map(|(key, _)| *key);
        if let Some(key) = own.or_else(known).filter(|key| leerkring_model::check_key(key).is_ok()) {
            traits.entry(key).or_insert(cell);
            used.push(place);
        }
    }
    let unused = table.names().zip(0..).filter(|(_, place)| !used.contains(place));
    let unused: Vec<String> = unused.map(|(cell, _)| ticked(cell)).collect();
    if !unused.is_empty() {
        out.comment(&format!("not used: {}", unused.join(", ")));
    }
    if !traits.is_empty() {
        out.head("[register.traits]");
        traits.iter().for_each(|(key, column)| out.text(key, column, "by its name"));
    }
    out.toml
}

/// How many keys stand more than once.
fn repeats(table: &Table, place: usize) -> String {
    let cells =
        || table.rows.iter().filter_map(|row| row.get(place)).map(fold).filter(|cell| !cell.is_empty());
    let distinct: std::collections::BTreeSet<_> = cells().collect();
    let (total, repeats) = (cells().count(), cells().count() - distinct.len());
    match repeats {
        0 => String::new(),
        1 => format!("; 1 of {total} rows repeats a key"),
        n => format!("; {n} of {total} rows repeat a key"),
    }
}
