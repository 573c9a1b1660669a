//! The shortest program that goes the whole road from Rust: a model, an export, a standing, a partner.

use leerkring::assess::{self, assess};
use leerkring::import::{Codebook, ReadOptions, RegisterColumns, Survey, read_register, read_table};
use leerkring::matching::{self, Member, Network};
use leerkring::model::{Language, builtin};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let model = builtin::samen_leren();
    // An export as a survey tool wrote it, and a codebook that says what it means.
    let export = std::fs::read(leerkring_examples::sample().join("plain.csv"))?;
    let codebook = std::fs::read_to_string(leerkring_examples::sample().join("plain.codebook.toml"))?;
    let codebook = Codebook::parse("plain.codebook.toml", &codebook, &model)?;
    let table = read_table("plain.csv", &export, &ReadOptions::default())?;
    let mut survey = Survey::new(&model);
    println!("{}", survey.read(&table, &codebook, &model)?);

    // Where each school stands, and how sure that is.
    let options = assess::Options::default();
    let standings = assess(&model, &survey.responses, &survey.agreements, &options)?;
    let first = standings.first().ok_or("nobody answered")?;
    println!(
        "{} {}: {}",
        first.school,
        first.aspect.key(),
        assess::wording::sentences(first, &model, &options, Language::En)
    );

    // Which school it could learn from.
    let register = std::fs::read(leerkring_examples::sample().join("schools.csv"))?;
    let register = read_table("schools.csv", &register, &ReadOptions::default())?;
    let register = read_register(&register, &RegisterColumns::of(&register), &model)?;
    let members = register.schools.into_iter().map(|school| {
        let wishes = register.wishes.get(&school.id).cloned().unwrap_or_default();
        let own = standings.iter().filter(|standing| standing.school == school.id).cloned().collect();
        Member::new(school, wishes, own)
    });
    let network = Network::build(members.collect(), &model, matching::Options::default())?;
    let answer = network.suggest(&first.school, &first.aspect, 1)?;
    for suggestion in &answer.found {
        println!("{}: {}", suggestion.host, suggestion.explain(Language::En));
    }
    Ok(())
}
