//! The researcher's appendix as rows: `appendix.csv`. A figure that is not given has its reason.

use leerkring_model::{Language, SchoolId};

use super::decimals;
use crate::network::{Appendix, Bounded, CommonOrder, NoFigure};
use crate::wording::no_figure;

/// The columns of `appendix.csv`, a row per figure: of an aspect over the network, of the aspects together (an empty `aspect`), or of a
/// school.
pub const APPENDIX: [&str; 10] =
    ["aspect", "school", "figure", "value", "low", "high", "schools", "people", "leaders", "reason"];

/// A row: where a figure belongs, what it is, and of how many.
struct Row<'a> {
    aspect: &'a str,
    school: Option<&'a SchoolId>,
    figure: &'a str,
    value: Result<f64, NoFigure>,
    interval: Option<(f64, f64)>,
    digits: usize,
    schools: Option<u32>,
    people: Option<u32>,
    leaders: Option<u32>,
}

impl Row<'_> {
    fn cells(self) -> Vec<String> {
        let text = |n: Option<u32>| n.map(|n| n.to_string()).unwrap_or_default();
        let number = |value: Option<f64>| value.map(|value| decimals(value, self.digits)).unwrap_or_default();
        let school = self.school.map(|school| school.as_str().to_owned()).unwrap_or_default();
        let ends = self.interval.unzip();
        vec![
            self.aspect.to_owned(),
            school,
            self.figure.to_owned(),
            number(self.value.ok()),
            number(ends.0),
            number(ends.1),
            text(self.schools),
            text(self.people),
            text(self.leaders),
            self.value.err().map(|reason| no_figure(reason, Language::En)).unwrap_or_default(),
        ]
    }
}

/// The rows of `appendix.csv` for one aspect: of the network, then of its schools by id.
///
/// | figure | what it is |
/// |---|---|
/// | icc1, icc2, typical_size | ICC(1) and ICC(2) by the analysis of variance, and the size of team that ICC(2) is about |
/// | krippendorff_alpha | the same question by order alone |
/// | all_alpha, all_spearman_brown, all_omega, all_ordinal_alpha | whether indicators hang together over all people, schools mixed |
/// | delta, bm_t, bm_df, bm_p, permutation_p | whether leaders lie above their own colleagues |
/// | score_bca | of a school: its score with the 90 % BCa interval |
pub fn rows(appendix: &Appendix) -> Vec<Vec<String>> {
    let figures = [apart(appendix), krippendorff(appendix), overall(appendix), leaders(appendix)];
    let schools = appendix.bootstraps().map(|(school, found)| Row {
        school: Some(school),
        interval: found.as_ref().ok().map(ends),
        digits: 1,
        ..row(appendix, "score_bca", found.as_ref().map(|bounded| bounded.value).map_err(|why| *why))
    });
    figures.into_iter().flatten().chain(schools).map(Row::cells).collect()
}

/// The rows about the aspects together: whether schools put them in one order (Kendall's W), as
/// [`common_order`](crate::network::common_order) finds it.
pub fn order_rows(found: Result<CommonOrder, NoFigure>) -> Vec<Vec<String>> {
    let figures = [
        ("kendall_w", found.map(|order| order.w), 4),
        ("kendall_chi_squared", found.map(|order| order.chi_squared), 4),
        ("kendall_df", found.map(|order| order.df as f64), 0),
        ("kendall_p", found.map(|order| order.p), 4),
    ];
    let row = |(figure, value, digits)| Row {
        aspect: "",
        school: None,
        figure,
        value,
        interval: None,
        digits,
        schools: found.ok().map(|order| order.schools),
        people: None,
        leaders: None,
    };
    figures.into_iter().map(row).map(Row::cells).collect()
}

fn row<'a>(appendix: &'a Appendix, figure: &'a str, value: Result<f64, NoFigure>) -> Row<'a> {
    let aspect = appendix.aspect.key();
    Row {
        aspect,
        school: None,
        figure,
        value,
        interval: None,
        digits: 4,
        schools: None,
        people: None,
        leaders: None,
    }
}

fn ends(bounded: &Bounded) -> (f64, f64) {
    (bounded.low, bounded.high)
}

fn apart(appendix: &Appendix) -> Vec<Row<'_>> {
    let found = appendix.apart;
    let figures = [
        ("icc1", found.map(|apart| apart.icc1)),
        ("icc2", found.map(|apart| apart.icc2)),
        ("typical_size", found.map(|apart| apart.typical_size)),
    ];
    let row = |(figure, value)| Row {
        schools: found.ok().map(|apart| apart.schools),
        people: found.ok().map(|apart| apart.people),
        ..row(appendix, figure, value)
    };
    figures.into_iter().map(row).collect()
}

fn krippendorff(appendix: &Appendix) -> Vec<Row<'_>> {
    let found = appendix.krippendorff;
    vec![Row {
        digits: 3,
        schools: found.ok().map(|found| found.schools),
        people: found.ok().map(|found| found.people),
        ..row(appendix, "krippendorff_alpha", found.map(|found| found.alpha))
    }]
}

fn overall(appendix: &Appendix) -> Vec<Row<'_>> {
    let found = appendix.overall;
    // One of the two, by the number of indicators.
    let beside = match appendix.indicator_count {
        2 => ("all_spearman_brown", found.map(|found| found.of_answers.spearman_brown)),
        _ => ("all_omega", found.map(|found| found.of_answers.omega)),
    };
    let figures = [
        ("all_alpha", found.map(|found| Some(found.of_answers.alpha))),
        beside,
        ("all_ordinal_alpha", found.map(|found| found.ordinal_alpha)),
    ];
    let row = |(figure, value): (_, Result<Option<f64>, NoFigure>)| Row {
        digits: 3,
        schools: found.ok().map(|found| found.of_answers.schools),
        people: found.ok().map(|found| found.of_answers.people),
        ..row(appendix, figure, value.and_then(|value| value.ok_or(NoFigure::NoSpread)))
    };
    figures.into_iter().map(row).collect()
}

fn leaders(appendix: &Appendix) -> Vec<Row<'_>> {
    let found = appendix.leaders;
    let figures = [
        ("delta", found.map(|found| found.delta.value), 2),
        ("bm_t", found.map(|found| found.t), 1),
        ("bm_df", found.map(|found| found.freedom), 0),
        ("bm_p", found.map(|found| found.p), 2),
        ("permutation_p", found.and_then(|found| found.p_permutation), 2),
    ];
    let row = |(figure, value, digits)| Row {
        interval: found.ok().filter(|_| figure == "delta").map(|found| ends(&found.delta)),
        digits,
        schools: found.ok().map(|found| found.schools),
        people: found.ok().map(|found| found.leaders.saturating_add(found.others)),
        leaders: found.ok().map(|found| found.leaders),
        ..row(appendix, figure, value)
    };
    figures.into_iter().map(row).collect()
}
