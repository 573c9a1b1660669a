//! From the answers to the items of an indicator to its phase, by the rules of a codebook. Each can be done with a pencil.

use leerkring_model::{Answer, Phase};

use crate::codebook::{Agreement, By, Checklist, Counts, Meaning};

/// An answer that does not fit the rule of its column, at this place among the items.
pub(super) struct Misfit {
    pub(super) place: usize,
    pub(super) meaning: Meaning,
}

/// Why there is no phase: `dont-know` before `not-applicable` before blank.
fn reason(meanings: &[Meaning]) -> Option<Answer> {
    if meanings.contains(&Meaning::DontKnow) {
        Some(Answer::DontKnow)
    } else if meanings.contains(&Meaning::NotApplicable) {
        Some(Answer::NotApplicable)
    } else {
        None
    }
}

/// The answer of a column that asks for a phase.
pub(super) fn phase(meaning: Meaning, levels: u8) -> Result<Option<Answer>, Misfit> {
    match meaning {
        Meaning::Step(n) => match Phase::new(n).filter(|_| n <= levels) {
            Some(phase) => Ok(Some(Answer::Phase(phase))),
            None => Err(Misfit { place: 0, meaning }),
        },
        Meaning::DontKnow | Meaning::NotApplicable | Meaning::Blank => Ok(reason(&[meaning])),
        Meaning::Met | Meaning::Partly | Meaning::NotMet => Err(Misfit { place: 0, meaning }),
    }
}

/// What was answered to one question in several sections.
#[derive(Debug, PartialEq)]
pub(super) struct Given {
    pub(super) answer: Option<Answer>,
    /// The first column in which another phase was given than in one before it.
    pub(super) otherwise: Option<usize>,
}

/// The answer to a question that stands in several sections, of which everyone should answer one: the first phase that was
/// given, or the reason why there is none.
pub(super) fn answered(meanings: &[Meaning], levels: u8) -> Result<Given, Misfit> {
    let (mut first, mut otherwise) = (None, None);
    for (meaning, place) in meanings.iter().zip(0..) {
        let Some(Answer::Phase(found)) =
            phase(*meaning, levels).map_err(|misfit| Misfit { place, ..misfit })?
        else {
            continue;
        };
        if *first.get_or_insert(found) != found {
            otherwise = otherwise.or(Some(place));
        }
    }
    Ok(Given { answer: first.map(Answer::Phase).or(reason(meanings)), otherwise })
}

/// The lower median of the phases of items to agree with; `reversed` tells which are worded the other way round.
pub(super) fn agreement(
    meanings: &[Meaning],
    reversed: &[bool],
    rule: &Agreement,
    levels: u8,
) -> Result<Option<Answer>, Misfit> {
    let mut phases = Vec::new();
    for ((meaning, reversed), place) in meanings.iter().zip(reversed).zip(0..) {
        match *meaning {
            Meaning::Step(step) if step <= rule.steps => {
                let step = if *reversed { rule.steps + 1 - step } else { step };
                phases.push(spread(step, rule.steps, levels));
            }
            Meaning::DontKnow | Meaning::NotApplicable | Meaning::Blank => {}
            meaning => return Err(Misfit { place, meaning }),
        }
    }
    if phases.is_empty() || phases.len() * 2 < meanings.len() {
        return Ok(reason(meanings));
    }
    phases.sort_unstable();
    let middle = phases.get((phases.len() - 1) / 2).copied();
    Ok(middle.and_then(Phase::new).map(Answer::Phase))
}

/// The phase of a step: the steps lie at equal distances along the phases, and each takes the nearest, halfway the lower.
pub(super) fn spread(step: u8, steps: u8, levels: u8) -> u8 {
    let (from, gaps) = (u32::from(step.saturating_sub(1)), u32::from(steps.saturating_sub(1)).max(1));
    let way = from * u32::from(levels.saturating_sub(1));
    // The whole number nearest to way / gaps; of two as near, the lower.
    let nearest = (2 * way + gaps - 1) / (2 * gaps);
    u8::try_from(nearest + 1).unwrap_or(levels)
}

/// The phase of a checklist with a column for each descriptor, lowest phase first.
pub(super) fn checklist(meanings: &[Meaning], rule: &Checklist) -> Result<Option<Answer>, Misfit> {
    let met = |meaning: Meaning| match meaning {
        Meaning::Met => Some(true),
        Meaning::NotMet => Some(false),
        Meaning::Partly => Some(rule.partly == Counts::Met),
        _ => None,
    };
    if let Some(place) = meanings.iter().position(|meaning| matches!(meaning, Meaning::Step(_))) {
        let meaning = meanings.get(place).copied().unwrap_or(Meaning::Blank);
        return Err(Misfit { place, meaning });
    }
    let judged: Vec<Option<bool>> = meanings.iter().copied().map(met).collect();
    if judged.iter().all(Option::is_none) {
        return Ok(reason(meanings));
    }
    let blank_is = rule.blank.map(|counts| counts == Counts::Met);
    let as_blank = |(judged, meaning): (&Option<bool>, &Meaning)| match meaning {
        Meaning::Blank => blank_is,
        _ => *judged,
    };
    let judged: Vec<Option<bool>> = judged.iter().zip(meanings).map(as_blank).collect();
    // What is open decides nothing: only if the phase is the same either way is it known.
    let if_open_is = |open: bool| highest(judged.iter().map(|judged| judged.unwrap_or(open)), rule.by);
    let (low, high) = (if_open_is(false), if_open_is(true));
    if low == high { Ok(Phase::new(low).map(Answer::Phase)) } else { Ok(reason(meanings)) }
}

/// The number of the highest descriptor that counts as met, at least 1: no school stands below the lowest phase.
fn highest(met: impl Iterator<Item = bool>, by: By) -> u8 {
    let numbered = met.zip(1_u8..);
    let top = match by {
        By::Unbroken => numbered.take_while(|(met, _)| *met).map(|(_, n)| n).last(),
        By::Highest => numbered.filter(|(met, _)| *met).map(|(_, n)| n).last(),
    };
    top.unwrap_or(1)
}

/// The phase of a checklist in one cell, by what the texts in it mean: a step is the descriptor of that phase.
pub(super) fn choices(meanings: &[Meaning], by: By, levels: u8) -> Result<Option<Answer>, Misfit> {
    let misfit = |meaning: &&Meaning| match meaning {
        Meaning::Step(n) => *n > levels,
        Meaning::Met | Meaning::Partly => true,
        _ => false,
    };
    if let Some(meaning) = meanings.iter().find(misfit) {
        return Err(Misfit { place: 0, meaning: *meaning });
    }
    let said = |meaning: &Meaning| matches!(meaning, Meaning::Step(_) | Meaning::NotMet);
    if !meanings.iter().any(said) {
        return Ok(reason(meanings));
    }
    let ticked = (1..=levels).map(|n| meanings.contains(&Meaning::Step(n)));
    Ok(Phase::new(highest(ticked, by)).map(Answer::Phase))
}

/// The texts in a cell of choices: the known ones, and what else stands between separators. A known text may hold the
/// separator: the longest one that ends at a separator or with the cell is taken.
pub(super) fn parts<'a>(
    cell: &'a str,
    separator: &str,
    known: impl Iterator<Item = &'a str> + Clone,
) -> Vec<&'a str> {
    let mut parts = Vec::new();
    let mut rest = cell;
    loop {
        rest = rest.trim_start();
        while let Some(after) = rest.strip_prefix(separator) {
            rest = after.trim_start();
        }
        if rest.is_empty() {
            return parts;
        }
        let ends = |after: &str| {
            let after = after.trim_start();
            after.is_empty() || after.starts_with(separator)
        };
        let longest = known
            .clone()
            .filter(|text| rest.strip_prefix(text).is_some_and(ends))
            .max_by_key(|text| text.len())
            .map(str::len);
        let end = longest.or_else(|| rest.find(separator)).unwrap_or(rest.len());
        let Some((part, after)) = rest.split_at_checked(end) else { return parts };
        parts.push(part.trim_end());
        rest = after;
    }
}

#[cfg(test)]
mod tests;
