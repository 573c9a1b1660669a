//! Random networks, and the definition of a match written as plainly as can be.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;
use std::sync::LazyLock;

use leerkring_matching::{Likeness, Member, Options, Pair, PerUnit, Scale, Trait};
use leerkring_model::builtin::samen_leren;
use leerkring_model::{
    AspectId, Date, Label, Model, Outcome, Phase, Point, Probabilities, Reason, School, SchoolId, Score,
    Standing, Statement, Subject, TopicId, Wishes,
};
use proptest::prelude::*;
use proptest::sample::select;

static MODEL: LazyLock<Model> = LazyLock::new(samen_leren);

pub(crate) fn model() -> &'static Model {
    &MODEL
}

pub(crate) fn aspect(place: usize) -> AspectId {
    model().aspects()[place].id().clone()
}

/// Two aspects that members may say something about, one that none does, and two topics.
pub(crate) fn subjects() -> [Subject; 5] {
    let topic = |key: &str| Subject::Topic(key.parse().unwrap());
    [aspect(0).into(), aspect(1).into(), aspect(2).into(), topic("spelling"), topic("zingen")]
}

pub(crate) fn id(text: &str) -> SchoolId {
    SchoolId::new(text).unwrap()
}

pub(crate) fn phase(number: u8) -> Phase {
    Phase::new(number).unwrap()
}

/// A school that is offered nothing and offers nothing.
pub(crate) fn member(key: &str) -> Member {
    Member::new(School::new(id(key), key), Wishes::default(), vec![])
}

/// Lets it offer the first aspect, with room for one visit.
pub(crate) fn offering(mut member: Member) -> Member {
    member.wishes.offers.insert(Subject::Aspect(aspect(0)));
    member.wishes.room = 1;
    member
}

/// Puts it in a phase of the first aspect by agreement.
pub(crate) fn agreed(mut member: Member, number: u8) -> Member {
    let mut standing =
        Standing::new(member.school.id.clone(), aspect(0), Outcome::NoStatement(vec![Reason::Spread]));
    standing.agreed = Some(phase(number));
    member.standings = vec![standing];
    member
}

/// Puts it in a phase of the first aspect by these probabilities.
pub(crate) fn stated(mut member: Member, number: u8, probabilities: [f64; 5]) -> Member {
    member.standings =
        vec![Standing::new(member.school.id.clone(), aspect(0), outcome(number, probabilities))];
    member
}

pub(crate) fn outcome(number: u8, probabilities: [f64; 5]) -> Outcome {
    let mut statement = small(number);
    statement.probabilities = Some(Probabilities::new(&probabilities).unwrap());
    Outcome::Stated(statement)
}

/// A statement about few people: a label, and no probabilities.
pub(crate) fn small(number: u8) -> Statement {
    let (label, score) = (Label::Phase(phase(number)), Score::new(f64::from(number), 1.0, 5.0));
    Statement::new(phase(number), label, score)
}

pub(crate) fn at(mut member: Member, lat: f64, lon: f64) -> Member {
    member.school.point = Some(Point::new(lat, lon).unwrap());
    member
}

pub(crate) fn standing(school: SchoolId, place: usize) -> impl Strategy<Value = Option<Standing>> {
    let none = || Outcome::NoStatement(vec![Reason::NoAnswers]);
    let sure = |n: u8| {
        let mut p = [0.02; 5];
        p[usize::from(n) - 1] = 0.92;
        p
    };
    let certain = |n: u8| {
        let mut p = [0.0; 5];
        p[usize::from(n) - 1] = 1.0;
        p
    };
    let torn = |n: u8| {
        let mut p = [0.1; 5];
        p[usize::from(n) - 1] = 0.35;
        p[usize::from(n % 5)] += 0.25;
        p
    };
    prop_oneof![
        1 => Just((None, None)),
        1 => Just((Some(none()), None)),
        2 => (1..=5u8).prop_map(move |n| (Some(none()), Some(n))),
        4 => (1..=5u8).prop_map(move |n| (Some(outcome(n, sure(n))), None)),
        2 => (1..=5u8).prop_map(move |n| (Some(outcome(n, certain(n))), None)),
        2 => (1..=5u8).prop_map(move |n| (Some(Outcome::Stated(small(n))), None)),
        2 => (1..=5u8, 1..=5u8).prop_map(move |(n, m)| (Some(outcome(n, torn(n))), Some(m))),
    ]
    .prop_flat_map(|one| (Just(one), select(vec![None, Some(2020), Some(2025), Some(2026)])))
    .prop_map(move |((outcome, agreed), year)| {
        let mut standing = Standing::new(school.clone(), aspect(place), outcome?);
        standing.agreed = agreed.map(phase);
        standing.dates = year.map(|year| (date(year, 1), date(year, 3)));
        Some(standing)
    })
}

pub(crate) fn date(year: u16, month: u8) -> Date {
    Date::new(year, month, 1).unwrap()
}

fn maybe(texts: &'static [&'static str]) -> impl Strategy<Value = Option<String>> {
    prop_oneof![1 => Just(None), 6 => select(texts).prop_map(|text| Some(text.to_owned()))]
}

fn place() -> impl Strategy<Value = Option<Point>> {
    let point = |(lat, lon)| Some(Point::new(lat, lon).unwrap());
    prop_oneof![
        6 => (50.0..53.0, 3.0..7.0f64).prop_map(point),
        2 => select(vec![(52.0, 5.0), (90.0, 3.0), (-90.0, 0.0), (0.0, 180.0), (0.0, -180.0), (1.0, -179.9)])
            .prop_map(point),
        1 => Just(None),
    ]
}

fn school(key: usize) -> impl Strategy<Value = School> {
    let context = (
        prop_oneof![Just(None), select(vec![0, 50, 200, 200, 3000]).prop_map(Some)],
        prop_oneof![Just(None), select(vec![21.0, 29.5, 29.5, 38.0]).prop_map(Some)],
    );
    let words = (
        maybe(&["po", "po", "vo"]),
        maybe(&["nl", "nl", "nl", "fry"]),
        maybe(&["a", "b", "c"]),
        maybe(&["x", "y"]),
    );
    let kinds = (maybe(&["here", "there"]), maybe(&["dalton", "jenaplan", "montessori"]));
    (place(), context, words, kinds).prop_map(move |(point, (pupils, weight), words, (town, approach))| {
        let mut school = School::new(id(&format!("s{key:03}")), "a school");
        (school.point, school.pupils) = (point, pupils);
        (school.sector, school.language, school.board, school.network_type) = words;
        school.municipality = town;
        school.categories = approach.map(|approach| ("approach".to_owned(), approach)).into_iter().collect();
        school.traits = weight.map(|weight| ("weight".to_owned(), weight)).into_iter().collect();
        school
    })
}

/// Some wishes, in which each subject is as likely as not; or none.
fn wishes() -> impl Strategy<Value = Wishes> {
    let some = || {
        any::<[bool; 4]>().prop_map(|[one, two, three, four]| {
            let mut chosen = [one, two, false, three, four].into_iter();
            subjects().into_iter().filter(|_| chosen.next() == Some(true)).collect::<BTreeSet<_>>()
        })
    };
    let stated = (some(), some(), some(), 0..4u32).prop_map(|(offers, asks, thinks, room)| {
        let mut wishes = Wishes::default();
        (wishes.offers, wishes.asks, wishes.thinks, wishes.room) = (offers, asks, thinks, room);
        wishes
    });
    prop_oneof![1 => Just(Wishes::default()), 9 => stated]
}

fn a_member(key: usize) -> impl Strategy<Value = Member> {
    let school_id = id(&format!("s{key:03}"));
    let standings = (standing(school_id.clone(), 0), standing(school_id, 1));
    (school(key), wishes(), standings).prop_map(|(school, wishes, (one, two))| {
        Member::new(school, wishes, one.into_iter().chain(two).collect())
    })
}

/// Members with different ids, in some order, on the first two aspects and the topics.
pub(crate) fn members(many: RangeInclusive<usize>) -> impl Strategy<Value = Vec<Member>> {
    many.prop_flat_map(|n| (0..n).map(a_member).collect::<Vec<_>>()).prop_shuffle()
}

/// Options, for schools that [`members`] may make.
pub(crate) fn options(schools: usize) -> impl Strategy<Value = Options> {
    let rate = |usual: f64| select(vec![usual, usual, 0.0, 7.5]);
    let seldom = |usual: f64| select(vec![0.0, usual]);
    // The most of these leaves hardly anyone above nothing.
    let in_return = select(vec![0.0, 0.0, 20.0, 400.0]);
    let rates = (rate(25.0), rate(50.0), rate(5.0), rate(50.0), rate(50.0), in_return, seldom(15.0));
    let like = || select(vec![Likeness::Any, Likeness::Any, Likeness::Same, Likeness::Other]);
    let rules = (
        any::<[bool; 2]>(),
        [like(), like()],
        select(vec![None, None, Some(120.0), Some(0.0)]),
        select(vec![None, None, Some(1), Some(2)]),
        select(vec![1, 1, 0, 2]),
        select(vec![None, None, None, Some(0.0), Some(0.7)]),
    );
    let fading = select(vec![None, None, Some(date(2026, 3)), Some(date(2027, 1))]);
    let pairs = || prop::collection::vec((0..schools.max(1), 0..schools.max(1)), 0..8);
    // Which traits: numbers, then categories, as the network has them too.
    let traits = (any::<bool>(), select(vec![0, 0, 1, 2]), any::<bool>());
    let all = (rates, rules, pairs(), pairs(), traits, fading);
    all.prop_map(move |(rates, rules, vetoes, partners, (pupils, kinds, robust), today)| {
        let mut options = Options::default();
        (
            options.cost.per_extra_phase_km,
            options.cost.per_context_unit_km,
            options.cost.per_unknown_trait_km,
            options.cost.unknown_distance_km,
            options.cost.full_doubt_km,
            options.cost.in_return_km,
            options.cost.per_phase_apart_km,
        ) = rates;
        (
            [options.rules.same_sector, options.rules.same_language],
            [options.rules.board, options.rules.network_type],
            options.rules.max_km,
            options.rules.max_steps,
            options.rules.max_apart,
            options.rules.min_p_further,
        ) = rules;
        options.topics = subjects().iter().filter_map(topic_of).collect();
        options.fading.today = today;
        let pairs = |list: Vec<(usize, usize)>| -> BTreeSet<Pair> {
            let list = list.into_iter().filter(|(a, b)| a != b && a.max(b) < &schools);
            list.map(|(a, b)| Pair::new(&id(&format!("s{a:03}")), &id(&format!("s{b:03}")))).collect()
        };
        (options.rules.vetoes, options.rules.partners) = (pairs(vetoes), pairs(partners));
        if pupils {
            options.traits.truncate(1);
        }
        if robust {
            options.traits[0].per_unit = PerUnit::Robust;
        }
        let kind = |(key, per_unit): (&str, f64)| {
            let mut asked = Trait::new(key, Scale::Category, per_unit);
            asked.optional = true;
            asked
        };
        options.traits.extend([("approach", 2.0), ("municipality", 0.75)].into_iter().take(kinds).map(kind));
        options
    })
}

/// A network and options that fit it.
pub(crate) fn network(many: RangeInclusive<usize>) -> impl Strategy<Value = (Vec<Member>, Options)> {
    members(many)
        .prop_flat_map(|members| {
            let options = options(members.len());
            (Just(members), options)
        })
        .prop_map(|(members, mut options)| {
            fit_units(&members, &mut options);
            (members, options)
        })
}

fn topic_of(subject: &Subject) -> Option<TopicId> {
    match subject {
        Subject::Topic(topic) => Some(topic.clone()),
        Subject::Aspect(_) => None,
    }
}

/// Has units taken from the network only where it has one to give.
pub(crate) fn fit_units(members: &[Member], options: &mut Options) {
    for asked in &mut options.traits {
        if asked.per_unit == PerUnit::Robust && unit(members, asked).is_none() {
            asked.per_unit = PerUnit::Of(5.0);
        }
    }
}

/// What one school costs another.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Priced {
    pub(crate) total: f64,
    pub(crate) host: SchoolId,
    pub(crate) phase: Option<Phase>,
    pub(crate) p_further: Option<f64>,
    pub(crate) in_return: Vec<Subject>,
}

/// A value in its own measure, or in doublings.
fn own(school: &School, asked: &Trait) -> Option<f64> {
    let value = if asked.key == "pupils" {
        school.pupils.map(f64::from)
    } else {
        school.traits.get(&asked.key).copied()
    };
    match asked.scale {
        Scale::Linear => value,
        Scale::Log2 => value.filter(|value| *value > 0.0).map(libm::log2),
        Scale::Category => None,
    }
}

/// How much makes a unit; `None` if the network cannot say.
pub(crate) fn unit(members: &[Member], asked: &Trait) -> Option<f64> {
    if let PerUnit::Of(per_unit) = asked.per_unit {
        return Some(per_unit);
    }
    let mut values: Vec<f64> = members.iter().filter_map(|member| own(&member.school, asked)).collect();
    values.sort_by(|a, b| a.partial_cmp(b).unwrap());
    if values.len() < 10 {
        return None;
    }
    let percentile = |share: f64| {
        let place = share * (values.len() - 1) as f64;
        let (low, part) = (values[place as usize], place.fract());
        low + part * (values.get(place as usize + 1).unwrap_or(&low) - low)
    };
    Some(percentile(0.9) - percentile(0.1)).filter(|unit| *unit > 0.0)
}

fn kind<'a>(school: &'a School, key: &str) -> Option<&'a String> {
    if key == "municipality" { school.municipality.as_ref() } else { school.categories.get(key) }
}

fn vector(point: Point) -> [f64; 3] {
    let (lat, lon) = (point.lat().to_radians(), point.lon().to_radians());
    [libm::cos(lat) * libm::cos(lon), libm::cos(lat) * libm::sin(lon), libm::sin(lat)]
}

/// The charge for travel, and whether the distance is known.
pub(crate) fn travel(learner: &School, host: &School, options: &Options) -> (f64, bool) {
    let (Some(a), Some(b)) = (learner.point, host.point) else {
        return (options.cost.unknown_distance_km, false);
    };
    let ([ax, ay, az], [bx, by, bz]) = (vector(a), vector(b));
    let chord = ((ax - bx) * (ax - bx) + (ay - by) * (ay - by) + (az - bz) * (az - bz)).sqrt();
    (2.0 * 6371.0088 * libm::asin((chord / 2.0).min(1.0)), true)
}

/// The traits that anyone knows, each with its unit.
pub(crate) fn known<'a>(members: &[Member], options: &'a Options) -> Vec<(&'a Trait, f64)> {
    let anyone = |asked: &&Trait| {
        members.iter().any(|m| match asked.scale {
            Scale::Category => kind(&m.school, &asked.key).is_some(),
            _ => own(&m.school, asked).is_some(),
        })
    };
    options.traits.iter().filter(anyone).map(|asked| (asked, unit(members, asked).unwrap())).collect()
}

pub(crate) fn context(known: &[(&Trait, f64)], learner: &School, host: &School, options: &Options) -> f64 {
    let (mut squares, mut unknown) = (0.0, 0);
    for (asked, unit) in known {
        let apart = if asked.scale == Scale::Category {
            let two = kind(learner, &asked.key).zip(kind(host, &asked.key));
            two.map(|(mine, theirs)| if mine == theirs { 0.0 } else { 1.0 / unit })
        } else {
            own(learner, asked).zip(own(host, asked)).map(|(mine, theirs)| mine / unit - theirs / unit)
        };
        match apart {
            Some(apart) => squares += apart * apart,
            None => unknown += 1,
        }
    }
    options.cost.per_context_unit_km * squares.sqrt() + options.cost.per_unknown_trait_km * f64::from(unknown)
}

/// The probability that the host stands higher, in whole percents, after both have faded.
fn further(learner: &Standing, host: &Standing, options: &Options) -> Option<f64> {
    let faded = |standing: &Standing| {
        let statement = standing.statement()?;
        // 90 % and the rest on its neighbours, where only the label is known.
        let fresh = statement.probabilities.unwrap_or_else(|| statement.label.stand_in(5));
        let Some((today, (_, last))) = options.fading.today.zip(standing.dates) else { return Some(fresh) };
        let months = |date: Date| i32::from(date.year()) * 12 + i32::from(date.month());
        let days = f64::from(months(today) - months(last)) * (365.25 / 12.0);
        let weight = libm::exp2(-days / f64::from(options.fading.half_life_days));
        let mixed: Vec<f64> = fresh.as_slice().iter().map(|p| weight * p + (1.0 - weight) / 5.0).collect();
        Some(Probabilities::new(&mixed).unwrap())
    };
    let percent = (faded(host)?.above(&faded(learner)?) * 100.0).round();
    Some(percent.clamp(1.0, 99.0) / 100.0)
}

/// Which rules two keep that stand so far apart on this aspect, from the text of the rules: sector, language, board, network type,
/// distance, steps, veto, partners, sureness.
pub(crate) fn kept(learner: &Member, host: &Member, subject: &Subject, options: &Options) -> [bool; 9] {
    let p = p_further(learner, host, subject, options);
    let [here, there] = [learner, host].map(|member| phase_on(member, subject).map_or(0, Phase::number));
    let (learner, host) = (&learner.school, &host.school);
    let rules = &options.rules;
    let clash = |a: &Option<String>, b: &Option<String>| a.is_some() && b.is_some() && a != b;
    let alike = |wanted, a: &Option<String>, b: &Option<String>| match wanted {
        Likeness::Any => true,
        Likeness::Same => a.is_some() && a == b,
        Likeness::Other => clash(a, b),
    };
    let pair = Pair::new(&learner.id, &host.id);
    let (km, known) = travel(learner, host, options);
    [
        !rules.same_sector || !clash(&learner.sector, &host.sector),
        !rules.same_language || !clash(&learner.language, &host.language),
        alike(rules.board, &learner.board, &host.board),
        alike(rules.network_type, &learner.network_type, &host.network_type),
        rules.max_km.is_none_or(|most| known && km <= most),
        rules.max_steps.is_none_or(|most| there.saturating_sub(here) <= most),
        !rules.vetoes.contains(&pair),
        !rules.partners.contains(&pair),
        there <= here || rules.min_p_further.is_none_or(|least| p.is_some_and(|p| p >= least)),
    ]
}

pub(crate) fn standing_of<'a>(member: &'a Member, aspect: &AspectId) -> Option<&'a Standing> {
    member.standings.iter().find(|standing| standing.aspect == *aspect)
}

/// The phase of a member on an aspect.
pub(crate) fn phase_on(member: &Member, subject: &Subject) -> Option<Phase> {
    match subject {
        Subject::Aspect(aspect) => standing_of(member, aspect)?.phase(),
        Subject::Topic(_) => None,
    }
}

/// How many phases higher the one stands on a subject than the other, if it can host it there; 1 on a topic.
fn steps_to(learner: &Member, host: &Member, subject: &Subject) -> Option<u8> {
    if !host.wishes.hosts(subject) || host.school.id == learner.school.id {
        return None;
    }
    match subject {
        Subject::Aspect(_) => {
            let (here, there) = (phase_on(learner, subject)?, phase_on(host, subject)?);
            there.number().checked_sub(here.number()).filter(|steps| *steps > 0)
        }
        Subject::Topic(_) => Some(1),
    }
}

/// What the learner could show the host: all that the host asks and the learner can host it on.
fn in_return(learner: &Member, host: &Member) -> Vec<Subject> {
    let asked = subjects().into_iter().filter(|subject| host.wishes.asks.contains(subject));
    asked.filter(|subject| steps_to(host, learner, subject).is_some()).collect()
}

fn p_further(learner: &Member, host: &Member, subject: &Subject, options: &Options) -> Option<f64> {
    let Subject::Aspect(aspect) = subject else { return None };
    further(standing_of(learner, aspect)?, standing_of(host, aspect)?, options)
}

/// All hosts of a learner that the rules allow, best first, straight from the definition.
pub(crate) fn oracle(
    members: &[Member],
    options: &Options,
    learner: &Member,
    subject: impl Into<Subject>,
) -> Vec<Priced> {
    let subject = &subject.into();
    let known = known(members, options);
    let mut all = Vec::new();
    for host in members {
        let Some(steps) = steps_to(learner, host, subject) else { continue };
        if kept(learner, host, subject, options).contains(&false) {
            continue;
        }
        let p_further = p_further(learner, host, subject, options);
        let mut total = travel(&learner.school, &host.school, options).0
            + options.cost.per_extra_phase_km * f64::from(steps - 1)
            + context(&known, &learner.school, &host.school, options);
        if matches!(subject, Subject::Aspect(_)) {
            total += options.cost.full_doubt_km * (1.0 - p_further.unwrap_or(0.5));
        }
        let in_return = in_return(learner, host);
        if !in_return.is_empty() {
            total -= options.cost.in_return_km;
        }
        let (host, phase) = (host.school.id.clone(), phase_on(host, subject));
        all.push(Priced { total, host, phase, p_further, in_return });
    }
    all.sort_by(|a, b| a.total.partial_cmp(&b.total).unwrap().then(a.host.cmp(&b.host)));
    all
}
