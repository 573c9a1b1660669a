//! Who asks what, and the answers to all of it.

use std::collections::BTreeMap;

use leerkring::import::Register;
use leerkring::matching::{Member, Network, Robustness, Suggestions, Weightings};
use leerkring::model::{Model, School, SchoolId, Standing, Subject, Subjects};
use leerkring_examples::{naming, progress};

/// How many other weightings are tried, how much a charge changes in them at most, and from where they are drawn.
const WEIGHTINGS: u32 = 1000;
const FACTOR: f64 = 2.0;
const SEED: u64 = 2014;

/// The schools and the aspect or topic that were named, as the register, the model and the list know them.
pub(crate) struct Asked {
    pub(crate) school: Option<SchoolId>,
    pub(crate) subject: Option<Subject>,
    pub(crate) why_not: Option<SchoolId>,
    pub(crate) what_if: Option<SchoolId>,
}

impl Asked {
    pub(crate) fn of(
        arguments: &crate::Arguments,
        register: &Register,
        subjects: Subjects<'_>,
    ) -> anyhow::Result<Asked> {
        let school = |named: &Option<String>| {
            named.as_ref().map(|named| naming::school(named, &register.schools)).transpose()
        };
        let subject = arguments.subject.as_ref().map(|named| naming::subject(named, subjects, register));
        Ok(Asked {
            school: school(&arguments.school)?,
            subject: subject.transpose()?,
            why_not: school(&arguments.why_not)?,
            what_if: school(&arguments.what_if)?,
        })
    }
}

/// Every school of the register, with its wishes and its standings.
pub(crate) fn members(register: &Register, standings: &[Standing]) -> Vec<Member> {
    let mut by_school: BTreeMap<&SchoolId, Vec<Standing>> = BTreeMap::new();
    for standing in standings {
        by_school.entry(&standing.school).or_default().push(standing.clone());
    }
    let member = |school: &School| {
        let wishes = register.wishes.get(&school.id).cloned().unwrap_or_default();
        Member::new(school.clone(), wishes, by_school.remove(&school.id).unwrap_or_default())
    };
    register.schools.iter().map(member).collect()
}

/// Who asks what: what each school asks about, and every aspect for a school that was named or has stated no wishes. Of all that only the
/// aspect or topic that was named, if one was.
pub(crate) fn questions(asked: &Asked, members: &[Member], model: &Model) -> Vec<(SchoolId, Subject)> {
    let of_member = |member: &Member| -> Vec<Subject> {
        let asks = &member.wishes.asks;
        let everything = asked.school.is_some() || member.wishes.is_silent();
        if let Some(subject) = &asked.subject {
            return if everything || asks.contains(subject) { vec![subject.clone()] } else { Vec::new() };
        }
        let aspects = model.aspects().iter().map(|aspect| Subject::from(aspect.id()));
        let topics = asks.iter().filter(|subject| matches!(subject, Subject::Topic(_))).cloned();
        aspects.filter(|aspect| everything || asks.contains(aspect)).chain(topics).collect()
    };
    let is_asked = |member: &&Member| asked.school.as_ref().is_none_or(|school| *school == member.school.id);
    let mut questions = Vec::new();
    for member in members.iter().filter(is_asked) {
        questions.extend(of_member(member).into_iter().map(|subject| (member.school.id.clone(), subject)));
    }
    questions.sort_by(|a, b| a.0.cmp(&b.0));
    questions
}

/// Puts the questions in portions, to show how far it is.
pub(crate) fn ask(
    network: &Network,
    questions: &[(SchoolId, Subject)],
    top: usize,
) -> anyhow::Result<Vec<Suggestions>> {
    const PORTION: usize = 4096;
    let bar = progress::bar("matching", questions.len());
    let mut suggestions = Vec::with_capacity(questions.len());
    for portion in questions.chunks(PORTION) {
        suggestions.extend(network.suggest_all(portion, top)?);
        bar.inc(portion.len() as u64);
    }
    bar.finish_and_clear();
    Ok(suggestions)
}

/// For each answer in how many other weightings its suggestions are among the first.
pub(crate) fn robustness(
    network: &Network,
    suggestions: &[Suggestions],
    top: usize,
) -> anyhow::Result<Vec<Vec<Robustness>>> {
    let weightings = Weightings::new(WEIGHTINGS, FACTOR, SEED)?;
    let bar = progress::bar("weighing", suggestions.len());
    let of_answer = |answer: &Suggestions| {
        bar.inc(1);
        Ok(network.robustness(&answer.learner, &answer.subject, top, top, &weightings)?)
    };
    let robustness = suggestions.iter().map(of_answer).collect();
    bar.finish_and_clear();
    robustness
}
