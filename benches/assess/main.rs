//! Agreement in teams and differences between schools over a network, to be timed beside R (`peers.R`, `run.sh`):
//!
//! - `assess make SCHOOLS PEOPLE FILE` writes answers: a row per person, with the number of the school and the phases;
//! - `assess score FILE OUT` computes AD_Md and r_wg(J) of every school on every aspect, the random-intercept model of every aspect by
//!   REML, and whether the indicators of every aspect hang together over all people, and writes all figures;
//! - `assess time SCHOOLS PEOPLE` tells the processor time of one thread for the standings, for all figures of every school
//!   (posterior, interval, agreement and the rest), and for the pooled figures, on answers with 5 % left blank;
//! - `assess stream SCHOOLS PEOPLE` does all figures of every school in parts of 10,000 schools, and tells the peak of memory too.

mod timing;

use std::fs::File;
use std::io::{BufWriter, Write};

use anyhow::{Context, bail};
use leerkring::assess::agreement::{Counts, ad::ad_median, rwg::Null, rwg::r_wg};
use leerkring::assess::pooling::random_intercept::{Criterion, fit};
use leerkring::assess::pooling::scores::Scores;
use leerkring::assess::reliability::{Covariance, Missing, alpha};
use leerkring::model::{Model, builtin};
use rand::{RngExt, SeedableRng, rngs::ChaCha8Rng};

fn main() -> anyhow::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments.as_slice() {
        ["make", schools, people, file] => make(schools.parse()?, people.parse()?, file),
        ["score", file, out] => score(file, out),
        ["time", schools, people] => timing::time(schools.parse()?, people.parse()?),
        ["stream", schools, people] => timing::stream(schools.parse()?, people.parse()?),
        _ => bail!(
            "assess make SCHOOLS PEOPLE FILE | assess score FILE OUT | assess time SCHOOLS PEOPLE | assess stream SCHOOLS PEOPLE"
        ),
    }
}

fn make(schools: u32, people: u32, file: &str) -> anyhow::Result<()> {
    let model = builtin::samen_leren();
    let mut random = ChaCha8Rng::seed_from_u64(1);
    let mut out = BufWriter::new(File::create(file).with_context(|| file.to_owned())?);
    let keys: Vec<&str> = model.indicators().map(|indicator| indicator.id().key()).collect();
    writeln!(out, "school,{}", keys.join(","))?;
    for school in 1..=schools {
        let level = random.random_range(1.0..5.0_f64);
        for _ in 0..people {
            let view = level + random.random_range(-0.8..0.8);
            write!(out, "{school}")?;
            for _ in &keys {
                let phase = (view + random.random_range(-1.2..1.2_f64)).round().clamp(1.0, 5.0);
                write!(out, ",{phase}")?;
            }
            writeln!(out)?;
        }
    }
    Ok(out.flush()?)
}

/// The answers of one school: a row per person.
type Team = Vec<Vec<u8>>;

fn read(file: &str) -> anyhow::Result<Vec<Team>> {
    let text = std::fs::read_to_string(file).with_context(|| file.to_owned())?;
    let (mut teams, mut last) = (Vec::<Team>::new(), "");
    for line in text.lines().skip(1) {
        let (school, answers) = line.split_once(',').context("a row without answers")?;
        if school != last {
            teams.push(Team::new());
            last = school;
        }
        let answers = answers.split(',').map(str::parse).collect::<Result<_, _>>()?;
        teams.last_mut().context("no school")?.push(answers);
    }
    Ok(teams)
}

fn score(file: &str, out: &str) -> anyhow::Result<()> {
    let (model, teams) = (builtin::samen_leren(), read(file)?);
    let begin = timing::processor_time()?;
    let agreement = agreement(&model, &teams)?;
    told("AD and rwg", begin)?;
    let begin = timing::processor_time()?;
    let network = network(&model, &teams)?;
    told("REML", begin)?;
    let begin = timing::processor_time()?;
    let consistency = consistency(&model, &teams)?;
    told("alpha and its like", begin)?;
    let mut out = BufWriter::new(File::create(out).with_context(|| out.to_owned())?);
    writeln!(out, "what,value")?;
    for (what, value) in agreement.into_iter().chain(network).chain(consistency) {
        writeln!(out, "{what},{value}")?;
    }
    Ok(out.flush()?)
}

fn told(what: &str, begin: f64) -> anyhow::Result<()> {
    println!("leerkring {what}: {:.3} s processor", timing::processor_time()? - begin);
    Ok(())
}

type Figures = Vec<(&'static str, f64)>;

/// AD_Md and r_wg(J), aspect by aspect, schools in order.
fn agreement(model: &Model, teams: &[Team]) -> anyhow::Result<Figures> {
    let mut figures = Figures::new();
    for aspect in model.aspects() {
        for team in teams {
            let count = |column: usize| {
                let mut counts = [0; 5];
                team.iter().for_each(|answers| counts[usize::from(answers[column]) - 1] += 1);
                Counts::new(&counts)
            };
            let items = aspect.columns().map(count).collect::<Result<Vec<_>, _>>()?;
            figures.push(("ad", ad_median(&items).context("a school without answers")?));
            figures.push(("rwg", r_wg(&items, Null::Uniform).context("a school with one answer")?));
        }
    }
    Ok(figures)
}

/// The mean of all schools and the two variances, of each aspect.
fn network(model: &Model, teams: &[Team]) -> anyhow::Result<Figures> {
    let mut figures = Figures::new();
    for aspect in model.aspects() {
        let mean = |answers: &Vec<u8>| {
            let of_aspect = &answers[aspect.columns()];
            of_aspect.iter().map(|answer| f64::from(*answer)).sum::<f64>() / of_aspect.len() as f64
        };
        let scores = |team: &Team| Scores::of(&team.iter().map(mean).collect::<Vec<_>>());
        let schools = teams.iter().map(scores).collect::<Result<Vec<_>, _>>()?;
        let fit = fit(&schools, Criterion::Reml)?;
        figures.extend([("mu", fit.mu), ("tau2", fit.tau2), ("sigma2", fit.sigma2)]);
    }
    Ok(figures)
}

/// What `psych::alpha` gives of each aspect, over all people: alpha, standardised alpha, lambda-6, the mean correlation, Feldt's
/// interval, alpha without each indicator, and each indicator's correlation with the rest.
fn consistency(model: &Model, teams: &[Team]) -> anyhow::Result<Figures> {
    let mut figures = Figures::new();
    for aspect in model.aspects() {
        let of_person = |answers: &Vec<u8>| -> Vec<Option<f64>> {
            answers[aspect.columns()].iter().map(|answer| Some(f64::from(*answer))).collect()
        };
        let rows: Vec<Vec<Option<f64>>> = teams.iter().flatten().map(of_person).collect();
        let rows: Vec<&[Option<f64>]> = rows.iter().map(Vec::as_slice).collect();
        let covariances = Covariance::of_rows(&rows, Missing::Listwise).context("no people")?;
        let raw = alpha::cronbach_alpha(&covariances).context("no alpha")?;
        let (low, high) = alpha::feldt_interval(raw, rows.len() as u64, covariances.items() as u64, 0.95)
            .context("no interval")?;
        let of_all = [
            ("alpha", Some(raw)),
            ("std_alpha", alpha::standardised_alpha(&covariances)),
            ("lambda6", alpha::lambda6(&covariances)),
            ("mean_r", Some(alpha::mean_correlation(&covariances))),
            ("feldt", Some(low)),
            ("feldt", Some(high)),
        ];
        figures.extend(of_all.into_iter().filter_map(|(what, value)| Some((what, value?))));
        if covariances.items() > 2 {
            figures.extend(
                alpha::alpha_if_dropped(&covariances).into_iter().flatten().map(|value| ("dropped", value)),
            );
        }
        figures.extend(
            alpha::item_rest_correlations(&covariances).into_iter().flatten().map(|value| ("rest", value)),
        );
    }
    Ok(figures)
}
