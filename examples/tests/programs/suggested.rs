//! What suggest_partners writes beside its suggestions: who has nobody yet, who could think together, and in which groups.

use crate::small_survey::Small;
use crate::support::{folder, run};
use crate::{every_column_is_explained, rows};

/// The cells of a table in the folder `out`, with these columns only.
fn told(small: &Small, name: &str, columns: usize) -> Vec<String> {
    let rows = rows(&small.folder.join("out"), name);
    rows.iter().map(|row| row.iter().take(columns).collect::<Vec<_>>().join(",")).collect()
}

fn small(name: &str) -> Small {
    let small = Small::new(name);
    small.write(
        "wishes.csv",
        b"school,offers,asks,thinks,room\n\
          0005,,,topic:spelling,\n\
          007,topic:zingen,koers,topic:spelling,1\n\
          008,koers,topic:zingen;topic:zwemmen,topic:spelling,1\n\
          009,,,topic:spelling;topic:knutselen,\n\
          010,,,koers,\n",
    );
    small
}

#[test]
fn who_has_nobody_and_who_could_think_together() {
    let small = small("tables");
    let (wishes, out) = (small.file("wishes.csv"), small.file("out"));
    let answer = small.run_with(&["--wishes", &wishes, "--out", &out]);
    // The school that wishes but is not in the register stands in no one's way.
    assert_eq!((answer.code, answer.err.as_str()), (Some(0), ""), "{}", answer.out);
    assert_eq!(told(&small, "suggestions.csv", 5), ["008,topic:zingen,,1,007"]);
    let silent = ["koers", "data-en-feedback", "lerende-professional", "samen-leren", "leiderschap"]
        .map(|aspect| format!("011,{aspect},learner-has-no-phase,critical-friend"));
    assert_eq!(
        told(&small, "nobody.csv", 4)[..2],
        ["007,koers,none-higher,critical-friend", "008,topic:zwemmen,not-offered,masterclass",]
    );
    assert_eq!(told(&small, "nobody.csv", 4)[2..], silent);
    let fellows = rows(&small.folder.join("out"), "fellows.csv");
    let fellows: Vec<String> =
        fellows.iter().map(|row| [0, 1, 2, 3, 10].map(|place| &row[place]).join(",")).collect();
    assert_eq!(
        fellows,
        [
            "007,topic:spelling,1,008,",
            "007,topic:spelling,2,009,",
            "008,topic:spelling,1,007,",
            "008,topic:spelling,2,009,",
            "009,topic:knutselen,,,nobody-else",
            "009,topic:spelling,1,007,",
            "009,topic:spelling,2,008,",
            "010,koers,,,school-has-no-phase",
        ]
    );
    assert_eq!(
        told(&small, "groups.csv", 4),
        [
            "koers,,010,school-has-no-phase",
            "topic:knutselen,,009,nobody-else",
            "topic:spelling,1,007,",
            "topic:spelling,1,008,",
            "topic:spelling,1,009,",
        ]
    );
    every_column_is_explained(&small.folder.join("out"));
}

#[test]
fn one_school_gets_its_own_rows_and_no_groups() {
    let small = small("own-tables");
    let (wishes, out) = (small.file("wishes.csv"), small.file("out"));
    let asked = ["--wishes", &wishes, "--out", &out, "--school", "008", "--subject", "topic:spelling"];
    let answer = small.run_with(&asked);
    assert_eq!((answer.code, answer.err.as_str()), (Some(0), ""), "{}", answer.out);
    assert_eq!(told(&small, "nobody.csv", 3), ["008,topic:spelling,not-offered"]);
    assert_eq!(told(&small, "fellows.csv", 4), ["008,topic:spelling,1,007", "008,topic:spelling,2,009"]);
    assert!(!small.folder.join("out/groups.csv").exists());
    every_column_is_explained(&small.folder.join("out"));
}

/// With a day to reckon from, and how much hangs on the weighting, no column of the suggestions is left empty throughout.
#[test]
fn every_cell_of_a_school_with_settings_is_as_told() {
    let out = folder("told-columns");
    let settings = ["--settings", "examples/sample/settings.toml", "--school", "TW004"];
    let answer = run("suggest_partners", &[&settings[..], &["--out", out.to_str().unwrap()]].concat());
    assert_eq!((answer.code, answer.err.as_str()), (Some(0), ""));
    every_column_is_explained(&out);
    let suggestions = rows(&out, "suggestions.csv");
    for place in (0..21).filter(|place| *place != 13) {
        assert!(suggestions.iter().any(|row| !row[place].is_empty()), "column {place}: {suggestions:?}");
    }
}
