//! The XML of LimeSurvey: tables, each with a list of fields and rows of texts. Nothing else is looked for, nothing is
//! expanded: a file that declares entities of its own is refused, and what comes out is no larger than what went in.

use std::collections::BTreeMap;

use quick_xml::escape::resolve_predefined_entity;
use quick_xml::{Reader, events::Event};

/// Why a file is not of this kind, and where.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct XmlError {
    pub(crate) line: u64,
    pub(crate) reason: String,
}

/// A piece of a table. A field that was null in the database is not in its row.
pub(crate) enum Part {
    /// The name of a field.
    Field(String),
    Row(BTreeMap<String, String>),
    /// A text outside a table.
    Text(String),
}

/// Elements within elements: LimeSurvey needs six.
const DEEPEST: usize = 32;

/// Calls `each` with the name of the table and every piece of it, in the order of the file.
pub(crate) fn parts<E: From<XmlError>>(
    bytes: &[u8],
    mut each: impl FnMut(&str, Part) -> Result<(), E>,
) -> Result<(), E> {
    let line = |at: usize| {
        let before = bytes.get(..at).unwrap_or(bytes);
        let ends = before.iter().filter(|byte| **byte == b'\n').count();
        u64::try_from(ends).unwrap_or(u64::MAX).saturating_add(1)
    };
    let wrong = |at: usize, reason: String| E::from(XmlError { line: line(at), reason });
    let text = std::str::from_utf8(bytes)
        .map_err(|error| wrong(error.valid_up_to(), "the bytes here are no text in utf-8".to_owned()))?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut reader = Reader::from_str(text);
    reader.config_mut().expand_empty_elements = true;
    let mut path: Vec<String> = Vec::new();
    let mut content = String::new();
    let mut row = BTreeMap::new();
    loop {
        let at = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
        match reader.read_event().map_err(|error| wrong(at, error.to_string()))? {
            Event::Start(start) => {
                path.push(start.name().as_ref().to_owned());
                content.clear();
                if path.len() > DEEPEST {
                    return Err(wrong(at, format!("more than {DEEPEST} elements within each other")));
                }
            }
            Event::Text(text) => content.push_str(&text),
            Event::CData(text) => content.push_str(&text),
            Event::GeneralRef(reference) => match reference.resolve_char_ref() {
                Ok(Some(char)) => content.push(char),
                Ok(None) => match resolve_predefined_entity(&reference) {
                    Some(text) => content.push_str(text),
                    None => return Err(wrong(at, format!("the entity `&{};` is not known", &*reference))),
                },
                Err(error) => return Err(wrong(at, error.to_string())),
            },
            Event::End(_) => {
                let content = std::mem::take(&mut content);
                let names: Vec<&str> = path.iter().map(String::as_str).collect();
                match names.as_slice() {
                    [_, table, "fields", _] => each(table, Part::Field(content))?,
                    [_, _, "rows", _, field] => {
                        row.insert((*field).to_owned(), content);
                    }
                    [_, table, "rows", _] => each(table, Part::Row(std::mem::take(&mut row)))?,
                    [_, table] | [_, table, _] if !content.trim().is_empty() => {
                        each(table, Part::Text(content))?;
                    }
                    _ => {}
                }
                path.pop();
            }
            Event::DocType(kind) => {
                let web_page =
                    kind.trim_start().get(..4).is_some_and(|kind| kind.eq_ignore_ascii_case("html"));
                let reason = match web_page {
                    true => "this is a web page, perhaps one to log in",
                    false => "it declares a document type, which LimeSurvey never does",
                };
                return Err(wrong(at, reason.to_owned()));
            }
            Event::Eof if path.is_empty() => return Ok(()),
            Event::Eof => return Err(wrong(at, "it breaks off".to_owned())),
            Event::Empty(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
        }
    }
}
