//! What a coordinator is told beside the statements: how many took part, what may not be shown, roles; and of one school
//! what lies behind its statements and what its team could talk about.

use std::io::{self, Write};

use anyhow::Context;
use leerkring::assess::network::{AspectNetwork, NoFigure};
use leerkring::assess::{Assessment, agenda, privacy::Shown, wording};
use leerkring::model::{Aspect, Responses, SchoolId};

use crate::Results;

/// Points of an agenda that are told; more is no agenda.
const POINTS: usize = 3;

/// The network, an aspect at a time.
pub(crate) fn print_network(out: &mut impl Write, results: &Results<'_>) -> io::Result<()> {
    let language = results.language;
    let of = |aspect: &Aspect| -> Vec<Assessment> {
        let own = results.assessments.iter().filter(|whole| whole.standing.aspect == *aspect.id());
        own.cloned().collect()
    };
    writeln!(
        out,
        "\n{}",
        language.choose("Wie deed mee, aantal scholen", "Who took part, number of schools")
    )?;
    for aspect in results.model.aspects() {
        let told = wording::response_picture(&of(aspect), language);
        writeln!(out, "  {}: {told}", aspect.name().best(language.code()))?;
    }
    writeln!(
        out,
        "\n{}",
        language
            .choose("Wat niet te zien mag zijn, aantal scholen", "What may not be shown, number of schools")
    )?;
    for aspect in results.model.aspects() {
        let hidden = wording::hidden(&of(aspect), language);
        let told = if hidden.is_empty() { "-".to_owned() } else { hidden.join("; ") };
        writeln!(out, "  {}: {told}", aspect.name().best(language.code()))?;
    }
    writeln!(
        out,
        "\n{}",
        language.choose("Zien leidinggevenden hun school anders?", "Do leaders see their school otherwise?")
    )?;
    for (aspect, network) in results.model.aspects().iter().zip(results.networks) {
        let told = match &network.leaders {
            Ok(gap) => wording::leader_gap(gap, language),
            Err(reason) => wording::no_figure(*reason, language),
        };
        writeln!(out, "  {}: {told}", aspect.name().best(language.code()))?;
    }
    let lacks_schools = |network: &AspectNetwork| matches!(network.leaders, Err(NoFigure::Schools { .. }));
    if results.networks.iter().any(lacks_schools) {
        writeln!(out, "  {}", wording::what_gaps_need(&results.options.thresholds, language))?;
    }
    Ok(())
}

/// One school: what lies behind its statements, and its agenda.
pub(crate) fn print_school(
    out: &mut impl Write,
    results: &Results<'_>,
    responses: &Responses,
    school: &SchoolId,
) -> anyhow::Result<()> {
    let (model, language) = (results.model, results.language);
    writeln!(out, "\n{}", language.choose("Wat erachter ligt", "What lies behind it"))?;
    for whole in results.assessments.iter().filter(|whole| whole.standing.school == *school) {
        let aspect = model.aspect(&whole.standing.aspect).context("an aspect of another model")?;
        let mut told = wording::details(whole, model, language);
        let network = results.networks.iter().find(|network| network.aspect == *aspect.id());
        if let Some(Ok(gap)) = network.and_then(|network| network.school(school)).map(|own| own.gap) {
            told = format!("{told} {}", wording::school_gap(&gap, language));
        }
        writeln!(out, "  {}: {told}", aspect.name().best(language.code()))?;
    }
    writeln!(
        out,
        "\n{}",
        language.choose(
            "Om over te praten (waar het team het verschillendst kijkt, voor zover te zien)",
            "To talk about (where the team sees it most differently, as far as may be shown)"
        )
    )?;
    match agenda::of_team(model, responses, school, results.options)? {
        Shown::Withheld(why) => {
            let hidden = language.choose("Dat is niet te zien", "That is not shown");
            writeln!(out, "  {hidden}: {}.", wording::why(why, language))?;
        }
        Shown::Value(points) => {
            let first: Vec<_> = points.into_iter().take(POINTS).collect();
            for line in wording::agenda(&first, model, language) {
                writeln!(out, "  - {line}")?;
            }
        }
    }
    Ok(())
}
