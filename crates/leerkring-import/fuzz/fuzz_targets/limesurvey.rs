//! Structures and archives of LimeSurvey.
#![no_main]

#[path = "../../tests/robust/made.rs"]
#[expect(dead_code, reason = "the tests make more with it")]
mod made;
#[path = "../../tests/robust/readers.rs"]
#[expect(dead_code, reason = "each target tries one reader")]
mod readers;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    readers::structure(bytes);
    let structure = include_bytes!("../../tests/data/limesurvey.lss");
    readers::any(&made::zipped(&[
        ("7.lss", bytes),
        ("7_responses.lsr", include_bytes!("../../tests/data/limesurvey.lsr")),
    ]));
    readers::any(&made::zipped(&[("7.lss", structure), ("7_responses.lsr", bytes)]));
});
