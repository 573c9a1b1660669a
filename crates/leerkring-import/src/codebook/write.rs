//! Writing a codebook back.

use std::fmt::Write as _;

use leerkring_model::Answer;

use super::{Codebook, SurveyCodes};
use crate::layout::Layout;
use crate::register::RegisterColumns;

/// A text as TOML writes it: for a value or, on one line, for a key.
pub(crate) fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            c if c.is_control() => out.push_str(&format!("\\u{:04X}", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

impl Codebook {
    /// The codebook as TOML. Reading it back gives an equal codebook; comments are not kept.
    pub fn to_toml(&self) -> String {
        let mut out = String::from("format = 1\n");
        if let Some(model) = &self.model {
            line(&mut out, "model", &quoted(&model.to_string()));
        }
        if let Some(survey) = &self.survey {
            write_survey(&mut out, survey);
        }
        if let Some(register) = &self.register {
            write_register(&mut out, register);
        }
        out
    }
}

fn line(out: &mut String, key: &str, value: &str) {
    // Writing to a text cannot fail.
    let _ = writeln!(out, "{key} = {value}");
}

fn write_survey(out: &mut String, survey: &SurveyCodes) {
    line(out, "layout", &quoted(&survey.layout.to_string()));
    line(out, "incomplete", if survey.keep_incomplete { "\"keep\"" } else { "\"leave-out\"" });
    line(out, "date_order", &quoted(&survey.date_order.to_string()));
    let without: Vec<String> = survey.without.iter().map(|key| quoted(key)).collect();
    if !without.is_empty() {
        line(out, "without", &format!("[{}]", without.join(", ")));
    }
    out.push_str("\n[columns]\n");
    let single = [("role", &survey.role), ("date", &survey.date), ("submitted", &survey.submitted)];
    line(out, "school", &quoted(&survey.school));
    for (key, column) in single {
        if let Some(column) = column {
            line(out, key, &quoted(column));
        }
    }
    let part = if survey.layout == Layout::PerSchool { "agreed" } else { "indicators" };
    let _ = writeln!(out, "\n[columns.{part}]");
    survey.columns.iter().for_each(|(key, column)| line(out, key, &quoted(column)));
    out.push_str("\n[answers]\n");
    for (text, answer) in &survey.answers {
        line(out, &quoted(text), &meaning(*answer));
    }
    if !survey.roles.is_empty() {
        out.push_str("\n[roles]\n");
        survey.roles.iter().for_each(|(text, role)| line(out, &quoted(text), &quoted(&role.to_string())));
    }
    if !survey.schools.is_empty() {
        out.push_str("\n[schools]\n");
        survey.schools.iter().for_each(|(text, school)| line(out, &quoted(text), &quoted(school.as_str())));
    }
}

/// What an answer is in a codebook.
pub(crate) fn meaning(answer: Option<Answer>) -> String {
    match answer {
        Some(Answer::Phase(phase)) => phase.to_string(),
        Some(Answer::DontKnow) => "\"dont-know\"".to_owned(),
        Some(Answer::NotApplicable) => "\"not-applicable\"".to_owned(),
        None => "\"blank\"".to_owned(),
    }
}

fn write_register(out: &mut String, register: &RegisterColumns) {
    out.push_str("\n[register]\n");
    for (key, column) in register.single() {
        line(out, key, &quoted(column));
    }
    if let Some(crs) = register.crs {
        line(out, "crs", &quoted(&crs.to_string()));
    }
    if !register.traits.is_empty() {
        out.push_str("\n[register.traits]\n");
        register.traits.iter().for_each(|(key, column)| line(out, key, &quoted(column)));
    }
}
