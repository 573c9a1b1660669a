//! The best ten hosts of every school on five aspects: `topk DATA.bin ANSWER.bin`, through the public interface, for timing beside other
//! libraries.
//!
//! Both files are little endian, one column after another. Data: `SCHOOL01`, the number of schools n (`u64`), latitude and longitude (`f64`),
//! two numbers of context (`f32`), five phases (`u8`, each aspect for all schools), which aspects are shared (`u8`, a bit for each), sector
//! (`u8`), board (`u32`); the last two are not used here. Answer: hosts as places in the data (`i32`, 5 x n x 10, -1 for none), then their
//! costs in units of 50 km (`f32`, infinity for none).

use std::fs::File;
use std::io::{Read, Seek, SeekFrom, Write};

use anyhow::{Context, ensure};
use leerkring::matching::{Builder, Network, Options, Position, Row, Scale, Trait};
use leerkring::model::{Model, Phase, Point, SchoolId, builtin};

const ASPECTS: usize = 5;
const TOP: usize = 10;
/// How many schools are looked up before they are written.
const BLOCK: usize = 1024;

fn main() -> anyhow::Result<()> {
    let mut args = std::env::args_os().skip(1);
    let (data, answer) = args.next().zip(args.next()).context("usage: topk DATA.bin ANSWER.bin")?;
    let model = builtin::samen_leren();
    ensure!(model.aspects().len() == ASPECTS, "the model has other aspects");
    let network = read(&data, &model).with_context(|| format!("cannot read {}", data.display()))?;
    write(&answer, &network).with_context(|| format!("cannot write {}", answer.display()))
}

/// 25 km for each extra phase, as many as there are, 50 km for each unit of context; no doubt, no rules.
fn options() -> Options {
    let mut options = Options::default();
    options.cost.full_doubt_km = 0.0;
    options.rules.same_sector = false;
    options.rules.same_language = false;
    options.rules.max_steps = None;
    options.traits = ["first", "second"].map(|key| Trait::new(key, Scale::Linear, 1.0)).to_vec();
    options
}

fn read(path: &std::ffi::OsStr, model: &Model) -> anyhow::Result<Network> {
    let mut bytes = Vec::new();
    File::open(path)?.read_to_end(&mut bytes)?;
    let (head, mut rest) = bytes.split_at_checked(16).context("too short")?;
    ensure!(head.starts_with(b"SCHOOL01"), "no file of schools");
    let schools = usize::try_from(u64::from_le_bytes(head[8..].try_into()?))?;
    let mut column = |width: usize| -> anyhow::Result<&[u8]> {
        let (column, others) = rest.split_at_checked(schools * width).context("too short")?;
        rest = others;
        Ok(column)
    };
    let (lat, lon) = (column(8)?.as_chunks().0, column(8)?.as_chunks().0);
    let (first, second) = (column(4)?.as_chunks().0, column(4)?.as_chunks().0);
    let (phases, share) = (column(ASPECTS)?, column(1)?);

    let mut builder = Builder::new(model, options())?;
    builder.reserve(schools);
    for school in 0..schools {
        let traits = [first[school], second[school]].map(|x| Some(f64::from(f32::from_le_bytes(x))));
        let positions: [_; ASPECTS] =
            std::array::from_fn(|aspect| Phase::new(phases[aspect * schools + school]).map(Position::new));
        let offers: [_; ASPECTS] = std::array::from_fn(|aspect| share[school] >> aspect & 1 == 1);
        let mut row = Row::new(SchoolId::new(&format!("{school:08}"))?);
        row.point = Some(Point::new(f64::from_le_bytes(lat[school]), f64::from_le_bytes(lon[school]))?);
        (row.traits, row.positions, row.offers, row.room) = (&traits, &positions, &offers, 1);
        builder.push(row)?;
    }
    drop(bytes);
    Ok(builder.build()?)
}

fn write(path: &std::ffi::OsStr, network: &Network) -> anyhow::Result<()> {
    let schools = network.schools().len();
    let column = |place: usize| -> anyhow::Result<_> {
        let mut file = File::options().write(true).open(path)?;
        file.seek(SeekFrom::Start((place * schools * TOP * 4) as u64))?;
        Ok(file)
    };
    File::create(path)?;
    let (mut block, mut block_costs) = (Vec::new(), Vec::new());
    for (place, aspect) in network.aspects().iter().enumerate() {
        let best = network.best_hosts(aspect, TOP)?;
        let (mut hosts, mut costs) = (column(place)?, column(ASPECTS + place)?);
        let mut found = Vec::new();
        for first in (0..schools).step_by(BLOCK) {
            block.clear();
            block_costs.clear();
            // Looked up before they are taken apart: the places in memory are far apart, and the processor waits for several at once.
            found.clear();
            found.extend((first..schools.min(first + BLOCK)).map(|school| best.of(school)));
            for found in &found {
                let mut row = [(-1i32).to_le_bytes(); TOP];
                let mut row_costs = [f32::INFINITY.to_le_bytes(); TOP];
                for ((host, cost), best) in row.iter_mut().zip(&mut row_costs).zip(*found) {
                    (*host, *cost) = ((best.host as i32).to_le_bytes(), (best.cost_km / 50.0).to_le_bytes());
                }
                block.extend_from_slice(row.as_flattened());
                block_costs.extend_from_slice(row_costs.as_flattened());
            }
            hosts.write_all(&block)?;
            costs.write_all(&block_costs)?;
        }
    }
    Ok(())
}
