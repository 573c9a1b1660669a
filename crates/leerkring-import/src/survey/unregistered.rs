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
