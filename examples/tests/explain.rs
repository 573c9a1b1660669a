//! What `explain` prints of the sample network can be recomputed from the answers, with another package for the beta tails.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test stops at the first surprise")]

mod support;

use leerkring::assess::explain::{Step, beside, explain};
use leerkring::assess::network::networks;
use leerkring::assess::{Assessment, Options, assessments};
use leerkring::import::{Codebook, ReadOptions, Survey, read_table};
use leerkring::model::{Aspect, Language, Model, Phase, builtin};
use statrs::function::beta::beta_reg;
use support::{folder, root, run};

const TEAM: usize = 45;

fn survey(names: &[&str], model: &Model) -> Survey {
    let mut survey = Survey::new(model);
    for name in names {
        let file = |end: &str| root().join(format!("examples/sample/{name}.{end}"));
        let codebook = std::fs::read_to_string(file("codebook.toml")).unwrap();
        let codebook = Codebook::parse(name, &codebook, model).unwrap();
        let bytes = std::fs::read(file("csv")).unwrap();
        survey.read(&read_table(name, &bytes, &ReadOptions::default()).unwrap(), &codebook, model).unwrap();
    }
    survey
}

fn assessed(survey: &Survey, model: &Model) -> Vec<Assessment> {
    assessments(model, &survey.responses, &survey.agreements, &Options::default()).unwrap()
}

/// What the program prints of one, of a register in which every team is of one size.
fn printed(one: &Assessment, file: &str, lang: &str) -> String {
    let (school, aspect) = (one.standing.school.as_str(), one.standing.aspect.key());
    let register = folder(&format!("explain-{school}-{aspect}-{lang}")).join("schools.csv");
    std::fs::write(&register, format!("id,name,team\n{school},De Linde,{TEAM}\n")).unwrap();
    let [survey, codebook] = ["csv", "codebook.toml"].map(|end| format!("examples/sample/{file}.{end}"));
    let arguments = ["--survey", &survey, "--codebook", &codebook, "--school", school, "--aspect", aspect];
    let more = ["--lang", lang, "--schools", register.to_str().unwrap()];
    let answer = run("explain", &[&arguments[..], &more].concat());
    assert_eq!((answer.code, answer.err.as_str()), (Some(0), ""));
    answer.out
}

/// The numbers of the first line that begins so.
#[track_caller]
fn numbers(text: &str, start: &str) -> Vec<f64> {
    let line = text.lines().map(str::trim).find(|line| line.starts_with(start));
    let line = line.unwrap_or_else(|| panic!("no `{start}` in\n{text}")).replace(start, "");
    let tokens = line.split(|c: char| !(c.is_ascii_digit() || c == '.' || c == '-'));
    tokens.filter_map(|token| token.trim_end_matches('.').parse().ok()).collect()
}

#[track_caller]
fn near(a: f64, b: f64, close: f64) {
    assert!((a - b).abs() < close, "{a} {b}");
}

/// The phases that each person who counts gave, per indicator.
fn people(survey: &Survey, one: &Assessment, aspect: &Aspect) -> Vec<Vec<Option<u8>>> {
    let teams = survey.responses.teams();
    let team = teams.iter().find(|team| *team.school() == one.standing.school).unwrap();
    let phases = |row: &[Option<leerkring::model::Answer>]| -> Vec<Option<u8>> {
        row.iter().map(|answer| answer.and_then(|a| a.phase()).map(Phase::number)).collect()
    };
    team.rows().map(|row| phases(&row.answers[aspect.columns()])).collect()
}

fn ad(rows: &[Vec<u8>]) -> f64 {
    let distances: Vec<f64> = (0..rows[0].len())
        .map(|place| {
            let mut own: Vec<u8> = rows.iter().map(|row| row[place]).collect();
            own.sort_unstable();
            let median = own[(own.len() - 1) / 2];
            own.iter().map(|n| f64::from(n.abs_diff(median))).sum::<f64>() / own.len() as f64
        })
        .collect();
    distances.iter().sum::<f64>() / distances.len() as f64
}

/// Every printed figure of one, from the answers.
fn recompute(survey: &Survey, one: &Assessment, model: &Model, text: &str) {
    let aspect = model.aspect(&one.standing.aspect).unwrap();
    let rows = people(survey, one, aspect);
    // Whoever placed half of the indicators counts; what is left open stands at the lower median of the own answers.
    let counting: Vec<Vec<u8>> = rows
        .iter()
        .filter_map(|row| {
            let mut given: Vec<u8> = row.iter().flatten().copied().collect();
            given.sort_unstable();
            let middle = *given.get(given.len().checked_sub(1)? / 2)?;
            let whole = row.iter().map(|answer| answer.unwrap_or(middle)).collect();
            (given.len() * 2 >= row.len()).then_some(whole)
        })
        .collect();
    let share = |row: &Vec<u8>, k: u8| row.iter().filter(|n| **n >= k).count() as f64 / row.len() as f64;
    let n = counting.len() as f64;
    let (mut phase, mut low, mut high) = (1, 1, 1);
    let p = one.standing.statement().and_then(|s| s.probabilities);
    for k in 2..=5_u8 {
        let sum: f64 = counting.iter().map(|row| share(row, k)).sum();
        let [a, b, c] = numbers(text, &format!("S_{k} = "))[..] else { panic!("{text}") };
        near(a, sum, 1e-4);
        near(b, n, 1e-9);
        near(c, sum / n, 1e-4);
        let team = TEAM as f64;
        for (reached, place) in
            [(sum / n, &mut phase), (sum / team, &mut low), ((sum + team - n) / team, &mut high)]
        {
            if reached > 0.5 + 1e-9 && *place == k - 1 {
                *place = k;
            }
        }
        let above = 0.4 * f64::from(6 - k);
        let [.., total_a, _, _, total_b] = numbers(text, &format!("k = {k}: "))[..] else { panic!("{text}") };
        near(total_a, sum + above, 1e-4);
        near(total_b, n + 2.0 - sum - above, 1e-4);
        let Some(p) = p else { continue };
        // The formula, its result and, where it is a check, what the integral gives.
        let tail = numbers(text, &format!("P_{k}: =1-BETA"));
        let [limit, a, b, result] = tail[..4] else { panic!("{tail:?}") };
        near(1.0 - beta_reg(a, b, limit), result, 2e-4);
        let exact = p.at_least(Phase::new(k).unwrap());
        near(*tail.get(4).unwrap_or(&result), exact, 1e-4);
        near(result, exact, 0.02);
        let squares: f64 = counting.iter().map(|row| share(row, k).powi(2)).sum::<f64>() + above;
        let mean = (sum + above) / (n + 2.0);
        let variance = (squares / (n + 2.0) - mean * mean) / (n + 3.0);
        let mass = mean * (1.0 - mean) / variance - 1.0;
        near(a, mean * mass, 1e-3);
        near(b, (1.0 - mean) * mass, 1e-3);
    }
    if let Some(statement) = one.standing.statement() {
        assert_eq!(statement.phase.number(), phase);
    }
    let [printed_low, printed_high] = numbers(text, "More than half: low = ")[..] else { panic!("{text}") };
    assert_eq!((printed_low, printed_high), (f64::from(low), f64::from(high)));
    if let Some(closeness) = one.closeness.value() {
        near(numbers(text, "AD = ")[0], ad(&counting), 1e-4);
        near(closeness.ad, ad(&counting), 1e-9);
    }
    for k in 1..=5 {
        let Some(p) = p else { break };
        near(*numbers(text, &format!("p({k}) = ")).last().unwrap(), p.of(Phase::new(k).unwrap()), 1e-4);
    }
}

#[test]
fn every_figure_that_is_printed_follows_from_the_answers() {
    let model = builtin::samen_leren();
    let survey = survey(&["plain"], &model);
    let all = assessed(&survey, &model);
    let shown = all.iter().filter(|one| one.distribution.value().is_some());
    // Schools and aspects of two and of three indicators, here and there; some of them without a statement.
    let some: Vec<&Assessment> = shown.step_by(11).take(8).collect();
    assert_eq!(some.len(), 8);
    for one in some {
        let en = printed(one, "plain", "en");
        recompute(&survey, one, &model, &en);
        // The same figures in Dutch.
        let nl = printed(one, "plain", "nl");
        let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
        let equations = |text: &str| {
            let lines =
                text.lines().filter(|line| line.trim().starts_with("S_") || line.contains("=1-BETA."));
            lines.map(digits).collect::<Vec<_>>()
        };
        assert_eq!(equations(&nl), equations(&en));
        assert!(nl.contains("Wie meetelt") && en.contains("Who counts"));
    }
}

#[test]
fn of_five_to_seven_people_and_teams_that_agree_no_count_is_printed() {
    let model = builtin::samen_leren();
    let all = assessed(&survey(&["plain"], &model), &model);
    let hidden: Vec<&Assessment> = all
        .iter()
        .filter(|one| one.distribution.value().is_none() && one.standing.statement().is_some())
        .step_by(7)
        .take(4)
        .collect();
    assert!(!hidden.is_empty());
    for (one, lang) in hidden.into_iter().zip(["nl", "en"].into_iter().cycle()) {
        let text = printed(one, "plain", lang);
        assert!(text.contains("What is not shown") || text.contains("Wat niet te zien is"), "{text}");
        assert!(!text.contains("S_2 = ") && !text.contains("c_1 = ") && !text.contains("AD = "), "{text}");
    }
}

/// How far the beta with the same mean and variance is from the integral, over the whole network.
#[test]
fn the_check_in_a_spreadsheet_is_near() {
    let model = builtin::samen_leren();
    let survey = survey(&["limesurvey", "google-forms", "ms-forms", "plain"], &model);
    let mut worst: f64 = 0.0;
    let mut checked = 0;
    for one in assessed(&survey, &model) {
        let steps = explain(&one, &model, Language::En);
        let figures: Vec<_> = steps.iter().flat_map(|step| &step.figures).collect();
        let value = |name: &str| figures.iter().find(|figure| figure.name == name).map(|figure| figure.value);
        for k in 2..=5 {
            let check = value(&format!("check_{k}")).zip(value(&format!("P_{k}")));
            worst = check.map_or(worst, |(check, exact)| worst.max((check - exact).abs()));
            checked += usize::from(check.is_some());
        }
    }
    println!("{checked} checked, at most {worst} off");
    assert!(checked > 900 && worst < 0.02, "{checked} {worst}");
}

#[test]
fn a_school_that_is_not_there_is_said_so() {
    let files =
        ["--survey", "examples/sample/plain.csv", "--codebook", "examples/sample/plain.codebook.toml"];
    let answer = run("explain", &[&files[..], &["--school", "XX999", "--aspect", "koers"]].concat());
    assert_eq!(answer.code, Some(1));
    assert!(answer.err.contains("nothing was answered about school `XX999`"), "{}", answer.err);
    // One that the register has, and that took no part.
    let register = ["--schools", "examples/sample/schools.csv"];
    let took_part = |school: &str| {
        run("explain", &[&files[..], &register, &["--school", school, "--aspect", "koers"]].concat())
    };
    let (mut silent, mut told) = (0, 0);
    for number in 1..20 {
        let school = format!("TW{number:03}");
        match took_part(&school) {
            answer if answer.code == Some(0) => told += 1,
            answer => {
                assert_eq!(answer.err, format!("error: nothing was answered about school `{school}`\n"));
                silent += 1;
            }
        }
    }
    assert!(silent > 0 && told > 0, "{silent} {told}");
    let answer = run("explain", &["--school", "TW001", "--aspect", "koers"]);
    assert_eq!(answer.code, Some(2));
}

/// A sum of printed numbers: `+`, `-`, `x`, `/`, squares and brackets, as one would type it into a calculator.
struct Sum<'a> {
    rest: &'a str,
}

impl Sum<'_> {
    /// The value of a text that is such a sum and nothing else.
    fn value(text: &str) -> Option<f64> {
        let mut sum = Sum { rest: text };
        let value = sum.terms()?;
        sum.skip();
        sum.rest.is_empty().then_some(value)
    }

    fn skip(&mut self) {
        self.rest = self.rest.trim_start();
    }

    fn takes(&mut self, sign: char) -> bool {
        self.skip();
        let rest = self.rest.strip_prefix(sign);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    fn terms(&mut self) -> Option<f64> {
        let mut value = self.factors()?;
        loop {
            if self.takes('+') {
                value += self.factors()?;
            } else if self.takes('-') {
                value -= self.factors()?;
            } else {
                return Some(value);
            }
        }
    }

    fn factors(&mut self) -> Option<f64> {
        let mut value = self.number()?;
        loop {
            if self.takes('x') {
                value *= self.number()?;
            } else if self.takes('/') {
                value /= self.number()?;
            } else {
                return Some(value);
            }
        }
    }

    fn number(&mut self) -> Option<f64> {
        let value = if self.takes('(') {
            let value = self.terms()?;
            self.takes(')').then_some(value)?
        } else {
            self.skip();
            let end = self.rest.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(self.rest.len());
            let (digits, rest) = self.rest.split_at(end);
            self.rest = rest;
            digits.parse().ok()?
        };
        Some(if self.takes('²') { value * value } else { value })
    }
}

/// What stands after a `=`, and what one is worth in its last digit: a sum of its own, or a number before words.
fn printed_result(text: &str) -> Option<(f64, f64)> {
    let end = text.find(|c: char| !c.is_ascii_digit() && c != '.' && c != '-').unwrap_or(text.len());
    let (number, rest) = text.split_at(end);
    let number = number.trim_end_matches('.');
    let decimals = number.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    let unit = 0.1_f64.powi(i32::try_from(decimals).ok()?);
    let value = Sum::value(text).or_else(|| number.parse().ok())?;
    let percent = if rest.starts_with(" %") { 0.01 } else { 1.0 };
    Some((value * percent, unit * percent))
}

/// The sums of a line with what they are said to be, as `(sum, (result, unit))`: from the text alone.
fn sums(line: &str) -> Vec<(f64, (f64, f64))> {
    let of_part = |part: &str| {
        let sides: Vec<&str> = part.split('=').map(str::trim).collect();
        let pairs = sides.windows(2).filter_map(|two| {
            // The longest end of the left side that is a sum, and not the last part of one with letters in it.
            let starts = two[0].char_indices().filter(|(at, c)| {
                let before = two[0][..*at].trim_end();
                (*c == '(' || c.is_ascii_digit())
                    && two[0][..*at].chars().next_back().is_none_or(char::is_whitespace)
                    && !before.ends_with(['+', '-', '/', '('])
                    && !before.ends_with(" x")
            });
            let sum = starts.map(|(at, _)| &two[0][at..]).find_map(Sum::value)?;
            Some((sum, printed_result(two[1])?))
        });
        pairs.collect::<Vec<_>>()
    };
    line.split([';', ':']).flat_map(of_part).collect()
}

#[test]
fn a_sum_is_read_from_the_text() {
    let [(sum, (result, unit))] = sums("S_3 = 8 / 10 = 0.8000")[..] else { panic!("one sum") };
    near(sum, result, 1e-12);
    near(unit, 1e-4, 1e-12);
    assert_eq!(sums("v = ((2 + 4) / 3 - 1²) / 4 = 0.25; s = 0.5").len(), 1);
    let wrong = sums("p(2) = 0.9998 - 0.5439 = 0.4560");
    assert!((wrong[0].0 - wrong[0].1.0).abs() > 0.5 * wrong[0].1.1);
}

/// Every sum that is written of the whole sample network, redone from what is written.
#[test]
fn every_printed_sum_can_be_redone() {
    let model = builtin::samen_leren();
    let survey = survey(&["limesurvey", "google-forms", "ms-forms", "plain"], &model);
    let mut options = Options::default();
    for team in survey.responses.teams().iter() {
        let size = leerkring::model::TeamSize::new(u32::try_from(team.size()).unwrap() + 3);
        options.teams.insert(team.school().clone(), leerkring::assess::TeamFacts::new(size));
    }
    let (mut redone, mut off) = (0, 0);
    for one in assessments(&model, &survey.responses, &survey.agreements, &options).unwrap() {
        for line in explain(&one, &model, Language::En).iter().flat_map(|step| &step.lines) {
            for (sum, (result, unit)) in sums(line) {
                assert!((sum - result).abs() < 2.0 * unit, "{sum} {result} in `{line}`");
                redone += 1;
                off += usize::from((sum - result).abs() > 0.501 * unit);
            }
        }
    }
    // Numbers that are rounded themselves, such as thirds of a person, may shift the last digit now and then.
    println!("{redone} sums redone, {off} of them with another last digit");
    assert!(redone > 10_000 && off * 20 < redone, "{redone} {off}");
}

/// The probabilities of the first school's phases are written as on its own sheet.
fn same_phases(beside: &[Step], own: &[Step]) {
    let lines = |steps: &[Step]| steps.iter().flat_map(|step| step.lines.clone()).collect::<Vec<_>>();
    let own = lines(own);
    let last = |phase: usize| {
        let of = format!("p({phase}) = ");
        own.iter()
            .find(|line| line.starts_with(&of))
            .and_then(|line| Some(line.rsplit_once("= ")?.1.to_owned()))
    };
    let own: Vec<String> = (1..=5).map_while(last).collect();
    let beside = lines(beside);
    let terms = beside.iter().skip_while(|line| !line.ends_with("Σ_k p_A(k) P_B(> k)")).nth(1);
    let Some(terms) = terms.and_then(|line| line.strip_prefix("= ")) else { return };
    let (terms, _) = terms.split_once(" = ").unwrap();
    let first: Vec<&str> = terms.split(" + ").map(|term| term.split_once(" x ").unwrap().0).collect();
    assert_eq!(first, own, "{terms}");
}

/// The same of two schools side by side: of every school in the sample that shows its score, beside the next such one.
#[test]
fn every_printed_sum_of_two_schools_can_be_redone() {
    let model = builtin::samen_leren();
    let survey = survey(&["limesurvey", "google-forms", "ms-forms", "plain"], &model);
    let (mut redone, mut off) = (0, 0);
    for network in networks(&model, &survey.responses, &Options::default()).unwrap() {
        let all = assessed(&survey, &model);
        let own: Vec<&Assessment> = all.iter().filter(|one| one.standing.aspect == network.aspect).collect();
        for two in own.windows(2) {
            let Ok(steps) = beside(&network, two[0], two[1], &model, Language::En) else { continue };
            same_phases(&steps, &explain(two[0], &model, Language::En));
            for line in steps.iter().flat_map(|step| &step.lines) {
                for (sum, (result, unit)) in sums(line) {
                    assert!((sum - result).abs() < 2.0 * unit, "{sum} {result} in `{line}`");
                    redone += 1;
                    off += usize::from((sum - result).abs() > 1.01 * unit);
                }
            }
        }
    }
    println!("{redone} sums redone, {off} of them more than one off in the last digit");
    assert!(redone > 500 && off * 50 < redone, "{redone} {off}");
}

#[test]
fn explain_sets_a_school_beside_another_that_somebody_asks_about() {
    let sample = "examples/sample/plain";
    let (survey, codebook) = (format!("{sample}.csv"), format!("{sample}.codebook.toml"));
    let files = ["--survey", &survey, "--codebook", &codebook, "--schools", "examples/sample/schools.csv"];
    let asked = |more: &[&str]| run("explain", &[&files[..], more].concat());
    let model = builtin::samen_leren();
    let all = assessed(&self::survey(&["plain"], &model), &model);
    let koers = |shown: bool| {
        let own = all.iter().filter(move |one| one.standing.aspect.key() == "koers");
        own.filter(move |one| one.standing.statement().is_some_and(|s| s.score.is_some()) == shown)
            .map(|one| one.standing.school.as_str())
    };
    let (a, b) = (koers(true).next().unwrap(), koers(true).nth(1).unwrap());
    let en = asked(&["--school", a, "--beside", b, "--aspect", "koers", "--lang", "en"]);
    assert_eq!((en.code, en.err.as_str()), (Some(0), ""));
    for told in [format!("A = {a}: n = "), format!("B = {b}: n = "), "=NORM.S.DIST(".to_owned()] {
        assert!(en.out.contains(&told), "no `{told}` in {}", en.out);
    }
    let nl = asked(&["--school", a, "--beside", b, "--aspect", "koers"]);
    assert!(nl.out.contains("Hoe dit te lezen") && nl.out.contains("=NORM.S.VERD("), "{}", nl.out);
    // A school that hides its score, and the school itself.
    let hidden = koers(false).next().unwrap();
    for (other, told) in [(hidden, "has no score that may stand beside"), (a, "cannot be set beside itself")]
    {
        let answer = asked(&["--school", a, "--beside", other, "--aspect", "koers"]);
        assert!(answer.code == Some(1) && answer.err.contains(told), "{}{}", answer.out, answer.err);
        assert!(!answer.out.contains("lambda"), "{}", answer.out);
    }
}
