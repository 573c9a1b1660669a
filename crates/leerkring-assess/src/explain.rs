//! The computation of one school on one aspect, step by step, as one would do it on paper.
//!
//! | step | where |
//! |---|---|
//! | which rows count, counts, shares, phase | `counting.rs` |
//! | median, distance, split | `agreement.rs` |
//! | response, and what missing colleagues could change | `missing.rs` |
//! | how probable each phase is | `sureness.rs` |
//! | what is said of it, and what stands beside it | `said.rs` |
//! | what is withheld, and by which rule | `withheld.rs` |
//! | two schools side by side ([`beside()`]) | `beside.rs` |
//!
//! [`explain()`] reads an [`Assessment`] and nothing else, so that it tells no more than that does: where a figure is not in it, the
//! explanation says why, and what can be checked instead. The project's `docs/METHOD.md`, section 18, goes through an
//! example.

mod agreement;
mod beside;
mod counting;
mod missing;
mod said;
mod sheet;
mod sureness;
mod withheld;

pub use self::beside::{NotBeside, beside};
pub use self::sheet::{Figure, Step};

use leerkring_model::{Language, Model};

use self::sheet::Sheet;
use crate::assessment::Assessment;

/// The steps from the answers of a team to its assessment, with every figure that may be shown and the calculation behind
/// it; empty if the assessment is on another model.
///
/// Of a team of which only the phase is told (5 to 7 people, or nearly all alike), the steps are the same whatever lies
/// behind that phase. What is written is rounded; [`Step::figures`] holds the same figures in full.
///
/// ```
/// use leerkring_assess::{Options, assessments, explain::explain};
/// use leerkring_model::{Answer, Language, Phase, Response, Responses, SchoolId, builtin};
///
/// let model = builtin::samen_leren();
/// let mut responses = Responses::new(&model);
/// for phase in [2, 2, 2, 3, 3, 3, 3, 4] {
///     let answer = Phase::new(phase).map(Answer::Phase);
///     responses.push(&Response::new(SchoolId::new("de-linde")?, vec![answer; model.width()]))?;
/// }
/// let assessments = assessments(&model, &responses, &[], &Options::default())?;
/// let steps = explain(&assessments[0], &model, Language::En);
/// let lines: Vec<&str> = steps.iter().flat_map(|step| &step.lines).map(String::as_str).collect();
/// assert!(lines.contains(&"S_3 = 5 / 8 = 0.6250"));
/// assert!(lines.contains(&"5 of 8 at phase 3 or higher: more than half (4), so at least phase 3."));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn explain(assessment: &Assessment, model: &Model, language: Language) -> Vec<Step> {
    let Some(aspect) = model.aspect(&assessment.standing.aspect) else { return Vec::new() };
    let sheet = Sheet::new(assessment, model, aspect, language);
    let mut steps = vec![counting::rows(&sheet)];
    if assessment.standing.tally.respondents > 0 {
        match assessment.distribution.value() {
            Some(shown) => {
                steps.extend([counting::counts(&sheet, shown), counting::shares(&sheet, shown)]);
                steps.extend([counting::phase(&sheet, shown), agreement::closeness(&sheet, shown)]);
                steps.extend(agreement::split(&sheet, shown));
            }
            None => steps.push(withheld::step(&sheet)),
        }
        steps.push(missing::response(&sheet));
        steps.extend(missing::bounds(&sheet));
        steps.extend(sureness::step(&sheet));
        steps.push(said::label(&sheet));
        steps.extend([said::score(&sheet), said::weakest(&sheet)].into_iter().flatten());
    }
    steps.extend([said::target(&sheet), said::agreed(&sheet)].into_iter().flatten());
    steps
}

#[cfg(test)]
mod tests;
