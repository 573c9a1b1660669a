//! Where the keys of the schools come from: a register that is made up, or one that the user has.

use std::collections::BTreeSet;
use std::fs::File;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};
use leerkring::model::SchoolId;

use crate::answers::Team;
use crate::network::{Network, School};
use crate::wishes;

/// The most schools in one network.
pub(crate) const MOST_SCHOOLS: u64 = 10_000_000;

/// Up to this many schools, Google's drop-down list shows names; longer ones show the keys.
const LONGEST_LIST: u64 = 2000;

const COLUMNS: [&str; 14] = [
    "id",
    "name",
    "board",
    "network_type",
    "sector",
    "language",
    "municipality",
    "lat",
    "lon",
    "pupils",
    "team",
    "trait:weight",
    "trait:urbanity",
    "trait:training",
];

/// A school as the surveys know it.
pub(crate) struct Entry {
    pub(crate) key: String,
    /// What a drop-down list shows for it.
    pub(crate) shown: String,
}

enum Schools<'a> {
    Made(Box<Network<'a>>),
    Given(std::vec::IntoIter<String>),
}

/// The schools, and the file in which they and their wishes (or their wishes alone) are written.
pub(crate) struct Register<'a> {
    schools: Schools<'a>,
    count: u64,
    path: PathBuf,
    out: csv::Writer<File>,
}

impl<'a> Register<'a> {
    /// A made-up register of this many schools, written to `schools.csv`.
    pub(crate) fn made(network: Network<'a>, count: u64, dir: &Path) -> Result<Register<'a>> {
        let header = COLUMNS.into_iter().chain(wishes::COLUMNS).collect::<Vec<_>>();
        Register::open(Schools::Made(Box::new(network)), count, dir.join("schools.csv"), &header)
    }

    /// The user's own keys; only wishes are written, to `wishes.csv`.
    pub(crate) fn given(keys: Vec<String>, dir: &Path) -> Result<Register<'a>> {
        let header = std::iter::once("school").chain(wishes::COLUMNS).collect::<Vec<_>>();
        let count = keys.len() as u64;
        Register::open(Schools::Given(keys.into_iter()), count, dir.join("wishes.csv"), &header)
    }

    fn open(schools: Schools<'a>, count: u64, path: PathBuf, header: &[&str]) -> Result<Register<'a>> {
        let mut out = csv::Writer::from_path(&path).with_context(|| cannot_write(&path))?;
        out.write_record(header).with_context(|| cannot_write(&path))?;
        Ok(Register { schools, count, path, out })
    }

    pub(crate) fn count(&self) -> u64 {
        self.count
    }

    /// Enters the next school, with what its team wishes.
    pub(crate) fn enter(&mut self, team: &Team) -> Result<Entry> {
        let wishes = team.wishes.cells();
        let (entry, written) = match &mut self.schools {
            Schools::Made(network) => {
                let school = network.school(team.size);
                let written = self.out.write_record(cells(&school, team.size).iter().chain(&wishes));
                let shown = if self.count > LONGEST_LIST {
                    school.id.clone()
                } else {
                    format!("{}, {} ({})", school.name, school.municipality, school.id)
                };
                (Entry { key: school.id, shown }, written)
            }
            Schools::Given(keys) => {
                let key =
                    keys.next().context("more teams than schools; this is a mistake in make_network")?;
                let written = self.out.write_record(std::iter::once(&key).chain(&wishes));
                (Entry { shown: key.clone(), key }, written)
            }
        };
        written.with_context(|| cannot_write(&self.path))?;
        Ok(entry)
    }

    pub(crate) fn finish(mut self) -> Result<()> {
        self.out.flush().with_context(|| cannot_write(&self.path))
    }
}

/// The cells of a school with a team of this size, under [`COLUMNS`].
fn cells(school: &School, team: u32) -> [String; 14] {
    fn or_empty<T>(value: Option<T>, text: impl Fn(T) -> String) -> String {
        value.map(text).unwrap_or_default()
    }
    [
        school.id.clone(),
        school.name.clone(),
        school.board.clone(),
        school.network_type.to_owned(),
        school.sector.to_owned(),
        "nl".to_owned(),
        school.municipality.clone(),
        or_empty(school.point, |(lat, _)| format!("{lat:.5}")),
        or_empty(school.point, |(_, lon)| format!("{lon:.5}")),
        or_empty(school.pupils, |pupils| pupils.to_string()),
        team.to_string(),
        or_empty(school.weight, |weight| format!("{weight:.1}")),
        or_empty(school.urbanity, |urbanity| urbanity.to_string()),
        school.training.to_string(),
    ]
}

/// The keys in the first column of a register, each once, in the order of the file.
pub(crate) fn read_keys(path: &Path) -> Result<Vec<String>> {
    let shown = path.display();
    let mut reader = csv::ReaderBuilder::new()
        .flexible(true)
        .from_path(path)
        .with_context(|| format!("cannot read the register {shown}; check the path after --register"))?;
    let header = reader.byte_headers().with_context(|| format!("cannot read the header of {shown}"))?;
    let first = header.get(0).unwrap_or_default();
    if let Some(mark) = [b';', b'\t'].into_iter().find(|mark| header.len() == 1 && first.contains(mark)) {
        bail!(
            "{shown}: the header is one cell with {:?} in it; save the register with `,` between its columns",
            char::from(mark)
        );
    }
    let mut keys = Vec::new();
    let mut seen = BTreeSet::new();
    let mut record = csv::ByteRecord::new();
    while reader.read_byte_record(&mut record).with_context(|| format!("cannot read {shown} further"))? {
        let line = record.position().map_or(0, csv::Position::line);
        let cell = str::from_utf8(record.get(0).unwrap_or_default()).with_context(|| {
            format!("{shown}, line {line}: the key is not UTF-8; save the register as UTF-8")
        })?;
        let key = SchoolId::new(cell.trim()).with_context(|| {
            format!("{shown}, line {line}: the first column must hold the school's key; move it there or fill it in")
        })?;
        if seen.insert(key.clone()) {
            keys.push(key.as_str().to_owned());
        }
    }
    ensure!(!keys.is_empty(), "{shown} has a header but no schools; a register has a row for each school");
    let most = MOST_SCHOOLS;
    ensure!(keys.len() as u64 <= most, "{shown} has more than {most} schools; give a part of it");
    Ok(keys)
}

/// What an error while writing begins with.
pub(crate) fn cannot_write(path: &Path) -> String {
    format!(
        "cannot write {}; check that the directory can be written to and the disk is not full",
        path.display()
    )
}
