//! Which column of a register is what, by a small table of names.

use std::collections::BTreeMap;

use leerkring_model::Language;

use super::write::{Writer, ticked};
use crate::layout;
use crate::number;
use crate::register::{COLUMNS, Crs, names};
use crate::table::{Row, Table};
use crate::text::{fold, loose};

/// Traits that registers know by a name of their own.
const TRAITS: [(&str, &[&str]); 2] = [
    ("weight", &["gewicht", "schoolgewicht", "schoolweging", "weging"]),
    ("urbanity", &["stedelijkheid", "stedelijkheidsklasse"]),
];

/// Proposes the `[register]` of a codebook for a table of schools, by the names of its columns; a file of its own,
/// for a person to check. Comments are in `language`.
///
/// ```
/// use leerkring_import::{ReadOptions, propose_register, read_table};
/// use leerkring_model::Language;
/// let text = "VESTIGINGSNUMMER;BRIN NUMMER;VESTIGINGSNAAM\n00AA00;00AA;De Linde\n00AA00;00AA;De Eik\n";
/// let table = read_table("scholen.csv", text.as_bytes(), &ReadOptions::default())?;
/// let toml = propose_register(&table, Language::En);
/// assert!(toml.contains("id = \"VESTIGINGSNUMMER\"  # by its name; 1 of 2 rows repeats a key\n"));
/// assert!(toml.contains("name = \"VESTIGINGSNAAM\"  # by its name\n"));
/// assert!(toml.contains("no column is recognised for: board, network_type"));
/// # Ok::<(), leerkring_import::ReadError>(())
/// ```
pub fn propose_register(table: &Table, language: Language) -> String {
    let header: Vec<String> = table.columns.iter().map(|column| loose(&column.header)).collect();
    let mut out = Writer::new(language);
    out.line("format", "1", "");
    out.head("[register]");
    let mut missing = Vec::new();
    let mut used = Vec::new();
    let named = |key: &str| names::of(key).iter().any(|name| header.iter().any(|cell| cell == name));
    let has_degrees = named("lat") && named("lon");
    let mut metres = [None, None];
    for key in COLUMNS {
        if (key == "x" || key == "y") && has_degrees {
            continue;
        }
        let places = names::of(key).iter().find_map(|name| {
            let places = header.iter().zip(0..).filter(|(cell, _)| cell == name).map(|(_, place)| place);
            let places: Vec<usize> = places.filter(|place| !layout::is_by_tool(table, *place)).collect();
            Some(places).filter(|places| !places.is_empty())
        });
        let cell = |place: usize| table.name_at(place);
        used.extend(places.iter().flatten().copied());
        match places.as_deref() {
            Some([place]) => {
                let repeats = if key == "id" { repeats(&out, table, *place) } else { String::new() };
                let why = by_name(&out);
                out.text(key, cell(*place), &format!("{why}{repeats}"));
                match key {
                    "x" => metres[0] = Some(*place),
                    "y" => metres[1] = Some(*place),
                    _ => {}
                }
            }
            Some(several) => out.question(key, &several.iter().map(|place| cell(*place)).collect::<Vec<_>>()),
            None if matches!(key, "id" | "name") => {
                out.question(key, &[]);
                let known: Vec<String> = table.names().map(ticked).collect();
                let told = out.say(
                    format!("vul `{key}` in; het bestand heeft"),
                    format!("fill in `{key}`; the file has"),
                );
                out.comment(&format!("{told} {}", known.join(", ")));
            }
            None if key == "x" || key == "y" => {}
            None => missing.push(key),
        }
    }
    if let [Some(x), Some(y)] = metres {
        missing.retain(|key| !matches!(*key, "lat" | "lon"));
        propose_crs(&mut out, table, x, y);
    }
    if !missing.is_empty() {
        let told = out.say("er is geen kolom herkend voor", "no column is recognised for");
        out.comment(&format!("{told}: {}", missing.join(", ")));
    }
    let (mut traits, mut categories): (BTreeMap<&str, &str>, BTreeMap<&str, &str>) = Default::default();
    for ((cell, loose), place) in table.names().zip(&header).zip(0..) {
        let own = cell.strip_prefix("trait:").map(str::trim);
        let known = || TRAITS.iter().find(|(_, names)| names.contains(&loose.as_str())).map(|(key, _)| *key);
        if let Some(key) = own.or_else(known).filter(|key| leerkring_model::check_key(key).is_ok()) {
            traits.entry(key).or_insert(cell);
            used.push(place);
        }
        let own = cell.strip_prefix("category:").map(str::trim);
        if let Some(key) = own.filter(|key| leerkring_model::check_key(key).is_ok()) {
            categories.entry(key).or_insert(cell);
            used.push(place);
        }
    }
    let unused = table.names().zip(0..).filter(|(_, place)| !used.contains(place));
    let unused: Vec<String> = unused.map(|(cell, _)| ticked(cell)).collect();
    if !unused.is_empty() {
        let told = out.say("niet gebruikt", "not used");
        out.comment(&format!("{told}: {}", unused.join(", ")));
    }
    for (head, columns) in [("[register.traits]", traits), ("[register.categories]", categories)] {
        if !columns.is_empty() {
            out.head(head);
            let why = by_name(&out);
            columns.iter().for_each(|(key, column)| out.text(key, column, why));
        }
    }
    out.toml
}

/// The system of coordinates in which the names of the columns and most of the values make sense.
fn propose_crs(out: &mut Writer, table: &Table, x: usize, y: usize) {
    let number = |row: &Row, place: usize| number::decimal(&fold(row.get(place)?));
    let points: Vec<(f64, f64)> =
        table.rows.iter().filter_map(|row| Some((number(row, x)?, number(row, y)?))).collect();
    let inside = |crs: &Crs| points.iter().filter(|(x, y)| crs.holds(*x, *y)).count();
    // A name can say the system, and the area of one lies within that of another.
    let by_name = match loose(table.name_at(x)).as_str() {
        "lx" | "lambert x" => Some(Crs::Lambert72),
        "rd x" | "x rd" | "rdx" => Some(Crs::RdNew),
        "easting" => Some(Crs::BritishGrid),
        _ => None,
    };
    let most = [Crs::Wgs84, Crs::RdNew, Crs::Lambert72, Crs::BritishGrid, Crs::WebMercator]
        .into_iter()
        .find(|crs| inside(crs) * 2 > points.len());
    match by_name.filter(|crs| inside(crs) > 0).or(most) {
        Some(crs) => {
            let what = crs.name();
            let (inside, all) = (inside(&crs), points.len());
            let why = out.say(
                format!("geraden: {inside} van {all} punten liggen in het gebied van {what}; kijk het na"),
                format!("a guess: {inside} of {all} points lie in the area of {what}; check it"),
            );
            out.text("crs", &crs.to_string(), &why);
        }
        None => out.question("crs", <Crs as strum::VariantNames>::VARIANTS),
    }
}

fn by_name(out: &Writer) -> &'static str {
    out.say("aan de naam", "by its name")
}

/// How many keys stand more than once.
fn repeats(out: &Writer, table: &Table, place: usize) -> String {
    let cells =
        || table.rows.iter().filter_map(|row| row.get(place)).map(fold).filter(|cell| !cell.is_empty());
    let distinct: std::collections::BTreeSet<_> = cells().collect();
    let (total, repeats) = (cells().count(), cells().count() - distinct.len());
    match repeats {
        0 => String::new(),
        1 => out.say(
            format!("; 1 van {total} rijen herhaalt een code"),
            format!("; 1 of {total} rows repeats a key"),
        ),
        n => out.say(
            format!("; {n} van {total} rijen herhalen een code"),
            format!("; {n} of {total} rows repeat a key"),
        ),
    }
}

#[cfg(test)]
mod tests;
