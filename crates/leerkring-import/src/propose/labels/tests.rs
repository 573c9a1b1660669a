use leerkring_model::{Language, builtin};

use crate::propose::propose;
use crate::table::{Column, Missing, ReadOptions, Table, ValueLabel, read_table};

/// Columns named `v1`, `v2`, ... with these labels, and one row for each list of cells.
fn table(labels: &[&str], rows: &[&str]) -> Table {
    let names: Vec<String> = (1..=labels.len()).map(|n| format!("v{n}")).collect();
    let text = format!("{}\n{}\n", names.join(";"), rows.join("\n"));
    let mut table = read_table("t.csv", text.as_bytes(), &ReadOptions::default()).unwrap();
    for (column, label) in table.columns.iter_mut().zip(labels) {
        column.label = (*label).to_owned();
    }
    table
}

fn label(column: &mut Column, values: &[(&str, &str)]) {
    let value = |(code, label): &(&str, &str)| ValueLabel { code: (*code).into(), label: (*label).into() };
    column.values = values.iter().map(value).collect();
}

fn toml(table: &Table) -> String {
    propose(table, &builtin::samen_leren(), None, Language::En).toml
}

#[track_caller]
fn has(toml: &str, lines: &[&str]) {
    for line in lines {
        assert!(toml.lines().any(|found| found == *line), "{line}\n{toml}");
    }
}

/// The Dutch name of the first indicator of the built-in model.
fn first() -> String {
    builtin::samen_leren().indicators().next().unwrap().name().best("nl").to_owned()
}

#[test]
fn columns_are_found_by_the_label_beside_the_name() {
    let table = table(&["Schoolcode", "Wat is uw functie?", &first()], &["007;Leerkracht;3"]);
    let toml = toml(&table);
    has(
        &toml,
        &[
            "school = \"v1\"  # by its name (sure)",
            "k1 = \"v3\"  # by its text (sure)",
            "\"3\" = 3  # the number (sure)",
        ],
    );
    assert!(toml.contains("role = \"v2\"  # the only column with `functie` in it (check)"), "{toml}");
}

#[test]
fn codes_mean_what_their_labels_say() {
    let rows = ["7;1", "7;2", "7;3", "7;4", "7;8", "7;9", "7;99", "7;-3"];
    let mut table = table(&["Schoolcode", &first()], &rows);
    let names = builtin::samen_leren();
    let phase = |n: u8| {
        let phase = leerkring_model::Phase::new(n).unwrap();
        names.phase_name(phase).unwrap().best("nl").to_owned()
    };
    let (highest, lowest) = (phase(4), phase(1));
    let values = [
        ("1", highest.as_str()),
        ("4", lowest.as_str()),
        ("3", "meestal"),
        ("8", "geen antwoord"),
        ("9", "weet ik niet"),
        ("99", "overgeslagen"),
    ];
    label(&mut table.columns[1], &values);
    table.columns[1].missing =
        vec![Missing::Code("9".into()), Missing::Code("99".into()), Missing::Range(-3.0, -1.0)];
    has(
        &toml(&table),
        &[
            // The scale of this file runs the other way.
            &format!("\"1\" = 4  # labelled `{highest}` (sure)"),
            &format!("\"4\" = 1  # labelled `{lowest}` (sure)"),
            "\"2\" = 2  # the number (sure)",
            "\"3\" = 3  # labelled `meestal` (check)",
            "\"8\" = \"blank\"  # labelled `geen antwoord` (sure)",
            "\"9\" = \"dont-know\"  # user-missing in the file, labelled `weet ik niet` (sure)",
            "\"99\" = \"blank\"  # user-missing in the file, labelled `overgeslagen` (sure)",
            "\"-3\" = \"blank\"  # user-missing in the file (sure)",
        ],
    );
}

#[test]
fn a_code_that_columns_label_differently_is_asked_about() {
    let indicators = builtin::samen_leren();
    let names: Vec<String> =
        indicators.indicators().take(2).map(|i| i.name().best("nl").to_owned()).collect();
    let mut table = table(&["Schoolcode", &names[0], &names[1]], &["7;1;1"]);
    label(&mut table.columns[1], &[("1", "fase 1")]);
    label(&mut table.columns[2], &[("1", "fase 4")]);
    has(
        &toml(&table),
        &["# \"1\" = ?  # seen 2 times, in column `v2` and others; the columns label it differently"],
    );
}

#[test]
fn roles_are_known_by_the_labels_of_their_codes() {
    let mut table = table(&["Schoolcode", "Functie"], &["7;1", "7;2", "7;3"]);
    label(&mut table.columns[1], &[("1", "Leerkracht"), ("2", "Directie")]);
    has(
        &toml(&table),
        &[
            "\"1\" = \"teacher\"  # labelled `Leerkracht` (sure)",
            "\"2\" = \"leadership\"  # labelled `Directie` (sure)",
            "# \"3\" = ?  # seen once",
        ],
    );
}

#[test]
fn what_is_open_is_told_with_its_label() {
    let mut table = table(&["Schoolcode", "Functie", &first()], &["7;3;1", "7;3;2"]);
    label(&mut table.columns[1], &[("3", "Huismeester")]);
    label(&mut table.columns[2], &[("1", "Blauw"), ("2", "Groen")]);
    table.columns[1].name = "functie".to_owned();
    let proposal = propose(&table, &builtin::samen_leren(), None, Language::En);
    assert!(
        proposal.toml.contains("# \"3\" = ?  # seen 2 times; labelled \"Huismeester\""),
        "{}",
        proposal.toml
    );
    assert!(proposal.open.contains(&"which role `3` (\"Huismeester\") is".to_owned()), "{:?}", proposal.open);
}
