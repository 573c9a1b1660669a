use super::*;
use crate::date::DateOrder;

fn text(text: &str) -> String {
    text.to_owned()
}

/// Each kind, in Dutch and in English.
fn kinds() -> Vec<(IssueKind, &'static str, &'static str)> {
    let date = crate::date::parse("2026-10-01", DateOrder::Dmy);
    vec![
        (
            IssueKind::Ragged { found: 1, expected: 3 },
            "de rij heeft 1 cel, de kopregel heeft er 3; ontbreekt er een aanhalingsteken of een scheidingsteken?",
            "the row has 1 cell, the header has 3; is a quote or a delimiter missing?",
        ),
        (
            IssueKind::NoSchool,
            "er is geen school genoemd; vul haar code in",
            "no school is named; fill in its key",
        ),
        (
            IssueKind::School,
            "wat hier staat kan geen schoolcode zijn: er zitten stuurtekens in, of het is langer dan 200 bytes",
            "what stands here cannot be the key of a school: it has control characters or more than 200 bytes",
        ),
        (
            IssueKind::UnknownSchool(Some(text("03XY00"))),
            "het codeboek kent de school `03XY00` niet; zet die erbij onder [schools]",
            "the codebook does not know the school `03XY00`; add it under [schools]",
        ),
        (
            IssueKind::UnknownSchool(None),
            "het codeboek kent de school niet die hier staat; zet die erbij onder [schools]; de tekst wordt niet herhaald omdat iemand hem getypt kan hebben",
            "the codebook does not know the school that stands here; add it under [schools]; the text is not repeated since somebody may have typed it",
        ),
        (
            IssueKind::SchoolUnclear { text: None, schools: text("`03XY00` (OBS De Linde)") },
            "wat hier staat kan `03XY00` (OBS De Linde) zijn; schrijf de code van de school",
            "what stands here can be `03XY00` (OBS De Linde); write the key of the school",
        ),
        (
            IssueKind::SchoolUnclear {
                text: Some(text("De Linde")),
                schools: text("`03XY00` (OBS De Linde)"),
            },
            "`De Linde` kan `03XY00` (OBS De Linde) zijn; schrijf de code van de school",
            "`De Linde` can be `03XY00` (OBS De Linde); write the key of the school",
        ),
        (
            IssueKind::NoWish { columns: text("`Tijd`, `Budget`") },
            "deze kolommen zijn niet gelezen: `Tijd`, `Budget`; staat er een wens in, noem de kolom dan biedt, vraagt, denkt mee of ruimte",
            "these columns were not read: `Tijd`, `Budget`; if one holds wishes, call it offers, asks, thinks or room",
        ),
        (
            IssueKind::WishColumn { wish: text("offers") },
            "deze kolom is gelezen als `biedt`, om een woord in de naam; klopt dat niet, geef de kolom dan een andere naam",
            "this column is read as `offers`, for a word in its name; if that is wrong, give it another name",
        ),
        (
            IssueKind::WishUnread,
            "hier staat iets dat niet als wens te lezen is; het is weggelaten, en wordt niet herhaald omdat iemand het getypt kan hebben",
            "what stands here cannot be read as a wish; it is left out, and not repeated since somebody may have typed it",
        ),
        (
            IssueKind::SchoolColumn { others: text("`Id`") },
            "in deze kolom staat welke school het is; niet gelezen is `Id`; klopt dat niet, geef dan alleen de goede kolom de naam schoolcode",
            "this column says which school it is; not read is `Id`; if that is wrong, call the right column schoolcode, and no other",
        ),
        (
            IssueKind::Answer(Some(text("soms"))),
            "het codeboek kent het antwoord `soms` niet; zet het onder [answers]",
            "the codebook does not know the answer `soms`; add it under [answers]",
        ),
        (
            IssueKind::Role { text: Some(text("Leraar")), times: 1 },
            "het codeboek kent de rol `Leraar` niet; de rol telt als onbekend; zet die onder [roles]",
            "the codebook does not know the role `Leraar`; the role counts as unknown; add it under [roles]",
        ),
        (
            IssueKind::Role { text: Some(text("conciërge")), times: 12 },
            "het codeboek kent de rol `conciërge` niet (in 12 rijen, hier voor het eerst); de rol telt als onbekend; zet die onder [roles]",
            "the codebook does not know the role `conciërge` (in 12 rows, this is the first); the role counts as unknown; add it under [roles]",
        ),
        (
            IssueKind::NoDate { text: Some(text("45231")), order: DateOrder::Dmy, times: 1 },
            "`45231` is geen dag in de volgorde dmy; de datum telt als onbekend; lijkt een dagnummer van Excel (2023-11-01); maak er in het blad een datum van, of zet `date_order` in het codeboek op `excel`",
            "`45231` is no day in the order dmy; the date counts as unknown; looks like one of Excel's day numbers (2023-11-01); make it a date in the sheet, or set `date_order` in the codebook to `excel`",
        ),
        (
            IssueKind::NoDate { text: Some(text("3-9-26 8:41")), order: DateOrder::Dmy, times: 2 },
            "`3-9-26 8:41` is geen dag in de volgorde dmy (in 2 rijen, hier voor het eerst); de datum telt als onbekend; een jaar heeft hier vier cijfers; schrijf het zo",
            "`3-9-26 8:41` is no day in the order dmy (in 2 rows, this is the first); the date counts as unknown; a year has four digits here; write it so",
        ),
        (
            IssueKind::Answer(None),
            "het codeboek kent het antwoord niet dat hier staat; zet het onder [answers]; de tekst wordt niet herhaald omdat iemand hem getypt kan hebben",
            "the codebook does not know the answer that stands here; add it under [answers]; the text is not repeated since somebody may have typed it",
        ),
        (
            IssueKind::Role { text: None, times: 2 },
            "het codeboek kent de rol niet die hier staat (in 2 rijen, hier voor het eerst); de rol telt als onbekend; zet die onder [roles]; de tekst wordt niet herhaald omdat iemand hem getypt kan hebben",
            "the codebook does not know the role that stands here (in 2 rows, this is the first); the role counts as unknown; add it under [roles]; the text is not repeated since somebody may have typed it",
        ),
        (
            IssueKind::Consent(None),
            "het codeboek weet niet of hier toestemming staat; zet het onder [consent]; de tekst wordt niet herhaald omdat iemand hem getypt kan hebben",
            "the codebook does not know whether what stands here is consent; add it under [consent]; the text is not repeated since somebody may have typed it",
        ),
        (
            IssueKind::RespondentTwice { row: 3 },
            "van deze respondent staat in rij 3 al iets anders; laat er een van de twee staan",
            "row 3 says something else of this respondent already; keep one of the two",
        ),
        (
            IssueKind::Date { text: None, order: DateOrder::Dmy },
            "wat hier staat is geen dag in de volgorde dmy; verbeter dit, of zet `date_order` in het codeboek op `dmy` of `mdy`",
            "what stands here is no day in the order dmy; mend it, or set `date_order` in the codebook to `dmy` or `mdy`",
        ),
        (
            IssueKind::Date { text: Some(text("31-2-2026")), order: DateOrder::Dmy },
            "`31-2-2026` is geen dag in de volgorde dmy; verbeter dit, of zet `date_order` in het codeboek op `dmy` of `mdy`",
            "`31-2-2026` is no day in the order dmy; mend it, or set `date_order` in the codebook to `dmy` or `mdy`",
        ),
        (
            IssueKind::Consent(Some(text("ja"))),
            "het codeboek weet niet of `ja` toestemming is; zet het onder [consent]",
            "the codebook does not know whether `ja` is consent; add it under [consent]",
        ),
        (
            IssueKind::AnsweredOtherwise,
            "in een andere sectie gaf deze persoon op dezelfde vraag een andere fase; laat er één staan",
            "in another section the same person gave another phase to the same question; leave one of them",
        ),
        (
            IssueKind::MeaningMisfit { text: text("ja"), meaning: text("met"), wanted: text("1-5") },
            "`ja` betekent volgens het codeboek `met`, en deze kolom vraagt om 1-5; verbeter het onder [answers] of [items]",
            "`ja` means `met` by the codebook, and this column asks for 1-5; mend it under [answers] or [items]",
        ),
        (
            IssueKind::NoRespondent,
            "er staat niet bij van wie dit antwoord is; vul de code van de respondent in",
            "it does not say whose answer this is; fill in the key of the respondent",
        ),
        (
            IssueKind::NoQuestion,
            "er staat niet bij op welke vraag dit het antwoord is; vul de vraag in",
            "it does not say which question this answers; fill in the question",
        ),
        (
            IssueKind::RespondentTwice { row: 3 },
            "van deze respondent staat in rij 3 al iets anders; laat er een van de twee staan",
            "row 3 says something else of this respondent already; keep one of the two",
        ),
        (
            IssueKind::SchoolTwice { school: None, row: 3 },
            "deze school staat al in rij 3; laat er een van de twee staan",
            "this school stands in row 3 already; keep one of the two",
        ),
        (
            IssueKind::SchoolTwice { school: Some(text("a")), row: 1 },
            "de school `a` staat al in rij 1; laat er een van de twee staan",
            "the school `a` stands in row 1 already; keep one of the two",
        ),
        (
            IssueKind::AgreementTwice { school: text("a"), date, file: text("x.csv"), row: 1 },
            "de afspraken van school `a` van 2026-10-01 staan al in x.csv, rij 1; laat er een van de twee staan",
            "the agreements of the school `a` of 2026-10-01 stand in x.csv, row 1 already; keep one of the two",
        ),
        (
            IssueKind::AgreementTwice { school: text("a"), date: None, file: text("x.csv"), row: 1 },
            "de afspraken van school `a` zonder datum staan al in x.csv, rij 1; laat er een van de twee staan, of geef ze elk een datum",
            "the agreements of the school `a` without a date stand in x.csv, row 1 already; keep one of the two, or give each its date",
        ),
        (
            IssueKind::Response(text("too many answers")),
            "het antwoord past niet bij het model (too many answers)",
            "too many answers",
        ),
        (
            IssueKind::NoName,
            "de school heeft geen naam; in plaats daarvan wordt haar code getoond",
            "the school has no name; its key is shown instead",
        ),
        (
            IssueKind::Number(text("x")),
            "`x` is geen getal; de waarde is weggelaten",
            "`x` is not a number; the value is left out",
        ),
        (
            IssueKind::Count(Some(text("-2"))),
            "`-2` is geen geheel getal vanaf 0; de waarde is weggelaten",
            "`-2` is not a whole number from 0; the value is left out",
        ),
        (
            IssueKind::Count(None),
            "wat hier staat is geen geheel getal vanaf 0; de waarde is weggelaten; de tekst wordt niet herhaald omdat iemand hem getypt kan hebben",
            "what stands here is not a whole number from 0; the value is left out; the text is not repeated since somebody may have typed it",
        ),
        (
            IssueKind::AmbiguousCount(text("1.000")),
            "`1.000` kan 1 of 1000 zijn: schrijf het zonder punt of komma; de waarde is weggelaten",
            "`1.000` can be 1 or 1000: write it without a mark; the value is left out",
        ),
        (
            IssueKind::AmbiguousCount(text("1,200")),
            "`1,200` kan 1,2 of 1200 zijn: schrijf het zonder punt of komma; de waarde is weggelaten",
            "`1,200` can be 1,2 or 1200: write it without a mark; the value is left out",
        ),
        (
            IssueKind::AmbiguousNumber(text("1.024")),
            "`1.024` kan 1.024 of 1024 zijn: schrijf 1024, of `1.0240`; de waarde is weggelaten",
            "`1.024` can be 1.024 or 1024: write 1024, or `1.0240`; the value is left out",
        ),
        (
            IssueKind::NotInRegister(None),
            "de school die hier staat is niet in het register te vinden; de wensen tellen mee zodra de school erin staat; de tekst wordt niet herhaald omdat iemand hem getypt kan hebben",
            "the school that stands here is not in the register; its wishes count as soon as it is; the text is not repeated since somebody may have typed it",
        ),
        (
            IssueKind::NotInRegister(Some(text("03XY00"))),
            "de school `03XY00` is niet in het register te vinden; de wensen tellen mee zodra de school erin staat",
            "the school `03XY00` is not in the register; its wishes count as soon as it is",
        ),
        (
            IssueKind::HalfPoint,
            "van de twee coördinaten is er maar een ingevuld; de school blijft zonder punt op de kaart",
            "only one of the two coordinates is filled in; the school is kept without a point",
        ),
        (
            IssueKind::NoPoint { lat: 91.0, lon: 4.5, swapped: true },
            "breedtegraad 91, lengtegraad 4.5 is geen punt op aarde (zijn breedtegraad en lengtegraad verwisseld?); de school blijft zonder punt op de kaart",
            "latitude 91, longitude 4.5 is no point on Earth (are latitude and longitude swapped?); the school is kept without a point",
        ),
        (
            IssueKind::OutsideArea { x: 3.5, y: 51.0, crs: crate::Crs::Lambert72, swapped: false },
            "x 3.5, y 51 ligt buiten het gebied van EPSG:31370; de school blijft zonder punt op de kaart",
            "x 3.5, y 51 lies outside the area of EPSG:31370; the school is kept without a point",
        ),
        (
            IssueKind::OutsideArea { x: 463000.0, y: 155000.0, crs: crate::Crs::RdNew, swapped: true },
            "x 463000, y 155000 ligt buiten het gebied van EPSG:28992 (zijn x en y verwisseld?); de school blijft zonder punt op de kaart",
            "x 463000, y 155000 lies outside the area of EPSG:28992 (are x and y swapped?); the school is kept without a point",
        ),
        (
            IssueKind::AlikeSchool { school: text("0042"), row: 3 },
            "deze code verschilt van `0042` in rij 3 alleen in voorloopnullen of hoofdletters: is het dezelfde school? beide zijn gelezen",
            "this key differs from `0042` in row 3 only by leading zeros or capitals: is it the same school? both are read",
        ),
        (
            IssueKind::ZeroPoint,
            "op breedtegraad 0, lengtegraad 0 ligt geen school; vul in waar zij ligt, of laat beide leeg; de school blijft zonder punt op de kaart",
            "at latitude 0, longitude 0 is no school; fill in where it is, or leave both empty; the school is kept without a point",
        ),
        (
            IssueKind::SwappedPoint { lat: 4.9, lon: 52.3 },
            "breedtegraad 4.9, lengtegraad 52.3 ligt ver van de andere scholen: zijn breedtegraad en lengtegraad verwisseld? de school blijft zonder punt op de kaart",
            "latitude 4.9, longitude 52.3 lies far from the other schools: are latitude and longitude swapped? the school is kept without a point",
        ),
        (
            IssueKind::BrokenOff,
            "deze kolom lijkt te zeggen wanneer een vragenlijst is ingestuurd, en is in sommige rijen leeg; zijn die afgebroken, zet die dan in het codeboek onder [columns] als `submitted`, en zo niet, zet dan `incomplete = \"keep\"`; nu tellen ze mee",
            "this column seems to say when a response was submitted, and is empty in some rows; if those were broken off, name it under [columns] of the codebook as `submitted`, and if not, write `incomplete = \"keep\"`; now they count",
        ),
        (
            IssueKind::SwappedColumns { schools: 11, of: 12 },
            "breedtegraad en lengtegraad lijken in het hele bestand verwisseld (bij 11 van 12 scholen): is dat zo, wissel dan de twee kolommen om, in het bestand of onder [register]; de punten zijn genomen zoals ze er staan",
            "latitude and longitude seem to be swapped in the whole file (for 11 of 12 schools): if they are, exchange the two columns, in the file or under [register]; the points are taken as they stand",
        ),
        (
            IssueKind::FarPoint { lat: 5.23, lon: 4.9 },
            "breedtegraad 5.23, lengtegraad 4.9 ligt ver van de andere scholen; kijk het na",
            "latitude 5.23, longitude 4.9 lies far from the other schools; check it",
        ),
        (
            IssueKind::Subject { text: None, known: text("koers"), topics: None, nearest: None },
            "wat hier staat is geen aspect van het model (dat heeft koers) en geen onderwerp (schrijf `topic:SLEUTEL`); het is weggelaten; de tekst wordt niet herhaald omdat iemand hem getypt kan hebben",
            "what stands here is no aspect of the model (it has koers) and no topic (write `topic:KEY`); it is left out; the text is not repeated since somebody may have typed it",
        ),
        (
            IssueKind::Subject {
                text: Some(text("spelings")),
                known: text("koers"),
                topics: Some(text("spelling")),
                nearest: Some(text("spelling")),
            },
            "`spelings` is geen aspect van het model en staat niet op de lijst van onderwerpen; is `spelling` bedoeld? Het is weggelaten",
            "`spelings` is no aspect of the model and not on the list of topics; is `spelling` meant? It is left out",
        ),
        (
            IssueKind::Topic {
                text: Some(text("topic:zingen")),
                topics: Some(text("natuur, spelling")),
                nearest: None,
            },
            "`topic:zingen` staat niet op de lijst van onderwerpen van het netwerk (die heeft natuur, spelling); het is weggelaten",
            "`topic:zingen` is not on the network's list of topics (it has natuur, spelling); it is left out",
        ),
        (
            IssueKind::NoRoom,
            "de school biedt iets aan maar zegt niets onder `room`; zolang zij dat niet doet, ontvangt zij niemand",
            "the school offers something but says nothing under `room`; as long as it does not, it hosts nobody",
        ),
    ]
}

#[test]
fn every_kind_speaks_both_languages() {
    for (kind, nl, en) in kinds() {
        assert_eq!(kind.in_language(Language::Nl), nl);
        assert_eq!(kind.in_language(Language::En), en);
        assert_eq!(kind.to_string(), en);
    }
}

#[test]
fn an_issue_says_where_it_is_as_far_as_it_is_anywhere() {
    let issue = |row, line, column: Option<&str>| Issue {
        file: text("a.csv"),
        row,
        line,
        column: column.map(text),
        kind: IssueKind::NoName,
    };
    for (issue, nl, en) in [
        (
            // Two lines to a row above it.
            issue(14, 15, Some("K1")),
            "a.csv, rij 14 (regel 15), kolom `K1`: ",
            "a.csv, row 14 (line 15), column `K1`: ",
        ),
        (issue(14, 14, None), "a.csv, rij 14: ", "a.csv, row 14: "),
        (issue(0, 0, Some("lat")), "a.csv, kolom `lat`: ", "a.csv, column `lat`: "),
    ] {
        let said = |place: &str, language| format!("{place}{}", IssueKind::NoName.in_language(language));
        assert_eq!(issue.in_language(Language::Nl), said(nl, Language::Nl));
        assert_eq!(issue.to_string(), said(en, Language::En));
    }
}

#[test]
#[cfg(feature = "serde")]
fn every_kind_is_serialised_and_back() {
    for (kind, ..) in kinds() {
        let json = serde_json::to_string(&kind).unwrap();
        assert_eq!(serde_json::from_str::<IssueKind>(&json).unwrap(), kind, "{json}");
    }
}
