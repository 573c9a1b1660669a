//! JSON and GeoJSON: the bytes are a file, or what follows the first bytes of one.
#![no_main]

#[path = "../../tests/robust/readers.rs"]
#[expect(dead_code, reason = "each target tries one reader")]
mod readers;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| match bytes.first() {
    Some(b'[' | b'{') => readers::any(bytes),
    _ => readers::any(&[b"[{\"".as_slice(), bytes].concat()),
});
