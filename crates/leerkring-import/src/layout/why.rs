//! How it shows which tool wrote a file, in words.

use std::fmt;

use leerkring_model::Language;

use crate::text::shown;

/// How it shows which tool wrote a file, or that it does not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum LayoutWhy {
    /// It does not: the header is of no tool that is known here, or there is none.
    #[default]
    Unknown,
    /// By these columns together, as the file calls them.
    Columns(Vec<String>),
    /// By columns such as this one, whose names are made in a way of the tool.
    Such(String),
    /// By a row of `ImportId`s below the header.
    ImportIds,
    /// By what stands in the first columns, whatever they are called.
    Cells,
    /// By a list of objects, of which each is a row (JSON).
    Objects,
    /// By so many columns that are aspects of the model.
    Aspects(usize),
}

impl LayoutWhy {
    /// By the columns of these names.
    pub(super) fn columns<'a>(names: impl IntoIterator<Item = &'a str>) -> LayoutWhy {
        LayoutWhy::Columns(names.into_iter().map(str::to_owned).collect())
    }

    /// What it says, in a language.
    ///
    /// ```
    /// use leerkring_import::{ReadOptions, read_table};
    /// use leerkring_model::Language;
    /// let table = read_table("antwoorden.csv", b"Tijdstempel,K1\n3-9-2026,2\n", &ReadOptions::default())?;
    /// let why = &table.recognised.layout_why;
    /// assert_eq!(why.in_language(Language::Nl), "te zien aan kolom `Tijdstempel`");
    /// assert_eq!(why.to_string(), "seen by column `Tijdstempel`");
    /// # Ok::<(), leerkring_import::ReadError>(())
    /// ```
    pub fn in_language(&self, language: Language) -> String {
        let say = |nl: &str, en: &str| language.choose(nl, en).to_owned();
        match self {
            LayoutWhy::Unknown => say(
                "aan deze kopregel is geen programma te herkennen",
                "no tool is recognised by this header",
            ),
            LayoutWhy::Columns(names) => {
                let ticked: Vec<String> = names.iter().map(|name| format!("`{}`", shown(name))).collect();
                let noun = if names.len() == 1 { ["kolom", "column"] } else { ["kolommen", "columns"] };
                let [nl, en] = noun;
                let listed = match ticked.split_last() {
                    Some((last, rest)) if !rest.is_empty() => {
                        format!("{} {} {last}", rest.join(", "), language.choose("en", "and"))
                    }
                    _ => ticked.concat(),
                };
                language.choose(format!("te zien aan {nl} {listed}"), format!("seen by {en} {listed}"))
            }
            LayoutWhy::Such(name) => {
                let name = shown(name);
                language.choose(
                    format!("te zien aan kolommen zoals `{name}`"),
                    format!("seen by columns such as `{name}`"),
                )
            }
            LayoutWhy::ImportIds => say(
                "te zien aan een rij met `ImportId` onder de kop",
                "seen by a row of `ImportId`s below the header",
            ),
            LayoutWhy::Cells => say(
                "te zien aan wat er in de eerste kolommen staat",
                "seen by what stands in the first columns",
            ),
            LayoutWhy::Objects => say("een lijst van objecten, elk een rij", "a list of objects, a row each"),
            LayoutWhy::Aspects(n) => language.choose(
                format!("{n} kolommen zijn aspecten van het model"),
                format!("{n} columns are aspects of the model"),
            ),
        }
    }
}

/// In English; `in_language` has other languages.
impl fmt::Display for LayoutWhy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.in_language(Language::En))
    }
}
