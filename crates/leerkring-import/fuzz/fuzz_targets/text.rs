//! Delimited text.
#![no_main]

#[path = "../../tests/robust/readers.rs"]
#[expect(dead_code, reason = "each target tries one reader")]
mod readers;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| readers::text(bytes));
