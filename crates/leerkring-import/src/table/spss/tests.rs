use proptest::prelude::*;

use crate::table::{Encoding, Format, KnownBy, Missing, ReadError, ReadOptions, Table, read_table};

const SAV: &[u8] = include_bytes!("../../../tests/data/spss.sav");
const ZSAV: &[u8] = include_bytes!("../../../tests/data/spss.zsav");
const CODE_PAGE: &[u8] = include_bytes!("../../../tests/data/spss-windows-1252.sav");

fn read(bytes: &[u8]) -> Result<Table, ReadError> {
    read_table("t.sav", bytes, &ReadOptions::default())
}

fn refused(bytes: &[u8], options: &ReadOptions) -> String {
    read_table("t.sav", bytes, options).unwrap_err().to_string()
}

/// The file with other bytes at a place.
fn changed(bytes: &[u8], at: usize, new: &[u8]) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    bytes[at..at + new.len()].copy_from_slice(new);
    bytes
}

/// Where these bytes stand first.
fn find(bytes: &[u8], wanted: &[u8]) -> usize {
    bytes.windows(wanted.len()).position(|window| window == wanted).unwrap()
}

#[test]
fn codes_stay_in_the_cells_and_labels_in_the_columns() {
    for (bytes, format) in [(SAV, Format::Sav), (ZSAV, Format::Zsav)] {
        let table = read(bytes).unwrap();
        assert_eq!(table.recognised.format, format);
        assert_eq!(table.recognised.encoding, Some((Encoding::Utf8, KnownBy::Mark)));
        assert_eq!(table.recognised.to_string(), format!("{format}, utf-8 (as the file says)"));
        let cells: Vec<Vec<&str>> = table.rows.iter().map(|row| row.iter().collect()).collect();
        let story = "ë".repeat(130) + "einde";
        assert_eq!(
            cells,
            [
                [
                    "TW01",
                    "1",
                    "3",
                    "2.5",
                    "2026-09-03",
                    "2026-09-03T14:20:53",
                    "00:12:30",
                    "ja",
                    "1",
                    "0",
                    &story
                ],
                ["TW01", "2", "9", "1", "1959-12-31", "1969-07-20T20:17:40", "", "nvt", "0", "0", ""],
                ["TW02", "1", "99", "-3", "", "", "23:59:59", "", "1", "1", "kort"],
                ["TW02", "", "", "4", "2026-02-28", "2026-02-28T00:00:00", "00:00:00", "nee", "0", "", "x"],
            ]
        );
        let numbers: Vec<(u64, u64)> = table.rows.iter().map(|row| (row.number(), row.line())).collect();
        assert_eq!(numbers, [(1, 1), (2, 2), (3, 3), (4, 4)]);
        let column = |name: &str| &table.columns[table.place(name).unwrap()];
        assert_eq!(column("k1").label, "Waarop de koers rust");
        assert_eq!(column("k1").value("9"), Some("weet ik niet"));
        assert_eq!(column("keuze").value("nvt"), Some("niet van toepassing"));
        assert_eq!(column("m1").values, []);
        assert!(column("k1").is_missing("99") && !column("k1").is_missing("9"));
        assert_eq!(column("k2").missing, [Missing::Range(-3.0, -1.0), Missing::Code("99".into())]);
        assert_eq!(column("keuze").missing, [Missing::Code("nvt".into())]);
    }
}

/// In the file they are seconds, in the cells they are not.
#[test]
fn a_range_of_days_that_stand_for_no_answer_is_one_of_days() {
    const DAY: f64 = 86_400.0;
    let mut meta = ambers::SpssMetadata::default();
    for (name, kind) in [("dag", "Date32"), ("tijd", "Duration[us]")] {
        meta.arrow_data_types.insert(name.into(), kind.into());
    }
    let range = |lo, hi| vec![ambers::MissingSpec::Range { lo, hi }];
    meta.variable_missing_values.insert("dag".into(), range(f64::MIN, 141_428.0 * DAY));
    meta.variable_missing_values.insert("tijd".into(), range(DAY, f64::MAX));
    let column = |name| super::variable::column(name, &meta, &super::variable::Texts(None));
    assert!(column("dag").is_missing("1970-01-01") && !column("dag").is_missing("1970-01-02"));
    assert!(column("tijd").is_missing("100:00:00") && !column("tijd").is_missing("23:59:59"));
}

/// The labels say more than the names and codes.
#[test]
fn a_codebook_is_proposed_with_the_labels_of_the_file() {
    let toml = crate::propose(
        &read(SAV).unwrap(),
        &leerkring_model::builtin::samen_leren(),
        None,
        leerkring_model::Language::En,
    )
    .toml;
    for line in [
        "school = \"schoolcode\"  # by its name (sure)",
        "role = \"functie\"  # by its name (sure)",
        "k1 = \"k1\"  # by its code and text (sure)",
        // No name of a phase in this model.
        "\"3\" = 3  # labelled `planmatig` (check)",
        "\"9\" = \"dont-know\"  # labelled `weet ik niet` (sure)",
        "\"99\" = \"blank\"  # user-missing in the file, labelled `geen antwoord` (sure)",
        "\"-3\" = \"blank\"  # user-missing in the file (sure)",
        "\"1\" = \"teacher\"  # labelled `Leerkracht` (sure)",
    ] {
        assert!(toml.lines().any(|found| found == line), "{line}\n{toml}");
    }
}

/// Old files do not say in which code page they are.
#[test]
fn a_code_page_that_the_file_does_not_say_is_guessed_and_can_be_chosen() {
    let record = |kind: u8| [7, 0, 0, 0, kind, 0, 0, 0];
    let unnamed = changed(CODE_PAGE, find(CODE_PAGE, &record(20)), &record(99));
    let ascii = find(&unnamed, &record(3)) + 16 + 28;
    let old = changed(&unnamed, ascii, &[2, 0, 0, 0]);
    let table = read(&old).unwrap();
    assert_eq!(table.recognised.encoding, Some((Encoding::Windows1252, KnownBy::Guessed)));
    assert_eq!(table.rows[0].get(0), Some("Café 1"));

    let options = ReadOptions { encoding: Some(Encoding::Windows1251), ..ReadOptions::default() };
    let table = read_table("t.sav", &old, &options).unwrap();
    assert_eq!(table.recognised.encoding, Some((Encoding::Windows1251, KnownBy::Chosen)));
    assert_eq!(table.names().collect::<Vec<_>>(), ["school", "wйrde"]);
    assert_eq!((table.columns[0].label.as_str(), table.columns[1].value("1")), ("Naйm", Some("eйn")));
    assert_eq!(table.rows[0].get(0), Some("Cafй 1"));
    // What the file says goes before the choice, as a byte order mark does.
    let table = read_table("t.sav", CODE_PAGE, &options).unwrap();
    assert_eq!(table.recognised.encoding, Some((Encoding::Windows1252, KnownBy::Mark)));
}

#[test]
fn columns_that_are_one_question_are_told() {
    let sets = read(SAV).unwrap().sets;
    assert_eq!(sets.len(), 1);
    assert_eq!((sets[0].name.as_str(), sets[0].label.as_str()), ("hulp", "Wie helpt u?"));
    assert_eq!(
        (&sets[0].columns[..], sets[0].chosen.as_deref()),
        (&["m1".into(), "m2".into()][..], Some("1"))
    );
    assert_eq!(read(ZSAV).unwrap().sets, []);
}

#[test]
fn the_code_page_is_that_of_the_file() {
    let table = read(CODE_PAGE).unwrap();
    assert_eq!(table.recognised.encoding, Some((Encoding::Windows1252, KnownBy::Mark)));
    assert_eq!(table.names().collect::<Vec<_>>(), ["school", "wérde"]);
    assert_eq!((table.columns[0].label.as_str(), table.columns[1].value("1")), ("Naém", Some("eén")));
    assert_eq!(table.rows[0].get(0), Some("Café 1"));
    let name = find(CODE_PAGE, b"windows-1252");
    assert!(
        refused(&changed(CODE_PAGE, name, b"windows-9999"), &ReadOptions::default())
            .contains("`windows-9999`, a code page that is not known: save it as UTF-8")
    );
}

#[test]
fn a_case_without_any_value_is_counted_as_blank() {
    // Both cases of the file, and the second in spaces and missing numbers.
    let second = find(CODE_PAGE, b"De Linde");
    let missing = [b"        ".to_vec(), f64::MIN.to_le_bytes().to_vec()].concat();
    let table = read(&changed(CODE_PAGE, second, &missing)).unwrap();
    assert_eq!((table.rows.len(), table.blank), (1, 1));
    let first = find(CODE_PAGE, b"Caf\xe9 1");
    let table = read(&changed(CODE_PAGE, first, &missing)).unwrap();
    assert_eq!((table.rows[0].number(), table.rows[0].line(), table.blank), (2, 2, 1));
}

#[test]
fn what_is_larger_than_allowed_is_refused() {
    let default = ReadOptions::default;
    let few_columns = ReadOptions { max_columns: 10, ..default() };
    assert_eq!(
        refused(SAV, &few_columns),
        "t.sav: there are 11 variables, and at most 10 are read; take out the columns that are not needed"
    );
    let short_cells = ReadOptions { max_cell_bytes: 100, ..default() };
    assert_eq!(
        refused(SAV, &short_cells),
        "t.sav: there is a text of 265 bytes in case 1, and at most 100 are read; shorten it and read again"
    );
    for bytes in [SAV, ZSAV] {
        let small = ReadOptions { max_unpacked_bytes: 200, ..default() };
        let told = refused(bytes, &small);
        assert!(told.contains("more than 200 bytes"), "{told}");
    }
}

#[test]
fn sizes_that_lie_are_refused() {
    let told = |bytes: &[u8]| refused(bytes, &ReadOptions::default());
    let huge = i32::MAX.to_le_bytes();
    // The number of cases, in the head.
    let cases = told(&changed(SAV, 80, &huge));
    assert!(cases.contains("header declares 2147483647 rows but 4 rows were read"), "{cases}");
    // The size of the first label.
    let label = find(SAV, b"Schoolcode") - 4;
    assert!(
        told(&changed(SAV, label, &huge))
            .contains("its list of variables breaks off or makes no sense at byte 176")
    );
    assert!(
        told(&changed(SAV, label, &[255; 4]))
            .contains("its list of variables breaks off or makes no sense at byte 176")
    );
    // The size of the only block, in the last eight bytes.
    let block = ZSAV.len() - 8;
    assert!(told(&changed(ZSAV, block, &huge)).contains("its packed blocks make no sense"));
    assert!(told(&changed(ZSAV, block, &[255; 4])).contains("its packed blocks make no sense"));
    // Numbers the other way round.
    assert!(told(&changed(SAV, 64, &[0, 0, 0, 2])).contains("open it in SPSS or PSPP and save it anew"));
}

#[test]
fn a_file_that_breaks_off_is_an_error_wherever_it_does() {
    for whole in [SAV, ZSAV, CODE_PAGE] {
        for end in 4..whole.len() {
            let told = refused(&whole[..end], &ReadOptions::default());
            assert!(told.starts_with("t.sav: the SPSS file is damaged ("), "{end}: {told}");
            assert!(told.ends_with("); download or save it again"), "{end}: {told}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    /// Any change gives a table with every case in it, or an error.
    #[test]
    fn a_changed_file_is_read_or_refused(
        which in 0..3_usize,
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..4),
        word in prop::option::of((any::<prop::sample::Index>(), any::<i32>())),
    ) {
        let mut bytes = [SAV, ZSAV, CODE_PAGE][which].to_vec();
        for (at, byte) in changes {
            let at = at.index(bytes.len() - 4) + 4;
            bytes[at] = byte;
        }
        if let Some((at, word)) = word {
            let at = at.index((bytes.len() - 8) / 4) * 4 + 4;
            bytes[at..at + 4].copy_from_slice(&word.to_le_bytes());
        }
        let options = ReadOptions { max_unpacked_bytes: 1 << 24, ..ReadOptions::default() };
        if let Ok(table) = read_table("t.sav", &bytes, &options) {
            for row in &table.rows {
                prop_assert_eq!(row.len(), table.columns.len());
            }
        }
    }
}
