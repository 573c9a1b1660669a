use leerkring_model::{Language, builtin};

use crate::codebook::Codebook;
use crate::propose::propose;
use crate::propose::tests::{register, table};
use crate::survey::Survey;

#[test]
fn schools_are_looked_up_in_the_register() {
    let model = builtin::samen_leren();
    let names =
        ["de linde", "De Linde", "03XY00", "06EF", "Sint Ursulaschol", "De Regenboog", "Jan Klaassen"];
    let keys: Vec<&str> = model.indicators().map(|indicator| indicator.id().key()).collect();
    let rows: String = names.map(|name| format!("{name}{}\n", ";1".repeat(keys.len()))).concat();
    let table = table(&format!("School;{}\n{rows}", keys.join(";")));
    let proposal = propose(&table, &model, Some(&register()), Language::En);
    let (_, schools) = proposal.toml.split_once("[schools]\n").unwrap();
    assert_eq!(
        schools.lines().collect::<Vec<_>>(),
        [
            "# where a school stands here, rows with a text that does not are set aside",
            "\"03XY00\" = \"03XY00\"  # a key of the register (sure)",
            "\"06EF\" = \"06EF01\"  # `Sint-Ursulaschool` (Mol); the only site of this number in the register (likely)",
            "\"De Linde\" = \"03XY00\"  # by its name: `OBS De Linde` (Utrecht) (sure)",
            "\"Sint Ursulaschol\" = \"06EF01\"  # 97 % alike: `Sint-Ursulaschool` (Mol) (likely)",
            "\"de linde\" = \"03XY00\"  # by its name: `OBS De Linde` (Utrecht) (sure)",
            "# \"De Regenboog\" = ?  # seen once; several go by this: \"04AB00\" `De Regenboog` (Almelo), \"05CD00\" `De Regenboog` (Breda) (check)",
            "# texts in the column of the school are like no school of the register; they may be typed by respondents and are not repeated here: see row 8",
        ]
    );
    assert_eq!(proposal.open.len(), 2);
    assert_eq!(proposal.open[0], "which school `De Regenboog` is");
    // What is proposed reads the file, and what is open is set aside.
    let codebook = Codebook::parse("c", &proposal.toml, &model).unwrap();
    let summary = Survey::new(&model).read(&table, &codebook, &model).unwrap();
    assert_eq!((summary.responses, summary.set_aside), (5, 2));
    // A file of keys needs no such table.
    let keys = format!("School;{}\n03XY00{}\n", keys.join(";"), ";1".repeat(keys.len()));
    let proposal = propose(&self::table(&keys), &model, Some(&register()), Language::En);
    assert!(!proposal.toml.contains("[schools]"), "{}", proposal.toml);
}

#[test]
fn what_is_typed_for_a_school_and_like_none_is_not_repeated() {
    let rows: String = (0..20).map(|n| format!("geheim {n};1\n")).collect();
    let text = format!("School;k1\nDe Linde;1\njo@linde.example;1\n{rows}");
    let proposal = propose(&table(&text), &builtin::samen_leren(), Some(&register()), Language::En);
    assert!(!proposal.toml.contains("geheim") && !proposal.toml.contains("jo@"), "{}", proposal.toml);
    let rows = "not repeated here: see row 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, ...\n";
    assert!(proposal.toml.contains(rows), "{}", proposal.toml);
    // What says more than the name of a school is not repeated either.
    let text = "School;k1\nDe Linde;1\n03XY00 Jan Jansen;1\nSint-Ursulaschool Jan;1\nde regenbog;1\n";
    let proposal = propose(&table(text), &builtin::samen_leren(), Some(&register()), Language::En);
    for expected in [
        "# (the text in row 3) = ?  # seen once; probably: \"03XY00\" `OBS De Linde` (Utrecht) (check)",
        "# (the text in row 4) = ?  # seen once; probably: \"06EF01\" `Sint-Ursulaschool` (Mol) (check)",
        "# \"de regenbog\" = ?  # seen once; the most alike are: \"04AB00\"",
    ] {
        assert!(proposal.toml.contains(expected), "{expected}\n{}", proposal.toml);
    }
    assert!(!proposal.toml.contains("Jan"), "{}", proposal.toml);
}

#[test]
fn names_in_the_column_of_the_school_are_asked_for_their_keys() {
    let proposal =
        propose(&table("Uw school;k1\nDe Linde;1\nDe Eik;2\n"), &builtin::samen_leren(), None, Language::En);
    assert!(proposal.toml.contains("school = \"Uw school\"  # the only column with `school` in it (check)"));
    assert!(proposal.toml.contains("[schools]") && !proposal.toml.contains("De Eik"), "{}", proposal.toml);
}
