//! What issues say, the two languages side by side.

mod points;
mod typed;
mod wishes;

use std::fmt;

use leerkring_model::Language;

use self::typed::{no_day, not_repeated, readings, repeated};
use super::{Issue, IssueKind};
use crate::register::names;
use crate::text::{counted, shown};

impl Issue {
    /// Where the issue is, what it is and what to do about it, in a language.
    pub fn in_language(&self, language: Language) -> String {
        let mut place = self.file.clone();
        if self.row > 0 {
            let (row, line) = language.choose(("rij", "regel"), ("row", "line"));
            place += &format!(", {row} {}", self.row);
            // Where a row is one line, as in most files, it says nothing new.
            if self.line != self.row {
                place += &format!(" ({line} {})", self.line);
            }
        }
        if let Some(column) = &self.column {
            place += &format!(", {} `{}`", language.choose("kolom", "column"), shown(column));
        }
        format!("{place}: {}", self.kind.in_language(language))
    }
}

/// In English; `in_language` has other languages.
impl fmt::Display for Issue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.in_language(Language::En))
    }
}

/// In English; `in_language` has other languages.
impl fmt::Display for IssueKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.in_language(Language::En))
    }
}

impl IssueKind {
    /// What is doubtful and what to do about it, in a language.
    ///
    /// ```
    /// use leerkring_import::IssueKind;
    /// use leerkring_model::Language;
    /// let kind = IssueKind::Answer(Some("soms".to_owned()));
    /// assert_eq!(kind.in_language(Language::Nl), "het codeboek kent het antwoord `soms` niet; zet het onder [answers]");
    /// assert_eq!(kind.in_language(Language::En), kind.to_string());
    /// ```
    pub fn in_language(&self, language: Language) -> String {
        let say = |nl: String, en: String| language.choose(nl, en);
        match self {
            IssueKind::Ragged { found, expected } => say(
                format!(
                    "de rij heeft {}, de kopregel heeft er {expected}; ontbreekt er een aanhalingsteken of een scheidingsteken?",
                    counted(*found, ["cel", "cellen"])
                ),
                format!(
                    "the row has {}, the header has {expected}; is a quote or a delimiter missing?",
                    counted(*found, ["cell", "cells"])
                ),
            ),
            IssueKind::NoSchool => language
                .choose("er is geen school genoemd; vul haar code in", "no school is named; fill in its key")
                .to_owned(),
            IssueKind::School => language
                .choose(
                    "wat hier staat kan geen schoolcode zijn: er zitten stuurtekens in, of het is langer dan 200 bytes",
                    "what stands here cannot be the key of a school: it has control characters or more than 200 bytes",
                )
                .to_owned(),
            IssueKind::UnknownSchool(None) => not_repeated(
                [
                    "het codeboek kent de school niet die hier staat; zet die erbij onder [schools]",
                    "the codebook does not know the school that stands here; add it under [schools]",
                ],
                language,
            ),
            IssueKind::UnknownSchool(Some(text)) => say(
                format!("het codeboek kent de school `{}` niet; zet die erbij onder [schools]", shown(text)),
                format!("the codebook does not know the school `{}`; add it under [schools]", shown(text)),
            ),
            IssueKind::Answer(None) => not_repeated(
                [
                    "het codeboek kent het antwoord niet dat hier staat; zet het onder [answers]",
                    "the codebook does not know the answer that stands here; add it under [answers]",
                ],
                language,
            ),
            IssueKind::Answer(Some(text)) => say(
                format!("het codeboek kent het antwoord `{}` niet; zet het onder [answers]", shown(text)),
                format!("the codebook does not know the answer `{}`; add it under [answers]", shown(text)),
            ),
            IssueKind::Role { text: None, times } => {
                let all = rows_from_here(*times, language);
                let nl = format!("het codeboek kent de rol niet die hier staat{all}; de rol telt als onbekend; zet die onder [roles]");
                let en = format!("the codebook does not know the role that stands here{all}; the role counts as unknown; add it under [roles]");
                not_repeated([&nl, &en], language)
            }
            IssueKind::Role { text: Some(text), times } => {
                let all = rows_from_here(*times, language);
                say(
                    format!("het codeboek kent de rol `{}` niet{all}; de rol telt als onbekend; zet die onder [roles]", shown(text)),
                    format!("the codebook does not know the role `{}`{all}; the role counts as unknown; add it under [roles]", shown(text)),
                )
            }
            IssueKind::Date { text, order } => no_day(text.as_deref(), *order, "", language),
            IssueKind::NoDate { text, order, times } => {
                let unknown = language.choose("; de datum telt als onbekend", "; the date counts as unknown");
                let all = rows_from_here(*times, language);
                no_day(text.as_deref(), *order, &format!("{all}{unknown}"), language)
            }
            IssueKind::Consent(None) => not_repeated(
                [
                    "het codeboek weet niet of hier toestemming staat; zet het onder [consent]",
                    "the codebook does not know whether what stands here is consent; add it under [consent]",
                ],
                language,
            ),
            IssueKind::Consent(Some(text)) => say(
                format!("het codeboek weet niet of `{}` toestemming is; zet het onder [consent]", shown(text)),
                format!("the codebook does not know whether `{}` is consent; add it under [consent]", shown(text)),
            ),
            IssueKind::MeaningMisfit { text, meaning, wanted } => say(
                format!(
                    "`{}` betekent volgens het codeboek `{meaning}`, en deze kolom vraagt om {wanted}; verbeter het onder [answers] of [items]",
                    shown(text)
                ),
                format!(
                    "`{}` means `{meaning}` by the codebook, and this column asks for {wanted}; mend it under [answers] or [items]",
                    shown(text)
                ),
            ),
            IssueKind::AnsweredOtherwise => language
                .choose(
                    "in een andere sectie gaf deze persoon op dezelfde vraag een andere fase; laat er één staan",
                    "in another section the same person gave another phase to the same question; leave one of them",
                )
                .to_owned(),
            IssueKind::NoRespondent => language
                .choose(
                    "er staat niet bij van wie dit antwoord is; vul de code van de respondent in",
                    "it does not say whose answer this is; fill in the key of the respondent",
                )
                .to_owned(),
            IssueKind::NoQuestion => language
                .choose(
                    "er staat niet bij op welke vraag dit het antwoord is; vul de vraag in",
                    "it does not say which question this answers; fill in the question",
                )
                .to_owned(),
            IssueKind::RespondentTwice { row } => say(
                format!("van deze respondent staat in rij {row} al iets anders; laat er een van de twee staan"),
                format!("row {row} says something else of this respondent already; keep one of the two"),
            ),
            IssueKind::SchoolTwice { school: None, row } => say(
                format!("deze school staat al in rij {row}; laat er een van de twee staan"),
                format!("this school stands in row {row} already; keep one of the two"),
            ),
            IssueKind::SchoolTwice { school: Some(school), row } => say(
                format!("de school `{school}` staat al in rij {row}; laat er een van de twee staan"),
                format!("the school `{school}` stands in row {row} already; keep one of the two"),
            ),
            IssueKind::AgreementTwice { school, date: Some(date), file, row } => say(
                format!(
                    "de afspraken van school `{school}` van {date} staan al in {file}, rij {row}; laat er een van de twee staan"
                ),
                format!(
                    "the agreements of the school `{school}` of {date} stand in {file}, row {row} already; keep one of the two"
                ),
            ),
            IssueKind::AgreementTwice { school, date: None, file, row } => say(
                format!(
                    "de afspraken van school `{school}` zonder datum staan al in {file}, rij {row}; laat er een van de twee staan, of geef ze elk een datum"
                ),
                format!(
                    "the agreements of the school `{school}` without a date stand in {file}, row {row} already; keep one of the two, or give each its date"
                ),
            ),
            IssueKind::Response(reason) => {
                say(format!("het antwoord past niet bij het model ({reason})"), reason.clone())
            }
            IssueKind::NoName => language
                .choose(
                    "de school heeft geen naam; in plaats daarvan wordt haar code getoond",
                    "the school has no name; its key is shown instead",
                )
                .to_owned(),
            IssueKind::Number(text) => say(
                format!("`{}` is geen getal; de waarde is weggelaten", shown(text)),
                format!("`{}` is not a number; the value is left out", shown(text)),
            ),
            IssueKind::Count(text) => {
                let (text, why) = repeated(text.as_deref(), language);
                say(
                    format!("{text} is geen geheel getal vanaf 0; de waarde is weggelaten{why}"),
                    format!("{text} is not a whole number from 0; the value is left out{why}"),
                )
            }
            IssueKind::AmbiguousCount(text) => {
                let (small, large) = readings(text);
                say(
                    format!(
                        "`{}` kan {small} of {large} zijn: schrijf het zonder punt of komma; de waarde is weggelaten",
                        shown(text)
                    ),
                    format!(
                        "`{}` can be {small} or {large}: write it without a mark; the value is left out",
                        shown(text)
                    ),
                )
            }
            IssueKind::AmbiguousNumber(text) => {
                let (small, large) = readings(text);
                say(
                    format!("`{}` kan {small} of {large} zijn: schrijf {large}, of `{}0`; de waarde is weggelaten", shown(text), shown(text)),
                    format!("`{}` can be {small} or {large}: write {large}, or `{}0`; the value is left out", shown(text), shown(text)),
                )
            }
            IssueKind::HalfPoint => points::half(language),
            IssueKind::NoPoint { lat, lon, swapped } => points::none((*lat, *lon), *swapped, language),
            IssueKind::ZeroPoint => points::zero(language),
            IssueKind::OutsideArea { x, y, crs, swapped } => points::outside((*x, *y), *crs, *swapped, language),
            IssueKind::AlikeSchool { school, row } => say(
                format!(
                    "deze code verschilt van `{}` in rij {row} alleen in voorloopnullen of hoofdletters: is het dezelfde school? beide zijn gelezen",
                    shown(school)
                ),
                format!(
                    "this key differs from `{}` in row {row} only by leading zeros or capitals: is it the same school? both are read",
                    shown(school)
                ),
            ),
            IssueKind::SwappedPoint { lat, lon } => points::swapped((*lat, *lon), language),
            IssueKind::BrokenOff => language
                .choose(
                    "deze kolom lijkt te zeggen wanneer een vragenlijst is ingestuurd, en is in sommige rijen leeg; zijn die afgebroken, zet die dan in het codeboek onder [columns] als `submitted`, en zo niet, zet dan `incomplete = \"keep\"`; nu tellen ze mee",
                    "this column seems to say when a response was submitted, and is empty in some rows; if those were broken off, name it under [columns] of the codebook as `submitted`, and if not, write `incomplete = \"keep\"`; now they count",
                )
                .to_owned(),
            IssueKind::SwappedColumns { schools, of } => points::swapped_columns(*schools, *of, language),
            IssueKind::FarPoint { lat, lon } => points::far((*lat, *lon), language),
            IssueKind::Subject { text, known, topics, nearest } => {
                wishes::no_subject(text.as_deref(), known, topics.as_deref(), nearest.as_deref(), language)
            }
            IssueKind::Topic { text, topics, nearest } => {
                wishes::no_topic(text.as_deref(), topics.as_deref(), nearest.as_deref(), language)
            }
            IssueKind::SchoolUnclear { text: None, schools } => say(
                format!("wat hier staat kan {schools} zijn; schrijf de code van de school"),
                format!("what stands here can be {schools}; write the key of the school"),
            ),
            IssueKind::SchoolUnclear { text: Some(text), schools } => say(
                format!("`{}` kan {schools} zijn; schrijf de code van de school", shown(text)),
                format!("`{}` can be {schools}; write the key of the school", shown(text)),
            ),
            IssueKind::NotInRegister(None) => not_repeated(
                [
                    "de school die hier staat is niet in het register te vinden; de wensen tellen mee zodra de school erin staat",
                    "the school that stands here is not in the register; its wishes count as soon as it is",
                ],
                language,
            ),
            IssueKind::NotInRegister(Some(key)) => say(
                format!("de school `{}` is niet in het register te vinden; de wensen tellen mee zodra de school erin staat", shown(key)),
                format!("the school `{}` is not in the register; its wishes count as soon as it is", shown(key)),
            ),
            IssueKind::WishColumn { wish } => {
                let nl = names::of(wish).iter().find(|name| *name != wish).copied().unwrap_or(wish);
                say(
                    format!("deze kolom is gelezen als `{nl}`, om een woord in de naam; klopt dat niet, geef de kolom dan een andere naam"),
                    format!("this column is read as `{wish}`, for a word in its name; if that is wrong, give it another name"),
                )
            }
            IssueKind::WishUnread => language
                .choose(
                    "hier staat iets dat niet als wens te lezen is; het is weggelaten, en wordt niet herhaald omdat iemand het getypt kan hebben",
                    "what stands here cannot be read as a wish; it is left out, and not repeated since somebody may have typed it",
                )
                .to_owned(),
            IssueKind::SchoolColumn { others } => say(
                format!("in deze kolom staat welke school het is; niet gelezen is {others}; klopt dat niet, geef dan alleen de goede kolom de naam schoolcode"),
                format!("this column says which school it is; not read is {others}; if that is wrong, call the right column schoolcode, and no other"),
            ),
            IssueKind::NoWish { columns } => say(
                format!("deze kolommen zijn niet gelezen: {columns}; staat er een wens in, noem de kolom dan biedt, vraagt, denkt mee of ruimte"),
                format!("these columns were not read: {columns}; if one holds wishes, call it offers, asks, thinks or room"),
            ),
            IssueKind::NoRoom => language
                .choose(
                    "de school biedt iets aan maar zegt niets onder `room`; zolang zij dat niet doet, ontvangt zij niemand",
                    "the school offers something but says nothing under `room`; as long as it does not, it hosts nobody",
                )
                .to_owned(),
        }
    }
}

/// How many rows it is about, if it is more than this one.
fn rows_from_here(times: usize, language: Language) -> String {
    match times {
        0 | 1 => String::new(),
        n => language.choose(
            format!(" (in {n} rijen, hier voor het eerst)"),
            format!(" (in {n} rows, this is the first)"),
        ),
    }
}

#[cfg(test)]
mod tests;
