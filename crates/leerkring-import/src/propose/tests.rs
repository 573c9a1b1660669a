use leerkring_model::{Phase, builtin};
use proptest::prelude::*;

use super::*;
use crate::codebook::Codebook;
use crate::register::{RegisterColumns, read_register};
use crate::survey::Survey;
use crate::table::{ReadOptions, read_table};

fn table(text: &str) -> Table {
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

#[test]
fn a_text_that_may_hold_a_name_is_pointed_at_in_its_row() {
    let model = builtin::samen_leren();
    let of = |people: usize| {
        let row = "007;Leerkracht (Jo Jansen);Ja, groet Jo;fase 3 vindt Jo;3 - Jo;Jo Jansen\n";
        let text = format!(
            "School;Functie;Toestemming;k1;k2;d1\n007;Leerkracht;ja;soms;3;2\n{}",
            row.repeat(people)
        );
        propose(&table(&text), &model, None, Language::En)
    };
    let few = of(4);
    assert!(!few.toml.contains("Jo") && !few.open.iter().any(|open| open.contains("Jo")), "{}", few.toml);
    for expected in [
        "# (the text in row 3) = ?  # seen 4 times, in column `k1`; begins as 3",
        "# (the text in row 3) = ?  # seen 4 times, in column `k2`; begins as 3",
        "\"Leerkracht\" = \"teacher\"",
        "\"ja\" = true",
        "# \"soms\" = ?  # seen once, in column `k1`",
    ] {
        assert!(few.toml.contains(expected), "{expected}\n{}", few.toml);
    }
    assert!(few.open.contains(&"which role the text in row 3 is".to_owned()), "{:?}", few.open);
    assert!(few.open.contains(&"whether the text in row 3 is consent".to_owned()), "{:?}", few.open);
    // What five people chose is no longer one's own words.
    let many = of(5).toml;
    for expected in ["\"Ja, groet Jo\" = true", "\"Leerkracht (Jo Jansen)\" = \"teacher\"", "\"3 - Jo\" = 3"]
    {
        assert!(many.contains(expected), "{expected}\n{many}");
    }
}

#[test]
fn one_person_who_gives_a_text_in_many_columns_is_one() {
    let toml =
        propose(&twelve(|n| names()[n].clone(), &["Jo"]), &builtin::samen_leren(), None, Language::En).toml;
    assert!(toml.contains("(the text in row 2) = ?  # seen 12 times") && !toml.contains("\"Jo\""), "{toml}");
}

#[test]
fn a_date_is_known_by_its_days_where_its_name_is_not_known() {
    let proposed = |header: &str, day: &str| {
        let table = table(&format!("School;{header};k1\n007;{day};1\n007;;2\n"));
        let toml = propose(&table, &builtin::samen_leren(), None, Language::En).toml;
        let line = toml.lines().find(|line| line.contains("date = ")).map(str::to_owned);
        line.unwrap_or_default().split("  # ").map(str::to_owned).collect::<Vec<_>>()
    };
    let only = "the only column that holds days and has a name that says so (check)";
    for (header, day, line) in [
        ("Afnamedatum", "3-9-2026", &["date = \"Afnamedatum\"", only][..]),
        ("Datum van het gesprek", "2026-09-03", &["date = \"Datum van het gesprek\"", only]),
        ("Meetdatum", "46268", &["date = \"Meetdatum\"", only]),
        ("Gedaan", "3-9-2026", &["# date = ?", "one of \"Gedaan\""]),
        ("Geboortedatum", "3-9-1986", &[""]),
        ("Geb. datum", "3-9-1986", &[""]),
        ("DOB date", "3-9-1986", &[""]),
        ("Data di compleanno", "3-9-1986", &[""]),
        ("Datum van gebruik", "3-9-2026", &["date = \"Datum van gebruik\"", only]),
        ("Persoonlijke datum", "3-9-1986", &["# date = ?", "one of \"Persoonlijke datum\""]),
        ("Persoonlijke datum", "3-9-2026;1\n007;3-9-2021", &["# date = ?", "one of \"Persoonlijke datum\""]),
        ("Datum in dienst", "3-9-2006", &[""]),
        ("Afnamedatum", "vorige week", &[""]),
        ("Gedaan", "46268", &[""]),
    ] {
        assert_eq!(proposed(header, day), line, "{header} {day}");
    }
}

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

fn register() -> Register {
    let text = "id;name;municipality\n03XY00;OBS De Linde;Utrecht\n04AB00;De Regenboog;Almelo\n05CD00;De Regenboog;Breda\n06EF01;Sint-Ursulaschool;Mol\n";
    let table = read_table("scholen.csv", text.as_bytes(), &ReadOptions::default()).unwrap();
    read_register(&table, &RegisterColumns::of(&table), &builtin::samen_leren()).unwrap()
}

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
fn days_that_cannot_be_read_are_not_proposed_as_sure() {
    let of = |days: &[&str]| {
        let rows: String = days.iter().map(|day| format!("007;{day};1\n")).collect();
        propose(&table(&format!("School;Datum;k1\n{rows}")), &builtin::samen_leren(), None, Language::En).toml
    };
    let none = of(&["3-9-26", "4-9-26"]);
    assert!(
        none.contains("# date = \"Datum\"  # none of the 2 days can be read; write a year with four digits")
    );
    assert!(!none.contains("\ndate = "), "{none}");
    let some = of(&["3-9-26", "4-9-2026"]);
    let told = "date = \"Datum\"  # by its name; 1 of 2 days cannot be read, and those rows count without a date; write a year with four digits (check)";
    assert!(some.contains(told), "{some}");
    let excel = of(&["45231", "45232.5"]);
    let told = "date_order = \"excel\"  # the days look like Excel's day numbers, first in row 2 (check)";
    assert!(excel.contains(told) && excel.contains("\ndate = \"Datum\"  # by its name (sure)"), "{excel}");
}

#[test]
fn names_in_the_column_of_the_school_are_asked_for_their_keys() {
    let proposal =
        propose(&table("Uw school;k1\nDe Linde;1\nDe Eik;2\n"), &builtin::samen_leren(), None, Language::En);
    assert!(proposal.toml.contains("school = \"Uw school\"  # the only column with `school` in it (check)"));
    assert!(proposal.toml.contains("[schools]") && !proposal.toml.contains("De Eik"), "{}", proposal.toml);
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

/// Twelve columns named so, with one row that says this everywhere.
fn twelve(head: impl Fn(usize) -> String, rows: &[&str]) -> Table {
    let heads: Vec<String> = (0..12).map(|n| format!("\"{}\"", head(n))).collect();
    let rows: Vec<String> = rows.iter().map(|cell| format!("007;{}", [*cell; 12].join(";"))).collect();
    table(&format!("School;{}\n{}\n", heads.join(";"), rows.join("\n")))
}

fn names() -> Vec<String> {
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
fn a_scale_of_four_steps_is_spread_and_asked_to_be_checked() {
    let steps = [
        "Stimme gar nicht zu",
        "Stimme eher nicht zu",
        "Stimme eher zu",
        "Stimme vollständig zu",
        "Stimme garnicht zu",
    ];
    let table = twelve(|n| names()[n].clone(), &steps);
    let model = builtin::samen_leren();
    let proposal = propose(&table, &model, None, Language::En);
    for expected in [
        "k1 = [\"Waarop de koers rust\"]  # by its text (sure)",
        "[items]\nrule = \"median-low\"  # one item (check)\nsteps = 4\nsteps_to_phases = \"spread\"  # 4 steps spread over 5 phases (check)",
        "\"Stimme vollständig zu\" = 4  # step 4 of a scale of 4 (check)",
        "\"Stimme garnicht zu\" = 1  # nearly `stimme gar nicht zu`, step 1 of a scale of 4 (check)",
    ] {
        assert!(proposal.toml.contains(expected), "{expected}\n{}", proposal.toml);
    }
    let codebook = Codebook::parse("c", &proposal.toml, &model).unwrap();
    let mut survey = Survey::new(&model);
    assert_eq!(survey.read(&table, &codebook, &model).unwrap().responses, 5);
    let phases: Vec<String> = survey
        .responses
        .teams()
        .iter()
        .flat_map(|team| {
            let first = team.rows().map(|row| row.answers[0].unwrap().phase().unwrap().to_string());
            first.collect::<Vec<_>>()
        })
        .collect();
    assert_eq!(phases, ["1", "2", "4", "5", "1"]);
}

#[test]
fn items_and_checklists_are_put_together() {
    let model = builtin::samen_leren();
    let k2 = model.indicators().nth(1).unwrap();
    let texts: Vec<String> =
        k2.descriptors().iter().map(|d| format!("\"{}\"", d.text().get("nl").unwrap())).collect();
    let others: Vec<String> = names().into_iter().skip(2).collect();
    let text = format!(
        "School;K1a. Wij kiezen;K1b. Wij weten;{};{}\n007;mee eens;neutraal;{}{}\n",
        texts.join(";"),
        others.join(";"),
        "ja;deels;nee;nee;nee;",
        ["mee eens"; 10].join(";"),
    );
    let text = text.replace(
        "\n007",
        "\n007;helemaal mee eens;helemaal mee oneens;ja;ja;ja;ja;ja;mee oneens;;;;;;;;;\n007",
    );
    let proposal = propose(&table(&text), &model, None, Language::Nl);
    for expected in [
        "k1 = [\"K1a. Wij kiezen\", \"K1b. Wij weten\"]  # aan de codes; elk een stelling (nakijken)",
        "  # aan de teksten, van elke fase een (waarschijnlijk)",
        "[items]\nrule = \"median-low\"",
        "[items.k2]\nrule = \"unbroken\"",
        "\"ja\" = \"met\"  # aan de woorden van een checklist (nakijken)",
        "\"deels\" = \"partly\"",
        "\"neutraal\" = 3",
    ] {
        assert!(proposal.toml.contains(expected), "{expected}\n{}", proposal.toml);
    }
    let codebook = Codebook::parse("c", &proposal.toml, &model).unwrap();
    let mut survey = Survey::new(&model);
    assert_eq!(survey.read(&table(&text), &codebook, &model).unwrap().responses, 2);
    let teams = survey.responses.teams();
    let rows: Vec<Vec<Option<u8>>> = teams
        .iter()
        .flat_map(|team| team.rows().map(|row| row.answers[..2].to_vec()).collect::<Vec<_>>())
        .map(|row| row.into_iter().map(|a| a.and_then(|a| a.phase()).map(Phase::number)).collect())
        .collect();
    // The lower of 1 and 5, and of 3 and 4; all met, and the first only.
    assert_eq!(rows, [[Some(1), Some(5)], [Some(3), Some(1)]]);
}

#[test]
fn what_runs_two_ways_or_past_the_top_is_a_question() {
    let model = builtin::samen_leren();
    let of = |rows: &[&str]| propose(&twelve(|n| names()[n].clone(), rows), &model, None, Language::En).toml;
    let opposite = of(&["1 - helemaal mee eens", "5 - helemaal mee oneens"]);
    assert!(opposite.contains("= ?  # seen 12 times, in column `Waarop de koers rust` and others; numbers and words run opposite ways"), "{opposite}");
    let seven = of(&["1", "7"]);
    assert!(seven.contains("# \"1\" = ?") && seven.contains("a scale of 7 steps, see [items]"), "{seven}");
    let unclear = of(&["mee oneens", "mee eens"]);
    assert!(
        unclear.contains("# \"mee eens\" = ?") && unclear.contains("a scale of 4 or 5 or 6 or 7 steps"),
        "{unclear}"
    );
    assert!(
        of(&["4 agree", "1 strongly disagree"]).contains("\"4 agree\" = 4  # by the number in front (sure)")
    );
    let spellings = of(&["fase 3", "Fase\u{a0}3", "(3): goed"]);
    assert_eq!(spellings.matches(" = 3  #").count(), 3, "{spellings}");
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

#[test]
fn days_with_the_month_first_are_seen() {
    let proposal = propose(
        &table("Timestamp,k1\n12/24/2026 8:41,1\n1/2/2026 8:41,1\n"),
        &builtin::samen_leren(),
        None,
        Language::En,
    );
    assert!(proposal.toml.contains("date_order = \"mdy\""), "{}", proposal.toml);
    let either =
        propose(&table("Timestamp,k1\n1/2/2026 8:41,1\n"), &builtin::samen_leren(), None, Language::En);
    assert!(either.toml.contains("# date_order = \"mdy\""), "{}", either.toml);
}

#[test]
fn a_register_is_mapped_by_its_names() {
    let model = builtin::samen_leren();
    let toml = propose_register(
        &table(
            "schoolnummer;naam;net;gemeente;lx;ly;trait:weight;category:approach\n1;De Linde;GO!;Gent;104500;193700;3;dalton\n",
        ),
        Language::En,
    );
    let codebook = Codebook::parse("c", &toml, &model).unwrap();
    let register = codebook.register().unwrap();
    assert_eq!((register.id.as_str(), register.network_type.as_deref()), ("schoolnummer", Some("net")));
    assert_eq!(register.traits["weight"], "trait:weight");
    assert_eq!(register.categories["approach"], "category:approach");
    assert_eq!((register.x.as_deref(), register.y.as_deref()), (Some("lx"), Some("ly")));
    assert_eq!(register.crs, Some(crate::Crs::Lambert72));
    assert!(toml.contains("a guess: 1 of 1 points lie in the area of Lambert 72; check it"), "{toml}");
    // Where nothing tells the system, a person must; degrees go before metres.
    let crs = |header: &str, point: &str| {
        propose_register(&table(&format!("id;naam;{header}\n1;De Linde;{point}\n")), Language::En)
    };
    for (header, point, line) in [
        ("X;Y", "155000;463000", "crs = \"EPSG:28992\""),
        ("Easting;Northing", "155000;463000", "crs = \"EPSG:27700\""),
        ("x;y", "4,35;50,85", "crs = \"EPSG:4326\""),
        ("x;y", ";", "# crs = ?  # one of \"EPSG:4326\""),
        ("x;y;lat;lon", "1;2;50;4", "# not used: `x`, `y`"),
    ] {
        assert!(crs(header, point).contains(line), "{line}\n{}", crs(header, point));
    }
    let toml = propose_register(
        &table(
            "Code;Naam;Plaats;X-coördinaat;Y-coördinaat;Gewicht;Kleur\n1;De Linde;Borne;246000;480000;30,5;geel\n",
        ),
        Language::En,
    );
    for line in [
        "municipality = \"Plaats\"",
        "x = \"X-coördinaat\"",
        "crs = \"EPSG:28992\"",
        "weight = \"Gewicht\"",
        "# not used: `Kleur`",
    ] {
        assert!(toml.contains(line), "{toml}");
    }
    assert!(
        propose_register(&table("a;b\n"), Language::En).contains("# fill in `id`; the file has `a`, `b`")
    );
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
