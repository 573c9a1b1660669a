//! The paper that is written on: steps, and how numbers are written in each language.

use leerkring_model::{Aspect, Language, Model, Phase};

use crate::assessment::Assessment;
use crate::wording;

/// One step of the computation.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Step {
    /// What is computed.
    pub title: String,
    /// The computation, a sentence or an equation a line.
    pub lines: Vec<String>,
    /// The figures of the lines, unrounded, in their order.
    pub figures: Vec<Figure>,
    /// The section of `docs/METHOD.md` with the formula and its source.
    pub section: &'static str,
    /// The file, in the project, that computes it.
    pub source: &'static str,
}

/// A figure of a step.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Figure {
    /// What it is called in the lines, `S_3` for the share at phase 3 or higher; the same in every language.
    pub name: String,
    /// Its value.
    pub value: f64,
}

impl Step {
    pub(super) fn say(&mut self, line: String) {
        self.lines.push(line);
    }

    pub(super) fn figure(&mut self, name: impl Into<String>, value: f64) {
        self.figures.push(Figure { name: name.into(), value });
    }
}

/// An assessment, and the language to write in.
pub(super) struct Sheet<'a> {
    pub(super) assessment: &'a Assessment,
    pub(super) model: &'a Model,
    pub(super) aspect: &'a Aspect,
    pub(super) language: Language,
    /// The model's word for a phase.
    pub(super) word: &'a str,
}

impl<'a> Sheet<'a> {
    /// Decimals of a probability that others are computed from.
    pub(super) const DECIMALS: u8 = 4;

    pub(super) fn new(
        assessment: &'a Assessment,
        model: &'a Model,
        aspect: &'a Aspect,
        language: Language,
    ) -> Sheet<'a> {
        Sheet { assessment, model, aspect, language, word: model.phase_word().best(language.code()) }
    }

    pub(super) fn step(&self, nl: &str, en: &str, section: &'static str, source: &'static str) -> Step {
        let title = self.language.choose(nl, en).to_owned();
        Step { title, lines: Vec::new(), figures: Vec::new(), section, source }
    }

    /// The people who count.
    pub(super) fn people(&self) -> f64 {
        f64::from(self.assessment.standing.tally.people)
    }

    pub(super) fn threshold(&self) -> f64 {
        self.assessment.standing.rule.threshold()
    }

    /// The phases above the lowest, which everyone reaches.
    pub(super) fn phases_above(&self) -> impl Iterator<Item = Phase> + use<> {
        Phase::scale(self.model.levels()).skip(1)
    }

    /// The prior mass at this phase or higher: of five phases 0.4 each.
    pub(super) fn prior_at_least(&self, phase: Phase) -> f64 {
        let levels = f64::from(self.model.levels());
        self.assessment.standing.rule.prior_mass() * (levels - phase.index() as f64) / levels
    }

    /// A number with so many decimals.
    pub(super) fn fixed(&self, value: f64, decimals: u8) -> String {
        // What rounds to nothing has no sign.
        let value = if value.abs() < 0.5 * 0.1_f64.powi(decimals.into()) { 0.0 } else { value };
        let decimals = usize::from(decimals);
        let text = format!("{value:.decimals$}");
        self.language.choose(text.replace('.', ","), text)
    }

    /// A number with four decimals at most.
    pub(super) fn plain(&self, value: f64) -> String {
        self.at_most(value, 4)
    }

    /// A number with so many decimals at most: more where what follows is computed from it.
    pub(super) fn at_most(&self, value: f64, decimals: usize) -> String {
        let text = format!("{value:.decimals$}");
        let text = text.trim_end_matches('0').trim_end_matches('.');
        self.language.choose(text.replace('.', ","), text.to_owned())
    }

    /// The probability of a phase as it is written: the difference of the two that are written, each with
    /// [`Sheet::DECIMALS`], so that the sum can be redone to the last digit.
    pub(super) fn probability(&self, reached: f64, next: f64) -> String {
        let whole = 10_f64.powi(Sheet::DECIMALS.into());
        self.fixed(((reached * whole).round() - (next * whole).round()) / whole, Sheet::DECIMALS)
    }

    /// What to put into a spreadsheet for the probability that a beta variable exceeds the threshold.
    pub(super) fn formula(&self, a: f64, b: f64) -> String {
        let [limit, a, b] = [self.threshold(), a, b].map(|number| self.plain(number));
        self.language.choose(
            format!("=1-BETA.VERD({limit};{a};{b};WAAR)"),
            format!("=1-BETA.DIST({limit},{a},{b},TRUE)"),
        )
    }

    /// "half" or the percentage that the rule asks more than.
    pub(super) fn limit(&self) -> String {
        if self.threshold() == 0.5 {
            self.language.choose("de helft", "half").to_owned()
        } else {
            format!("{} %", self.plain(self.threshold() * 100.0))
        }
    }

    /// The label as it is said.
    pub(super) fn label(&self) -> String {
        wording::label(&self.assessment.standing, self.model, self.language)
    }

    /// Why nothing is stated; empty if something is.
    pub(super) fn reasons(&self) -> String {
        wording::reasons(&self.assessment.standing, self.aspect, self.language)
    }
}
