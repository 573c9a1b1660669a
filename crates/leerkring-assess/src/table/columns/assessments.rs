//! `assessments.csv`: everything of one school on one aspect.

use super::schools::{
    AGREED, COUNTED, HIDDEN, LABEL, MODEL, NO_STATEMENT_BECAUSE, OF_PHASE, PEOPLE_WHO_COUNT, RESPONDENTS,
    SCORE, SCORE_HIGH, SCORE_LOW, WEAKEST,
};
use super::{ASPECT, DETAIL, File, NO_UNIT, PEOPLE, PHASE, PHASES, PROBABILITY, SCHOOL, SHARE, WORD, column};

const NO_TEAM: [&str; 2] = [
    "als de grootte van het team niet bekend is of kleiner dan wie antwoordden",
    "where the size of the team is not known or below those who answered",
];
const NO_TARGET: [&str; 2] = ["als er geen doel is gesteld", "where no target was set"];
const TEAM_DETAIL: [&str; 2] = [
    "als de grootte van het team niet bekend is of kleiner dan wie antwoordden, bij minder dan 8 personen (of het hogere minimum dat is ingesteld), als iemand die iets openliet zou opvallen, en naast een eerder verslag",
    "where the size of the team is not known or below those who answered, below 8 people (or the higher minimum that was set), where somebody who left something open would stand out, and beside an earlier report",
];
const INDICATOR_DETAIL: [&str; 2] = [
    "bij minder dan 8 personen (of het hogere minimum dat is ingesteld), als bijna allen een van de indicatoren gelijk plaatsten, als iemand die iets openliet zou opvallen, en naast een eerder verslag",
    "below 8 people (or the higher minimum that was set), where nearly all placed one of the indicators alike, where somebody who left something open would stand out, and beside an earlier report",
];
const NETWORK: [&str; 2] = [
    "als de score verborgen is, of het netwerk minder dan 8 scholen (of het hogere minimum dat is ingesteld) met cijfers heeft",
    "where the score is hidden, or fewer than 8 schools (or the higher minimum that was set) of the network have figures",
];
const EXPERIENCE: [&str; 2] = [
    "als score of overeenstemming verborgen is, of het netwerk minder dan 15 scholen (of het hogere minimum dat is ingesteld) of 150 personen heeft",
    "where score or agreement is hidden, or the network has fewer than 15 schools (or the higher minimum that was set) or 150 people",
];

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
                "als het netwerk minder dan 5 scholen (of het hogere minimum dat is ingesteld) met cijfers heeft",
                "where fewer than 5 schools (or the higher minimum that was set) of the network have figures",
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
