use super::*;
use crate::assessment::{Band, Picture};
use crate::privacy::{Shown, Why};
use leerkring_model::{Answer, Label, Outcome, Reason, Response, Role, builtin};
use proptest::prelude::*;

/// Responses about school `s` on `samen-leren`: each row gives the answers to the two indicators of koers (0 blank,
/// 9 don't know), the rest is blank.
fn koers(rows: &[[u8; 2]]) -> (Model, Responses) {
    let model = builtin::samen_leren();
    let mut responses = Responses::new(&model);
    for row in rows {
        let mut answers = vec![None; model.width()];
        for (answer, n) in answers.iter_mut().zip(row) {
            *answer = if *n == 9 { Some(Answer::DontKnow) } else { Phase::new(*n).map(Answer::Phase) };
        }
        responses.push(&Response::new(SchoolId::new("s").unwrap(), answers)).unwrap();
    }
    (model, responses)
}

/// The standing on koers.
fn standing(rows: &[[u8; 2]]) -> Standing {
    let (model, responses) = koers(rows);
    assess(&model, &responses, &[], &Options::default()).unwrap().remove(0)
}

/// The whole result on koers.
fn whole(rows: &[[u8; 2]]) -> Assessment {
    let (model, responses) = koers(rows);
    assessments(&model, &responses, &[], &Options::default()).unwrap().remove(0)
}

fn reasons(standing: &Standing) -> &[Reason] {
    match &standing.outcome {
        Outcome::NoStatement(reasons) => reasons,
        Outcome::Stated(statement) => panic!("{statement:?}"),
    }
}

#[test]
fn a_team_that_nearly_agrees_shows_its_phase_and_nothing_that_tells_whether_all_do() {
    let all = whole(&[[3, 3]; 10]);
    let statement = all.standing.statement().unwrap();
    assert_eq!((statement.phase, statement.label), (Phase::Three, Label::Phase(Phase::Three)));
    let mut rows = [[3, 3]; 10];
    (rows[0], rows[1]) = ([1, 3], [3, 5]);
    assert_eq!(all, whole(&rows));
    assert_eq!(all.distribution, Shown::Withheld(Why::Alike));
}

#[test]
fn a_team_that_differs_shows_all_and_it_can_be_counted() {
    let rows = [[2, 3], [2, 3], [3, 3], [3, 4], [3, 4], [4, 4], [4, 3], [2, 2]];
    let mut options = Options::default();
    options.teams.insert(SchoolId::new("s").unwrap(), TeamFacts::new(TeamSize::new(10)));
    let (model, responses) = koers(&rows);
    let koers = model.aspects()[0].id().clone();
    options.targets.insert(koers.clone(), Phase::Five);
    let agreed = Agreement::new(SchoolId::new("s").unwrap(), koers, Phase::Two);
    let whole = assessments(&model, &responses, &[agreed], &options).unwrap().remove(0);
    let distribution = whole.distribution.value().unwrap();
    assert_eq!(distribution.counts, [0, 4, 7, 5, 0]);
    assert_eq!(distribution.at_least, [1.0, 1.0, 12.0 / 16.0, 5.0 / 16.0, 0.0]);
    let quartiles = [distribution.quartile_low, distribution.median_low, distribution.quartile_high];
    assert_eq!(quartiles, [Phase::Two, Phase::Three, Phase::Four]);
    // Distances from 3: five of eight and four of eight.
    let closeness = whole.closeness.value().unwrap();
    assert_eq!((closeness.ad, closeness.band, closeness.within_one), ((5.0 + 4.0) / 16.0, Band::Rough, 1.0));
    // Ten in the team: at 3 or higher 6 to 8 of 10, at 4 or higher 2.5 to 4.5 of 10.
    let missing = whole.missing.value().unwrap();
    assert_eq!((missing.people, missing.low, missing.high), (2, Phase::Three, Phase::Three));
    assert_eq!(whole.response.picture, Shown::Value(Picture::Normal));
    let own: Vec<_> = whole.indicators.value().unwrap().iter().map(|own| own.phase.number()).collect();
    assert_eq!(own, [3, 3]);
    assert_eq!(whole.target.unwrap().reached, Shown::Value(0.5));
    let probabilities = whole.standing.statement().unwrap().probabilities.unwrap();
    assert_eq!(whole.support, Some(Shown::Value(probabilities.of(Phase::Two))));
}

#[test]
fn a_whole_team_of_four_that_chose_to_sees_its_phase() {
    let (model, responses) = koers(&[[3, 3]; 4]);
    let with = |size, agrees| {
        let mut facts = TeamFacts::new(TeamSize::new(size));
        facts.small_team_agrees = agrees;
        let mut options = Options::default();
        options.teams.insert(SchoolId::new("s").unwrap(), facts);
        assess(&model, &responses, &[], &options).unwrap().remove(0).phase()
    };
    assert_eq!([with(4, true), with(4, false), with(5, true)], [Some(Phase::Three), None, None]);
}

#[test]
fn a_role_shows_where_it_and_what_is_left_are_enough() {
    let roles = |roles: &[(Role, usize)], leaders_agree| {
        let model = builtin::samen_leren();
        let mut responses = Responses::new(&model);
        for (role, n) in roles {
            for _ in 0..*n {
                let mut response = Response::new(SchoolId::new("s").unwrap(), vec![None; model.width()]);
                response.role = Some(*role);
                responses.push(&response).unwrap();
            }
        }
        let mut options = Options::default();
        options
            .teams
            .insert(SchoolId::new("s").unwrap(), TeamFacts { leaders_agree, ..TeamFacts::default() });
        let whole = assessments(&model, &responses, &[], &options).unwrap().remove(0);
        whole.response.by_role.keys().copied().collect::<Vec<_>>()
    };
    use Role::{Leadership, Support, Teacher};
    assert_eq!(roles(&[(Leadership, 5), (Teacher, 9)], false), [Leadership, Teacher]);
    assert_eq!(roles(&[(Leadership, 2), (Teacher, 9)], false), []);
    assert_eq!(roles(&[(Leadership, 2), (Teacher, 9), (Support, 6)], false), [Teacher]);
    assert_eq!(roles(&[(Leadership, 2), (Teacher, 9)], true), [Leadership, Teacher]);
    assert_eq!(roles(&[(Leadership, 2), (Teacher, 4)], true), []);
}

#[test]
fn four_people_are_too_few_and_nothing_else_shows() {
    let standing = standing(&[[3, 3]; 4]);
    assert_eq!(reasons(&standing), [Reason::TooFew { people: 4, needed: 5 }]);
    assert_eq!((standing.tally.respondents, standing.tally.places), (4, None));
}

#[test]
fn half_of_the_indicators_make_a_person_count() {
    let standing = standing(&[[3, 0], [0, 3], [3, 3], [9, 3], [3, 9], [0, 0], [2, 2], [4, 4]]);
    assert_eq!((standing.tally.respondents, standing.tally.people), (8, 7));
    let places = standing.tally.places.unwrap();
    assert_eq!((places.placed, places.dont_know, places.blank, places.not_applicable), (10, 2, 4, 0));
}

#[test]
fn what_people_cannot_see_is_not_placed() {
    let mut rows = [[3, 3]; 10];
    (0..4).for_each(|row| rows[row][1] = 9);
    let standing = standing(&rows);
    assert!(
        matches!(reasons(&standing), [Reason::DontKnow { which: Some((indicator, share)) }] if indicator.key() == "k2" && *share == 0.4)
    );
}

#[test]
fn one_person_who_does_not_know_is_not_everybody() {
    // Eleven left the second indicator open, and one cannot judge it.
    let mut rows = [[3, 0]; 12];
    rows[0] = [3, 9];
    assert_eq!(standing(&rows).phase(), Some(Phase::Three));
}

#[test]
fn which_indicator_cannot_be_judged_is_told_from_eight_people_on() {
    let mut rows = [[3, 3]; 6];
    (0..4).for_each(|row| rows[row][1] = 9);
    assert_eq!(reasons(&standing(&rows)), [Reason::DontKnow { which: None }]);
}

#[test]
fn below_eight_people_a_standing_holds_no_more_than_it_shows() {
    // Two teams of six with the same phase, label and means, of which the members did not answer alike.
    let alike = standing(&[[3, 3]; 6]);
    let mut rows = [[3, 3]; 6];
    rows[0] = [2, 4];
    assert_eq!(format!("{alike:?}"), format!("{:?}", standing(&rows)));
}

#[test]
fn two_camps_are_a_split() {
    let mut rows = [[1, 1]; 10];
    (0..5).for_each(|row| rows[row] = [4, 4]);
    assert_eq!(reasons(&standing(&rows)), [Reason::Split]);
}

#[test]
fn an_indicator_that_holds_back_is_named_from_eight_people_on() {
    // Half of the judgements at 4 and half at 3: the aspect stands at 3, and no indicator below it.
    let eight = standing(&[[4, 3]; 8]);
    assert!(matches!(&eight.outcome, Outcome::Stated(s) if s.phase == Phase::Three && s.weakest.is_none()));
    let mut rows = [[4, 4], [4, 3], [4, 3], [5, 3], [4, 4], [5, 3], [4, 4], [5, 5], [3, 3]];
    let nine = standing(&rows);
    let weakest = nine.statement().unwrap().weakest.clone().unwrap();
    assert_eq!((weakest.indicator.key(), weakest.phase), ("k2", Phase::Three));
    assert!(standing(&rows[..7]).statement().unwrap().weakest.is_none());
    // Nearly all place the first in phase 4: which indicator is how far then tells too much.
    rows.iter_mut().for_each(|row| row[0] = 4);
    assert!(standing(&rows).statement().unwrap().weakest.is_none());
}

#[test]
fn an_agreed_phase_stands_beside_the_answers() {
    let (model, responses) = koers(&[[3, 3]; 6]);
    let aspect = model.aspects()[0].id().clone();
    let agreement =
        |school: &str, phase| Agreement::new(SchoolId::new(school).unwrap(), aspect.clone(), phase);
    let agreements = [agreement("s", Phase::Four), agreement("t", Phase::Two)];
    let standings = assess(&model, &responses, &agreements, &Options::default()).unwrap();
    assert_eq!(standings.len(), 10);
    assert_eq!((standings[0].phase(), standings[0].agreed), (Some(Phase::Three), Some(Phase::Four)));
    let other = &standings[5];
    assert_eq!(
        (other.school.as_str(), other.phase(), reasons(other)),
        ("t", Some(Phase::Two), &[Reason::NoAnswers][..])
    );
}

#[test]
fn the_latest_agreement_counts_and_two_at_once_are_an_error() {
    let (model, responses) = koers(&[]);
    let aspect = model.aspects()[0].id().clone();
    let at = |phase, date: Option<&str>| {
        let mut agreement = Agreement::new(SchoolId::new("s").unwrap(), aspect.clone(), phase);
        agreement.date = date.map(|date| date.parse().unwrap());
        agreement
    };
    let phase = |agreements: &[Agreement]| {
        assess(&model, &responses, agreements, &Options::default()).map(|standings| standings[0].agreed)
    };
    let late = at(Phase::Two, Some("2026-05-01"));
    assert_eq!(
        phase(&[late.clone(), at(Phase::Three, Some("2025-05-01")), at(Phase::Four, None)]),
        Ok(Some(Phase::Two))
    );
    let error = phase(&[late, at(Phase::Three, Some("2026-05-01"))]).unwrap_err();
    assert_eq!(
        error.to_string(),
        "school `s` agreed both phase 2 and phase 3 on `samen-leren@1:koers`; keep one, or give each its date"
    );
}

#[test]
fn thresholds_cannot_be_lowered() {
    let (model, responses) = koers(&[]);
    let error = |options: Options| assess(&model, &responses, &[], &options).unwrap_err().to_string();
    let with = |people, detail| Thresholds { people, detail, ..Thresholds::default() };
    assert_eq!(
        error(Options { thresholds: with(4, 8), ..Options::default() }),
        "`people` is 4, which does not protect people; its limit is 5"
    );
    assert_eq!(
        error(Options { thresholds: with(12, 8), ..Options::default() }),
        "`detail` is 8, which does not protect people; its limit is 12"
    );
    assert_eq!(
        error(Options { thresholds: with(12, 12), ..Options::default() }),
        "`role` is 5, which does not protect people; its limit is 12"
    );
    assert_eq!(
        error(Options { thresholds: Thresholds { role: 10, ..Thresholds::default() }, ..Options::default() }),
        "`remainder` is 5, which does not protect people; its limit is 10"
    );
    assert_eq!(Thresholds::default().with_people(12).check(), Ok(()));
    assert!(error(Options { dont_know_limit: f64::NAN, ..Options::default() }).contains("must be a share"));
}

#[test]
fn answers_on_another_model_are_refused() {
    let (_, responses) = koers(&[]);
    let other = builtin::lerende_organisatie();
    assert!(matches!(
        assess(&other, &responses, &[], &Options::default()),
        Err(AssessError::OtherModel { .. })
    ));
}

proptest! {
    /// Whatever is answered: the order shows nowhere, the interval holds the mean, and a label names the phase that
    /// can be counted.
    #[test]
    fn standings_are_sound(mut rows in proptest::collection::vec([0_u8..7, 0_u8..7], 0..20)) {
        rows.iter_mut().flatten().filter(|n| **n > 5).for_each(|n| *n = 9);
        let (model, responses) = koers(&rows);
        let wholes = assessments(&model, &responses, &[], &Options::default()).unwrap();
        rows.reverse();
        let (_, turned) = koers(&rows);
        prop_assert_eq!(&wholes, &assessments(&model, &turned, &[], &Options::default()).unwrap());
        for statement in wholes.iter().filter_map(|whole| whole.standing.statement()) {
            if let Some(score) = statement.score {
                prop_assert!(1.0 <= score.low && score.low <= score.mean && score.mean <= score.high && score.high <= 5.0);
            }
            let named = match statement.label {
                Label::Phase(phase) | Label::Probably(phase) | Label::Counted(phase) => [phase, phase],
                Label::Between(low) => [low, Phase::from_index(low.index() + 1).unwrap()],
            };
            prop_assert!(named.contains(&statement.phase));
        }
    }
}
