//! The codebook: what the columns and texts of an export mean, in a TOML file that a person writes or checks once.

mod problem;
mod read;
mod write;

use std::collections::BTreeMap;

use leerkring_model::{Answer, ModelId, Role, SchoolId};

pub use self::problem::{CodebookError, CodebookProblem};
pub(crate) use self::write::{meaning, quoted};
use crate::date::DateOrder;
use crate::layout::{self, Layout};
use crate::register::RegisterColumns;
use crate::table::Table;

/// What the columns and texts of an export mean. Made by [`Codebook::parse`], so that one that exists is sound.
///
/// ```toml
/// format = 1
/// model = "samen-leren@1"             # not needed where there is only a [register]
/// layout = "limesurvey"               # plain, limesurvey, google-forms, ms-forms, qualtrics, surveymonkey, per-school
/// incomplete = "leave-out"            # optional; "keep" takes responses that were broken off too
/// date_order = "dmy"                  # optional; "mdy" where 3/9/2026 is 9 March
/// without = ["k2"]                    # optional: indicators that the survey did not ask, always blank
///
/// [columns]
/// school = "Schoolcode"               # the text of the header, white space folded
/// role = "Functie"                    # optional
/// date = "Ingevuld op"                # optional
/// submitted = "Date submitted"        # optional: a row in which it is empty (or Qualtrics' 0) is incomplete
///
/// [columns.indicators]                # every indicator of the model, by key
/// k1 = "K1. Waarop de koers rust"
/// # with layout = "per-school" instead: [columns.agreed], one or more aspects of the model
/// # koers = "Koers"
///
/// [answers]                           # text of an answer -> phase, "dont-know", "not-applicable" or "blank"
/// "fase 3" = 3
/// "weet ik niet" = "dont-know"
/// "N/A" = "blank"
///
/// [roles]                             # text -> leadership, teacher, support or other
/// "Leerkracht" = "teacher"
///
/// [schools]                           # optional: text in the survey -> key in the register
/// "De Linde (Almelo)" = "TW001"
///
/// [register]                          # optional: the columns of a school register
/// id = "vestigingscode"
/// name = "naam"
/// board = "bevoegd_gezag_nr"          # all but id and name are optional: board, network_type, sector, language,
///                                     # municipality, lat, lon, pupils, offers, asks, thinks, room;
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
#[derive(Clone, Debug, PartialEq)]
pub struct Codebook {
    pub(crate) model: Option<ModelId>,
    pub(crate) survey: Option<SurveyCodes>,
    pub(crate) register: Option<RegisterColumns>,
}

/// The survey part.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct SurveyCodes {
    pub(crate) layout: Layout,
    pub(crate) keep_incomplete: bool,
    pub(crate) date_order: DateOrder,
    pub(crate) without: Vec<String>,
    pub(crate) school: String,
    pub(crate) role: Option<String>,
    pub(crate) date: Option<String>,
    pub(crate) submitted: Option<String>,
    /// Key of the indicator, or of the aspect in layout `per-school`, to header.
    pub(crate) columns: BTreeMap<String, String>,
    /// Text to answer; `None` is blank.
    pub(crate) answers: BTreeMap<String, Option<Answer>>,
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

    /// Whether all columns of the survey that this codebook names are in the table; without a survey part, all of
    /// the register. A program with several codebooks picks the one that fits each file.
    pub fn fits(&self, table: &Table) -> bool {
        let has = |column: &str| table.place(column).is_some();
        match (&self.survey, &self.register) {
            (Some(survey), _) => survey.named().all(|(_, column)| has(column)),
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
        ];
        let single =
            single.into_iter().filter_map(|(key, column)| Some((format!("columns.{key}"), column?.as_str())));
        let many =
            self.columns.iter().map(move |(key, column)| (format!("columns.{part}.{key}"), column.as_str()));
        single.chain(many)
    }

    /// The tool that wrote the export.
    pub(crate) fn tool(&self) -> &'static layout::Tool {
        layout::tool(self.layout)
    }
}

#[cfg(test)]
mod tests;
