//! Arithmetic that the statistics need: means, roots, minima, integrals and the normal distribution. No statistics here.

pub(crate) mod bfgs;
pub(crate) mod brent;
pub(crate) mod lowest;
pub(crate) mod moments;
pub(crate) mod normal;
pub(crate) mod quadrature;
