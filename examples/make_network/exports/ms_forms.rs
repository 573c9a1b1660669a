//! Microsoft Forms: UTF-8 with a byte order mark, numbered questions, American dates under Dutch headers, nobody's
//! name. Blanks at the end of a text and non-breaking spaces slip in.

use leerkring::model::{Model, Role};

use super::form::{Form, cells, questions};
use super::sheet::{Dialect, Encoding, Sheet};
use crate::answers::Person;
use crate::calendar;
use crate::register::Entry;

pub(crate) fn form(model: &Model) -> Form {
    let name = |phase| model.phase_name(phase).map_or("", |name| name.best("nl"));
    // Number 1 and 2 are school and role. Every fourth question was pasted from elsewhere, with a space that is none.
    let question = |number: usize, name: &str| {
        let space = if number.is_multiple_of(4) { '\u{a0}' } else { ' ' };
        format!("{}.{space}{name}", number + 3)
    };
    Form {
        dialect: Dialect { delimiter: b',', all_quoted: false, crlf: true, encoding: Encoding::Utf8WithMark },
        front: cells([
            "ID",
            "Begintijd",
            "Tijd van voltooien",
            "E-mail",
            "Naam",
            "1. Schoolcode",
            "2. Functie",
        ]),
        questions: questions(model, |number, _, _, name| question(number, name)),
        school: "1. Schoolcode",
        role: Some("2. Functie"),
        date: "Tijd van voltooien",
        month_first: true,
        submitted: None,
        phases: model.phases().map(|phase| format!("{phase} - {}", name(phase))).collect(),
        dont_know: "Weet ik niet",
        not_applicable: "Niet van toepassing",
        not_shown: "",
        roles: &[
            ("Schoolleider", Role::Leadership),
            ("Leraar", Role::Teacher),
            ("Ondersteunend personeel (OOP)", Role::Support),
        ],
        row,
    }
}

fn row(form: &Form, sheet: &mut Sheet, school: &Entry, person: &Person) -> csv::Result<()> {
    let date = person.date;
    let stamp = |seconds: u32| {
        let (hour, minute, second) = calendar::clock(seconds);
        format!("{}/{}/{} {hour}:{minute:02}:{second:02}", date.month(), date.day(), date.year())
    };
    sheet.cell(&sheet.number().to_string())?;
    sheet.cell(&stamp(person.time))?;
    sheet.cell(&stamp(person.time + person.duration))?;
    sheet.cell("anonymous")?;
    sheet.cell("")?;
    sheet.cell(&school.key)?;
    sheet.cell(form.title(person))?;
    for (place, answer) in person.answers.iter().enumerate() {
        let text = form.text(*answer);
        // Two bits of the person's habit per question: now and then a blank at the end or a non-breaking space.
        match person.habit.rotate_right(place as u32 * 2) % 32 {
            _ if text.is_empty() => sheet.cell(text)?,
            0 => sheet.cell(&format!("{text} "))?,
            1 => sheet.cell(&text.replacen(' ', "\u{a0}", 1))?,
            _ => sheet.cell(text)?,
        }
    }
    sheet.end_row()
}
