//! Growth in words: careful about rises, calm about falls, and open about what cannot be seen.

use leerkring_model::Language;

use super::{of, one_decimal, percent, schools};
use crate::growth::RELIABLE;
use crate::moments::{Change, Foreseen, NetworkChange, SpreadFrom, Verdict};
use crate::privacy::{Shown, Why};

/// The change of a school on an aspect in a few sentences: what it comes to, from where to where, how sure, what could have
/// been seen at all, and what a fall may mean; or why nothing is said. `word` is the model's word for a phase.
///
/// A fall is explained, not alarmed about: whoever learns sees more, and judges more strictly. A fall that is large and sure
/// ([`Verdict::MuchLower`]) is not explained away.
pub fn growth(change: &Change, word: &str, language: Language) -> String {
    let told = Told { word, language };
    let mut parts = Vec::new();
    match (&change.growth, change.verdict()) {
        (Shown::Value(growth), Some(verdict)) => {
            parts.push(told.verdict(verdict));
            parts.extend(change.scores.value().map(|scores| told.figures(change.people, *scores, growth)));
            parts.push(told.probabilities(growth));
            parts.extend(told.phases(change));
            parts.extend(told.smallest(change, growth.interval));
            parts.extend(told.shrunken(change));
            parts.extend(told.fall(verdict));
        }
        (Shown::Withheld(why), _) => {
            parts.push(told.withheld(*why));
            parts.extend(told.phases(change));
        }
        (Shown::Value(_), None) => {}
    }
    parts.join(" ")
}

/// What a second measurement with as many people could show, to be told before it; empty where it is not known.
pub fn foreseen(foreseen: &Foreseen, word: &str, language: Language) -> String {
    let Some(smallest) = foreseen.smallest.value() else { return String::new() };
    let (people, phases) = (foreseen.people, one_decimal(smallest.phases, language));
    let own = smallest.from == SpreadFrom::Own;
    language.choose(
        format!(
            "Met {people} antwoorden op beide momenten zie je pas veranderingen vanaf ongeveer {phases} {word}{}.",
            if own { format!(" (geschat op de antwoorden van {} alleen)", foreseen.school) } else { String::new() }
        ),
        format!(
            "With {people} answers at both moments only changes from about {phases} {word} on show{}.",
            if own { format!(" (estimated from the answers of {} alone)", foreseen.school) } else { String::new() }
        ),
    )
}

/// The growth of the network on an aspect: one sentence, or why there is none.
pub fn network_growth(network: &NetworkChange, language: Language) -> String {
    let schools = schools(network.schools, language);
    let Some(((growth, (low, high)), (higher, lower))) =
        network.growth.zip(network.interval()).zip(network.probably)
    else {
        return language.choose(
            format!("{schools} met cijfers op beide momenten: te weinig om samen te nemen."),
            format!("{schools} with figures at both moments: too few to take together."),
        );
    };
    let [change, low, high] = [growth.mu, low, high].map(|figure| signed(figure, language));
    language.choose(
        format!(
            "{schools}, gemiddeld {change}, met 90 % zekerheid tussen {low} en {high}; {higher} waarschijnlijk \
             hoger, {lower} waarschijnlijk lager."
        ),
        format!(
            "{schools}, on average {change}, with 90 % certainty between {low} and {high}; {higher} probably \
             higher, {lower} probably lower."
        ),
    )
}

struct Told<'a> {
    /// The model's word for a phase.
    word: &'a str,
    language: Language,
}

impl Told<'_> {
    fn choose(&self, nl: String, en: String) -> String {
        self.language.choose(nl, en)
    }

    fn verdict(&self, verdict: Verdict) -> String {
        let (nl, en) = match verdict {
            Verdict::Higher => {
                ("Het team ziet de school hoger dan toen.", "The team places the school higher than then.")
            }
            Verdict::ProbablyHigher => (
                "Het team ziet de school waarschijnlijk hoger dan toen.",
                "The team probably places the school higher than then.",
            ),
            Verdict::CannotTell => (
                "Of er iets veranderd is, is uit deze antwoorden niet op te maken.",
                "Whether anything changed cannot be told from these answers.",
            ),
            Verdict::Lower => (
                "Het team ziet de school waarschijnlijk lager dan toen.",
                "The team probably places the school lower than then.",
            ),
            Verdict::MuchLower => (
                "Het team ziet de school duidelijk lager dan toen.",
                "The team places the school clearly lower than then.",
            ),
        };
        self.language.choose(nl, en).to_owned()
    }

    fn figures(
        &self,
        (first, second): (u32, u32),
        (before, after): (f64, f64),
        growth: &crate::growth::Growth,
    ) -> String {
        let plain = |figure| one_decimal(figure, self.language);
        let sign = |figure| signed(figure, self.language);
        // The change itself is not said: rounded, it is not always what lies between the two as they are said.
        let (before, after) = (plain(before), plain(after));
        let (low, high) = (sign(growth.interval.0), sign(growth.interval.1));
        self.choose(
            format!(
                "Gemiddeld van {before} naar {after}; het verschil ligt met 90 % zekerheid tussen {low} en {high} ({first} en \
                 {second} collega's)."
            ),
            format!(
                "On average from {before} to {after}; the difference is with 90 % certainty between {low} and {high} ({first} and \
                 {second} colleagues)."
            ),
        )
    }

    fn probabilities(&self, growth: &crate::growth::Growth) -> String {
        let [higher, half] = [growth.p_higher, growth.p_half_phase].map(percent);
        let [up, down] = [growth.p_phase_up, growth.p_phase_down].map(percent);
        let word = self.word;
        self.choose(
            format!(
                "Kans op hoger: {higher} %, op een halve {word} of meer: {half} %; op een hogere {word}: {up} %, op een \
                 lagere: {down} %."
            ),
            format!(
                "Probability of higher: {higher} %, of half a {word} or more: {half} %; of a higher {word}: {up} %, of a \
                 lower one: {down} %."
            ),
        )
    }

    fn phases(&self, change: &Change) -> Option<String> {
        let (first, second) = change.phases.value()?;
        let word = self.word;
        Some(self.choose(
            format!("Geteld: eerst {word} {first}, nu {word} {second}."),
            format!("Counted: first {word} {first}, now {word} {second}."),
        ))
    }

    /// What these numbers could show, and whether the change exceeds it. That is another measure than the interval: by how far
    /// colleagues differ in the whole network, and for 95 %. Where one of them tells the change from chance and the other does not,
    /// nothing is said of it.
    fn smallest(&self, change: &Change, (low, high): (f64, f64)) -> Option<String> {
        let (smallest, index) = change.smallest.value().zip(change.reliable.value())?;
        let phases = one_decimal(smallest.phases, self.language);
        let beyond = index.abs() > RELIABLE;
        let leaves_zero_out = low > 0.0 || high < 0.0;
        if beyond != leaves_zero_out {
            return None;
        }
        Some(match beyond {
            true => self.choose(
                format!("Dat is meer dan andere collega's op een andere dag zouden uitmaken ({phases})."),
                format!("That is more than other colleagues on another day would make of it ({phases})."),
            ),
            false => self.choose(
                format!("Met deze aantallen is pas een verandering vanaf ongeveer {phases} van toeval te onderscheiden."),
                format!("With these numbers only a change from about {phases} on can be told from chance."),
            ),
        })
    }

    fn shrunken(&self, change: &Change) -> Option<String> {
        let figure = signed(change.shrunken?.mean, self.language);
        Some(self.choose(
            format!("Met wat het netwerk liet zien erbij is de beste schatting {figure}."),
            format!("With what the network showed the best estimate is {figure}."),
        ))
    }

    fn fall(&self, verdict: Verdict) -> Option<String> {
        let (nl, en) = match verdict {
            Verdict::Lower => (
                "Lager scoren na een jaar kan betekenen dat ogen zijn opengegaan: wie meer weet, kijkt strenger. Het kan ook \
                 zijn dat het minder gaat, of dat andere collega's antwoordden; deze cijfers maken dat onderscheid niet. \
                 Bespreek het met het team.",
                "A lower score after a year can mean that eyes have opened: who knows more, judges more strictly. It can also \
                 be that things go less well, or that other colleagues answered; these figures cannot tell which. Talk about \
                 it with the team.",
            ),
            Verdict::MuchLower => (
                "Strenger kijken kan een deel verklaren, maar dit verschil is te groot en te zeker om het daarbij te laten. \
                 Vraag het team wat er veranderd is.",
                "Stricter eyes can explain a part, but this difference is too large and too sure to leave it at that. Ask the \
                 team what changed.",
            ),
            Verdict::Higher | Verdict::ProbablyHigher | Verdict::CannotTell => return None,
        };
        Some(self.language.choose(nl, en).to_owned())
    }

    fn withheld(&self, why: Why) -> String {
        match why {
            Why::TooFew { people, needed } => {
                let colleagues = of(people, ["collega", "collega's"], ["colleague", "colleagues"], self.language);
                let counted = if people == 1 { "telde" } else { "telden" };
                self.choose(
                    format!("Geen cijfers over groei: op een van de momenten {counted} {colleagues} mee, er zijn er {needed} nodig."),
                    format!("No figures on growth: at one of the moments {colleagues} counted; {needed} are needed."),
                )
            }
            Why::Alike => self.choose(
                "Geen cijfers over groei: op een van de momenten antwoordden bijna allen hetzelfde, en cijfers zouden verraden wie niet.".to_owned(),
                "No figures on growth: at one of the moments nearly all answered alike, and figures would give away who did not.".to_owned(),
            ),
            Why::LeftOpen => self.choose(
                "Geen cijfers over groei: op een van de momenten liet iemand een vraag open, en er zou te vinden zijn wat een collega antwoordde.".to_owned(),
                "No figures on growth: at one of the moments somebody left a question open, and they would show what a colleague answered.".to_owned(),
            ),
            Why::BesideEarlier => self.choose(
                "Geen cijfers over groei: naast het eerdere verslag zou te zien zijn wat iemand antwoordde.".to_owned(),
                "No figures on growth: beside the earlier report they would show what somebody answered.".to_owned(),
            ),
            Why::NoAnswers => self.choose(
                "Geen groei: op een van de momenten heeft niemand geantwoord.".to_owned(),
                "No growth: at one of the moments nobody answered.".to_owned(),
            ),
            _ => self.choose(
                "Geen cijfers over groei: te veel collega's konden dit niet beoordelen.".to_owned(),
                "No figures on growth: too many colleagues could not judge this.".to_owned(),
            ),
        }
    }
}

/// A change with its sign, to one decimal; what rounds to nothing has none.
pub(super) fn signed(figure: f64, language: Language) -> String {
    let tenths = (figure * 10.0).round();
    if tenths == 0.0 {
        return one_decimal(0.0, language);
    }
    let size = one_decimal(tenths.abs() / 10.0, language);
    format!("{}{size}", if figure > 0.0 { "+" } else { "-" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_have_a_sign() {
        let nl = [-0.04, 0.04, 0.26, -1.0].map(|figure| signed(figure, Language::Nl));
        assert_eq!(nl, ["0,0", "0,0", "+0,3", "-1,0"]);
    }
}
