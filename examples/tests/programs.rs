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
    // The settings were written by hand.
    let mut made: BTreeSet<_> = names(&sample);
    assert!(made.remove(std::ffi::OsStr::new("settings.toml")));
    assert_eq!(names(&out), made);
    for name in made {
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
    assert!(why("TW013").contains("TW013: this school is on the list, at place 1"), "{}", why("TW013"));
    assert!(why("TW001").contains("TW001: this school does not offer this\n"), "{}", why("TW001"));
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
    assert!(network.contains("verdubbelingen, naar de middelste 80 % van 237 scholen"), "{network}");
    assert!(network.contains("network-type: een andere soort = 0,5 eenheid"), "{network}");
    assert!(network.contains("Begrijpend lezen. Vragen: "), "{network}");
    // One school: the sum, how old, how much hangs on the weighting, nobody yet with advice, and with whom to think.
    let school = told(&["--school", "TW004", "--lang", "en"]);
    for expected in [
        "    itself: this school's assessment is ",
        "km-equivalents; this school's assessment is ",
        "this school stays among the first three in ",
        "our advice: ",
        "To think together about Learning together with:",
    ] {
        assert!(school.contains(expected), "no `{expected}` in\n{school}");
    }
    // What stands on the command line goes before the file.
    let near = told(&["--school", "TW004", "--aspect", "koers", "--max-km", "5", "--what-if", "TW008"]);
    assert!(near.contains("TW008: met 2,0 km meer") && near.contains("(hoogstens 7,0 km)"), "{near}");
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

#[test]
fn inspect_export_tells_what_a_file_is() {
    let sample =
        ["limesurvey", "google-forms", "ms-forms", "plain"].map(|name| format!("examples/sample/{name}.csv"));
    let files: Vec<&str> = sample.iter().map(String::as_str).collect();
    let nl = run("inspect_export", &files);
    assert_eq!((nl.code, nl.err.as_str()), (Some(0), ""));
    assert!(
        nl.out.contains("LimeSurvey: utf-8 (blijkt uit de byte order mark), komma (geraden), 1 kopregel")
    );
    assert!(nl.out.contains("  838 rijen: 809 compleet, 29 afgebroken\n"), "{}", nl.out);
    let en = run("inspect_export", &["examples/sample/plain.csv", "--lang", "en"]);
    assert!(en.out.contains("no tool recognised: windows-1252 (guessed), semicolon (guessed), 1 header row"));
}

/// The keys of docs/FORMATS.md, whatever is there of them.
#[test]
fn inspect_export_gives_an_object_for_each_file() {
    let files = ["examples/sample/limesurvey.csv", "examples/sample/plain.csv"];
    let answer = run("inspect_export", &[&files[..], &["--json"]].concat());
    let objects: Vec<serde_json::Value> =
        answer.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let [lime, plain] = objects.as_slice() else { panic!("{}", answer.out) };
    for (key, value) in [
        ("file", serde_json::json!("examples/sample/limesurvey.csv")),
        ("format", "text".into()),
        ("tool", "limesurvey".into()),
        ("layout", "limesurvey".into()),
        ("encoding", "utf-8".into()),
        ("delimiter", ",".into()),
        ("sheet", serde_json::Value::Null),
        ("preamble", 0.into()),
        ("header_rows", 1.into()),
        ("rows", 838.into()),
        ("complete", 809.into()),
        ("incomplete", 29.into()),
        ("blank", 0.into()),
        ("language", "nl".into()),
        ("personal", serde_json::json!([])),
        ("issues", serde_json::json!([])),
    ] {
        assert_eq!(lime[key], value, "{key}");
    }
    assert_eq!((&plain["tool"], &plain["layout"]), (&serde_json::Value::Null, &"plain".into()));
    for column in lime["columns"].as_array().unwrap() {
        let missing: u64 =
            column["missing"].as_object().unwrap().values().map(|count| count.as_u64().unwrap()).sum();
        assert_eq!(column["answered"].as_u64().unwrap() + missing, 838, "{column}");
        for key in ["name", "kind", "label", "distinct", "capped", "values"] {
            assert!(column.get(key).is_some(), "{key}: {column}");
        }
    }
}

#[test]
fn inspect_export_shows_nothing_of_persons_and_goes_on_after_a_file_that_it_cannot_read() {
    let out = folder("inspect");
    let file = |name: &str, bytes: &[u8]| {
        fs::write(out.join(name), bytes).unwrap();
        out.join(name).to_str().unwrap().to_owned()
    };
    let rows = "Jo Hofstra;jo@linde.example;3\nAn Hofstra;an@linde.example;4;5\n";
    let names = file("names.csv", format!("Naam;Wie?;k1\n{rows}").as_bytes());
    let empty = file("empty.csv", b"");
    for more in [&["--lang", "en"][..], &["--json", "--lang", "en"]] {
        let answer = run("inspect_export", &[&[empty.as_str(), &names], more].concat());
        assert_eq!(answer.code, Some(1));
        assert!(
            answer.err.contains("empty.csv: the file is empty, no row has anything in it; export it again"),
            "{}",
            answer.err
        );
        assert!(!answer.out.contains("Hofstra") && !answer.out.contains("linde"), "{}", answer.out);
        assert!(answer.out.contains("the row has 4 cells, the header has 3"), "{}", answer.out);
    }
    let json: serde_json::Value =
        serde_json::from_str(&run("inspect_export", &[&names, "--json"]).out).unwrap();
    assert_eq!(json["personal"], serde_json::json!(["Naam", "Wie?"]));
    assert_eq!((&json["issues"][0]["row"], &json["issues"][0]["line"]), (&2.into(), &3.into()));
    // Where the guess is wrong, a person says what it is.
    let chosen =
        run("inspect_export", &[&names, "--delimiter", "comma", "--encoding", "macintosh", "--json"]).out;
    let chosen: serde_json::Value = serde_json::from_str(&chosen).unwrap();
    assert_eq!((&chosen["delimiter"], &chosen["encoding"]), (&",".into(), &"macintosh".into()));
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
    small.says(1, "the workbook or ZIP file is damaged");
    small.write("survey.csv", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1");
    small.says(1, "save it as XLSX or CSV");
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
    small.write("wishes.csv", b"school,offers,asks,room\n008,koers,,1\n0999,koers,,1\n");
    let answer = small.run_with(&["--wishes", small.folder.join("wishes.csv").to_str().unwrap()]);
    assert!(
        answer.out.contains("school keys in the wishes that are not in the register: 1 (`0999`)"),
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
    let file = |name: &str| small.folder.join(name).to_str().unwrap().to_owned();
    let (wishes, settings) = (file("wishes.csv"), file("network.toml"));
    let told = small.run_with(&["--wishes", &wishes, "--settings", &settings, "--school", "007"]).out;
    assert!(told.contains("To learn from on Vrij spel:\n    1. 008  De Eik\n"), "{told}");
    assert!(!told.contains("Compared in"), "no trait is known of these schools");
    // Without the list the name says nothing.
    let told = small.run_with(&["--wishes", &wishes, "--school", "007"]).out;
    assert!(told.contains("row 2 (line 3), column `asks`: `vrij spel` is no aspect"), "{told}");
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

/// A fraction of the table in docs/METHOD.md: honest files raise nothing, planted shifts are seen.
#[test]
fn what_is_planted_is_found_and_honest_files_raise_nothing() {
    let answer = run("detective_table", &["--honest", "10", "--planted", "3"]);
    assert!(
        answer.out.contains("Of 60 honest files 0 have a finding with a codebook, 0 without."),
        "{}",
        answer.out
    );
    assert!(answer.out.contains("| header shifted | 3 | 3 | 3 | 3 | 3 | 3 |"), "{}", answer.out);
}

/// A fraction of the tables in docs/METHOD.md: the same from the same seed, and large teams in anchored populations are placed rightly.
#[test]
fn labels_are_checked_against_populations_that_are_known() {
    let of = |seed| run("calibration", &["--teams", "40", "--seed", seed]).out;
    let tables = of("1");
    assert_eq!(tables, of("1"));
    assert_ne!(tables, of("2"));
    let rows: Vec<Vec<&str>> = tables.lines().map(|row| row.split('|').map(str::trim).collect()).collect();
    let row = rows.iter().find(|row| row.get(1..3) == Some(&["anchored, 3", "40"])).unwrap();
    let right = row[4].split(" / ").nth(1).and_then(|right| right.split(' ').next()).unwrap();
    assert!(right.parse::<f64>().unwrap() >= 90.0, "{row:?}");
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
    assert_eq!(&findings[0][3], "30; 839", "{findings:?}");
    assert!(findings.iter().all(|row| &row[2] == "2"), "{findings:?}");
}

#[test]
fn bad_use_is_another_code() {
    assert_eq!(run("suggest_partners", &["--top", "many"]).code, Some(2));
    assert_eq!(run("score_survey", &[]).code, Some(2));
    assert_eq!(run("suggest_partners", &["--aspect", "koersen"]).code, Some(1));
}

#[test]
fn a_survey_that_names_schools_is_proposed_with_their_keys() {
    let (small, out) = (Small::new("by-name"), folder("by-name-out"));
    let header = "school,k1,k2,d1,d2,l1,l2,l3,s1,s2,s3,g1,g2\n";
    let rows = ["de linde", "De Linde", "DE LINDE", "007", "Basisschool De Linde", "De Kastanje"];
    let rows: String = rows.iter().map(|name| format!("{name}{}\n", ",3".repeat(12))).collect();
    small.write("survey.csv", format!("{header}{rows}").as_bytes());
    let file = |name: &str| small.folder.join(name).to_str().unwrap().to_owned();
    let files = ["--survey", &file("survey.csv"), "--schools", &file("schools.csv"), "--lang", "en"];
    let first = run("score_survey", &[&files[..], &["--out", out.to_str().unwrap()]].concat());
    assert_eq!(first.code, Some(0), "{}", first.err);
    let open = "still open: texts in the column of the school are like no school of the register";
    assert!(first.err.contains(open) && first.err.contains("see row 6"), "{}", first.err);
    let codebook = out.join("survey.codebook.toml");
    let books = ["--codebook", codebook.to_str().unwrap()];
    let second = run("score_survey", &[&files[..], &books, &["--school", "de linde"]].concat());
    assert_eq!(second.code, Some(0), "{}{}", second.err, second.out);
    assert!(second.out.contains("6 rows: 5 responses, 1 row set aside"), "{}", second.out);
    assert!(second.out.contains("\n007  De Linde\n"), "{}", second.out);
}

#[test]
fn schools_and_aspects_are_named_as_people_say_them() {
    let small = Small::new("named");
    for (more, code, expected) in [
        (&["--school", "De Linde", "--aspect", "Koers"][..], 0, "007  De Linde"),
        (&["--school", "de linde", "--aspect", "Course"], 0, "007  De Linde"),
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
fn suggest_partners_says_how_to_get_a_codebook() {
    let answer = run("suggest_partners", &["--survey", "a.csv", "--schools", "s.csv"]);
    assert_eq!(answer.code, Some(2));
    let command = "score_survey -- --survey a.csv --schools s.csv --out first";
    assert!(answer.err.contains(command), "{}", answer.err);
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

#[test]
fn inspect_export_names_rows_and_columns_and_what_differs_in_long_questions() {
    let out = folder("inspect-long");
    let question = "In hoeverre herkent u de volgende uitspraak over het onderwijs op onze school";
    let header = ["de koers is bekend", "de koers leeft in de klas"].map(|row| format!("{question} [{row}]"));
    let rows: String = (0..30).map(|n| format!("tk{n},{},{}\n", n % 5 + 1, (n + 2) % 5 + 1)).collect();
    let twice = "tk3,4,1\n";
    fs::write(out.join("long.csv"), format!("token,{}\n{rows}{twice}", header.join(","))).unwrap();
    let answer = run("inspect_export", &[out.join("long.csv").to_str().unwrap(), "--lang", "en"]);
    assert!(answer.out.contains("`In hoeverre herkent... is bekend]`"), "{}", answer.out);
    assert!(answer.out.contains("leeft in de klas]`"), "{}", answer.out);
    assert!(answer.out.contains("layout limesurvey: seen by column `token`"), "{}", answer.out);
    assert!(answer.out.contains("2 rows (4, 31), column `token`: "), "{}", answer.out);
}

/// What score_survey is given to read the whole sample.
fn sample_for(reader: &str, out: &Path) -> Vec<String> {
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

fn score_sample(reader: &str, out: &Path, more: &[&str]) -> Answer {
    let arguments = sample_for(reader, out);
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).chain(more.iter().copied()).collect();
    let answer = run("score_survey", &arguments);
    assert_eq!((answer.code, answer.err.as_str()), (Some(0), ""), "{}", answer.out);
    answer
}

/// The cells of a file by column.
fn cells(folder: &Path, name: &str) -> Vec<std::collections::BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_path(folder.join(name)).unwrap();
    reader.deserialize().map(Result::unwrap).collect()
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
            "findings.csv",
            "issues.csv",
            "standings.csv"
        ]
    );
    let dutch = score_sample("coordinator", &out, &["--school", "TW004"]);
    for told in ["Wie deed mee", "Wat niet te zien mag zijn", "Wat erachter ligt", "Om over te praten"] {
        assert!(dutch.out.contains(told), "geen `{told}` in {}", dutch.out);
    }
}

#[test]
fn score_survey_for_a_researcher() {
    let out = folder("researcher");
    let answer = score_sample("researcher", &out, &["--lang", "en"]);
    assert!(answer.out.contains("**Table 1**") && answer.out.contains("**Table 5**"), "{}", answer.out);

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
        // Those that show their score.
        let own = || whole.iter().filter(|row| row["aspect"] == aspect && !row["score"].is_empty());
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

/// The sample's answers of both years, split at the summer.
const BOTH_YEARS: [&str; 22] = [
    "--moments",
    "2025-08-01",
    "--exchange",
    "examples/sample/exchange.csv",
    "--schools",
    "examples/sample/schools.csv",
    "--survey",
    "examples/sample/limesurvey.csv",
    "--codebook",
    "examples/sample/limesurvey.codebook.toml",
    "--survey",
    "examples/sample/google-forms.csv",
    "--codebook",
    "examples/sample/google-forms.codebook.toml",
    "--survey",
    "examples/sample/ms-forms.csv",
    "--codebook",
    "examples/sample/ms-forms.codebook.toml",
    "--survey",
    "examples/sample/plain-earlier.csv",
    "--codebook",
    "examples/sample/plain.codebook.toml",
];

#[test]
fn growth_and_exchange_on_the_sample() {
    let out = folder("growth");
    let options = ["--lang", "en", "--out", out.to_str().unwrap()];
    let answer = run("score_survey", &[&BOTH_YEARS[..], &options].concat());
    assert_eq!((answer.code, answer.err.as_str()), (Some(0), ""));
    assert!(answer.out.contains("Growth of the network, from moment 1 to 2"), "{}", answer.out);
    assert!(answer.out.contains("associated with") && answer.out.contains("seed 2014"), "{}", answer.out);
    // Every figure is there, or its reason, and never both.
    for row in rows(&out, "growth.csv") {
        assert_eq!(row[4].is_empty(), !row[6].is_empty(), "{row:?}");
    }
    // What was put in is found: the aspect of the exchange grew more, within schools.
    let exchange = rows(&out, "exchange.csv");
    let within = exchange.iter().find(|row| &row[0] == "within" && &row[2] == "effect").unwrap();
    assert!(within[3].parse::<f64>().unwrap() > 0.2, "{within:?}");
}

#[test]
fn growth_shows_no_figures_of_few_people() {
    let out = folder("growth-few");
    let answer = run("score_survey", &[&BOTH_YEARS[..], &["--out", out.to_str().unwrap()]].concat());
    assert_eq!(answer.code, Some(0), "{}", answer.err);
    let growth = rows(&out, "growth.csv");
    let few = |row: &&csv::StringRecord| {
        !row[1].is_empty() && row[3].starts_with("people") && row[4].parse::<u32>().unwrap() < 8
    };
    let of_few: BTreeSet<_> =
        growth.iter().filter(few).map(|row| (row[1].to_owned(), row[2].to_owned())).collect();
    assert!(of_few.len() > 100);
    for row in growth.iter().filter(|row| of_few.contains(&(row[1].to_owned(), row[2].to_owned()))) {
        let is_score =
            row[3].starts_with("score") || row[3].starts_with("change") || row[3].starts_with("p_");
        assert!(!is_score || row[4].is_empty(), "{row:?}");
    }
}

#[test]
fn an_unknown_school_of_an_exchange_is_told_with_its_row() {
    let file = folder("exchange-wrong").join("exchange.csv");
    std::fs::write(&file, "schoolcode,onderwerp\nTW003,koers\nTW9999,koers\n").unwrap();
    let mut arguments = BOTH_YEARS;
    arguments[3] = file.to_str().unwrap();
    let answer = run("score_survey", &arguments);
    assert_eq!(answer.code, Some(1));
    assert!(answer.err.contains("row 2") && answer.err.contains("`TW9999`"), "{}", answer.err);
}

#[test]
fn one_moment_tells_what_a_second_could_show() {
    let arguments = [
        "--survey",
        "examples/sample/plain.csv",
        "--codebook",
        "examples/sample/plain.codebook.toml",
        "--moments",
    ];
    let out = folder("foreseen");
    let answer = run("score_survey", &[&arguments[..], &["--out", out.to_str().unwrap()]].concat());
    assert_eq!(answer.code, Some(0), "{}", answer.err);
    assert!(answer.out.contains("op beide momenten zie je pas veranderingen vanaf"), "{}", answer.out);
    assert!(out.join("issues.csv").is_file() && out.join("findings.csv").is_file());
}

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
    let register = fs::read_to_string(support::root().join("examples/sample/schools.csv")).unwrap();
    let schools = register.lines().skip(1).filter_map(|line| line.split(',').next());
    let agreed: String = schools.map(|school| format!("{school},leaders,2026-01-15\n")).collect();
    fs::write(&file, format!("school,consent,when\n{agreed}")).unwrap();
    score_sample("researcher", &out, &["--consent", file.to_str().unwrap()]);
    assert!(with_gap(&out) > with_gap(&without), "{} {}", with_gap(&out), with_gap(&without));

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
        assert!(answer.err.contains("row 1") && answer.err.contains(told), "{}", answer.err);
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
