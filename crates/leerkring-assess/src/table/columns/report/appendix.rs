//! Tables 6 to 9: the researcher's appendix.

use super::super::{Column, ERRORS, FREEDOM, NO_UNIT, PEOPLE, PROBABILITY, SCHOOLS, SHARE};
use super::{
    ASPECT, IN_IT, INDICATORS, LEADERS_IN_IT, OTHERS_IN_IT, PEOPLE_IN_IT, PLACED_ALL, THE_SAME, told,
};

pub(in crate::table) const APPENDIX: [&[Column]; 4] = [APART, OVERALL, LEADERS, ORDER];

const APART: &[Column] = &[
    ASPECT,
    IN_IT,
    Column { range: "50..", ..PEOPLE_IN_IT },
    told(
        "ICC(1)",
        [
            "welk deel van wat één collega zegt, over de school gaat (variantieanalyse)",
            "which part of what one colleague says is about the school (analysis of variance)",
        ],
        SHARE,
        "..1",
        "11",
    ),
    told(
        "ICC(2)",
        [
            "hoe betrouwbaar het gemiddelde van een team van *n*0 is",
            "how reliable the mean of a team of *n*0 is",
        ],
        NO_UNIT,
        "..1",
        "11",
    ),
    told(
        "*n*0",
        ["de teamgrootte waar ICC(2) over gaat", "the size of team that ICC(2) is about"],
        PEOPLE,
        "1..",
        "11",
    ),
    told(
        "per school, median [lowest, highest]",
        [
            "de betrouwbaarheid van het gemiddelde van een school (REML): de middelste, met de laagste en de hoogste",
            "the reliability of the mean of a school (REML): the middle one, with the lowest and the highest",
        ],
        NO_UNIT,
        "0..1",
        "12",
    ),
    told(
        "Krippendorff's α",
        [
            "houden collega's scholen uit elkaar? Ordinaal, met scholen als eenheden",
            "do colleagues tell schools apart? Ordinal, with schools as units",
        ],
        ["alfa", "alpha"],
        "..1",
        "10",
    ),
];

const OVERALL: &[Column] = &[
    ASPECT,
    INDICATORS,
    IN_IT,
    told("*n*", PLACED_ALL, PEOPLE, "100..", "11"),
    told(
        "α",
        [
            "of de indicatoren samenhangen over alle personen, scholen door elkaar",
            "whether the indicators hang together over all people, schools mixed",
        ],
        ["alfa", "alpha"],
        "..1",
        "11",
    ),
    told("SB or ω", THE_SAME, NO_UNIT, "..1", "11"),
    told(
        "ordinal α",
        [
            "alfa van wat achter de antwoorden ligt (polychorische correlaties)",
            "alpha of what lies behind the answers (polychoric correlations)",
        ],
        ["ordinale alfa", "ordinal alpha"],
        "..1",
        "11",
    ),
];

const LEADERS: &[Column] = &[
    ASPECT,
    IN_IT,
    Column { range: "2..", ..LEADERS_IN_IT },
    Column { range: "8..", ..OTHERS_IN_IT },
    told(
        "δ [95% CI]",
        [
            "hoeveel vaker een leidinggevende de school hoger plaatst dan een collega van dezelfde school dan lager, met 95 %-interval",
            "how much more often a leader places the school higher than a colleague of the same school does than lower, with its 95 % interval",
        ],
        NO_UNIT,
        "-1..1",
        "14",
    ),
    told(
        "*t* (*df*)",
        [
            "de toets van Brunner en Munzel binnen scholen; tussen haken de vrijheidsgraden",
            "the test of Brunner and Munzel inside schools; the degrees of freedom in brackets",
        ],
        ERRORS,
        "",
        "14",
    ),
    told("*p*", ["de tweezijdige p daarvan", "its two-sided p"], PROBABILITY, "0..1", "14"),
    told(
        "*p*, exact",
        [
            "de p van alle manieren om de rollen binnen elke school anders te verdelen",
            "the p of all ways to deal the roles otherwise inside each school",
        ],
        PROBABILITY,
        "0..1",
        "14",
    ),
];

const ORDER: &[Column] = &[
    told(
        "schools",
        ["scholen met een score op elk aspect", "schools with a score on every aspect"],
        SCHOOLS,
        "8..",
        "17b",
    ),
    told("aspects", ["aspecten", "aspects"], ["aspecten", "aspects"], "2..", "10"),
    told(
        "*W*",
        [
            "in hoever scholen de aspecten in één volgorde zetten",
            "how far schools put the aspects in one order",
        ],
        ["Kendalls W", "Kendall's W"],
        "0..1",
        "10",
    ),
    told(
        "χ²",
        ["de toets daarvan (Friedman)", "its test (Friedman)"],
        ["chi-kwadraat", "chi-squared"],
        "0..",
        "10",
    ),
    told("*df*", ["de vrijheidsgraden daarvan", "its degrees of freedom"], FREEDOM, "1..", "10"),
    told("*p*", ["de p daarvan, bij benadering", "its p, an approximation"], PROBABILITY, "0..1", "10"),
];
