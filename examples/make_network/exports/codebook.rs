//! The codebook of an export, as text: which column holds what, and what each answer means.

use std::fmt::Write;

use leerkring::model::Model;

use super::Layout;
use super::form::Form;

/// A codebook in TOML.
pub(crate) fn text(model: &Model, layout: Layout, form: &Form, schools: &[(String, String)]) -> String {
    let mut lines = Lines(String::new());
    lines.comment(&format!(
        "How to read {}. Fictional: made by the example program make_network.",
        layout.file()
    ));
    lines.bare("format", "1");
    lines.text("model", &model.id().to_string());
    lines.text("layout", layout.key());
    if form.submitted.is_some() {
        lines.text("incomplete", "leave-out");
    }
    if form.month_first {
        lines.text("date_order", "mdy");
    }

    lines.table("columns");
    lines.text("school", form.school);
    form.role.iter().for_each(|role| lines.text("role", role));
    lines.text("date", form.date);
    form.submitted.iter().for_each(|submitted| lines.text("submitted", submitted));

    lines.table(if layout == Layout::PerSchool { "columns.agreed" } else { "columns.indicators" });
    for (header, key) in &form.questions {
        lines.text(key, &header.split_whitespace().collect::<Vec<_>>().join(" "));
    }

    lines.table("answers");
    for (phase, text) in model.phases().zip(&form.phases) {
        lines.bare(text, &phase.to_string());
    }
    let others =
        [(form.dont_know, "dont-know"), (form.not_applicable, "not-applicable"), (form.not_shown, "blank")];
    for (text, meaning) in others.into_iter().filter(|(text, _)| !text.is_empty()) {
        lines.text(text, meaning);
    }

    if !form.roles.is_empty() {
        lines.table("roles");
        form.roles.iter().for_each(|(title, role)| lines.text(title, &role.to_string()));
    }
    if !schools.is_empty() {
        lines.table("schools");
        schools.iter().for_each(|(shown, key)| lines.text(shown, key));
    }
    lines.0
}

/// Lines of TOML.
struct Lines(String);

impl Lines {
    fn comment(&mut self, text: &str) {
        self.line(format_args!("# {text}"));
    }

    fn table(&mut self, name: &str) {
        self.line(format_args!("\n[{name}]"));
    }

    /// A key with a text.
    fn text(&mut self, key: &str, value: &str) {
        self.bare(key, &quoted(value));
    }

    /// A key with a value that is written as it is.
    fn bare(&mut self, key: &str, value: &str) {
        let plain = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
        if !key.is_empty() && key.chars().all(plain) {
            self.line(format_args!("{key} = {value}"));
        } else {
            self.line(format_args!("{} = {value}", quoted(key)));
        }
    }

    fn line(&mut self, text: std::fmt::Arguments<'_>) {
        // Writing to a String cannot fail.
        let _ = writeln!(self.0, "{text}");
    }
}

/// A basic string of TOML. The texts have no control characters.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}
