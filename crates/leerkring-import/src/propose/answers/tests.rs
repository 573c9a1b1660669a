use leerkring_model::{Language, Phase, builtin};

use crate::codebook::Codebook;
use crate::propose::propose;
use crate::propose::tests::{names, table, twelve};
use crate::survey::Survey;

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

/// LimeSurvey numbers answers as they stand below each other, which is only mostly from low to high.
#[test]
fn the_codes_of_limesurvey_are_suggested_by_their_number() {
    let of = |header: &str, codes: [&str; 6]| {
        let rows: String = codes.iter().map(|code| format!("1;2026-09-03 14:20;3;nl;007;{code}\n")).collect();
        let read = table(&format!("{header};School;k1\n{rows}"));
        propose(&read, &builtin::samen_leren(), None, Language::En).toml
    };
    let own = "id;submitdate;lastpage;startlanguage";
    for codes in [["A1", "A2", "A3", "A4", "A5", "A6"], ["AO01", "AO02", "AO03", "AO04", "AO05", "AO06"]] {
        let toml = of(own, codes);
        let by = "by its place among the answers of the question; was the lowest phase at the top? (check)";
        for (code, phase) in codes.iter().zip(1..=5) {
            assert!(toml.contains(&format!("\"{code}\" = {phase}  # {by}")), "{toml}");
        }
        // More answers than phases.
        assert!(toml.contains(&format!("# \"{}\" = ?", codes[5])), "{toml}");
        let by_hand = of("nr;dag;pagina;taal", codes);
        assert!(by_hand.contains(&format!("# \"{}\" = ?", codes[0])), "{by_hand}");
    }
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
