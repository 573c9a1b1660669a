//! What was recognised in a file, and how.

use std::fmt;

use leerkring_model::Language;

use super::{Delimiter, Encoding, Format};
use crate::layout::{Layout, LayoutWhy};
use crate::text::shown;

/// How something about a file was known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum KnownBy {
    /// The caller chose it.
    Chosen,
    /// The file says so: a byte order mark, a `sep=` line, a code page in its head.
    Mark,
    /// The bytes can hardly be anything else: valid UTF-8, a NUL in every pair of bytes.
    Bytes,
    /// A guess, which can be wrong.
    Guessed,
}

/// What was recognised in a file, and how.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Recognised {
    /// The kind of the file.
    pub format: Format,
    /// The encoding of its text, where a file can have one or another.
    pub encoding: Option<(Encoding, KnownBy)>,
    /// What separates the cells, in delimited text.
    pub delimiter: Option<(Delimiter, KnownBy)>,
    /// The sheet that was read, in a workbook.
    pub sheet: Option<Sheet>,
    /// The tool that wrote it, if that shows.
    pub layout: Option<Layout>,
    /// How the tool shows, or why none does.
    pub layout_why: LayoutWhy,
    /// The rows that make the header. 0 where the format names the columns by itself (SPSS, JSON).
    pub header_rows: usize,
    /// Rows above the header that are not part of it: a title, a date of printing.
    pub preamble: usize,
}

/// The sheet of a workbook that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Sheet {
    /// Its name.
    pub name: String,
    /// How it was chosen.
    pub by: KnownBy,
    /// The other sheets with anything in them.
    pub others: Vec<String>,
}

impl Recognised {
    /// A file of a kind of which nothing more is known yet.
    pub(crate) fn new(format: Format) -> Recognised {
        Recognised {
            format,
            encoding: None,
            delimiter: None,
            sheet: None,
            layout: None,
            layout_why: LayoutWhy::Unknown,
            header_rows: 0,
            preamble: 0,
        }
    }

    /// As what the file was read, and how that was known, in a language.
    ///
    /// ```
    /// use leerkring_import::{ReadOptions, read_table};
    /// use leerkring_model::Language;
    /// let table = read_table("antwoorden.csv", b"School;K1\n007;3\n", &ReadOptions::default())?;
    /// assert_eq!(table.recognised.in_language(Language::Nl), "utf-8 (blijkt uit de bytes), puntkomma (geraden)");
    /// # Ok::<(), leerkring_import::ReadError>(())
    /// ```
    pub fn in_language(&self, language: Language) -> String {
        let by = |how, mark: &'static str| match how {
            KnownBy::Chosen => language.choose("gekozen", "chosen"),
            KnownBy::Mark => mark,
            KnownBy::Bytes => language.choose("blijkt uit de bytes", "by its bytes"),
            KnownBy::Guessed => language.choose("geraden", "guessed"),
        };
        let mut parts = Vec::new();
        if self.format != Format::Text {
            parts.push(self.format.to_string());
        }
        if let Some((encoding, how)) = self.encoding {
            let mark = match self.format {
                Format::Text | Format::Json | Format::GeoJson => {
                    language.choose("blijkt uit de byte order mark", "by its byte order mark")
                }
                _ => language.choose("staat in het bestand", "as the file says"),
            };
            parts.push(format!("{encoding} ({})", by(how, mark)));
        }
        if let Some((delimiter, how)) = self.delimiter {
            let mark = language.choose("blijkt uit de regel `sep=`", "by its `sep=` line");
            parts.push(format!("{} ({})", delimiter.in_language(language), by(how, mark)));
        }
        if let Some(sheet) = &self.sheet {
            let word = language.choose("blad", "sheet");
            let only = language.choose("het enige", "the only one");
            let how = if sheet.others.is_empty() { only } else { by(sheet.by, only) };
            let others: Vec<String> = sheet.others.iter().map(|name| format!("`{}`", shown(name))).collect();
            let not_read = match others.as_slice() {
                [] => String::new(),
                others => {
                    format!("; {} {}", language.choose("niet gelezen:", "not read:"), others.join(", "))
                }
            };
            parts.push(format!("{word} `{}` ({how}{not_read})", sheet.name));
        }
        if self.preamble > 0 {
            let lines = language.choose(
                ["regel boven de kop", "regels boven de kop"],
                ["line above the header", "lines above the header"],
            );
            parts.push(crate::text::counted(self.preamble, lines));
        }
        if self.header_rows > 1 {
            parts.push(format!("{} {}", self.header_rows, language.choose("kopregels", "header rows")));
        }
        parts.join(", ")
    }
}

/// In English; `in_language` has other languages.
impl fmt::Display for Recognised {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.in_language(Language::En))
    }
}
