//! What a researcher is given: the network's tables, tidy files and the methods paragraph.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::Context;
use leerkring::assess::methods::{Used, methods};
use leerkring::assess::network::{Appendix, AspectNetwork, CommonOrder, NoFigure, appendices, common_order};
use leerkring::assess::table::{apa, appendix, assessments, network};
use leerkring::assess::{AssessError, Assessment, Options, wording};
use leerkring::model::{Model, Responses, SchoolId};
use leerkring_examples::columns::table_name;
use leerkring_examples::output::write_table;

use crate::Results;

/// What is computed for a researcher only.
pub(crate) struct More {
    appendices: Vec<Appendix>,
    /// Whether schools put the aspects in one order.
    order: Result<CommonOrder, NoFigure>,
}

impl More {
    pub(crate) fn of(
        model: &Model,
        responses: &Responses,
        options: &Options,
        networks: &[AspectNetwork],
    ) -> Result<More, AssessError> {
        let order = common_order(networks, &options.thresholds);
        Ok(More { appendices: appendices(model, responses, options)?, order })
    }
}

/// The tables, and how much schools differ in words.
pub(crate) fn print(out: &mut impl Write, results: &Results<'_>, more: &More) -> io::Result<()> {
    writeln!(out)?;
    for (aspect, network) in results.model.aspects().iter().zip(results.networks) {
        let told = match &network.differences {
            Ok(differences) => {
                wording::differences(differences, &results.options.thresholds, results.language)
            }
            Err(reason) => wording::no_figure(*reason, results.language),
        };
        writeln!(out, "{}: {told}", aspect.name().best(results.language.code()))?;
    }
    let tables = numbered_tables(results, more);
    tables.iter().try_for_each(|table| write!(out, "\n{}", table.to_markdown()))
}

/// Of one school the two intervals of its scores.
pub(crate) fn print_school(
    out: &mut impl Write,
    results: &Results<'_>,
    more: &More,
    school: &SchoolId,
) -> io::Result<()> {
    let title = results.language.choose("Twee intervallen van de score", "Two intervals of the score");
    writeln!(out, "\n{title}")?;
    for (aspect, appendix) in results.model.aspects().iter().zip(&more.appendices) {
        let is_own =
            |whole: &&Assessment| whole.standing.school == *school && whole.standing.aspect == *aspect.id();
        let own = results.assessments.iter().find(is_own);
        let score = own.and_then(|whole| whole.standing.statement()?.score);
        let told = match score.zip(appendix.bootstrap(school)) {
            Some((score, bootstrap)) => wording::two_intervals(&score, bootstrap, results.language),
            None => "-".to_owned(),
        };
        writeln!(out, "  {}: {told}", aspect.name().best(results.language.code()))?;
    }
    Ok(())
}

/// Writes `assessments.csv`.
pub(crate) fn write_assessments(folder: &Path, results: &Results<'_>) -> anyhow::Result<PathBuf> {
    let row = |whole: &Assessment| {
        let network = results.networks.iter().find(|network| network.aspect == whole.standing.aspect);
        assessments::row(
            whole,
            network.and_then(|network| network.school(&whole.standing.school)),
            results.model,
        )
    };
    let header = assessments::header(results.model.levels());
    write_table(folder, "assessments.csv", &header, results.assessments.iter().filter_map(row))
}

/// Writes the other tables and the methods paragraph.
pub(crate) fn write(
    folder: &Path,
    results: &Results<'_>,
    more: &More,
    tables: &[apa::NumberedTable],
) -> anyhow::Result<Vec<PathBuf>> {
    let (each, networks) = (results.assessments, results.networks);
    let mut written = vec![
        write_table(
            folder,
            "distribution.csv",
            &assessments::DISTRIBUTION,
            each.iter().flat_map(assessments::distribution_rows),
        )?,
        write_table(
            folder,
            "indicators.csv",
            &assessments::INDICATORS,
            each.iter().flat_map(assessments::indicator_rows),
        )?,
        write_table(folder, "network.csv", &network::NETWORK, networks.iter().flat_map(network::rows))?,
        write_table(
            folder,
            "reliability.csv",
            &network::NETWORK,
            networks.iter().flat_map(network::reliability_rows),
        )?,
        write_table(folder, "roles.csv", &network::ROLES, networks.iter().flat_map(network::role_rows))?,
        write_table(
            folder,
            "appendix.csv",
            &appendix::APPENDIX,
            more.appendices.iter().flat_map(appendix::rows).chain(appendix::order_rows(more.order)),
        )?,
    ];
    let used = Used {
        model: results.model,
        options: results.options,
        assessments: each,
        networks,
        appendices: &more.appendices,
        order: more.order.ok(),
        earlier_reports: results.earlier_reports,
    };
    written.extend(write_report(folder, tables, &methods(&used, results.language))?);
    Ok(written)
}

/// Writes each table, all of them to be read, and the methods paragraph.
pub(crate) fn write_report(
    folder: &Path,
    tables: &[apa::NumberedTable],
    methods: &str,
) -> anyhow::Result<Vec<PathBuf>> {
    let csv = |table: &apa::NumberedTable| {
        write_table(folder, &table_name(table), &table.header, table.rows.iter().cloned())
    };
    let mut written: Vec<PathBuf> = tables.iter().map(csv).collect::<anyhow::Result<_>>()?;
    let all: Vec<String> = tables.iter().map(apa::NumberedTable::to_markdown).collect();
    for (name, text) in [("tables.md", all.join("\n").as_str()), ("methods.md", methods)] {
        let path = folder.join(name);
        std::fs::write(&path, text).with_context(|| format!("{} cannot be written", path.display()))?;
        written.push(path);
    }
    Ok(written)
}

/// The numbered tables of a report.
pub(crate) fn numbered_tables(results: &Results<'_>, more: &More) -> Vec<apa::NumberedTable> {
    let Results { model, options, networks, language, .. } = *results;
    let mut tables = apa::tables(networks, model, options, language);
    tables.extend(apa::appendix_tables(networks, &more.appendices, more.order, model, options, language));
    tables
}
