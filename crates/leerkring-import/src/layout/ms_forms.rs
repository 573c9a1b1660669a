//! Microsoft Forms: an id and the moments of beginning and completing in front; every response is complete.

use super::{Header, Layout, Tool};

pub(super) const TOOL: Tool = Tool {
    layout: Layout::MsForms,
    recognise,
    date: COMPLETION,
    submitted: &[],
    metadata: &[
        "id",
        "start time",
        "begintijd",
        "startzeit",
        "heure de début",
        "email",
        "e mail",
        "adresse de messagerie",
        "name",
        "naam",
        "nom",
        "last modified time",
        "tijd van laatste wijziging",
        "uhrzeit der letzten änderung",
        "heure de la dernière modification",
        "language",
        "taal",
        "sprache",
        "langue",
    ],
    // A row of a Likert question is a header of its own.
    brackets: false,
    not_shown: &[],
    no_date: None,
};

const START: &[&str] = &["start time", "begintijd", "startzeit", "heure de début"];
const COMPLETION: &[&str] =
    &["completion time", "tijd van voltooien", "voltooiingstijd", "fertigstellungszeit", "heure de fin"];

fn recognise(header: &Header<'_>) -> Option<String> {
    let (start, end) = (header.first_of(START)?, header.first_of(COMPLETION)?);
    Some(format!("columns `{start}` and `{end}`"))
}
