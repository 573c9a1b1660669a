//! One column as its cells go by, in memory that does not grow with them.

use std::collections::BTreeMap;

use super::absence::{self, Absence};
use super::kind::{self, ColumnKind, Seen};
use super::{ColumnProfile, MissingAnswers, open};
use crate::date::{self, DateOrder};
use crate::layout::Tool;
use crate::number;
use crate::personal::Watch;
use crate::quote::{self, Known};
use crate::table::Column;
use crate::text::{fold, loose};

/// Different answers that are counted.
const MOST_TEXTS: usize = 1000;
/// Answers that are listed.
const MOST_VALUES: usize = 20;
/// Longer answers than this, in characters, are told apart by their beginning and their length.
const LONGEST_TEXT: usize = 400;
/// What an answer takes in memory beside its text, in bytes.
const ENTRY: usize = 64;

#[derive(Clone, Debug)]
pub(super) struct Tally {
    watch: Option<Watch>,
    gaps: BTreeMap<Absence, (usize, BTreeMap<String, usize>)>,
    answered: usize,
    /// From the cap on only numbers that can be codes.
    texts: BTreeMap<String, usize>,
    /// What they take in memory, in bytes.
    bytes: usize,
    /// How many different answers were counted, once no more are.
    capped: Option<usize>,
    /// Whether no answer came twice; up to the cap.
    unique: bool,
    /// Whether all so far are days, in one order or the other.
    days: [bool; 2],
    /// Whether all so far are numbers.
    numbers: bool,
    /// The smallest and largest number, and whether all are whole; those that can be codes apart.
    range: Option<(f64, f64, bool)>,
}

impl Tally {
    pub(super) fn new(watch: Option<Watch>) -> Tally {
        Tally {
            watch,
            gaps: BTreeMap::new(),
            answered: 0,
            texts: BTreeMap::new(),
            bytes: 0,
            capped: None,
            unique: true,
            days: [true; 2],
            numbers: true,
            range: None,
        }
    }

    pub(super) fn add(&mut self, raw: &str, column: &Column, tool: &Tool) {
        let text = fold(raw);
        if let Some(absence) = absence::of_cell(raw, &text, column, tool) {
            let (count, texts) = self.gaps.entry(absence).or_default();
            *count += 1;
            if texts.len() < MOST_VALUES || texts.contains_key(&*text) {
                *texts.entry(text.into_owned()).or_default() += 1;
            }
            return;
        }
        if let Some(watch) = &mut self.watch {
            watch.see(&text);
        }
        self.answered += 1;
        let number = if self.numbers { number::decimal(&text) } else { None };
        self.numbers = number.is_some();
        if let Some(number) = number.filter(|number| !absence::is_code(*number)) {
            self.widen(number, number.fract() == 0.0);
        }
        for (all, order) in self.days.iter_mut().zip([DateOrder::Dmy, DateOrder::Mdy]) {
            *all = *all && date::parse(&text, order).is_some();
        }
        self.count(key(&text), number.is_some_and(absence::is_code));
    }

    fn widen(&mut self, number: f64, whole: bool) {
        let (low, high, all_whole) = self.range.unwrap_or((number, number, true));
        self.range = Some((low.min(number), high.max(number), all_whole && whole));
    }

    fn count(&mut self, text: String, can_be_code: bool) {
        if self.capped.is_some() && !can_be_code {
            return;
        }
        let length = text.len();
        let times = self.texts.entry(text).or_default();
        *times += 1;
        let is_new = *times == 1;
        self.unique &= is_new || can_be_code;
        self.bytes += if is_new { length + ENTRY } else { 0 };
        if self.texts.len() > MOST_TEXTS {
            self.cap();
        }
    }

    /// What the answers that are counted take in memory, in bytes; nothing once no more are.
    pub(super) fn bytes(&self) -> usize {
        if self.capped.is_none() { self.bytes } else { 0 }
    }

    /// Counts no more different answers than there are, and forgets them.
    pub(super) fn cap(&mut self) {
        if self.capped.is_none() {
            self.capped = Some(self.texts.len().min(MOST_TEXTS));
            self.texts.retain(|text, _| number::decimal(text).is_some_and(absence::is_code));
        }
    }

    pub(super) fn finish(mut self, column: &Column, place: usize, tool: &Tool) -> ColumnProfile {
        let personal = self.watch.as_ref().and_then(Watch::found);
        let by_tool = tool.is_own(&tool.name_of(column));
        if !by_tool {
            self.take_codes();
        }
        let kind = if personal.is_some() {
            ColumnKind::Personal
        } else if by_tool || self.is_index(column, place) {
            ColumnKind::Metadata
        } else if self.answered == 0 {
            ColumnKind::Empty
        } else {
            kind::of(&self.seen(column, tool))
        };
        let gap = |(kind, (count, texts)): (Absence, (usize, BTreeMap<String, usize>))| MissingAnswers {
            kind,
            count,
            texts: by_count(texts),
        };
        ColumnProfile {
            name: column.name.clone(),
            label: column.label.clone(),
            kind,
            personal,
            answered: self.answered,
            distinct: self.capped.unwrap_or(self.texts.len()),
            capped: self.capped.is_some(),
            values: if kind.is_closed() { values(kind, column, &self.texts) } else { Vec::new() },
            gaps: self.gaps.into_iter().map(gap).collect(),
        }
    }

    /// Numbers that stand apart from all others were no answers.
    fn take_codes(&mut self) {
        let Some((low, high, whole)) = self.range.filter(|_| self.numbers) else { return };
        let apart = |number: f64| absence::is_code(number) && absence::stands_apart(number, low, high, whole);
        let code = |text: &str| number::decimal(text).filter(|number| absence::is_code(*number));
        let (mut taken, mut kept) = (BTreeMap::new(), Vec::new());
        self.texts.retain(|text, times| match code(text) {
            Some(number) if apart(number) => {
                taken.insert(text.clone(), *times);
                false
            }
            Some(number) => {
                kept.push(number);
                true
            }
            None => true,
        });
        kept.into_iter().for_each(|number| self.widen(number, number.fract() == 0.0));
        let cells: usize = taken.values().sum();
        if cells > 0 {
            self.answered -= cells;
            let (count, texts) = self.gaps.entry(Absence::Code).or_default();
            *count += cells;
            taken.into_iter().for_each(|(text, times)| *texts.entry(text).or_default() += times);
        }
    }

    /// The numbers of the rows that a program put in front (an index of pandas).
    fn is_index(&self, column: &Column, place: usize) -> bool {
        let unnamed = matches!(loose(&column.header).as_str(), "" | "unnamed 0" | "index");
        place == 0 && unnamed && self.numbers && self.unique && self.answered > 0
    }

    fn seen<'a>(&'a self, column: &'a Column, tool: &Tool) -> Seen<'a> {
        // A column of codes only has no range of its own.
        let of_codes = || {
            let numbers = self.texts.keys().filter_map(|text| number::decimal(text));
            numbers.fold(None, |range: Option<(f64, f64, bool)>, n| {
                let (low, high, whole) = range.unwrap_or((n, n, true));
                Some((low.min(n), high.max(n), whole && n.fract() == 0.0))
            })
        };
        Seen {
            column,
            answered: self.answered,
            texts: self.capped.is_none().then_some(&self.texts),
            unique: self.unique,
            dates: self.days.contains(&true),
            asks_open: open::is_asked(column, tool),
            numbers: if self.numbers { self.range.or_else(of_codes) } else { None },
        }
    }
}

/// The text by which answers are told apart.
fn key(text: &str) -> String {
    match text.char_indices().nth(LONGEST_TEXT) {
        Some((end, _)) => format!("{}... ({})", text.get(..end).unwrap_or_default(), text.len()),
        None => text.to_owned(),
    }
}

fn by_count(texts: BTreeMap<String, usize>) -> Vec<(String, usize)> {
    let mut texts: Vec<(String, usize)> = texts.into_iter().collect();
    // Stable, so that texts with one count stay in their own order.
    texts.sort_by_key(|(_, times)| std::cmp::Reverse(*times));
    texts
}

/// The answers that are listed. What few gave may have been typed, unless it is the file's own or a known word.
fn values(kind: ColumnKind, column: &Column, texts: &BTreeMap<String, usize>) -> Vec<(String, usize)> {
    let options = if kind == ColumnKind::Multiple { kind::options(texts) } else { None };
    let mut values = by_count(options.unwrap_or_else(|| texts.clone()));
    // A tick is the tool's; everything else can have been typed.
    if kind != ColumnKind::Checkbox {
        let of_many =
            values.iter().filter(|(_, times)| *times >= quote::FEWEST).map(|(text, _)| text.as_str());
        let known = Known::of(column.texts_of_values().chain(of_many));
        values.retain(|(text, times)| known.may_quote(text, *times));
    }
    values.truncate(MOST_VALUES);
    values
}
