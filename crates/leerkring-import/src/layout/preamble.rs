//! Lines above the header: a title, the day of printing, as people put them on a sheet.

use super::{Top, blocks, by_a_tool};
use crate::{date, number};

/// More lines than this are no title.
const MOST: usize = 8;

/// How many of the first rows stand above the header. Rows with one filled cell only do, where the row after them is a
/// header: of a tool, of words over a column of numbers or days, or of questions with their rows beneath. A first row with more in it is the header itself.
pub(super) fn rows_above(rows: &[Vec<String>]) -> usize {
    let titles = rows.iter().take_while(|row| filled(row) == 1).count();
    let Some((header, below)) = rows.get(titles..).and_then(<[_]>::split_first) else { return 0 };
    if titles == 0 || titles > MOST {
        return 0;
    }
    let top = Top::of(rows.get(titles..).unwrap_or_default());
    let names_columns = || names_what_is_below(header, below) || by_a_tool(&top).is_some();
    let is_header = (filled(header) >= 3 && names_columns()) || blocks::second_row_names_rows(&top);
    if is_header { titles } else { 0 }
}

fn filled(row: &[String]) -> usize {
    row.iter().filter(|cell| !cell.is_empty()).count()
}

fn is_figure(cell: &str) -> bool {
    let day = |order| date::parse(cell, order).is_some();
    number::decimal(cell).is_some() || day(date::DateOrder::Dmy) || day(date::DateOrder::Mdy)
}

/// Whether a row has words only, each once, and some column below it numbers or days only.
fn names_what_is_below(header: &[String], below: &[Vec<String>]) -> bool {
    let words = header.iter().filter(|cell| !cell.is_empty()).all(|cell| !is_figure(cell));
    let once = header
        .iter()
        .zip(1..)
        .all(|(cell, next)| cell.is_empty() || header.get(next..).is_none_or(|rest| !rest.contains(cell)));
    let figures = |at: usize| {
        let mut cells = below.iter().filter_map(|row| row.get(at)).filter(|cell| !cell.is_empty()).peekable();
        cells.peek().is_some() && cells.all(|cell| is_figure(cell))
    };
    words && once && (0..header.len()).any(figures)
}
