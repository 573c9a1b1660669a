//! Each layout from end to end on a small file of fictional schools: `tests/data/LAYOUT.csv` gives the proposal
//! `LAYOUT.toml`, and read with it what `LAYOUT.txt` says. A new tool adds its three files here.

#![cfg(test)]

use std::fmt::Write as _;
use std::path::Path;

use leerkring_import::{
    Codebook, Layout, ReadOptions, Survey, propose, propose_register, read_register, read_table,
};
use leerkring_model::{Language, builtin};
use strum::IntoEnumIterator;

fn data(file: &str) -> Vec<u8> {
    std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data").join(file)).unwrap_or_default()
}

fn check(file: &str, found: &str) {
    let expected = String::from_utf8(data(file)).unwrap();
    assert_eq!(found, expected.replace("\r\n", "\n"), "tests/data/{file} should be:\n{found}");
}

#[test]
fn every_layout_from_proposal_to_responses() {
    let model = builtin::samen_leren();
    for layout in Layout::iter() {
        let file = format!("{layout}.csv");
        let table = read_table(&file, &data(&file), &ReadOptions::default()).unwrap();
        let proposal = propose(&table, &model, None, Language::En);
        assert_eq!(proposal.layout, layout);
        check(&format!("{layout}.toml"), &proposal.toml);
        let codebook = Codebook::parse(&format!("{layout}.toml"), &proposal.toml, &model).unwrap();
        assert!(codebook.fits(&table));

        let mut survey = Survey::new(&model);
        let summary = survey.read(&table, &codebook, &model).unwrap();
        let mut found = format!("{}\n{summary}\n", table.recognised);
        let personal = summary.personal_in_language(leerkring_model::Language::En);
        personal.iter().for_each(|left_out| writeln!(found, "{left_out}").unwrap());
        summary.issues.iter().for_each(|issue| writeln!(found, "{issue}").unwrap());
        for team in survey.responses.teams().iter() {
            for row in team.rows() {
                let mark = |answer: &Option<leerkring_model::Answer>| match answer {
                    Some(leerkring_model::Answer::Phase(phase)) => phase.to_string(),
                    Some(leerkring_model::Answer::DontKnow) => "?".into(),
                    Some(leerkring_model::Answer::NotApplicable) => "x".into(),
                    None => ".".into(),
                };
                let answers: String = row.answers.iter().map(mark).collect();
                let role = row.role.map_or("-".into(), |role| role.to_string());
                let date = row.date.map_or("-".into(), |date| date.to_string());
                writeln!(found, "{} {role} {date} {answers}", team.school()).unwrap();
            }
        }
        for agreed in &survey.agreements {
            let date = agreed.date.map_or("-".into(), |date| date.to_string());
            writeln!(found, "{} {} {} {date}", agreed.school, agreed.aspect, agreed.phase).unwrap();
        }
        check(&format!("{layout}.txt"), &found);
    }
}

#[test]
fn a_register_from_proposal_to_schools() {
    let model = builtin::samen_leren();
    let table = read_table("register.csv", &data("register.csv"), &ReadOptions::default()).unwrap();
    let toml = propose_register(&table, Language::En);
    check("register.toml", &toml);
    let codebook = Codebook::parse("register.toml", &toml, &model).unwrap();
    let register = read_register(&table, codebook.register().unwrap(), &model).unwrap();
    let mut found = format!("{}\n{}\n", table.recognised, register.summary);
    register.issues.iter().for_each(|issue| writeln!(found, "{issue}").unwrap());
    for school in &register.schools {
        writeln!(found, "{} {} {:?} {:?}", school.id, school.name, school.board, school.point).unwrap();
    }
    check("register.txt", &found);
}
