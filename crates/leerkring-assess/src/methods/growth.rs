//! The methods paragraph of a report on growth between moments.

use std::collections::BTreeSet;

use leerkring_model::{Language, Model, Responses};

use super::exchange::UsedExchange;
use super::{FERGUSON, RUBIN, VIECHTBAUER, decimal, privacy, who_counts, whole};
use crate::engine::Options;
use crate::moments::{Change, Changes, FEWEST_TO_POOL, SpreadFrom};
use crate::wording::{of, schools};

/// What a report on growth rests on.
#[derive(Clone, Copy, Debug)]
pub struct UsedForGrowth<'a> {
    /// The model that was answered at every moment.
    pub model: &'a Model,
    /// The settings, alike at every moment.
    pub options: &'a Options,
    /// The answers of each moment, in their order, with the settings by which it may be told: what is held back at it beside earlier
    /// reports.
    pub moments: &'a [(&'a Responses, &'a Options)],
    /// The growth from each moment to the next.
    pub changes: &'a [Changes],
    /// What exchanges go together with, if that was asked.
    pub exchange: Option<UsedExchange<'a>>,
    /// How many reports on the same rounds were published before.
    pub earlier_reports: usize,
}

/// The methods paragraph of growth in Markdown, with its references: who answered when, how a change is found and how sure it is, what
/// was taken together, what exchanges were compared with, and what was hidden. Only methods of which a figure was given are described.
pub fn growth_methods(used: &UsedForGrowth<'_>, language: Language) -> String {
    let given = Given::of(used);
    let mut paragraphs = vec![sample(used, language), given.change(used.options, language)];
    paragraphs.extend(given.network(used, language));
    paragraphs.push(limits(language));
    paragraphs.extend(used.exchange.map(|exchange| exchange.told(language)));
    paragraphs.push(hidden(used, language));
    let mut references = given.references();
    references.extend(used.exchange.iter().flat_map(UsedExchange::references));
    whole(used.model, paragraphs, references, language)
}

/// Which figures were given.
struct Given {
    growth: bool,
    network: bool,
    /// A smallest detectable change by the spread of the network, and by that of one school.
    from_network: bool,
    from_own: bool,
}

impl Given {
    fn of(used: &UsedForGrowth<'_>) -> Given {
        let schools = || used.changes.iter().flat_map(|changes| &changes.schools);
        let any = |is: &dyn Fn(&Change) -> bool| schools().any(is);
        let from = |of: SpreadFrom| {
            any(&|change: &Change| change.smallest.value().is_some_and(|smallest| smallest.from == of))
        };
        Given {
            growth: any(&|change| change.growth.value().is_some()),
            network: used.changes.iter().flat_map(|changes| &changes.network).any(|n| n.growth.is_some()),
            from_network: from(SpreadFrom::Network),
            from_own: from(SpreadFrom::Own),
        }
    }

    /// How the change of one school is found, and how sure it is.
    fn change(&self, options: &Options, language: Language) -> String {
        let [limit, prior] =
            [options.rule.threshold(), options.rule.prior_mass()].map(|value| decimal(value, language));
        let mut told = language.choose(
            format!("De fase op een moment is de hoogste waarop of waarboven meer dan {limit} van de oordelen ligt, elke persoon met gelijk gewicht."),
            format!("The phase at a moment is the highest that more than {limit} of the judgements reach, each person having equal weight."),
        );
        if self.growth {
            told.push_str(&language.choose(
                format!(" De verandering is het gemiddelde op het tweede moment min dat op het eerste. Antwoorden zijn anoniem, dus de momenten zijn als onafhankelijk genomen: van elk is er een Dirichletproces (Ferguson, 1973; Rubin, 1981) met een prior van {prior} personen, gespreid over de fasen, en uit het verschil van beide komen het 90 %-interval van de verandering, de kans op hoger en op een halve fase of meer hoger, en die op een hogere of lagere fase, berekend zonder toevalsgetallen."),
                format!(" The change is the mean at the second moment less that at the first. Answers are anonymous, so that the moments were taken as independent: of each there is a Dirichlet process (Ferguson, 1973; Rubin, 1981) with a prior of {prior} people spread over the phases, and the difference of both gives the 90% interval of the change, the probability of higher and of half a phase or more higher, and that of a higher or lower phase, computed without random numbers."),
            ));
        }
        let from = match (self.from_network, self.from_own) {
            (true, true) => [
                "de spreiding van collega's binnen scholen over het hele netwerk, of, waar daarvoor te weinig scholen waren, die van de school zelf",
                "the spread of colleagues within schools over the whole network, or, where there were too few schools for it, that of the school itself",
            ],
            (true, false) => [
                "de spreiding van collega's binnen scholen over het hele netwerk",
                "the spread of colleagues within schools over the whole network",
            ],
            (false, true) => ["de spreiding van de school zelf", "the spread of the school itself"],
            (false, false) => return told,
        };
        let [nl, en] = from;
        told.push_str(&language.choose(
            format!(" De kleinste verandering die met zoveel mensen aan te tonen is (95 %, tweezijdig), en de verandering in standaardfouten (naar Jacobson & Truax, 1991, met andere beoordelaars in de plaats van een andere toets), rusten op {nl}."),
            format!(" The smallest change that so many people can show (95%, two-sided), and the change in standard errors (after Jacobson & Truax, 1991, with other raters in the place of another test), rest on {en}."),
        ));
        told
    }

    /// How schools were taken together.
    fn network(&self, used: &UsedForGrowth<'_>, language: Language) -> Option<String> {
        let needed = (FEWEST_TO_POOL as u32).max(used.options.thresholds.schools);
        Some(if self.network {
            language.choose(
                format!("De groei van {needed} scholen of meer is samengenomen met een random-effectsmodel (REML; Viechtbauer, 2005) op hun veranderingen, met de standaardfout die bij die spreiding en hun aantallen hoort, en een interval van 90 %. *I*² (Higgins & Thompson, 2002) is het deel van de verschillen tussen scholen dat meer is dan toeval; de groei van elke school staat er ook naar het netwerk toe getrokken."),
                format!("The growth of {needed} schools or more was taken together by a random-effects model (REML; Viechtbauer, 2005) on their changes, with the standard errors that go with that spread and their numbers, and a 90% interval. *I*² (Higgins & Thompson, 2002) is the share of the differences between schools that is more than chance; the growth of each school is also given pulled to the network."),
            )
        } else {
            language
                .choose(
                    "Om de groei van scholen samen te nemen waren er te weinig.",
                    "There were too few schools to take their growth together.",
                )
                .to_owned()
        })
    }

    fn references(&self) -> Vec<&'static str> {
        let smallest = self.from_network || self.from_own;
        let all = [
            (self.growth, FERGUSON),
            (
                true,
                "Golembiewski, R. T., Billingsley, K., & Yeager, S. (1976). Measuring change and persistence in human affairs: Types of change generated by OD designs. *Journal of Applied Behavioral Science, 12*, 133–157.",
            ),
            (
                self.network,
                "Higgins, J. P. T., & Thompson, S. G. (2002). Quantifying heterogeneity in a meta-analysis. *Statistics in Medicine, 21*, 1539–1558.",
            ),
            (
                true,
                "Howard, G. S., Ralph, K. M., Gulanick, N. A., Maxwell, S. E., Nance, D. W., & Gerber, S. K. (1979). Internal invalidity in pretest-posttest self-report evaluations and a re-evaluation of retrospective pretests. *Applied Psychological Measurement, 3*, 1–23.",
            ),
            (
                smallest,
                "Jacobson, N. S., & Truax, P. (1991). Clinical significance: A statistical approach to defining meaningful change in psychotherapy research. *Journal of Consulting and Clinical Psychology, 59*, 12–19.",
            ),
            (self.growth, RUBIN),
            (self.network, VIECHTBAUER),
        ];
        all.into_iter().filter(|(given, _)| *given).map(|(_, reference)| reference).collect()
    }
}

/// Who answered at which moment.
fn sample(used: &UsedForGrowth<'_>, language: Language) -> String {
    let name = used.model.name().best(language.code());
    let moments = used.moments.iter().map(|(answers, _)| {
        let people = of(answers.len() as u64, ["persoon", "personen"], ["person", "people"], language);
        let teams = answers.teams().iter().filter(|team| team.size() > 0).count();
        let schools = schools(teams as u64, language);
        language.choose(format!("{people} van {schools}"), format!("{people} of {schools}"))
    });
    let (count, moments) = (used.moments.len(), moments.collect::<Vec<_>>().join(", "));
    let (aspects, indicators, levels) =
        (used.model.aspects().len(), used.model.indicators().count(), used.model.levels());
    let counts = who_counts(language);
    language.choose(
        format!("{name} ({aspects} aspecten, {indicators} indicatoren, {levels} fasen) is op {count} momenten ingevuld, achtereenvolgens door {moments}. {counts}"),
        format!("{name} ({aspects} aspects, {indicators} indicators, {levels} phases) was answered at {count} moments, in turn by {moments}. {counts}"),
    )
}

/// What figures of growth cannot tell apart.
fn limits(language: Language) -> String {
    language
        .choose(
            "Wat als groei wordt gemeten, kan ook komen van een strengere maat bij wie meer weet (Golembiewski, Billingsley & Yeager, 1976; Howard et al., 1979), van een start die door toeval laag was, en van andere collega's die antwoordden; deze cijfers maken dat onderscheid niet.",
            "What is measured as growth can also come from a stricter standard of those who know more (Golembiewski, Billingsley & Yeager, 1976; Howard et al., 1979), from a start that was low by chance, and from other colleagues who answered; these figures cannot tell which.",
        )
        .to_owned()
}

/// From which numbers on growth is given, of how many it is not, and what is held back beside earlier reports.
fn hidden(used: &UsedForGrowth<'_>, language: Language) -> String {
    let both = || {
        let each = used.changes.iter().flat_map(|changes| &changes.schools);
        each.filter(|change| change.people.0 > 0 && change.people.1 > 0)
    };
    let (all, hidden) = (both().count(), both().filter(|change| change.growth.value().is_none()).count());
    let numbers = privacy::numbers(used.options, language);
    let told = language.choose(
        format!("{numbers} Groei is gegeven waar beide momenten een score mogen laten zien: van {hidden} van de {all} combinaties van school, aspect en opeenvolgende momenten met antwoorden op beide niet."),
        format!("{numbers} Growth is given where both moments may show a score: of {hidden} of the {all} combinations of school, aspect and successive moments with answers at both it is not."),
    );
    let small = privacy::small_teams(phases_of_few(used), language);
    let moments: Vec<&Options> = used.moments.iter().map(|(_, options)| *options).collect();
    let of = ["moment, school en aspect", "moment, school and aspect"];
    let beside = privacy::beside(&moments, of, used.earlier_reports, language);
    std::iter::once(told).chain(small).chain(beside).collect::<Vec<_>>().join(" ")
}

/// How many phases are of fewer people than a phase needs: a moment between two others is in two changes, and its phase is one.
fn phases_of_few(used: &UsedForGrowth<'_>) -> usize {
    let needed = used.options.thresholds.people_for(used.options.rule.threshold());
    let mut phases = BTreeSet::new();
    for (moment, changes) in used.changes.iter().enumerate() {
        // Both phases are told, or neither.
        for change in changes.schools.iter().filter(|change| change.phases.value().is_some()) {
            let people = [(moment, change.people.0), (moment + 1, change.people.1)];
            let few = people.into_iter().filter(|(_, people)| *people < needed);
            phases.extend(few.map(|(moment, _)| (&change.school, &change.aspect, moment)));
        }
    }
    phases.len()
}
