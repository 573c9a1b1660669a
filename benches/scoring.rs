//! From answers to standings: a network of 12 responses a school on 12 indicators, with every interval.

use std::ops::Range;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use leerkring::assess::pooling::random_intercept::{Criterion as Fit, RandomIntercept, fit};
use leerkring::assess::pooling::scores::Scores;
use leerkring::assess::{Options, assess};
use leerkring::model::{Answer, Responses, builtin};
use leerkring_benches::{responses, teams};

fn scoring(criterion: &mut Criterion) {
    let model = builtin::samen_leren();
    let mut group = criterion.benchmark_group("scoring");
    group.sample_size(10);
    for schools in [1_000, 10_000, 100_000] {
        let responses = responses(&model, schools);
        group.throughput(Throughput::Elements(schools as u64));
        group.bench_with_input(BenchmarkId::from_parameter(schools), &responses, |bencher, responses| {
            bencher.iter(|| assess(&model, responses, &[], &Options::default()));
        });
    }
}

/// A whole network of 30 responses a school: every standing, and how much schools differ on every aspect.
fn whole_network(criterion: &mut Criterion) {
    const SCHOOLS: usize = 10_000;
    let model = builtin::samen_leren();
    let responses = teams(&model, SCHOOLS, 30);
    let mut group = criterion.benchmark_group("scoring");
    group.sample_size(10);
    group.throughput(Throughput::Elements(SCHOOLS as u64));
    group.bench_function("whole network 10000", |bencher| {
        bencher.iter(|| {
            let standings = assess(&model, &responses, &[], &Options::default());
            let pooled: Vec<_> =
                model.aspects().iter().map(|aspect| pool(&responses, aspect.columns())).collect();
            (standings, pooled)
        });
    });
}

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
    fit(&scores.collect::<Option<Vec<_>>>()?, Fit::Reml).ok()
}

criterion_group!(benches, scoring, whole_network);
criterion_main!(benches);
