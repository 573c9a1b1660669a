//! `--published`: a second report on a round beside the first.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::cells;
use crate::small_survey::Small;
use crate::support::run;

/// Nine colleagues of one school who differ, as a file of answers.
const FIRST: [&str; 9] = ["2,3", "3,4", "4,2", "2,4", "3,2", "4,3", "2,3", "3,4", "3,3"];

fn survey(rows: &[&str]) -> String {
    let rows: String = rows.iter().map(|row| format!("007,{row}\n")).collect();
    format!("school,k1,k2\n{rows}")
}

/// The exports of a first report, of one with a colleague more, and of one with twelve more.
fn reports(name: &str) -> Small {
    let small = Small::new(name);
    small.write("survey.csv", survey(&FIRST).as_bytes());
    small.write("one-more.csv", survey(&[&FIRST[..], &["5,5"]].concat()).as_bytes());
    let many = ["1,2", "2,3", "3,4", "4,1", "1,3", "2,4", "3,1", "4,2", "1,4", "2,1", "3,2", "4,3"];
    small.write("many-more.csv", survey(&[&FIRST[..], &many].concat()).as_bytes());
    small
}

fn text(folder: &Path, name: &str) -> String {
    fs::read_to_string(folder.join(name)).unwrap()
}

#[test]
fn a_second_report_with_one_colleague_more_tells_nothing_of_the_school() {
    let small = reports("published");
    let file = |name: &str| small.folder.join(name).to_str().unwrap().to_owned();
    let (first, later, codebook, out) =
        (file("survey.csv"), file("one-more.csv"), file("codebook.toml"), small.folder.join("out"));
    let of = |program, survey: &str, more: &[&str]| {
        let files = ["--survey", survey, "--codebook", &codebook, "--lang", "en"];
        let answer = run(program, &[&files[..], more].concat());
        assert_eq!(answer.code, Some(0), "{}", answer.err);
        answer.out
    };
    let to = out.to_str().unwrap();
    let written = |survey: &str, more: &[&str]| {
        let told = of("score_survey", survey, &[&["--for", "researcher", "--out", to], more].concat());
        (told, cells(&out, "standings.csv").remove(0), cells(&out, "assessments.csv").remove(0))
    };

    // Alone it would be told.
    assert!(!written(&later, &[]).1["score"].is_empty());
    assert!(!text(&out, "methods.md").contains("published before"));
    let (told, standing, whole) = written(&later, &["--published", &first]);
    assert_eq!((standing["label"].as_str(), standing["n"].as_str()), ("no statement", "10"));
    let why = "beside the earlier report it would show what somebody answered; that report stands until more colleagues have answered";
    assert_eq!((standing["reason"].as_str(), whole["reason"].as_str()), (why, why));
    assert_eq!(standing["hidden"], "counts: held back beside an earlier report");
    for empty in ["phase", "p1", "score", "dont_know", "blank", "weakest"] {
        assert_eq!(standing[empty], "", "{empty}");
    }
    for empty in ["phase", "median_low", "ad", "missing_low", "reliability"] {
        assert_eq!(whole[empty], "", "{empty}");
    }
    assert_eq!(text(&out, "distribution.csv").lines().count(), 1);
    let methods = text(&out, "methods.md");
    assert!(
        methods.contains("A report on this round was published before;")
            && methods.contains("1 of the combinations of school and aspect, schools 1."),
        "{methods}"
    );
    assert_eq!(text(&out, "indicators.csv").lines().count(), 1);
    assert!(told.contains("! earlier report: answers 9, schools 1\n"), "{told}");
    assert!(
        told.contains("! held back: 1 result of 1 school; beside the earlier report they would show"),
        "{told}"
    );

    let told = of("score_survey", &later, &["--published", &first, "--school", "007"]);
    assert!(told.contains(&format!("no statement: {why}.")), "{told}");
    let schools = file("schools.csv");
    let told = of("explain", &later, &["--published", &first, "--school", "007", "--aspect", "koers"]);
    assert!(told.contains(&format!("No statement: {why}.")) && !told.contains("score"), "{told}");
    let told = of("suggest_partners", &later, &["--published", &first, "--schools", &schools]);
    assert!(told.contains("held back: 1 result of 1 school;"), "{told}");
    // Growth would say it too.
    let both = [later.as_str(), "--moments", "--published", &first];
    let told =
        of("score_survey", &first, &[&["--survey"], &both[..1], &both[1..], &["--school", "007"]].concat());
    assert!(told.contains("beside the earlier report they would show what somebody answered"), "{told}");
}

/// What was published of the last moment is beside no growth that came before it.
#[test]
fn growth_between_earlier_moments_is_told_as_without_a_report() {
    let small = reports("published-moments");
    let lower = ["1,2", "2,3", "3,1", "1,3", "2,1", "3,2", "1,2", "2,3", "2,2"];
    small.write("before.csv", survey(&lower).as_bytes());
    small.write("between.csv", survey(&FIRST.map(|row| if row == "3,3" { "3,2" } else { row })).as_bytes());
    let file = |name: &str| small.folder.join(name).to_str().unwrap().to_owned();
    let [before, between, last, first, codebook] =
        ["before.csv", "between.csv", "one-more.csv", "survey.csv", "codebook.toml"].map(file);
    let growth = |more: &[&str]| {
        let out = small.folder.join("out");
        let files = ["--survey", &before, &between, &last, "--codebook", &codebook, "--lang", "en"];
        let told =
            run("score_survey", &[&files[..], &["--out", out.to_str().unwrap(), "--moments"], more].concat());
        assert_eq!(told.code, Some(0), "{}", told.err);
        let (to_last, earlier): (Vec<_>, Vec<_>) =
            cells(&out, "growth.csv").into_iter().partition(|row| row["moment"] == "2");
        (earlier, to_last)
    };
    let (alone, beside) = (growth(&[]), growth(&["--published", &first]));
    let change = |rows: &[BTreeMap<String, String>]| {
        let is_own = |row: &&BTreeMap<String, String>| {
            [&row["school"], &row["aspect"], &row["figure"]] == ["007", "koers", "change"]
        };
        rows.iter().find(is_own).map(|row| (row["value"].is_empty(), row["reason"].clone())).unwrap()
    };
    let told = (false, String::new());
    assert_eq!([change(&alone.0), change(&alone.1), change(&beside.0)], [told.clone(), told.clone(), told]);
    assert_eq!(change(&beside.1), (true, "held back beside an earlier report".to_owned()));
    assert!(beside.0 == alone.0);
}

#[test]
fn where_enough_came_it_is_told_and_reports_follow_each_other() {
    let small = reports("published-more");
    let file = |name: &str| small.folder.join(name).to_str().unwrap().to_owned();
    let (first, one, many, codebook) =
        (file("survey.csv"), file("one-more.csv"), file("many-more.csv"), file("codebook.toml"));
    let of = |more: &[&str]| {
        let answer = run(
            "score_survey",
            &[&["--survey", &many, "--codebook", &codebook, "--lang", "en"], more].concat(),
        );
        assert_eq!(answer.code, Some(0), "{}", answer.err);
        answer.out
    };
    let told = of(&["--published", &first]);
    assert!(told.contains("no result had to be held back beside the earlier report"), "{told}");
    // The one between was held back itself.
    let told = of(&["--published", &first, "--published", &one]);
    assert!(
        told.contains("answers 10, schools 1")
            && told.contains("no result had to be held back beside the earlier reports"),
        "{told}"
    );
    // Published alone, it was not.
    let told = of(&["--published", &one]);
    assert!(told.contains("held back: 1 result of 1 school;"), "{told}");
}

/// Five schools of ten who differ, then one colleague more: what the texts of the file meant is told both times, how many gave
/// them only the first time.
#[test]
fn numbers_of_texts_are_told_in_a_first_report_alone() {
    let small = Small::new("published-used");
    let ten = ["2,3", "3,4", "4,2", "2,4", "3,2", "4,3", "2,3", "3,4", "4,2", "3,3"];
    let of_schools = |schools: std::ops::Range<u32>| -> String {
        schools.flat_map(|school| ten.map(|row| format!("{school:03},{row}\n"))).collect()
    };
    let write = |name: &str, more: &str| {
        small.write(name, format!("school,k1,k2\n{}{more}", of_schools(1..6)).as_bytes());
        small.file(name)
    };
    let (first, later, hidden) = (
        write("five.csv", ""),
        write("more.csv", "001,2,3\n"),
        write("hidden.csv", "006,2,3\n006,3,3\n006,4,3\n"),
    );
    let (codebook, out) = (small.file("codebook.toml"), small.folder.join("out"));
    let used = |survey: &str, more: &[&str]| {
        let to =
            ["--survey", survey, "--codebook", &codebook, "--out", out.to_str().unwrap(), "--lang", "en"];
        let answer = run("score_survey", &[&to[..], more].concat());
        assert_eq!(answer.code, Some(0), "{}", answer.err);
        text(&out, "codebook-used.toml")
    };
    let alone = used(&first, &[]);
    assert!(alone.contains("counted = true") && alone.contains("\nn = "), "{alone}");
    let beside = used(&later, &["--published", &first]);
    assert!(beside.contains("counted = false") && !beside.contains("\nn = "), "{beside}");
    // Less the others, that would be three people of one school.
    let with_few = used(&hidden, &[]);
    assert!(with_few.contains("counted = false") && !with_few.contains("\nn = "), "{with_few}");
}

#[test]
fn an_earlier_report_of_which_nothing_can_be_read_is_told() {
    let small = reports("published-nothing");
    small.write("nothing.csv", b"school,k1,k2\n");
    let file = |name: &str| small.folder.join(name).to_str().unwrap().to_owned();
    let arguments = [
        "--survey",
        &file("survey.csv"),
        "--codebook",
        &file("codebook.toml"),
        "--published",
        &file("nothing.csv"),
    ];
    let answer = run("score_survey", &arguments);
    assert_eq!(answer.code, Some(1));
    assert!(answer.err.contains("--published: no answers could be read from "), "{}", answer.err);
    assert!(answer.err.contains("give the export that the earlier report was made of"), "{}", answer.err);
}
