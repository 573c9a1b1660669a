use leerkring_model::{builtin, document};

use super::*;
use crate::Survey;
use crate::codebook::Codebook;
use crate::table::{ReadOptions, read_table};

/// `k1` is a phase, `k2` a checklist in one cell, read from so many copies of three rows.
fn used(times: usize) -> UsedCodebook {
    let model = builtin::samen_leren();
    let codebook = Codebook::parse(
        "c",
        r#"format = 1
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
"#,
        &model,
    )
    .unwrap();
    let rows =
        "geheim1,Leraar,twee,een;twee;,vrij\ngeheim2,,?,,\ngeheim3,Leraar,getypt,een;,\n".repeat(times);
    let text = format!("School,Rol,K1|a,K2,Opm\n{rows}");
    let table = read_table("x.csv", text.as_bytes(), &ReadOptions::default()).unwrap();
    let mut used = UsedCodebook::new();
    let mut survey = Survey::new(&model);
    let summary = survey.read_counting(&table, &codebook, &model, &mut used).unwrap();
    assert_eq!(summary, Survey::new(&model).read(&table, &codebook, &model).unwrap());
    used
}

#[derive(Debug, thiserror::Error)]
#[error("")]
struct Never;

fn is_toml(text: &str) -> bool {
    document::read::<(), Never>("it", text, |_, _| Some(())).is_ok()
}

#[test]
fn what_was_used_is_written_with_counts() {
    let toml = used(3).to_toml();
    assert!(is_toml(&toml), "{toml}");
    for expected in [
        "rows = 9\nresponses = 6\nset_aside = 3\ncounted = true\nnot_used = [\"Opm\"]",
        "[[file.answer]]\ntext = \"twee\"\nmeans = 2\nn = 6",
        "[[file.answer]]\ntext = \"drie\"\nmeans = 3\nn = 0",
        "column = \"School\"\nis = \"columns.school\"\nanswered = 6\nblank = 0\n",
        "is = \"columns.role\"\nanswered = 3\nblank = 3\n[[file.variable.value]]\ntext = \"Leraar\"\nmeans = \"teacher\"\nn = 3",
        "rule = \"phase\"\nanswered = 3\nblank = 0\ndont_know = 3\nnot_applicable = 0\n",
        "rule = \"highest\"\nanswered = 3\nblank = 3\n",
    ] {
        assert!(toml.contains(expected), "{expected}\n{toml}");
    }
    let table = used(3).to_markdown(Language::Nl);
    assert!(
        table.contains(
            "| K1\\|a | k1: Waarop de koers rust | phase | 3 | 0 | 3 | 0 | twee = 2: 3; ? = dont-know: 3 |"
        ),
        "{table}"
    );
    assert!(used(3).to_markdown(Language::En).contains("Columns not used: Opm."));
}

#[test]
fn neither_schools_nor_typed_texts_nor_few_people_are_told() {
    for times in [1, 3] {
        let used = used(times);
        let told = used.to_toml() + &used.to_markdown(Language::En);
        assert!(["geheim", "getypt", "vrij"].iter().all(|text| !told.contains(text)), "{told}");
    }
    let few = used(2);
    assert!(few.files[0].summary.responses == 4 && !few.files[0].counted);
    assert!(!few.to_toml().contains("answered") && !few.to_toml().contains("\nn = "));
    assert!(is_toml(&few.to_toml()));
    assert!(few.to_markdown(Language::Nl).contains("er wordt niets geteld"));
}
