//! Makes a fictional network: a register of schools, survey exports in five layouts with their codebooks, wishes, and a first moment
//! a year earlier with the exchanges since.
//!
//! ```sh
//! cargo run --release --example make_network -- --schools 239 --seed 1 --out /tmp/net
//! ```
//!
//! What it shows:
//! - what leerkring reads: how exports of four tools look, and what a codebook says about them (`exports/`);
//! - a model in use: its aspects, indicators and phases are asked of [`Model`](leerkring::model::Model), so that the
//!   same program makes answers to either built-in model (`--model`);
//! - a stated answer model (`answers.rs`): whoever gets the files can know what is true in them;
//! - the same files from the same seed on every machine, and a school's answers that depend on no other school
//!   (`random.rs`).
//!
//! With `--register FILE` the answers are drawn for the schools of a register that you have.

mod answers;
mod calendar;
mod exports;
mod names;
mod network;
mod random;
mod readme;
mod register;
mod wishes;

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result, ensure};
use clap::Parser;
use clap::builder::PossibleValuesParser;
use leerkring::model::builtin;
use leerkring_examples::progress;

use answers::Draw;
use exports::earlier::{self, Earlier};
use exports::{Exports, Layout};
use network::Network;
use random::Source;
use register::{MOST_SCHOOLS, Register, cannot_write};

/// Make a fictional network of schools: register, survey exports in five layouts, codebooks, wishes.
#[derive(Parser, Clone, Debug)]
#[command(version, after_long_help = format!("The files\n{}\n\nThe answers\n{}", readme::LAYOUTS, answers::STATED))]
struct Args {
    /// How many schools.
    #[arg(long, value_name = "N", required_unless_present = "register", conflicts_with = "register",
          value_parser = clap::value_parser!(u64).range(1..=MOST_SCHOOLS))]
    schools: Option<u64>,

    /// Where chance begins: the same seed gives the same files, byte for byte.
    #[arg(long, value_name = "S", default_value_t = 1)]
    seed: u64,

    /// The directory to write to; made if it does not exist.
    #[arg(long, value_name = "DIR")]
    out: PathBuf,

    /// The maturity model that the schools answer.
    #[arg(long, default_value = "samen-leren", value_parser = PossibleValuesParser::new(builtin::NAMES))]
    model: String,

    /// Draw answers for the schools in this register instead of making schools up: a CSV file in UTF-8 with `,` and a
    /// header, keys in the first column. The answers are made up all the same; do not publish them.
    #[arg(long, value_name = "FILE")]
    register: Option<PathBuf>,

    /// Write to DIR even if there are files in it; those of an earlier run are removed first.
    #[arg(long)]
    force: bool,
}

fn main() -> ExitCode {
    let args = Args::parse();
    leerkring_examples::run(|| {
        let summary = run(&args)?;
        writeln!(std::io::stdout(), "{summary}").context("cannot write to standard output")
    })
}

/// Makes the network; tells in a sentence what was made.
fn run(args: &Args) -> Result<String> {
    let model = builtin::by_name(&args.model).with_context(|| format!("there is no model {}", args.model))?;
    let keys = args.register.as_deref().map(register::read_keys).transpose()?;
    let given = keys.is_some();
    prepare(&args.out, args.force, args.register.as_deref())?;

    let source = Source::new(args.seed);
    let mut register = match keys {
        Some(keys) => Register::given(keys, &args.out)?,
        None => {
            let schools = args.schools.context("say how many schools with --schools")?;
            Register::made(Network::new(&source, schools), schools, &args.out)?
        }
    };
    let schools = register.count();
    let draw = Draw::new(&model, &source)?;
    let path = args.out.join(wishes::TOPICS_FILE);
    std::fs::write(&path, wishes::TOPICS).with_context(|| cannot_write(&path))?;
    let mut exports = Exports::new(&model, &args.out);
    let mut before = Earlier::new(&model, &args.out)?;
    let bar = progress::bar("schools", usize::try_from(schools)?);
    for index in 0..schools {
        let team = draw.team(index)?;
        let entry = register.enter(&team)?;
        exports.add(&entry, &team)?;
        before.add(&entry, &team)?;
        bar.inc(1);
    }
    bar.finish_and_clear();
    register.finish()?;
    let written = exports.finish()?;
    let rows_before = before.finish()?;

    let path = args.out.join(README);
    let text = readme::text(&model, schools, args.seed, given, &written, rows_before);
    std::fs::write(&path, text).with_context(|| cannot_write(&path))?;
    let persons: u64 =
        written.iter().filter(|(layout, _)| *layout != Layout::PerSchool).map(|(_, rows)| rows).sum();
    let warning =
        if given { "; the answers are made up, do not publish them beside the schools' names" } else { "" };
    Ok(format!("{}: {schools} schools, {persons} persons' answers{warning}", args.out.display()))
}

const README: &str = "README.md";

/// Makes the directory, and room in it: what an earlier run wrote is removed, the user's register never.
fn prepare(dir: &Path, force: bool, register: Option<&Path>) -> Result<()> {
    let shown = dir.display();
    std::fs::create_dir_all(dir)
        .with_context(|| format!("cannot make the directory {shown}; choose another --out"))?;
    let mut files = std::fs::read_dir(dir).with_context(|| format!("cannot look into {shown}"))?;
    ensure!(
        force || files.next().is_none(),
        "{shown} is not empty; choose another --out, or add --force to write into it"
    );
    let ours =
        [README, "schools.csv", "wishes.csv", wishes::TOPICS_FILE, earlier::ANSWERS, earlier::EXCHANGES]
            .map(str::to_owned)
            .into_iter();
    for name in ours.chain(Layout::ALL.into_iter().flat_map(|layout| [layout.file(), layout.codebook()])) {
        let path = dir.join(name);
        if !path.exists() {
            continue;
        }
        let kept = register.is_some_and(|register| same_file(register, &path));
        ensure!(!kept, "the register {} would be overwritten; choose another --out", path.display());
        std::fs::remove_file(&path)
            .with_context(|| format!("cannot remove {} of an earlier run", path.display()))?;
    }
    Ok(())
}

fn same_file(a: &Path, b: &Path) -> bool {
    matches!((a.canonicalize(), b.canonicalize()), (Ok(a), Ok(b)) if a == b)
}
