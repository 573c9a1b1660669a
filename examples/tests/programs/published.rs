//! `--published`: a second report on a round beside the first.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::cells;
use crate::small_survey::Small;
use crate::support::run;

/// Nine colleagues of one school who differ, as a file of answers.
const FIRST: [&str; 9] = ["2,3", "3,4", "4,2", "2,4", "3,2", "4,3", "2,3", "3,4", "3,3"];

/// As many a year before.
const LOWER: [&str; 9] = ["1,2", "2,3", "3,1", "1,3", "2,1", "3,2", "1,2", "2,3", "2,2"];

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
    small.write("before.csv", survey(&LOWER).as_bytes());
    let both = [later.as_str(), "--moments", "--published", &first, "--school", "007"];
    let told = of("score_survey", &file("before.csv"), &[&["--survey"], &both[..]].concat());
    assert!(told.contains("beside the earlier report they would show what somebody answered"), "{told}");
}

/// What was published of the last moment is beside no growth that came before it.
#[test]
fn growth_between_earlier_moments_is_told_as_without_a_report() {
    let small = reports("published-moments");
    small.write("before.csv", survey(&LOWER).as_bytes());
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

/// One export of both years, split at a day: what was published of each moment stands beside that moment.
#[test]
fn reports_are_split_at_the_same_days() {
    let small = reports("published-days");
    let codebook =
        text(&small.folder, "codebook.toml").replace("[columns]\n", "[columns]\ndate = \"when\"\n");
    small.write("codebook.toml", codebook.as_bytes());
    let of_day = |day: &str, rows: &[&str]| -> String {
        rows.iter().map(|row| format!("007,{row},{day}\n")).collect()
    };
    let write = |name: &str, before: &[&str], after: &[&str]| {
        let rows = of_day("2025-01-10", before) + &of_day("2026-01-10", after);
        small.write(name, format!("school,k1,k2,when\n{rows}").as_bytes());
        small.file(name)
    };
    let (one_before, one_after) = ([&LOWER[..], &["5,5"]].concat(), [&FIRST[..], &["5,5"]].concat());
    let both = write("both.csv", &LOWER, &FIRST);
    let late_now = write("late-now.csv", &LOWER, &one_after);
    let late_then = write("late-then.csv", &one_before, &FIRST);
    let late_both = write("late-both.csv", &one_before, &one_after);
    let then = write("then.csv", &LOWER, &[]);
    let (out, codebook) = (small.folder.join("out"), small.file("codebook.toml"));
    let growth = |survey: &str, more: &[&str]| {
        let files = ["--survey", survey, "--codebook", &codebook, "--lang", "en", "--moments", "2025-08-01"];
        let to = ["--for", "researcher", "--out", out.to_str().unwrap()];
        let answer = run("score_survey", &[&files[..], &to, more].concat());
        assert_eq!(answer.code, Some(0), "{}", answer.err);
        let is_change = |row: &BTreeMap<String, String>| {
            [&row["school"], &row["aspect"], &row["figure"]] == ["007", "koers", "change"]
        };
        let change = cells(&out, "growth.csv").into_iter().find(is_change).unwrap();
        (change["reason"].clone(), answer.out)
    };
    let shown = String::new();
    let held_back = "held back beside an earlier report";
    // The same report once more, and what was told of the year before: nothing new.
    assert_eq!(
        [growth(&late_now, &[]).0, growth(&both, &["--published", &both]).0],
        [shown.clone(), shown.clone()]
    );
    assert_eq!(growth(&both, &["--published", &then]).0, shown);
    // One colleague more, in this round or, answering late, in the one before.
    for later in [&late_now, &late_then] {
        let (reason, told) = growth(later, &["--published", &both]);
        assert_eq!(reason, held_back);
        assert!(told.contains("held back: 1 result of 1 school;"), "{told}");
        assert!(told.contains("it is assumed that it told each moment apart"), "{told}");
        let methods = text(&out, "methods.md");
        assert!(
            methods.contains("1 of the combinations of moment, school and aspect, schools 1."),
            "{methods}"
        );
    }
    // One in each: as many on the screen as in the methods paragraph.
    let told = growth(&late_both, &["--published", &both]).1;
    let methods = text(&out, "methods.md");
    assert!(
        told.contains("held back: 2 results of 1 school;")
            && methods.contains("2 of the combinations of moment, school and aspect, schools 1."),
        "{told}\n{methods}"
    );
    // What was told of the year before is beside no answer of this one.
    let (reason, told) = growth(&late_now, &["--published", &then]);
    assert!(reason == shown && !told.contains("it is assumed"), "{told}");
    // Without a day nobody knows what it stands beside.
    small.write("undated.csv", (text(&small.folder, "both.csv") + "007,3,3,\n").as_bytes());
    let told = growth(&late_now, &["--published", &small.file("undated.csv")]).1;
    assert!(told.contains("answers of the earlier report without a day (1) are of no moment"), "{told}");
    // By its own codebook, which names no column of days.
    let own =
        text(&small.folder, "codebook.toml").replace("date = \"when\"\n", "").replace("\"k1\"", "\"a1\"");
    small.write("own.toml", own.as_bytes());
    small.write("own.csv", text(&small.folder, "both.csv").replace("k1", "a1").as_bytes());
    let [own, published] = ["own.toml", "own.csv"].map(|name| small.file(name));
    let report = ["--codebook", &codebook, &own, "--moments", "2025-08-01", "--published", &published];
    let answer = run("score_survey", &[&["--survey", &late_now], &report[..]].concat());
    assert_eq!(answer.code, Some(1), "{}", answer.out);
    assert!(answer.err.contains("or name its column of days in the codebook (`date`)"), "{}", answer.err);
}

/// A file each: a report that holds the answers of an earlier moment is no report on the last.
#[test]
fn a_report_on_an_earlier_moment_is_refused_where_moments_are_files() {
    let small = reports("published-earlier");
    small.write("before.csv", survey(&LOWER).as_bytes());
    let [before, last, codebook] =
        ["before.csv", "one-more.csv", "codebook.toml"].map(|name| small.file(name));
    let beside = |report: &str| {
        let files = ["--survey", &before, &last, "--codebook", &codebook, "--moments", "--published", report];
        run("score_survey", &files)
    };
    // Without days, answers under another name may be alike by chance.
    small.write("copy.csv", survey(&LOWER).as_bytes());
    assert_eq!(beside(&small.file("copy.csv")).code, Some(0));
    let answer = beside(&before);
    assert_eq!(answer.code, Some(1), "{}", answer.out);
    assert!(
        answer.err.contains("--published: ")
            && answer.err.contains("before.csv, an earlier moment; give only"),
        "{}",
        answer.err
    );
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
