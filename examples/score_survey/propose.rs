//! The first run: proposals for codebooks, for a person to check.

use std::io::{self, Write};
use std::path::Path;

use anyhow::{Context, bail};
use leerkring::import::{propose, propose_register};
use leerkring::model::Model;
use leerkring_examples::inputs::{self, NamedCodebook};

use crate::Arguments;

/// The first run, or one with a codebook of the register alone: a codebook for each file, to be checked by a person. What
/// is open is told on standard error, so that a proposal can be sent to a file.
pub(crate) fn propose_codebooks(
    arguments: &Arguments,
    codebooks: &[NamedCodebook],
    model: &Model,
) -> anyhow::Result<()> {
    if let (false, Some(codebook), None) =
        (arguments.survey.is_empty(), codebooks.first(), &arguments.schools)
    {
        bail!("{} describes a register; give that too, with --schools", codebook.file.display());
    }
    let described = match &arguments.schools {
        Some(file) if !codebooks.is_empty() => {
            Some(inputs::schools(file, None, &arguments.dialect, codebooks, model)?.register)
        }
        _ => None,
    };
    let of_schools = match &arguments.schools {
        Some(file) if described.is_none() => {
            let table = arguments.dialect.table(file)?;
            let toml = propose_register(&table, arguments.lang);
            let register = inputs::proposed_register(&table, &toml, model);
            if register.is_none() && !arguments.survey.is_empty() {
                let told = arguments.lang.choose(
                    "de scholen zijn hier niet opgezocht: vul eerst aan wat in het voorstel voor dit bestand open is",
                    "no schools were looked up here: first fill in what is open in the proposal for this file",
                );
                eprintln!("{}: {told}", file.display());
            }
            Some((file, toml, register))
        }
        _ => None,
    };
    let proposed = of_schools.as_ref().and_then(|(_, _, register)| register.as_ref());
    let register = described.as_ref().or(proposed);
    for file in &arguments.survey {
        let proposal = propose(&arguments.dialect.table(file)?, model, register, arguments.lang);
        give(file, &proposal.toml, arguments.out.as_deref())?;
        for open in &proposal.open {
            eprintln!("{}: {} {open}", file.display(), arguments.lang.choose("nog open:", "still open:"));
        }
    }
    if let Some((file, toml, _)) = &of_schools {
        give(file, toml, arguments.out.as_deref())?;
    }
    eprintln!(
        "{}",
        arguments.lang.choose(
            "Dit is een voorstel. Lees het na, vul aan wat open is, en geef het daarna met --codebook.",
            "This is a proposal. Check it, fill in what is open, and give it with --codebook the next time.",
        )
    );
    Ok(())
}

/// Writes a proposal in a folder, or prints it.
fn give(file: &Path, proposal: &str, folder: Option<&Path>) -> anyhow::Result<()> {
    let mut out = io::stdout().lock();
    let Some(folder) = folder else { return Ok(writeln!(out, "{proposal}")?) };
    let mut name = file.file_stem().unwrap_or_default().to_owned();
    name.push(".codebook.toml");
    let path = folder.join(name);
    if path.exists() {
        bail!(
            "{} is there already; a person may have worked on it, so take another --out or remove it",
            path.display()
        );
    }
    let written = std::fs::create_dir_all(folder).and_then(|()| std::fs::write(&path, proposal));
    written.with_context(|| format!("{} cannot be written", path.display()))?;
    Ok(writeln!(out, "{}", path.display())?)
}
