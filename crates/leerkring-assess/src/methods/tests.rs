use leerkring_model::{Answer, Phase, Response, Responses, SchoolId, TeamSize, builtin};

use super::*;
use crate::engine::{TeamFacts, assessments};
use crate::moments::successive;
use crate::network::networks;
use crate::privacy::{HeldBack, Thresholds};

/// Answers of one school, everybody in one phase throughout.
fn answers(model: &Model, phases: &[u8]) -> Responses {
    let mut responses = Responses::new(model);
    for phase in phases {
        let row = vec![Phase::new(*phase).map(Answer::Phase); model.width()];
        responses.push(&Response::new(school(), row)).unwrap();
    }
    responses
}

fn school() -> SchoolId {
    SchoolId::new("de-linde").unwrap()
}

fn told(responses: &Responses, options: &Options, earlier_reports: usize, language: Language) -> String {
    let model = builtin::samen_leren();
    let assessments = assessments(&model, responses, &[], options).unwrap();
    let networks = networks(&model, responses, options).unwrap();
    let used = Used {
        model: &model,
        options,
        assessments: &assessments,
        networks: &networks,
        appendices: &[],
        order: None,
        earlier_reports,
    };
    methods(&used, language)
}

/// The same of growth, by the settings of the last moment.
fn growth_told(moments: &[(&Responses, &Options)], earlier_reports: usize) -> String {
    let model = builtin::samen_leren();
    let options = moments[moments.len() - 1].1;
    let answers: Vec<&Responses> = moments.iter().map(|(answers, _)| *answers).collect();
    let changes = successive(&model, &answers, options).unwrap();
    let used =
        UsedForGrowth { model: &model, options, moments, changes: &changes, exchange: None, earlier_reports };
    growth_methods(&used, Language::En)
}

/// A team of this size.
fn of(size: u32) -> TeamFacts {
    TeamFacts::new(TeamSize::new(size))
}

#[test]
fn phases_of_small_teams_are_told_as_by_their_consent() {
    let model = builtin::samen_leren();
    let (three, mut options) = (answers(&model, &[2, 3, 3]), Options::default());
    let without = told(&three, &options, 0, Language::En);
    assert!(!without.contains("whole team"), "{without}");
    options.teams.insert(school(), TeamFacts { small_team_agrees: true, ..of(3) });
    let with = told(&three, &options, 0, Language::En);
    // One on each aspect.
    assert!(
        with.contains("5 phases are of whole teams of fewer, each of whom agreed to it on record."),
        "{with}"
    );

    // At two moments, of growth too.
    let (first, second) = (answers(&model, &[1, 2, 2]), answers(&model, &[2, 3, 3, 3, 4]));
    let told = growth_told(&[(&first, &options), (&second, &options)], 0);
    assert!(told.contains("by 3 people of 1 school, 5 people of 1 school"), "{told}");
    assert!(told.contains("There were too few schools") && !told.contains("Viechtbauer"), "{told}");
    assert!(told.contains("5 phases are of whole teams of fewer"), "{told}");
    assert!(told.contains("of 5 of the 5 combinations"), "{told}");
    // The moment in the middle is in two changes, and its phases are told once.
    let third = answers(&model, &[3, 3, 4]);
    let told = growth_told(&[&first, &three, &third].map(|moment| (moment, &options)), 0);
    assert!(told.contains("15 phases are of whole teams of fewer"), "{told}");
}

#[test]
fn what_is_held_back_is_counted_at_each_moment() {
    let model = builtin::samen_leren();
    let nine = answers(&model, &[1, 2, 2, 3, 3, 3, 4, 4, 5]);
    let (free, mut held) = (Options::default(), Options::default());
    let mut facts = of(12);
    facts.held_back = [(model.aspects()[0].id().clone(), HeldBack::All)].into();
    held.teams.insert(school(), facts);
    for (first, told) in [
        (&free, "1 of the combinations of moment, school and aspect, schools 1."),
        (&held, "2 of the combinations of moment, school and aspect, schools 1."),
    ] {
        let methods = growth_told(&[(&nine, first), (&nine, &held)], 1);
        assert!(methods.contains(told), "{methods}");
    }
}

#[test]
fn reports_before_are_told_with_what_is_held_back_beside_them() {
    let model = builtin::samen_leren();
    let (nine, mut options) = (answers(&model, &[1, 2, 2, 3, 3, 3, 4, 4, 5]), Options::default());
    let told = |options: &Options, reports| told(&nine, options, reports, Language::En);
    assert!(!told(&options, 0).contains("published before"));
    assert!(told(&options, 2).contains("2 reports on this round were published before; no result had to be"));
    let [koers, data] = [0, 1].map(|place| model.aspects()[place].id().clone());
    let mut facts = of(12);
    facts.held_back = [(koers, HeldBack::All), (data, HeldBack::Gap)].into();
    options.teams.insert(school(), facts);
    let beside = told(&options, 1);
    assert!(beside.contains("1 of the combinations of school and aspect, schools 1."), "{beside}");
    assert!(beside.contains("it is not told again how leaders and others differ"), "{beside}");
}

#[test]
fn the_rule_of_roles_follows_the_thresholds() {
    let model = builtin::samen_leren();
    let options = Options {
        thresholds: Thresholds { detail: 10, role: 12, remainder: 12, ..Thresholds::default() },
        ..Options::default()
    };
    let dutch = told(&answers(&model, &[3; 5]), &options, 0, Language::Nl);
    assert!(dutch.contains("waar 12 leidinggevenden en 12 anderen of meer meetellen"), "{dutch}");
    // No coefficient is named where none was given.
    assert!(!dutch.contains("Cronbach") && !dutch.contains("Geldhof"), "{dutch}");
}
