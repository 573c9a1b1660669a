//! `suggestions.csv` and `nobody.csv`: from whom schools can learn, and why from nobody yet.

use leerkring_model::columns::{
    Column, File, NEVER, NUMBER, PHASE, PROBABILITY, SCHOOLS, TEXT, WORD, column,
};

use super::{KM, SUBJECT};

const ON_TOPIC: [&str; 2] = ["bij een onderwerp", "on a topic"];
const MONTHS: [&str; 2] = ["maanden", "months"];
const NO_AGE: [&str; 2] = [
    "als het er niet toe doet: bij een onderwerp, bij een fase die alleen is afgesproken, en zonder dag om vanaf te rekenen",
    "where it does not matter: on a topic, of a phase that is only agreed on, and without a day to reckon from",
];
const WEIGHTINGS: [&str; 2] = ["wegingen", "weightings"];
const NOT_TRIED: [&str; 2] = ["als het niet is uitgerekend", "where it was not worked out"];

const LEARNER: Column = column(
    "learner",
    ["de sleutel van de school die wil leren", "the key of the school that would like to learn"],
    TEXT,
    "",
    NEVER,
    "",
);

pub(super) const RANK: Column = column(
    "rank",
    ["de plaats in de lijst: 1 kost het minst", "the place in the list: 1 costs least"],
    NUMBER,
    "1..",
    NEVER,
    "7",
);

pub(super) const COST: Column = column(
    "cost_km",
    [
        "wat het kost: de som van de volgende kolommen met `_km`; onder 0 als wat er terug te laten zien is, zwaarder weegt dan de rest",
        "what it costs: the sum of the next columns with `_km`; below 0 where what there is to show in return outweighs the rest",
    ],
    KM,
    "",
    NEVER,
    "7",
);

pub(super) const TRAVEL: Column = column(
    "travel_km",
    [
        "daarvan voor reizen: de afstand hemelsbreed, of een vast bedrag als die niet bekend is",
        "of that for travel: the distance in a straight line, or a flat charge where that is not known",
    ],
    KM,
    "0..",
    NEVER,
    "7",
);

pub(super) const PHASES: Column = column(
    "phase_km",
    ["voor elke fase verder dan de volgende", "for each phase beyond the next one"],
    KM,
    "0..",
    NEVER,
    "7",
);

pub(super) const CONTEXT: Column =
    column("context_km", ["voor verschil in context", "for difference in context"], KM, "0..", NEVER, "7");

pub(super) const TRAITS: Column = column(
    "traits_known",
    [
        "hoeveel van de gevraagde kenmerken van beide scholen bekend zijn: `2 of 3` is twee van de drie",
        "how many of the traits asked are known of both schools, as `2 of 3`",
    ],
    TEXT,
    "",
    NEVER,
    "7",
);

pub(super) const DISTANCE: Column = column(
    "distance_known",
    [
        "of de afstand bekend is: `false` als een van beide scholen geen plek op de kaart heeft",
        "whether the distance is known: `false` where either school has no point on the map",
    ],
    WORD,
    "true | false",
    NEVER,
    "7",
);

pub(super) const SUGGESTIONS: File = File {
    name: "suggestions.csv",
    columns: &[
        LEARNER,
        SUBJECT,
        column(
            "learner_phase",
            ["de fase waarin die school zelf staat", "the phase in which that school stands itself"],
            PHASE,
            "1..K",
            ON_TOPIC,
            "3",
        ),
        RANK,
        column(
            "host",
            ["de sleutel van de school om van te leren", "the key of the school to learn from"],
            TEXT,
            "",
            NEVER,
            "",
        ),
        column(
            "host_phase",
            ["de fase waarin die andere school staat", "the phase in which that other school stands"],
            PHASE,
            "1..K",
            ON_TOPIC,
            "3",
        ),
        column(
            "p_further",
            [
                "hoe waarschijnlijk het is dat de andere school echt verder is",
                "how probable it is that the other school truly is further",
            ],
            PROBABILITY,
            "0.01..0.99",
            [
                "bij een onderwerp, en als de fase van een van beide alleen is afgesproken",
                "on a topic, and where the phase of either is only agreed on",
            ],
            "7",
        ),
        COST,
        TRAVEL,
        PHASES,
        CONTEXT,
        column(
            "doubt_km",
            [
                "voor de kans dat de andere school toch niet verder is",
                "for the chance that the other school is not further after all",
            ],
            KM,
            "0..",
            NEVER,
            "7",
        ),
        column(
            "in_return_km",
            [
                "wat eraf gaat omdat er iets terug te laten zien is",
                "what is taken off because there is something to show in return",
            ],
            KM,
            "..0",
            NEVER,
            "7",
        ),
        column(
            "in_return",
            [
                "waarover de school die wil leren iets terug kan laten zien, met `;` ertussen",
                "about what the school that would like to learn has something to show in return, parted by `;`",
            ],
            TEXT,
            "",
            ["als dat er niet is", "where there is nothing"],
            "7",
        ),
        TRAITS,
        DISTANCE,
        column(
            "learner_months",
            [
                "hoeveel maanden geleden de school die wil leren is gemeten; `unknown` als dat niet bekend is",
                "how many months ago the school that would like to learn was assessed; `unknown` where that is not known",
            ],
            MONTHS,
            "0.. | unknown",
            NO_AGE,
            "7",
        ),
        column(
            "host_months",
            [
                "hoeveel maanden geleden de andere school is gemeten; `unknown` als dat niet bekend is",
                "how many months ago the other school was assessed; `unknown` where that is not known",
            ],
            MONTHS,
            "0.. | unknown",
            NO_AGE,
            "7",
        ),
        column(
            "stays",
            [
                "in hoeveel andere wegingen deze school bij de eerste is: bij zoveel als `top` zegt",
                "in how many other weightings this school is among the first: as many as `top` says",
            ],
            WEIGHTINGS,
            "0..",
            NOT_TRIED,
            "7",
        ),
        column(
            "weightings",
            ["hoeveel andere wegingen zijn geprobeerd", "how many other weightings were tried"],
            WEIGHTINGS,
            "1..",
            NOT_TRIED,
            "7",
        ),
        column(
            "top",
            ["hoeveel scholen als de eerste tellen", "how many schools count as the first"],
            SCHOOLS,
            "1..",
            NOT_TRIED,
            "7",
        ),
    ],
    figures: &[],
};

pub(super) const NOBODY: File = File {
    name: "nobody.csv",
    columns: &[
        LEARNER,
        SUBJECT,
        column(
            "reason",
            [
                "waarom er nog niemand is; `why` zegt het in woorden",
                "why there is nobody yet; `why` says it in words",
            ],
            WORD,
            "learner-has-no-phase | learner-at-top | not-offered | no-room | none-higher | too-far | place-unknown | rules-allow-none",
            NEVER,
            "7",
        ),
        column(
            "support",
            [
                "welke steun dan past; `advice` zegt het in woorden",
                "the support that fits; `advice` says it in words",
            ],
            WORD,
            "critical-friend | masterclass | intervision | peer-review",
            NEVER,
            "7",
        ),
        column("why", ["waarom er nog niemand is", "why there is nobody yet"], TEXT, "", NEVER, "7"),
        column("advice", ["wat dan helpt", "what helps then"], TEXT, "", NEVER, "7"),
    ],
    figures: &[],
};
