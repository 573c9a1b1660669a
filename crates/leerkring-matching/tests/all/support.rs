//! Random networks, and the definition of a match written as plainly as can be.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;
use std::sync::LazyLock;

use leerkring_matching::{Likeness, Member, Options, Pair, Scale, Trait};
use leerkring_model::builtin::samen_leren;
use leerkring_model::{
    AspectId, Label, Model, Outcome, Phase, Point, Probabilities, Reason, School, SchoolId, Score, Standing,
    Statement, Subject, Wishes,
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
    .prop_map(move |(outcome, agreed)| {
        let mut standing = Standing::new(school.clone(), aspect(place), outcome?);
        standing.agreed = agreed.map(phase);
        Some(standing)
    })
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
    (place(), context, words).prop_map(move |(point, (pupils, weight), words)| {
        let mut school = School::new(id(&format!("s{key:03}")), "a school");
        (school.point, school.pupils) = (point, pupils);
        (school.sector, school.language, school.board, school.network_type) = words;
        school.traits = weight.map(|weight| ("weight".to_owned(), weight)).into_iter().collect();
        school
    })
}

fn a_member(key: usize) -> impl Strategy<Value = Member> {
    let school_id = id(&format!("s{key:03}"));
    let standings = (standing(school_id.clone(), 0), standing(school_id, 1));
    (school(key), any::<[bool; 2]>(), 0..4u32, standings).prop_map(|(school, offers, room, (one, two))| {
        let mut wishes = Wishes::default();
        let offered = (0..2).filter(|place| offers[*place]);
        wishes.offers = offered.map(|place| Subject::Aspect(aspect(place))).collect();
        wishes.asks.insert(Subject::Aspect(aspect(0)));
        wishes.room = room;
        Member::new(school, wishes, one.into_iter().chain(two).collect())
    })
}

/// Members with different ids, in some order, on the first two aspects.
pub(crate) fn members(many: RangeInclusive<usize>) -> impl Strategy<Value = Vec<Member>> {
    many.prop_flat_map(|n| (0..n).map(a_member).collect::<Vec<_>>()).prop_shuffle()
}

/// Options, for schools that [`members`] may make.
pub(crate) fn options(schools: usize) -> impl Strategy<Value = Options> {
    let rate = |usual: f64| select(vec![usual, usual, 0.0, 7.5]);
    let rates = (rate(25.0), rate(50.0), rate(5.0), rate(50.0), rate(50.0));
    let like = || select(vec![Likeness::Any, Likeness::Any, Likeness::Same, Likeness::Other]);
    let rules = (
        any::<[bool; 2]>(),
        [like(), like()],
        select(vec![None, None, Some(120.0), Some(0.0)]),
        select(vec![None, None, Some(1), Some(2)]),
    );
    let pairs = || prop::collection::vec((0..schools.max(1), 0..schools.max(1)), 0..8);
    let pupils_only = any::<bool>();
    (rates, rules, pairs(), pairs(), pupils_only).prop_map(move |(rates, rules, vetoes, partners, pupils)| {
        let mut options = Options::default();
        (
            options.cost.per_extra_phase_km,
            options.cost.per_context_unit_km,
            options.cost.per_unknown_trait_km,
            options.cost.unknown_distance_km,
            options.cost.full_doubt_km,
        ) = rates;
        ([options.rules.same_sector, options.rules.same_language], _, _, _) = rules;
        (
            _,
            [options.rules.board, options.rules.network_type],
            options.rules.max_km,
            options.rules.max_steps,
        ) = rules;
        let pairs = |list: Vec<(usize, usize)>| -> BTreeSet<Pair> {
            let list = list.into_iter().filter(|(a, b)| a != b && a.max(b) < &schools);
            list.map(|(a, b)| Pair::new(&id(&format!("s{a:03}")), &id(&format!("s{b:03}")))).collect()
        };
        (options.rules.vetoes, options.rules.partners) = (pairs(vetoes), pairs(partners));
        if pupils {
            options.traits.truncate(1);
        }
        options
    })
}

/// A network and options that fit it.
pub(crate) fn network(many: RangeInclusive<usize>) -> impl Strategy<Value = (Vec<Member>, Options)> {
    members(many).prop_flat_map(|members| {
        let options = options(members.len());
        (Just(members), options)
    })
}

/// What one school costs another.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Priced {
    pub(crate) total: f64,
    pub(crate) host: SchoolId,
    pub(crate) phase: Phase,
    pub(crate) p_further: Option<f64>,
}

fn trait_of(school: &School, asked: &Trait) -> Option<f64> {
    let value = if asked.key == "pupils" {
        school.pupils.map(f64::from)
    } else {
        school.traits.get(&asked.key).copied()
    };
    match asked.scale {
        Scale::Linear => Some(value? / asked.per_unit),
        Scale::Log2 => value.filter(|value| *value > 0.0).map(|value| libm::log2(value) / asked.per_unit),
    }
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

fn context(members: &[Member], learner: &School, host: &School, options: &Options) -> f64 {
    let (mut squares, mut unknown) = (0.0, 0);
    for asked in &options.traits {
        let anyone = members.iter().any(|m| match asked.key.as_str() {
            "pupils" => m.school.pupils.is_some(),
            key => m.school.traits.contains_key(key),
        });
        if anyone {
            match (trait_of(learner, asked), trait_of(host, asked)) {
                (Some(mine), Some(theirs)) => squares += (mine - theirs) * (mine - theirs),
                _ => unknown += 1,
            }
        }
    }
    options.cost.per_context_unit_km * squares.sqrt() + options.cost.per_unknown_trait_km * f64::from(unknown)
}

/// Which rules the two keep, from the text of the rules: sector, language, board, network type, distance, steps, veto, partners.
pub(crate) fn kept(learner: &School, host: &School, steps: u8, options: &Options) -> [bool; 8] {
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
        rules.max_steps.is_none_or(|most| steps <= most),
        !rules.vetoes.contains(&pair),
        !rules.partners.contains(&pair),
    ]
}

pub(crate) fn standing_of<'a>(member: &'a Member, aspect: &AspectId) -> Option<&'a Standing> {
    member.standings.iter().find(|standing| standing.aspect == *aspect)
}

/// All hosts of a learner that the rules allow, best first, straight from the definition.
pub(crate) fn oracle(
    members: &[Member],
    options: &Options,
    learner: &Member,
    aspect: &AspectId,
) -> Vec<Priced> {
    let Some((standing, here)) = standing_of(learner, aspect).and_then(|s| Some((s, s.phase()?))) else {
        return vec![];
    };
    let mut all = Vec::new();
    for host in members {
        let there = standing_of(host, aspect).and_then(|s| Some((s, s.phase()?)));
        let Some((host_standing, there)) = there.filter(|_| host.wishes.hosts(aspect)) else { continue };
        if there <= here || host.school.id == learner.school.id {
            continue;
        }
        let steps = there.number() - here.number();
        if kept(&learner.school, &host.school, steps, options).contains(&false) {
            continue;
        }
        let p_further = match (standing.statement(), host_standing.statement()) {
            (Some(mine), Some(theirs)) => {
                // 90 % and the rest on its neighbours, where only the label is known.
                let p = |s: &Statement| s.probabilities.unwrap_or_else(|| s.label.stand_in(5));
                let percent = (p(theirs).above(&p(mine)) * 100.0).round();
                Some(percent.clamp(1.0, 99.0) / 100.0)
            }
            _ => None,
        };
        let total = travel(&learner.school, &host.school, options).0
            + options.cost.per_extra_phase_km * f64::from(steps - 1)
            + context(members, &learner.school, &host.school, options)
            + options.cost.full_doubt_km * (1.0 - p_further.unwrap_or(0.5));
        all.push(Priced { total, host: host.school.id.clone(), phase: there, p_further });
    }
    all.sort_by(|a, b| a.total.partial_cmp(&b.total).unwrap().then(a.host.cmp(&b.host)));
    all
}
