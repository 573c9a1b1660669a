use leerkring_model::builtin;

use super::*;
use crate::register::tests::{codebook, read, table};

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
        read.issues[0].to_string().contains("column `Vraagt`: what stands here is no aspect of the model"),
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
fn what_a_codebook_calls_schools_counts_for_wishes_too() {
    let model = builtin::samen_leren();
    let register = read("id;name\n03XY00;OBS De Linde\n04AB00;De Regenboog\n");
    let mut index = SchoolIndex::new(&register.schools);
    index.learn(&codebook(
        "\"Wij van de hoek\" = \"03XY00\"\n\"De Nieuwe\" = \"09ZZ00\"\nBoog = \"04AB00\"\nHalf = \"04AB00\"\nOoit = \"09ZZ00\"\n",
    ));
    index.learn(&codebook("Boog = \"03XY00\"\nHalf = \"09ZZ00\"\nOoit = \"09YY00\"\n"));
    let text = "school;asks\nWij  van de hoek;koers\nDe Nieuwe;koers\nBoog;koers\nJan Jansen;koers\n03XY00 Jan Jansen;koers\nHalf;koers\nOoit;koers\n";
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
            "scholen.csv, row 7, column `school`: `Half` can be `04AB00` (De Regenboog), `09ZZ00`; write the key of the school",
            "scholen.csv, row 8, column `school`: `Ooit` can be `09YY00`, `09ZZ00`; write the key of the school",
        ]
    );
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
            "what stands here is no aspect of the model (it has koers, data-en-feedback, lerende-professional, samen-leren, \
             leiderschap) and not on the list of topics (it has natuur, spelling); it is left out; the text is not repeated since \
             somebody may have typed it",
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

/// As many names as there are stretches of words would be tried for each of the words.
#[test]
fn a_cell_of_many_words_takes_no_longer_than_another() {
    let text = format!("school,asks\n007,{}koers\n", "zingen ".repeat(20_000));
    let read = read_wishes(&table(&text), &leerkring_model::builtin::samen_leren(), &[]).unwrap();
    assert_eq!((read.wishes["007"].asks.len(), read.issues.len()), (1, 1));
}

#[test]
fn what_is_typed_for_a_wish_is_repeated_only_if_it_can_hold_no_name() {
    let model = builtin::samen_leren();
    let topics =
        Topics::parse("format = 1\n[[topic]]\nid = \"spelling\"\nname.nl = \"Taal en spelling\"\n").unwrap();
    let told = |offers: &str, room: &str| {
        let text = format!("school;biedt;ruimte\n007;\"koers, {offers}\";{room}\n");
        let read = read_wishes(&table(&text), Subjects::from(&model).with(&topics), &[]).unwrap();
        read.issues.iter().map(|issue| issue.kind.to_string()).collect::<Vec<_>>().join("\n")
    };
    for (offers, room) in
        [("speling", "2,5"), ("topic:rekenen", "-1"), ("Taal", "2"), ("spelling, speling", "1")]
    {
        let told = told(offers, room);
        let text = offers.split(", ").last().unwrap();
        assert!(told.contains(&format!("`{text}` is")), "{told}");
        assert_eq!(told.contains(&format!("`{room}` is")), room.parse::<u32>().is_err(), "{told}");
    }
    for (offers, room) in [
        ("vraag Ans de Koersman", "bel 06-12345678"),
        ("spelling met Ans", "Ans"),
        ("topic:spelling van Ans", "2 bij Ans"),
        ("topic: Ans", "06 12 34 56 78"),
        ("Ans", "ans@linde.example"),
    ] {
        let told = told(offers, room);
        assert!(!["Ans", "ans@", "06", "bel"].iter().any(|part| told.contains(part)), "{told}");
        assert_eq!(told.matches("the text is not repeated").count(), 2, "{told}");
    }
}
