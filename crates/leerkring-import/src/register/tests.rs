use leerkring_model::{Language, Role, TeamSize, builtin};
use proptest::prelude::*;

use super::*;
use crate::codebook::Codebook;
use crate::table::{ReadOptions, Table, read_table};

pub(super) fn table(text: &str) -> Table {
    read_table("scholen.csv", text.as_bytes(), &ReadOptions::default()).unwrap()
}

pub(super) fn read(text: &str) -> Register {
    let table = table(text);
    read_register(&table, &RegisterColumns::of(&table), &builtin::samen_leren()).unwrap()
}

/// A codebook that says this under `[schools]`.
pub(super) fn codebook(schools: &str) -> Codebook {
    let text = format!(
        "format = 1\nmodel = \"samen-leren@1\"\nlayout = \"per-school\"\n\
         columns = {{ school = \"School\", agreed = {{ koers = \"Koers\" }} }}\nanswers = {{ 1 = 1 }}\n[schools]\n{schools}"
    );
    Codebook::parse("c", &text, &builtin::samen_leren()).unwrap()
}

pub(super) fn issues(register: &Register) -> Vec<String> {
    register.issues.iter().map(ToString::to_string).collect()
}

#[test]
fn a_register_with_a_codebook_of_its_own_columns() {
    let model = builtin::samen_leren();
    let codebook = Codebook::parse(
        "c",
        "format = 1\n[register]\nid = \"brin nummer\"\nname = \"NAAM\"\nboard = \"bestuur\"\nlat = \"x\"\nlon = \"y\"\n[register.traits]\nweight = \"gewicht\"\n[register.categories]\napproach = \"concept\"\n",
        &model,
    )
    .unwrap();
    let table = table(
        "NAAM;brin  nummer;bestuur;x;y;gewicht;concept\nDe Linde;007A;   ;52,1;4.3;-1,5; Dalton \nDe Eik;8;;;;;\n",
    );
    assert!(codebook.fits(&table));
    let register = read_register(&table, codebook.register().unwrap(), &model).unwrap();
    let school = &register.schools[0];
    assert_eq!((school.id.as_str(), school.name.as_str(), &school.board), ("007A", "De Linde", &None));
    assert_eq!((school.point.unwrap().lat(), school.point.unwrap().lon()), (52.1, 4.3));
    assert_eq!(school.traits["weight"], -1.5);
    assert_eq!(school.categories["approach"], "Dalton");
    assert!(register.schools[1].categories.is_empty());
    assert!(register.wishes.is_empty() && register.issues.is_empty());
}

#[test]
fn the_size_of_a_team_whole_and_by_role() {
    let register = read("id,name,team,team_leadership,team_support\n1,a,12,2,\n2,b,,,\n");
    let team = &register.schools[0].team;
    assert_eq!(
        (team.total, team.by_role.get(&Role::Leadership), team.by_role.len()),
        (Some(12), Some(&2), 1)
    );
    assert_eq!(register.schools[1].team, TeamSize::default());
}

#[test]
fn doubtful_values_are_left_out_and_doubtful_keys_set_aside() {
    let register = read(
        "id,name,lat,lon,pupils,trait:weight,offers,asks,thinks,room\n\
         1,a,52,,veel,x,koers,,,\n\
         1,b,52,4,10,1,,,,\n\
         2,,91,4,-1,1,\"koers;zingen, topic:Spelling\",*,samen-leren@1:koers,twee\n\
         ,c,52,4,10,1,,,,\n\
         1,a , 52,,veel,x,koers,,,\n\
         ,,,,,,,,,\n\
         3,d,52\n",
    );
    assert_eq!(
        issues(&register),
        [
            "scholen.csv, row 2, column `pupils`: what stands here is not a whole number from 0; the value is left out; the text is not repeated since somebody may have typed it",
            "scholen.csv, row 2, column `trait:weight`: `x` is not a number; the value is left out",
            "scholen.csv, row 2, column `lon`: only one of the two coordinates is filled in; the school is kept without a point",
            "scholen.csv, row 2, column `room`: the school offers something but says nothing under `room`; as long as it does not, it hosts nobody",
            "scholen.csv, row 3, column `id`: the school `1` stands in row 2 already; keep one of the two",
            "scholen.csv, row 4, column `name`: the school has no name; its key is shown instead",
            "scholen.csv, row 4, column `pupils`: `-1` is not a whole number from 0; the value is left out",
            "scholen.csv, row 4, column `offers`: what stands here is no aspect of the model (it has koers, data-en-feedback, lerende-professional, samen-leren, leiderschap) and no topic (write `topic:KEY`); it is left out; the text is not repeated since somebody may have typed it",
            "scholen.csv, row 4, column `offers`: `topic:Spelling`: after `topic:` comes a key of lower-case letters a-z, digits and hyphens that starts with a letter; it is left out",
            "scholen.csv, row 4, column `room`: what stands here is not a whole number from 0; the value is left out; the text is not repeated since somebody may have typed it",
            "scholen.csv, row 4, column `lat`: latitude 91, longitude 4 is no point on Earth (are latitude and longitude swapped?); the school is kept without a point",
            "scholen.csv, row 5, column `id`: no school is named; fill in its key",
            "scholen.csv, row 8: the row has 3 cells, the header has 10; is a quote or a delimiter missing?",
        ]
    );
    assert_eq!(
        register.summary.to_string(),
        "scholen.csv: 7 rows: 2 schools, 1 repeated row, 1 blank row, 3 rows set aside"
    );
    assert_eq!(register.wishes["2"].asks.len(), 5);
    assert_eq!(register.wishes["2"].thinks.len(), 1);
}

#[test]
fn placeholders_slips_and_thousands_are_told() {
    let mut text = String::from("id,name,lat,lon,pupils,offers,room\n");
    for n in 0..20 {
        text += &format!("{n},s,{},{},200,,\n", 51.0 + f64::from(n) * 0.1, 3.5 + f64::from(n) * 0.15);
    }
    text += "x,s,0,0,1.000,,\ny,s,5.23,4.9,\"412,00\",koers,1.000\n";
    let register = read(&text);
    let [.., x, y] = register.schools.as_slice() else { panic!() };
    assert_eq!((x.point, x.pupils), (None, None));
    assert_eq!((y.point.map(|point| point.lat()), y.pupils), (Some(5.23), Some(412)));
    assert_eq!(register.wishes["y"].room, 0);
    assert_eq!(
        issues(&register),
        [
            "scholen.csv, row 22, column `pupils`: `1.000` can be 1 or 1000: write it without a mark; the value is left out",
            "scholen.csv, row 22, column `lat`: at latitude 0, longitude 0 is no school; fill in where it is, or leave both empty; the school is kept without a point",
            "scholen.csv, row 23, column `room`: `1.000` can be 1 or 1000: write it without a mark; the value is left out",
            "scholen.csv, row 23, column `lat`: latitude 5.23, longitude 4.9 lies far from the other schools; check it",
        ]
    );
}

/// In a column of whole numbers a mark with three digits after it may part thousands.
#[test]
fn a_trait_is_read_where_its_column_shows_what_the_mark_is() {
    let read = |cells: &[&str]| {
        let rows: String = cells.iter().zip(0..).map(|(cell, n)| format!("{n};s;{cell}\n")).collect();
        let register = read(&format!("id;name;trait:weight\n{rows}"));
        let weight = |school: &School| school.traits.get("weight").copied();
        (register.schools.iter().map(weight).collect::<Vec<_>>(), issues(&register))
    };
    let (weights, told) = read(&["1.024", "980", "1,137"]);
    assert_eq!(weights, [None, Some(980.0), None]);
    assert_eq!(
        told[0],
        "scholen.csv, row 2, column `trait:weight`: `1.024` can be 1.024 or 1024: write 1024, or `1.0240`; the value is left out"
    );
    for (cells, expected) in [
        (["1.024", "0.980"], [Some(1.024), Some(0.98)]),
        (["1,024", "31,5"], [Some(1.024), Some(31.5)]),
        // The comma is the decimal one; the point then is not.
        (["1.024", "31,5"], [None, Some(31.5)]),
    ] {
        assert_eq!(read(&cells).0, expected, "{cells:?}");
    }
}

/// In a workbook and in JSON a number has no mark, and a text has one that somebody typed.
#[test]
fn a_number_that_is_a_text_is_read_as_in_delimited_text() {
    let read = |cells: &[&str]| {
        let objects: Vec<String> = cells
            .iter()
            .zip(0..)
            .map(|(cell, n)| format!("{{\"id\":\"{n}\",\"name\":\"s\",\"trait:weight\":{cell}}}"))
            .collect();
        let json = format!("[{}]", objects.join(","));
        let table = read_table("scholen.json", json.as_bytes(), &ReadOptions::default()).unwrap();
        let register = read_register(&table, &RegisterColumns::of(&table), &builtin::samen_leren()).unwrap();
        register.schools.iter().map(|school| school.traits.get("weight").copied()).collect::<Vec<_>>()
    };
    assert_eq!(read(&["1.024", "980"]), [Some(1.024), Some(980.0)]);
    assert_eq!(read(&["\"1.024\"", "980", "\"1,137\""]), [None, Some(980.0), None]);
    assert_eq!(read(&["\"1.024\"", "31.5"]), [Some(1.024), Some(31.5)]);
}

/// The sample network of the programs lies where it should.
#[test]
fn the_sample_register_gives_no_issue() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/sample/schools.csv");
    // It is not part of the package.
    let Ok(bytes) = std::fs::read(path) else { return };
    let table = read_table("schools.csv", &bytes, &ReadOptions::default()).unwrap();
    let model = builtin::samen_leren();
    let register = read_register(&table, &RegisterColumns::of(&table), &model).unwrap();
    assert_eq!(issues(&register), Vec::<String>::new());
    assert!(register.schools.iter().filter(|school| school.point.is_some()).count() > 100);
}

#[test]
fn a_summary_speaks_dutch() {
    let register = read("id,name\n1,a\n1,a\n1,b\n2,c\n,\n");
    assert_eq!(
        register.summary.in_language(Language::Nl),
        "scholen.csv: 5 rijen: 2 scholen, 1 herhaalde rij, 1 lege rij, 1 rij opzijgelegd"
    );
    assert_eq!(register.summary.in_language(Language::En), register.summary.to_string());
}

#[test]
fn missing_columns_are_named_with_what_there_is() {
    let model = builtin::samen_leren();
    let table = table("brin,naam\n1,a\n");
    let error = read_register(&table, &RegisterColumns::of(&table), &model).unwrap_err();
    assert_eq!(
        error.to_string(),
        "scholen.csv: no column `register.id` = `id`, `register.name` = `name` (nearest is `naam`); the file has `brin`, `naam`; name its columns under [register], as in `id = \"vestigingscode\"`"
    );
    assert!(read_wishes(&table, &model, &[]).is_err());
}

/// The same for a register that was filled in with a form.
#[test]
fn the_number_of_a_response_is_no_key_of_a_register() {
    let forms = table(
        "Id;Begintijd;Tijd van voltooien;E-mail;Naam;Schoolcode;Schoolnaam\n1;3-9-2026 14:20;3-9-2026 14:25;a@b.nl;Jan;007;De Eik\n",
    );
    let toml = crate::propose_register(&forms, leerkring_model::Language::En);
    assert!(toml.contains("\nid = \"Schoolcode\"") && toml.contains("\nname = \"Schoolnaam\""), "{toml}");
    let lime =
        table("id,submitdate,lastpage,startlanguage,school,name\n1,2026-09-03 14:20:00,1,nl,007,De Eik\n");
    assert_eq!(
        (RegisterColumns::of(&lime).id.as_str(), lime.recognised.layout),
        ("school", Some(crate::Layout::Limesurvey))
    );
    let plain = table("id,school,name\n007,De Eik,De Eik\n");
    assert_eq!(RegisterColumns::of(&plain).id, "id");
}

#[test]
fn issues_are_counted_beyond_the_first() {
    let model = leerkring_model::builtin::samen_leren();
    let rows: String = (0..10_007).map(|n| format!("{n},zingen\n")).collect();
    let wishes = read_wishes(&table(&format!("school,asks\n{rows}")), &model, &[]).unwrap();
    assert_eq!((wishes.issues.len(), wishes.summary.more_issues), (10_000, 7));
    let register = read(&format!("id,name\n{}", ",\n,a\n".repeat(10_007)));
    assert_eq!((register.issues.len(), register.summary.more_issues), (10_000, 7));
    assert!(register.issues.is_sorted_by_key(|issue| issue.row));
}

proptest! {
    /// Every row of a register is accounted for, and every school stands once.
    #[test]
    fn rows_add_up(rows in prop::collection::vec(prop::collection::vec("|[12]|a|52,1|4\\.2|0|200|koers|\\*", 0..6), 0..25)) {
        let lines: Vec<String> = rows.iter().map(|cells| cells.join(";")).collect();
        let text = format!("id;name;lat;lon;offers\n{}", lines.join("\n"));
        let register = read(&text);
        let s = &register.summary;
        prop_assert_eq!(s.rows, s.schools + s.repeats + s.blank + s.set_aside);
        prop_assert_eq!(register.schools.len(), s.schools);
        let ids: std::collections::BTreeSet<_> = register.schools.iter().map(|s| &s.id).collect();
        prop_assert_eq!(ids.len(), s.schools);
        let aside: std::collections::BTreeSet<u64> =
            register.issues.iter().filter(|issue| issue.kind.sets_row_aside()).map(|issue| issue.row).collect();
        prop_assert_eq!(aside.len(), s.set_aside);
    }
}
