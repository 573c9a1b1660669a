//! The numbered tables of a report, column by column in their order; their names are those of the English table. In `columns.csv` stand those of the table that is written.

use super::network::{BETWEEN, D_STUDY};
use super::{
    Column, ERRORS, FREEDOM, NEVER, NO_UNIT, PEOPLE, PHASES, PROBABILITY, SCHOOLS, SHARE, SQUARED, TEXT,
    column,
};

const DASH: [&str; 2] = ["nooit; – als er geen cijfer is", "never; – where there is no figure"];
const ASPECT: Column =
    column("Aspect", ["de naam van het aspect", "the name of the aspect"], TEXT, "", NEVER, "");
const IN_IT: Column =
    column("schools", ["scholen in de cijfers", "schools in the figures"], SCHOOLS, "5..", DASH, "17b");

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

pub(super) const TABLES: [&[Column]; 9] =
    [DIFFERENCES, AGREEMENT, CONSISTENCY, NOISE, ROLES, APART, OVERALL, LEADERS, ORDER];

const DIFFERENCES: &[Column] = &[
    ASPECT,
    IN_IT,
    told("*n*", ["personen in de cijfers", "people in the figures"], PEOPLE, "25..", "17b"),
    told(
        "*M* [95% CI]",
        ["het gemiddelde van de scholen, met 95 %-interval", "the mean of schools, with its 95 % interval"],
        PHASES,
        "1..K",
        "12",
    ),
    told(
        "σ [95% CI]",
        [
            "de standaardafwijking tussen collega's van één school, met 95 %-interval",
            "the standard deviation between colleagues of one school, with its 95 % interval",
        ],
        PHASES,
        "0..",
        "12",
    ),
    told(
        "τ [95% CI]",
        [
            "de standaardafwijking tussen scholen, met 95 %-interval",
            "the standard deviation between schools, with its 95 % interval",
        ],
        PHASES,
        "0..",
        "12",
    ),
    told(
        "ICC(1) [95% CI]",
        [
            "het deel van de variantie dat tussen scholen ligt, met 95 %-interval",
            "the share of variance that lies between schools, with its 95 % interval",
        ],
        SHARE,
        "0..1",
        "12",
    ),
    told(
        "*n* for .70",
        [
            "hoeveel personen een gemiddelde van een school tot ,70 betrouwbaar maken",
            "how many people make a school's mean reliable to .70",
        ],
        PEOPLE,
        "1..",
        "12",
    ),
    told(
        "pairs ordered",
        [
            "van alle paren scholen het deel waarvan er met 90 % zekerheid één verder is",
            "of all pairs of schools the share of which one is further with 90 % certainty",
        ],
        SHARE,
        "0..1",
        "12",
    ),
];

const AGREEMENT: &[Column] = &[
    ASPECT,
    told("teams", ["teams in de medianen", "teams in the medians"], ["teams", "teams"], "5..", "17b"),
    told(
        "AD",
        [
            "de afstand tot de mediaan in het middelste team",
            "the distance from the median, in the middle team",
        ],
        PHASES,
        "0..H",
        "10",
    ),
    told(
        "*r*wg(j), uniform",
        [
            "r_wg(j) tegen gelijk verdeelde antwoorden, in het middelste team",
            "r_wg(j) against uniform answers, in the middle team",
        ],
        NO_UNIT,
        "0..1",
        "10",
    ),
    told(
        "*r*wg(j), slight skew",
        [
            "r_wg(j) tegen licht scheve antwoorden, in het middelste team",
            "r_wg(j) against slightly skewed answers, in the middle team",
        ],
        NO_UNIT,
        "0..1",
        "10",
    ),
    told(
        "*r*\\*wg",
        [
            "r*_wg tegen het meest verdeelde team, in het middelste team",
            "r*_wg against the most divided team, in the middle team",
        ],
        NO_UNIT,
        "..1",
        "10",
    ),
    told("*a*wg", ["a_wg in het middelste team", "a_wg, in the middle team"], NO_UNIT, "-1..1", "10"),
];

const PLACED_ALL: [&str; 2] = ["personen die alle indicatoren plaatsten", "people who placed all indicators"];
const THE_SAME: [&str; 2] = [
    "hetzelfde, bij twee indicatoren volgens Spearman-Brown, bij meer als omega",
    "the same, by Spearman-Brown for two indicators, as omega for more",
];

const CONSISTENCY: &[Column] = &[
    ASPECT,
    told(
        "indicators",
        ["indicatoren van het aspect", "indicators of the aspect"],
        ["indicatoren", "indicators"],
        "2..",
        "11",
    ),
    told("*n* within", PLACED_ALL, PEOPLE, "100..", "11"),
    told(
        "α within [95% CI]",
        [
            "of de indicatoren voor personen samenhangen, met 95 %-interval",
            "whether the indicators hang together for people, with its 95 % interval",
        ],
        ["alfa", "alpha"],
        "..1",
        "11",
    ),
    told("SB or ω within", THE_SAME, NO_UNIT, "..1", "11"),
    told("*n* between", PLACED_ALL, PEOPLE, "100..", "11"),
    told("α between", BETWEEN, ["alfa", "alpha"], "..1", "11"),
    told("SB or ω between", THE_SAME, NO_UNIT, "..1", "11"),
];

const NOISE: &[Column] = &[
    ASPECT,
    told("school", ["variantie tussen scholen", "variance between schools"], SQUARED, "0..", "11"),
    told(
        "person",
        ["variantie tussen personen van één school", "variance between people of one school"],
        SQUARED,
        "0..",
        "11",
    ),
    told("indicator", ["variantie tussen indicatoren", "variance between indicators"], SQUARED, "0..", "11"),
    told(
        "school × indicator",
        ["variantie van indicatoren, anders per school", "variance of indicators that differs by school"],
        SQUARED,
        "0..",
        "11",
    ),
    told("residual", ["wat overblijft", "what is left"], SQUARED, "0..", "11"),
    told("*G*, 5", D_STUDY, NO_UNIT, "0..1", "11"),
    told("*G*, 10", D_STUDY, NO_UNIT, "0..1", "11"),
    told("*G*, 20", D_STUDY, NO_UNIT, "0..1", "11"),
];

const ROLES: &[Column] = &[
    ASPECT,
    IN_IT,
    told("leaders", ["leidinggevenden die meetellen", "leaders who count"], PEOPLE, "1..", "14"),
    told("others", ["anderen die meetellen", "others who count"], PEOPLE, "1..", "14"),
    told(
        "*b* (*SE*)",
        [
            "hoeveel hoger leidinggevenden hun school plaatsen dan anderen daar; tussen haken de standaardfout",
            "how much higher leaders place their school than others there; the standard error in brackets",
        ],
        PHASES,
        "-D..D",
        "14",
    ),
    told("95% CI", ["het 95 %-interval daarvan", "its 95 % interval"], PHASES, "", "14"),
    told("*df*", ["de vrijheidsgraden daarvan", "its degrees of freedom"], FREEDOM, "0..", "14"),
    told(
        "*b* mixed (*SE*)",
        [
            "hetzelfde uit alle antwoorden (gemengd model); tussen haken de standaardfout",
            "the same from all answers (mixed model); the standard error in brackets",
        ],
        PHASES,
        "-D..D",
        "14",
    ),
    told(
        "τ of gaps",
        ["hoezeer scholen daarin verschillen", "how much schools differ in it"],
        PHASES,
        "0..",
        "14",
    ),
];

const APART: &[Column] = &[
    ASPECT,
    IN_IT,
    told("*n*", ["personen in de cijfers", "people in the figures"], PEOPLE, "50..", "17b"),
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
    told(
        "indicators",
        ["indicatoren van het aspect", "indicators of the aspect"],
        ["indicatoren", "indicators"],
        "2..",
        "11",
    ),
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
    told("leaders", ["leidinggevenden die meetellen", "leaders who count"], PEOPLE, "2..", "14"),
    told("others", ["anderen die meetellen", "others who count"], PEOPLE, "8..", "14"),
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
