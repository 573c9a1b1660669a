//! Who answered: how many of the team, of which roles, and what they left open or could not judge.

use std::collections::BTreeMap;

use leerkring_model::{Answer, Places, Role};

use super::Case;
use super::given::Given;
use crate::assessment::{Picture, Response};
use crate::privacy::{Shown, Why, hide_parts, nearly_unplaced};

impl Case<'_> {
    pub(super) fn response(&self) -> Response {
        let team = self.team();
        let rate = team.and_then(|team| match team {
            // A school that was not asked is no school where nobody answered.
            _ if self.respondents() == 0 => Shown::Withheld(Why::NoAnswers),
            0 => Shown::Withheld(Why::NotKnown),
            team => Shown::Value(f64::from(self.people()) / f64::from(team)),
        });
        Response {
            team,
            rate,
            picture: rate.and_then(|rate| Shown::Value(Picture::of(rate))),
            by_role: self
                .roles_shown(self.options.thresholds.role)
                .into_iter()
                .map(|(role, answered)| {
                    let size = self.facts.size.by_role.get(&role);
                    (role, (answered, size.copied().filter(|size| *size >= answered)))
                })
                .collect(),
        }
    }

    /// The roles that may be shown, with their respondents. Leaders, who are few, only if they agreed to be seen.
    fn roles_shown(&self, fewest: u32) -> Vec<(Role, u32)> {
        if self.roles.iter().all(Option::is_none) {
            return Vec::new();
        }
        let mut people: BTreeMap<Option<Role>, u32> = BTreeMap::new();
        self.roles.iter().for_each(|role| *people.entry(*role).or_default() += 1);
        // Who gave no role is in no role that could be shown.
        let unknown = people.remove(&None).unwrap_or(0);
        let leaders = self.facts.leaders_agree.then(|| people.remove(&Some(Role::Leadership))).flatten();
        let mut parts: Vec<u32> = people.values().copied().collect();
        parts.push(unknown);
        let all: Vec<usize> = (0..parts.len()).collect();
        let (hidden, totals) = hide_parts(&parts, &[all], fewest, self.options.thresholds.remainder);
        if totals.contains(&true) {
            return Vec::new();
        }
        let rest: u32 = parts.iter().sum();
        let leaders = leaders.filter(|n| *n > 0 && rest >= self.options.thresholds.remainder);
        let roles = people.iter().zip(&hidden).filter(|(_, hidden)| !**hidden);
        let roles = roles.filter_map(|((role, n), _)| Some(((*role)?, *n)));
        leaders.map(|n| (Role::Leadership, n)).into_iter().chain(roles).collect()
    }

    /// What is not a phase, by role. If nearly all of one role, or of all others together, answered alike, nothing is
    /// shown of any: one would follow from the total and the others.
    pub(super) fn unplaced_by_role(&self) -> Shown<BTreeMap<Role, Places>> {
        let (people, needed) = (self.respondents(), self.options.thresholds.detail);
        if people < needed {
            return Shown::Withheld(Why::TooFew { people, needed });
        }
        if self.is_held_back() {
            return Shown::Withheld(Why::BesideEarlier);
        }
        let shown = self.roles_shown(needed);
        let rows_of = |role: Option<Role>| -> Vec<&[Option<Answer>]> {
            let shown = |own: &Option<Role>| shown.iter().any(|(role, _)| Some(*role) == *own);
            let rows = self.rows.iter().zip(&self.roles);
            rows.filter(|(_, own)| if role.is_some() { **own == role } else { !shown(own) })
                .map(|(row, _)| *row)
                .collect()
        };
        let groups = shown.iter().map(|(role, _)| Some(*role)).chain([None]);
        if self.unplaced || groups.map(&rows_of).any(|rows| nearly_unplaced(&rows)) {
            return Shown::Withheld(Why::Alike);
        }
        let places_of = |role: Role| {
            let mut given = Given::default();
            rows_of(Some(role)).into_iter().flatten().for_each(|answer| given.add(*answer));
            given.places
        };
        Shown::Value(shown.iter().map(|(role, _)| (*role, places_of(*role))).collect())
    }
}
