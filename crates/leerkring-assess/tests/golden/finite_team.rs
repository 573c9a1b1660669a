//! The phase of a whole team given the answers so far (G29).

use leerkring_assess::{Judgements, finite_team};
use leerkring_model::{Phase, Rule};

use crate::support::*;

pub(crate) fn finite_team(case: &Case) {
    let tolerance = case.tolerance("abs");
    let prior: f64 = numbers(&case.results()["prior"]).iter().sum();
    let rule = Rule::new(0.5, prior).unwrap();
    let answers = answers(case);
    for (cell, expected) in case.results()["cells"].as_object().unwrap() {
        let counts: Vec<u32> = numbers(&expected["counts"]).iter().map(|count| *count as u32).collect();
        let team = u32::try_from(expected["N"].as_u64().unwrap()).unwrap();
        // The counts are those of the data, and of the case.
        let name = cell.rsplit_once("_N").unwrap().0;
        let judgements = judgements(&answers, name, 1);
        let counted = Judgements::from_counts(&counts).unwrap();
        let shares =
            |of: &Judgements| Phase::scale(5).map(|phase| of.share_at_least(phase)).collect::<Vec<_>>();
        close(&shares(&judgements), &shares(&counted), 1e-15, cell);
        let p = finite_team::phase_probabilities(&judgements, team, &rule).unwrap();
        close(p.as_slice(), &numbers(&expected["team_phase_probability"]), tolerance, cell);
        close(&at_least(&p), &numbers(&expected["p_team_at_least"]), tolerance, cell);
    }
}
