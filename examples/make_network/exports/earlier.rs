//! The first of two moments: what the teams answered a year earlier, and which of them had an exchange in between.

use std::fs::File;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use leerkring::model::Model;

use super::form::Form;
use super::sheet::{Sheet, fits_windows_1252};
use super::{Layout, codebook, plain};
use crate::answers::Team;
use crate::register::{Entry, cannot_write};

/// The answers of the first moment, in the layout of the plain table.
pub(crate) const ANSWERS: &str = "plain-earlier.csv";
/// Which school had an exchange on which aspect.
pub(crate) const EXCHANGES: &str = "exchange.csv";

/// Both files, being written.
pub(crate) struct Earlier<'a> {
    model: &'a Model,
    dir: &'a Path,
    form: Form,
    sheet: Sheet,
    exchanges: csv::Writer<File>,
    /// Exchanges so far, per aspect.
    counts: Vec<usize>,
}

impl<'a> Earlier<'a> {
    pub(crate) fn new(model: &'a Model, dir: &'a Path) -> Result<Earlier<'a>> {
        let form = plain::form(model);
        let path = dir.join(ANSWERS);
        let sheet = Sheet::create(&path, &form).with_context(|| cannot_write(&path))?;
        let path = dir.join(EXCHANGES);
        let mut exchanges = csv::Writer::from_path(&path).with_context(|| cannot_write(&path))?;
        exchanges.write_record(["school", "aspect", "pair"]).with_context(|| cannot_write(&path))?;
        Ok(Earlier { model, dir, form, sheet, exchanges, counts: vec![0; model.aspects().len()] })
    }

    /// Adds what one school's team said the year before, if it took part then.
    pub(crate) fn add(&mut self, school: &Entry, team: &Team) -> Result<()> {
        let Some(earlier) = team.earlier.as_ref().filter(|_| fits_windows_1252(&school.key)) else {
            return Ok(());
        };
        for person in &earlier.people {
            (self.form.row)(&self.form, &mut self.sheet, school, person)
                .with_context(|| cannot_write(&self.dir.join(ANSWERS)))?;
        }
        let place = earlier.exchange;
        let about = place.and_then(|place| self.model.aspects().get(place).zip(self.counts.get_mut(place)));
        if let Some((aspect, count)) = about {
            // Of three schools two visited each other, and one went to a school that is not in the network.
            let key = aspect.id().key();
            let pair = if *count % 3 < 2 { format!("{key}-{}", *count / 3 + 1) } else { String::new() };
            *count += 1;
            self.exchanges
                .write_record([school.key.as_str(), key, &pair])
                .with_context(|| cannot_write(&self.dir.join(EXCHANGES)))?;
        }
        Ok(())
    }

    /// Ends the files; the codebook is that of the plain table. Tells the number of rows.
    pub(crate) fn finish(mut self) -> Result<u64> {
        self.exchanges.flush().with_context(|| cannot_write(&self.dir.join(EXCHANGES)))?;
        let path: PathBuf = self.dir.join(Layout::Plain.codebook());
        let text = codebook::text(self.model, Layout::Plain, &self.form, &[]);
        std::fs::write(&path, text).with_context(|| cannot_write(&path))?;
        Ok(self.sheet.finish()?)
    }
}
