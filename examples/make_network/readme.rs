//! The README beside the files: what they are, how they were made, and that they are made up.

use std::fmt::Write;

use leerkring::model::{Model, builtin};

use crate::answers::STATED;
use crate::exports::{Layout, earlier};
use crate::wishes::TOPICS_FILE;

/// The text of the README.
pub(crate) fn text(
    model: &Model,
    schools: u64,
    seed: u64,
    given: bool,
    written: &[(Layout, u64)],
    rows_before: u64,
) -> String {
    let id = model.id();
    let mut out = String::new();
    let head = if given { YOURS } else { MADE_UP };
    let _ = writeln!(out, "# A fictional network\n\n{head}\n");
    let _ = writeln!(out, "{schools} schools, seed {seed}, model `{id}`, school year 2025-2026.\n");

    let _ = writeln!(out, "| file | what it is |\n|---|---|");
    if given {
        let _ = writeln!(
            out,
            "| `wishes.csv` | per school: offers, asks, thinks (keys of aspects and topics with `;`), room for visits |"
        );
    } else {
        let _ = writeln!(out, "| `schools.csv` | the register: {schools} schools with context and wishes |");
    }
    let _ = writeln!(
        out,
        "| `{TOPICS_FILE}` | the topics that wishes can be about, beside the aspects of the model |"
    );
    for (layout, rows) in written {
        let what = match layout {
            Layout::LimeSurvey => "LimeSurvey export",
            Layout::GoogleForms => "Google Forms export",
            Layout::MsForms => "Microsoft Forms export",
            Layout::Plain => "a plain table",
            Layout::PerSchool => "one row per school: phases agreed on in dialogue",
        };
        let _ = writeln!(out, "| `{}` | {what}, {rows} rows |", layout.file());
        let _ = writeln!(out, "| `{}` | how to read it |", layout.codebook());
    }
    let _ = writeln!(
        out,
        "| `{}` | the year before, read as `plain.csv`, {rows_before} rows |",
        earlier::ANSWERS
    );
    let _ =
        writeln!(out, "| `{}` | which school had an exchange on which aspect since |", earlier::EXCHANGES);
    let _ = writeln!(out, "\n{LAYOUTS}\n\n## How the answers were drawn\n\n{STATED}\n");

    let _ = writeln!(
        out,
        "## Read it\n\nWith DIR for this directory{}:\n",
        if given { " and REGISTER for your register" } else { "" }
    );
    let register = if given { "REGISTER --wishes DIR/wishes.csv" } else { "DIR/schools.csv" };
    // The programs read samen-leren unless told otherwise.
    let other =
        if id.name() == builtin::NAMES[0] { String::new() } else { format!("--model {} ", id.name()) };
    let _ = write!(
        out,
        "```sh\ncargo run --release --example suggest_partners -- \\\n    {other}--schools {register}"
    );
    for (layout, _) in written {
        let _ = write!(out, " \\\n    --survey DIR/{} --codebook DIR/{}", layout.file(), layout.codebook());
    }
    let _ = writeln!(out, "\n```");
    let _ = writeln!(out, "\nGrowth since the year before, and what exchanges are associated with:\n");
    let register = if given { "REGISTER" } else { "DIR/schools.csv" };
    let _ = write!(
        out,
        "```sh\ncargo run --release --example score_survey -- \\\n    {other}--moments 2025-08-01 --exchange DIR/{} --schools \
         {register}",
        earlier::EXCHANGES
    );
    let answers = written.iter().filter(|(layout, _)| *layout != Layout::PerSchool);
    for (layout, _) in answers.clone().filter(|(layout, _)| *layout != Layout::Plain) {
        let _ = write!(out, " \\\n    --survey DIR/{} --codebook DIR/{}", layout.file(), layout.codebook());
    }
    let plain = Layout::Plain;
    if answers.clone().any(|(layout, _)| *layout == plain) {
        let _ = write!(out, " \\\n    --survey DIR/{}", plain.file());
    }
    let _ = write!(out, " \\\n    --survey DIR/{} --codebook DIR/{}", earlier::ANSWERS, plain.codebook());
    let _ = writeln!(out, "\n```");
    out
}

const MADE_UP: &str = "\
Schools, boards, municipalities, people and answers are made up by the example program `make_network`. The coordinates
lie in an area where there are real schools; they are not theirs.";

const YOURS: &str = "\
**THE ANSWERS AND WISHES IN THIS DIRECTORY ARE MADE UP. The keys are those of a real register. Do not publish these
files, or anything computed from them, beside the names of the schools: no school ever said any of this.**

They were drawn by the example program `make_network`, to try out a network before there are answers.";

/// Which school is in which file, for `--help` and the README.
pub(crate) const LAYOUTS: &str = "\
Each school is in one export: 40 % LimeSurvey, 20 % Google Forms, 20 % Microsoft Forms, 15 % plain, 5 % one row per
school. 10 % of the schools with a survey have a row per school as well: a phase agreed on afterwards. Who breaks off is
an incomplete row in LimeSurvey and a row with empty cells elsewhere.";
