//! stub
pub use leerkring_model as model;
