//! Files of honest answers, of many makes: teams that agree, teams all in one phase, camps, schools of three, one large
//! school, few questions and many, phases and five-point agreement, missing cells, clocks with seconds, minutes, days or none.

use anyhow::Result;
use leerkring::import::Codebook;
use leerkring::model::{Model, School, SchoolId, builtin};

use crate::chance::Chance;

/// A file before it is written out, and what belongs to it.
pub(crate) struct File {
    pub(crate) model: Model,
    /// Keys of the indicators.
    pub(crate) keys: Vec<String>,
    /// The texts of the levels, lowest first.
    pub(crate) texts: Vec<String>,
    pub(crate) clock: Clock,
    pub(crate) rows: Vec<Row>,
    pub(crate) schools: Vec<School>,
}

#[derive(Clone)]
pub(crate) struct Row {
    pub(crate) id: usize,
    pub(crate) school: String,
    pub(crate) role: &'static str,
    /// Seconds after the start of the survey.
    pub(crate) end: i64,
    pub(crate) took: i64,
    /// A level from 1, 0 for "don't know"; `None` is blank.
    pub(crate) answers: Vec<Option<usize>>,
    pub(crate) remark: String,
}

#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Clock {
    Seconds,
    Minutes,
    Days,
    None,
}

const ROLES: [&str; 3] = ["directie", "leerkracht", "oop"];
const REMARKS: [&str; 6] = ["", "", "", "", "geen", "3"];

impl File {
    /// An honest file of about this many rows.
    pub(crate) fn honest(rows: usize, chance: &mut Chance) -> Result<File> {
        let make = chance.below(5);
        let model = match make {
            0 => builtin::samen_leren(),
            1 => builtin::lerende_organisatie(),
            2 => own("kort", 1, 3, 4)?,
            3 => own("eens", 4, 5, 5)?,
            _ => own("negen", 2, 9, 5)?,
        };
        let keys: Vec<String> = model.indicators().map(|indicator| indicator.id().key().to_owned()).collect();
        let levels = usize::from(model.levels());
        let words = ["helemaal oneens", "oneens", "neutraal", "eens", "helemaal eens"];
        let texts = match (make, chance.below(3)) {
            (3 | 4, 0 | 1) => words.map(str::to_owned).to_vec(),
            (_, 0) => (1..=levels).map(|n| format!("Fase {n}")).collect(),
            _ => (1..=levels).map(|n| n.to_string()).collect(),
        };
        let clock =
            [Clock::Seconds, Clock::Seconds, Clock::Minutes, Clock::Days, Clock::None][chance.below(5)];
        let mut file = File { model, keys, texts, clock, rows: Vec::new(), schools: Vec::new() };
        // One large school, or many of 3 to 40.
        let single = chance.chance(0.1);
        let halo = chance.between(0.15, 0.8);
        let noise = chance.between(0.3, 0.6);
        while file.rows.len() < rows {
            let left = rows - file.rows.len();
            let size =
                if single { left } else { (3 + (chance.unit() * chance.unit() * 37.0) as usize).min(left) };
            file.school(size, halo, noise, chance)?;
        }
        match chance.below(3) {
            0 => {}
            1 => file.rows.sort_by_key(|row| row.end),
            _ => chance.shuffle(&mut file.rows),
        }
        file.rows.iter_mut().zip(1..).for_each(|(row, id)| row.id = id);
        Ok(file)
    }

    /// Adds the answers of one school.
    fn school(&mut self, size: usize, halo: f64, noise: f64, chance: &mut Chance) -> Result<()> {
        let number = self.schools.len();
        let key = format!(
            "{:02}{}{}{:02}",
            number % 83 + 5,
            letter(number),
            letter(number / 3 + 7),
            number * 7 % 90
        );
        self.schools.push(School::new(SchoolId::new(&key)?, &key));
        let (kind, levels) = (chance.unit(), self.texts.len());
        let one_phase = (kind < 0.08).then(|| 1 + chance.below(levels));
        let agree = if kind < 0.2 { 0.2 } else { 1.0 };
        let camps = kind > 0.95;
        let far = chance.normal(0.6);
        let mut truth = Vec::new();
        for aspect in self.model.aspects() {
            let of_aspect = far + chance.normal(0.6);
            truth.extend(aspect.indicators().iter().map(|_| of_aspect + chance.normal(0.25)));
        }
        // Some teams sit together for ten minutes; the others answer over two weeks.
        let together = chance.chance(0.3);
        let begin = chance.below(20) as i64 * 86_400;
        let (missing, unsure) = (chance.between(0.0, 0.12), chance.between(0.0, 0.08));
        for person in 0..size {
            let mut view = chance.normal(halo * agree);
            if camps {
                view += if person % 2 == 0 { 1.1 } else { -1.1 };
            }
            let answer = |level: &f64, chance: &mut Chance| match chance.unit() {
                u if u < missing => None,
                u if u < missing + unsure => Some(0),
                _ => Some(
                    one_phase.unwrap_or_else(|| phase(level + view + chance.normal(noise * agree), levels)),
                ),
            };
            let answers: Vec<Option<usize>> = truth.iter().map(|level| answer(level, chance)).collect();
            let moment = if together { chance.below(600) } else { chance.below(14 * 86_400) } as i64;
            // From two seconds a question, by those who know the list, to a quarter of an hour, and a day with it open.
            let took = match chance.unit() {
                u if u < 0.03 => 2 * answers.len() as i64,
                u if u < 0.06 => 86_000,
                _ => answers.len() as i64 * (8 + chance.below(50) as i64),
            };
            self.rows.push(Row {
                id: 0,
                school: key.clone(),
                role: ROLES[if person == 0 { 0 } else { 1 + chance.below(2) }],
                end: begin + moment,
                took,
                answers,
                remark: REMARKS[chance.below(REMARKS.len())].to_owned(),
            });
        }
        Ok(())
    }

    /// The header.
    pub(crate) fn header(&self) -> Vec<String> {
        let mut header = vec!["id".to_owned()];
        match self.clock {
            Clock::None => {}
            Clock::Days => header.push("datum".to_owned()),
            Clock::Seconds | Clock::Minutes => header.extend(["startdate".to_owned(), "datum".to_owned()]),
        }
        header.extend(["school".to_owned(), "functie".to_owned()]);
        header.extend(self.keys.iter().cloned());
        header.push("opmerking".to_owned());
        header
    }

    /// The cells of a row, with the texts of its answers.
    pub(crate) fn cells(&self, row: &Row, texts: &[String]) -> Vec<String> {
        let mut cells = vec![row.id.to_string()];
        match self.clock {
            Clock::None => {}
            Clock::Days => cells.push(self.moment(row.end)),
            Clock::Seconds | Clock::Minutes => {
                cells.extend([self.moment(row.end - row.took), self.moment(row.end)])
            }
        }
        cells.extend([row.school.clone(), row.role.to_owned()]);
        cells.extend(row.answers.iter().map(|answer| match answer {
            None => String::new(),
            Some(0) => "weet niet".to_owned(),
            Some(level) => texts[level - 1].clone(),
        }));
        cells.push(row.remark.clone());
        cells
    }

    fn moment(&self, seconds: i64) -> String {
        let (day, within) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
        // 60 days from the first of May on.
        let (month, day) = if day < 29 { (5, day + 2) } else { (6, day - 28) };
        let (hour, minute, second) = (within / 3600, within / 60 % 60, within % 60);
        match self.clock {
            Clock::Seconds => format!("2026-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}"),
            Clock::Minutes => format!("{day}-{month}-2026 {hour}:{minute:02}"),
            Clock::Days | Clock::None => format!("2026-{month:02}-{day:02}"),
        }
    }

    /// The codebook of the file; these texts mean something too.
    pub(crate) fn codebook(&self, more: &[(String, usize)]) -> Result<Codebook> {
        let date = if self.clock == Clock::None { "" } else { "date = \"datum\"\n" };
        let indicators: String = self.keys.iter().map(|key| format!("{key} = \"{key}\"\n")).collect();
        let texts = self.texts.iter().cloned().zip(1..).chain(more.iter().cloned());
        let answers: String = texts.map(|(text, level)| format!("\"{text}\" = {level}\n")).collect();
        let text = format!(
            "format = 1\nmodel = \"{}\"\nlayout = \"plain\"\n[columns]\nschool = \"school\"\nrole = \"functie\"\n{date}\
             [columns.indicators]\n{indicators}[answers]\n{answers}\"weet niet\" = \"dont-know\"\n\
             [roles]\ndirectie = \"leadership\"\nleerkracht = \"teacher\"\noop = \"support\"\n",
            self.model.id()
        );
        Ok(Codebook::parse("codebook.toml", &text, &self.model)?)
    }
}

fn letter(number: usize) -> char {
    // None that looks like a digit.
    b"ACDEFGHJKMNPQRTUVWXY".get(number % 20).map_or('A', |c| char::from(*c))
}

/// The level of a number; the thresholds lie evenly from -1.2 to 1.3.
fn phase(far: f64, levels: usize) -> usize {
    let width = 2.5 / (levels as f64 - 2.0).max(1.0);
    1 + (0..levels - 1).filter(|k| far >= -1.2 + width * *k as f64).count()
}

/// A model of aspects that are all alike.
fn own(id: &str, aspects: usize, indicators: usize, levels: usize) -> Result<Model> {
    let mut text =
        format!("format = 1\nid = \"{id}\"\nversion = 1\nlanguages = [\"nl\"]\nname.nl = \"{id}\"\n");
    (1..=levels).for_each(|level| text += &format!("[[phase]]\nname.nl = \"stap {level}\"\n"));
    for aspect in 1..=aspects {
        text += &format!("[[aspect]]\nid = \"aspect-{aspect}\"\nname.nl = \"Aspect {aspect}\"\n");
        for indicator in 1..=indicators {
            text += &format!(
                "[[aspect.indicator]]\nid = \"v{aspect}-{indicator}\"\nname.nl = \"Vraag {aspect}.{indicator}\"\n"
            );
            for level in 1..=levels {
                text += &format!(
                    "[[aspect.indicator.descriptor]]\nphase = {level}\ntext.nl = \"Zo is het {level} {aspect} {indicator}\"\n"
                );
            }
        }
    }
    Ok(Model::parse(&text)?)
}
