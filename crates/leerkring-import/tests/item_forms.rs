//! Each form of items from end to end, on small files of fictional schools in `tests/data`: what is expected here was
//! worked out by hand.

#![cfg(test)]

use std::path::Path;

use leerkring_import::{Codebook, ReadOptions, Survey, read_table};
use leerkring_model::{Answer, builtin};

/// The answers to `k1` and `k2` of each response, and what is told of the file.
fn read(name: &str) -> (Vec<String>, Vec<String>) {
    let model = builtin::samen_leren();
    let data = |end: &str| {
        let file = format!("{name}.{end}");
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data").join(&file);
        (file, std::fs::read(path).unwrap())
    };
    let ((file, rows), (toml, codes)) = (data("csv"), data("toml"));
    let table = read_table(&file, &rows, &ReadOptions::default()).unwrap();
    let codebook = Codebook::parse(&toml, std::str::from_utf8(&codes).unwrap(), &model).unwrap();
    assert_eq!(Codebook::parse(&toml, &codebook.to_toml(), &model).unwrap(), codebook);
    let mut survey = Survey::new(&model);
    let summary = survey.read(&table, &codebook, &model).unwrap();
    let mark = |answer: &Option<Answer>| match answer {
        Some(Answer::Phase(phase)) => phase.to_string(),
        Some(Answer::DontKnow) => "?".to_owned(),
        Some(Answer::NotApplicable) => "x".to_owned(),
        None => ".".to_owned(),
    };
    let teams = survey.responses.teams();
    let rows = |team: leerkring_model::Team<'_>| -> Vec<String> {
        team.rows().map(|row| row.answers[..2].iter().map(mark).collect()).collect()
    };
    let told = std::iter::once(summary.to_string()).chain(summary.issues.iter().map(ToString::to_string));
    (teams.iter().flat_map(rows).collect(), told.collect())
}

#[test]
fn items_to_agree_with_in_five_steps() {
    let (answers, told) = read("items-nl");
    // 5 4 (2 turned round: 4) in order 4 4 5: 4.        3 4: the lower, 3.
    // 4 3 (5 turned round: 1) in order 1 3 4: 3.        1 5: the lower, 1.
    // One step of three items is fewer than half.       Nothing said.
    // 4 (1 turned round: 5): the lower, 4.              One of two is half: 2.
    assert_eq!(answers, ["43", "31", "?.", "42"]);
    assert_eq!(
        told,
        [
            "items-nl.csv: 5 rows: 4 responses, 1 row set aside",
            "items-nl.csv, row 6, column `K1b Onze doelen liggen vast`: the codebook does not know the answer `soms`; add it under [answers]",
        ]
    );
}

#[test]
fn items_to_agree_with_in_four_steps_and_another_language() {
    let (answers, told) = read("items-de");
    // The steps 1 2 3 4 are the phases 1 2 4 5, so that 1 2 is the lower of 1 and 2, and 3 4 that of 4 and 5.
    assert_eq!(answers, ["14", "42", "4.", "15"]);
    assert_eq!(told, ["items-de.csv: 4 rows: 4 responses"]);
}

#[test]
fn checklists_in_columns_and_in_one_cell() {
    let (answers, told) = read("items-checklist");
    // Unbroken up to 2, since the third is met in part; the highest that is ticked is 4.
    // Nothing holds: the lowest phase. Nothing said: no answer. The second is open, and decides.
    assert_eq!(answers, ["24", "11", "..", "?1"]);
    assert_eq!(
        told,
        [
            "items-checklist.csv: 5 rows: 4 responses, 1 row set aside",
            "items-checklist.csv, row 6, column `Wat ziet u in de klas?`: the codebook does not know the answer that stands here; add it under [answers]; the text is not repeated since somebody may have typed it",
        ]
    );
}
