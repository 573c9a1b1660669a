//! The best hosts of every school at once, in columns.

use leerkring_model::{Phase, Subject};

use crate::error::SuggestError;
use crate::hosts::Hosts;
use crate::network::Network;
use crate::question::answer;

/// The best hosts of every school on one subject: what [`Network::suggest`] finds, without the explanations, in eight bytes for
/// each. For whole countries; a school's own answer, with its reasons, comes from `suggest`.
#[derive(Debug)]
pub struct BestHosts<'a> {
    network: &'a Network,
    k: usize,
    /// By number of the school, `k` for each; `NOBODY` where there are fewer.
    rows: Vec<Best>,
}

/// One of the best hosts.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Best {
    /// The host, as its place in [`Network::schools`].
    pub host: u32,
    /// What it costs, in kilometre-equivalents: [`Cost::total_km`](crate::Cost::total_km), rounded to `f32`.
    pub cost_km: f32,
}

const NOBODY: Best = Best { host: u32::MAX, cost_km: f32::INFINITY };

/// How many schools are answered in one go: enough to share what they find in memory.
const SPELL: usize = 512;

impl BestHosts<'_> {
    /// The hosts of the school with this place in [`Network::schools`], best first; none for one that has no phase to ask
    /// from, or no such place.
    #[inline]
    pub fn of(&self, school: usize) -> &[Best] {
        let number = self.network.schools.numbers.get(school).map_or(usize::MAX, |number| *number as usize);
        let row = self.rows.get(number.saturating_mul(self.k)..).and_then(|row| row.get(..self.k));
        let row = row.unwrap_or_default();
        match row.last() {
            Some(&NOBODY) => row.split(|best| *best == NOBODY).next().unwrap_or_default(),
            _ => row,
        }
    }
}

impl Network {
    /// The `k` best hosts of every school that has a phase (on a topic: of every school), whether it asks or not, with several threads if the feature
    /// `parallel` is on. The answer takes 8 bytes a school for each of
    /// the `k`, or for each host if those are fewer.
    ///
    /// ```
    /// # use leerkring_matching::{Builder, Options, Position, Row};
    /// # use leerkring_model::{Phase, SchoolId, builtin};
    /// # let model = builtin::samen_leren();
    /// # let mut builder = Builder::new(&model, Options::default())?;
    /// # for (id, phase) in [("a", Phase::Two), ("b", Phase::Three)] {
    /// #     let mut row = Row::new(SchoolId::new(id)?);
    /// #     let positions = [Some(Position::new(phase)), None, None, None, None];
    /// #     row.positions = &positions;
    /// #     row.offers = &[true, false, false, false, false];
    /// #     row.room = 2;
    /// #     builder.push(row)?;
    /// # }
    /// # let network = builder.build()?;
    /// let koers = builtin::SamenLerenAspect::Koers.id();
    /// let best = network.best_hosts(&koers, 10)?;
    /// assert_eq!((best.of(0).len(), best.of(1).len()), (1, 0));
    /// // 50 km for the unknown distance and 25 km because both have agreed phases only.
    /// assert_eq!((best.of(0)[0].host, best.of(0)[0].cost_km), (1, 75.0));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`SuggestError`] if the network does not have the subject.
    pub fn best_hosts(&self, subject: impl Into<Subject>, k: usize) -> Result<BestHosts<'_>, SuggestError> {
        let subject = self.place(&subject.into())?;
        let schools = self.schools.ids().len();
        // There are never more hosts than places for them.
        let k = k.min(self.hosts.get(subject).map_or(0, Hosts::open));
        let mut rows = vec![NOBODY; schools * k];
        let answer = |(spell, rows): (usize, &mut [Best])| self.answer_spell(subject, spell * SPELL, k, rows);
        let step = (SPELL * k).max(1);
        #[cfg(feature = "parallel")]
        {
            use rayon::prelude::*;
            rows.par_chunks_mut(step).enumerate().for_each(answer);
        }
        #[cfg(not(feature = "parallel"))]
        rows.chunks_mut(step).enumerate().for_each(answer);
        Ok(BestHosts { network: self, k, rows })
    }

    /// Answers the schools from this number on, as far as there are rows for them; those in one phase after each other, as they find
    /// the same hosts.
    fn answer_spell(&self, subject: usize, first: usize, k: usize, rows: &mut [Best]) {
        let last = first + rows.len().checked_div(k).unwrap_or(0);
        let questions = (first..last).filter_map(|number| self.question(number as u32, subject));
        let mut askers: Vec<(Phase, u32)> =
            questions.map(|question| (question.phase(), question.learner())).collect();
        askers.sort_unstable();
        let questions = askers.into_iter().filter_map(|(_, number)| self.question(number, subject));
        answer(self, questions, k, |question, found| {
            let row = rows.iter_mut().skip((question.learner() as usize - first) * k);
            for (best, priced) in row.zip(found) {
                *best = Best { host: priced.rank, cost_km: priced.cost as f32 };
            }
        });
    }
}
