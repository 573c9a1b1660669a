//! What lies behind a standing, in sentences that can be checked with a pencil.

use leerkring_model::{Aspect, Language, Model, Phase, Role};

use super::{more_than_team, one_decimal, percent};
use crate::assessment::{Assessment, Band, Closeness, Distribution, Missing, Picture};
use crate::privacy::{Shown, Why};

/// From this share of "don't know" on, an indicator is mentioned.
const WORTH_TELLING: f64 = 0.2;

/// What lies behind a standing, for the school's own report: who took part, what was answered, how far the team agrees, what
/// those who are missing could change, what people cannot judge, how far the target is; and what is withheld, with the reason.
/// [`sentences`](super::sentences) says the standing itself.
pub fn details(assessment: &Assessment, model: &Model, language: Language) -> String {
    let Some(aspect) = model.aspect(&assessment.standing.aspect) else { return String::new() };
    let told = Told { word: model.phase_word().best(language.code()), language };
    let mut parts = vec![told.response(assessment)];
    match &assessment.distribution {
        Shown::Value(distribution) => {
            let tally = &assessment.standing.tally;
            let some_open =
                assessment.indicator_count > 1 && tally.places.is_none_or(|places| places.open() > 0);
            parts.extend(
                assessment.standing.phase().map(|phase| {
                    told.counted(distribution, assessment.standing.tally.people, phase, some_open)
                }),
            );
        }
        Shown::Withheld(why) => parts.extend(told.withheld(*why, assessment.standing.tally.people)),
    }
    parts.extend(assessment.closeness.value().map(|closeness| told.closeness(closeness)));
    let people = assessment.standing.tally.people;
    let alike = matches!(assessment.distribution, Shown::Withheld(Why::Alike));
    let phase = assessment.standing.statement().map(|statement| statement.phase);
    parts.extend(
        assessment
            .missing
            .value()
            .zip(phase)
            .filter(|(m, _)| m.people > 0)
            .map(|(m, phase)| told.missing(m, phase, people, alike, model.top())),
    );
    parts.extend(told.whole_team(assessment, model.top()));
    parts.extend(told.roles(assessment));
    parts.extend(told.unseen(assessment, aspect));
    let support = assessment.support.as_ref().and_then(Shown::value).zip(assessment.standing.agreed);
    parts.extend(support.map(|(p, agreed)| told.support(*p, agreed)));
    let target = assessment.target.and_then(|target| Some((target.phase, *target.reached.value()?)));
    parts.extend(target.map(|(target, reached)| told.target(target, reached)));
    parts.join(" ")
}

struct Told<'a> {
    /// The model's word for a phase.
    word: &'a str,
    language: Language,
}

impl Told<'_> {
    fn response(&self, assessment: &Assessment) -> String {
        let people = assessment.standing.tally.people;
        let Some((team, rate)) = assessment.response.team.value().zip(assessment.response.rate.value())
        else {
            let counting = if people == 1 { ("telt", "counts") } else { ("tellen", "count") };
            let counted = self
                .language
                .choose(format!("{people} {} mee.", counting.0), format!("{people} {}.", counting.1));
            return match assessment.response.team {
                Shown::Withheld(Why::MoreThanTeam { team, answered }) => {
                    format!("{counted} {}", more_than_team(team, answered, self.language))
                }
                _ => counted,
            };
        };
        // What the response is worth is about what is stated.
        let stated = assessment.standing.statement().is_some();
        let picture = match assessment.response.picture.value().filter(|_| stated) {
            Some(Picture::Indicative) => self.language.choose(": een voorlopig beeld", ": an indication"),
            Some(Picture::Partial) => self.language.choose(": een deel van het beeld", ": a partial picture"),
            Some(Picture::Normal) | None => "",
        };
        let rate = percent(*rate);
        self.language.choose(
            format!(
                "{people} van de {team} collega's {} mee ({rate} %){picture}.",
                if people == 1 { "telt" } else { "tellen" }
            ),
            format!(
                "{people} of {team} colleagues {} ({rate} %){picture}.",
                if people == 1 { "counts" } else { "count" }
            ),
        )
    }

    /// The judgements as they can be counted, with those that stand where somebody left something open, and the votes that place the phase.
    fn counted(&self, distribution: &Distribution, people: u32, phase: Phase, some_open: bool) -> String {
        let (word, counts) = (self.word, &distribution.counts);
        let all: u32 = counts.iter().sum();
        let reached: u32 = counts.iter().skip(phase.index()).sum();
        let here = counts.get(phase.index()).copied().unwrap_or(0);
        let share = distribution.at_least.get(phase.index()).copied().unwrap_or(0.0);
        let votes = one_decimal(share * f64::from(people), self.language);
        let filled = if some_open {
            self.language.choose(
                " (waar iemand iets openliet staat het midden van de eigen antwoorden)",
                " (where somebody left something open stands the middle of the own answers)",
            )
        } else {
            ""
        };
        self.language.choose(
            format!(
                "Van de {all} oordelen{filled} liggen er {reached} op {word} {phase} of hoger, waarvan {here} op {phase} zelf; met één stem per \
                 collega zijn dat {votes} van de {people} stemmen."
            ),
            format!(
                "Of {all} judgements{filled} {reached} are at {word} {phase} or higher, {here} of them at {phase} itself; with one vote a \
                 colleague that is {votes} of {people} votes."
            ),
        )
    }

    fn withheld(&self, why: Why, people: u32) -> Option<String> {
        match why {
            Why::TooFew { needed, .. } if people > 0 => Some(self.language.choose(
                format!("Meer zou laten zien wie wat antwoordde; het is te zien vanaf {needed} collega's."),
                format!("More would show who answered what; it is shown from {needed} colleagues on."),
            )),
            Why::Alike => Some(self.language.choose(
                format!("Bijna alle oordelen zijn gelijk: hooguit zoveel als 2 van de {people} collega's er geven wijken af, misschien geen."),
                format!("Nearly all judgements are the same: at most as many as 2 of the {people} colleagues give differ, perhaps none."),
            )),
            Why::LeftOpen => Some(self.language.choose(
                "Iemand liet een vraag open. Met meer getallen zou te vinden zijn wat een collega antwoordde.".to_owned(),
                "Somebody left a question open. More figures would show what a colleague answered.".to_owned(),
            )),
            _ => None,
        }
    }

    fn closeness(&self, closeness: &Closeness) -> String {
        let (word, apart) = (self.word, one_decimal(closeness.ad, self.language));
        let within = percent(closeness.within_one);
        let band = match closeness.band {
            Band::One => self.language.choose("één beeld", "one picture"),
            Band::Rough => self.language.choose("ongeveer hetzelfde beeld", "roughly the same picture"),
            Band::Different => self.language.choose("verschillende beelden", "different pictures"),
        };
        self.language.choose(
            format!("Gemiddeld {apart} {word} van het midden: {band}; {within} % ligt er hooguit één {word} vandaan."),
            format!("On average {apart} {word} from the middle: {band}; {within} % are at most one {word} from it."),
        )
    }

    fn missing(&self, missing: &Missing, phase: Phase, counted: u32, alike: bool, top: Phase) -> String {
        let (word, Missing { people, low, high }) = (self.word, missing);
        let (who, they) = match people {
            _ if alike => self.language.choose(
                ("wie ontbreekt en de 2 die misschien anders antwoordden", "hadden"),
                ("those who are missing and the 2 who may have answered otherwise", ""),
            ),
            1 => self
                .language
                .choose(("die ene ontbrekende collega", "had"), ("the one missing colleague", "")),
            _ => self.language.choose(("de ontbrekende collega's", "hadden"), ("the missing colleagues", "")),
        };
        if missing.is_robust() && *low == phase {
            return self.language.choose(
                format!("Wat {who} ({people}) ook {they} geantwoord, het blijft {word} {phase}."),
                format!("Whatever {who} ({people}) had answered, it stays {word} {phase}."),
            );
        }
        if says_nothing(missing, counted, top) {
            return self.language.choose(
                "Er antwoordden te weinig collega's om te weten wat het hele team zou zeggen.".to_owned(),
                "Too few colleagues answered to know what the whole team would say.".to_owned(),
            );
        }
        self.language.choose(
            format!("Met {who} ({people}) erbij kan het {word} {low} tot {high} zijn."),
            format!("With {who} ({people}) it can be {word} {low} to {high}."),
        )
    }

    /// Said where those who are missing could change the phase, but not to any whatever.
    fn whole_team(&self, assessment: &Assessment, top: Phase) -> Option<String> {
        let people = assessment.standing.tally.people;
        let open = |missing: &&Missing| !missing.is_robust() && !says_nothing(missing, people, top);
        assessment.missing.value().filter(open)?;
        let (phase, p) = assessment
            .whole_team
            .value()
            .zip(assessment.standing.statement())
            .map(|(p, s)| (s.phase, p.of(s.phase)))?;
        let (word, p) = (self.word, percent(p));
        Some(self.language.choose(
            format!("Als zij antwoorden zoals de anderen, blijft het {word} {phase} met een kans van {p} %."),
            format!("If they answer like the others, it stays {word} {phase} with a probability of {p} %."),
        ))
    }

    /// Of each role that may be shown: how many answered, and how much of it was "don't know".
    fn roles(&self, assessment: &Assessment) -> Vec<String> {
        let responded = assessment.response.by_role.iter().filter_map(|(role, (n, size))| {
            let (name, size) = (self.role(*role), (*size)?);
            let rate = percent(assessment.response.rate_of(*role)?);
            Some(self.language.choose(
                format!("Van de {name} antwoordden {n} van de {size} ({rate} %)."),
                format!("Of the {name} {n} of {size} answered ({rate} %)."),
            ))
        });
        let unplaced =
            assessment.unplaced_by_role.value().into_iter().flatten().filter_map(|(role, places)| {
                let (name, share) = (self.role(*role), places.dont_know_share());
                let p = percent(share);
                (share >= WORTH_TELLING).then(|| {
                    self.language.choose(
                        format!("Van wat {name} konden invullen was {p} % \"weet ik niet\"."),
                        format!("Of what {name} could answer {p} % was \"don't know\"."),
                    )
                })
            });
        responded.chain(unplaced).collect()
    }

    fn role(&self, role: Role) -> &'static str {
        match role {
            Role::Leadership => self.language.choose("leidinggevenden", "school leaders"),
            Role::Teacher => self.language.choose("leerkrachten", "teachers"),
            Role::Support => self.language.choose("ondersteuners", "support staff"),
            Role::Other => self.language.choose("anderen", "others"),
        }
    }

    fn unseen(&self, assessment: &Assessment, aspect: &Aspect) -> Vec<String> {
        let worth = assessment
            .indicators
            .value()
            .into_iter()
            .flatten()
            .filter(|own| own.places.dont_know_share() >= WORTH_TELLING);
        worth
            .filter_map(|own| {
                let indicator =
                    aspect.indicators().iter().find(|indicator| *indicator.id() == own.indicator)?;
                let name = indicator.name().best(self.language.code());
                let (unseen, judges) = (own.places.dont_know, own.places.dont_know + own.places.placed);
                Some(self.language.choose(
                    format!("{unseen} van de {judges} kunnen dit niet beoordelen: {name}."),
                    format!("{unseen} of {judges} cannot judge this: {name}."),
                ))
            })
            .collect()
    }

    fn support(&self, p: f64, agreed: Phase) -> String {
        let (word, p) = (self.word, percent(p));
        self.language.choose(
            format!("De antwoorden geven de afgesproken {word} {agreed} een kans van {p} %."),
            format!("The answers give the agreed {word} {agreed} a probability of {p} %."),
        )
    }

    fn target(&self, target: Phase, reached: f64) -> String {
        let (word, reached) = (self.word, percent(reached));
        self.language.choose(
            format!("Doel {word} {target}: {reached} % van de stappen vanaf {word} 1 is gezet."),
            format!("Target {word} {target}: {reached} % of the steps from {word} 1 are taken."),
        )
    }
}

/// Whether those who are missing could have brought any phase, and are no fewer than those who count. On few phases one who is missing
/// can bring any as well, where a team is divided: then it is not that too few answered.
fn says_nothing(missing: &Missing, people: u32, top: Phase) -> bool {
    missing.low == Phase::LOWEST && missing.high == top && missing.people >= people
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::{Options, TeamFacts, assessments};
    use leerkring_model::{Agreement, Answer, Response, Responses, SchoolId, TeamSize, builtin};

    /// What is said of koers in a team of so many, of whom these answered its two indicators (0: don't know).
    fn say(team: u32, rows: &[[u8; 2]], language: Language) -> String {
        let model = builtin::samen_leren();
        let school = SchoolId::new("s").unwrap();
        let koers = model.aspects()[0].id().clone();
        let mut responses = Responses::new(&model);
        for row in rows {
            let mut answers = vec![None; model.width()];
            for (answer, n) in answers.iter_mut().zip(row) {
                *answer = Some(Phase::new(*n).map_or(Answer::DontKnow, Answer::Phase));
            }
            responses.push(&Response::new(school.clone(), answers)).unwrap();
        }
        let mut options = Options::default();
        options.teams.insert(school.clone(), TeamFacts::new(TeamSize::new(team)));
        options.targets.insert(koers.clone(), Phase::Four);
        let agreed = Agreement::new(school, koers, Phase::Two);
        let whole = assessments(&model, &responses, &[agreed], &options).unwrap().remove(0);
        details(&whole, &model, language)
    }

    /// On two phases one colleague can tip the scale; nineteen of twenty are not too few.
    #[test]
    fn one_who_is_missing_is_not_too_few_answers() {
        let (low, high) = (Phase::One, Phase::Two);
        let told = Told { word: "fase", language: Language::Nl };
        let missing = |people| Missing { people, low, high };
        assert_eq!(
            told.missing(&missing(1), low, 19, false, high),
            "Met die ene ontbrekende collega (1) erbij kan het fase 1 tot 2 zijn."
        );
        assert!(
            told.missing(&missing(22), low, 8, false, high).starts_with("Er antwoordden te weinig collega's")
        );
    }

    const ROWS: [[u8; 2]; 10] =
        [[2, 3], [2, 3], [3, 3], [3, 4], [3, 4], [4, 4], [4, 3], [2, 0], [4, 0], [3, 3]];

    #[test]
    fn a_team_that_differs() {
        assert_eq!(
            say(11, &ROWS, Language::En),
            "10 of 11 colleagues count (91 %). Of 20 judgements (where somebody left something open stands the middle of the own \
             answers) 16 are at phase 3 or higher, 9 of them at 3 itself; with one vote a colleague that is 8.0 of 10 votes. On average \
             0.6 phase from the middle: roughly the same picture; 100 % are at most one phase from it. Whatever the one \
             missing colleague (1) had answered, it stays phase 3. 2 of 10 cannot judge this: NAME. The answers give the \
             agreed phase 2 a probability of 1 %. Target phase 4: 67 % of the steps from phase 1 are taken."
                .replace("NAME", builtin::samen_leren().aspects()[0].indicators()[1].name().best("en"))
        );
    }

    #[test]
    fn a_team_that_nearly_agrees_and_a_small_one() {
        let alike = say(12, &[[3, 3]; 9], Language::Nl);
        assert!(
            alike.contains("hooguit zoveel als 2 van de 9 collega's er geven wijken af, misschien geen."),
            "{alike}"
        );
        assert!(
            alike.contains(
                "Wat wie ontbreekt en de 2 die misschien anders antwoordden (5) ook hadden geantwoord, het blijft fase 3."
            ),
            "{alike}"
        );
        let open = say(30, &ROWS, Language::Nl);
        assert!(
            open.contains("Er antwoordden te weinig collega's om te weten wat het hele team zou zeggen."),
            "{open}"
        );
        assert!(!open.contains("tot 5") && !open.contains("Als zij"), "{open}");
        let divided =
            say(15, &[[1, 1], [1, 1], [1, 1], [1, 1], [5, 5], [5, 5], [5, 5], [5, 5]], Language::En);
        assert!(divided.starts_with("8 of 15 colleagues count (53 %). "), "{divided}");
        let more = say(6, &ROWS, Language::Nl);
        assert!(
            more.starts_with("10 tellen mee. Volgens het register telt het team er 6, en 10 antwoordden: welk aantal klopt? "),
            "{more}"
        );
        assert!(!more.contains("ontbrekende"), "{more}");
        let small = say(12, &ROWS[..5], Language::Nl);
        assert!(
            small.starts_with("5 van de 12 collega's tellen mee (42 %): een deel van het beeld."),
            "{small}"
        );
        assert!(small.contains("vanaf 8 collega's") && !small.contains("oordelen"), "{small}");
    }
}
