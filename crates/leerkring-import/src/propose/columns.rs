//! Which column is what.

use leerkring_model::Model;

use super::days;
use super::headings::heading;
use super::items::{self, Form};
use super::named::{
    CONSENT, CONSENT_WORDS, ROLE, ROLE_WORDS, SCHOOL, SCHOOL_WORDS, by_names, by_names_or_words, is_other,
    is_school_or_role,
};
use super::targets::{Target, add_alike, aspect_targets, indicator_targets, matches};
use super::wording::Why;
use super::{schools, sections};
use crate::layout::{self, Heading, Layout, LayoutWhy};
use crate::personal;
use crate::register::Register;
use crate::table::Table;

/// What came of looking for a column.
#[derive(Debug, PartialEq)]
pub(super) enum Choice {
    /// This one, for this reason.
    One {
        place: usize,
        why: Why,
    },
    /// These together, as the items of an indicator.
    Items {
        places: Vec<usize>,
        form: Form,
        why: Why,
    },
    /// It could be each of these.
    Several(Vec<usize>),
    None,
}

impl Choice {
    /// Every column that it is, or could be.
    pub(super) fn places(&self) -> &[usize] {
        match self {
            Choice::One { place, .. } => std::slice::from_ref(place),
            Choice::Items { places, .. } | Choice::Several(places) => places,
            Choice::None => &[],
        }
    }
}

/// The columns of a table, as far as they can be told.
pub(super) struct Columns {
    pub(super) layout: Layout,
    pub(super) layout_why: LayoutWhy,
    pub(super) school: Choice,
    pub(super) role: Choice,
    pub(super) date: Choice,
    pub(super) submitted: Choice,
    pub(super) consent: Choice,
    /// Columns of which nothing is known.
    free: Vec<bool>,
    /// For each indicator, or each aspect in layout `per-school`.
    pub(super) matches: Vec<(Target, Choice)>,
}

impl Columns {
    pub(super) fn guess(table: &Table, model: &Model, register: Option<&Register>) -> Columns {
        let tool = layout::tool(table.recognised.layout.unwrap_or(Layout::Plain));
        let why = table.recognised.layout_why.clone();
        let names: Vec<String> = table.columns.iter().map(|column| tool.name_of(column)).collect();
        let headings: Vec<Heading> = table.columns.iter().map(|column| heading(column, tool)).collect();
        // `S1. Schoolcode` has the code of an indicator and is none.
        let is_named = |heading: &Heading| heading.texts.iter().any(|text| is_school_or_role(text));
        let personal = personal::of_table(table, tool.layout);
        let own: Vec<bool> = names
            .iter()
            .zip(&personal)
            .map(|(name, personal)| tool.is_own(name) || personal.is_some())
            .collect();
        let not_asked: Vec<bool> =
            own.iter().zip(&headings).map(|(own, heading)| *own || is_named(heading)).collect();
        let mut indicators = matches(&headings, &not_asked, indicator_targets(model));
        items::find(table, &headings, &not_asked, model, &mut indicators);
        let aspects = matches(&headings, &not_asked, aspect_targets(model));
        let count = |matches: &[(Target, Choice)]| {
            matches
                .iter()
                .filter(|(_, choice)| matches!(choice, Choice::One { .. } | Choice::Items { .. }))
                .count()
        };
        let (layout, layout_why, mut matches) = match count(&aspects) {
            n if count(&indicators) == 0 && n * 2 >= aspects.len() && n > 0 => {
                (Layout::PerSchool, LayoutWhy::Aspects(n), aspects)
            }
            _ => (tool.layout, why, indicators),
        };
        add_alike(&headings, &not_asked, &mut matches);
        let mut taken = own;
        for (_, choice) in &matches {
            take(&mut taken, choice);
        }
        let by_tool = if layout == Layout::PerSchool { layout::tool(layout) } else { tool };
        let date = match by_names(&names, &vec![false; names.len()], by_tool.date) {
            Choice::None => by_names(&names, &vec![false; names.len()], tool.date),
            choice => choice,
        };
        let submitted = by_names(&names, &vec![false; names.len()], tool.submitted);
        take(&mut taken, &date);
        // What people typed beside the answers of a question is not its answer.
        let others: Vec<bool> = table.columns.iter().map(is_other).collect();
        let find = |taken: &[bool], wanted: &[&str], words: &[&str]| {
            let taken: Vec<bool> = taken.iter().zip(&others).map(|(taken, other)| *taken || *other).collect();
            by_names_or_words(&names, &headings, &taken, wanted, words)
        };
        let of_person = |taken: &[bool], wanted: &[&str], words: &[&str]| match layout {
            Layout::PerSchool => Choice::None,
            _ => find(taken, wanted, words),
        };
        let mut school = find(&taken, &SCHOOL, &SCHOOL_WORDS);
        if matches!(school, Choice::Several(_)) {
            // `What is your role at school?` is that of the role, and leaves one that can be of the school.
            let mut more = taken.clone();
            let role = of_person(&more, &ROLE, &ROLE_WORDS);
            take(&mut more, &role);
            let consent = of_person(&more, &CONSENT, &CONSENT_WORDS);
            take(&mut more, &consent);
            school = match find(&more, &SCHOOL, &SCHOOL_WORDS) {
                Choice::None => school,
                fewer => fewer,
            };
        }
        if let (Choice::Several(places), Some(register)) = (&school, register)
            && let Some(place) = schools::most_known(table, places, register)
        {
            school = Choice::One { place, why: Why::InRegister };
        }
        take(&mut taken, &school);
        let role = of_person(&taken, &ROLE, &ROLE_WORDS);
        take(&mut taken, &role);
        let consent = of_person(&taken, &CONSENT, &CONSENT_WORDS);
        take(&mut taken, &consent);
        take(&mut taken, &submitted);
        let date = if date == Choice::None { days::find(table, &names, &taken) } else { date };
        take(&mut taken, &date);
        let free: Vec<bool> = taken.iter().map(|taken| !taken).collect();
        if layout != Layout::PerSchool {
            sections::join(table, |place| free.get(place) == Some(&true), &mut matches);
        }
        Columns { layout, layout_why, school, role, date, submitted, consent, free, matches }
    }

    /// What was found for every key that a proposal writes; consent aside, which it may leave out.
    pub(super) fn named(&self) -> impl Iterator<Item = &Choice> {
        let own = [&self.school, &self.role, &self.date, &self.submitted];
        own.into_iter().chain(self.matches.iter().map(|(_, choice)| choice))
    }

    /// The columns that hold answers, each with its place among [`matches`](Columns::matches).
    pub(super) fn of_answers(&self) -> impl Iterator<Item = (usize, usize)> {
        self.matches.iter().zip(0..).flat_map(|((_, choice), target)| {
            let places: &[usize] = match choice {
                Choice::One { place, .. } => std::slice::from_ref(place),
                Choice::Items { places, .. } => places,
                Choice::Several(_) | Choice::None => &[],
            };
            places.iter().map(move |place| (target, *place))
        })
    }

    /// Whether a column is among the items of a checklist.
    pub(super) fn is_checklist(&self, place: usize) -> bool {
        self.matches.iter().any(|(_, choice)| {
            matches!(choice, Choice::Items { places, form: Form::Checklist, .. } if places.contains(&place))
        })
    }

    /// The only run of as many columns with answers on a scale as there are indicators, where none is recognised.
    pub(super) fn by_order(&self, on_scale: impl Fn(usize) -> bool) -> Vec<usize> {
        let none = self.matches.iter().all(|(_, choice)| *choice == Choice::None);
        if !none || self.layout == Layout::PerSchool {
            return Vec::new();
        }
        let places: Vec<usize> = (0..self.free.len()).collect();
        let is = |place: &usize| self.free.get(*place) == Some(&true) && on_scale(*place);
        let runs = places.chunk_by(|a, b| is(a) == is(b)).filter(|run| run.first().is_some_and(is));
        let mut fitting = runs.filter(|run| run.len() == self.matches.len());
        match (fitting.next(), fitting.next()) {
            (Some(run), None) => run.to_vec(),
            _ => Vec::new(),
        }
    }
}

pub(super) fn take(taken: &mut [bool], choice: &Choice) {
    if matches!(choice, Choice::Several(_)) {
        return;
    }
    for place in choice.places() {
        if let Some(taken) = taken.get_mut(*place) {
            *taken = true;
        }
    }
}

#[cfg(test)]
mod tests;
