//! Standings as rows of a table (`standings.csv`): what may leave the engine, rounded as it may leave.

pub mod apa;
pub mod appendix;
pub mod assessments;
pub mod columns;
pub mod network;

use leerkring_model::{Aspect, Language, Model, Probabilities, Standing, Tally};

use crate::privacy::Thresholds;
use crate::wording::{label_in_files, reasons};

/// The names of the columns for a scale with `levels` phases. Numbers of people are the least: [`Thresholds`] can be raised.
///
/// | column | what it holds |
/// |---|---|
/// | school, aspect | the keys |
/// | label | "phase 3", "probably phase 3", "between phase 3 and 4", "counted: phase 3" (all that is said below 8 people) or "no statement" |
/// | phase | the phase by the majority rule; empty where there is no statement |
/// | p1, p2, ... | the probability of each phase, together exactly 1.000; from 8 people on, unless nearly all agree |
/// | score, score_low, score_high | the mean and its 90 % interval, to one decimal; likewise |
/// | n | the people who count (they placed at least half of the indicators) |
/// | dont_know, blank | answers, over people and indicators; from 8 responses on |
/// | reason | why there is no statement |
/// | respondents | all responses about the school |
/// | not_applicable | answers |
/// | agreed | the phase agreed in dialogue |
/// | weakest, weakest_phase | the indicator that holds the aspect back; from 8 people on |
/// | hidden | what is left empty to protect people, and why |
/// | model | model and version |
pub fn header(levels: u8) -> Vec<String> {
    let start = ["school", "aspect", "label", "phase"].map(str::to_owned);
    let probabilities = (1..=levels).map(|phase| format!("p{phase}"));
    let end = [
        "score",
        "score_low",
        "score_high",
        "n",
        "dont_know",
        "blank",
        "reason",
        "respondents",
        "not_applicable",
        "agreed",
        "weakest",
        "weakest_phase",
        "hidden",
        "model",
    ];
    start.into_iter().chain(probabilities).chain(end.map(str::to_owned)).collect()
}

/// The cells of one standing, in the order of [`header`]; `None` if the standing is on another model. `thresholds` are those
/// by which it was computed: whether too few people or too much agreement hides a figure is told by them.
pub fn row(standing: &Standing, model: &Model, thresholds: &Thresholds) -> Option<Vec<String>> {
    let aspect = model.aspect(&standing.aspect)?;
    let statement = standing.statement();
    let text = |value: Option<String>| value.unwrap_or_default();
    let score = |figure: Option<f64>| text(figure.map(|figure| format!("{figure:.1}")));
    let mut cells = vec![
        standing.school.to_string(),
        standing.aspect.key().to_owned(),
        label_in_files(standing),
        text(statement.map(|statement| statement.phase.to_string())),
    ];
    cells.extend(probabilities(
        statement.and_then(|statement| statement.probabilities.as_ref()),
        model.levels(),
    ));
    cells.extend([
        score(statement.and_then(|statement| statement.score).map(|score| score.mean)),
        score(statement.and_then(|statement| statement.score).map(|score| score.low)),
        score(statement.and_then(|statement| statement.score).map(|score| score.high)),
        standing.tally.people.to_string(),
    ]);
    let places = |count: fn(&leerkring_model::Places) -> u32| {
        text(standing.tally.places.as_ref().map(count).map(|n| n.to_string()))
    };
    let weakest = statement.and_then(|statement| statement.weakest.as_ref());
    cells.extend([
        places(|places| places.dont_know),
        places(|places| places.blank),
        reasons(standing, aspect, Language::En),
        standing.tally.respondents.to_string(),
        places(|places| places.not_applicable),
        text(standing.agreed.map(|phase| phase.to_string())),
        text(weakest.map(|weakest| weakest.indicator.key().to_owned())),
        text(weakest.map(|weakest| weakest.phase.to_string())),
        hidden(standing, aspect, thresholds),
        model.id().to_string(),
    ]);
    Some(cells)
}

/// Probabilities in thousandths that add up to exactly one: rounded down, and what is left over given to those that
/// lost most (largest remainder).
fn probabilities(probabilities: Option<&Probabilities>, levels: u8) -> Vec<String> {
    const WHOLE: u32 = 1000;
    let Some(probabilities) = probabilities else { return vec![String::new(); usize::from(levels)] };
    let exact: Vec<f64> = probabilities.as_slice().iter().map(|p| p * f64::from(WHOLE)).collect();
    let mut shown: Vec<u32> = exact.iter().map(|p| *p as u32).collect();
    let mut by_loss: Vec<usize> = (0..shown.len()).collect();
    let loss = |place: &usize| exact.get(*place).map_or(0.0, |p| p.fract());
    by_loss.sort_by(|a, b| loss(b).total_cmp(&loss(a)).then(a.cmp(b)));
    let left = WHOLE.saturating_sub(shown.iter().sum()) as usize;
    for place in by_loss.into_iter().take(left) {
        if let Some(p) = shown.get_mut(place) {
            *p += 1;
        }
    }
    shown.iter().map(|p| format!("{}.{:03}", p / WHOLE, p % WHOLE)).collect()
}

fn hidden(standing: &Standing, aspect: &Aspect, thresholds: &Thresholds) -> String {
    let mut hidden = Vec::new();
    let for_score = thresholds.detail.max(thresholds.people_for(standing.rule.threshold()));
    let Tally { respondents, people, .. } = standing.tally;
    if standing.is_beside_earlier() {
        return "counts: held back beside an earlier report".to_owned();
    }
    if standing.tally.places.is_none() && respondents > 0 {
        let why = if respondents < thresholds.detail { "too few responses" } else { "nearly all alike" };
        hidden.push(format!("counts: {why}"));
    }
    if standing.statement().is_some_and(|statement| statement.probabilities.is_none()) {
        let several = if aspect.indicators().len() > 1 {
            ", probabilities and indicators"
        } else {
            " and probabilities"
        };
        let why = if people < for_score { "too few people" } else { "nearly all answered alike" };
        hidden.push(format!("score{several}: {why}"));
    }
    hidden.join("; ")
}

/// A figure as it stands in files: with a decimal point, and never `-0.0`.
fn decimals(value: f64, digits: usize) -> String {
    let text = format!("{value:.digits$}");
    if text.trim_start_matches(['-', '0', '.']).is_empty() {
        text.trim_start_matches('-').to_owned()
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::{Options, assess};
    use leerkring_model::{Answer, Label, Outcome, Phase, Response, Responses, SchoolId, Statement, builtin};
    use proptest::prelude::*;

    /// The row of koers for a school where colleagues say these phases throughout, by column.
    fn cells(phases: &[u8]) -> impl Fn(&str) -> String {
        let model = builtin::samen_leren();
        let mut responses = Responses::new(&model);
        for phase in phases {
            let answers = vec![Phase::new(*phase).map(Answer::Phase); model.width()];
            responses.push(&Response::new(SchoolId::new("007").unwrap(), answers)).unwrap();
        }
        let standings = assess(&model, &responses, &[], &Options::default()).unwrap();
        let row = row(&standings[0], &model, &Options::default().thresholds).unwrap();
        let header = header(model.levels());
        assert_eq!(row.len(), header.len());
        move |column| row[header.iter().position(|name| name == column).unwrap()].clone()
    }

    #[test]
    fn eight_people_who_differ_show_everything() {
        let cell = cells(&[2, 2, 3, 3, 3, 3, 3, 4]);
        let shown =
            ["school", "aspect", "label", "phase", "score", "n", "dont_know", "hidden", "model"].map(&cell);
        assert_eq!(shown, ["007", "koers", "phase 3", "3", "2.9", "8", "0", "", "samen-leren@1"]);
        assert!(!cell("p3").is_empty());
    }

    #[test]
    fn fewer_or_more_alike_show_less_and_say_so() {
        let five = cells(&[3; 5]);
        assert_eq!(["label", "phase", "p1", "p3", "score"].map(&five), ["counted: phase 3", "3", "", "", ""]);
        assert_eq!(
            five("hidden"),
            "counts: too few responses; score, probabilities and indicators: too few people"
        );
        let four = cells(&[3; 4]);
        assert_eq!(["label", "phase", "score", "n", "blank"].map(&four), ["no statement", "", "", "4", ""]);
        assert_eq!(four("hidden"), "counts: too few responses");
        let alike = cells(&[3; 8]);
        assert_eq!(["label", "p3", "score"].map(&alike), ["phase 3", "", ""]);
        assert_eq!(alike("hidden"), "score, probabilities and indicators: nearly all answered alike");
    }

    #[test]
    fn whether_too_few_or_too_alike_is_told_by_the_thresholds_that_were_used() {
        let mut standing = Standing::new(
            SchoolId::new("s").unwrap(),
            builtin::samen_leren().aspects()[0].id().clone(),
            Outcome::Stated(Statement::new(Phase::Three, Label::Counted(Phase::Three), None)),
        );
        (standing.tally.respondents, standing.tally.people) = (10, 10);
        let why = |detail| {
            let thresholds = Thresholds { detail, ..Thresholds::default() };
            hidden(&standing, &builtin::samen_leren().aspects()[0], &thresholds)
        };
        assert!(why(12).starts_with("counts: too few") && why(12).ends_with("too few people"));
        assert!(why(8).starts_with("counts: nearly all alike") && why(8).ends_with("answered alike"));
    }

    proptest! {
        #[test]
        fn shown_probabilities_add_up_to_one(masses in proptest::collection::vec(0.0..1.0_f64, 5)) {
            let total: f64 = masses.iter().sum::<f64>() + 1e-9;
            let mut p: Vec<f64> = masses.iter().map(|mass| mass / total).collect();
            p[0] = 1.0 - p.iter().skip(1).sum::<f64>();
            let exact = Probabilities::new(&p).unwrap();
            let shown: Vec<f64> = probabilities(Some(&exact), 5).iter().map(|cell| cell.parse().unwrap()).collect();
            let thousandths: Vec<u32> = shown.iter().map(|p| (p * 1000.0).round() as u32).collect();
            prop_assert_eq!(thousandths.iter().sum::<u32>(), 1000);
            prop_assert!(shown.iter().zip(&p).all(|(a, b)| (a - b).abs() < 0.001 + 1e-9));
        }
    }
}
