//! Cells that stand one place beside the column where they belong: in some rows, from some row on, or everywhere,
//! when it is the header that is shifted.
//!
//! A cell is misplaced if its text does not belong in its own column and does belong in the one beside it. One such cell
//! is a slip of the hand; a row is shifted if at least two are misplaced in the same direction, and next to nothing in
//! the row contradicts it.

use std::collections::BTreeMap;

use super::known::{Kind, kinds};
use super::view::{View, cell};
use super::{Finding, FindingKind, Register, ShiftedPart};
use crate::table::Row;

/// The fewest misplaced cells of a shifted row.
const FEWEST_MISPLACED: usize = 2;

/// From a column to the one where its cell belongs.
type Pair = (usize, usize);

pub(super) fn look(view: &View<'_>, register: Option<&Register>, findings: &mut Vec<Finding>) {
    let kinds = kinds(view, register);
    let strange = Strange::of(view, &kinds);
    for right in [true, false] {
        let mut rows = Vec::new();
        let mut pairs: BTreeMap<Pair, usize> = BTreeMap::new();
        for (at, row) in view.table.rows.iter().enumerate() {
            let (misplaced, unexplained) = strange.misplaced(row, &kinds, right);
            if misplaced.len() >= FEWEST_MISPLACED && unexplained <= 1 {
                rows.push(at);
                misplaced.into_iter().for_each(|pair| *pairs.entry(pair).or_default() += 1);
            }
        }
        let cells = pairs.values().sum();
        // Of equals the first in the table.
        let Some(((seen_in, belongs_in), _)) = pairs.into_iter().rev().max_by_key(|(_, times)| *times) else {
            continue;
        };
        let part = part(view, &rows);
        let seen = view.table.name_at(seen_in).to_owned();
        let kind = FindingKind::Shifted {
            right,
            part,
            cells,
            seen_in: seen,
            belongs_in: view.table.name_at(belongs_in).to_owned(),
        };
        let rows = if part == ShiftedPart::Header { Vec::new() } else { rows };
        findings.push(view.finding(&[seen_in, belongs_in], &rows, kind));
    }
}

/// How much of the file these rows are.
fn part(view: &View<'_>, rows: &[usize]) -> ShiftedPart {
    const FEWEST_IN_A_ROW: usize = 3;
    let all = view.table.rows.len();
    if rows.len() * 5 >= all * 4 && all >= FEWEST_IN_A_ROW {
        return ShiftedPart::Header;
    }
    let first = rows.first().copied().unwrap_or(0);
    let number = view.table.rows.get(first).map_or(0, |row| row.number());
    let to_the_end = rows.len() * 10 >= (all - first) * 9 && rows.len() >= FEWEST_IN_A_ROW;
    if to_the_end { ShiftedPart::From(number) } else { ShiftedPart::Some }
}

/// For the columns in which anything can stand: whether answers of the column beside are strange there.
struct Strange {
    /// Per column, for the neighbour on the left and on the right.
    rare: Vec<[bool; 2]>,
}

impl Strange {
    fn of(view: &View<'_>, kinds: &[Kind]) -> Strange {
        let rare = |place: usize, other: Option<usize>| {
            let Some(Kind::Texts(texts)) = other.and_then(|other| kinds.get(other)) else { return false };
            let cells = || view.table.rows.iter().map(|row| cell(row, place)).filter(|text| !text.is_empty());
            let (all, alike) = (cells().count(), cells().filter(|text| texts.contains(&**text)).count());
            all >= 5 && alike * 5 <= all
        };
        let of_column = |place: usize| match kinds.get(place) {
            Some(Kind::Anything) => [rare(place, place.checked_sub(1)), rare(place, Some(place + 1))],
            _ => [false, false],
        };
        Strange { rare: (0..kinds.len()).map(of_column).collect() }
    }

    /// The cells of a row that belong one place beside, and how many belong neither there nor where they are.
    fn misplaced(&self, row: &Row, kinds: &[Kind], right: bool) -> (Vec<Pair>, usize) {
        let (mut misplaced, mut unexplained) = (Vec::new(), 0);
        for place in 0..row.len() {
            let text = cell(row, place);
            let belongs = if right { place.checked_sub(1) } else { Some(place + 1) };
            // Beyond the header nothing belongs.
            let fits = kinds.get(place).map_or(Some(false), |kind| kind.fits(&text));
            let rare = self.rare.get(place).and_then(|rare| rare.get(usize::from(!right))) == Some(&true);
            if text.is_empty() || fits == Some(true) || (fits.is_none() && !rare) {
                continue;
            }
            let beside = belongs.and_then(|place| kinds.get(place)).and_then(|kind| kind.fits(&text));
            match (beside, belongs) {
                (Some(true), Some(belongs)) => misplaced.push((place, belongs)),
                _ if fits == Some(false) => unexplained += 1,
                _ => {}
            }
        }
        (misplaced, unexplained)
    }
}
