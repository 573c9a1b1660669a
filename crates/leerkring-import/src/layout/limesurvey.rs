//! LimeSurvey: codes, full texts or both in the header, in the language of whoever exported; the day of submitting
//! is empty in responses that were broken off.
//!
//! In an interface language that is not known here the columns that it writes itself are known by what they hold.
//!
//! Headers have four styles: `G01[k1]`, `Question [row]`, `G01. Question [row]` and `123456X7X89k1` (numbers of survey,
//! group and question).

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use super::{Layout, LayoutWhy, Recognition, Tool, Top, UNKNOWN, one_row};
use crate::date::{self, DateOrder};
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
    "datum ingestuurd",
    "datum ingezonden",
    "datum verzonden",
    "date de soumission",
    "fecha de envío",
    "data di invio",
    "data de envio",
    "data de submissão",
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
    "data de início",
];

const IDS: &[&str] = &[
    "id",
    "response id",
    "antwort id",
    "antwoord id",
    "respons id",
    "answer id",
    "id de la réponse",
    "numéro de la réponse",
    "id de respuesta",
    "id risposta",
    "id della risposta",
    "id da resposta",
    "resposta id",
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
    "linguagem inicial",
    "língua inicial",
    "seed",
    "zufallsstartwert",
    "tête de série",
    "semilla",
    "seme",
    "semente",
    "datestamp",
    "date last action",
    "datum letzte aktivität",
    "datum laatste actie",
    "date de la dernière action",
    "fecha de la última acción",
    "data dell ultima azione",
    "data da última ação",
    "ipaddr",
    "ip address",
    "ip adresse",
    "ip adres",
    "adresse ip",
    "dirección ip",
    "indirizzo ip",
    "endereço ip",
    "refurl",
    "referrer url",
    "verwijzende url",
    "weiterleitungs url",
    "url référente",
];

/// Columns that come beside a `Response ID` in what other tools write.
const OF_OTHERS: &[&str] = &["time started", "contact id", "recorded date", "recordeddate", "collector id"];

fn recognise(top: &Top<'_>) -> Option<Recognition> {
    let own = own_columns(top);
    let Some(why) = by_header(top) else {
        return (own.len() > IN_FRONT.len()).then(|| Recognition { own, ..one_row(LayoutWhy::Cells) });
    };
    // One translation more or less must not make broken off responses count.
    let own = if top.first_of(SUBMITTED).is_none() { own } else { &[] };
    Some(Recognition { own, ..one_row(why) })
}

/// How the header shows that LimeSurvey wrote it.
fn by_header(top: &Top<'_>) -> Option<LayoutWhy> {
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
        return Some(LayoutWhy::columns([key]));
    }
    if let Some((one, other)) = known.filter(|_| !elsewhere) {
        return Some(LayoutWhy::columns([one, other]));
    }
    if let Some(number) = top.header().iter().find(|cell| is_numbered(cell)) {
        return Some(LayoutWhy::Such(number.clone()));
    }
    let mut pairs = top.header().iter().filter(|cell| is_code_pair(cell));
    match (pairs.next(), pairs.next(), pairs.next()) {
        (Some(first), Some(_), Some(_)) => Some(LayoutWhy::Such(first.clone())),
        _ => None,
    }
}

/// The columns that LimeSurvey puts in front of the questions, in this order, whatever language they are called in. Then
/// comes a seed, or in older files, where it keeps moments, begin and last action.
const IN_FRONT: &[&str] = &["id", "submitdate", "lastpage", "startlanguage"];
const WITH_SEED: &[&str] = &["id", "submitdate", "lastpage", "startlanguage", "seed"];
const WITH_MOMENTS: &[&str] = &["id", "submitdate", "lastpage", "startlanguage", "startdate", "datestamp"];

/// The codes of the first columns of a file that calls them in a language which is not known here, by what they hold: a
/// number of its own in each row; a moment or nothing; the number of a page or nothing; the code of a language; and then
/// a seed or two moments. That is LimeSurvey's alone; with the first four only it may be another's.
pub(super) fn own_columns(top: &Top<'_>) -> &'static [&'static str] {
    const FEWEST_ROWS: usize = 3;
    let rows = top.rows.get(1..).unwrap_or_default();
    let cells = |at: usize| rows.iter().map(move |row| row.get(at).map_or("", String::as_str));
    let all = |at: usize, fits: fn(&str) -> bool| cells(at).all(fits);
    let ids: BTreeSet<u64> = cells(0).filter_map(|text| text.parse().ok()).collect();
    let in_front = rows.len() >= FEWEST_ROWS
        && ids.len() == rows.len()
        && top.header().iter().take(IN_FRONT.len()).all(|name| name.contains(char::is_alphabetic))
        && all(1, |text| text.is_empty() || is_moment(text))
        && all(2, |text| text.is_empty() || is_number(text, 1..=3))
        && cells(2).any(|text| !text.is_empty())
        && all(3, is_language);
    // A seed has up to ten digits, mostly nine or ten.
    let is_seed = || all(4, |text| is_number(text, 1..=10)) && cells(4).any(|text| text.len() >= 7);
    match in_front {
        true if is_seed() => WITH_SEED,
        true if all(4, is_moment) && all(5, is_moment) => WITH_MOMENTS,
        true => IN_FRONT,
        false => &[],
    }
}

/// `2026-09-03 14:20:53`, as LimeSurvey writes moments; a program may have taken off the time.
fn is_moment(text: &str) -> bool {
    date::parse(text, DateOrder::Dmy).is_some() || date::parse(text, DateOrder::Mdy).is_some()
}

fn is_number(text: &str, digits: RangeInclusive<usize>) -> bool {
    digits.contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit())
}

/// `nl`, `pt-BR`, `de-informal`.
fn is_language(text: &str) -> bool {
    let (code, variant) = text.split_once('-').unwrap_or((text, "x"));
    (2..=3).contains(&code.len())
        && code.bytes().all(|b| b.is_ascii_lowercase())
        && !variant.is_empty()
        && variant.bytes().all(|b| b.is_ascii_alphabetic() || b == b'-')
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
