//! Full results as rows: `assessments.csv`, `distribution.csv`, `indicators.csv`.

use leerkring_model::{Language, Model, Phase};

use super::decimals;
use crate::assessment::{Assessment, Band, Picture};
use crate::network::SchoolFigures;
use crate::privacy::Shown;
use crate::wording;

/// The columns of `assessments.csv`, a row per school and aspect, for a scale with `levels` phases. What is hidden is empty,
/// and `hidden` says why.
pub fn header(levels: u8) -> Vec<String> {
    let start =
        ["school", "aspect", "n", "respondents", "team", "response_rate", "response", "label", "phase"];
    let score = [
        "score",
        "score_low",
        "score_high",
        "median_low",
        "median_high",
        "quartile_low",
        "quartile_high",
        "ad",
        "agreement",
        "within_one",
        "split",
        "missing",
        "missing_low",
        "missing_high",
        "weakest",
        "agreed",
        "agreed_support",
        "target",
        "target_reached",
        "reliability",
        "pooled",
        "pooled_sd",
    ];
    let own = (1..=levels).map(|phase| format!("p{phase}"));
    let pooled = (1..=levels).map(|phase| format!("network_p{phase}"));
    let texts = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    let end = texts(&["reason", "hidden", "model"]);
    texts(&start).into_iter().chain(own).chain(texts(&score)).chain(pooled).chain(end).collect()
}

/// The cells of one result, in the order of [`header`], with what the network says of the school, where that is known; `None`
/// if it is on another model.
pub fn row(whole: &Assessment, network: Option<&SchoolFigures>, model: &Model) -> Option<Vec<String>> {
    let standing = &whole.standing;
    let aspect = model.aspect(&standing.aspect)?;
    let statement = standing.statement();
    let shown = |figure: &Shown<f64>, digits| text(figure.value().map(|value| decimals(*value, digits)));
    let picture = whole.response.picture.value().map(|picture| match picture {
        Picture::Normal => "normal",
        Picture::Indicative => "indicative",
        Picture::Partial => "partial",
    });
    let mut cells = vec![
        standing.school.to_string(),
        aspect.id().key().to_owned(),
        standing.tally.people.to_string(),
        standing.tally.respondents.to_string(),
        text(whole.response.team.value()),
        shown(&whole.response.rate, 3),
        text(picture),
        wording::label_in_files(standing),
        text(statement.map(|statement| statement.phase)),
    ];
    cells.extend(super::probabilities(statement.and_then(|s| s.probabilities.as_ref()), model.levels()));
    let score = statement.and_then(|statement| statement.score);
    cells.extend(
        [score.map(|s| s.mean), score.map(|s| s.low), score.map(|s| s.high)]
            .map(|s| text(s.map(|s| decimals(s, 1)))),
    );
    let distribution = whole.distribution.value();
    cells.extend(
        [
            distribution.map(|d| d.median_low),
            distribution.map(|d| d.median_high),
            distribution.map(|d| d.quartile_low),
            distribution.map(|d| d.quartile_high),
        ]
        .map(text),
    );
    let closeness = whole.closeness.value();
    cells.extend([
        text(closeness.map(|c| decimals(c.ad, 2))),
        text(closeness.map(|closeness| match closeness.band {
            Band::One => "one picture",
            Band::Rough => "roughly the same picture",
            Band::Different => "different pictures",
        })),
        text(closeness.map(|c| decimals(c.within_one, 3))),
        text(whole.split.value()),
    ]);
    let missing = whole.missing.value();
    cells.extend([
        text(missing.map(|missing| missing.people)),
        text(missing.map(|missing| missing.low)),
        text(missing.map(|missing| missing.high)),
        text(statement.and_then(|s| s.weakest.as_ref()).map(|weakest| weakest.indicator.key())),
        text(standing.agreed),
        text(whole.support.as_ref().and_then(Shown::value).map(|p| decimals(*p, 3))),
        text(whole.target.map(|target| target.phase)),
        text(whole.target.and_then(|target| Some(decimals(*target.reached.value()?, 3)))),
    ]);
    let figure =
        |of: fn(&SchoolFigures) -> Option<f64>| text(network.and_then(of).map(|value| decimals(value, 3)));
    cells.extend([
        figure(|own| own.reliability.ok()),
        figure(|own| own.pooled.ok().map(|pooled| pooled.mean)),
        figure(|own| own.pooled.ok().map(|pooled| pooled.sd)),
    ]);
    let phases = network.and_then(|own| own.phases.as_ref().ok());
    cells.extend(
        Phase::scale(model.levels())
            .map(|phase| text(phases.and_then(|phases| phases.get(phase.index())).map(|p| decimals(*p, 3)))),
    );
    cells.extend([wording::reasons(standing, aspect, Language::En), hidden(whole), model.id().to_string()]);
    Some(cells)
}

/// What is hidden, and why; what is not known is not hidden.
fn hidden(whole: &Assessment) -> String {
    use crate::privacy::Why::{NoAnswers, NotKnown};
    let reason = |name: &str, why: Option<crate::privacy::Why>| {
        let why = why.filter(|why| !matches!(why, NoAnswers | NotKnown))?;
        Some(format!("{name}: {}", wording::why(why, Language::En)))
    };
    fn of<T>(shown: &Shown<T>) -> Option<crate::privacy::Why> {
        match shown {
            Shown::Value(_) => None,
            Shown::Withheld(why) => Some(*why),
        }
    }
    let found = [
        reason("distribution", of(&whole.distribution)),
        reason("agreement", of(&whole.closeness)),
        reason("indicators", of(&whole.indicators)),
        reason("missing", of(&whole.missing)),
    ];
    found.into_iter().flatten().collect::<Vec<_>>().join("; ")
}

/// The columns of `distribution.csv`, a row per school, aspect and phase, where the distribution is shown.
pub const DISTRIBUTION: [&str; 5] = ["school", "aspect", "phase", "answers", "at_least"];

/// The rows of `distribution.csv` for one result.
pub fn distribution_rows(whole: &Assessment) -> Vec<Vec<String>> {
    let Some(distribution) = whole.distribution.value() else { return Vec::new() };
    let shares = distribution.counts.iter().zip(&distribution.at_least).enumerate();
    let row = |(place, (answers, at_least)): (usize, (&u32, &f64))| {
        let [school, aspect] = keys(whole);
        vec![school, aspect, (place + 1).to_string(), answers.to_string(), decimals(*at_least, 3)]
    };
    shares.map(row).collect()
}

/// The columns of `indicators.csv`, a row per school and indicator, where indicators are shown.
pub const INDICATORS: [&str; 8] =
    ["school", "aspect", "indicator", "phase", "placed", "dont_know", "not_applicable", "blank"];

/// The rows of `indicators.csv` for one result.
pub fn indicator_rows(whole: &Assessment) -> Vec<Vec<String>> {
    let row = |own: &crate::assessment::OwnPhase| {
        let [school, aspect] = keys(whole);
        let places = [own.places.placed, own.places.dont_know, own.places.not_applicable, own.places.blank];
        let mut cells = vec![school, aspect, own.indicator.key().to_owned(), own.phase.to_string()];
        cells.extend(places.map(|n| n.to_string()));
        cells
    };
    whole.indicators.value().into_iter().flatten().map(row).collect()
}

fn keys(whole: &Assessment) -> [String; 2] {
    [whole.standing.school.to_string(), whole.standing.aspect.key().to_owned()]
}

fn text(value: Option<impl ToString>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}
