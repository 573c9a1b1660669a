use super::*;
use crate::table::{Row, read_table};

fn read(text: &str) -> Table {
    read_table("t.json", text.as_bytes(), &ReadOptions::default()).unwrap()
}

fn refused(text: &str) -> String {
    read_table("t.json", text.as_bytes(), &ReadOptions::default()).unwrap_err().to_string()
}

fn cells(table: &Table) -> Vec<Vec<&str>> {
    table.rows.iter().map(|row| row.iter().collect()).collect()
}

#[test]
fn a_list_of_objects_is_a_table() {
    let table = read(
        "\u{feff}[\n  {\"id\": \"007\", \"naam\": \"De \\u004cinde\", \"leerlingen\": 1.10, \"open\": true},\n  \
         {\"naam\": null, \"id\": \"008\", \"net\": \"GO!\", \"plaats\": {\"gemeente\": \"Gent\", \"punt\": {\"x\": 104000}}, \"talen\": [\"nl\", \"fr\", 3]},\n  \
         {}, null,\n  {\"id\": \"009\", \"leden\": [{\"a\": 1}], \"leeg\": []}\n]\n",
    );
    let names: Vec<&str> = table.names().collect();
    let expected = [
        "id",
        "naam",
        "leerlingen",
        "open",
        "net",
        "plaats.gemeente",
        "plaats.punt.x",
        "talen",
        "leden",
        "leeg",
    ];
    assert_eq!(names, expected);
    assert_eq!(
        cells(&table),
        [
            ["007", "De Linde", "1.10", "true", "", "", "", "", "", ""],
            ["008", "", "", "", "GO!", "Gent", "104000", "nl;fr;3", "", ""],
            ["009", "", "", "", "", "", "", "", "[{\"a\": 1}]", ""],
        ]
    );
    assert_eq!(
        table.rows.iter().map(|row| (row.number(), row.line())).collect::<Vec<_>>(),
        [(1, 2), (2, 3), (5, 5)]
    );
    assert_eq!((table.blank, table.recognised.header_rows), (2, 0));
    assert_eq!(table.recognised.to_string(), "json, utf-8 (by its byte order mark)");
}

#[test]
fn the_list_is_found_under_a_key() {
    for text in [
        r#"{"total": 2, "tags": ["a"], "scholen": [{"id": 1}, {"id": 2}]}"#,
        r#"{"help": "...", "result": {"fields": [], "records": [{"id": 1}, {"id": 2}]}}"#,
        r#"{"deep": {"er": [{"no": 1}]}, "near": [{"id": 1}, {"id": 2}]}"#,
    ] {
        let table = read(text);
        assert_eq!(
            (table.names().collect::<Vec<_>>(), cells(&table)),
            (vec!["id"], vec![vec!["1"], vec!["2"]]),
            "{text}"
        );
    }
}

#[test]
fn places_on_the_map_are_rows_with_a_point() {
    let feature = |id: &str, properties: &str, geometry: &str| {
        format!(r#"{{"type": "Feature"{id}, "properties": {properties}, "geometry": {geometry}}}"#)
    };
    let collection = |crs: &str, features: &[String]| {
        format!(r#"{{"type": "FeatureCollection"{crs}, "features": [{}]}}"#, features.join(",\n"))
    };
    let features = [
        feature(
            r#", "id": "s1""#,
            r#"{"naam": "De Linde"}"#,
            r#"{"type": "Point", "coordinates": [4.39, 51.20, 7]}"#,
        ),
        feature(
            "",
            r#"{"naam": "De Eik"}"#,
            r#"{"type": "Polygon", "coordinates": [[[4, 51], [4, 52], [5, 51], [4, 51]]]}"#,
        ),
        feature("", r#"{"naam": "De Es"}"#, "null"),
    ];
    let table = read(&collection("", &features));
    assert_eq!(table.names().collect::<Vec<_>>(), ["naam", "id", "lon", "lat"]);
    assert_eq!(
        cells(&table),
        [["De Linde", "s1", "4.39", "51.20"], ["De Eik", "", "", ""], ["De Es", "", "", ""]]
    );
    assert_eq!(table.recognised.format, Format::GeoJson);
    assert_eq!(table.rows.iter().map(Row::line).collect::<Vec<_>>(), [1, 2, 3]);
    let metres = r#", "crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::31370"}}"#;
    let names = |text: &str| read(text).names().map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(names(&collection(metres, &features)), ["naam", "id", "x", "y"]);
    let own = [feature("", r#"{"lat": 1}"#, r#"{"type": "Point", "coordinates": [4.39, 51.20]}"#)];
    assert_eq!(names(&collection("", &own)), ["lat", "lon", "feature.lat"]);
    assert_eq!(names(&own[0]), ["lat", "lon", "feature.lat"]);
    let both =
        feature("", r#"{"lat": 1, "feature.lat": 2}"#, r#"{"type": "Point", "coordinates": [4.39, 51.20]}"#);
    assert_eq!(names(&both), ["lat", "feature.lat", "lon", "feature.feature.lat"]);
}

#[test]
fn broken_json_is_refused_with_its_place() {
    for (text, said) in [
        (
            "[\n {\"id\": 1},\n {\"id\": }\n]",
            "t.json, line 3, column 9: the JSON is broken here (expected value); export it again",
        ),
        (
            "[{\"id\": 1},",
            "t.json, line 1, column 11: the JSON is broken here (it breaks off); export it again",
        ),
        (
            "[{\"a\": 1},\n  {\"id\": \"\\x\"}]",
            "t.json, line 2, column 12: the JSON is broken here (invalid escape); export it again",
        ),
        (
            "[{\"a\": 1},\n 3]",
            "t.json, line 2, column 2: the JSON is broken here (the other items of the list are objects, this one is not); export it again",
        ),
        (
            "{\"a\": 1}\n{\"a\": 2}\n",
            "t.json, line 2, column 1: the JSON is broken here (trailing characters); export it again",
        ),
        (
            "[{\"a\": 1},\n {\"a\": 2, \"\\u0061\": 3}]",
            "t.json, line 2, column 18: the JSON is broken here (the key `a` stands twice in one object); export it again",
        ),
        (
            "[{\"a\": {\"b\": 1}, \"c\": 3},\n {\"a\": {\"b\": 1}, \"a.b\": 2, \"c\": 3}]",
            "t.json, line 2, column 25: the JSON is broken here (`a.b` is a key here and a path to another value too); export it again",
        ),
        ("[]", "t.json: the file is empty, no row has anything in it; export it again"),
        ("[{}, null]", "t.json: the file is empty, no row has anything in it; export it again"),
    ] {
        assert_eq!(refused(text), said, "{text}");
    }
    for text in ["{\"a\": 1}", "[[1, 2], [3, 4]]", "{\"a\": [1, 2]}", "{}"] {
        assert!(refused(text).starts_with("t.json: there is no list of rows in this JSON"), "{text}");
    }
    let error = read_table("t.json", b"[{\"a\":\n\"\xe9\"}]", &ReadOptions::default()).unwrap_err();
    assert!(
        error.to_string().starts_with("t.json, line 2: what stands here cannot be read as utf-8"),
        "{error}"
    );
}

#[test]
fn limits_hold_for_json_too() {
    let small = |columns, cell, unpacked| ReadOptions {
        max_columns: columns,
        max_cell_bytes: cell,
        max_unpacked_bytes: unpacked,
        ..ReadOptions::default()
    };
    let said = |text: &str, options: &ReadOptions| {
        read_table("t", text.as_bytes(), options).unwrap_err().to_string()
    };
    assert!(
        said("[{\"a\":1},\n{\"b\":1,\"c\":1}]", &small(2, 9, 99))
            .starts_with("t: there are 3 columns in the list up to line 2, and at most 2 are read")
    );
    assert!(
        said("[{\"a\":\"123456\"}]", &small(2, 5, 99))
            .starts_with("t: there is a text of 6 bytes in the object on line 1, and at most 5")
    );
    // A column of its own for each object: few bytes, many cells.
    let wide: Vec<String> = (0..200).map(|n| format!("{{\"{n}\":1}}")).collect();
    assert!(said(&format!("[{}]", wide.join(",")), &small(999, 99, 9999)).contains("more than 9999 bytes"));
    // Nested without end: no stack is used for it.
    let deep = format!("[{{\"a\":{}1{}}}]", "[".repeat(100_000), "]".repeat(100_000));
    assert_eq!(read(&deep).columns.len(), 1);
    let deep = format!("[{}1{}]", "{\"a\":".repeat(100_000), "}".repeat(100_000));
    assert_eq!(read(&deep).columns[0].name.len(), 33);
}

/// Headers in brackets and a first answer in braces are no JSON.
#[test]
fn delimited_text_that_begins_with_a_bracket_stays_text() {
    for text in ["[1] School;[2] K1\n007;3\n", "{naam};K1\na;3\n", "[a],b\n1,2\n", "[\"a\"];b\n1;2\n"] {
        assert_eq!(read(text).recognised.format, Format::Text, "{text}");
    }
}
