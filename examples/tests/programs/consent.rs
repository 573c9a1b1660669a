//! `--consent`: who agreed that more is shown.

use std::fs;
use std::path::Path;

use crate::cells;
use crate::score_survey::{sample_for, score_sample};
use crate::small_survey::Small;
use crate::support::{folder, root, run};

#[test]
fn leaders_are_shown_who_agreed() {
    let with_gap = |out: &Path| {
        let roles = cells(out, "roles.csv");
        roles.iter().filter(|row| !row["school"].is_empty() && !row["gap"].is_empty()).count()
    };
    let without = folder("consent-none");
    score_sample("researcher", &without, &[]);
    let out = folder("consent");
    let file = out.join("consent.csv");
    let register = fs::read_to_string(root().join("examples/sample/schools.csv")).unwrap();
    let schools = register.lines().skip(1).filter_map(|line| line.split(',').next());
    let agreed: String = schools.map(|school| format!("{school},leaders,2026-01-15\n")).collect();
    fs::write(&file, format!("school,consent,when\n{agreed}")).unwrap();
    score_sample("researcher", &out, &["--consent", file.to_str().unwrap()]);
    assert!(with_gap(&out) > with_gap(&without), "{} {}", with_gap(&out), with_gap(&without));
    // By order alone too, over the network and of no school.
    let deltas = |out: &Path| {
        let rows = cells(out, "appendix.csv").into_iter();
        rows.filter(|row| row["figure"] == "delta" && row["reason"].is_empty()).collect::<Vec<_>>()
    };
    assert!(deltas(&without).is_empty() && deltas(&out).len() == 5, "{:?}", deltas(&out));
    for row in deltas(&out) {
        assert!(row["school"].is_empty() && row["leaders"].parse::<u32>().unwrap() >= 10, "{row:?}");
        assert!(row["value"].parse::<f64>().unwrap() > 0.0, "{row:?}");
    }
    // The methods say of how many schools that holds by consent alone, as the table of roles has it.
    let by_consent = |aspect: &str| {
        let of_aspect = |row: &&std::collections::BTreeMap<String, String>| {
            row["aspect"] == aspect && !row["school"].is_empty() && !row["gap"].is_empty()
        };
        let roles = cells(&out, "roles.csv");
        roles.iter().filter(of_aspect).filter(|row| row["leaders"].parse::<u32>().unwrap() < 8).count()
    };
    let most = ["koers", "data-en-feedback", "lerende-professional", "samen-leren", "leiderschap"]
        .map(by_consent)
        .into_iter()
        .max()
        .unwrap();
    let methods = fs::read_to_string(out.join("methods.md")).unwrap();
    assert!(methods.contains("Brunner"), "{methods}");
    let told = format!("per aspect hadden hoogstens {most} van deze scholen minder leidinggevenden");
    assert!(most > 5 && methods.contains(&told), "{most}: {methods}");

    let arguments = sample_for("researcher", &out);
    for (row, told) in [
        ("TW9999,leaders", "`TW9999`"),
        ("TW004,everyone", "`everyone` is no consent; give `leaders` (`leiding`) or"),
    ] {
        fs::write(&file, format!("school,consent\n{row}\n")).unwrap();
        let more = ["--consent", file.to_str().unwrap()];
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).chain(more).collect();
        let answer = run("score_survey", &arguments);
        assert_eq!(answer.code, Some(1), "{}", answer.out);
        assert!(answer.err.contains("row 2") && answer.err.contains(told), "{}", answer.err);
    }
}

#[test]
fn a_consent_that_changes_nothing_is_told_with_the_reason() {
    let small = Small::new("consent-idle");
    small.write("survey.csv", b"school,k1,k2\n007,3,3\n007,3,4\n007,2,3\n");
    let file = |name: &str| small.folder.join(name).to_str().unwrap().to_owned();
    let told = |program: &str, team: &str, consent: &str, more: &[&str]| {
        small.write("schools.csv", format!("id,name,team\n007,De Linde,{team}\n").as_bytes());
        // As a spreadsheet writes it.
        small.write("consent.csv", format!("School;Toestemming\n{consent}\n").as_bytes());
        let (survey, codebook, consent) = (file("survey.csv"), file("codebook.toml"), file("consent.csv"));
        let given = ["--survey", &survey, "--codebook", &codebook, "--consent", &consent, "--lang", "en"];
        let answer = run(program, &[&given, more].concat());
        assert_eq!(answer.code, Some(0), "{}", answer.err);
        answer.out + &answer.err
    };
    let schools = file("schools.csv");
    let with = |team, consent| told("suggest_partners", team, consent, &["--schools", &schools]);
    assert!(!with("3", "007;Klein team").contains("changes nothing"));
    assert!(with("3", "007;klein-team").contains("phase 3"));
    for (team, consent, why) in [
        ("4", "007;small-team", "this team has 4, of whom at most 3 count on an aspect"),
        ("", "007;small-team", "how large the team is, is not known"),
        ("3", "007;leiding", "nobody who answered is a leader"),
    ] {
        let answer = with(team, consent);
        assert!(answer.contains("of 007 changes nothing: ") && answer.contains(why), "{answer}");
    }
    // Without a register a slip in the key is not lost either.
    let koers = ["--school", "007", "--aspect", "koers"];
    for (program, more) in [("score_survey", &[][..]), ("explain", &koers)] {
        let answer = told(program, "3", "0O7;leaders", more);
        let line =
            "the consent `leaders` of 0O7 changes nothing: nobody answered about this school; check its key";
        assert!(answer.contains(line), "{answer}");
    }
}
