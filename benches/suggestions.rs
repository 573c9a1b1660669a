//! Building a network (all aspects), and the best ten hosts of every school on one aspect.

use criterion::{BatchSize, BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use leerkring::matching::{Network, Options};
use leerkring::model::builtin::{self, SamenLerenAspect};
use leerkring_benches::members;

const SIZES: [usize; 3] = [1_000, 10_000, 100_000];
const TOP: usize = 10;

fn build(criterion: &mut Criterion) {
    let model = builtin::samen_leren();
    let mut group = criterion.benchmark_group("build");
    group.sample_size(10);
    for schools in SIZES {
        let members = members(&model, schools);
        group.throughput(Throughput::Elements(schools as u64));
        group.bench_with_input(BenchmarkId::from_parameter(schools), &members, |bencher, members| {
            let build = |members| Network::build(members, &model, Options::default());
            bencher.iter_batched(|| members.clone(), build, BatchSize::LargeInput);
        });
    }
}

fn suggest(criterion: &mut Criterion) {
    let model = builtin::samen_leren();
    let mut group = criterion.benchmark_group("suggest");
    group.sample_size(10);
    for schools in SIZES {
        let Ok(network) = Network::build(members(&model, schools), &model, Options::default()) else {
            return;
        };
        let aspect = SamenLerenAspect::Koers.id();
        let questions: Vec<_> =
            network.schools().iter().map(|school| (school.clone(), aspect.clone().into())).collect();
        group.throughput(Throughput::Elements(questions.len() as u64));
        group.bench_with_input(BenchmarkId::from_parameter(schools), &questions, |bencher, questions| {
            bencher.iter(|| network.suggest_all(questions, TOP));
        });
    }
}

criterion_group!(benches, build, suggest);
criterion_main!(benches);
