//! Which school of a register a text means: by its key, by its number without that of the site, or by its name.

use std::collections::{BTreeMap, BTreeSet};

use leerkring_model::{School, SchoolId};

use super::keys::{KeyForms, main_school};
use super::spoken::{contradict, digits, pairs, plain};
use crate::codebook::Codebook;
use crate::text::{fold, loose};

/// So much alike, in percent, a name must be to be taken for another.
const NEAR: usize = 75;
/// How much less alike the second best must be.
const MARGIN: usize = 10;
/// Below this a name is not worth mentioning.
const MENTIONED: usize = 40;
/// The most schools that are mentioned for a text that means none of them for sure.
const MOST: usize = 3;

/// The schools of a register, ready to be found by what people call them.
///
/// ```
/// use leerkring_import::{Meant, MeantBy, SchoolIndex};
/// use leerkring_model::{School, SchoolId};
/// let schools = [("03XY00", "OBS De Linde"), ("05AB01", "Het Anker")]
///     .map(|(key, name)| School::new(SchoolId::new(key).unwrap(), name));
/// let index = SchoolIndex::new(&schools);
/// assert_eq!(index.find("de linde"), Meant::One(&schools[0], MeantBy::Name));
/// assert_eq!(index.find("05AB"), Meant::One(&schools[1], MeantBy::Site));
/// assert_eq!(index.find("De Zonnewijzer"), Meant::None(vec![]));
/// ```
#[derive(Clone, Debug)]
pub struct SchoolIndex<'a> {
    schools: Vec<&'a School>,
    keys: BTreeMap<&'a str, usize>,
    /// Places among `schools` by the key without what a slip changes.
    spelled: BTreeMap<String, Vec<usize>>,
    sites: BTreeMap<String, Vec<usize>>,
    whole: BTreeMap<String, Vec<usize>>,
    plain: BTreeMap<String, Vec<usize>>,
    placed: BTreeMap<String, Vec<usize>>,
    forms: Vec<Form>,
    /// The forms in which two letters stand beside each other.
    by_pair: BTreeMap<(char, char), Vec<usize>>,
    /// What codebooks say that a text means.
    said: BTreeMap<String, BTreeSet<SchoolId>>,
}

/// A name, or a name and a place, as its pairs of letters.
#[derive(Clone, Debug)]
struct Form {
    school: usize,
    pairs: usize,
    digits: Vec<String>,
}

/// What schools a text can mean.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Meant<'a> {
    /// This one.
    One(&'a School, MeantBy),
    /// One of these, which go by that name or number; no rule chooses among them. By their keys. It is one alone where
    /// codebooks differ, and one says a school that is not in the register.
    Several(Vec<&'a School>),
    /// None; these are the most like it, at most three, and none of them may be meant.
    None(Vec<&'a School>),
}

/// By what a text means a school.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum MeantBy {
    /// It is the key.
    Key,
    /// A codebook says so.
    Codebook,
    /// It is the key but for capitals, blanks, marks or zeros in front.
    Spelling,
    /// It is a number without that of the site, as `00AA` of `00AA00`, and the register has one site of it.
    Site,
    /// It is the name, which no other school has; words as `basisschool` or `obs`, capitals, accents and marks aside.
    Name,
    /// It is name and municipality.
    Place,
    /// The key stands in it, beside the name.
    KeyAndName,
    /// The key stands in it, beside something else.
    KeyWithin,
    /// It is nearly the name.
    Near {
        /// How much alike they are, in percent: the share of pairs of letters that both have.
        percent: u8,
        /// The school whose name is the next most alike, if any is.
        next: Option<SchoolId>,
    },
}

impl MeantBy {
    /// Whether no person needs to look at it.
    pub fn is_sure(&self) -> bool {
        matches!(
            self,
            MeantBy::Key | MeantBy::Codebook | MeantBy::Name | MeantBy::Place | MeantBy::KeyAndName
        )
    }
}

impl<'a> SchoolIndex<'a> {
    /// The index of these schools. What it finds does not depend on their order.
    pub fn new(schools: &'a [School]) -> SchoolIndex<'a> {
        let mut schools: Vec<&School> = schools.iter().collect();
        schools.sort_by_key(|school| &school.id);
        let mut index = SchoolIndex {
            keys: schools.iter().zip(0..).map(|(school, at)| (school.id.as_str(), at)).collect(),
            schools: Vec::new(),
            spelled: BTreeMap::new(),
            sites: BTreeMap::new(),
            whole: BTreeMap::new(),
            plain: BTreeMap::new(),
            placed: BTreeMap::new(),
            forms: Vec::new(),
            by_pair: BTreeMap::new(),
            said: BTreeMap::new(),
        };
        for (school, at) in schools.iter().zip(0..) {
            let key = school.id.as_str();
            index.spelled.entry(spelled(key)).or_default().push(at);
            if let Some(main) = main_school(key) {
                index.sites.entry(main.to_uppercase()).or_default().push(at);
            }
            index.whole.entry(loose(&school.name)).or_default().push(at);
            let name = plain(&school.name);
            index.add(&name, at);
            if let Some(place) = school.municipality.as_deref().map(loose) {
                let place = plain(&place);
                let both = format!("{name} {place}");
                index.add(&both, at);
                index.placed.entry(both).or_default().push(at);
                index.placed.entry(format!("{place} {name}")).or_default().push(at);
            }
            index.plain.entry(name).or_default().push(at);
        }
        index.schools = schools;
        index
    }

    /// Takes what a codebook says under `[schools]`: a text there means the school with that key, unless the text is a key
    /// itself. Where two codebooks say different things of a text, it can mean either. Where no school that they say is among
    /// these, the text means none of them, whatever they are called.
    ///
    /// ```
    /// use leerkring_import::{Codebook, Meant, MeantBy, SchoolIndex};
    /// use leerkring_model::{School, SchoolId};
    /// let model = leerkring_model::builtin::samen_leren();
    /// let named: String = model.indicators().map(|i| format!("{0} = \"{0}\"\n", i.id().key())).collect();
    /// let codebook = Codebook::parse("codebook.toml", &format!(
    ///     "format = 1\nmodel = \"samen-leren@1\"\nlayout = \"plain\"\n[columns]\nschool = \"school\"\n[columns.indicators]\n{named}\
    ///      [answers]\n1 = 1\n[schools]\n\"Wij van de hoek\" = \"03XY00\"\n"
    /// ), &model)?;
    /// let schools = [School::new(SchoolId::new("03XY00")?, "OBS De Linde")];
    /// let mut index = SchoolIndex::new(&schools);
    /// index.learn(&codebook);
    /// assert_eq!(index.find("Wij van de hoek"), Meant::One(&schools[0], MeantBy::Codebook));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn learn(&mut self, codebook: &Codebook) {
        for (text, school) in codebook.survey.iter().flat_map(|codes| &codes.schools) {
            self.said.entry(text.clone()).or_default().insert(school.clone());
        }
    }

    /// Whether there are no schools in it.
    pub(crate) fn is_empty(&self) -> bool {
        self.schools.is_empty()
    }

    /// The school with this key.
    pub(crate) fn school(&self, key: &str) -> Option<&'a School> {
        self.keys.get(key).and_then(|at| self.schools.get(*at).copied())
    }

    /// How its keys are made.
    pub(crate) fn key_forms(&self) -> KeyForms {
        KeyForms::of(self.keys.keys().copied())
    }

    /// The keys that codebooks say a text means, whether or not these schools have them.
    pub(crate) fn said(&self, text: &str) -> impl Iterator<Item = &SchoolId> {
        self.said.get(&*fold(text)).into_iter().flatten()
    }

    fn add(&mut self, text: &str, school: usize) {
        let pairs = pairs(text);
        let form = self.forms.len();
        self.forms.push(Form { school, pairs: pairs.len(), digits: digits(text) });
        for pair in pairs {
            self.by_pair.entry(pair).or_default().push(form);
        }
    }

    /// What schools a text can mean.
    pub fn find(&self, text: &str) -> Meant<'a> {
        let text = fold(text);
        if let Some(school) = self.school(&text) {
            return Meant::One(school, MeantBy::Key);
        }
        // What a codebook says goes before the name, also of a school that is not among these.
        if let Some(said) = self.said.get(&*text) {
            let known: Vec<&School> = said.iter().filter_map(|key| self.school(key.as_str())).collect();
            return match known.as_slice() {
                [] => Meant::None(Vec::new()),
                [only] if said.len() == 1 => Meant::One(only, MeantBy::Codebook),
                _ => Meant::Several(known),
            };
        }
        let empty = Vec::new();
        let of = |map: &BTreeMap<String, Vec<usize>>, key: &str| map.get(key).unwrap_or(&empty).clone();
        let whole = of(&self.whole, &loose(&text));
        let plain = plain(&text);
        let fits = |at: &usize| self.schools.get(*at).is_some_and(|s| !contradict(&text, &s.name));
        let named: Vec<usize> = of(&self.plain, &plain).into_iter().filter(fits).collect();
        let placed: Vec<usize> = of(&self.placed, &plain).into_iter().filter(fits).collect();
        let ways = [
            (of(&self.spelled, &spelled(&text)), MeantBy::Spelling),
            (of(&self.sites, &text.to_uppercase()), MeantBy::Site),
            // `OBS De Linde` is no `CBS De Linde`, and `De Linde` may be either.
            (Some(whole).filter(|whole| whole.len() == 1).unwrap_or(named), MeantBy::Name),
            (placed, MeantBy::Place),
        ];
        for (found, by) in ways {
            match found.as_slice() {
                [] => {}
                [only] => return self.one(*only, by),
                _ => return Meant::Several(self.all(&found)),
            }
        }
        self.with_key(&text).unwrap_or_else(|| self.near(&text, &plain))
    }

    fn one(&self, at: usize, by: MeantBy) -> Meant<'a> {
        self.schools.get(at).map_or(Meant::None(Vec::new()), |school| Meant::One(school, by))
    }

    fn all(&self, places: &[usize]) -> Vec<&'a School> {
        places.iter().filter_map(|at| self.schools.get(*at).copied()).collect()
    }

    /// The only school whose key, or number without the site, is among the words: `De Linde (03XY00)`.
    fn with_key(&self, text: &str) -> Option<Meant<'a>> {
        let words = || text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        // A word alone can be the key of another register's school; a number of a street is one as well.
        let may_be = |word: &&str| word.chars().count() >= 4 && word.contains(|c: char| c.is_ascii_digit());
        let of_word = |word: &str| {
            let site = self.sites.get(&word.to_uppercase()).map(Vec::as_slice);
            self.keys.get(word).copied().or(match site {
                Some([only]) => Some(*only),
                _ => None,
            })
        };
        let mut found: Vec<(usize, &str)> =
            words().filter(may_be).filter_map(|word| Some((of_word(word)?, word))).collect();
        found.dedup_by_key(|(at, _)| *at);
        let [(at, key)] = found.as_slice() else { return None };
        let rest = words().filter(|word| word != key).collect::<Vec<_>>().join(" ");
        let name = self.schools.get(*at).map(|school| plain(&school.name))?;
        let rest = plain(&rest);
        let placed = self.placed.get(&rest).is_some_and(|places| places.contains(at));
        let by = if rest == name || placed { MeantBy::KeyAndName } else { MeantBy::KeyWithin };
        Some(self.one(*at, by))
    }

    /// The school with the name that is most like a text, if it is near and no other is.
    fn near(&self, text: &str, plain: &str) -> Meant<'a> {
        let wanted = pairs(plain);
        let mut common = vec![0usize; self.forms.len()];
        for form in wanted.iter().filter_map(|pair| self.by_pair.get(pair)).flatten() {
            if let Some(common) = common.get_mut(*form) {
                *common += 1;
            }
        }
        let digits = digits(plain);
        let mut best: BTreeMap<usize, usize> = BTreeMap::new();
        for (form, common) in self.forms.iter().zip(common) {
            // Dice's coefficient. A school with another number in its name is another school.
            let percent = 200 * common / (form.pairs + wanted.len()).max(1);
            if percent >= MENTIONED && form.digits == digits {
                let known = best.entry(form.school).or_default();
                *known = percent.max(*known);
            }
        }
        let mut best: Vec<(usize, usize)> = best.into_iter().collect();
        best.sort_by_key(|(at, percent)| (usize::MAX - percent, *at));
        let school = |place: usize| best.get(place).and_then(|(at, _)| self.schools.get(*at).copied());
        let percent = |place: usize| best.get(place).map_or(0, |(_, percent)| *percent);
        match school(0) {
            Some(first)
                if percent(0) >= NEAR
                    && percent(0) >= percent(1) + MARGIN
                    && plain.chars().count() >= 4
                    && !contradict(text, &first.name) =>
            {
                let next = school(1).map(|school| school.id.clone());
                let percent = u8::try_from(percent(0)).unwrap_or(100);
                Meant::One(first, MeantBy::Near { percent, next })
            }
            _ => Meant::None((0..MOST).filter_map(school).collect()),
        }
    }
}

/// Of these schools.
impl<'a> From<&'a [School]> for SchoolIndex<'a> {
    fn from(schools: &'a [School]) -> SchoolIndex<'a> {
        SchoolIndex::new(schools)
    }
}

/// Of these schools.
impl<'a> From<&'a Vec<School>> for SchoolIndex<'a> {
    fn from(schools: &'a Vec<School>) -> SchoolIndex<'a> {
        SchoolIndex::new(schools)
    }
}

/// Of these schools.
impl<'a, const N: usize> From<&'a [School; N]> for SchoolIndex<'a> {
    fn from(schools: &'a [School; N]) -> SchoolIndex<'a> {
        SchoolIndex::new(schools)
    }
}

/// A key without what slips change: capitals, blanks, marks, zeros in front.
fn spelled(key: &str) -> String {
    let plain: String = key.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_uppercase).collect();
    plain.trim_start_matches('0').to_owned()
}

#[cfg(test)]
mod tests;
