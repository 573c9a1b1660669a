use leerkring_model::builtin;
use proptest::strategy::Strategy;

use super::*;
use crate::table::{ReadOptions, read_table};

fn sound() -> String {
    let model = builtin::samen_leren();
    let indicators: Vec<String> = model
        .indicators()
        .filter(|indicator| indicator.id().key() != "k2")
        .map(|indicator| format!("{} = \"Vraag {}\"", indicator.id().key(), indicator.id().key()))
        .collect();
    format!(
        r#"format = 1
model = "samen-leren@1"
layout = "limesurvey"
without = ["k2"]
[columns]
school = "School\u00A0 code"
role = "Functie"
date = "Date submitted"
submitted = "Date submitted"
[columns.indicators]
{}
[answers]
"fase  3" = 3
"weet ik \"niet\"" = "dont-know"
"n.v.t." = "not-applicable"
"N/A" = "blank"
[roles]
Leerkracht = "teacher"
[schools]
"De Linde" = "TW001"
[register]
id = "code"
name = "naam"
lat = "breedte"
[register.traits]
weight = "gewicht"
[register.categories]
approach = "concept"
"#,
        indicators.join("\n")
    )
}

fn parse(text: &str) -> Result<Codebook, CodebookError> {
    Codebook::parse("codebook.toml", text, &builtin::samen_leren())
}

fn problems(text: &str) -> Vec<String> {
    parse(text).map_or_else(|e| e.problems().iter().map(ToString::to_string).collect(), |_| Vec::new())
}

#[test]
fn a_sound_codebook_is_read_and_written_back() {
    let codebook = parse(&sound()).unwrap();
    let survey = codebook.survey.as_ref().unwrap();
    assert_eq!((survey.layout, survey.school.as_str()), (Layout::Limesurvey, "School code"));
    assert_eq!(survey.answers.get("fase 3"), Some(&Meaning::Step(3)));
    assert_eq!(survey.answers.get("N/A"), Some(&Meaning::Blank));
    assert_eq!(survey.columns.len(), 11);
    assert_eq!(codebook.register().unwrap().lat.as_deref(), Some("breedte"));
    assert_eq!(parse(&codebook.to_toml()).unwrap(), codebook);
}

#[test]
fn every_problem_comes_at_once_with_its_place() {
    let text = sound()
        .replace("samen-leren@1", "samen-leren@2")
        .replace("\"limesurvey\"", "\"lime\"\nfoo = 1")
        .replace("\"fase  3\" = 3", "\"fase 6\" = 6")
        .replace("\"blank\"", "\"leeg\"")
        .replace("\"teacher\"", "\"leraar\"")
        .replace("= \"TW001\"", "= \"\"")
        .replace("weight =", "Weight =")
        .replace("lat = \"breedte\"", "lat = \"naam\"");
    assert_eq!(
        problems(&text),
        [
            "line 2, column 1: `model`: this codebook is for the model `samen-leren@2`, and it is read with `samen-leren@1`; take a codebook for that one, or choose the model that this is for",
            "line 3, column 1: `layout`: `lime` is not known here; write plain, limesurvey, google-forms, ms-forms, qualtrics, surveymonkey, per-school, long",
            "line 4, column 1: `foo`: the key `foo` is unknown here; known are format, model, encoding, delimiter, sheet, header_row, header_rows, layout, incomplete, previews, date_order, without, columns, items, answers, roles, consent, schools, register",
            "line 24, column 1: `answers.fase 6`: this must be a phase from 1 to 5, or \"dont-know\", \"not-applicable\" or \"blank\", not 6",
            "line 27, column 1: `answers.N/A`: this must be a phase from 1 to 5, or \"dont-know\", \"not-applicable\" or \"blank\", not `leeg`",
            "line 29, column 1: `roles.Leerkracht`: `leraar` is not known here; write leadership, teacher, support, other",
            "line 31, column 1: `schools.De Linde`: this is empty; fill it in or leave the key out",
            "line 35, column 1: `register.lat`: the column `naam` is named for `register.name` already; a column can be one thing only",
            "line 37, column 1: `register.traits.Weight`: `Weight` is not a key; a key is 1 to 64 lower-case letters a-z, digits and hyphens, and starts with a letter",
        ]
    );
}

#[test]
fn columns_are_checked_against_the_model_and_each_other() {
    let text = sound()
        .replace("[\"k2\"]", "[\"k1\", \"x9\"]")
        .replace("[columns.indicators]", "[columns.indicators]\nk9 = \"Vraag k9\"")
        .replace("role = \"Functie\"", "role = \"Vraag k1\"")
        .replace("[roles]\nLeerkracht = \"teacher\"\n", "");
    let found = problems(&text).join("\n");
    for expected in [
        "`without[2]`: the model has no indicator `x9`; it has k1, k2",
        "`columns`: a column for the role is named; write its texts under [roles]",
        "`columns.indicators.k9`: the model has no indicator `k9`",
        "`columns.indicators.k1`: `k1` has a column and stands under `without`",
        "`columns.indicators`: no column for `k2`; name one",
    ] {
        assert!(found.contains(expected), "{expected}\n{found}");
    }
    let twice = problems(&sound().replace("\"Functie\"", "\"Vraag k1\"")).join("\n");
    assert!(twice.contains("the column `Vraag k1` is named for `columns.role` already"), "{twice}");
    let per_school = problems(&sound().replace("\"limesurvey\"", "\"per-school\"")).join("\n");
    assert!(
        per_school.contains("the layout `per-school` has no [columns.indicators]; write [columns.agreed]")
    );
}

/// A codebook for the first two indicators, with this under `[columns.indicators]` and after it.
fn with_items(indicators: &str, rest: &str) -> String {
    let without = r#"without = ["d1", "d2", "l1", "l2", "l3", "s1", "s2", "s3", "g1", "g2"]"#;
    format!(
        "format = 1\nmodel = \"samen-leren@1\"\nlayout = \"plain\"\n{without}\n[columns]\nschool = \"S\"\n[columns.indicators]\n{indicators}\n{rest}\n"
    )
}

#[test]
fn items_of_each_form_are_read_and_written_back() {
    let text = with_items(
        "k1 = [\"a\", \"b\"]\nk2 = \"c\"",
        "[items]\nrule = \"median-low\"\nsteps = 7\nsteps_to_phases = \"spread\"\nreversed = [\"b\"]\n[items.k2]\nrule = \"highest\"\nseparator = \"; \"\n[answers]\nja = 7\nnee = \"not-met\"",
    );
    let codebook = parse(&text).unwrap();
    let survey = codebook.survey.as_ref().unwrap();
    let agreement = Rule::Agreement(Agreement { steps: 7, reversed: vec!["b".into()] });
    assert_eq!(survey.columns["k1"], Asked { columns: vec!["a".into(), "b".into()], rule: agreement });
    let separator = Some(";".to_owned());
    let checklist = Checklist { by: By::Highest, partly: Counts::NotMet, blank: None, separator };
    assert_eq!(survey.columns["k2"], Asked { columns: vec!["c".into()], rule: Rule::Checklist(checklist) });
    assert_eq!(parse(&codebook.to_toml()).unwrap(), codebook);
    assert_eq!(codebook.survey.unwrap().answers["ja"], Meaning::Step(7));
}

#[test]
fn what_is_wrong_with_items_is_told_with_its_place() {
    let lists = "k1 = [\"a\", \"b\"]\nk2 = \"c\"";
    for (indicators, rest, problem) in [
        (
            lists,
            "[answers]",
            "line 8, column 1: `columns.indicators.k1`: `k1` has a list of columns, and nothing says how they make a phase",
        ),
        (
            lists,
            "[items]\nrule = \"mean\"\n[answers]",
            "line 11, column 1: `items.rule`: `mean` is not known here; write answered, median-low, unbroken, highest",
        ),
        (
            lists,
            "[items]\nrule = \"median-low\"\nsteps = 4\n[answers]",
            "line 8, column 1: `columns.indicators.k1`: the scale has 4 steps and the model 5 phases; write under [items] `steps_to_phases = \"spread\"`",
        ),
        (
            lists,
            "[items]\nrule = \"median-low\"\nsteps = 1\n[answers]",
            "line 12, column 1: `items.steps`: a scale has 2 to 11 steps, not 1",
        ),
        (
            lists,
            "[items]\nrule = \"median-low\"\nreversed = [\"a\", \"c\"]\n[answers]",
            "line 12, column 18: `items.reversed[2]`: `c` is no item to agree with",
        ),
        (
            lists,
            "[items]\nrule = \"unbroken\"\n[answers]",
            "line 8, column 1: `columns.indicators.k1`: a checklist names a column for the descriptor of each of the 5 phases",
        ),
        (
            lists,
            "[items]\nrule = \"median-low\"\n[items.k2]\nrule = \"unbroken\"\n[answers]",
            "line 9, column 1: `columns.indicators.k2`: a checklist in one column needs a `separator`",
        ),
        (
            lists,
            "[items]\nrule = \"median-low\"\n[items.k1]\npartly = \"met\"\n[answers]",
            "line 13, column 1: `items.k1.partly`: `partly` says nothing under the rule `median-low`",
        ),
        (
            lists,
            "[items]\nrule = \"median-low\"\nfoo = 1\n[items.k9]\nrule = \"highest\"\n[answers]",
            "line 12, column 1: `items.foo`: `foo` is no key of [items]",
        ),
        (
            lists,
            "[items]\nrule = \"median-low\"\n[items.k9]\nrule = \"highest\"\n[answers]",
            "`items.k9`: the model has no indicator `k9`",
        ),
        ("k1 = \"a\"\nk2 = []", "[answers]", "line 9, column 1: `columns.indicators.k2`: this is empty"),
        (
            "k1 = \"a\"\nk2 = 3",
            "[answers]",
            "line 9, column 1: `columns.indicators.k2`: this must be a text, not integer",
        ),
        (
            "k1 = [\"a\", \"a\"]\nk2 = \"c\"",
            "[items]\nrule = \"median-low\"\n[answers]",
            "line 8, column 12: `columns.indicators.k1[2]`: the column `a` is named for `columns.indicators.k1[1]` already",
        ),
        (
            "k1 = \"a\"\nk2 = \"c\"",
            "[items]\nrule = \"median-low\"\n[answers]",
            "line 10, column 1: `items`: no indicator has a list of columns",
        ),
        (
            lists,
            "[items]\nrule = \"median-low\"\n[answers]\nx = 6\ny = \"halb\"",
            "line 14, column 1: `answers.y`: this must be a phase or a step from 1 to 5, \"met\", \"partly\" or \"not-met\" for a descriptor",
        ),
        (
            "k1 = \"a\"\nk2 = \"c\"",
            "[answers]\nx = \"met\"",
            "line 11, column 1: `answers.x`: this must be a phase from 1 to 5, or \"dont-know\"",
        ),
        (
            "k1 = \"a\"\nk2 = \"c\"",
            "[answers]\n[consent]\nJa = 1",
            "line 12, column 1: `consent.Ja`: this must be true or false, not integer",
        ),
        (
            "k1 = \"a\"\nk2 = \"c\"",
            "[answers]\n[consent]\nJa = true",
            "line 11, column 1: `consent`: consent needs both the column",
        ),
    ] {
        let found = problems(&with_items(indicators, rest)).join("\n");
        assert!(found.contains(problem), "{problem}\n{found}");
    }
}

#[test]
fn a_codebook_says_how_to_read_where_the_caller_does_not() {
    let head = "encoding = \"macintosh\"\ndelimiter = \"\\t\"\nsheet = \"Blad 2\"\nheader_row = 3\nheader_rows = 1\n";
    let codebook = parse(&sound().replace("[columns]\nschool", &format!("{head}[columns]\nschool"))).unwrap();
    assert_eq!(parse(&codebook.to_toml()).unwrap(), codebook);
    let chosen = ReadOptions { encoding: Some(Encoding::Utf8), ..ReadOptions::default() };
    let options = codebook.reading(&chosen);
    assert_eq!(options.encoding, Some(Encoding::Utf8));
    assert_eq!((options.delimiter, options.sheet.as_deref()), (Some(Delimiter::Tab), Some("Blad 2")));
    assert_eq!((options.header_row, options.header_rows), (Some(3), Some(1)));
    let found = problems(
        "format = 1\nencoding = \"ebcdic\"\ndelimiter = \"x\"\nheader_row = 0\n[register]\nid = \"a\"\nname = \"b\"\n",
    )
    .join("\n");
    assert!(
        found.contains("`encoding`: `ebcdic` is not known here")
            && found.contains("`header_row`: `0` is not known here; write a whole number from 1")
            && found.contains("`delimiter`: `x` is not known here; write comma, semicolon, tab, pipe"),
        "{found}"
    );
}

#[test]
fn a_long_file_needs_its_three_columns() {
    let text = with_items("k1 = \"a\"\nk2 = \"c\"", "[answers]").replace("\"plain\"", "\"long\"");
    let found = problems(&text).join("\n");
    assert!(
        ["respondent", "question", "answer"]
            .iter()
            .all(|key| found.contains(&format!("the key `{key}` is missing"))),
        "{found}"
    );
    let codebook =
        parse(&text.replace("school =", "respondent = \"r\"\nquestion = \"q\"\nanswer = \"a?\"\nschool ="))
            .unwrap();
    assert_eq!(parse(&codebook.to_toml()).unwrap(), codebook);
    let wide =
        with_items("k1 = \"a\"\nk2 = \"c\"", "[answers]").replace("school =", "respondent = \"r\"\nschool =");
    assert!(problems(&wide).join("\n").contains("the key `respondent` is unknown here"));
}

#[test]
fn survey_and_register_parts_can_stand_alone() {
    let register = "format = 1\n[register]\nid = \"a\"\nname = \"b\"\n";
    let codebook = parse(register).unwrap();
    assert_eq!((codebook.layout(), parse(&codebook.to_toml()).unwrap() == codebook), (None, true));
    let per_school = "format = 1\nmodel = \"samen-leren@1\"\nlayout = \"per-school\"\n[columns]\nschool = \"s\"\n[columns.agreed]\nkoers = \"Koers\"\n[answers]\n\"3\" = 3\n";
    let codebook = parse(per_school).unwrap();
    assert_eq!(parse(&codebook.to_toml()).unwrap(), codebook);
    assert_eq!(
        problems("format = 1"),
        [
            "line 1, column 1: there is nothing in it; write [columns] for a survey, [register] for a register, or both"
        ]
    );
    assert_eq!(
        problems("format = 2\nregister = 1"),
        [
            "line 1, column 1: `format`: format 2 is not known; this version reads format 1",
            "line 2, column 1: `register`: this must be a table, not integer",
        ]
    );
    let syntax = problems("format = = 1\nmodel = 3");
    assert!(syntax.iter().all(|p| p.contains("not TOML")), "{syntax:?}");
}

#[test]
fn a_codebook_fits_where_all_its_columns_are() {
    let header =
        |cells: &str| read_table("t", format!("{cells}\n").as_bytes(), &ReadOptions::default()).unwrap();
    let codebook = parse("format = 1\n[register]\nid = \"a\"\nname = \"b  c\"\n").unwrap();
    assert!(codebook.fits(&header("b c,x,a")));
    assert!(!codebook.fits(&header("b,c,a")));
}

fn agreement_rules() -> impl Strategy<Value = String> {
    (2_u8..12, proptest::bool::ANY).prop_map(|(steps, reversed)| {
        let reversed = if reversed { "reversed = [\"b 1\"]\n" } else { "" };
        format!("rule = \"median-low\"\nsteps = {steps}\nsteps_to_phases = \"spread\"\n{reversed}")
    })
}

fn checklist_rules() -> impl Strategy<Value = String> {
    let by = proptest::sample::select(vec!["unbroken", "highest"]);
    let partly = proptest::sample::select(vec!["", "partly = \"met\"\n", "partly = \"not-met\"\n"]);
    let blank = proptest::sample::select(vec!["", "blank = \"not-met\"\n", "blank = \"blank\"\n"]);
    (by, partly, blank).prop_map(|(by, partly, blank)| format!("rule = \"{by}\"\n{partly}{blank}"))
}

proptest::proptest! {
    /// Whatever rules a codebook names, it reads back what it writes.
    #[test]
    fn every_rule_is_written_back(
        agreement in agreement_rules(),
        checklist in checklist_rules(),
        texts in proptest::collection::btree_map("[a-z\"\\\\]{1,6}", 1_u8..6, 0..5),
    ) {
        let answers: String = texts.iter().map(|(text, n)| format!("{} = {n}\n", quoted(text))).collect();
        let text = with_items(
            "k1 = [\"b 1\", \"b 2\", \"b 3\"]\nk2 = [\"c1\", \"c2\", \"c3\", \"c4\", \"c5\"]",
            &format!("[items.k1]\n{agreement}[items.k2]\n{checklist}[answers]\n{answers}"),
        );
        let codebook = parse(&text).unwrap();
        proptest::prop_assert_eq!(parse(&codebook.to_toml()).unwrap(), codebook);
    }

    /// Whatever a person does to a codebook, the answer is a codebook that reads back what it writes, or a list of
    /// problems inside the text.
    #[test]
    fn any_text_is_a_codebook_or_a_list_of_problems(at in 0_usize..900, cut in 0_usize..40, put in "[\\PC\n]{0,12}") {
        let sound = sound();
        let (at, end) = (at.min(sound.len()), (at + cut).min(sound.len()));
        let text = format!("{}{put}{}", sound.get(..at).unwrap(), sound.get(end..).unwrap());
        match parse(&text) {
            Ok(codebook) => proptest::prop_assert_eq!(parse(&codebook.to_toml()).unwrap(), codebook),
            Err(error) => {
                let lines = text.split('\n').count();
                proptest::prop_assert!(!error.problems().is_empty());
                proptest::prop_assert!(error.problems().iter().all(|p| p.line <= lines && p.column >= 1));
            }
        }
    }
}
