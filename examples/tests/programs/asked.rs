//! suggest_partners, asked about a school, an aspect or a topic by name; and what its table says then.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::cells;
use crate::small_survey::Small;
use crate::support::{folder, run};

#[test]
fn schools_and_aspects_are_named_as_people_say_them() {
    let small = Small::new("named");
    for (more, code, expected) in [
        (&["--school", "De Linde", "--aspect", "Koers"][..], 0, "007  De Linde"),
        (&["--school", "de linde", "--aspect", "Course"], 0, "007  De Linde"),
        (&["--school", "007", "--subject", "samen-leren@1:koers"], 0, "  Learn about Course, from:\n"),
        (
            &["--school", "007", "--subject", "Data-en feedback"],
            0,
            "  Learn about Data and feedback, from:\n",
        ),
        (
            &["--school", "De Lindee"],
            1,
            "school `De Lindee` is not in the register; did you mean `007` (De Linde)?",
        ),
        (&["--school", "07"], 0, "007  De Linde"),
        (&["--school", "0017"], 1, "school `0017` is not in the register; did you mean `007` (De Linde)?"),
        (
            &["--aspect", "koersen"],
            1,
            "`koersen` is no aspect of `samen-leren@1`; did you mean `koers`? it has koers,",
        ),
    ] {
        let answer = small.run_with(more);
        assert_eq!(answer.code, Some(code), "{more:?} {}{}", answer.out, answer.err);
        let told = format!("{}{}", answer.out, answer.err);
        assert!(told.contains(expected), "{more:?} {told}");
    }
}

#[test]
fn a_topic_is_asked_about_as_an_aspect_is() {
    let told = |more: &[&str]| {
        let answer = run("suggest_partners", &[&["--lang", "en", "--school", "TW004"], more].concat());
        assert_eq!((answer.code, answer.err.as_str()), (Some(0), ""));
        answer.out
    };
    let by_name = told(&["--subject", "Arithmetic", "--why-not", "TW075", "--what-if", "TW075"]);
    for expected in [
        "TW004  Kiezelwijzer\n  Learn about Arithmetic, from:\n    1. TW075  Vogelhof\n",
        "  TW075  Vogelhof: this school is on the list, at place 1: 2.6 km of travel",
        "  TW075  Vogelhof: nothing has to change: this school is on the list, at place 1\n",
    ] {
        assert!(by_name.contains(expected), "no `{expected}` in\n{by_name}");
    }
    assert!(!by_name.contains("Think together"), "{by_name}");
    for named in ["rekenen", "topic:rekenen", "Rekenen", "topic:Arithmetic", " \"REKENEN\"! "] {
        assert_eq!(told(&["--subject", named]), told(&["--aspect", "Arithmetic"]));
    }
    // With whom it could think about what was named.
    let thinks = told(&["--subject", "buitenlessen"]);
    assert!(
        thinks.contains("  Think together about Lessons outdoors, with:\n    1. TW012  Lindenwijzer\n"),
        "{thinks}"
    );
    assert_eq!(thinks.matches("Think together").count(), 1);
    // The whole network, on one topic.
    let out = folder("one-topic");
    let network = run("suggest_partners", &["--subject", "rekenen", "--out", out.to_str().unwrap()]).out;
    // Those that ask about it, and those that have stated no wish at all; no others. Each has an answer, or is told why not.
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample");
    let is_silent =
        |row: &BTreeMap<String, String>| ["offers", "asks", "thinks"].iter().all(|c| row[*c].is_empty());
    let asks = |row: &BTreeMap<String, String>| row["asks"].split(';').any(|asked| asked == "topic:rekenen");
    let (asking, silent): (Vec<_>, Vec<_>) =
        cells(&sample, "schools.csv").into_iter().filter(|row| asks(row) || is_silent(row)).partition(asks);
    assert_eq!((asking.len(), silent.is_empty()), (25, false));
    let expected: BTreeSet<String> = asking.into_iter().chain(silent).map(|row| row["id"].clone()).collect();
    let rows = cells(&out, "suggestions.csv").into_iter().chain(cells(&out, "nobody.csv"));
    assert_eq!(rows.map(|row| row["learner"].clone()).collect::<BTreeSet<_>>(), expected);
    assert!(network.contains("\n  Rekenen: 25 scholen willen hierover leren. "), "{network}");
    assert!(!network.contains("\n  Spelling: ") && !network.contains("Uitspraken"), "{network}");
}

#[test]
fn a_topic_that_there_is_not() {
    let refused = |subject: &str| {
        let answer = run("suggest_partners", &["--subject", subject]);
        assert_eq!(answer.code, Some(1), "{}", answer.out);
        answer.err
    };
    assert_eq!(
        refused("rekennen"),
        "error: `rekennen` is no aspect of `samen-leren@1`, which has koers, data-en-feedback, lerende-professional, samen-leren, \
         leiderschap, and no topic of this network; did you mean `rekenen`? its topics are begrijpend-lezen, spelling, rekenen, \
         nieuwkomers, ouders, digitale-geletterdheid, buitenlessen, combinatiegroepen\n"
    );
    // An aspect is no topic.
    let topic = "`topic:koers` is no topic of this network; the aspect is `koers`; its topics are begrijpend-lezen, spelling, ";
    assert!(refused("topic:koers").contains(topic), "{}", refused("topic:koers"));

    // Without a list, any topic that some school names.
    let small = Small::new("topics-of-wishes");
    small.write("wishes.csv", b"school,offers,asks,room\n008,topic:zingen,,1\n009,,topic:spelling,\n");
    let wishes = small.file("wishes.csv");
    let asked = |subject: &str| {
        small.run_with(&["--wishes", &wishes, "--school", "007", "--subject", subject, "--why-not", "009"])
    };
    let told = asked("zingen").out;
    assert!(told.contains("Learn about zingen, from:\n    1. 008  De Eik\n"), "{told}");
    assert!(told.contains("  009  De Es: this school does not offer this\n"), "{told}");
    let err = asked("zwemmen").err;
    assert!(err.contains("no topic of this network; its topics are spelling, zingen\n"), "{err}");
}

#[test]
fn one_subject_is_for_those_that_ask_about_it_or_say_nothing() {
    let small = Small::new("one-subject");
    small.write(
        "wishes.csv",
        b"school,offers,asks,room\n007,,topic:zingen,\n008,topic:zingen,,1\n009,,topic:spelling,\n010,topic:spelling,,1\n",
    );
    let (wishes, out) = (small.file("wishes.csv"), small.file("out"));
    let learners = |more: &[&str]| -> BTreeSet<String> {
        let answer =
            small.run_with(&[&["--wishes", &wishes, "--out", &out, "--subject", "zingen"], more].concat());
        assert_eq!(answer.code, Some(0), "{}", answer.err);
        cells(&small.folder.join("out"), "suggestions.csv")
            .into_iter()
            .map(|row| row["learner"].clone())
            .collect()
    };
    // 011 has stated nothing.
    assert_eq!(learners(&[]), ["007", "011"].map(str::to_owned).into());
    assert_eq!(learners(&["--school", "009"]), ["009"].map(str::to_owned).into());
}

#[test]
fn suggestions_tell_how_old_they_are_and_when_asked_how_much_hangs_on_the_weighting() {
    let told = |name: &str, more: &[&str]| {
        let out = folder(name);
        let answer = run("suggest_partners", &[&["--out", out.to_str().unwrap()], more].concat());
        assert_eq!((answer.code, answer.err.as_str()), (Some(0), ""));
        cells(&out, "suggestions.csv")
    };
    let network = told("unweighed", &[]);
    assert!(
        network.iter().all(|row| ["stays", "weightings", "top"].iter().all(|column| row[*column].is_empty()))
    );
    let one = told("weighed-one", &["--school", "TW004"]);
    let koers: Vec<_> = one.iter().filter(|row| row["subject"] == "koers").collect();
    let columns = ["host", "learner_months", "host_months", "stays", "weightings", "top"];
    let first = columns.map(|column| koers[0][column].as_str());
    assert_eq!(first, ["TW008", "13", "11", "852", "1000", "3"]);
    // Nobody is assessed on a topic.
    let topic = one.iter().find(|row| row["subject"] == "topic:rekenen").unwrap();
    assert_eq!([&topic["learner_months"], &topic["host_months"]], ["", ""]);
    // The same whether one school is asked about or all.
    let all = told("weighed", &["--robustness"]);
    assert_eq!(all.len(), network.len());
    for row in all.iter().filter(|row| row["learner"] == "TW004") {
        assert!(one.contains(row), "{row:?}");
    }
    assert!(all.iter().all(|row| row["stays"].parse::<u32>().is_ok_and(|stays| stays <= 1000)));
}
