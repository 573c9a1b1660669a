use leerkring_model::builtin;

use super::*;
use crate::codebook::Codebook;
use crate::survey::Survey;
use crate::survey::tests::{adds_up, codebook, read, table};

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
