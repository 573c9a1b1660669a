use leerkring_model::{School, SchoolId};
use proptest::prelude::*;

use super::*;
use crate::register::tests::codebook;

fn school(key: &str, name: &str, place: &str) -> School {
    let mut school = School::new(SchoolId::new(key).unwrap(), name);
    school.municipality = Some(place.to_owned());
    school
}

fn schools() -> Vec<School> {
    vec![
        school("03XY00", "OBS De Linde", "Utrecht"),
        school("04AB00", "De Regenboog", "Almelo"),
        school("05CD00", "De Regenboog", "Breda"),
        school("06EF00", "CBS Het Anker", "Almelo"),
        school("07GH00", "Sint-Ursulaschool", "Mol"),
        school("08IJ00", "De Vlieger 1", "Assen"),
        school("08IJ01", "De Vlieger 2", "Assen"),
    ]
}

#[test]
fn a_school_is_found_by_what_people_call_it() {
    let schools = schools();
    let index = SchoolIndex::new(&schools);
    for (text, key, by) in [
        ("03XY00", "03XY00", MeantBy::Key),
        ("03xy 00", "03XY00", MeantBy::Spelling),
        ("3XY00", "03XY00", MeantBy::Spelling),
        ("03xy", "03XY00", MeantBy::Site),
        ("De  LINDE", "03XY00", MeantBy::Name),
        ("Openbare basisschool De Linde", "03XY00", MeantBy::Name),
        ("OBS De Linde Utrecht", "03XY00", MeantBy::Place),
        ("De Regenboog (Breda)", "05CD00", MeantBy::Place),
        ("Almelo, de regenboog", "04AB00", MeantBy::Place),
        ("De Linde (03XY00)", "03XY00", MeantBy::KeyAndName),
        ("03XY - De Linde", "03XY00", MeantBy::KeyAndName),
        ("De Regenboog, Breda (05CD00)", "05CD00", MeantBy::KeyAndName),
        ("dependance 03XY00", "03XY00", MeantBy::KeyWithin),
    ] {
        let Meant::One(school, how) = index.find(text) else { panic!("{text}: {:?}", index.find(text)) };
        assert_eq!((school.id.as_str(), how), (key, by), "{text}");
    }
    assert!(
        matches!(index.find("Sint Ursulaschol"), Meant::One(s, MeantBy::Near { .. }) if s.id.as_str() == "07GH00")
    );
}

#[test]
fn no_rule_chooses_where_two_schools_may_be_meant() {
    let schools = schools();
    let index = SchoolIndex::new(&schools);
    let keys = |schools: Vec<&School>| schools.iter().map(|s| s.id.to_string()).collect::<Vec<_>>();
    for (text, several) in [("de regenboog", ["04AB00", "05CD00"]), ("08IJ", ["08IJ00", "08IJ01"])] {
        let Meant::Several(found) = index.find(text) else { panic!("{text}: {:?}", index.find(text)) };
        assert_eq!(keys(found), several);
    }
    // Another kind of school, another number, a name that is nearly two, and nothing like any.
    for (text, nearest) in [
        ("OBS Het Anker", &["06EF00"][..]),
        ("De Vlieger 3", &[]),
        ("De Regenboo", &["04AB00", "05CD00"]),
        ("Marie", &[]),
        ("", &[]),
    ] {
        let Meant::None(found) = index.find(text) else { panic!("{text}: {:?}", index.find(text)) };
        assert_eq!(keys(found), nearest, "{text}");
    }
}

#[test]
fn what_a_codebook_says_goes_before_the_name_and_after_the_key() {
    let schools = schools();
    let mut index = SchoolIndex::new(&schools);
    index.learn(&codebook(
        "\"De Linde\" = \"06EF00\"\n\"Het Anker\" = \"09ZZ00\"\n03XY00 = \"06EF00\"\nBoog = \"05CD00\"\nHalf = \"04AB00\"\nOoit = \"09ZZ00\"\n",
    ));
    index.learn(&codebook("Boog = \"04AB00\"\nHalf = \"09ZZ00\"\nOoit = \"09YY00\"\n"));
    let school = |at: usize| &schools[at];
    for (text, meant) in [
        ("De  Linde", Meant::One(school(3), MeantBy::Codebook)),
        ("OBS De Linde", Meant::One(school(0), MeantBy::Name)),
        ("03XY00", Meant::One(school(0), MeantBy::Key)),
        // A school that is not among these, whatever others are called.
        ("Het Anker", Meant::None(vec![])),
        // Two codebooks that differ, about schools that are among these or not.
        ("Boog", Meant::Several(vec![school(1), school(2)])),
        ("Half", Meant::Several(vec![school(1)])),
        ("Ooit", Meant::None(vec![])),
    ] {
        assert_eq!(index.find(text), meant, "{text}");
    }
    assert!(MeantBy::Codebook.is_sure());
}

proptest! {
    /// Any text has an answer, the same for schools in any order.
    #[test]
    fn the_order_of_the_register_says_nothing(text in "\\PC{0,12}|de (linde|regenboog|anker)[a-z ]{0,3}|0[3-8][A-J]{2}0?0?", turn in 0usize..7) {
        let schools = schools();
        let mut turned = schools.clone();
        turned.rotate_left(turn);
        prop_assert_eq!(SchoolIndex::new(&schools).find(&text), SchoolIndex::new(&turned).find(&text));
    }
}
