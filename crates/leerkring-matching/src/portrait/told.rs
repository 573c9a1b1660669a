//! A network portrait in words.

use leerkring_model::Language;

use super::{Served, SubjectPortrait, Thin, Unserved};

impl SubjectPortrait {
    /// In Dutch or English, as sentences about the subject.
    pub fn in_language(&self, language: Language) -> String {
        let thinks = self.thinks(language);
        if self.needs == 0 && self.offers == 0 {
            let nobody = language
                .choose("Niemand vraagt of biedt dit nog.", "Nobody asks about this or offers it yet.");
            return format!("{nobody}{thinks}");
        }
        let few = self.open > 0 && self.thin().contains(&Thin::FewPlaces);
        let few = match few {
            true => {
                language.choose(" Er zijn minder plaatsen dan vragen.", " There are fewer places than needs.")
            }
            false => "",
        };
        format!("{} {}{}{few}{thinks}", self.asked(language), self.offered(language), self.served(language))
    }

    fn asked(&self, language: Language) -> String {
        match (self.needs, language) {
            (0, Language::Nl) => "Niemand vraagt hier nog om.".to_owned(),
            (0, Language::En) => "Nobody asks about this yet.".to_owned(),
            (1, Language::Nl) => "1 school wil hierover leren.".to_owned(),
            (1, Language::En) => "1 school would like to learn about this.".to_owned(),
            (n, Language::Nl) => format!("{n} scholen willen hierover leren."),
            (n, Language::En) => format!("{n} schools would like to learn about this."),
        }
    }

    fn offered(&self, language: Language) -> String {
        let SubjectPortrait { offers, open, places, .. } = self;
        let visits = match (places, language) {
            (1, Language::Nl) => "1 bezoek".to_owned(),
            (1, Language::En) => "1 visit".to_owned(),
            (_, Language::Nl) => format!("{places} bezoeken"),
            (_, Language::En) => format!("{places} visits"),
        };
        match (offers, open, language) {
            (0, _, Language::Nl) => "Niemand biedt het nog aan.".to_owned(),
            (0, _, Language::En) => "Nobody offers it yet.".to_owned(),
            (1, 0, Language::Nl) => "1 school biedt het aan, maar heeft nu geen plaats.".to_owned(),
            (1, 0, Language::En) => "1 school offers it, but has no room now.".to_owned(),
            (1, _, Language::Nl) => format!("1 school biedt het aan en heeft plaats, voor {visits}."),
            (1, _, Language::En) => format!("1 school offers it and has room, for {visits}."),
            (_, 0, Language::Nl) => {
                format!("{offers} scholen bieden het aan, maar geen ervan heeft nu plaats.")
            }
            (_, 0, Language::En) => format!("{offers} schools offer it, but none of them has room now."),
            (_, 1, Language::Nl) => {
                format!("{offers} scholen bieden het aan; 1 daarvan heeft plaats, voor {visits}.")
            }
            (_, 1, Language::En) => format!("{offers} schools offer it; 1 of them has room, for {visits}."),
            (2, 2, Language::Nl) => {
                format!("2 scholen bieden het aan en hebben allebei plaats, samen voor {visits}.")
            }
            (2, 2, Language::En) => format!("2 schools offer it and both have room, for {visits} together."),
            (_, _, Language::Nl) if offers == open => {
                format!("{offers} scholen bieden het aan en hebben alle plaats, samen voor {visits}.")
            }
            (_, _, Language::En) if offers == open => {
                format!("{offers} schools offer it and all have room, for {visits} together.")
            }
            (_, _, Language::Nl) => {
                format!("{offers} scholen bieden het aan; {open} daarvan hebben plaats, samen voor {visits}.")
            }
            (_, _, Language::En) => {
                format!("{offers} schools offer it; {open} of them have room, for {visits} together.")
            }
        }
    }

    /// For how many there is somebody and why not for the others, with a blank before it; nothing where that is not told, or goes
    /// without saying.
    fn served(&self, language: Language) -> String {
        let Some(Served { found, nobody }) = self.served.as_ref().filter(|_| self.needs > 0 && self.open > 0)
        else {
            return String::new();
        };
        let needs = self.needs;
        let mut text = match (*found, needs, language) {
            (0, 1, Language::Nl) => " Voor die vraag is er nog niemand".to_owned(),
            (0, 1, Language::En) => " For that need there is nobody yet".to_owned(),
            (1, 1, Language::Nl) => " Voor die vraag is er iemand".to_owned(),
            (1, 1, Language::En) => " For that need there is somebody".to_owned(),
            (0, _, Language::Nl) => format!(" Voor geen van de {needs} vragen is er al iemand"),
            (0, _, Language::En) => format!(" For none of the {needs} needs is there anybody yet"),
            (2, 2, Language::Nl) => " Voor beide vragen is er iemand".to_owned(),
            (2, 2, Language::En) => " For both needs there is somebody".to_owned(),
            (found, _, Language::Nl) if found == needs => format!(" Voor alle {needs} vragen is er iemand"),
            (found, _, Language::En) if found == needs => {
                format!(" For all {needs} needs there is somebody")
            }
            (found, _, Language::Nl) => format!(" Voor {found} van de {needs} vragen is er iemand"),
            (found, _, Language::En) => format!(" For {found} of the {needs} needs there is somebody"),
        };
        // One reason for all of them needs no number.
        let only = nobody.keys().next().filter(|_| *found == 0 && nobody.len() == 1);
        if let Some(reason) = only {
            return format!("{text}: {}.", reason.as_sentence(language));
        }
        let nobody: Vec<String> =
            nobody.iter().map(|(reason, many)| format!("{many} {}", reason.in_short(language))).collect();
        if !nobody.is_empty() {
            text += match found {
                0 => ": ",
                _ => language.choose(". Nog niet: ", ". Not yet: "),
            };
            text += &nobody.join(", ");
        }
        text + "."
    }

    /// With a blank before it.
    fn thinks(&self, language: Language) -> String {
        match (self.thinks, language) {
            (0, _) => String::new(),
            (1, Language::Nl) => " 1 school wil hierover samen nadenken.".to_owned(),
            (1, Language::En) => " 1 school would like to think about it together.".to_owned(),
            (n, Language::Nl) => format!(" {n} scholen willen hierover samen nadenken."),
            (n, Language::En) => format!(" {n} schools would like to think about it together."),
        }
    }
}

impl Unserved {
    /// In a list, after a number of needs.
    fn in_short(self, language: Language) -> &'static str {
        match self {
            Unserved::NotOffered => language.choose("die niemand anders aanbiedt", "that nobody else offers"),
            Unserved::NoRoom => language.choose("waarvoor niemand plaats heeft", "for which nobody has room"),
            Unserved::OwnPhase => language.choose(
                "waarbij van niemand met plaats te zeggen is dat die verder is",
                "where nobody with room can be said to be further",
            ),
            Unserved::TooFar => language.choose("waarvoor het te ver is", "where it is too far"),
            Unserved::RulesAllowNone => language
                .choose("waarvoor geen school binnen de regels past", "for which the rules allow no school"),
            Unserved::Other => language
                .choose("om redenen die niet apart worden genoemd", "for reasons that are not told apart"),
        }
    }

    /// Where it is the only reason.
    fn as_sentence(self, language: Language) -> &'static str {
        match self {
            Unserved::NotOffered => {
                language.choose("geen andere school biedt het aan", "no other school offers it")
            }
            Unserved::NoRoom => {
                language.choose("geen andere school heeft plaats", "no other school has room")
            }
            Unserved::OwnPhase => language.choose(
                "van niemand met plaats is te zeggen dat die verder is",
                "nobody with room can be said to be further",
            ),
            Unserved::TooFar => language.choose("het is te ver", "it is too far"),
            Unserved::RulesAllowNone => {
                language.choose("er past geen school binnen de regels", "the rules allow no school")
            }
            Unserved::Other => {
                language.choose("de redenen worden niet apart genoemd", "the reasons are not told apart")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use leerkring_model::{Subject, TopicId};

    use super::*;

    fn told(counts: [u32; 5], served: Option<(u32, &[(Unserved, u32)])>, language: Language) -> String {
        let [needs, offers, open, places, thinks] = counts;
        let served = served.map(|(found, nobody)| Served {
            found,
            nobody: nobody.iter().copied().collect::<BTreeMap<_, _>>(),
        });
        let subject = Subject::Topic(TopicId::new("zingen").unwrap());
        let places = u64::from(places);
        SubjectPortrait { subject, needs, offers, open, places, thinks, served }.in_language(language)
    }

    #[test]
    fn a_sentence_for_each_case() {
        for (counts, served, nl, en) in [
            (
                [0; 5],
                Some((0, &[][..])),
                "Niemand vraagt of biedt dit nog.",
                "Nobody asks about this or offers it yet.",
            ),
            (
                [0, 0, 0, 0, 1],
                None,
                "Niemand vraagt of biedt dit nog. 1 school wil hierover samen nadenken.",
                "Nobody asks about this or offers it yet. 1 school would like to think about it together.",
            ),
            (
                [0, 3, 3, 4, 0],
                Some((0, &[])),
                "Niemand vraagt hier nog om. 3 scholen bieden het aan en hebben alle plaats, samen voor 4 bezoeken.",
                "Nobody asks about this yet. 3 schools offer it and all have room, for 4 visits together.",
            ),
            (
                [1, 1, 0, 0, 0],
                Some((0, &[(Unserved::NoRoom, 1)])),
                "1 school wil hierover leren. 1 school biedt het aan, maar heeft nu geen plaats.",
                "1 school would like to learn about this. 1 school offers it, but has no room now.",
            ),
            (
                [2, 2, 2, 2, 2],
                Some((2, &[])),
                "2 scholen willen hierover leren. 2 scholen bieden het aan en hebben allebei plaats, samen voor 2 bezoeken. Voor beide \
                 vragen is er iemand. 2 scholen willen hierover samen nadenken.",
                "2 schools would like to learn about this. 2 schools offer it and both have room, for 2 visits together. For both needs \
                 there is somebody. 2 schools would like to think about it together.",
            ),
            (
                [3, 1, 1, 1, 0],
                Some((3, &[])),
                "3 scholen willen hierover leren. 1 school biedt het aan en heeft plaats, voor 1 bezoek. Voor alle 3 vragen is er \
                 iemand. Er zijn minder plaatsen dan vragen.",
                "3 schools would like to learn about this. 1 school offers it and has room, for 1 visit. For all 3 needs there is \
                 somebody. There are fewer places than needs.",
            ),
            (
                [1, 1, 1, 1, 0],
                Some((1, &[])),
                "1 school wil hierover leren. 1 school biedt het aan en heeft plaats, voor 1 bezoek. Voor die vraag is er iemand.",
                "1 school would like to learn about this. 1 school offers it and has room, for 1 visit. For that need there is somebody.",
            ),
            (
                [1, 1, 1, 2, 0],
                Some((0, &[(Unserved::TooFar, 1)])),
                "1 school wil hierover leren. 1 school biedt het aan en heeft plaats, voor 2 bezoeken. Voor die vraag is er nog \
                 niemand: het is te ver.",
                "1 school would like to learn about this. 1 school offers it and has room, for 2 visits. For that need there is nobody \
                 yet: it is too far.",
            ),
            (
                [9, 0, 0, 0, 0],
                Some((0, &[(Unserved::NotOffered, 9)])),
                "9 scholen willen hierover leren. Niemand biedt het nog aan.",
                "9 schools would like to learn about this. Nobody offers it yet.",
            ),
            (
                [7, 2, 1, 9, 0],
                Some((0, &[(Unserved::Other, 7)])),
                "7 scholen willen hierover leren. 2 scholen bieden het aan; 1 daarvan heeft plaats, voor 9 bezoeken. Voor geen van de 7 \
                 vragen is er al iemand: de redenen worden niet apart genoemd.",
                "7 schools would like to learn about this. 2 schools offer it; 1 of them has room, for 9 visits. For none of the 7 needs \
                 is there anybody yet: the reasons are not told apart.",
            ),
            (
                [7, 2, 2, 9, 0],
                Some((0, &[(Unserved::NoRoom, 1), (Unserved::TooFar, 6)])),
                "7 scholen willen hierover leren. 2 scholen bieden het aan en hebben allebei plaats, samen voor 9 bezoeken. Voor geen van \
                 de 7 vragen is er al iemand: 1 waarvoor niemand plaats heeft, 6 waarvoor het te ver is.",
                "7 schools would like to learn about this. 2 schools offer it and both have room, for 9 visits together. For none of the 7 \
                 needs is there anybody yet: 1 for which nobody has room, 6 where it is too far.",
            ),
        ] {
            assert_eq!(told(counts, served, Language::Nl), nl);
            assert_eq!(told(counts, served, Language::En), en);
        }
    }
}
