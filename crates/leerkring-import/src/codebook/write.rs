//! Writing a codebook back.

use std::fmt::Write as _;

use super::items::{Agreement, Asked, Checklist, Counts, Rule};
use super::{Codebook, Reading, SurveyCodes};
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
        write_reading(&mut out, &self.reading);
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

fn write_reading(out: &mut String, reading: &Reading) {
    let encoding = reading.encoding.map(|encoding| encoding.to_string());
    let delimiter = reading.delimiter.map(|delimiter| delimiter.to_string());
    for (key, value) in [("encoding", &encoding), ("delimiter", &delimiter), ("sheet", &reading.sheet)] {
        if let Some(value) = value {
            line(out, key, &quoted(value));
        }
    }
    if let Some(row) = reading.header_row {
        line(out, "header_row", &row.to_string());
    }
    if let Some(rows) = reading.header_rows {
        line(out, "header_rows", &rows.to_string());
    }
}

fn write_survey(out: &mut String, survey: &SurveyCodes) {
    line(out, "layout", &quoted(&survey.layout.to_string()));
    let keep = |keep: bool| if keep { "\"keep\"" } else { "\"leave-out\"" };
    line(out, "incomplete", keep(survey.keep_incomplete));
    if survey.keep_previews || !survey.tool().status.is_empty() {
        line(out, "previews", keep(survey.keep_previews));
    }
    line(out, "date_order", &quoted(&survey.date_order.to_string()));
    if !survey.without.is_empty() {
        line(out, "without", &list(&survey.without));
    }
    out.push_str("\n[columns]\n");
    let single = [
        ("role", &survey.role),
        ("date", &survey.date),
        ("submitted", &survey.submitted),
        ("consent", &survey.consent_column),
    ];
    line(out, "school", &quoted(&survey.school));
    for (key, column) in single {
        if let Some(column) = column {
            line(out, key, &quoted(column));
        }
    }
    if let Some(long) = &survey.long {
        line(out, "respondent", &quoted(&long.respondent));
        line(out, "question", &quoted(&long.question));
        line(out, "answer", &quoted(&long.answer));
    }
    let part = if survey.layout == Layout::PerSchool { "agreed" } else { "indicators" };
    let _ = writeln!(out, "\n[columns.{part}]");
    for (key, asked) in &survey.columns {
        match (&asked.rule, asked.columns.as_slice()) {
            (Rule::Phase, [column]) => line(out, key, &quoted(column)),
            (_, columns) => line(out, key, &list(columns)),
        }
    }
    survey.columns.iter().for_each(|(key, asked)| write_items(out, key, asked));
    out.push_str("\n[answers]\n");
    survey.answers.iter().for_each(|(text, meaning)| line(out, &quoted(text), &meaning.to_string()));
    if !survey.consent.is_empty() {
        out.push_str("\n[consent]\n");
        survey.consent.iter().for_each(|(text, given)| line(out, &quoted(text), &given.to_string()));
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

/// A list of texts.
fn list(texts: &[String]) -> String {
    let texts: Vec<String> = texts.iter().map(|text| quoted(text)).collect();
    format!("[{}]", texts.join(", "))
}

/// The rule of an indicator, in a table of its own.
fn write_items(out: &mut String, key: &str, asked: &Asked) {
    let Some(word) = asked.rule.word() else { return };
    let _ = writeln!(out, "\n[items.{key}]");
    line(out, "rule", &quoted(&word.to_string()));
    match &asked.rule {
        Rule::Phase | Rule::Answered => {}
        Rule::Agreement(Agreement { steps, reversed }) => {
            line(out, "steps", &steps.to_string());
            // Says nothing where there are as many steps as phases.
            line(out, "steps_to_phases", "\"spread\"");
            if !reversed.is_empty() {
                line(out, "reversed", &list(reversed));
            }
        }
        Rule::Checklist(Checklist { separator: Some(separator), .. }) => {
            line(out, "separator", &quoted(separator));
        }
        Rule::Checklist(Checklist { partly, blank, .. }) => {
            line(out, "partly", &quoted(&partly.to_string()));
            if *blank == Some(Counts::NotMet) {
                line(out, "blank", "\"not-met\"");
            }
        }
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
    for (list, columns) in [("traits", &register.traits), ("categories", &register.categories)] {
        if !columns.is_empty() {
            out.push_str(&format!("\n[register.{list}]\n"));
            columns.iter().for_each(|(key, column)| line(out, key, &quoted(column)));
        }
    }
}
