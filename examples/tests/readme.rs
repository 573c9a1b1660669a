//! The README says what is so: its program is the one that runs, and its picture is what a program prints.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test stops at the first surprise")]

mod support;

fn file(path: &str) -> String {
    std::fs::read_to_string(support::root().join(path)).unwrap()
}

#[test]
fn the_program_in_the_readme_is_library_tour() {
    let tour = file("examples/library_tour/main.rs");
    let (_, program) = tour.split_once("\n\n").unwrap();
    assert!(file("README.md").contains(program), "copy examples/library_tour/main.rs into README.md");
}

#[test]
fn the_picture_in_the_readme_is_what_is_printed() {
    let arguments = ["--school", "TW004", "--subject", "koers", "--lang", "en"];
    assert!(file("README.md").contains(&arguments.join(" ")));
    let printed = support::run("suggest_partners", &arguments).out;
    assert!(file("README.md").contains(printed.trim_end()), "put this into README.md:\n{printed}");
}

#[test]
fn the_gate_runs_the_tests_of_the_readme() {
    assert!(file("README.md").contains("\ncargo test --workspace "));
    assert!(file(".ci/run").contains("\nstep cargo test --workspace\n"));
}

#[test]
fn every_link_of_the_papers_leads_somewhere() {
    let root = support::root();
    let papers = std::fs::read_dir(root.join("docs")).unwrap().map(|entry| entry.unwrap().path());
    let papers = papers.filter(|path| path.extension().is_some_and(|end| end == "md"));
    for paper in papers.chain([root.join("README.md")]) {
        let text = std::fs::read_to_string(&paper).unwrap();
        let links = text.split("](").skip(1).filter_map(|rest| rest.split(')').next());
        for link in links.filter(|link| !link.starts_with("http")) {
            let target = paper.parent().unwrap().join(link.split('#').next().unwrap());
            assert!(target.exists(), "{}: {link}", paper.display());
        }
    }
}

/// The rates that METHOD.md states are the defaults.
#[test]
fn the_method_states_the_default_rates() {
    use leerkring::matching::{Options, PerUnit};
    let method = file("docs/METHOD.md");
    let Options { cost, rules, traits, fading, .. } = Options::default();
    let per_unit = |place: usize| match traits[place].per_unit {
        PerUnit::Of(per_unit) => per_unit,
        PerUnit::Robust => panic!("{:?}", traits[place]),
    };
    for stated in [
        format!("a flat {} km where a point is unknown", cost.unknown_distance_km),
        format!("| phases | {} km x", cost.per_extra_phase_km),
        format!("| context | {} km x", cost.per_context_unit_km),
        format!("+ {} km per unknown trait", cost.per_unknown_trait_km),
        format!("| doubt | {} km x", cost.full_doubt_km),
        format!("at most {} phases higher", rules.max_steps.unwrap()),
        format!("half-life {} days", fading.half_life_days),
        format!("pupils in doublings, {} to a unit", per_unit(0)),
        format!("weight, {} points", per_unit(1)),
        format!("urbanity,\n{} classes", per_unit(2)),
    ] {
        assert!(method.contains(&stated), "METHOD.md should say `{stated}`");
    }
}
