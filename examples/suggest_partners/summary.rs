//! What suggest_partners prints: how the network stands as a whole, and a few schools with the sums that lead to
//! their partners; or one school alone.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

use leerkring::import::Register;
use leerkring::matching::{Network, Portrait, Robustness, Suggestion, Suggestions, Weightings, WhatIf};
use leerkring::model::{AspectId, Language, School, SchoolId, Standing, Subject, Subjects};
use leerkring_examples::report::Report;

/// How many other weightings are tried, how much a charge changes in them at most, and from where they are drawn.
const WEIGHTINGS: u32 = 1000;
const FACTOR: f64 = 2.0;
const SEED: u64 = 2014;

/// Everything there is to tell.
pub(crate) struct Summary<'a> {
    pub(crate) report: Report<'a>,
    pub(crate) register: &'a Register,
    pub(crate) standings: &'a [Standing],
    pub(crate) suggestions: &'a [Suggestions],
    pub(crate) subjects: Subjects<'a>,
    pub(crate) network: &'a Network,
    pub(crate) portrait: &'a Portrait,
    pub(crate) top: usize,
}

impl Summary<'_> {
    /// Prints it: the school that was asked for, or the network with a few schools; one aspect or all.
    pub(crate) fn print(
        &self,
        out: &mut impl Write,
        school: Option<&SchoolId>,
        aspect: Option<&AspectId>,
    ) -> anyhow::Result<()> {
        if let Some(school) = school {
            return self.print_school(out, school, aspect, true);
        }
        self.report.print_portrait(out, self.standings)?;
        self.print_wishes(out)?;
        for school in self.examples()? {
            self.print_school(out, school, aspect, false)?;
        }
        if self.register.wishes.values().all(|wishes| wishes.offers.is_empty()) {
            let hint = self.report.language.choose(
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
            writeln!(out, "\n{}", language.choose("Vergeleken op", "Compared in"))?;
        }
        traits.try_for_each(|used| writeln!(out, "  {}", used.in_language(language)))
    }

    /// Per subject: what is needed and offered, what can be served, and why the rest cannot yet.
    fn print_wishes(&self, out: &mut impl Write) -> io::Result<()> {
        let language = self.report.language;
        writeln!(out, "\n{}", language.choose("Vraag en aanbod", "Needs and offers"))?;
        for of in &self.portrait.subjects {
            let name = self.subjects.name(&of.subject, language);
            writeln!(out, "  {name}. {}", of.in_language(language))?;
        }
        Ok(())
    }

    /// The first schools that found a partner on an aspect and on a topic, the first that asked in vain, and the first that
    /// can think together with somebody.
    fn examples(&self) -> anyhow::Result<Vec<&SchoolId>> {
        let first = |of: &dyn Fn(&Suggestions) -> bool| {
            self.suggestions.iter().find(|answer| of(answer)).map(|answer| &answer.learner)
        };
        let found = |answer: &Suggestions| answer.nobody.is_none();
        let on_topic = |answer: &Suggestions| matches!(answer.subject, Subject::Topic(_));
        let mut schools: BTreeSet<&SchoolId> = BTreeSet::new();
        schools.extend(first(&|answer| found(answer) && !on_topic(answer)));
        schools.extend(first(&|answer| found(answer) && on_topic(answer)));
        schools.extend(first(&|answer| !found(answer)));
        for (school, wishes) in &self.register.wishes {
            let mut thinks = wishes.thinks.iter();
            let with = |subject: &Subject| {
                anyhow::Ok(self.network.fellows(school, subject.clone(), self.top)?.nobody.is_none())
            };
            if thinks.try_fold(false, |any, subject| anyhow::Ok(any || with(subject)?))? {
                schools.insert(school);
                break;
            }
        }
        Ok(schools.into_iter().collect())
    }

    /// One school; with `whole`, all that there is to tell about it.
    fn print_school(
        &self,
        out: &mut impl Write,
        id: &SchoolId,
        aspect: Option<&AspectId>,
        whole: bool,
    ) -> anyhow::Result<()> {
        let Report { model, language, .. } = self.report;
        let schools: BTreeMap<&SchoolId, &School> =
            self.register.schools.iter().map(|school| (&school.id, school)).collect();
        let name = |id: &SchoolId| schools.get(id).map(|school| school.name.as_str());
        let own: Vec<&Standing> = self.standings.iter().filter(|standing| standing.school == *id).collect();
        let is_asked = |standing: &&Standing| aspect.is_none_or(|aspect| *aspect == standing.aspect);
        let asked: Vec<&Standing> = own.iter().copied().filter(is_asked).collect();
        self.report.print_school(out, id, name(id), &asked)?;
        self.report.print_milestone(out, &own)?;
        let name = |id: &SchoolId| name(id).unwrap_or_default();
        for answer in self.suggestions.iter().filter(|answer| answer.learner == *id) {
            let subject = self.subjects.name(&answer.subject, language);
            match language {
                Language::Nl => writeln!(out, "  Leren over {subject}, bij:")?,
                Language::En => writeln!(out, "  To learn from on {subject}:")?,
            }
            if let Some(age) = answer.learner_age.filter(|_| whole) {
                writeln!(out, "    {}: {}", language.choose("zelf", "itself"), age.in_language(language))?;
            }
            let robust = self.robustness(answer, whole)?;
            for (place, suggestion) in answer.found.iter().enumerate() {
                let (rank, host) = (suggestion.rank, &suggestion.host);
                let word = model.phase_word().best(language.code());
                let at = suggestion.host_phase.map(|phase| format!(", {word} {phase}")).unwrap_or_default();
                writeln!(out, "    {rank}. {host}  {}{at}", name(host))?;
                writeln!(out, "       {}", suggestion.explain(language))?;
                self.print_in_return(out, suggestion)?;
                if let Some(robust) = robust.get(place) {
                    let school = language.choose("deze school", "this school");
                    writeln!(out, "       {school} {}", robust.in_language(language))?;
                }
            }
            if let Some(nobody) = &answer.nobody {
                let yet = language.choose("nog niemand", "nobody yet");
                writeln!(out, "    {yet}: {}", nobody.in_language(language))?;
                let advice = language.choose("ons advies", "our advice");
                writeln!(out, "    {advice}: {}", nobody.advice(language))?;
                if whole
                    && let WhatIf::Enough(remedies) = self.network.what_if(id, answer.subject.clone())?
                    && let Some(first) = remedies.first()
                {
                    let could = language.choose("het zou kunnen", "it could be done");
                    writeln!(out, "    {could} {}", first.in_language(language))?;
                }
            }
        }
        if aspect.is_none() {
            self.print_fellows(out, id, name)?;
        }
        Ok(())
    }

    /// What the learner could show in return.
    fn print_in_return(&self, out: &mut impl Write, suggestion: &Suggestion) -> io::Result<()> {
        let language = self.report.language;
        let shown: Vec<&str> =
            suggestion.in_return.iter().map(|subject| self.subjects.name(subject, language)).collect();
        if shown.is_empty() {
            return Ok(());
        }
        let told = language.choose("in ruil is er te laten zien", "there is something to show in return");
        writeln!(out, "       {told}: {}", shown.join(", "))
    }

    /// In how many other weightings each suggestion stays; for a whole report only.
    fn robustness(&self, answer: &Suggestions, whole: bool) -> anyhow::Result<Vec<Robustness>> {
        if !whole || answer.found.len() < 2 {
            return Ok(Vec::new());
        }
        let weightings = Weightings::new(WEIGHTINGS, FACTOR, SEED)?;
        let subject = answer.subject.clone();
        Ok(self.network.robustness(&answer.learner, subject, self.top, self.top, &weightings)?)
    }

    /// With whom a school could think together, on each subject on which it would like to.
    fn print_fellows<'n>(
        &self,
        out: &mut impl Write,
        id: &SchoolId,
        name: impl Fn(&SchoolId) -> &'n str,
    ) -> anyhow::Result<()> {
        let language = self.report.language;
        let wishes = self.register.wishes.get(id);
        for subject in wishes.into_iter().flat_map(|wishes| &wishes.thinks) {
            let fellows = self.network.fellows(id, subject.clone(), self.top)?;
            let subject = self.subjects.name(subject, language);
            match language {
                Language::Nl => writeln!(out, "  Samen nadenken over {subject}, met:")?,
                Language::En => writeln!(out, "  To think together about {subject} with:")?,
            }
            for fellow in &fellows.found {
                writeln!(out, "    {}. {}  {}", fellow.rank, fellow.school, name(&fellow.school))?;
                writeln!(out, "       {}", fellow.cost.explain(language))?;
            }
            if let Some(nobody) = &fellows.nobody {
                let yet = language.choose("nog niemand", "nobody yet");
                writeln!(out, "    {yet}: {}", nobody.in_language(language))?;
            }
        }
        Ok(())
    }
}
