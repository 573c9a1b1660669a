//! Changes as rows of a table (`growth.csv`): every figure, or why it is not there.

use leerkring_model::SchoolId;

use super::{AspectEffect, Change, ExchangeEffects, NetworkChange, SpreadFrom, Verdict};
use crate::assessment::Picture;
use crate::exchange::Estimate;
use crate::privacy::{Shown, Why};

/// The names of the columns: one figure a row, so that programs read every kind alike.
///
/// | column | what it holds |
/// |---|---|
/// | moment | 1 for the change from the first moment to the second, 2 for the next, ... |
/// | school | the key; empty for the network |
/// | aspect | the key |
/// | figure | see below |
/// | value | a number with a decimal point, or a word; empty where withheld |
/// | unit | people, phases, probability, schools, standard errors; empty for words |
/// | reason | why the value is withheld; empty where it is not |
///
/// Of a school: `people_first`, `people_second`, `response_first`, `response_second` (normal, indicative, partial), `phase_first`,
/// `phase_second`, `score_first`, `score_second`, `change`, `change_low`, `change_high`, `p_higher`, `p_half_phase`, `p_phase_up`,
/// `p_phase_down`, `smallest_detectable`, `smallest_from` (network, own), `reliable_change`, `verdict`, `shrunken`,
/// `shrunken_low`, `shrunken_high`. Of the network: `schools`, `sigma`, `change`, `change_low`, `change_high`, `tau`, `i2`,
/// `schools_probably_higher`, `schools_probably_lower`.
///
/// Scores and changes are rounded to one decimal, probabilities to two, other figures to two.
pub const HEADER: [&str; 7] = ["moment", "school", "aspect", "figure", "value", "unit", "reason"];

const PHASES: &str = "phases";
const PROBABILITY: &str = "probability";

/// The rows of one school on one aspect.
pub fn rows(moment: usize, change: &Change) -> Vec<Vec<String>> {
    let mut rows = Rows::new(moment, Some(&change.school), change.aspect.key());
    rows.value("people_first", change.people.0.to_string(), "people");
    rows.value("people_second", change.people.1.to_string(), "people");
    rows.shown("response_first", &change.pictures.0, "", |picture| word(*picture).to_owned());
    rows.shown("response_second", &change.pictures.1, "", |picture| word(*picture).to_owned());
    rows.shown("phase_first", &change.phases, "", |(first, _)| first.to_string());
    rows.shown("phase_second", &change.phases, "", |(_, second)| second.to_string());
    rows.shown("score_first", &change.scores, PHASES, |(first, _)| one(*first));
    rows.shown("score_second", &change.scores, PHASES, |(_, second)| one(*second));
    let growth = &change.growth;
    rows.shown("change", growth, PHASES, |growth| one(growth.change));
    rows.shown("change_low", growth, PHASES, |growth| one(growth.interval.0));
    rows.shown("change_high", growth, PHASES, |growth| one(growth.interval.1));
    rows.shown("p_higher", growth, PROBABILITY, |growth| two(growth.p_higher));
    rows.shown("p_half_phase", growth, PROBABILITY, |growth| two(growth.p_half_phase));
    rows.shown("p_phase_up", growth, PROBABILITY, |growth| two(growth.p_phase_up));
    rows.shown("p_phase_down", growth, PROBABILITY, |growth| two(growth.p_phase_down));
    rows.shown("smallest_detectable", &change.smallest, PHASES, |smallest| two(smallest.phases));
    rows.shown("smallest_from", &change.smallest, "", |smallest| {
        match smallest.from {
            SpreadFrom::Network => "network",
            SpreadFrom::Own => "own",
        }
        .to_owned()
    });
    rows.shown("reliable_change", &change.reliable, "standard errors", |index| two(*index));
    rows.shown("verdict", growth, "", |_| change.verdict().map(verdict).unwrap_or_default().to_owned());
    let few = match growth {
        Shown::Value(_) => "too few schools to pool",
        Shown::Withheld(_) => "no change is shown to pool",
    };
    let shrunken = |of: f64| change.shrunken.map(|shrunken| one(shrunken.quantile(of)));
    rows.known("shrunken", change.shrunken.map(|shrunken| one(shrunken.mean)), PHASES, few);
    rows.known("shrunken_low", shrunken(0.05), PHASES, few);
    rows.known("shrunken_high", shrunken(0.95), PHASES, few);
    rows.rows
}

/// The rows of the network on one aspect.
pub fn network_rows(moment: usize, network: &NetworkChange) -> Vec<Vec<String>> {
    let mut rows = Rows::new(moment, None, network.aspect.key());
    let few = "too few schools, or one with most of the people";
    rows.value("schools", network.schools.to_string(), "schools");
    rows.known("sigma", network.sigma.map(two), PHASES, few);
    let growth = network.growth;
    rows.known("change", growth.map(|growth| two(growth.mu)), PHASES, few);
    rows.known("change_low", network.interval().map(|(low, _)| two(low)), PHASES, few);
    rows.known("change_high", network.interval().map(|(_, high)| two(high)), PHASES, few);
    rows.known("tau", growth.map(|growth| two(growth.tau())), PHASES, few);
    rows.known("i2", growth.map(|growth| two(growth.i2)), "share", few);
    rows.known("schools_probably_higher", network.probably.map(|(n, _)| n.to_string()), "schools", few);
    rows.known("schools_probably_lower", network.probably.map(|(_, n)| n.to_string()), "schools", few);
    rows.rows
}

/// The names of the columns of `exchange.csv`, of which [`exchange_rows`] are the rows. `comparison` is `schools` (schools with
/// an exchange on the aspect beside those without) or `within` (the aspect of the exchange beside the school's others).
pub const EXCHANGE_HEADER: [&str; 6] = ["comparison", "aspect", "figure", "value", "unit", "reason"];

/// The effects of exchanges: every figure, or why it is not there.
///
/// Of `schools`: `treated`, `others`, `effect`, `effect_low`, `effect_high`, `effect_df`, `p`, `at_equal_start`,
/// `at_equal_start_low`, `at_equal_start_high`, `at_equal_start_df`, `share_of_schools`, `share_probably_higher`. Of `within`: `schools`, `effect`,
/// `effect_low`, `effect_high`, `effect_df`, `p`, `adjusted_effect`, `adjusted_p`, `change_per_rank`.
pub fn exchange_rows(effects: &ExchangeEffects) -> Vec<Vec<String>> {
    let mut rows: Vec<Vec<String>> = effects.by_aspect.iter().flat_map(schools_rows).collect();
    let mut add = |figure: &str, value: Option<String>, unit: &str, reason: String| {
        let cells = ["within", "", figure, &value.unwrap_or_default(), unit, &reason];
        rows.push(cells.map(str::to_owned).to_vec());
    };
    match &effects.within {
        Err(few) => add("effect", None, PHASES, few.to_string()),
        Ok(within) => {
            add("schools", Some(within.schools.to_string()), "schools", String::new());
            add("effect", Some(two(within.effect)), PHASES, String::new());
            for (figure, value, unit, reason) in estimate_rows("effect", within.over_schools) {
                add(&figure, value, unit, reason);
            }
            add("p", Some(format!("{:.5}", within.permutation.p)), PROBABILITY, String::new());
            add("adjusted_effect", Some(two(within.adjusted_effect)), PHASES, String::new());
            let p = format!("{:.5}", within.adjusted_permutation.p);
            add("adjusted_p", Some(p), PROBABILITY, String::new());
            add("change_per_rank", Some(two(within.change_per_rank)), PHASES, String::new());
        }
    }
    rows
}

fn schools_rows(of_aspect: &AspectEffect) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    let mut add = |figure: &str, value: Option<String>, unit: &str, reason: String| {
        let cells = ["schools", of_aspect.aspect.key(), figure, &value.unwrap_or_default(), unit, &reason];
        rows.push(cells.map(str::to_owned).to_vec());
    };
    let effect = match &of_aspect.effect {
        Ok(effect) => effect,
        Err(few) => {
            add("effect", None, PHASES, few.to_string());
            return rows;
        }
    };
    add("treated", Some(effect.treated.to_string()), "schools", String::new());
    add("others", Some(effect.others.to_string()), "schools", String::new());
    add("effect", Some(two(effect.effect)), PHASES, String::new());
    for (figure, value, unit, reason) in estimate_rows("effect", effect.robust) {
        add(&figure, value, unit, reason);
    }
    add("p", Some(format!("{:.5}", effect.permutation.p)), PROBABILITY, String::new());
    let start = effect.at_equal_start;
    let why = if start.is_some() { "" } else { "scores before do not vary, or too few carry it" };
    add("at_equal_start", start.map(|start| two(start.value)), PHASES, why.to_owned());
    for (figure, value, unit, reason) in estimate_rows("at_equal_start", start) {
        add(&figure, value, unit, reason);
    }
    let schools = of_aspect.probably_higher.map(|(_, schools)| schools.to_string());
    add("share_of_schools", schools, "schools", String::new());
    add("share_probably_higher", of_aspect.share_probably_higher().map(two), "share", String::new());
    rows
}

/// The limits of an interval and its degrees of freedom.
fn estimate_rows(
    name: &str,
    estimate: Option<Estimate>,
) -> [(String, Option<String>, &'static str, String); 3] {
    let interval = estimate.and_then(|estimate| estimate.interval(0.9));
    let why = if interval.is_some() { "" } else { "fewer than 4 degrees of freedom" };
    [
        (format!("{name}_low"), interval.map(|(low, _)| two(low)), PHASES, why.to_owned()),
        (format!("{name}_high"), interval.map(|(_, high)| two(high)), PHASES, why.to_owned()),
        (format!("{name}_df"), estimate.map(|estimate| two(estimate.df)), "", String::new()),
    ]
}

struct Rows<'a> {
    moment: String,
    school: &'a str,
    aspect: &'a str,
    rows: Vec<Vec<String>>,
}

impl<'a> Rows<'a> {
    fn new(moment: usize, school: Option<&'a SchoolId>, aspect: &'a str) -> Rows<'a> {
        let school = school.map_or("", SchoolId::as_str);
        Rows { moment: moment.to_string(), school, aspect, rows: Vec::new() }
    }

    fn row(&mut self, figure: &str, value: String, unit: &str, reason: String) {
        let texts = [self.school, self.aspect, figure].map(str::to_owned);
        let row = std::iter::once(self.moment.clone()).chain(texts);
        self.rows.push(row.chain([value, unit.to_owned(), reason]).collect());
    }

    fn value(&mut self, figure: &str, value: String, unit: &str) {
        self.row(figure, value, unit, String::new());
    }

    fn known(&mut self, figure: &str, value: Option<String>, unit: &str, why: &str) {
        let reason = if value.is_some() { String::new() } else { why.to_owned() };
        self.row(figure, value.unwrap_or_default(), unit, reason);
    }

    fn shown<T>(&mut self, figure: &str, value: &Shown<T>, unit: &str, text: impl FnOnce(&T) -> String) {
        match value {
            Shown::Value(value) => self.value(figure, text(value), unit),
            Shown::Withheld(why) => self.row(figure, String::new(), unit, reason(*why)),
        }
    }
}

fn one(value: f64) -> String {
    format!("{:.1}", positive_zero(value, 10.0))
}

fn two(value: f64) -> String {
    format!("{:.2}", positive_zero(value, 100.0))
}

/// No "-0.0" for what rounds to nothing.
fn positive_zero(value: f64, unit: f64) -> f64 {
    if (value * unit).round() == 0.0 { 0.0 } else { value }
}

fn word(picture: Picture) -> &'static str {
    match picture {
        Picture::Partial => "partial",
        Picture::Indicative => "indicative",
        Picture::Normal => "normal",
    }
}

fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Higher => "higher",
        Verdict::ProbablyHigher => "probably higher",
        Verdict::CannotTell => "cannot tell",
        Verdict::Lower => "probably lower",
        Verdict::MuchLower => "much lower",
    }
}

fn reason(why: Why) -> String {
    match why {
        Why::TooFew { people, needed } => {
            format!("{people} people at one of the moments; {needed} are needed")
        }
        Why::Alike => "nearly all answered alike at one of the moments".to_owned(),
        Why::LeftOpen => "somebody who left something open at one of the moments would stand out".to_owned(),
        Why::Subtraction => "it would follow from other figures by subtraction".to_owned(),
        Why::NotKnown | Why::MoreThanTeam { .. } => "not known, or too many cannot judge".to_owned(),
        Why::NoAnswers => "no answers at one of the moments".to_owned(),
        Why::BesideEarlier => "held back beside an earlier report".to_owned(),
    }
}
