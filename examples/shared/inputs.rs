//! Reading what the programs are given: a model, codebooks, survey files, a register, wishes.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use anyhow::{Context, anyhow, bail};
use clap::Args;
use leerkring::import::{
    Codebook, Delimiter, Encoding, Issue, ReadOptions, Recognised, Register, RegisterColumns,
    RegisterSummary, Summary, Survey, Table, UsedCodebook, read_register, read_table, read_wishes,
};
use leerkring::model::{Model, SchoolId, Wishes, builtin};

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

/// A codebook, and the file it stands in.
#[derive(Debug)]
pub struct NamedCodebook {
    /// The file.
    pub file: PathBuf,
    /// What it says.
    pub codebook: Codebook,
}

/// The codebooks in these files.
pub fn codebooks(files: &[PathBuf], model: &Model) -> anyhow::Result<Vec<NamedCodebook>> {
    let parse = |file: &PathBuf| {
        let codebook = Codebook::parse(&file.display().to_string(), &text(file)?, model)?;
        Ok(NamedCodebook { file: file.clone(), codebook })
    };
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
        read(file, &self.options())
    }

    fn options(&self) -> ReadOptions {
        let mut options = ReadOptions::default();
        options.encoding = self.encoding;
        options.delimiter = self.delimiter;
        options
    }
}

fn read(file: &Path, options: &ReadOptions) -> anyhow::Result<Table> {
    let bytes = std::fs::read(file).with_context(|| format!("{} cannot be read", file.display()))?;
    Ok(read_table(&file.display().to_string(), &bytes, options)?)
}

/// What was read from all survey files, and what became of every row.
#[derive(Debug)]
pub struct Answers {
    /// The answers and agreements.
    pub survey: Survey,
    /// For each file what became of its rows, and as what it was read.
    pub files: Vec<(Summary, Recognised)>,
}

/// Reads survey files, each with the one codebook that has all its columns.
pub fn survey(
    files: &[PathBuf],
    dialect: Dialect,
    codebooks: &[NamedCodebook],
    model: &Model,
) -> anyhow::Result<Answers> {
    survey_and(files, dialect, codebooks, model, |_, _| Ok(()))
}

/// The same, with the codebook as it was used.
pub fn survey_with_codebook(
    files: &[PathBuf],
    dialect: Dialect,
    codebooks: &[NamedCodebook],
    model: &Model,
) -> anyhow::Result<(Answers, UsedCodebook)> {
    let mut used = UsedCodebook::new();
    let answers =
        survey_and(
            files,
            dialect,
            codebooks,
            model,
            |table, codebook| Ok(used.add(table, codebook, model)?),
        )?;
    Ok((answers, used))
}

/// A file, as each codebook says that it is to be read, with the codebooks that fit it so. Where none fits, the table is
/// as the first codebook has it.
fn fitting<'a>(
    file: &Path,
    dialect: Dialect,
    codebooks: &[&'a NamedCodebook],
) -> anyhow::Result<(Table, Vec<&'a NamedCodebook>)> {
    let mut tables: Vec<(ReadOptions, anyhow::Result<Table>)> = Vec::new();
    let mut found: Option<usize> = None;
    let mut fitting = Vec::new();
    for named in codebooks {
        let options = named.codebook.reading(&dialect.options());
        let place = tables.iter().position(|(read, _)| *read == options).unwrap_or(tables.len());
        if place == tables.len() {
            let table = read(file, &options);
            tables.push((options, table));
        }
        if let Some((_, Ok(table))) = tables.get(place)
            && named.codebook.fits(table)
        {
            found.get_or_insert(place);
            fitting.push(*named);
        }
    }
    let place = found.unwrap_or(0).min(tables.len().saturating_sub(1));
    Ok((tables.swap_remove(place).1?, fitting))
}

fn survey_and(
    files: &[PathBuf],
    dialect: Dialect,
    codebooks: &[NamedCodebook],
    model: &Model,
    mut and: impl FnMut(&Table, &Codebook) -> anyhow::Result<()>,
) -> anyhow::Result<Answers> {
    let for_surveys: Vec<&NamedCodebook> =
        codebooks.iter().filter(|named| named.codebook.layout().is_some()).collect();
    let Some(first) = for_surveys.first() else {
        bail!(
            "none of the codebooks describes a survey; run score_survey without --codebook to have one proposed"
        );
    };
    // The same answers twice would make a team look twice as large.
    let mut known = BTreeSet::new();
    let mut survey = Survey::new(model);
    let mut read = Vec::new();
    let bar = progress::bar("reading", files.len());
    for file in files {
        if !known.insert(file.canonicalize().with_context(|| format!("{} cannot be read", file.display()))?) {
            bail!("{} is given twice; give every survey file once", file.display());
        }
        let (table, fitting) = fitting(file, dialect, &for_surveys)?;
        if let [one, other, ..] = fitting.as_slice() {
            let (one, other) = (one.file.display(), other.file.display());
            bail!(
                "{} can be read with both {one} and {other}; give it with one of them alone",
                file.display()
            );
        }
        // With no codebook that fits, the first one tells which columns are missing.
        let named = fitting.first().copied().unwrap_or(first);
        let summary = survey.read(&table, &named.codebook, model)?;
        and(&table, &named.codebook)?;
        read.push((summary, table.recognised));
        bar.inc(1);
    }
    bar.finish_and_clear();
    Ok(Answers { survey, files: read })
}

/// What was read from a register, and from a file of wishes beside it.
#[derive(Debug)]
pub struct Schools {
    /// The schools, with their wishes.
    pub register: Register,
    /// For each file what became of its rows, and as what it was read.
    pub files: Vec<(RegisterSummary, Recognised)>,
    /// Schools with wishes that stand in no register.
    pub unknown: Vec<SchoolId>,
    /// Schools of which the wishes in the register gave way to those in the file of wishes.
    pub replaced: Vec<SchoolId>,
}

/// The schools of a register, by the codebook with a `[register]`, or else by leerkring's own column names. What a file
/// of wishes says of a school goes before what the register says.
pub fn schools(
    file: &Path,
    wishes: Option<&Path>,
    dialect: Dialect,
    codebooks: &[NamedCodebook],
    model: &Model,
) -> anyhow::Result<Schools> {
    let table = dialect.table(file)?;
    let described: Vec<_> =
        codebooks.iter().filter_map(|named| Some((&named.file, named.codebook.register()?))).collect();
    let columns = match described.as_slice() {
        [] => RegisterColumns::of(&table),
        [(_, columns)] => (*columns).clone(),
        [(one, _), (other, _), ..] => {
            bail!("both {} and {} describe a register; give one of them", one.display(), other.display())
        }
    };
    let hint = "score_survey --schools FILE proposes that";
    let mut register = read_register(&table, &columns, model).map_err(|error| anyhow!("{error}; {hint}"))?;
    let mut files = vec![(register.summary.clone(), table.recognised)];
    let (mut unknown, mut replaced) = (Vec::new(), Vec::new());
    if let Some(file) = wishes {
        let table = dialect.table(file)?;
        let read = read_wishes(&table, model)?;
        let known: BTreeSet<&SchoolId> = register.schools.iter().map(|school| &school.id).collect();
        unknown.extend(read.wishes.keys().filter(|school| !known.contains(school)).cloned());
        register.issues.extend(read.issues);
        // A row that says nothing takes nothing away.
        for (school, wishes) in read.wishes.into_iter().filter(|(_, wishes)| *wishes != Wishes::default()) {
            if register.wishes.insert(school.clone(), wishes).is_some() {
                replaced.push(school);
            }
        }
        files.push((read.summary, table.recognised));
    }
    Ok(Schools { register, files, unknown, replaced })
}

/// Schools that were answered about but stand in no register.
pub fn unregistered(survey: &Survey, register: &Register) -> Vec<SchoolId> {
    let known: BTreeSet<&SchoolId> = register.schools.iter().map(|school| &school.id).collect();
    let teams = survey.responses.teams();
    let answered = teams.iter().map(|team| team.school());
    let agreed = survey.agreements.iter().map(|agreement| &agreement.school);
    let unknown: BTreeSet<&SchoolId> =
        answered.chain(agreed).filter(|school| !known.contains(school)).collect();
    unknown.into_iter().cloned().collect()
}

/// All issues of the files.
pub fn issues<'a>(answers: &'a Answers, schools: Option<&'a Schools>) -> Vec<&'a Issue> {
    let survey = answers.files.iter().flat_map(|(summary, _)| &summary.issues);
    survey.chain(schools.into_iter().flat_map(|schools| &schools.register.issues)).collect()
}

fn text(file: &Path) -> anyhow::Result<String> {
    std::fs::read_to_string(file).with_context(|| format!("{} cannot be read", file.display()))
}
