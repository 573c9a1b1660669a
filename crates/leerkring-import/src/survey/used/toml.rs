//! The codebook as used, in TOML.

use std::fmt::Write as _;

use super::{File, Value, Variable};
use crate::codebook::quoted;

/// The format of what is written here (the key `format`).
const FORMAT: u8 = 1;

pub(super) fn write(files: &[File]) -> String {
    let mut out = format!("format = {FORMAT}\n");
    files.iter().for_each(|file| write_file(&mut out, file));
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

fn write_file(out: &mut String, file: &File) {
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
    line(out, "counted", &file.counted.to_string());
    list(out, "not_used", &file.not_used);
    for value in &file.answers {
        out.push_str("\n[[file.answer]]\n");
        write_value(out, value, file.counted);
    }
    for variable in &file.variables {
        write_variable(out, variable, file.counted);
    }
}

fn write_value(out: &mut String, value: &Value, counted: bool) {
    text(out, "text", &value.text);
    text(out, "label", &value.label);
    line(out, "means", &value.means);
    if counted {
        line(out, "n", &value.n.to_string());
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
    if !counted {
        return;
    }
    line(out, "answered", &variable.answered.to_string());
    line(out, "blank", &variable.blank.to_string());
    if variable.rule.is_some() {
        line(out, "dont_know", &variable.dont_know.to_string());
        line(out, "not_applicable", &variable.not_applicable.to_string());
    }
    for value in &variable.values {
        out.push_str("[[file.variable.value]]\n");
        write_value(out, value, true);
    }
}
