//! Microsoft Forms: an id and the moments of beginning and completing in front; every response is complete.

use super::{Layout, LayoutWhy, Recognition, Tool, Top, UNKNOWN, one_row};

pub(super) const TOOL: Tool = Tool {
    layout: Layout::MsForms,
    recognise,
    date: COMPLETION,
    start: START,
    ids: &["id"],
    metadata: &[
        "email",
        "e mail",
        "adresse de messagerie",
        "correo electrónico",
        "posta elettronica",
        "name",
        "naam",
        "nom",
        "nombre",
        "nome",
        "last modified time",
        "tijd van laatste wijziging",
        "uhrzeit der letzten änderung",
        "heure de la dernière modification",
        "hora de la última modificación",
        "ora dell ultima modifica",
        "hora da última modificação",
        "language",
        "taal",
        "sprache",
        "langue",
        "total points",
        "totaal aantal punten",
        "gesamtpunktzahl",
        "quiz feedback",
        "grade posted time",
    ],
    // A row of a Likert question is a header of its own.
    brackets: false,
    ..UNKNOWN
};

const START: &[&str] = &[
    "start time",
    "begintijd",
    "starttijd",
    "startzeit",
    "heure de début",
    "hora de inicio",
    "ora di inizio",
    "hora de início",
];
const COMPLETION: &[&str] = &[
    "completion time",
    "tijd van voltooien",
    "tijd van voltooiing",
    "voltooiingstijd",
    "fertigstellungszeit",
    "abschlusszeit",
    "heure de fin",
    "hora de finalización",
    "ora di completamento",
    "hora de conclusão",
];

fn recognise(top: &Top<'_>) -> Option<Recognition> {
    let (start, end) = (top.first_of(START)?, top.first_of(COMPLETION)?);
    Some(one_row(LayoutWhy::columns([start, end])))
}
