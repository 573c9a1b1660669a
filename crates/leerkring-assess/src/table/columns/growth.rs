//! `growth.csv`: how schools and the network changed from one moment to the next.

use super::schools::SCORE;
use super::{
    ASPECT, Column, ERRORS, FIGURE, File, NEVER, NUMBER, PEOPLE, PHASE, PHASES, PROBABILITY, REASON, SCHOOL,
    SCHOOLS, SHARE, TEXT, VALUE, WHY, WORD, column,
};

pub(super) const UNIT: Column = column(
    "unit",
    ["waarin de waarde telt, in het Engels", "in what the value counts"],
    TEXT,
    "",
    ["als de waarde een woord is of geen eenheid heeft", "where the value is a word or has no unit"],
    "",
);
pub(super) const LOW: [&str; 2] =
    ["de ondergrens van het 90 %-interval", "the lower end of the 90 % interval"];
pub(super) const HIGH: [&str; 2] =
    ["de bovengrens van het 90 %-interval", "the upper end of the 90 % interval"];
/// What is there at both moments.
const COUNTING: [&str; 2] = ["personen die meetellen", "people who count"];
const RESPONSE_AT: [&str; 2] = ["wat de respons waard is", "what the response is worth"];
const PICTURES: &str = "normal | indicative | partial";
const COUNTED_AT: [&str; 2] = ["de fase die is geteld", "the phase that is counted"];

pub(super) const GROWTH: File = File {
    name: "growth.csv",
    columns: &[
        column(
            "moment",
            [
                "1: van het eerste moment naar het tweede; 2: van het tweede naar het derde; enzovoort",
                "1: from the first moment to the second; 2: from the second to the third; and so on",
            ],
            NUMBER,
            "1..",
            NEVER,
            "15",
        ),
        Column { empty: ["in een rij van het netwerk", "in a row of the network"], ..SCHOOL },
        ASPECT,
        FIGURE,
        VALUE,
        UNIT,
        WHY,
    ],
    figures: &[
        column("people_first", COUNTING, PEOPLE, "0..", NEVER, "2"),
        column("people_second", COUNTING, PEOPLE, "0..", NEVER, "2"),
        column("response_first", RESPONSE_AT, WORD, PICTURES, REASON, "6"),
        column("response_second", RESPONSE_AT, WORD, PICTURES, REASON, "6"),
        column("phase_first", COUNTED_AT, PHASE, "1..K", REASON, "3"),
        column("phase_second", COUNTED_AT, PHASE, "1..K", REASON, "3"),
        Column { name: "score_first", empty: REASON, ..SCORE },
        Column { name: "score_second", empty: REASON, ..SCORE },
        column(
            "change",
            [
                "de score op het tweede moment min die op het eerste; van het netwerk: gemiddeld over scholen",
                "the score at the second moment less that at the first; of the network: on average over schools",
            ],
            PHASES,
            "-D..D",
            REASON,
            "15",
        ),
        column("change_low", LOW, PHASES, "-D..D", REASON, "15"),
        column("change_high", HIGH, PHASES, "-D..D", REASON, "15"),
        column(
            "p_higher",
            ["de kans dat de score hoger is dan toen", "the probability that the score is higher than then"],
            PROBABILITY,
            "0..1",
            REASON,
            "15",
        ),
        column(
            "p_half_phase",
            [
                "de kans dat de score een halve fase of meer hoger is",
                "the probability that the score is half a phase or more higher",
            ],
            PROBABILITY,
            "0..1",
            REASON,
            "15",
        ),
        column(
            "p_phase_up",
            ["de kans op een hogere fase dan toen", "the probability of a higher phase than then"],
            PROBABILITY,
            "0..1",
            REASON,
            "15",
        ),
        column(
            "p_phase_down",
            ["de kans op een lagere fase dan toen", "the probability of a lower phase than then"],
            PROBABILITY,
            "0..1",
            REASON,
            "15",
        ),
        column(
            "smallest_detectable",
            [
                "de kleinste verandering die met deze aantallen van toeval te onderscheiden is",
                "the smallest change that these numbers of people can tell from chance",
            ],
            PHASES,
            "0..",
            REASON,
            "15",
        ),
        column(
            "smallest_from",
            [
                "waar de spreiding daarvoor vandaan komt: het netwerk, of de school zelf",
                "where the spread for it comes from: the network, or the school itself",
            ],
            WORD,
            "network | own",
            REASON,
            "15",
        ),
        column(
            "reliable_change",
            [
                "de verandering als veelvoud van haar standaardfout; voorbij 1,96 komt een verandering door toeval alleen bij 1 op de 20 scholen",
                "the change as a multiple of its standard error; beyond 1.96 either way chance alone brings it at 1 school in 20",
            ],
            ERRORS,
            "",
            REASON,
            "15",
        ),
        column(
            "verdict",
            ["waar de verandering op neerkomt", "what the change comes to"],
            WORD,
            "higher | probably higher | cannot tell | probably lower | much lower",
            REASON,
            "15",
        ),
        column(
            "shrunken",
            [
                "de verandering, naar die van het netwerk getrokken",
                "the change, pulled to that of the network",
            ],
            PHASES,
            "-D..D",
            REASON,
            "15",
        ),
        column("shrunken_low", LOW, PHASES, "", REASON, "15"),
        column("shrunken_high", HIGH, PHASES, "", REASON, "15"),
        column(
            "schools",
            ["scholen die hun groei laten zien", "schools that show their growth"],
            SCHOOLS,
            "0..",
            NEVER,
            "15",
        ),
        column(
            "sigma",
            [
                "de standaardafwijking tussen collega's van één school, over beide momenten",
                "the standard deviation between colleagues of one school, over both moments",
            ],
            PHASES,
            "0..",
            REASON,
            "15",
        ),
        column(
            "tau",
            ["hoezeer scholen in groei verschillen", "how much schools differ in growth"],
            PHASES,
            "0..",
            REASON,
            "12",
        ),
        column(
            "i2",
            [
                "het deel van de verschillen in groei dat geen toeval is",
                "the share of the differences in growth that is not chance",
            ],
            SHARE,
            "0..1",
            REASON,
            "12",
        ),
        column(
            "schools_probably_higher",
            ["scholen met een kans boven ,80 op hoger", "schools with a probability above .80 of higher"],
            SCHOOLS,
            "0..",
            REASON,
            "15",
        ),
        column(
            "schools_probably_lower",
            ["scholen met een kans boven ,80 op lager", "schools with a probability above .80 of lower"],
            SCHOOLS,
            "0..",
            REASON,
            "15",
        ),
    ],
};
