use leerkring_model::builtin;

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
    assert_eq!(survey.answers.get("fase 3"), Some(&Some(Answer::Phase(leerkring_model::Phase::Three))));
    assert_eq!(survey.answers.get("N/A"), Some(&None));
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
            "line 2, column 1: `model`: this codebook is for the model `samen-leren@2`, and it is read with `samen-leren@1`",
            "line 3, column 1: `layout`: `lime` is not known here; write plain, limesurvey, google-forms, ms-forms, qualtrics, surveymonkey, per-school",
            "line 4, column 1: `foo`: the key `foo` is unknown here; known are format, model, layout, incomplete, date_order, without, columns, answers, roles, schools, register",
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

proptest::proptest! {
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
