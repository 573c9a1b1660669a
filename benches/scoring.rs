//! From answers to standings: a network of 12 responses a school on 12 indicators, with every interval.

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use leerkring::assess::{Options, assess};
use leerkring::model::builtin;
use leerkring_benches::responses;

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

criterion_group!(benches, scoring);
criterion_main!(benches);
