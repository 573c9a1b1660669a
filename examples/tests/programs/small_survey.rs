//! A small survey, and what is told where something is wrong with it.

use std::fs;
use std::path::PathBuf;

use crate::support::{Answer, folder, run};

/// A small survey of one school on koers, with its codebook and register, and something wrong in one of them.
pub(crate) struct Small {
    pub(crate) folder: PathBuf,
}

pub(crate) const SURVEY: &str = "school,k1,k2\n007,3,3\n007,3,4\n007,2,3\n007,3,3\n007,3,3\n";

pub(crate) const REGISTER: &str = "id,name,lat,lon\n007,De Linde,52.3,6.6\n008,De Eik,52.4,6.7\n009,De Es,52.2,6.8\n010,De Iep,52.3,6.9\n011,De Olm,52.4,6.5\n";

impl Small {
    pub(crate) fn new(name: &str) -> Small {
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

    pub(crate) fn write(&self, name: &str, bytes: &[u8]) {
        fs::write(self.folder.join(name), bytes).unwrap();
    }

    /// One of its files, as an argument.
    pub(crate) fn file(&self, name: &str) -> String {
        self.folder.join(name).to_str().unwrap().to_owned()
    }

    pub(crate) fn run(&self) -> Answer {
        self.run_with(&[])
    }

    pub(crate) fn run_with(&self, more: &[&str]) -> Answer {
        let [survey, codebook, schools] =
            ["survey.csv", "codebook.toml", "schools.csv"].map(|name| self.file(name));
        let arguments = ["--survey", &survey, "--codebook", &codebook, "--schools", &schools, "--lang", "en"];
        run("suggest_partners", &[&arguments, more].concat())
    }

    /// What is said of the file with something wrong, without the folder.
    #[track_caller]
    pub(crate) fn says(&self, code: i32, expected: &str) {
        let answer = self.run();
        let told =
            format!("{}{}", answer.out, answer.err).replace(&format!("{}/", self.folder.display()), "");
        assert_eq!(answer.code, Some(code), "{told}");
        assert!(told.contains(expected), "{told}");
    }
}

#[test]
fn a_small_survey_without_faults() {
    Small::new("sound").says(0, "Course: counted: phase 3.");
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
    small.says(0, "survey.csv, row 3, column `k2`: the codebook does not know the answer `soms`");
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
    let arguments = [
        "--survey",
        &small.file("survey.csv"),
        "--codebook",
        &small.file("codebook.toml"),
        "--out",
        out.to_str().unwrap(),
    ];
    let answer = run("score_survey", &arguments);
    assert_eq!(answer.code, Some(0), "{}", answer.err);
    let used: toml::Table = fs::read_to_string(out.join("codebook-used.toml")).unwrap().parse().unwrap();
    let file = &used["file"].as_array().unwrap()[0];
    // Of one school nothing is counted.
    assert_eq!((file["responses"].as_integer(), file["counted"].as_bool()), (Some(5), Some(false)));
    let k1 = &file["variable"].as_array().unwrap()[1];
    assert_eq!((k1["column"].as_str(), k1.get("answered")), (Some("k1"), None));
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
    small.says(1, "the workbook or ZIP file is damaged");
    small.write("survey.csv", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1");
    small.says(1, "save it as XLSX or CSV");
}

#[test]
fn a_school_twice() {
    let small = Small::new("school-twice");
    small.write("schools.csv", format!("{REGISTER}007,De Berk,52.3,6.6\n").as_bytes());
    small.says(0, "schools.csv, row 7, column `id`: the school `007` stands in row 2 already");
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
fn the_same_survey_twice() {
    let small = Small::new("survey-twice");
    let answer =
        small.run_with(&["--survey", small.folder.join("../survey-twice/survey.csv").to_str().unwrap()]);
    assert_eq!(answer.code, Some(1));
    assert!(answer.err.contains("is given twice; give every survey file once"), "{}", answer.err);
}

#[test]
fn a_survey_that_names_schools_is_proposed_with_their_keys() {
    let (small, out) = (Small::new("by-name"), folder("by-name-out"));
    let header = "school,k1,k2,d1,d2,l1,l2,l3,s1,s2,s3,g1,g2\n";
    let rows = ["de linde", "De Linde", "DE LINDE", "007", "Basisschool De Linde", "De Kastanje"];
    let rows: String = rows.iter().map(|name| format!("{name}{}\n", ",3".repeat(12))).collect();
    small.write("survey.csv", format!("{header}{rows}").as_bytes());
    let files =
        ["--survey", &small.file("survey.csv"), "--schools", &small.file("schools.csv"), "--lang", "en"];
    let first = run("score_survey", &[&files[..], &["--out", out.to_str().unwrap()]].concat());
    assert_eq!(first.code, Some(0), "{}", first.err);
    let open = "still open: texts in the column of the school are like no school of the register";
    assert!(first.err.contains(open) && first.err.contains("see row 7"), "{}", first.err);
    let codebook = out.join("survey.codebook.toml");
    let books = ["--codebook", codebook.to_str().unwrap()];
    let second = run("score_survey", &[&files[..], &books, &["--school", "de linde"]].concat());
    assert_eq!(second.code, Some(0), "{}{}", second.err, second.out);
    assert!(second.out.contains("6 rows: 5 responses, 1 row set aside"), "{}", second.out);
    assert!(second.out.contains("\n007  De Linde\n"), "{}", second.out);
}

#[test]
fn the_likely_cause_is_told_where_nothing_can_be_scored() {
    let small = Small::new("nothing");
    small.write("survey.csv", SURVEY.replace(",3", ",drie").as_bytes());
    small.says(
        1,
        "error: nothing in these files can be scored: 5 of 5 rows were set aside, most of them for this: the codebook does not know the answer `drie`; add it under [answers]",
    );
    small.write("survey.csv", b"school,k1,k2\n");
    let answer = small.run();
    assert!(answer.err.contains("the files have no rows with anything in them"), "{}", answer.err);
}

/// Without a list of schools in the codebook whoever likes can type a name in their column.
#[test]
fn what_somebody_typed_for_a_school_is_named_nowhere() {
    let small = Small::new("typed");
    let typed = format!("{SURVEY}Jan Jansen,3,3\n");
    small.write("survey.csv", typed.as_bytes());
    small.write("later.csv", typed.replace("007,2,3", "007,4,4").as_bytes());
    let file = |name: &str| small.folder.join(name).to_str().unwrap().to_owned();
    let (survey, later, codebook, out) =
        (file("survey.csv"), file("later.csv"), file("codebook.toml"), file("out"));
    let of_codebook = ["--codebook", &codebook, "--out", &out];
    let told = [
        small.run_with(&["--out", &out]),
        run("score_survey", &[&["--survey", &survey, "--for", "researcher"][..], &of_codebook].concat()),
        run("score_survey", &[&["--survey", &survey, &later, "--moments"][..], &of_codebook].concat()),
    ];
    for answer in &told {
        assert_eq!(answer.code, Some(0), "{}", answer.err);
        assert!(
            !answer.out.contains("Jansen") && !answer.err.contains("Jansen"),
            "{}{}",
            answer.out,
            answer.err
        );
    }
    for answer in &told[1..] {
        assert!(
            answer.out.contains("worden nergens genoemd, omdat iemand ze getypt kan hebben"),
            "{}",
            answer.out
        );
    }
    let written: Vec<PathBuf> = fs::read_dir(&out).unwrap().map(|file| file.unwrap().path()).collect();
    assert!(written.iter().any(|file| file.ends_with("growth.csv")), "{written:?}");
    for file in written {
        assert!(!String::from_utf8_lossy(&fs::read(&file).unwrap()).contains("Jansen"), "{}", file.display());
    }
}
