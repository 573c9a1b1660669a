//! inspect_export: what a file is, in words and as an object.

use std::fs;

use crate::support::{folder, run};

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
    assert_eq!((&json["issues"][0]["row"], &json["issues"][0]["line"]), (&3.into(), &3.into()));
    // Where the guess is wrong, a person says what it is.
    let chosen =
        run("inspect_export", &[&names, "--delimiter", "comma", "--encoding", "macintosh", "--json"]).out;
    let chosen: serde_json::Value = serde_json::from_str(&chosen).unwrap();
    assert_eq!((&chosen["delimiter"], &chosen["encoding"]), (&",".into(), &"macintosh".into()));
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
    assert!(answer.out.contains("2 rows (5, 32), column `token`: "), "{}", answer.out);
}
