//! `exchange.csv`: what exchanges between two moments go together with.

use super::growth::{HIGH, LOW, UNIT};
use super::{
    ASPECT, Column, FIGURE, FREEDOM, File, NEVER, PHASES, PROBABILITY, REASON, SCHOOLS, SHARE, VALUE, WHY,
    WORD, column,
};

const UNITS: [&str; 2] = ["scholen of paren", "schools or pairs"];

const DEGREES: Column = column(
    "effect_df",
    [
        "vrijheidsgraden van dat interval; onder 4 is er geen",
        "degrees of freedom of that interval; below 4 there is none",
    ],
    FREEDOM,
    "0..",
    ["als er niets verschilt", "where nothing varies"],
    "16",
);

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
        Column {
            empty: [
                "bij `within`, dat over alle aspecten samen gaat",
                "with `within`, which is about all aspects together",
            ],
            ..ASPECT
        },
        FIGURE,
        VALUE,
        UNIT,
        Column { section: "16", ..WHY },
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
        DEGREES,
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
        Column { name: "at_equal_start_df", ..DEGREES },
        column(
            "share_of_schools",
            [
                "hoeveel scholen met een uitwisseling er zijn, elk apart, ook als ze in `treated` samen één zijn",
                "how many schools with an exchange there are, each by itself, also where in `treated` they are one together",
            ],
            SCHOOLS,
            "6..",
            REASON,
            "16",
        ),
        column(
            "share_probably_higher",
            [
                "van die scholen (`share_of_schools`) het deel dat waarschijnlijk hoger staat (kans boven ,80)",
                "of these schools (`share_of_schools`) the share that is probably higher (probability above .80)",
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
