//! The text of a proposal as it grows.

use std::fmt::Write as _;

use leerkring_model::Language;

use super::wording::Why;
use crate::codebook::quoted;
use crate::text::{fold, shown};

pub(super) struct Writer {
    pub(super) toml: String,
    pub(super) open: Vec<String>,
    pub(super) language: Language,
}

impl Writer {
    pub(super) fn new(language: Language) -> Writer {
        Writer { toml: String::new(), open: Vec::new(), language }
    }

    /// The Dutch or the English of two ways to say the same.
    pub(super) fn say<T>(&self, nl: T, en: T) -> T {
        self.language.choose(nl, en)
    }

    /// `key = value  # why (how sure)`.
    pub(super) fn why(&mut self, key: &str, value: &str, why: &Why) {
        let why = why.told(self.language);
        self.line(key, value, &why);
    }

    /// `key = value  # why`, key and value as TOML.
    pub(super) fn line(&mut self, key: &str, value: &str, why: &str) {
        let why = fold(why);
        let comment = if why.is_empty() { String::new() } else { format!("  # {}", printable(&why)) };
        // Writing to a text cannot fail.
        let _ = writeln!(self.toml, "{key} = {value}{comment}");
    }

    /// The same with a text for a value.
    pub(super) fn text(&mut self, key: &str, value: &str, why: &str) {
        self.line(key, &quoted(value), why);
    }

    pub(super) fn head(&mut self, head: &str) {
        let _ = writeln!(self.toml, "\n{head}");
    }

    /// A comment on a line of its own.
    pub(super) fn comment(&mut self, comment: &str) {
        let _ = writeln!(self.toml, "# {}", printable(comment));
    }

    /// A line to fill in, with what could stand there.
    pub(super) fn question(&mut self, key: &str, candidates: &[&str]) {
        let candidates: Vec<String> = candidates.iter().map(|text| quoted(text)).collect();
        let hint = if candidates.is_empty() {
            String::new()
        } else {
            format!("  # {} {}", self.say("een van", "one of"), candidates.join(", "))
        };
        self.comment(&format!("{key} = ?{hint}"));
    }

    /// A text as a key and in a sentence; or, where it may not be repeated, the row where it stands.
    pub(super) fn quoted_or_row(&self, text: &str, may_quote: bool, row: u64) -> (String, String) {
        if may_quote {
            return (quoted(text), ticked(text));
        }
        let told = self.say(format!("de tekst in rij {row}"), format!("the text in row {row}"));
        (format!("({told})"), told)
    }

    /// Something that a person must still do: said in a comment, and in the list of open questions.
    pub(super) fn open(&mut self, what: &str) {
        self.comment(what);
        self.open.push(printable(&fold(what)));
    }
}

/// Comments in TOML have no control characters.
fn printable(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).collect()
}

/// A text in backticks, cut so that the line stays readable.
pub(super) fn ticked(text: &str) -> String {
    format!("`{}`", shown(text))
}
