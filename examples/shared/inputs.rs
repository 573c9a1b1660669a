//! Reading what the programs are given: a model, codebooks, survey files, a register, wishes.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use clap::Args;
use leerkring::import::{
    Codebook, Delimiter, Encoding, Issue, ReadOptions, Recognised, Register, RegisterColumns, Summary,
    Survey, Table, read_register, read_table, read_wishes,
};
use leerkring::model::{Model, SchoolId, builtin};

use crate::progress;

/// The model with this name, or in this file.
pub fn model(name: &str) -> anyhow::Result<Model> {
    if let Some(model) = builtin::by_name(name) {
        return Ok(model);
    }
    let names = builtin::NAMES.join("`, `");
    if !name.ends_with(".toml") {
        bail!("`{name}` is no model; give `{names}` or the name of a .toml file");
    }
    Model::parse(&text(Path::new(name))?).with_context(|| format!("{name} is not a model"))
}

/// The codebooks in these files.
pub fn codebooks(files: &[PathBuf], model: &Model) -> anyhow::Result<Vec<Codebook>> {
    let parse = |file: &PathBuf| Ok(Codebook::parse(&file.display().to_string(), &text(file)?, model)?);
    files.iter().map(parse).collect()
}

/// How to read files of which the guess would be wrong.
#[derive(Args, Clone, Copy, Debug, Default)]
pub struct Dialect {
    /// Encoding of all files, where the guess is wrong: utf-8, windows-1252, macintosh, ...
    #[arg(long, value_name = "ENCODING")]
    encoding: Option<Encoding>,
    /// Delimiter of all files, where the guess is wrong: comma, semicolon, tab or pipe
    #[arg(long, value_name = "DELIMITER")]
    delimiter: Option<Delimiter>,
}

impl Dialect {
    /// A file of delimited text.
    pub fn table(&self, file: &Path) -> anyhow::Result<Table> {
        let bytes = std::fs::read(file).with_context(|| format!("{} cannot be read", file.display()))?;
        let mut options = ReadOptions::default();
        options.encoding = self.encoding;
        options.delimiter = self.delimiter;
        Ok(read_table(&file.display().to_string(), &bytes, &options)?)
    }
}

/// What was read from all survey files, and what became of every row.
#[derive(Debug)]
pub struct Answers {
    /// The answers and agreements.
    pub survey: Survey,
    /// For each file what became of its rows, and as what it was read.
    pub files: Vec<(Summary, Recognised)>,
}

/// Reads survey files, each with the first codebook that has all its columns.
pub fn survey(
    files: &[PathBuf],
    dialect: Dialect,
    codebooks: &[Codebook],
    model: &Model,
) -> anyhow::Result<Answers> {
    let for_surveys: Vec<&Codebook> =
        codebooks.iter().filter(|codebook| codebook.layout().is_some()).collect();
    let Some(first) = for_surveys.first() else {
        bail!(
            "none of the codebooks describes a survey; run score_survey without --codebook to have one proposed"
        );
    };
    let mut survey = Survey::new(model);
    let mut read = Vec::new();
    let bar = progress::bar("reading", files.len());
    for file in files {
        let table = dialect.table(file)?;
        // With no codebook that fits, the first one tells which columns are missing.
        let codebook = for_surveys.iter().find(|codebook| codebook.fits(&table)).unwrap_or(first);
        read.push((survey.read(&table, codebook, model)?, table.recognised));
        bar.inc(1);
    }
    bar.finish_and_clear();
    Ok(Answers { survey, files: read })
}

/// The schools of a register, by the first codebook with a `[register]`, or else by leerkring's own column names; with
/// the wishes of a file of their own, if there is one.
pub fn register(
    file: &Path,
    wishes: Option<&Path>,
    dialect: Dialect,
    codebooks: &[Codebook],
    model: &Model,
) -> anyhow::Result<Register> {
    let table = dialect.table(file)?;
    let columns = codebooks.iter().find_map(Codebook::register).cloned();
    let columns = columns.unwrap_or_else(|| RegisterColumns::of(&table));
    let hint = "score_survey --schools FILE without --codebook proposes what its columns mean";
    let mut register = read_register(&table, &columns, model).context(hint)?;
    if let Some(file) = wishes {
        let read = read_wishes(&dialect.table(file)?, model)?;
        register.issues.extend(read.issues);
        register.wishes.extend(read.wishes);
    }
    Ok(register)
}

/// Schools that were answered about but stand in no register, with the number of responses and agreements.
pub fn unregistered(survey: &Survey, register: &Register) -> BTreeMap<SchoolId, usize> {
    let known: BTreeSet<&SchoolId> = register.schools.iter().map(|school| &school.id).collect();
    let mut unknown: BTreeMap<SchoolId, usize> = BTreeMap::new();
    let teams = survey.responses.teams();
    let answered = teams.iter().map(|team| (team.school(), team.size()));
    let agreed = survey.agreements.iter().map(|agreement| (&agreement.school, 1));
    for (school, n) in answered.chain(agreed).filter(|(school, _)| !known.contains(school)) {
        *unknown.entry(school.clone()).or_default() += n;
    }
    unknown
}

/// All issues of the files.
pub fn issues<'a>(answers: &'a Answers, register: Option<&'a Register>) -> Vec<&'a Issue> {
    let survey = answers.files.iter().flat_map(|(summary, _)| &summary.issues);
    survey.chain(register.into_iter().flat_map(|register| &register.issues)).collect()
}

fn text(file: &Path) -> anyhow::Result<String> {
    std::fs::read_to_string(file).with_context(|| format!("{} cannot be read", file.display()))
}
