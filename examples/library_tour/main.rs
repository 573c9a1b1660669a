//! The shortest program that goes the whole road from Rust. It is also the example of the README.

use leerkring::assess::{self, assess, wording};
use leerkring::import::{Codebook, ReadOptions, RegisterColumns, Survey, read_register, read_table};
use leerkring::matching::{self, Member, Network};
use leerkring::model::{Language, builtin};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let model = builtin::samen_leren();

    // An export as a survey tool wrote it, and a codebook that says what it means.
    let export = std::fs::read("examples/sample/plain.csv")?;
    let codebook = std::fs::read_to_string("examples/sample/plain.codebook.toml")?;
    let codebook = Codebook::parse("plain.codebook.toml", &codebook, &model)?;
    let mut survey = Survey::new(&model);
    let table = read_table("plain.csv", &export, &ReadOptions::default())?;
    println!("{}", survey.read(&table, &codebook, &model)?);

    // Where each school stands, and how sure that is.
    let standings = assess(&model, &survey.responses, &survey.agreements, &assess::Options::default())?;
    let first = standings.first().ok_or("nobody answered")?;
    println!("{}: {}", first.school, wording::sentences(first, &model, Language::En));

    // Which school the first one could learn from on the same aspect.
    let register = std::fs::read("examples/sample/schools.csv")?;
    let table = read_table("schools.csv", &register, &ReadOptions::default())?;
    let register = read_register(&table, &RegisterColumns::of(&table), &model)?;
    let members = register.schools.into_iter().map(|school| {
        let wishes = register.wishes.get(&school.id).cloned().unwrap_or_default();
        let own = standings.iter().filter(|standing| standing.school == school.id).cloned().collect();
        Member::new(school, wishes, own)
    });
    let network = Network::build(members.collect(), &model, matching::Options::default())?;
    for suggestion in network.suggest(&first.school, &first.aspect, 1)?.found {
        println!("learn from {}: {}", suggestion.host, suggestion.explain(Language::En));
    }
    Ok(())
}
