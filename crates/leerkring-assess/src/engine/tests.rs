use super::*;
use leerkring_model::{Answer, Label, Outcome, Reason, Response, builtin};
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

fn reasons(standing: &Standing) -> &[Reason] {
    match &standing.outcome {
        Outcome::NoStatement(reasons) => reasons,
        Outcome::Stated(statement) => panic!("{statement:?}"),
    }
}

#[test]
fn a_team_that_agrees() {
    let standing = standing(&[[3, 3]; 10]);
    let statement = standing.statement().unwrap();
    assert_eq!((statement.phase, statement.label), (Phase::Three, Label::Phase(Phase::Three)));
    assert!(statement.score.mean == 3.0 && statement.score.low < 2.9 && statement.score.high > 3.1);
    assert_eq!(statement.weakest, None);
}

#[test]
fn four_people_are_too_few_and_nothing_else_shows() {
    let standing = standing(&[[3, 3]; 4]);
    assert_eq!(reasons(&standing), [Reason::TooFew { people: 4, needed: 5 }]);
    assert_eq!((standing.tally.respondents, standing.tally.places), (4, None));
}

#[test]
fn half_of_the_indicators_make_a_person_count() {
    let standing = standing(&[[3, 0], [0, 3], [3, 3], [9, 3], [3, 9], [0, 0]]);
    assert_eq!((standing.tally.respondents, standing.tally.people), (6, 5));
    let places = standing.tally.places.unwrap();
    assert_eq!((places.placed, places.dont_know, places.blank, places.not_applicable), (6, 2, 4, 0));
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
    let mut rows = [[4, 4]; 9];
    (0..5).for_each(|row| rows[row] = [4, 3]);
    let nine = standing(&rows);
    let weakest = nine.statement().unwrap().weakest.clone().unwrap();
    assert_eq!((weakest.indicator.key(), weakest.phase), ("k2", Phase::Three));
    assert!(standing(&rows[..7]).statement().unwrap().weakest.is_none());
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
    assert_eq!(
        error(Options { min_people: 4, ..Options::default() }),
        "`min_people` is 4; it protects people and cannot be below 5"
    );
    assert_eq!(
        error(Options { min_people: 12, ..Options::default() }),
        "`min_distribution` is 8; it protects people and cannot be below 12"
    );
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
        let standings = assess(&model, &responses, &[], &Options::default()).unwrap();
        rows.reverse();
        let (_, turned) = koers(&rows);
        prop_assert_eq!(&standings, &assess(&model, &turned, &[], &Options::default()).unwrap());
        for statement in standings.iter().filter_map(Standing::statement) {
            let score = statement.score;
            prop_assert!(1.0 <= score.low && score.low <= score.mean && score.mean <= score.high && score.high <= 5.0);
            let named = match statement.label {
                Label::Phase(phase) | Label::Probably(phase) => [phase, phase],
                Label::Between(low) => [low, Phase::from_index(low.index() + 1).unwrap()],
            };
            prop_assert!(named.contains(&statement.phase));
        }
    }
}
