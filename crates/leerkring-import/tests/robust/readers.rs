//! What must hold of any bytes that a reader is given: a table or an error, no panic, little memory, and nothing lost on
//! the way. The tests try them on changed files, and the fuzz targets on whatever they think of.

use std::io::Cursor;

use leerkring_import::{
    Codebook, Encoding, Format, Layout, Profile, ReadOptions, Structure, Survey, Table, detect,
    detect_unaided, propose, propose_register, read_head, read_register, read_table, read_wishes,
};
use leerkring_model::{Language, builtin};

/// Limits so small that whatever goes beyond them shows.
fn small() -> ReadOptions {
    let mut options = ReadOptions::default();
    (options.max_columns, options.max_cell_bytes, options.max_unpacked_bytes) = (64, 1 << 12, 1 << 20);
    options
}

/// A file of any format: if it is a table, everything that is done with tables can be done with this one.
pub(crate) fn any(bytes: &[u8]) {
    let options = small();
    let head = read_head("t", Cursor::new(bytes), &options);
    let table = match read_table("t", bytes, &options) {
        Ok(table) => table,
        Err(error) => return assert!(error.to_string().starts_with('t')),
    };
    assert_eq!(head.unwrap().columns, table.columns);
    assert!(table.columns.len() <= options.max_columns);
    let cells = || table.rows.iter().flat_map(|row| row.iter());
    assert!(cells().all(|cell| cell.len() <= options.max_cell_bytes));
    assert!(table.rows.iter().all(|row| row.iter().any(|cell| !cell.trim().is_empty())));
    // Numbers go up, and only blank rows are passed over.
    let numbers: Vec<u64> = table.rows.iter().map(|row| row.number()).collect();
    assert!(numbers.first().is_none_or(|first| *first > 0) && numbers.is_sorted_by(|a, b| a < b));
    if let (Some(first), Some(last)) = (numbers.first(), numbers.last()) {
        assert!(last - first < (table.rows.len() + table.blank) as u64);
    }
    assert!(table.rows.is_sorted_by(|a, b| a.line() < b.line()
        || table.recognised.format == Format::Json
        || table.recognised.format == Format::GeoJson));
    let names: std::collections::BTreeSet<&str> = table.names().collect();
    assert_eq!(names.len(), table.columns.len());
    use_table(&table, bytes);
}

/// What people do with a table: look at it, propose a codebook, read it, look for what is odd.
fn use_table(table: &Table, bytes: &[u8]) {
    let model = builtin::samen_leren();
    let profile = Profile::of(table);
    assert_eq!((profile.columns.len(), profile.rows), (table.columns.len(), table.rows.len()));
    detect_unaided(table);
    for language in [Language::Nl, Language::En] {
        let proposal = propose(table, &model, None, language);
        // A proposal can be unfinished; a person fills it in.
        let Ok(codebook) = Codebook::parse("codebook.toml", &proposal.toml, &model) else { continue };
        read_survey(table, bytes, &codebook);
    }
    if let Ok(codebook) = Codebook::parse("register.toml", &propose_register(table, Language::Nl), &model)
        && let Some(columns) = codebook.register()
    {
        let register = read_register(table, columns, &model).unwrap();
        let s = &register.summary;
        assert_eq!(s.rows, s.schools + s.repeats + s.blank + s.set_aside);
        assert_eq!(s.rows, table.rows.len() + table.blank);
        drop(propose(table, &model, Some(&register), Language::En));
        drop(read_wishes(table, &model, &register.schools));
        register.issues.iter().for_each(|issue| drop(issue.in_language(Language::Nl)));
    }
    if let Ok(wishes) = read_wishes(table, &model, &[]) {
        let s = &wishes.summary;
        assert_eq!(s.rows, s.schools + s.repeats + s.blank + s.set_aside);
    }
}

/// Every row is accounted for, and reading from where the file is comes to the same.
fn read_survey(table: &Table, bytes: &[u8], codebook: &Codebook) {
    let model = builtin::samen_leren();
    let mut survey = Survey::new(&model);
    let Ok(summary) = survey.read(table, codebook, &model) else { return };
    let s = &summary;
    if !matches!(codebook.layout(), Some(Layout::Long | Layout::PerSchool)) {
        assert_eq!(s.rows, s.responses + s.previews + s.incomplete + s.no_consent + s.blank + s.set_aside);
        assert_eq!(s.rows, table.rows.len() + table.blank);
    }
    s.issues.iter().for_each(|issue| drop(issue.in_language(Language::Nl)));
    let mut streamed = Survey::new(&model);
    let (again, _) = streamed.read_from("t", Cursor::new(bytes), &small(), codebook, &model).unwrap();
    assert_eq!(*s, again);
    assert_eq!(survey.responses, streamed.responses);
    detect(table, codebook, &model, None);
}

/// Text, read as what it is and in an encoding in which anything is text. Where nothing is quoted, every line is a row.
pub(crate) fn text(bytes: &[u8]) {
    any(bytes);
    let mut options = small();
    options.encoding = Some(Encoding::Windows1252);
    if let Ok(table) = read_table("t", bytes, &options) {
        assert!(table.rows.len() + table.blank <= bytes.len() + 1);
    }
    if let Ok(text) = std::str::from_utf8(bytes)
        && !text.contains(['"', '\r', '\0', '\u{feff}'])
        && let Ok(table) = read_table("t", bytes, &small())
        && table.recognised.format == Format::Text
        && matches!(table.recognised.encoding, Some((Encoding::Utf8, _)))
    {
        every_line_is_accounted_for(text, &table);
    }
}

/// Splits the lines by hand: header, rows and blank lines together are the file.
fn every_line_is_accounted_for(text: &str, table: &Table) {
    let (delimiter, how) = table.recognised.delimiter.unwrap();
    let announced = usize::from(how == leerkring_import::KnownBy::Mark);
    let is_blank = |line: &str| line.split(delimiter.char()).all(|cell| cell.trim().is_empty());
    // A line feed ends a line; what stands after the last one is a line only if there is anything.
    let lines: Vec<&str> = text.strip_suffix('\n').unwrap_or(text).split('\n').collect();
    let filled: Vec<(u64, &str)> =
        (1..).zip(lines.iter().copied()).skip(announced).filter(|(_, line)| !is_blank(line)).collect();
    let header = table.recognised.preamble + table.recognised.header_rows;
    assert_eq!(filled.len(), header + table.rows.len());
    for (row, (number, line)) in table.rows.iter().zip(&filled[header..]) {
        // The line that names the delimiter is no row.
        assert_eq!((row.line(), row.number()), (*number, *number - announced as u64));
        let mut cells = line.split(delimiter.char());
        assert!(row.iter().all(|cell| Some(cell) == cells.next()), "{line}");
        assert!(cells.all(|cell| cell.trim().is_empty()), "{line}");
    }
    let last_of_header = header.checked_sub(1).map_or(0, |last| filled[last].0);
    let blank = (1..).zip(&lines).filter(|(n, line): &(u64, _)| *n > last_of_header && is_blank(line));
    assert_eq!(table.blank, blank.count());
}

/// A structure of LimeSurvey.
pub(crate) fn structure(bytes: &[u8]) {
    if let Ok(structure) = Structure::parse_lss("t", bytes) {
        let header =
            "id;submitdate;G1[k1];7X2X3k1;Hoe staat het met onze koers? [Waarop de koers rust]\n1;;2;3;4\n";
        let mut table = read_table("t", header.as_bytes(), &ReadOptions::default()).unwrap();
        assert!(structure.describe(&mut table, None) <= table.columns.len());
    }
}

/// A codebook: each problem has its place, and what is read can be written and read again.
pub(crate) fn codebook(bytes: &[u8]) {
    let model = builtin::samen_leren();
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    match Codebook::parse("t", text, &model) {
        Ok(codebook) => assert_eq!(Codebook::parse("t", &codebook.to_toml(), &model).unwrap(), codebook),
        Err(error) => assert!(!error.problems().is_empty()),
    }
}

/// Rows of answers, under a header that the codebook of the tests knows.
pub(crate) fn answers(rows: &[u8]) {
    let toml = include_str!("../data/plain.toml");
    let header = b"School;Rol;k1;k2;d1;d2;l1;l2;l3;s1;s2;s3;g1;g2\n";
    let bytes = [header, rows].concat();
    let codebook = Codebook::parse("plain.toml", toml, &builtin::samen_leren()).unwrap();
    if let Ok(table) = read_table("t", &bytes, &small()) {
        read_survey(&table, &bytes, &codebook);
    }
}

/// Rows of a register that says what its schools wish.
pub(crate) fn register(rows: &[u8]) {
    let header = b"vestigingscode;naam;bevoegd_gezag_nr;leerlingen;lat;lon;biedt;vraagt;ruimte\n";
    any(&[header, rows].concat());
}
