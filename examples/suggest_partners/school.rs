//! What suggest_partners prints of one school: where it stands, from whom it could learn, and with whom it could think.

use std::io::{self, Write};

use leerkring::matching::{Nobody, Robustness, Suggestion, Suggestions, WhatIf};
use leerkring::model::{Language, School, SchoolId, Standing, Subject};
use leerkring_examples::report::Report;

use crate::asking::Asked;
use crate::summary::Summary;

impl Summary<'_> {
    /// One school; with `whole`, also what would have to change where there is nobody.
    pub(crate) fn print_school(
        &self,
        out: &mut impl Write,
        id: &SchoolId,
        subject: Option<&Subject>,
        whole: bool,
    ) -> anyhow::Result<()> {
        let Report { language, .. } = self.report;
        let own: Vec<&Standing> = self.standings.iter().filter(|standing| standing.school == *id).collect();
        let is_asked =
            |standing: &&Standing| subject.is_none_or(|subject| *subject == Subject::from(&standing.aspect));
        let asked: Vec<&Standing> = own.iter().copied().filter(is_asked).collect();
        self.report.print_school(out, id, self.school_name(id), &asked)?;
        // The milestone is of all aspects together: it is no answer to a question about one.
        if subject.is_none() {
            self.report.print_milestone(out, &own)?;
        }
        let answers =
            self.suggestions.iter().zip(self.robustness).filter(|(answer, _)| answer.learner == *id);
        let answers: Vec<(&Suggestions, &Vec<Robustness>)> = answers.collect();
        // Most schools answered on all aspects at once: that is said once.
        let mut ages = answers.iter().filter_map(|(answer, _)| answer.learner_age);
        let one_age = ages.next().filter(|first| ages.all(|age| age == *first));
        if let Some(age) = one_age {
            writeln!(out, "  {}", sentence(&age.in_language(language)))?;
        }
        for (answer, robustness) in answers {
            let subject = self.subjects.name(&answer.subject, language);
            match language {
                Language::Nl => writeln!(out, "  Leren over {subject}, bij:")?,
                Language::En => writeln!(out, "  Learn about {subject}, from:")?,
            }
            if let Some(age) = answer.learner_age.filter(|_| one_age.is_none()) {
                writeln!(out, "    {}: {}", language.choose("zelf", "itself"), age.in_language(language))?;
            }
            self.print_found(out, answer, robustness, whole)?;
            self.print_nobody(out, answer, whole)?;
        }
        self.print_fellows(out, id, subject)
    }

    /// The schools to learn from.
    fn print_found(
        &self,
        out: &mut impl Write,
        answer: &Suggestions,
        robustness: &[Robustness],
        whole: bool,
    ) -> anyhow::Result<()> {
        let Report { model, language, .. } = self.report;
        for suggestion in &answer.found {
            let (rank, host) = (suggestion.rank, self.listed(&suggestion.host));
            let word = model.phase_word().best(language.code());
            let at = suggestion.host_phase.map(|phase| format!(", {word} {phase}")).unwrap_or_default();
            writeln!(out, "    {rank}. {host}{at}")?;
            writeln!(out, "       {}", suggestion.explain(language))?;
            // For whoever redoes the sum.
            if whole || suggestion.rank == 1 {
                self.print_context(out, &answer.learner, &suggestion.host)?;
            }
            self.print_in_return(out, suggestion)?;
            // Where fewer are found than were asked for, they are among the first whatever matters.
            let robust = robustness.iter().filter(|_| answer.found.len() == self.top);
            if let Some(robust) = robust.into_iter().find(|robust| robust.host == suggestion.host) {
                let school = language.choose("deze school", "this school");
                writeln!(out, "       {school} {}", robust.in_language(language))?;
            }
        }
        Ok(())
    }

    /// Why there is nobody, and what helps then.
    fn print_nobody(&self, out: &mut impl Write, answer: &Suggestions, whole: bool) -> anyhow::Result<()> {
        let Some(nobody) = &answer.nobody else { return Ok(()) };
        let language = self.report.language;
        writeln!(
            out,
            "    {}: {}",
            language.choose("nog niemand", "nobody yet"),
            nobody.in_language(language)
        )?;
        let advice = language.choose("ons advies", "our advice");
        writeln!(out, "    {advice}: {}", nobody.advice(language))?;
        // Without a place on the map nothing but that place helps.
        if !whole || *nobody == Nobody::PlaceUnknown {
            return Ok(());
        }
        let what_if = self.network.what_if(&answer.learner, &answer.subject)?;
        let named = |id: &SchoolId| self.named(id);
        match &what_if {
            WhatIf::Enough(remedies) => remedies.first().map_or(Ok(()), |first| {
                let could = language.choose("het zou kunnen", "it could be done");
                writeln!(out, "    {could} {}", first.in_language_naming(language, named))
            })?,
            WhatIf::TooMuch { .. } => writeln!(out, "    {}", what_if.in_language_naming(language, named))?,
            _ => {}
        }
        Ok(())
    }

    /// What the charge for the context is made of.
    fn print_context(&self, out: &mut impl Write, learner: &SchoolId, host: &SchoolId) -> anyhow::Result<()> {
        let (Some(one), Some(other)) = (self.school(learner), self.school(host)) else { return Ok(()) };
        let context = self.network.context(learner, host)?;
        if !context.traits.is_empty() {
            let told = context.in_language_of(self.report.language, [one, other]);
            writeln!(out, "       context: {told}")?;
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
        let told = language.choose("in ruil kunnen jullie laten zien", "you could show them in return");
        writeln!(out, "       {told}: {}", shown.join(", "))
    }

    /// With whom a school could think together, on what was named or on each subject on which it would like to.
    fn print_fellows(
        &self,
        out: &mut impl Write,
        id: &SchoolId,
        subject: Option<&Subject>,
    ) -> anyhow::Result<()> {
        let language = self.report.language;
        for subject in self.thinks(id, subject) {
            let fellows = self.network.fellows(id, subject, self.top)?;
            let subject = self.subjects.name(subject, language);
            match language {
                Language::Nl => writeln!(out, "  Samen nadenken over {subject}, met:")?,
                Language::En => writeln!(out, "  Think together about {subject}, with:")?,
            }
            for fellow in &fellows.found {
                writeln!(out, "    {}. {}", fellow.rank, self.listed(&fellow.school))?;
                writeln!(out, "       {}", fellow.cost.explain(language))?;
            }
            if let Some(nobody) = &fellows.nobody {
                let yet = language.choose("nog niemand", "nobody yet");
                writeln!(out, "    {yet}: {}", nobody.in_language(language))?;
            }
        }
        Ok(())
    }

    /// What was asked about schools by name.
    pub(crate) fn print_asked_back(
        &self,
        out: &mut impl Write,
        learner: &SchoolId,
        asked: &Asked,
    ) -> anyhow::Result<()> {
        let (Some(subject), language) = (&asked.subject, self.report.language) else { return Ok(()) };
        if let Some(host) = &asked.why_not {
            let why = self.network.why_not(learner, host, subject, self.top)?;
            writeln!(out, "  {}: {}", self.listed(host), why.in_language(language))?;
        }
        if let Some(host) = &asked.what_if {
            let what = self.network.what_if_host(learner, host, subject, self.top)?;
            // The line begins with its name.
            let this = |_: &SchoolId| language.choose("deze school", "this school").to_owned();
            writeln!(out, "  {}: {}", self.listed(host), what.in_language_naming(language, this))?;
        }
        Ok(())
    }

    fn school(&self, id: &SchoolId) -> Option<&School> {
        self.register.schools.iter().find(|school| school.id == *id)
    }

    fn school_name(&self, id: &SchoolId) -> Option<&str> {
        self.school(id).map(|school| school.name.as_str())
    }

    /// The key of a school, and its name.
    fn named(&self, id: &SchoolId) -> String {
        self.school_name(id).map_or_else(|| id.to_string(), |name| format!("{id} {name}"))
    }

    /// The same as it stands in a list, where names begin below each other.
    fn listed(&self, id: &SchoolId) -> String {
        self.school_name(id).map_or_else(|| id.to_string(), |name| format!("{id}  {name}"))
    }
}

/// With a capital and a full stop.
fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
    format!("{first}{}.", letters.as_str())
}
