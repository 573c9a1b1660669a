use leerkring_model::{Answer, Model, builtin};

use crate::codebook::Codebook;
use crate::survey::Survey;
use crate::table::{ReadOptions, Table, read_table};

const LONG: &str = r#"format = 1
model = "samen-leren@1"
layout = "long"
without = ["d1", "d2", "l1", "l2", "l3", "s1", "s2", "s3", "g1", "g2"]
[columns]
respondent = "Respondent"
question = "Vraag"
answer = "Antwoord"
school = "School"
[columns.indicators]
k1 = "K1"
k2 = "K2"
[answers]
"fase 2" = 2
"fase 3" = 3
"#;

fn table(text: &str) -> Table {
    read_table("lang.csv", text.as_bytes(), &ReadOptions::default()).unwrap()
}

fn codebook(text: &str, model: &Model) -> Codebook {
    Codebook::parse("c", text, model).unwrap_or_else(|error| panic!("{error}"))
}

/// Schools with the answers to `k1` and `k2`.
type Answered = Vec<(String, Vec<Option<Answer>>)>;

fn read(text: &str, codes: &str) -> (Answered, Vec<String>) {
    let model = builtin::samen_leren();
    let mut survey = Survey::new(&model);
    let summary = survey.read(&table(text), &codebook(codes, &model), &model).unwrap();
    let parts = [summary.responses, summary.incomplete, summary.no_consent, summary.blank, summary.set_aside];
    assert_eq!(parts.iter().sum::<usize>(), summary.rows, "{summary:?}");
    let teams = survey.responses.teams();
    let of_team = |team: leerkring_model::Team<'_>| -> Vec<_> {
        team.rows().map(|row| (team.school().to_string(), row.answers[..2].to_vec())).collect()
    };
    let told = std::iter::once(summary.to_string()).chain(summary.issues.iter().map(ToString::to_string));
    (teams.iter().flat_map(of_team).collect(), told.collect())
}

#[test]
fn rows_of_one_respondent_come_together_wherever_they_stand() {
    let text = "Respondent;School;Vraag;Antwoord;Tijd\n2;007;K1;fase 2;9\n1;;K2;fase 3;8\n2;007;K2;fase 3;10\n1;007;K1;;11\n1;007;Opm;mooi;12\n";
    let (rows, told) = read(text, LONG);
    let phase = |n| leerkring_model::Phase::new(n).map(Answer::Phase);
    assert_eq!(told, ["lang.csv: 5 rows with answers, brought together to 2 rows: 2 responses"]);
    assert_eq!(
        rows,
        [("007".to_owned(), vec![phase(2), phase(3)]), ("007".to_owned(), vec![None, phase(3)])]
    );
}

#[test]
fn what_contradicts_itself_is_set_aside_with_the_row_where_it_does() {
    let text = "Respondent;School;Vraag;Antwoord\n1;007;K1;fase 2\n1;007;K1;fase 3\n2;007;K1;fase 2\n2;008;K2;fase 2\n3;007;K1;fase 2\n3;007;K1;fase 2\n;007;K1;fase 2\n4;007;;fase 2\n5;007;K1\n6;007;K1;fase 9\n";
    let (rows, told) = read(text, LONG);
    assert_eq!(rows.len(), 1, "the same said twice is said once");
    assert_eq!(
        told,
        [
            "lang.csv: 10 rows with answers, brought together to 7 rows: 1 response, 6 rows set aside",
            "lang.csv, row 8, column `Respondent`: it does not say whose answer this is; fill in the key of the respondent",
            "lang.csv, row 3, column `Antwoord`: row 2 says something else of this respondent already; keep one of the two",
            "lang.csv, row 5, column `School`: row 4 says something else of this respondent already; keep one of the two",
            "lang.csv, row 9, column `Vraag`: it does not say which question this answers; fill in the question",
            "lang.csv, row 10: the row has 3 cells, the header has 4; is a quote or a delimiter missing?",
            "lang.csv, row 11, column `K1`: the codebook does not know the answer `fase 9`; add it under [answers]",
        ]
    );
}

#[test]
fn what_a_wide_file_has_as_a_column_can_be_a_question() {
    let codes = LONG.replace("school = \"School\"", "school = \"Schoolcode\"\nconsent = \"Akkoord\"")
        + "[consent]\nJa = true\nNee = false\n";
    let text = "Respondent;Vraag;Antwoord\n1;Schoolcode;007\n1;Akkoord;Ja\n1;K1;fase 2\n1;K2;\n2;Schoolcode;007\n2;Akkoord;Nee\n2;K1;iets\n3;K1;fase 2\n4;Akkoord;misschien\n";
    let (rows, told) = read(text, &codes);
    assert_eq!(rows.len(), 1);
    assert_eq!(
        told,
        [
            "lang.csv: 9 rows with answers, brought together to 4 rows: 1 response, 2 responses without consent left out, 1 row set aside",
            "lang.csv, row 10, column `Akkoord`: the codebook does not know whether what stands here is consent; add it under [consent]; the text is not repeated since somebody may have typed it",
        ]
    );
    let model = builtin::samen_leren();
    assert!(codebook(&codes, &model).fits(&table(text)));
    assert!(codebook(LONG, &model).fits(&table(text)), "a question `School` may stand further on");
    assert!(!codebook(LONG, &model).fits(&table("Respondent;School;Antwoord\n1;007;3\n")));
    let wide = Survey::new(&model).read(&table("School;K1\n1;2\n"), &codebook(LONG, &model), &model);
    assert!(wide.unwrap_err().to_string().contains("`columns.respondent` = `Respondent`"));
}

#[test]
fn a_question_that_is_called_as_a_column_gets_its_count() {
    let text = "Respondent;School;Vraag;Antwoord\n1;007;School;fase 2\n";
    let columns = codebook(LONG, &builtin::samen_leren()).survey.unwrap().long.unwrap();
    let wide = super::Wide::of(&table(text), &columns, &Default::default()).unwrap();
    assert_eq!(wide.table.names().collect::<Vec<_>>(), ["Respondent", "School", "School (2)"]);
}

/// A column of remarks, taken for that of the questions, would make a column for each remark.
#[test]
fn what_is_no_column_of_questions_is_refused() {
    let rows: String = (0..20_000).map(|n| format!("{n};007;opmerking {n};3\n")).collect();
    let table = table(&format!("Respondent;School;Vraag;Antwoord\n{rows}"));
    let model = builtin::samen_leren();
    let read = Survey::new(&model).read(&table, &codebook(LONG, &model), &model);
    assert_eq!(
        read.unwrap_err().to_string(),
        "lang.csv: the column `Vraag` does not look like one of questions: it has 16383 different texts or more; name the column of the question under [columns]"
    );
}

#[test]
fn issues_of_rows_that_belong_to_nobody_are_counted_beyond_the_first() {
    let text = format!(
        "Respondent;School;Vraag;Antwoord\n1;007;K1;\n1;007;K2;\n{}",
        ";007;K1;fase 2\n".repeat(10_005)
    );
    let model = builtin::samen_leren();
    let summary = Survey::new(&model).read(&table(&text), &codebook(LONG, &model), &model).unwrap();
    let kept = crate::Summary::MOST_ISSUES;
    assert_eq!((summary.set_aside, summary.issues.len(), summary.more_issues), (10_005, kept, 5));
}

proptest::proptest! {
    /// Every row of a long file is a respondent's or an orphan, whatever stands in it.
    #[test]
    fn no_row_is_lost(rows in proptest::collection::vec("[123]?;(007|);(K1|K2|);(fase 2|fase 3|)(;x)?", 0..12)) {
        let text = format!("Respondent;School;Vraag;Antwoord\n0;;K1;\n0;;K2;\n{}\n", rows.join("\n"));
        read(&text, LONG);
    }
}
