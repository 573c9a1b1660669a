//! What the files must be: the same from the same seed, of the stated shape, and readable by their codebooks.
#![expect(clippy::indexing_slicing, reason = "a test may fail loudly")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use anyhow::ensure;

use super::*;

/// A directory of its own, removed at the end.
struct Made(PathBuf);

impl Made {
    fn with(name: &str, change: impl Fn(&mut Args)) -> Result<Made> {
        let made = Made(std::env::temp_dir().join(format!("make_network-{}-{name}", std::process::id())));
        let mut args = Args::try_parse_from(["make_network", "--schools", "239", "--out", "unused"])?;
        args.out.clone_from(&made.0);
        change(&mut args);
        run(&args)?;
        Ok(made)
    }

    fn bytes(&self) -> Result<BTreeMap<PathBuf, Vec<u8>>> {
        let files = fs::read_dir(&self.0)?.map(|file| Ok(file?.path()));
        files
            .map(|path: Result<_>| {
                path.and_then(|path| Ok((path.file_name().unwrap_or_default().into(), fs::read(path)?)))
            })
            .collect()
    }

    /// The rows of a file with its header first, white space collapsed as readers do.
    fn rows(&self, file: &str, delimiter: u8) -> Result<Vec<Vec<String>>> {
        let mut reader =
            csv::ReaderBuilder::new().has_headers(false).delimiter(delimiter).from_path(self.0.join(file))?;
        let cell = |cell: &[u8]| {
            let text = String::from_utf8(cell.to_vec())
                .unwrap_or_else(|_| cell.iter().map(|&b| char::from(b)).collect());
            text.split_whitespace().collect::<Vec<_>>().join(" ")
        };
        Ok(reader
            .byte_records()
            .map(|row| Ok(row?.iter().map(cell).collect()))
            .collect::<Result<_, csv::Error>>()?)
    }
}

impl Drop for Made {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[test]
fn the_same_seed_gives_the_same_bytes() -> Result<()> {
    let once = Made::with("once", |_| ())?.bytes()?;
    assert_eq!(once.len(), 12, "register, README, and five exports with their codebooks");
    assert!(once == Made::with("twice", |_| ())?.bytes()?);
    let other = Made::with("other", |args| args.seed = 2)?.bytes()?;
    assert!(once[Path::new("limesurvey.csv")] != other[Path::new("limesurvey.csv")]);
    Ok(())
}

#[test]
fn the_example_network_has_the_numbers_of_its_source() -> Result<()> {
    let made = Made::with("shape", |_| ())?;
    let rows = made.rows("schools.csv", b',')?;
    assert_eq!(
        rows[0].join(","),
        "id,name,board,network_type,sector,language,municipality,lat,lon,pupils,trait:weight,trait:urbanity,trait:training,offers,asks,thinks,room"
    );
    assert_eq!((rows[1][0].as_str(), rows[239][0].as_str(), rows.len()), ("TW001", "TW239", 240));
    let (west, east) = (&rows[1..112], &rows[112..]);
    let boards = |rows: &[Vec<String>]| rows.iter().map(|row| row[2].clone()).collect::<BTreeSet<_>>();
    assert_eq!((boards(west).len(), boards(east).len(), boards(&rows[1..]).len()), (6, 7, 13));
    let training =
        |rows: &[Vec<String>], from: &str| rows.iter().filter(|row| row[12].as_str() >= from).count();
    assert_eq!(
        [training(west, "1"), training(west, "2"), training(east, "1"), training(east, "2")],
        [23, 8, 19, 0]
    );
    Ok(())
}

#[test]
fn one_school_is_a_network() -> Result<()> {
    let made = Made::with("one", |args| args.schools = Some(1))?;
    assert_eq!(made.rows("schools.csv", b',')?.len(), 2);
    Ok(())
}

#[test]
fn answers_do_not_depend_on_the_number_of_schools() -> Result<()> {
    let (few, many) = (
        Made::with("few", |args| args.schools = Some(100))?,
        Made::with("many", |args| args.schools = Some(300))?,
    );
    let (few, many) = (few.rows("plain.csv", b';')?, many.rows("plain.csv", b';')?);
    assert!(few.len() > 1 && few.len() < many.len());
    assert_eq!(few, many[..few.len()]);
    Ok(())
}

#[test]
fn codebooks_name_what_is_in_the_exports() -> Result<()> {
    for model in builtin::NAMES {
        let made = Made::with(&format!("codebooks-{model}"), |args| args.model = model.to_owned())?;
        for layout in Layout::ALL {
            check_codebook(&made, layout).with_context(|| format!("{model}, {}", layout.file()))?;
        }
    }
    Ok(())
}

fn check_codebook(made: &Made, layout: Layout) -> Result<()> {
    let book: toml::Table = fs::read_to_string(made.0.join(layout.codebook()))?.parse()?;
    assert_eq!(book["layout"].as_str(), Some(layout.key()));
    let rows = made.rows(&layout.file(), if layout == Layout::Plain { b';' } else { b',' })?;
    let (header, rows) = rows.split_first().context("no header")?;
    // LimeSurvey and Microsoft Forms begin with a byte order mark, which the csv reader takes off.
    let place = |name: &toml::Value| {
        let name = name.as_str().context("a column is a text")?;
        header.iter().position(|cell| cell == name).with_context(|| format!("no column {name}"))
    };
    let occurring = |places: &[usize]| -> BTreeSet<String> {
        let cells = rows.iter().flat_map(|row| places.iter().map(|&place| row[place].clone()));
        cells.filter(|cell| !cell.is_empty()).collect()
    };
    let known = |table: &str, texts: BTreeSet<String>| -> Result<()> {
        let table =
            book.get(table).and_then(|table| table.as_table()).with_context(|| format!("no {table}"))?;
        let missing: Vec<_> = texts.iter().filter(|text| !table.contains_key(*text)).collect();
        ensure!(missing.is_empty(), "not in the codebook: {missing:?}");
        Ok(())
    };

    let mut questions = Vec::new();
    for (key, column) in book["columns"].as_table().context("no columns")? {
        match column {
            toml::Value::Table(columns) => {
                questions = columns.values().map(place).collect::<Result<_>>()?;
            }
            column if key == "role" => known("roles", occurring(&[place(column)?]))?,
            column if key == "school" && layout == Layout::GoogleForms => {
                known("schools", occurring(&[place(column)?]))?;
            }
            column => {
                place(column)?;
            }
        }
    }
    ensure!(questions.len() >= 5, "too few questions");
    known("answers", occurring(&questions))
}

#[test]
fn a_register_of_ones_own_gets_answers_but_no_schools() -> Result<()> {
    let file = std::env::temp_dir().join(format!("make_network-{}-register.csv", std::process::id()));
    fs::write(&file, "brin,naam\n007,Een\n06AB,Twee\n007,Een\n\u{3b1};1,Drie\n")?;
    let given = |args: &mut Args| (args.schools, args.register) = (None, Some(file.clone()));
    let made = Made::with("register", given)?;
    let keys: Vec<_> = made.rows("wishes.csv", b',')?.into_iter().map(|row| row[0].clone()).collect();
    assert_eq!(keys, ["school", "007", "06AB", "\u{3b1};1"]);
    assert!(!made.0.join("schools.csv").exists());
    assert!(fs::read_to_string(made.0.join(README))?.contains("Do not publish"));
    fs::remove_file(file)?;
    Ok(())
}

#[test]
fn what_is_there_is_not_overwritten() -> Result<()> {
    let made = Made::with("there", |_| ())?;
    let mut args = Args::try_parse_from(["make_network", "--schools", "3", "--out", "unused"])?;
    args.out.clone_from(&made.0);
    assert!(run(&args).is_err_and(|error| error.to_string().contains("--force")));
    // Even with --force, not the register that is read.
    args.force = true;
    args.register = Some(made.0.join("schools.csv"));
    assert!(run(&args).is_err_and(|error| error.to_string().contains("overwritten")));
    assert_eq!(made.rows("schools.csv", b',')?.len(), 240);
    args.register = None;
    run(&args)?;
    assert_eq!(made.rows("schools.csv", b',')?.len(), 4);
    Ok(())
}
