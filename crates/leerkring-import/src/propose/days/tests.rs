use leerkring_model::{Language, builtin};

use crate::propose::propose;
use crate::propose::tests::table;

#[test]
fn a_date_is_known_by_its_days_where_its_name_is_not_known() {
    let proposed = |header: &str, day: &str| {
        let table = table(&format!("School;{header};k1\n007;{day};1\n007;;2\n"));
        let toml = propose(&table, &builtin::samen_leren(), None, Language::En).toml;
        let line = toml.lines().find(|line| line.contains("date = ")).map(str::to_owned);
        line.unwrap_or_default().split("  # ").map(str::to_owned).collect::<Vec<_>>()
    };
    let only = "the only column that holds days and has a name that says so (check)";
    for (header, day, line) in [
        ("Afnamedatum", "3-9-2026", &["date = \"Afnamedatum\"", only][..]),
        ("Datum van het gesprek", "2026-09-03", &["date = \"Datum van het gesprek\"", only]),
        ("Meetdatum", "46268", &["date = \"Meetdatum\"", only]),
        ("Gedaan", "3-9-2026", &["# date = ?", "one of \"Gedaan\""]),
        ("Geboortedatum", "3-9-1986", &[""]),
        ("Geb. datum", "3-9-1986", &[""]),
        ("DOB date", "3-9-1986", &[""]),
        ("Data di compleanno", "3-9-1986", &[""]),
        ("Datum van gebruik", "3-9-2026", &["date = \"Datum van gebruik\"", only]),
        ("Persoonlijke datum", "3-9-1986", &["# date = ?", "one of \"Persoonlijke datum\""]),
        ("Persoonlijke datum", "3-9-2026;1\n007;3-9-2021", &["# date = ?", "one of \"Persoonlijke datum\""]),
        ("Datum in dienst", "3-9-2006", &[""]),
        ("Afnamedatum", "vorige week", &[""]),
        ("Gedaan", "46268", &[""]),
    ] {
        assert_eq!(proposed(header, day), line, "{header} {day}");
    }
}

#[test]
fn days_that_cannot_be_read_are_not_proposed_as_sure() {
    let of = |days: &[&str]| {
        let rows: String = days.iter().map(|day| format!("007;{day};1\n")).collect();
        propose(&table(&format!("School;Datum;k1\n{rows}")), &builtin::samen_leren(), None, Language::En).toml
    };
    let none = of(&["3-9-26", "4-9-26"]);
    assert!(
        none.contains("# date = \"Datum\"  # none of the 2 days can be read; write a year with four digits")
    );
    assert!(!none.contains("\ndate = "), "{none}");
    let some = of(&["3-9-26", "4-9-2026"]);
    let told = "date = \"Datum\"  # by its name; 1 of 2 days cannot be read, and those rows count without a date; write a year with four digits (check)";
    assert!(some.contains(told), "{some}");
    let excel = of(&["45231", "45232.5"]);
    let told = "date_order = \"excel\"  # the days look like Excel's day numbers, first in row 2 (check)";
    assert!(excel.contains(told) && excel.contains("\ndate = \"Datum\"  # by its name (sure)"), "{excel}");
}

#[test]
fn days_with_the_month_first_are_seen() {
    let proposal = propose(
        &table("Timestamp,k1\n12/24/2026 8:41,1\n1/2/2026 8:41,1\n"),
        &builtin::samen_leren(),
        None,
        Language::En,
    );
    assert!(proposal.toml.contains("date_order = \"mdy\""), "{}", proposal.toml);
    let either =
        propose(&table("Timestamp,k1\n1/2/2026 8:41,1\n"), &builtin::samen_leren(), None, Language::En);
    assert!(either.toml.contains("# date_order = \"mdy\""), "{}", either.toml);
}
