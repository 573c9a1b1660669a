//! Schools that were answered about and that a register does not have.

use std::collections::BTreeSet;

use leerkring_model::SchoolId;

use super::Survey;
use crate::quote;
use crate::register::{KeyForms, Register};

/// Schools that were answered about and that a register does not have.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Unregistered {
    /// Their keys, in order, as far as they may be repeated: those that look like a key, that five people gave, or that a
    /// file with a row per school has.
    pub keys: Vec<SchoolId>,
    /// How many others there are. Where the column of the school is open, people type other things there, names too.
    pub not_repeated: usize,
}

impl Survey {
    /// The schools that were answered about and that a register does not have: a slip in a key, perhaps.
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
    ///
    /// let unknown = survey.unregistered(&register);
    /// assert_eq!((unknown.keys[0].as_str(), unknown.keys.len(), unknown.not_repeated), ("099", 1, 1));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn unregistered(&self, register: &Register) -> Unregistered {
        let (keys, rest) = self.not_in(register);
        Unregistered { keys, not_repeated: rest.len() }
    }

    /// The texts that were read as keys of schools and are to be named nowhere: those that the register, if there is one, does
    /// not have, that fewer than five people gave and that no key is made as. Without a list in the codebook every text is a
    /// key, and where the column of the school is open, people type other things there, names too.
    pub fn not_to_name(&self, register: Option<&Register>) -> BTreeSet<SchoolId> {
        let none = Register::default();
        self.not_in(register.unwrap_or(&none)).1.into_iter().collect()
    }

    /// The schools that the register does not have: those that may be named, and the others.
    fn not_in(&self, register: &Register) -> (Vec<SchoolId>, Vec<SchoolId>) {
        let known: BTreeSet<&SchoolId> = register.schools.iter().map(|school| &school.id).collect();
        let forms = KeyForms::of(known.iter().map(|id| id.as_str()));
        let agreed: BTreeSet<&SchoolId> = self.agreements.iter().map(|agreement| &agreement.school).collect();
        let teams = self.responses.teams();
        let of_many = teams.iter().filter(|team| team.size() >= quote::FEWEST).map(|team| team.school());
        let of_many: BTreeSet<&SchoolId> = of_many.collect();
        let all: BTreeSet<&SchoolId> = teams.iter().map(|team| team.school()).chain(agreed.clone()).collect();
        let may_quote = |school: &&SchoolId| {
            forms.has(school.as_str()) || of_many.contains(school) || agreed.contains(school)
        };
        let others = all.into_iter().filter(|school| !known.contains(school));
        let (named, rest): (Vec<&SchoolId>, Vec<&SchoolId>) = others.partition(may_quote);
        (named.into_iter().cloned().collect(), rest.into_iter().cloned().collect())
    }
}
