//! Why nothing in the files that were read can be scored: the most likely cause, from what was counted.

use std::collections::BTreeMap;

use leerkring::import::Summary;

use crate::inputs::Answers;

/// The most likely cause, and what to do about it.
pub fn why(answers: &Answers) -> String {
    let sum = |count: fn(&Summary) -> usize| answers.files.iter().map(|(summary, _)| count(summary)).sum();
    let rows: usize = sum(|summary| summary.rows);
    let blank: usize = sum(|summary| summary.blank);
    let all = rows - blank.min(rows);
    let causes = [
        (sum(|summary| summary.set_aside), set_aside(answers)),
        (
            sum(|summary| summary.incomplete),
            "were broken off; if they count, write incomplete = \"keep\" in the codebook, or name another column as `submitted`"
                .to_owned(),
        ),
        (
            sum(|summary| summary.previews),
            "are previews, tests or spam, as the tool says; if they count, write previews = \"keep\" in the codebook"
                .to_owned(),
        ),
        (
            sum(|summary| summary.no_consent),
            "are without consent; see whether [consent] of the codebook has the right texts".to_owned(),
        ),
        (
            sum(|summary| summary.responses + summary.schools),
            match answers.unregistered.left_out {
                n if n > 0 && answers.survey.responses.is_empty() => {
                    "name their school by a text that stands in no list and that fewer than five people gave; put it under [schools] in the codebook, or give the register with --schools"
                }
                _ => {
                    "were read and hold no phase; see whether the codebook names the columns with the answers, and whether [answers] gives any text a phase"
                }
            }
            .to_owned(),
        ),
    ];
    let (n, cause) = causes.into_iter().rev().max_by_key(|(n, _)| *n).unwrap_or_default();
    let told = match (all, n) {
        (0, _) => "the files have no rows with anything in them; export them again".to_owned(),
        (_, 0) => "see what became of their rows".to_owned(),
        (all, n) => format!("{n} of {all} rows {cause}"),
    };
    format!("nothing in these files can be scored: {told}")
}

/// What most issues say; those that differ in a text only say the same.
fn set_aside(answers: &Answers) -> String {
    let mut said: BTreeMap<String, (usize, String)> = BTreeMap::new();
    let issues = answers.files.iter().flat_map(|(summary, _)| &summary.issues);
    for issue in issues.filter(|issue| issue.kind.sets_row_aside()) {
        let told = issue.kind.to_string();
        let without_texts: String = told.split('`').step_by(2).collect();
        said.entry(without_texts).or_insert((0, told)).0 += 1;
    }
    let most = said.into_values().max_by_key(|(n, _)| *n).map(|(_, told)| told).unwrap_or_default();
    format!("were set aside, most of them for this: {most}")
}
