//! The survey exports: five layouts, as five tools write them, each with its codebook.

mod codebook;
mod dialogue;
mod form;
mod google_forms;
mod limesurvey;
mod ms_forms;
mod plain;
mod sheet;

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use leerkring::model::Model;

use crate::answers::Team;
use crate::register::{Entry, cannot_write};
use form::Form;
use sheet::Sheet;

/// How an export is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Layout {
    LimeSurvey,
    GoogleForms,
    MsForms,
    Plain,
    PerSchool,
}

impl Layout {
    pub(crate) const ALL: [Layout; 5] =
        [Layout::LimeSurvey, Layout::GoogleForms, Layout::MsForms, Layout::Plain, Layout::PerSchool];

    /// The layout of a school that drew this number from 0 to 1.
    pub(crate) fn pick(drawn: f64) -> Layout {
        match drawn {
            u if u < 0.40 => Layout::LimeSurvey,
            u if u < 0.60 => Layout::GoogleForms,
            u if u < 0.80 => Layout::MsForms,
            u if u < 0.95 => Layout::Plain,
            _ => Layout::PerSchool,
        }
    }

    /// The name in a codebook.
    pub(crate) fn key(self) -> &'static str {
        match self {
            Layout::LimeSurvey => "limesurvey",
            Layout::GoogleForms => "google-forms",
            Layout::MsForms => "ms-forms",
            Layout::Plain => "plain",
            Layout::PerSchool => "per-school",
        }
    }

    /// The name of its files, before the dot.
    pub(crate) fn stem(self) -> &'static str {
        match self {
            Layout::PerSchool => "dialogue",
            other => other.key(),
        }
    }

    /// The export file.
    pub(crate) fn file(self) -> String {
        format!("{}.csv", self.stem())
    }

    /// The codebook beside it.
    pub(crate) fn codebook(self) -> String {
        format!("{}.codebook.toml", self.stem())
    }

    fn form(self, model: &Model) -> Form {
        match self {
            Layout::LimeSurvey => limesurvey::form(model),
            Layout::GoogleForms => google_forms::form(model),
            Layout::MsForms => ms_forms::form(model),
            Layout::Plain => plain::form(model),
            Layout::PerSchool => dialogue::form(model),
        }
    }
}

/// The exports that are being written. A file is made when its first school comes, so that none is empty.
pub(crate) struct Exports<'a> {
    model: &'a Model,
    dir: &'a Path,
    open: Vec<Open>,
}

struct Open {
    layout: Layout,
    form: Form,
    path: PathBuf,
    sheet: Sheet,
    /// Texts in the survey for keys in the register, where they differ.
    schools: Vec<(String, String)>,
}

impl<'a> Exports<'a> {
    pub(crate) fn new(model: &'a Model, dir: &'a Path) -> Exports<'a> {
        Exports { model, dir, open: Vec::new() }
    }

    /// Adds what one school's team said.
    pub(crate) fn add(&mut self, school: &Entry, team: &Team) -> Result<()> {
        if team.layout != Layout::PerSchool {
            // Windows-1252 cannot hold every key; a school with such a key used a tool that can.
            let layout = match team.layout {
                Layout::Plain if !sheet::fits_windows_1252(&school.key) => Layout::LimeSurvey,
                layout => layout,
            };
            let open = self.open(layout)?;
            if layout == Layout::GoogleForms && school.shown != school.key {
                open.schools.push((school.shown.clone(), school.key.clone()));
            }
            for person in &team.people {
                (open.form.row)(&open.form, &mut open.sheet, school, person)
                    .with_context(|| cannot_write(&open.path))?;
            }
        }
        if team.on_record {
            let open = self.open(Layout::PerSchool)?;
            dialogue::row(&open.form, &mut open.sheet, school, team)
                .with_context(|| cannot_write(&open.path))?;
        }
        Ok(())
    }

    fn open(&mut self, layout: Layout) -> Result<&mut Open> {
        let place = match self.open.iter().position(|open| open.layout == layout) {
            Some(place) => place,
            None => {
                let form = layout.form(self.model);
                let path = self.dir.join(layout.file());
                let sheet = Sheet::create(&path, &form).with_context(|| cannot_write(&path))?;
                self.open.push(Open { layout, form, path, sheet, schools: Vec::new() });
                self.open.len() - 1
            }
        };
        self.open
            .get_mut(place)
            .context("an export that was just opened is gone; this is a mistake in make_network")
    }

    /// Ends the exports and writes their codebooks; tells what was written, with the number of rows.
    pub(crate) fn finish(mut self) -> Result<Vec<(Layout, u64)>> {
        self.open.sort_by_key(|open| open.layout as u8);
        let mut written = Vec::new();
        for open in self.open {
            let rows = open.sheet.finish().with_context(|| cannot_write(&open.path))?;
            let path = self.dir.join(open.layout.codebook());
            let text = codebook::text(self.model, open.layout, &open.form, &open.schools);
            std::fs::write(&path, text).with_context(|| cannot_write(&path))?;
            written.push((open.layout, rows));
        }
        Ok(written)
    }
}
