//! What is known of the issues of a file while it is read: which were told, and how many people gave the texts that they
//! repeat.

use std::collections::BTreeMap;

use super::{Issue, IssueKind, MOST};
use crate::date;
use crate::quote::{self, Known};
use crate::register::KeyForms;

/// Longer texts than this, in bytes, are what somebody wrote and no answer that is offered: issues do not keep them, so that
/// what is kept of a file is bounded.
const LONGEST: usize = 1000;

/// Which issues of a file are told already, of those that are told once with a count, and how many people gave a text that
/// issues repeat.
#[derive(Debug, Default)]
pub(crate) struct Told {
    /// Places among the issues, by column and by what is told.
    places: BTreeMap<(Option<String>, String), usize>,
    /// The people who gave a text, and the last of them.
    people: BTreeMap<String, (usize, usize)>,
}

impl Told {
    /// Counts an issue with one that says the same, if there is one; gives it back if not.
    pub(crate) fn count(&mut self, kept: &mut [Issue], issue: Issue) -> Option<Issue> {
        let is_number = |text: &String| date::excel_day(text).is_some();
        let what = match &issue.kind {
            IssueKind::Role { text, .. } => format!("role {}", text.as_deref().unwrap_or_default()),
            IssueKind::NoDate { text, .. } => format!("date {}", text.as_ref().is_some_and(is_number)),
            _ => return Some(issue),
        };
        let key = (issue.column.clone(), what);
        let Some(place) = self.places.get(&key) else {
            // Beyond the issues that are kept there is nothing to add to.
            if kept.len() < MOST {
                self.places.insert(key, kept.len());
            }
            return Some(issue);
        };
        match kept.get_mut(*place).map(|issue| &mut issue.kind) {
            Some(IssueKind::Role { times, .. } | IssueKind::NoDate { times, .. }) => *times += 1,
            _ => return Some(issue),
        }
        None
    }

    /// Counts a person, by number, for each text that these issues would repeat.
    pub(crate) fn see(&mut self, issues: &mut [Issue], person: usize) {
        for text in issues.iter_mut().filter_map(|issue| issue.kind.typed()) {
            text.take_if(|text| text.len() > LONGEST);
            let Some(text) = text.as_deref() else { continue };
            if let Some((people, last)) = self.people.get_mut(text) {
                *people += usize::from(*last != person);
                *last = person;
            } else if self.people.len() < MOST {
                self.people.insert(text.to_owned(), (1, person));
            }
        }
    }

    /// Takes out of issues the texts that may not be repeated.
    pub(crate) fn hush(&self, kept: &mut [Issue], known: &Known, keys: &KeyForms) {
        for kind in kept.iter_mut().map(|issue| &mut issue.kind) {
            let text = kind.typed().and_then(|text| text.as_deref());
            let people = text.and_then(|text| self.people.get(text)).map_or(0, |(people, _)| *people);
            let may_quote = |text: &mut String| known.may_quote(text, people);
            match kind {
                IssueKind::Answer(text) | IssueKind::Consent(text) | IssueKind::Role { text, .. } => {
                    text.take_if(|text| !may_quote(text));
                }
                IssueKind::UnknownSchool(text) => {
                    text.take_if(|text| people < quote::FEWEST && !keys.has(text));
                }
                _ => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_of_typed_texts_is_bounded() {
        let (mut told, mut kept) = (Told::default(), Vec::new());
        let mut more = 0;
        for person in 0..3 * MOST {
            let length = [0, LONGEST - 10, LONGEST][person % 3];
            let text = Some(format!("{} {person}", "x".repeat(length)));
            let kind =
                if person < MOST { IssueKind::Answer(text) } else { IssueKind::Role { text, times: 1 } };
            let mut issue = Issue { file: String::new(), row: 1, line: 1, column: None, kind };
            told.see(std::slice::from_mut(&mut issue), person);
            if let Some(issue) = told.count(&mut kept, issue) {
                crate::issue::note(&mut kept, &mut more, issue);
            }
        }
        assert_eq!(told.people.len(), MOST);
        let longest =
            told.people.keys().chain(told.places.keys().map(|(_, what)| what)).map(String::len).max();
        assert!(longest < Some(LONGEST + 10), "{longest:?}");
        let mut lengths = kept.iter_mut().filter_map(|issue| issue.kind.typed()?.as_ref().map(String::len));
        assert!(lengths.all(|length| length <= LONGEST) && more > 0);
    }

    #[test]
    fn a_long_text_is_not_repeated_however_many_gave_it() {
        for (length, repeated) in [(LONGEST, true), (LONGEST + 1, false)] {
            let kind = IssueKind::Answer(Some("x".repeat(length)));
            let issue = Issue { file: String::new(), row: 1, line: 1, column: None, kind };
            let (mut told, mut kept) = (Told::default(), vec![issue; quote::FEWEST]);
            kept.iter_mut().zip(0..).for_each(|(issue, n)| told.see(std::slice::from_mut(issue), n));
            told.hush(&mut kept, &Known::default(), &KeyForms::of([]));
            assert!(
                kept.iter().all(
                    |issue| matches!(&issue.kind, IssueKind::Answer(text) if text.is_some() == repeated)
                )
            );
        }
    }
}
