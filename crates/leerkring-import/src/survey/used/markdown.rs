//! The codebook as used, as tables to read.

use std::fmt::Write as _;

use leerkring_model::Language;

use super::{File, States, Value, Variable};

pub(super) fn write<'a>(files: impl Iterator<Item = (&'a File, bool)>, language: Language) -> String {
    let mut out = format!("# {}\n", language.choose("Het codeboek zoals gebruikt", "The codebook as used"));
    files.for_each(|(file, counted)| write_file(&mut out, file, counted, language));
    out
}

/// A text in a cell of a table.
fn cell(text: &str) -> String {
    let text: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    text.replace('\\', "\\\\").replace('|', "\\|").replace('<', "&lt;").replace('`', "\\`")
}

/// A row of a table.
fn row(out: &mut String, cells: &[&str]) {
    // Writing to a text cannot fail.
    let _ = writeln!(out, "| {} |", cells.join(" | "));
}

fn head(out: &mut String, cells: &[&str]) {
    out.push('\n');
    row(out, cells);
    row(out, &cells.iter().map(|_| "---").collect::<Vec<_>>());
}

fn write_file(out: &mut String, file: &File, counted: bool, language: Language) {
    let _ = writeln!(out, "\n## {}\n", cell(&file.name));
    let _ = writeln!(out, "{}", cell(&file.summary.in_language(language)));
    let read = language.choose("Gelezen als", "Read as");
    let read_as = cell(&file.recognised.in_language(language));
    let _ = writeln!(out, "{read}: {}; {}; {read_as}.", file.layout, file.model);
    let told = match counted {
        true => language.choose(
            "Een vakje zonder aantal: daar zou te vinden zijn wat minder dan vijf mensen antwoordden.",
            "A cell without a number: there it could be found what fewer than five people answered.",
        ),
        false => language.choose(
            "Geen aantallen: die staan er alleen als van elke school in het bestand te zien is wat er gekozen werd, bij minstens vijf scholen met elk vijf ingevulde vragenlijsten of meer, waarvan geen school meer dan de helft van alle heeft of ook in een ander bestand staat.",
            "No numbers: they are told only where it is shown of each school in the file what was chosen, of at least five schools with five responses or more each, none of which has more than half of all or is in another file too.",
        ),
    };
    let _ = writeln!(out, "\n{told}");
    write_variables(out, file, counted, language);
    head(out, &language.choose(["tekst", "betekent"], ["text", "means"]));
    file.answers.iter().for_each(|(text, means)| row(out, &[&cell(text), &means.replace('"', "")]));
    if !file.not_used.is_empty() {
        let names: Vec<String> = file.not_used.iter().map(|name| cell(name)).collect();
        let told = language.choose("Niet gebruikte kolommen", "Columns not used");
        let _ = writeln!(out, "\n{told}: {}.", names.join("; "));
    }
}

fn write_variables(out: &mut String, file: &File, counted: bool, language: Language) {
    let [column, is, rule, answered, blank, dont_know, not_applicable, values] = language.choose(
        ["kolom", "is", "regel", "ingevuld", "leeg", "weet niet", "n.v.t.", "waarden"],
        ["column", "is", "rule", "answered", "blank", "don't know", "not applicable", "values"],
    );
    head(out, &[column, is, rule, answered, blank, dont_know, not_applicable, values]);
    for variable in &file.variables {
        let counts = variable.states.filter(|_| counted).map(|states| {
            let States { answered, blank, dont_know, not_applicable } = states;
            [answered, blank, dont_know, not_applicable].map(|n| n.to_string())
        });
        let values = if counts.is_some() { values_of(variable) } else { String::new() };
        let [answered, blank, dont_know, not_applicable] = counts.unwrap_or_default();
        let rule = variable.rule.clone().unwrap_or_default();
        let (column, is) = (column_of(variable), what(variable, language));
        row(out, &[&column, &is, &rule, &answered, &blank, &dont_know, &not_applicable, &values]);
    }
}

/// The column, with what the file itself says of it.
fn column_of(variable: &Variable) -> String {
    let (column, label) = (cell(&variable.column), cell(&variable.label));
    if label.is_empty() { column } else { format!("{column}: {label}") }
}

fn what(variable: &Variable, language: Language) -> String {
    let is = variable.is.replace("columns.", "").replace("indicators.", "").replace("agreed.", "");
    match &variable.name {
        Some(name) => format!("{is}: {}", cell(name.best(language.code()))),
        None => is,
    }
}

fn values_of(variable: &Variable) -> String {
    let value = |value: &Value| {
        let label = if value.label.is_empty() { String::new() } else { format!(" ({})", cell(&value.label)) };
        format!("{}{label} = {}: {}", cell(&value.text), value.means.replace('"', ""), value.n)
    };
    variable.values.iter().map(value).collect::<Vec<_>>().join("; ")
}
