//! One network small enough to compute by hand.

use leerkring_matching::{Likeness, Network, Options, Pair, Weightings, table};
use leerkring_model::Language;

use crate::support::*;

/// On the equator 0.1 degree is 2 pi R / 3600 = 11.1195 km.
fn members() -> Vec<leerkring_matching::Member> {
    let mut learner = at(stated(member("L"), 2, [0.2, 0.8, 0.0, 0.0, 0.0]), 0.0, 5.0);
    learner.school.pupils = Some(100);
    learner.school.sector = Some("po".to_owned());
    // 11.1195 km; the next phase is free; P(further) = 0.2 * 1 + 0.8 * 0.7 = 0.76, so 12 km of doubt;
    // twice as many pupils is a fifth of a unit, 10 km.
    let mut near = at(offering(stated(member("A"), 3, [0.0, 0.3, 0.7, 0.0, 0.0])), 0.0, 5.1);
    near.school.pupils = Some(200);
    near.school.sector = Some("po".to_owned());
    // 11.1195 km; one extra phase, 25 km; only agreed on, 25 km; pupils unknown, 15 km.
    let agreed = at(offering(agreed(member("B"), 4)), 0.0, 4.9);
    // No point, 50 km; P = 1, no doubt; as many pupils.
    let mut nowhere = offering(stated(member("C"), 3, [0.0, 0.0, 1.0, 0.0, 0.0]));
    nowhere.school.pupils = Some(100);
    let mut vo = nowhere.clone();
    vo.school.id = id("D");
    vo.standings[0].school = id("D");
    vo.school.sector = Some("vo".to_owned());
    vec![learner, near, agreed, nowhere, vo]
}

#[test]
fn the_sums_come_out() {
    let network = Network::build(members(), model(), Options::default()).unwrap();
    // Nobody knows weight or urbanity.
    assert_eq!(network.traits().iter().map(|t| t.key.as_str()).collect::<Vec<_>>(), ["pupils"]);
    let answer = network.suggest(&id("L"), aspect(0), 10).unwrap();
    let rows: Vec<String> = table::rows(&answer, &[]).map(|row| row[3..].join(",")).collect();
    assert_eq!(
        rows,
        [
            "1,A,3,0.76,33.120,11.120,0.000,10.000,12.000,0.000,,1 of 1,true,,,,,",
            "2,C,3,0.99,50.500,50.000,0.000,0.000,0.500,0.000,,1 of 1,false,,,,,",
            "3,B,4,,76.120,11.120,25.000,15.000,25.000,0.000,,0 of 1,true,,,,,",
        ]
    );
    assert_eq!(
        answer.found[0].explain(Language::Nl),
        "11,1 km reizen + 10,0 km verschil in context (1 van 1 kenmerk bekend) + 12,0 km twijfel (76 % kans dat deze \
         school echt verder is) = 33,1 km-equivalent"
    );
}

#[test]
fn a_row_tells_how_old_assessments_are_and_how_much_hangs_on_the_weighting() {
    let mut members = members();
    for (place, month) in [(0, 3), (1, 10)] {
        members[place].standings[0].dates = Some((date(2025, month), date(2025, month)));
    }
    let mut options = Options::default();
    options.fading.today = Some(date(2026, 3));
    let network = Network::build(members, model(), options).unwrap();
    let answer = network.suggest(&id("L"), aspect(0), 10).unwrap();
    let robustness =
        network.robustness(&id("L"), aspect(0), 10, 2, &Weightings::new(50, 2.0, 1).unwrap()).unwrap();
    let rows: Vec<_> = table::rows(&answer, &robustness).collect();
    // Of B there is an agreement only, which does not fade; when C was assessed is not known.
    let told: Vec<String> =
        rows.iter().map(|row| [&row[4], &row[16], &row[17]].map(String::as_str).join(",")).collect();
    assert_eq!(told, ["A,12,5", "C,12,unknown", "B,12,"]);
    for (row, robust) in rows.iter().zip(&robustness) {
        assert_eq!(row[18..], [robust.stays.to_string(), "50".to_owned(), "2".to_owned()]);
    }
    assert_eq!(robustness.iter().map(|robust| robust.stays).sum::<u32>(), 100);
    // Two of the three are asked: the third has no place in the other weightings.
    let first = network.robustness(&id("L"), aspect(0), 2, 2, &Weightings::new(50, 2.0, 1).unwrap()).unwrap();
    let rows: Vec<_> = table::rows(&answer, &first).collect();
    assert_eq!(rows[2][18..], ["", "", ""]);
}

#[test]
fn why_not_in_two_languages() {
    let mut options = Options::default();
    options.rules.board = Likeness::Other;
    options.rules.max_km = Some(10.0);
    options.rules.max_steps = Some(1);
    options.rules.vetoes = [Pair::new(&id("L"), &id("B"))].into();
    let strict = Network::build(members(), model(), options).unwrap();
    let lax = Network::build(members(), model(), Options::default()).unwrap();
    let tell = |network: &Network, host: &str, k: usize, language: Language| {
        network.why_not(&id("L"), &id(host), aspect(0), k).unwrap().in_language(language)
    };
    assert_eq!(
        tell(&strict, "B", 3, Language::Nl),
        "deze school past niet binnen de regels: het bestuur moet een ander zijn (onbekend, de vragende school \
         onbekend); te ver (11,1 km, hoogstens 10,0 km); te veel stappen verder (2, hoogstens 1); dit tweetal is \
         uitgesloten"
    );
    assert_eq!(
        tell(&lax, "D", 3, Language::En),
        "the rules do not allow this school: another sector (vo, the learner po)"
    );
    assert_eq!(
        tell(&lax, "C", 1, Language::Nl),
        "deze school komt op plaats 2, en gevraagd is er 1: 50,0 km reizen (afstand onbekend, vast bedrag) + 0,0 km \
         verschil in context (1 van 1 kenmerk bekend) + 0,5 km twijfel (99 % kans dat deze school echt verder is) \
         = 50,5 km-equivalent; de laatste op de lijst kost 33,1"
    );
    assert!(
        tell(&lax, "A", 1, Language::En)
            .starts_with("this school is on the list, at place 1: 11.1 km of travel")
    );
    assert_eq!(tell(&lax, "L", 1, Language::Nl), "een school komt niet bij zichzelf op bezoek");
}
