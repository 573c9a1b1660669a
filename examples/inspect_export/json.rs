//! What a file is, as a JSON object; `docs/FORMATS.md` has its keys.

use leerkring::import::{ColumnProfile, Layout};
use serde_json::{Map, Value, json};

use super::{Inspected, Remark};

/// The object.
pub(crate) fn object(inspected: &Inspected) -> Value {
    let Inspected { table, profile, remarks } = inspected;
    let recognised = &table.recognised;
    let layout = recognised.layout.unwrap_or(Layout::Plain).to_string();
    json!({
        "file": table.name,
        "format": recognised.format.to_string(),
        "tool": recognised.layout.map(|tool| tool.to_string()),
        "layout": layout,
        "encoding": recognised.encoding.map(|(encoding, _)| encoding.to_string()),
        "delimiter": recognised.delimiter.map(|(delimiter, _)| delimiter.char().to_string()),
        "sheet": recognised.sheet.as_ref().map(|sheet| &sheet.name),
        "preamble": recognised.preamble,
        "header_rows": recognised.header_rows,
        "rows": profile.rows,
        "complete": profile.complete,
        "incomplete": profile.incomplete,
        "previews": profile.previews,
        "blank": profile.blank,
        "language": profile.language,
        "columns": profile.columns.iter().map(column).collect::<Vec<_>>(),
        "personal": profile.personal().collect::<Vec<_>>(),
        "issues": remarks.iter().map(issue).collect::<Vec<_>>(),
    })
}

fn column(column: &ColumnProfile) -> Value {
    let missing: Map<String, Value> =
        column.gaps.iter().map(|gap| (gap.kind.to_string(), gap.count.into())).collect();
    let value = |(text, count): &(String, usize)| json!({ "text": text, "count": count });
    json!({
        "name": column.name,
        "label": Some(&column.label).filter(|label| !label.is_empty()),
        "kind": column.kind.to_string(),
        "answered": column.answered,
        "distinct": column.distinct,
        "capped": column.capped,
        "missing": missing,
        "values": column.values.iter().map(value).collect::<Vec<_>>(),
    })
}

fn issue(remark: &Remark) -> Value {
    json!({
        "row": remark.row,
        "line": remark.line,
        "column": if let [only] = remark.columns.as_slice() { Some(only) } else { None },
        "rows": remark.rows,
        "row_count": remark.row_count,
        "issue": remark.told,
    })
}
