//! The words for answers and roles in four languages, loose.

use leerkring_model::Role;

pub(crate) const DONT_KNOW: &[&str] = &[
    "weet ik niet",
    "weet niet",
    "ik weet het niet",
    "dat weet ik niet",
    "geen idee",
    "kan ik niet beoordelen",
    "niet te beoordelen",
    "geen oordeel",
    "don t know",
    "dont know",
    "i don t know",
    "i do not know",
    "do not know",
    "cannot judge",
    "can t say",
    "no opinion",
    "geen mening",
    "weiß nicht",
    "weiss nicht",
    "weiß ich nicht",
    "kann ich nicht beurteilen",
    "ne sait pas",
    "je ne sais pas",
    "ne sais pas",
    "sans avis",
];
pub(crate) const NOT_APPLICABLE: &[&str] = &[
    "n v t",
    "nvt",
    "niet van toepassing",
    "not applicable",
    "does not apply",
    "nicht zutreffend",
    "entfällt",
    "sans objet",
    "non applicable",
];
pub(crate) const NO_ANSWER: &[&str] =
    &["geen antwoord", "no answer", "keine antwort", "sans réponse", "pas de réponse"];
/// What can mean "not applicable" as well as "no answer".
pub(crate) const EITHER: &[&str] = &["n a", "na", "nb", "null"];

pub(super) const ROLES: [(Role, &[&str]); 4] = [
    (
        Role::Leadership,
        &[
            "schoolleiding",
            "schoolleider",
            "directie",
            "directeur",
            "directrice",
            "adjunct directeur",
            "leidinggevende",
            "teamleider",
            "locatieleider",
            "bouwcoördinator",
            "management",
            "leadership",
            "school leader",
            "team leader",
            "principal",
            "head teacher",
            "schulleitung",
            "schulleiter",
            "direction",
        ],
    ),
    (
        Role::Teacher,
        &[
            "leerkracht",
            "leerkrachten",
            "groepsleerkracht",
            "vakleerkracht",
            "leraar",
            "lerares",
            "leraren",
            "docent",
            "docente",
            "teacher",
            "teachers",
            "lehrkraft",
            "lehrer",
            "lehrerin",
            "enseignant",
            "enseignante",
        ],
    ),
    (
        Role::Support,
        &[
            "oop",
            "onderwijsondersteuner",
            "onderwijsondersteunend personeel",
            "ondersteunend personeel",
            "ondersteuning",
            "onderwijsassistent",
            "leraarondersteuner",
            "intern begeleider",
            "interne begeleider",
            "ib",
            "ib er",
            "kwaliteitscoördinator",
            "zorgcoördinator",
            "zorgcoordinator",
            "administratie",
            "conciërge",
            "support",
            "support staff",
        ],
    ),
    (
        Role::Other,
        &[
            "anders",
            "overig",
            "overige",
            "other",
            "ouder",
            "ouders",
            "parent",
            "bestuur",
            "bestuurder",
            "sonstige",
            "sonstiges",
            "andere",
            "autre",
        ],
    ),
];

/// Whether this is what people call a role; loose.
pub(crate) fn is_role(text: &str) -> bool {
    ROLES.iter().any(|(_, names)| names.contains(&text))
}

pub(crate) const MET: &[&str] = &[
    "ja",
    "yes",
    "oui",
    "y",
    "j",
    "waar",
    "true",
    "selected",
    "checked",
    "aangevinkt",
    "geselecteerd",
    "voldaan",
    "behaald",
    "wel",
    "klopt",
    "met",
    "achieved",
    "in place",
    "erfüllt",
    "ausgewählt",
    "atteint",
    "coché",
    "x",
];
pub(crate) const PARTLY: &[&str] = &[
    "deels",
    "gedeeltelijk",
    "ten dele",
    "gedeeltelijk behaald",
    "partly",
    "partially",
    "in part",
    "partly met",
    "teilweise",
    "teils",
    "en partie",
    "partiellement",
];
pub(crate) const NOT_MET: &[&str] = &[
    "nee",
    "no",
    "non",
    "nein",
    "n",
    "niet",
    "niet voldaan",
    "niet behaald",
    "onwaar",
    "false",
    "not selected",
    "unchecked",
    "niet geselecteerd",
    "not met",
    "not yet",
    "nog niet",
    "nicht erfüllt",
    "nicht ausgewählt",
    "pas atteint",
    "non coché",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::propose::scales;

    /// Else an answer on a scale would be taken for no answer.
    #[test]
    fn no_text_for_no_answer_is_a_step_of_a_scale() {
        for list in [DONT_KNOW, NOT_APPLICABLE, NO_ANSWER, EITHER, MET, PARTLY, NOT_MET] {
            let steps: Vec<&str> =
                list.iter().copied().filter(|text| scales::height(text).is_some()).collect();
            assert_eq!(steps, Vec::<&str>::new());
        }
    }
}
