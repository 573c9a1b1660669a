//! The score of a school with what a researcher puts beside it.

use leerkring_model::{Language, Score};

use super::{no_figure, one_decimal};
use crate::network::{Bounded, NoFigure};

/// The interval of a school's score, and that of the exact bootstrap beside it or the reason why there is none.
pub fn two_intervals(score: &Score, bootstrap: &Result<Bounded, NoFigure>, language: Language) -> String {
    let [mean, low, high] = [score.mean, score.low, score.high].map(|value| one_decimal(value, language));
    let beside = match bootstrap {
        Ok(bounded) => {
            let [low, high] = [bounded.low, bounded.high].map(|value| one_decimal(value, language));
            language.choose(format!("van {low} tot {high}"), format!("from {low} to {high}"))
        }
        Err(reason) => {
            let why = no_figure(*reason, language);
            language.choose(format!("niet gegeven ({why})"), format!("not given ({why})"))
        }
    };
    language.choose(
        format!(
            "score {mean}, met 90 % zekerheid van {low} tot {high}; volgens de bootstrap (BCa) {beside}."
        ),
        format!("score {mean}, with 90 % certainty from {low} to {high}; by the bootstrap (BCa) {beside}."),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_intervals_or_the_reason() {
        let score = Score::new(3.04, 2.71, 3.38);
        let bounded = Bounded { value: 3.0, low: 2.7, high: 3.3 };
        assert_eq!(
            two_intervals(&score, &Ok(bounded), Language::En),
            "score 3.0, with 90 % certainty from 2.7 to 3.4; by the bootstrap (BCa) from 2.7 to 3.3."
        );
        let few = NoFigure::People { found: 12, needed: 20 };
        assert_eq!(
            two_intervals(&score, &Err(few), Language::Nl),
            "score 3,0, met 90 % zekerheid van 2,7 tot 3,4; volgens de bootstrap (BCa) niet gegeven (12 personen, nodig 20)."
        );
    }
}
