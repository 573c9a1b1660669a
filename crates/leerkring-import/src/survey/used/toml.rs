//! The codebook as used, in TOML.

use std::fmt::Write as _;

use super::{File, States, Value, Variable};
use crate::codebook::quoted;

/// The format of what is written here (the key `format`).
const FORMAT: u8 = 1;

pub(super) fn write<'a>(files: impl Iterator<Item = (&'a File, bool)>) -> String {
    let mut out = format!("format = {FORMAT}\n");
    files.for_each(|(file, counted)| write_file(&mut out, file, counted));
    out
}

fn line(out: &mut String, key: &str, value: &str) {
    // Writing to a text cannot fail.
    let _ = writeln!(out, "{key} = {value}");
}

fn text(out: &mut String, key: &str, value: &str) {
    if !value.is_empty() {
        line(out, key, &quoted(value));
    }
}

fn list(out: &mut String, key: &str, values: &[String]) {
    let values: Vec<String> = values.iter().map(|value| quoted(value)).collect();
    line(out, key, &format!("[{}]", values.join(", ")));
}

fn write_file(out: &mut String, file: &File, counted: bool) {
    out.push_str("\n[[file]]\n");
    text(out, "name", &file.name);
    text(out, "read_as", &file.recognised.to_string());
    text(out, "model", &file.model);
    text(out, "layout", &file.layout);
    let summary = &file.summary;
    for (key, n) in [
        ("rows", summary.rows),
        ("long_rows", summary.long_rows),
        ("responses", summary.responses),
        ("schools", summary.schools),
        ("previews", summary.previews),
        ("incomplete", summary.incomplete),
        ("no_consent", summary.no_consent),
        ("blank", summary.blank),
        ("set_aside", summary.set_aside),
    ] {
        if n > 0 || matches!(key, "rows" | "responses" | "set_aside") {
            line(out, key, &n.to_string());
        }
    }
    line(out, "counted", &counted.to_string());
    list(out, "not_used", &file.not_used);
    for (answer, means) in &file.answers {
        out.push_str("\n[[file.answer]]\n");
        text(out, "text", answer);
        line(out, "means", means);
    }
    for variable in &file.variables {
        write_variable(out, variable, counted);
    }
}

fn write_variable(out: &mut String, variable: &Variable, counted: bool) {
    out.push_str("\n[[file.variable]]\n");
    text(out, "column", &variable.column);
    text(out, "label", &variable.label);
    text(out, "is", &variable.is);
    if let Some(name) = &variable.name {
        name.iter().for_each(|(language, name)| text(out, &format!("name.{language}"), name));
    }
    text(out, "rule", variable.rule.as_deref().unwrap_or_default());
    if !variable.missing.is_empty() {
        list(out, "missing", &variable.missing);
    }
    let Some(states) = variable.states.filter(|_| counted) else { return };
    let States { answered, blank, dont_know, not_applicable } = states;
    line(out, "answered", &answered.to_string());
    line(out, "blank", &blank.to_string());
    if variable.rule.is_some() {
        line(out, "dont_know", &dont_know.to_string());
        line(out, "not_applicable", &not_applicable.to_string());
    }
    for value in &variable.values {
        let Value { text: known, label, means, n } = value;
        out.push_str("[[file.variable.value]]\n");
        text(out, "text", known);
        text(out, "label", label);
        line(out, "means", means);
        line(out, "n", &n.to_string());
    }
}
