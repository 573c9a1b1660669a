//! What every column of the written tables means (`columns.csv`): meaning, unit, range, when a cell is empty, and where in
//! `docs/METHOD.md` it is explained; in Dutch or English.

mod appendix;
mod assessments;
mod exchange;
mod growth;
mod network;
pub(super) mod report;
mod roles;
mod schools;

use leerkring_model::Language;
use leerkring_model::columns::{
    self, Column, File, NEVER, NUMBER, PHASE, PROBABILITY, SCHOOLS, TEXT, WORD, column,
};

use super::apa::NumberedTable;

const FILES: [&File; 10] = [
    &schools::STANDINGS,
    &assessments::ASSESSMENTS,
    &schools::DISTRIBUTION,
    &schools::INDICATORS,
    &network::NETWORK,
    &network::RELIABILITY,
    &roles::ROLES,
    &appendix::APPENDIX,
    &growth::GROWTH,
    &exchange::EXCHANGE,
];

/// The rows of `columns.csv` about one file that this crate has the columns of, such as `standings.csv`, for a scale with
/// `levels` phases; none about a file that it does not know.
///
/// ```
/// use leerkring_assess::table::columns;
/// use leerkring_model::Language;
/// let rows = columns::rows("standings.csv", 5, Language::En);
/// let phase = rows.iter().find(|row| row[1] == "phase").unwrap();
/// assert_eq!(phase[4..], ["phase", "1..5", "where there is no statement", "3"]);
/// ```
pub fn rows(file: &str, levels: u8, language: Language) -> Vec<Vec<String>> {
    columns::rows(&FILES, file, levels, language)
}

/// The rows about a numbered table, written as `file`.
pub fn rows_of_table(file: &str, table: &NumberedTable, levels: u8, language: Language) -> Vec<Vec<String>> {
    table
        .columns
        .iter()
        .zip(&table.header)
        .map(|(column, name)| column.row(file, name.clone(), "", levels, language))
        .collect()
}

const PHASES: [&str; 2] = ["fasen", "phases"];
const PEOPLE: [&str; 2] = ["personen", "people"];
const ANSWERS: [&str; 2] = ["antwoorden", "answers"];
const SHARE: [&str; 2] = ["deel", "share"];
const NO_UNIT: [&str; 2] = ["geen", "none"];
const SQUARED: [&str; 2] = ["fasen in het kwadraat", "squared phases"];
const FREEDOM: [&str; 2] = ["vrijheidsgraden", "degrees of freedom"];
const ERRORS: [&str; 2] = ["standaardfouten", "standard errors"];

const NO_STATEMENT: [&str; 2] = ["als er geen uitspraak is", "where there is no statement"];
const DETAIL: [&str; 2] = [
    "bij minder dan 8 personen (of het hogere minimum dat is ingesteld), als bijna allen gelijk antwoordden, als iemand die iets openliet zou opvallen, en naast een eerder verslag",
    "below 8 people (or the higher minimum that was set), where nearly all answered alike, where somebody who left something open would stand out, and beside an earlier report",
];
const REASON: [&str; 2] = ["als `reason` zegt waarom", "where `reason` says why"];
const GIVEN: [&str; 2] = ["als de waarde er is", "where the value is there"];

const SCHOOL: Column =
    column("school", ["de sleutel van de school", "the key of the school"], TEXT, "", NEVER, "");
const ASPECT: Column =
    column("aspect", ["de sleutel van het aspect", "the key of the aspect"], TEXT, "", NEVER, "");
const FIGURE: Column =
    column("figure", ["welk cijfer de rij geeft", "which figure the row gives"], TEXT, "", NEVER, "");
const VALUE: Column = column(
    "value",
    [
        "het cijfer; zie de regel met de naam in `figure`",
        "the figure; see the line with its name in `figure`",
    ],
    ["zie `figure`", "see `figure`"],
    "",
    REASON,
    "",
);
const WHY: Column =
    column("reason", ["waarom er geen cijfer is", "why there is no figure"], TEXT, "", GIVEN, "17");

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::engine::Options;
    use crate::moments::{Changes, ExchangeEffects, TooFewUnits, table as moments};
    use crate::network::NoFigure;
    use crate::table::{apa, appendix as of_appendix, assessments as whole, header, network as of_network};
    use leerkring_model::builtin;
    use leerkring_model::columns::HEADER;

    /// The columns that are described of a file, in their order.
    fn described(file: &str) -> Vec<String> {
        let rows = rows(file, 5, Language::En).into_iter();
        rows.filter(|row| row[2].is_empty()).map(|row| row[1].clone()).collect()
    }

    #[test]
    fn every_column_that_is_written_is_described_and_no_other() {
        let written: [(&str, Vec<String>); 10] = [
            ("standings.csv", header(5)),
            ("assessments.csv", whole::header(5)),
            ("distribution.csv", whole::DISTRIBUTION.map(str::to_owned).to_vec()),
            ("indicators.csv", whole::INDICATORS.map(str::to_owned).to_vec()),
            ("network.csv", of_network::NETWORK.map(str::to_owned).to_vec()),
            ("reliability.csv", of_network::NETWORK.map(str::to_owned).to_vec()),
            ("roles.csv", of_network::ROLES.map(str::to_owned).to_vec()),
            ("appendix.csv", of_appendix::APPENDIX.map(str::to_owned).to_vec()),
            ("growth.csv", moments::HEADER.map(str::to_owned).to_vec()),
            ("exchange.csv", moments::EXCHANGE_HEADER.map(str::to_owned).to_vec()),
        ];
        assert_eq!(written.len(), FILES.len());
        for (file, columns) in written {
            assert_eq!(described(file), columns, "{file}");
        }
    }

    /// All numbered tables that there are.
    fn numbered_tables(language: Language) -> Vec<NumberedTable> {
        let (model, options) = (builtin::samen_leren(), Options::default());
        let none = Err(NoFigure::OneAspect);
        let mut tables = apa::tables(&[], &model, &options, language);
        tables.extend(apa::appendix_tables(&[], &[], none, &model, &options, language));
        let changes = [Changes { schools: Vec::new(), network: Vec::new() }];
        let within = Err(TooFewUnits::Schools { found: 0, needed: 5 });
        let effects = ExchangeEffects { by_aspect: Vec::new(), within, left_out: Vec::new() };
        tables.extend(apa::growth_tables(&changes, Some(&effects), &model, &options, language));
        tables
    }

    #[test]
    fn every_column_of_the_numbered_tables_is_described() {
        for language in [Language::Nl, Language::En] {
            let tables = numbered_tables(language);
            assert_eq!(tables.len(), 12);
            for table in tables {
                assert_eq!(table.header.len(), table.columns.len(), "{}", table.title);
                // The Dutch names stand beside the English ones where the table is made.
                let names = || table.columns.iter().map(|column| column.name);
                assert!(language == Language::Nl || names().eq(&table.header), "{}", table.title);
                let rows = rows_of_table("t.csv", &table, 5, language);
                assert_eq!(rows.iter().map(|row| row[1].clone()).collect::<Vec<_>>(), table.header);
                // Programs read columns by their names.
                let names: BTreeSet<&String> = table.header.iter().collect();
                assert_eq!(names.len(), table.header.len(), "{}", table.title);
            }
        }
    }

    /// What a column points to for whoever wants to know more can be found.
    #[test]
    fn every_section_that_is_named_is_a_heading_of_the_method() {
        let method = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/METHOD.md");
        let method = std::fs::read_to_string(method).unwrap();
        let headings: BTreeSet<&str> = method
            .lines()
            .filter_map(|line| line.strip_prefix("## ")?.split_once(". "))
            .map(|(section, _)| section)
            .collect();
        assert!(headings.contains("17b") && headings.len() > 15, "{headings:?}");
        let own = FILES.iter().flat_map(|file| rows(file.name, 5, Language::En));
        let tables = numbered_tables(Language::En);
        let of_tables = tables.iter().flat_map(|table| rows_of_table("t.csv", table, 5, Language::En));
        let mut named = 0;
        for row in own.chain(of_tables).filter(|row| !row[7].is_empty()) {
            assert!(headings.contains(row[7].as_str()), "no section {} in METHOD.md: {row:?}", row[7]);
            named += 1;
        }
        assert!(named > 200, "{named}");
    }

    /// The appendix has intervals of two levels, and says which is which; a p to a hundredth says what 0.00 is.
    #[test]
    fn the_appendix_says_the_levels_of_its_intervals_and_what_nought_is() {
        for language in [Language::Nl, Language::En] {
            let rows = rows("appendix.csv", 5, language);
            let meaning = |of: &str| rows.iter().find(|row| row[1] == of || row[2] == of).unwrap()[3].clone();
            for end in ["low", "high"] {
                for told in ["90 %", "`score_bca`", "95 %", "`delta`"] {
                    assert!(meaning(end).contains(told), "{}", meaning(end));
                }
            }
            for p in ["bm_p", "permutation_p"] {
                assert!(meaning(p).contains(".005"), "{}", meaning(p));
            }
        }
    }

    /// Nothing is left open, no figure is there twice, and ranges follow the scale.
    #[test]
    fn descriptions_are_whole() {
        for file in FILES {
            for language in [Language::Nl, Language::En] {
                let rows = rows(file.name, 4, language);
                for row in &rows {
                    assert_eq!(row.len(), HEADER.len());
                    assert!([1, 3, 4, 6].iter().all(|place| !row[*place].is_empty()), "{row:?}");
                    assert_eq!(rows.iter().filter(|other| other[1..3] == row[1..3]).count(), 1, "{row:?}");
                }
            }
        }
        let ad = rows("assessments.csv", 4, Language::Nl).into_iter().find(|row| row[1] == "ad").unwrap();
        assert_eq!(ad[5], "0..1.5");
    }
}
