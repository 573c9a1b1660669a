//! LimeSurvey: codes, full texts or both in the header, in the language of whoever exported; the day of submitting
//! is empty in responses that were broken off.
//!
//! Headers have four styles: `G01[k1]`, `Question [row]`, `G01. Question [row]` and `123456X7X89k1` (numbers of survey,
//! group and question).

use super::{Layout, Recognition, Tool, Top, UNKNOWN, one_row};

pub(super) const TOOL: Tool = Tool {
    layout: Layout::Limesurvey,
    recognise,
    date: SUBMITTED,
    submitted: SUBMITTED,
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

const IDS: &[&str] = &[
    "response id",
    "antwort id",
    "antwoord id",
    "answer id",
    "id de la réponse",
    "numéro de la réponse",
    "id de respuesta",
    "id risposta",
    "id della risposta",
];

const METADATA: &[&str] = &[
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
    "startdate",
    "date started",
    "datum gestartet",
    "datum gestart",
    "date de lancement",
    "fecha de inicio",
    "data di inizio",
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
    "token",
    "access code",
    "zugangscode",
    "zugangsschlüssel",
    "toegangscode",
    "code d accès",
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
