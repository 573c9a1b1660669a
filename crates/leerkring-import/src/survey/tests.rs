use leerkring_model::{Answer, Language, Phase, Role, builtin};
use proptest::prelude::*;

use super::*;
use crate::table::{ReadOptions, read_table};

const KEYS: [&str; 2] = ["k1", "k2"];

pub(super) fn table(text: &str) -> Table {
    read_table("antwoorden.csv", text.as_bytes(), &ReadOptions::default()).unwrap()
}

/// A codebook for the first two indicators of samen-leren, with these lines at the top.
pub(super) fn codebook(top: &str) -> Codebook {
    let model = builtin::samen_leren();
    let without: Vec<String> = model
        .indicators()
        .map(|i| i.id().key())
        .filter(|key| !KEYS.contains(key))
        .map(|key| format!("\"{key}\""))
        .collect();
    let text = format!(
        r#"format = 1
model = "samen-leren@1"
without = [{}]
{top}
[columns]
school = "School"
role = "Functie"
date = "Datum"
[columns.indicators]
k1 = "K1"
k2 = "K2"
[answers]
"fase 1" = 1
"fase 3" = 3
"weet niet" = "dont-know"
"N/A" = "blank"
[roles]
Leerkracht = "teacher"
"#,
        without.join(", ")
    );
    Codebook::parse("codebook.toml", &text, &model).unwrap()
}

pub(super) fn read(text: &str, codebook: &Codebook) -> (Survey, Summary) {
    let model = builtin::samen_leren();
    let mut survey = Survey::new(&model);
    let summary = survey.read(&table(text), codebook, &model).unwrap();
    (survey, summary)
}

pub(super) fn adds_up(summary: &Summary) -> bool {
    let left_out = summary.previews + summary.incomplete;
    let parts = [summary.responses, summary.schools, left_out, summary.blank, summary.set_aside];
    parts.iter().sum::<usize>() == summary.rows
}

#[test]
fn rows_become_responses() {
    let text = "School;Functie;Datum;K1;K2;Opmerking\n007;Leerkracht;3/9/2026 8:41;fase\u{a0} 3;weet niet;\"mooi;\"\n 007 ;;;N/A;;\n";
    let (survey, summary) = read(text, &codebook("layout = \"plain\""));
    assert_eq!(summary.to_string(), "antwoorden.csv: 2 rows: 2 responses");
    let teams = survey.responses.teams();
    let team = teams.iter().next().unwrap();
    assert_eq!((team.school().as_str(), team.size()), ("007", 2));
    let rows: Vec<_> = team.rows().collect();
    assert_eq!(
        (rows[0].role, rows[0].date.unwrap().to_string().as_str()),
        (Some(Role::Teacher), "2026-09-03")
    );
    assert_eq!(rows[0].answers[..3], [Some(Answer::Phase(Phase::Three)), Some(Answer::DontKnow), None]);
    assert_eq!((rows[1].role, rows[1].date, rows[1].answers[0]), (None, None, None));
}

#[test]
fn a_doubtful_row_is_set_aside_whole_with_an_issue_for_each_cell() {
    let text = "School;Functie;Datum;K1;K2\n;Leraar;31-2-2026;soms;fase 3\na;Leerkracht;;fase 3\n;;;;\n\na;;12/24/2026;fase 3;Fase 3\n";
    let (survey, summary) = read(text, &codebook("layout = \"plain\""));
    let issues: Vec<String> = summary.issues.iter().map(ToString::to_string).collect();
    assert_eq!(
        issues,
        [
            "antwoorden.csv, row 2, column `School`: no school is named; fill in its key",
            "antwoorden.csv, row 2, column `Datum`: `31-2-2026` is no day in the order dmy (in 2 rows, this is the first); the date counts as unknown; mend it, or set `date_order` in the codebook to `dmy` or `mdy`",
            "antwoorden.csv, row 2, column `Functie`: the codebook does not know the role `Leraar`; the role counts as unknown; add it under [roles]",
            "antwoorden.csv, row 2, column `K1`: the codebook does not know the answer `soms`; add it under [answers]",
            "antwoorden.csv, row 3: the row has 4 cells, the header has 5; is a quote or a delimiter missing?",
            "antwoorden.csv, row 6, column `K2`: the codebook does not know the answer `Fase 3`; add it under [answers]",
        ]
    );
    assert!(survey.responses.is_empty());
    assert_eq!(summary.to_string(), "antwoorden.csv: 5 rows: 2 blank rows, 3 rows set aside");
}

#[test]
fn a_row_counts_without_the_role_or_the_date_that_cannot_be_read() {
    let rows: String = ["Kok;3-9-26", "Kok;4-9-26", "Leerkracht;45231", "Kok;1-9-2026", "Tuinman;45232,5"]
        .map(|cells| format!("a;{cells};fase 1;\n"))
        .concat();
    let (survey, summary) =
        read(&format!("School;Functie;Datum;K1;K2\n{rows}"), &codebook("layout = \"plain\""));
    assert_eq!(summary.to_string(), "antwoorden.csv: 5 rows: 5 responses");
    let told: Vec<String> = summary.issues.iter().map(|issue| issue.kind.to_string()).collect();
    assert_eq!(
        told,
        [
            "`3-9-26` is no day in the order dmy (in 2 rows, this is the first); the date counts as unknown; a year has four digits here; write it so",
            "the codebook does not know the role that stands here (in 3 rows, this is the first); the role counts as unknown; add it under [roles]; the text is not repeated since somebody may have typed it",
            "`45231` is no day in the order dmy (in 2 rows, this is the first); the date counts as unknown; looks like one of Excel's day numbers (2023-11-01); make it a date in the sheet, or set `date_order` in the codebook to `excel`",
            "the codebook does not know the role that stands here; the role counts as unknown; add it under [roles]; the text is not repeated since somebody may have typed it",
        ]
    );
    let teams = survey.responses.teams();
    let team: Vec<_> =
        teams.iter().next().unwrap().rows().map(|row| (row.role, row.date.is_some())).collect();
    assert_eq!(
        team,
        [(None, false), (None, false), (Some(Role::Teacher), false), (None, true), (None, false)]
    );
}

#[test]
fn excel_day_numbers_are_days_where_the_codebook_says_so() {
    let (survey, summary) = read(
        "School;Functie;Datum;K1;K2\na;;45231;fase 1;\na;;45231.75;fase 1;\n",
        &codebook("layout = \"plain\"\ndate_order = \"excel\""),
    );
    assert_eq!(summary.issues, []);
    let teams = survey.responses.teams();
    let days: Vec<_> = teams.iter().next().unwrap().rows().map(|row| row.date.unwrap().to_string()).collect();
    assert_eq!(days, ["2023-11-01", "2023-11-01"]);
}

#[test]
fn schools_of_a_drop_down_go_through_the_codebook() {
    let model = builtin::samen_leren();
    let text = codebook("layout = \"plain\"").to_toml() + "\n[schools]\n\"De Linde\" = \"TW001\"\n";
    let codebook = Codebook::parse("c", &text, &model).unwrap();
    let rows = "School;Functie;Datum;K1;K2\nDe  Linde;;;fase 1;\nTW001;;;fase 1;\nDe Eik;;;fase 1;\n";
    let (survey, summary) = read(rows, &codebook);
    assert_eq!(survey.responses.teams().iter().map(|t| t.size()).collect::<Vec<_>>(), [2]);
    assert!(
        summary.issues[0]
            .to_string()
            .contains("row 4, column `School`: the codebook does not know the school that stands here")
    );
    // What somebody may have typed beside the school is told nowhere; a key made as the known one is.
    let (_, summary) =
        read("School;Functie;Datum;K1;K2\n03XY00 Jan Jansen;;;fase 1;\nTW007;;;fase 1;\n", &codebook);
    let told: Vec<String> = summary.issues.iter().map(|issue| issue.in_language(Language::Nl)).collect();
    assert!(told.len() == 2 && !told[0].contains("Jan") && told[1].contains("`TW007`"), "{told:?}");
}

#[test]
fn a_file_per_school_gives_agreements() {
    let model = builtin::samen_leren();
    let codebook = Codebook::parse(
        "c",
        "format = 1\nmodel = \"samen-leren@1\"\nlayout = \"per-school\"\n[columns]\nschool = \"School\"\n[columns.agreed]\nkoers = \"Koers\"\nsamen-leren = \"Samen\"\n[answers]\n\"2\" = 2\n\"3\" = 3\n\"?\" = \"dont-know\"\n",
        &model,
    )
    .unwrap();
    let mut survey = Survey::new(&model);
    let first =
        survey.read(&table("School;Koers;Samen\na;2;3\nb;?;3\na;3;3\nc;4;2\n"), &codebook, &model).unwrap();
    assert_eq!(first.to_string(), "antwoorden.csv: 4 rows: 2 schools, 3 agreements, 2 rows set aside");
    assert_eq!(
        first.issues[0].to_string(),
        "antwoorden.csv, row 4, column `School`: the agreements of the school `a` without a date stand in antwoorden.csv, row 2 already; keep one of the two, or give each its date"
    );
    let second = survey.read(&table("School;Koers;Samen\nb;2;3\nd;2;3\n"), &codebook, &model).unwrap();
    assert_eq!((second.schools, second.set_aside, survey.agreements.len()), (1, 1, 5));
}

/// A network that agrees every year has every school in every file.
#[test]
fn a_school_agrees_anew_on_another_date() {
    let model = builtin::samen_leren();
    let codebook = Codebook::parse(
        "c",
        "format = 1\nmodel = \"samen-leren@1\"\nlayout = \"per-school\"\n[columns]\nschool = \"School\"\ndate = \"Datum\"\n[columns.agreed]\nkoers = \"Koers\"\n[answers]\n\"2\" = 2\n\"3\" = 3\n",
        &model,
    )
    .unwrap();
    let mut survey = Survey::new(&model);
    let mut read = |file: &str, rows: &str| {
        let bytes = format!("School;Datum;Koers\n{rows}");
        let table = read_table(file, bytes.as_bytes(), &ReadOptions::default()).unwrap();
        let summary = survey.read(&table, &codebook, &model).unwrap();
        assert!(adds_up(&summary), "{summary:?}");
        (summary.schools, summary.issues.iter().map(ToString::to_string).collect::<Vec<_>>())
    };
    let none: Vec<String> = Vec::new();
    assert_eq!(read("2025.csv", "a;1-10-2025;2\nb;;2\n"), (2, none.clone()));
    assert_eq!(read("2026.csv", "a;1-10-2026;3\nb;1-10-2026;3\n"), (2, none));
    let (schools, issues) = read("nog-eens.csv", "a;2025-10-01;3\nb;;3\na;ooit;3\na;2-10-2026;3\n");
    assert_eq!(schools, 1);
    assert_eq!(
        issues,
        [
            "nog-eens.csv, row 2, column `School`: the agreements of the school `a` of 2025-10-01 stand in 2025.csv, row 2 already; keep one of the two",
            "nog-eens.csv, row 3, column `School`: the agreements of the school `b` without a date stand in 2025.csv, row 3 already; keep one of the two, or give each its date",
            "nog-eens.csv, row 4, column `Datum`: what stands here is no day in the order dmy; mend it, or set `date_order` in the codebook to `dmy` or `mdy`",
        ]
    );
    let agreed: Vec<_> =
        survey.agreements.iter().map(|a| (a.school.as_str(), a.date.map(|date| date.to_string()))).collect();
    let on = |date: &str| Some(date.to_owned());
    let (first, second) = (on("2025-10-01"), on("2026-10-01"));
    assert_eq!(
        agreed,
        [("a", first), ("b", None), ("a", second.clone()), ("b", second), ("a", on("2026-10-02"))]
    );
}

proptest! {
    /// Every row is accounted for: as a response, incomplete, blank, or set aside with an issue.
    #[test]
    fn rows_add_up(rows in prop::collection::vec(prop::collection::vec("|a|fase 1|N/A|Leerkracht|Kok|1-9-2026|1-9-26|45231|\"", 0..7), 0..20)) {
        let lines: Vec<String> = rows.iter().map(|cells| cells.join(";")).collect();
        let text = format!("School;Functie;Datum;K1;K2\n{}", lines.join("\n"));
        let options = ReadOptions { delimiter: Some(crate::Delimiter::Semicolon), ..ReadOptions::default() };
        let Ok(table) = read_table("t", text.as_bytes(), &options) else { return Ok(()) };
        let model = builtin::samen_leren();
        let mut survey = Survey::new(&model);
        let summary = survey.read(&table, &codebook("layout = \"plain\""), &model).unwrap();
        prop_assert!(adds_up(&summary), "{summary:?}");
        prop_assert_eq!(survey.responses.len(), summary.responses);
        let aside = summary.issues.iter().filter(|issue| issue.kind.sets_row_aside());
        let aside: std::collections::BTreeSet<u64> = aside.map(|issue| issue.row).collect();
        prop_assert_eq!(aside.len(), summary.set_aside);
    }
}
