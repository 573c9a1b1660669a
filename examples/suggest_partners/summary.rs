//! What suggest_partners prints of a network: how it stands as a whole, and a few schools as examples.

use std::collections::BTreeSet;
use std::io::{self, Write};

use leerkring::import::Register;
use leerkring::matching::{Fading, Network, Portrait, Robustness, Rules, Suggestions};
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
    pub(crate) rules: &'a Rules,
    pub(crate) fading: Fading,
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

    /// The limits that decide who is listed, and from when assessments count for less: those that hold.
    pub(crate) fn print_rules(&self, out: &mut impl Write) -> io::Result<()> {
        let language = self.report.language;
        let (Rules { max_km, max_steps, min_p_further, .. }, fading) = (self.rules, self.fading);
        let number = |x: f64| x.to_string().replace('.', language.choose(",", "."));
        let steps = max_steps.map(|most| match (most, language) {
            (1, Language::Nl) => "hoogstens één fase verder".to_owned(),
            (1, Language::En) => "at most one phase further".to_owned(),
            (n, Language::Nl) => format!("hoogstens {n} fasen verder"),
            (n, Language::En) => format!("at most {n} phases further"),
        });
        let km = max_km.map(|km| match language {
            Language::Nl => format!("hoogstens {} km ver", number(km)),
            Language::En => format!("at most {} km away", number(km)),
        });
        let sure = min_p_further.map(|least| {
            // What is whole but for rounding is whole.
            let percent = number((least * 1000.0).round() / 10.0);
            match language {
                Language::Nl => format!("met minstens {percent} % kans dat ze echt verder is"),
                Language::En => format!("with at least {percent} % chance that it really is further"),
            }
        });
        let limits: Vec<String> = [steps, km, sure].into_iter().flatten().collect();
        if !limits.is_empty() || fading.today.is_some() {
            writeln!(out, "\n{}", language.choose("Wie voorgesteld kan worden", "Who can be suggested"))?;
        }
        if !limits.is_empty() {
            let told = language.choose("Een school om van te leren is", "A school to learn from is");
            writeln!(out, "  {told} {}.", limits.join(", "))?;
        }
        let Some(today) = fading.today else { return Ok(()) };
        let days = fading.half_life_days;
        match language {
            Language::Nl => {
                writeln!(
                    out,
                    "  Een meting telt na {days} dagen voor de helft, gerekend vanaf de maand van {today}."
                )
            }
            Language::En => {
                writeln!(
                    out,
                    "  An assessment counts for half after {days} days, reckoned from the month of {today}."
                )
            }
        }
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
        // Whoever wishes and is not in the register is not in the network either.
        for school in self.network.schools() {
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
