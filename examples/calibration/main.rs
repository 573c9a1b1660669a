//! Whether labels and intervals are right as often as they claim, on teams drawn from populations that are known.
//!
//! Shows: `Judgements`, `posterior`, `label`. It prints the tables of docs/METHOD.md.

mod chance;
mod population;
mod tally;

use std::process::ExitCode;

use clap::Parser;

use self::chance::Chance;
use self::population::{Maker, Population, Spread};
use self::tally::Tally;

/// Draws teams from made-up populations, places them, and counts how often the label is right.
#[derive(Parser)]
#[command(version)]
struct Arguments {
    /// Seed of all chance
    #[arg(long, default_value_t = 2014)]
    seed: u64,
    /// Teams of each size from each kind of population
    #[arg(long, default_value_t = 2000)]
    teams: u64,
}

const SIZES: [usize; 5] = [5, 8, 12, 20, 40];
/// Teams of which no more is published than the phase that is counted.
const SMALL: [usize; 3] = [5, 6, 7];
const INDICATORS: [usize; 2] = [1, 3];

/// Teams that were drawn alike.
struct Cell {
    maker: Maker,
    spread: Spread,
    indicators: usize,
    size: usize,
    tally: Tally,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    leerkring_examples::run(|| {
        let cells = cells(&arguments, &SIZES, 0)?;
        print_tables(&cells);
        print_worst(&cells);
        print_small(&self::cells(&arguments, &SMALL, cells.len())?);
        Ok(())
    })
}

/// The cells of these sizes; `first` is the number of the first of their series of chances.
fn cells(arguments: &Arguments, sizes: &[usize], first: usize) -> anyhow::Result<Vec<Cell>> {
    let mut cells = Vec::new();
    for spread in Spread::ALL {
        for indicators in INDICATORS {
            for maker in Maker::ALL {
                for &size in sizes {
                    let mut tally = Tally::default();
                    for team in 0..arguments.teams {
                        let mut chance =
                            Chance::new(arguments.seed, ((first + cells.len()) as u64) << 32 | team);
                        let population = Population::draw(maker, spread, indicators, &mut chance);
                        let team: Vec<_> = (0..size).map(|_| population.person(&mut chance)).collect();
                        tally.add(&team, &population)?;
                    }
                    cells.push(Cell { maker, spread, indicators, size, tally });
                }
            }
        }
    }
    Ok(cells)
}

fn print_tables(cells: &[Cell]) {
    print_head("people");
    for spread in Spread::ALL {
        for indicators in INDICATORS {
            for size in SIZES {
                let tally = sum(cells, |cell| {
                    (cell.spread, cell.indicators, cell.size) == (spread, indicators, size)
                });
                println!("| {}, {indicators} | {size} | {} |", spread.name(), tally.cells());
            }
        }
    }
    println!();
    print_head("population");
    for spread in Spread::ALL {
        for indicators in INDICATORS {
            for maker in Maker::ALL {
                let tally = sum(cells, |cell| {
                    (cell.spread, cell.indicators, cell.maker) == (spread, indicators, maker)
                });
                println!("| {}, {indicators} | {} | {} |", spread.name(), maker.name(), tally.cells());
            }
        }
    }
}

/// How often the phase that is counted in a small team is the right one, and how often it is at most one beside it.
fn print_small(cells: &[Cell]) {
    println!(
        "\n| spread, indicators | people | counted, claimed / right | at most one beside it |\n|---|---|---:|---:|"
    );
    for spread in Spread::ALL {
        for indicators in INDICATORS {
            for size in SMALL {
                let tally = sum(cells, |cell| {
                    (cell.spread, cell.indicators, cell.size) == (spread, indicators, size)
                });
                let (counted, beside) = (tally.counted.cell(), tally.beside.cell());
                println!("| {}, {indicators} | {size} | {counted} | {beside} |", spread.name());
            }
        }
    }
}

/// Where "phase k" claims most beyond what is right.
fn print_worst(cells: &[Cell]) {
    let excess = |cell: &Cell| cell.tally.phase.excess().unwrap_or(f64::NEG_INFINITY);
    if let Some(worst) = cells.iter().max_by(|a, b| excess(a).total_cmp(&excess(b))) {
        println!(
            "\nWorst for \"phase\": {}, {}, {} people, {} indicator(s): {}.",
            worst.maker.name(),
            worst.spread.name(),
            worst.size,
            worst.indicators,
            worst.tally.phase.cell()
        );
    }
}

fn print_head(column: &str) {
    println!(
        "| spread, indicators | {column} | \"phase\" given | claimed / right | \"probably\" given | claimed / right | \
         \"between\" given | claimed / right | none | withheld / right | interval holds |"
    );
    println!("|---|---|{}", "---:|".repeat(9));
}

fn sum(cells: &[Cell], is_in: impl Fn(&Cell) -> bool) -> Tally {
    let mut sum = Tally::default();
    cells.iter().filter(|cell| is_in(cell)).for_each(|cell| sum.merge(&cell.tally));
    sum
}
