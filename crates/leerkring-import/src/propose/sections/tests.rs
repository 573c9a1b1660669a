use leerkring_model::{Language, builtin};

use crate::codebook::Codebook;
use crate::propose::propose;
use crate::propose::tests::{names, table};
use crate::survey::Survey;
use crate::table::Table;

/// Forms with all questions in a section for each of three roles, and what each of these people answered in
/// each section, to all of its questions.
fn people(answers: [&str; 6]) -> Table {
    form(&answers.map(str::to_owned))
}

fn form(answers: &[String]) -> Table {
    let mut text = String::from("Begintijd;Voltooiingstijd;Schoolcode;Functie");
    for section in ["", "2", "3"] {
        names().iter().for_each(|name| text += &format!(";{name}{section}"));
    }
    for (answers, n) in answers.iter().zip(10..) {
        let role = ["Leerkracht", "Directie", "Conciërge"][(n - 10) % 3];
        text += &format!("\n3-9-2026 8:41;3-9-2026 8:{n};007;{role}");
        for answer in answers.split(',') {
            text += &format!(";{answer}").repeat(12);
        }
    }
    table(&(text + "\n"))
}

#[test]
fn a_question_with_a_section_for_each_role_is_one_question() {
    let model = builtin::samen_leren();
    let sections = people(["3,,", ",4,", ",,weet niet", "2,,", ",5,", ",,1"]);
    let proposal = propose(&sections, &model, None, Language::En);
    for expected in [
        "k1 = [\"Waarop de koers rust\", \"Waarop de koers rust2\", \"Waarop de koers rust3\"]  # by its text (sure)\n",
        "[items]\nrule = \"answered\"  # the same question in several sections, of which everyone answered one (check)\n",
    ] {
        assert!(proposal.toml.contains(expected), "{}", proposal.toml);
    }
    assert!(proposal.open.is_empty(), "{:?}", proposal.open);
    let codebook = Codebook::parse("c", &proposal.toml, &model).unwrap();
    assert_eq!(Codebook::parse("c", &codebook.to_toml(), &model).unwrap().to_toml(), codebook.to_toml());
    let mut survey = Survey::new(&model);
    assert_eq!(survey.read(&sections, &codebook, &model).unwrap().responses, 6);
    let teams = survey.responses.teams();
    let of =
        |row: &leerkring_model::Row<'_>| row.answers.iter().map(|a| format!("{a:?}")).collect::<Vec<_>>();
    let given: Vec<Vec<String>> =
        teams.iter().flat_map(|team| team.rows().map(|row| of(&row)).collect::<Vec<_>>()).collect();
    assert!(given.iter().all(|row| row.iter().all(|answer| *answer == row[0])), "{given:?}");

    // Who answers two of them, and otherwise, is told so.
    let twice = people(["3,,", "3,4,", ",,weet niet", "2,2,", "weet niet,5,", ",,1"]);
    let mut survey = Survey::new(&model);
    let summary = survey.read(&twice, &codebook, &model).unwrap();
    assert_eq!((summary.responses, summary.set_aside), (5, 1));
    assert_eq!(
        summary.issues[0].to_string(),
        "antwoorden.csv, row 3, column `Waarop de koers rust2`: in another section the same person gave another phase to the same question; leave one of them"
    );
}

#[test]
fn what_somebody_answered_twice_is_something_else() {
    let model = builtin::samen_leren();
    let twice = people(["3,,", "3,4,", ",,2", "2,,", ",5,", ",,1"]);
    let proposal = propose(&twice, &model, None, Language::En);
    assert!(
        proposal.toml.contains("k1 = \"Waarop de koers rust\"  # by its text (sure)\n"),
        "{}",
        proposal.toml
    );
    assert!(
        proposal
            .toml
            .contains("# \"Waarop de koers rust2\"  # the same question as `Waarop de koers rust`\n")
    );
    let told = proposal.open.last().unwrap();
    assert!(
        told.ends_with("give the indicator all of those columns, with `rule = \"answered\"` under [items]"),
        "{told}"
    );
    // The rule asks for phases: a scale of another length is not put together.
    let scale = ["Stimme gar nicht zu", "Stimme eher nicht zu", "Stimme eher zu", "Stimme vollständig zu"];
    let in_each =
        scale.iter().flat_map(|step| [format!("{step},,"), format!(",{step},"), format!(",,{step}")]);
    let steps = form(&in_each.collect::<Vec<_>>());
    let proposal = propose(&steps, &model, None, Language::En);
    assert!(
        proposal.toml.contains("rule = \"median-low\"") && !proposal.toml.contains("\"answered\""),
        "{}",
        proposal.toml
    );
}
