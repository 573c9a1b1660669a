//! Two schools that somebody asks about: how sure it is that the one is further than the other.

use leerkring_model::{Language, Model, Phase, SchoolId};

use super::missing::no_rate;
use super::sheet::{Sheet, Step};
use crate::assessment::{Assessment, Picture};
use crate::network::AspectNetwork;
use crate::pooling::compare::{ENOUGH_SCHOOLS, Pooled, difference};
use crate::pooling::random_intercept::RandomIntercept;
use crate::pooling::scores::Scores;

mod refused;

pub use self::refused::NotBeside;

const SOURCE: &str = "crates/leerkring-assess/src/pooling/compare.rs";
/// Half a phase: a usual wish.
const HALF: f64 = 0.5;
/// Decimals of what is used again.
const MANY: u8 = 8;
/// Decimals of variances: in a share `lambda` what is rounded in them counts many times over.
const OF_VARIANCES: u8 = 10;

/// The two schools in the network.
struct Pair<'a> {
    sheet: Sheet<'a>,
    pooled: &'a Pooled,
    best: &'a RandomIntercept,
    /// A, and B beside it.
    scores: [&'a Scores; 2],
}

/// The steps from the scores of two schools to the probability that the second is further, and at least half a phase further, on
/// the network's aspect; and, beside that, by phases from the own answers of each. As one would do it with a pencil, from what the network
/// is found to be.
///
/// Only of two schools that somebody asks about, and of which both have a score beside a phase. Whoever reads it reads how
/// both stand.
///
/// ```
/// use leerkring_assess::{Options, assessments, explain::beside, network::networks};
/// use leerkring_model::{Answer, Language, Phase, Response, Responses, SchoolId, builtin};
///
/// let model = builtin::samen_leren();
/// let mut responses = Responses::new(&model);
/// for school in 0..20_u8 {
///     for phase in [1, 2, 2, 2, 3, 3, 3, 4] {
///         let answer = Phase::new(phase + school % 2).map(Answer::Phase);
///         responses.push(&Response::new(SchoolId::new(&format!("school-{school:02}"))?, vec![answer; model.width()]))?;
///     }
/// }
/// let options = Options::default();
/// let (all, koers) = (assessments(&model, &responses, &[], &options)?, networks(&model, &responses, &options)?.remove(0));
/// let of = |school: &str| all.iter().find(|one| one.standing.school.as_str() == school).ok_or("nobody answered");
/// let steps = beside(&koers, of("school-00")?, of("school-01")?, &model, Language::En)?;
/// let lines: Vec<&str> = steps.iter().flat_map(|step| &step.lines).map(String::as_str).collect();
/// assert_eq!(lines[..2], ["A = school-00: n = 8, mean = 2.5", "B = school-01: n = 8, mean = 3.5"]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// [`NotBeside`] where one of them hides its score, less than half of its team counts, or the network is too small to pool.
pub fn beside(
    network: &AspectNetwork,
    learner: &Assessment,
    host: &Assessment,
    model: &Model,
    language: Language,
) -> Result<Vec<Step>, NotBeside> {
    let both = [learner, host];
    if let Some(other) = both.iter().find(|one| one.standing.aspect != network.aspect) {
        return Err(NotBeside::OtherAspect(other.standing.aspect.clone()));
    }
    let [from, to] = both.map(|one| &one.standing.school);
    if from == to {
        return Err(NotBeside::Same(from.clone()));
    }
    let scores = |school: &SchoolId| {
        let reason = |reason| NotBeside::School { school: school.clone(), reason };
        network.score_of(school).map_err(reason)
    };
    let scores = [scores(from)?, scores(to)?];
    let partial = |one: &&Assessment| one.response.picture.value() == Some(&Picture::Partial);
    if let Some(one) = both.into_iter().find(partial) {
        return Err(NotBeside::Partial(one.standing.school.clone()));
    }
    let pooled = network.pooled().map_err(NotBeside::Network)?;
    let aspect = model.aspect(&network.aspect).ok_or_else(|| NotBeside::NotInModel {
        aspect: network.aspect.clone(),
        model: model.id().to_string(),
    })?;
    let sheet = Sheet::new(learner, model, aspect, language);
    let pair = Pair { sheet, pooled, best: pooled.network(), scores };
    let mut steps = vec![pair.schools([from, to]), pair.network(network), pair.pulled(), pair.apart()];
    steps.push(pair.sure());
    steps.extend(pair.by_phase(both));
    steps.push(pair.reading(both));
    Ok(steps)
}

impl Pair<'_> {
    fn many(&self, value: f64) -> String {
        self.sheet.fixed(value, MANY)
    }

    fn variance(&self, value: f64) -> String {
        self.sheet.fixed(value, OF_VARIANCES)
    }

    fn schools(&self, schools: [&SchoolId; 2]) -> Step {
        let mut step = self.sheet.step(
            "De twee scholen",
            "The two schools",
            "4",
            "crates/leerkring-assess/src/network.rs",
        );
        for ((letter, school), scores) in ["A", "B"].into_iter().zip(schools).zip(self.scores) {
            let (people, mean) = (scores.people(), self.sheet.at_most(scores.mean(), MANY.into()));
            let word = self.sheet.language.choose("gemiddelde", "mean");
            step.say(format!("{letter} = {school}: n = {people}, {word} = {mean}"));
            step.figure(format!("mean_{letter}"), scores.mean());
        }
        step
    }

    fn network(&self, network: &AspectNetwork) -> Step {
        let mut step = self.sheet.step(
            "Het netwerk",
            "The network",
            "12",
            "crates/leerkring-assess/src/pooling/random_intercept.rs",
        );
        let RandomIntercept { mu, mu_se, sigma2, tau2, .. } = *self.best;
        let (schools, people) = (network.schools, network.people);
        step.say(self.sheet.language.choose(
            format!("Uit de {schools} scholen waarvan de score verteld mag worden ({people} personen), met REML; dat zoekt een computer uit."),
            format!("From the {schools} schools of which the score may be told ({people} people), by REML; that takes a computer."),
        ));
        let [mean, error] = [mu, mu_se].map(|value| self.many(value));
        let [within, between] = [sigma2, tau2].map(|value| self.variance(value));
        step.say(format!("mu = {mean}; se(mu) = {error}; sigma² = {within}; tau² = {between}"));
        step.say(self.sheet.language.choose(
            "mu: het gemiddelde van de scholen; sigma²: variantie tussen collega's; tau²: variantie tussen scholen.",
            "mu: the mean of schools; sigma²: variance between colleagues; tau²: variance between schools.",
        ).to_owned());
        let parts = [("mu", mu), ("se(mu)", mu_se), ("sigma²", sigma2), ("tau²", tau2)];
        parts.into_iter().for_each(|(name, value)| step.figure(name, value));
        step
    }

    fn pulled(&self) -> Step {
        let mut step = self.sheet.step(
            "Naar het netwerk getrokken",
            "Pulled to the network",
            "12",
            "crates/leerkring-assess/src/pooling/random_intercept.rs",
        );
        let mu = self.many(self.best.mu);
        let [sigma2, tau2] = [self.best.sigma2, self.best.tau2].map(|value| self.variance(value));
        let [value, mean] = self.sheet.language.choose(["waarde", "gemiddelde"], ["value", "mean"]);
        step.say(format!("lambda = sigma² / (sigma² + n tau²); {value} = mu + (1 - lambda) ({mean} - mu)"));
        for (letter, scores) in ["A", "B"].into_iter().zip(self.scores) {
            let own = self.best.school(scores);
            let (n, lambda) = (scores.people(), self.many(own.lambda));
            let of = self.sheet.at_most(scores.mean(), MANY.into());
            step.say(format!("lambda_{letter} = {sigma2} / ({sigma2} + {n} x {tau2}) = {lambda}"));
            step.say(format!(
                "{value}_{letter} = {mu} + (1 - {lambda}) x ({of} - {mu}) = {}",
                self.many(own.value)
            ));
            step.figure(format!("lambda_{letter}"), own.lambda);
            step.figure(format!("value_{letter}"), own.value);
        }
        step
    }

    fn apart(&self) -> Step {
        let mut step = self.sheet.step("Het verschil", "The difference", "12", SOURCE);
        let [a, b] = self.scores.map(|scores| self.best.school(scores));
        let found = difference(self.best, self.scores[0], self.scores[1]);
        let [difference, value] = self.sheet.language.choose(["verschil", "waarde"], ["difference", "value"]);
        step.say(format!(
            "{difference} = {value}_B - {value}_A = {} - {} = {}",
            self.many(b.value),
            self.many(a.value),
            self.many(found.mean)
        ));
        let tau2 = self.variance(self.best.tau2);
        let [error, of_a, of_b] = [self.best.mu_se, a.lambda, b.lambda].map(|value| self.many(value));
        let variance = found.sd * found.sd;
        step.say("s² = tau² lambda_A + tau² lambda_B + (lambda_B - lambda_A)² se(mu)²".to_owned());
        step.say(format!(
            "s² = {tau2} x {of_a} + {tau2} x {of_b} + ({of_b} - {of_a})² x {error}² = {}; s = {}",
            self.many(variance),
            self.many(found.sd)
        ));
        step.figure("difference", found.mean);
        step.figure("s", found.sd);
        step
    }

    fn sure(&self) -> Step {
        let mut step = self.sheet.step("Hoe zeker", "How sure", "12", SOURCE);
        let [learner, host] = self.scores;
        let found = difference(self.best, learner, host);
        let [further, half] = self.sheet.language.choose(
            ["P(B verder dan A)", "P(B minstens een halve fase verder)"],
            ["P(B further than A)", "P(B at least half a phase further)"],
        );
        let with_formula = found.sd > 0.0;
        if with_formula {
            let [mean, sd] = [found.mean, found.sd].map(|value| self.many(value));
            for (name, delta, sum) in
                [(further, 0.0, mean.clone()), (half, HALF, format!("({mean} - {})", self.sheet.plain(HALF)))]
            {
                let z = (found.mean - delta) / found.sd;
                step.say(format!("z = {sum} / {sd} = {}", self.sheet.fixed(z, 4)));
                step.say(format!(
                    "{name}: {} = {}",
                    self.formula(z),
                    self.sheet.fixed(found.p_above(delta), Sheet::DECIMALS)
                ));
            }
        } else {
            step.say(self.sheet.language.choose(
                "tau² = 0: verschil tussen scholen is niet aan te tonen. Beide kanten zijn dan even waarschijnlijk.",
                "tau² = 0: no difference between schools can be detected. Both sides are equally probable then.",
            ).to_owned());
        }
        let [p, p_half] = [0.0, HALF].map(|delta| self.pooled.p_further(learner, host, delta));
        let values = self.pooled.values_of_tau();
        if values > 1 || !with_formula {
            let [p, p_half] = [p, p_half].map(|p| self.sheet.fixed(p, Sheet::DECIMALS));
            if values > 1 {
                step.say(self.sheet.language.choose(
                    format!("Bij minder dan {ENOUGH_SCHOOLS} scholen is tau zelf onzeker. Hierboven staat de aannemelijkste; wat telt is het gemiddelde over {values} waarden van tau, naar hoe aannemelijk elk is (niet met een potlood):"),
                    format!("With fewer than {ENOUGH_SCHOOLS} schools tau itself is uncertain. Above stands the likeliest; what counts is the average over {values} values of tau, by how likely each is (not with a pencil):"),
                ));
            }
            step.say(format!("{further} = {p}; {half} = {p_half}"));
        }
        step.figure("p_further", p);
        step.figure("p_half_phase", p_half);
        step
    }

    /// What to put into a spreadsheet for the probability that a normal variable stays below `z`.
    fn formula(&self, z: f64) -> String {
        let z = self.sheet.fixed(z, 4);
        self.sheet.language.choose(format!("=NORM.S.VERD({z};WAAR)"), format!("=NORM.S.DIST({z},TRUE)"))
    }

    /// From the own answers of each alone, if both show their probabilities.
    fn by_phase(&self, both: [&Assessment; 2]) -> Option<Step> {
        let probabilities = |one: &Assessment| one.standing.statement()?.probabilities;
        let (a, b) = (probabilities(both[0])?, probabilities(both[1])?);
        let mut step = self.sheet.step(
            "In hele fasen, uit de eigen antwoorden van elk",
            "In whole phases, from the own answers of each",
            "12",
            "crates/leerkring-model/src/standing/probabilities.rs",
        );
        let beyond = |phase: Phase| phase.next().map_or(0.0, |next| b.at_least(next));
        let four = |p: f64| self.sheet.fixed(p, Sheet::DECIMALS);
        let terms: Vec<String> = Phase::scale(self.sheet.model.levels())
            .map(|phase| {
                let next = phase.next().map_or(0.0, |next| a.at_least(next));
                let own = self.sheet.probability(a.at_least(phase), next);
                format!("{own} x {}", four(beyond(phase)))
            })
            .collect();
        let p = b.above(&a);
        let name = self.sheet.language.choose("P(B een fase of meer verder)", "P(B a phase or more further)");
        step.say(format!("{name} = Σ_k p_A(k) P_B(> k)"));
        step.say(format!("= {} = {}", terms.join(" + "), four(p)));
        step.say(self.sheet.language.choose(
            "Grover, want fasen zijn grof, en zonder het netwerk. Noem beide: zeker verder is nog geen fase verder.",
            "Coarser, because phases are, and without the network. Say both: surely further is not yet a phase further.",
        ).to_owned());
        step.figure("p_phase", p);
        Some(step)
    }

    fn reading(&self, both: [&Assessment; 2]) -> Step {
        let mut step = self.sheet.step("Hoe dit te lezen", "How to read this", "12", "docs/METHOD.md");
        for one in both.iter().filter(|one| one.response.picture.value().is_none()) {
            let (school, why) = (&one.standing.school, no_rate(&one.response, self.sheet.language));
            step.say(self.sheet.language.choose(
                format!("{school}: {why} Telt minder dan de helft mee, vergelijk de school dan niet."),
                format!("{school}: {why} If less than half counts, do not compare the school."),
            ));
        }
        step.say(self.sheet.language.choose(
            "Het gaat over deze twee scholen, omdat iemand ernaar vroeg. Wie alle paren naloopt op zoek naar het grootste verschil, vindt toeval.",
            "It is about these two schools, because somebody asked. Whoever goes through all pairs for the largest difference finds chance.",
        ).to_owned());
        step.say(self.sheet.language.choose(
            "Wie dit leest, leest hoe beide scholen staan: geef het alleen door als beide dat goed vinden.",
            "Whoever reads this reads how both schools stand: pass it on only if both agree.",
        ).to_owned());
        step
    }
}

#[cfg(test)]
mod tests;
