use leerkring_model::{Language, Phase, Role, builtin};
use proptest::prelude::*;

use super::*;
use crate::table::{ReadOptions, TextFile, read_table};

const KEYS: [&str; 2] = ["k1", "k2"];

fn table(text: &str) -> Table {
    read_table("antwoorden.csv", text.as_bytes(), &ReadOptions::default()).unwrap()
}

/// A codebook for the first two indicators of samen-leren, with these lines at the top.
fn codebook(top: &str) -> Codebook {
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

fn read(text: &str, codebook: &Codebook) -> (Survey, Summary) {
    let model = builtin::samen_leren();
    let mut survey = Survey::new(&model);
    let summary = survey.read(&table(text), codebook, &model).unwrap();
    (survey, summary)
}

fn adds_up(summary: &Summary) -> bool {
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

use leerkring_model::Answer;

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

/// What one person typed may hold a name; what five people gave is nobody's own.
#[test]
fn issues_repeat_what_many_gave_or_what_can_hold_no_name() {
    let row = |cells: &str| format!("a;{cells}\n");
    let rows: String = [
        "Leerkracht;gisteren met Jo;Jo weet het;fase 1",
        "Jo, de kok;06-12345678;fase 9;fase 1",
        "Leraar;;nooit;geen idee, vraag Jo",
    ]
    .map(row)
    .concat();
    let many = row("Kok;;heel anders;fase 1").repeat(5);
    let text = format!("School;Functie;Datum;K1;K2\n{rows}{many}");
    let codebook = codebook("layout = \"plain\"");
    let (_, summary) = read(&text, &codebook);
    for language in [Language::Nl, Language::En] {
        let told: Vec<String> = summary.issues.iter().map(|issue| issue.in_language(language)).collect();
        let told = told.join("\n");
        assert!(!told.contains("Jo") && !told.contains("06-1"), "{told}");
        for known in ["`fase 9`", "`Leraar`", "`nooit`", "`Kok`", "`heel anders`"] {
            assert!(told.contains(known), "{known}: {told}");
        }
    }
    // With four of them too, they could be one person's; and so in blocks.
    let (_, summary) = read(&text.replacen("a;Kok;;heel anders;fase 1\n", "", 1), &codebook);
    let told = format!("{:?}", summary.issues);
    assert!(!told.contains("Kok") && !told.contains("heel anders"), "{told}");
    let model = builtin::samen_leren();
    let source = std::io::Cursor::new(text.as_bytes());
    let mut survey = Survey::new(&model);
    let (in_blocks, _) =
        survey.read_from("antwoorden.csv", source, &ReadOptions::default(), &codebook, &model).unwrap();
    assert_eq!(in_blocks, read(&text, &codebook).1);
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
fn responses_broken_off_in_limesurvey_are_left_out_or_kept() {
    let text = "id,submitdate,startlanguage,School,Functie,Datum,K1,K2\n1,1980-01-01 00:00:00,nl,a,,1980-01-01 00:00:00,fase 1,\n2,,nl,a,,,fase 1,\n3,,nl,,,,,\n";
    let (survey, summary) = read(text, &codebook("layout = \"limesurvey\""));
    assert_eq!(summary.to_string(), "antwoorden.csv: 3 rows: 1 response, 2 incomplete responses left out");
    let teams = survey.responses.teams();
    let date = teams.iter().next().unwrap().rows().next().unwrap().date;
    assert_eq!(date, None, "the day of an anonymous survey is no day");
    let (_, summary) = read(text, &codebook("layout = \"limesurvey\"\nincomplete = \"keep\""));
    assert_eq!(summary.to_string(), "antwoorden.csv: 3 rows: 2 responses, 1 row set aside");
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

#[test]
fn two_columns_that_say_what_is_complete_are_refused_and_not_passed_over() {
    let model = builtin::samen_leren();
    let read = |top: &str, header: &str| {
        let table = table(&format!("id;{header};School;Functie;Datum;K1;K2\n1;;2026-09-03;a;;;fase 1;\n"));
        Survey::new(&model).read(&table, &codebook(top), &model)
    };
    let limesurvey = "layout = \"limesurvey\"";
    assert_eq!(
        read(limesurvey, "submitdate;Date submitted").unwrap_err().to_string(),
        "antwoorden.csv: the columns `submitdate`, `Date submitted` all say whether a response is complete; name the one that counts, as in `submitted = \"submitdate\"` under [columns]"
    );
    assert_eq!(
        read(limesurvey, "submitdate;submitdate").unwrap_err().to_string(),
        "antwoorden.csv: the columns `submitdate (1)`, `submitdate (2)` all say whether a response is complete; name the one that counts, as in `submitted = \"submitdate (1)\"` under [columns]"
    );
    // One of them named, or nothing left out for it.
    let kept = read(&format!("{limesurvey}\nincomplete = \"keep\""), "submitdate;Date submitted").unwrap();
    assert_eq!(kept.responses, 1);
    let text =
        codebook(limesurvey).to_toml().replace("[columns]\n", "[columns]\nsubmitted = \"submitdate\"\n");
    let named = Codebook::parse("c", &text, &model).unwrap();
    let table = table("id;submitdate;Date submitted;School;Functie;Datum;K1;K2\n1;;2026-09-03;a;;;fase 1;\n");
    assert_eq!(Survey::new(&model).read(&table, &named, &model).unwrap().incomplete, 1);
}

#[test]
fn a_summary_speaks_dutch() {
    let text = "id,submitdate,School,Functie,Datum,K1,K2\n1,2026-09-03,a,,,fase 1,\n2,,a,,,fase 1,\n3,2026-09-03,a,,,soms,\n,,,,,,\n";
    let (_, summary) = read(text, &codebook("layout = \"limesurvey\""));
    assert_eq!(
        summary.in_language(Language::Nl),
        "antwoorden.csv: 4 rijen: 1 ingevulde vragenlijst, 1 afgebroken vragenlijst weggelaten, 1 lege rij, 1 rij opzijgelegd"
    );
    assert_eq!(summary.in_language(Language::En), summary.to_string());
    let (_, summary) = read("School,Functie,Datum,K1,K2\n", &codebook("layout = \"plain\""));
    assert_eq!(summary.in_language(Language::Nl), "antwoorden.csv: 0 rijen: er staat niets in");
}

#[test]
fn a_table_that_lacks_columns_is_refused_with_the_nearest_ones() {
    let model = builtin::samen_leren();
    let codebook = codebook("layout = \"plain\"");
    let error =
        |text: &str| Survey::new(&model).read(&table(text), &codebook, &model).unwrap_err().to_string();
    assert_eq!(
        error("Schol;Functie;Datum;k1;xyz\n1;2;3;4;5\n"),
        "antwoorden.csv: the file lacks columns that the codebook names: `columns.school` = `School` (nearest is `Schol`), `columns.indicators.k1` = `K1` (nearest is `k1`), `columns.indicators.k2` = `K2`; correct the codebook, or take the one that fits this file"
    );
    assert_eq!(
        error("School;Functie;Datum;K1;K2;K1\n"),
        "antwoorden.csv: the file lacks columns that the codebook names: `columns.indicators.k1` = `K1` (nearest is `K1 (1)`); correct the codebook, or take the one that fits this file"
    );
    let other = builtin::lerende_organisatie();
    assert!(matches!(
        Survey::new(&other).read(&table("a\n"), &codebook, &other),
        Err(SurveyError::Model { .. })
    ));
    assert!(matches!(
        Survey::new(&other).read(&table("School;Functie;Datum;K1;K2\n"), &codebook, &model),
        Err(SurveyError::Model { .. })
    ));
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
    /// Read in blocks, however small, a file gives what its table gives: the same responses, counts and issues.
    #[test]
    fn blocks_give_what_the_table_gives(
        rows in prop::collection::vec(
            (
                "|2026-09-01 10:12:00|2026-09-02 10:12:00|-|\u{a0}| ",
                "a|a|b|c| a|c |\u{a0}|",
                "Leerkracht|Leerkracht | Leerkracht|\u{a0}||soms",
                "1-9-2026|1-9-2026|1-9-2026 10:12|1-9-2026 x|1980-01-01|",
                "fase 1|fase 1|fase 3|weet niet|N/A|fase  1|fase 1\u{a0}||soms",
                "fase 1|fase 3|fase 3|\"fase\n3\"|\"fase \"\"3\"\"\"|fase 1;| ",
                "0|0|1| 1|Survey Preview|16|",
            ),
            0..40,
        ),
        size in 1_usize..400,
        tool in "plain|limesurvey|qualtrics",
        keep: bool,
    ) {
        let lines: Vec<String> = rows.iter().map(|(a, b, c, d, e, f, g)| [a, b, c, d, e, f, g].map(String::as_str).join(";")).collect();
        let text = format!("submitdate;School;Functie;Datum;K1;K2;Status\n{}", lines.join("\n"));
        let options = ReadOptions { delimiter: Some(crate::Delimiter::Semicolon), ..ReadOptions::default() };
        let Ok(table) = read_table("t", text.as_bytes(), &options) else { return Ok(()) };
        let model = builtin::samen_leren();
        let incomplete = if keep { "keep" } else { "leave-out" };
        let codebook = codebook(&format!("layout = \"{tool}\"\nincomplete = \"{incomplete}\"\npreviews = \"{incomplete}\""));
        let (mut whole, mut blocks) = (Survey::new(&model), Survey::new(&model));
        let expected = whole.read(&table, &codebook, &model).unwrap();
        let file = TextFile::in_blocks("t", std::io::Cursor::new(text.into_bytes()), &options, size).unwrap();
        let (summary, recognised) = blocks.read_blocks(file, &codebook, &model).unwrap();
        prop_assert_eq!(summary, expected);
        prop_assert_eq!(recognised, table.recognised);
        prop_assert_eq!(blocks, whole);
    }
}

#[test]
fn columns_with_who_answered_are_left_out_and_named() {
    let codebook = codebook("layout = \"plain\"");
    let text =
        "School;Functie;Datum;K1;K2;E-mail;Naam;Wie?\n007;;;fase 3;;jo@linde.example;Jo;jo@linde.example\n";
    let (_, summary) = read(text, &codebook);
    assert_eq!(summary.personal, ["E-mail", "Naam", "Wie?"]);
    assert_eq!(
        summary.personal_in_language(Language::En).as_deref(),
        Some("antwoorden.csv: personal data, left out: `E-mail`, `Naam`, `Wie?`")
    );
    // What the codebook names is read, and nobody is named by an empty column.
    let (_, summary) = read("School;Functie;Datum;K1;K2;Naam\na@b.example;;;fase 3;;\n", &codebook);
    assert_eq!((summary.personal.len(), summary.personal_in_language(Language::Nl)), (0, None));
}

#[test]
fn a_tool_can_say_by_a_word_that_a_response_was_broken_off() {
    let codebook = codebook("layout = \"qualtrics\"");
    let header = "School;Functie;Datum;K1;K2;Finished\nSchool;Functie;Datum;K1;K2;Beendet\n\
                  {'ImportId': 'a'};{'ImportId': 'b'};{'ImportId': 'c'};{'ImportId': 'd'};{'ImportId': 'e'};{'ImportId': 'finished'}\n";
    let rows: String = ["1", "True", "Wahr", "0", "False", "Onwaar", ""]
        .map(|said| format!("007;;;fase 3;;{said}\n"))
        .concat();
    let (survey, summary) = read(&format!("{header}{rows}"), &codebook);
    assert_eq!((survey.responses.len(), summary.incomplete, summary.set_aside), (3, 4, 0));
    assert!(adds_up(&summary));
}

#[test]
fn what_nobody_of_the_survey_answered_is_counted_apart() {
    let header = "School;Functie;Datum;K1;K2;Status;Finished\nSchool;Functie;Datum;K1;K2;Antworttyp;Beendet\n\
                  {'ImportId': 'a'};{'ImportId': 'b'};{'ImportId': 'c'};{'ImportId': 'd'};{'ImportId': 'e'};{'ImportId': 'status'};{'ImportId': 'finished'}\n";
    let of_people = ["0", "IP Address", "4", "Imported", "16", "Offline", "", "32", "48"];
    let others =
        ["1", "Survey Preview", "2", "Survey Test", "8", "Spam", "9", "12", "17", "40", "Umfragevorschau"];
    // A preview can be complete or not; it is no response either way.
    let row = |said: &&str| format!("007;;;fase 3;;{said};1\n007;;;fase 3;;{said};0\n");
    let text = |said: &[&str]| format!("{header}{}", said.iter().map(row).collect::<String>());
    let count = |text: &str, key: &str| {
        let (_, summary) = read(text, &codebook(&format!("layout = \"qualtrics\"{key}")));
        assert!(adds_up(&summary));
        (summary.responses, summary.incomplete, summary.previews)
    };
    let keep = "\npreviews = \"keep\"";
    assert_eq!(count(&text(&of_people), ""), (of_people.len(), of_people.len(), 0));
    assert_eq!(count(&text(&others), ""), (0, 0, 2 * others.len()));
    assert_eq!(count(&text(&others), keep), (others.len(), others.len(), 0));
    let profile = crate::Profile::of(&table(&text(&others)));
    assert_eq!(
        (profile.complete, profile.incomplete, profile.previews),
        (others.len(), others.len(), 2 * others.len())
    );
}

/// A question is no column of the tool for being called like one, and what the codebook names is what it says.
#[test]
fn a_question_about_a_status_leaves_nobody_out() {
    let rows = "007;1;;fase 3;;1;testgroep\n007;2;;fase 3;;0;1\n";
    let ids = |last: &str| {
        format!(
            "{{'ImportId': 'a'}};{{'ImportId': 'QID5'}};{{'ImportId': 'c'}};{{'ImportId': 'd'}};{{'ImportId': 'e'}};{{'ImportId': 'QID6'}};{{'ImportId': '{last}'}}\n"
        )
    };
    let labels = "School;Status;Datum;K1;K2;Finished;Groep\n";
    let header = "School;Functie;Datum;K1;K2;Q6;";
    let codebook = codebook("layout = \"qualtrics\"");
    let count = |text: &str| {
        let (_, summary) = read(text, &codebook);
        (summary.responses, summary.incomplete, summary.previews)
    };
    // Labels, and data of the survey itself that is called as the tool's column.
    assert_eq!(count(&format!("{header}Status\n{labels}{}{rows}", ids("Status"))), (2, 0, 0));
    assert_eq!(count(&format!("{header}Status\n{labels}{}{rows}", ids("status"))), (1, 0, 1));
    assert_eq!(
        count(
            &format!("{header}Status\n{labels}{}{rows}", ids("status")).replace("testgroep", "Survey Test")
        ),
        (0, 0, 2)
    );
    let legacy =
        format!("School;Functie;V7;K1;K2;V10;V1\nSchool;Status;Status;K1;K2;Finished;ResponseID\n{rows}");
    let legacy = legacy.replace("1;;fase", "1;8;fase");
    assert_eq!(count(&legacy.replace("School;Functie;V7", "School;Functie;Datum")), (1, 1, 0));
    let of_codebook = self::codebook("layout = \"qualtrics\"").to_toml().replace("\"Functie\"", "\"Status\"");
    let of_codebook = Codebook::parse("c", &of_codebook, &builtin::samen_leren()).unwrap();
    let (_, summary) = read("School;Status;Datum;K1;K2;Q6;Q7\n007;1;;fase 3;;1;\n", &of_codebook);
    assert_eq!((summary.responses, summary.previews), (1, 0));
}

/// What shows only far into a file that it is not what its beginning seems: the outcome is that of a look at all of it.
#[test]
fn a_file_that_turns_out_otherwise_is_read_as_if_that_had_been_known() {
    let codebook = codebook("layout = \"plain\"");
    let model = builtin::samen_leren();
    let rows = "007;;;fase 1;fase 3\n".repeat(60_000);
    for odd in [
        "",
        "caf\u{e9};;;fase 1;\n",
        "caf\u{0};;;fase 1;\n",
        "12;;;fase 1;\r13;;;fase 3;\n",
        "12;;;\"fase 1\r",
    ] {
        for latin in [false, true] {
            let mut bytes = format!("School;Functie;Datum;K1;K2\n{rows}").into_bytes();
            bytes.extend(odd.chars().flat_map(|c| {
                let letter = if latin { vec![c as u8] } else { c.to_string().into_bytes() };
                letter.into_iter()
            }));
            let options = ReadOptions::default();
            let (mut whole, mut blocks) = (Survey::new(&model), Survey::new(&model));
            let table = read_table("t.csv", &bytes, &options).map_err(ReadSurveyError::from);
            let expected =
                table.and_then(|table| Ok((whole.read(&table, &codebook, &model)?, table.recognised)));
            let read = blocks.read_from("t.csv", std::io::Cursor::new(bytes), &options, &codebook, &model);
            assert_eq!(read, expected, "{odd:?} {latin}");
            assert_eq!(blocks, whole, "{odd:?} {latin}");
        }
    }
}
