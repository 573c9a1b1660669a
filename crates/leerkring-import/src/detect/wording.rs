//! What findings say, the two languages side by side: what was seen, what else it can be, what a person can do.

use std::fmt;

use leerkring_model::Language;

use super::{Finding, FindingKind, SameBy, ScaleMix, ShiftedPart, Slip};
use crate::text::{counted, shown, visible};

/// The most columns and rows that are named in a sentence.
const MOST_NAMED: usize = 5;

impl Finding {
    /// Where it was seen, what was seen, what else it can be and what to do, in a language.
    pub fn in_language(&self, language: Language) -> String {
        let mut place = self.file.clone();
        let columns: Vec<String> = self.columns.iter().map(|name| format!("`{}`", shown(name))).collect();
        if !columns.is_empty() {
            let noun = if columns.len() == 1 { ["kolom", "column"] } else { ["kolommen", "columns"] };
            let [nl, en] = noun;
            place += &format!(", {} {}", language.choose(nl, en), first(&columns, columns.len(), language));
        }
        if self.row_count > 0 {
            let rows = counted(self.row_count, language.choose(["rij", "rijen"], ["row", "rows"]));
            let numbers: Vec<String> = self.rows.iter().map(u64::to_string).collect();
            place += &format!(", {rows} ({})", first(&numbers, self.row_count, language));
        }
        format!("{place}: {}", self.kind.in_language(language))
    }
}

/// The first of a list, and how many more there are.
fn first(items: &[String], all: usize, language: Language) -> String {
    let named = items.iter().take(MOST_NAMED).cloned().collect::<Vec<_>>().join(", ");
    match all.saturating_sub(items.len().min(MOST_NAMED)) {
        0 => named,
        more => {
            format!("{named} {} {more} {}", language.choose("en", "and"), language.choose("andere", "more"))
        }
    }
}

/// In English; `in_language` has other languages.
impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.in_language(Language::En))
    }
}

/// In English; `in_language` has other languages.
impl fmt::Display for FindingKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.in_language(Language::En))
    }
}

impl FindingKind {
    /// What was seen, what else it can be and what to do, in a language.
    ///
    /// ```
    /// use leerkring_import::{FindingKind, SameBy};
    /// use leerkring_model::Language;
    /// let kind = FindingKind::Twice { by: SameBy::Id, answers: 0 };
    /// assert!(kind.in_language(Language::Nl).starts_with("dezelfde sleutel van een antwoord komt vaker voor"));
    /// assert_eq!(kind.in_language(Language::En), kind.to_string());
    /// ```
    pub fn in_language(&self, language: Language) -> String {
        let say = |nl: String, en: String| language.choose(nl, en);
        match self {
            FindingKind::Reversed { others, same, opposite } => say(
                format!(
                    "naast {} eromheen staan {opposite} antwoorden aan de andere kant (hoog waar de rest laag is, of andersom) en maar {same} aan dezelfde; is de schaal hier omgekeerd? het kan ook een vraag zijn die het omgekeerde zegt; kijk na hoe hij gesteld is; is hij omgekeerd, zet zijn kolom dan in het codeboek onder `reversed`",
                    counted(*others, ["vraag", "vragen"])
                ),
                format!(
                    "beside {} around it {opposite} answers are on the other side (high where the rest is low, or the reverse) and only {same} on the same; is the scale reversed here? it can also be a question that says the opposite; look how it was asked; if it is reversed, put its column under `reversed` in the codebook",
                    counted(*others, ["question", "questions"])
                ),
            ),
            FindingKind::Camps { against, same, opposite } => {
                let named: Vec<String> = against.iter().map(|name| format!("`{}`", shown(name))).collect();
                let against = first(&named, named.len(), language);
                say(
                    format!(
                        "tegenover {against} staan {opposite} antwoorden aan de andere kant (hoog op de ene groep, laag op de andere) en maar {same} aan dezelfde; zijn de vragen van een van beide groepen, meestal de kleinste, omgekeerd gesteld? het kunnen ook twee onderwerpen zijn die elkaar uitsluiten; kijk na hoe ze gesteld zijn, en zet de omgekeerde in het codeboek onder `reversed`"
                    ),
                    format!(
                        "against {against} {opposite} answers are on the other side (high on the one group, low on the other) and only {same} on the same; are the questions of one of the two groups, mostly the smaller, asked the other way round? they can also be two subjects that exclude each other; look how they were asked, and put the reversed ones under `reversed` in the codebook"
                    ),
                )
            }
            FindingKind::Shifted { right, part, cells, seen_in, belongs_in } => {
                shifted(language, *right, *part, *cells, seen_in, belongs_in)
            }
            FindingKind::Twice { by, answers } => twice(language, *by, *answers),
            FindingKind::StraightLining { straight, nearly } => say(
                format!(
                    "{straight} keer één antwoord op alle vragen, waar de meeste anderen iets anders kozen, en {nearly} keer één antwoord op alle vragen op één na; wie zijn vragen leest, wijkt vaker een keer af dan nooit; het kan ook een overtuiging zijn: vraag bij de afname of de lijst is doorgelopen, en laat niemand weg om zijn antwoorden alleen"
                ),
                format!(
                    "{straight} times one answer to all questions, where most others chose another, and {nearly} times one answer to all questions but one; who reads the questions departs from a line once more often than never; it can also be a conviction: ask whoever held the survey whether the form was clicked through, and leave nobody out for the answers alone"
                ),
            ),
            FindingKind::TooFast { seconds, answers, median } => say(
                format!(
                    "hooguit {} voor {answers} antwoorden of meer; de helft van de mensen deed er {median} of langer over; minder dan een seconde per vraag is niet te lezen; het kan ook een invoer van papier of een proefantwoord zijn: kijk na of deze rijen meetellen",
                    counted_seconds(*seconds, ["seconde", "seconden"])
                ),
                format!(
                    "at most {} for {answers} answers or more; half of the people took {median} or longer; a question cannot be read in less than a second; it can also be an entry from paper or a trial: check whether these rows count",
                    counted_seconds(*seconds, ["second", "seconds"])
                ),
            ),
            FindingKind::NamedSchool { name, schools } => named_school(language, name, schools),
            FindingKind::UnknownSchool { key, keys, nearest, slip } => {
                unknown_school(language, key.as_deref(), *keys, nearest, *slip)
            }
            FindingKind::LabelChanged { before, after, rows_before, rows_after, from } => {
                let (before, after) = (shown(before), shown(after));
                say(
                    format!(
                        "`{before}` komt alleen voor in {rows_before} rijen, en `{after}`, dat hetzelfde betekent, alleen daarna, in {rows_after} rijen, vanaf rij {from}; is de tekst van het antwoord tijdens de afname veranderd? het kunnen ook twee bestanden onder elkaar zijn; kijk na of beide hetzelfde vragen"
                    ),
                    format!(
                        "`{before}` occurs in {rows_before} rows only, and `{after}`, which means the same, only after those, in {rows_after} rows, from row {from} on; was the text of the answer changed during the survey? it can also be two files put together; check that both ask the same"
                    ),
                )
            }
            FindingKind::UnusedLevel { level, close, schools } => {
                let nl = if *schools { "scholen kozen" } else { "mensen kozen" };
                let en = if *schools { "schools chose" } else { "people chose" };
                say(
                    format!(
                        "niemand koos {level}, terwijl {close} {nl} wat er vlak naast ligt; stond {level} wel in de vragenlijst, en kent het codeboek de tekst ervan? het kan ook zo zijn"
                    ),
                    format!(
                        "nobody chose {level}, although {close} {en} what lies next to it; was {level} in the form, and does the codebook know its text? it can also be so"
                    ),
                )
            }
            FindingKind::NoHeader { again, columns } => language.choose(
                format!("de kop lijkt een rij met antwoorden: {again} van de {columns} namen van kolommen komen terug in hun eigen kolom; heeft het bestand geen kop, zet er dan een boven met de namen van de kolommen"),
                format!("the header looks like a row of answers: {again} of {columns} names of columns come back in their own column; if the file has no header, put one above it with the names of the columns"),
            ),
            FindingKind::UnlikelyLetters { letters, guessed, other, instead } => {
                let (letters, instead) = (visible(letters), visible(instead));
                language.choose(
                    format!("hier staan letters die in {guessed} bijna geen gewone tekst kunnen zijn: `{letters}`; die codering is geraden; in {other} staat er `{instead}`: klopt dat, kies dan die codering; klopt geen van beide, dan is het bestand al eerder beschadigd"),
                    format!("there are letters here that are hardly text in {guessed}, which was guessed: `{letters}`; in {other} they are `{instead}`: if that is right, choose that encoding; if neither is, something damaged the file before it came here"),
                )
            }
            FindingKind::MixedScales { by } => mixed(language, by),
        }
    }
}

fn counted_seconds(n: u64, noun: [&str; 2]) -> String {
    counted(usize::try_from(n).unwrap_or(usize::MAX), noun)
}

fn shifted(
    language: Language,
    right: bool,
    part: ShiftedPart,
    cells: usize,
    seen_in: &str,
    belongs_in: &str,
) -> String {
    let (seen, belongs) = (shown(seen_in), shown(belongs_in));
    let evidence = language.choose(
        format!(
            "{} niet in hun eigen kolom en wel in die ernaast: in `{seen}` staat wat in `{belongs}` hoort",
            counted(cells, ["cel past", "cellen passen"])
        ),
        format!(
            "{} in the column beside and not in their own: in `{seen}` stands what belongs in `{belongs}`",
            counted(cells, ["cell fits", "cells fit"])
        ),
    );
    let side = language
        .choose(if right { "rechts" } else { "links" }, if right { "right" } else { "left" })
        .to_owned();
    match part {
        ShiftedPart::Header => language.choose(
            format!("de kopregel lijkt verschoven: in bijna elke rij staat alles een plaats te veel naar {side}; {evidence}; de kolommen kunnen ook verkeerd in het codeboek staan; voeg in de kopregel een cel in of haal er een weg"),
            format!("the header seems shifted: in nearly every row everything stands one place too far to the {side}; {evidence}; the codebook can also name the wrong columns; insert a cell in the header or take one out"),
        ),
        ShiftedPart::From(row) => language.choose(
            format!("vanaf rij {row} staan cellen een plaats te veel naar {side}; {evidence}; het kan een tweede bestand zijn met andere kolommen; leg het naast de export en herstel de rijen"),
            format!("from row {row} on cells stand one place too far to the {side}; {evidence}; it can be a second file with other columns; compare it with the export and mend the rows"),
        ),
        ShiftedPart::Some => language.choose(
            format!("cellen staan een plaats te veel naar {side}; {evidence}; mist er een scheidingsteken of een aanhalingsteken, of is er een te veel? herstel de rijen"),
            format!("cells stand one place too far to the {side}; {evidence}; is a delimiter or a quote missing, or one too many? mend the rows"),
        ),
    }
}

fn twice(language: Language, by: SameBy, answers: usize) -> String {
    match by {
        SameBy::Id => language.choose(
            "dezelfde sleutel van een antwoord komt vaker voor; is iemand twee keer in het bestand gekomen, of is het bestand aan zichzelf geplakt? houd van elk één rij".to_owned(),
            "the same key of a response occurs more than once; did somebody get into the file twice, or was the file added to itself? keep one row of each".to_owned(),
        ),
        SameBy::AnswersAndTime => language.choose(
            format!("dezelfde {answers} antwoorden op hetzelfde tijdstip, bij dezelfde school; dat collega's zo gelijk antwoorden komt in minder dan een op de 1000 bestanden voor; is er twee keer verstuurd? het kunnen ook twee mensen zijn die het samen invulden: houd bij twijfel beide"),
            format!("the same {answers} answers at the same time, for the same school; that colleagues answer so alike happens in fewer than one of 1000 files; was it sent twice? it can also be two people who filled it in together: in doubt keep both"),
        ),
        SameBy::Answers => language.choose(
            format!("dezelfde {answers} antwoorden bij dezelfde school, wat collega's die elk voor zich antwoorden vrijwel nooit doen; is een rij gekopieerd? het kunnen ook mensen zijn die het samen invulden: houd bij twijfel beide"),
            format!("the same {answers} answers for the same school, which colleagues who answer each for themselves hardly ever give; was a row copied? it can also be people who filled it in together: in doubt keep both"),
        ),
    }
}

fn named_school(language: Language, name: &str, schools: &[String]) -> String {
    let name = shown(name);
    let ticked: Vec<String> = schools.iter().map(|key| format!("`{}`", shown(key))).collect();
    match ticked.as_slice() {
        [key] => language.choose(
            format!("hier staat een naam en geen code; in het register heet {key} `{name}`; is het die school, zet dat dan onder [schools] in het codeboek"),
            format!("here stands a name and no key; in the register {key} is called `{name}`; if it is that school, say so under [schools] of the codebook"),
        ),
        _ => {
            let keys = ticked.join(", ");
            language.choose(
                format!("hier staat een naam en geen code; in het register heten zo {keys}; zet onder [schools] in het codeboek welke bedoeld is"),
                format!("here stands a name and no key; in the register {keys} are called so; say under [schools] of the codebook which is meant"),
            )
        }
    }
}

fn unknown_school(
    language: Language,
    key: Option<&str>,
    keys: usize,
    nearest: &[String],
    slip: Option<Slip>,
) -> String {
    let ticked: Vec<String> = nearest.iter().map(|key| format!("`{}`", shown(key))).collect();
    let ticked = ticked.join(language.choose(" of ", " or "));
    let known = match (key, keys) {
        (Some(key), _) => format!("`{}`", shown(key)),
        (None, 1) => language.choose("een tekst", "a text").to_owned(),
        (None, n) => format!("{n} {}", language.choose("verschillende teksten", "different texts")),
    };
    let how = slip.map(|slip| match slip {
        Slip::Spelling => language.choose(
            "verschilt in hoofdletters, spaties of leestekens",
            "differs in capitals, blanks or marks",
        ),
        Slip::Zeros => {
            language.choose("heeft nullen meer of minder aan het begin", "has more or fewer zeros in front")
        }
        Slip::LookAlike => language.choose(
            "verschilt in letters die op cijfers lijken (O en 0, I en 1)",
            "differs in letters that look like digits (O and 0, I and 1)",
        ),
        Slip::OneCharacter => language.choose("verschilt één teken", "differs in one character"),
        Slip::Site => language.choose(
            "is dit nummer met dat van de vestiging erachter",
            "is this number with that of the site after it",
        ),
    });
    match how {
        Some(how) => language.choose(
            format!("{known} staat niet in het register; {ticked} {how}; is het dezelfde school, zet dat dan onder [schools] in het codeboek; zo niet, vul het register aan"),
            format!("{known} is not in the register; {ticked} {how}; if it is the same school, say so under [schools] of the codebook; if not, add it to the register"),
        ),
        None => language.choose(
            format!("niet als code in het register: {known} in de kolom van de school; geen enkele code daar lijkt erop. Zijn het namen, zet die dan met hun code onder [schools] in het codeboek; kijk anders of dit de goede kolom en het goede register zijn"),
            format!("not a key in the register: {known} in the column of the school; no key there looks like it. If these are names, put them with their keys under [schools] of the codebook; if not, see whether this is the right column and the right register"),
        ),
    }
}

fn mixed(language: Language, by: &ScaleMix) -> String {
    match by {
        ScaleMix::Outside { low, high, scale_low, scale_high } => language.choose(
            format!("er staan getallen van {low} tot en met {high}, en de schaal loopt van {scale_low} tot en met {scale_high}; heeft deze kolom een andere schaal? het kunnen ook codes voor geen antwoord zijn; zeg in het codeboek wat ze betekenen, en reken geen cijfers om naar fasen"),
            format!("there are numbers from {low} to {high}, and the scale goes from {scale_low} to {scale_high}; does this column have another scale? they can also be codes for no answer; say in the codebook what they mean, and do not turn marks into phases"),
        ),
        ScaleMix::OutOf { steps } => {
            let steps: Vec<String> = steps.iter().map(u32::to_string).collect();
            language.choose(
                format!("er staan antwoorden op schalen van {} stappen door elkaar; zet onder [answers] in het codeboek wat elk betekent, of lees ze als verschillende vragen", steps.join(" en van ")),
                format!("answers on scales of {} steps stand together; say under [answers] of the codebook what each means, or read them as different questions", steps.join(" and of ")),
            )
        }
        ScaleMix::NoTop { level, respondents } => language.choose(
            format!("niemand koos hier {level}, ook geen van de {respondents} mensen die het bij de meeste andere vragen wel kozen; had deze vraag een kortere schaal? het kan ook een strengere vraag zijn; kijk na welke antwoorden er waren"),
            format!("nobody chose {level} here, not even one of the {respondents} people who did on most other questions; did this question have a shorter scale? it can also be a harder question; look which answers there were"),
        ),
    }
}
