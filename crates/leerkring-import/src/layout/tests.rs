use super::*;

fn header(cells: &[&str]) -> Vec<String> {
    cells.iter().map(|cell| cell.to_string()).collect()
}

#[test]
fn layouts_are_recognised_by_their_own_columns() {
    for (cells, layout) in [
        (&["Antwort ID", "Datum Abgeschickt", "x"][..], Some(Layout::Limesurvey)),
        (&["Antwoord-ID", "Datum ingediend", "Laatste pagina"], Some(Layout::Limesurvey)),
        (&["id", "submitdate", "lastpage", "startlanguage", "G1[k1]"], Some(Layout::Limesurvey)),
        (&["x", "Q1[S1]", "Q1[S2]", "Q2[S1]"], Some(Layout::Limesurvey)),
        (&["Tijdstempel", "x"], Some(Layout::GoogleForms)),
        (&["x", "Tijdstempel"], None),
        (&["ID", "Begintijd", "Tijd van voltooien", "E-mail", "Naam"], Some(Layout::MsForms)),
        (&["Id", "Startzeit", "Fertigstellungszeit"], Some(Layout::MsForms)),
        (&["ID", "Heure de début", "Heure de fin", "Nom"], Some(Layout::MsForms)),
        (&["ID de la réponse", "Date de soumission"], Some(Layout::Limesurvey)),
        (&["ID de respuesta", "Fecha de envío"], Some(Layout::Limesurvey)),
        (&["ID risposta", "Data di invio"], Some(Layout::Limesurvey)),
        (&["id. Response ID", "submitdate. Date submitted", "Q1. Why?"], Some(Layout::Limesurvey)),
        (&["x", "123456X7X89", "123456X7X90k1"], Some(Layout::Limesurvey)),
        (&["x", "4X4", "2X2X4"], None),
        // Other tools have a column of that name too.
        (&["Response ID", "x"], None),
        (&["Response ID", "Time Started", "Date Submitted", "Status", "IP Address"], None),
        (&["Start Date", "IP Address", "Finished", "Recorded Date", "Response ID"], Some(Layout::Qualtrics)),
        (&["Response ID", "G1[k1]"], Some(Layout::Limesurvey)),
        (&["", "Tijdstempel", "x"], Some(Layout::GoogleForms)),
        (&["Unnamed: 0", "Marca temporal", "x"], Some(Layout::GoogleForms)),
        (&["StartDate", "Finished", "ResponseId", "Q1"], Some(Layout::Qualtrics)),
        (&["Respondent ID", "Collector ID", "x"], Some(Layout::SurveyMonkey)),
        (&["Respondent ID", "x"], None),
        (&["id", "K1"], None),
        (&[], None),
    ] {
        assert_eq!(of_top(&[header(cells)], false, None).layout, layout, "{cells:?}");
    }
}

#[test]
fn moments_and_keys_are_found_by_what_the_tool_calls_them() {
    let places = |text: &str| {
        let table = table(text);
        let tool = tool(table.recognised.layout.unwrap());
        let of = |names| tool.places(&table.columns, names);
        (of(tool.start), of(tool.end), of(tool.ids), tool.places_of_submitted(&table.columns))
    };
    let lime = "id. Response ID,submitdate. Date submitted,startdate. Date started,G1[k1]\n1,2026-09-03,2026-09-03,2\n";
    assert_eq!(places(lime), (vec![2], vec![], vec![0], vec![1]));
    let legacy =
        "V1,V8,V9,V10,Q1\nResponseID,StartDate,EndDate,Finished,How?\nR_1,2026-09-03,2026-09-03,1,3\n";
    assert_eq!(places(legacy), (vec![1], vec![2], vec![0], vec![3]));
}

#[test]
fn every_layout_has_its_tool_and_reads_back_its_name() {
    use strum::IntoEnumIterator;
    for layout in Layout::iter() {
        assert_eq!(tool(layout).layout, layout);
        assert_eq!(layout.to_string().parse(), Ok(layout));
    }
}

#[test]
fn a_header_cell_splits_into_codes_and_texts() {
    let lime = tool(Layout::Limesurvey);
    for (cell, codes, texts) in [
        ("k1", &["k1"][..], &["k1"][..]),
        ("G01[k1]", &["k1"], &["k1"]),
        ("K1. Waarop de koers rust", &["k1"], &["waarop de koers rust", "k1 waarop de koers rust"]),
        ("Onze koers [Waarop de koers rust]", &[], &["waarop de koers rust"]),
        ("3. Waarop de koers rust", &[], &["waarop de koers rust", "3 waarop de koers rust"]),
        ("Onze koers [K1: Waarop ...]", &["k1"], &["waarop", "k1 waarop"]),
        ("Waarop de koers rust", &[], &["waarop de koers rust"]),
        ("k1. Waarop de koers rust []", &["k1"], &["waarop de koers rust", "k1 waarop de koers rust"]),
        ("koers", &["koers"], &["koers"]),
    ] {
        let heading = lime.split(cell);
        assert_eq!(
            (&heading.codes[..], &heading.texts[..]),
            (
                &codes.iter().map(|s| s.to_string()).collect::<Vec<_>>()[..],
                &texts.iter().map(|s| s.to_string()).collect::<Vec<_>>()[..]
            ),
            "{cell}"
        );
    }
    assert_eq!(lime.split("k1. Onze koers [hoe]").outer.as_deref(), Some("k1"));
    assert_eq!(tool(Layout::MsForms).split("Vraag [k1]").codes, Vec::<String>::new());
}

fn table(text: &str) -> crate::Table {
    crate::read_table("t.csv", text.as_bytes(), &crate::ReadOptions::default()).unwrap()
}

fn shape(text: &str) -> (Option<Layout>, usize, usize, usize) {
    let table = table(text);
    let recognised = table.recognised;
    (recognised.layout, recognised.preamble, recognised.header_rows, table.rows.len())
}

#[test]
fn qualtrics_has_three_header_rows_or_in_older_files_two() {
    let import_ids = [
        "{'ImportId': 'responseId'},{'ImportId': 'finished'},{'ImportId': 'QID1'}",
        r#""{""ImportId"":""_recordId""}","{""ImportId"":""finished""}","{""ImportId"":""QID1""}""#,
    ];
    for ids in import_ids {
        let text =
            format!("ResponseId,Finished,Q1\nAntwort-ID,Beendet,Wie geht es?\n{ids}\nR_1,1,3\nR_2,0,\n");
        assert_eq!(shape(&text), (Some(Layout::Qualtrics), 0, 3, 2), "{ids}");
        assert_eq!(table(&text).columns[2].label, "Wie geht es?");
        assert_eq!(table(&text).rows[0].line(), 4);
    }
    let legacy = "V1,V10,Q1,Q1,\nResponseID,Finished,How?,Why?,\nR_1,1,3,4,\n";
    assert_eq!(shape(legacy), (Some(Layout::Qualtrics), 0, 2, 1));
    let names: Vec<String> = table(legacy).names().map(str::to_owned).collect();
    assert_eq!(names, ["V1", "V10", "Q1 (1)", "Q1 (2)", "(column 5)"]);
    let tool = tool(Layout::Qualtrics);
    assert_eq!(tool.name_of(&table(legacy).columns[1]), "finished");
    assert!(["", "0", "False", "Onwaar"].iter().all(|text| tool.is_broken_off(text)));
    assert!(!["1", "True", "Wahr", "Vrai"].iter().any(|text| tool.is_broken_off(text)));
}

#[test]
fn surveymonkey_names_the_rows_of_a_question_beneath_it() {
    let text = "Respondent\0 ID,Collector ID,Fan?,Which?,,Why?\n,,Response,One,Other (please specify),Open-Ended Response\n\
                11,22,Yes,One,,because\n";
    assert_eq!(shape(text), (Some(Layout::SurveyMonkey), 0, 2, 1));
    let names: Vec<String> = table(text).names().map(str::to_owned).collect();
    assert_eq!(
        names,
        ["Respondent ID", "Collector ID", "Fan?", "Which? [One]", "Which? [Other (please specify)]", "Why?"]
    );
    assert_eq!(shape("Respondent ID,Collector ID,Fan?\n11,22,Yes\n"), (Some(Layout::SurveyMonkey), 0, 1, 1));
}

#[test]
fn two_rows_by_hand_are_a_header_only_where_the_second_is_no_answer() {
    let header = "Hoe is het?;;;Wat doet u?\n";
    let answers = "ja;nee;ja;leraar\nnee;nee;nee;ib\nja;ja;nee;leraar\n";
    assert_eq!(shape(&format!("{header}in de klas;in het team;thuis;\n{answers}")), (None, 0, 2, 3));
    for second in [
        "ja;in het team;thuis;",   // an answer
        "in de klas;;thuis;",      // a gap
        "in de klas;thuis;thuis;", // twice in one block
        "in de klas;3;thuis;",     // a number
    ] {
        let text = format!("{header}{second}\n{answers}");
        assert_eq!(shape(&text), (None, 0, 1, 4), "{second}");
    }
    // Answers that never come back are no proof.
    assert_eq!(shape(&format!("{header}a;b;c;d\ne;f;g;h\ni;j;k;l\nm;n;o;p\n")), (None, 0, 1, 4));
}

#[test]
fn a_title_above_the_header_is_no_header() {
    let header = "School;K1;K2\n";
    assert_eq!(shape(&format!("Resultaten enquête;;\n\n{header}a;3;4\n")), (None, 1, 1, 1));
    assert_eq!(shape(&format!("Resultaten;;\n;;5-9-2026\n{header}a;3;4\n")), (None, 2, 1, 1));
    assert_eq!(shape("Export;;\nTijdstempel;K1;K2\n3-9-2026;a;b\n"), (Some(Layout::GoogleForms), 1, 1, 1));
    // Headings over the columns, and a title over those.
    let groups = "Over u;;Koers;;Leren\nSchool;Functie;K1;K2;L1\n";
    let rows = "a;Leraar;3;4;2\n".repeat(3);
    assert_eq!(shape(&format!("{groups}{rows}")), (None, 0, 2, 3));
    assert_eq!(shape(&format!("Vragenlijst;;;;\n{groups}{rows}")), (None, 1, 2, 3));
    assert_eq!(shape("Resultaten enquête\n\nSchool;K1;K2\na;3,5;4;\nb;3;4\n"), (None, 1, 1, 2));
    // Headings over the questions alone, once for each or over every column.
    for groups in [";;Koers;;Leren", ";;Koers;Koers;Leren"] {
        let text = format!("{groups}\nSchool;Functie;Doelen;Klas;Doelen\n{rows}");
        assert_eq!(shape(&text), (None, 0, 2, 3));
        let read = table(&format!("Vragenlijst;;;;\n\n{text}"));
        let names: Vec<&str> = read.names().collect();
        assert_eq!(names, ["School", "Functie", "Koers [Doelen]", "Koers [Klas]", "Leren [Doelen]"]);
        assert_eq!((read.recognised.preamble, read.rows.len()), (1, 3));
    }
    // A column without a name, and answers.
    assert_eq!(shape(&format!(";;Koers;Klas;Leren\n{rows}")), (None, 0, 1, 3));
    assert_eq!(shape(";Functie;K1\nEik;Leraar;ja\nEs;Ib;nee\nEl;Ib;nee\nEp;Ib;nee\n"), (None, 0, 1, 4));
    // One column of sentences.
    assert_eq!(shape("Opmerking\nja; goed\nnee, niet; zo; en zo\nja\n"), (None, 0, 1, 3));
    // A header with one name, over texts.
    assert_eq!(shape("School;;\nDe Linde;ja;nee\nDe Es;nee;nee\n"), (None, 0, 1, 2));
    assert_eq!(shape("School;;\nDe Linde;3;4\n"), (None, 0, 1, 1));
    assert_eq!(shape("School\na\n"), (None, 0, 1, 1));
    let read = table(&format!("Titel;;\n\n{header}\na;3;4\n"));
    assert_eq!((read.rows[0].number(), read.rows[0].line(), read.blank), (5, 5, 1));
}

proptest::proptest! {
    /// A header with a name for every column, and answers of any kind: one header row, and every answer is there.
    #[test]
    fn a_plain_file_has_one_header_row(
        names in proptest::collection::btree_set("[a-z]{1,6}( [a-z]{1,6})?", 2..8),
        cells in proptest::collection::vec("|ja|nee|fase [1-5]|[0-9]{1,3}|[a-z ]{1,12}|3-9-2026", 0..160),
    ) {
        let names: Vec<String> = names.into_iter().collect();
        let rows: Vec<Vec<String>> = std::iter::once(names.clone())
            .chain(cells.chunks_exact(names.len()).map(<[String]>::to_vec))
            .collect();
        let found = of_top(&rows, false, None);
        proptest::prop_assert_eq!((found.preamble, found.header_rows), (0, 1));
    }
}

/// One name that is translated otherwise, among others that are known: its column is known by what it holds.
#[test]
fn limesurvey_says_what_was_submitted_in_words_that_are_not_known() {
    let text = "Antwoord ID;Moment van insturen;Laatste pagina;Starttaal;Seed;k1\n\
                1;2026-09-03 14:20:53;3;nl;1204456789;2\n2;;1;nl;904456781;\n4;2026-09-04 09:00:00;3;nl;1777456789;3\n";
    let read = table(text);
    let why = LayoutWhy::columns(["Antwoord ID", "Laatste pagina"]);
    assert_eq!((read.recognised.layout, &read.recognised.layout_why), (Some(Layout::Limesurvey), &why));
    let profile = crate::Profile::of(&read);
    assert_eq!((profile.complete, profile.incomplete), (2, 1));
    // A known name goes before any guess.
    let known = text.replace("Moment van insturen", "Datum ingestuurd");
    assert_eq!(table(&known).columns[1].label, "");
}

#[test]
fn the_columns_that_tools_write_themselves_are_known_in_many_languages() {
    for (header, layout) in [
        ("ID da resposta;Data de envio;Última página;Linguagem inicial;Semente;K1", Layout::Limesurvey),
        ("Respons-ID;Datum ingestuurd;Laatste pagina;Starttaal;K1", Layout::Limesurvey),
        ("ID de respuesta;Fecha de envío;Última página;Lenguaje inicial;K1", Layout::Limesurvey),
        ("Id;Starttijd;Voltooiingstijd;E-mail;Naam;K1", Layout::MsForms),
        ("ID;Startzeit;Fertigstellungszeit;E-Mail;Name;K1", Layout::MsForms),
        ("ID;Hora de início;Hora de conclusão;Email;Nome;K1", Layout::MsForms),
        ("Carimbo de data/hora;K1", Layout::GoogleForms),
        ("Sygnatura czasowa;K1", Layout::GoogleForms),
        ("Χρονική σήμανση;K1", Layout::GoogleForms),
    ] {
        assert_eq!(table(&format!("{header}\n")).recognised.layout, Some(layout), "{header}");
    }
}

/// The first columns of LimeSurvey in Polish, Finnish and Turkish, which are known by what they hold: with a seed, with
/// moments, and with neither, where only the codebook can say it.
#[test]
fn limesurvey_is_known_in_any_language() {
    let polish = "ID odpowiedzi,Data wysłania,Ostatnia strona,Język początkowy,Ziarno,S1,K1\n\
                  1,2026-09-03 14:20:53,3,pl,1204456789,szkoła,2\n2,,1,pl,904456781,szkoła,\n\
                  4,2026-09-04 09:00:00,3,en,1777456789,szkoła,3\n";
    let finnish = "Vastaustunnus;Lähetyspäivä;Viimeinen sivu;Kieli;Aloitettu;Viimeksi;K1\n\
                   12;;;fi;2026-09-03 14:20:53;2026-09-03 14:21:00;1\n13;;2;fi;2026-09-03 14:20:53;2026-09-03 14:21:00;\n\
                   15;2026-09-03 14:30:00;2;fi;2026-09-03 14:20:53;2026-09-03 14:30:00;2\n";
    let rows = |text: &str| {
        let table = table(text);
        let lime = tool(Layout::Limesurvey);
        let Some(recognised) = table.recognised.layout else {
            assert_eq!(lime.places_of_submitted(&table.columns), [1]);
            return None;
        };
        assert_eq!((recognised, &table.recognised.layout_why), (Layout::Limesurvey, &LayoutWhy::Cells));
        let profile = crate::Profile::of(&table);
        Some((profile.complete, profile.incomplete))
    };
    assert_eq!(rows(polish), Some((2, 1)));
    assert_eq!(rows(finnish), Some((1, 2)));
    assert_eq!(
        rows("yanıt no,gönderme,sayfa,dil,K1\n1,2026-09-03,3,tr,1\n2,,1,tr,2\n3,2026-09-03,3,tr,2\n"),
        None
    );
    // A key that comes back, a page of four digits, a language in capitals: another tool's, or nobody's.
    for other in
        [polish.replace("\n2,", "\n1,"), polish.replace(",1,pl", ",2026,pl"), polish.replace(",pl,", ",PL,")]
    {
        assert_eq!(table(&other).recognised.layout, None, "{other}");
    }
}
