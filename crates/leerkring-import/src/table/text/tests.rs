use std::io::Cursor;

use proptest::prelude::*;

use super::*;

/// Rows of cells that are hard to part: delimiters, quotes, line ends and letters of several bytes.
fn rows() -> impl Strategy<Value = Vec<Vec<String>>> {
    let cell = "[ab é,;\"\n\r]{0,6}|phase 3|x{30}";
    prop::collection::vec(prop::collection::vec(cell, 1..6), 1..40)
}

fn written(rows: &[Vec<String>], terminator: csv::Terminator) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new().flexible(true).terminator(terminator).from_writer(Vec::new());
    rows.iter().for_each(|row| writer.write_record(row).unwrap());
    writer.into_inner().unwrap()
}

fn read(bytes: &[u8], size: usize) -> Result<Table, ReadError> {
    let options = ReadOptions { delimiter: Some(Delimiter::Comma), ..ReadOptions::default() };
    TextFile::in_blocks("t.csv", Cursor::new(bytes), &options, size)?.into_table()
}

proptest! {
    /// However small the blocks are, the table is the one that is read in a single block.
    #[test]
    fn blocks_never_show(rows in rows(), size in 1_usize..200, crlf: bool, end in 0_usize..3) {
        let terminator = if crlf { csv::Terminator::CRLF } else { csv::Terminator::Any(b'\n') };
        let mut bytes = written(&rows, terminator);
        bytes.truncate(bytes.len() - end.min(bytes.len() - 1));
        prop_assert_eq!(read(&bytes, size), read(&bytes, 1 << 20));
    }

    /// The same for texts that quote as nobody should.
    #[test]
    fn blocks_never_show_in_any_text(text in "[ab,\"\r\n\u{0}é]{0,200}", size in 1_usize..50) {
        prop_assert_eq!(read(text.as_bytes(), size), read(text.as_bytes(), 1 << 20));
    }

    /// An oracle that knows nothing of blocks: the reader of the `csv` package on the whole text.
    #[test]
    fn rows_are_those_of_the_csv_package(rows in rows(), size in 1_usize..200) {
        let bytes = written(&rows, csv::Terminator::Any(b'\n'));
        let filled = |record: &csv::StringRecord| record.iter().any(|cell| !crate::text::fold(cell).is_empty());
        let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(&bytes[..]);
        // Line ends are told apart only where the text is taken as it stands, and blanks beyond the header are cut.
        let plain = |cell: &str| {
            let blank = crate::text::fold(cell).is_empty();
            if blank { String::new() } else { cell.replace("\r\n", "\n").replace('\r', "\n") }
        };
        let expected: Vec<Vec<String>> = reader
            .records()
            .map(Result::unwrap)
            .filter(filled)
            .map(|record| record.iter().map(plain).collect())
            .collect();
        let table = match read(&bytes, size) {
            Err(error) => {
                prop_assert!(expected.is_empty() && matches!(error, ReadError::Empty { .. }), "{error}");
                return Ok(());
            }
            Ok(table) => table,
        };
        prop_assert_eq!(table.rows.len() + table.recognised.header_rows, expected.len());
        for (row, expected) in table.rows.iter().zip(&expected[table.recognised.header_rows..]) {
            let mut cells: Vec<String> = row.iter().map(plain).collect();
            cells.resize(cells.len().max(expected.len()), String::new());
            prop_assert_eq!(&cells, expected);
        }
    }
}

#[test]
fn a_file_that_cannot_be_read_further_says_so() {
    struct Broken(Cursor<Vec<u8>>, usize);
    impl Read for Broken {
        fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
            self.1 += 1;
            if self.1 > 6 { Err(std::io::Error::other("the disk is gone")) } else { self.0.read(into) }
        }
    }
    impl Seek for Broken {
        fn seek(&mut self, to: std::io::SeekFrom) -> std::io::Result<u64> {
            self.0.seek(to)
        }
    }
    let text = "School,K1\n007,3\n".repeat(200_000).into_bytes();
    let read = TextFile::open("t.csv", Broken(Cursor::new(text), 0), &ReadOptions::default())
        .and_then(TextFile::into_table);
    assert_eq!(read.unwrap_err().to_string(), "t.csv: the file cannot be read (the disk is gone)");
}

#[test]
fn what_is_longer_than_a_limit_is_refused_before_all_of_it_is_in_memory() {
    let options = ReadOptions { max_cell_bytes: 1000, ..ReadOptions::default() };
    let refused = |text: String| {
        let read = TextFile::in_blocks("t.csv", Cursor::new(text.into_bytes()), &options, 100);
        read.and_then(TextFile::into_table).unwrap_err().to_string()
    };
    let cell = refused(format!("a,b\n1,2\n3,\"{}\n", "4,5\n".repeat(100_000)));
    assert_eq!(
        cell,
        "t.csv, line 3: a cell of more than 1000 bytes; if no cell is that long, a quote `\"` is opened and never closed here: close it, or shorten the cell"
    );
    let row = refused(format!("a,b\n1,2\n{}", "3,".repeat(100_000)));
    assert_eq!(
        row,
        "t.csv, line 3: a row of more than 16000 bytes; see whether the file has a line for each row, and whether a quote `\"` is opened and never closed here"
    );
    // A quote inside a cell makes blocks end within the next cells, all of which are short enough.
    let long = format!("3,a\"b{}\n", format!(",\"{}\"", "4\n".repeat(400)).repeat(100));
    assert_eq!(refused(format!("a,b\n1,2\n{long}")), row);
    // The same far behind the rows that are looked at first.
    let row = refused(format!("a,b\n{}{long}", "1,2\n".repeat(10_000)));
    assert!(row.starts_with("t.csv, line 10002: a row of more than 16000 bytes"), "{row}");
}

/// A thousand rows of a megabyte would be a gigabyte before the first answer is read.
#[test]
fn of_long_rows_only_a_few_are_looked_at_first() {
    let row = format!("007,{}\n", "x".repeat(600_000));
    let text = format!("School,K1\n{}", row.repeat(30)).into_bytes();
    let head = |size| {
        let file =
            TextFile::in_blocks("t.csv", Cursor::new(&text[..]), &ReadOptions::default(), size).unwrap();
        file.head().rows.len()
    };
    let rows = head(1 << 19);
    assert!((header::TOP - 1..25).contains(&rows), "{rows}");
    assert_eq!(rows, head(1 << 25), "whatever the size of the blocks is");
    assert_eq!(read(&text, 1 << 19).unwrap().rows.len(), 30);
}
