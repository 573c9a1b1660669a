//! Workbooks: the bytes are a file, or the XML of a sheet that is packed first.
#![no_main]

#[path = "../../tests/robust/made.rs"]
#[expect(dead_code, reason = "the tests make more with it")]
mod made;
#[path = "../../tests/robust/readers.rs"]
#[expect(dead_code, reason = "each target tries one reader")]
mod readers;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    if bytes.starts_with(b"PK") {
        return readers::any(bytes);
    }
    let content = [b"<office:document-content><office:body><office:spreadsheet>", bytes].concat();
    readers::any(&made::zipped(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", b"<manifest:manifest/>"),
        ("content.xml", &content),
    ]));
    readers::any(&made::xlsx_of(&[("Blad1", &String::from_utf8_lossy(bytes))]));
});
