//! The best hosts of every school at once, in columns.

use leerkring_model::AspectId;

use crate::error::SuggestError;
use crate::nearest::cheapest;
use crate::network::Network;

/// The best hosts of every school on one aspect: what [`Network::suggest`] finds, without the explanations, in eight bytes for
/// each. For whole countries; a school's own answer, with its reasons, comes from `suggest`.
///
/// Schools are told by their place in [`Network::schools`].
#[derive(Debug)]
pub struct BestHosts<'a> {
    network: &'a Network,
    k: usize,
    /// By number of the school, `k` for each; `NOBODY` where there are fewer.
    hosts: Vec<u32>,
    costs_km: Vec<f32>,
}

const NOBODY: u32 = u32::MAX;

/// How many schools are answered in one go: enough to share what they find in memory.
const SPELL: usize = 512;

impl BestHosts<'_> {
    /// The hosts of the school with this place, best first; none for one that has no phase to ask from, or no such place.
    pub fn hosts(&self, school: usize) -> &[u32] {
        let row = self.row(school).and_then(|row| self.hosts.get(row)).unwrap_or_default();
        let found = row.iter().position(|host| *host == NOBODY).unwrap_or(row.len());
        row.get(..found).unwrap_or_default()
    }

    /// What each of them costs, in kilometre-equivalents: [`Cost::total_km`](crate::Cost::total_km), rounded to `f32`.
    pub fn costs_km(&self, school: usize) -> &[f32] {
        let row = self.row(school).and_then(|row| self.costs_km.get(row)).unwrap_or_default();
        row.get(..self.hosts(school).len()).unwrap_or_default()
    }

    fn row(&self, school: usize) -> Option<std::ops::Range<usize>> {
        let number = *self.network.schools.numbers.get(school)? as usize;
        Some(number * self.k..(number + 1) * self.k)
    }
}

impl Network {
    /// The `k` best hosts of every school that has a phase, whether it asks or not, with several threads if the feature
    /// `parallel` is on. The answer takes `8 k` bytes a school.
    ///
    /// ```
    /// # use leerkring_matching::{Builder, Options, Position, Row};
    /// # use leerkring_model::{Phase, SchoolId, builtin};
    /// # let model = builtin::samen_leren();
    /// # let mut builder = Builder::new(&model, Options::default())?;
    /// # for (id, phase) in [("a", Phase::Two), ("b", Phase::Three)] {
    /// #     let mut row = Row::new(SchoolId::new(id)?);
    /// #     row.positions = &[Some(Position::new(phase)), None, None, None, None];
    /// #     row.offers = &[true, false, false, false, false];
    /// #     row.room = 2;
    /// #     builder.push(row)?;
    /// # }
    /// # let network = builder.build()?;
    /// let koers = builtin::SamenLerenAspect::Koers.id();
    /// let best = network.best_hosts(&koers, 10)?;
    /// assert_eq!((best.hosts(0), best.hosts(1)), (&[1][..], &[][..]));
    /// // 50 km for the unknown distance and 25 km because both have agreed phases only.
    /// assert_eq!(best.costs_km(0), [75.0]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`SuggestError`] if the network's model does not have the aspect.
    pub fn best_hosts(&self, aspect: &AspectId, k: usize) -> Result<BestHosts<'_>, SuggestError> {
        let aspect = self.place(aspect)?;
        let schools = self.schools.ids().len();
        let (mut hosts, mut costs_km) = (vec![NOBODY; schools * k], vec![f32::INFINITY; schools * k]);
        let answer = |(spell, (hosts, costs_km)): (usize, (&mut [u32], &mut [f32]))| {
            self.answer_spell(aspect, spell * SPELL, k, hosts, costs_km);
        };
        let step = (SPELL * k).max(1);
        #[cfg(feature = "parallel")]
        {
            use rayon::prelude::*;
            let spells = hosts.par_chunks_mut(step).zip(costs_km.par_chunks_mut(step));
            spells.enumerate().for_each(answer);
        }
        #[cfg(not(feature = "parallel"))]
        hosts.chunks_mut(step).zip(costs_km.chunks_mut(step)).enumerate().for_each(answer);
        Ok(BestHosts { network: self, k, hosts, costs_km })
    }

    /// Answers the schools from this number on, as far as there is room.
    fn answer_spell(&self, aspect: usize, first: usize, k: usize, hosts: &mut [u32], costs_km: &mut [f32]) {
        let numbers = first..first + hosts.len().checked_div(k).unwrap_or(0);
        let questions = numbers.filter_map(|number| self.question(number as u32, aspect));
        cheapest(self.lane, self.search_rates(), questions, k, |question, found| {
            let row = (question.learner() as usize - first) * k;
            let hosts = hosts.iter_mut().skip(row);
            let costs_km = costs_km.iter_mut().skip(row);
            for ((host, cost_km), priced) in hosts.zip(costs_km).zip(found) {
                *host = priced.rank;
                *cost_km = priced.cost as f32;
            }
        });
    }
}
