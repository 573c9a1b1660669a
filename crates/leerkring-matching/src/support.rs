//! What helps a school for which there is no host yet.

use leerkring_model::Language;

use crate::nobody::Nobody;

/// A form of support that needs no host who is further and near.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Support {
    /// Somebody from outside who thinks along and asks the questions that a team no longer asks itself.
    CriticalFriend,
    /// One meeting in which somebody with expertise works with several schools at once.
    Masterclass,
    /// Equals who bring their own questions to each other, by turns.
    Intervision,
    /// Two schools that look at each other's work by the same guide, and tell what they saw.
    PeerReview,
}

impl Support {
    /// Its key, as tables have it: `peer-review`.
    pub fn key(self) -> &'static str {
        match self {
            Support::CriticalFriend => "critical-friend",
            Support::Masterclass => "masterclass",
            Support::Intervision => "intervision",
            Support::PeerReview => "peer-review",
        }
    }

    /// Its name, as schools know it.
    pub fn name(self, language: Language) -> &'static str {
        match self {
            Support::CriticalFriend => language.choose("een critical friend", "a critical friend"),
            Support::Masterclass => language.choose("een masterclass", "a masterclass"),
            Support::Intervision => language.choose("intervisie", "intervision"),
            Support::PeerReview => language.choose("een peer review", "a peer review"),
        }
    }
}

impl Nobody {
    /// The support that fits this reason:
    ///
    /// | reason | support | because |
    /// |---|---|---|
    /// | the learner has no phase | critical friend | first the team must see where it stands; an outsider's questions help with that |
    /// | the learner is at the top | intervision | nobody is further, but equals have questions too |
    /// | nobody offers it | masterclass | what no school of the network shares must come from outside it, once for all that need it |
    /// | nobody has room | masterclass | one meeting for several schools asks less of a host than a visit from each |
    /// | nobody is known to be higher | critical friend | expertise replaces the example that is missing |
    /// | all too far | peer review | it can be done over a screen, each with the other's plans and materials |
    /// | its place is unknown | peer review | the register must be mended first; over a screen no place is needed |
    /// | the rules allow none | intervision | among the schools that the rules do allow, with the same question |
    pub fn support(self) -> Support {
        match self {
            Nobody::LearnerHasNoPhase | Nobody::NoneHigher => Support::CriticalFriend,
            Nobody::NotOffered | Nobody::NoRoom => Support::Masterclass,
            Nobody::LearnerAtTop | Nobody::RulesAllowNone => Support::Intervision,
            Nobody::TooFar | Nobody::PlaceUnknown => Support::PeerReview,
        }
    }

    /// What a colleague would advise: the [`support`](Nobody::support) that fits, and how to begin. In Dutch or English.
    ///
    /// ```
    /// use leerkring_matching::Nobody;
    /// use leerkring_model::Language;
    /// assert_eq!(
    ///     Nobody::TooFar.advice(Language::En),
    ///     "try a peer review over a screen: talk through each other's plans and materials by the same kijkwijzer; or \
    ///      look at what a few kilometres more would bring"
    /// );
    /// ```
    pub fn advice(self, language: Language) -> &'static str {
        match self {
            Nobody::LearnerHasNoPhase => language.choose(
                "bespreek eerst met het team waar jullie staan; een critical friend van buiten kan daarbij de vragen stellen die \
                 jullie zelf niet meer stellen",
                "first talk with the team about where you stand; a critical friend from outside can ask the questions that you no \
                 longer ask yourselves",
            ),
            Nobody::LearnerAtTop => language.choose(
                "meld je school aan om samen na te denken en begin intervisie met scholen die hier ook ver in zijn: om de beurt \
                 brengt elke school een vraag in",
                "say that you would like to think together, and begin intervision with schools that are far in this as well: each \
                 brings a question of its own in turn",
            ),
            Nobody::NotOffered => language.choose(
                "vraag om een masterclass van iemand buiten het netwerk, samen met de andere scholen die dit nodig hebben",
                "ask for a masterclass by somebody from outside the network, together with the other schools that need this",
            ),
            Nobody::NoRoom => language.choose(
                "vraag een school die dit aanbiedt om één masterclass voor meer scholen tegelijk: dat vraagt minder dan een \
                 bezoek van elk",
                "ask a school that offers this for one masterclass for several schools at once: that asks less of it than a \
                 visit from each",
            ),
            Nobody::NoneHigher => language.choose(
                "vraag een critical friend met kennis van dit onderwerp: kennis hoeft niet van een school te komen",
                "ask a critical friend who knows this subject: whoever is further need not be a school",
            ),
            Nobody::TooFar => language.choose(
                "probeer een peer review via het scherm: bespreek elkaars plannen en materiaal met dezelfde kijkwijzer; of kijk wat \
                 enkele kilometers meer zouden opleveren",
                "try a peer review over a screen: talk through each other's plans and materials by the same kijkwijzer; or look at \
                 what a few kilometres more would bring",
            ),
            Nobody::PlaceUnknown => language.choose(
                "zet eerst de plaats van de school (breedte en lengte) in de scholenlijst en vraag het opnieuw; tot die tijd kan een peer \
                 review via het scherm",
                "first put the place of the school (latitude and longitude) in the register and ask again; until then there is a peer \
                 review over a screen",
            ),
            Nobody::RulesAllowNone => language.choose(
                "start een intervisiegroep met scholen die wel binnen de regels passen en dezelfde vraag hebben; of bespreek \
                 welke regel hier kan wijken",
                "begin an intervision group with schools that the rules do allow and that have the same question; or discuss \
                 which rule could give way here",
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_advice_names_the_support_that_fits() {
        for nobody in Nobody::ALL {
            for language in [Language::Nl, Language::En] {
                // Without the article, which the sentence may change.
                let name = nobody.support().name(language);
                let name = name.split_once(' ').map_or(name, |(_, name)| name);
                assert!(nobody.advice(language).contains(name), "{nobody:?} {name}");
            }
        }
    }
}
