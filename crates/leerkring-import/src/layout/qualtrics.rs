//! Qualtrics: names of columns, then their texts in the language of the survey, then `{"ImportId":"QID1"}`; older files
//! have the first two rows only, with `V1` to `V10` for the columns by the tool.

use super::{Layout, LayoutWhy, Recognition, Tool, Top, UNKNOWN, one_row};
use crate::table::Column;

pub(super) const TOOL: Tool = Tool {
    layout: Layout::Qualtrics,
    recognise,
    columns,
    date: &["recordeddate", "enddate", "startdate", "recorded date", "end date", "start date"],
    submitted: &["finished"],
    // The answer may be recoded to a number, or be the word in the language of the export.
    broken_off: &["0", "false", "falsch", "onwaar", "faux", "falso", "no", "nein", "nee", "non"],
    status: &["status"],
    // Imported and offline answers are of respondents: 0, 4 and 16, and 32 and 48 in surveys of employees.
    previews: (
        &[
            "1",
            "2",
            "8",
            "9",
            "12",
            "17",
            "40",
            "preview",
            "survey preview",
            "offline survey preview",
            "survey preview spam",
            "test",
            "survey test",
            "spam",
            "imported spam",
            "ex spam",
        ],
        &["vorschau", "voorbeeld", "aperçu", "vista previa", "anteprima"],
    ),
    start: &["startdate", "start date", "startdatum", "anfangsdatum", "begindatum"],
    end: &["enddate", "end date", "enddatum", "einddatum"],
    seconds: &["duration in seconds", "dauer in sekunden", "duur in seconden", "durée en secondes"],
    ids: IDS,
    metadata: &[
        "ipaddress",
        "ip address",
        "progress",
        "responseset",
        "name",
        "emailaddress",
        "recipientlastname",
        "recipientfirstname",
        "recipientemail",
        "externalreference",
        "externaldatareference",
        "locationlatitude",
        "locationlongitude",
        "locationaccuracy",
        "distributionchannel",
        "userlanguage",
        "user language",
    ],
    ..UNKNOWN
};

const IDS: &[&str] = &["responseid", "response id"];

fn recognise(top: &Top<'_>) -> Option<Recognition> {
    let ids = top.rows.get(2).is_some_and(|row| is_import_ids(row));
    if ids {
        return Some(Recognition { header_rows: 3, ..one_row(LayoutWhy::ImportIds) });
    }
    // `V1` above `ResponseID`.
    let above_each_other = |code: &str, text: &str| {
        let at = top.header().iter().position(|cell| cell == code);
        at.and_then(|at| top.second().get(at)).is_some_and(|cell| cell.eq_ignore_ascii_case(text))
    };
    let legacy = above_each_other("V1", "ResponseID") && above_each_other("V10", "Finished");
    if legacy {
        return Some(Recognition { header_rows: 2, ..one_row(LayoutWhy::columns(["V1", "V10"])) });
    }
    // Someone may have taken out the rows below the names.
    let both = top.first_of(IDS).zip(top.first_of(&["finished"]));
    both.map(|(id, finished)| one_row(LayoutWhy::columns([id, finished])))
}

/// What is in the braces of `{"ImportId":"QID1"}`.
fn in_braces(cell: &str) -> Option<&str> {
    cell.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')).map(str::trim_start)
}

/// `QID1` of `{"ImportId":"QID1","timeZone":"Z"}`; empty where there is none.
fn import_id(cell: &str) -> &str {
    let after = in_braces(cell).and_then(|inner| inner.split_once(':')).map(|(_, after)| after.trim_start());
    let quoted = after.and_then(|after| after.strip_prefix(['"', '\'']));
    quoted.and_then(|id| id.split(['"', '\'']).next()).unwrap_or_default()
}

/// Whether all filled cells are `{"ImportId":"QID1"}` or, as in early files, the same with single quotes.
fn is_import_ids(row: &[String]) -> bool {
    let mut filled = row.iter().filter(|cell| !cell.is_empty()).peekable();
    let is_id = |cell: &String| {
        in_braces(cell)
            .is_some_and(|inner| inner.starts_with("\"ImportId\"") || inner.starts_with("'ImportId'"))
    };
    filled.peek().is_some() && filled.all(is_id)
}

/// The names of the first row, with the texts of the second as labels and the ids of the third.
fn columns(rows: &[Vec<String>]) -> Vec<Column> {
    let names = rows.first().map(Vec::as_slice).unwrap_or_default();
    let labels = rows.get(1).map(Vec::as_slice).unwrap_or_default();
    let ids = rows.get(2).map(Vec::as_slice).unwrap_or_default();
    let label = |at: usize| labels.get(at).cloned().unwrap_or_default();
    let id = |at: usize| ids.get(at).map(|cell| import_id(cell).to_owned()).unwrap_or_default();
    let column =
        |(at, name): (usize, &String)| Column { label: label(at), import_id: id(at), ..Column::new(name) };
    names.iter().enumerate().map(column).collect()
}
