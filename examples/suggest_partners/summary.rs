//! What suggest_partners prints of a network: how it stands as a whole, and a few schools as examples.

use std::collections::BTreeSet;
use std::io::{self, Write};

use leerkring::import::Register;
use leerkring::matching::{Network, Portrait, Robustness, Suggestions};
use leerkring::model::{Language, SchoolId, Standing, Subject, Subjects};
use leerkring_examples::report::Report;

use crate::asking::Asked;

/// Everything there is to tell.
pub(crate) struct Summary<'a> {
    pub(crate) report: Report<'a>,
    pub(crate) register: &'a Register,
    pub(crate) standings: &'a [Standing],
    pub(crate) suggestions: &'a [Suggestions],
    /// That of each answer; empty where it was not asked.
    pub(crate) robustness: &'a [Vec<Robustness>],
    pub(crate) subjects: Subjects<'a>,
    pub(crate) network: &'a Network,
    pub(crate) portrait: &'a Portrait,
    /// What a school costs that is one unit different.
    pub(crate) unit_km: f64,
    pub(crate) top: usize,
}

impl Summary<'_> {
    /// Prints it: the school that was asked for, or the network with a few schools; one subject or all.
    pub(crate) fn print(&self, out: &mut impl Write, asked: &Asked) -> anyhow::Result<()> {
        let (language, subject) = (self.report.language, asked.subject.as_ref());
        if let Some(school) = &asked.school {
            self.print_school(out, school, subject, true)?;
            return self.print_asked_back(out, school, asked);
        }
        // On a topic nobody stands anywhere.
        if !matches!(subject, Some(Subject::Topic(_))) {
            self.report.print_portrait(out, self.standings)?;
        }
        self.print_wishes(out, subject)?;
        let examples = self.examples(subject)?;
        if !examples.is_empty() {
            let title = language.choose(
                "Een paar scholen als voorbeeld (een andere? vraag ernaar met --school)",
                "A few schools as an example (another one? ask for it with --school)",
            );
            writeln!(out, "\n{title}")?;
        }
        for school in examples {
            self.print_school(out, school, subject, false)?;
        }
        if self.register.wishes.values().all(|wishes| wishes.offers.is_empty()) {
            let hint = language.choose(
                "Geen enkele school biedt iets aan, dus wordt er ook geen voorgesteld. Geef met --wishes wat scholen \
                 aanbieden en vragen.",
                "No school offers anything, so none is suggested. Give with --wishes what schools offer and ask.",
            );
            writeln!(out, "\n{hint}")?;
        }
        Ok(())
    }

    /// The traits in which schools are compared, if any, each with its unit.
    pub(crate) fn print_traits(&self, out: &mut impl Write) -> io::Result<()> {
        let language = self.report.language;
        let mut traits = self.network.traits().iter();
        if traits.len() > 0 {
            let km = self.unit_km;
            match language {
                Language::Nl => {
                    let km = km.to_string().replace('.', ",");
                    writeln!(out, "\nVergeleken op (1 eenheid verschil telt als {km} km)")?;
                }
                Language::En => writeln!(out, "\nCompared in (1 unit of difference counts as {km} km)")?,
            }
        }
        traits.try_for_each(|used| writeln!(out, "  {}", used.in_language(language)))
    }

    /// Per subject, or of the one that was named: what is needed and offered, what can be served, and why the rest cannot yet.
    fn print_wishes(&self, out: &mut impl Write, subject: Option<&Subject>) -> io::Result<()> {
        let language = self.report.language;
        writeln!(out, "\n{}", language.choose("Vraag en aanbod", "Needs and offers"))?;
        for of in &self.portrait.subjects {
            if subject.is_none_or(|subject| *subject == of.subject) {
                let name = self.subjects.name(&of.subject, language);
                writeln!(out, "  {name}: {}", of.in_language(language))?;
            }
        }
        Ok(())
    }

    /// The first schools that found a partner on an aspect and on a topic, the first that asked in vain, and the first that
    /// can think together with somebody about what was named, or about anything.
    fn examples(&self, subject: Option<&Subject>) -> anyhow::Result<Vec<&SchoolId>> {
        let first = |of: &dyn Fn(&Suggestions) -> bool| {
            self.suggestions.iter().find(|answer| of(answer)).map(|answer| &answer.learner)
        };
        let found = |answer: &Suggestions| answer.nobody.is_none();
        let on_topic = |answer: &Suggestions| matches!(answer.subject, Subject::Topic(_));
        let mut schools: BTreeSet<&SchoolId> = BTreeSet::new();
        schools.extend(first(&|answer| found(answer) && !on_topic(answer)));
        schools.extend(first(&|answer| found(answer) && on_topic(answer)));
        schools.extend(first(&|answer| !found(answer)));
        for school in self.register.wishes.keys() {
            let mut thinks = self.thinks(school, subject);
            let with =
                |subject| anyhow::Ok(self.network.fellows(school, subject, self.top)?.nobody.is_none());
            if thinks.try_fold(false, |any, subject| anyhow::Ok(any || with(subject)?))? {
                schools.insert(school);
                break;
            }
        }
        Ok(schools.into_iter().collect())
    }

    /// What a school would like to think about together: all of it, or only what was named.
    pub(crate) fn thinks<'s>(
        &'s self,
        school: &SchoolId,
        subject: Option<&'s Subject>,
    ) -> impl Iterator<Item = &'s Subject> {
        let wishes = self.register.wishes.get(school).into_iter().flat_map(|wishes| &wishes.thinks);
        wishes.filter(move |thinks| subject.is_none_or(|subject| subject == *thinks))
    }
}
