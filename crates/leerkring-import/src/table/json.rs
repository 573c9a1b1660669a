//! JSON and GeoJSON: a row per object.

use super::{Format, ReadError, ReadOptions, Table};

pub(super) fn read(
    name: &str,
    _bytes: &[u8],
    _format: Format,
    _options: &ReadOptions,
) -> Result<Table, ReadError> {
    let advice = "export it again as CSV";
    Err(ReadError::Binary { file: name.to_owned(), what: "a file of another format", advice })
}
