//! Schools that were answered about and that stand in no list.

use std::collections::BTreeSet;

use leerkring_model::SchoolId;

use super::Survey;
use crate::quote;
use crate::register::{KeyForms, Register};

/// Schools that were answered about and that stand in no list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Unregistered {
    /// Their keys, in order, as far as they may be repeated: those that are made as keys are, that five people gave, or that a
    /// file with a row per school has.
    pub keys: Vec<SchoolId>,
    /// How many others there were. Where the column of the school is open, people type other things there, names too.
    pub left_out: usize,
}

impl Survey {
    /// The schools that were answered about and that neither the register nor the `[schools]` of a codebook has: slips in a key, perhaps. Those of
    /// which the text may be somebody's own words are left out of the responses, so that nothing can name them; with fewer than five people they
    /// are in no figure anyway.
    ///
    /// ```
    /// use leerkring_import::{Codebook, ReadOptions, RegisterColumns, Survey, propose, read_register, read_table};
    /// use leerkring_model::Language;
    /// let model = leerkring_model::builtin::samen_leren();
    /// let read = |text: &str| read_table("t.csv", text.as_bytes(), &ReadOptions::default());
    /// let schools = read("id,name\n007,De Linde\n")?;
    /// let register = read_register(&schools, &RegisterColumns::of(&schools), &model)?;
    ///
    /// let keys: Vec<&str> = model.indicators().map(|indicator| indicator.id().key()).collect();
    /// let answers = ["007", "099", "Jan Jansen"].map(|school| format!("{school}{}\n", ",3".repeat(12)));
    /// let answers = read(&format!("school,{}\n{}", keys.join(","), answers.concat()))?;
    /// let proposed = propose(&answers, &model, None, Language::En);
    /// let codebook = Codebook::parse("codebook.toml", &proposed.toml, &model)?;
    /// let mut survey = Survey::new(&model);
    /// survey.read(&answers, &codebook, &model)?;
    /// assert_eq!(survey.responses.len(), 3);
    ///
    /// let unknown = survey.leave_out_typed_schools(Some(&register));
    /// assert_eq!((unknown.keys[0].as_str(), unknown.keys.len(), unknown.left_out), ("099", 1, 1));
    /// assert_eq!(survey.responses.len(), 2);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn leave_out_typed_schools(&mut self, register: Option<&Register>) -> Unregistered {
        let (keys, typed) = self.in_no_list(register);
        self.responses.retain_schools(|school| !typed.contains(school));
        Unregistered { keys, left_out: typed.len() }
    }

    /// The schools that no list has: those that may be named, and the others.
    fn in_no_list(&self, register: Option<&Register>) -> (Vec<SchoolId>, BTreeSet<SchoolId>) {
        let registered = register.into_iter().flat_map(|register| &register.schools).map(|school| &school.id);
        let known: BTreeSet<&SchoolId> = registered.chain(&self.listed).collect();
        let forms = KeyForms::of(known.iter().map(|id| id.as_str()));
        let agreed: BTreeSet<&SchoolId> = self.agreements.iter().map(|agreement| &agreement.school).collect();
        let teams = self.responses.teams();
        let of_many = teams.iter().filter(|team| team.size() >= quote::FEWEST).map(|team| team.school());
        let of_many: BTreeSet<&SchoolId> = of_many.collect();
        let all: BTreeSet<&SchoolId> = teams.iter().map(|team| team.school()).chain(agreed.clone()).collect();
        let may_be_named = |school: &&SchoolId| {
            forms.has(school.as_str()) || of_many.contains(school) || agreed.contains(school)
        };
        let (named, typed): (Vec<&SchoolId>, Vec<&SchoolId>) =
            all.into_iter().filter(|school| !known.contains(school)).partition(may_be_named);
        (named.into_iter().cloned().collect(), typed.into_iter().cloned().collect())
    }
}

#[cfg(test)]
mod tests {
    use leerkring_model::{School, builtin};

    use super::*;
    use crate::codebook::Codebook;
    use crate::survey::tests::{codebook, read, table};

    fn register(keys: &[&str]) -> Register {
        let school = |key: &&str| School::new(SchoolId::new(key).unwrap(), "");
        Register { schools: keys.iter().map(school).collect(), ..Register::default() }
    }

    fn read_rows(text: &str, top: &str) -> Survey {
        read(&format!("School;Functie;Datum;K1;K2\n{text}"), &codebook(top)).0
    }

    #[test]
    fn what_few_typed_for_a_school_is_left_out_and_named_nowhere() {
        let rows = |school: &str, people| format!("{school};;;fase 1;\n").repeat(people);
        let text = [rows("Jan Jansen", 4), rows("De Eik", 5), rows("03XY00", 1), rows("linde", 1)].concat();
        let survey = read_rows(&text, "layout = \"plain\"");
        for (keys, expected) in [
            (None, &["Jan Jansen", "linde"][..]),
            (Some(&["linde"][..]), &["Jan Jansen"]),
            (Some(&["04AB00"]), &["Jan Jansen", "linde"]),
            // Keys are made in another way there.
            (Some(&["0750123A"]), &["03XY00", "Jan Jansen", "linde"]),
            (Some(&["03XY00", "De Eik", "Jan Jansen", "linde"]), &[]),
        ] {
            let (register, mut left) = (keys.map(register), survey.clone());
            let unregistered = left.leave_out_typed_schools(register.as_ref());
            let teams = left.responses.teams();
            let named: BTreeSet<&str> = teams.iter().map(|team| team.school().as_str()).collect();
            let all = ["03XY00", "De Eik", "Jan Jansen", "linde"];
            let (out, kept): (Vec<&str>, Vec<&str>) = all.iter().partition(|key| !named.contains(**key));
            assert_eq!(out, expected, "{keys:?}");
            assert_eq!(unregistered.left_out, expected.len(), "{keys:?}");
            let in_register = |key: &&str| keys.is_some_and(|keys| keys.contains(key));
            let told: Vec<&str> = unregistered.keys.iter().map(SchoolId::as_str).collect();
            let others: Vec<&str> = kept.into_iter().filter(|key| !in_register(key)).collect();
            assert_eq!(told, others, "{keys:?}");
        }
    }

    #[test]
    fn a_school_of_a_codebook_and_one_with_a_row_of_its_own_are_nobodys_words() {
        let text = "Jan Jansen;;;fase 1;\nlinde;;;fase 1;\n";
        let mut survey = read_rows(text, "layout = \"plain\"");
        let model = builtin::samen_leren();
        let agreed = |schools: &str| {
            let text = format!(
                "format = 1\nmodel = \"samen-leren@1\"\nlayout = \"per-school\"\nanswers = {{ 2 = 2 }}\n\
                 columns = {{ school = \"School\", agreed = {{ koers = \"Koers\" }} }}\n{schools}"
            );
            Codebook::parse("c", &text, &model).unwrap()
        };
        let mut listed = survey.clone();
        survey.read(&table("School;Koers\nlinde;2\n"), &agreed(""), &model).unwrap();
        let told = survey.leave_out_typed_schools(None);
        assert_eq!((told.keys, told.left_out), (vec![SchoolId::new("linde").unwrap()], 1));
        // What the codebook lists is in a list, and is not told either.
        let schools = "[schools]\nBoven = \"Jan Jansen\"\nOnder = \"linde\"\n";
        listed.read(&table("School;Koers\nBoven;2\n"), &agreed(schools), &model).unwrap();
        assert_eq!(listed.leave_out_typed_schools(None), Unregistered::default());
        assert_eq!(listed.responses.len(), 2);
    }
}
