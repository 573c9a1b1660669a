//! What people call a school, an aspect or a topic, to what it is.

use std::collections::BTreeSet;

use anyhow::{Context, anyhow, bail};
use leerkring::import::{Meant, MeantBy, Register, SchoolIndex, find_subject};
use leerkring::model::{AspectId, Model, School, SchoolId, Subject, Subjects, Text, Topic, Topics};

/// The school that someone names, among these: by key or by name. What is only nearly one is asked back.
pub fn school(named: &str, schools: &[School]) -> anyhow::Result<SchoolId> {
    school_in(named, schools, &SchoolIndex::new(schools))
}

/// The same with an index of these schools that knows more of them, such as what codebooks call them.
pub fn school_in(named: &str, schools: &[School], index: &SchoolIndex<'_>) -> anyhow::Result<SchoolId> {
    let told = |school: &School| format!("`{}` ({})", school.id, school.name);
    let unknown = |hint: String| anyhow!("school `{named}` is not in the register{hint}");
    match index.find(named) {
        Meant::One(school, by) if by.is_sure() || matches!(by, MeantBy::Spelling | MeantBy::Site) => {
            Ok(school.id.clone())
        }
        Meant::One(school, _) => Err(unknown(format!("; did you mean {}?", told(school)))),
        Meant::Several(several) => {
            let several: Vec<String> = several.into_iter().map(told).collect();
            bail!("`{named}` can be {}; give the key", several.join(", "))
        }
        Meant::None(by_name) => {
            let keys = schools.iter().map(|school| school.id.as_str());
            let by_key = nearest(named, keys).and_then(|key| schools.iter().find(|s| s.id.as_str() == key));
            let near: Vec<String> = by_key.into_iter().chain(by_name).map(told).collect();
            Err(unknown(match near.as_slice() {
                [] => String::new(),
                near => format!("; did you mean {}?", near.join(" or ")),
            }))
        }
        _ => Err(unknown(String::new())),
    }
}

/// The school that someone names, among those of a register and those about which something was answered; an error where
/// nothing was.
pub fn answered<'a>(
    named: &str,
    register: &[School],
    answered: impl IntoIterator<Item = &'a SchoolId>,
) -> anyhow::Result<SchoolId> {
    let answered: BTreeSet<&SchoolId> = answered.into_iter().collect();
    let nothing = || format!("nothing was answered about school `{named}`");
    let found = school(named, &with_others(register, answered.iter().copied())).with_context(nothing)?;
    match answered.contains(&found) {
        true => Ok(found),
        false => bail!(nothing()),
    }
}

/// The schools of a register, and behind them those of which only the key is known.
pub fn with_others<'a>(register: &[School], keys: impl IntoIterator<Item = &'a SchoolId>) -> Vec<School> {
    let mut schools = register.to_vec();
    let listed: BTreeSet<&SchoolId> = register.iter().map(|school| &school.id).collect();
    let others: BTreeSet<&SchoolId> = keys.into_iter().filter(|key| !listed.contains(key)).collect();
    schools.extend(others.into_iter().map(|key| School::new(key.clone(), key.as_str())));
    schools
}

/// The aspect that someone names, by its key or by its name in any language of the model.
pub fn aspect<'a>(named: &str, model: &'a Model) -> anyhow::Result<&'a AspectId> {
    if let Some(Subject::Aspect(id)) = find_subject(named, Subjects::from(model))
        && let Some(aspect) = model.aspect(&id)
    {
        return Ok(aspect.id());
    }
    let keys = aspect_keys(model);
    bail!(
        "`{named}` is no aspect of `{}`; {}it has {}",
        model.id(),
        hint(named, keys.iter().copied()),
        keys.join(", ")
    )
}

/// The aspect or topic that someone names as in a file of wishes: a topic of the list or, where there is none, one that a school of the
/// register names. An aspect goes before a topic of the same name; `topic:KEY` is the topic.
pub fn subject(named: &str, of: Subjects<'_>, register: &Register) -> anyhow::Result<Subject> {
    let in_wishes = topics_in_wishes(register)?;
    let topics = of.topics.unwrap_or(&in_wishes);
    if let Some(subject) = find_subject(named, of.with(topics)) {
        return Ok(subject);
    }
    let topic = named.trim().strip_prefix(TOPIC);
    if topics.is_empty() && topic.is_none() {
        return Ok(Subject::from(aspect(named, of.model)?));
    }
    let topics: Vec<&str> = topics.ids().map(|id| id.key()).collect();
    let has = match topics.as_slice() {
        [] => "it has no topics".to_owned(),
        topics => format!("its topics are {}", topics.join(", ")),
    };
    if let Some(key) = topic {
        let aspect = aspect(key, of.model).map(|aspect| format!("the aspect is `{}`; ", aspect.key()));
        let hint = aspect.unwrap_or_else(|_| hint(key, topics.iter().copied()));
        bail!("`{named}` is no topic of this network; {hint}{has}");
    }
    let aspects = aspect_keys(of.model);
    let hint = hint(named, aspects.iter().chain(&topics).copied());
    bail!(
        "`{named}` is no aspect of `{}`, which has {}, and no topic of this network; {hint}{has}",
        of.model.id(),
        aspects.join(", ")
    )
}

/// What stands before the key of a topic.
const TOPIC: &str = "topic:";

/// The topics that schools offer, ask or would like to think about, as a list without names.
fn topics_in_wishes(register: &Register) -> anyhow::Result<Topics> {
    let mut ids = BTreeSet::new();
    for subject in register.wishes.values().flat_map(|wishes| wishes.subjects()) {
        if let Subject::Topic(id) = subject {
            ids.insert(id);
        }
    }
    let mut topics = Topics::default();
    for id in ids {
        topics.add(Topic::new(id.clone(), Text::default()))?;
    }
    Ok(topics)
}

fn aspect_keys(model: &Model) -> Vec<&str> {
    model.aspects().iter().map(|aspect| aspect.id().key()).collect()
}

/// Asks whether the nearest key is meant, if one is near.
fn hint<'a>(named: &str, keys: impl Iterator<Item = &'a str>) -> String {
    nearest(named, keys).map(|key| format!("did you mean `{key}`? ")).unwrap_or_default()
}

/// The key that looks most like what someone wrote, if one does.
fn nearest<'a>(named: &str, keys: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    const ALIKE: f64 = 0.8;
    let alike = |key: &str| strsim::jaro_winkler(&named.to_lowercase(), &key.to_lowercase());
    let near = keys.map(|key| (alike(key), key)).filter(|(alike, _)| *alike >= ALIKE);
    // The first in the alphabet of those that are equally near.
    near.max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(a.1))).map(|(_, key)| key)
}
