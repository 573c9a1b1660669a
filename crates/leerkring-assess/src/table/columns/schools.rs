//! Tables with a row per school and aspect, or finer.

use super::{
    ANSWERS, ASPECT, Column, DETAIL, File, NEVER, NO_STATEMENT, NO_UNIT, PEOPLE, PHASE, PHASES, PROBABILITY,
    SCHOOL, SHARE, TEXT, WORD, column,
};

const STATED: [&str; 2] = ["als er een uitspraak is", "where there is a statement"];
const NOT_AGREED: [&str; 2] = ["als er niets is afgesproken", "where nothing was agreed"];
const NO_TEAM: [&str; 2] =
    ["als de grootte van het team niet bekend is", "where the size of the team is not known"];
const NO_TARGET: [&str; 2] = ["als er geen doel is gesteld", "where no target was set"];
const TEAM_DETAIL: [&str; 2] = [
    "als de grootte van het team niet bekend is, en bij minder dan 8 personen",
    "where the size of the team is not known, and below 8 people",
];
const INDICATOR_DETAIL: [&str; 2] = [
    "bij minder dan 8 personen, en als bijna allen een van de indicatoren gelijk plaatsten",
    "below 8 people, and where nearly all placed one of the indicators alike",
];
const PLACES: [&str; 2] = [
    "bij minder dan 8 antwoordende collega's, en als bijna allen er een van zeggen",
    "below 8 responses, and where nearly all say one of them",
];
const NETWORK: [&str; 2] = [
    "als de score verborgen is, of het netwerk minder dan 8 scholen met cijfers heeft",
    "where the score is hidden, or fewer than 8 schools of the network have figures",
];
const EXPERIENCE: [&str; 2] = [
    "als score of overeenstemming verborgen is, of het netwerk minder dan 15 scholen of 150 personen heeft",
    "where score or agreement is hidden, or the network has fewer than 15 schools or 150 people",
];
const NOT_BELOW: [&str; 2] = [
    "als geen indicator lager staat, of het verborgen is",
    "where no indicator stands lower, or it is hidden",
];
const NOTHING_HIDDEN: [&str; 2] = ["als er niets verborgen is", "where nothing is hidden"];

const LABEL: Column = column(
    "label",
    [
        "de uitspraak in het Engels: `phase 3`, `probably phase 3`, `between phase 3 and 4`, `counted: phase 3` (meer is van zo weinig mensen niet te zeggen) of `no statement`",
        "the statement: `phase 3`, `probably phase 3`, `between phase 3 and 4`, `counted: phase 3` (no more can be said of so few people) or `no statement`",
    ],
    TEXT,
    "",
    NEVER,
    "5",
);
const COUNTED: Column = column(
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
const OF_PHASE: Column = column(
    "p#",
    [
        "de kans op deze fase, gegeven de antwoorden; samen precies 1",
        "the probability of this phase, given the answers; together exactly 1",
    ],
    PROBABILITY,
    "0..1",
    DETAIL,
    "4",
);
const SCORE: Column = column(
    "score",
    ["het gemiddelde van de gemiddelden van de personen", "the mean of the persons' means"],
    PHASES,
    "1..K",
    DETAIL,
    "4",
);
const SCORE_LOW: Column = column(
    "score_low",
    ["de ondergrens van het 90 %-interval van de score", "the lower end of the score's 90 % interval"],
    PHASES,
    "1..K",
    DETAIL,
    "4",
);
const SCORE_HIGH: Column = column(
    "score_high",
    ["de bovengrens van het 90 %-interval van de score", "the upper end of the score's 90 % interval"],
    PHASES,
    "1..K",
    DETAIL,
    "4",
);
const PEOPLE_WHO_COUNT: Column = column(
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
const RESPONDENTS: Column = column(
    "respondents",
    ["allen die over de school antwoordden", "all who responded about the school"],
    PEOPLE,
    "0..",
    NEVER,
    "2",
);
const AGREED: Column = column(
    "agreed",
    ["de fase die het team in gesprek afsprak", "the phase that the team agreed on in dialogue"],
    PHASE,
    "1..K",
    NOT_AGREED,
    "6",
);
const WEAKEST: Column = column(
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
const NO_STATEMENT_BECAUSE: Column = column(
    "reason",
    ["waarom er geen uitspraak is, in het Engels", "why there is no statement"],
    TEXT,
    "",
    STATED,
    "5",
);
const HIDDEN: Column = column(
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
const MODEL: Column = column("model", ["model en versie", "model and version"], TEXT, "", NEVER, "");

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

pub(super) const ASSESSMENTS: File = File {
    name: "assessments.csv",
    columns: &[
        SCHOOL,
        ASPECT,
        PEOPLE_WHO_COUNT,
        RESPONDENTS,
        column("team", ["hoe groot het team is", "how large the team is"], PEOPLE, "1..", NO_TEAM, "6"),
        column(
            "response_rate",
            ["`n` als deel van `team`", "`n` as a share of `team`"],
            SHARE,
            "0..1",
            NO_TEAM,
            "6",
        ),
        column(
            "response",
            [
                "wat dat waard is: vanaf 70 % `normal`, vanaf de helft `indicative`, anders `partial`",
                "what that is worth: `normal` from 70 % on, `indicative` from half, else `partial`",
            ],
            WORD,
            "normal | indicative | partial",
            NO_TEAM,
            "6",
        ),
        LABEL,
        COUNTED,
        OF_PHASE,
        SCORE,
        SCORE_LOW,
        SCORE_HIGH,
        column(
            "median_low",
            ["de laagste middelste fase van de oordelen", "the lower median of the judgements"],
            PHASE,
            "1..K",
            DETAIL,
            "10",
        ),
        column(
            "median_high",
            [
                "de hoogste middelste fase; anders dan de laagste alleen als de oordelen precies doormidden gaan",
                "the upper median; other than the lower one only at an even split",
            ],
            PHASE,
            "1..K",
            DETAIL,
            "10",
        ),
        column(
            "quartile_low",
            ["het eerste kwartiel, op de schaal (type 1)", "the first quartile, on the scale (type 1)"],
            PHASE,
            "1..K",
            DETAIL,
            "10",
        ),
        column(
            "quartile_high",
            ["het derde kwartiel, op de schaal (type 1)", "the third quartile, on the scale (type 1)"],
            PHASE,
            "1..K",
            DETAIL,
            "10",
        ),
        column(
            "ad",
            [
                "de gemiddelde afstand tot de mediaan, per indicator en dan gemiddeld",
                "the average distance from the median, by indicator and then averaged",
            ],
            PHASES,
            "0..H",
            INDICATOR_DETAIL,
            "10",
        ),
        column(
            "agreement",
            [
                "wat `ad` betekent: één beeld, ongeveer hetzelfde beeld, verschillende beelden",
                "what `ad` comes to",
            ],
            WORD,
            "one picture | roughly the same picture | different pictures",
            INDICATOR_DETAIL,
            "10",
        ),
        column(
            "within_one",
            [
                "het deel van de oordelen dat hooguit één fase van de mediaan ligt",
                "the share of the judgements at most one phase from the median",
            ],
            SHARE,
            "0..1",
            INDICATOR_DETAIL,
            "10",
        ),
        column(
            "split",
            ["of het team twee verschillende scholen ziet", "whether the team sees two different schools"],
            WORD,
            "true | false",
            DETAIL,
            "5",
        ),
        column(
            "missing",
            [
                "wie van het team niet meetellen; antwoordden bijna allen gelijk, dan ook de twee die misschien anders antwoordden",
                "those of the team who do not count; where nearly all answered alike, also the two who may have answered otherwise",
            ],
            PEOPLE,
            "0..",
            TEAM_DETAIL,
            "6",
        ),
        column(
            "missing_low",
            [
                "de fase als zij alles op de laagste hadden geplaatst",
                "the phase if they had placed everything lowest",
            ],
            PHASE,
            "1..K",
            TEAM_DETAIL,
            "6",
        ),
        column(
            "missing_high",
            [
                "de fase als zij alles op de hoogste hadden geplaatst",
                "the phase if they had placed everything highest",
            ],
            PHASE,
            "1..K",
            TEAM_DETAIL,
            "6",
        ),
        WEAKEST,
        AGREED,
        column(
            "agreed_support",
            [
                "de kans die de antwoorden aan `agreed` geven",
                "the probability that the answers give to `agreed`",
            ],
            PROBABILITY,
            "0..1",
            [
                "als er niets is afgesproken, of de kansen verborgen zijn",
                "where nothing was agreed, or probabilities are hidden",
            ],
            "4",
        ),
        column(
            "target",
            ["de fase waar de school heen wil", "the phase aimed at"],
            PHASE,
            "1..K",
            NO_TARGET,
            "6",
        ),
        column(
            "target_reached",
            [
                "het deel van de stappen van fase 1 tot het doel dat is gezet",
                "the share of the steps from phase 1 to the target that is taken",
            ],
            SHARE,
            "0..1",
            ["als er geen doel is, of geen uitspraak", "where there is no target, or no statement"],
            "6",
        ),
        column(
            "reliability",
            [
                "hoe betrouwbaar het gemiddelde van `n` personen is, gezien het verschil tussen scholen",
                "how reliable the mean of `n` people is, given how schools differ",
            ],
            NO_UNIT,
            "0..1",
            [
                "als de score verborgen is, of het netwerk minder dan 5 scholen met cijfers heeft",
                "where the score is hidden, or fewer than 5 schools of the network have figures",
            ],
            "12",
        ),
        column(
            "pooled",
            [
                "de score, naar het gemiddelde van het netwerk getrokken; om te vergelijken, niet als uitslag",
                "the score, pulled to the network's mean; for comparing, not as the school's own figure",
            ],
            PHASES,
            "1..K",
            NETWORK,
            "12",
        ),
        column(
            "pooled_sd",
            ["de standaardafwijking daarvan", "its standard deviation"],
            PHASES,
            "0..",
            NETWORK,
            "12",
        ),
        column(
            "network_p#",
            [
                "de kans op deze fase met de ervaring van het netwerk erbij",
                "the probability of this phase with the network's experience",
            ],
            PROBABILITY,
            "0..1",
            EXPERIENCE,
            "12",
        ),
        NO_STATEMENT_BECAUSE,
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
            ["hoeveel oordelen op deze fase liggen", "how many judgements are at this phase"],
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
                "the phase of the indicator, counted on its own",
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
