//! Reference values computed by other implementations on real answers. They are read from the folder that
//! `LEERKRING_REFERENCE` names, a file per subject here; without the folder these tests say so and skip. Cases are read
//! as they are, so that others of the same layout can be put beside them.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "a test stops at the first surprise, says when it skips, and may look into the environment"
)]

mod pooling;
mod posterior;
mod roles;
mod support;
