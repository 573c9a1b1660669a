//! Building a network (all aspects), the best ten hosts of every school on one aspect, and what one school asks next: how much hangs on the
//! weighting, what one change would bring, and what it costs to take one in.

use criterion::{BatchSize, BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use leerkring::matching::{Network, Options, Scale, Trait, Weightings};
use leerkring::model::Subject;
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

/// The best ten hosts of every school in columns, without and with a trait that is a category: the trees do not know those, so that
/// every candidate is weighed truly.
fn category(criterion: &mut Criterion) {
    let model = builtin::samen_leren();
    let aspect = SamenLerenAspect::Koers.id();
    let mut group = criterion.benchmark_group("category");
    group.sample_size(10);
    for schools in SIZES {
        let (mut members, mut options) = (members(&model, schools), Options::default());
        let plain = Network::build(members.clone(), &model, options.clone());
        for (member, concept) in members.iter_mut().zip(CONCEPTS.iter().cycle()) {
            member.school.categories.insert("concept".to_owned(), (*concept).to_owned());
        }
        options.traits.push(Trait::new("concept", Scale::Category, 1.0));
        for (name, network) in [("without", plain), ("with", Network::build(members, &model, options))] {
            let Ok(network) = network else { return };
            group.bench_function(BenchmarkId::new(name, schools), |bencher| {
                bencher.iter(|| network.best_hosts(&aspect, TOP).is_ok());
            });
        }
    }
}

const CONCEPTS: [&str; 4] = ["dalton", "freinet", "jenaplan", "montessori"];

/// One school in the middle of the list; for `what_if` there is nobody within the limit of 100 metres.
fn why(criterion: &mut Criterion) {
    let model = builtin::samen_leren();
    let aspect = SamenLerenAspect::Koers.id();
    let mut near = Options::default();
    near.rules.max_km = Some(0.1);
    let mut group = criterion.benchmark_group("why");
    group.sample_size(10);
    for schools in SIZES {
        let built = |options| Network::build(members(&model, schools), &model, options);
        let (Ok(network), Ok(near)) = (built(Options::default()), built(near.clone())) else { return };
        let Ok(weightings) = Weightings::new(1000, 2.0, 7) else { return };
        let (some, limited) = (network.schools(), near.schools());
        let (Some(asker), Some(limited)) = (some.get(schools / 2), limited.get(schools / 2)) else { return };
        group.bench_function(BenchmarkId::new("robustness", schools), |bencher| {
            bencher.iter(|| network.robustness(asker, &aspect, 3, 3, &weightings));
        });
        group.bench_function(BenchmarkId::new("what_if", schools), |bencher| {
            bencher.iter(|| near.what_if(limited, &aspect));
        });
    }
}

/// One school in the middle says that it would like to learn about an aspect, or that it no longer would and offers it; and then asks.
fn update(criterion: &mut Criterion) {
    let model = builtin::samen_leren();
    let aspect = SamenLerenAspect::Koers.id();
    let mut group = criterion.benchmark_group("update");
    for schools in SIZES {
        let members = members(&model, schools);
        let Some(before) = members.get(schools / 2).cloned() else { return };
        let Ok(mut network) = Network::build(members, &model, Options::default()) else { return };
        let (id, subject) = (before.school.id.clone(), Subject::from(&aspect));
        let [mut asks, mut offers] = [before.clone(), before];
        asks.wishes.asks.insert(subject.clone());
        asks.wishes.offers.remove(&subject);
        offers.wishes.asks.remove(&subject);
        offers.wishes.offers.insert(subject);
        let turns = [asks, offers];
        let mut turn = turns.iter().cycle();
        group.bench_function(BenchmarkId::new("update", schools), |bencher| {
            bencher.iter(|| turn.next().map(|member| network.update_member(member)));
        });
        group.bench_function(BenchmarkId::new("question_after", schools), |bencher| {
            bencher.iter(|| network.suggest(&id, &aspect, TOP));
        });
    }
}

criterion_group!(benches, build, suggest, category, why, update);
criterion_main!(benches);
