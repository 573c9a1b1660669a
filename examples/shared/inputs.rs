//! Reading what the programs are given: a model, codebooks, survey files, a register, wishes.

use std::collections::BTreeSet;
use std::fs::File;
use std::path::{Path, PathBuf};

use anyhow::{Context, anyhow, bail};
use clap::Args;
use leerkring::import::{
    Codebook, Delimiter, Encoding, Finding, Issue, Profile, ReadOptions, Recognised, Register,
    RegisterColumns, RegisterSummary, SchoolIndex, Structure, Summary, Survey, Table, Unregistered,
    UsedCodebook, detect, read_head, read_register, read_table, read_wishes,
};
use leerkring::model::{Model, School, SchoolId, Subjects, Wishes, builtin};

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
#[derive(Args, Clone, Debug, Default)]
pub struct Dialect {
    /// Encoding of all files, where the guess is wrong: utf-8, windows-1252, macintosh, ...
    #[arg(long, value_name = "ENCODING")]
    encoding: Option<Encoding>,
    /// Delimiter of all files, where the guess is wrong: comma, semicolon, tab or pipe
    #[arg(long, value_name = "DELIMITER")]
    delimiter: Option<Delimiter>,
    /// The sheet to read in workbooks, where the choice is wrong
    #[arg(long, value_name = "NAME")]
    sheet: Option<String>,
    /// The row of the file where the header begins, where the guess is wrong; blank rows count too
    #[arg(long, value_name = "ROW")]
    header_row: Option<u64>,
    /// How many rows the header has, where the guess is wrong
    #[arg(long, value_name = "ROWS")]
    header_rows: Option<usize>,
    /// Structure of the survey in LimeSurvey (.lss): gives the columns of its exports their texts and codes
    #[arg(long, value_name = "FILE")]
    structure: Option<PathBuf>,
}

impl Dialect {
    /// How to read with this.
    pub fn options(&self) -> ReadOptions {
        let mut options = ReadOptions::default();
        options.encoding = self.encoding;
        options.delimiter = self.delimiter;
        options.sheet.clone_from(&self.sheet);
        options.header_row = self.header_row;
        options.header_rows = self.header_rows;
        options
    }

    /// A file of any format, read so.
    pub fn table(&self, path: &Path) -> anyhow::Result<Table> {
        let mut table = table(path, &self.options())?;
        self.describe(&mut table)?;
        Ok(table)
    }

    /// What is in a file, and the table; of a large file the table has its first rows only.
    pub fn profile(&self, path: &Path) -> anyhow::Result<(Profile, Table)> {
        if is_large(path) {
            let source = File::open(path).with_context(|| format!("{} cannot be read", path.display()))?;
            return Ok(Profile::read_from(&path.display().to_string(), source, &self.options())?);
        }
        let table = self.table(path)?;
        Ok((Profile::of(&table), table))
    }

    /// Gives the columns the texts and codes of the structure, if there is one.
    fn describe(&self, table: &mut Table) -> anyhow::Result<()> {
        let Some(file) = &self.structure else { return Ok(()) };
        let bytes = std::fs::read(file).with_context(|| format!("{} cannot be read", file.display()))?;
        Structure::parse_lss(&file.display().to_string(), &bytes)?.describe(table, None);
        Ok(())
    }
}

fn is_large(file: &Path) -> bool {
    std::fs::metadata(file).is_ok_and(|metadata| metadata.len() >= LARGE)
}

fn table(path: &Path, options: &ReadOptions) -> anyhow::Result<Table> {
    if path.is_dir() {
        bail!("{} is a folder; name the file in it", path.display());
    }
    let bytes = std::fs::read(path).with_context(|| format!("{} cannot be read", path.display()))?;
    Ok(read_table(&path.display().to_string(), &bytes, options)?)
}

/// What was read from all survey files, and what became of every row.
#[derive(Debug)]
pub struct Answers {
    /// The answers and agreements, without those about what somebody typed for a school.
    pub survey: Survey,
    /// Schools that were answered about and stand in no list.
    pub unregistered: Unregistered,
    /// For each file what became of its rows, and as what it was read.
    pub files: Vec<(Summary, Recognised)>,
    /// What looks odd in the files. Nothing is changed by it.
    pub findings: Vec<Finding>,
    /// What every column and text meant.
    pub used: UsedCodebook,
    /// Files too large to look for what is odd in them, and to keep their codebook as used.
    pub large: Vec<PathBuf>,
}

/// From so many bytes on a file is read in blocks, and nothing of it kept but its answers.
const LARGE: u64 = 200 << 20;

/// Reads survey files, each with the one codebook that has all its columns. With a register, schools that are not in it
/// are among the findings.
pub fn survey(
    files: &[PathBuf],
    dialect: &Dialect,
    codebooks: &[NamedCodebook],
    model: &Model,
    register: Option<&Register>,
) -> anyhow::Result<Answers> {
    let for_surveys: Vec<&NamedCodebook> =
        codebooks.iter().filter(|named| named.codebook.layout().is_some()).collect();
    if for_surveys.is_empty() {
        bail!(
            "none of the codebooks describes a survey; run score_survey without --codebook to have one proposed"
        );
    }
    // The same answers twice would make a team look twice as large.
    let mut known = BTreeSet::new();
    let (survey, used) = (Survey::new(model), UsedCodebook::new());
    let mut answers = Answers {
        survey,
        unregistered: Unregistered::default(),
        files: Vec::new(),
        findings: Vec::new(),
        used,
        large: Vec::new(),
    };
    let bar = progress::bar("reading", files.len());
    for file in files {
        if !known.insert(file.canonicalize().with_context(|| format!("{} cannot be read", file.display()))?) {
            bail!("{} is given twice; give every survey file once", file.display());
        }
        let large = is_large(file);
        let Fitting { named, options, table } = fitting(file, large, dialect, &for_surveys)?;
        if large {
            let source = File::open(file).with_context(|| format!("{} cannot be read", file.display()))?;
            let name = file.display().to_string();
            answers.files.push(answers.survey.read_from(&name, source, &options, &named.codebook, model)?);
            answers.large.push(file.clone());
        } else {
            let Answers { survey, used, .. } = &mut answers;
            let summary = survey.read_counting(&table, &named.codebook, model, used)?;
            answers.findings.extend(detect(&table, &named.codebook, model, register));
            answers.files.push((summary, table.recognised));
        }
        bar.inc(1);
    }
    bar.finish_and_clear();
    answers.unregistered = answers.survey.leave_out_typed_schools(register);
    Ok(answers)
}

/// A codebook for a file, how it says that the file is to be read, and the file read so.
struct Fitting<'a> {
    named: &'a NamedCodebook,
    options: ReadOptions,
    /// Of a large file, the first rows.
    table: Table,
}

/// The one codebook that fits a file, read as it says. Where none does, the first is taken: with it the error tells which
/// columns are missing.
fn fitting<'a>(
    file: &Path,
    large: bool,
    dialect: &Dialect,
    codebooks: &[&'a NamedCodebook],
) -> anyhow::Result<Fitting<'a>> {
    let read = |options: &ReadOptions| {
        if !large {
            return table(file, options);
        }
        let source = File::open(file).with_context(|| format!("{} cannot be read", file.display()))?;
        Ok(read_head(&file.display().to_string(), source, options)?)
    };
    let mut tables: Vec<(ReadOptions, anyhow::Result<Table>)> = Vec::new();
    let mut found: Option<(&NamedCodebook, usize)> = None;
    for named in codebooks {
        let options = named.codebook.reading(&dialect.options());
        let place = tables.iter().position(|(read, _)| *read == options).unwrap_or(tables.len());
        if place == tables.len() {
            let table = read(&options);
            tables.push((options, table));
        }
        let fits = matches!(&tables[place].1, Ok(table) if named.codebook.fits(table));
        match found {
            Some((one, _)) if fits => {
                let (one, other) = (one.file.display(), named.file.display());
                bail!(
                    "{} can be read with both {one} and {other}; give it with one of them alone",
                    file.display()
                );
            }
            None if fits => found = Some((named, place)),
            _ => {}
        }
    }
    let (named, place) = found.unwrap_or((codebooks[0], 0));
    let (options, table) = tables.swap_remove(place);
    Ok(Fitting { named, options, table: table? })
}

/// What was read from a register, and from a file of wishes beside it.
#[derive(Debug)]
pub struct Schools {
    /// The schools, with their wishes.
    pub register: Register,
    /// For each file what became of its rows, and as what it was read.
    pub files: Vec<(RegisterSummary, Recognised)>,
    /// Schools of which the wishes in the register gave way to those in the file of wishes.
    pub replaced: Vec<SchoolId>,
}

/// The schools of a register, by the codebook with a `[register]`, or else by leerkring's own column names, with wishes about
/// these subjects. What a file of wishes says of a school goes before what the register says.
pub fn schools<'a>(
    file: &Path,
    wishes: Option<&Path>,
    dialect: &Dialect,
    codebooks: &[NamedCodebook],
    subjects: impl Into<Subjects<'a>>,
) -> anyhow::Result<Schools> {
    let subjects = subjects.into();
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
    let mut register =
        read_register(&table, &columns, subjects).map_err(|error| anyhow!("{error}; {hint}"))?;
    let mut files = vec![(register.summary.clone(), table.recognised)];
    let mut replaced = Vec::new();
    if let Some(file) = wishes {
        let table = dialect.table(file)?;
        let read = read_wishes(&table, subjects, index(&register.schools, codebooks))?;
        register.issues.extend(read.issues);
        // A row that says nothing takes nothing away.
        for (school, wishes) in read.wishes.into_iter().filter(|(_, wishes)| *wishes != Wishes::default()) {
            if register.wishes.insert(school.clone(), wishes).is_some() {
                replaced.push(school);
            }
        }
        files.push((read.summary, table.recognised));
    }
    Ok(Schools { register, files, replaced })
}

/// These schools, to be found by key, by name, and by what the codebooks say under `[schools]`.
pub fn index<'a>(schools: &'a [School], codebooks: &[NamedCodebook]) -> SchoolIndex<'a> {
    let mut index = SchoolIndex::new(schools);
    codebooks.iter().for_each(|named| index.learn(&named.codebook));
    index
}

/// The schools of a register by a codebook that is only proposed yet; `None` if it is not whole.
pub fn proposed_register(table: &Table, proposed: &str, model: &Model) -> Option<Register> {
    let codebook = Codebook::parse(&table.name, proposed, model).ok()?;
    read_register(table, codebook.register()?, model).ok()
}

/// All issues of the files.
pub fn issues<'a>(answers: &'a Answers, schools: Option<&'a Schools>) -> Vec<&'a Issue> {
    let survey = answers.files.iter().flat_map(|(summary, _)| &summary.issues);
    survey.chain(schools.into_iter().flat_map(|schools| &schools.register.issues)).collect()
}

/// What a column that names schools is called, in English and Dutch.
pub const SCHOOL: [&str; 4] = ["school", "schoolcode", "brin", "id"];

/// The place of the column with the first of these names that is there; capitals, spaces and signs do not matter.
pub fn column(table: &Table, names: &[&str]) -> Option<usize> {
    names.iter().find_map(|name| {
        table.place(name).or_else(|| table.names().position(|there| letters(there) == letters(name)))
    })
}

/// The places of the columns without which a file says nothing, by the names of each.
pub fn columns<const N: usize>(table: &Table, wanted: [&[&str]; N]) -> anyhow::Result<[usize; N]> {
    let mut places = [0; N];
    for (place, names) in places.iter_mut().zip(wanted) {
        *place = column(table, names).with_context(|| {
            let of_each: Vec<String> = wanted.iter().map(|names| names.join("`/`")).collect();
            let found: Vec<&str> = table.names().collect();
            format!(
                "{} needs the columns `{}`; it has {}",
                table.name,
                of_each.join("` and `"),
                found.join(", ")
            )
        })?;
    }
    Ok(places)
}

/// A text by its letters and digits alone, in lower case.
pub(crate) fn letters(text: &str) -> String {
    text.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

pub(crate) fn text(file: &Path) -> anyhow::Result<String> {
    std::fs::read_to_string(file).with_context(|| format!("{} cannot be read", file.display()))
}
