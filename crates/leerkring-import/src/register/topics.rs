//! A network's own list of topics, as a table.

use leerkring_model::{IdError, Text, Topic, TopicId, TopicProblem, Topics};

use super::read::headers;
use crate::columns::listed;
use crate::table::{Row, Table};
use crate::text::{fold, loose};

/// What the column with the keys is called; loose, the best first.
const KEY: [&str; 6] = ["key", "id", "sleutel", "code", "topic", "onderwerp"];

/// Reads a list of topics: a column `key` (or `id`, `sleutel`, `code`, `topic`, `onderwerp`), and one per language, headed by its
/// code (`nl`, `en`; or `name.nl`). A cell may be empty where a topic has a name in another language. The same as
/// [`Topics::parse`], for those who keep their list in a sheet.
///
/// ```
/// use leerkring_import::{ReadOptions, read_table, read_topics};
/// let text = "key,nl,en\nspelling,Spelling,Spelling\nnatuur-en-techniek,Natuur en techniek,\n";
/// let table = read_table("topics.csv", text.as_bytes(), &ReadOptions::default())?;
/// let topics = read_topics(&table)?;
/// assert_eq!(topics.iter().map(|topic| topic.name.best("en")).collect::<Vec<_>>(), ["Spelling", "Natuur en techniek"]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// [`TopicListError`] with everything that is wrong, each with its row.
pub fn read_topics(table: &Table) -> Result<Topics, TopicListError> {
    let named: Vec<String> = table.columns.iter().map(|column| loose(&column.header)).collect();
    let key = KEY.iter().find_map(|key| named.iter().position(|header| header == key));
    let languages: Vec<(usize, &str)> = named
        .iter()
        .enumerate()
        .filter(|(column, _)| Some(*column) != key)
        .filter_map(|(column, header)| Some((column, language(header)?)))
        .collect();
    let Some(key) = key.filter(|_| !languages.is_empty()) else {
        return Err(TopicListError::NoList { file: table.name.clone(), header: headers(table) });
    };
    let mut topics = Topics::default();
    let mut problems = Vec::new();
    for row in &table.rows {
        let topic = topic(row, key, &languages);
        if let Err(what) = topic.and_then(|topic| Ok(topics.add(topic)?)) {
            problems.push(TopicRowProblem { row: row.number(), line: row.line(), what });
        }
    }
    if problems.is_empty() {
        return Ok(topics);
    }
    Err(TopicListError::Rows { file: table.name.clone(), problems })
}

/// The language that this header stands for.
fn language(header: &str) -> Option<&str> {
    let code = header.strip_prefix("name ").unwrap_or(header);
    ((2..=3).contains(&code.len()) && code.chars().all(|c| c.is_ascii_lowercase())).then_some(code)
}

fn topic(row: &Row, key: usize, languages: &[(usize, &str)]) -> Result<Topic, TopicRowKind> {
    let id = TopicId::new(&fold(row.get(key).unwrap_or_default()))?;
    let name = |&(column, language): &(usize, &str)| {
        let text = fold(row.get(column)?);
        (!text.is_empty()).then(|| (language.to_owned(), text.into_owned()))
    };
    let name: Text = languages.iter().filter_map(name).collect();
    if name.is_empty() {
        return Err(TopicRowKind::NoName);
    }
    Ok(Topic::new(id, name))
}

/// A table is no list of topics.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TopicListError {
    /// It lacks columns.
    #[error(
        "{file}: a list of topics has a column `key` and one for each language, headed by its code (`nl`, `en`); this file has {}; \
         rename its columns",
        listed(header)
    )]
    NoList {
        /// The file.
        file: String,
        /// The headers that the file has, in backticks.
        header: Vec<String>,
    },
    /// Rows are no topics.
    #[error("{file}: {}", told(problems))]
    Rows {
        /// The file.
        file: String,
        /// Everything that is wrong, in the order of the file; at least one.
        problems: Vec<TopicRowProblem>,
    },
}

/// What is wrong with one row of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct TopicRowProblem {
    /// The row as a spreadsheet shows it ([`Row::number`](crate::Row::number)).
    pub row: u64,
    /// The line of the file on which it begins.
    pub line: u64,
    /// What is wrong.
    pub what: TopicRowKind,
}

/// What can be wrong with a row of a list.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TopicRowKind {
    /// The key has another form than `spelling`.
    #[error(transparent)]
    Key(#[from] IdError),
    /// The topic is there already.
    #[error(transparent)]
    Topic(#[from] TopicProblem),
    /// There is no name in any language.
    #[error("no name in any language; fill in one")]
    NoName,
}

fn told(problems: &[TopicRowProblem]) -> String {
    let told = |TopicRowProblem { row, line, what }: &TopicRowProblem| {
        // As in an issue.
        let line = if line == row { String::new() } else { format!(" (line {line})") };
        format!("row {row}{line}: {what}")
    };
    problems.iter().map(told).collect::<Vec<_>>().join("\n  ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::{ReadOptions, read_table};

    fn read(text: &str) -> Result<Topics, TopicListError> {
        read_topics(&read_table("topics.csv", text.as_bytes(), &ReadOptions::default()).unwrap())
    }

    #[test]
    fn the_same_list_in_both_forms() {
        let sheet = read("Onderwerp;EN;name.nl\nspelling;Spelling;Spelling\nrekenen; ;Rekenen\n").unwrap();
        let text = "format = 1\n[[topic]]\nid = \"spelling\"\nname.nl = \"Spelling\"\nname.en = \"Spelling\"\n\
                    [[topic]]\nid = \"rekenen\"\nname.nl = \"Rekenen\"\n";
        assert_eq!(sheet, Topics::parse(text).unwrap());
    }

    #[test]
    fn all_that_is_wrong_is_told_with_its_row() {
        assert_eq!(
            read("key,nl\nSpelling,a\nrekenen,Rekenen\nrekenen,b\nzingen,\nsommen,REKENEN\n")
                .unwrap_err()
                .to_string(),
            "topics.csv: row 2: `Spelling` is not a key; a key is 1 to 64 lower-case letters a-z, digits and hyphens, and \
             starts with a letter\n  row 4: topic `rekenen` is there already; every topic needs an id of its own\n  row 5: no \
             name in any language; fill in one\n  row 6: `REKENEN` is the name of topic `rekenen` too; every \
             topic needs a name of its own"
        );
        let told = read("key,nl\nrekenen,\"Re\nkenen\"\nSommen,b\n").unwrap_err().to_string();
        assert!(told.starts_with("topics.csv: row 3 (line 4): `Sommen` is not a key"), "{told}");
        assert!(
            read("naam,prijs\na,1\n")
                .unwrap_err()
                .to_string()
                .starts_with("topics.csv: a list of topics has a column `key` and one for each language")
        );
    }
}
