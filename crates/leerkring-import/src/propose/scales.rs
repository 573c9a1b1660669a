//! Scales of agreement and of frequency in four languages: which step of which scale a text is.

use std::collections::BTreeSet;

use crate::text::loose;

/// A way to say one scale in one language: for each of seven places the texts that say it, loose. No survey uses all
/// places but one of seven steps; [`Kind::shapes`] tells which go together.
struct Wording {
    kind: Kind,
    places: [&'static [&'static str]; 7],
}

#[derive(Clone, Copy)]
enum Kind {
    Agreement,
    Frequency,
}

impl Kind {
    /// The places that make a scale.
    fn shapes(self) -> &'static [&'static [usize]] {
        match self {
            // Strongly, plainly and slightly against; neither; slightly, plainly and strongly for.
            Kind::Agreement => &[
                &[0, 1, 5, 6],
                &[0, 2, 4, 6],
                &[0, 1, 3, 5, 6],
                &[0, 2, 3, 4, 6],
                // No step says more than plainly: `trifft nicht zu` and `trifft zu` are the ends.
                &[1, 2, 4, 5],
                &[1, 2, 3, 4, 5],
                &[0, 1, 2, 4, 5, 6],
                &[0, 1, 2, 3, 4, 5, 6],
            ],
            // Never, rarely, sometimes, regularly, often, mostly, always.
            Kind::Frequency => &[
                &[0, 2, 4, 6],
                &[0, 1, 4, 6],
                &[0, 1, 2, 4, 6],
                &[0, 2, 3, 4, 6],
                &[0, 1, 2, 4, 5, 6],
                &[0, 1, 2, 3, 4, 6],
                &[0, 1, 2, 3, 4, 5, 6],
            ],
        }
    }
}

#[rustfmt::skip]
static WORDINGS: [Wording; 11] = [
    Wording { kind: Kind::Agreement, places: [
        &["helemaal mee oneens", "helemaal niet mee eens", "volledig mee oneens", "zeer mee oneens", "sterk mee oneens", "helemaal oneens", "volledig oneens", "zeer oneens"],
        &["mee oneens", "niet mee eens", "oneens"],
        &["enigszins mee oneens", "een beetje mee oneens", "beetje mee oneens", "eerder mee oneens", "enigszins oneens", "eerder oneens"],
        &["neutraal", "niet eens niet oneens", "niet mee eens niet mee oneens", "niet eens en niet oneens", "noch eens noch oneens", "noch mee eens noch mee oneens", "niet mee oneens niet mee eens", "niet oneens niet eens"],
        &["enigszins mee eens", "een beetje mee eens", "beetje mee eens", "eerder mee eens", "enigszins eens", "eerder eens"],
        &["mee eens", "eens"],
        &["helemaal mee eens", "volledig mee eens", "zeer mee eens", "sterk mee eens", "helemaal eens", "volledig eens", "zeer eens"],
    ] },
    Wording { kind: Kind::Agreement, places: [
        &["strongly disagree", "disagree strongly", "completely disagree", "disagree completely", "fully disagree", "totally disagree"],
        &["disagree"],
        &["somewhat disagree", "slightly disagree", "rather disagree", "tend to disagree"],
        &["neutral", "neither agree nor disagree", "neither disagree nor agree", "neither", "undecided"],
        &["somewhat agree", "slightly agree", "rather agree", "tend to agree"],
        &["agree"],
        &["strongly agree", "agree strongly", "completely agree", "agree completely", "fully agree", "totally agree"],
    ] },
    Wording { kind: Kind::Agreement, places: [
        &["stimme gar nicht zu", "stimme überhaupt nicht zu", "stimme ueberhaupt nicht zu", "stimme absolut nicht zu", "lehne völlig ab"],
        &["stimme nicht zu", "lehne ab"],
        &["stimme eher nicht zu", "lehne eher ab"],
        &["neutral", "weder noch", "teils teils", "unentschieden", "stimme weder zu noch nicht zu"],
        &["stimme eher zu"],
        &["stimme zu"],
        &["stimme vollständig zu", "stimme vollstaendig zu", "stimme voll zu", "stimme voll und ganz zu", "stimme völlig zu", "stimme sehr zu"],
    ] },
    Wording { kind: Kind::Agreement, places: [
        &["trifft gar nicht zu", "trifft überhaupt nicht zu", "trifft ueberhaupt nicht zu"],
        &["trifft nicht zu"],
        &["trifft eher nicht zu", "trifft kaum zu"],
        &["neutral", "weder noch", "teils teils"],
        &["trifft eher zu"],
        &["trifft zu"],
        &["trifft voll zu", "trifft vollständig zu", "trifft voll und ganz zu", "trifft völlig zu"],
    ] },
    Wording { kind: Kind::Agreement, places: [
        &["pas du tout d accord", "tout à fait en désaccord", "fortement en désaccord"],
        &["pas d accord", "en désaccord"],
        &["plutôt pas d accord", "plutôt en désaccord"],
        &["neutre", "ni d accord ni pas d accord", "ni en accord ni en désaccord", "ni d accord ni en désaccord", "sans opinion"],
        &["plutôt d accord"],
        &["d accord"],
        &["tout à fait d accord", "entièrement d accord", "fortement d accord"],
    ] },
    Wording { kind: Kind::Agreement, places: [
        &["helemaal niet van toepassing", "geheel niet van toepassing"],
        &["niet op ons van toepassing"],
        &["nauwelijks van toepassing", "een beetje van toepassing"],
        &["deels van toepassing", "enigszins van toepassing"],
        &["grotendeels van toepassing"],
        &["van toepassing"],
        &["helemaal van toepassing", "volledig van toepassing", "geheel van toepassing"],
    ] },
    Wording { kind: Kind::Frequency, places: [
        &["nooit"], &["zelden", "bijna nooit"], &["soms", "af en toe"], &["regelmatig"], &["vaak"], &["meestal", "heel vaak", "zeer vaak", "bijna altijd"], &["altijd"],
    ] },
    Wording { kind: Kind::Frequency, places: [
        &["never"], &["rarely", "seldom", "almost never"], &["sometimes", "occasionally"], &["regularly"], &["often", "frequently"], &["usually", "very often", "mostly", "almost always"], &["always"],
    ] },
    Wording { kind: Kind::Frequency, places: [
        &["nie", "niemals"], &["selten"], &["manchmal", "gelegentlich"], &["regelmäßig", "regelmaessig"], &["oft", "häufig"], &["meistens", "sehr oft", "sehr häufig", "fast immer"], &["immer"],
    ] },
    Wording { kind: Kind::Frequency, places: [
        &["jamais"], &["rarement"], &["parfois", "de temps en temps", "quelquefois"], &["régulièrement"], &["souvent"], &["très souvent", "la plupart du temps", "presque toujours"], &["toujours"],
    ] },
    Wording { kind: Kind::Agreement, places: [
        &["tout à fait faux"], &["faux"], &["plutôt faux"], &["ni vrai ni faux"], &["plutôt vrai"], &["vrai"], &["tout à fait vrai"],
    ] },
];

/// A scale that the answers of a survey are on.
#[derive(Debug, PartialEq)]
pub(super) struct Scale {
    wording: usize,
    shape: &'static [usize],
    /// Whether no other scale has all texts that were seen.
    pub(super) sure: bool,
}

/// What is known of the scale of some texts.
#[derive(Debug, PartialEq)]
pub(super) enum Found {
    /// None of them, or only one, is of a scale that is known.
    None,
    One(Scale),
    /// They can be on scales of these numbers of steps.
    Unclear(BTreeSet<usize>),
}

impl Scale {
    /// How many steps it has.
    pub(super) fn steps(&self) -> u8 {
        u8::try_from(self.shape.len()).unwrap_or(u8::MAX)
    }

    /// The step that this text is.
    pub(super) fn step(&self, text: &str) -> Option<u8> {
        let place = place(self.wording, &loose(text))?;
        self.step_at(place)
    }

    /// The step whose text is nearly this one.
    pub(super) fn near(&self, text: &str) -> Option<(u8, &'static str)> {
        let text = loose(text);
        let places =
            WORDINGS.get(self.wording).into_iter().flat_map(|wording| wording.places.iter().zip(0..));
        let alike = places.flat_map(|(texts, place)| {
            texts.iter().map({
                let text = &text;
                move |known| (strsim::normalized_damerau_levenshtein(known, text), place, *known)
            })
        });
        // `mee eens` is far from `mee oneens` by this; a slip in a long text is not.
        let (_, place, known) =
            alike.filter(|(likeness, ..)| *likeness >= 0.9).max_by(|a, b| a.0.total_cmp(&b.0))?;
        Some((self.step_at(place)?, known))
    }

    fn step_at(&self, place: usize) -> Option<u8> {
        let at = self.shape.iter().position(|known| *known == place)?;
        u8::try_from(at + 1).ok()
    }
}

/// The place of a loose text in a wording.
fn place(wording: usize, text: &str) -> Option<usize> {
    WORDINGS.get(wording)?.places.iter().position(|texts| texts.contains(&text))
}

/// Every text of every scale.
pub(super) fn texts<'a>() -> impl Iterator<Item = &'a str> {
    WORDINGS.iter().flat_map(|wording| wording.places.iter().flat_map(|texts| texts.iter().copied()))
}

/// Which way a text points on any scale, from 0 (never, not at all) to 6 (always, entirely).
pub(crate) fn height(text: &str) -> Option<usize> {
    let text = loose(text);
    (0..WORDINGS.len()).find_map(|wording| place(wording, &text))
}

/// The scale that texts are on, taken together: the wording that has most of them, and the steps that were seen.
pub(super) fn find<'a>(texts: impl Iterator<Item = &'a str>) -> Found {
    let texts: Vec<String> = texts.map(loose).collect();
    let seen = |wording: usize| -> BTreeSet<usize> {
        texts.iter().filter_map(|text| place(wording, text)).collect()
    };
    let most = (0..WORDINGS.len()).map(|wording| (seen(wording), wording)).max_by_key(|(seen, wording)| {
        // Of two as good the first.
        (seen.len(), WORDINGS.len() - wording)
    });
    let Some((places, wording)) = most.filter(|(places, _)| places.len() >= 2) else { return Found::None };
    let shapes = WORDINGS.get(wording).map(|wording| wording.kind.shapes()).unwrap_or_default();
    let fitting: Vec<&'static [usize]> =
        shapes.iter().copied().filter(|shape| places.iter().all(|place| shape.contains(place))).collect();
    let whole = fitting.iter().find(|shape| shape.len() == places.len());
    match (whole, fitting.as_slice()) {
        (Some(shape), fitting) => Found::One(Scale { wording, shape, sure: fitting.len() == 1 }),
        (None, [shape]) => Found::One(Scale { wording, shape, sure: false }),
        (None, []) => Found::Unclear(BTreeSet::new()),
        (None, several) => Found::Unclear(several.iter().map(|shape| shape.len()).collect()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn steps(texts: &[&str]) -> String {
        match find(texts.iter().copied()) {
            Found::None => "none".to_owned(),
            Found::Unclear(steps) => format!("{steps:?}"),
            Found::One(scale) => {
                let found: Vec<String> =
                    texts.iter().map(|text| scale.step(text).map_or("-".into(), |n| n.to_string())).collect();
                format!("{} of {}{}", found.join(" "), scale.steps(), if scale.sure { "!" } else { "" })
            }
        }
    }

    #[test]
    fn scales_in_four_languages_and_four_lengths() {
        for (texts, expected) in [
            (
                &["helemaal mee oneens", "mee oneens", "neutraal", "Mee eens", "helemaal mee eens "][..],
                "1 2 3 4 5 of 5",
            ),
            (
                &["Stimme gar nicht zu", "Stimme eher nicht zu", "Stimme eher zu", "Stimme vollständig zu"],
                "1 2 3 4 of 4",
            ),
            (&["Strongly\u{a0}disagree", "disagree", "agree", "strongly agree"], "1 2 3 4 of 4"),
            (
                &["pas du tout d’accord", "plutôt pas d'accord", "plutôt d'accord", "tout à fait d'accord"],
                "1 2 3 4 of 4",
            ),
            (&["nooit", "zelden", "soms", "vaak", "altijd"], "1 2 3 4 5 of 5"),
            (
                &[
                    "Strongly disagree",
                    "Disagree",
                    "Somewhat disagree",
                    "Neither agree nor disagree",
                    "Somewhat agree",
                    "Agree",
                    "Strongly agree",
                ],
                "1 2 3 4 5 6 7 of 7!",
            ),
            (
                &[
                    "helemaal mee oneens",
                    "mee oneens",
                    "enigszins mee oneens",
                    "enigszins mee eens",
                    "mee eens",
                    "helemaal mee eens",
                ],
                "1 2 3 4 5 6 of 6",
            ),
            (&["trifft nicht zu", "trifft eher nicht zu", "trifft eher zu", "trifft zu"], "1 2 3 4 of 4"),
            (&["Oneens", "enigszins oneens", "neutraal", "enigszins eens", "eens"], "1 2 3 4 5 of 5"),
            // Nobody at the ends: four, five, six or seven steps.
            (&["mee oneens", "mee eens"], "{4, 5, 6, 7}"),
            // Nobody in one place, and only one scale left.
            (&["nooit", "zelden", "soms", "regelmatig", "meestal"], "1 2 3 4 6 of 7"),
            (&["ja", "nee"], "none"),
            (&["mee eens"], "none"),
            (&[], "none"),
        ] {
            assert_eq!(steps(texts), expected, "{texts:?}");
        }
    }

    #[test]
    fn a_slip_is_near_and_an_opposite_is_not() {
        let german =
            ["Stimme gar nicht zu", "Stimme eher nicht zu", "Stimme eher zu", "Stimme vollständig zu"];
        let Found::One(scale) = find(german.into_iter()) else { panic!() };
        assert_eq!(scale.near("Stimme garnicht zu"), Some((1, "stimme gar nicht zu")));
        assert_eq!(scale.near("Stimme nicht"), None);
    }

    #[test]
    fn no_text_stands_at_two_places_of_one_wording_and_all_are_loose() {
        for wording in &WORDINGS {
            let texts: Vec<&str> = wording.places.iter().flat_map(|texts| texts.iter().copied()).collect();
            let distinct: BTreeSet<&str> = texts.iter().copied().collect();
            assert_eq!(distinct.len(), texts.len());
            assert!(texts.iter().all(|text| loose(text) == *text));
        }
    }
}
