//! Files that people really have, where they stand. Nothing of them is copied here.

#![cfg(test)]

use std::io::{self, Write as _};
use std::path::PathBuf;

use leerkring_import::{
    Absence, Codebook, ColumnKind, FindingKind, IssueKind, Layout, Profile, ReadOptions, Register,
    RegisterColumns, Survey, Table, detect_unaided, propose, propose_register, read_register, read_table,
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
        // Two header rows made by hand: nothing in them tells the tool.
        (
            "limesurvey/dfuchss_automotive_results-survey.csv",
            None,
            format!("utf-8 ({mark}), semicolon (guessed), 2 header rows"),
            38,
            45,
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
        (
            "qualtrics/QualtricsTools_No_Basis_for_Evaluation__No_Basis_for_Evaluation__Insights_.csv",
            Some(Layout::Qualtrics),
            "utf-8 (by its bytes), comma (guessed), 3 header rows".into(),
            49,
            15,
        ),
        (
            "qualtrics/QualtricsTools_No_Basis_for_Evaluation__No_Basis_for_Evaluation__Legacy_.csv",
            Some(Layout::Qualtrics),
            format!("utf-8 ({mark}), comma (guessed), 2 header rows"),
            49,
            15,
        ),
        (
            "qualtrics/QualtricsTools_Single_Answer_Matrix_Questions__Single_Answer_Matrix_Questions.csv",
            Some(Layout::Qualtrics),
            format!("utf-8 ({mark}), comma (guessed), 2 header rows"),
            30,
            5,
        ),
        (
            "qualtrics/QualtricsTools_Single_Answer_Matrix_Questions__Single_Answer_Matrix_Questions__Insights_.csv",
            Some(Layout::Qualtrics),
            "utf-8 (by its bytes), comma (guessed), 3 header rows".into(),
            30,
            5,
        ),
        (
            "qualtrics/qualtRics_sample.csv",
            Some(Layout::Qualtrics),
            "utf-8 (by its bytes), comma (guessed), 3 header rows".into(),
            20,
            1,
        ),
        (
            "qualtrics/qualtRics_sample_legacy.csv",
            Some(Layout::Qualtrics),
            format!("utf-8 ({mark}), comma (guessed), 2 header rows"),
            16,
            1,
        ),
        // Two bytes of it are no ASCII; they are nonsense in Mac Roman, where they come from, and in every other code page.
        (
            "surveymonkey/538_StarWars.csv",
            Some(Layout::SurveyMonkey),
            "windows-1252 (guessed), comma (guessed), 2 header rows".into(),
            38,
            1186,
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

/// Counted in Python from the same files: cells with an answer, and those without by why they have none.
#[test]
fn profiles_count_every_cell() {
    use Absence::{Code, DontKnow, Empty, NoAnswer, NotApplicable, NotShown};
    let qualtrics = "qualtrics/QualtricsTools_";
    let (basis, matrix) = ("No_Basis_for_Evaluation", "Single_Answer_Matrix_Questions");
    let pfeiffer = [(NotShown, 17066), (Empty, 8615), (NoAnswer, 2), (NotApplicable, 1)];
    let sealuzh = [(Empty, 5566), (NotApplicable, 132), (DontKnow, 28), (NoAnswer, 1)];
    for (path, language, answered, missing) in [
        ("limesurvey/pfeiffer_results_german.csv".to_owned(), Some("de"), 4748, &pfeiffer[..]),
        ("limesurvey/pfeiffer_results_english.csv".to_owned(), Some("en"), 4748, &pfeiffer[..]),
        ("limesurvey/sealuzh_results-survey.csv".to_owned(), Some("en"), 4493, &sealuzh[..]),
        ("limesurvey/cvanbuckhave_results-survey.csv".to_owned(), None, 2249, &[(Empty, 1)]),
        (
            "limesurvey/dfuchss_automotive_results-survey.csv".to_owned(),
            Some("de"),
            1266,
            &[(Empty, 436), (NoAnswer, 8)],
        ),
        ("google_forms/ystouthart_ADS_Formulierreacties_1.txt".to_owned(), Some("en"), 509, &[(Empty, 61)]),
        ("google_forms/g2gtools_classroom_observations.csv".to_owned(), Some("en"), 448, &[]),
        (
            "ms_forms/samah_self-medication_questionnaire_1-90.csv".to_owned(),
            Some("en"),
            2820,
            &[(Empty, 958), (DontKnow, 2)],
        ),
        // Codes of -1 and -2 stand for "no basis for evaluation".
        (format!("{qualtrics}{basis}__{basis}__Insights_.csv"), Some("en"), 470, &[(Empty, 219), (Code, 46)]),
        (format!("{qualtrics}{basis}__{basis}__Legacy_.csv"), Some("en"), 485, &[(Empty, 204), (Code, 46)]),
        (format!("{qualtrics}{matrix}__{matrix}.csv"), Some("en"), 130, &[(Empty, 20)]),
        (format!("{qualtrics}{matrix}__{matrix}__Insights_.csv"), Some("en"), 125, &[(Empty, 25)]),
        ("qualtrics/qualtRics_sample.csv".to_owned(), None, 15, &[(Empty, 5)]),
        ("qualtrics/qualtRics_sample_legacy.csv".to_owned(), Some("en"), 13, &[(Empty, 3)]),
        ("surveymonkey/538_StarWars.csv".to_owned(), Some("en"), 31614, &[(Empty, 13454)]),
    ] {
        let Some(table) = read(&format!("exports/{path}")) else { return };
        let profile = Profile::of(&table);
        // None of these files says that a response was broken off; the samples of Qualtrics are tests, all of them.
        let previews = if path.contains("QualtricsTools") { table.rows.len() } else { 0 };
        let counts = (profile.complete, profile.incomplete, profile.previews);
        assert_eq!(counts, (table.rows.len(), 0, previews), "{path}");
        assert_eq!((profile.ragged, profile.language.as_deref()), (0, language), "{path}");
        let mut counts = std::collections::BTreeMap::new();
        for gap in profile.columns.iter().flat_map(|column| &column.gaps) {
            *counts.entry(gap.kind).or_default() += gap.count;
            assert!(gap.texts.iter().map(|(_, n)| n).sum::<usize>() == gap.count, "{path}: {gap:?}");
        }
        assert_eq!(counts, missing.iter().copied().collect(), "{path}");
        let found: usize = profile.columns.iter().map(|column| column.answered).sum();
        assert_eq!(found, answered, "{path}");
    }
}

#[test]
fn personal_columns_of_real_exports_are_found() {
    for (path, personal) in [
        (
            "google_forms/g2gtools_classroom_observations.csv",
            &["Email Address", "Teacher's First Name", "Teacher's Last Name"][..],
        ),
        ("google_forms/ystouthart_ADS_Formulierreacties_1.txt", &[]),
        ("ms_forms/samah_self-medication_questionnaire_1-90.csv", &["الاسم"]),
        ("limesurvey/sealuzh_results-survey.csv", &[]),
        ("qualtrics/qualtRics_sample.csv", &["IPAddress", "LocationLatitude", "LocationLongitude"]),
        ("qualtrics/qualtRics_sample_legacy.csv", &["V6", "LocationLatitude", "LocationLongitude"]),
        ("surveymonkey/538_StarWars.csv", &[]),
    ] {
        let Some(table) = read(&format!("exports/{path}")) else { return };
        let profile = Profile::of(&table);
        assert_eq!(profile.personal().collect::<Vec<_>>(), personal, "{path}");
        let shown = profile.columns.iter().filter(|column| column.personal.is_some());
        assert!(shown.clone().all(|column| column.values.is_empty() && column.kind == ColumnKind::Personal));
    }
    // In a register they are the schools'.
    for path in ["duo_02-alle-vestigingen-vo_2018.csv", "duo_03-alle-vestigingen-basisonderwijs_2017.csv"] {
        let Some(table) = read(&format!("registers/{path}")) else { return };
        assert_eq!(Profile::of(&table).personal().count(), 0, "{path}");
    }
}

#[test]
fn kinds_of_columns_in_real_exports() {
    for (path, column, kind, distinct) in [
        ("limesurvey/pfeiffer_results_german.csv", 0, ColumnKind::Metadata, 96),
        ("limesurvey/pfeiffer_results_german.csv", 1, ColumnKind::Checkbox, 2),
        ("limesurvey/pfeiffer_results_german.csv", 7, ColumnKind::Text, 5),
        ("limesurvey/pfeiffer_results_german.csv", 8, ColumnKind::Scale, 4),
        ("limesurvey/pfeiffer_results_german.csv", 47, ColumnKind::Empty, 0),
        ("limesurvey/cvanbuckhave_results-survey.csv", 0, ColumnKind::Id, 50),
        ("limesurvey/cvanbuckhave_results-survey.csv", 1, ColumnKind::Scale, 6),
        ("limesurvey/cvanbuckhave_results-survey.csv", 37, ColumnKind::Number, 8),
        ("google_forms/ystouthart_ADS_Formulierreacties_1.txt", 7, ColumnKind::Multiple, 19),
        ("google_forms/ystouthart_ADS_Formulierreacties_1.txt", 8, ColumnKind::Text, 46),
        ("google_forms/g2gtools_classroom_observations.csv", 6, ColumnKind::Date, 5),
        // What observers wrote, each twice.
        ("google_forms/g2gtools_classroom_observations.csv", 11, ColumnKind::Text, 7),
        ("ms_forms/samah_self-medication_questionnaire_1-90.csv", 5, ColumnKind::Choice, 2),
        ("ms_forms/samah_self-medication_questionnaire_1-90.csv", 18, ColumnKind::Multiple, 71),
        ("surveymonkey/538_StarWars.csv", 3, ColumnKind::Checkbox, 1),
        ("surveymonkey/538_StarWars.csv", 15, ColumnKind::Scale, 6),
    ] {
        let Some(table) = read(&format!("exports/{path}")) else { return };
        let found = &Profile::of(&table).columns[column];
        assert_eq!((found.kind, found.distinct), (kind, distinct), "{path}, column {column}: {found:?}");
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
            // The questions of a survey are no answers.
            let unread: &[&str] =
                if cfg!(feature = "spss") { &["lss", "qsf"] } else { &["lss", "qsf", "sav", "zsav"] };
            let refused = unread.iter().any(|end| name.ends_with(&format!(".{end}")));
            match read_table(&name, &bytes, &ReadOptions::default()) {
                Ok(table) => {
                    assert!(!refused, "{name}");
                    tables += 1;
                    let proposal = propose(&table, &model, None, Language::En);
                    let error = Codebook::parse(&name, &proposal.toml, &model).unwrap_err();
                    assert!(!error.to_string().contains("not TOML"), "{error}");
                }
                Err(error) => assert!(refused, "{error}"),
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
    let toml = propose_register(&table, Language::En);
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

/// What is known of these files beyond their counts: sites, shared points and boards.
#[test]
fn public_registers_tell_what_is_worth_knowing() {
    let Some(joined) = register("nl_schools_joined.csv") else { return };
    let s = &joined.summary;
    assert_eq!((s.without_point, s.sharing_point, s.sites), (0, 800, 2037));
    for (path, boards, sites) in [
        ("duo_02-alle-vestigingen-vo_2018.csv", 328, 1296),
        ("duo_03-alle-vestigingen-basisonderwijs_2017.csv", 930, 285),
    ] {
        let register = register(path).unwrap();
        let found: std::collections::BTreeSet<_> =
            register.schools.iter().filter_map(|school| school.board.as_ref()).collect();
        assert_eq!(found.len(), boards, "{path}");
        let s = &register.summary;
        assert_eq!((s.without_point, s.sharing_point, s.sites), (0, 0, sites), "{path}");
    }
}

/// JSON without a key for its schools: the proposal asks for one, and a person says that the address is.
#[test]
fn a_register_in_json_is_read() {
    let Some(table) = read("registers/antwerpen_scholen_broddin_2019.json") else { return };
    assert_eq!((table.rows.len(), table.columns.len(), table.blank), (192, 12, 0));
    let toml = propose_register(&table, Language::En);
    assert!(toml.contains("lat = \"lat\"") && toml.contains("lon = \"lng\""), "{toml}");
    assert!(toml.contains("fill in `id`"), "{toml}");
    let mut columns = RegisterColumns::new("fullAddress", "name");
    columns.network_type = Some("type".to_owned());
    columns.lat = Some("lat".to_owned());
    columns.lon = Some("lng".to_owned());
    let register = read_register(&table, &columns, &builtin::samen_leren()).unwrap();
    let net = |net: &str| {
        register.schools.iter().filter(|school| school.network_type.as_deref() == Some(net)).count()
    };
    let s = &register.summary;
    assert_eq!((s.rows, s.schools, s.set_aside, s.sharing_point), (192, 192, 0, 4));
    assert_eq!((net("Stedelijk onderwijs"), net("GO!"), s.without_point), (77, 18, 0));
}

/// The workbook has a sheet of notes in front of the one with the answers.
#[test]
fn the_sheet_with_the_answers_is_found() {
    let Some(table) = read("exports/limesurvey/dfuchss_automotive_results-survey.xlsx") else { return };
    let sheet = table.recognised.sheet.as_ref().unwrap();
    assert_eq!((sheet.name.as_str(), &sheet.others[..]), ("Data", &["Table Cleanup".to_owned()][..]));
    // The same table as the file of delimited text, header and all.
    let text = read("exports/limesurvey/dfuchss_automotive_results-survey.csv").unwrap();
    assert_eq!((table.columns.len(), table.rows.len()), (text.columns.len(), text.rows.len()));
    let same = |a: &str, b: &str| a.split_whitespace().eq(b.split_whitespace());
    let cells = |table: &Table| -> Vec<String> {
        table.rows.iter().flat_map(|row| row.iter().map(str::to_owned).collect::<Vec<_>>()).collect()
    };
    let differ: Vec<_> = cells(&table).into_iter().zip(cells(&text)).filter(|(a, b)| !same(a, b)).collect();
    assert!(differ.is_empty(), "{differ:?}");
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

/// Eighteen people gave one answer about all of fourteen film characters, and only four all but once.
#[test]
fn one_answer_to_all_questions_is_told_in_a_real_export() {
    let Some(table) = read("exports/surveymonkey/538_StarWars.csv") else { return };
    let found: Vec<_> = detect_unaided(&table).into_iter().map(|finding| finding.kind).collect();
    // Two bytes after a question are text neither on Windows nor on a Mac; a person can look.
    let [FindingKind::UnlikelyLetters { letters, instead, .. }, rest @ ..] = found.as_slice() else {
        panic!("{found:?}")
    };
    assert_eq!((letters.as_str(), instead.as_str()), ("Œæ", "åÊ"));
    assert_eq!(rest, [FindingKind::StraightLining { straight: 18, nearly: 4 }]);
}

/// Real answers, looked at without a codebook: nothing is odd in them, and a row put in twice is.
#[test]
fn nothing_looks_odd_in_real_exports() {
    for path in [
        "limesurvey/pfeiffer_results_german.csv",
        "limesurvey/pfeiffer_results_english.csv",
        "limesurvey/sealuzh_results-survey.csv",
        "limesurvey/cvanbuckhave_results-survey.csv",
        "limesurvey/dfuchss_automotive_results-survey.csv",
        "google_forms/ystouthart_ADS_Formulierreacties_1.txt",
        "google_forms/g2gtools_classroom_observations.csv",
        "ms_forms/samah_self-medication_questionnaire_1-90.csv",
    ] {
        let Some(mut table) = read(&format!("exports/{path}")) else { return };
        assert_eq!(detect_unaided(&table), [], "{path}");
        if table.recognised.layout == Some(Layout::Limesurvey) && table.columns[0].name.ends_with("ID") {
            let again = table.rows[40].clone();
            table.rows.push(again);
            let told: Vec<_> = detect_unaided(&table).into_iter().map(|finding| finding.kind).collect();
            assert!(told.iter().any(|kind| matches!(kind, FindingKind::Twice { .. })), "{path}: {told:?}");
        }
    }
}
