//! Which column is that of an indicator or aspect, by its code or text.

use leerkring_model::{Model, Text};

use super::columns::{Choice, take};
use super::headings::{Likeness, most_alike};
use super::wording::Why;
use crate::layout::Heading;
use crate::text::loose;

/// An indicator or aspect that needs a column.
pub(super) struct Target {
    pub(super) key: String,
    /// Its name for people.
    pub(super) name: String,
    /// Its names in all languages, loose.
    names: Vec<String>,
}

fn names_of(text: &Text) -> impl Iterator<Item = String> {
    text.iter().map(|(_, text)| loose(text)).filter(|name| !name.is_empty())
}

pub(super) fn indicator_targets(model: &Model) -> Vec<Target> {
    let targets = model.indicators().map(|indicator| Target {
        key: indicator.id().key().to_owned(),
        name: indicator.name().best("nl").to_owned(),
        names: names_of(indicator.name()).collect(),
    });
    targets.collect()
}

pub(super) fn aspect_targets(model: &Model) -> Vec<Target> {
    let targets = model.aspects().iter().map(|aspect| Target {
        key: aspect.id().key().to_owned(),
        name: aspect.name().best("nl").to_owned(),
        names: names_of(aspect.name()).chain(names_of(aspect.lead())).collect(),
    });
    targets.collect()
}

/// A column for each target, by code and text. Where two columns point at one target, or code and text of a column
/// at two, a person must choose.
pub(super) fn matches(headings: &[Heading], own: &[bool], targets: Vec<Target>) -> Vec<(Target, Choice)> {
    let of_code = |heading: &Heading| {
        heading.codes.iter().find_map(|code| targets.iter().position(|target| target.key == *code))
    };
    let of_text = |heading: &Heading| {
        let named = |target: &Target| heading.texts.iter().any(|text| target.names.contains(text));
        let mut found = targets.iter().zip(0..).filter(|(target, _)| named(target)).map(|(_, n)| n);
        found.next().filter(|_| found.next().is_none())
    };
    let pointed: Vec<(Option<usize>, Option<usize>)> = headings
        .iter()
        .zip(own)
        .map(|(heading, own)| if *own { (None, None) } else { (of_code(heading), of_text(heading)) })
        .collect();
    let unpointed: Vec<(usize, &Heading)> = (0..)
        .zip(headings)
        .zip(own)
        .zip(&pointed)
        .filter(|((_, own), pointed)| !**own && **pointed == (None, None))
        .map(|((heading, _), _)| heading)
        .collect();
    let key_of = |target: usize| targets.get(target).map(|t| t.key.clone()).unwrap_or_default();
    let choose = |target: usize| {
        let places = |wanted: &dyn Fn(Option<usize>, Option<usize>) -> bool| -> Vec<usize> {
            let found = pointed.iter().zip(0..).filter(|((code, text), _)| wanted(*code, *text));
            found.map(|(_, place)| place).collect()
        };
        let this = Some(target);
        let both = places(&|code, text| code == this && text == this);
        let code = places(&|code, text| code == this && text.is_none());
        let text = places(&|code, text| text == this && code.is_none());
        let clash = places(&|code, text| {
            code.is_some() && text.is_some() && code != text && (code == this || text == this)
        });
        match (both.as_slice(), code.as_slice(), text.as_slice()) {
            _ if !clash.is_empty() => Choice::Several([both, code, text, clash].concat()),
            ([place], ..) => Choice::One { place: *place, why: Why::CodeAndText },
            ([], [place], []) => Choice::One { place: *place, why: why_by_code(headings.get(*place)) },
            ([], [], [place]) => Choice::One { place: *place, why: Why::Text },
            ([], [], []) => only_outer(&unpointed, &key_of(target)),
            _ => Choice::Several([both, code, text].concat()),
        }
    };
    let chosen: Vec<Choice> = (0..targets.len()).map(choose).collect();
    targets.into_iter().zip(chosen).collect()
}

/// The only column whose question has this code while its row says nothing that is known, as `k1. Question [row]`.
fn only_outer(unpointed: &[(usize, &Heading)], key: &str) -> Choice {
    let has = |heading: &Heading| heading.outer.as_deref() == Some(key);
    let places: Vec<usize> = unpointed.iter().filter(|(_, h)| has(h)).map(|(place, _)| *place).collect();
    match places.as_slice() {
        [] => Choice::None,
        [place] => Choice::One { place: *place, why: Why::OuterCode },
        _ => Choice::Several(places),
    }
}

fn why_by_code(heading: Option<&Heading>) -> Why {
    let text_differs = heading.is_some_and(|h| h.texts.iter().any(|text| !h.codes.contains(text)));
    if text_differs { Why::CodeOtherText } else { Why::Code }
}

/// Gives the targets without a column the one whose text is nearly theirs, if one is, and no other.
pub(super) fn add_alike(headings: &[Heading], own: &[bool], matches: &mut [(Target, Choice)]) {
    let mut used: Vec<bool> = own.to_vec();
    for (_, choice) in matches.iter() {
        take(&mut used, choice);
        if let Choice::Several(places) = choice {
            places.iter().filter_map(|place| used.get_mut(*place).map(|used| *used = true)).for_each(drop);
        }
    }
    let names: Vec<&[String]> = matches.iter().map(|(target, _)| target.names.as_slice()).collect();
    let free = headings.iter().zip(0..).zip(&used).filter(|(_, used)| !**used);
    let near: Vec<(usize, usize, Likeness)> = free
        .filter_map(|((heading, place), _)| {
            let (target, likeness) = most_alike(&heading.texts, &names)?;
            Some((place, target, likeness))
        })
        .collect();
    for ((_, choice), target) in matches.iter_mut().zip(0..) {
        let mut of_target = near.iter().filter(|(_, of, _)| *of == target);
        *choice = match (&choice, of_target.next(), of_target.next()) {
            (Choice::None, Some((place, _, likeness)), None) => {
                Choice::One { place: *place, why: why_alike(*likeness) }
            }
            (Choice::None, Some(_), Some(_)) => {
                Choice::Several(near.iter().filter(|(_, of, _)| *of == target).map(|near| near.0).collect())
            }
            _ => continue,
        };
    }
}

fn why_alike(likeness: Likeness) -> Why {
    match likeness {
        Likeness::Beginning => Why::Beginning,
        Likeness::Within => Why::Within,
        Likeness::Alike { percent, strong } => Why::Alike { percent, strong },
    }
}
