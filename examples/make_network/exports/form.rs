//! What a survey asks and how its answers read: the one description from which both an export and its codebook come.

use leerkring::model::{Answer, Model, Role};

use super::sheet::{Dialect, Sheet};
use crate::answers::Person;
use crate::register::Entry;

/// A survey in one layout.
pub(crate) struct Form {
    pub(crate) dialect: Dialect,
    /// Header cells before those of the questions.
    pub(crate) front: Vec<String>,
    /// Header cells of the questions, one per indicator (or per aspect), with the key of each.
    pub(crate) questions: Vec<(String, String)>,
    /// Which header cells hold what.
    pub(crate) school: &'static str,
    pub(crate) role: Option<&'static str>,
    pub(crate) date: &'static str,
    /// Whether days are written as `9/30/2025`.
    pub(crate) month_first: bool,
    pub(crate) submitted: Option<&'static str>,
    /// The text of each phase, lowest first.
    pub(crate) phases: Vec<String>,
    /// The text of "don't know" and "not applicable"; empty where the survey does not offer it.
    pub(crate) dont_know: &'static str,
    pub(crate) not_applicable: &'static str,
    /// The text of a cell that was not shown; empty where the tool leaves it empty.
    pub(crate) not_shown: &'static str,
    /// The titles to choose from, several for one role.
    pub(crate) roles: &'static [(&'static str, Role)],
    /// Writes one person's row.
    pub(crate) row: fn(&Form, &mut Sheet, &Entry, &Person) -> csv::Result<()>,
}

impl Form {
    /// The text of an answer.
    pub(crate) fn text(&self, answer: Option<Answer>) -> &str {
        match answer {
            Some(Answer::Phase(phase)) => self.phases.get(phase.index()).map_or("", String::as_str),
            Some(Answer::DontKnow) => self.dont_know,
            Some(Answer::NotApplicable) => self.not_applicable,
            None => "",
        }
    }

    /// The title of a person; empty where the person did not say.
    pub(crate) fn title(&self, person: &Person) -> &'static str {
        let Some(role) = person.role else { return "" };
        let titles = self.roles.iter().filter(|(_, of)| *of == role);
        let several = titles.clone().count().max(1);
        titles.map(|(title, _)| *title).nth(person.habit as usize % several).unwrap_or_default()
    }
}

/// A question per indicator: what `header` makes of the number (from 0), the aspect's name, the indicator's key and
/// the indicator's name.
pub(crate) fn questions(
    model: &Model,
    header: impl Fn(usize, &str, &str, &str) -> String,
) -> Vec<(String, String)> {
    let indicators = model
        .aspects()
        .iter()
        .flat_map(|aspect| aspect.indicators().iter().map(move |indicator| (aspect, indicator)));
    indicators
        .enumerate()
        .map(|(number, (aspect, indicator))| {
            let key = indicator.id().key();
            (header(number, aspect.name().best("nl"), key, indicator.name().best("nl")), key.to_owned())
        })
        .collect()
}

/// The numbers of the phases as texts.
pub(crate) fn numbers(model: &Model) -> Vec<String> {
    model.phases().map(|phase| phase.to_string()).collect()
}

/// Header cells as owned texts.
pub(crate) fn cells<const N: usize>(texts: [&str; N]) -> Vec<String> {
    texts.map(str::to_owned).to_vec()
}
