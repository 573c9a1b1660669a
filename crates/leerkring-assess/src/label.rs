//! How firmly a phase may be stated, or why it may not.

use leerkring_model::{Label, Phase, Probabilities, Reason};

/// From this probability on, a phase is stated without more.
pub const SURE: f64 = 0.80;
/// From this probability on, it is stated as probable.
pub const PROBABLE: f64 = 0.60;

/// The label of a phase that the majority rule gave, from the probabilities of all phases.
///
/// | when | label |
/// |---|---|
/// | the phase has at least [`SURE`] | "phase k" |
/// | at least [`PROBABLE`] | "probably phase k" |
/// | the phase and a neighbour have [`SURE`] together | "between phase k and k + 1" |
/// | else, or if the team is split | none, with the reason |
///
/// The phase that can be counted and the likeliest one differ only near an even split. A label then never names
/// one of them as if the other were not there: it says "between" if they are neighbours, or nothing.
///
/// # Errors
/// [`Reason::Split`] or [`Reason::Spread`], if nothing can be stated.
pub fn label(phase: Phase, probabilities: &Probabilities, is_split: bool) -> Result<Label, Reason> {
    if is_split {
        return Err(Reason::Split);
    }
    let likeliest = probabilities.likeliest();
    let p = probabilities.of(phase);
    if likeliest == phase && p >= SURE {
        return Ok(Label::Phase(phase));
    }
    if likeliest == phase && p >= PROBABLE {
        return Ok(Label::Probably(phase));
    }
    let partner = if likeliest == phase { likelier_neighbour(phase, probabilities) } else { Some(likeliest) };
    let pair = partner.map(|partner| (partner.min(phase), partner.max(phase)));
    match pair {
        Some((low, high))
            if high.index() - low.index() == 1 && probabilities.of(low) + probabilities.of(high) >= SURE =>
        {
            Ok(Label::Between(low))
        }
        _ => Err(Reason::Spread),
    }
}

fn likelier_neighbour(phase: Phase, probabilities: &Probabilities) -> Option<Phase> {
    let below = phase.index().checked_sub(1).and_then(Phase::from_index);
    let above = Phase::from_index(phase.index() + 1);
    match (below, above) {
        (Some(below), Some(above)) if probabilities.of(above) > probabilities.of(below) => Some(above),
        (None, above) => above,
        (below, _) => below,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(phase: u8, p: [f64; 5]) -> Result<Label, Reason> {
        label(Phase::new(phase).unwrap(), &Probabilities::new(&p).unwrap(), false)
    }

    #[test]
    fn the_table() {
        assert_eq!(of(3, [0.0, 0.1, 0.8, 0.1, 0.0]), Ok(Label::Phase(Phase::Three)));
        assert_eq!(of(3, [0.0, 0.2, 0.6, 0.2, 0.0]), Ok(Label::Probably(Phase::Three)));
        assert_eq!(of(3, [0.0, 0.1, 0.5, 0.4, 0.0]), Ok(Label::Between(Phase::Three)));
        assert_eq!(of(3, [0.0, 0.4, 0.5, 0.1, 0.0]), Ok(Label::Between(Phase::Two)));
        assert_eq!(of(1, [0.5, 0.4, 0.1, 0.0, 0.0]), Ok(Label::Between(Phase::One)));
        assert_eq!(of(5, [0.0, 0.0, 0.1, 0.4, 0.5]), Ok(Label::Between(Phase::Four)));
        assert_eq!(of(3, [0.1, 0.25, 0.3, 0.25, 0.1]), Err(Reason::Spread));
    }

    #[test]
    fn a_split_team_is_not_placed_however_probable_the_phase() {
        let p = Probabilities::new(&[0.0, 0.0, 1.0, 0.0, 0.0]).unwrap();
        assert_eq!(label(Phase::Three, &p, true), Err(Reason::Split));
    }

    #[test]
    fn where_count_and_probability_differ_the_label_holds_both() {
        assert_eq!(of(1, [0.3, 0.65, 0.05, 0.0, 0.0]), Ok(Label::Between(Phase::One)));
        assert_eq!(of(1, [0.3, 0.05, 0.65, 0.0, 0.0]), Err(Reason::Spread));
    }
}
