//! What scoring costs: processor time of one thread, and memory.

use std::ops::Range;

use anyhow::Context;
use leerkring::assess::pooling::random_intercept::{Criterion, RandomIntercept, fit};
use leerkring::assess::pooling::scores::Scores;
use leerkring::assess::{Options, assess, assess_each};
use leerkring::model::{Answer, Responses, builtin};
use leerkring_benches::{teams, teams_from};

/// Rounds of each job; the least time is told.
const ROUNDS: usize = 5;
/// Schools of which the answers are held at once.
const PART: usize = 10_000;

pub(crate) fn time(schools: usize, people: usize) -> anyhow::Result<()> {
    on_one_thread(|| {
        let model = builtin::samen_leren();
        let responses = teams(&model, schools, people);
        let options = Options::default();
        told("standings (phase, posterior, interval)", || {
            Ok(assess(&model, &responses, &[], &options)?.len())
        })?;
        told("all figures of every school", || {
            let mut figures = 0;
            assess_each(&model, &responses, &[], &options, |_, all| figures += all.len())?;
            Ok(figures)
        })?;
        told("pooling (REML of each aspect)", || {
            let pooled = model.aspects().iter().map(|aspect| pool(&responses, aspect.columns()));
            Ok(pooled.collect::<Option<Vec<_>>>().context("schools that cannot be pooled")?.len())
        })
    })
}

pub(crate) fn stream(schools: usize, people: usize) -> anyhow::Result<()> {
    on_one_thread(|| {
        let model = builtin::samen_leren();
        let options = Options::default();
        let (mut spent, mut figures) = (0.0, 0);
        for first in (0..schools).step_by(PART) {
            let responses = teams_from(&model, first, PART.min(schools - first), people);
            let begin = processor_time()?;
            assess_each(&model, &responses, &[], &options, |_, all| figures += all.len())?;
            spent += processor_time()? - begin;
        }
        let status = std::fs::read_to_string("/proc/self/status").context("no /proc/self/status")?;
        let peak = status.lines().find(|line| line.starts_with("VmHWM")).context("no peak of memory")?;
        println!(
            "{schools} schools of {people}: {figures} results in {spent:.2} s of processor time; {peak}"
        );
        Ok(())
    })
}

fn on_one_thread(job: impl FnOnce() -> anyhow::Result<()> + Send) -> anyhow::Result<()> {
    rayon::ThreadPoolBuilder::new().num_threads(1).build()?.install(job)
}

fn told(what: &str, mut job: impl FnMut() -> anyhow::Result<usize>) -> anyhow::Result<()> {
    let (mut least, mut results) = (f64::INFINITY, 0);
    for _ in 0..ROUNDS {
        let begin = processor_time()?;
        results = job()?;
        least = least.min(processor_time()? - begin);
    }
    println!("{what}: {results} results, {least:.3} s");
    Ok(())
}

/// Seconds that this thread has run, which other work on the machine does not add to.
pub(crate) fn processor_time() -> anyhow::Result<f64> {
    let file = "/proc/thread-self/schedstat";
    let text = std::fs::read_to_string(file).with_context(|| format!("{file}, which only Linux has"))?;
    let spent: f64 = text.split(' ').next().unwrap_or_default().parse()?;
    Ok(spent / 1e9)
}

/// How much schools differ on the aspect with these columns.
fn pool(responses: &Responses, columns: Range<usize>) -> Option<RandomIntercept> {
    let mean_of = |answers: &[Option<Answer>]| {
        let phases = || answers.iter().flatten().filter_map(|answer| answer.phase());
        let sum: u32 = phases().map(|phase| u32::from(phase.number())).sum();
        (phases().count() > 0).then(|| f64::from(sum) / phases().count() as f64)
    };
    let teams = responses.teams();
    let scores = teams.iter().map(|team| {
        let means = team.rows().filter_map(|row| mean_of(row.answers.get(columns.clone())?));
        Scores::of(&means.collect::<Vec<f64>>()).ok()
    });
    fit(&scores.collect::<Option<Vec<_>>>()?, Criterion::Reml).ok()
}
