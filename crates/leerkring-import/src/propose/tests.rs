use leerkring_model::{Phase, builtin};
use proptest::prelude::*;

use super::*;
use crate::codebook::Codebook;
use crate::register::{RegisterColumns, read_register};
use crate::survey::Survey;
use crate::table::{ReadOptions, read_table};

pub(super) fn table(text: &str) -> Table {
    read_table("antwoorden.csv", text.as_bytes(), &ReadOptions::default()).unwrap()
}

/// A file with a column for each indicator, headed by `head`, and one row whose answers are `answer`.
fn file(
    before: (&str, &str),
    head: impl Fn(&leerkring_model::Indicator) -> String,
    answer: impl Fn(&leerkring_model::Indicator) -> String,
) -> Table {
    let model = builtin::samen_leren();
    let quote = |text: String| format!("\"{text}\"");
    let heads: Vec<String> = model.indicators().map(|i| quote(head(i))).collect();
    let answers: Vec<String> = model.indicators().map(|i| quote(answer(i))).collect();
    table(&format!("{};{}\n{};{}\n", before.0, heads.join(";"), before.1, answers.join(";")))
}

fn all_sure(table: &Table) -> (Layout, Codebook) {
    let model = builtin::samen_leren();
    let proposal = propose(table, &model, None, Language::En);
    assert!(proposal.open.is_empty(), "{:#?}\n{}", proposal.open, proposal.toml);
    let codebook =
        Codebook::parse("c", &proposal.toml, &model).unwrap_or_else(|e| panic!("{e}\n{}", proposal.toml));
    (proposal.layout, codebook)
}

#[test]
fn each_tool_in_its_own_way_gives_a_codebook_that_reads_the_file() {
    let name = |i: &leerkring_model::Indicator, language: &str| i.name().get(language).unwrap().to_owned();
    let key = |i: &leerkring_model::Indicator| i.id().key().to_owned();
    let descriptor = |i: &leerkring_model::Indicator, phase: Phase| {
        i.descriptor(phase).unwrap().text().get("nl").unwrap().to_owned()
    };
    let files = [
        (
            Layout::Limesurvey,
            file(
                (
                    "id;submitdate;lastpage;startlanguage;Schoolcode;Functie",
                    "1;2026-09-03 10:00:00;3;nl;007;Leerkracht",
                ),
                |i| format!("G01[{}]", key(i)),
                |i| descriptor(i, Phase::Two),
            ),
        ),
        (
            Layout::Limesurvey,
            file(
                ("Antwort ID;Datum Abgeschickt;S1. Schoolcode;R1. Rolle", "1;2026-09-03;007;Schulleitung"),
                |i| format!("Wie ist es bei uns? [{}]", name(i, "en").to_uppercase()),
                |_| "Level 2".into(),
            ),
        ),
        (
            Layout::GoogleForms,
            file(
                (
                    "Tijdstempel;Wat is de code van uw school?;Wat is uw functie?",
                    "3-9-2026 14:20:53;007;Intern begeleider",
                ),
                |i| format!("Onze school [{}. {}]", key(i).to_uppercase(), name(i, "nl")),
                |_| "2 - doelgericht".into(),
            ),
        ),
        (
            Layout::MsForms,
            file(
                (
                    "ID;Begintijd;Tijd van voltooien;E-mail;Naam;Schoolcode;Functie",
                    "1;12/24/2026 8:41;12/24/2026 8:45;;;007;Anders",
                ),
                |i| format!("{}: {}", key(i), name(i, "nl")),
                |_| "doelgericht en verkennend".into(),
            ),
        ),
        (Layout::Plain, file(("School;Rol", "007;Docent"), |i| name(i, "nl"), |_| "2".into())),
    ];
    let model = builtin::samen_leren();
    for (layout, table) in &files {
        let (found, codebook) = all_sure(table);
        assert_eq!(found, *layout);
        let mut survey = Survey::new(&model);
        let summary = survey.read(table, &codebook, &model).unwrap();
        assert_eq!(summary.responses, 1, "{:?}", summary.issues);
        let teams = survey.responses.teams();
        let team = teams.iter().next().unwrap();
        let row = team.rows().next().unwrap();
        assert_eq!(team.school().as_str(), "007");
        assert!(row.role.is_some());
        assert!(row.answers.iter().all(|a| *a == Some(leerkring_model::Answer::Phase(Phase::Two))));
        assert_eq!(row.date.is_some(), *layout != Layout::Plain);
    }
}

#[test]
fn a_file_per_school_is_recognised_by_the_aspects() {
    let (layout, codebook) = all_sure(&table(
        "School;Koers;Data en feedback;Samen leren;Datum\n007;3;fase 2;?;3-9-2026\n"
            .replace("?", "n.v.t.")
            .as_str(),
    ));
    assert_eq!(layout, Layout::PerSchool);
    assert!(codebook.fits(&table("Koers;Samen leren;Data en feedback;School;Datum\n")));
}

#[test]
fn what_is_not_sure_is_left_to_fill_in() {
    let model = builtin::samen_leren();
    let text = "Schoolcode;Naam van uw school;Functie;k1;G2[k1];K2. Waarop de koers rust;d1\n007;De Linde;Kok;1;2;3;misschien\n008;;;6;2;n/a;misschien\n";
    let proposal = propose(&table(text), &model, None, Language::En);
    for expected in [
        "school = \"Schoolcode\"  # by its name",
        "# k1 = ?  # one of \"k1\", \"G2[k1]\", \"K2. Waarop de koers rust\"",
        "# k2 = ?",
        "d1 = \"d1\"  # by its code",
        "# (the text in row 2) = ?  # seen 2 times, in column `d1`",
        "# (the text in row 2) = ?  # seen once",
    ] {
        assert!(proposal.toml.contains(expected), "{expected}\n{}", proposal.toml);
    }
    assert!(proposal.open.iter().any(|open| open.starts_with("several columns could be the indicator `k1`")));
    let error = Codebook::parse("c", &proposal.toml, &model).unwrap_err();
    assert!(error.problems().iter().all(|p| !p.to_string().contains("not TOML")), "{error}");
}

#[test]
fn what_respondents_typed_is_never_repeated() {
    let mut text = String::from("School;Functie;k1;Opmerking\n");
    for n in 0..30 {
        text += &format!("{n};geheime rol {n};geheim antwoord {n};geheime opmerking\n");
    }
    let proposal = propose(&table(&text), &builtin::samen_leren(), None, Language::En);
    assert!(!proposal.toml.contains("gehei"), "{}", proposal.toml);
    assert!(proposal.toml.contains("30 other texts in the columns of answers"), "{}", proposal.toml);
}

pub(super) fn register() -> Register {
    let text = "id;name;municipality\n03XY00;OBS De Linde;Utrecht\n04AB00;De Regenboog;Almelo\n05CD00;De Regenboog;Breda\n06EF01;Sint-Ursulaschool;Mol\n";
    let table = read_table("scholen.csv", text.as_bytes(), &ReadOptions::default()).unwrap();
    read_register(&table, &RegisterColumns::of(&table), &builtin::samen_leren()).unwrap()
}

/// Twelve columns named so, with one row that says this everywhere.
pub(super) fn twelve(head: impl Fn(usize) -> String, rows: &[&str]) -> Table {
    let heads: Vec<String> = (0..12).map(|n| format!("\"{}\"", head(n))).collect();
    let rows: Vec<String> = rows.iter().map(|cell| format!("007;{}", [*cell; 12].join(";"))).collect();
    table(&format!("School;{}\n{}\n", heads.join(";"), rows.join("\n")))
}

pub(super) fn names() -> Vec<String> {
    let model = builtin::samen_leren();
    model.indicators().map(|i| i.name().get("nl").unwrap().to_owned()).collect()
}

#[test]
fn what_only_the_order_tells_is_a_suggestion_in_comments() {
    let (model, anon) = (builtin::samen_leren(), |n| format!("Vraag nummer {n}"));
    let proposal = propose(&twelve(anon, &["3", "4"]), &model, None, Language::En);
    assert!(proposal.toml.contains("# by their order only: 12 columns side by side"), "{}", proposal.toml);
    assert!(proposal.toml.contains("# k1 = \"Vraag nummer 0\"  # Waarop de koers rust"), "{}", proposal.toml);
    assert!(Codebook::parse("c", &proposal.toml, &model).is_err(), "nothing is taken by its order");
    let typed = propose(&twelve(anon, &["3", "mooi"]), &model, None, Language::En);
    assert!(!typed.toml.contains("by their order"), "{}", typed.toml);
}

#[test]
fn a_proposal_speaks_dutch() {
    let text = "Tijdstempel;Uw school;k1;k2\n1/2/2026;De Linde;1;soms\n";
    let proposal = propose(&table(text), &builtin::samen_leren(), None, Language::Nl);
    for expected in [
        "layout = \"google-forms\"  # te zien aan kolom `Tijdstempel`",
        "# date_order = \"mdy\"  # als 3/9 9 maart is",
        "school = \"Uw school\"  # de enige kolom met `school` erin (nakijken)",
        "k1 = \"k1\"  # aan de code (zeker)",
        "# er is geen kolom herkend voor de indicator `d1`",
        "# \"soms\" = ?  # een keer gezien, in kolom `k2`",
        "# in de kolom van de school lijken namen te staan",
    ] {
        assert!(proposal.toml.contains(expected), "{expected}\n{}", proposal.toml);
    }
    assert!(proposal.open.contains(&"wat het antwoord `soms` betekent".to_owned()));
}

proptest! {
    /// Whatever stands in a table, the proposal is TOML, and a whole codebook if nothing is open.
    #[test]
    fn a_proposal_is_always_toml(
        header in prop::collection::vec("School|Functie|k[12]|G1\\[d1\\]|Tijdstempel|Koers|\\PC{0,8}", 1..6),
        rows in prop::collection::vec(prop::collection::vec("[1-7]|fase 3|weet niet|1/2/2026|\\PC{0,8}", 1..6), 0..6),
    ) {
        let quote = |cells: &Vec<String>| {
            let cells: Vec<String> = cells.iter().map(|c| format!("\"{}\"", c.replace('"', "\"\""))).collect();
            cells.join(";")
        };
        let text = std::iter::once(quote(&header)).chain(rows.iter().map(quote)).collect::<Vec<_>>().join("\n");
        let Ok(table) = read_table("t", text.as_bytes(), &ReadOptions::default()) else { return Ok(()) };
        let model = builtin::samen_leren();
        let proposal = propose(&table, &model, None, Language::En);
        for toml in [proposal.toml, propose_register(&table, Language::En)] {
            if let Err(error) = Codebook::parse("c", &toml, &model) {
                prop_assert!(!error.to_string().contains("not TOML"), "{error}\n{toml}");
            }
        }
    }
}

#[test]
fn what_is_missing_from_the_file_as_a_whole_is_an_open_point() {
    let model = leerkring_model::builtin::samen_leren();
    let open = |text: &str| {
        let table = read_table("x.csv", text.as_bytes(), &ReadOptions::default()).unwrap();
        propose(&table, &model, None, Language::En).open.join("\n")
    };
    assert!(open("school:k1:k2\n007:3:3\n").contains("one column only"));
    let lime = "Antwoord-ID,Datum teruggestuurd,Schoolcode,k1\n1,,007,3\n";
    assert!(open(lime).contains("name it as `submitted`"), "{}", open(lime));
}
