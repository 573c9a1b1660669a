use leerkring_model::builtin;
use proptest::prelude::*;

use super::*;
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
