//! Progress on standard error; nothing where that is not a terminal.

use indicatif::{ProgressBar, ProgressStyle};

/// A bar over `length` steps of some work.
pub fn bar(what: &'static str, length: usize) -> ProgressBar {
    let bar = ProgressBar::new(length as u64).with_message(what);
    match ProgressStyle::with_template("{msg} {wide_bar} {human_pos}/{human_len} {eta}") {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}

/// A line that shows that some work of unknown length goes on, until it is dropped or finished.
pub fn spinner(what: impl Into<String>) -> ProgressBar {
    let spinner = ProgressBar::new_spinner().with_message(what.into());
    spinner.enable_steady_tick(std::time::Duration::from_millis(120));
    spinner
}
