//! Tables 1 to 5: the network.

use super::super::network::{BETWEEN, D_STUDY};
use super::super::{Column, FREEDOM, NO_UNIT, PEOPLE, PHASES, SHARE, SQUARED};
use super::{
    ASPECT, IN_IT, INDICATORS, LEADERS_IN_IT, OTHERS_IN_IT, PEOPLE_IN_IT, PLACED_ALL, THE_SAME, told,
};

pub(in crate::table) const STUDY: [&[Column]; 5] = [DIFFERENCES, AGREEMENT, CONSISTENCY, NOISE, ROLES];

const DIFFERENCES: &[Column] = &[
    ASPECT,
    IN_IT,
    PEOPLE_IN_IT,
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

const CONSISTENCY: &[Column] = &[
    ASPECT,
    INDICATORS,
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
    LEADERS_IN_IT,
    OTHERS_IN_IT,
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
