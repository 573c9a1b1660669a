//! What suggest_partners prints: how the network stands as a whole, and a few schools with the sums that lead to
//! their partners; or one school alone.

use std::collections::BTreeMap;
use std::io::{self, Write};

use leerkring::import::Register;
use leerkring::matching::Suggestions;
use leerkring::model::{AspectId, Language, School, SchoolId, Standing, Subject, Subjects, Wishes};
use leerkring_examples::report::Report;

/// How many schools are shown when none is named.
const SHOWN: usize = 3;

/// Everything there is to tell.
pub(crate) struct Summary<'a> {
    pub(crate) report: Report<'a>,
    pub(crate) register: &'a Register,
    pub(crate) standings: &'a [Standing],
    pub(crate) suggestions: &'a [Suggestions],
}

impl Summary<'_> {
    /// Prints it: the school that was asked for, or the network with a few schools; one aspect or all.
    pub(crate) fn print(
        &self,
        out: &mut impl Write,
        school: Option<&SchoolId>,
        aspect: Option<&AspectId>,
    ) -> io::Result<()> {
        if let Some(school) = school {
            return self.print_school(out, school, aspect);
        }
        self.report.print_portrait(out, self.standings)?;
        self.print_wishes(out)?;
        for school in self.examples() {
            self.print_school(out, school, aspect)?;
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

    /// Per aspect: who asks, who can host, and how many questions found somebody.
    fn print_wishes(&self, out: &mut impl Write) -> io::Result<()> {
        let [title, aspect, asks, offers, answered] = self.report.language.choose(
            [
                "Vraag en aanbod, aantal scholen",
                "aspect",
                "vraagt",
                "biedt aan, met plaats",
                "vragen beantwoord",
            ],
            [
                "Asked and offered, number of schools",
                "aspect",
                "asks",
                "offers, with room",
                "questions answered",
            ],
        );
        writeln!(out, "\n{title}")?;
        writeln!(out, "  {aspect:24}{asks:>8}{offers:>24}{answered:>20}")?;
        for aspect in self.report.model.aspects() {
            let subject = Subject::from(aspect.id());
            let count =
                |says: &dyn Fn(&Wishes) -> bool| self.register.wishes.values().filter(|w| says(w)).count();
            let asks = count(&|wishes| wishes.asks.contains(&subject));
            let offers = count(&|wishes| wishes.hosts(aspect.id()));
            let questions: Vec<_> = self.suggestions.iter().filter(|s| s.subject == subject).collect();
            let answered = questions.iter().filter(|question| question.nobody.is_none()).count();
            let answered = format!("{answered} / {}", questions.len());
            let name = aspect.name().best(self.report.language.code());
            writeln!(out, "  {name:24}{asks:>8}{offers:>24}{answered:>20}")?;
        }
        Ok(())
    }

    /// The first schools that found a partner, and the first that asked in vain.
    fn examples(&self) -> Vec<&SchoolId> {
        let first = |found: bool, n: usize| {
            let asked = self.suggestions.iter().filter(move |s| s.nobody.is_none() == found);
            let mut schools: Vec<&SchoolId> = asked.map(|s| &s.learner).collect();
            schools.dedup();
            schools.into_iter().take(n)
        };
        let mut schools: Vec<&SchoolId> = first(true, SHOWN - 1).chain(first(false, 1)).collect();
        schools.sort();
        schools.dedup();
        schools
    }

    fn print_school(&self, out: &mut impl Write, id: &SchoolId, aspect: Option<&AspectId>) -> io::Result<()> {
        let Report { model, language, .. } = self.report;
        let schools: BTreeMap<&SchoolId, &School> =
            self.register.schools.iter().map(|school| (&school.id, school)).collect();
        let name = |id: &SchoolId| schools.get(id).map(|school| school.name.as_str());
        let own: Vec<&Standing> = self.standings.iter().filter(|standing| standing.school == *id).collect();
        let is_asked = |standing: &&Standing| aspect.is_none_or(|aspect| *aspect == standing.aspect);
        let asked: Vec<&Standing> = own.iter().copied().filter(is_asked).collect();
        self.report.print_school(out, id, name(id), &asked)?;
        self.report.print_milestone(out, &own)?;
        for answer in self.suggestions.iter().filter(|answer| answer.learner == *id) {
            let subject = Subjects::from(model).name(&answer.subject, language);
            match language {
                Language::Nl => writeln!(out, "  Over {subject} te leren bij:")?,
                Language::En => writeln!(out, "  To learn from on {subject}:")?,
            }
            for suggestion in &answer.found {
                let (rank, host) = (suggestion.rank, &suggestion.host);
                let word = model.phase_word().best(language.code());
                let at = suggestion.host_phase.map(|phase| format!(", {word} {phase}")).unwrap_or_default();
                writeln!(out, "    {rank}. {host}  {}{at}", name(host).unwrap_or_default())?;
                writeln!(out, "       {}", suggestion.explain(language))?;
            }
            if let Some(nobody) = &answer.nobody {
                let yet = language.choose("nog niemand", "nobody yet");
                writeln!(out, "    {yet}: {}", nobody.in_language(language))?;
            }
        }
        Ok(())
    }
}
