//! LimeSurvey: codes, full texts or both in the header, in the language of whoever exported; the day of submitting
//! is empty in responses that were broken off.
//!
//! Headers have four styles: `G01[k1]`, `Question [row]`, `G01. Question [row]` and `123456X7X89k1` (numbers of survey,
//! group and question).

use super::{Layout, Recognition, Tool, Top, UNKNOWN, one_row};
use crate::text::loose;

pub(super) const TOOL: Tool = Tool {
    layout: Layout::Limesurvey,
    recognise,
    date: SUBMITTED,
    submitted: SUBMITTED,
    start: START,
    seconds: &["interviewtime", "total time", "totale tijd", "gesamtzeit", "temps total"],
    ids: IDS,
    metadata: METADATA,
    not_shown: &["N/A", "n/a"],
    // Written for every moment when a survey keeps no dates.
    no_date: Some("1980-01-01"),
    ..UNKNOWN
};

const SUBMITTED: &[&str] = &[
    "submitdate",
    "date submitted",
    "datum abgeschickt",
    "datum ingediend",
    "datum ingezonden",
    "datum verzonden",
    "date de soumission",
    "fecha de envío",
    "data di invio",
    "data invio",
];

const START: &[&str] = &[
    "startdate",
    "date started",
    "datum gestartet",
    "datum gestart",
    "date de lancement",
    "fecha de inicio",
    "data di inizio",
];

const IDS: &[&str] = &[
    "id",
    "response id",
    "antwort id",
    "antwoord id",
    "answer id",
    "id de la réponse",
    "numéro de la réponse",
    "id de respuesta",
    "id risposta",
    "id della risposta",
    "token",
    "access code",
    "zugangscode",
    "zugangsschlüssel",
    "toegangscode",
    "code d accès",
];

const METADATA: &[&str] = &[
    "lastpage",
    "last page",
    "letzte seite",
    "laatste pagina",
    "dernière page",
    "última página",
    "ultima pagina",
    "startlanguage",
    "start language",
    "start sprache",
    "startsprache",
    "starttaal",
    "start taal",
    "langue de départ",
    "lenguaje inicial",
    "idioma inicial",
    "lingua iniziale",
    "seed",
    "zufallsstartwert",
    "tête de série",
    "semilla",
    "datestamp",
    "date last action",
    "datum letzte aktivität",
    "datum laatste actie",
    "date de la dernière action",
    "fecha de la última acción",
    "data dell ultima azione",
    "ipaddr",
    "ip address",
    "ip adresse",
    "ip adres",
    "adresse ip",
    "dirección ip",
    "indirizzo ip",
    "refurl",
    "referrer url",
    "url référente",
];

/// Columns that come beside a `Response ID` in what other tools write.
const OF_OTHERS: &[&str] = &["time started", "contact id", "recorded date", "recordeddate", "collector id"];

fn recognise(top: &Top<'_>) -> Option<Recognition> {
    // Qualtrics and Alchemer have a `Response ID` and an `IP Address` too.
    let elsewhere = top.first_of(OF_OTHERS).is_some();
    let no_key: Vec<&str> = IDS.iter().copied().filter(|name| *name != "id").collect();
    let key = top.first_of(&no_key);
    let submitted = top.first_of(SUBMITTED);
    let second = top.first_of(START).or_else(|| top.first_of(METADATA));
    let pair = || top.header().iter().find(|cell| is_code_pair(cell)).map(String::as_str);
    let known = match (submitted, key, second) {
        (Some(submitted), Some(other), _) | (Some(submitted), None, Some(other)) => Some((submitted, other)),
        (None, Some(key), second) => second.or_else(pair).map(|second| (key, second)),
        _ => None,
    };
    // In other languages, and with its code in front, the name is LimeSurvey's alone.
    if let Some(key) = key.filter(|key| known.is_none() && loose(key) != "response id") {
        return Some(one_row(format!("column `{key}`")));
    }
    if let Some((one, other)) = known.filter(|_| !elsewhere) {
        return Some(one_row(format!("columns `{one}` and `{other}`")));
    }
    if let Some(number) = top.header().iter().find(|cell| is_numbered(cell)) {
        return Some(one_row(format!("columns such as `{number}`")));
    }
    let code = top.header().iter().find(|cell| is_code_pair(cell))?;
    let codes = top.header().iter().filter(|cell| is_code_pair(cell)).count();
    (codes >= 3).then(|| one_row(format!("{codes} columns such as `{code}`")))
}

/// `123456X7X89`, with or without the code of a row behind it.
fn is_numbered(cell: &str) -> bool {
    let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    let mut parts = cell.splitn(3, 'X');
    let (Some(survey), Some(group), Some(question)) = (parts.next(), parts.next(), parts.next()) else {
        return false;
    };
    (4..=9).contains(&survey.len())
        && digits(survey)
        && !group.is_empty()
        && digits(group)
        && question.starts_with(|c: char| c.is_ascii_digit())
        && question.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '#'))
}

/// `G01[k1]`
fn is_code_pair(cell: &str) -> bool {
    let code = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_alphanumeric());
    let pair = cell.strip_suffix(']').and_then(|rest| rest.split_once('['));
    pair.is_some_and(|(question, row)| {
        question.starts_with(|c: char| c.is_ascii_alphabetic()) && code(question) && code(row)
    })
}
