//! `portrait.csv`: what the network needs and has.

use leerkring_model::columns::{Column, File, NEVER, SCHOOLS, column};

use super::SUBJECT;

const FEW: [&str; 2] = ["als te weinig scholen het vragen", "where too few schools ask"];

/// How many schools there are of a kind.
const fn count(name: &'static str, meaning: [&'static str; 2]) -> Column {
    column(name, meaning, SCHOOLS, "0..", NEVER, "7")
}

/// For how many there is nobody yet, for this reason.
const fn reason(name: &'static str, meaning: [&'static str; 2]) -> Column {
    let empty = [
        "als te weinig scholen het vragen, en als dit ook onder `other` kan vallen",
        "where too few schools ask, and where these may be among `other`",
    ];
    Column { empty, ..count(name, meaning) }
}

pub(super) const PORTRAIT: File = File {
    name: "portrait.csv",
    columns: &[
        SUBJECT,
        count("needs", ["scholen die hierover willen leren", "schools that would like to learn about this"]),
        count("offers", ["scholen die het aanbieden", "schools that offer it"]),
        count("open", ["daarvan met plaats", "of those with room"]),
        Column {
            unit: ["bezoeken", "visits"],
            ..count(
                "places",
                [
                    "de bezoeken die deze kunnen ontvangen; een school telt met al haar plaatsen mee bij alles wat ze aanbiedt",
                    "the visits that those can receive; a school counts with all its places on everything that it offers",
                ],
            )
        },
        count(
            "thinks",
            [
                "scholen die hierover samen willen nadenken",
                "schools that would like to think about it together",
            ],
        ),
        Column {
            empty: FEW,
            ..count("served", ["voor hoeveel scholen er iemand is", "for how many schools there is somebody"])
        },
        reason(
            "not_offered",
            [
                "voor hoeveel nog niemand: geen andere school biedt het aan",
                "for how many nobody yet: no other school offers it",
            ],
        ),
        reason(
            "no_room",
            [
                "voor hoeveel nog niemand: geen andere school heeft plaats",
                "for how many nobody yet: no other school has room",
            ],
        ),
        reason(
            "own_phase",
            [
                "voor hoeveel nog niemand: van niemand met plaats is te zeggen dat die verder is",
                "for how many nobody yet: nobody with room can be said to be further",
            ],
        ),
        reason(
            "too_far",
            ["voor hoeveel nog niemand: het is te ver", "for how many nobody yet: it is too far"],
        ),
        reason(
            "rules_allow_none",
            [
                "voor hoeveel nog niemand: er past geen school binnen de regels",
                "for how many nobody yet: the rules allow no school",
            ],
        ),
        Column {
            empty: FEW,
            ..count(
                "other",
                [
                    "voor hoeveel nog niemand, om redenen die niet apart worden genoemd: elk geldt voor minder dan vijf scholen, of voor alle",
                    "for how many nobody yet, for reasons that are not told apart: each holds for fewer than five schools, or for all",
                ],
            )
        },
    ],
    figures: &[],
};
