//! What suggest_partners prints: how the network stands as a whole, and a few schools with the sums that lead to
//! their partners.

use std::collections::BTreeMap;
use std::io::{self, Write};

use leerkring::assess;
use leerkring::import::Register;
use leerkring::matching::Suggestions;
use leerkring::model::{Language, Model, School, SchoolId, Standing, Subject, Wishes};
use leerkring_examples::report;

/// How many schools are shown when none is named.
const SHOWN: usize = 3;

/// Everything there is to tell.
pub(crate) struct Summary<'a> {
    pub(crate) model: &'a Model,
    pub(crate) scoring: &'a assess::Options,
    pub(crate) register: &'a Register,
    pub(crate) standings: &'a [Standing],
    pub(crate) suggestions: &'a [Suggestions],
    pub(crate) language: Language,
}

impl Summary<'_> {
    pub(crate) fn print(&self, out: &mut impl Write, school: Option<&SchoolId>) -> io::Result<()> {
        let language = self.language;
        writeln!(
            out,
            "\n{}",
            language.choose("Uitspraken, aantal scholen", "Statements, number of schools")
        )?;
        report::print_portrait(out, self.model, self.standings, language)?;
        writeln!(
            out,
            "\n{}",
            language.choose("Vraag en aanbod, aantal scholen", "Asked and offered, number of schools")
        )?;
        self.print_wishes(out)?;
        let shown = match school {
            Some(school) => vec![school],
            None => self.examples(),
        };
        for school in shown {
            self.print_school(out, school)?;
        }
        if self.register.wishes.values().all(|wishes| wishes.offers.is_empty()) {
            let hint = language.choose("Geen enkele school biedt iets aan. Geef --wishes met het aanbod van de scholen, of kijk met --suppose-all-offer wat er mogelijk zou zijn.",
                "No school offers anything. Give --wishes with what schools offer, or see with --suppose-all-offer what would be possible.",
            );
            writeln!(out, "\n{hint}")?;
        }
        Ok(())
    }

    /// Per aspect: who asks, who can host, and how many questions found somebody.
    fn print_wishes(&self, out: &mut impl Write) -> io::Result<()> {
        let heads = match self.language {
            Language::Nl => ["aspect", "vraagt", "biedt aan, met plaats", "vragen beantwoord"],
            Language::En => ["aspect", "asks", "offers, with room", "questions answered"],
        };
        let [aspect, asks, offers, answered] = heads;
        writeln!(out, "  {aspect:24}{asks:>8}{offers:>24}{answered:>20}")?;
        for aspect in self.model.aspects() {
            let subject = Subject::Aspect(aspect.id().clone());
            let count =
                |says: &dyn Fn(&Wishes) -> bool| self.register.wishes.values().filter(|w| says(w)).count();
            let asks = count(&|wishes| wishes.asks.contains(&subject));
            let offers = count(&|wishes| wishes.hosts(aspect.id()));
            let questions: Vec<_> = self.suggestions.iter().filter(|s| s.aspect == *aspect.id()).collect();
            let answered = questions.iter().filter(|question| question.nobody.is_none()).count();
            let answered = format!("{answered} / {}", questions.len());
            writeln!(
                out,
                "  {:24}{asks:>8}{offers:>24}{answered:>20}",
                aspect.name().best(self.language.code())
            )?;
        }
        Ok(())
    }

    /// The first schools that found a partner, and the first that asked in vain.
    fn examples(&self) -> Vec<&SchoolId> {
        let first = |found: bool, n: usize| {
            let mut schools: Vec<&SchoolId> =
                self.suggestions.iter().filter(|s| s.nobody.is_none() == found).map(|s| &s.learner).collect();
            schools.dedup();
            schools.into_iter().take(n)
        };
        let mut schools: Vec<&SchoolId> = first(true, SHOWN - 1).chain(first(false, 1)).collect();
        schools.sort();
        schools.dedup();
        schools
    }

    fn print_school(&self, out: &mut impl Write, id: &SchoolId) -> io::Result<()> {
        let names: BTreeMap<&SchoolId, &School> =
            self.register.schools.iter().map(|school| (&school.id, school)).collect();
        let name = |id: &SchoolId| names.get(id).map(|school| school.name.as_str());
        report::print_standings(out, id, name(id), self.standings, self.model, self.scoring, self.language)?;
        for answer in self.suggestions.iter().filter(|answer| answer.learner == *id) {
            let aspect =
                self.model.aspect(&answer.aspect).map_or("", |a| a.name().best(self.language.code()));
            writeln!(out, "  {} {aspect}:", self.language.choose("Te leren bij, over", "To learn from, on"))?;
            for suggestion in &answer.found {
                let host = &suggestion.host;
                let phase = self.model.phase_word().best(self.language.code());
                let name = name(host).unwrap_or_default();
                writeln!(out, "    {}. {host}  {name}, {phase} {}", suggestion.rank, suggestion.host_phase)?;
                writeln!(out, "       {}", suggestion.explain(self.language))?;
            }
            if let Some(nobody) = &answer.nobody {
                let yet = self.language.choose("nog niemand", "nobody yet");
                writeln!(out, "    {yet}: {}", nobody.in_language(self.language))?;
            }
        }
        Ok(())
    }
}
