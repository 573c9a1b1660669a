//! Arithmetic: roots, minima, integrals, distributions and sums. Nothing here knows of schools.

pub(crate) mod bfgs;
pub(crate) mod bivariate_normal;
pub(crate) mod brent;
pub(crate) mod draws;
pub(crate) mod fisher;
pub(crate) mod gamma_sum;
pub(crate) mod lowest;
pub(crate) mod moments;
pub(crate) mod newton;
pub(crate) mod normal;
pub(crate) mod ordered;
pub(crate) mod quadrature;
pub(crate) mod student;
