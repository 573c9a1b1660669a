//! The figures of networks as rows: `network.csv`, `reliability.csv`, `roles.csv`. A figure that is not given has its reason.

use leerkring_model::Language;

use super::decimals;
use crate::network::{AspectNetwork, Bounded, Consistency, NoFigure, SchoolGap};
use crate::wording::no_figure;

/// The columns of `network.csv` and `reliability.csv`, a row per aspect and figure.
pub const NETWORK: [&str; 8] = ["aspect", "figure", "value", "low", "high", "schools", "people", "reason"];

/// A figure with its interval, where it has one.
struct Figure {
    name: String,
    value: Result<(f64, Option<Bounded>), NoFigure>,
    schools: u32,
    /// Empty where it is not told: of how many placed every indicator.
    people: Option<u32>,
}

impl Figure {
    fn row(self, network: &AspectNetwork) -> Vec<String> {
        let [value, low, high, reason] = match self.value {
            Ok((value, None)) => [decimals(value, 4), String::new(), String::new(), String::new()],
            Ok((value, Some(b))) => {
                [decimals(value, 4), decimals(b.low, 4), decimals(b.high, 4), String::new()]
            }
            Err(reason) => [String::new(), String::new(), String::new(), no_figure(reason, Language::En)],
        };
        let people = self.people.map(|n| n.to_string()).unwrap_or_default();
        let schools = self.schools.to_string();
        vec![network.aspect.key().to_owned(), self.name, value, low, high, schools, people, reason]
    }
}

/// The rows of `network.csv` for one aspect.
///
/// | figure | what it is |
/// |---|---|
/// | mu, sigma, tau, rho | mean of schools, standard deviations within and between schools, share of variance between, with 95 % intervals |
/// | people_needed | people for a reliability of .70; empty where no number does |
/// | pairs_ordered | share of pairs of schools ordered with 90 % certainty |
/// | ad, r_wg_uniform, r_wg_slight_skew, r_star, a_wg | medians over teams that may show them |
/// | experience_sd | spread between schools in the ordinal model |
/// | left_out | schools in no figure |
pub fn rows(network: &AspectNetwork) -> Vec<Vec<String>> {
    let (schools, people) = (network.schools, Some(network.people));
    let whole = |name: &str, value| Figure { name: name.to_owned(), value, schools, people };
    let differences = network.differences.as_ref().map_err(|reason| *reason);
    let bounded =
        |of: fn(&crate::network::Differences) -> Bounded| differences.map(|d| (of(d).value, Some(of(d))));
    let mut figures = vec![
        whole("mu", bounded(|d| d.mu)),
        whole("sigma", bounded(|d| d.sigma)),
        whole("tau", bounded(|d| d.tau)),
        whole("rho", bounded(|d| d.rho)),
        whole(
            "people_needed",
            differences.and_then(|d| Ok((d.people_needed.ok_or(NoFigure::NoSpread)? as f64, None))),
        ),
        whole("pairs_ordered", network.ordered.map(|share| (share, None))),
    ];
    let teams = network.together.as_ref().map_or(0, |together| together.teams);
    let agreement = |name: &str, of: fn(&crate::network::Together) -> Option<f64>| Figure {
        name: name.to_owned(),
        value: network.together.and_then(|t| Ok((of(&t).ok_or(NoFigure::NoSpread)?, None))),
        schools: teams,
        people: None,
    };
    figures.extend([
        agreement("ad", |t| Some(t.ad)),
        agreement("r_wg_uniform", |t| t.r_wg_uniform),
        agreement("r_wg_slight_skew", |t| t.r_wg_slight_skew),
        agreement("r_star", |t| t.r_star),
        agreement("a_wg", |t| t.a_wg),
    ]);
    let experience = network.experience;
    figures.push(Figure {
        schools: experience.map_or(0, |known| known.schools),
        people: experience.ok().map(|known| known.people),
        ..whole("experience_sd", experience.map(|known| (known.sd, None)))
    });
    figures.push(whole("left_out", Ok((f64::from(network.left_out), None))));
    figures.into_iter().map(|figure| figure.row(network)).collect()
}

/// The rows of `reliability.csv` for one aspect.
///
/// | figure | what it is |
/// |---|---|
/// | within_alpha, within_spearman_brown, within_omega | whether the indicators hang together for people |
/// | between_alpha, ... | the same for schools |
/// | g_school, g_rater, g_item, g_school_item, g_residual | variance components |
/// | d_5, d_8, ... | reliability of a school's figure on these indicators with so many people |
pub fn reliability_rows(network: &AspectNetwork) -> Vec<Vec<String>> {
    let mut figures = Vec::new();
    for (level, found) in [("within", &network.within), ("between", &network.between)] {
        let (schools, people) = found.as_ref().map_or((0, None), |found| (found.schools, Some(found.people)));
        let figure = |name: &str, value| Figure { name: format!("{level}_{name}"), value, schools, people };
        let part = |of: fn(&Consistency) -> Option<f64>| {
            (*found).and_then(|found| Ok((of(&found).ok_or(NoFigure::NoSpread)?, None)))
        };
        figures.push(figure("alpha", (*found).map(|found| (found.alpha, found.alpha_interval))));
        // One of the two, by the number of indicators.
        if network.indicator_count == 2 {
            figures.push(figure("spearman_brown", part(|found| found.spearman_brown)));
        } else {
            figures.push(figure("omega", part(|found| found.omega)));
        }
    }
    match &network.generalizability {
        Err(reason) => {
            figures.push(Figure {
                name: "g_study".to_owned(),
                value: Err(*reason),
                schools: 0,
                people: None,
            });
        }
        Ok(found) => {
            let (schools, people) = (found.schools, Some(found.people));
            let figure =
                |name: String, value: f64| Figure { name, value: Ok((value, None)), schools, people };
            let parts = found.study.components;
            let parts = [
                ("school", parts.school),
                ("rater", parts.rater),
                ("item", parts.item),
                ("school_item", parts.school_item),
                ("residual", parts.residual),
            ];
            figures.extend(parts.map(|(name, value)| figure(format!("g_{name}"), value)));
            figures.extend(found.by_raters.iter().map(|(n, d)| figure(format!("d_{n}"), d.g_items_fixed)));
        }
    }
    figures.into_iter().map(|figure| figure.row(network)).collect()
}

/// The columns of `roles.csv`: per aspect a row for the network, with an empty `school`, and one per school with people who
/// count.
pub const ROLES: [&str; 12] = [
    "aspect",
    "school",
    "schools",
    "leaders",
    "others",
    "gap",
    "se",
    "low",
    "high",
    "p_above",
    "smallest_detectable",
    "reason",
];

/// The rows of `roles.csv` for one aspect: of the network the gap inside schools with its standard error (CR2) and 95 %
/// interval, of a school the gap pulled to the network's with its standard deviation.
pub fn role_rows(network: &AspectNetwork) -> Vec<Vec<String>> {
    let aspect = || network.aspect.key().to_owned();
    let empty = |n: usize| vec![String::new(); n];
    let whole = match &network.leaders {
        Ok(found) => {
            let bounds = found.within_interval.map(|b| [decimals(b.low, 4), decimals(b.high, 4)]);
            let mut cells = vec![aspect(), String::new(), found.schools.to_string()];
            cells.extend([found.leaders.to_string(), found.others.to_string()]);
            cells.extend([decimals(found.within.mean, 4), decimals(found.within.sd, 4)]);
            cells.extend(bounds.unwrap_or_default());
            cells.extend(empty(3));
            cells
        }
        Err(reason) => without(aspect(), String::new(), *reason),
    };
    let of_school = |gap: &Result<SchoolGap, NoFigure>, school: String| match gap {
        Ok(gap) => {
            let mut cells = vec![aspect(), school, String::new()];
            cells.extend([gap.leaders.to_string(), gap.others.to_string()]);
            cells.extend([gap.pooled.mean, gap.pooled.sd].map(|value| decimals(value, 4)));
            cells.extend(empty(2));
            cells.extend([gap.p_above, gap.smallest_detectable].map(|value| decimals(value, 4)));
            cells.push(String::new());
            cells
        }
        Err(reason) => without(aspect(), school, *reason),
    };
    let schools = network.schools().map(|(school, own)| of_school(&own.gap, school.to_string()));
    std::iter::once(whole).chain(schools).collect()
}

fn without(aspect: String, school: String, reason: NoFigure) -> Vec<String> {
    let mut cells = vec![aspect, school];
    cells.extend(vec![String::new(); 9]);
    cells.push(no_figure(reason, Language::En));
    cells
}
