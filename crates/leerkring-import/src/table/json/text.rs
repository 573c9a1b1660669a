//! Where in a JSON text the list of objects is, and where each piece of it stands.

use std::collections::BTreeSet;
use std::fmt;

use serde::de::{Deserialize, Deserializer, Error as _, MapAccess, Visitor};
use serde_json::from_str;
use serde_json::value::RawValue;

use crate::table::ReadError;
use crate::text::shown;

/// How deep under the top the list of objects is looked for: `{"result": {"records": [...]}}`.
const DEPTH: usize = 4;

/// A JSON text, of which pieces are read as they are needed.
pub(super) struct Json<'a> {
    name: &'a str,
    text: &'a str,
}

/// The objects that make rows.
pub(super) struct Found<'a> {
    pub(super) list: Vec<&'a RawValue>,
    /// Whether the text names a system of coordinates that are no degrees.
    pub(super) in_metres: bool,
}

impl<'a> Json<'a> {
    pub(super) fn new(name: &'a str, text: &'a str) -> Json<'a> {
        Json { name, text }
    }

    /// The first list of objects: the text itself, or what stands under a key, nearest to the top first.
    pub(super) fn list(&self) -> Result<Found<'a>, ReadError> {
        let root: &RawValue = self.checked(self.text, from_str(self.text))?;
        if kind(root) == b'[' {
            return self.objects(root).map(|list| Found { list, in_metres: false });
        }
        let top = self.object(root)?;
        let has = |key: &str| top.iter().any(|(name, _)| name == key);
        if has("geometry") && has("properties") {
            return Ok(Found { list: vec![root], in_metres: false });
        }
        // `crs` went out of GeoJSON in 2016, and is written to this day.
        let degrees =
            |crs: &RawValue| ["CRS84", "4326", "null"].iter().any(|known| crs.get().contains(known));
        let in_metres = top.iter().any(|(key, value)| key == "crs" && !degrees(value));
        let mut level = top;
        for _ in 0..DEPTH {
            let mut below = Vec::new();
            for (_, value) in level {
                match kind(value) {
                    b'[' if self.items(value)?.first().is_some_and(|first| kind(first) == b'{') => {
                        return self.objects(value).map(|list| Found { list, in_metres });
                    }
                    b'{' => below.append(&mut self.object(value)?),
                    _ => {}
                }
            }
            level = below;
        }
        Err(self.no_list())
    }

    /// The items of a list that must be objects, or `null` for a row that is blank.
    fn objects(&self, list: &'a RawValue) -> Result<Vec<&'a RawValue>, ReadError> {
        let items = self.items(list)?;
        match items.iter().find(|item| !matches!(kind(item), b'{' | b'n')) {
            None if items.is_empty() => Err(ReadError::Empty { file: self.name.to_owned() }),
            None => Ok(items),
            Some(_) if items.first().is_some_and(|first| kind(first) != b'{') => Err(self.no_list()),
            Some(other) => {
                Err(self.broken(other, "the other items of the list are objects, this one is not"))
            }
        }
    }

    /// The items of a list.
    pub(super) fn items(&self, list: &'a RawValue) -> Result<Vec<&'a RawValue>, ReadError> {
        self.checked(list.get(), from_str(list.get()))
    }

    /// The keys and values of an object, in the order of the text.
    pub(super) fn object(&self, object: &'a RawValue) -> Result<Vec<(String, &'a RawValue)>, ReadError> {
        let Entries(entries) = self.checked(object.get(), from_str(object.get()))?;
        Ok(entries)
    }

    /// The text of a piece that is one in quotes.
    pub(super) fn string(&self, piece: &'a RawValue) -> Result<String, ReadError> {
        self.checked(piece.get(), from_str(piece.get()))
    }

    /// Counts the lines of pieces that are asked for in the order of the text.
    pub(super) fn lines(&self) -> Lines<'a> {
        Lines { text: self.text, passed: 0, line: 1 }
    }

    /// What came of reading a piece, with its place in the file where it is broken.
    fn checked<T>(&self, piece: &str, read: serde_json::Result<T>) -> Result<T, ReadError> {
        read.map_err(|error| {
            let (line, column) = (as_u64(error.line()), as_u64(error.column()));
            let (before, column_before) = self.place(self.offset(piece));
            let column = if line <= 1 { column_before.saturating_add(column) } else { column };
            let line = before.saturating_add(line.saturating_sub(1));
            let said = error.to_string();
            // The place within the piece is none within the file.
            let reason = said.rsplit_once(" at line ").map_or(said.as_str(), |(reason, _)| reason);
            let reason = if error.is_eof() { "it breaks off" } else { reason }.to_owned();
            ReadError::Json { file: self.name.to_owned(), line, column: column.max(1), reason }
        })
    }

    /// Something wrong with a piece, with its place in the file.
    pub(super) fn broken(&self, piece: &RawValue, reason: &str) -> ReadError {
        let (line, column) = self.place(self.offset(piece.get()));
        let (file, reason) = (self.name.to_owned(), reason.to_owned());
        ReadError::Json { file, line, column: column.saturating_add(1), reason }
    }

    fn no_list(&self) -> ReadError {
        ReadError::NoList { file: self.name.to_owned() }
    }

    /// The line of an offset, counted from 1, and the bytes before it on that line.
    fn place(&self, offset: usize) -> (u64, u64) {
        let before = self.text.get(..offset).unwrap_or_default();
        let line = before.matches('\n').count();
        let column = before.rsplit('\n').next().map_or(0, str::len);
        (as_u64(line).saturating_add(1), as_u64(column))
    }

    /// Where a piece of the text begins.
    fn offset(&self, piece: &str) -> usize {
        offset(self.text, piece)
    }
}

/// The keys and values of an object. JSON leaves open which of two values under one key counts, so that one of them
/// would be lost in silence.
struct Entries<'a>(Vec<(String, &'a RawValue)>);

impl<'de> Deserialize<'de> for Entries<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Entries<'de>, D::Error> {
        struct Object;
        impl<'de> Visitor<'de> for Object {
            type Value = Entries<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Entries<'de>, A::Error> {
                let (mut entries, mut known) = (Vec::new(), BTreeSet::new());
                while let Some(key) = map.next_key::<String>()? {
                    if !known.insert(key.clone()) {
                        let twice = format!("the key `{}` stands twice in one object", shown(&key));
                        return Err(A::Error::custom(twice));
                    }
                    entries.push((key, map.next_value()?));
                }
                Ok(Entries(entries))
            }
        }
        deserializer.deserialize_map(Object)
    }
}

/// The lines on which pieces of a text begin.
pub(super) struct Lines<'a> {
    text: &'a str,
    passed: usize,
    line: u64,
}

impl Lines<'_> {
    pub(super) fn at(&mut self, piece: &RawValue) -> u64 {
        let offset = offset(self.text, piece.get());
        let between = self.text.get(self.passed..offset).unwrap_or_default();
        self.line = self.line.saturating_add(as_u64(between.matches('\n').count()));
        self.passed = offset;
        self.line
    }
}

/// A piece is a part of the text, so that its address says where it begins.
fn offset(text: &str, piece: &str) -> usize {
    piece.as_ptr().addr().saturating_sub(text.as_ptr().addr())
}

fn as_u64(n: usize) -> u64 {
    u64::try_from(n).unwrap_or(u64::MAX)
}

/// The first byte of a value: `{`, `[`, `"`, `t`, `f`, `n`, or one of a number.
pub(super) fn kind(value: &RawValue) -> u8 {
    value.get().bytes().next().unwrap_or(b'n')
}
