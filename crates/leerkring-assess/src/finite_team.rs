//! The phase of this very team, once those who have not answered yet have done so.

use leerkring_model::{Phase, Probabilities, Rule};

use crate::judgements::{EVEN, Judgements};
use crate::numeric::draws::{Category, sum_given_draws};
use crate::posterior::from_cumulative;

/// With more missing colleagues the sum is long; [`crate::nonresponse::bounds`] holds for any number.
const MOST_MISSING: u64 = 250;
/// Shares of one to ten indicators are whole numbers of this many parts.
const PARTS: usize = 2520;

/// The probability of each phase of the whole team of `team_size`, given the answers so far.
///
/// Those who have not answered are taken to be like those who have: each judges like one of them, or like one of the prior
/// persons, and the next is drawn from all of these (an urn of Pólya; given its weights the posterior of
/// [`crate::posterior::phase_probabilities`]). How many of the missing judge in which way is then Dirichlet-multinomial,
/// and the team is at phase k or higher if more than the threshold of *all* its members' judgements are. With one indicator:
///
/// `P(team phase >= k) = P(BetaBinomial(N - n, A_k, B_k) > N / 2 - c_k)`.
///
/// With several indicators a person is drawn as a whole, so that the answers of one person stay together; the sum over
/// all ways is exact too. When all have answered, the phase is certain.
///
/// **When right**: "what would this team say if everyone answered?", the finite population correction of a phase.
/// **When misused**: as certainty about the school. For comparing schools, and for growth, six people stay six people.
/// It also trusts that those who stay away think like the others; [`crate::nonresponse::bounds`] does not.
///
/// `None` if nobody answered, with more than 250 people missing, and with indicators so many that their shares have no common
/// denominator up to 2520. A team size smaller than the number who answered counts as that number.
///
/// ```
/// use leerkring_assess::{Judgements, finite_team};
/// use leerkring_model::{Phase, Rule};
/// // Three of four answered: at 2, 4 and 4. The fourth decides, and only phase 4 or 5 brings the team to 4.
/// let three = Judgements::from_counts(&[0, 1, 0, 2, 0])?;
/// let p = finite_team::phase_probabilities(&three, 4, &Rule::default()).unwrap();
/// assert!((p.of(Phase::Four) - 0.56).abs() < 1e-12);
/// # Ok::<(), leerkring_assess::NoSuchScale>(())
/// ```
pub fn phase_probabilities(judgements: &Judgements, team_size: u32, rule: &Rule) -> Option<Probabilities> {
    let people = judgements.people();
    let missing = u64::from(team_size).saturating_sub(people);
    if people == 0 || missing > MOST_MISSING {
        return None;
    }
    let scale: Vec<Phase> = Phase::scale(judgements.levels()).collect();
    let reached: Vec<f64> =
        scale.iter().map(|phase| p_at_least(judgements, *phase, missing, rule)).collect::<Option<_>>()?;
    Some(from_cumulative(judgements.levels(), |phase| reached.get(phase.index()).copied().unwrap_or(0.0)))
}

/// The probability that the team's share at a phase exceeds the threshold.
fn p_at_least(judgements: &Judgements, phase: Phase, missing: u64, rule: &Rule) -> Option<f64> {
    // Every share that a missing colleague can have, with its mass.
    let pseudo = rule.prior_mass() / f64::from(judgements.levels());
    let answered = judgements.groups().iter().map(|group| (group.at_least(phase), group.people as f64));
    let prior = Phase::scale(judgements.levels()).map(|own| (if own >= phase { 1.0 } else { 0.0 }, pseudo));
    let masses: Vec<(f64, f64)> = answered.chain(prior).collect();
    let parts = common_parts(masses.iter().map(|(share, _)| *share))?;
    let mut by_part: Vec<f64> = vec![0.0; parts + 1];
    for (share, mass) in &masses {
        let part = (share * parts as f64).round() as usize;
        by_part.get_mut(part).into_iter().for_each(|sum| *sum += mass);
    }
    let all: f64 = by_part.iter().sum();
    let missing_people = usize::try_from(missing).ok()?;
    let categories: Vec<Category> = by_part
        .iter()
        .enumerate()
        .filter(|(_, mass)| **mass > 0.0)
        .map(|(part, mass)| Category::of_urn(part, *mass, all, missing_people))
        .collect();
    let people = judgements.people() as f64;
    let so_far = judgements.share_at_least(phase) * people;
    let needed = rule.threshold() * (people + missing as f64) - so_far;
    let sums = sum_given_draws(&categories, missing_people);
    let enough = sums.iter().enumerate().filter(|(sum, _)| *sum as f64 / parts as f64 > needed + EVEN);
    Some(enough.map(|(_, p)| p).sum())
}

/// The fewest equal parts of which all shares are whole numbers.
fn common_parts(shares: impl Iterator<Item = f64> + Clone) -> Option<usize> {
    (1..=PARTS).find(|parts| {
        shares.clone().all(|share| {
            let scaled = share * *parts as f64;
            (scaled - scaled.round()).abs() < EVEN
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use leerkring_model::Answer;
    use proptest::prelude::*;

    fn team(rows: &[Vec<u8>]) -> Judgements {
        let at = |n: &u8| Phase::new(*n).map(Answer::Phase);
        let rows: Vec<Vec<_>> = rows.iter().map(|row| row.iter().map(at).collect()).collect();
        Judgements::new(3, rows.iter().map(Vec::as_slice), 1).unwrap()
    }

    /// The urn, colleague after colleague: the probability that the share ends above one half.
    fn by_tree(urn: &[(f64, f64)], sum: f64, people: f64, missing: u32) -> f64 {
        if missing == 0 {
            return f64::from(u8::from(sum > people / 2.0 + EVEN));
        }
        let all: f64 = urn.iter().map(|(_, mass)| mass).sum();
        let step = |i: usize| {
            let (share, mass) = urn[i];
            let mut more = urn.to_vec();
            more[i].1 += 1.0;
            mass / all * by_tree(&more, sum + share, people + 1.0, missing - 1)
        };
        (0..urn.len()).map(step).sum()
    }

    #[test]
    fn when_all_answered_it_is_certain() {
        let all = team(&[vec![2, 3], vec![2, 2]]);
        let p = phase_probabilities(&all, 2, &Rule::default()).unwrap();
        assert_eq!(p.as_slice(), [0.0, 1.0, 0.0]);
        assert_eq!(phase_probabilities(&team(&[]), 2, &Rule::default()), None);
    }

    proptest! {
        #[test]
        fn as_the_urn_says(
            rows in proptest::collection::vec(proptest::collection::vec(0_u8..=3, 2), 1..5),
            missing in 0_u32..4,
        ) {
            let judgements = team(&rows);
            prop_assume!(judgements.people() > 0);
            let people = judgements.people() as u32;
            let p = phase_probabilities(&judgements, people + missing, &Rule::default()).unwrap();
            for phase in Phase::scale(3).skip(1) {
                let mut urn: Vec<(f64, f64)> =
                    judgements.groups().iter().map(|g| (g.at_least(phase), g.people as f64)).collect();
                urn.extend(Phase::scale(3).map(|own| (f64::from(u8::from(own >= phase)), 2.0 / 3.0)));
                let sum = judgements.share_at_least(phase) * f64::from(people);
                let expected = by_tree(&urn, sum, f64::from(people), missing);
                prop_assert!((p.at_least(phase) - expected).abs() < 1e-10, "{} {expected}", p.at_least(phase));
            }
        }
    }
}
