//! The answers, drawn from a model that is stated here and can be read by everyone who is given the files.

use anyhow::Result;
use leerkring::model::{Answer, Date, Model, Phase, Role, Topics};

use crate::calendar;
use crate::exports::Layout;
use crate::random::{Purpose, Source, Stream};
use crate::wishes::{self, Wishes};

/// The model in words, for `--help` and for the README beside the files.
pub(crate) const STATED: &str = "\
How far a school is on an indicator is one number, the sum of normal numbers: the school as a whole (standard
deviation 0.6), the aspect (0.6) and the indicator (0.25). Every person who answers sees it a little differently
(0.35), leadership higher (+0.25), and every answer wavers (0.45). The phases lie between thresholds: the lowest
ends at -1.2, the highest begins at 1.3, and those between are equally wide.

Teams have 3 to 40 members, mostly around 11; 60 to 95 % of them answer. One to three are leadership, about 15 % of
the others are support staff. Of the answers, 2 % are left empty, 1 % are \"not applicable\", and \"don't know\" are 4 % of
the teachers', 2 % of leadership's and 15 % of support staff's. 3 % of the persons break off halfway, 3 % do not say
their role. In 4 % of the schools the team is in two camps, 1.1 above and 1.1 below; in 3 % half the team cannot judge
one of the indicators.

One school in ten says no wishes. The others offer an aspect in 45 % of the cases where they are far (above 0.45),
15 % in the middle and 4 % where they are not (below -0.35); of what they do not offer they ask 8, 25 and 45 %, and
think together about 12 %. Of the topics each offers 10 %, asks 12 % of the others, and would like to think together about 6 %.
Those who offer have room for 0 to 4 visits, mostly 1 or 2.

Four schools in five answered a year earlier as well, with people drawn anew. Since then they grew by 0.15 on everything
(standard deviation 0.25 over schools, 0.2 more over aspects); one school in eight fell by 0.35 instead. Most (85 %) had an exchange,
on the first aspect in half of the cases and on the second, third or fourth in the others; on that aspect it grew by
0.45 more. Seen on the scale of phases the effects are a fifth larger.";

const SCHOOL: f64 = 0.6;
const ASPECT: f64 = 0.6;
const INDICATOR: f64 = 0.25;
const PERSON: f64 = 0.35;
const ANSWER: f64 = 0.45;
const LENIENCY: f64 = 0.25;
const CAMP: f64 = 1.1;
const FIRST_THRESHOLD: f64 = -1.2;
const LAST_THRESHOLD: f64 = 1.3;
const GROWTH: f64 = 0.15;
const FALL: f64 = -0.35;
const EXCHANGE: f64 = 0.45;

/// What one school says: its people's answers, what it agreed on in dialogue, and its wishes.
pub(crate) struct Team {
    /// Members, whether they answered or not.
    pub(crate) size: u32,
    pub(crate) people: Vec<Person>,
    /// The phase that the team would agree on, one place per aspect.
    pub(crate) agreed: Vec<Option<Phase>>,
    /// The day of the dialogue.
    pub(crate) dialogue: Date,
    /// The export that its answers are in.
    pub(crate) layout: Layout,
    /// Whether the phases agreed on are on record.
    pub(crate) on_record: bool,
    pub(crate) wishes: Wishes,
    /// The year before, if it took part then.
    pub(crate) earlier: Option<Earlier>,
}

/// What a team answered a year earlier.
pub(crate) struct Earlier {
    pub(crate) people: Vec<Person>,
    /// The place of the aspect on which it had an exchange since.
    pub(crate) exchange: Option<usize>,
}

/// What one person answered.
pub(crate) struct Person {
    pub(crate) role: Option<Role>,
    pub(crate) date: Date,
    /// Seconds after midnight.
    pub(crate) time: u32,
    /// How long it took, in seconds.
    pub(crate) duration: u32,
    /// One place per indicator.
    pub(crate) answers: Vec<Option<Answer>>,
    /// The indicators seen before breaking off; all of them for who did not.
    pub(crate) reached: usize,
    /// Bits for what an export makes of the person: which of several titles, untidy blanks.
    pub(crate) habit: u32,
}

/// Draws teams.
pub(crate) struct Draw<'a> {
    model: &'a Model,
    source: &'a Source,
    topics: Topics,
}

/// What is true of a school, before anyone answers.
struct Truth {
    /// One number per indicator.
    levels: Vec<f64>,
    two_camps: bool,
    /// The indicator that half the team cannot judge.
    unseen: Option<usize>,
    /// The first week of its survey, counted from the start of the school year.
    week: u32,
}

impl<'a> Draw<'a> {
    pub(crate) fn new(model: &'a Model, source: &'a Source) -> Result<Draw<'a>> {
        Ok(Draw { model, source, topics: Topics::parse(wishes::TOPICS)? })
    }

    /// The team of the school with this index. It depends on seed, index and model, and on no other school.
    pub(crate) fn team(&self, index: u64) -> Result<Team> {
        let mut chance = self.source.stream(Purpose::Answers, index);
        // Team sizes are skewed: many small schools, a few large ones.
        let size = libm::round(11.0 * libm::exp(chance.normal(0.45))).clamp(3.0, 40.0) as u32;
        let share = chance.between(0.60, 0.95);
        let answering = (libm::round(f64::from(size) * share) as u32).clamp(1, size);

        let (far, truth) = self.truth(&mut chance);
        let people = roles(size, answering, &mut chance)
            .into_iter()
            .enumerate()
            .map(|(place, role)| self.person(place, role, &truth, &mut chance))
            .collect::<Result<_>>()?;
        let agreed = far
            .iter()
            .map(|&level| {
                let level = level + chance.normal(0.3);
                if chance.chance(0.15) { None } else { self.phase(level) }
            })
            .collect();
        let dialogue = calendar::weekday(truth.week + 3 + chance.below(4), chance.below(5))?;
        let mut wishes = Wishes::draw(self.model, &far, &mut chance);
        wishes.draw_topics(&self.topics, &mut self.source.stream(Purpose::Topics, index));
        let layout = Layout::pick(chance.unit());
        let on_record = chance.chance(0.10) || layout == Layout::PerSchool;
        let earlier = self.earlier(index, size, &truth)?;
        Ok(Team { size, people, agreed, dialogue, layout, on_record, wishes, earlier })
    }

    /// What the team answered the year before. The chance is its own, so that it moves nothing in the later answers.
    fn earlier(&self, index: u64, size: u32, now: &Truth) -> Result<Option<Earlier>> {
        let mut chance = self.source.stream(Purpose::Earlier, index);
        if !chance.chance(0.8) {
            return Ok(None);
        }
        let fell = chance.chance(0.125);
        let of_school = if fell { FALL } else { GROWTH } + chance.normal(0.25);
        let aspects = self.model.aspects();
        let exchange = chance.chance(0.85).then(|| {
            let others = u32::try_from(aspects.len()).unwrap_or(1).min(4) - 1;
            if chance.chance(0.5) { 0 } else { 1 + chance.below(others) as usize }
        });
        let mut grown = Vec::with_capacity(now.levels.len());
        for (place, aspect) in aspects.iter().enumerate() {
            let effect = if exchange == Some(place) { EXCHANGE } else { 0.0 };
            let growth = of_school + chance.normal(0.2) + effect;
            grown.extend(aspect.indicators().iter().map(|_| growth));
        }
        let levels = now.levels.iter().zip(grown).map(|(level, growth)| level - growth).collect();
        let truth = Truth { levels, two_camps: now.two_camps, unseen: now.unseen, week: now.week };
        let answering = (libm::round(f64::from(size) * chance.between(0.60, 0.95)) as u32).clamp(1, size);
        let people = roles(size, answering, &mut chance).into_iter().enumerate().map(|(place, role)| {
            let mut person = self.person(place, role, &truth, &mut chance)?;
            person.date = calendar::year_before(person.date)?;
            Ok(person)
        });
        Ok(Some(Earlier { people: people.collect::<Result<_>>()?, exchange }))
    }

    /// How far the school is on each aspect, and what lies beneath.
    fn truth(&self, chance: &mut Stream) -> (Vec<f64>, Truth) {
        let school = chance.normal(SCHOOL);
        let mut far = Vec::new();
        let mut levels = Vec::with_capacity(self.model.width());
        for aspect in self.model.aspects() {
            let level = school + chance.normal(ASPECT);
            far.push(level);
            levels.extend(aspect.indicators().iter().map(|_| level + chance.normal(INDICATOR)));
        }
        let two_camps = chance.chance(0.04);
        let unseen = chance.chance(0.03).then(|| chance.below(levels.len() as u32) as usize);
        (far, Truth { levels, two_camps, unseen, week: chance.below(30) })
    }

    fn person(&self, place: usize, role: Role, truth: &Truth, chance: &mut Stream) -> Result<Person> {
        let mut view = chance.normal(PERSON);
        if role == Role::Leadership {
            view += LENIENCY;
        }
        if truth.two_camps {
            view += if place.is_multiple_of(2) { CAMP } else { -CAMP };
        }
        let dont_know = match role {
            Role::Leadership => 0.02,
            Role::Support => 0.15,
            Role::Teacher | Role::Other => 0.04,
        };
        let width = truth.levels.len();
        let breaks_off = chance.chance(0.03);
        let reached = if breaks_off { chance.below(width as u32) as usize } else { width };
        let answers = truth
            .levels
            .iter()
            .enumerate()
            .map(|(indicator, level)| {
                let seen = level + view + chance.normal(ANSWER);
                let dont_know = if truth.unseen == Some(indicator) { 0.5 } else { dont_know };
                match chance.unit() {
                    _ if indicator >= reached => None,
                    u if u < 0.02 => None,
                    u if u < 0.03 => Some(Answer::NotApplicable),
                    u if u < 0.03 + dont_know => Some(Answer::DontKnow),
                    _ => self.phase(seen).map(Answer::Phase),
                }
            })
            .collect();
        Ok(Person {
            role: Some(role).filter(|_| !chance.chance(0.03)),
            date: calendar::weekday(truth.week + chance.below(2), chance.below(5))?,
            time: 8 * 3600 + chance.below(10 * 3600),
            duration: 240 + chance.below(11 * 60),
            answers,
            reached,
            habit: chance.bits(),
        })
    }

    /// The phase in which a number lies.
    fn phase(&self, level: f64) -> Option<Phase> {
        let top = self.model.top().number();
        let width = (LAST_THRESHOLD - FIRST_THRESHOLD) / f64::from(top.saturating_sub(2).max(1));
        let passed = (0..top - 1).filter(|&k| level >= FIRST_THRESHOLD + width * f64::from(k)).count();
        Phase::from_index(passed)
    }
}

/// The roles of those who answer, in a random order.
fn roles(size: u32, answering: u32, chance: &mut Stream) -> Vec<Role> {
    let leaders = match size {
        ..12 => 1,
        12..25 => 2,
        _ => 3,
    };
    let mut team: Vec<Role> = (0..size)
        .map(|member| match member {
            member if member < leaders => Role::Leadership,
            _ if chance.chance(0.15) => Role::Support,
            _ => Role::Teacher,
        })
        .collect();
    chance.shuffle(&mut team);
    team.truncate(answering as usize);
    team
}
