//! LimeSurvey: codes, full texts or both in the header, in the language of whoever exported; the day of submitting
//! is empty in responses that were broken off.

use super::{Layout, Recognition, Tool, Top, columns_of_one_row, one_row};

pub(super) const TOOL: Tool = Tool {
    layout: Layout::Limesurvey,
    recognise,
    columns: columns_of_one_row,
    date: SUBMITTED,
    submitted: SUBMITTED,
    metadata: METADATA,
    brackets: true,
    not_shown: &["N/A", "n/a"],
    // Written for every moment when a survey keeps no dates.
    no_date: Some("1980-01-01"),
};

const SUBMITTED: &[&str] = &[
    "submitdate",
    "date submitted",
    "datum abgeschickt",
    "datum ingediend",
    "datum ingezonden",
    "datum verzonden",
    "date de soumission",
];

const IDS: &[&str] =
    &["response id", "antwort id", "antwoord id", "answer id", "id de la réponse", "numéro de la réponse"];

const METADATA: &[&str] = &[
    "id",
    "response id",
    "antwort id",
    "antwoord id",
    "answer id",
    "id de la réponse",
    "lastpage",
    "last page",
    "letzte seite",
    "laatste pagina",
    "dernière page",
    "startlanguage",
    "start language",
    "start sprache",
    "startsprache",
    "starttaal",
    "start taal",
    "langue de départ",
    "seed",
    "zufallsstartwert",
    "startdate",
    "date started",
    "datum gestartet",
    "datum gestart",
    "datestamp",
    "date last action",
    "datum letzte aktivität",
    "datum laatste actie",
    "ipaddr",
    "ip address",
    "ip adresse",
    "ip adres",
    "refurl",
    "referrer url",
    "token",
];

fn recognise(top: &Top<'_>) -> Option<Recognition> {
    if let Some(id) = top.first_of(IDS) {
        return Some(one_row(format!("column `{id}`")));
    }
    let submitted = top.first_of(SUBMITTED);
    let second = top.first_of(&METADATA.iter().copied().filter(|name| *name != "id").collect::<Vec<_>>());
    if let (Some(submitted), Some(second)) = (submitted, second) {
        return Some(one_row(format!("columns `{submitted}` and `{second}`")));
    }
    let code = top.header().iter().find(|cell| is_code_pair(cell))?;
    let codes = top.header().iter().filter(|cell| is_code_pair(cell)).count();
    (codes >= 3).then(|| one_row(format!("{codes} columns such as `{code}`")))
}

/// `G01[k1]`
fn is_code_pair(cell: &str) -> bool {
    let code = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_alphanumeric());
    let pair = cell.strip_suffix(']').and_then(|rest| rest.split_once('['));
    pair.is_some_and(|(question, row)| {
        question.starts_with(|c: char| c.is_ascii_alphabetic()) && code(question) && code(row)
    })
}
