//! How well a proposal finds the columns of an export whose headers differ from the texts of the model, on variations
//! of the sample. A guess that is wrong may only stand there with `check` behind it.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test stops at the first surprise")]

mod support;

use std::collections::BTreeMap;
use std::fs;

use leerkring::import::{Proposal, ReadOptions, propose, read_table};
use leerkring::model::{Language, Model, builtin};
use rand::{RngExt as _, SeedableRng, rngs::ChaCha8Rng};
use support::root;

/// What is done to the text of an indicator.
type Change = fn(&str, usize, &mut ChaCha8Rng) -> String;

fn letters(text: &str) -> Vec<char> {
    text.chars().collect()
}

/// So many letters lost, doubled, exchanged or replaced.
fn slips(text: &str, n: usize, chance: &mut ChaCha8Rng) -> String {
    let mut letters = letters(text);
    for _ in 0..n {
        let at = chance.random_range(0..letters.len() - 1);
        match chance.random_range(0..4) {
            0 => drop(letters.remove(at)),
            1 => letters.insert(at, letters[at]),
            2 => letters.swap(at, at + 1),
            _ => letters[at] = 'x',
        }
    }
    letters.into_iter().collect()
}

fn cut(text: &str, chance: &mut ChaCha8Rng) -> String {
    let letters = letters(text);
    let kept = chance.random_range(letters.len() / 2..letters.len());
    letters.into_iter().take(kept).collect::<String>() + "..."
}

/// Another word in the place of one.
fn word(text: &str, chance: &mut ChaCha8Rng) -> String {
    let mut words: Vec<&str> = text.split(' ').collect();
    let at = chance.random_range(0..words.len());
    words[at] = "onderwijs";
    words.join(" ")
}

/// A question of another survey in the place of the one of the model.
fn stranger(text: &str, n: usize) -> String {
    let other = builtin::lerende_organisatie();
    let names: Vec<String> = other.indicators().map(|i| i.name().best("nl").to_owned()).collect();
    names.get(n).cloned().unwrap_or_else(|| format!("Wat vindt u hiervan, {}?", text.len()))
}

const CHANGES: [(&str, Change); 11] = [
    ("as it is", |text, _, _| text.to_owned()),
    ("numbered", |text, n, _| format!("Stelling {}: {text}", n + 1)),
    ("HTML", |text, _, _| format!("<p><b>{}</b>&nbsp;</p>", text.replace(' ', "&nbsp;"))),
    ("upper case, quotes", |text, _, _| format!("“{}”", text.to_uppercase())),
    ("one slip", |text, _, chance| slips(text, 1, chance)),
    ("two slips", |text, _, chance| slips(text, 2, chance)),
    ("four slips", |text, _, chance| slips(text, 4, chance)),
    ("cut off", |text, _, chance| cut(text, chance)),
    ("text around it", |text, _, _| format!("Hoe staat onze school ervoor: {text} (kies een fase)")),
    ("another word", |text, _, chance| word(text, chance)),
    ("other questions", |text, n, _| stranger(text, n)),
];

#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Score {
    right: usize,
    wrong: usize,
    open: usize,
    /// Wrong, and not marked to be checked.
    unmarked: usize,
}

/// Compares a proposal with the truth: the header of each indicator, or none if it was not asked.
fn score(proposal: &Proposal, truth: &BTreeMap<String, Option<String>>, score: &mut Score) {
    let toml: toml::Table = proposal.toml.parse().unwrap();
    let columns = toml["columns"].get("indicators").and_then(|table| table.as_table());
    for (key, header) in truth {
        let found = columns.and_then(|columns| columns.get(key)).and_then(|column| column.as_str());
        let line = proposal.toml.lines().find(|line| line.starts_with(&format!("{key} = "))).unwrap_or("");
        match (found, header) {
            (None, _) => score.open += 1,
            (Some(found), Some(header)) if found == header => score.right += 1,
            _ => {
                score.wrong += 1;
                score.unmarked += usize::from(!line.ends_with("(check)"));
            }
        }
    }
}

/// The first rows of an export of the sample, and the header of each indicator in it.
struct Sample {
    rows: Vec<csv::StringRecord>,
    headers: BTreeMap<String, String>,
}

impl Sample {
    fn read(name: &str) -> Sample {
        let file = |end: &str| root().join(format!("examples/sample/{name}.{end}"));
        let bytes = fs::read(file("csv")).unwrap();
        let text = String::from_utf8(bytes).unwrap().trim_start_matches('\u{feff}').to_owned();
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
        let rows = reader.records().take(11).map(Result::unwrap).collect();
        let codebook: toml::Table = fs::read_to_string(file("codebook.toml")).unwrap().parse().unwrap();
        let columns = codebook["columns"]["indicators"].as_table().unwrap();
        let headers = columns.iter().map(|(key, header)| (key.clone(), header.as_str().unwrap().to_owned()));
        Sample { rows, headers: headers.collect() }
    }

    /// The export with other headers in the place of some.
    fn with(&self, headers: &BTreeMap<String, String>) -> Vec<u8> {
        let mut writer = csv::Writer::from_writer(Vec::new());
        let (first, rows) = self.rows.split_first().unwrap();
        let fold = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        writer
            .write_record(first.iter().map(|cell| headers.get(&fold(cell)).map_or(cell, String::as_str)))
            .unwrap();
        rows.iter().for_each(|row| writer.write_record(row).unwrap());
        writer.into_inner().unwrap()
    }
}

fn measure(change: Change, model: &Model, rounds: u64) -> Score {
    let mut total = Score::default();
    for sample in ["limesurvey", "google-forms", "ms-forms"].map(Sample::read) {
        for round in 0..rounds {
            let mut chance = ChaCha8Rng::seed_from_u64(round);
            let (mut truth, mut headers) = (BTreeMap::new(), BTreeMap::new());
            for (indicator, n) in model.indicators().zip(0..) {
                let key = indicator.id().key();
                let text = indicator.name().best(if round % 2 == 0 { "nl" } else { "en" });
                let changed = change(text, n, &mut chance);
                let old = &sample.headers[key];
                // Without the code, which would tell it all; with the block that Google Forms puts around.
                let new = match old.split_once(" [") {
                    Some((block, _)) => format!("{block} [{changed}]"),
                    None => changed.clone(),
                };
                let folded = new.split_whitespace().collect::<Vec<_>>().join(" ");
                truth.insert(key.to_owned(), (changed != stranger(text, n)).then_some(folded));
                headers.insert(old.clone(), new);
            }
            let table = read_table("x.csv", &sample.with(&headers), &ReadOptions::default()).unwrap();
            score(&propose(&table, model, None, Language::En), &truth, &mut total);
        }
    }
    total
}

#[test]
fn columns_are_found_and_wrong_guesses_are_marked() {
    let model = builtin::samen_leren();
    let mut told = String::new();
    for (name, change) in CHANGES {
        let found = measure(change, &model, 10);
        let all = found.right + found.wrong + found.open;
        told += &format!(
            "{name:20} right {:4} wrong {:4} ({} not marked) open {:4} of {all}\n",
            found.right, found.wrong, found.unmarked, found.open
        );
        assert_eq!(found.unmarked, 0, "{told}");
        let expected = match name {
            "as it is" | "numbered" | "HTML" | "upper case, quotes" => 1.0,
            "one slip" | "text around it" => 0.99,
            "two slips" => 0.9,
            "four slips" | "cut off" => 0.4,
            _ => 0.0,
        };
        assert!(found.right as f64 >= expected * all as f64, "{told}");
        assert!(found.wrong * 100 <= all, "{told}");
    }
    println!("{told}");
}
