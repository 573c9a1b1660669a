use super::*;
use crate::model::Provenance;

const SOUND: &str = r#"format = 1
id = "eigen"
version = 3
languages = ["nl"]
name.nl = "Eigen model"
phase = [{ name.nl = "begin" }, { name.nl = "verder" }]

[[aspect]]
id = "rust"
name.nl = "Rust"
lead.nl = "De mate waarin"

[[aspect.indicator]]
id = "r1"
name.nl = "In de klas"
[[aspect.indicator.descriptor]]
phase = 1
text.nl = "Wij zoeken nog."
[[aspect.indicator.descriptor]]
phase = 2
text.nl = "Wij hebben afspraken."
"#;

/// What the text's problems say, one a line.
fn problems(text: &str) -> Vec<String> {
    Model::parse(text).map_or_else(|e| e.problems().iter().map(ToString::to_string).collect(), |_| Vec::new())
}

#[test]
fn a_sound_model_is_read_whole() {
    let model = Model::parse(SOUND).unwrap();
    assert_eq!(model.id().to_string(), "eigen@3");
    assert_eq!((model.levels(), model.width(), model.top()), (2, 1, Phase::Two));
    let indicator = model.indicators().next().unwrap();
    assert_eq!(indicator.descriptor(Phase::Two).unwrap().text().get("nl"), Some("Wij hebben afspraken."));
    assert_eq!(indicator.descriptor(Phase::Three), None);
}

#[test]
fn every_problem_is_reported_at_once_with_its_place() {
    let text = SOUND
        .replace("version = 3", "version = \"drie\"")
        .replace("[\"nl\"]", "[\"nl\", \"Engels\"]")
        .replace("id = \"rust\"", "id = \"Rust!\"\nweight = 2")
        .replace("phase = 2\n", "phase = 7\n")
        .replace("text.nl = \"Wij zoeken nog.\"", "text.nl = \"\"\ntext.fr = \"Nous cherchons.\"");
    assert_eq!(
        problems(&text),
        [
            "line 3, column 1: `version`: this must be a whole number, not string",
            "line 4, column 20: `languages[2]`: `Engels` is not a language code; write two or three lower-case letters, as in `nl`",
            "line 9, column 1: `aspect[1].id`: `Rust!` is not a key; a key is 1 to 64 lower-case letters a-z, digits and hyphens, and starts with a letter",
            "line 10, column 1: `aspect[1].weight`: the key `weight` is unknown here; known are id, name, lead, question, indicator",
            "line 17, column 1: `aspect[1].indicator[1].descriptor`: no descriptor for phase 2; every phase of every indicator needs one",
            "line 19, column 6: `aspect[1].indicator[1].descriptor[1].text.nl`: this is empty; fill it in or leave the key out",
            "line 20, column 6: `aspect[1].indicator[1].descriptor[1].text.fr`: `fr` is not among the model's `languages`",
            "line 22, column 1: `aspect[1].indicator[1].descriptor[2].phase`: 7 is out of range; it must be from 1 to 2",
        ]
    );
}

#[test]
fn what_is_missing_is_named() {
    let found = problems("format = 1\nid = \"leeg\"\nversion = 1\nlanguages = []\n");
    assert_eq!(
        found,
        [
            "line 1, column 1: the key `name` is missing",
            "line 1, column 1: the key `phase` is missing",
            "line 1, column 1: the key `aspect` is missing",
            "line 4, column 1: `languages`: this is empty; fill it in or leave the key out",
        ]
    );
}

#[test]
fn an_id_stands_once() {
    let second = SOUND.find("[[aspect]]").and_then(|at| SOUND.get(at..)).unwrap();
    let found = problems(&format!("{SOUND}{second}"));
    assert_eq!(
        found,
        [
            "line 23, column 1: `aspect[2].id`: the id `rust` stands at line 9 too; every aspect needs an id of its own",
            "line 28, column 1: `aspect[2].indicator[1].id`: the id `r1` stands at line 14 too; every indicator needs an id of its own",
        ]
    );
}

#[test]
fn two_to_nine_phases() {
    let one = SOUND.replace(", { name.nl = \"verder\" }", "");
    assert!(
        problems(&one).iter().any(|p| p.contains("1 phases; a model has 2 to 9")),
        "{:?}",
        problems(&one)
    );
    let ten = SOUND.replace("{ name.nl = \"verder\" }", &["{ name.nl = \"verder\" }"; 9].join(", "));
    assert!(
        problems(&ten).iter().any(|p| p.contains("10 phases; a model has 2 to 9")),
        "{:?}",
        problems(&ten)
    );
}

#[test]
fn descriptors_of_the_phases_hold_for_indicators_without_their_own() {
    let text = SOUND
        .replace(
            "{ name.nl = \"begin\" }",
            "{ name.nl = \"begin\", text.nl = \"Nog niet.\", provenance = \"derived\" }",
        )
        .replace("[[aspect.indicator.descriptor]]\nphase = 1\ntext.nl = \"Wij zoeken nog.\"\n", "");
    let model = Model::parse(&text).unwrap();
    let [low, high] = model.indicators().next().unwrap().descriptors() else { panic!("two phases") };
    assert_eq!((low.text().get("nl"), low.provenance()), (Some("Nog niet."), Provenance::Derived));
    assert_eq!(
        (high.text().get("nl"), high.provenance()),
        (Some("Wij hebben afspraken."), Provenance::Source)
    );
    // Not every phase has one, so that an indicator without any is a problem.
    let all =
        text.replace("[[aspect.indicator.descriptor]]\nphase = 2\ntext.nl = \"Wij hebben afspraken.\"\n", "");
    assert_eq!(
        problems(&all),
        ["line 13, column 1: `aspect[1].indicator[1]`: the key `descriptor` is missing"]
    );
    let both = all.replace("name.nl = \"verder\"", "name.nl = \"verder\", text.nl = \"Ja.\"");
    assert_eq!(problems(&both), [""; 0]);
    let half = all.replace("text.nl = \"Nog niet.\", ", "");
    assert!(
        problems(&half).iter().any(|p| p.contains("`phase[1]`: the key `text` is missing")),
        "{:?}",
        problems(&half)
    );
}

#[test]
fn a_later_format_is_refused() {
    let found = problems(&SOUND.replace("format = 1", "format = 2"));
    assert_eq!(found, ["line 1, column 1: `format`: format 2 is not known; this version reads format 1"]);
}

#[test]
fn slips_of_syntax_are_reported_first_and_all() {
    let found = problems("format = = 1\nid = \"x\nversion = 1\n");
    assert!(found.iter().all(|p| p.contains("not TOML")), "{found:?}");
    assert!(
        ["line 1, ", "line 2, "].iter().all(|line| found.iter().any(|p| p.starts_with(line))),
        "{found:?}"
    );
}

proptest::proptest! {
    /// Whatever a person does to a model file, the answer is a model or a list of problems inside the text.
    #[test]
    fn any_text_is_a_model_or_a_list_of_problems(at in 0..SOUND.len(), cut in 0_usize..40, put in "[\\PC\n]{0,12}") {
        let end = (at + cut).min(SOUND.len());
        let (before, after) = (SOUND.get(..at).unwrap(), SOUND.get(end..).unwrap());
        let text = format!("{before}{put}{after}");
        if let Err(error) = Model::parse(&text) {
            let lines = text.split('\n').count();
            proptest::prop_assert!(!error.problems().is_empty());
            proptest::prop_assert!(error.problems().iter().all(|p| p.line <= lines && p.column >= 1));
        }
    }
}
