//! Google Forms by way of a Dutch spreadsheet: dates as `6-10-2025 8:41:12`, grids as "question [row]", the school
//! chosen from a list. Numbers are the only phases; a question cannot be "not applicable", so such cells are empty.

use leerkring::model::{Model, Role};

use super::form::{Form, cells, numbers, questions};
use super::sheet::{Dialect, Encoding, Sheet};
use crate::answers::Person;
use crate::calendar;
use crate::register::Entry;

pub(crate) fn form(model: &Model) -> Form {
    Form {
        dialect: Dialect { delimiter: b',', all_quoted: false, crlf: true, encoding: Encoding::Utf8 },
        front: cells(["Tijdstempel", "Op welke school werk je?", "Wat is je functie?"]),
        questions: questions(model, |_, aspect, _, name| format!("{aspect} [{name}]")),
        school: "Op welke school werk je?",
        role: Some("Wat is je functie?"),
        date: "Tijdstempel",
        month_first: false,
        submitted: None,
        phases: numbers(model),
        dont_know: "Weet ik niet",
        not_applicable: "",
        not_shown: "",
        roles: &[
            ("Directeur", Role::Leadership),
            ("Teamleider", Role::Leadership),
            ("Leerkracht", Role::Teacher),
            ("Vakleerkracht", Role::Teacher),
            ("IB'er", Role::Support),
            ("Onderwijsassistent", Role::Support),
        ],
        row,
    }
}

fn row(form: &Form, sheet: &mut Sheet, school: &Entry, person: &Person) -> csv::Result<()> {
    let date = person.date;
    let (hour, minute, second) = calendar::clock(person.time + person.duration);
    let stamp = format!("{}-{}-{} {hour}:{minute:02}:{second:02}", date.day(), date.month(), date.year());
    sheet.cell(&stamp)?;
    sheet.cell(&school.shown)?;
    sheet.cell(form.title(person))?;
    for answer in &person.answers {
        sheet.cell(form.text(*answer))?;
    }
    sheet.end_row()
}
