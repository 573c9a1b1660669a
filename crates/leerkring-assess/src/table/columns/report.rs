//! The numbered tables of a report, column by column in their order; their names are those of the English table. In `columns.csv` stand those of the table that is written.

mod appendix;
mod growth;
mod study;

pub(in crate::table) use self::appendix::APPENDIX;
pub(in crate::table) use self::growth::{GROWTH, SCHOOLS_BESIDE, WITHIN};
pub(in crate::table) use self::study::STUDY;

use super::roles::{LEADERS, OTHERS};
use super::{Column, NEVER, PEOPLE, SCHOOLS, TEXT, column};

const DASH: [&str; 2] = ["nooit; – als er geen cijfer is", "never; – where there is no figure"];
const ASPECT: Column =
    column("Aspect", ["de naam van het aspect", "the name of the aspect"], TEXT, "", NEVER, "");
const IN_IT: Column =
    column("schools", ["scholen in de cijfers", "schools in the figures"], SCHOOLS, "5..", DASH, "17b");
const PEOPLE_IN_IT: Column =
    told("*n*", ["personen in de cijfers", "people in the figures"], PEOPLE, "25..", "17b");
const INDICATORS: Column = told(
    "indicators",
    ["indicatoren van het aspect", "indicators of the aspect"],
    ["indicatoren", "indicators"],
    "2..",
    "11",
);
const LEADERS_IN_IT: Column = Column { empty: DASH, ..LEADERS };
const OTHERS_IN_IT: Column = Column { empty: DASH, ..OTHERS };
const PLACED_ALL: [&str; 2] = [
    "personen, in scholen waar allen die meetellen alle indicatoren plaatsten",
    "people, in schools where all who count placed all indicators",
];
const THE_SAME: [&str; 2] = [
    "hetzelfde, bij twee indicatoren volgens Spearman-Brown, bij meer als omega",
    "the same, by Spearman-Brown for two indicators, as omega for more",
];

/// A column of a numbered table.
const fn told(
    name: &'static str,
    meaning: [&'static str; 2],
    unit: [&'static str; 2],
    range: &'static str,
    section: &'static str,
) -> Column {
    column(name, meaning, unit, range, DASH, section)
}
