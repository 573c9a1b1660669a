//! What every column of these tables means, as in `columns.csv`: see [`leerkring_model::columns`].

mod portrait;
mod suggestions;
mod together;

use leerkring_model::Language;
use leerkring_model::columns::{self, Column, File, NEVER, TEXT, column};

const FILES: [&File; 5] = [
    &suggestions::SUGGESTIONS,
    &suggestions::NOBODY,
    &together::FELLOWS,
    &together::GROUPS,
    &portrait::PORTRAIT,
];

/// The rows of `columns.csv` about one file that programs write with this crate's columns: `suggestions.csv`, `nobody.csv`,
/// `fellows.csv`, `groups.csv` or `portrait.csv`, for a scale with `levels` phases; none about any other.
///
/// ```
/// use leerkring_matching::table::columns;
/// use leerkring_model::Language;
/// let rows = columns::rows("suggestions.csv", 5, Language::En);
/// let phase = rows.iter().find(|row| row[1] == "host_phase").unwrap();
/// assert_eq!(phase[4..], ["phase", "1..5", "on a topic", "3"]);
/// ```
pub fn rows(file: &str, levels: u8, language: Language) -> Vec<Vec<String>> {
    columns::rows(&FILES, file, levels, language)
}

const KM: [&str; 2] = ["km-equivalent", "km-equivalents"];

const SUBJECT: Column = column(
    "subject",
    [
        "waarover het gaat: de sleutel van een aspect, of `topic:` met die van een onderwerp",
        "what it is about: the key of an aspect, or `topic:` with that of a topic",
    ],
    TEXT,
    "",
    NEVER,
    "",
);

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::iter::successors;

    use super::*;
    use crate::table::{FELLOWS_HEADER, GROUPS_HEADER, HEADER, NOBODY_HEADER, PORTRAIT_HEADER};
    use crate::{NoFellow, Nobody};

    #[test]
    fn every_column_that_is_written_is_described_and_no_other() {
        let written: [&[&str]; 5] =
            [&HEADER, &NOBODY_HEADER, &FELLOWS_HEADER, &GROUPS_HEADER, &PORTRAIT_HEADER];
        for (file, columns) in FILES.into_iter().zip(written) {
            let described: Vec<&str> = file.columns.iter().map(|column| column.name).collect();
            assert_eq!(described, columns, "{}", file.name);
            for row in [Language::Nl, Language::En].into_iter().flat_map(|told| rows(file.name, 5, told)) {
                assert!([1, 3, 4, 6].iter().all(|place| !row[*place].is_empty()), "{row:?}");
            }
        }
        assert!(rows("standings.csv", 5, Language::Nl).is_empty());
    }

    /// The words that can stand in a column.
    fn words(file: &str, column: &str) -> BTreeSet<String> {
        let rows = rows(file, 5, Language::En);
        let row = rows.iter().find(|row| row[1] == column).unwrap();
        row[5].split(" | ").map(str::to_owned).collect()
    }

    #[test]
    fn every_reason_is_among_the_words_of_its_column() {
        let keys =
            |keys: &mut dyn Iterator<Item = &'static str>| keys.map(str::to_owned).collect::<BTreeSet<_>>();
        assert_eq!(words("nobody.csv", "reason"), keys(&mut Nobody::ALL.iter().map(|nobody| nobody.key())));
        let support = keys(&mut Nobody::ALL.iter().map(|nobody| nobody.support().key()));
        assert_eq!(words("nobody.csv", "support"), support);

        // Whoever adds a reason comes by here.
        let next = |of: &NoFellow| match of {
            NoFellow::NotWished => Some(NoFellow::SchoolHasNoPhase),
            NoFellow::SchoolHasNoPhase => Some(NoFellow::NobodyElse),
            NoFellow::NobodyElse => Some(NoFellow::NoneNear),
            NoFellow::NoneNear => Some(NoFellow::RulesAllowNone),
            NoFellow::RulesAllowNone => Some(NoFellow::AllTaken),
            NoFellow::AllTaken => None,
        };
        let all: Vec<NoFellow> = successors(Some(NoFellow::NotWished), next).collect();
        let without = |one| keys(&mut all.iter().filter(|of| **of != one).map(|of| of.key()));
        assert_eq!(words("fellows.csv", "nobody"), without(NoFellow::AllTaken));
        assert_eq!(words("groups.csv", "alone"), without(NoFellow::NotWished));
    }
}
