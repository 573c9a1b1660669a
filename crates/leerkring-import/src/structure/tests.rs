use super::*;
use crate::table::{ReadOptions, read_table};

const LSS: &str = include_str!("../../tests/data/limesurvey.lss");

fn structure() -> Structure {
    Structure::parse_lss("t.lss", LSS.as_bytes()).unwrap()
}

/// The label and values of each column, described in a language.
fn described(headers: &[&str], language: Option<&str>) -> Vec<(String, String)> {
    let header = headers.iter().map(|header| format!("\"{header}\"")).collect::<Vec<_>>().join(";");
    let mut table =
        read_table("t.csv", format!("{header}\n1\n").as_bytes(), &ReadOptions::default()).unwrap();
    let n = structure().describe(&mut table, language);
    assert_eq!(table.columns.iter().filter(|column| !column.label.is_empty()).count(), n);
    let values = |values: &[ValueLabel]| {
        values.iter().map(|value| format!("{}={}", value.code, value.label)).collect::<Vec<_>>().join(", ")
    };
    table.columns.iter().map(|column| (column.label.clone(), values(&column.values))).collect()
}

fn error(lss: &str) -> String {
    Structure::parse_lss("t.lss", lss.as_bytes()).unwrap_err().to_string()
}

#[test]
fn a_column_is_found_by_every_style_of_header() {
    let k1 = "Hoe staat het met onze koers? [Waarop de koers rust]";
    let scale = "1=ad hoc, 2=doelgericht, 9=weet ik niet";
    for header in [
        "koers[k1]",
        "koers_k1",
        "7X2X13k1",
        k1,
        "Hoe staat het met onze koers?  [ Waarop de koers rust ]",
        "koers. Hoe staat het met onze koers? [Waarop de koers rust]",
        "How is our course? [What the course rests on]",
        "koers. How is our course? [What the course rests on]",
    ] {
        assert_eq!(described(&[header], None), [(k1.to_owned(), scale.to_owned())], "{header}");
    }
    for header in ["koers", "k1", "koers[k3]", "Waarop de koers rust", "7X2X13", "id", "submitdate"] {
        assert_eq!(described(&[header], None), [Default::default()], "{header}");
    }
}

#[test]
fn each_type_of_question_has_its_columns() {
    let headers = [
        "school",
        "functie",
        "functie[other]",
        "koers[k2]",
        "hulp[coach]",
        "hulp[other]",
        "nu[s1][1]",
        "nu[s1][2]",
    ];
    let roles = "A1=Leerkracht, A2=Directie";
    assert_eq!(
        described(&headers, Some("nl")),
        [
            ("Schoolcode", ""),
            ("Wat is uw functie?", roles),
            ("Wat is uw functie? [Anders]", ""),
            (
                "Hoe staat het met onze koers? [Hoe de koers gedeeld is]",
                "1=ad hoc, 2=doelgericht, 9=weet ik niet"
            ),
            ("Wie helpt u? [Een coach]", ""),
            ("Wie helpt u? [Anders]", ""),
            ("Nu en straks [Samen leren] [Schaal 1]", "a=nu"),
            ("Nu en straks [Samen leren] [Schaal 2]", "b=straks"),
        ]
        .map(|(label, values)| (label.to_owned(), values.to_owned()))
    );
}

#[test]
fn texts_come_in_the_language_that_is_asked_for_or_that_of_the_survey() {
    let label = |language| described(&["functie"], language).remove(0);
    assert_eq!(label(Some("en")), ("What is your role?".into(), "A1=Teacher, A2=Leadership".into()));
    assert_eq!(label(Some("fr")), label(Some("nl")));
    assert_eq!(structure().languages().collect::<Vec<_>>(), ["nl", "en"]);
}

#[test]
fn a_header_that_fits_questions_which_differ_is_not_described() {
    let lss = LSS.replace("Wat is uw <strong>functie</strong>?", "Schoolcode");
    let structure = Structure::parse_lss("t.lss", lss.as_bytes()).unwrap();
    let mut table = read_table("t.csv", b"Schoolcode;school\n1;1\n", &ReadOptions::default()).unwrap();
    assert_eq!(structure.describe(&mut table, None), 1);
    assert_eq!((table.columns[0].label.as_str(), table.columns[1].label.as_str()), ("", "Schoolcode"));
}

/// Before version 4 the texts stood in the rows themselves, a row for each language.
#[test]
fn older_files_repeat_a_row_for_each_language() {
    let row = |language, text, answer| {
        format!(
            "<questions><rows><row><qid>3</qid><parent_qid>0</parent_qid><gid>2</gid><type>L</type><title>k1</title>\
             <question>{text}</question><language>{language}</language></row></rows></questions>\
             <answers><rows><row><qid>3</qid><code>A1</code><answer>{answer}</answer><scale_id>0</scale_id>\
             <language>{language}</language></row></rows></answers>"
        )
    };
    let lss =
        format!("<document>{}{}</document>", row("nl", "Koers", "soms"), row("en", "Course", "at times"));
    let structure = Structure::parse_lss("t.lss", lss.as_bytes()).unwrap();
    let mut table = read_table("t.csv", b"k1\nA1\n", &ReadOptions::default()).unwrap();
    assert_eq!(structure.describe(&mut table, Some("en")), 1);
    assert_eq!((table.columns[0].label.as_str(), table.columns[0].value("A1")), ("Course", Some("at times")));
}

#[test]
fn what_is_no_structure_file_is_refused_with_the_place() {
    let again = "export the structure of the survey (.lss) from LimeSurvey again";
    for (lss, told) in [
        ("<document>\n<a></b>", "line 2: ill-formed document: expected `</a>`, but `</b>` was found"),
        ("<document>\n\n<a>", "line 3: it breaks off"),
        (
            "<!DOCTYPE x [<!ENTITY a \"aa\">]><document/>",
            "line 1: it declares a document type, which LimeSurvey never does",
        ),
        ("<document><a>&lol;</a></document>", "line 1: the entity `&lol;` is not known"),
        (&"<a>".repeat(40), "line 1: more than 32 elements within each other"),
    ] {
        assert_eq!(error(lss), format!("t.lss, {told}; {again}"));
    }
    let bytes = Structure::parse_lss("t.lss", b"<document>\n\xff</document>").unwrap_err().to_string();
    assert_eq!(bytes, format!("t.lss, line 2: the bytes here are no text in utf-8; {again}"));
    for lss in ["<document></document>", "", "geen xml"] {
        assert_eq!(
            error(lss),
            "t.lss: no questions are in it; in LimeSurvey choose `Export`, `Survey structure (.lss)`"
        );
    }
}

proptest::proptest! {
    #[test]
    fn a_changed_file_is_a_structure_or_an_error(
        changes in proptest::collection::vec((proptest::prelude::any::<proptest::sample::Index>(), "[<>&;/!\\[\\]a]"), 1..6),
    ) {
        let mut bytes = LSS.as_bytes().to_vec();
        for (at, new) in changes {
            let at = at.index(bytes.len());
            bytes[at] = new.as_bytes()[0];
        }
        let _ = Structure::parse_lss("t.lss", &bytes);
    }
}
