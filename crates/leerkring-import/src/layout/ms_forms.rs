//! Microsoft Forms: an id and the moments of beginning and completing in front; every response is complete.

use super::{Layout, Recognition, Tool, Top, columns_of_one_row, one_row};

pub(super) const TOOL: Tool = Tool {
    layout: Layout::MsForms,
    recognise,
    columns: columns_of_one_row,
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

fn recognise(top: &Top<'_>) -> Option<Recognition> {
    let (start, end) = (top.first_of(START)?, top.first_of(COMPLETION)?);
    Some(one_row(format!("columns `{start}` and `{end}`")))
}
