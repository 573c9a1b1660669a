use leerkring_model::{Language, builtin};

use super::*;
use crate::propose::propose;
use crate::propose::tests::{register, table};

/// A file with these columns before those of the indicators, and rows of what stands in them.
fn beside(head: &str, rows: &[&str]) -> Table {
    let keys: Vec<String> =
        builtin::samen_leren().indicators().map(|indicator| indicator.id().key().to_owned()).collect();
    let rows: String = rows.iter().map(|row| format!("{row}{}\n", ";1".repeat(keys.len()))).collect();
    table(&format!("{head};{}\n{rows}", keys.join(";")))
}

#[test]
fn a_second_column_with_the_word_school_stands_in_nobodys_way() {
    let model = builtin::samen_leren();
    let toml =
        |table: &Table, register: Option<&Register>| propose(table, &model, register, Language::En).toml;
    let role = beside("Op welke school werkt u?;Wat is uw rol op school?", &["De Linde;Leerkracht"]);
    let other = beside(
        "Op welke school werk je?;Op welke school werk je? [Anders];Wat is je functie?;Wat is je functie? [Anders]",
        &["De Linde;;Leerkracht;"],
    );
    for (table, school, role) in [
        (role, "Op welke school werkt u?", "Wat is uw rol op school?"),
        (other, "Op welke school werk je?", "Wat is je functie?"),
    ] {
        let toml = toml(&table, None);
        assert!(toml.contains(&format!("\nschool = \"{school}\"  #")), "{toml}");
        assert!(toml.contains(&format!("\nrole = \"{role}\"  #")), "{toml}");
    }
    // Which of two names a school only the register can tell.
    let two = beside("Je school;Wat gaat goed op school", &["De Linde;rust", "De Linde;de sfeer", "?;rust"]);
    assert!(toml(&two, None).contains("# school = ?"));
    let known = toml(&two, Some(&register()));
    assert!(
        known.contains("school = \"Je school\"  # most texts in it are a school of the register (likely)"),
        "{known}"
    );
    assert!(known.contains("\"De Linde\" = \"03XY00\""), "{known}");
    let unknown = beside("Je school;Wat gaat goed op school", &["De Den;rust", "De Eik;rust"]);
    assert!(toml(&unknown, Some(&register())).contains("# school = ?"));
    // One column that asks both is the school's.
    let both = beside("Op welke school heeft u een functie?", &["De Linde"]);
    assert!(toml(&both, None).contains("school = \"Op welke school heeft u een functie?\""));
}

#[test]
fn a_code_of_a_block_gives_way_to_what_the_rows_say() {
    // `g1` is an indicator of the model, and the code of a block here; `k2` has its code outside the brackets only.
    let text = "G1. Koers [Waarop de koers rust];k2. De koers in de klas? [ons team];k2_x[comment];g2;g2[comment]\n1;2;;3;\n";
    let proposal = propose(&table(text), &builtin::samen_leren(), None, Language::En);
    for expected in [
        "k1 = \"G1. Koers [Waarop de koers rust]\"  # by its text",
        "k2 = \"k2. De koers in de klas? [ons team]\"  # by the code of its question (check)",
        "g2 = \"g2\"  # by its code",
        "# g1 = ?",
    ] {
        assert!(proposal.toml.contains(expected), "{expected}\n{}", proposal.toml);
    }
}
