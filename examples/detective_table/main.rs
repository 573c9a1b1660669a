//! How many odd things the import finds of those that were planted, and how often it finds some in honest files.
//!
//! Shows: `detect` and `detect_unaided`. It prints the table of docs/METHOD.md.

mod chance;
mod honest;
mod plant;

use std::process::ExitCode;

use clap::Parser;
use leerkring::import::{
    Finding, FindingKind, ReadOptions, Register, RegisterColumns, Table, detect, detect_unaided,
    read_register, read_table,
};

use self::chance::Chance;
use self::honest::File;
use self::plant::{ALL, Written, is_it, nothing, plant};

/// Plants odd things in made-up files and counts which are found, and counts what is found in files without any.
#[derive(Parser)]
#[command(version)]
struct Arguments {
    /// Seed of all chance
    #[arg(long, default_value_t = 2014)]
    seed: u64,
    /// Honest files of each size
    #[arg(long, default_value_t = 100)]
    honest: u64,
    /// Files of each size and for each thing that is planted
    #[arg(long, default_value_t = 40)]
    planted: u64,
    /// Prints every finding in an honest file
    #[arg(long)]
    show: bool,
}

const SIZES: [usize; 6] = [12, 30, 60, 120, 240, 400];

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    leerkring_examples::run(|| print_table(&arguments))
}

/// What was found in a file, with a codebook and a register, and without.
fn found(file: &File, written: &Written) -> anyhow::Result<[Vec<Finding>; 2]> {
    let table = table("antwoorden.csv", &written.header, &written.cells)?;
    let schools: Vec<Vec<String>> =
        file.schools.iter().map(|s| vec![s.id.to_string(), s.name.clone()]).collect();
    let schools = self::table("scholen.csv", &["id".to_owned(), "name".to_owned()], &schools)?;
    let register: Register = read_register(&schools, &RegisterColumns::of(&schools), &file.model)?;
    let codebook = file.codebook(&written.more)?;
    Ok([detect(&table, &codebook, &file.model, Some(&register)), detect_unaided(&table)])
}

fn table(name: &str, header: &[String], rows: &[Vec<String>]) -> anyhow::Result<Table> {
    let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
    writer.write_record(header)?;
    rows.iter().try_for_each(|row| writer.write_record(row))?;
    Ok(read_table(name, &writer.into_inner()?, &ReadOptions::default())?)
}

fn print_table(arguments: &Arguments) -> anyhow::Result<()> {
    let mut alarms = std::collections::BTreeMap::new();
    let mut with_alarm = [0, 0];
    for number in 0..arguments.honest * SIZES.len() as u64 {
        let mut chance = Chance::new(arguments.seed, number);
        let file = File::honest(SIZES[(number % SIZES.len() as u64) as usize], &mut chance)?;
        for (findings, way) in found(&file, &nothing(&file))?.iter().zip(0..) {
            with_alarm[way] += u64::from(!findings.is_empty());
            for finding in findings {
                *alarms.entry((name(&finding.kind), way)).or_insert(0) += 1;
                if arguments.show {
                    println!("{number} {} {finding}", ["codebook", "alone"][way]);
                }
            }
        }
    }
    println!("| planted | {} | file alone |", SIZES.map(|rows| format!("{rows} rows")).join(" | "));
    println!("|---|{}---:|", "---:|".repeat(SIZES.len()));
    for ((what, told), kind) in ALL.into_iter().zip(0u64..) {
        let (mut cells, mut alone, mut all) = (Vec::new(), 0, 0);
        for (size, at) in SIZES.into_iter().zip(0u64..) {
            let (mut planted, mut seen) = (0, 0);
            let mut number = (kind + 1) << 40 | at << 32;
            while planted < arguments.planted {
                number += 1;
                let mut chance = Chance::new(arguments.seed, number);
                let mut file = File::honest(size, &mut chance)?;
                let Some(written) = plant(what, &mut file, &mut chance) else { continue };
                let [aided, unaided] = found(&file, &written)?;
                planted += 1;
                seen += u64::from(aided.iter().any(|finding| is_it(what, &written, finding)));
                alone += u64::from(unaided.iter().any(|finding| is_it(what, &written, finding)));
            }
            all += planted;
            cells.push(format!("{seen}"));
        }
        println!("| {told} | {} | {alone} of {all} |", cells.join(" | "));
    }
    println!("\nPlanted in {} files of each size.", arguments.planted);
    let honest = arguments.honest * SIZES.len() as u64;
    println!(
        "Of {honest} honest files {} have a finding with a codebook, {} without.",
        with_alarm[0], with_alarm[1]
    );
    for ((kind, way), times) in alarms {
        println!("- {kind}, {}: {times}", ["with a codebook", "file alone"][way]);
    }
    Ok(())
}

fn name(kind: &FindingKind) -> &'static str {
    match kind {
        FindingKind::Reversed { .. } => "reversed",
        FindingKind::Camps { .. } => "camps",
        FindingKind::Shifted { .. } => "shifted",
        FindingKind::Twice { .. } => "twice",
        FindingKind::StraightLining { .. } => "straight-lining",
        FindingKind::TooFast { .. } => "too fast",
        FindingKind::UnknownSchool { .. } => "unknown school",
        FindingKind::LabelChanged { .. } => "label changed",
        FindingKind::UnusedLevel { .. } => "unused level",
        FindingKind::MixedScales { .. } => "mixed scales",
        _ => "other",
    }
}
