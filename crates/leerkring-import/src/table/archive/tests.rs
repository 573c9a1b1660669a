use std::io::{Cursor, Write as _};

use proptest::prelude::*;
use zip::{ZipWriter, write::SimpleFileOptions};

use super::*;
use crate::layout::Layout;

const LSS: &str = include_str!("../../../tests/data/limesurvey.lss");
const LSR: &str = include_str!("../../../tests/data/limesurvey.lsr");

fn zipped(files: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in files {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// An archive with these responses.
fn archive(lsr: &str) -> Vec<u8> {
    let tokens = "<document><tokens><rows><row><firstname>Fien</firstname></row></rows></tokens></document>";
    zipped(&[("survey_7.lss", LSS), ("survey_7_tokens.lst", tokens), ("survey_7_responses.lsr", lsr)])
}

fn read_with(bytes: &[u8], options: &ReadOptions) -> Result<Table, ReadError> {
    read("t.lsa", bytes, Format::Lsa, options)
}

fn refused(bytes: &[u8], options: &ReadOptions) -> String {
    read_with(bytes, options).unwrap_err().to_string()
}

#[test]
fn responses_have_the_codes_labels_and_values_of_the_structure() {
    let table = read_with(&archive(LSR), &ReadOptions::default()).unwrap();
    let names: Vec<&str> = table.names().collect();
    assert_eq!(
        names,
        [
            "id",
            "token",
            "submitdate",
            "lastpage",
            "startlanguage",
            "seed",
            "school",
            "functie",
            "functie[other]",
            "koers[k1]",
            "koers[k2]",
            "hulp[coach]",
            "hulp[other]",
            "nu[s1][1]",
            "nu[s1][2]",
        ]
    );
    let cells: Vec<Vec<&str>> = table.rows.iter().map(|row| row.iter().collect()).collect();
    assert_eq!(
        cells,
        [
            [
                "1",
                "tok1",
                "2026-09-03 14:20:53",
                "2",
                "nl",
                "5",
                "TW01",
                "A1",
                "",
                "2",
                "9",
                "Y",
                "",
                "a",
                "b"
            ],
            [
                "2",
                "",
                "2026-09-04 09:00:00",
                "2",
                "en",
                "6",
                "TW01",
                "-oth-",
                "Stagiair",
                "1",
                "",
                "",
                "een\nbuurschool & meer",
                "b",
                "N/A",
            ],
            ["4", "", "", "1", "nl", "7", "TW02", "N/A", "N/A", "N/A", "N/A", "N/A", "N/A", "N/A", "N/A",],
        ]
    );
    let column = |name: &str| &table.columns[table.place(name).unwrap()];
    assert_eq!(column("koers[k1]").label, "Hoe staat het met onze koers? [Waarop de koers rust]");
    assert_eq!(column("koers[k1]").value("2"), Some("doelgericht"));
    assert_eq!(table.recognised.layout, Some(Layout::Limesurvey));
    assert_eq!(table.recognised.to_string(), "lsa, utf-8 (as the file says)");
    // Nothing of the invited people is anywhere in it.
    assert!(!format!("{table:?}").contains("Fien"));
}

/// By their places in the file, whatever their ids are.
#[test]
fn responses_are_numbered_with_the_blank_ones() {
    let numbers = |lsr: &str| {
        let table = read_with(&archive(lsr), &ReadOptions::default()).unwrap();
        let numbers = table.rows.iter().map(|row| (row.number(), row.line()));
        (numbers.collect::<Vec<_>>(), table.blank)
    };
    assert_eq!(numbers(LSR), (vec![(1, 1), (2, 2), (3, 3)], 0));
    let first = LSR.split_once("<row>").and_then(|(_, rest)| rest.split_once("</row>")).unwrap().0;
    let name = |line: &str| Some(line.trim().strip_prefix('<')?.split(['>', '/']).next()?.to_owned());
    let empty: String = first.lines().filter_map(name).map(|name| format!("<{name}/>")).collect();
    let blank = LSR.replacen("<row>", &format!("<row>{empty}</row><row>"), 2);
    assert_eq!(numbers(&blank), (vec![(2, 2), (4, 4), (5, 5)], 2));
}

#[test]
fn what_is_missing_or_broken_is_told() {
    let told = |bytes: &[u8]| refused(bytes, &ReadOptions::default());
    let cannot = "t.lsa: the archive of LimeSurvey is damaged";
    assert_eq!(
        told(&zipped(&[("survey_7_responses.lsr", LSR)])),
        format!(
            "{cannot} (there is no file with the structure of the survey (.lss) in it); download or save it again"
        )
    );
    let empty = "t.lsa: the file is empty, no row has anything in it; export it again";
    assert_eq!(told(&zipped(&[("survey_7.lss", LSS)])), empty);
    assert_eq!(told(&archive("<document></document>")), empty);
    assert_eq!(
        told(&archive(&LSR.replace("</rows>", ""))),
        format!(
            "{cannot} (responses, line 70: ill-formed document: expected `</rows>`, but `</responses>` was found); download or save it again"
        )
    );
    assert_eq!(
        told(&archive(&LSR.replace("<fieldname>seed</fieldname>", ""))),
        format!("{cannot} (response 1 has a field `seed` that is not listed); download or save it again")
    );
    let whole = archive(LSR);
    for end in 4..whole.len() {
        assert!(told(&whole[..end]).starts_with(cannot), "{end}");
    }
}

#[test]
fn what_is_larger_than_allowed_is_refused() {
    let default = ReadOptions::default;
    let told = |options: ReadOptions| refused(&archive(LSR), &options);
    assert!(
        told(ReadOptions { max_columns: 14, ..default() })
            .contains("there are 15 columns, and at most 14 are read")
    );
    assert!(
        told(ReadOptions { max_cell_bytes: 20, ..default() })
            .contains("there is a text of 21 bytes in response 2, and at most 20 are read")
    );
    // The structure fits, the responses no longer do.
    let few = ReadOptions { max_unpacked_bytes: u64::try_from(LSS.len()).unwrap() + 100, ..default() };
    assert!(told(few).contains("unpacked it takes more than "));
    // Ten megabytes of one letter, packed to a few thousand bytes.
    let bomb = archive(&"x".repeat(10_000_000));
    assert!(bomb.len() < 50_000);
    let small = ReadOptions { max_unpacked_bytes: 1_000_000, ..default() };
    assert!(refused(&bomb, &small).contains("more than 1000000 bytes"));
}

proptest! {
    #[test]
    fn a_changed_archive_is_read_or_refused(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..4),
    ) {
        let mut bytes = archive(LSR);
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        let options = ReadOptions { max_unpacked_bytes: 1 << 20, ..ReadOptions::default() };
        if let Ok(table) = read_with(&bytes, &options) {
            for row in &table.rows {
                prop_assert_eq!(row.len(), table.columns.len());
            }
        }
    }
}
