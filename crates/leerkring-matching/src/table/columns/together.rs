//! `fellows.csv` and `groups.csv`: who could think together.

use leerkring_model::columns::{Column, File, NEVER, NUMBER, TEXT, WORD, column};

use super::SUBJECT;
use super::suggestions::{CONTEXT, COST, DISTANCE, PHASES, RANK, TRAITS, TRAVEL};

const NOBODY: [&str; 2] = ["als er niemand is", "where there is nobody"];
const LEFT_OVER: [&str; 2] = ["voor wie overblijft", "for who is left over"];

const SCHOOL: Column = column(
    "school",
    [
        "de sleutel van de school die samen wil nadenken",
        "the key of the school that would like to think together",
    ],
    TEXT,
    "",
    NEVER,
    "",
);

/// The column, empty where there is nobody.
const fn with_fellow(column: Column) -> Column {
    Column { empty: NOBODY, ..column }
}

pub(super) const FELLOWS: File = File {
    name: "fellows.csv",
    columns: &[
        SCHOOL,
        SUBJECT,
        with_fellow(RANK),
        column(
            "fellow",
            ["de sleutel van de school om mee na te denken", "the key of the school to think with"],
            TEXT,
            "",
            NOBODY,
            "",
        ),
        Column {
            meaning: [
                "wat het kost: de som van de drie volgende kolommen",
                "what it costs: the sum of the next three columns",
            ],
            range: "0..",
            ..with_fellow(COST)
        },
        with_fellow(TRAVEL),
        Column {
            meaning: [
                "voor de fasen die de twee uit elkaar staan, als het netwerk daar iets voor rekent",
                "for the phases that the two stand apart, if the network charges for them",
            ],
            ..with_fellow(PHASES)
        },
        with_fellow(CONTEXT),
        with_fellow(TRAITS),
        with_fellow(DISTANCE),
        column(
            "nobody",
            ["waarom er niemand is", "why there is nobody"],
            WORD,
            "not-wished | school-has-no-phase | nobody-else | none-near | rules-allow-none",
            ["als er iemand is", "where there is somebody"],
            "7",
        ),
    ],
    figures: &[],
};

pub(super) const GROUPS: File = File {
    name: "groups.csv",
    columns: &[
        SUBJECT,
        column(
            "group",
            ["de groep, per onderwerp of aspect geteld", "the group, counted on each topic or aspect"],
            NUMBER,
            "1..",
            LEFT_OVER,
            "7",
        ),
        SCHOOL,
        column(
            "alone",
            ["waarom de school overblijft", "why the school is left over"],
            WORD,
            "school-has-no-phase | nobody-else | none-near | rules-allow-none | all-taken",
            ["voor wie in een groep zit", "for who is in a group"],
            "7",
        ),
    ],
    figures: &[],
};
