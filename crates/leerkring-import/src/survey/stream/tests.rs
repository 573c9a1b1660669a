use leerkring_model::builtin;
use proptest::prelude::*;

use super::*;
use crate::issue::IssueKind;
use crate::survey::tests::codebook;
use crate::table::{ReadOptions, read_table};

proptest! {
    /// Read in blocks, however small, a file gives what its table gives: the same responses, counts and issues.
    #[test]
    fn blocks_give_what_the_table_gives(
        rows in prop::collection::vec(
            (
                "|2026-09-01 10:12:00|2026-09-02 10:12:00|-|\u{a0}| ",
                "a|a|b|c| a|c |\u{a0}|",
                "Leerkracht|Leerkracht | Leerkracht|\u{a0}||soms",
                "1-9-2026|1-9-2026|1-9-2026 10:12|1-9-2026 x|1980-01-01|",
                "fase 1|fase 1|fase 3|weet niet|N/A|fase  1|fase 1\u{a0}||soms",
                "fase 1|fase 3|fase 3|\"fase\n3\"|\"fase \"\"3\"\"\"|fase 1;| ",
                "0|0|1| 1|Survey Preview|16|",
            ),
            0..40,
        ),
        size in 1_usize..400,
        tool in "plain|limesurvey|qualtrics",
        keep: bool,
    ) {
        let lines: Vec<String> = rows.iter().map(|(a, b, c, d, e, f, g)| [a, b, c, d, e, f, g].map(String::as_str).join(";")).collect();
        let text = format!("submitdate;School;Functie;Datum;K1;K2;Status\n{}", lines.join("\n"));
        let options = ReadOptions { delimiter: Some(crate::Delimiter::Semicolon), ..ReadOptions::default() };
        let Ok(table) = read_table("t", text.as_bytes(), &options) else { return Ok(()) };
        let model = builtin::samen_leren();
        let incomplete = if keep { "keep" } else { "leave-out" };
        let codebook = codebook(&format!("layout = \"{tool}\"\nincomplete = \"{incomplete}\"\npreviews = \"{incomplete}\""));
        let (mut whole, mut blocks) = (Survey::new(&model), Survey::new(&model));
        let expected = whole.read(&table, &codebook, &model).unwrap();
        let file = TextFile::in_blocks("t", std::io::Cursor::new(text.into_bytes()), &options, size).unwrap();
        let (summary, recognised) = blocks.read_blocks(file, &codebook, &model).unwrap();
        prop_assert_eq!(summary, expected);
        prop_assert_eq!(recognised, table.recognised);
        prop_assert_eq!(blocks, whole);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    /// However far into a file it shows that some responses were broken off.
    #[test]
    fn blocks_say_of_the_whole_file_what_the_table_says(
        runs in prop::collection::vec(("2026-09-01 10:12||\u{a0}|\"\"", 0_usize..900), 1..5),
        keep: bool,
    ) {
        let lines: String = runs.iter().map(|(said, times)| format!("{said};007;;;fase 1;\n").repeat(*times)).collect();
        let text = format!("submitdate;School;Functie;Datum;K1;K2\n{lines}");
        let options = ReadOptions { delimiter: Some(crate::Delimiter::Semicolon), ..ReadOptions::default() };
        let Ok(table) = read_table("t", text.as_bytes(), &options) else { return Ok(()) };
        let model = builtin::samen_leren();
        let codebook = codebook(&format!("layout = \"plain\"\nincomplete = \"{}\"", if keep { "keep" } else { "leave-out" }));
        let expected = Survey::new(&model).read(&table, &codebook, &model).unwrap();
        let file = TextFile::in_blocks("t", std::io::Cursor::new(text.into_bytes()), &options, 4096).unwrap();
        let (summary, _) = Survey::new(&model).read_blocks(file, &codebook, &model).unwrap();
        prop_assert_eq!(&summary, &expected);
        let has = |filled: bool| runs.iter().any(|(said, times)| said.starts_with('2') == filled && *times > 0);
        let told = summary.issues.iter().filter(|issue| issue.kind == IssueKind::BrokenOff).count();
        prop_assert_eq!(told, usize::from(has(true) && has(false) && !keep));
    }
}

/// What shows only far into a file that it is not what its beginning seems: the outcome is that of a look at all of it.
#[test]
fn a_file_that_turns_out_otherwise_is_read_as_if_that_had_been_known() {
    let codebook = codebook("layout = \"plain\"");
    let model = builtin::samen_leren();
    let rows = "007;;;fase 1;fase 3\n".repeat(60_000);
    for odd in [
        "",
        "caf\u{e9};;;fase 1;\n",
        "caf\u{0};;;fase 1;\n",
        "12;;;fase 1;\r13;;;fase 3;\n",
        "12;;;\"fase 1\r",
    ] {
        for latin in [false, true] {
            let mut bytes = format!("School;Functie;Datum;K1;K2\n{rows}").into_bytes();
            bytes.extend(odd.chars().flat_map(|c| {
                let letter = if latin { vec![c as u8] } else { c.to_string().into_bytes() };
                letter.into_iter()
            }));
            let options = ReadOptions::default();
            let (mut whole, mut blocks) = (Survey::new(&model), Survey::new(&model));
            let table = read_table("t.csv", &bytes, &options).map_err(ReadSurveyError::from);
            let expected =
                table.and_then(|table| Ok((whole.read(&table, &codebook, &model)?, table.recognised)));
            let read = blocks.read_from("t.csv", std::io::Cursor::new(bytes), &options, &codebook, &model);
            assert_eq!(read, expected, "{odd:?} {latin}");
            assert_eq!(blocks, whole, "{odd:?} {latin}");
        }
    }
}
