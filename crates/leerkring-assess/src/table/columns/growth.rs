//! Tables about two moments: growth, and what exchanges go together with.

use super::{
    ASPECT, Column, ERRORS, FIGURE, FREEDOM, File, GIVEN, NEVER, PEOPLE, PHASE, PHASES, PROBABILITY, REASON,
    SCHOOLS, SHARE, TEXT, VALUE, WHY, WORD, column,
};

const UNIT: Column = column(
    "unit",
    ["waarin de waarde telt, in het Engels", "in what the value counts"],
    TEXT,
    "",
    ["als de waarde een woord is of geen eenheid heeft", "where the value is a word or has no unit"],
    "",
);
/// Whole phases as they are counted, at two moments.
const COUNTED_AT: [&str; 2] = ["de fase die is geteld", "the phase that is counted"];
const SCORE_AT: [&str; 2] =
    ["het gemiddelde van de gemiddelden van de personen", "the mean of the persons' means"];
const RESPONSE_AT: [&str; 2] = ["wat de respons waard is", "what the response is worth"];
const UNITS: [&str; 2] = ["scholen of paren", "schools or pairs"];
const COUNTING: [&str; 2] = ["personen die meetellen", "people who count"];
const PICTURES: &str = "normal | indicative | partial";
const LOW: [&str; 2] = ["de ondergrens van het 90 %-interval", "the lower end of the 90 % interval"];
const HIGH: [&str; 2] = ["de bovengrens van het 90 %-interval", "the upper end of the 90 % interval"];

pub(super) const GROWTH: File = File {
    name: "growth.csv",
    columns: &[
        column(
            "moment",
            [
                "1: van het eerste moment naar het tweede; 2: van het tweede naar het derde; enzovoort",
                "1: from the first moment to the second; 2: from the second to the third; and so on",
            ],
            ["volgnummer", "number"],
            "1..",
            NEVER,
            "15",
        ),
        column(
            "school",
            ["de sleutel van de school", "the key of the school"],
            TEXT,
            "",
            ["in een rij van het netwerk", "in a row of the network"],
            "",
        ),
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
        column("score_first", SCORE_AT, PHASES, "1..K", REASON, "4"),
        column("score_second", SCORE_AT, PHASES, "1..K", REASON, "4"),
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

pub(super) const EXCHANGE: File = File {
    name: "exchange.csv",
    columns: &[
        column(
            "comparison",
            [
                "waarmee is vergeleken: `schools` (scholen met een uitwisseling op het aspect naast die zonder) of `within` (het aspect van de uitwisseling naast de andere van de school)",
                "what was compared: `schools` (schools with an exchange on the aspect beside those without) or `within` (the aspect of the exchange beside the school's others)",
            ],
            WORD,
            "schools | within",
            NEVER,
            "16",
        ),
        column(
            "aspect",
            ["de sleutel van het aspect", "the key of the aspect"],
            TEXT,
            "",
            [
                "bij `within`, dat over alle aspecten samen gaat",
                "with `within`, which is about all aspects together",
            ],
            "",
        ),
        FIGURE,
        VALUE,
        UNIT,
        column("reason", ["waarom er geen cijfer is", "why there is no figure"], TEXT, "", GIVEN, "16"),
    ],
    figures: &[
        column(
            "treated",
            [
                "scholen met een uitwisseling; twee scholen die met elkaar uitwisselden, tellen samen als één",
                "schools with an exchange; two that had one with each other count as one",
            ],
            UNITS,
            "6..",
            REASON,
            "16",
        ),
        column("others", ["scholen zonder", "schools without"], SCHOOLS, "6..", REASON, "16"),
        column("schools", ["scholen in het cijfer", "schools in the figure"], SCHOOLS, "5..", REASON, "16"),
        column(
            "effect",
            [
                "hoeveel meer verandering er met een uitwisseling samenging; geen oorzaak",
                "how much more change went together with an exchange; no cause",
            ],
            PHASES,
            "",
            REASON,
            "16",
        ),
        column("effect_low", LOW, PHASES, "", REASON, "16"),
        column("effect_high", HIGH, PHASES, "", REASON, "16"),
        column(
            "effect_df",
            [
                "vrijheidsgraden van dat interval; onder 4 is er geen",
                "degrees of freedom of that interval; below 4 there is none",
            ],
            FREEDOM,
            "0..",
            ["als er niets verschilt", "where nothing varies"],
            "16",
        ),
        column(
            "p",
            [
                "het deel van alle andere mogelijkheden dat een even groot verschil geeft: bij `schools` van de manieren om de uitwisselingen over de scholen te verdelen, bij `within` van de keuzes van evenveel aspecten in elke school",
                "the share of all that could have been that gives as large a difference: with `schools` of the ways to deal the exchanges over the schools, with `within` of the choices of as many aspects in each school",
            ],
            PROBABILITY,
            "0..1",
            REASON,
            "16",
        ),
        column(
            "at_equal_start",
            ["het verschil bij een gelijke score vooraf", "the difference at an equal score before"],
            PHASES,
            "",
            REASON,
            "16",
        ),
        column("at_equal_start_low", LOW, PHASES, "", REASON, "16"),
        column("at_equal_start_high", HIGH, PHASES, "", REASON, "16"),
        column(
            "at_equal_start_df",
            [
                "vrijheidsgraden van dat interval; onder 4 is er geen",
                "degrees of freedom of that interval; below 4 there is none",
            ],
            FREEDOM,
            "0..",
            ["als er niets verschilt", "where nothing varies"],
            "16",
        ),
        column(
            "share_probably_higher",
            [
                "van de scholen met een uitwisseling het deel dat waarschijnlijk hoger staat (kans boven ,80)",
                "of the schools with an exchange the share that is probably higher (probability above .80)",
            ],
            SHARE,
            "0..1",
            ["als dat van geen school te zien mag zijn", "where no school may show it"],
            "16",
        ),
        column(
            "adjusted_effect",
            [
                "het verschil binnen scholen, vergeleken met wat een even lage start al geeft",
                "the difference within schools, beside what as low a start gives by itself",
            ],
            PHASES,
            "",
            REASON,
            "16",
        ),
        column(
            "adjusted_p",
            ["`p` van dat verschil", "`p` of that difference"],
            PROBABILITY,
            "0..1",
            REASON,
            "16",
        ),
        column(
            "change_per_rank",
            [
                "hoeveel een aspect meer verandert dat één plaats hoger begon onder die van de school",
                "how much more an aspect changes that began one place higher among those of its school",
            ],
            ["fasen per plaats", "phases per place"],
            "",
            REASON,
            "16",
        ),
    ],
};
