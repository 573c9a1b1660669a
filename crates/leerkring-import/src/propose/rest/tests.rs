use leerkring_model::{Language, builtin};

use crate::propose::propose;
use crate::propose::tests::table;

/// Else the second half of a survey stays unseen until its answers are missed.
#[test]
fn every_column_stands_in_the_proposal_or_is_said_to_be_left_out_with_why() {
    let mut text = String::from("id;School;Naam;Leeg;k1;\"Vraag \"\"b\"\"\nnog eens\";Toelichting\n");
    for n in 0..12 {
        text += &format!(
            "{n};007;Jo;;{};{};Iets langs wat mensen typen, en dat van nummer {n}\n",
            n % 5 + 1,
            n % 4 + 1
        );
    }
    let table = table(&text);
    let proposal = propose(&table, &builtin::samen_leren(), None, Language::En);
    let (_, rest) = proposal.toml.split_once("# these columns do not stand in the codebook").unwrap();
    let lines: Vec<&str> = rest.lines().skip(1).collect();
    assert_eq!(
        lines,
        [
            "# \"id\"  # not recognised: key",
            "# \"Naam\"  # personal data",
            "# \"Leeg\"  # nobody answered",
            "# \"Vraag \\\"b\\\" nog eens\"  # not recognised: scale",
            "# \"Toelichting\"  # open text",
        ]
    );
    for name in table.names() {
        assert!(proposal.toml.contains(&crate::codebook::quoted(name)), "{name}");
    }
}

/// Forms has one column for each section in which a question stands; a section for each role is common.
#[test]
fn a_question_that_stands_in_a_second_section_is_not_passed_over() {
    let header = "Begintijd;Voltooiingstijd;Schoolcode;Waarop de koers rust;De koers in de klas;Waarop de koers rust2;Vraag2\n";
    let rows: String =
        (0..12).map(|n| format!("3-9-2026 8:41;3-9-2026 8:{n};007;{0};3;{0};{0}\n", n % 5 + 1)).collect();
    let proposal = propose(&table(&format!("{header}{rows}")), &builtin::samen_leren(), None, Language::Nl);
    assert!(
        proposal.toml.contains("# \"Waarop de koers rust2\"  # dezelfde vraag als `Waarop de koers rust`\n"),
        "{}",
        proposal.toml
    );
    assert!(proposal.toml.contains("# \"Vraag2\"  # niet herkend: schaal\n"), "{}", proposal.toml);
    let told = proposal.open.last().unwrap();
    assert!(told.contains("in meer secties): 1 kolom; wie ze daar beantwoordde, telt nu niet mee"), "{told}");
}
