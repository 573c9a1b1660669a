//! Reference values computed by other implementations on real answers. They are read from the folder that
//! `LEERKRING_REFERENCE` names, a file per subject here; without the folder these tests say so and skip.
//!
//! A case belongs to a family, such as `G20`, which fixes how it is laid out. Every case of a family is read from its own
//! file and its own inputs, so that others can be put beside those at hand: with other data, other teams, other items. A case
//! of a family of which nothing can be compared fails; one of another family is told by name.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "a test stops at the first surprise, says when it skips, and may look into the environment"
)]

mod agreement;
mod bootstrap;
mod engine;
mod exchange;
mod finite_team;
mod groups;
mod pooling;
mod posterior;
mod probable;
mod reliability;
mod roles;
mod support;
mod support_numbers;

use support::{cases, compared, family_of, golden, listed, say};

/// One test per family, with the functions that read its cases.
macro_rules! families {
    ($($family:ident: $($reader:path),+;)+) => {
        $(
            #[test]
            #[expect(non_snake_case, reason = "named as the cases are")]
            fn $family() {
                for case in cases(stringify!($family)) {
                    $(
                        let before = compared();
                        $reader(&case);
                        if compared() == before {
                            nothing_compared(&case.id);
                        }
                    )+
                }
            }
        )+

        const FAMILIES: &[&str] = &[$(stringify!($family)),+];
    };
}

families! {
    G01: reliability::scales;
    G02: reliability::aspects;
    G03: agreement::teams;
    G04: agreement::teams;
    G05: agreement::teams, engine::distances_from_the_median;
    G06: agreement::teams;
    G07: reliability::one_way_tables, pooling::variances;
    G08: pooling::random_intercept;
    G09: reliability::sources_of_noise;
    G10: probable::laplace;
    G11: reliability::same_targets;
    G13: groups::two_groups;
    G14: agreement::common_order;
    G16: exchange::people_in_schools, exchange::schools;
    G17: agreement::units;
    G18: bootstrap::percentile_and_bca;
    G19: probable::descriptions;
    G20: posterior::indicators;
    G21: posterior::aspects;
    G23: probable::dirichlet_multinomial;
    G24: posterior::missing;
    G27: pooling::network_experience;
    G29: finite_team::finite_team;
}

/// The families of `probable.rs`: no case of them has been seen, so that one which cannot be read is told and is no failure.
const PROBABLE: [&str; 3] = ["G10", "G19", "G23"];

fn nothing_compared(id: &str) {
    assert!(
        PROBABLE.contains(&family_of(id)),
        "{id}: its family is known, and nothing in it could be compared"
    );
    say(&format!("NOT READ, for it is laid out in another way than is thought: {id}"));
}

/// Says which cases were read, and which have a layout that is not known here.
#[test]
fn every_listed_case_is_there_and_read() {
    let Some(folder) = golden() else { return };
    let (read, unknown): (Vec<String>, Vec<String>) =
        listed(&folder).into_iter().partition(|id| FAMILIES.contains(&family_of(id)));
    for id in &read {
        assert!(
            cases(family_of(id)).iter().any(|case| case.id == *id),
            "{id} is listed, and its file is not there"
        );
    }
    say(&format!("{} cases read: {}", read.len(), read.join(", ")));
    if !unknown.is_empty() {
        say(&format!("NOT READ, for no test knows their layout: {}", unknown.join(", ")));
    }
}
