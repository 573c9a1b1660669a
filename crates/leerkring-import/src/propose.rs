//! A first codebook, guessed from a table and a model, for a person to check.

pub(crate) mod answers;
mod columns;
mod labels;
mod register;
mod write;

use leerkring_model::Model;

use self::columns::{Choice, Columns};
pub use self::register::propose_register;
use self::write::Writer;
use crate::date::{self, DateOrder};
use crate::layout::{self, Layout};
use crate::table::Table;
use crate::text::fold;

/// A guessed codebook.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Proposal {
    /// The codebook as TOML: each guess with the reason for it in a comment, and each open question as a comment
    /// to fill in. It is always TOML; it is a whole codebook once nothing is open.
    pub toml: String,
    /// The layout that was recognised, or taken for want of a better one.
    pub layout: Layout,
    /// What a person must still fill in, a line each.
    pub open: Vec<String>,
}

/// Guesses a codebook: the layout by the header, columns by code or text (never by their place), answers and roles
/// by what they say. What is not sure is left as a comment. Texts that respondents typed are never repeated.
///
/// ```
/// use leerkring_import::{ReadOptions, propose, read_table};
/// let model = leerkring_model::builtin::samen_leren();
/// let text = "Tijdstempel;Schoolcode;K1. Waarop de koers rust\n3-9-2026 14:20:53;007;fase 3\n";
/// let table = read_table("antwoorden.csv", text.as_bytes(), &ReadOptions::default())?;
/// let proposal = propose(&table, &model);
/// assert!(proposal.toml.contains("layout = \"google-forms\"  # first column `Tijdstempel`"));
/// assert!(proposal.toml.contains("k1 = \"K1. Waarop de koers rust\"  # by its code and text"));
/// assert!(proposal.toml.contains("\"fase 3\" = 3"));
/// assert!(proposal.open[0].starts_with("no column is recognised for the indicator `k2`"));
/// # Ok::<(), leerkring_import::ReadError>(())
/// ```
pub fn propose(table: &Table, model: &Model) -> Proposal {
    let columns = Columns::guess(table, model);
    let mut out = Writer::default();
    if table.columns.len() == 1 {
        out.open("the file has one column only; if the cells are separated by something else, say by what and read it again");
    }
    out.line("format", "1", "");
    out.line("model", &crate::codebook::quoted(&model.id().to_string()), "");
    out.text("layout", &columns.layout.to_string(), &columns.layout_why);
    propose_date_order(&mut out, table, &columns);
    out.head("[columns]");
    propose_columns(&mut out, table, &columns);
    out.head(if columns.layout == Layout::PerSchool { "[columns.agreed]" } else { "[columns.indicators]" });
    propose_matches(&mut out, table, &columns);
    out.head("[answers]");
    answers::propose_answers(&mut out, table, model, &columns);
    if let Choice::One { place, .. } = columns.role {
        out.head("[roles]");
        answers::propose_roles(&mut out, table, place);
    }
    if holds_names(table, &columns.school) {
        out.head("[schools]");
        out.open("the column of the school seems to hold names; write each name here with its key in the register, as in \"De Linde\" = \"TW001\"");
    }
    Proposal { layout: columns.layout, toml: out.toml, open: out.open }
}

fn propose_date_order(out: &mut Writer, table: &Table, columns: &Columns) {
    let Choice::One { place, .. } = columns.date else { return };
    let cells =
        || table.rows.iter().filter_map(|row| row.get(place)).map(fold).filter(|cell| !cell.is_empty());
    let days = |order| cells().filter(|cell| date::parse(cell, order).is_some()).count();
    let (dmy, mdy) = (days(DateOrder::Dmy), days(DateOrder::Mdy));
    if mdy > dmy {
        out.text("date_order", "mdy", &format!("with the day first, {} would be no day", mdy - dmy));
    } else if mdy == dmy && cells().any(|cell| cell.contains('/')) {
        out.comment("date_order = \"mdy\"  # if 3/9 is 9 March; every day here could be either, and the day is taken first");
    }
    let unread = cells().count() - dmy.max(mdy);
    if unread > 0 {
        out.open(&format!("{unread} days cannot be read; mend them or leave `date` out"));
    }
}

fn propose_columns(out: &mut Writer, table: &Table, columns: &Columns) {
    let needed = "fill in the column that holds the key of the school";
    for (key, choice, open) in [
        ("school", &columns.school, Some(needed)),
        ("role", &columns.role, None),
        ("date", &columns.date, None),
        ("submitted", &columns.submitted, None),
    ] {
        match choice {
            Choice::One { place, why } => out.text(key, header(table, *place), why),
            Choice::Several(places) => {
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
        out.open("no column is recognised that is empty for responses that were broken off; name it as `submitted`, or every response counts as complete");
    }
}

/// Whether most texts in the column of the school look like names rather than keys.
fn holds_names(table: &Table, school: &Choice) -> bool {
    let Choice::One { place, .. } = school else { return false };
    let cells = table.rows.iter().filter_map(|row| row.get(*place)).map(fold).filter(|cell| !cell.is_empty());
    let with_space = cells.clone().filter(|cell| cell.contains(' ')).count();
    with_space * 2 > cells.count()
}

fn propose_matches(out: &mut Writer, table: &Table, columns: &Columns) {
    let agreed = columns.layout == Layout::PerSchool;
    for (target, choice) in &columns.matches {
        let what = if agreed { "aspect" } else { "indicator" };
        match choice {
            Choice::One { place, why } => out.text(&target.key, header(table, *place), why),
            Choice::Several(places) => {
                out.question(&target.key, &places.iter().map(|p| header(table, *p)).collect::<Vec<_>>());
                out.open(&format!("several columns could be the {what} `{}` ({})", target.key, target.name));
            }
            Choice::None if agreed => {
                out.comment(&format!("{} = ?  # {}: no column", target.key, target.name))
            }
            Choice::None => {
                out.question(&target.key, &[]);
                out.open(&format!(
                    "no column is recognised for the indicator `{}` ({}); name it, or list the key under `without` if the survey did not ask it",
                    target.key, target.name
                ));
            }
        }
    }
}

fn header(table: &Table, place: usize) -> &str {
    table.name_at(place)
}

#[cfg(test)]
mod tests;
