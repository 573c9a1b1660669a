//! LimeSurvey: codes, full texts or both in the header, in the language of whoever exported; the day of submitting
//! is empty in responses that were broken off.

use super::{Header, Layout, Tool};

pub(super) const TOOL: Tool = Tool {
    layout: Layout::Limesurvey,
    recognise,
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

fn recognise(header: &Header<'_>) -> Option<String> {
    if let Some(id) = header.first_of(IDS) {
        return Some(format!("column `{id}`"));
    }
    let submitted = header.first_of(SUBMITTED);
    let second = header.first_of(&METADATA.iter().copied().filter(|name| *name != "id").collect::<Vec<_>>());
    if let (Some(submitted), Some(second)) = (submitted, second) {
        return Some(format!("columns `{submitted}` and `{second}`"));
    }
    let code = header.cells.iter().find(|cell| is_code_pair(cell))?;
    let codes = header.cells.iter().filter(|cell| is_code_pair(cell)).count();
    (codes >= 3).then(|| format!("{codes} columns such as `{code}`"))
}

/// `G01[k1]`
fn is_code_pair(cell: &str) -> bool {
    let code = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_alphanumeric());
    let pair = cell.strip_suffix(']').and_then(|rest| rest.split_once('['));
    pair.is_some_and(|(question, row)| {
        question.starts_with(|c: char| c.is_ascii_alphabetic()) && code(question) && code(row)
    })
}
