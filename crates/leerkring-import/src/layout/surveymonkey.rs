//! SurveyMonkey: questions in the first row, and in the second the rows of each question, or `Response`.

use super::{Layout, LayoutWhy, Recognition, Tool, Top, UNKNOWN, blocks, one_row};

pub(super) const TOOL: Tool = Tool {
    layout: Layout::SurveyMonkey,
    recognise,
    columns: blocks::columns,
    date: &["end date", "enddate", "einddatum", "date modified", "start date", "startdate", "begindatum"],
    start: &["start date", "startdate", "begindatum", "date created"],
    end: &["end date", "enddate", "einddatum"],
    ids: IDS,
    metadata: &[
        "collector id",
        "collectorid",
        "date modified",
        "ip address",
        "ip adres",
        "ipaddress",
        "email address",
        "e mailadres",
        "first name",
        "voornaam",
        "last name",
        "lastname",
        "achternaam",
        "custom data",
        "custom data 1",
        "custom value",
        "collector",
    ],
    ..UNKNOWN
};

const IDS: &[&str] = &["respondent id", "respondentid"];

fn recognise(top: &Top<'_>) -> Option<Recognition> {
    let place = top.place_of(IDS)?;
    let id = top.header().get(place)?;
    // Every response has its number, so a row without one is none.
    let blank = |row: &[String]| row.get(place).is_none_or(String::is_empty);
    if blank(top.second()) && top.second().iter().any(|cell| !cell.is_empty()) {
        return Some(Recognition { header_rows: 2, ..one_row(LayoutWhy::columns([id.as_str()])) });
    }
    let collector = top.first_of(&["collector id", "collectorid"])?;
    Some(one_row(LayoutWhy::columns([id, collector])))
}
