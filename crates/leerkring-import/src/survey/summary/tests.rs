use leerkring_model::builtin;

use super::*;
use crate::survey::Survey;
use crate::survey::tests::{codebook, read};
use crate::table::ReadOptions;

#[test]
fn a_summary_speaks_dutch() {
    let text = "id,submitdate,School,Functie,Datum,K1,K2\n1,2026-09-03,a,,,fase 1,\n2,,a,,,fase 1,\n3,2026-09-03,a,,,soms,\n,,,,,,\n";
    let (_, summary) = read(text, &codebook("layout = \"limesurvey\""));
    assert_eq!(
        summary.in_language(Language::Nl),
        "antwoorden.csv: 4 rijen: 1 ingevulde vragenlijst, 1 afgebroken vragenlijst weggelaten, 1 lege rij, 1 rij opzijgelegd"
    );
    assert_eq!(summary.in_language(Language::En), summary.to_string());
    let (_, summary) = read("School,Functie,Datum,K1,K2\n", &codebook("layout = \"plain\""));
    assert_eq!(summary.in_language(Language::Nl), "antwoorden.csv: 0 rijen: er staat niets in");
}

/// What one person typed may hold a name; what five people gave is nobody's own.
#[test]
fn issues_repeat_what_many_gave_or_what_can_hold_no_name() {
    let row = |cells: &str| format!("a;{cells}\n");
    let rows: String = [
        "Leerkracht;gisteren met Jo;Jo weet het;fase 1",
        "Jo, de kok;06-12345678;fase 9;fase 1",
        "Leraar;;nooit;geen idee, vraag Jo",
    ]
    .map(row)
    .concat();
    let many = row("Kok;;heel anders;fase 1").repeat(5);
    let text = format!("School;Functie;Datum;K1;K2\n{rows}{many}");
    let codebook = codebook("layout = \"plain\"");
    let (_, summary) = read(&text, &codebook);
    for language in [Language::Nl, Language::En] {
        let told: Vec<String> = summary.issues.iter().map(|issue| issue.in_language(language)).collect();
        let told = told.join("\n");
        assert!(!told.contains("Jo") && !told.contains("06-1"), "{told}");
        for known in ["`fase 9`", "`Leraar`", "`nooit`", "`Kok`", "`heel anders`"] {
            assert!(told.contains(known), "{known}: {told}");
        }
    }
    // With four of them too, they could be one person's; and so in blocks.
    let (_, summary) = read(&text.replacen("a;Kok;;heel anders;fase 1\n", "", 1), &codebook);
    let told = format!("{:?}", summary.issues);
    assert!(!told.contains("Kok") && !told.contains("heel anders"), "{told}");
    let model = builtin::samen_leren();
    let source = std::io::Cursor::new(text.as_bytes());
    let mut survey = Survey::new(&model);
    let (in_blocks, _) =
        survey.read_from("antwoorden.csv", source, &ReadOptions::default(), &codebook, &model).unwrap();
    assert_eq!(in_blocks, read(&text, &codebook).1);
}

#[test]
fn columns_with_who_answered_are_left_out_and_named() {
    let codebook = codebook("layout = \"plain\"");
    let text =
        "School;Functie;Datum;K1;K2;E-mail;Naam;Wie?\n007;;;fase 3;;jo@linde.example;Jo;jo@linde.example\n";
    let (_, summary) = read(text, &codebook);
    assert_eq!(summary.personal, ["E-mail", "Naam", "Wie?"]);
    assert_eq!(
        summary.personal_in_language(Language::En).as_deref(),
        Some("antwoorden.csv: personal data, left out: `E-mail`, `Naam`, `Wie?`")
    );
    // What the codebook names is read, and nobody is named by an empty column.
    let (_, summary) = read("School;Functie;Datum;K1;K2;Naam\na@b.example;;;fase 3;;\n", &codebook);
    assert_eq!((summary.personal.len(), summary.personal_in_language(Language::Nl)), (0, None));
}
