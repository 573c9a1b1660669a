//! suggest_partners: on the sample, with settings, and with wishes of its own.

use std::fs;

use crate::score_survey::score_sample;
use crate::small_survey::Small;
use crate::support::{folder, root, run, run_with};
use crate::{every_column_is_explained, rows};

#[test]
fn suggest_partners_on_the_sample() {
    let out = folder("sample");
    let answer = run("suggest_partners", &["--out", out.to_str().unwrap()]);
    assert_eq!((answer.code, answer.err.as_str()), (Some(0), ""));
    assert!(answer.out.contains("limesurvey.csv: 838 rijen: 809 ingevulde vragenlijsten, 29 afgebroken"));

    let standings = rows(&out, "standings.csv");
    assert_eq!(standings.len(), 239 * 5);
    for row in &standings {
        let (label, phase, reason) = (&row[2], &row[3], &row[15]);
        assert_eq!(label == "no statement", phase.is_empty(), "{row:?}");
        assert_eq!(phase.is_empty(), !reason.is_empty(), "{row:?}");
        let p: Vec<f64> = (4..9).filter_map(|place| row[place].parse().ok()).collect();
        assert!(p.is_empty() || (p.iter().sum::<f64>() - 1.0).abs() < 1e-9, "{row:?}");
    }
    for kind in ["phase 3", "probably phase 3", "between phase 3 and 4", "no statement"] {
        assert!(standings.iter().any(|row| &row[2] == kind), "the sample has no `{kind}`");
    }

    // The sums add up on paper, the host stands higher, and it offered.
    let suggestions = rows(&out, "suggestions.csv");
    assert!(suggestions.len() > 500);
    assert!(suggestions.iter().any(|row| row[1].starts_with("topic:")));
    // The examples show learning and thinking together; the topics go by the names of the list.
    for expected in [
        "  Leren over Lerende professional, bij:",
        "  Leren over Rekenen, bij:\n    1. ",
        "  Samen nadenken over ",
    ] {
        assert!(answer.out.contains(expected), "no `{expected}` in\n{}", answer.out);
    }
    let register = rows(&root().join("examples/sample"), "schools.csv");
    let header = csv::Reader::from_path(root().join("examples/sample/schools.csv"))
        .unwrap()
        .headers()
        .unwrap()
        .clone();
    let offers = header.iter().position(|column| column == "offers").unwrap();
    for row in &suggestions {
        let metres = |place: usize| row[place].replace('.', "").parse::<u64>().unwrap();
        assert_eq!(metres(7), metres(8) + metres(9) + metres(10) + metres(11), "{row:?}");
        // Nobody is placed on a topic.
        let placed = !row[1].starts_with("topic:");
        assert!(if placed { row[5] > row[2] } else { row[5].is_empty() && row[2].is_empty() }, "{row:?}");
        let host = register.iter().find(|school| school[0] == row[4]).unwrap();
        assert!(host[offers].split(';').any(|aspect| aspect == &row[1]), "{row:?}");
    }
    assert_eq!(rows(&out, "issues.csv").len(), 0);
    every_column_is_explained(&out);
}

#[test]
fn the_same_bytes_for_any_number_of_threads() {
    let bytes = |threads: &str| {
        let out = folder(&format!("threads{threads}"));
        let answer = run_with("suggest_partners", &["--out", out.to_str().unwrap()], threads);
        assert_eq!(answer.code, Some(0), "{}", answer.err);
        ["standings.csv", "suggestions.csv"].map(|name| fs::read(out.join(name)).unwrap())
    };
    assert!(bytes("1") == bytes("2"));
}

#[test]
fn thresholds_and_rule_hold_for_suggestions_too() {
    let out = folder("suggest-raised");
    let raised = ["--min-people", "10", "--threshold", "2/3", "--lang", "en", "--out", out.to_str().unwrap()];
    let answer = run("suggest_partners", &raised);
    assert_eq!((answer.code, answer.err.as_str()), (Some(0), ""));
    // The same standings as score_survey has with these.
    let (scored, standings) = (folder("score-raised"), rows(&out, "standings.csv"));
    score_sample("coordinator", &scored, &raised[..4]);
    assert_eq!(standings, rows(&scored, "standings.csv"));
    let few = |row: &&csv::StringRecord| row[12].parse().is_ok_and(|n: u32| n < 10) && row[15].contains("10");
    assert!(standings.iter().any(|row| few(&row)), "{standings:?}");
}

#[test]
fn a_wrong_number_is_told_of_the_option_that_it_was_given_with() {
    let settings = ["--settings", "examples/sample/settings.toml"];
    let far = run("suggest_partners", &[&settings[..], &["--max-km", "-5"]].concat());
    assert_eq!(far.code, Some(2));
    assert!(far.err.contains("'-5' for '--max-km <KM>': give a number of kilometres from 0"), "{}", far.err);
    let early = run("suggest_partners", &[&settings[..], &["--today", "2020-01-01"]].concat());
    assert_eq!(early.code, Some(1));
    assert!(early.err.starts_with("error: with --today: the standing of school"), "{}", early.err);
}

#[test]
fn one_school_is_told_in_both_languages() {
    let nl = run("suggest_partners", &["--school", "TW003", "--aspect", "koers"]);
    let en = run("suggest_partners", &["--school", "TW003", "--aspect", "koers", "--lang", "en"]);
    assert!(
        nl.out.contains("Meer dan de helft van de stemmen") && nl.out.contains("km-equivalent"),
        "{}",
        nl.out
    );
    assert!(
        en.out.contains("More than half of the votes") && en.out.contains("km-equivalents"),
        "{}",
        en.out
    );
}

#[test]
fn why_not_has_an_answer() {
    let why = |host: &str| {
        run(
            "suggest_partners",
            &["--school", "TW004", "--aspect", "koers", "--why-not", host, "--lang", "en"],
        )
        .out
    };
    assert!(
        why("TW008").contains("TW008  De Bijenkorf: this school is on the list, at place 1"),
        "{}",
        why("TW008")
    );
    assert!(why("TW001").contains("TW001  Merelkamp: this school does not offer this\n"), "{}", why("TW001"));
}

#[test]
fn what_a_network_finds_fair_comes_from_a_small_file() {
    let settings = ["--settings", "examples/sample/settings.toml"];
    let told = |more: &[&str]| {
        let answer = run("suggest_partners", &[&settings, more].concat());
        assert_eq!((answer.code, answer.err.as_str()), (Some(0), ""));
        answer.out
    };
    let network = told(&[]);
    assert!(
        network
            .contains("leerlingen: 1 eenheid = 1,792 verdubbelingen, naar de middelste 80 % van 237 scholen"),
        "{network}"
    );
    assert!(network.contains("richting of net: een andere soort = 0,5 eenheid"), "{network}");
    assert!(network.contains("Begrijpend lezen: 20 scholen willen hierover leren. "), "{network}");
    // One school: the sum, how old, how much hangs on the weighting, nobody yet with advice, and with whom to think.
    let school = told(&["--school", "TW004", "--lang", "en"]);
    for expected in [
        "km-equivalents; this school's assessment is ",
        "this school stays among the first three in ",
        "our advice: ",
        "    only this stands in the way of TW054 Molenplein: too unsure whether this school really is further (",
        "       you could show them in return: Leadership\n",
        "Think together about Learning together, with:",
    ] {
        assert!(school.contains(expected), "no `{expected}` in\n{school}");
    }
    // The team answered on all aspects at once, so how long ago is said once.
    assert_eq!(school.matches("\n  This school's assessment is of 13 months ago.\n").count(), 1);
    // What stands on the command line goes before the file.
    let near = told(&["--school", "TW004", "--aspect", "koers", "--max-km", "5", "--what-if", "TW008"]);
    let expected =
        "  TW008  De Bijenkorf: met 2,0 km meer (hoogstens 7,0 km): dan komt deze school (fase 4) op plaats ";
    assert!(near.contains(expected), "{near}");
}

#[test]
fn a_slip_in_the_settings_is_told_with_its_place() {
    let folder = folder("settings");
    fs::create_dir_all(&folder).unwrap();
    let refused = |text: &str| {
        let file = folder.join("network.toml");
        fs::write(&file, text).unwrap();
        let answer = run("suggest_partners", &["--settings", file.to_str().unwrap()]);
        assert_eq!(answer.code, Some(1), "{}", answer.out);
        answer.err
    };
    for (text, expected) in [
        (
            "[rules]\nmax_kms = 3\n",
            "network.toml, line 2, column 1, `max_kms = 3`: unknown field `max_kms`, expected one of",
        ),
        ("[rules]\nmax_km = \"far\"\n", "network.toml, line 2, column 10, `max_km = \"far\"`: invalid type"),
        ("[cost]\nfull_doubt_km = -1\n", "network.toml: option `cost.full_doubt_km` is `-1`"),
        ("[rules]\nvetoes = [[\"TW004\", \"X\"]]\n", "network.toml: `rules.vetoes` names school `X`"),
        ("[fading]\ntoday = 2020-01-01\n", "which is after `fading.today`, 2020-01-01"),
        ("[fading]\ntoday = 2020-01-01T10:00:00\n", "`fading.today`: give a day, as 2026-11-29"),
        ("topics = \"none.toml\"\n", "none.toml cannot be read"),
        (
            "[[topic]]\nid = \"a\"\nname.nl = \"A\"\n[[topic]]\nid = \"a\"\nname.nl = \"B\"\n",
            "topic `a` is there already",
        ),
    ] {
        let told = refused(text);
        assert!(told.contains(expected), "no `{expected}` in\n{told}");
    }
}

#[test]
fn wishes_of_a_school_that_is_in_no_register() {
    let small = Small::new("wishes");
    small.write("wishes.csv", b"school,offers,asks,room\n008,koers,,1\n0999,koers,,1\n");
    let answer = small.run_with(&["--wishes", &small.file("wishes.csv")]);
    assert!(
        answer.out.contains(
            "wishes.csv, row 3, column `school`: the school `0999` is not in the register; its wishes count as soon as it is"
        ),
        "{}",
        answer.out
    );
}

#[test]
fn wishes_name_topics_as_the_list_of_the_settings_does() {
    let small = Small::new("wishes-topics");
    small.write(
        "wishes.csv",
        "school,offers,asks,room\n008,Vrij spel,,1\n007,,vrij spel; koers,\n".as_bytes(),
    );
    small.write("network.toml", b"[[topic]]\nid = \"spel\"\nname.nl = \"Vrij spel\"\n");
    let (wishes, settings) = (small.file("wishes.csv"), small.file("network.toml"));
    let told = small.run_with(&["--wishes", &wishes, "--settings", &settings, "--school", "007"]).out;
    assert!(told.contains("Learn about Vrij spel, from:\n    1. 008  De Eik\n"), "{told}");
    assert!(!told.contains("Compared in"), "no trait is known of these schools");
    // Without the list the name says nothing.
    let told = small.run_with(&["--wishes", &wishes, "--school", "007"]).out;
    assert!(told.contains("row 3, column `asks`: what stands here is no aspect"), "{told}");
}

#[test]
fn wishes_that_give_way_are_named_and_a_blank_row_takes_nothing_away() {
    let small = Small::new("wishes-twice");
    small.write(
        "schools.csv",
        b"id,name,offers,room\n007,De Linde,koers,1\n008,De Eik,koers,1\n009,De Es,,\n",
    );
    let told = |rows: &str| {
        small.write("wishes.csv", format!("school,asks,room\n{rows}").as_bytes());
        small.run_with(&["--wishes", &small.file("wishes.csv")]).out
    };
    let given = told("008,leiderschap,\n009,,2\n");
    assert!(given.contains("give way to those in the file of wishes: 1 (`008`)"), "{given}");
    assert!(!told("008,,\n").contains("give way"));
}

#[test]
fn suggest_partners_says_how_to_get_a_codebook() {
    let answer = run("suggest_partners", &["--survey", "a.csv", "--schools", "s.csv"]);
    assert_eq!(answer.code, Some(2));
    let command = "score_survey -- --survey a.csv --schools s.csv --out first";
    assert!(answer.err.contains(command), "{}", answer.err);
}
