use super::*;
use crate::engine::{Options, TeamFacts, assessments};
use crate::network::{NoFigure, networks};
use crate::privacy::Why;
use leerkring_model::{Answer, Response, Responses, TeamSize, builtin};
use statrs::function::erf::erf;

/// So many schools, of which every third stands a phase higher; the first has eight people, the others ten.
fn network(schools: usize, options: &Options) -> (Model, Vec<Assessment>, AspectNetwork) {
    let model = builtin::samen_leren();
    let mut responses = Responses::new(&model);
    for school in 0..schools {
        let up = u8::from(school % 3 == 1);
        let people: &[u8] =
            if school == 0 { &[1, 2, 2, 2, 3, 3, 3, 4] } else { &[1, 2, 2, 2, 2, 3, 3, 3, 3, 4] };
        for phase in people {
            let answers = vec![Phase::new(phase + up).map(Answer::Phase); model.width()];
            responses.push(&Response::new(id(school), answers)).unwrap();
        }
    }
    // Nearly all alike.
    for _ in 0..9 {
        let answers = vec![Some(Answer::Phase(Phase::Three)); model.width()];
        responses.push(&Response::new(id(99), answers)).unwrap();
    }
    let all = assessments(&model, &responses, &[], options).unwrap();
    let network = networks(&model, &responses, options).unwrap().remove(0);
    (model, all, network)
}

fn id(school: usize) -> SchoolId {
    SchoolId::new(&format!("s{school:02}")).unwrap()
}

fn koers(all: &[Assessment], school: usize) -> &Assessment {
    all.iter().find(|one| one.standing.school == id(school) && one.standing.aspect.key() == "koers").unwrap()
}

fn figure(steps: &[Step], name: &str) -> f64 {
    steps.iter().flat_map(|step| &step.figures).find(|figure| figure.name == name).unwrap().value
}

fn text(steps: &[Step]) -> String {
    steps.iter().flat_map(|step| &step.lines).map(|line| format!("{line}\n")).collect()
}

fn near(a: f64, b: f64) {
    assert!((a - b).abs() < 1e-9, "{a} {b}");
}

#[test]
fn two_schools_by_hand() {
    let (model, all, network) = network(20, &Options::default());
    let steps = beside(&network, koers(&all, 0), koers(&all, 1), &model, Language::En).unwrap();
    let of = |name: &str| figure(&steps, name);
    let (sigma2, tau2, mu, error) = (of("sigma²"), of("tau²"), of("mu"), of("se(mu)"));
    let (a, b) = (sigma2 / (sigma2 + 8.0 * tau2), sigma2 / (sigma2 + 10.0 * tau2));
    near(of("lambda_A"), a);
    near(of("lambda_B"), b);
    near(of("value_A"), mu + (1.0 - a) * (2.5 - mu));
    near(of("value_B"), mu + (1.0 - b) * (3.5 - mu));
    let difference = of("value_B") - of("value_A");
    let s = (tau2 * a + tau2 * b + (b - a) * (b - a) * error * error).sqrt();
    near(of("difference"), difference);
    near(of("s"), s);
    let below = |z: f64| f64::midpoint(1.0, erf(z / 2.0_f64.sqrt()));
    near(of("p_further"), below(difference / s));
    near(of("p_half_phase"), below((difference - 0.5) / s));
    let compared = network.compare(&id(0), &id(1)).unwrap();
    assert_eq!((of("p_further"), of("p_half_phase")), (compared.p_further, compared.p_half_phase));
    // By phases: another, coarser answer.
    let p = |school| koers(&all, school).standing.statement().unwrap().probabilities.unwrap();
    near(
        of("p_phase"),
        Phase::scale(5).map(|k| p(0).of(k) * k.next().map_or(0.0, |next| p(1).at_least(next))).sum(),
    );
    assert!(of("p_phase") < of("p_further"));
    // The other way round it is the rest.
    let turned = beside(&network, koers(&all, 1), koers(&all, 0), &model, Language::Nl).unwrap();
    near(figure(&turned, "p_further"), 1.0 - of("p_further"));
    assert!(
        text(&turned).contains("=NORM.S.VERD(-") && text(&turned).contains("waarde_A = "),
        "{}",
        text(&turned)
    );
    assert_eq!(steps.len(), turned.len());
}

#[test]
fn few_schools_are_averaged_and_that_is_said() {
    let (model, all, network) = network(9, &Options::default());
    let steps = beside(&network, koers(&all, 0), koers(&all, 1), &model, Language::En).unwrap();
    assert_eq!(figure(&steps, "p_further"), network.compare(&id(0), &id(1)).unwrap().p_further);
    assert!(text(&steps).contains("the average over 21 values of tau"), "{}", text(&steps));
}

#[test]
fn no_difference_is_said_as_that() {
    let model = builtin::samen_leren();
    let mut responses = Responses::new(&model);
    for (school, phase) in (0..16).flat_map(|school| [1, 2, 2, 2, 3, 3, 3, 4].map(|phase| (school, phase))) {
        let answers = vec![Phase::new(phase).map(Answer::Phase); model.width()];
        responses.push(&Response::new(id(school), answers)).unwrap();
    }
    let options = Options::default();
    let all = assessments(&model, &responses, &[], &options).unwrap();
    let network = networks(&model, &responses, &options).unwrap().remove(0);
    let steps = beside(&network, koers(&all, 0), koers(&all, 1), &model, Language::En).unwrap();
    assert_eq!((figure(&steps, "p_further"), figure(&steps, "p_half_phase")), (0.5, 0.0));
    assert!(text(&steps).contains("no difference between schools can be detected"), "{}", text(&steps));
}

#[test]
fn only_schools_that_show_their_score() {
    let mut options = Options::default();
    options.teams.insert(id(1), TeamFacts::new(TeamSize::new(30)));
    let (model, all, network) = network(20, &options);
    let of = |a: usize, b: usize| beside(&network, koers(&all, a), koers(&all, b), &model, Language::En);
    let alike = NotBeside::School { school: id(99), reason: NoFigure::Hidden(Why::Alike) };
    assert_eq!(of(0, 99).unwrap_err(), alike);
    assert_eq!(of(99, 0).unwrap_err(), alike);
    assert_eq!(of(3, 3).unwrap_err(), NotBeside::Same(id(3)));
    let elsewhere = all.iter().find(|one| one.standing.aspect != network.aspect).unwrap();
    assert!(matches!(
        beside(&network, elsewhere, koers(&all, 1), &model, Language::En),
        Err(NotBeside::OtherAspect(_))
    ));
    // Of ten people in thirty little is known, whichever of the two they are.
    assert_eq!(of(0, 1).unwrap_err(), NotBeside::Partial(id(1)));
    assert_eq!(of(1, 0).unwrap_err(), NotBeside::Partial(id(1)));
}

#[test]
fn a_team_of_unknown_size_is_said_to_be_one() {
    let mut options = Options::default();
    options.teams.insert(id(1), TeamFacts::new(TeamSize::new(20)));
    options.teams.insert(id(2), TeamFacts::new(TeamSize::new(9)));
    let (model, all, network) = network(20, &options);
    let told = |a: usize, b: usize| {
        text(&beside(&network, koers(&all, a), koers(&all, b), &model, Language::En).unwrap())
    };
    let unknown = told(0, 1);
    assert!(unknown.contains("s00: How large the team is is not known (column `team`"), "{unknown}");
    assert!(!unknown.contains("s01: How"), "{unknown}");
    // More answered than the register has.
    let more = told(1, 2);
    assert!(
        more.contains("s02: By the register the team has 9, and 10 answered")
            && !more.contains(": How large"),
        "{more}"
    );
}

/// A model by which the network was not assessed is said to be that, and not the assessments to be on something else.
#[test]
fn a_model_without_the_aspect() {
    let (_, all, network) = network(20, &Options::default());
    let other = builtin::dialoogscan();
    assert!(other.aspect(&network.aspect).is_none());
    let refused = beside(&network, koers(&all, 0), koers(&all, 1), &other, Language::En).unwrap_err();
    let (aspect, model) = (network.aspect.clone(), other.id().to_string());
    assert_eq!(refused, NotBeside::NotInModel { aspect, model });
}

#[test]
fn a_network_that_is_too_small() {
    let (model, all, network) = network(6, &Options::default());
    assert_eq!(
        beside(&network, koers(&all, 0), koers(&all, 1), &model, Language::En).unwrap_err(),
        NotBeside::Network(NoFigure::Schools { found: 6, needed: 8 })
    );
}
