//! What one change would bring, in words.

use leerkring_model::{Language, SchoolId};

use super::{Change, Obstacle, Remedy, WhatIf};
use crate::barrier::Barrier;
use crate::nobody::Nobody;
use crate::why_not::WhyNot;
use crate::words::{asked_for, one_decimal, tenths};

impl WhatIf {
    /// In Dutch or English. Several changes stand behind each other, the cheapest first.
    pub fn in_language(&self, language: Language) -> String {
        self.in_language_naming(language, SchoolId::to_string)
    }

    /// The same, with schools called as `name` calls them instead of by their ids.
    ///
    /// ```
    /// # use leerkring_matching::{Builder, Options, Position, Row};
    /// # use leerkring_model::{Language, Phase, SchoolId, builtin};
    /// # let model = builtin::samen_leren();
    /// # let koers = builtin::SamenLerenAspect::Koers.id();
    /// # let mut builder = Builder::new(&model, Options::default())?;
    /// # let (learner, host) = (SchoolId::new("06AB")?, SchoolId::new("14CD")?);
    /// # for (id, phase) in [(&learner, Phase::Two), (&host, Phase::Three)] {
    /// #     let mut row = Row::new(id.clone());
    /// #     let positions = [Some(Position::new(phase)), None, None, None, None];
    /// #     row.positions = &positions;
    /// #     row.offers = &[true, false, false, false, false];
    /// #     row.room = 1;
    /// #     builder.push(row)?;
    /// # }
    /// # let network = builder.build()?;
    /// let told = network.what_if(&learner, &koers)?.in_language_naming(Language::En, |_| "De Linde".to_owned());
    /// assert_eq!(told, "nothing has to change: De Linde is on the list, at place 1");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn in_language_naming(&self, language: Language, name: impl Fn(&SchoolId) -> String) -> String {
        match self {
            WhatIf::Listed { host, rank } => {
                let host = name(host);
                language.choose(
                    format!("er hoeft niets te veranderen: {host} staat op de lijst, op plaats {rank}"),
                    format!("nothing has to change: {host} is on the list, at place {rank}"),
                )
            }
            WhatIf::Enough(remedies) => {
                let remedies: Vec<String> =
                    remedies.iter().map(|remedy| remedy.in_language_naming(language, &name)).collect();
                remedies.join(language.choose("; of ", "; or "))
            }
            WhatIf::TooMuch { host, obstacles } => {
                let host = name(host);
                if let [only] = obstacles.as_slice() {
                    return only_one(&host, only, language);
                }
                let obstacles = all(obstacles, language);
                language.choose(
                    format!("één verandering is niet genoeg; bij {host} staat het minst in de weg: {obstacles}"),
                    format!("no single change is enough; the fewest things stand in the way of {host}: {obstacles}"),
                )
            }
            WhatIf::StillNot { host, obstacles } => {
                let host = name(host);
                if let [only] = obstacles.as_slice() {
                    return only_one(&host, only, language);
                }
                let obstacles = all(obstacles, language);
                language.choose(
                    format!("geen enkele verandering alleen brengt {host} op de lijst; wat ertussen staat: {obstacles}"),
                    format!("no single change brings {host} onto the list; what stands in the way: {obstacles}"),
                )
            }
            WhatIf::NotThisHost(why) => why.in_language(language),
            WhatIf::NoHost(nobody) => no_host(*nobody, language),
        }
    }
}

fn all(obstacles: &[Obstacle], language: Language) -> String {
    obstacles.iter().map(|o| o.in_language(language)).collect::<Vec<_>>().join("; ")
}

/// That only this keeps a school away, and why no step takes it out of the way.
fn only_one(host: &str, obstacle: &Obstacle, language: Language) -> String {
    let why = match obstacle {
        Obstacle::Rule(Barrier::DistanceUnknown { .. }) => language.choose(
            "zodra de plaats op de kaart van beide scholen in de scholenlijst staat, is te zeggen of het past",
            "as soon as the places of both schools on the map are in the register, it can be said whether it fits",
        ),
        Obstacle::Rule(Barrier::TooUnsure { .. }) => language.choose(
            "hoe zeker het moet zijn, heeft het netwerk voor iedereen gekozen; nieuwe antwoorden van de teams kunnen het zekerder maken",
            "how sure it must be, the network has chosen for everybody; new answers of the teams can make it surer",
        ),
        Obstacle::Rule(Barrier::Vetoed | Barrier::Partners) => {
            language.choose("dat is een keuze van mensen", "that was somebody's choice")
        }
        _ => "",
    };
    let why = if why.is_empty() { String::new() } else { format!("; {why}") };
    let obstacle = obstacle.in_language(language);
    language.choose(
        format!("bij {host} staat alleen dit in de weg: {obstacle}{why}"),
        format!("only this stands in the way of {host}: {obstacle}{why}"),
    )
}

/// Why no change brings anybody. Those without room count here too, so that some reasons say more than elsewhere.
fn no_host(nobody: Nobody, language: Language) -> String {
    let text = match nobody {
        Nobody::NoneHigher => language.choose(
            "van de scholen die dit aspect aanbieden, met of zonder plaats, staat er voor zover bekend geen hoger",
            "of the schools that offer this aspect, with or without room, none is known to stand higher",
        ),
        Nobody::RulesAllowNone => language.choose(
            "elke school die hierbij kan helpen, met of zonder plaats, is met deze school uitgesloten of al haar partner",
            "each school that could help, with or without room, is ruled out by name for this school or its partner already",
        ),
        _ => return nobody.in_language(language),
    };
    text.to_owned()
}

impl Remedy {
    /// In Dutch or English: the change, and what comes of it.
    pub fn in_language(&self, language: Language) -> String {
        self.in_language_naming(language, SchoolId::to_string)
    }

    /// The same, with the school called as `name` calls it instead of by its id.
    pub fn in_language_naming(&self, language: Language, name: impl Fn(&SchoolId) -> String) -> String {
        let Remedy { change, host, host_phase, place, cost } = self;
        let host = name(host);
        let (change, sum) = (change.in_language(language), cost.explain(language));
        let at = host_phase.map(|phase| match language {
            Language::Nl => format!(" (fase {phase})"),
            Language::En => format!(" (phase {phase})"),
        });
        let at = at.unwrap_or_default();
        language.choose(
            format!("{change}: dan komt {host}{at} op plaats {place}, voor {sum}"),
            format!("{change}: then {host}{at} comes at place {place}, at {sum}"),
        )
    }
}

impl Change {
    /// In Dutch or English, as the beginning of a sentence.
    pub fn in_language(&self, language: Language) -> String {
        let km = |km: f64| one_decimal(tenths(km), language);
        match *self {
            Change::LongerList { k: 1 } => {
                language.choose("met een lijst van 1 school", "with a list of 1 school").to_owned()
            }
            Change::LongerList { k } => language
                .choose(format!("met een lijst van {k} scholen"), format!("with a list of {k} schools")),
            Change::OpenPlace => language
                .choose("met één plaats voor bezoek erbij", "with one more place for a visit")
                .to_owned(),
            Change::MoreKm { max_km, more_km } => language.choose(
                format!("met {} km meer (hoogstens {} km)", km(more_km), km(max_km)),
                format!("with {} km more (at most {} km)", km(more_km), km(max_km)),
            ),
            Change::MoreSteps { max_steps, more_steps } => {
                let most = match (max_steps, language) {
                    (1, Language::Nl) => "hoogstens 1 stap verder".to_owned(),
                    (1, Language::En) => "at most 1 step further".to_owned(),
                    (n, Language::Nl) => format!("hoogstens {n} stappen verder"),
                    (n, Language::En) => format!("at most {n} steps further"),
                };
                match (more_steps, language) {
                    (1, Language::Nl) => format!("als één stap meer was toegestaan ({most})"),
                    (1, Language::En) => format!("if one more step were allowed ({most})"),
                    (n, Language::Nl) => format!("als {n} stappen meer waren toegestaan ({most})"),
                    (n, Language::En) => format!("if {n} more steps were allowed ({most})"),
                }
            }
            Change::AnyBoard => {
                language.choose("als het bestuur er niet toe deed", "if the board did not matter").to_owned()
            }
            Change::AnyNetworkType => language
                .choose("als de richting of het net er niet toe deed", "if the network type did not matter")
                .to_owned(),
            Change::AnyLanguage => language
                .choose("als de onderwijstaal er niet toe deed", "if the language of teaching did not matter")
                .to_owned(),
            Change::AnySector => {
                language.choose("als de sector er niet toe deed", "if the sector did not matter").to_owned()
            }
        }
    }
}

impl Obstacle {
    /// In Dutch or English.
    pub fn in_language(&self, language: Language) -> String {
        match self {
            Obstacle::NoRoom => WhyNot::NoRoom.in_language(language),
            Obstacle::Rule(barrier) => barrier.in_language(language),
            Obstacle::FurtherDown { place, k } => {
                let asked = asked_for(*k, language);
                language.choose(
                    format!("ook dan komt deze school pas op plaats {place}, en {asked}"),
                    format!("even then this school comes at place {place}, and {asked}"),
                )
            }
        }
    }
}

impl std::fmt::Display for WhatIf {
    /// In English.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.in_language(Language::En))
    }
}
