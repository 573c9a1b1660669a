//! One row per school: the phase that the team agreed on in dialogue, or nothing where it did not agree.

use leerkring::model::{Answer, Model};

use super::form::{Form, cells, numbers};
use super::sheet::{Dialect, Encoding, Sheet};
use crate::answers::Team;
use crate::register::Entry;

pub(crate) fn form(model: &Model) -> Form {
    let keys = model.aspects().iter().map(|aspect| aspect.id().key().to_owned());
    Form {
        dialect: Dialect { delimiter: b',', all_quoted: false, crlf: false, encoding: Encoding::Utf8 },
        front: cells(["school", "date"]),
        questions: keys.map(|key| (key.clone(), key)).collect(),
        school: "school",
        role: None,
        date: "date",
        month_first: false,
        submitted: None,
        phases: numbers(model),
        dont_know: "",
        not_applicable: "",
        not_shown: "",
        roles: &[],
        // Persons have no rows here: the row is the school's, see below.
        row: |_, _, _, _| Ok(()),
    }
}

/// Writes the row of a school.
pub(crate) fn row(form: &Form, sheet: &mut Sheet, school: &Entry, team: &Team) -> csv::Result<()> {
    sheet.cell(&school.key)?;
    sheet.cell(&team.dialogue.to_string())?;
    for phase in &team.agreed {
        sheet.cell(form.text(phase.map(Answer::Phase)))?;
    }
    sheet.end_row()
}
