//! Tables with a row per school and aspect, or finer; but for `assessments.csv`.

use super::{
    ANSWERS, ASPECT, Column, File, NEVER, NO_STATEMENT, PEOPLE, PHASE, PHASES, PROBABILITY, SCHOOL, SHARE,
    TEXT, column,
};

/// Of what is only said beside a phase.
const STATED_DETAIL: [&str; 2] = [
    "als er geen uitspraak is, bij minder dan 8 personen (of het hogere minimum dat is ingesteld), als bijna allen gelijk antwoordden, als iemand die iets openliet zou opvallen, en naast een eerder verslag",
    "where there is no statement, below 8 people (or the higher minimum that was set), where nearly all answered alike, where somebody who left something open would stand out, and beside an earlier report",
];
const STATED: [&str; 2] = ["als er een uitspraak is", "where there is a statement"];
const NOT_AGREED: [&str; 2] = ["als er niets is afgesproken", "where nothing was agreed"];
const PLACES: [&str; 2] = [
    "bij minder dan 8 antwoordende collega's (of het hogere minimum dat is ingesteld), als bijna allen er een van zeggen, en naast een eerder verslag",
    "below 8 responses (or the higher minimum that was set), where nearly all say one of them, and beside an earlier report",
];
const NOT_BELOW: [&str; 2] = [
    "als geen indicator lager staat, of het verborgen is",
    "where no indicator stands lower, or it is hidden",
];
const NOTHING_HIDDEN: [&str; 2] = ["als er niets verborgen is", "where nothing is hidden"];

pub(super) const LABEL: Column = column(
    "label",
    [
        "de uitspraak in het Engels: `phase 3`, `probably phase 3`, `between phase 3 and 4`, `counted: phase 3` (meer mag niet gezegd worden: van te weinig mensen, of omdat iemand die een vraag openliet zou opvallen) of `no statement`",
        "the statement: `phase 3`, `probably phase 3`, `between phase 3 and 4`, `counted: phase 3` (no more may be said: of too few people, or because somebody who left a question open would stand out) or `no statement`",
    ],
    TEXT,
    "",
    NEVER,
    "5",
);
pub(super) const COUNTED: Column = column(
    "phase",
    [
        "de hoogste fase waarbij meer dan de helft van de stemmen (één per collega) op die fase of hoger ligt",
        "the highest phase such that more than half of the votes (one a colleague) are at it or higher",
    ],
    PHASE,
    "1..K",
    NO_STATEMENT,
    "3",
);
pub(super) const OF_PHASE: Column = column(
    "p#",
    [
        "de kans op deze fase, gegeven de antwoorden; samen precies 1",
        "the probability of this phase, given the answers; together exactly 1",
    ],
    PROBABILITY,
    "0..1",
    STATED_DETAIL,
    "4",
);
pub(super) const SCORE: Column = column(
    "score",
    ["het gemiddelde van de gemiddelden van de personen", "the mean of the persons' means"],
    PHASES,
    "1..K",
    STATED_DETAIL,
    "4",
);
pub(super) const SCORE_LOW: Column = column(
    "score_low",
    ["de ondergrens van het 90 %-interval van de score", "the lower end of the score's 90 % interval"],
    PHASES,
    "1..K",
    STATED_DETAIL,
    "4",
);
pub(super) const SCORE_HIGH: Column = column(
    "score_high",
    ["de bovengrens van het 90 %-interval van de score", "the upper end of the score's 90 % interval"],
    PHASES,
    "1..K",
    STATED_DETAIL,
    "4",
);
pub(super) const PEOPLE_WHO_COUNT: Column = column(
    "n",
    [
        "personen die meetellen: zij plaatsten minstens de helft van de indicatoren",
        "people who count: they placed at least half of the indicators",
    ],
    PEOPLE,
    "0..",
    NEVER,
    "2",
);
pub(super) const RESPONDENTS: Column = column(
    "respondents",
    ["allen die over de school antwoordden", "all who responded about the school"],
    PEOPLE,
    "0..",
    NEVER,
    "2",
);
pub(super) const AGREED: Column = column(
    "agreed",
    ["de fase die het team in gesprek afsprak", "the phase that the team agreed on in dialogue"],
    PHASE,
    "1..K",
    NOT_AGREED,
    "6",
);
pub(super) const WEAKEST: Column = column(
    "weakest",
    [
        "de sleutel van de indicator die onder het aspect blijft en waarschijnlijk echt lager ligt",
        "the key of the indicator that stands below the aspect and probably truly does",
    ],
    TEXT,
    "",
    NOT_BELOW,
    "6",
);
pub(super) const NO_STATEMENT_BECAUSE: Column = column(
    "reason",
    ["waarom er geen uitspraak is, in het Engels", "why there is no statement"],
    TEXT,
    "",
    STATED,
    "5",
);
pub(super) const HIDDEN: Column = column(
    "hidden",
    [
        "wat leeg blijft om mensen te beschermen, en waarom, in het Engels",
        "what is left empty to protect people, and why",
    ],
    TEXT,
    "",
    NOTHING_HIDDEN,
    "17",
);
pub(super) const MODEL: Column =
    column("model", ["model en versie", "model and version"], TEXT, "", NEVER, "");

pub(super) const STANDINGS: File = File {
    name: "standings.csv",
    columns: &[
        SCHOOL,
        ASPECT,
        LABEL,
        COUNTED,
        OF_PHASE,
        SCORE,
        SCORE_LOW,
        SCORE_HIGH,
        PEOPLE_WHO_COUNT,
        column(
            "dont_know",
            [
                "hoe vaak \"weet ik niet\" is gezegd, over alle personen en indicatoren",
                "how often \"don't know\" was said, over all people and indicators",
            ],
            ANSWERS,
            "0..",
            PLACES,
            "2",
        ),
        column(
            "blank",
            [
                "hoe vaak niets is ingevuld, over alle personen en indicatoren",
                "how often nothing was filled in, over all people and indicators",
            ],
            ANSWERS,
            "0..",
            PLACES,
            "2",
        ),
        NO_STATEMENT_BECAUSE,
        RESPONDENTS,
        column(
            "not_applicable",
            [
                "hoe vaak \"niet van toepassing\" is gezegd, over alle personen en indicatoren",
                "how often \"not applicable\" was said, over all people and indicators",
            ],
            ANSWERS,
            "0..",
            PLACES,
            "2",
        ),
        AGREED,
        WEAKEST,
        column(
            "weakest_phase",
            [
                "de fase van die indicator, door hem alleen te tellen",
                "the phase of that indicator, counted on its own",
            ],
            PHASE,
            "1..K",
            NOT_BELOW,
            "6",
        ),
        HIDDEN,
        MODEL,
    ],
    figures: &[],
};

pub(super) const DISTRIBUTION: File = File {
    name: "distribution.csv",
    columns: &[
        SCHOOL,
        ASPECT,
        column(
            "phase",
            ["de fase waar de rij over gaat", "the phase that the row is about"],
            PHASE,
            "1..K",
            NEVER,
            "",
        ),
        column(
            "answers",
            [
                "hoeveel oordelen op deze fase liggen: één van ieder die meetelt voor elke indicator; wat openbleef staat op het midden van de eigen antwoorden",
                "how many judgements are at this phase: one of everybody who counts for each indicator; what was left open stands at the middle of the own answers",
            ],
            ANSWERS,
            "0..",
            NEVER,
            "10",
        ),
        column(
            "at_least",
            [
                "het deel van de stemmen (één per collega) op deze fase of hoger",
                "the share of the votes (one a colleague) at this phase or higher",
            ],
            SHARE,
            "0..1",
            NEVER,
            "3",
        ),
    ],
    figures: &[],
};

pub(super) const INDICATORS: File = File {
    name: "indicators.csv",
    columns: &[
        SCHOOL,
        ASPECT,
        column("indicator", ["de sleutel van de indicator", "the key of the indicator"], TEXT, "", NEVER, ""),
        column(
            "phase",
            [
                "de fase van de indicator, door hem alleen te tellen",
                "the phase of the indicator, counted on its own over all who count",
            ],
            PHASE,
            "1..K",
            NEVER,
            "3",
        ),
        column("placed", ["wie hem plaatsten", "those who placed it"], PEOPLE, "0..", NEVER, "2"),
        column(
            "dont_know",
            ["wie \"weet ik niet\" zeiden", "those who said \"don't know\""],
            PEOPLE,
            "0..",
            NEVER,
            "2",
        ),
        column(
            "not_applicable",
            ["wie \"niet van toepassing\" zeiden", "those who said \"not applicable\""],
            PEOPLE,
            "0..",
            NEVER,
            "2",
        ),
        column("blank", ["wie niets invulden", "those who filled in nothing"], PEOPLE, "0..", NEVER, "2"),
    ],
    figures: &[],
};
