//! A standing in words, in Dutch or English: short sentences that are true and can be checked with a pencil.

mod appendix;
mod details;
mod exchange;
mod growth;
mod network;
mod roles;

pub use self::appendix::two_intervals;
pub use self::details::details;
pub use self::exchange::exchange;
pub(crate) use self::exchange::few_units;
pub use self::growth::{foreseen, growth, network_growth};
pub use self::network::{agenda, differences, hidden, no_figure, response_picture, why};
pub use self::roles::{leader_gap, school_gap, what_gaps_need};

use crate::privacy::Why;
use leerkring_model::{
    Aspect, Label, Language, Model, Outcome, Phase, Probabilities, Reason, Rule, Score, Standing, Statement,
};

/// The label of a standing as it stands in files: "phase 3", "probably phase 3", "between phase 3 and 4" or
/// "no statement". Always in English, whatever the model calls its phases, so that programs can read it.
pub fn label_in_files(standing: &Standing) -> String {
    label_text(standing, "phase", Language::En)
}

/// The label of a standing with the model's own word for a phase: "waarschijnlijk niveau 3".
pub fn label(standing: &Standing, model: &Model, language: Language) -> String {
    label_text(standing, model.phase_word().best(language.code()), language)
}

fn label_text(standing: &Standing, phase: &str, language: Language) -> String {
    let Some(statement) = standing.statement() else {
        return match language {
            Language::Nl => "geen uitspraak",
            Language::En => "no statement",
        }
        .to_owned();
    };
    match (statement.label, language) {
        (Label::Phase(k), _) => format!("{phase} {k}"),
        (Label::Probably(k), Language::Nl) => format!("waarschijnlijk {phase} {k}"),
        (Label::Probably(k), Language::En) => format!("probably {phase} {k}"),
        (Label::Counted(k), Language::Nl) => format!("geteld: {phase} {k}"),
        (Label::Counted(k), Language::En) => format!("counted: {phase} {k}"),
        (Label::Between(k), Language::Nl) => format!("tussen {phase} {k} en {}", k.number() + 1),
        (Label::Between(k), Language::En) => format!("between {phase} {k} and {}", k.number() + 1),
    }
}

/// The reasons of a standing without a statement, joined by semicolons; empty if there is a statement.
pub fn reasons(standing: &Standing, aspect: &Aspect, language: Language) -> String {
    let Outcome::NoStatement(reasons) = &standing.outcome else { return String::new() };
    let texts: Vec<String> = reasons.iter().map(|reason| reason_text(reason, aspect, language)).collect();
    texts.join("; ")
}

fn reason_text(reason: &Reason, aspect: &Aspect, language: Language) -> String {
    match reason {
        Reason::NoAnswers => language.choose("geen antwoorden", "no answers").to_owned(),
        Reason::TooFew { people, needed } => {
            let (nl, en) = match people {
                1 => ("1 collega heeft".to_owned(), "1 colleague has".to_owned()),
                n => (format!("{n} collega's hebben"), format!("{n} colleagues have")),
            };
            language.choose(
                format!("{nl} genoeg vragen beantwoord; er zijn er {needed} nodig, zodat niemands antwoord te herkennen is"),
                format!("{en} answered enough questions; {needed} are needed, so that nobody's answer can be recognised"),
            )
        }
        Reason::DontKnow { which: Some((indicator, share)) } => {
            let indicator = aspect.indicators().iter().find(|own| own.id() == indicator);
            let name = indicator.map_or("?", |indicator| indicator.name().best(language.code()));
            let percent = percent(*share);
            language.choose(
                format!("minstens {percent} % kan dit niet beoordelen: {name}"),
                format!("at least {percent} % cannot judge this: {name}"),
            )
        }
        Reason::DontKnow { which: None } => language
            .choose("te veel collega's kunnen dit niet beoordelen", "too many colleagues cannot judge this")
            .to_owned(),
        Reason::Split => language
            .choose("het team ziet twee verschillende scholen", "the team sees two different schools")
            .to_owned(),
        Reason::Spread => {
            language.choose("de antwoorden liggen te ver uiteen", "the answers lie too far apart").to_owned()
        }
        Reason::BesideEarlier => why(Why::BesideEarlier, language),
        // A reason that a later version of the model crate adds.
        _ => language.choose("er is nog niets over te zeggen", "nothing can be said about it yet").to_owned(),
    }
}

/// A standing in a few sentences: what is said, what can be counted, how sure it is and what holds it back; or why
/// nothing is said. A phase agreed in dialogue is told beside it. How far a phase carries that is only counted is the same for all
/// of a school, and said once: [`counts_carry`].
pub fn sentences(standing: &Standing, model: &Model, language: Language) -> String {
    let Some(aspect) = model.aspect(&standing.aspect) else { return String::new() };
    let word = model.phase_word().best(language.code());
    let label = label(standing, model, language);
    let mut parts = match standing.statement() {
        None => vec![format!("{label}: {}.", reasons(standing, aspect, language))],
        Some(statement) => {
            let counted = counted(statement, &standing.rule, model.top(), word, language);
            let mut parts = vec![format!("{label}."), counted];
            parts.extend(statement.probabilities.map(|p| probability(statement, &p, word, language)));
            parts.extend(statement.score.map(|score| score_text(&score, standing.tally.people, language)));
            parts.extend(outside(statement, 10.0, word, language));
            parts.extend(weakest(statement, aspect, word, language));
            parts
        }
    };
    parts.extend(standing.agreed.map(|agreed| match language {
        Language::Nl => format!("In het teamgesprek afgesproken: {word} {agreed}."),
        Language::En => format!("Agreed in the team's dialogue: {word} {agreed}."),
    }));
    parts.join(" ")
}

/// The majority rule on this team: what anyone can count.
fn counted(statement: &Statement, rule: &Rule, top: Phase, word: &str, language: Language) -> String {
    let phase = statement.phase;
    let next = phase.number() + 1;
    let majority = rule.threshold() == 0.5;
    let limit = percent(rule.threshold());
    match language {
        Language::Nl => {
            let share = if majority { "de helft".to_owned() } else { format!("{limit} %") };
            match phase {
                Phase::LOWEST => {
                    format!(
                        "Niet meer dan {share} van de stemmen (één per collega) ligt op {word} {next} of hoger."
                    )
                }
                _ if phase == top => {
                    format!("Meer dan {share} van de stemmen (één per collega) ligt op {word} {phase}.")
                }
                _ => format!(
                    "Meer dan {share} van de stemmen (één per collega) ligt op {word} {phase} of hoger; voor {word} {next} geldt dat niet."
                ),
            }
        }
        Language::En => {
            let share = if majority { "half".to_owned() } else { format!("{limit} %") };
            match phase {
                Phase::LOWEST => {
                    format!(
                        "No more than {share} of the votes (one a colleague) are at {word} {next} or higher."
                    )
                }
                _ if phase == top => {
                    format!("More than {share} of the votes (one a colleague) are at {word} {phase}.")
                }
                _ => format!(
                    "More than {share} of the votes (one a colleague) are at {word} {phase} or higher; not so for {word} {next}."
                ),
            }
        }
    }
}

/// What to say once beside standings of which only the phase is counted ([`Label::Counted`]): how far such a count carries. It holds for
/// every team of that size, since nothing may be said of this one. Shares of teams are told where they were found out: on five phases,
/// by the majority rule, for a team of 5 to 7 among these (docs/METHOD.md, section 5b). `None` where no phase is only counted.
pub fn counts_carry<'a>(
    standings: impl IntoIterator<Item = &'a Standing>,
    model: &Model,
    language: Language,
) -> Option<&'static str> {
    let counted = standings.into_iter().filter(|standing| {
        standing.statement().is_some_and(|statement| matches!(statement.label, Label::Counted(_)))
    });
    let simulated = |standing: &Standing| {
        model.levels() == 5 && standing.rule.threshold() == 0.5 && (5..=7).contains(&standing.tally.people)
    };
    Some(if counted.map(simulated).reduce(|one, other| one || other)? {
        language.choose(
            "Waar \"geteld\" staat, blijft verborgen hoe zeker dat is. In nagebootste teams van 5 tot 7 klopte zo'n \
             telling in 6 tot 8 van de 10 gevallen; anders lag het meestal één hoger of lager. Zie het als een begin van een gesprek, \
             niet als een uitslag.",
            "Where it says \"counted\", how sure that is stays hidden. In simulated teams of 5 to 7 such a count was \
             right in 6 to 8 cases of 10; otherwise it was mostly one higher or lower. Take it as the start of a conversation, not as a \
             result.",
        )
    } else {
        language.choose(
            "Waar \"geteld\" staat, blijft verborgen hoe zeker dat is. Zie het als een begin van een gesprek, \
             niet als een uitslag.",
            "Where it says \"counted\", how sure that is stays hidden. Take it as the start of a \
             conversation, not as a result.",
        )
    })
}

fn probability(
    statement: &Statement,
    probabilities: &Probabilities,
    word: &str,
    language: Language,
) -> String {
    let phase = &statement.phase;
    let next = match statement.label {
        Label::Between(low) if low == *phase => low.next(),
        Label::Between(low) => Some(low),
        Label::Phase(_) | Label::Probably(_) | Label::Counted(_) => None,
    };
    let p = |phase: Phase| percent(probabilities.of(phase));
    match (language, next) {
        (Language::Nl, None) => format!("Kans op {word} {phase}: {} %.", p(*phase)),
        (Language::En, None) => format!("Probability of {word} {phase}: {} %.", p(*phase)),
        (Language::Nl, Some(other)) => {
            format!("Kans op {word} {phase}: {} %, op {word} {other}: {} %.", p(*phase), p(other))
        }
        (Language::En, Some(other)) => {
            format!("Probability of {word} {phase}: {} %, of {word} {other}: {} %.", p(*phase), p(other))
        }
    }
}

fn score_text(score: &Score, people: u32, language: Language) -> String {
    let [mean, low, high] = [score.mean, score.low, score.high].map(|figure| one_decimal(figure, language));
    match language {
        Language::Nl => {
            format!("Gemiddelde {mean}, met 90 % zekerheid tussen {low} en {high} ({people} collega's).")
        }
        Language::En => {
            format!("Mean {mean}, with 90 % certainty between {low} and {high} ({people} colleagues).")
        }
    }
}

/// Why a phase does not lie between the ends of the score's interval, where it does not as they are shown, in so many parts of a phase.
pub(crate) fn outside(statement: &Statement, parts: f64, word: &str, language: Language) -> Option<String> {
    let (phase, score) = (statement.phase, statement.score?);
    let [low, high] = [score.low, score.high].map(|end| (end * parts).round());
    let at = f64::from(phase.number()) * parts;
    if (low..=high).contains(&at) {
        return None;
    }
    Some(language.choose(
        format!(
            "Dat {word} {phase} daar niet tussen ligt, is geen fout: bij het tellen gaat het erom of genoeg stemmen zo ver zijn, en \
             het gemiddelde weegt ook mee hoe ver de andere ervan af liggen."
        ),
        format!(
            "That {word} {phase} does not lie between them is no mistake: counting asks whether enough votes are that far, and the \
             mean also weighs how far the others are from it."
        ),
    ))
}

fn weakest(statement: &Statement, aspect: &Aspect, word: &str, language: Language) -> Option<String> {
    let weakest = statement.weakest.as_ref()?;
    let indicator = aspect.indicators().iter().find(|indicator| *indicator.id() == weakest.indicator)?;
    let name = indicator.name().best(language.code());
    let (phase, p) = (weakest.phase, percent(weakest.p_below));
    Some(match language {
        Language::Nl => {
            format!("Blijft achter: {name} ({word} {phase}; de kans dat dit echt lager ligt is {p} %).")
        }
        Language::En => {
            format!("Lags behind: {name} ({word} {phase}; the probability that it is truly lower is {p} %).")
        }
    })
}

/// That more people answered than a team is said to have.
pub(crate) fn more_than_team(team: u32, answered: u32, language: Language) -> String {
    language.choose(
        format!(
            "Volgens het register telt het team er {team}, en {answered} antwoordden: welk aantal klopt?"
        ),
        format!("By the register the team has {team}, and {answered} answered: which number is right?"),
    )
}

/// What shares are compared with somewhere, in percent: labels, verdicts, what a response is worth.
const BARS: [f64; 8] = [20.0, 50.0, 60.0, 70.0, 80.0, 90.0, 95.0, 100.0];

/// A share in whole percent, to the nearest, but never on a bar that it does not reach: 79.9 % is not shown as the 80 % that a
/// firmer label needs. What is possible is never shown as 0, nor what is more than half as 50.
fn percent(share: f64) -> u32 {
    // The hundredth part of 29 % is a little less than 0.29.
    let (exact, nearest) = (share * 100.0, (share * 100.0).round());
    let below = nearest - exact > 1e-9 && BARS.contains(&nearest);
    let above = exact - nearest > 1e-9 && (nearest == 0.0 || nearest == 50.0);
    (nearest + f64::from(i8::from(above)) - f64::from(i8::from(below))) as u32
}

/// A number with what is counted: `[one, more]` in Dutch and in English.
pub(crate) fn of(count: impl Into<u64>, nl: [&str; 2], en: [&str; 2], language: Language) -> String {
    let count = count.into();
    let [one, more] = language.choose(nl, en);
    format!("{count} {}", if count == 1 { one } else { more })
}

/// `1 school`, `2 schools`.
pub(crate) fn schools(count: impl Into<u64>, language: Language) -> String {
    of(count, ["school", "scholen"], ["school", "schools"], language)
}

fn one_decimal(figure: f64, language: Language) -> String {
    let text = format!("{figure:.1}");
    match language {
        Language::Nl => text.replace('.', ","),
        Language::En => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use leerkring_model::{Probabilities, SchoolId, builtin};

    fn stated(phase: Phase, label: Label, p: [f64; 5], people: u32) -> Standing {
        let aspect = builtin::samen_leren().aspects()[0].id().clone();
        let mut statement = Statement::new(phase, label, Score::new(2.9, 2.44, 3.37));
        statement.probabilities = (people >= 8).then(|| Probabilities::new(&p).unwrap());
        let mut standing = Standing::new(SchoolId::new("s").unwrap(), aspect, Outcome::Stated(statement));
        standing.tally.people = people;
        standing.tally.respondents = people;
        standing
    }

    fn say(standing: &Standing, language: Language) -> String {
        sentences(standing, &builtin::samen_leren(), language)
    }

    #[test]
    fn what_a_team_reads() {
        let mut standing =
            stated(Phase::Three, Label::Probably(Phase::Three), [0.0, 0.2, 0.72, 0.08, 0.0], 12);
        standing.agreed = Some(Phase::Two);
        assert_eq!(
            say(&standing, Language::Nl),
            "waarschijnlijk fase 3. Meer dan de helft van de stemmen (één per collega) ligt op fase 3 of hoger; voor fase 4 geldt dat \
             niet. Kans op fase 3: 72 %. Gemiddelde 2,9, met 90 % zekerheid tussen 2,4 en 3,4 (12 collega's). In het \
             teamgesprek afgesproken: fase 2."
        );
        assert_eq!(
            say(
                &stated(Phase::Two, Label::Between(Phase::Two), [0.0, 0.45, 0.5, 0.05, 0.0], 9),
                Language::En
            ),
            "between phase 2 and 3. More than half of the votes (one a colleague) are at phase 2 or higher; not so for phase 3. \
             Probability of phase 2: 45 %, of phase 3: 50 %. Mean 2.9, with 90 % certainty between 2.4 and 3.4 (9 \
             colleagues). That phase 2 does not lie between them is no mistake: counting asks whether enough votes are that far, and \
             the mean also weighs how far the others are from it."
        );
    }

    #[test]
    fn a_small_team_shows_no_probabilities() {
        let five = stated(Phase::Three, Label::Probably(Phase::Three), [0.0, 0.2, 0.72, 0.08, 0.0], 5);
        assert!(!say(&five, Language::Nl).contains("72"));
    }

    #[test]
    fn how_far_counted_phases_carry_is_said_once_for_a_school() {
        let of =
            |people| stated(Phase::Three, Label::Counted(Phase::Three), [0.0, 0.0, 1.0, 0.0, 0.0], people);
        let sure = stated(Phase::Three, Label::Phase(Phase::Three), [0.0, 0.0, 1.0, 0.0, 0.0], 9);
        let told =
            |standings: &[Standing], language| counts_carry(standings, &builtin::samen_leren(), language);
        let (six, five) = (of(6), of(5));
        assert!(
            told(&[sure.clone(), six, five.clone()], Language::Nl).unwrap().contains("6 tot 8 van de 10")
        );
        assert!(
            told(std::slice::from_ref(&five), Language::En)
                .unwrap()
                .contains("right in 6 to 8 cases of 10; otherwise")
        );
        // Nobody drew teams of 4 or of 9, another rule or fewer phases: of these it is not said.
        let mut two_thirds = five.clone();
        two_thirds.rule = Rule::new(2.0 / 3.0, 2.0).unwrap();
        for other in [of(4), of(9), two_thirds] {
            let said = told(&[other], Language::En).unwrap();
            assert!(said.contains("stays hidden. Take it") && !said.contains("simulated"), "{said}");
        }
        let four_phases = builtin::dialoogscan();
        assert!(!counts_carry([&five], &four_phases, Language::En).unwrap().contains("simulated"));
        assert_eq!(told(&[sure], Language::Nl), None);
    }

    #[test]
    fn a_phase_outside_the_interval_is_explained() {
        let mut one = stated(Phase::Two, Label::Phase(Phase::Two), [0.0, 0.9, 0.1, 0.0, 0.0], 9);
        let told = "That phase 2 does not lie between them is no mistake";
        assert!(say(&one, Language::En).contains(told));
        assert!(say(&one, Language::Nl).contains("Dat fase 2 daar niet tussen ligt, is geen fout"));
        // As it is shown, 2.0 to 3.4, it does.
        let Outcome::Stated(statement) = &mut one.outcome else { panic!("a phase is stated") };
        statement.score = Some(Score::new(2.9, 2.04, 3.37));
        assert!(!say(&one, Language::En).contains(told));
    }

    #[test]
    fn the_ends_of_the_scale_read_well() {
        let one = stated(Phase::One, Label::Phase(Phase::One), [0.9, 0.1, 0.0, 0.0, 0.0], 9);
        assert!(
            say(&one, Language::Nl)
                .contains("Niet meer dan de helft van de stemmen (één per collega) ligt op fase 2 of hoger.")
        );
        let five = stated(Phase::Five, Label::Phase(Phase::Five), [0.0, 0.0, 0.0, 0.1, 0.9], 9);
        assert!(
            say(&five, Language::En)
                .contains("More than half of the votes (one a colleague) are at phase 5.")
        );
    }

    #[test]
    fn nothing_is_said_with_its_reason() {
        let aspect = builtin::samen_leren().aspects()[0].id().clone();
        let outcome = Outcome::NoStatement(vec![Reason::TooFew { people: 3, needed: 5 }]);
        let standing = Standing::new(SchoolId::new("s").unwrap(), aspect, outcome);
        assert_eq!(
            say(&standing, Language::Nl),
            "geen uitspraak: 3 collega's hebben genoeg vragen beantwoord; er zijn er 5 nodig, zodat niemands antwoord te \
             herkennen is."
        );
    }

    #[test]
    fn what_is_not_certain_is_not_shown_as_certain() {
        let shares = [0.0, 0.001, 0.29, 0.5, 0.799, 0.999, 1.0];
        assert_eq!(shares.map(percent), [0, 1, 29, 50, 79, 99, 100]);
        let shares = [9.0 / 22.0, 10.0 / 13.0, 0.504, 0.496, 0.802, 0.694, 0.697];
        assert_eq!(shares.map(percent), [41, 77, 51, 49, 80, 69, 69]);
    }
}
