//! The codebook: what the columns and texts of an export mean, in a TOML file that a person writes or checks once.

mod items;
mod meaning;
mod problem;
mod read;
mod write;

use std::collections::BTreeMap;

use leerkring_model::{ModelId, Role, SchoolId};

pub(crate) use self::items::{Agreement, Asked, By, Checklist, Counts, Rule};
pub(crate) use self::meaning::Meaning;
pub use self::problem::{CodebookError, CodebookProblem};
pub(crate) use self::write::quoted;
use crate::date::DateOrder;
use crate::layout::{self, Layout};
use crate::long;
use crate::register::RegisterColumns;
use crate::table::{Delimiter, Encoding, ReadOptions, Table};

/// What the columns and texts of an export mean. Made by [`Codebook::parse`], so that one that exists is sound.
///
/// ```toml
/// format = 1
/// model = "samen-leren@1"             # not needed where there is only a [register]
/// layout = "limesurvey"               # plain, limesurvey, google-forms, ms-forms, qualtrics, surveymonkey, per-school, long
/// encoding = "windows-1252"           # optional, like the next two: how to read the file, where the guess is wrong
/// delimiter = "semicolon"             # comma, semicolon, tab, pipe
/// sheet = "Antwoorden"
/// header_row = 3                      # optional: the row of the file where the header begins, blank ones counted
/// header_rows = 1                     # optional: of how many rows it is
/// incomplete = "leave-out"            # optional; "keep" takes responses that were broken off too
/// previews = "leave-out"              # optional; "keep" takes what Qualtrics calls a preview, a test or spam too
/// date_order = "dmy"                  # optional; "mdy" where 3/9/2026 is 9 March, "excel" where days are numbers
/// without = ["k2"]                    # optional: indicators that the survey did not ask, always blank
///
/// [columns]
/// school = "Schoolcode"               # the text of the header, white space folded
/// role = "Functie"                    # optional
/// date = "Ingevuld op"                # optional
/// submitted = "Date submitted"        # optional: a row in which it is empty (or Qualtrics' 0) is incomplete
/// consent = "Toestemming"             # optional: only rows with consent count
/// # with layout = "long" also the columns respondent, question and answer; what the keys above and below name is then
/// # a column, or a text in the column of the question
///
/// [columns.indicators]                # every indicator of the model, by key
/// k1 = "K1. Waarop de koers rust"     # one column, and its answers are phases
/// k2 = ["K2a", "K2b"]                 # several items, which [items] makes a phase of
/// # with layout = "per-school" instead: [columns.agreed], one or more aspects of the model
/// # koers = "Koers"
///
/// [items]                             # where indicators have lists of columns: by which rule they make a phase
/// rule = "median-low"
///
/// [answers]                           # text of an answer -> phase, "dont-know", "not-applicable" or "blank"
/// "fase 3" = 3
/// "weet ik niet" = "dont-know"
/// "N/A" = "blank"
///
/// [roles]                             # text -> leadership, teacher, support or other
/// "Leerkracht" = "teacher"
///
/// [consent]                           # text -> whether it is given; an empty cell gives none
/// "Ja" = true
///
/// [schools]                           # optional: text in the survey -> key in the register
/// "De Linde (Almelo)" = "TW001"
///
/// [register]                          # optional: the columns of a school register
/// id = "vestigingscode"
/// name = "naam"
/// board = "bevoegd_gezag_nr"          # all but id and name are optional: board, network_type, sector, language,
///                                     # municipality, lat, lon, pupils, team, team_leadership,
///                                     # team_teacher, team_support, offers, asks, thinks, room;
///                                     # in place of lat and lon: x, y and crs = "EPSG:31370" ([`Crs`](crate::Crs))
/// [register.traits]                   # key of a trait -> column
/// weight = "gewicht"
/// ```
///
/// Headers, answers, roles and schools are compared with white space folded ([`Table`]) and otherwise exactly. An
/// empty cell is always blank and needs no entry. Where `[schools]` stands, a text in the school column must be in
/// it, or be one of its keys. `submitted` may name the same column as `date`; where it is left out, the column that
/// the tool itself writes is looked for. The day 1980-01-01, which LimeSurvey writes when it keeps no dates, is no
/// date.
///
/// # Items
/// An indicator with a list of columns needs a rule, under `[items]` for all of them or under `[items.KEY]` for one. One
/// column that stands alone has a rule only if it has an `[items.KEY]`. No rule rounds a mean.
///
/// **`rule = "answered"`**: one question in several sections of a form, of which everyone answers one. Its answers are phases,
/// and the phase is the one that was given; a row in which two were that differ is set aside. Where none was, the answer is
/// `dont-know` if a column says so, else `not-applicable` if one does, else blank.
///
/// **`rule = "median-low"`**: items to agree with. Each answer is a step of a scale (`"helemaal mee eens" = 5`), and the
/// phase is the middle one of the items' phases in order; of two in the middle, the lower.
/// - `reversed = ["K2b"]`: columns of items worded the other way round; on a scale of 5, their step 2 is step 4.
/// - `steps = 7`: the steps of the scale, if they are not as many as the model has phases. Then write
///   `steps_to_phases = "spread"` too: lay the steps at equal distances along the phases, the lowest on phase 1 and the
///   highest on the top; each step takes the nearest phase, halfway the lower. Of 4 steps over 5 phases, step 1, 2, 3
///   and 4 are phase 1, 2, 4 and 5: nobody can land in phase 3, because the scale had no middle. Of 7 steps they are
///   1, 2, 2, 3, 4, 4 and 5: what lies between two phases can no longer be seen.
/// - Items without a step do not count. With a step for fewer than half of the items there is no phase: the answer is
///   `dont-know` if an item says so, else `not-applicable` if one does, else blank.
///
/// **`rule = "unbroken"`** and **`rule = "highest"`**: a checklist, with a column for the descriptor of each phase, lowest
/// first. A text means `"met"`, `"partly"` or `"not-met"`. `unbroken` is the highest phase up to which every descriptor is
/// met; `highest` is the highest whose descriptor is met, whatever is not below it.
/// - `partly = "not-met"` (default) or `"met"`: as what a descriptor counts that holds in part.
/// - Where nothing is met the phase is 1: no school stands below the lowest phase, and whoever says that nothing holds has
///   answered. Where everything is empty there is no answer.
/// - A descriptor that is empty, `dont-know` or `not-applicable` beside others that are judged stays open. If the phase
///   is the same whether it is met or not, that is the phase; if not, there is none, for the reason that the descriptor
///   gives.
/// - `blank = "not-met"`: empty cells are boxes that were not ticked, and count so beside one that is ticked.
/// - `separator = ";"`: one column holds the texts of all descriptors that were ticked, as `A;B;`. Under `[answers]` each
///   text is the phase of its descriptor; `"not-met"` is the text that says that none holds. A text may hold the
///   separator itself. An empty cell is no answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Codebook {
    pub(crate) model: Option<ModelId>,
    pub(crate) reading: Reading,
    pub(crate) survey: Option<SurveyCodes>,
    pub(crate) register: Option<RegisterColumns>,
}

/// How to read the file, where the codebook says so.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Reading {
    pub(crate) encoding: Option<Encoding>,
    pub(crate) delimiter: Option<Delimiter>,
    pub(crate) sheet: Option<String>,
    pub(crate) header_row: Option<u64>,
    pub(crate) header_rows: Option<usize>,
}

/// The columns that make a long file.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct LongColumns {
    pub(crate) respondent: String,
    pub(crate) question: String,
    pub(crate) answer: String,
}

/// The survey part.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct SurveyCodes {
    pub(crate) layout: Layout,
    pub(crate) keep_incomplete: bool,
    pub(crate) keep_previews: bool,
    pub(crate) date_order: DateOrder,
    pub(crate) without: Vec<String>,
    pub(crate) school: String,
    pub(crate) role: Option<String>,
    pub(crate) date: Option<String>,
    pub(crate) submitted: Option<String>,
    pub(crate) consent_column: Option<String>,
    /// In layout `long`.
    pub(crate) long: Option<LongColumns>,
    /// Key of the indicator, or of the aspect in layout `per-school`, to its columns.
    pub(crate) columns: BTreeMap<String, Asked>,
    pub(crate) answers: BTreeMap<String, Meaning>,
    /// Text to whether it is consent.
    pub(crate) consent: BTreeMap<String, bool>,
    pub(crate) roles: BTreeMap<String, Role>,
    pub(crate) schools: BTreeMap<String, SchoolId>,
}

impl Codebook {
    /// The layout of the survey; `None` if only a register is described.
    pub fn layout(&self) -> Option<Layout> {
        self.survey.as_ref().map(|survey| survey.layout)
    }

    /// The columns of the register, if they are described.
    pub fn register(&self) -> Option<&RegisterColumns> {
        self.register.as_ref()
    }

    /// These options, with what the codebook says of reading the file (`encoding`, `delimiter`, `sheet`,
    /// `header_row`, `header_rows`) where they leave it open.
    pub fn reading(&self, options: &ReadOptions) -> ReadOptions {
        let mut options = options.clone();
        options.encoding = options.encoding.or(self.reading.encoding);
        options.delimiter = options.delimiter.or(self.reading.delimiter);
        options.sheet = options.sheet.or_else(|| self.reading.sheet.clone());
        options.header_row = options.header_row.or(self.reading.header_row);
        options.header_rows = options.header_rows.or(self.reading.header_rows);
        options
    }

    /// Whether all columns of the survey that this codebook names are in the table (of a long file those of respondent,
    /// question and answer); without a survey part, all of the register. A program with several codebooks picks the one that fits each file.
    pub fn fits(&self, table: &Table) -> bool {
        let has = |column: &str| table.place(column).is_some();
        match (&self.survey, &self.register) {
            (Some(survey), _) => match &survey.long {
                // What else it names may be a question, and those may stand anywhere in the file.
                Some(columns) => long::fits(table, columns),
                None => survey.named().all(|(_, column)| has(column)),
            },
            (None, Some(register)) => register.named().all(|(_, column)| has(column)),
            (None, None) => false,
        }
    }
}

impl SurveyCodes {
    /// The columns that are named, each with the key path that names it.
    pub(crate) fn named(&self) -> impl Iterator<Item = (String, &str)> {
        let part = if self.layout == Layout::PerSchool { "agreed" } else { "indicators" };
        let single = [
            ("school", Some(&self.school)),
            ("role", self.role.as_ref()),
            ("date", self.date.as_ref()),
            ("submitted", self.submitted.as_ref()),
            ("consent", self.consent_column.as_ref()),
        ];
        let single =
            single.into_iter().filter_map(|(key, column)| Some((format!("columns.{key}"), column?.as_str())));
        let many = self.columns.iter().flat_map(move |(key, asked)| {
            asked.columns.iter().zip(1..).map(move |(column, n)| match asked.rule {
                Rule::Phase => (format!("columns.{part}.{key}"), column.as_str()),
                _ => (format!("columns.{part}.{key}[{n}]"), column.as_str()),
            })
        });
        single.chain(many)
    }

    /// The tool that wrote the export.
    /// Whether this text says that the respondent consents, as no text does; `None` if the codebook does not know it.
    pub(crate) fn consents(&self, text: &str) -> Option<bool> {
        self.consent.get(text).copied().or(text.is_empty().then_some(false))
    }

    pub(crate) fn tool(&self) -> &'static layout::Tool {
        layout::tool(self.layout)
    }
}

#[cfg(test)]
mod tests;
