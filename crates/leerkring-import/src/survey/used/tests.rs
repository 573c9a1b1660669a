use std::collections::{BTreeMap, BTreeSet};

use leerkring_model::{builtin, document};

use super::counting::{Told, told};
use super::*;
use crate::Survey;
use crate::codebook::Codebook;
use crate::table::{ReadOptions, read_table};

const SCHOOLS: [&str; 5] = ["geheim1", "geheim2", "geheim3", "geheim4", "geheim5"];

/// `k1` is a phase, `k2` a checklist in one cell.
fn codebook() -> Codebook {
    let text = r#"format = 1
model = "samen-leren@1"
layout = "plain"
without = ["d1", "d2", "l1", "l2", "l3", "s1", "s2", "s3", "g1", "g2"]
[columns]
school = "School"
role = "Rol"
[columns.indicators]
k1 = "K1|a"
k2 = "K2"
[items.k2]
rule = "highest"
separator = ";"
[answers]
"een" = 1
"twee" = 2
"drie" = 3
"?" = "dont-know"
[roles]
Leraar = "teacher"
"#;
    Codebook::parse("c", text, &builtin::samen_leren()).unwrap()
}

/// Read from files with these rows.
fn used_of(files: &[String]) -> UsedCodebook {
    let model = builtin::samen_leren();
    let (mut used, mut survey) = (UsedCodebook::new(), Survey::new(&model));
    for rows in files {
        let text = format!("School,Rol,K1|a,K2,Opm\n{rows}");
        let table = read_table("x.csv", text.as_bytes(), &ReadOptions::default()).unwrap();
        let summary = survey.read_counting(&table, &codebook(), &model, &mut used).unwrap();
        assert_eq!(summary, Survey::new(&model).read(&table, &codebook(), &model).unwrap());
    }
    used.tell_counts_of(survey.responses.schools().iter().cloned().collect());
    used
}

/// Rows of a school, of which some answered.
fn rows(school: &str, times: usize) -> String {
    format!("{school},Leraar,twee,een;twee;,vrij\n{school},,?,,\n{school},Leraar,getypt,een;,\n")
        .repeat(times)
}

fn all_schools(times: usize) -> String {
    SCHOOLS.map(|school| rows(school, times)).concat()
}

#[derive(Debug, thiserror::Error)]
#[error("")]
struct Never;

fn is_toml(text: &str) -> bool {
    document::read::<(), Never>("it", text, |_, _| Some(())).is_ok()
}

fn is_counted(used: &UsedCodebook) -> Vec<bool> {
    used.counted().map(|(_, counted)| counted).collect()
}

#[test]
fn what_was_used_is_written_with_counts() {
    let used = used_of(&[all_schools(3)]);
    let toml = used.to_toml();
    assert!(is_toml(&toml), "{toml}");
    for expected in [
        "rows = 45\nresponses = 30\nset_aside = 15\ncounted = true\nnot_used = [\"Opm\"]",
        "[[file.answer]]\ntext = \"drie\"\nmeans = 3\n\n",
        "column = \"School\"\nis = \"columns.school\"\nanswered = 30\nblank = 0\n",
        "is = \"columns.role\"\nanswered = 15\nblank = 15\n[[file.variable.value]]\ntext = \"Leraar\"\nmeans = \"teacher\"\nn = 15",
        "rule = \"phase\"\nanswered = 15\nblank = 0\ndont_know = 15\nnot_applicable = 0\n",
        "rule = \"highest\"\nanswered = 15\nblank = 15\n",
    ] {
        assert!(toml.contains(expected), "{expected}\n{toml}");
    }
    // Of the checklist it could be had how many gave both.
    assert!(!toml.contains("means = 1\nn = "), "{toml}");
    let table = used.to_markdown(Language::Nl);
    assert!(
        table.contains(
            "| K1\\|a | k1: Waarop de koers rust | phase | 15 | 0 | 15 | 0 | twee = 2: 15; ? = dont-know: 15 |"
        ),
        "{table}"
    );
    assert!(used.to_markdown(Language::En).contains("Columns not used: Opm."));
}

#[test]
fn neither_schools_nor_typed_texts_are_told() {
    for times in [1, 3] {
        let used = used_of(&[all_schools(times)]);
        let told = used.to_toml() + &used.to_markdown(Language::En);
        assert!(["geheim", "getypt", "vrij"].iter().all(|text| !told.contains(text)), "{told}");
    }
}

#[test]
fn numbers_of_a_file_are_told_only_of_many_schools_that_are_in_no_other() {
    let one = used_of(&[rows("geheim1", 20)]);
    assert!(is_toml(&one.to_toml()));
    assert!(!one.to_toml().contains("answered") && !one.to_toml().contains("\nn = "));
    assert!(
        one.to_markdown(Language::Nl)
            .contains("Geen aantallen: die staan er alleen als van elke school in het bestand te zien is wat er gekozen werd")
    );
    let others = all_schools(3).replace("geheim", "ander");
    for (files, expected) in [
        // Teams of four, four teams of six, and one with more than half, or with half.
        (vec![all_schools(2)], vec![false]),
        (vec![SCHOOLS[..4].iter().map(|school| rows(school, 3)).collect()], vec![false]),
        (vec![all_schools(3) + &rows("geheim1", 10)], vec![false]),
        (vec![all_schools(3) + &rows("geheim1", 9)], vec![true]),
        // The rest of a school in another file, whichever comes first.
        (vec![all_schools(3), rows("geheim1", 1)], vec![false, false]),
        (vec![others.clone(), all_schools(3), rows("geheim1", 1)], vec![true, false, false]),
        (vec![all_schools(3), others], vec![true, true]),
    ] {
        assert_eq!(is_counted(&used_of(&files)), expected);
    }
}

/// Six schools, and all that is told of five: the sixth would be the rest.
#[test]
fn no_number_is_told_where_one_school_is_not_told_of() {
    let mut used = used_of(&[all_schools(3) + &rows("hidden", 1)]);
    assert_eq!(is_counted(&used), [true]);
    used.tell_counts_of(SCHOOLS.iter().map(|school| SchoolId::new(school).unwrap()).collect());
    assert_eq!(is_counted(&used), [false]);
    used.tell_counts_of(BTreeSet::new());
    assert_eq!(is_counted(&used), [false]);
}

/// Whoever knows the rule and how many responses there are tries every column that gives what is told.
#[test]
fn nothing_that_fewer_than_five_gave_can_be_found() {
    for responses in [25, 26, 31] {
        // By what is told of a column, what each of its numbers and sums of them can be.
        let mut can_be: BTreeMap<Vec<usize>, BTreeMap<usize, BTreeSet<usize>>> = BTreeMap::new();
        for one in 0..=responses {
            for two in 0..=responses - one {
                for dont_know in 0..=responses - one - two {
                    let cells = [one, two, dont_know, responses - one - two - dont_know];
                    let states =
                        States { answered: one + two, dont_know, blank: cells[3], not_applicable: 0 };
                    let seen = match told(states, &cells) {
                        Told::Nothing => vec![],
                        Told::States => vec![states.answered, states.dont_know, states.blank],
                        Told::All => cells.to_vec(),
                    };
                    let numbers = can_be.entry(seen).or_default();
                    for sum in 1..1 << cells.len() {
                        let of_sum = cells.iter().zip(0..).filter(|(_, at)| sum & (1 << at) > 0);
                        numbers.entry(sum).or_default().insert(of_sum.map(|(n, _)| n).sum());
                    }
                }
            }
        }
        assert!(can_be.len() > 3, "something is told");
        for (seen, numbers) in &can_be {
            for (sum, values) in numbers {
                let found = values.len() == 1 && values.iter().any(|n| (1..quote::FEWEST).contains(n));
                assert!(!found, "{responses} responses, {seen:?}: {sum:b} is {values:?}");
            }
        }
    }
}
