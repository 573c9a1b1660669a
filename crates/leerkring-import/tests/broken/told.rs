//! What a person is told, wherever it comes out.

use leerkring_import::{Codebook, ReadOptions, Survey, Table, read_register, read_table};
use leerkring_model::builtin;

/// What a person is told who reads this file.
pub(crate) fn told_of_table(name: &str, bytes: &[u8], options: &ReadOptions) -> String {
    match read_table(name, bytes, options) {
        Ok(table) => format!("{name}: {}, {} columns", table.recognised, table.columns.len()),
        Err(error) => error.to_string(),
    }
}

fn table(name: &str, text: &str) -> Table {
    read_table(name, text.as_bytes(), &ReadOptions::default()).unwrap()
}

/// What a person is told who reads these answers with this codebook.
pub(crate) fn told_of_answers(answers: &str, codebook: &str) -> String {
    let model = builtin::samen_leren();
    let codebook = match Codebook::parse("codeboek.toml", codebook, &model) {
        Ok(codebook) => codebook,
        Err(error) => return error.to_string(),
    };
    match Survey::new(&model).read(&table("antwoorden.csv", answers), &codebook, &model) {
        Ok(summary) => {
            let issues: Vec<String> = summary.issues.iter().map(ToString::to_string).collect();
            [vec![summary.to_string()], issues].concat().join("\n")
        }
        Err(error) => error.to_string(),
    }
}

/// What a person is told who reads this register with these columns.
pub(crate) fn told_of_register(register: &str, columns: &str) -> String {
    let model = builtin::samen_leren();
    let codebook = match Codebook::parse("codeboek.toml", columns, &model) {
        Ok(codebook) => codebook,
        Err(error) => return error.to_string(),
    };
    match read_register(&table("register.csv", register), codebook.register().unwrap(), &model) {
        Ok(register) => {
            let issues: Vec<String> = register.issues.iter().map(ToString::to_string).collect();
            [vec![register.summary.to_string()], issues].concat().join("\n")
        }
        Err(error) => error.to_string(),
    }
}
