//! `appendix.csv`: the figures that a reviewer asks for.

use super::network;
use super::{
    ASPECT, Column, FIGURE, FREEDOM, File, NO_UNIT, PEOPLE, PHASES, PROBABILITY, REASON, SCHOOL, SCHOOLS,
    SHARE, VALUE, WHY, column,
};

const NOT_OF_SCHOOLS: [&str; 2] = [
    "in de rij van een school, en als `reason` zegt waarom",
    "in the row of a school, and where `reason` says why",
];
// The intervals of one table are of two levels.
const LOW: Column = Column {
    meaning: [
        "de ondergrens van het interval: 90 % bij `score_bca`, 95 % bij `delta`",
        "the lower end of the interval: 90 % of `score_bca`, 95 % of `delta`",
    ],
    ..network::LOW
};
const HIGH: Column = Column {
    meaning: [
        "de bovengrens van het interval: 90 % bij `score_bca`, 95 % bij `delta`",
        "the upper end of the interval: 90 % of `score_bca`, 95 % of `delta`",
    ],
    ..network::HIGH
};
const ORDER: [&str; 2] = [
    "zetten scholen de aspecten in één volgorde? Scholen zijn de beoordelaars; zegt niets over de hoogte",
    "do schools put the aspects in one order? Schools are the raters; it says nothing about the level",
];
const OVER_ALL: [&str; 2] = [
    "of de indicatoren samenhangen over alle personen, scholen door elkaar; zegt niets over het cijfer van een school",
    "whether the indicators hang together over all people, schools mixed; says nothing about a school's figure",
];

pub(super) const APPENDIX: File = File {
    name: "appendix.csv",
    columns: &[
        Column {
            empty: ["in een rij over alle aspecten samen", "in a row about all aspects together"],
            ..ASPECT
        },
        Column { empty: ["in een rij van het netwerk", "in a row of the network"], ..SCHOOL },
        FIGURE,
        VALUE,
        LOW,
        HIGH,
        column(
            "schools",
            ["de scholen waar het cijfer van is", "the schools that the figure is made of"],
            SCHOOLS,
            "5..",
            NOT_OF_SCHOOLS,
            "17b",
        ),
        column(
            "people",
            ["de personen waar het cijfer van is", "the people that the figure is made of"],
            PEOPLE,
            "25..",
            [
                "in de rij van een school (zie `n` in assessments.csv), over alle aspecten samen, en als `reason` zegt waarom",
                "in the row of a school (see `n` in assessments.csv), about all aspects together, and where `reason` says why",
            ],
            "17b",
        ),
        column(
            "leaders",
            ["hoeveel van hen leiding geven", "how many of them lead"],
            PEOPLE,
            "2..",
            [
                "als het cijfer niet over rollen gaat, en als `reason` zegt waarom",
                "where the figure is not about roles, and where `reason` says why",
            ],
            "14",
        ),
        WHY,
    ],
    figures: &[
        column(
            "icc1",
            [
                "ICC(1) uit de variantieanalyse: welk deel van wat één collega zegt, over de school gaat; geen overeenstemming in een team",
                "ICC(1) by the analysis of variance: which part of what one colleague says is about the school; not agreement in a team",
            ],
            SHARE,
            "..1",
            REASON,
            "11",
        ),
        column(
            "icc2",
            [
                "ICC(2): hoe betrouwbaar het gemiddelde van een team van `typical_size` is; per school staat het in assessments.csv (`reliability`)",
                "ICC(2): how reliable the mean of a team of `typical_size` is; that of each school is in assessments.csv (`reliability`)",
            ],
            NO_UNIT,
            "..1",
            REASON,
            "11",
        ),
        column(
            "typical_size",
            ["de teamgrootte waar `icc2` over gaat (n0)", "the size of team that `icc2` is about (n0)"],
            PEOPLE,
            "1..",
            REASON,
            "11",
        ),
        column(
            "krippendorff_alpha",
            [
                "Krippendorffs alfa met ordinale afstanden: houden collega's scholen uit elkaar? Scholen zijn de eenheden; het gemiddelde over de indicatoren",
                "Krippendorff's alpha with ordinal distances: do colleagues tell schools apart? Schools are the units; the mean over the indicators",
            ],
            ["alfa", "alpha"],
            "..1",
            REASON,
            "10",
        ),
        column("all_alpha", OVER_ALL, ["alfa", "alpha"], "..1", REASON, "11"),
        column("all_spearman_brown", OVER_ALL, ["Spearman-Brown", "Spearman-Brown"], "..1", REASON, "11"),
        column("all_omega", OVER_ALL, ["omega", "omega"], "0..1", REASON, "11"),
        column(
            "all_ordinal_alpha",
            [
                "alfa van wat achter de antwoorden ligt (polychorische correlaties); niet van de antwoorden zelf",
                "alpha of what lies behind the answers (polychoric correlations); not of the answers themselves",
            ],
            ["ordinale alfa", "ordinal alpha"],
            "..1",
            REASON,
            "11",
        ),
        column(
            "delta",
            [
                "Cliffs delta over het netwerk: hoeveel vaker een leidinggevende de school hoger plaatst dan een collega van dezelfde school dan lager; geen oorzaak",
                "Cliff's delta over the network: how much more often a leader places the school higher than a colleague of the same school does than lower; no cause",
            ],
            NO_UNIT,
            "-1..1",
            REASON,
            "14",
        ),
        column(
            "bm_t",
            [
                "de toets van Brunner en Munzel binnen scholen: hoe ver delta van 0 ligt",
                "the test of Brunner and Munzel inside schools: how far delta is from 0",
            ],
            super::ERRORS,
            "",
            REASON,
            "14",
        ),
        column(
            "bm_df",
            ["de vrijheidsgraden daarvan", "its degrees of freedom"],
            FREEDOM,
            "1..",
            REASON,
            "14",
        ),
        column(
            "bm_p",
            ["de tweezijdige p daarvan; 0.00 is kleiner dan .005", "its two-sided p; 0.00 is below .005"],
            PROBABILITY,
            "0..1",
            REASON,
            "14",
        ),
        column(
            "permutation_p",
            [
                "de tweezijdige p van alle manieren om de rollen binnen elke school anders te verdelen, voor het verschil in gemiddelde; 0.00 is kleiner dan .005",
                "the two-sided p of all ways to deal the roles otherwise inside each school, for the gap in means; 0.00 is below .005",
            ],
            PROBABILITY,
            "0..1",
            REASON,
            "14",
        ),
        column("kendall_w", ORDER, ["Kendalls W", "Kendall's W"], "0..1", REASON, "10"),
        column(
            "kendall_chi_squared",
            ["de toets daarvan (Friedman)", "its test (Friedman)"],
            ["chi-kwadraat", "chi-squared"],
            "0..",
            REASON,
            "10",
        ),
        column(
            "kendall_df",
            ["de vrijheidsgraden daarvan", "its degrees of freedom"],
            FREEDOM,
            "1..",
            REASON,
            "10",
        ),
        column(
            "kendall_p",
            ["de p daarvan, bij benadering", "its p, an approximation"],
            PROBABILITY,
            "0..1",
            REASON,
            "10",
        ),
        column(
            "score_bca",
            [
                "de score van een school met 20 personen of meer; `low` en `high` zijn het 90 %-interval (BCa) van de exacte bootstrap, naast `score_low` en `score_high`",
                "the score of a school with 20 people or more; `low` and `high` are the 90 % interval (BCa) of the exact bootstrap, beside `score_low` and `score_high`",
            ],
            PHASES,
            "1..K",
            REASON,
            "13",
        ),
    ],
};
