//! Reading a large survey export and counting its answers per school and indicator, to be timed beside peers that do
//! the same (`peers.py`, `run.sh`):
//!
//! - `reading make ROWS FILE [--quoted]` writes an export in the manner of LimeSurvey;
//! - `reading count FILE OUT` reads it with a codebook and writes a row per school, sorted: its key, and for each
//!   indicator how many gave each of the six answers.

use std::fs::File;
use std::io::{BufWriter, Write};

use anyhow::{Context, bail};
use leerkring::import::{Codebook, ReadOptions, Survey};
use leerkring::model::{Answer, Team, builtin};
use rand::{Rng, RngExt, SeedableRng, rngs::ChaCha8Rng};
use rayon::prelude::*;

/// The answers that are counted, and no answer.
const ANSWERS: [&str; 7] = ["fase 1", "fase 2", "fase 3", "fase 4", "fase 5", "weet ik niet", ""];
const COUNTED: usize = ANSWERS.len() - 1;
const ROLES: [&str; 3] = ["Leerkracht", "Schoolleiding", "Onderwijsondersteuner"];

fn main() -> anyhow::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments.as_slice() {
        ["make", rows, file, quoted @ ..] => make(rows.parse()?, file, quoted == ["--quoted"]),
        ["count", file, out] => count(file, out),
        _ => bail!("reading make ROWS FILE [--quoted] | reading count FILE OUT"),
    }
}

fn make(rows: u32, file: &str, quoted: bool) -> anyhow::Result<()> {
    let model = builtin::samen_leren();
    let mut random = ChaCha8Rng::seed_from_u64(1);
    let mut out = BufWriter::new(File::create(file).with_context(|| file.to_owned())?);
    let quote = if quoted { "\"" } else { "" };
    let mut line = |cells: &[&str]| -> std::io::Result<()> {
        let (last, first) = cells.split_last().unwrap_or((&"", &[]));
        first.iter().try_for_each(|cell| write!(out, "{quote}{cell}{quote};"))?;
        writeln!(out, "{quote}{last}{quote}")
    };
    let keys: Vec<String> =
        model.indicators().map(|indicator| format!("G1[{}]", indicator.id().key())).collect();
    let mut header = vec!["id", "submitdate", "School", "Functie"];
    header.extend(keys.iter().map(String::as_str));
    line(&header)?;
    // About thirty people a school, in no order.
    let schools = (rows / 30).max(1);
    for id in 1..=rows {
        let (day, second) = (random.random_range(1..=28), random.random_range(0..86_400));
        let moment =
            format!("2026-09-{day:02} {:02}:{:02}:{:02}", second / 3600, second / 60 % 60, second % 60);
        let school = format!("TW{:06}", random.random_range(0..schools));
        let id = id.to_string();
        let mut cells = vec![id.as_str(), &moment, &school, pick(&mut random, &ROLES)];
        cells.extend(keys.iter().map(|_| pick(&mut random, &ANSWERS)));
        line(&cells)?;
    }
    Ok(out.flush()?)
}

fn pick<'a>(random: &mut impl Rng, texts: &[&'a str]) -> &'a str {
    texts[random.random_range(0..texts.len())]
}

fn codebook() -> String {
    let mut text = String::from(
        "format = 1\nmodel = \"samen-leren@1\"\nlayout = \"limesurvey\"\n[columns]\nschool = \"School\"\nrole = \"Functie\"\ndate = \"submitdate\"\n[columns.indicators]\n",
    );
    for indicator in builtin::samen_leren().indicators() {
        let key = indicator.id().key();
        text += &format!("{key} = \"G1[{key}]\"\n");
    }
    text += "[answers]\n\"weet ik niet\" = \"dont-know\"\n";
    (1..=5).for_each(|n| text += &format!("\"fase {n}\" = {n}\n"));
    text += "[roles]\n\"Leerkracht\" = \"teacher\"\n\"Schoolleiding\" = \"leadership\"\n\"Onderwijsondersteuner\" = \"support\"\n";
    text
}

fn count(file: &str, out: &str) -> anyhow::Result<()> {
    let model = builtin::samen_leren();
    let codebook = Codebook::parse("codebook", &codebook(), &model)?;
    let mut survey = Survey::new(&model);
    let source = File::open(file).with_context(|| file.to_owned())?;
    let (summary, recognised) = survey.read_from(file, source, &ReadOptions::default(), &codebook, &model)?;
    eprintln!("{summary} [{recognised}]");
    let teams = survey.responses.teams();
    let teams: Vec<Team<'_>> = teams.iter().collect();
    let lines: Vec<String> = teams.par_chunks(1024).map(lines).collect();
    let mut out = File::create(out).with_context(|| out.to_owned())?;
    Ok(lines.iter().try_for_each(|lines| out.write_all(lines.as_bytes()))?)
}

/// A line for each of some teams: how many gave each answer to each indicator.
fn lines(teams: &[Team<'_>]) -> String {
    let (mut lines, mut answers, mut counts) = (String::new(), Vec::new(), Vec::new());
    for team in teams {
        // Copied first: the rows of a team are far apart in memory, and the waiting for one then goes on beside that for
        // the next.
        answers.clear();
        team.rows().for_each(|row| answers.extend_from_slice(row.answers));
        let width = answers.len() / team.size().max(1);
        counts.clear();
        counts.resize(width, [0_u32; ANSWERS.len()]);
        for row in answers.chunks_exact(width) {
            counts.iter_mut().zip(row).for_each(|(counts, answer)| counts[place(*answer)] += 1);
        }
        lines += team.school().as_str();
        for count in counts.iter().flat_map(|counts| &counts[..COUNTED]) {
            lines.push(',');
            lines += itoa::Buffer::new().format(*count);
        }
        lines.push('\n');
    }
    lines
}

/// The place of an answer in [`ANSWERS`].
fn place(answer: Option<Answer>) -> usize {
    match answer {
        Some(Answer::Phase(phase)) => usize::from(phase.number()) - 1,
        Some(Answer::DontKnow | Answer::NotApplicable) => 5,
        None => 6,
    }
}
