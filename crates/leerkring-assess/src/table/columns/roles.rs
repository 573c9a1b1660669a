//! `roles.csv`: how leaders and others see a school, a row for the network and one for each school that shows it.

use super::network::{HIGH, LOW};
use super::{ASPECT, Column, File, PEOPLE, PHASES, PROBABILITY, REASON, SCHOOL, SCHOOLS, WHY, column};

const OF_SCHOOL: [&str; 2] = [
    "in de rij van een school, en als `reason` zegt waarom",
    "in the row of a school, and where `reason` says why",
];
const OF_NETWORK: [&str; 2] = [
    "in de rij van het netwerk, en als `reason` zegt waarom",
    "in the row of the network, and where `reason` says why",
];
const ENDS: [&str; 2] = [
    "in de rij van een school, bij minder dan 4 vrijheidsgraden, en als `reason` zegt waarom",
    "in the row of a school, below 4 degrees of freedom, and where `reason` says why",
];

pub(super) const LEADERS: Column =
    column("leaders", ["leidinggevenden die meetellen", "leaders who count"], PEOPLE, "1..", REASON, "14");
pub(super) const OTHERS: Column =
    column("others", ["anderen die meetellen", "others who count"], PEOPLE, "1..", REASON, "14");

pub(super) const ROLES: File = File {
    name: "roles.csv",
    columns: &[
        ASPECT,
        Column { empty: ["in de rij van het netwerk", "in the row of the network"], ..SCHOOL },
        column(
            "schools",
            ["de scholen in het cijfer", "the schools in the figure"],
            SCHOOLS,
            "5..",
            OF_SCHOOL,
            "17b",
        ),
        LEADERS,
        OTHERS,
        column(
            "gap",
            [
                "hoeveel hoger leidinggevenden de school plaatsen dan anderen; van een school naar dat van het netwerk getrokken",
                "how much higher leaders place the school than others do; of a school pulled to that of the network",
            ],
            PHASES,
            "-D..D",
            REASON,
            "14",
        ),
        column(
            "se",
            [
                "de standaardfout (CR2); van een school de standaardafwijking",
                "the standard error (CR2); of a school the standard deviation",
            ],
            PHASES,
            "0..",
            REASON,
            "14",
        ),
        Column { unit: PHASES, empty: ENDS, section: "14", ..LOW },
        Column { unit: PHASES, empty: ENDS, section: "14", ..HIGH },
        column(
            "p_above",
            [
                "de kans dat leidinggevenden hun school hoger plaatsen",
                "the probability that leaders place their school higher",
            ],
            PROBABILITY,
            "0..1",
            OF_NETWORK,
            "14",
        ),
        column(
            "smallest_detectable",
            [
                "het kleinste verschil dat met deze aantallen aan te tonen is",
                "the smallest gap that these numbers of people could show",
            ],
            PHASES,
            "0..",
            OF_NETWORK,
            "14",
        ),
        Column { section: "17b", ..WHY },
    ],
    figures: &[],
};
