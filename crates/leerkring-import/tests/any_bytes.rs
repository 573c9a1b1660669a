//! Files that are changed, cut off or made of anything give a table or an error, and every table can be used: the
//! properties of `robust/readers.rs` on changed twins of real files.

#![cfg(test)]

use proptest::prelude::*;
use proptest::sample::Index;

#[path = "robust/made.rs"]
mod made;
#[path = "robust/readers.rs"]
mod readers;
use made::{data, ods, xlsx, zipped};

/// How a file is changed: bytes that are others, a piece that is left out, a place where it ends.
type Change = (Vec<(Index, u8)>, Option<(Index, Index)>, Option<Index>);

fn change() -> impl Strategy<Value = Change> {
    // What means something in some format, and anything.
    let byte =
        prop_oneof![prop::sample::select(b"\0\r\n\"';,\t|<>&/{}[]=:- 0179a\xe9\xff".to_vec()), any::<u8>()];
    (
        prop::collection::vec((any::<Index>(), byte), 0..6),
        prop::option::of((any::<Index>(), any::<Index>())),
        prop::option::weighted(0.2, any::<Index>()),
    )
}

fn changed(mut bytes: Vec<u8>, (others, left_out, end): &Change) -> Vec<u8> {
    if bytes.is_empty() {
        return bytes;
    }
    for (at, byte) in others {
        let at = at.index(bytes.len());
        bytes[at] = *byte;
    }
    if let Some((from, length)) = left_out {
        let from = from.index(bytes.len());
        let length = length.index(bytes.len() - from).min(200);
        bytes.drain(from..from + length);
    }
    if let Some(end) = end {
        bytes.truncate(end.index(bytes.len() + 1));
    }
    bytes
}

const TEXTS: [&str; 13] = [
    "google-forms.csv",
    "items-checklist.csv",
    "items-de.csv",
    "items-nl.csv",
    "limesurvey.csv",
    "long.csv",
    "ms-forms.csv",
    "per-school.csv",
    "plain.csv",
    "qualtrics.csv",
    "register-duo.csv",
    "register-flemish.csv",
    "surveymonkey.csv",
];
const CODEBOOKS: [&str; 7] = [
    "items-checklist.toml",
    "items-nl.toml",
    "limesurvey.toml",
    "long.toml",
    "per-school.toml",
    "plain.toml",
    "register-duo.csv.toml",
];

/// Cells that the readers treat as something.
const CELL: &str = "|[1-5]|fase [1-5]|n.v.t.|De Linde|007|2026-09-03|31-8-2020 14:20:53|52,31|6.62|koers|\\*|true|[a-z é]{1,9}";

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn changed_text(file in prop::sample::select(TEXTS.to_vec()), change in change()) {
        readers::text(&changed(data(file), &change));
    }

    #[test]
    fn lines_without_quotes(text in "([a-z é;,]{0,12}\n?){0,12}") {
        readers::text(text.as_bytes());
    }

    #[test]
    fn changed_json(file in prop::sample::select(vec!["register.geojson", "items.json"]), change in change()) {
        let items = br#"[{"School": "007", "k1": {"antwoord": 3, "lijst": ["a", "b"]}}, null, {"k2": 1.10, "k1": true}]"#;
        let bytes = if file == "items.json" { items.to_vec() } else { data(file) };
        readers::any(&changed(bytes, &change));
    }

    #[test]
    fn changed_structure(change in change()) {
        readers::structure(&changed(data("limesurvey.lss"), &change));
    }

    #[test]
    fn changed_codebook(file in prop::sample::select(CODEBOOKS.to_vec()), change in change()) {
        readers::codebook(&changed(data(file), &change));
    }

    #[test]
    fn rows_of_answers(rows in prop::collection::vec(prop::collection::vec(CELL, 0..16), 0..12), change in change()) {
        let rows: Vec<String> = rows.iter().map(|row| row.join(";")).collect();
        readers::answers(&changed(rows.join("\n").into_bytes(), &change));
    }

    #[test]
    fn rows_of_a_register(rows in prop::collection::vec(prop::collection::vec(CELL, 0..10), 0..12), change in change()) {
        let rows: Vec<String> = rows.iter().map(|row| row.join(";")).collect();
        readers::register(&changed(rows.join("\n").into_bytes(), &change));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    /// What is packed is changed before it is packed: sums in a ZIP file find out nearly every change after it.
    #[test]
    fn changed_archive(lss in change(), lsr in change(), all in prop::option::weighted(0.2, change())) {
        let structure = changed(data("limesurvey.lss"), &lss);
        let responses = changed(data("limesurvey.lsr"), &lsr);
        let bytes = zipped(&[("survey_7.lss", &structure), ("survey_7_responses.lsr", &responses)]);
        readers::any(&all.map_or(bytes.clone(), |all| changed(bytes, &all)));
    }

    #[test]
    fn any_cells_in_workbooks(
        rows in prop::collection::vec(prop::collection::vec(CELL, 0..8), 0..12),
        all in prop::option::weighted(0.2, change()),
    ) {
        let rows: Vec<Vec<&str>> = rows.iter().map(|row| row.iter().map(String::as_str).collect()).collect();
        let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
        for bytes in [xlsx(&[("Blad1", &rows), ("Blad2", &[])]), ods(&rows)] {
            readers::any(&all.as_ref().map_or(bytes.clone(), |all| changed(bytes, all)));
        }
    }

    #[cfg(feature = "spss")]
    #[test]
    fn changed_spss(
        file in prop::sample::select(vec!["spss.sav", "spss.zsav", "spss-windows-1252.sav"]),
        change in change(),
    ) {
        readers::any(&changed(data(file), &change));
    }
}
