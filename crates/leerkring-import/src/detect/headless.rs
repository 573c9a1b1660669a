//! A header that is a row of answers: the file has none, and the first respondent stands in its place.

use super::view::View;
use super::{Finding, FindingKind};
use crate::table::Row;

/// Of fewer columns nothing can be said.
const FEWEST: usize = 3;

pub(super) fn look(view: &View<'_>, findings: &mut Vec<Finding>) {
    let table = &*view.table;
    if table.recognised.header_rows != 1 {
        return;
    }
    let named = || table.columns.iter().zip(0..).filter(|(column, _)| !column.header.is_empty());
    let is_header = |row: &&Row| named().all(|(column, place)| row.folded(place) == column.header.as_str());
    // Exports that were put below each other have the header again, and that is a header all the same.
    let rows: Vec<&Row> = table.rows.iter().filter(|row| !is_header(row)).collect();
    let comes_back = |header: &str, place: usize| rows.iter().any(|row| row.folded(place) == header);
    let again = named().filter(|(column, place)| comes_back(&column.header, *place)).count();
    let columns = named().count();
    if columns >= FEWEST && again * 2 > columns {
        findings.push(view.finding(&[], &[], FindingKind::NoHeader { again, columns }));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::detect::detect_unaided;
    use crate::table::{ReadOptions, read_table};

    #[test]
    fn a_first_row_that_comes_back_in_its_own_columns_is_no_header() {
        let read = |text: &str| read_table("t.csv", text.as_bytes(), &ReadOptions::default()).unwrap();
        let rows = "TW015;leerkracht;5;4\nTW015;directie;3;4\nTW016;leerkracht;5;2\nTW016;ib;2;4\n";
        assert_eq!(
            detect_unaided(&read(rows))[0].to_string(),
            "t.csv: the header looks like a row of answers: 4 of 4 names of columns come back in their own column; if the file has no header, put one above it with the names of the columns"
        );
        for text in [
            format!("School;Functie;k1;k2\n{rows}"),
            // Two exports, one below the other, with both headers.
            format!("School;Functie;k1;k2\n{rows}School;Functie;k1;k2\n{rows}"),
            // One name that is an answer too.
            format!("School;leerkracht;k1;k2\n{rows}"),
            "a;b\na;b\nb;a\n".to_owned(),
        ] {
            let found = detect_unaided(&read(&text));
            assert!(!found.iter().any(|found| matches!(found.kind, FindingKind::NoHeader { .. })), "{text}");
        }
    }
}
