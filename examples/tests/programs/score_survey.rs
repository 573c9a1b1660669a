//! score_survey: proposals, what each reader gets, and thresholds.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::support::{Answer, folder, root, run};
use crate::{cells, every_column_is_explained, rows};

/// What score_survey is given to read the whole sample.
pub(crate) fn sample_for(reader: &str, out: &Path) -> Vec<String> {
    let names = ["limesurvey", "google-forms", "ms-forms", "plain", "dialogue"];
    let mut arguments = vec!["--survey".to_owned()];
    arguments.extend(names.iter().map(|name| format!("examples/sample/{name}.csv")));
    arguments.push("--codebook".to_owned());
    arguments.extend(names.iter().map(|name| format!("examples/sample/{name}.codebook.toml")));
    for part in ["--schools", "examples/sample/schools.csv", "--for", reader, "--out", out.to_str().unwrap()]
    {
        arguments.push(part.to_owned());
    }
    arguments
}

pub(crate) fn score_sample(reader: &str, out: &Path, more: &[&str]) -> Answer {
    let arguments = sample_for(reader, out);
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).chain(more.iter().copied()).collect();
    let answer = run("score_survey", &arguments);
    assert_eq!((answer.code, answer.err.as_str()), (Some(0), ""), "{}", answer.out);
    answer
}

#[test]
fn score_survey_for_a_coordinator() {
    let out = folder("coordinator");
    let answer = score_sample("coordinator", &out, &["--school", "TW004", "--lang", "en", "--target", "4"]);
    for told in
        ["Who took part", "What may not be shown", "What lies behind it", "To talk about", "Target phase 4"]
    {
        assert!(answer.out.contains(told), "no `{told}` in {}", answer.out);
    }
    // Leaders are few: what can be done about it is said once.
    assert!(answer.out.matches("With fewer leaders it can too").count() == 1, "{}", answer.out);
    assert!(answer.out.contains('?'), "the agenda has questions: {}", answer.out);
    let mut names: Vec<String> =
        fs::read_dir(&out).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    assert_eq!(
        names,
        [
            "assessments.csv",
            "codebook-used.md",
            "codebook-used.toml",
            "columns.csv",
            "findings.csv",
            "issues.csv",
            "standings.csv"
        ]
    );
    every_column_is_explained(&out);
    let dutch = score_sample("coordinator", &out, &["--school", "TW004"]);
    for told in ["Wie deed mee", "Wat niet te zien mag zijn", "Wat erachter ligt", "Om over te praten"] {
        assert!(dutch.out.contains(told), "geen `{told}` in {}", dutch.out);
    }
}

#[test]
fn score_survey_for_a_researcher() {
    let out = folder("researcher");
    let answer = score_sample("researcher", &out, &["--lang", "en"]);
    assert!(answer.out.contains("**Table 1**") && answer.out.contains("**Table 9**"), "{}", answer.out);
    every_column_is_explained(&out);

    let (standings, whole) = (cells(&out, "standings.csv"), cells(&out, "assessments.csv"));
    assert_eq!(standings.len(), whole.len());
    let same = [
        "school",
        "aspect",
        "label",
        "phase",
        "p3",
        "score",
        "score_low",
        "score_high",
        "n",
        "respondents",
        "agreed",
        "weakest",
        "reason",
    ];
    for (standing, whole) in standings.iter().zip(&whole) {
        for column in same {
            assert_eq!(standing[column], whole[column], "{column}: {whole:?}");
        }
        // No detail of fewer than eight, nor where the score is hidden.
        let n: u32 = whole["n"].parse().unwrap();
        let details = [
            "p1",
            "score",
            "median_low",
            "quartile_high",
            "ad",
            "agreement",
            "within_one",
            "split",
            "missing",
            "pooled",
            "network_p1",
        ];
        assert!(n >= 8 || details.iter().all(|column| whole[*column].is_empty()), "{whole:?}");
        assert!(
            !whole["score"].is_empty() || (whole["pooled"].is_empty() && whole["network_p1"].is_empty()),
            "{whole:?}"
        );
        assert!(!whole["team"].is_empty(), "{whole:?}");
    }
    let keys =
        |row: &std::collections::BTreeMap<String, String>| (row["school"].clone(), row["aspect"].clone());
    let shown: BTreeSet<_> = whole.iter().filter(|row| !row["median_low"].is_empty()).map(keys).collect();
    let distribution = cells(&out, "distribution.csv");
    assert_eq!(distribution.iter().map(keys).collect::<BTreeSet<_>>(), shown);
    assert!(cells(&out, "indicators.csv").iter().all(|row| shown.contains(&keys(row))));

    // The network counts the people of the schools that are in its figures.
    let network = cells(&out, "network.csv");
    for aspect in ["koers", "samen-leren"] {
        let of = |figure: &str| {
            network.iter().find(|row| row["aspect"] == aspect && row["figure"] == figure).unwrap()
        };
        // Those that show their counts, the divided too, but for those of whom too many cannot judge.
        let scored = |row: &&std::collections::BTreeMap<String, String>| {
            !row["median_low"].is_empty() && !row["reason"].contains("cannot judge")
        };
        let own = || whole.iter().filter(|row| row["aspect"] == aspect).filter(scored);
        let (all, people) = (own().count(), own().map(|row| row["n"].parse::<u32>().unwrap()).sum::<u32>());
        let answered = whole.iter().filter(|row| row["aspect"] == aspect && row["n"] != "0").count();
        assert_eq!(of("left_out")["value"], format!("{:.4}", (answered - all) as f64));
        assert_eq!(of("mu")["schools"], all.to_string());
        assert_eq!(of("mu")["people"], people.to_string());
        let value = |figure: &str| of(figure)["value"].parse::<f64>().unwrap();
        let (sigma, tau) = (value("sigma"), value("tau"));
        assert!((value("rho") - tau * tau / (tau * tau + sigma * sigma)).abs() < 1e-3);
        for row in own().filter(|row| !row["reliability"].is_empty()) {
            let n: f64 = row["n"].parse().unwrap();
            let by_hand = n * tau * tau / (sigma * sigma + n * tau * tau);
            assert!((row["reliability"].parse::<f64>().unwrap() - by_hand).abs() < 2e-3, "{row:?}");
        }
    }
    appendix_of_the_sample(&out, &whole);
    // A gap of a school: five leaders and five others, always.
    let roles = cells(&out, "roles.csv");
    for row in roles.iter().filter(|row| !row["school"].is_empty() && !row["gap"].is_empty()) {
        assert!(
            row["leaders"].parse::<u32>().unwrap() >= 5 && row["others"].parse::<u32>().unwrap() >= 5,
            "{row:?}"
        );
    }
    // Leaders of the sample are a quarter of a phase and more up, by how it was drawn; where enough may be told.
    assert!(
        roles
            .iter()
            .filter(|row| row["school"].is_empty() && !row["gap"].is_empty())
            .all(|row| row["gap"].parse::<f64>().unwrap() > 0.0)
    );
    assert!(
        cells(&out, "reliability.csv")
            .iter()
            .any(|row| row["figure"] == "within_alpha" && row["reason"].is_empty())
    );
    let methods = fs::read_to_string(out.join("methods.md")).unwrap();
    assert!(methods.contains("samen-leren@1") && methods.contains("## References"), "{methods}");
    assert!(fs::read_to_string(out.join("tables.md")).unwrap().contains("*Note.*"));
}

/// What a reviewer asks for: each figure from others in the same files, and none of a school that hides its score.
fn appendix_of_the_sample(out: &Path, whole: &[std::collections::BTreeMap<String, String>]) {
    let appendix = cells(out, "appendix.csv");
    let network = cells(out, "network.csv");
    let of = |aspect: &str, figure: &str| -> f64 {
        let is = |row: &&std::collections::BTreeMap<String, String>| {
            row["aspect"] == aspect && row["figure"] == figure && row["school"].is_empty()
        };
        appendix.iter().find(is).unwrap()["value"].parse().unwrap()
    };
    for aspect in ["koers", "samen-leren"] {
        let (icc1, n0) = (of(aspect, "icc1"), of(aspect, "typical_size"));
        assert!((of(aspect, "icc2") - n0 * icc1 / (1.0 + (n0 - 1.0) * icc1)).abs() < 1e-3);
        let rho = network.iter().find(|row| row["aspect"] == aspect && row["figure"] == "rho").unwrap();
        // Another way to the same question, by variances and by order.
        assert!((rho["value"].parse::<f64>().unwrap() - icc1).abs() < 0.1);
        // Of aspects of three indicators too few teams left nothing open.
        if aspect == "koers" {
            assert!((of(aspect, "krippendorff_alpha") - icc1).abs() < 0.2);
            assert!(of(aspect, "all_ordinal_alpha") > of(aspect, "all_alpha"));
        }
    }
    let (w, schools) = (of("", "kendall_w"), of("", "kendall_df") + 1.0);
    assert!((0.0..=1.0).contains(&w) && schools == 5.0);
    let scores = appendix.iter().filter(|row| row["figure"] == "score_bca");
    let mut given = 0;
    for row in scores {
        let same = |one: &&std::collections::BTreeMap<String, String>| {
            one["school"] == row["school"] && one["aspect"] == row["aspect"]
        };
        let own = whole.iter().find(same).unwrap();
        let n: u32 = own["n"].parse().unwrap();
        assert_eq!(row["value"].is_empty(), n < 20 || own["score"].is_empty(), "{row:?} {own:?}");
        assert_eq!(row["value"].is_empty(), !row["reason"].is_empty());
        if !row["value"].is_empty() {
            given += 1;
            assert_eq!(row["value"], own["score"]);
            let number = |text: &str| text.parse::<f64>().unwrap();
            // Twenty and more: the two intervals nearly agree.
            assert!((number(&row["low"]) - number(&own["score_low"])).abs() < 0.35, "{row:?} {own:?}");
            assert!((number(&row["high"]) - number(&own["score_high"])).abs() < 0.35, "{row:?} {own:?}");
        }
    }
    assert!(given > 5, "{given}");
    let methods = fs::read_to_string(out.join("methods.md")).unwrap();
    for named in [
        "Bliese",
        "Krippendorff, K.",
        "Olsson",
        "Zumbo",
        "Kendall, M. G.",
        "Efron",
        "Cronbach, L. J.",
        "Feldt, L. S.",
        "Brown, W.",
        "Eisinga",
    ] {
        assert!(methods.contains(named), "no `{named}` in {methods}");
    }
    // Nothing is said of what was not given.
    for other in ["McDonald", "Brunner", "agreed to it on record", "published before"] {
        assert!(!methods.contains(other), "`{other}` in {methods}");
    }
    assert!(methods.contains("schools where 8 leaders and 8 others or more count"), "{methods}");
}

#[test]
fn thresholds_are_options_that_can_be_raised() {
    let out = folder("raised");
    score_sample("researcher", &out, &["--min-people", "10", "--min-detail", "15", "--threshold", "2/3"]);
    for row in cells(&out, "assessments.csv") {
        let n: u32 = row["n"].parse().unwrap();
        assert!(n >= 10 || row["phase"].is_empty(), "{row:?}");
        assert!(n >= 15 || (row["score"].is_empty() && row["ad"].is_empty()), "{row:?}");
    }
    let methods = fs::read_to_string(out.join("methods.md")).unwrap();
    assert!(methods.contains("vanaf 10 personen") && methods.contains("0,667"), "{methods}");
    let arguments = sample_for("researcher", &out);
    for (more, told) in [
        (["--min-detail", "7"], "`detail` is 7"),
        (["--target", "9"], "`9` is no phase"),
        (["--target", "koerz=4"], "did you mean `koers`?"),
    ] {
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).chain(more).collect();
        let answer = run("score_survey", &arguments);
        assert!(answer.code == Some(1) && answer.err.contains(told), "{}", answer.err);
    }
}

#[test]
fn a_proposed_codebook_reads_its_own_file() {
    for layout in ["limesurvey", "ms-forms", "google-forms", "dialogue"] {
        let out = folder(&format!("propose-{layout}"));
        let file = format!("examples/sample/{layout}.csv");
        let first = run("score_survey", &["--survey", &file, "--out", out.to_str().unwrap()]);
        assert_eq!(first.code, Some(0), "{}", first.err);
        let codebook = out.join(format!("{layout}.codebook.toml"));
        let second = run("score_survey", &["--survey", &file, "--codebook", codebook.to_str().unwrap()]);
        assert_eq!(second.code, Some(0), "{layout}: {}{}", second.err, second.out);
        let shipped = format!("examples/sample/{layout}.codebook.toml");
        let by_shipped = run("score_survey", &["--survey", &file, "--codebook", &shipped]);
        // As far as the network as a whole: that `De Iep (TW007)` is TW007, a person must say. Until then what fewer than five gave may be
        // anything that somebody typed, and is counted but named nowhere.
        let network = |answer: &Answer| answer.out.split("\n\n").take(2).collect::<String>();
        if layout == "google-forms" {
            assert!(
                second.out.contains("die in geen lijst staan en die minder dan vijf mensen gaven"),
                "{}",
                second.out
            );
        } else {
            assert_eq!(network(&second), network(&by_shipped), "{layout}");
        }
    }
}

#[test]
fn a_proposal_asks_what_it_does_not_know() {
    let answer = run("score_survey", &["--survey", "examples/sample/plain.csv"]);
    assert!(answer.out.contains("# \"wn\" = ?"), "{}", answer.out);
    assert!(answer.err.contains("wat het antwoord `wn` betekent"), "{}", answer.err);
    let english = run("score_survey", &["--survey", "examples/sample/plain.csv", "--lang", "en"]);
    assert!(english.err.contains("what the answer `wn` means"), "{}", english.err);
}

#[test]
fn a_codebook_that_a_person_worked_on_is_not_overwritten() {
    let out = folder("worked-on");
    let arguments = ["--survey", "examples/sample/plain.csv", "--out", out.to_str().unwrap()];
    assert_eq!(run("score_survey", &arguments).code, Some(0));
    let again = run("score_survey", &arguments);
    assert_eq!(again.code, Some(1));
    assert!(again.err.contains("is there already"), "{}", again.err);
}

/// What looks odd is printed after the issues and written beside them; the scores are the same.
#[test]
fn a_row_put_in_twice_is_told_and_counted() {
    let out = folder("findings");
    let sample = std::fs::read_to_string(root().join("examples/sample/limesurvey.csv")).unwrap();
    let again = sample.lines().nth(30).unwrap();
    let file = out.join("limesurvey.csv");
    std::fs::create_dir_all(&out).unwrap();
    std::fs::write(&file, format!("{sample}{again}\n")).unwrap();
    let codebook = "examples/sample/limesurvey.codebook.toml";
    let arguments = [
        "--survey",
        file.to_str().unwrap(),
        "--codebook",
        codebook,
        "--out",
        out.to_str().unwrap(),
        "--lang",
        "en",
    ];
    let answer = run("score_survey", &arguments);
    assert_eq!(answer.code, Some(0), "{}", answer.err);
    assert!(answer.out.contains("What looks odd (nothing was changed for it; check it)"), "{}", answer.out);
    let findings = rows(&out, "findings.csv");
    assert_eq!(&findings[0][3], "31; 840", "{findings:?}");
    assert!(findings.iter().all(|row| &row[2] == "2"), "{findings:?}");
}
