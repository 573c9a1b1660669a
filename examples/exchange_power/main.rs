//! How often each way to look at exchanges finds an effect that is there, and one that is not.
//!
//! Shows: `change_effect`, `triple_difference`. It prints the table of docs/METHOD.md, section 16.

use std::process::ExitCode;

use clap::Parser;
use leerkring::assess::exchange::{AspectChange, Permutations, School, change_effect, triple_difference};
use rand::rngs::ChaCha8Rng;
use rand::{Rng, SeedableRng};

/// Draws networks of which the effect of exchanges is known, and counts how often it is found.
#[derive(Parser)]
#[command(version)]
struct Arguments {
    /// Seed of all chance
    #[arg(long, default_value_t = 2014)]
    seed: u64,
    /// Networks of each kind
    #[arg(long, default_value_t = 1000)]
    networks: u64,
    /// Arrangements drawn for each p-value
    #[arg(long, default_value_t = 499)]
    samples: u32,
}

/// Schools with an exchange; as many without.
const SCHOOLS: [usize; 4] = [6, 10, 20, 40];
/// True effects, in phases.
const EFFECTS: [f64; 3] = [0.0, 0.3, 0.5];
const ASPECTS: usize = 5;
/// Standard deviations, in phases: of schools and aspects before, of the change of whole schools and of single aspects.
const SCHOOL: f64 = 0.4;
const ASPECT: f64 = 0.4;
const GROWTH_OF_SCHOOL: f64 = 0.25;
const GROWTH_OF_ASPECT: f64 = 0.2;
/// Of the mean of ten people who differ by 0.7, at one moment; half of its variance is shared by all aspects, for some
/// people are milder on everything.
const ERROR: f64 = 0.7 / 3.162_277_660_168_379_5;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    leerkring_examples::run(|| {
        println!(
            "| aspect chosen | schools with / without | true effect | A | A at equal start | B | B adjusted | mean A | mean B | mean B adjusted |"
        );
        println!("|---|---|---:|---:|---:|---:|---:|---:|---:|---:|");
        for (kind, lowest) in [("by lot", false), ("the lowest", true)] {
            for schools in SCHOOLS {
                for effect in EFFECTS {
                    row(&arguments, kind, lowest, schools, effect)?;
                }
            }
        }
        Ok(())
    })
}

fn row(arguments: &Arguments, kind: &str, lowest: bool, schools: usize, effect: f64) -> anyhow::Result<()> {
    let mut found = [0_u32; 4];
    let mut sums = [0.0; 3];
    for network in 0..arguments.networks {
        // The same schools for every effect, so that rows differ by the effect alone.
        let mut chance = ChaCha8Rng::seed_from_u64(arguments.seed);
        chance.set_stream((schools as u64) << 40 | u64::from(lowest) << 32 | network);
        let draw = |treated: bool, chance: &mut ChaCha8Rng| -> Vec<[AspectChange; ASPECTS]> {
            (0..schools).map(|_| school(treated, lowest, effect, chance)).collect()
        };
        let (with, without) = (draw(true, &mut chance), draw(false, &mut chance));
        let permutations = Permutations { most_exact: 0, samples: arguments.samples, seed: network };
        let one = |treated: bool| {
            move |aspects: &[AspectChange; ASPECTS]| School {
                treated,
                before: aspects[0].before,
                after: aspects[0].after,
                stratum: 0,
            }
        };
        let rows: Vec<School> = with.iter().map(one(true)).chain(without.iter().map(one(false))).collect();
        let between = change_effect(&rows, &permutations)?;
        let within = triple_difference(&with, &permutations)?;
        let p = [
            between.permutation.p,
            between.at_equal_start.map_or(1.0, |start| start.p),
            within.permutation.p,
            within.adjusted_permutation.p,
        ];
        for (found, p) in found.iter_mut().zip(p) {
            *found += u32::from(p <= 0.05);
        }
        for (sum, value) in sums.iter_mut().zip([between.effect, within.effect, within.adjusted_effect]) {
            *sum += value;
        }
    }
    let networks = arguments.networks as f64;
    let found = found.map(|found| format!("{:.0} %", 100.0 * f64::from(found) / networks)).join(" | ");
    let means = sums.map(|sum| format!("{:.2}", sum / networks)).join(" | ");
    println!("| {kind} | {schools} / {schools} | {effect} | {found} | {means} |");
    Ok(())
}

/// A school of which the first aspect is the target, before and after.
fn school(treated: bool, lowest: bool, effect: f64, chance: &mut ChaCha8Rng) -> [AspectChange; ASPECTS] {
    let level = 3.0 + normal(SCHOOL, chance);
    let growth = normal(GROWTH_OF_SCHOOL, chance);
    let shared = ERROR * std::f64::consts::FRAC_1_SQRT_2;
    let [mild_before, mild_after] = [(); 2].map(|()| normal(shared, chance));
    let mut aspects = [(); ASPECTS].map(|()| {
        let own = level + normal(ASPECT, chance);
        let grown = own + growth + normal(GROWTH_OF_ASPECT, chance);
        let before = own + mild_before + normal(shared, chance);
        let after = grown + mild_after + normal(shared, chance);
        AspectChange { before, after, target: false }
    });
    if treated && lowest {
        aspects.sort_by(|a, b| a.before.total_cmp(&b.before));
    }
    aspects[0].target = true;
    aspects[0].after += if treated { effect } else { 0.0 };
    aspects
}

/// A normal number (Box and Muller).
fn normal(deviation: f64, chance: &mut ChaCha8Rng) -> f64 {
    let mut unit = || (f64::from(chance.next_u32()) + 0.5) / 4_294_967_296.0;
    let far = libm::sqrt(-2.0 * libm::log(unit()));
    deviation * far * libm::cos(std::f64::consts::TAU * unit())
}
