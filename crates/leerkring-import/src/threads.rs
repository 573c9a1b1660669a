//! Several things at a time, where the feature `parallel` is on; one after the other where it is not. No result depends on
//! which.

/// How many things can be done at a time.
#[cfg(feature = "parallel")]
pub(crate) fn count() -> usize {
    rayon::current_num_threads()
}

/// The same work on each of many things; what comes of it, in their order.
#[cfg(feature = "parallel")]
pub(crate) fn on_all<S: Sync, T: Send>(things: &[S], work: impl Fn(&S) -> T + Sync + Send) -> Vec<T> {
    use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
    things.par_iter().map(work).collect()
}

/// Two things side by side.
#[cfg(feature = "parallel")]
pub(crate) fn both<A: Send, B: Send>(
    one: impl FnOnce() -> A + Send,
    other: impl FnOnce() -> B + Send,
) -> (A, B) {
    rayon::join(one, other)
}

#[cfg(not(feature = "parallel"))]
pub(crate) fn count() -> usize {
    1
}

#[cfg(not(feature = "parallel"))]
pub(crate) fn on_all<S: Sync, T: Send>(things: &[S], work: impl Fn(&S) -> T + Sync + Send) -> Vec<T> {
    things.iter().map(work).collect()
}

#[cfg(not(feature = "parallel"))]
pub(crate) fn both<A: Send, B: Send>(
    one: impl FnOnce() -> A + Send,
    other: impl FnOnce() -> B + Send,
) -> (A, B) {
    (one(), other())
}
