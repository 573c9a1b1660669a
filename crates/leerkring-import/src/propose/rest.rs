//! The columns that stand nowhere in a proposal, each with why: a person sees at once what would not be read.

use super::answers;
use super::columns::{Choice, Columns};
use super::sections::asks_again;
use super::write::{Writer, ticked};
use crate::codebook::quoted;
use crate::profile::{ColumnKind, Profile};
use crate::table::Table;
use crate::text::counted;

/// Lists the columns that stand nowhere in the proposal, as comments. `mentioned` are those that stand in it beside what
/// was found for a key; `in_phases` says that answers are phases.
pub(super) fn propose_rest(
    out: &mut Writer,
    table: &Table,
    columns: &Columns,
    mentioned: &[usize],
    in_phases: bool,
) {
    let rest: Vec<usize> = {
        let mut named = vec![false; table.columns.len()];
        let mut name = |place: &usize| named.get_mut(*place).into_iter().for_each(|named| *named = true);
        columns.named().for_each(|choice| choice.places().iter().for_each(&mut name));
        if let Choice::One { place, .. } = columns.consent
            && answers::is_consent(table, place)
        {
            name(&place);
        }
        mentioned.iter().for_each(name);
        named.iter().zip(0..).filter(|(named, _)| !**named).map(|(_, place)| place).collect()
    };
    if rest.is_empty() {
        return;
    }
    let told = out.say(
        "deze kolommen staan niet in het codeboek; hoort er een bij het model, zet die dan hierboven",
        "these columns do not stand in the codebook; if one belongs to the model, name it above",
    );
    out.head(&format!("# {told}:"));
    let profile = Profile::of(table);
    let mut once_more = 0;
    for place in rest {
        let kind = profile.columns.get(place).map_or(ColumnKind::Text, |column| column.kind);
        let why = match kind {
            ColumnKind::Personal => out.say("persoonsgegevens", "personal data").to_owned(),
            ColumnKind::Metadata => out.say("van het programma zelf", "by the tool itself").to_owned(),
            ColumnKind::Empty => out.say("niemand vulde iets in", "nobody answered").to_owned(),
            ColumnKind::Text => out.say("open tekst", "open text").to_owned(),
            kind => match asked_before(table, columns, place) {
                Some(first) => {
                    once_more += 1;
                    let first = ticked(first);
                    out.say(format!("dezelfde vraag als {first}"), format!("the same question as {first}"))
                }
                None => {
                    let kind = kind.in_language(out.language);
                    out.say(format!("niet herkend: {kind}"), format!("not recognised: {kind}"))
                }
            },
        };
        out.comment(&format!("{}  # {why}", quoted(table.name_at(place))));
    }
    if once_more > 0 {
        // The rule for one question in several sections takes phases, not steps of another scale.
        let mend = if in_phases {
            out.say(
                "is het één vraag, geef de indicator dan al die kolommen, met `rule = \"answered\"` onder [items]",
                "if it is one question, give the indicator all of those columns, with `rule = \"answered\"` under [items]",
            )
        } else {
            out.say(
                "zet die antwoorden in de kolom zonder cijfer",
                "move those answers to the column without a digit",
            )
        };
        let told = out.say(
            format!("vragen van het model staan nog eens in het bestand, met een cijfer achter de naam (zo doet Forms dat bij een vraag in meer secties): {}; wie ze daar beantwoordde, telt nu niet mee; {mend}", counted(once_more, ["kolom", "kolommen"])),
            format!("questions of the model stand in the file once more, with a digit after the name (as Forms does for a question in several sections): {}; who answered them there does not count now; {mend}", counted(once_more, ["column", "columns"])),
        );
        out.open(&told);
    }
}

/// The column with answers of which this one asks the same once more.
fn asked_before<'a>(table: &'a Table, columns: &Columns, place: usize) -> Option<&'a str> {
    let mut first = columns.of_answers().map(|(_, place)| table.name_at(place));
    first.find(|first| asks_again(table.name_at(place), first))
}

#[cfg(test)]
mod tests;
