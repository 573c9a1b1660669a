//! The schools of a fictional network: two regions, boards in them, schools of each board near each other.
//!
//! With 239 schools the numbers are those of a partnership of schools and teacher training that the sources describe;
//! any other number of schools is cut in the same proportions. Schools are made one after the other, so that millions
//! take no more memory than one.

use crate::names::Names;
use crate::random::{Purpose, Source, Stream};

/// The network whose proportions are kept: per region schools, boards, training schools, academic ones among those.
const EXAMPLE: [[u64; 4]; 2] = [[111, 6, 23, 8], [128, 7, 19, 0]];
const EXAMPLE_SCHOOLS: u64 = 239;

/// The share of schools of which one thing (coordinates, pupils, a trait) is unknown.
pub(crate) const UNKNOWN: f64 = 0.015;

/// The middle of the area, and its height and width in degrees for up to [`ROOMY`] schools. A larger network
/// has a larger area, in proportion.
const MIDDLE: (f64, f64) = (52.35, 6.725);
const HEIGHT: f64 = 0.30;
const WIDTH: f64 = 0.65;
const ROOMY: f64 = 2000.0;

const DENOMINATIONS: [&str; 6] = [
    "openbaar",
    "openbaar",
    "protestants-christelijk",
    "rooms-katholiek",
    "rooms-katholiek",
    "algemeen bijzonder",
];

/// A school as the register has it.
pub(crate) struct School {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) board: String,
    pub(crate) network_type: &'static str,
    pub(crate) sector: &'static str,
    pub(crate) municipality: String,
    pub(crate) point: Option<(f64, f64)>,
    pub(crate) pupils: Option<u32>,
    pub(crate) weight: Option<f64>,
    pub(crate) urbanity: Option<u32>,
    /// 0 no training school, 1 training school, 2 academic training school.
    pub(crate) training: u8,
}

/// The schools, one by one.
pub(crate) struct Network<'a> {
    source: &'a Source,
    names: Names,
    schools: u64,
    next: u64,
    regions: [Region; 2],
    /// How many boards there were so far, and the last of them.
    boards: u64,
    board: Board,
}

/// One region, as far as its schools are still to be made.
struct Region {
    first_school: u64,
    schools: u64,
    first_board: u64,
    boards: u64,
    /// Where it lies from west to east, as parts of the width.
    span: (f64, f64),
    schools_left: u64,
    training_left: u64,
    academic_left: u64,
    /// Draws which schools train teachers.
    chance: Stream,
}

#[derive(Default)]
struct Board {
    name: String,
    network_type: &'static str,
    /// The first school that is no longer its own.
    end: u64,
    middle: (f64, f64),
}

impl<'a> Network<'a> {
    pub(crate) fn new(source: &'a Source, schools: u64) -> Network<'a> {
        let [[west_schools, ..], _] = EXAMPLE;
        let west = in_proportion(schools, west_schools, EXAMPLE_SCHOOLS);
        let first = Region::new(source, 0, west, (0.0, 0.5), (0, 0));
        let second = Region::new(source, 1, schools - west, (0.5, 1.0), (west, first.boards));
        Network {
            source,
            names: Names::new(&mut source.stream(Purpose::Network, 0)),
            schools,
            next: 0,
            regions: [first, second],
            boards: 0,
            board: Board::default(),
        }
    }

    /// The next school, with this many members in its team.
    pub(crate) fn school(&mut self, team: u32) -> School {
        let index = self.next;
        self.next += 1;
        let [west, east] = &mut self.regions;
        let region = if index < east.first_school { west } else { east };
        let size = libm::sqrt((self.schools as f64 / ROOMY).max(1.0));
        while index >= self.board.end {
            self.board = region.board(self.boards, self.source, &self.names, size);
            self.boards += 1;
        }
        let training = region.training();

        let mut chance = self.source.stream(Purpose::School, index);
        // The schools of a board lie about its middle; the edges of the area throw them back.
        let place = |middle: f64, spread: f64| {
            let at = (middle + spread).abs();
            at.min(2.0 - at).clamp(0.0, 0.999)
        };
        let north = place(self.board.middle.0, chance.normal(0.12 / size));
        let east = place(self.board.middle.1, chance.normal(0.09 / size));
        let point = (MIDDLE.0 + (north - 0.5) * HEIGHT * size, MIDDLE.1 + (east - 0.5) * WIDTH * size);
        // Municipalities are squares of some ten kilometres.
        let (rows, columns) = (libm::ceil(3.0 * size), libm::ceil(4.0 * size));
        let square = (libm::floor(north * rows) * columns + libm::floor(east * columns)) as u64;
        let municipality = self.names.place(square).to_owned();
        let urbanity = 1 + self.source.stream(Purpose::Place, square).below(4) + chance.below(2);

        let (sector, pupils_each) = match chance.unit() {
            u if u < 0.04 => ("so", 5.0),
            u if u < 0.08 => ("sbo", 8.0),
            u if u < 0.13 => ("vo", 11.0),
            _ => ("po", 15.0),
        };
        let pupils = libm::round(f64::from(team) * pupils_each * chance.between(0.8, 1.3)) as u32;
        let weight = (30.0 + chance.normal(3.5)).clamp(20.0, 40.0);
        let digits = self.schools.to_string().len().max(3);
        School {
            id: format!("TW{:0digits$}", index + 1),
            name: self.names.school(index, &municipality),
            board: self.board.name.clone(),
            network_type: self.board.network_type,
            sector,
            municipality,
            point: known(point, &mut chance),
            pupils: known(pupils, &mut chance),
            weight: known(weight, &mut chance),
            urbanity: known(urbanity, &mut chance),
            training,
        }
    }
}

impl Region {
    /// The region with this number, beginning after `before` (schools, boards).
    fn new(source: &Source, number: u64, schools: u64, span: (f64, f64), before: (u64, u64)) -> Region {
        let [example, other] = EXAMPLE;
        let [of, boards, training, academic] = if number == 0 { example } else { other };
        let part = |count: u64| in_proportion(schools, count, of);
        Region {
            first_school: before.0,
            schools,
            first_board: before.1,
            // A region with schools has a board, however small it is.
            boards: part(boards).max(schools.min(1)),
            span,
            schools_left: schools,
            training_left: part(training),
            academic_left: part(academic),
            chance: source.stream(Purpose::Network, 1 + number),
        }
    }

    /// The board with this number.
    fn board(&self, index: u64, source: &Source, names: &Names, size: f64) -> Board {
        let mut chance = source.stream(Purpose::Board, index);
        // Boards differ in size: every border between two of them shifts, by less than half of what lies between.
        let passed = index + 1 - self.first_board;
        let shift = (self.schools / self.boards) * 2 / 5;
        let shifted = u64::from(chance.below(2 * shift as u32 + 1));
        let border = if passed < self.boards {
            passed * self.schools / self.boards + shifted - shift
        } else {
            self.schools
        };
        let margin = 0.1 / size;
        let (west, east) = self.span;
        Board {
            name: names.board(index),
            network_type: chance.one_of(&DENOMINATIONS).copied().unwrap_or_default(),
            end: self.first_school + border,
            middle: (
                chance.between(margin, 1.0 - margin),
                chance.between(west + margin / 2.0, east - margin / 2.0),
            ),
        }
    }

    /// Whether the next school trains teachers: chosen so that the region ends with exactly its number of training
    /// schools, and exactly its number of academic ones among them.
    fn training(&mut self) -> u8 {
        let draw =
            |chance: &mut Stream, wanted: u64, among: u64| chance.unit() * (among as f64) < wanted as f64;
        let chosen = draw(&mut self.chance, self.training_left, self.schools_left);
        self.schools_left = self.schools_left.saturating_sub(1);
        if !chosen {
            return 0;
        }
        let academic = draw(&mut self.chance, self.academic_left, self.training_left);
        self.training_left -= 1;
        self.academic_left -= u64::from(academic);
        1 + u8::from(academic)
    }
}

/// `count` out of `of`, in a network of `schools`, rounded.
fn in_proportion(schools: u64, count: u64, of: u64) -> u64 {
    (schools * count + of / 2) / of
}

/// What the register knows: nearly always all of it.
fn known<T>(value: T, chance: &mut Stream) -> Option<T> {
    Some(value).filter(|_| !chance.chance(UNKNOWN))
}
