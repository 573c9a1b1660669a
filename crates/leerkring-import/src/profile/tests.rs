use leerkring_model::Language;
use proptest::prelude::*;

use super::*;
use crate::table::{Missing, ReadOptions, ValueLabel, read_table};

fn profile(text: &str) -> Profile {
    Profile::of(&read_table("t.csv", text.as_bytes(), &ReadOptions::default()).unwrap())
}

/// The profile of a column with these cells, beside one that keeps rows from being blank.
fn column(header: &str, cells: &[&str]) -> ColumnProfile {
    let rows: String = cells.iter().map(|cell| format!("x\t\"{cell}\"\n")).collect();
    profile(&format!("beside\t{header}\n{rows}")).columns.remove(1)
}

#[test]
fn each_kind_by_its_answers() {
    let ten = |text: &'static str| [text; 10];
    let many: Vec<String> = (0..30).map(|n| format!("R{n}x")).collect();
    let many: Vec<&str> = many.iter().map(String::as_str).collect();
    for (header, cells, kind) in [
        ("k1", &["", " ", "-"][..], ColumnKind::Empty),
        ("k1", &["3", "4", "10"], ColumnKind::Scale),
        ("k1", &["fase 3", "Fase 4", "fase 3"], ColumnKind::Scale),
        ("k1", &["3 - planmatig", "(4) cyclisch"], ColumnKind::Scale),
        ("k1", &["Stimme eher zu", "Stimme gar nicht zu", "gar nicht"], ColumnKind::Scale),
        ("k1", &["helemaal eens", "oneens", "oneens"], ColumnKind::Scale),
        ("leerlingen", &["212", "98", "45"], ColumnKind::Number),
        ("k1", &["3,5", "4,0", "1"], ColumnKind::Number),
        ("optie", &["1", "", "1"], ColumnKind::Checkbox),
        ("Vraag [optie]", &["Ja", "Nee", "Nee"], ColumnKind::Checkbox),
        ("Vraag [optie]", &["optie", "", "optie"], ColumnKind::Checkbox),
        ("Vraag", &["Ja", "Nee", "Nee", "Nee"], ColumnKind::Choice),
        ("Rol", &ten("Leraar"), ColumnKind::Choice),
        ("Vraag [Anders]", &ten("Leraar"), ColumnKind::Text),
        ("Wat nog?", &["goed zo", "niets", "meer tijd"], ColumnKind::Text),
        ("Dag", &["3-9-2026", "2026-09-04 10:00", "05.09.2026"], ColumnKind::Date),
        ("Dag", &["9/13/2026 8:41", "9/3/2026 8:45"], ColumnKind::Date),
        ("Wat?", &["a;b;", "b;", "a;", "a;b;"], ColumnKind::Multiple),
        ("Wat?", &["a, b", "b", "a", "c", "a, c", "b, c", "a, b, c", "a"], ColumnKind::Multiple),
        ("Wat?", &["Ja, altijd", "Nee, nooit", "Ja, altijd", "Nee, nooit"], ColumnKind::Scale),
        ("Wat?", &["Ja, graag", "Nee, dank u", "Ja, graag", "Nee, dank u"], ColumnKind::Choice),
        ("wie", &many, ColumnKind::Id),
        ("Uren", &["1 tot 3", "3 tot 10", "1 tot 3", "3 tot 10"], ColumnKind::Choice),
        ("Antwoordnummer", &["1", "2", "3"], ColumnKind::Scale),
        ("E-mail", &["jo@linde.example"], ColumnKind::Personal),
    ] {
        let found = column(header, cells);
        assert_eq!(found.kind, kind, "{header} {cells:?}: {found:?}");
    }
}

#[test]
fn kinds_of_nothing_are_counted_apart() {
    let cells = ["", "  ", "-", "geen antwoord", "weet niet", "n.v.t.", "NULL", "n/a", "3", "4"];
    let found = column("k1", &cells);
    let counts: Vec<(Absence, usize)> = found.gaps.iter().map(|gap| (gap.kind, gap.count)).collect();
    use Absence::{DontKnow, Empty, NoAnswer, NotApplicable, Null, Spaces};
    let expected = [(Empty, 1), (Spaces, 1), (NoAnswer, 2), (DontKnow, 1), (NotApplicable, 1), (Null, 2)];
    assert_eq!((counts, found.answered), (expected.to_vec(), 2));
    assert_eq!(found.gaps[2].texts, [("-".to_owned(), 1), ("geen antwoord".to_owned(), 1)]);
}

#[test]
fn a_number_that_stands_apart_is_a_code() {
    for (cells, codes) in [
        (&["1", "5", "-9", "-1"][..], 2),
        (&["1", "5", "99"], 1),
        (&["1", "5", "999"], 1),
        (&["12", "45", "-999", "-99"], 2),
        // Among their own kind they are numbers.
        (&["-1", "-2", "-3"], 0),
        (&["-4", "3", "-1"], 0),
        (&["52", "98", "99"], 0),
        (&["450", "999", "1200"], 0),
        (&["1", "5", "-9 of zo"], 0),
    ] {
        let found = column("k1", cells);
        assert_eq!((found.missing(Absence::Code), found.answered), (codes, cells.len() - codes), "{cells:?}");
    }
}

#[test]
fn what_the_file_says_of_its_codes_counts() {
    let mut column = Column::new("k1");
    column.missing = vec![Missing::Code("7".into())];
    let value = |code: &str, label: &str| ValueLabel { code: code.into(), label: label.into() };
    column.values = vec![value("1", "oneens"), value("2", "eens"), value("8", "weet niet")];
    let table = read_table("t.csv", b"k1\n1\n2\n7\n8\n", &ReadOptions::default()).unwrap();
    let mut profiler = Profiler::new("t.sav", &[column], None);
    table.rows.iter().for_each(|row| profiler.add(row));
    let found = profiler.finish().columns.remove(0);
    assert_eq!((found.missing(Absence::Code), found.missing(Absence::DontKnow), found.answered), (1, 1, 2));
}

#[test]
fn no_text_of_a_person_is_given() {
    let found = profile(
        "Naam;Rol;Wat nog?\nJo;Leraar;goed\nAn;Leraar;prima\nBo;Leraar;Jo zei het\nCi;Directeur van De Es;\n",
    );
    assert_eq!(found.personal().collect::<Vec<_>>(), ["Naam"]);
    let given = format!("{:?}", found.columns.iter().map(|column| &column.values).collect::<Vec<_>>());
    assert_eq!(given, r#"[[], [("Leraar", 3)], []]"#);
}

/// A file of codes with labels and its twin with the labels in the cells are of the same kinds.
#[test]
fn labelled_codes_are_what_their_labels_are() {
    for (header, labels, kind) in [
        ("k1", &["Stimme gar nicht zu", "Stimme eher zu", "Stimme zu"][..], ColumnKind::Scale),
        ("k1", &["Fase 1", "Fase 2", "Fase 3"], ColumnKind::Scale),
        ("Rol", &["Leerkracht", "Schoolleiding", "Anders"], ColumnKind::Choice),
        ("Doet u mee?", &["Ja", "Nee"], ColumnKind::Choice),
        ("Wat? [rekenen]", &["Ja", "Nee"], ColumnKind::Checkbox),
        ("optie", &["unchecked", "checked"], ColumnKind::Checkbox),
    ] {
        let mut coded = Column::new(header);
        let value =
            |(label, code): (&&str, u8)| ValueLabel { code: code.to_string(), label: (*label).into() };
        coded.values = labels.iter().zip(0..).map(value).collect();
        let kind_of = |column: &Column, cells: &dyn Fn(usize) -> String| {
            let rows: String = (0..30).map(|n| format!("x\t{}\n", cells(n % labels.len()))).collect();
            let table = format!("beside\t{header}\n{rows}");
            let table = read_table("t.csv", table.as_bytes(), &ReadOptions::default()).unwrap();
            let mut profiler = Profiler::new("t.sav", &[Column::new("beside"), column.clone()], None);
            table.rows.iter().for_each(|row| profiler.add(row));
            profiler.finish().columns.remove(1).kind
        };
        let plain = Column::new(header);
        assert_eq!(kind_of(&coded, &|n| n.to_string()), kind, "{header} {labels:?}");
        assert_eq!(kind_of(&plain, &|n| labels[n].to_owned()), kind, "{header} {labels:?}");
    }
}

#[test]
fn own_words_are_counted_and_not_given() {
    let five = |text: &'static str| [text; 5];
    let remarks = [five("Geen"), five("Jo helpt mij altijd"), five("De directeur luistert niet")].concat();
    let reach = [five("eens"), five("oneens"), five("mail mij op jo@linde.example")].concat();
    let call = [five("Ja"), five("Nee"), five("bel 06-12345678")].concat();
    let sentences = [
        &five("Geen.")[..],
        &["Ik mis tijd, en Jo ook.", "Het was een fijne vragenlijst.", "Jo is streng, vind ik."],
    ]
    .concat();
    for (header, cells) in [
        ("Opmerkingen", &[&remarks[..], &["Jo"]].concat()),
        ("Wat is uw rol? [Anders, namelijk]", &[&remarks[..], &["Jo"]].concat()),
        ("Hoe vaak?", &reach),
        ("Mogen wij bellen?", &call),
        ("Wat nog?", &sentences),
        ("Wat vindt u goed?", &vec!["goed", "goed, groet Jo", "goed", "heel goed, dank aan Jo"]),
    ] {
        let found = column(header, cells);
        let given = format!("{:?}", found.values);
        assert!(
            !given.contains("Jo") && !given.contains("jo@") && !given.contains("06-"),
            "{header}: {given}"
        );
        assert_eq!(found.answered, cells.len(), "{header}");
        assert!(found.kind == ColumnKind::Text || header == "Wat vindt u goed?", "{header}: {found:?}");
    }
}

#[test]
fn a_scale_of_long_sentences_keeps_its_answers() {
    let steps = [
        "Wij zoeken nog, ieder voor zich.",
        "Wij hebben afspraken, en wij kijken ernaar.",
        "Wij leren samen. Ook van anderen.",
    ];
    let mut cells: Vec<&str> = steps.iter().flat_map(|step| [*step; 6]).collect();
    let found = column("Hoe staat het met de koers?", &cells);
    assert_eq!((found.kind, found.values.len()), (ColumnKind::Choice, 3));
    cells.push("Dat weet Jo beter, vraag het haar.");
    let found = column("Hoe staat het met de koers?", &cells);
    assert_eq!((found.kind, found.values.len()), (ColumnKind::Choice, 3));
    // Also where the header has a word of remarks in it, if nobody gave an answer alone.
    let found = column("Opmerkingen krijg ik", &["vaak", "soms", "nooit"].map(|step| [step; 5]).concat());
    assert_eq!((found.kind, found.values.len()), (ColumnKind::Scale, 3));
}

#[test]
fn rows_of_another_length_are_issues() {
    let rows = "1;2;3\n".repeat(30);
    let found = profile(&format!("a;b\n{rows}1;2\n"));
    assert_eq!((found.rows, found.ragged, found.issues.len()), (31, 30, 20));
    assert!(found.issues[0].in_language(Language::En).starts_with("t.csv, row 2: the row has 3 cells"));
}

#[test]
fn an_index_in_front_is_not_an_answer() {
    let found = profile(",k1\n0,3\n1,4\n2,3\n");
    assert_eq!(
        found.columns.iter().map(|column| column.kind).collect::<Vec<_>>(),
        [ColumnKind::Metadata, ColumnKind::Scale]
    );
}

#[test]
fn memory_does_not_grow_with_the_rows() {
    let rows: String =
        (0..5000).map(|n| format!("tekst {n};{}\n", if n % 7 == 0 { -99 } else { n })).collect();
    let found = profile(&format!("a;b\n{rows}"));
    assert_eq!(
        (found.columns[0].distinct, found.columns[0].capped, found.columns[0].kind),
        (1000, true, ColumnKind::Text)
    );
    assert_eq!((found.columns[1].missing(Absence::Code), found.columns[1].answered), (715, 4285));
}

#[test]
fn kinds_read_back_what_they_print() {
    use strum::IntoEnumIterator;
    for kind in ColumnKind::iter() {
        assert_eq!(kind.to_string().parse(), Ok(kind));
    }
    for absence in Absence::iter() {
        assert_eq!(absence.to_string().parse(), Ok(absence));
    }
}

proptest! {
    /// Every cell is an answer or one kind of nothing.
    #[test]
    fn every_cell_is_counted_once(
        cells in prop::collection::vec("| |-|ja|nee|N/A|[0-9]{1,2}|-9|-99|999|a;b;|[a-z]{1,3}@b.nl|3-9-2026|\\PC{0,6}", 1..60),
    ) {
        let mut writer = csv::WriterBuilder::new().delimiter(b'\t').from_writer(Vec::new());
        writer.write_record(["beside", "k"]).unwrap();
        cells.iter().for_each(|cell| writer.write_record(["x", cell]).unwrap());
        let bytes = writer.into_inner().unwrap();
        let options = ReadOptions { delimiter: Some(crate::table::Delimiter::Tab), ..ReadOptions::default() };
        let profile = Profile::of(&read_table("t", &bytes, &options).unwrap());
        prop_assert_eq!(profile.rows, cells.len());
        for column in &profile.columns {
            let missing: usize = column.gaps.iter().map(|gap| gap.count).sum();
            prop_assert_eq!(column.answered + missing, profile.rows);
            prop_assert!(column.distinct <= column.answered);
        }
    }
}

#[test]
fn what_is_kept_of_all_columns_together_is_bounded() {
    let long = |n: usize, length: usize| format!("{n} {}", "x".repeat(length));
    let rows: String = (0..40).map(|n| format!("{};{};{}\n", long(n, 80), long(n % 20, 50), n % 3)).collect();
    let table = read_table("t.csv", format!("a;b;c\n{rows}").as_bytes(), &ReadOptions::default()).unwrap();
    let counted = |most_bytes: usize| {
        let mut profiler = Profiler::new(&table.name, &table.columns, None);
        profiler.most_bytes = most_bytes;
        for row in &table.rows {
            profiler.add(row);
            assert!(profiler.tallies.iter().map(Tally::bytes).sum::<usize>() <= most_bytes);
        }
        let columns = profiler.finish().columns;
        columns.iter().map(|column| (column.answered, column.distinct, column.capped)).collect::<Vec<_>>()
    };
    assert_eq!(counted(MOST_BYTES), [(40, 40, false), (40, 20, false), (40, 3, false)]);
    // The column with most goes first, and makes room for the others.
    let told = counted(4000);
    assert!(told[0].2 && (2..20).contains(&told[0].1), "{told:?}");
    assert_eq!(told[1..], [(40, 20, false), (40, 3, false)]);
    assert_eq!(counted(0).iter().map(|column| column.1).collect::<Vec<_>>(), [1, 1, 1]);
}
