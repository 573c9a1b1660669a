//! Fixed small jobs whose instructions are counted: `counted JOB`. See `.ci/instructions`.

use anyhow::bail;
use leerkring::matching::{Network, Options};
use leerkring::model::builtin;
use leerkring_benches::members;

const SCHOOLS: usize = 2000;
const TOP: usize = 10;

fn main() -> anyhow::Result<()> {
    let job = std::env::args().nth(1).unwrap_or_default();
    let model = builtin::samen_leren();
    let mut options = Options::default();
    if job == "columns" {
        options.cost.full_doubt_km = 0.0;
    }
    let network = Network::build(members(&model, SCHOOLS), &model, options)?;
    let aspects = network.aspects();
    let found = match job.as_str() {
        // What the other jobs need too: the difference is theirs.
        "build" => network.schools().len(),
        // One question after another, with all rules and doubt.
        "suggest" => {
            let mut found = 0;
            for school in network.schools() {
                found += network.suggest(school, &aspects[0], TOP)?.found.len();
            }
            found
        }
        // All at once, without doubt.
        "columns" => {
            let mut found = 0;
            for aspect in aspects {
                let best = network.best_hosts(aspect, TOP)?;
                found += (0..SCHOOLS).map(|school| best.of(school).len()).sum::<usize>();
            }
            found
        }
        _ => bail!("usage: counted build|suggest|columns"),
    };
    println!("{found}");
    Ok(())
}
