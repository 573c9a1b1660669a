//! LimeSurvey: UTF-8 with a byte order mark, every cell in quotes, "code. text" above the questions. Who breaks off
//! leaves a row without a submit date, and what was not shown reads `N/A`.

use leerkring::model::{Model, Role};

use super::form::{Form, cells, questions};
use super::sheet::{Dialect, Encoding, Sheet};
use crate::answers::Person;
use crate::calendar;
use crate::register::Entry;

/// Support staff is not shown this question, the second of the first aspect: it is about the classroom.
const NOT_FOR_SUPPORT: usize = 1;

/// Questions on a page.
const PAGE: usize = 3;

pub(crate) fn form(model: &Model) -> Form {
    Form {
        dialect: Dialect { delimiter: b',', all_quoted: true, crlf: false, encoding: Encoding::Utf8WithMark },
        front: cells([
            "id",
            "submitdate",
            "lastpage",
            "startlanguage",
            "startdate",
            "datestamp",
            "Schoolcode",
            "Functie",
        ]),
        questions: questions(model, |_, _, key, name| format!("{key}. {name}")),
        school: "Schoolcode",
        role: Some("Functie"),
        date: "datestamp",
        month_first: false,
        submitted: Some("submitdate"),
        phases: model
            .phases()
            .map(|phase| format!("{} {phase}", capital(model.phase_word().best("nl"))))
            .collect(),
        dont_know: "Weet ik niet",
        not_applicable: "Niet van toepassing",
        not_shown: "N/A",
        roles: &[
            ("Schoolleiding", Role::Leadership),
            ("Leerkracht", Role::Teacher),
            ("Intern begeleider", Role::Support),
            ("Onderwijsondersteuner", Role::Support),
        ],
        row,
    }
}

fn row(form: &Form, sheet: &mut Sheet, school: &Entry, person: &Person) -> csv::Result<()> {
    let complete = person.reached == person.answers.len();
    let stamp = |seconds: u32| {
        let (hour, minute, second) = calendar::clock(seconds);
        format!("{} {hour:02}:{minute:02}:{second:02}", person.date)
    };
    let end = stamp(person.time + person.duration);
    sheet.cell(&sheet.number().to_string())?;
    sheet.cell(if complete { &end } else { "" })?;
    sheet.cell(&(1 + person.reached.div_ceil(PAGE)).to_string())?;
    sheet.cell("nl")?;
    sheet.cell(&stamp(person.time))?;
    sheet.cell(&end)?;
    sheet.cell(&school.key)?;
    sheet.cell(form.title(person))?;
    for (place, answer) in person.answers.iter().enumerate() {
        let shown =
            place < person.reached && !(person.role == Some(Role::Support) && place == NOT_FOR_SUPPORT);
        sheet.cell(if shown { form.text(*answer) } else { form.not_shown })?;
    }
    sheet.end_row()
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}
