use leerkring_model::{Language, builtin};
use leerkring_model::{Role, Subjects, TeamSize};
use proptest::prelude::*;

use super::*;
use crate::codebook::Codebook;
use crate::table::{ReadOptions, Table, read_table};

fn table(text: &str) -> Table {
    read_table("scholen.csv", text.as_bytes(), &ReadOptions::default()).unwrap()
}

fn read(text: &str) -> Register {
    let table = table(text);
    read_register(&table, &RegisterColumns::of(&table), &builtin::samen_leren()).unwrap()
}

fn issues(register: &Register) -> Vec<String> {
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
            "scholen.csv, row 2, column `pupils`: `veel` is not a whole number from 0; the value is left out",
            "scholen.csv, row 2, column `trait:weight`: `x` is not a number; the value is left out",
            "scholen.csv, row 2, column `lon`: only one of the two coordinates is filled in; the school is kept without a point",
            "scholen.csv, row 2, column `room`: the school offers something but says nothing under `room`; as long as it does not, it hosts nobody",
            "scholen.csv, row 3, column `id`: the school `1` stands in row 2 already; keep one of the two",
            "scholen.csv, row 4, column `name`: the school has no name; its key is shown instead",
            "scholen.csv, row 4, column `pupils`: `-1` is not a whole number from 0; the value is left out",
            "scholen.csv, row 4, column `offers`: `zingen` is no aspect of the model (it has koers, data-en-feedback, lerende-professional, samen-leren, leiderschap) and no topic (write `topic:KEY`); it is left out",
            "scholen.csv, row 4, column `offers`: `topic:Spelling`: after `topic:` comes a key of lower-case letters a-z, digits and hyphens that starts with a letter; it is left out",
            "scholen.csv, row 4, column `room`: `twee` is not a whole number from 0; the value is left out",
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
fn swapped_coordinates_are_found_out_by_the_other_schools() {
    let mut text = String::from("id,name,lat,lon\n");
    for n in 0..20 {
        text += &format!("{n},s,{},{}\n", 51.0 + f64::from(n) * 0.1, 3.5 + f64::from(n) * 0.15);
    }
    // Swapped; in Paris, which is far but no swap; on an island.
    text += "x,s,4.9,52.3\ny,s,48.85,2.35\nz,s,53.4,5.2\n";
    let register = read(&text);
    let without: Vec<&str> =
        register.schools.iter().filter(|s| s.point.is_none()).map(|s| s.id.as_str()).collect();
    assert_eq!(without, ["x"]);
    assert_eq!(
        issues(&register),
        [
            "scholen.csv, row 22, column `lat`: latitude 4.9, longitude 52.3 lies far from the other schools: are latitude and longitude swapped? the school is kept without a point",
            "scholen.csv, row 23, column `lat`: latitude 48.85, longitude 2.35 lies far from the other schools; check it",
        ]
    );
}

#[test]
fn coordinates_swapped_in_the_whole_file_are_one_issue_of_the_file() {
    let mut text = String::from("id,name,lat,lon\n");
    for n in 0..20 {
        text += &format!("{n},s,{},{}\n", 3.5 + f64::from(n) * 0.15, 51.0 + f64::from(n) * 0.1);
    }
    text += "x,s,52.3,4.9\ny,,,\n";
    let register = read(&text);
    let without: Vec<&str> =
        register.schools.iter().filter(|s| s.point.is_none()).map(|s| s.id.as_str()).collect();
    assert_eq!(without, ["y"]);
    assert_eq!(
        issues(&register),
        [
            "scholen.csv, column `lat`: latitude and longitude seem to be swapped in the whole file (for 20 of 21 schools): if they are, exchange the two columns, in the file or under [register]; the points are taken as they stand",
            "scholen.csv, row 23, column `name`: the school has no name; its key is shown instead",
        ]
    );
    assert_eq!((register.issues[0].row, register.issues[0].line), (0, 0));
    assert_eq!(register.summary.set_aside, 0);
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

#[test]
fn what_a_codebook_calls_schools_counts_for_wishes_too() {
    let model = builtin::samen_leren();
    let named: String = model.indicators().map(|i| format!("{0} = \"{0}\"\n", i.id().key())).collect();
    let codebook = |schools: &str| {
        let text = format!(
            "format = 1\nmodel = \"samen-leren@1\"\nlayout = \"plain\"\n[columns]\nschool = \"school\"\n\
             [columns.indicators]\n{named}[answers]\n1 = 1\n[schools]\n{schools}"
        );
        Codebook::parse("c", &text, &model).unwrap()
    };
    let register = read("id;name\n03XY00;OBS De Linde\n04AB00;De Regenboog\n");
    let mut index = SchoolIndex::new(&register.schools);
    index.learn(&codebook(
        "\"Wij van de hoek\" = \"03XY00\"\n\"De Nieuwe\" = \"09ZZ00\"\n\"Boog\" = \"04AB00\"\n",
    ));
    index.learn(&codebook("\"Boog\" = \"03XY00\"\n"));
    let text = "school;asks\nWij  van de hoek;koers\nDe Nieuwe;koers\nBoog;koers\nJan Jansen;koers\n03XY00 Jan Jansen;koers\n";
    let read = read_wishes(&table(text), &model, index).unwrap();
    let keys: Vec<&str> = read.wishes.keys().map(SchoolId::as_str).collect();
    assert_eq!(keys, ["03XY00", "09ZZ00", "Jan Jansen"]);
    let told: Vec<String> = read.issues.iter().map(ToString::to_string).collect();
    assert_eq!(
        told,
        [
            "scholen.csv, row 3, column `school`: the school `09ZZ00` is not in the register; its wishes count as soon as it is",
            "scholen.csv, row 4, column `school`: `Boog` can be `03XY00` (OBS De Linde), `04AB00` (De Regenboog); write the key of the school",
            "scholen.csv, row 5, column `school`: the school that stands here is not in the register; its wishes count as soon as it is; the text is not repeated since somebody may have typed it",
            "scholen.csv, row 6, column `school`: what stands here can be `03XY00` (OBS De Linde); write the key of the school",
        ]
    );
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

#[test]
fn wishes_come_from_a_file_of_their_own_too() {
    let model = builtin::samen_leren();
    let table = table(
        "school;offers;asks;thinks;room\n007;koers, leiderschap;;*;1\n007;koers, leiderschap;;*;1\n007;koers;;;1\n;;;;3\n",
    );
    let read = read_wishes(&table, &model, &[]).unwrap();
    assert_eq!(read.summary.to_string(), "scholen.csv: 4 rows: 1 school, 1 repeated row, 2 rows set aside");
    let wishes = &read.wishes["007"];
    assert_eq!((wishes.offers.len(), wishes.thinks.len(), wishes.room), (2, 5, 1));
}

#[test]
fn coordinates_in_metres_need_their_system() {
    let model = builtin::samen_leren();
    let parse = |lines: &str| {
        Codebook::parse(
            "c",
            &format!("format = 1\n[register]\nid = \"id\"\nname = \"naam\"\n{lines}"),
            &model,
        )
    };
    for lines in [
        "x = \"x\"\ny = \"y\"\n",
        "crs = \"EPSG:28992\"\n",
        "x = \"x\"\ny = \"y\"\nlat = \"n\"\nlon = \"o\"\ncrs = \"EPSG:28992\"\n",
    ] {
        let error = parse(lines).unwrap_err().to_string();
        assert!(
            error.contains("where schools lie is said by `lat` and `lon`, or by `x`, `y` and `crs` together"),
            "{error}"
        );
    }
    let error = parse("x = \"x\"\ny = \"y\"\ncrs = \"EPSG:25832\"\n").unwrap_err().to_string();
    let known =
        "`EPSG:25832` is not known here; write EPSG:4326, EPSG:28992, EPSG:31370, EPSG:27700, EPSG:3857";
    assert!(error.contains(known), "{error}");

    let codebook = parse("x = \"x\"\ny = \"y\"\ncrs = \"epsg:28992\"\n").unwrap();
    let table = table(
        "id;naam;x;y\n1;a;155000;463000\n2;b;463000;155000\n3;c;0;0\n4;d;155000;\n05;e;155000;463000\n5;f;;\n",
    );
    let register = read_register(&table, codebook.register().unwrap(), &model).unwrap();
    let point = register.schools[0].point.unwrap();
    assert!((point.lat() - 52.15517).abs() < 1e-4 && (point.lon() - 5.38720).abs() < 1e-4, "{point:?}");
    assert_eq!(
        issues(&register),
        [
            "scholen.csv, row 3, column `x`: x 463000, y 155000 lies outside the area of EPSG:28992 (are x and y swapped?); the school is kept without a point",
            "scholen.csv, row 4, column `x`: x 0, y 0 lies outside the area of EPSG:28992; the school is kept without a point",
            "scholen.csv, row 5, column `y`: only one of the two coordinates is filled in; the school is kept without a point",
            "scholen.csv, row 7, column `id`: this key differs from `05` in row 6 only by leading zeros or capitals: is it the same school? both are read",
        ]
    );
    assert_eq!(
        register.summary.to_string(),
        "scholen.csv: 6 rows: 6 schools; 4 without a point on the map; 2 at one point with another"
    );
}

#[test]
fn wishes_are_read_by_dutch_names_and_by_the_names_of_aspects() {
    let model = builtin::samen_leren();
    let name = model.aspects()[1].name().best("nl").to_owned();
    let table = table(&format!(
        "Schoolcode;Biedt;Vraagt;Denkt mee;Ruimte\n007;KOERS, {name};\"{} koers zingen in koor\";*;2\n",
        name.to_uppercase()
    ));
    let read = read_wishes(&table, &model, &[]).unwrap();
    let wishes = &read.wishes["007"];
    assert_eq!((wishes.offers.len(), wishes.asks.len(), wishes.thinks.len(), wishes.room), (2, 2, 5, 2));
    assert_eq!(wishes.offers, wishes.asks);
    assert_eq!(read.issues.len(), 1);
    assert!(
        read.issues[0].to_string().contains("`zingen in koor` is no aspect of the model"),
        "{}",
        read.issues[0]
    );
}

#[test]
fn wishes_are_read_by_names_of_schools_and_by_what_their_columns_say() {
    let model = builtin::samen_leren();
    let register = read(
        "id;name;municipality\n03XY00;OBS De Linde;Utrecht\n04AB00;De Regenboog;Almelo\n05CD00;De Regenboog;Breda\n",
    );
    let text = "Naam school;Wat biedt uw school aan?;Waarover vraagt u hulp?;Bezoeken per jaar;Budget\n\
                de linde;koers;samen leren;2;100\n04AB;samen leren;koers;1;\nDe Regenboog (Breda);koers;;1;\n\
                De Regenboog;koers;;1;\nDe Lindde;koers;;1;\n99ZZ99;koers;;1;\n";
    let read = read_wishes(&table(text), &model, &register.schools).unwrap();
    let keys: Vec<&str> = read.wishes.keys().map(SchoolId::as_str).collect();
    assert_eq!(keys, ["03XY00", "04AB00", "05CD00", "99ZZ99"]);
    let linde = &read.wishes["03XY00"];
    assert_eq!((linde.offers.len(), linde.asks.len(), linde.room), (1, 1, 2));
    let told: Vec<String> = read.issues.iter().map(ToString::to_string).collect();
    assert_eq!(
        told,
        [
            "scholen.csv, column `Wat biedt uw school aan?`: this column is read as `offers`, for a word in its name; if that is wrong, give it another name",
            "scholen.csv, column `Waarover vraagt u hulp?`: this column is read as `asks`, for a word in its name; if that is wrong, give it another name",
            "scholen.csv, column `Bezoeken per jaar`: this column is read as `room`, for a word in its name; if that is wrong, give it another name",
            "scholen.csv: these columns were not read: `Budget`; if one holds wishes, call it offers, asks, thinks or room",
            "scholen.csv, row 5, column `Naam school`: `De Regenboog` can be `04AB00` (De Regenboog), `05CD00` (De Regenboog); write the key of the school",
            "scholen.csv, row 6, column `Naam school`: `De Lindde` can be `03XY00` (OBS De Linde); write the key of the school",
            "scholen.csv, row 7, column `Naam school`: the school `99ZZ99` is not in the register; its wishes count as soon as it is",
        ]
    );
    // Without a register a name is no school, and two columns that say the same are neither.
    assert!(read_wishes(&table(text), &model, &[]).is_err());
    let two =
        read_wishes(&table("school;Wij bieden;Ons aanbod van nu;Ruimte\n007;koers;data;1\n"), &model, &[]);
    assert!(two.unwrap().wishes["007"].offers.is_empty());
}

#[test]
fn what_people_typed_is_no_wish_and_is_not_repeated() {
    let model = builtin::samen_leren();
    let told = |text: &str| {
        let read = read_wishes(&table(text), &model, &[]).unwrap();
        let told: Vec<String> = read.issues.iter().map(ToString::to_string).collect();
        (read.wishes["007"].clone(), told.join("\n"))
    };
    // Everyday words, an aspect as a header, and a question that is answered with names: none of them asks.
    for (header, cell) in [
        ("Vragen of opmerkingen", "Bel Jan Jansen (06-12345678) over koers"),
        ("Vraag 2. Uw naam", "Jan Jansen"),
        ("Samen leren", "koers"),
        ("Wie kan bezoek ontvangen?", "Jan Jansen"),
        ("Wat vraagt u ons nog?", "Bel Jan Jansen over koers"),
    ] {
        let text = format!("Schoolcode;Vraag 1: Wat biedt u aan?;{header}\n007;koers;{cell}\n");
        let (wishes, told) = told(&text);
        assert_eq!((wishes.offers.len(), wishes.asks.len(), wishes.room), (1, 0, 0), "{header}");
        assert!(told.contains(&format!("these columns were not read: `{header}`")), "{told}");
        assert!(!told.contains("Jan"), "{told}");
    }
    // Even a column that is taken for what it mostly holds.
    let text =
        "Schoolcode;Wat biedt u aan?;Hoeveel bezoeken?\n007;koers, vraag Jan;1\n008;koers;Jan\n009;koers;2\n";
    let (wishes, told) = told(text);
    assert_eq!((wishes.offers.len(), wishes.room), (1, 1));
    assert_eq!(told.matches("cannot be read as a wish").count(), 2, "{told}");
    assert!(!told.contains("Jan"), "{told}");
}

/// Forms number their responses, and a number is the key of a school that lost its zeros.
#[test]
fn the_number_of_a_response_is_no_school() {
    let model = builtin::samen_leren();
    let register = read("id;name\n0001;De Linde\n0002;De Eik\n");
    let keys = |text: &str| -> Vec<String> {
        let read = read_wishes(&table(text), &model, &register.schools);
        let read = read.map(|read| read.wishes.into_keys().map(|key| key.to_string()).collect());
        read.unwrap_or_default()
    };
    let forms = "Id;Begintijd;Tijd van voltooien;E-mail;Naam;";
    let rows = "1;3-9-2026 14:20;3-9-2026 14:25;a@b.nl;Jan;De Eik;koers\n";
    assert_eq!(keys(&format!("{forms}School;Biedt\n{rows}")), ["0002"]);
    assert_eq!(keys(&format!("{forms}Waar werkt u?;Biedt\n{rows}")), Vec::<String>::new());
    assert_eq!(keys("Id;School;Biedt\n1;De Eik;koers\n"), ["0002"]);
    assert_eq!(keys("Id;Naam school;Biedt\n1;De Eik;koers\n"), ["0002"]);
    assert_eq!(keys("Id;Biedt\n1;koers\n"), Vec::<String>::new());
    // Where it is the key, it is.
    assert_eq!(keys("Id;Naam school;Biedt\n0001;De Linde;koers\n"), ["0001"]);
    assert_eq!(keys("Id;Biedt\n0001;koers\n"), ["0001"]);
    assert_eq!(keys("School;Biedt\n1;koers\n"), ["0001"]);
    let read =
        read_wishes(&table("Id;School;Biedt;Ruimte\n1;De Eik;koers;1\n"), &model, &register.schools).unwrap();
    assert_eq!(
        read.issues[0].to_string(),
        "scholen.csv, column `School`: this column says which school it is; not read is `Id`; if that is wrong, call the right column schoolcode, and no other"
    );
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

/// As many names as there are stretches of words would be tried for each of the words.
#[test]
fn a_cell_of_many_words_takes_no_longer_than_another() {
    let text = format!("school,asks\n007,{}koers\n", "zingen ".repeat(20_000));
    let read = read_wishes(&table(&text), &leerkring_model::builtin::samen_leren(), &[]).unwrap();
    assert_eq!((read.wishes["007"].asks.len(), read.issues.len()), (1, 1));
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

#[test]
fn with_a_list_topics_go_by_key_or_name_and_must_be_on_it() {
    let list = "format = 1\n[[topic]]\nid = \"natuur\"\nname.nl = \"Natuur en techniek\"\nname.en = \"Science\"\n\
                [[topic]]\nid = \"spelling\"\nname.nl = \"Spelling\"\n";
    let (model, topics) =
        (leerkring_model::builtin::samen_leren(), leerkring_model::Topics::parse(list).unwrap());
    let text = "school,biedt,vraagt,ruimte\n\
                007,\"koers; NATUUR EN TECHNIEK, spelling\",Science Koers,1\n\
                008,\"topic:natuur speling\",topic:spellen,1\n\
                009,xyz,topic:koers,1\n";
    let read = read_wishes(&table(text), Subjects::from(&model).with(&topics), &[]).unwrap();
    let shown = |school: &str| {
        let wishes = &read.wishes[school];
        [&wishes.offers, &wishes.asks]
            .map(|all| all.iter().map(ToString::to_string).collect::<Vec<_>>().join(" "))
    };
    assert_eq!(
        shown("007"),
        ["samen-leren@1:koers topic:natuur topic:spelling", "samen-leren@1:koers topic:natuur"]
    );
    assert_eq!(shown("008"), ["topic:natuur", ""]);
    let told: Vec<String> = read.issues.iter().map(|issue| issue.kind.to_string()).collect();
    assert_eq!(
        told,
        [
            "`speling` is no aspect of the model and not on the list of topics; is `spelling` meant? It is left out",
            "`topic:spellen` is not on the network's list of topics; is `spelling` meant? It is left out",
            "`xyz` is no aspect of the model (it has koers, data-en-feedback, lerende-professional, samen-leren, leiderschap) and not \
             on the list of topics (it has natuur, spelling); it is left out",
            // An aspect is no topic.
            "`topic:koers` is not on the network's list of topics (it has natuur, spelling); it is left out",
        ]
    );
    // Without a list any topic will do, by its key alone.
    let read = read_wishes(&table(text), &model, &[]).unwrap();
    assert_eq!(
        read.wishes["008"].asks.iter().map(ToString::to_string).collect::<Vec<_>>(),
        ["topic:spellen"]
    );
}
