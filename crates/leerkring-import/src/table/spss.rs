//! Files of SPSS, plain (SAV) and packed (ZSAV): codes stand in the cells, what they mean in the columns.
//!
//! The crate `ambers` reads them. It does so behind [`check`], because it takes lengths in the file at their word, and
//! nothing of it leaves this module.

#[cfg(feature = "spss")]
mod cell;
#[cfg(feature = "spss")]
mod check;
#[cfg(feature = "spss")]
mod variable;

#[cfg(feature = "spss")]
use std::io::Cursor;

#[cfg(feature = "spss")]
use super::limits::Budget;
use super::{Format, ReadError, ReadOptions, Table};
#[cfg(feature = "spss")]
use super::{KnownBy, Recognised, Row, header};
#[cfg(feature = "spss")]
use crate::layout;
#[cfg(feature = "spss")]
use crate::text::fold;

#[cfg(not(feature = "spss"))]
pub(super) fn read(
    name: &str,
    _bytes: &[u8],
    _format: Format,
    _options: &ReadOptions,
) -> Result<Table, ReadError> {
    let advice =
        "save it in SPSS as CSV or XLSX, or read it with a program that was built with the feature `spss`";
    Err(ReadError::Binary { file: name.to_owned(), what: "an SPSS file", advice })
}

#[cfg(feature = "spss")]
pub(super) fn read(
    name: &str,
    bytes: &[u8],
    format: Format,
    options: &ReadOptions,
) -> Result<Table, ReadError> {
    let damaged = |reason: String| ReadError::Damaged { file: name.to_owned(), what: "SPSS file", reason };
    let over = |what: String, limit: usize, option| ReadError::over(name, what, limit, option);
    let said = check::check(bytes, options.max_unpacked_bytes).map_err(|broken| match broken {
        check::Broken::Damaged(reason) => damaged(reason),
        check::Broken::TooLarge => {
            ReadError::Unpacked { file: name.to_owned(), limit: options.max_unpacked_bytes }
        }
    })?;
    let opened = ambers::scan_sav_from_reader(Cursor::new(bytes), said.cases_at_once());
    let mut scanner = opened.map_err(|error| damaged(error.to_string()))?;
    let doubts = scanner.metadata().warnings.len();
    let meta = scanner.metadata();
    // What is read with any other doubt is read in part, or by a guess.
    if doubts > said.harmless_doubts {
        return Err(damaged(meta.warnings.join("; ")));
    }
    if meta.variable_names.len() > options.max_columns {
        let what = format!("are {} variables", meta.variable_names.len());
        return Err(over(what, options.max_columns, "max_columns"));
    }
    let chosen = options.encoding.filter(|_| said.how == KnownBy::Guessed);
    let texts = variable::Texts(chosen);
    let columns = meta.variable_names.iter().map(|name| variable::column(name, meta, &texts));
    let columns = header::named(columns.collect());
    let mut recognised = Recognised::new(format);
    recognised.encoding = match chosen {
        Some(encoding) => Some((encoding, KnownBy::Chosen)),
        None => variable::encoding(&meta.file_encoding).map(|encoding| (encoding, said.how)),
    };
    let names: Vec<String> = columns.iter().map(|column| column.header.clone()).collect();
    let found = layout::of_top(&[names], true, None);
    recognised.layout = found.layout;
    recognised.layout_why = found.why;
    let sets = variable::sets(meta, &texts);

    let mut rows = Vec::new();
    let (mut blank, mut case) = (0, 0);
    let mut budget = Budget::new(name, options.max_unpacked_bytes);
    while let Some(batch) = scanner.next_batch().map_err(|error| damaged(error.to_string()))? {
        let cases = u64::try_from(batch.num_rows()).unwrap_or(u64::MAX);
        budget.take(cases.saturating_mul(said.case_bytes))?;
        let cells: Vec<cell::Cells<'_>> = batch.columns().iter().filter_map(cell::Cells::of).collect();
        if cells.len() != columns.len() {
            return Err(damaged("it has a variable of a type that is not known".to_owned()));
        }
        for at in 0..batch.num_rows() {
            case += 1;
            let texts: Vec<String> =
                cells.iter().map(|cells| texts.read(&cells.text(at)).into_owned()).collect();
            if texts.iter().all(|text| fold(text).is_empty()) {
                blank += 1;
                continue;
            }
            let found = texts.iter().map(String::len).max().unwrap_or(0);
            if found > options.max_cell_bytes {
                let what = format!("is a text of {found} bytes in case {case}");
                return Err(over(what, options.max_cell_bytes, "max_cell_bytes"));
            }
            rows.push(Row { number: case, line: case, cells: csv::StringRecord::from(texts) });
        }
    }
    // Cases that are missing or too many, and days on no calendar, show only when all is read.
    if let Some(doubt) = scanner.metadata().warnings.get(doubts) {
        return Err(damaged(doubt.clone()));
    }
    Ok(Table { name: name.to_owned(), columns, rows, blank, nuls: 0, recognised, sets })
}

#[cfg(test)]
#[cfg(feature = "spss")]
mod tests;

#[cfg(test)]
#[cfg(not(feature = "spss"))]
mod tests {
    #[test]
    fn without_the_feature_the_error_names_it() {
        let error = crate::read_table("t.sav", b"$FL2@(#)", &crate::ReadOptions::default()).unwrap_err();
        assert_eq!(
            error.to_string(),
            "t.sav: this is an SPSS file; save it in SPSS as CSV or XLSX, or read it with a program that was built with the feature `spss`"
        );
    }
}
