//! Columns that say who answered: names, addresses, telephone numbers, places. They are known by their header or by what
//! is in their cells, and nothing of what they hold is shown, proposed or counted.

use std::net::IpAddr;

use crate::layout::{self, Layout, Tool};
use crate::number;
use crate::table::{Column, Table};
use crate::text::{fold, loose};

/// What a column can say of the person who answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Personal {
    /// A name, or part of one.
    Name,
    /// An e-mail address.
    Email,
    /// An address on the internet.
    Ip,
    /// A telephone number.
    Phone,
    /// Where the person was: a latitude or longitude.
    Place,
}

/// Headers that say it all.
const HEADERS: [(Personal, &[&str]); 5] = [
    (
        Personal::Name,
        &[
            "name",
            "naam",
            "nom",
            "nombre",
            "nome",
            "your name",
            "uw naam",
            "je naam",
            "jouw naam",
            "ihr name",
            "dein name",
            "votre nom",
            "full name",
            "volledige naam",
            "naam respondent",
            "naam invuller",
            "firstname",
            "lastname",
            "surname",
            "forename",
            "roepnaam",
            "voornaam",
            "achternaam",
            "familienaam",
            "vorname",
            "nachname",
            "familienname",
            "prénom",
            "nom de famille",
            "nom et prénom",
            "recipientfirstname",
            "recipientlastname",
            "username",
            "gebruikersnaam",
            "nutzername",
            "nom d utilisateur",
            "الاسم",
        ],
    ),
    (
        Personal::Email,
        &[
            "email",
            "e mail",
            "emailaddress",
            "email address",
            "e mail address",
            "e mailadres",
            "emailadres",
            "e mail adres",
            "mailadres",
            "e mail adresse",
            "emailadresse",
            "mailadresse",
            "courriel",
            "adresse e mail",
            "adresse de messagerie",
            "adresse de courriel",
            "recipientemail",
        ],
    ),
    (
        Personal::Ip,
        &["ip", "ipaddr", "ipaddress", "ip address", "ip adres", "ip adresse", "adresse ip", "ipadresse"],
    ),
    (
        Personal::Phone,
        &[
            "phone",
            "phone number",
            "telephone",
            "telephone number",
            "mobile",
            "mobile number",
            "telefoon",
            "telefoonnummer",
            "mobiel",
            "mobiel nummer",
            "gsm",
            "gsm nummer",
            "telefon",
            "telefonnummer",
            "handynummer",
            "téléphone",
            "numéro de téléphone",
        ],
    ),
    (
        Personal::Place,
        &[
            "latitude",
            "longitude",
            "lat",
            "lon",
            "lng",
            "locationlatitude",
            "locationlongitude",
            "breedtegraad",
            "lengtegraad",
            "breitengrad",
            "längengrad",
        ],
    ),
];

/// Parts of a short header that say it, unless it is the school that is asked for.
const NAME_PARTS: [&str; 11] = [
    "first name",
    "last name",
    "full name",
    "voornaam",
    "achternaam",
    "uw naam",
    "vorname",
    "nachname",
    "ihr name",
    "prénom",
    "nom de famille",
];
const EMAIL_PARTS: [&str; 5] = ["email", "e mail", "e mailadres", "courriel", "mailadres"];
const SCHOOL_PARTS: [&str; 7] =
    ["school", "schule", "schulname", "école", "instelling", "vestiging", "bestuur"];
/// Headers of more words than this are questions, which can be about anything.
const SHORT: usize = 6;

/// What tools and people write in the place of who answered.
const NOBODY: [&str; 10] = [
    "anonymous",
    "anoniem",
    "anonym",
    "anonyme",
    "anonymized",
    "anonymised",
    "geanonimiseerd",
    "anonymisiert",
    "anonymisé",
    "anonimo",
];

/// Columns that a register of schools has and a survey has not.
const OF_REGISTER: [&str; 12] = [
    "vestigingsnaam",
    "vestigingsnummer",
    "instellingsnaam",
    "bevoegd gezag nummer",
    "bevoegd gezag nr",
    "brin nummer",
    "gemeentenummer",
    "gemeentenaam",
    "denominatie",
    "straatnaam",
    "plaatsnaam",
    "schoolbestuur",
];

/// Watches a column as its cells go by.
#[derive(Clone, Debug)]
pub(crate) struct Watch {
    header: Option<Personal>,
    /// A part of the header, which the cells must bear out.
    part: Option<Personal>,
    cells: usize,
    emails: usize,
    ips: usize,
    phones: usize,
    numbers: usize,
}

impl Watch {
    pub(crate) fn of(column: &Column, tool: &Tool) -> Watch {
        let mut names = tool.split(&column.header).texts;
        names.extend([loose(&column.header), loose(&column.label)]);
        let known = |name: &String| {
            HEADERS.iter().find(|(_, headers)| headers.contains(&name.as_str())).map(|(what, _)| *what)
        };
        let header = names.iter().find_map(known).or_else(|| names.iter().find_map(|name| name_asked(name)));
        let part = names.iter().any(|name| is_short(name) && has_part(name, &EMAIL_PARTS));
        let part = part.then_some(Personal::Email);
        Watch { header, part, cells: 0, emails: 0, ips: 0, phones: 0, numbers: 0 }
    }

    /// A cell that is not blank, folded.
    pub(crate) fn see(&mut self, text: &str) {
        // A sign in the place of an answer tells nothing of anybody.
        if !text.contains(char::is_alphanumeric) || is_nobody(text) {
            return;
        }
        self.cells += 1;
        self.emails += usize::from(is_email(text));
        self.ips += usize::from(text.parse::<IpAddr>().is_ok());
        self.phones += usize::from(is_phone(text));
        self.numbers += usize::from(number::decimal(text).is_some());
    }

    /// What the column says of persons, if it does.
    pub(crate) fn found(&self) -> Option<Personal> {
        let most = |n: usize| n * 2 > self.cells;
        if self.cells == 0 {
            None
        } else if most(self.emails) {
            Some(Personal::Email)
        } else if most(self.ips) {
            Some(Personal::Ip)
        } else {
            match self.header {
                Some(Personal::Place) if !most(self.numbers) => None,
                Some(Personal::Phone) if !most(self.phones) && !most(self.numbers) => None,
                None => self.part.filter(|_| self.emails > 0),
                known => known,
            }
        }
    }
}

fn is_short(name: &str) -> bool {
    name.split(' ').count() <= SHORT
}

fn has_part(name: &str, parts: &[&str]) -> bool {
    let padded = format!(" {name} ");
    parts.iter().any(|part| padded.contains(&format!(" {part} ")))
}

fn name_asked(name: &str) -> Option<Personal> {
    let asked = is_short(name) && has_part(name, &NAME_PARTS) && !has_part(name, &SCHOOL_PARTS);
    asked.then_some(Personal::Name)
}

fn is_nobody(text: &str) -> bool {
    NOBODY.contains(&loose(text).as_str())
}

fn is_email(text: &str) -> bool {
    let Some((name, domain)) = text.split_once('@') else { return false };
    let fine = |part: &str| !part.is_empty() && !part.contains([' ', '@', ',', ';']);
    fine(name) && fine(domain) && domain.split_once('.').is_some_and(|(a, b)| !a.is_empty() && !b.is_empty())
}

/// Whether there is an e-mail address or a telephone number in a text.
pub(crate) fn says_how_to_reach(text: &str) -> bool {
    let address = || text.split([' ', ',', ';', '<', '>', '(', ')']).any(is_email);
    (text.contains('@') && address()) || has_phone(text)
}

/// Whether somewhere in a text so many digits stand together, with the marks that people put between them, as telephone
/// numbers have. A day has fewer, and a moment goes on with a colon.
fn has_phone(text: &str) -> bool {
    let is_part = |c: char| c.is_ascii_digit() || matches!(c, ' ' | '+' | '-' | '(' | ')' | '/' | '.');
    let is_within = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == ':');
    let mut at = 0;
    while let Some((before, from)) = text.split_at_checked(at) {
        let Some(start) = from.find(|c: char| c.is_ascii_digit() || c == '+') else { return false };
        let (passed, from) = from.split_at_checked(start).unwrap_or((from, ""));
        let end = from.find(|c| !is_part(c)).unwrap_or(from.len());
        let part = from.get(..end).unwrap_or_default();
        // Marks after the last digit are no part of the number.
        let number = part.trim_end_matches(|c: char| !c.is_ascii_digit());
        let digits = number.bytes().filter(u8::is_ascii_digit).count();
        let fits = match number.as_bytes() {
            [b'+', ..] => (8..=15).contains(&digits),
            [b'0', ..] => (9..=15).contains(&digits),
            _ => false,
        };
        let before = passed.chars().next_back().or(before.chars().next_back());
        let after = from.get(number.len()..).and_then(|after| after.chars().next());
        if fits && !is_within(before) && !is_within(after) {
            return true;
        }
        at += start + end.max(1);
    }
    false
}

fn is_phone(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    (8..=15).contains(&digits)
        && text.starts_with(['+', '0', '('])
        && text.chars().all(|c| c.is_ascii_digit() || matches!(c, ' ' | '+' | '-' | '(' | ')' | '/' | '.'))
}

/// Whether these are the columns of a register of schools, whose names and telephone numbers are no person's.
pub(crate) fn is_register(columns: &[Column]) -> bool {
    let known = |column: &&Column| OF_REGISTER.contains(&loose(&column.header).as_str());
    columns.iter().filter(known).count() >= 2
}

/// So many rows show what a column says of persons.
pub(crate) const WATCHED: usize = 1000;

/// For each column of a survey what it says of persons, by the first rows.
pub(crate) fn of_table(table: &Table, layout: Layout) -> Vec<Option<Personal>> {
    let tool = layout::tool(layout);
    let mut watches: Vec<Watch> = table.columns.iter().map(|column| Watch::of(column, tool)).collect();
    for row in table.rows.iter().take(WATCHED) {
        for (watch, cell) in watches.iter_mut().zip(row.iter()).filter(|(_, cell)| !cell.is_empty()) {
            watch.see(&fold(cell));
        }
    }
    watches.iter().map(Watch::found).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(header: &str, cells: &[&str]) -> Option<Personal> {
        let mut watch = Watch::of(&Column::new(header), layout::tool(Layout::Limesurvey));
        cells.iter().for_each(|cell| watch.see(cell));
        watch.found()
    }

    #[test]
    fn by_header() {
        for (header, cells, what) in [
            ("Naam", &["Jo"][..], Some(Personal::Name)),
            ("G1. Naam", &["Jo"], Some(Personal::Name)),
            ("Contact [E-mail]", &["jo"], Some(Personal::Email)),
            ("Teacher's First Name", &["Jo"], Some(Personal::Name)),
            ("Wat is uw naam?", &["Jo"], Some(Personal::Name)),
            ("Nachname", &["Jo"], Some(Personal::Name)),
            ("Naam school", &["De Linde"], None),
            ("Naam", &["anonymous", "-", "Anoniem"], None),
            ("Naam", &[], None),
            ("LocationLatitude", &["52.1"], Some(Personal::Place)),
            ("Lat", &["Ja"], None),
            ("Telefoon", &["06-12345678"], Some(Personal::Phone)),
            ("Telefoon", &["Ja", "Nee"], None),
            ("Wilt u een e-mail ontvangen?", &["Ja", "Nee"], None),
            ("Wat is uw e-mail?", &["Ja", "jo@school.example"], Some(Personal::Email)),
            ("Hoe vaak gebruikt u uw e-mail in de klas bij het lesgeven?", &["Vaak"], None),
        ] {
            assert_eq!(found(header, cells), what, "{header} {cells:?}");
        }
    }

    #[test]
    fn by_what_most_cells_are() {
        let who = "Wie bent u?";
        assert_eq!(found(who, &["a@b.example", "c.d@e.example", "geen"]), Some(Personal::Email));
        assert_eq!(found(who, &["192.0.2.1", "2001:db8::1"]), Some(Personal::Ip));
        for cells in [&["vraag het @jo", "a@b"][..], &["1.2.3", "3.14"], &["a@b.example", "geen", "niet"]] {
            assert_eq!(found(who, cells), None, "{cells:?}");
        }
    }

    #[test]
    fn a_telephone_number_within_a_text_is_found() {
        for text in [
            "bel 06-12345678",
            "(+31) 6 1234 5678",
            "+32 475 12 34 56.",
            "tel.: 0475/12.34.56",
            "074 250 12 34 (Jo)",
        ] {
            assert!(says_how_to_reach(text), "{text}");
        }
        for text in [
            "01-09-2020",
            "01-09-2020 10:00",
            "2020 / 2021",
            "ISBN 9780123456786",
            "a0123456789",
            "0,123456789",
            "(2) 3",
        ] {
            assert!(!says_how_to_reach(text), "{text}");
        }
    }

    #[test]
    fn a_label_beside_the_name_counts_too() {
        let column = Column { label: "RecipientEmail".into(), ..Column::new("V5") };
        let mut watch = Watch::of(&column, layout::tool(Layout::Qualtrics));
        watch.see("jo");
        assert_eq!(watch.found(), Some(Personal::Email));
    }
}
