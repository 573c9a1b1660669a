//! Runs the programs as people run them, on the shipped sample and on files with something wrong.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test stops at the first surprise")]

mod support;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use support::{Answer, folder, root, run, run_with};

fn rows(folder: &Path, name: &str) -> Vec<csv::StringRecord> {
    csv::Reader::from_path(folder.join(name)).unwrap().records().map(Result::unwrap).collect()
}

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
        assert!(row[5] > row[2], "{row:?}");
        let host = register.iter().find(|school| school[0] == row[4]).unwrap();
        assert!(host[offers].split(';').any(|aspect| aspect == &row[1]), "{row:?}");
    }
    assert_eq!(rows(&out, "issues.csv").len(), 0);
}

#[test]
fn the_sample_is_what_make_network_makes() {
    let out = folder("remade");
    let made = run("make_network", &["--schools", "239", "--seed", "2014", "--out", out.to_str().unwrap()]);
    assert_eq!(made.code, Some(0), "{}", made.err);
    let names = |folder: &Path| -> BTreeSet<_> {
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name()).collect()
    };
    let sample = root().join("examples/sample");
    assert_eq!(names(&out), names(&sample));
    for name in names(&sample) {
        // The README names the folder it was made in.
        let same = fs::read(out.join(&name)).unwrap() == fs::read(sample.join(&name)).unwrap();
        assert!(same || name == "README.md", "{name:?} differs");
    }
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
fn one_school_is_told_in_both_languages() {
    let nl = run("suggest_partners", &["--school", "TW003", "--aspect", "koers"]);
    let en = run("suggest_partners", &["--school", "TW003", "--aspect", "koers", "--lang", "en"]);
    assert!(
        nl.out.contains("Meer dan de helft van de oordelen") && nl.out.contains("km-equivalent"),
        "{}",
        nl.out
    );
    assert!(
        en.out.contains("More than half of the judgements") && en.out.contains("km-equivalents"),
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
    assert!(why("TW097").contains("TW097: this school is on the list, at place 1"), "{}", why("TW097"));
    assert!(why("TW001").contains("TW001: this school does not offer this aspect"), "{}", why("TW001"));
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
        // As far as the network as a whole: that `De Iep (TW007)` is TW007, a person must say.
        let network = |answer: &Answer| answer.out.split("\n\n").take(2).collect::<String>();
        assert_eq!(network(&second), network(&by_shipped), "{layout}");
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
fn library_tour_goes_the_whole_road() {
    let answer = run("library_tour", &[]);
    assert_eq!((answer.code, answer.err.as_str()), (Some(0), ""));
    assert!(answer.out.contains("363 responses") && answer.out.contains("learn from TW"), "{}", answer.out);
}

/// A small survey of one school on koers, with its codebook and register, and something wrong in one of them.
struct Small {
    folder: PathBuf,
}

const SURVEY: &str = "school,k1,k2\n007,3,3\n007,3,4\n007,2,3\n007,3,3\n007,3,3\n";
const REGISTER: &str = "id,name,lat,lon\n007,De Linde,52.3,6.6\n008,De Eik,52.4,6.7\n009,De Es,52.2,6.8\n010,De Iep,52.3,6.9\n011,De Olm,52.4,6.5\n";

impl Small {
    fn new(name: &str) -> Small {
        let small = Small { folder: folder(name) };
        small.write("survey.csv", SURVEY.as_bytes());
        small.write("schools.csv", REGISTER.as_bytes());
        let without = r#"without = ["d1", "d2", "l1", "l2", "l3", "s1", "s2", "s3", "g1", "g2"]"#;
        let codebook = format!(
            "format = 1\nmodel = \"samen-leren@1\"\nlayout = \"plain\"\n{without}\n[columns]\nschool = \"school\"\n\
             [columns.indicators]\nk1 = \"k1\"\nk2 = \"k2\"\n[answers]\n1 = 1\n2 = 2\n3 = 3\n4 = 4\n5 = 5\n"
        );
        small.write("codebook.toml", codebook.as_bytes());
        small
    }

    fn write(&self, name: &str, bytes: &[u8]) {
        fs::write(self.folder.join(name), bytes).unwrap();
    }

    fn run(&self) -> Answer {
        self.run_with(&[])
    }

    fn run_with(&self, more: &[&str]) -> Answer {
        let file = |name: &str| self.folder.join(name).to_str().unwrap().to_owned();
        let (survey, codebook, schools) = (file("survey.csv"), file("codebook.toml"), file("schools.csv"));
        let arguments = ["--survey", &survey, "--codebook", &codebook, "--schools", &schools, "--lang", "en"];
        run("suggest_partners", &[&arguments, more].concat())
    }

    /// What is said of the file with something wrong, without the folder.
    #[track_caller]
    fn says(&self, code: i32, expected: &str) {
        let answer = self.run();
        let told =
            format!("{}{}", answer.out, answer.err).replace(&format!("{}/", self.folder.display()), "");
        assert_eq!(answer.code, Some(code), "{told}");
        assert!(told.contains(expected), "{told}");
    }
}

#[test]
fn a_small_survey_without_faults() {
    Small::new("sound").says(0, "Course: phase 3.");
}

#[test]
fn a_missing_column() {
    let small = Small::new("missing-column");
    small.write("survey.csv", SURVEY.replace("k2", "k 2").as_bytes());
    small.says(
        1,
        "error: survey.csv: the file lacks columns that the codebook names: `columns.indicators.k2` = `k2` (nearest is `k 2`)",
    );
}

#[test]
fn an_unknown_answer() {
    let small = Small::new("unknown-answer");
    small.write("survey.csv", SURVEY.replace("3,4", "3,soms").as_bytes());
    small.says(0, "survey.csv, row 2 (line 3), column `k2`: the codebook does not know the answer `soms`");
}

#[test]
fn the_codebook_says_how_to_read_its_file() {
    let small = Small::new("macintosh");
    // `é` in Mac Roman, which is never guessed.
    small.write("survey.csv", b"school|k\x8e1|k2\n007|3|3\n007|3|4\n007|2|3\n007|3|3\n007|3|3\n");
    let codebook = fs::read_to_string(small.folder.join("codebook.toml")).unwrap();
    let codebook = codebook
        .replace("layout =", "encoding = \"macintosh\"\ndelimiter = \"pipe\"\nlayout =")
        .replace("k1 = \"k1\"", "k1 = \"ké1\"");
    small.write("codebook.toml", codebook.as_bytes());
    small.says(0, "macintosh (chosen), pipe (chosen)");
}

#[test]
fn the_codebook_as_used_is_written() {
    let (small, out) = (Small::new("used"), folder("used-out"));
    let file = |name: &str| small.folder.join(name).to_str().unwrap().to_owned();
    let arguments = [
        "--survey",
        &file("survey.csv"),
        "--codebook",
        &file("codebook.toml"),
        "--out",
        out.to_str().unwrap(),
    ];
    let answer = run("score_survey", &arguments);
    assert_eq!(answer.code, Some(0), "{}", answer.err);
    let used: toml::Table = fs::read_to_string(out.join("codebook-used.toml")).unwrap().parse().unwrap();
    let file = &used["file"].as_array().unwrap()[0];
    assert_eq!((file["responses"].as_integer(), file["counted"].as_bool()), (Some(5), Some(true)));
    let k1 = &file["variable"].as_array().unwrap()[1];
    assert_eq!((k1["column"].as_str(), k1["answered"].as_integer()), (Some("k1"), Some(5)));
    assert!(fs::read_to_string(out.join("codebook-used.md")).unwrap().contains("Waarop de koers rust"));
}

#[test]
fn an_empty_file() {
    let small = Small::new("empty");
    small.write("survey.csv", b"");
    small.says(1, "error: survey.csv: the file is empty");
}

#[test]
fn a_binary_file() {
    let small = Small::new("binary");
    small.write("survey.csv", b"PK\x03\x04\x14\x00\x06\x00\x08\x00\x00\x00!\x00");
    small.says(1, "save it as CSV");
}

#[test]
fn a_school_twice() {
    let small = Small::new("school-twice");
    small.write("schools.csv", format!("{REGISTER}007,De Berk,52.3,6.6\n").as_bytes());
    small.says(0, "schools.csv, row 6 (line 7), column `id`: the school `007` stands in row 1 already");
}

#[test]
fn swapped_coordinates() {
    let small = Small::new("swapped");
    small.write("schools.csv", REGISTER.replace("52.4,6.5", "6.5,52.4").as_bytes());
    small.says(0, "are latitude and longitude swapped?");
}

#[test]
fn a_school_that_is_in_no_register() {
    let small = Small::new("unregistered");
    small.write("schools.csv", REGISTER.replace("007", "7").as_bytes());
    small.says(0, "school keys in the answers that are not in the register: 1 (`007`)");
}

#[test]
fn wishes_of_a_school_that_is_in_no_register() {
    let small = Small::new("wishes");
    small.write("wishes.csv", b"school,offers,asks,room\n008,koers,,1\n8,koers,,1\n");
    let answer = small.run_with(&["--wishes", small.folder.join("wishes.csv").to_str().unwrap()]);
    assert!(
        answer.out.contains("school keys in the wishes that are not in the register: 1 (`8`)"),
        "{}",
        answer.out
    );
}

#[test]
fn wishes_that_give_way_are_named_and_a_blank_row_takes_nothing_away() {
    let small = Small::new("wishes-twice");
    small.write(
        "schools.csv",
        b"id,name,offers,room\n007,De Linde,koers,1\n008,De Eik,koers,1\n009,De Es,,\n",
    );
    let file = small.folder.join("wishes.csv");
    let told = |rows: &str| {
        fs::write(&file, format!("school,asks,room\n{rows}")).unwrap();
        small.run_with(&["--wishes", file.to_str().unwrap()]).out
    };
    let given = told("008,leiderschap,\n009,,2\n");
    assert!(given.contains("give way to those in the file of wishes: 1 (`008`)"), "{given}");
    assert!(!told("008,,\n").contains("give way"));
}

#[test]
fn the_same_survey_twice() {
    let small = Small::new("survey-twice");
    let answer =
        small.run_with(&["--survey", small.folder.join("../survey-twice/survey.csv").to_str().unwrap()]);
    assert_eq!(answer.code, Some(1));
    assert!(answer.err.contains("is given twice; give every survey file once"), "{}", answer.err);
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

#[test]
fn bad_use_is_another_code() {
    assert_eq!(run("suggest_partners", &["--top", "many"]).code, Some(2));
    assert_eq!(run("score_survey", &[]).code, Some(2));
    assert_eq!(run("suggest_partners", &["--aspect", "koersen"]).code, Some(1));
}
