//! A first codebook, guessed from a table and a model, for a person to check.

mod answers;
mod columns;
mod days;
mod headings;
mod items;
mod labels;
mod long;
mod named;
mod register;
mod rest;
mod roles;
pub(crate) mod scales;
mod schools;
mod sections;
mod targets;
mod wording;
pub(crate) mod words;
mod write;

use leerkring_model::{Language, Model, Text};

use self::answers::Texts;
use self::columns::{Choice, Columns};
use self::days::Days;
use self::items::Form;
pub use self::register::propose_register;
use self::wording::Why;
use self::write::{Writer, ticked};
use crate::codebook::quoted;
use crate::layout::{self, Layout};
use crate::quote::Known;
use crate::register::Register;
use crate::table::{Column, Row, Table};
use crate::text::{counted, fold};

/// A guessed codebook.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Proposal {
    /// The codebook as TOML: each guess with the reason for it and how sure it is (`sure`, `likely`, `check`) in a
    /// comment, and each open question as a comment to fill in. It is always TOML; it is a whole codebook once nothing is open.
    pub toml: String,
    /// The layout that was recognised, or taken for want of a better one.
    pub layout: Layout,
    /// What a person must still fill in, a line each.
    pub open: Vec<String>,
}

/// Guesses a codebook: the layout by the header, columns by code or text, answers and roles by what they say. What is
/// not sure is left as a comment; so are columns that only their order points at, and at the end those that stand
/// nowhere in it, each with why. A text that may hold a name is not repeated,
/// also where it begins as an answer does: its row says where it stands. Comments are in `language`.
///
/// With a register the texts in the column of the school that are no keys of it are looked up by what people call a
/// school ([`SchoolIndex`](crate::SchoolIndex)): `[schools]` says which key each means and how sure that is. A name that
/// two schools have is never given to one of them. Of several columns that could be that of the school the register chooses
/// the one of which it knows most cells.
///
/// Texts are compared in every language of the model, freed of HTML, numbers and quotes. One that is only nearly that
/// of an indicator is taken if it is clearly more like it than like any other, and its comment says how much.
///
/// ```
/// use leerkring_import::{ReadOptions, propose, read_table};
/// use leerkring_model::Language;
/// let model = leerkring_model::builtin::samen_leren();
/// let text = "Tijdstempel;Schoolcode;K1. Waarop de koers rust\n3-9-2026 14:20:53;007;fase 3\n";
/// let table = read_table("antwoorden.csv", text.as_bytes(), &ReadOptions::default())?;
/// let proposal = propose(&table, &model, None, Language::En);
/// assert!(proposal.toml.contains("layout = \"google-forms\"  # seen by column `Tijdstempel`"));
/// assert!(proposal.toml.contains("k1 = \"K1. Waarop de koers rust\"  # by its code and text (sure)"));
/// assert!(proposal.toml.contains("\"fase 3\" = 3  # the number (sure)"));
/// assert!(proposal.open[0].starts_with("no column is recognised for the indicator `k2`"));
/// # Ok::<(), leerkring_import::ReadError>(())
/// ```
pub fn propose(table: &Table, model: &Model, register: Option<&Register>, language: Language) -> Proposal {
    let long = long::guess(table);
    let file = table;
    let table = long.as_ref().map_or(table, |long| &long.wide.table);
    let register = register.filter(|register| !register.schools.is_empty());
    let mut columns = Columns::guess(table, model, register);
    let mut texts = Texts::of(table, &columns, model);
    // Sections are put together by a rule that takes phases.
    if texts.other_steps(model).is_some() && sections::part(&mut columns.matches) {
        texts = Texts::of(table, &columns, model);
    }
    let mut out = Writer::new(language);
    if file.columns.len() == 1 {
        let told = out.say(
            "het bestand heeft maar een kolom; scheidt iets anders de cellen, zeg dan wat, en lees het opnieuw",
            "the file has one column only; if the cells are separated by something else, say by what and read it again",
        );
        out.open(told);
    }
    out.line("format", "1", "");
    out.line("model", &quoted(&model.id().to_string()), "");
    let why = columns.layout_why.in_language(language);
    out.text("layout", &columns.layout.to_string(), &why);
    let status = layout::tool(columns.layout).place_of_status(&table.columns);
    let status = status.filter(|place| !columns.named().any(|choice| choice.places().contains(place)));
    if let Some(place) = status {
        propose_previews(&mut out, table, place, columns.layout);
    }
    let days = Days::of(table, &columns);
    days.iter().for_each(|days| days.propose_order(&mut out));
    out.head("[columns]");
    if let Some(long) = &long {
        long::propose_columns(&mut out, long);
    }
    propose_columns(&mut out, table, &columns, days.as_ref());
    out.head(if columns.layout == Layout::PerSchool { "[columns.agreed]" } else { "[columns.indicators]" });
    let steps = texts.other_steps(model);
    propose_matches(&mut out, table, &columns, steps.is_some());
    let by_order = columns.by_order(|place| answers::on_scale(table, place, model));
    propose_order(&mut out, table, &columns, &by_order);
    propose_items(&mut out, &columns, steps, model);
    out.head("[answers]");
    let known = known(table, model);
    answers::propose_answers(&mut out, table, model, &columns, &texts, &known);
    if let Choice::One { place, .. } = columns.role {
        out.head("[roles]");
        roles::propose_roles(&mut out, table, place, &known);
    }
    if let Choice::One { place, .. } = columns.consent
        && answers::is_consent(table, place)
    {
        out.head("[consent]");
        roles::propose_consent(&mut out, table, place, &known);
    }
    if let (Some(register), Choice::One { place, .. }) = (register, &columns.school) {
        schools::propose_schools(&mut out, table, *place, register);
    } else if holds_names(table, &columns.school) {
        out.head("[schools]");
        let told = out.say(
            "in de kolom van de school lijken namen te staan; zet hier bij elke naam haar code in het register, als in \"De Linde\" = \"TW001\", of geef het register erbij: dan worden ze opgezocht",
            "the column of the school seems to hold names; write each name here with its key in the register, as in \"De Linde\" = \"TW001\", or give the register too: then they are looked up",
        );
        out.open(told);
    }
    let respondent = long.as_ref().and_then(|long| table.place(&long.columns.respondent));
    let mentioned: Vec<usize> = by_order.into_iter().chain(respondent).chain(status).collect();
    rest::propose_rest(&mut out, table, &columns, &mentioned, steps.is_none());
    Proposal { layout: columns.layout, toml: out.toml, open: out.open }
}

/// What may be repeated however few gave it: what the file itself says of its codes, and the words of the model and of
/// roles.
fn known(table: &Table, model: &Model) -> Known {
    let all = |text: &Text| text.iter().map(|(_, text)| text.to_owned()).collect::<Vec<_>>();
    let names = model.phases().filter_map(|phase| model.phase_name(phase)).chain([model.phase_word()]);
    let names: Vec<String> = names.flat_map(all).collect();
    let descriptors = model.indicators().flat_map(|indicator| indicator.descriptors());
    let descriptors: Vec<String> = descriptors.flat_map(|descriptor| all(descriptor.text())).collect();
    let values = table.columns.iter().flat_map(Column::texts_of_values);
    let roles = words::ROLES.iter().flat_map(|(_, names)| names.iter().copied());
    Known::of(names.iter().map(String::as_str).chain(roles))
        .and_whole(values.chain(descriptors.iter().map(String::as_str)).chain(scales::texts()))
}

/// Which rows are left out because the tool says that nobody of the survey made them.
fn propose_previews(out: &mut Writer, table: &Table, place: usize, layout: Layout) {
    let is_preview = |row: &&Row| layout::tool(layout).is_preview(&row.folded(place));
    let n = table.rows.iter().filter(is_preview).count();
    let (rows, by) = out.say((["rij", "rijen"], "volgens"), (["row", "rows"], "by"));
    out.text(
        "previews",
        "leave-out",
        &format!("{}, {by} {}", counted(n, rows), ticked(header(table, place))),
    );
}

fn propose_columns(out: &mut Writer, table: &Table, columns: &Columns, days: Option<&Days>) {
    let needed = out.say(
        "vul de kolom in waarin de code van de school staat",
        "fill in the column that holds the key of the school",
    );
    // A question about consent with texts that people typed is another question.
    let consents =
        |choice: &Choice| matches!(choice, Choice::One { place, .. } if answers::is_consent(table, *place));
    let none = Choice::None;
    let consent = if consents(&columns.consent) { &columns.consent } else { &none };
    for (key, choice, open) in [
        ("school", &columns.school, Some(needed)),
        ("role", &columns.role, None),
        ("date", &columns.date, None),
        ("submitted", &columns.submitted, None),
        ("consent", consent, None),
    ] {
        match choice {
            Choice::One { place, why } => match days.filter(|_| key == "date") {
                Some(days) => days.propose_column(out, header(table, *place), why),
                None => out.why(key, &quoted(header(table, *place)), why),
            },
            Choice::Several(places) | Choice::Items { places, .. } => {
                out.question(key, &places.iter().map(|p| header(table, *p)).collect::<Vec<_>>());
            }
            Choice::None => {}
        }
        if let (Some(open), false) = (open, matches!(choice, Choice::One { .. })) {
            out.open(open);
        }
    }
    // A tool that says which responses are complete does so in a column that should be known here.
    let says = !layout::tool(columns.layout).submitted.is_empty();
    if says && !matches!(columns.submitted, Choice::One { .. }) {
        let told = out.say(
            "er is geen kolom herkend die leeg is bij afgebroken vragenlijsten; noem haar als `submitted`, anders telt elke vragenlijst als ingevuld",
            "no column is recognised that is empty for responses that were broken off; name it as `submitted`, or every response counts as complete",
        );
        out.open(told);
    }
}

/// Whether most texts in the column of the school look like names rather than keys.
fn holds_names(table: &Table, school: &Choice) -> bool {
    let Choice::One { place, .. } = school else { return false };
    let cells = table.rows.iter().filter_map(|row| row.get(*place)).map(fold).filter(|cell| !cell.is_empty());
    let with_space = cells.clone().filter(|cell| cell.contains(' ')).count();
    with_space * 2 > cells.count()
}

/// The columns of indicators or aspects. `listed` writes single columns as lists too: their answers are steps of a
/// scale, not phases.
fn propose_matches(out: &mut Writer, table: &Table, columns: &Columns, listed: bool) {
    let agreed = columns.layout == Layout::PerSchool;
    let list = |places: &[usize]| {
        let names: Vec<String> = places.iter().map(|place| quoted(header(table, *place))).collect();
        format!("[{}]", names.join(", "))
    };
    for (target, choice) in &columns.matches {
        let (key, name) = (&target.key, &target.name);
        match choice {
            Choice::One { place, why } if listed => out.why(key, &list(&[*place]), why),
            Choice::One { place, why } => out.why(key, &quoted(header(table, *place)), why),
            Choice::Items { places, why, .. } => out.why(key, &list(places), why),
            Choice::Several(places) => {
                out.question(key, &places.iter().map(|p| header(table, *p)).collect::<Vec<_>>());
                let told = match agreed {
                    true => out.say("het aspect", "the aspect"),
                    false => out.say("de indicator", "the indicator"),
                };
                let told = out.say(
                    format!("meer kolommen kunnen {told} `{key}` zijn ({name})"),
                    format!("several columns could be {told} `{key}` ({name})"),
                );
                out.open(&told);
            }
            Choice::None if agreed => {
                let told = out.say("geen kolom", "no column");
                out.comment(&format!("{key} = ?  # {name}: {told}"));
            }
            Choice::None => {
                out.question(key, &[]);
                let told = out.say(
                    format!("er is geen kolom herkend voor de indicator `{key}` ({name}); noem haar, of zet de code onder `without` als de vragenlijst er niet naar vroeg"),
                    format!("no column is recognised for the indicator `{key}` ({name}); name it, or list the key under `without` if the survey did not ask it"),
                );
                out.open(&told);
            }
        }
    }
}

/// Where nothing but the order of the columns tells which indicator each is: as comments, to be checked one by one.
fn propose_order(out: &mut Writer, table: &Table, columns: &Columns, places: &[usize]) {
    if places.is_empty() {
        return;
    }
    let n = places.len();
    let told = out.say(
        format!("alleen naar de volgorde: {n} kolommen naast elkaar met antwoorden op een schaal, zoveel als het model indicatoren heeft; dat is geraden, dus vergelijk ze een voor een (nakijken)"),
        format!("by their order only: {n} columns side by side with answers on a scale, as many as the model has indicators; that is a guess, so compare them one by one (check)"),
    );
    out.comment(&told);
    for ((target, _), place) in columns.matches.iter().zip(places) {
        out.comment(&format!("{} = {}  # {}", target.key, quoted(header(table, *place)), target.name));
    }
}

/// By which rules lists of columns make a phase.
fn propose_items(out: &mut Writer, columns: &Columns, steps: Option<u8>, model: &Model) {
    let of = |wanted: Form| {
        columns
            .matches
            .iter()
            .filter(move |(_, choice)| matches!(choice, Choice::Items { form, .. } if *form == wanted))
    };
    if of(Form::Agreement).next().is_some() || steps.is_some() {
        out.head("[items]");
        let rule = if of(Form::Agreement).next().is_some() { Why::RuleOfItems } else { Why::OneItem };
        out.why("rule", "\"median-low\"", &rule);
        if let Some(steps) = steps {
            out.line("steps", &steps.to_string(), "");
            out.why("steps_to_phases", "\"spread\"", &Why::Steps { steps, levels: model.levels() });
        }
    }
    if of(Form::Sections).next().is_some() {
        if of(Form::Agreement).next().is_none() {
            out.head("[items]");
            out.why("rule", "\"answered\"", &Why::RuleOfSections);
        } else {
            for (target, _) in of(Form::Sections) {
                out.head(&format!("[items.{}]", target.key));
                out.why("rule", "\"answered\"", &Why::RuleOfSections);
            }
        }
    }
    for (target, _) in of(Form::Checklist) {
        out.head(&format!("[items.{}]", target.key));
        out.why("rule", "\"unbroken\"", &Why::RuleOfChecklist);
    }
}

fn header(table: &Table, place: usize) -> &str {
    table.name_at(place)
}

#[cfg(test)]
mod tests;
