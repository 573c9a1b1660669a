//! What suggest_partners writes as tables.

use std::path::{Path, PathBuf};

use leerkring::assess::privacy::Thresholds;
use leerkring::import::Register;
use leerkring::matching::{Network, Robustness, Suggestions, table};
use leerkring::model::{Language, Model, SchoolId, Standing, Subject};
use leerkring_examples::output::{self, write_table};

use crate::asking::Asked;

/// How many schools think together at most: few enough for one table, and enough when one cannot come.
const GROUP: usize = 4;

/// Where tables go, and what was asked: with one school named only what belongs to it is written.
pub(crate) struct Tables<'a> {
    pub(crate) folder: &'a Path,
    pub(crate) language: Language,
    pub(crate) network: &'a Network,
    pub(crate) asked: &'a Asked,
}

impl Tables<'_> {
    /// Writes `standings.csv`.
    pub(crate) fn write_standings(
        &self,
        standings: &[Standing],
        model: &Model,
        thresholds: &Thresholds,
    ) -> anyhow::Result<Vec<PathBuf>> {
        let own: Vec<Standing> =
            standings.iter().filter(|standing| self.is_asked(&standing.school)).cloned().collect();
        Ok(vec![output::write_standings(self.folder, &own, model, thresholds)?])
    }

    /// Writes `suggestions.csv`, and `nobody.csv` of those who have nobody yet.
    pub(crate) fn write_suggestions(
        &self,
        suggestions: &[Suggestions],
        robustness: &[Vec<Robustness>],
    ) -> anyhow::Result<Vec<PathBuf>> {
        let found = suggestions.iter().zip(robustness);
        let found = found.flat_map(|(answer, of)| table::rows(answer, of).map(Vec::from));
        let nobody = suggestions.iter().filter_map(|answer| table::nobody_row(answer, self.language));
        Ok(vec![
            write_table(self.folder, "suggestions.csv", &table::HEADER, found)?,
            write_table(self.folder, "nobody.csv", &table::NOBODY_HEADER, nobody.map(Vec::from))?,
        ])
    }

    /// Writes `fellows.csv`, and `groups.csv`, which is for the coordinator only and so not written for one school.
    pub(crate) fn write_fellows(&self, register: &Register, top: usize) -> anyhow::Result<Vec<PathBuf>> {
        let is_asked = |subject: &Subject| self.asked.subject.as_ref().is_none_or(|asked| asked == subject);
        let subjects: Vec<Subject> = self.network.subjects().filter(is_asked).collect();
        let mut fellows = Vec::new();
        // Whoever wishes and is not in the register is not in the network either.
        for school in self.network.schools().iter().filter(|school| self.is_asked(school)) {
            let Some(wishes) = register.wishes.get(school) else { continue };
            for subject in subjects.iter().filter(|subject| wishes.thinks.contains(*subject)) {
                let of_school = self.network.fellows(school, subject, top)?;
                fellows.extend(table::fellow_rows(&of_school).map(Vec::from));
            }
        }
        let mut written = vec![write_table(self.folder, "fellows.csv", &table::FELLOWS_HEADER, fellows)?];
        if self.asked.school.is_none() {
            let mut groups = Vec::new();
            for subject in &subjects {
                let of_subject = self.network.think_together(subject, GROUP)?;
                groups.extend(table::group_rows(&of_subject).map(Vec::from));
            }
            written.push(write_table(self.folder, "groups.csv", &table::GROUPS_HEADER, groups)?);
        }
        Ok(written)
    }

    fn is_asked(&self, school: &SchoolId) -> bool {
        self.asked.school.as_ref().is_none_or(|asked| asked == school)
    }
}
