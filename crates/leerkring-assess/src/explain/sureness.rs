//! How probable each phase is: what to put into a spreadsheet, and what comes out.

use leerkring_model::{Outcome, Phase, Reason};

use super::missing::counted;
use super::sheet::{Sheet, Step};
use crate::judgements::EVEN;
use crate::numeric::gamma_sum::{Term, p_positive};

/// The probability that a beta variable exceeds the threshold.
fn tail(threshold: f64, a: f64, b: f64) -> f64 {
    p_positive(&[Term { mass: a, weight: 1.0 - threshold }, Term { mass: b, weight: -threshold }])
}

/// The beta distribution with the same mean and variance.
struct Matched {
    mean: f64,
    variance: f64,
    a: f64,
    b: f64,
}

impl Matched {
    /// Of `total` mass (persons and prior), with the sums of shares and of their squares over it. In closed form: weights
    /// that are Dirichlet give `(sum of squares / total - mean^2) / (total + 1)`.
    fn new(total: f64, sum: f64, squares: f64) -> Matched {
        let mean = sum / total;
        let variance = (squares / total - mean * mean) / (total + 1.0);
        let mass = mean * (1.0 - mean) / variance - 1.0;
        Matched { mean, variance, a: mean * mass, b: (1.0 - mean) * mass }
    }
}

pub(super) fn step(sheet: &Sheet<'_>) -> Option<Step> {
    let assessment = sheet.assessment;
    let statement = assessment.standing.statement();
    let doubtful = matches!(&assessment.standing.outcome,
        Outcome::NoStatement(reasons) if matches!(reasons.as_slice(), [Reason::Split | Reason::Spread]));
    let (people, reach) = counted(sheet).filter(|_| statement.is_some() || doubtful)?;
    let mut step = sheet.step("Hoe zeker", "How sure", "4", "crates/leerkring-assess/src/posterior.rs");
    let (word, prior) = (sheet.word, assessment.standing.rule.prior_mass());
    let each = sheet.plain(prior / f64::from(sheet.model.levels()));
    step.say(sheet.language.choose(
        format!("Bij de {people} personen komt {each} per {word}, samen {prior}. A ligt op {word} k of hoger, B eronder; P(S_k > {}) is de kans op minstens {word} k.", sheet.plain(sheet.threshold())),
        format!("To the {people} persons {each} is added per {word}, together {prior}. A is at {word} k or higher, B below; P(S_k > {}) is the probability of at least {word} k.", sheet.plain(sheet.threshold())),
    ));
    let shown = statement.and_then(|statement| statement.probabilities);
    let total = people + prior;
    let mut reached = vec![1.0];
    let mut by_integral = false;
    for phase in sheet.phases_above() {
        let (sum, above) = (reach(phase), sheet.prior_at_least(phase));
        let (a, b) = (sum + above, total - sum - above);
        step.say(format!(
            "k = {phase}: A = {} + {} = {}; B = {} - {} = {}",
            sheet.plain(sum),
            sheet.plain(above),
            sheet.plain(a),
            sheet.plain(total),
            sheet.plain(a),
            sheet.plain(b)
        ));
        step.figure(format!("A_{phase}"), a);
        step.figure(format!("B_{phase}"), b);
        // Whole persons on one side: with one indicator, or where nearly all are alike.
        let whole = assessment.indicator_count == 1 || assessment.distribution.value().is_none();
        let squares = match (&assessment.squares, whole) {
            (_, true) => Some(sum),
            (Some(squares), false) => squares.get(phase.index()).copied(),
            (None, false) => None,
        };
        let Some(squares) = squares else {
            let mean = a / total;
            step.say(format!(
                "  m_{phase} = {} / {} = {}",
                sheet.plain(a),
                sheet.plain(total),
                sheet.fixed(mean, 4)
            ));
            step.figure(format!("m_{phase}"), mean);
            continue;
        };
        if (squares - sum).abs() < EVEN {
            let p = tail(sheet.threshold(), a, b);
            let written = sheet.fixed(p, Sheet::DECIMALS);
            step.say(format!("  P_{phase}: {} = {written}", sheet.formula(a, b)));
            reached.push(shown.map_or(p, |shown| shown.at_least(phase)));
        } else {
            by_integral = true;
            let p = shown.map_or(0.0, |shown| shown.at_least(phase));
            integral(sheet, &mut step, phase, total, (a, squares), p);
            reached.push(p);
        }
        step.figure(format!("P_{phase}"), reached.last().copied().unwrap_or(0.0));
    }
    if by_integral {
        step.say(inputs(sheet));
    }
    if reached.len() < usize::from(sheet.model.levels()) {
        step.say(sheet.language.choose(
            "Omdat er niets gesteld wordt, staan de kansen er niet; m is wat er in het midden van S_k te verwachten is.",
            "Because nothing is stated the probabilities are not shown; m is what is expected of S_k.",
        ).to_owned());
        return Some(step);
    }
    differences(sheet, &mut step, &reached);
    Some(step)
}

/// Several indicators: the moments by hand, a beta with the same for a spreadsheet, and what the integral gives.
fn integral(sheet: &Sheet<'_>, step: &mut Step, phase: Phase, total: f64, (a, squares): (f64, f64), p: f64) {
    let above = sheet.prior_at_least(phase);
    let beta = Matched::new(total, a, squares + above);
    let check = tail(sheet.threshold(), beta.a, beta.b);
    let [mean, q] = [sheet.at_most(beta.mean, 8), sheet.at_most(squares, 8)];
    let [above, mass] = [above, total].map(|number| sheet.plain(number));
    step.say(format!(
        "  m_{phase} = A / (A + B) = {mean}; Q_{phase} = {q}; v_{phase} = (({q} + {above}) / {mass} - {mean}²) / ({mass} + 1) = {}",
        sheet.fixed(beta.variance, 9)
    ));
    step.say(format!(
        "  t = m (1 - m) / v - 1 = {}; A' = m t = {}; B' = (1 - m) t = {}",
        sheet.fixed(beta.a + beta.b, 3),
        sheet.fixed(beta.a, 3),
        sheet.fixed(beta.b, 3)
    ));
    let (near, exact) = (sheet.fixed(check, 4), sheet.fixed(p, Sheet::DECIMALS));
    let formula = sheet.formula(beta.a, beta.b);
    step.say(sheet.language.choose(
        format!("  P_{phase}: {formula} = {near} ter controle; de integraal geeft {exact}"),
        format!("  P_{phase}: {formula} = {near} as a check; the integral gives {exact}"),
    ));
    step.figure(format!("m_{phase}"), beta.mean);
    step.figure(format!("Q_{phase}"), squares);
    step.figure(format!("v_{phase}"), beta.variance);
    step.figure(format!("check_{phase}"), check);
}

/// What goes into the integral.
fn inputs(sheet: &Sheet<'_>) -> String {
    let limit = sheet.plain(sheet.threshold());
    sheet.language.choose(
        format!("Q_k is de som van de kwadraten van de aandelen van de personen op k of hoger. De integraal is 1/2 + 1/pi ∫ sin(Σ A_m atan(d_m t)) / (t Π (1 + d_m² t²)^(A_m/2)) dt van 0 tot oneindig, met voor elke persoon A = 1 en d = aandeel - {limit}, en uit de voorkennis A en B als hierboven met d = 1 - {limit} en -{limit}. De aandelen van de personen zelf staan er niet (een profiel kan van één collega zijn): reken ze na met `posterior::phase_probabilities`. De beta van hierboven ligt er tot ongeveer 0,02 naast."),
        format!("Q_k is the sum of the squares of the persons' shares at k or higher. The integral is 1/2 + 1/pi ∫ sin(Σ A_m atan(d_m t)) / (t Π (1 + d_m² t²)^(A_m/2)) dt from 0 to infinity, with for each person A = 1 and d = share - {limit}, and of the prior its part of A and B above with d = 1 - {limit} and -{limit}. The persons' shares are not shown (a profile can be of one colleague): recompute them with `posterior::phase_probabilities`. The beta above is up to about 0.02 off."),
    )
}

/// The probability of each phase, from those of reaching it.
fn differences(sheet: &Sheet<'_>, step: &mut Step, reached: &[f64]) {
    let next = reached.iter().skip(1).copied().chain([0.0]);
    for (phase, (here, next)) in Phase::scale(sheet.model.levels()).zip(reached.iter().zip(next)) {
        let p = here - next;
        let [first, second] = [*here, next].map(|number| sheet.fixed(number, Sheet::DECIMALS));
        step.say(format!("p({phase}) = {first} - {second} = {}", sheet.probability(*here, next)));
        step.figure(format!("p({phase})"), p);
    }
}
