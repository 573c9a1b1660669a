//! The tables of growth between moments, and of what exchanges go together with.

use super::super::{Column, FREEDOM, PHASES, PROBABILITY, SCHOOLS, SHARE};
use super::{ASPECT, told};

/// One for each moment and the next.
pub(in crate::table) const GROWTH: &[Column] = &[
    ASPECT,
    told(
        "schools",
        ["scholen waarvan de groei te zien is", "schools that show their growth"],
        SCHOOLS,
        "8..",
        "15",
    ),
    told(
        "σ",
        [
            "de standaardafwijking tussen collega's van één school, over beide momenten",
            "the standard deviation between colleagues of one school, over both moments",
        ],
        PHASES,
        "0..",
        "15",
    ),
    told(
        "*M* change [90% CI]",
        [
            "hoeveel scholen gemiddeld veranderden, met 90 %-interval",
            "how much schools changed on average, with its 90 % interval",
        ],
        PHASES,
        "-D..D",
        "15",
    ),
    told("τ", ["hoezeer scholen daarin verschillen", "how much schools differ in it"], PHASES, "0..", "12"),
    told(
        "*I*²",
        [
            "het deel van wat tussen scholen verschilt, dat meer is dan toeval van wie antwoordde",
            "the share of what varies between schools that is more than the chance of who answered",
        ],
        SHARE,
        "0..1",
        "12",
    ),
    told(
        "probably higher",
        ["scholen met een kans boven ,80 op hoger", "schools with a probability above .80 of higher"],
        SCHOOLS,
        "0..",
        "15",
    ),
    told(
        "probably lower",
        ["scholen met een kans boven ,80 op lager", "schools with a probability above .80 of lower"],
        SCHOOLS,
        "0..",
        "15",
    ),
];

const UNITS: [&str; 2] = ["scholen of paren", "schools or pairs"];
const DEGREES: Column = told(
    "*df*",
    ["de vrijheidsgraden van het interval ervoor", "the degrees of freedom of the interval before it"],
    FREEDOM,
    "0..",
    "16",
);
const CHANCE: Column = told(
    "*p*",
    [
        "het deel van de verdelingen dat even groot is of groter (permutatie)",
        "the share of arrangements that are as large or larger (permutation)",
    ],
    PROBABILITY,
    "0..1",
    "16",
);

/// Schools with an exchange on an aspect beside those without.
pub(in crate::table) const SCHOOLS_BESIDE: &[Column] = &[
    ASPECT,
    told(
        "with",
        ["met een uitwisseling op het aspect", "with an exchange on the aspect"],
        UNITS,
        "6..",
        "16",
    ),
    told("without", ["zonder", "without one"], UNITS, "6..", "16"),
    told(
        "*b* [90% CI]",
        [
            "hoeveel meer scholen met een uitwisseling veranderden, met 90 %-interval",
            "how much more schools with an exchange changed, with its 90 % interval",
        ],
        PHASES,
        "",
        "16",
    ),
    DEGREES,
    CHANCE,
    told(
        "*b* at equal start [90% CI]",
        [
            "hetzelfde bij een gelijke score vooraf, met 90 %-interval",
            "the same at an equal score before, with its 90 % interval",
        ],
        PHASES,
        "",
        "16",
    ),
    Column { name: "*df* at equal start", ..DEGREES },
    told(
        "probably higher",
        [
            "van de scholen met een uitwisseling, elk apart, hoeveel er waarschijnlijk hoger staan (kans boven ,80), en van hoeveel",
            "of the schools with an exchange, each by itself, how many are probably higher (probability above .80), and of how many",
        ],
        SCHOOLS,
        "",
        "16",
    ),
];

/// The aspect of an exchange beside the other aspects of the same school.
pub(in crate::table) const WITHIN: &[Column] = &[
    told("schools", ["met een uitwisseling", "with an exchange"], UNITS, "5..", "16"),
    told(
        "*T* [90% CI]",
        [
            "hoeveel meer het aspect van de uitwisseling veranderde dan de andere aspecten van de school, met 90 %-interval",
            "how much more the aspect of the exchange changed than the other aspects of the school, with its 90 % interval",
        ],
        PHASES,
        "",
        "16",
    ),
    DEGREES,
    CHANCE,
    told(
        "*T* adjusted",
        ["hetzelfde, min wat een lage start verklaart", "the same, less what a low start explains"],
        PHASES,
        "",
        "16",
    ),
    Column { name: "*p* adjusted", ..CHANCE },
    told(
        "change per rank",
        [
            "hoeveel een aspect meer verandert dat één plaats hoger begon onder die van de school",
            "how much more an aspect changes that began one place higher among those of its school",
        ],
        ["fasen per plaats", "phases per place"],
        "",
        "16",
    ),
];
