use proptest::prelude::*;

use super::*;

fn likert(steps: u8) -> Agreement {
    Agreement { steps, reversed: Vec::new() }
}

/// `1`-`9` a step, `+` met, `~` partly, `-` not met, `?` don't know, `x` not applicable, `.` blank.
fn meanings(text: &str) -> Vec<Meaning> {
    let meaning = |c: char| match c {
        '+' => Meaning::Met,
        '~' => Meaning::Partly,
        '-' => Meaning::NotMet,
        '?' => Meaning::DontKnow,
        'x' => Meaning::NotApplicable,
        '.' => Meaning::Blank,
        digit => Meaning::Step(digit.to_digit(10).unwrap() as u8),
    };
    text.chars().map(meaning).collect()
}

/// An answer in the same letters.
fn shown(answer: Result<Option<Answer>, Misfit>) -> String {
    match answer {
        Ok(Some(Answer::Phase(phase))) => phase.to_string(),
        Ok(Some(Answer::DontKnow)) => "?".to_owned(),
        Ok(Some(Answer::NotApplicable)) => "x".to_owned(),
        Ok(None) => ".".to_owned(),
        Err(misfit) => format!("misfit at {}", misfit.place),
    }
}

#[test]
fn of_several_sections_the_one_that_was_answered_counts() {
    for (given, answer, otherwise) in [
        ("..", ".", None),
        ("3..", "3", None),
        (".4.", "4", None),
        ("3.3", "3", None),
        ("?.2", "2", None),
        ("x.?", "?", None),
        ("3.2", "3", Some(2)),
        (".135", "1", Some(2)),
    ] {
        let found = answered(&meanings(given), 5).ok().unwrap();
        assert_eq!((shown(Ok(found.answer)).as_str(), found.otherwise), (answer, otherwise), "{given}");
    }
    assert_eq!(answered(&meanings("3.6"), 5).err().map(|misfit| misfit.place), Some(2));
}

#[test]
fn steps_are_spread_over_the_phases_as_on_paper() {
    for (steps, levels, phases) in [
        (4, 5, &[1, 2, 4, 5][..]),
        (5, 5, &[1, 2, 3, 4, 5]),
        (6, 5, &[1, 2, 3, 3, 4, 5]),
        (7, 5, &[1, 2, 2, 3, 4, 4, 5]),
        // Halfway between two phases: the lower.
        (7, 4, &[1, 1, 2, 2, 3, 3, 4]),
        (2, 5, &[1, 5]),
        (5, 2, &[1, 1, 1, 2, 2]),
    ] {
        let found: Vec<u8> = (1..=steps).map(|step| spread(step, steps, levels)).collect();
        assert_eq!(found, phases, "{steps} steps over {levels} phases");
    }
}

#[test]
fn the_lower_median_of_items_to_agree_with() {
    for (items, reversed, steps, phase) in [
        ("4", "", 5, "4"),
        ("124", "", 5, "2"),
        ("15", "", 5, "1"),
        ("2345", "", 5, "3"),
        // Step 2 of an item worded the other way round is step 4.
        ("442", "  r", 5, "4"),
        ("11", "rr", 5, "5"),
        // 4 steps: 1, 2, 4, 5; reversed, step 1 is step 4.
        ("33", "", 4, "4"),
        ("1", "r", 4, "5"),
        // Half of the items is enough, fewer are not.
        ("5..4", "", 5, "4"),
        ("5...", "", 5, "."),
        ("54?x", "", 5, "4"),
        ("5.?x", "", 5, "?"),
        ("5.xx", "", 5, "x"),
        ("..", "", 5, "."),
        ("36", "", 5, "misfit at 1"),
        ("3+", "", 5, "misfit at 1"),
    ] {
        let marks: Vec<bool> =
            (0..items.len()).map(|place| reversed.as_bytes().get(place) == Some(&b'r')).collect();
        let found = shown(agreement(&meanings(items), &marks, &likert(steps), 5));
        assert_eq!(found, phase, "{items} reversed {reversed:?}");
    }
}

#[test]
fn a_checklist_by_each_rule() {
    let rule = |by, partly, blank| Checklist { by, partly, blank, separator: None };
    let strict = |by| rule(by, Counts::NotMet, None);
    let lenient = |by| rule(by, Counts::Met, None);
    let ticks = |by| rule(by, Counts::NotMet, Some(Counts::NotMet));
    for (items, unbroken, highest, lenient_unbroken, ticks_unbroken) in [
        ("+++--", "3", "3", "3", "3"),
        ("++-+-", "2", "4", "2", "2"),
        ("++~+-", "2", "4", "4", "2"),
        ("-++++", "1", "5", "1", "1"),
        ("+++++", "5", "5", "5", "5"),
        // Nothing holds: the lowest phase. Nothing said: no answer.
        ("-----", "1", "1", "1", "1"),
        (".....", ".", ".", ".", "."),
        ("?????", "?", "?", "?", "?"),
        ("xx?.x", "?", "?", "?", "?"),
        // What is open matters, or not.
        ("++-?-", "2", "?", "2", "2"),
        ("+?+--", "?", "3", "?", "?"),
        ("++...", ".", ".", ".", "2"),
        ("++.-+", ".", "5", ".", "2"),
        ("?---+", "1", "5", "1", "1"),
        ("+3+--", "misfit at 1", "misfit at 1", "misfit at 1", "misfit at 1"),
    ] {
        let items = meanings(items);
        let found = [
            shown(checklist(&items, &strict(By::Unbroken))),
            shown(checklist(&items, &strict(By::Highest))),
            shown(checklist(&items, &lenient(By::Unbroken))),
            shown(checklist(&items, &ticks(By::Unbroken))),
        ];
        assert_eq!(found, [unbroken, highest, lenient_unbroken, ticks_unbroken], "{items:?}");
    }
}

#[test]
fn choices_in_one_cell() {
    for (items, unbroken, highest) in [
        ("12", "2", "2"),
        ("124", "2", "4"),
        ("4", "1", "4"),
        ("-", "1", "1"),
        ("?", "?", "?"),
        ("2?", "1", "2"),
        ("", ".", "."),
        ("6", "misfit at 0", "misfit at 0"),
        ("+", "misfit at 0", "misfit at 0"),
    ] {
        let items = meanings(items);
        let found = [By::Unbroken, By::Highest].map(|by| shown(choices(&items, by, 5)));
        assert_eq!(found, [unbroken, highest], "{items:?}");
    }
}

#[test]
fn a_cell_of_choices_comes_apart_at_its_known_texts() {
    let known = ["Wij weten het", "Wij weten het, en doen het", "Niets"];
    let parts = |cell| parts(cell, ",", known.into_iter());
    assert_eq!(parts("Wij weten het, Niets"), ["Wij weten het", "Niets"]);
    assert_eq!(parts("Wij weten het, en doen het, Niets,"), ["Wij weten het, en doen het", "Niets"]);
    assert_eq!(parts("Anders, Niets"), ["Anders", "Niets"]);
    assert_eq!(parts(" , ,"), Vec::<&str>::new());
    assert_eq!(parts("Nietsnut"), ["Nietsnut"]);
}

proptest! {
    /// A higher step is never a lower phase, and the ends of the scale are the ends of the model.
    #[test]
    fn spread_is_monotone_and_ends_at_the_ends(steps in 2_u8..12, levels in 2_u8..10) {
        let phases: Vec<u8> = (1..=steps).map(|step| spread(step, steps, levels)).collect();
        prop_assert!(phases.is_sorted());
        prop_assert_eq!((phases.first(), phases.last()), (Some(&1), Some(&levels)));
    }

    /// A phase of a checklist never rises when a descriptor is met no longer.
    #[test]
    fn a_checklist_is_monotone(items in "[+-]{5}", place in 0_usize..5) {
        let mut fewer = meanings(&items);
        fewer[place] = Meaning::NotMet;
        for by in [By::Unbroken, By::Highest] {
            let rule = Checklist { by, partly: Counts::NotMet, blank: None, separator: None };
            prop_assert!(shown(checklist(&fewer, &rule)) <= shown(checklist(&meanings(&items), &rule)));
        }
    }

    /// Whatever stands in a cell, cutting it ends and loses only separators and blanks.
    #[test]
    fn cutting_a_cell_ends(cell in "[ab;, ]{0,20}", separator in "[;,]") {
        let kept: String = parts(&cell, &separator, ["a", "a;b", "b"].into_iter()).concat();
        let letters = |text: &str| text.chars().filter(|c| c.is_alphabetic()).collect::<String>();
        prop_assert_eq!(letters(&kept), letters(&cell));
    }
}
