//! `network.csv` and `reliability.csv`: a figure of the network a row.

use super::{
    ASPECT, Column, FIGURE, File, NEVER, NO_UNIT, PEOPLE, PHASES, REASON, SCHOOLS, SHARE, SQUARED, VALUE,
    WHY, column,
};

const NO_INTERVAL: [&str; 2] = ["als de waarde geen interval heeft", "where the value has no interval"];
const NOT_TOLD: [&str; 2] = ["als dat niet te zien mag zijn", "where that may not be shown"];

pub(super) const LOW: Column = column(
    "low",
    ["de ondergrens van het 95 %-interval", "the lower end of the 95 % interval"],
    ["als `value`", "as `value`"],
    "",
    NO_INTERVAL,
    "",
);
pub(super) const HIGH: Column = Column {
    name: "high",
    meaning: ["de bovengrens van het 95 %-interval", "the upper end of the 95 % interval"],
    ..LOW
};
const IN_IT: Column = column(
    "schools",
    ["de scholen waar het cijfer van is", "the schools that the figure is made of"],
    SCHOOLS,
    "0..",
    NEVER,
    "17b",
);
const PEOPLE_IN_IT: Column = column(
    "people",
    ["de personen waar het cijfer van is", "the people that the figure is made of"],
    PEOPLE,
    "0..",
    NOT_TOLD,
    "17b",
);

pub(super) const NETWORK: File = File {
    name: "network.csv",
    columns: &[ASPECT, FIGURE, VALUE, LOW, HIGH, IN_IT, PEOPLE_IN_IT, WHY],
    figures: &[
        column("mu", ["het gemiddelde van de scholen", "the mean of schools"], PHASES, "1..K", REASON, "12"),
        column(
            "sigma",
            [
                "de standaardafwijking tussen collega's van één school",
                "the standard deviation between colleagues of one school",
            ],
            PHASES,
            "0..",
            REASON,
            "12",
        ),
        column(
            "tau",
            [
                "de standaardafwijking tussen scholen; 0: er is geen verschil aan te tonen",
                "the standard deviation between schools; 0: no difference can be detected",
            ],
            PHASES,
            "0..",
            REASON,
            "12",
        ),
        column(
            "rho",
            [
                "het deel van de variantie dat tussen scholen ligt, ICC(1); geen overeenstemming in een team",
                "the share of variance that lies between schools, ICC(1); not agreement in a team",
            ],
            SHARE,
            "0..1",
            REASON,
            "12",
        ),
        column(
            "people_needed",
            [
                "hoeveel personen een gemiddelde van een school tot ,70 betrouwbaar maken; te zien is een gemiddelde pas vanaf 8 (of het hogere minimum dat is ingesteld)",
                "how many people make a school's mean reliable to .70; a mean is shown from 8 on (or the higher minimum that was set)",
            ],
            PEOPLE,
            "1..",
            REASON,
            "12",
        ),
        column(
            "pairs_ordered",
            [
                "van alle paren scholen het deel waarvan er met 90 % zekerheid één verder is",
                "of all pairs of schools the share of which one is further with 90 % certainty",
            ],
            SHARE,
            "0..1",
            REASON,
            "12",
        ),
        column(
            "ad",
            [
                "de middelste afstand tot de mediaan, over teams die haar mogen laten zien",
                "the median over teams, of those that may show it, of the distance from the median",
            ],
            PHASES,
            "0..H",
            REASON,
            "10",
        ),
        column(
            "r_wg_uniform",
            [
                "de mediaan over teams van r_wg(j) tegen gelijk verdeelde antwoorden; geen drempel",
                "the median over teams of r_wg(j) against uniform answers; not a gate",
            ],
            NO_UNIT,
            "0..1",
            REASON,
            "10",
        ),
        column(
            "r_wg_slight_skew",
            [
                "hetzelfde tegen licht scheve antwoorden (alleen bij vijf fasen)",
                "the same against slightly skewed answers (five phases only)",
            ],
            NO_UNIT,
            "0..1",
            REASON,
            "10",
        ),
        column(
            "r_star",
            [
                "de mediaan over teams van r*_wg tegen het meest verdeelde team",
                "the median over teams of r*_wg against the most divided team",
            ],
            NO_UNIT,
            "..1",
            REASON,
            "10",
        ),
        column(
            "a_wg",
            ["de mediaan over teams van a_wg", "the median over teams of a_wg"],
            NO_UNIT,
            "-1..1",
            REASON,
            "10",
        ),
        column(
            "experience_sd",
            [
                "de spreiding tussen scholen in het ordinale model",
                "the spread between schools in the ordinal model",
            ],
            ["spreiding tussen collega's", "spread between colleagues"],
            "0..",
            REASON,
            "12",
        ),
        column(
            "left_out",
            [
                "scholen die in geen cijfer over scholen zitten, omdat hun score verborgen is of te veel collega's iets niet konden beoordelen",
                "schools that are in no figure over schools, because their score is hidden or too many colleagues could not judge something",
            ],
            SCHOOLS,
            "0..",
            NEVER,
            "17b",
        ),
    ],
};

pub(super) const D_STUDY: [&str; 2] = [
    "hoe betrouwbaar het cijfer van een school is op deze indicatoren, met zoveel personen",
    "how reliable a school's figure is on these indicators, with so many people",
];
const WITHIN_ONLY: [&str; 2] = [
    "of de indicatoren voor personen samenhangen; zegt niets over het cijfer van een school",
    "whether the indicators hang together for people; says nothing about a school's figure",
];
pub(super) const BETWEEN: [&str; 2] =
    ["of de indicatoren voor scholen samenhangen", "whether the indicators hang together for schools"];

pub(super) const RELIABILITY: File = File {
    name: "reliability.csv",
    columns: &[ASPECT, FIGURE, VALUE, LOW, HIGH, IN_IT, PEOPLE_IN_IT, WHY],
    figures: &[
        column("within_alpha", WITHIN_ONLY, ["alfa", "alpha"], "..1", REASON, "11"),
        column(
            "within_spearman_brown",
            WITHIN_ONLY,
            ["Spearman-Brown", "Spearman-Brown"],
            "..1",
            REASON,
            "11",
        ),
        column("within_omega", WITHIN_ONLY, ["omega", "omega"], "0..1", REASON, "11"),
        column("between_alpha", BETWEEN, ["alfa", "alpha"], "..1", REASON, "11"),
        column("between_spearman_brown", BETWEEN, ["Spearman-Brown", "Spearman-Brown"], "..1", REASON, "11"),
        column("between_omega", BETWEEN, ["omega", "omega"], "0..1", REASON, "11"),
        column(
            "g_study",
            [
                "staat er alleen met de reden waarom de volgende er niet zijn",
                "stands there only with the reason why the next are not",
            ],
            NO_UNIT,
            "",
            REASON,
            "11",
        ),
        column(
            "g_school",
            ["variantie tussen scholen", "variance between schools"],
            SQUARED,
            "0..",
            REASON,
            "11",
        ),
        column(
            "g_rater",
            ["variantie tussen personen van één school", "variance between people of one school"],
            SQUARED,
            "0..",
            REASON,
            "11",
        ),
        column(
            "g_item",
            ["variantie tussen indicatoren", "variance between indicators"],
            SQUARED,
            "0..",
            REASON,
            "11",
        ),
        column(
            "g_school_item",
            ["variantie van indicatoren, anders per school", "variance of indicators that differs by school"],
            SQUARED,
            "0..",
            REASON,
            "11",
        ),
        column("g_residual", ["wat overblijft", "what is left"], SQUARED, "0..", REASON, "11"),
        column("d_5", D_STUDY, NO_UNIT, "0..1", REASON, "11"),
        column("d_8", D_STUDY, NO_UNIT, "0..1", REASON, "11"),
        column("d_10", D_STUDY, NO_UNIT, "0..1", REASON, "11"),
        column("d_15", D_STUDY, NO_UNIT, "0..1", REASON, "11"),
        column("d_20", D_STUDY, NO_UNIT, "0..1", REASON, "11"),
        column("d_30", D_STUDY, NO_UNIT, "0..1", REASON, "11"),
    ],
};
