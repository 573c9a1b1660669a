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
