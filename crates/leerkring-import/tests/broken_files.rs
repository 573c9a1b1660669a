//! What a person is told of a file that is broken, or is not the file that was meant: `tests/data/broken-files.txt` has
//! the text for each case under a `##` heading. Whoever changes a text reads it there as the person who gets it would.

#![cfg(test)]

use std::collections::BTreeMap;
use std::fmt::Write as _;

use leerkring_import::{Encoding, ReadOptions, Structure, read_table, read_wishes};
use leerkring_model::builtin;

#[path = "robust/made.rs"]
mod made;
#[path = "broken/told.rs"]
mod told;
use made::{data, ods, xlsx, zipped};
use told::{told_of_answers, told_of_register, told_of_table};

/// What only one of the builds, with or without the feature `spss`, says.
const OF_SPSS: [&str; 2] = ["an SPSS file that breaks off", "an SPSS file, and no reader for it"];

const HEADER: &str = "School;Rol;k1;k2;d1;d2;l1;l2;l3;s1;s2;s3;g1;g2";
const ANSWERED: &str = "7;Leraar;1;2;3;4;5;1;2;3;4;5;1;2";

#[test]
fn every_broken_file_is_told_of_as_a_colleague_would() {
    let found: Vec<(&str, String)> = [files(), packed_files(), limits(), answers(), others()].concat();
    let expected = String::from_utf8(data("broken-files.txt")).unwrap();
    let mut expected: BTreeMap<&str, &str> = expected
        .split("## ")
        .skip(1)
        .filter_map(|section| section.split_once('\n'))
        .map(|(case, text)| (case, text.trim()))
        .collect();
    let mut other = String::new();
    for (case, text) in &found {
        if expected.remove(case) != Some(text.as_str()) {
            write!(other, "## {case}\n{text}\n\n").unwrap();
        }
    }
    assert!(other.is_empty(), "tests/data/broken-files.txt has another text for:\n{other}");
    expected.retain(|case, _| !OF_SPSS.contains(case));
    assert!(expected.is_empty(), "no case gives these texts: {expected:#?}");
}

type Told = Vec<(&'static str, String)>;

fn usual(name: &str, bytes: &[u8]) -> String {
    told_of_table(name, bytes, &ReadOptions::default())
}

fn with(change: impl FnOnce(&mut ReadOptions)) -> ReadOptions {
    let mut options = ReadOptions::default();
    change(&mut options);
    options
}

/// The old container of Microsoft Office, with an entry of this name.
fn compound(entry: &str) -> Vec<u8> {
    let entry: Vec<u8> = entry.encode_utf16().flat_map(u16::to_le_bytes).collect();
    [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec(), vec![0; 500], entry].concat()
}

/// Files that are not what their name says, and texts that are no table.
fn files() -> Told {
    let in_utf8 = with(|options| options.encoding = Some(Encoding::Utf8));
    vec![
        ("an empty file", usual("antwoorden.csv", b"")),
        ("blank lines only", usual("antwoorden.csv", b"\r\n\r\n  \r\n")),
        ("a PDF called .csv", usual("antwoorden.csv", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj")),
        ("a picture", usual("schermafdruk.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")),
        ("a GZIP file", usual("antwoorden.csv.gz", b"\x1f\x8b\x08\0\0\0\0\0")),
        ("an old workbook of Excel", usual("antwoorden.xls", &compound("Workbook"))),
        ("an old Word document", usual("verslag.doc", &compound("WordDocument"))),
        (
            "a page to log in, saved as a file",
            usual("export.csv", b"<!DOCTYPE html>\n<html><head><title>Log in</title>"),
        ),
        (
            "XML",
            usual(
                "antwoorden.xml",
                b"<?xml version=\"1.0\"?>\n<Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\">",
            ),
        ),
        (
            "the structure of LimeSurvey where answers are meant",
            usual("survey_7.lss", &data("limesurvey.lss")),
        ),
        (
            "the structure of Qualtrics where answers are meant",
            usual(
                "Vragen.qsf",
                br#"{"SurveyEntry":{"SurveyID":"SV_1"},"SurveyElements":[{"Element":"BL"}]}"#,
            ),
        ),
        ("a file of no known kind", usual("antwoorden.csv", b"\x01\x02\x03\x04\x05\x06\x07\x08\x0e\x0f")),
        (
            "an encoding that is not the file's",
            told_of_table("antwoorden.csv", b"School;Functie\n7;Leraar\n7;Zorgco\xf6rdinator\n", &in_utf8),
        ),
        (
            "a mark of UTF-8 before other bytes",
            usual("antwoorden.csv", b"\xef\xbb\xbfSchool;Functie\n7;Zorgco\xf6rdinator\n"),
        ),
        (
            "a quote that is never closed",
            usual("antwoorden.csv", b"School;Vraag\n7;goed\n8;\"beter\n9;best\n"),
        ),
        ("a strange sign after sep=", usual("antwoorden.csv", b"sep=:\nSchool:K1\n7:3\n")),
        (
            "JSON that breaks off",
            usual("antwoorden.json", b"[\n  {\"school\": \"7\", \"k1\": 3},\n  {\"school\": \"8\", \"k1\""),
        ),
        (
            "JSON with a comma too many",
            usual("antwoorden.json", b"[\n  {\"school\": \"7\", \"k1\": 3,},\n  {\"school\": \"8\"}]"),
        ),
        (
            "JSON without a list",
            usual("instellingen.json", br#"{"naam": "De Linde", "kleuren": {"knop": "blauw"}}"#),
        ),
        ("JSON with an item that is no object", usual("antwoorden.json", b"[{\"school\": \"7\"},\n 8]")),
    ]
}

/// Workbooks, archives and other packed files.
fn packed_files() -> Told {
    let rows: &[&[&str]] = &[&["School", "k1"], &["7", "3"]];
    let workbook = xlsx(&[("Antwoorden", rows), ("Toelichting", &[&["Vragen? Bel ons"]])]);
    let no_sheet = with(|options| options.sheet = Some("Antworden".to_owned()));
    let half = |bytes: &[u8]| bytes[..bytes.len() / 2].to_vec();
    let sheet_of_ods = b"<office:document-content><office:body><office:spreadsheet><table:table".as_slice();
    let broken_ods = zipped(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", b"<manifest:manifest/>"),
        ("content.xml", sheet_of_ods),
    ]);
    let structure = data("limesurvey.lss");
    let sav = data("spss.sav");
    vec![
        ("a workbook with a password", usual("antwoorden.xlsx", &compound("EncryptedPackage"))),
        ("a Word document", usual("antwoorden.docx", &zipped(&[("word/document.xml", b"<w:document/>")]))),
        ("a binary workbook", usual("antwoorden.xlsb", &zipped(&[("xl/workbook.bin", b"\x83\x01\0")]))),
        (
            "a ZIP file with a CSV in it",
            usual("antwoorden.zip", &zipped(&[("antwoorden.csv", b"School;k1\n7;3\n")])),
        ),
        ("a workbook that is cut off", usual("antwoorden.xlsx", &half(&workbook))),
        ("a workbook with an empty sheet", usual("antwoorden.xlsx", &xlsx(&[("Blad1", &[])]))),
        ("a sheet that is not there", told_of_table("antwoorden.xlsx", &workbook, &no_sheet)),
        ("an ODS workbook that is damaged", usual("antwoorden.ods", &broken_ods)),
        ("an ODS workbook that is cut off", usual("antwoorden.ods", &half(&ods(rows)))),
        (OF_SPSS[usize::from(cfg!(not(feature = "spss")))], usual("antwoorden.sav", &half(&sav))),
        (
            "an archive of LimeSurvey without responses",
            usual("survey_7.lsa", &zipped(&[("survey_7.lss", &structure)])),
        ),
        (
            "an archive of LimeSurvey with broken responses",
            usual(
                "survey_7.lsa",
                &zipped(&[
                    ("survey_7.lss", &structure),
                    ("survey_7_responses.lsr", b"<document><responses>"),
                ]),
            ),
        ),
    ]
}

/// Small limits in place of large files.
fn limits() -> Told {
    let columns = with(|options| options.max_columns = 1000);
    let cells = with(|options| options.max_cell_bytes = 1 << 10);
    let unpacked = with(|options| options.max_unpacked_bytes = 1 << 10);
    let million = ";".repeat(1_000_000);
    let wide = format!("School;k1\n7;3\n{million}x\n");
    let long = format!("School;k1\n7;{}\n", "a".repeat(1_000_000));
    let texts = ["a"; 1001];
    let text = "a".repeat(5000);
    let workbook = |rows: &[&[&str]]| xlsx(&[("Antwoorden", rows)]);
    let object = format!("[{{\"school\": \"{text}\"}}]");
    vec![
        ("a million columns", told_of_table("antwoorden.csv", wide.as_bytes(), &columns)),
        ("a cell beyond the limit", told_of_table("antwoorden.csv", long.as_bytes(), &cells)),
        ("a row beyond the limit", told_of_table("antwoorden.csv", "a".repeat(5 << 20).as_bytes(), &cells)),
        ("a sheet with too many columns", told_of_table("antwoorden.xlsx", &workbook(&[&texts]), &columns)),
        (
            "a cell of a sheet beyond the limit",
            told_of_table("antwoorden.xlsx", &workbook(&[&["School"], &[&text]]), &cells),
        ),
        (
            "a workbook that is a bomb",
            told_of_table("antwoorden.xlsx", &workbook(&[&["a"; 4000]]), &unpacked),
        ),
        ("a text in JSON beyond the limit", told_of_table("antwoorden.json", object.as_bytes(), &cells)),
    ]
}

/// Answers and the codebook they are read with.
fn answers() -> Told {
    let codebook = String::from_utf8(data("plain.toml")).unwrap();
    let with_date = codebook.replace("role = ", "date = \"Datum\"\nrole = ");
    let plain = |rows: &str| told_of_answers(&format!("{HEADER}\n{rows}"), &codebook);
    let changed = |from: &str, to: &str| {
        assert!(codebook.contains(from), "{from}");
        told_of_answers(&format!("{HEADER}\n{ANSWERED}\n"), &codebook.replace(from, to))
    };
    let dated =
        |day: &str, codebook: &str| told_of_answers(&format!("{HEADER};Datum\n{ANSWERED};{day}\n"), codebook);
    vec![
        ("a header only", plain("")),
        ("rows with too few and too many cells", plain("7;Leraar;1;2\n7;Leraar;1;2;3;4;5;1;2;3;4;5;1;2;3\n")),
        ("an answer that is not known", plain(&ANSWERED.replace(";3;4;5;1;2;3;4", ";3;4;soms;1;2;3;4"))),
        ("a role that is not known", plain(&ANSWERED.replace("Leraar", "Conciërge"))),
        ("no school", plain(&ANSWERED.replace("7;", ";"))),
        (
            "a school that the codebook does not know",
            told_of_answers(
                &format!("{HEADER}\n{ANSWERED}\n"),
                &format!("{codebook}\n[schools]\n\"De Linde\" = \"TW001\"\n"),
            ),
        ),
        (
            "a date in the other order",
            dated("25/12/2026", &with_date.replace("format = 1", "format = 1\ndate_order = \"mdy\"")),
        ),
        ("a date that is none", dated("morgen", &with_date)),
        (
            "columns that are missing",
            told_of_answers(
                &format!("{}\n{ANSWERED}\n", HEADER.replace("k1", "K 1").replace("Rol", "Functie")),
                &codebook,
            ),
        ),
        (
            "two columns that say when it was submitted",
            told_of_answers(
                &format!(
                    "{HEADER};Date submitted;submitdate. Date submitted\n{ANSWERED};2026-09-03 10:00:00;\n"
                ),
                &codebook.replace("\"plain\"", "\"limesurvey\""),
            ),
        ),
        ("a codebook of another model", changed("samen-leren@1", "lerende-organisatie@1")),
        ("a codebook that is no TOML", changed("[columns]", "[columns")),
        ("a codebook that is a workbook", told_of_answers(HEADER, "PK\u{3}\u{4}\u{14}")),
        ("a codebook without a column for an indicator", changed("k2 = \"k2\"", "")),
        ("a codebook with a word mistyped", changed("role = ", "rol = ")),
        ("a codebook with a phase too many", changed("\"5\" = 5", "\"5\" = 6")),
        ("a codebook with one column for two indicators", changed("k2 = \"k2\"", "k2 = \"k1\"")),
        ("an empty codebook", told_of_answers(HEADER, "")),
    ]
}

/// Registers, wishes and structures.
fn others() -> Told {
    let columns = "format = 1\n[register]\nid = \"code\"\nname = \"naam\"\nlat = \"lat\"\nlon = \"lon\"\n";
    let register = |rows: &str| told_of_register(&format!("code;naam;lat;lon\n{rows}"), columns);
    let schools = |turned: bool| -> String {
        let school = |n: i32| {
            let (lat, lon) = (format!("52,{n}"), format!("6,{n}"));
            let (lat, lon) = if turned { (lon, lat) } else { (lat, lon) };
            format!("{n};School {n};{lat};{lon}\n")
        };
        (10..22).map(school).collect()
    };
    let structure = |bytes: &[u8]| Structure::parse_lss("survey_7.lss", bytes).unwrap_err().to_string();
    let wishes = |text: &str| {
        let table = read_table("wensen.csv", text.as_bytes(), &ReadOptions::default()).unwrap();
        read_wishes(&table, &builtin::samen_leren(), &[]).unwrap_err().to_string()
    };
    vec![
        ("a register with other columns", told_of_register("BRIN;VESTIGINGSNAAM\n01AA;De Linde\n", columns)),
        (
            "a register with the coordinates of one school swapped",
            register(&format!("{}99;De Eik;6,15;52,15\n", schools(false))),
        ),
        ("a register with all coordinates swapped", register(&schools(true))),
        ("a register with a school twice", register("7;De Linde;52,1;6,1\n7;De Linde;52,9;6,9\n")),
        ("a register with coordinates in metres", register("7;De Linde;121000;487000\n")),
        ("wishes without their columns", wishes("naam;wens\nDe Linde;koers\n")),
        (
            "a structure that is a web page",
            structure(b"<!DOCTYPE html><html><body><p>Log in<br></p></body></html>"),
        ),
        ("a structure that breaks off", structure(&data("limesurvey.lss")[..2000])),
        ("a structure that is an export of answers", structure(b"id;submitdate\n1;\n")),
        ("a structure that is not in UTF-8", structure(b"<document>\n<surveys>Zorgco\xf6rdinator")),
    ]
}
