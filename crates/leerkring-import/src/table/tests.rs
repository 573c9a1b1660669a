use leerkring_model::Language;
use proptest::prelude::*;

use super::*;

fn read(bytes: &[u8]) -> Table {
    read_table("t.csv", bytes, &ReadOptions::default()).unwrap()
}

fn names(table: &Table) -> Vec<&str> {
    table.names().collect()
}

fn cells(table: &Table) -> Vec<Vec<&str>> {
    table.rows.iter().map(|row| row.iter().collect()).collect()
}

fn lines(table: &Table) -> Vec<(u64, u64)> {
    table.rows.iter().map(|row| (row.number(), row.line())).collect()
}

#[test]
fn a_title_with_a_comma_does_not_make_a_table_comma_separated() {
    let delimiter = |text: &str| {
        let table = read_table("t.csv", text.as_bytes(), &ReadOptions::default()).unwrap();
        table.recognised.delimiter.map(|(delimiter, _)| delimiter)
    };
    let table = "School;K1;K2\nDe Linde;3,5;4\nDe Es;3;4\n";
    assert_eq!(delimiter(&format!("Samen leren, voorjaar 2026\n{table}")), Some(Delimiter::Semicolon));
    // Where the rows go on with the comma, semicolons part the options in a cell.
    assert_eq!(delimiter("School,Wat?\nDe Linde,a;b;c\nDe Es,a;c;d\n"), Some(Delimiter::Comma));
    assert_eq!(delimiter("Opmerking, toelichting\nja; goed; zo\nnee; niet\n"), Some(Delimiter::Comma));
}

#[test]
fn the_same_table_in_every_dialect() {
    let text = "school;één\r\n\"de; linde\";3\r\n";
    let utf16 = |little: bool| -> Vec<u8> {
        text.encode_utf16().flat_map(|u| if little { u.to_le_bytes() } else { u.to_be_bytes() }).collect()
    };
    let with = |mark: &[u8], rest: Vec<u8>| [mark.to_vec(), rest].concat();
    let files: Vec<(Vec<u8>, &str)> = vec![
        (text.into(), "utf-8 (by its bytes), semicolon (guessed)"),
        (text.replace("\r\n", "\n").into(), "utf-8 (by its bytes), semicolon (guessed)"),
        (text.replace("\r\n", "\r").into(), "utf-8 (by its bytes), semicolon (guessed)"),
        (with(b"\xef\xbb\xbf", text.into()), "utf-8 (by its byte order mark), semicolon (guessed)"),
        (utf16(true), "utf-16le (by its bytes), semicolon (guessed)"),
        (utf16(false), "utf-16be (by its bytes), semicolon (guessed)"),
        (with(b"\xff\xfe", utf16(true)), "utf-16le (by its byte order mark), semicolon (guessed)"),
        (with(b"\xfe\xff", utf16(false)), "utf-16be (by its byte order mark), semicolon (guessed)"),
        (format!("sep=;\r\n{text}").into(), "utf-8 (by its bytes), semicolon (by its `sep=` line)"),
        ("school\téén\n\"de; linde\"\t3\n".into(), "utf-8 (by its bytes), tab (guessed)"),
        ("school|één\nde; linde|3\n".into(), "utf-8 (by its bytes), pipe (guessed)"),
    ];
    for (bytes, recognised) in files {
        let table = read(&bytes);
        assert_eq!(table.recognised.to_string(), recognised);
        assert_eq!(names(&table), ["school", "één"], "{recognised}");
        assert_eq!(cells(&table), [["de; linde", "3"]], "{recognised}");
    }
}

#[test]
fn an_old_code_page_is_guessed_and_said_to_be() {
    let (bytes, _, _) = encoding_rs::WINDOWS_1252.encode("school;één\nDe Lindenhöf café;€ 3\n");
    let table = read(&bytes);
    assert_eq!(table.recognised.to_string(), "windows-1252 (guessed), semicolon (guessed)");
    assert_eq!(names(&table), ["school", "één"]);
    let chosen = |encoding| ReadOptions { encoding: Some(encoding), ..ReadOptions::default() };
    let mac = read_table("t.csv", b"\x8e\x8en,x\n1,2\n", &chosen(Encoding::Macintosh)).unwrap();
    assert_eq!(names(&mac), ["één", "x"]);
    let error = read_table("t.csv", b"a\rb\r\xe9\xe9n\n", &chosen(Encoding::Utf8)).unwrap_err();
    assert_eq!(
        error.to_string(),
        "t.csv, line 3: what stands here cannot be read as utf-8; if that encoding was chosen, choose another or none, and if not, save the file again as UTF-8"
    );
}

#[test]
fn what_was_recognised_is_told_in_dutch() {
    let mut options = ReadOptions::default();
    let mut told = |bytes: &[u8], delimiter| {
        options.delimiter = delimiter;
        let recognised = read_table("t.csv", bytes, &options).unwrap().recognised;
        assert_eq!(recognised.in_language(Language::En), recognised.to_string());
        recognised.in_language(Language::Nl)
    };
    assert_eq!(told(b"a;b\n", None), "utf-8 (blijkt uit de bytes), puntkomma (geraden)");
    assert_eq!(
        told(b"\xef\xbb\xbfsep=|\na|b\n", None),
        "utf-8 (blijkt uit de byte order mark), verticale streep (blijkt uit de regel `sep=`)"
    );
    assert_eq!(told(b"a\tb\n", Some(Delimiter::Tab)), "utf-8 (blijkt uit de bytes), tab (gekozen)");
    assert_eq!(told(b"a,b\n", Some(Delimiter::Comma)), "utf-8 (blijkt uit de bytes), komma (gekozen)");
}

#[test]
fn encodings_and_delimiters_read_back_what_they_print() {
    use strum::IntoEnumIterator;
    for encoding in Encoding::iter() {
        assert_eq!(encoding.to_string().parse(), Ok(encoding));
        #[cfg(feature = "serde")]
        assert_eq!(serde_json::to_value(encoding).unwrap(), encoding.to_string());
    }
    for delimiter in Delimiter::iter() {
        assert_eq!(delimiter.to_string().parse(), Ok(delimiter));
        assert_eq!(delimiter.char().to_string().parse(), Ok(delimiter));
    }
}

#[test]
fn rows_know_where_they_stand() {
    let table = read(b"\nsep,\"b\nb\"\n1,2\n\n\n3,\"4\n5\"\n,\n6,7\n\n");
    assert_eq!(names(&table), ["sep", "b b"]);
    assert_eq!(lines(&table), [(3, 4), (6, 7), (8, 10)]);
    assert_eq!(table.blank, 4);
    let table = read(b"sep=;\na;b\n\n1;2\n");
    assert_eq!(lines(&table), [(3, 4)]);
    let table = read(b"a\rb\r\rc\r");
    assert_eq!((lines(&table), table.blank), (vec![(2, 2), (4, 4)], 1));
}

#[test]
fn header_cells_are_folded_and_nuls_left_out() {
    let table =
        read("sch\0ool, Hoe\u{a0}  gaat\nhet? ,a &amp; b\n1,2,3\n".replace("\nhet", " het").as_bytes());
    assert_eq!((&names(&table)[..], table.nuls), (&["school", "Hoe gaat het?", "a &amp; b"][..], 1));
    assert_eq!(table.place(" Hoe gaat  het?"), Some(1));
}

#[test]
fn empty_cells_beyond_the_header_are_tolerated_and_others_kept() {
    let table = read(b"a;b\n1;2;;\n1;2;3;\n1\n");
    assert_eq!(table.rows.iter().map(Row::len).collect::<Vec<_>>(), [2, 3, 1]);
}

#[test]
fn what_is_no_table_is_refused_with_advice() {
    let small = ReadOptions { max_columns: 2, max_cell_bytes: 5, ..ReadOptions::default() };
    let cases: [(&[u8], &str); 9] = [
        (b"", "t: the file is empty, no row has anything in it; export it again"),
        (b"\xef\xbb\xbf\n\n", "t: the file is empty, no row has anything in it; export it again"),
        (
            b"PK\x03\x04...",
            "t: the workbook or ZIP file is damaged (its end is missing or wrong, as after a download that broke off); download or save it again",
        ),
        (b"%PDF-1.7", "t: this is a PDF document; export the data as CSV or XLSX and read that"),
        (
            b"\x01\x02\x03",
            "t: this is a file of a kind that is not known here; export the data as CSV or XLSX and read that",
        ),
        (
            b"sep=:\na:b\n",
            "t, line 1: `sep=:` should say what separates the cells, and `;`, `,`, `|` or a tab can; save the file with one of these",
        ),
        (
            b"a,b\n1,2\n1,2,3\n",
            "t, line 3: a row of more than 2 cells; if no row is that wide, choose what separates the cells, and if it is, take out the columns that are not needed",
        ),
        (
            b"a,b\n1,123456\n",
            "t, line 2: a cell of more than 5 bytes; if no cell is that long, a quote `\"` is opened and never closed here: close it, or shorten the cell",
        ),
        (
            b"a,b\n1,\"2\n3,4\n",
            "t, line 2: a quote `\"` is opened in this row and never closed; close it and read again",
        ),
    ];
    for (bytes, message) in cases {
        assert_eq!(read_table("t", bytes, &small).unwrap_err().to_string(), message);
    }
}

/// Many tools call a page with a table `.xls`, and all of this has commas in it.
#[test]
fn what_is_marked_up_is_told_from_delimited_text() {
    let structure = "<?xml version=\"1.0\"?>\n<document>\n <LimeSurveyDocType>Survey</LimeSurveyDocType>";
    let responses = structure.replace("Survey<", "Responses<");
    let page = "a web page (HTML), whatever the end of its name says";
    for (text, what) in [
        (structure, "the structure of a survey in LimeSurvey, without its answers"),
        (&responses, "a part of an archive of LimeSurvey"),
        (
            "<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?>",
            "a workbook in the XML of Excel 2003",
        ),
        ("<?xml version=\"1.0\"?><a/>", "a file in XML"),
        ("<?xml version=\"1.0\"?><!DOCTYPE html><html>", page),
        ("\u{feff}\r\n <!DOCTYPE HTML><p>,", page),
        ("<HTML><table>", page),
        ("<table border=\"1\"><tr><td>School</td></tr>", page),
    ] {
        let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        for bytes in [text.as_bytes(), &[b"\xff\xfe", &wide[..]].concat()] {
            let said = read_table("t.xls", bytes, &ReadOptions::default()).unwrap_err().to_string();
            assert!(said.starts_with(&format!("t.xls: this is {what}; ")), "{said}");
        }
    }
    let header = read_table("t", b"<p>School</p>;<tableau>\n007;3\n", &ReadOptions::default()).unwrap();
    assert_eq!(header.columns.len(), 2);
}

/// Bytes in which the characters that mean something are frequent.
fn messy() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        Just(b"sep=;\n".to_vec()),
        Just(b"\"".to_vec()),
        Just(b"\r".to_vec()),
        Just(b"\n".to_vec()),
        Just(b";".to_vec()),
        Just(b",".to_vec()),
        Just(b"\0".to_vec()),
        Just(b"\xff\xfe".to_vec()),
        Just("é\u{a0}".as_bytes().to_vec()),
        prop::collection::vec(any::<u8>(), 0..6),
        "[a-z0-9 ]{1,8}".prop_map(String::into_bytes),
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    /// Any bytes are a table or an error, never a panic; rows stand in order, within the file.
    #[test]
    fn any_bytes_are_a_table_or_an_error(bytes in messy()) {
        if let Ok(table) = read_table("t", &bytes, &ReadOptions::default()) {
            let lines: Vec<u64> = table.rows.iter().map(Row::line).collect();
            prop_assert!(lines.is_sorted_by(|a, b| a < b), "{lines:?}");
            prop_assert!(lines.last().is_none_or(|l| *l <= bytes.len() as u64 + 1));
        }
    }

    /// What is written is read, in every delimiter and line end, and every row is accounted for.
    #[test]
    fn what_is_written_is_read(
        rows in prop::collection::vec(prop::collection::vec("[a-z\"\n;, é]{0,6}", 3), 1..12),
        delimiter in prop::sample::select(vec![Delimiter::Comma, Delimiter::Semicolon, Delimiter::Tab, Delimiter::Pipe]),
        crlf in any::<bool>(),
    ) {
        let terminator = if crlf { csv::Terminator::CRLF } else { csv::Terminator::Any(b'\n') };
        let mut writer =
            csv::WriterBuilder::new().delimiter(delimiter.char() as u8).terminator(terminator).from_writer(Vec::new());
        writer.write_record(["een", "twee", "drie"]).unwrap();
        rows.iter().for_each(|row| writer.write_record(row).unwrap());
        let bytes = writer.into_inner().unwrap();
        let options = ReadOptions { delimiter: Some(delimiter), ..ReadOptions::default() };
        let table = read_table("t", &bytes, &options).unwrap();
        let filled: Vec<Vec<&str>> = rows
            .iter()
            .filter(|row| row.iter().any(|cell| !cell.trim().is_empty()))
            .map(|row| row.iter().map(String::as_str).collect())
            .collect();
        prop_assert_eq!(cells(&table), filled);
        prop_assert_eq!(table.rows.len() + table.blank, rows.len());
    }
}

/// Two titles of two cells each, which no rule takes for titles: the header is chosen, by the row of the file.
#[test]
fn the_header_can_be_chosen() {
    let text = "Peiling,2026\nschool,alle\n\nSchool,K1\n007,3\n008,2\n";
    let read = |row, rows| {
        let options = ReadOptions { header_row: row, header_rows: rows, ..ReadOptions::default() };
        read_table("f.csv", text.as_bytes(), &options)
    };
    let shape = |table: &Table| (table.recognised.preamble, table.recognised.header_rows, table.blank);
    let guessed = read(None, None).unwrap();
    assert_eq!((guessed.columns[0].name.as_str(), shape(&guessed)), ("Peiling", (0, 1, 1)));
    let chosen = read(Some(4), None).unwrap();
    assert_eq!(chosen.names().collect::<Vec<_>>(), ["School", "K1"]);
    assert_eq!((shape(&chosen), chosen.rows[0].number(), chosen.rows[0].line()), ((2, 1, 0), 5, 5));
    let two = read(Some(1), Some(2)).unwrap();
    assert_eq!(two.names().collect::<Vec<_>>(), ["Peiling [school]", "2026 [alle]"]);
    assert_eq!(shape(&two), (0, 2, 1));
    let error = read(Some(3), None).unwrap_err().to_string();
    assert_eq!(
        error,
        "f.csv: no row begins at 3, where the header was said to be; it can be chosen from row 1 to row 6"
    );
    // A large file is read in the same way.
    let options = ReadOptions { header_row: Some(4), ..ReadOptions::default() };
    let head = read_head("f.csv", std::io::Cursor::new(text), &options).unwrap();
    assert_eq!((head.columns, head.rows), (chosen.columns, chosen.rows));
}

/// A row has the number that a spreadsheet shows, whatever stands above it and however it is read.
#[test]
fn rows_are_numbered_as_a_spreadsheet_shows_them() {
    // A title, a blank row, a header of two lines, a row, a blank row, one of blanks, a row of two lines, a row.
    let text = "Peiling;;\n\n\"Schoolcode\nof naam\";K1;K2\n007;3;4\n\n;;\n\"de\nlinde\";3;4\n008;2;1\n";
    let expected = [(4, 5), (7, 8), (8, 10)];
    assert_eq!(lines(&read(text.as_bytes())), expected);
    let after_sep = read(format!("sep=;\n{text}").as_bytes());
    assert_eq!(lines(&after_sep), expected.map(|(row, line)| (row, line + 1)));
    for size in 1..40 {
        let source = std::io::Cursor::new(text.as_bytes());
        let mut file = TextFile::in_blocks("t.csv", source, &ReadOptions::default(), size).unwrap();
        let (mut rows, mut blank) = (Vec::new(), 0);
        file.each_row(|row| rows.push((row.number(), row.line())), &mut blank).unwrap();
        assert_eq!((rows.as_slice(), blank), (&expected[..], 2), "in blocks of {size}");
        assert_eq!(lines(&file.head()), expected, "in blocks of {size}");
    }
}
