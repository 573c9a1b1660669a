use super::*;
use crate::engine::{Options, TeamFacts, assessments};
use leerkring_model::{Agreement, Answer, Phase, Response, Responses, SchoolId, TeamSize};
use statrs::function::beta::beta_reg;

/// Five phases and one aspect of so many indicators.
fn model(indicators: usize) -> Model {
    let phases: Vec<String> = (1..=5).map(|k| format!("{{ name.en = \"step {k}\" }}")).collect();
    let texts: Vec<String> =
        (1..=5).map(|k| format!("{{ phase = {k}, text.en = \"We are at step {k} here.\" }}")).collect();
    let indicators: String = (1..=indicators)
        .map(|j| {
            format!(
                "[[aspect.indicator]]\nid = \"i{j}\"\nname.en = \"Side {j}\"\ndescriptor = [\n{}\n]\n",
                texts.join(",\n")
            )
        })
        .collect();
    Model::parse(&format!(
        "format = 1\nid = \"small\"\nversion = 1\nlanguages = [\"en\"]\nname.en = \"Small\"\nphase = [\n{}\n]\n\
         [[aspect]]\nid = \"one\"\nname.en = \"One\"\n{indicators}",
        phases.join(",\n")
    ))
    .unwrap()
}

/// The steps of a team of so many, of whom these answered.
fn steps(team: u32, rows: &[&[u8]], language: Language) -> (Assessment, Vec<Step>) {
    let model = model(rows[0].len());
    let school = SchoolId::new("s").unwrap();
    let mut responses = Responses::new(&model);
    for row in rows {
        let answers = row.iter().map(|n| Phase::new(*n).map(Answer::Phase)).collect();
        responses.push(&Response::new(school.clone(), answers)).unwrap();
    }
    let aspect = model.aspects()[0].id().clone();
    let mut options = Options::default();
    options.teams.insert(school.clone(), TeamFacts::new(TeamSize::new(team)));
    options.targets.insert(aspect.clone(), Phase::Four);
    let agreed = [Agreement::new(school, aspect, Phase::Two)];
    let whole = assessments(&model, &responses, &agreed, &options).unwrap().remove(0);
    let steps = explain(&whole, &model, language);
    (whole, steps)
}

fn figure(steps: &[Step], name: &str) -> f64 {
    let found = steps.iter().flat_map(|step| &step.figures).find(|figure| figure.name == name);
    found.unwrap_or_else(|| panic!("no `{name}` in {steps:#?}")).value
}

fn text(steps: &[Step]) -> String {
    steps
        .iter()
        .flat_map(|step| [&step.title].into_iter().chain(&step.lines))
        .map(|l| format!("{l}\n"))
        .collect()
}

fn near(a: f64, b: f64) {
    assert!((a - b).abs() < 1e-9, "{a} {b}");
}

/// The team of ten of `docs/METHOD.md`, section 18.
const TEN: [&[u8]; 10] = [&[2], &[2], &[3], &[3], &[3], &[3], &[3], &[4], &[4], &[5]];

#[test]
fn one_indicator_by_hand() {
    let (whole, steps) = steps(12, &TEN, Language::En);
    for (k, at_least) in [(2, 10.0), (3, 8.0), (4, 3.0), (5, 1.0)] {
        near(figure(&steps, &format!("S_{k}")), at_least / 10.0);
        let above = 0.4 * (6 - k) as f64;
        let (a, b) = (at_least + above, 12.0 - at_least - above);
        near(figure(&steps, &format!("A_{k}")), a);
        near(figure(&steps, &format!("B_{k}")), b);
        near(figure(&steps, &format!("P_{k}")), 1.0 - beta_reg(a, b, 0.5));
        near(figure(&steps, &format!("low S_{k}")), at_least / 12.0);
        near(figure(&steps, &format!("high S_{k}")), (at_least + 2.0) / 12.0);
    }
    let p = whole.standing.statement().unwrap().probabilities.unwrap();
    (1..=5).for_each(|k| near(figure(&steps, &format!("p({k})")), p.of(Phase::new(k).unwrap())));
    near(figure(&steps, "phase"), 3.0);
    near(figure(&steps, "AD"), (2.0 + 2.0 + 2.0) / 10.0);
    near(figure(&steps, "W"), 0.9);
    near(figure(&steps, "mean"), 3.2);
    near(figure(&steps, "rate"), 10.0 / 12.0);
    near(figure(&steps, "reached"), 2.0 / 3.0);
    near(figure(&steps, "support"), p.of(Phase::Two));
    // The normal interval is close to the exact one.
    let (centre, s) = (figure(&steps, "centre"), figure(&steps, "s"));
    assert!((centre - 1.645 * s - figure(&steps, "interval low")).abs() < 0.05);
    assert!((centre + 1.645 * s - figure(&steps, "interval high")).abs() < 0.05);
}

#[test]
fn several_indicators_have_moments_that_can_be_added_by_hand() {
    let rows: [&[u8]; 10] =
        [&[2, 3], &[2, 2], &[3, 3], &[3, 4], &[3, 2], &[4, 3], &[3, 3], &[4, 5], &[2, 4], &[5, 3]];
    let (whole, steps) = steps(10, &rows, Language::Nl);
    for k in 2..=5 {
        let share = |row: &&[u8]| row.iter().filter(|n| **n >= k).count() as f64 / 2.0;
        let (sum, squares) =
            rows.iter().fold((0.0, 0.0), |(s, q), row| (s + share(row), q + share(row).powi(2)));
        let above = 0.4 * f64::from(6 - k);
        near(figure(&steps, &format!("S_{k}")), sum / 10.0);
        let mean = (sum + above) / 12.0;
        if (squares - sum).abs() > 1e-9 {
            near(figure(&steps, &format!("m_{k}")), mean);
            let variance = ((squares + above) / 12.0 - mean * mean) / 13.0;
            near(figure(&steps, &format!("v_{k}")), variance);
            let t = mean * (1.0 - mean) / variance - 1.0;
            let check = 1.0 - beta_reg(mean * t, (1.0 - mean) * t, 0.5);
            near(figure(&steps, &format!("check_{k}")), check);
            assert!((check - figure(&steps, &format!("P_{k}"))).abs() < 0.02);
        }
    }
    let p = whole.standing.statement().unwrap().probabilities.unwrap();
    near(figure(&steps, "p(3)"), p.of(Phase::Three));
    assert!(figure(&steps, "AD") <= figure(&steps, "AD_all") + 1e-12);
    assert!(text(&steps).contains("15 oordelen / 2 = 7,5 personen"), "{}", text(&steps));
}

#[test]
fn the_formula_is_that_of_the_spreadsheet() {
    let nl = text(&steps(12, &TEN, Language::Nl).1);
    let en = text(&steps(12, &TEN, Language::En).1);
    assert!(nl.contains("=1-BETA.VERD(0,5;9,2;2,8;WAAR)"), "{nl}");
    assert!(en.contains("=1-BETA.DIST(0.5,9.2,2.8,TRUE)"), "{en}");
}

#[test]
fn of_small_teams_and_teams_that_agree_the_text_is_one() {
    let same = |a: &[&[u8]], b: &[&[u8]]| {
        for language in [Language::Nl, Language::En] {
            let [a, b] = [a, b].map(|rows| steps(12, rows, language).1);
            assert_eq!(text(&a), text(&b));
            assert_eq!(a, b);
            assert!(
                a.iter()
                    .flat_map(|step| &step.figures)
                    .all(|figure| !figure.name.starts_with("c_") && !figure.name.starts_with("S_"))
            );
        }
    };
    same(&[&[3], &[3], &[3], &[3], &[3]], &[&[3], &[3], &[3], &[1], &[5]]);
    same(&[&[3_u8, 3][..]; 7], &[&[3, 4], &[3, 3], &[5, 5], &[3, 3], &[2, 3], &[3, 3], &[3, 3]]);
    same(&[&[3_u8][..]; 9], &[&[3], &[3], &[3], &[3], &[3], &[3], &[3], &[1], &[5]]);
    same(&[&[1_u8][..]; 4], &[&[5_u8][..]; 4]);
}

#[test]
fn a_team_that_agrees_is_reckoned_two_smaller() {
    let (whole, steps) = steps(12, &[&[3][..]; 9], Language::En);
    near(figure(&steps, "A_3"), 7.0 + 1.2);
    near(figure(&steps, "P_3"), 1.0 - beta_reg(8.2, 0.8, 0.5));
    near(figure(&steps, "low S_3"), 7.0 / 12.0);
    assert!(whole.distribution.value().is_none());
}

/// What is told of persons' shares by the sums of their squares follows from the probabilities already: teams with the
/// same sum of shares and other squares have other probabilities. Two and three indicators, of which nobody left one open.
#[test]
fn squares_tell_nothing_that_probabilities_do_not() {
    use crate::judgements::Judgements;
    use crate::posterior::phase_probabilities;
    use leerkring_model::Rule;
    for (indicators, most, phase) in (2..=5).flat_map(|k| [(2_usize, 16_u8, k), (3, 9, k)]) {
        let [low, high] = [phase - 1, phase].map(|k| Phase::new(k).map(Answer::Phase));
        let phase = Phase::new(phase).unwrap();
        for people in 8..=most {
            // The persons with 0, 1, ... indicators at the phase or higher.
            let mut seen: Vec<(usize, f64, f64)> = Vec::new();
            for numbers in compositions(people, indicators + 1) {
                let row =
                    |above| (0..indicators).map(|j| if j < above { high } else { low }).collect::<Vec<_>>();
                let numbered = || numbers.iter().map(|n| usize::from(*n)).enumerate();
                let rows: Vec<Vec<Option<Answer>>> =
                    numbered().flat_map(|(above, n)| vec![row(above); n]).collect();
                let judgements = Judgements::new(5, rows.iter().map(Vec::as_slice), 1).unwrap();
                let sum = numbered().map(|(above, n)| above * n).sum();
                let p = phase_probabilities(&judgements, &Rule::default()).at_least(phase);
                seen.push((sum, judgements.squares()[phase.index()], p));
            }
            seen.sort_by(|a, b| (a.0, a.2).partial_cmp(&(b.0, b.2)).unwrap());
            for pair in seen.windows(2).filter(|pair| pair[0].0 == pair[1].0) {
                let apart = (pair[0].1 - pair[1].1).abs() > 1e-9;
                assert!(!apart || (pair[0].2 - pair[1].2).abs() > 1e-9, "{people} {phase} {pair:?}");
            }
        }
    }
}

fn compositions(total: u8, parts: usize) -> Vec<Vec<u8>> {
    if parts == 1 {
        return vec![vec![total]];
    }
    let with =
        |n: u8| compositions(total - n, parts - 1).into_iter().map(move |rest| [vec![n], rest].concat());
    (0..=total).flat_map(with).collect()
}

#[test]
fn every_step_names_a_section_and_a_file() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let method = std::fs::read_to_string(root.join("docs/METHOD.md")).unwrap();
    for rows in [&TEN[..], &TEN[..6], &[&[3][..]; 9]] {
        for step in steps(12, rows, Language::En).1 {
            assert!(method.contains(&format!("\n## {}. ", step.section)), "{step:?}");
            assert!(root.join(step.source).is_file(), "{step:?}");
        }
    }
}

/// The lines that section 18 of `docs/METHOD.md` gives are what is written.
#[test]
fn the_example_in_the_method() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let method = std::fs::read_to_string(root.join("docs/METHOD.md")).unwrap();
    let (_, section) = method.split_once("\n## 18. ").unwrap();
    let (_, example) = section.split_once("```text\n").unwrap();
    let (example, _) = example.split_once("```").unwrap();
    let written = text(&steps(12, &TEN, Language::En).1);
    let lines: Vec<&str> = example.lines().filter(|line| !line.is_empty()).collect();
    assert!(lines.len() > 20);
    let mut rest = written.lines();
    for line in lines {
        assert!(rest.any(|own| own == line), "`{line}` is not in, or not in its place in\n{written}");
    }
}
