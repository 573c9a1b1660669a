//! Files that people really have, where they stand. Nothing of them is copied here.

#![cfg(test)]

use std::io::{self, Write as _};
use std::path::PathBuf;

use leerkring_import::{
    Codebook, IssueKind, Layout, ReadOptions, Register, RegisterColumns, Survey, Table, propose,
    propose_register, read_register, read_table,
};
use leerkring_model::{Language, builtin};

/// The folder with real files, if the environment names one.
#[expect(clippy::disallowed_methods, reason = "where real files stand differs from machine to machine")]
fn folder() -> Option<PathBuf> {
    match std::env::var("LEERKRING_REFERENCE") {
        Ok(folder) => Some(PathBuf::from(folder).join("data")),
        Err(_) => {
            // Not by `eprintln!`, which the test harness swallows when a test passes.
            let said = "skipped: LEERKRING_REFERENCE does not name the folder with real files";
            writeln!(io::stderr(), "{said}").unwrap();
            None
        }
    }
}

fn read(path: &str) -> Option<Table> {
    let path = folder()?.join(path);
    let bytes = std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    Some(read_table(&path.display().to_string(), &bytes, &ReadOptions::default()).unwrap())
}

#[test]
fn exports_are_recognised_and_read_whole() {
    let mark = "by its byte order mark";
    for (path, layout, recognised, width, rows) in [
        (
            "limesurvey/pfeiffer_results_german.csv",
            Some(Layout::Limesurvey),
            format!("utf-8 ({mark}), semicolon (guessed)"),
            317,
            96,
        ),
        (
            "limesurvey/pfeiffer_results_english.csv",
            Some(Layout::Limesurvey),
            format!("utf-8 ({mark}), semicolon (guessed)"),
            317,
            96,
        ),
        (
            "limesurvey/sealuzh_results-survey.csv",
            Some(Layout::Limesurvey),
            "utf-8 (by its bytes), comma (guessed)".into(),
            146,
            70,
        ),
        (
            "limesurvey/cvanbuckhave_results-survey.csv",
            Some(Layout::Limesurvey),
            "utf-8 (by its bytes), comma (guessed)".into(),
            45,
            50,
        ),
        // Two header rows made by hand: nothing in the first tells the tool.
        (
            "limesurvey/dfuchss_automotive_results-survey.csv",
            None,
            format!("utf-8 ({mark}), semicolon (guessed)"),
            38,
            46,
        ),
        (
            "google_forms/ystouthart_ADS_Formulierreacties_1.txt",
            Some(Layout::GoogleForms),
            "utf-8 (by its bytes), tab (guessed)".into(),
            10,
            57,
        ),
        (
            "google_forms/g2gtools_classroom_observations.csv",
            Some(Layout::GoogleForms),
            "utf-8 (by its bytes), comma (guessed)".into(),
            32,
            14,
        ),
        (
            "ms_forms/samah_self-medication_questionnaire_1-90.csv",
            Some(Layout::MsForms),
            format!("utf-8 ({mark}), comma (guessed)"),
            42,
            90,
        ),
    ] {
        let Some(table) = read(&format!("exports/{path}")) else { return };
        let found = (table.recognised.layout, table.recognised.to_string());
        assert_eq!(found, (layout, recognised), "{path}");
        assert_eq!((table.columns.len(), table.rows.len()), (width, rows), "{path}");
        let ragged = table.rows.iter().filter(|row| row.len() != width).count();
        assert_eq!(ragged, 0, "{path}");
    }
}

#[test]
fn other_exports_are_read_or_refused_without_panic() {
    let Some(folder) = folder() else { return };
    let model = builtin::samen_leren();
    let mut tables = 0;
    for tool in std::fs::read_dir(folder.join("exports")).unwrap() {
        for file in std::fs::read_dir(tool.unwrap().path()).unwrap() {
            let path = file.unwrap().path();
            let bytes = std::fs::read(&path).unwrap();
            let name = path.display().to_string();
            let binary = ["xlsx", "sav", "zsav"].iter().any(|end| name.ends_with(&format!(".{end}")));
            match read_table(&name, &bytes, &ReadOptions::default()) {
                Ok(table) => {
                    assert!(!binary, "{name}");
                    tables += 1;
                    let proposal = propose(&table, &model, Language::En);
                    let error = Codebook::parse(&name, &proposal.toml, &model).unwrap_err();
                    assert!(!error.to_string().contains("not TOML"), "{error}");
                }
                Err(error) => assert!(binary, "{error}"),
            }
        }
    }
    assert!(tables >= 15, "{tables}");
}

/// The same answers in two languages, through a codebook for each, are the same responses.
#[test]
fn german_and_english_exports_of_one_survey_give_the_same_responses() {
    let model = leerkring_model::Model::parse(
        r#"
        format = 1
        id = "zwilling"
        version = 1
        languages = ["de"]
        name.de = "Zwilling"
        phase = [{ name.de = "a" }, { name.de = "b" }, { name.de = "c" }, { name.de = "d" }]
        [[aspect]]
        id = "eigenschaften"
        name.de = "Eigenschaften"
        indicator = [{ id = "e1", name.de = "Simulation", descriptor = [
            { phase = 1, text.de = "1" }, { phase = 2, text.de = "2" },
            { phase = 3, text.de = "3" }, { phase = 4, text.de = "4" } ] }]
        "#,
    )
    .unwrap();
    let mut results = Vec::new();
    for language in ["german", "english"] {
        let Some(table) = read(&format!("exports/limesurvey/pfeiffer_results_{language}.csv")) else {
            return;
        };
        // The question is the same by its place, which only this test may use; its answers are a scale of four.
        let column = &table.columns[8].name;
        let quoted = |text: &str| format!("{text:?}");
        let scale = match language {
            "german" => {
                ["Stimme gar nicht zu", "Stimme eher nicht zu", "Stimme eher zu", "Stimme vollständig zu"]
            }
            _ => ["Disagree completely", "Rather disagree", "Rather agree", "Agree completely"],
        };
        let answers: Vec<String> =
            scale.iter().zip(1..).map(|(text, n)| format!("{} = {n}", quoted(text))).collect();
        let text = format!(
            "format = 1\nmodel = \"zwilling@1\"\nlayout = \"limesurvey\"\n[columns]\nschool = {}\n[columns.indicators]\ne1 = {}\n[answers]\n{}\n\"N/A\" = \"blank\"\n",
            quoted(&table.columns[0].name),
            quoted(column),
            answers.join("\n"),
        );
        let codebook = Codebook::parse("codebook.toml", &text, &model).unwrap();
        let mut survey = Survey::new(&model);
        let summary = survey.read(&table, &codebook, &model).unwrap();
        assert_eq!((summary.rows, summary.responses), (96, 96), "{:?}", summary.issues.first());
        results.push(survey.responses);
    }
    assert_eq!(results[0], results[1]);
}

fn register(path: &str) -> Option<Register> {
    let table = read(&format!("registers/{path}"))?;
    let model = builtin::samen_leren();
    let toml = propose_register(&table);
    let codebook = Codebook::parse(path, &toml, &model).unwrap_or_else(|error| panic!("{error}\n{toml}"));
    let register = read_register(&table, codebook.register().unwrap(), &model).unwrap();
    let summary = &register.summary;
    assert_eq!(summary.rows, summary.schools + summary.repeats + summary.blank + summary.set_aside, "{path}");
    assert_eq!(register.schools.len(), summary.schools, "{path}");
    Some(register)
}

#[test]
fn public_registers_are_read_whole_with_the_proposed_columns() {
    let Some(joined) = register("nl_schools_joined.csv") else { return };
    let s = &joined.summary;
    // 74 keys stand more than once, in 95 rows beyond the first.
    assert_eq!((s.rows, s.schools, s.repeats + s.set_aside), (8717, 8622, 95));
    assert!(joined.schools.iter().all(|school| school.point.is_some()));
    assert_eq!(joined.issues.len(), s.set_aside, "{:?}", joined.issues.first());
    for (path, rows) in [
        ("duo_02-alle-vestigingen-vo_2018.csv", 1610),
        ("duo_03-alle-vestigingen-basisonderwijs_2017.csv", 6506),
    ] {
        let register = register(path).unwrap();
        assert_eq!(register.summary.rows, rows, "{path}");
        assert!(
            register.schools.iter().all(|school| school.board.is_some() && school.municipality.is_some())
        );
        assert!(register.issues.is_empty(), "{path}: {}", register.issues[0]);
    }
}

/// A whole country with its columns named the wrong way round.
#[test]
fn a_register_read_with_swapped_columns_is_one_issue() {
    let Some(table) = read("registers/nl_schools_joined.csv") else { return };
    let mut columns = RegisterColumns::new("vestigingscode", "naam");
    columns.lat = Some("lon".to_owned());
    columns.lon = Some("lat".to_owned());
    let register = read_register(&table, &columns, &builtin::samen_leren()).unwrap();
    let told: Vec<_> = register.issues.iter().filter(|issue| !issue.kind.sets_row_aside()).collect();
    assert_eq!(told.len(), 1, "{told:?}");
    assert_eq!(told[0].kind, IssueKind::SwappedColumns { schools: 8622, of: 8622 });
    let aside = register.issues.iter().filter(|issue| issue.kind.sets_row_aside()).count();
    assert_eq!(aside, register.summary.set_aside);
}
