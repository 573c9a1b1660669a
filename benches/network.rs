//! Networks to time leerkring on: random, from a seed, of any size.

use leerkring::matching::Member;
use leerkring::model::{
    Answer, AspectId, Label, Model, Outcome, Phase, Point, Probabilities, Response, Responses, School,
    SchoolId, Score, Standing, Statement, Subject, Wishes,
};
use rand::rngs::ChaCha8Rng;
use rand::{RngExt, SeedableRng};

const SEED: u64 = 20_261_122;

/// The key of the school with this number.
///
/// # Panics
/// Never: the text is a key.
#[expect(clippy::expect_used, reason = "the text is a key")]
fn id(number: usize) -> SchoolId {
    SchoolId::new(&format!("S{number:08}")).expect("a key")
}

/// Twelve responses for each school, scattered around a phase of the school's own.
pub fn responses(model: &Model, schools: usize) -> Responses {
    teams(model, schools, 12)
}

/// So many responses for each school.
pub fn teams(model: &Model, schools: usize, team: usize) -> Responses {
    teams_from(model, 0, schools, team)
}

/// A part of a network too large to hold: so many schools, from that with the number `first` on.
///
/// # Panics
/// Never: the responses are made for the model.
#[expect(clippy::expect_used, reason = "the responses are made for the model")]
pub fn teams_from(model: &Model, first: usize, schools: usize, team: usize) -> Responses {
    let mut rng = ChaCha8Rng::seed_from_u64(SEED + first as u64);
    let mut responses = Responses::new(model);
    for school in (first..first + schools).map(id) {
        let level = rng.random_range(1.0..f64::from(model.levels()));
        for _ in 0..team {
            let answer = || {
                if rng.random_bool(0.05) {
                    return None;
                }
                let phase = (level + rng.random_range(-1.2..1.2_f64)).round();
                Phase::new(phase.clamp(1.0, f64::from(model.levels())) as u8).map(Answer::Phase)
            };
            let answers = std::iter::repeat_with(answer).take(model.width()).collect();
            responses.push(&Response::new(school.clone(), answers)).expect("a response to the model");
        }
    }
    responses
}

/// Schools with a standing on every aspect, of which 40 % offer each; density, phases and context as in a country.
pub fn members(model: &Model, schools: usize) -> Vec<Member> {
    let mut rng = ChaCha8Rng::seed_from_u64(SEED);
    // A square that holds as many schools to the square kilometre as the Netherlands: 8000 in 3.4 by 3.7 degrees.
    let side = (schools as f64 / 8000.0).sqrt().clamp(0.05, 20.0);
    let mut member = |number| {
        let mut school = School::new(id(number), "");
        let (lat, lon) = (rng.random_range(0.0..2.7 * side), rng.random_range(0.0..3.7 * side));
        school.point = Point::new(30.0 + lat, lon).ok();
        school.pupils = Some(rng.random_range(40..900));
        school.traits.insert("weight".to_owned(), rng.random_range(22.0..38.0));
        school.traits.insert("urbanity".to_owned(), f64::from(rng.random_range(1..=5)));
        let mut wishes = Wishes::default();
        wishes.room = 1;
        let standings = model.aspects().iter().map(|aspect| {
            if rng.random_bool(0.4) {
                wishes.offers.insert(Subject::Aspect(aspect.id().clone()));
            }
            standing(&school.id, aspect.id(), rng.random_range(0..5))
        });
        let standings = standings.collect();
        Member::new(school, wishes, standings)
    };
    (0..schools).map(&mut member).collect()
}

/// A standing at the phase with this place, 70 % sure.
#[expect(clippy::expect_used, reason = "the numbers are probabilities and a phase")]
fn standing(school: &SchoolId, aspect: &AspectId, place: usize) -> Standing {
    let mut p = [0.0; 5];
    for (other, p) in p.iter_mut().enumerate() {
        *p = if other == place { 0.7 } else { 0.3 / 4.0 };
    }
    let phase = Phase::from_index(place).expect("a place from 0 to 4");
    let mean = f64::from(phase.number());
    let mut statement = Statement::new(phase, Label::Probably(phase), Score::new(mean, mean, mean));
    statement.probabilities = Probabilities::new(&p).ok();
    Standing::new(school.clone(), aspect.clone(), Outcome::Stated(statement))
}
