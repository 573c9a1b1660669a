//! A spreadsheet kept by hand on Windows: `;` between the cells, Windows-1252, short codes.

use leerkring::model::{Model, Role};

use super::form::{Form, cells, numbers, questions};
use super::sheet::{Dialect, Encoding, Sheet};
use crate::answers::Person;
use crate::register::Entry;

pub(crate) fn form(model: &Model) -> Form {
    Form {
        dialect: Dialect { delimiter: b';', all_quoted: false, crlf: true, encoding: Encoding::Windows1252 },
        front: cells(["school", "functie", "datum"]),
        questions: questions(model, |_, _, key, _| key.to_owned()),
        school: "school",
        role: Some("functie"),
        date: "datum",
        month_first: false,
        submitted: None,
        phases: numbers(model),
        dont_know: "wn",
        not_applicable: "nvt",
        not_shown: "",
        roles: &[
            ("directie", Role::Leadership),
            ("leerkracht", Role::Teacher),
            ("zorgcoördinator", Role::Support),
            ("oop", Role::Support),
        ],
        row,
    }
}

fn row(form: &Form, sheet: &mut Sheet, school: &Entry, person: &Person) -> csv::Result<()> {
    let date = person.date;
    sheet.cell(&school.key)?;
    sheet.cell(form.title(person))?;
    sheet.cell(&format!("{:02}-{:02}-{}", date.day(), date.month(), date.year()))?;
    for answer in &person.answers {
        sheet.cell(form.text(*answer))?;
    }
    sheet.end_row()
}
