//! Google Forms: the moment of answering in the first column, rows of a grid as `Question [row]`.

use super::{Layout, LayoutWhy, Recognition, Tool, Top, UNKNOWN, one_row};

pub(super) const TOOL: Tool = Tool {
    layout: Layout::GoogleForms,
    recognise,
    date: MOMENT,
    metadata: &[
        "email address",
        "e mailadres",
        "e mail adresse",
        "adresse e mail",
        "dirección de correo electrónico",
        "indirizzo email",
        "username",
        "gebruikersnaam",
        "nutzername",
        "nom d utilisateur",
        "score",
        "punktzahl",
        "total score",
        "puntuación",
        "punteggio",
    ],
    ..UNKNOWN
};

const MOMENT: &[&str] = &[
    "timestamp",
    "tijdstempel",
    "zeitstempel",
    "horodateur",
    "marca temporal",
    "informazioni cronologiche",
    "carimbo de data hora",
    "marca de temps",
    "tidsstempel",
    "tidstämpel",
    "tidsmerke",
    "aikaleima",
    "sygnatura czasowa",
    "časová značka",
    "marcaj de timp",
    "időbélyeg",
    "zaman damgası",
    "отметка времени",
    "позначка часу",
    "χρονική σήμανση",
    "طابع زمني",
];

fn recognise(top: &Top<'_>) -> Option<Recognition> {
    let (cell, name) = top.first_own()?;
    MOMENT.contains(&name).then(|| one_row(LayoutWhy::columns([cell.as_str()])))
}
