use leerkring_model::{Language, Model, builtin};

use super::*;
use crate::table::{ReadOptions, read_table};
use crate::{RegisterColumns, read_register};

/// Numbers that look drawn at random, the same ones each time.
struct Drawn(u64);

impl Drawn {
    fn below(&mut self, n: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % n
    }
}

/// A file in the making: a row a person, a cell a column.
struct File {
    model: Model,
    keys: Vec<String>,
    header: Vec<String>,
    rows: Vec<Vec<String>>,
}

const FIRST: usize = 4;

impl File {
    /// 40 schools of 6 people who mostly agree, with begin and end, school and role in front.
    fn honest() -> File {
        let model = builtin::samen_leren();
        let keys: Vec<String> = model.indicators().map(|indicator| indicator.id().key().to_owned()).collect();
        let front = ["startdate", "datum", "school", "functie"].map(str::to_owned);
        let header = front.into_iter().chain(keys.iter().cloned()).collect();
        let (mut drawn, mut rows) = (Drawn(7), Vec::new());
        for school in 0..40 {
            let far = drawn.below(5);
            for person in 0..6 {
                let (hour, second) = (8 + drawn.below(10), drawn.below(50));
                let mut row = vec![
                    format!("2026-05-{:02} {hour:02}:10:{second:02}", 1 + school % 28),
                    format!(
                        "2026-05-{:02} {hour:02}:{:02}:{second:02}",
                        1 + school % 28,
                        14 + drawn.below(40)
                    ),
                    format!("{:02}AB{:02}", 10 + school, 17 * school % 89),
                    ["directie", "leerkracht"][usize::from(person > 0)].to_owned(),
                ];
                let view = drawn.below(3);
                row.extend(
                    keys.iter()
                        .map(|_| (1 + (far + view + drawn.below(3)).saturating_sub(2).min(4)).to_string()),
                );
                rows.push(row);
            }
        }
        File { model, keys, header, rows }
    }

    fn findings(&self) -> Vec<Finding> {
        let named: String = self.keys.iter().map(|key| format!("{key} = \"{key}\"\n")).collect();
        let answers: String = (1..=5).map(|n| format!("{n} = {n}\n\"fase {n}\" = {n}\n")).collect();
        let codebook = format!(
            "format = 1\nmodel = \"samen-leren@1\"\nlayout = \"plain\"\n[columns]\nschool = \"school\"\nrole = \"functie\"\n\
             date = \"datum\"\n[columns.indicators]\n{named}[answers]\n{answers}\n[roles]\ndirectie = \"leadership\"\n\
             leerkracht = \"teacher\"\n"
        );
        let codebook = Codebook::parse("codebook.toml", &codebook, &self.model).unwrap();
        let schools: String =
            (0..40).map(|n| format!("{:02}AB{:02},School\n", 10 + n, 17 * n % 89)).collect();
        let schools = table("scholen.csv", &format!("id,name\n{schools}"));
        let register = read_register(&schools, &RegisterColumns::of(&schools), &self.model).unwrap();
        detect(&self.table(), &codebook, &self.model, Some(&register))
    }

    /// Findings with a codebook that also says this of the columns.
    fn findings_with(&self, layout: &str, columns: &str, rest: &str) -> Vec<Finding> {
        let named: String = self.keys.iter().map(|key| format!("{key} = \"{key}\"\n")).collect();
        let answers: String = (1..=5).map(|n| format!("{n} = {n}\n")).collect();
        let codebook = format!(
            "format = 1\nmodel = \"samen-leren@1\"\nlayout = \"{layout}\"\n[columns]\nschool = \"school\"\n\
             {columns}[columns.indicators]\n{named}[answers]\n{answers}{rest}"
        );
        let codebook = Codebook::parse("codebook.toml", &codebook, &self.model).unwrap();
        detect(&self.table(), &codebook, &self.model, None)
    }

    fn add_column(&mut self, name: &str, text: &str) {
        self.header.push(name.to_owned());
        self.rows.iter_mut().for_each(|row| row.push(text.to_owned()));
    }

    fn table(&self) -> Table {
        let rows = std::iter::once(&self.header).chain(&self.rows).map(|row| row.join(",") + "\n");
        table("antwoorden.csv", &rows.collect::<String>())
    }

    /// The answers in a column, to change.
    fn column(&mut self, key: &str) -> impl Iterator<Item = &mut String> {
        let place = self.header.iter().position(|name| name == key).unwrap();
        self.rows.iter_mut().map(move |row| &mut row[place])
    }

    /// The only finding, and what it says in English.
    fn only(&self) -> (Finding, String) {
        let findings = self.findings();
        assert_eq!(findings.len(), 1, "{findings:#?}");
        (findings[0].clone(), findings[0].to_string())
    }
}

fn table(name: &str, text: &str) -> Table {
    read_table(name, text.as_bytes(), &ReadOptions::default()).unwrap()
}

#[test]
fn an_honest_file_raises_nothing() {
    assert_eq!(File::honest().findings(), []);
    assert_eq!(detect_unaided(&File::honest().table()), []);
}

#[test]
fn a_reversed_question_is_told_and_no_other() {
    let mut file = File::honest();
    file.column("s2").for_each(|cell| *cell = (6 - cell.parse::<u8>().unwrap()).to_string());
    let (finding, _) = file.only();
    assert_eq!(finding.columns, ["s2"]);
    let FindingKind::Reversed { others: 2, same, opposite } = finding.kind else { panic!("{finding:?}") };
    assert!(opposite > 2 * same && same + opposite <= 240, "{same} {opposite}");
}

/// Nine questions in a row, without a codebook: the four are told, whether they or the five others were turned round. A
/// ranking, in which every question opposes the others, has no camps.
#[test]
fn questions_that_cancel_out_are_told_as_camps() {
    let honest = File::honest();
    let keys: Vec<&str> = honest.keys.iter().map(String::as_str).take(9).collect();
    let text = |turned: &[&str]| {
        let place = |key: &str| honest.header.iter().position(|name| name == key).unwrap();
        let mut text = keys.iter().enumerate().map(|(at, _)| format!("q{at}")).collect::<Vec<_>>().join(",");
        for row in &honest.rows {
            let cells = keys.iter().map(|key| match row[place(key)].parse::<u8>().unwrap() {
                level if turned.contains(key) => (6 - level).to_string(),
                level => level.to_string(),
            });
            text += &format!("\n{}", cells.collect::<Vec<_>>().join(","));
        }
        text
    };
    let found = |turned: &[&str]| detect_unaided(&table("f.csv", &text(turned)));
    assert_eq!(found(&[]), []);
    for turned in [&[keys[1], keys[2], keys[5], keys[8]][..], &[keys[0], keys[3], keys[4], keys[6], keys[7]]]
    {
        let found = found(turned);
        let [Finding { columns, kind: FindingKind::Camps { against, same, opposite }, .. }] = &found[..]
        else {
            panic!("{found:?}")
        };
        assert_eq!((columns.join(" "), against.len()), ("q1 q2 q5 q8".to_owned(), 5));
        assert!(opposite > &(2 * same), "{same} {opposite}");
    }
    assert!(matches!(found(&keys[3..4])[..], [Finding { kind: FindingKind::Reversed { .. }, .. }]));
    let ranking: String = (0..240)
        .map(|row| {
            (0..6).map(|at| ((at * 5 + row * 7 + row / 6) % 6 + 1).to_string()).collect::<Vec<_>>().join(",")
                + "\n"
        })
        .collect();
    assert_eq!(detect_unaided(&table("f.csv", &format!("a,b,c,d,e,f\n{ranking}"))), []);
}

#[test]
fn shifted_rows_a_shifted_end_and_a_shifted_header_are_told_apart() {
    for (rows, part) in
        [(10..13, ShiftedPart::Some), (100..240, ShiftedPart::From(102)), (0..240, ShiftedPart::Header)]
    {
        let mut file = File::honest();
        file.rows[rows].iter_mut().for_each(|row| row.insert(0, String::new()));
        // What is pushed beyond the header stands in a column without a name.
        file.header.push(String::new());
        let findings = file.findings();
        let told = findings.iter().find_map(|finding| match &finding.kind {
            FindingKind::Shifted { right: true, part, belongs_in, .. } => Some((*part, belongs_in.as_str())),
            _ => None,
        });
        assert_eq!(told, Some((part, "datum")), "{findings:?}");
    }
}

#[test]
fn a_row_that_comes_twice_is_told() {
    let mut file = File::honest();
    file.rows.push(file.rows[30].clone());
    let (finding, told) = file.only();
    assert_eq!((finding.rows, finding.row_count), (vec![32, 242], 2));
    assert!(
        told.starts_with("antwoorden.csv, 2 rows (32, 242): the same 12 answers at the same time"),
        "{told}"
    );
}

/// Ten who say 2 throughout stand out where their colleagues do not, and not in a school that is all in phase 2.
#[test]
fn a_team_that_agrees_is_no_straight_liner() {
    let mut file = File::honest();
    let two = || vec!["2".to_owned(); 12];
    for school in [3, 9, 14] {
        file.rows[6 * school..6 * school + 6]
            .iter_mut()
            .for_each(|row| row.splice(FIRST.., two()).for_each(drop));
    }
    assert_eq!(file.findings(), []);
    let mut file = File::honest();
    for school in 0..40 {
        let low = file.rows[6 * school][FIRST..].iter().filter(|cell| *cell < &"3".to_owned()).count() > 6;
        let answer = if low { "5" } else { "1" };
        file.rows[6 * school].splice(FIRST.., vec![answer.to_owned(); 12]).for_each(drop);
    }
    let findings = file.findings();
    let straight = findings.iter().find(|f| matches!(f.kind, FindingKind::StraightLining { .. })).unwrap();
    assert!(straight.row_count > 20 && straight.rows.len() == MOST_ROWS, "{straight:?}");
}

#[test]
fn a_form_that_nobody_can_have_read_is_told_with_the_median_beside_it() {
    let mut file = File::honest();
    file.rows[7][1] = file.rows[7][0].clone();
    let (finding, told) = file.only();
    assert_eq!(finding.rows, [9]);
    assert!(told.contains("at most 0 seconds for 12 answers or more; half of the people took"), "{told}");
}

#[test]
fn an_unknown_school_is_told_with_the_key_it_looks_like() {
    let mut file = File::honest();
    file.column("school").filter(|key| *key == "10AB00").for_each(|key| *key = "10ABOO".to_owned());
    let (finding, told) = file.only();
    assert_eq!(finding.row_count, 6);
    assert!(
        told.contains("`10ABOO` is not in the register; `10AB00` differs in letters that look like digits"),
        "{told}"
    );
    // What can be a name is counted and not shown, unless so many gave it that it is nobody's own.
    let mut of_ans = File::honest();
    of_ans.column("school").take(4).for_each(|key| *key = "Juf Ans".to_owned());
    assert!(!of_ans.only().1.contains("Ans"));
    file.column("school").filter(|key| *key == "10ABOO").for_each(|key| *key = "De Eik".to_owned());
    assert!(file.only().1.contains("De Eik"));
    let mut file = File::honest();
    file.rows[0][2] = "Jansen".to_owned();
    assert!(!file.only().1.contains("Jansen"));
    file.rows[0][2] = "99ZZ99".to_owned();
    assert!(file.only().1.contains("`99ZZ99`"));
}

#[test]
fn a_label_that_changes_halfway_is_told_and_two_labels_side_by_side_are_not() {
    let mut file = File::honest();
    let from = |row: usize| row >= 120;
    let change = |file: &mut File, which: &dyn Fn(usize) -> bool| {
        for (_, row) in file.rows.iter_mut().enumerate().filter(|(at, _)| which(*at)) {
            row[FIRST..].iter_mut().filter(|cell| *cell == "3").for_each(|cell| *cell = "fase 3".to_owned());
        }
    };
    change(&mut file, &from);
    let (finding, _) = file.only();
    let FindingKind::LabelChanged { before, after, from, .. } = finding.kind else { panic!("{finding:?}") };
    assert_eq!((before.as_str(), after.as_str()), ("3", "fase 3"));
    assert!((122..=131).contains(&from), "{from}");
    let mut file = File::honest();
    change(&mut file, &|row| row % 3 == 0);
    assert_eq!(file.findings(), []);
}

#[test]
fn a_level_that_the_form_lacked_is_told() {
    let mut file = File::honest();
    file.rows.iter_mut().for_each(|row| {
        row[FIRST..].iter_mut().filter(|cell| *cell == "3").for_each(|cell| *cell = "2".to_owned());
    });
    let (finding, _) = file.only();
    assert!(matches!(finding.kind, FindingKind::UnusedLevel { level: 3, schools: false, .. }), "{finding:?}");
}

#[test]
fn marks_out_of_ten_among_phases_are_told_and_words_for_phases_are_not() {
    let mut file = File::honest();
    file.column("g1").for_each(|cell| *cell = (2 * cell.parse::<u8>().unwrap()).to_string());
    let (finding, _) = file.only();
    let by = ScaleMix::Outside { low: 6, high: 10, scale_low: 1, scale_high: 5 };
    assert_eq!((finding.columns, finding.kind), (vec!["g1".to_owned()], FindingKind::MixedScales { by }));
    let mut file = File::honest();
    file.column("g1").for_each(|cell| *cell = format!("fase {cell}"));
    assert_eq!(file.findings(), []);
}

/// Each kind says in both languages what was seen, what else it can be and what to do.
#[test]
fn findings_are_told_in_two_languages() {
    let by = |by| FindingKind::MixedScales { by };
    let kinds = [
        FindingKind::Reversed { others: 2, same: 3, opposite: 40 },
        FindingKind::Camps { against: vec!["k1".to_owned(), "k2".to_owned()], same: 3, opposite: 40 },
        FindingKind::Twice { by: SameBy::Answers, answers: 12 },
        FindingKind::StraightLining { straight: 12, nearly: 1 },
        FindingKind::UnusedLevel { level: 3, close: 40, schools: true },
        by(ScaleMix::OutOf { steps: vec![5, 10] }),
        by(ScaleMix::NoTop { level: 5, respondents: 30 }),
    ];
    for kind in kinds {
        let (nl, en) = (kind.in_language(Language::Nl), kind.in_language(Language::En));
        assert_ne!(nl, en);
        assert!(
            [&nl, &en].iter().all(|told| told.matches(';').count() >= 1 && !told.ends_with('.')),
            "{nl}\n{en}"
        );
        assert!(en.starts_with(|c: char| !c.is_uppercase()), "{en}");
    }
}

/// Empty files, files without the columns of the codebook and rows of any width are looked at without falling over.
#[test]
fn strange_tables_raise_nothing() {
    for text in ["a,b,c\n", "a\n1\n", "a,b,c\n1\n1,2,3,4,5\n,,\n\"\",x,y\n"] {
        assert_eq!(detect_unaided(&table("f.csv", text)), [], "{text}");
    }
    let mut file = File::honest();
    file.header.iter_mut().for_each(|name| name.push('x'));
    assert_eq!(file.findings(), []);
}

#[test]
fn rows_that_the_survey_leaves_out_are_not_looked_at() {
    // The tool itself says which responses were broken off; one of them was begun again with the same key.
    let mut file = File::honest();
    file.add_column("submitdate", "2026-05-01 10:00:00");
    file.add_column("id", "");
    let last = file.header.len() - 1;
    for (at, row) in file.rows.iter_mut().enumerate() {
        row[last] = format!("r{at}");
    }
    file.rows[3][last] = "r4".to_owned();
    let by_id = |findings: &[Finding]| {
        findings.iter().any(|found| matches!(found.kind, FindingKind::Twice { by: SameBy::Id, .. }))
    };
    assert!(by_id(&file.findings_with("limesurvey", "", "")));
    let whole = file.rows[3][last - 1].clone();
    file.rows[3][last - 1].clear();
    assert!(!by_id(&file.findings_with("limesurvey", "", "")));
    file.rows[3][last - 1] = whole;
    // And a person who does not consent.
    file.add_column("akkoord", "ja");
    file.rows[3][last + 1] = "nee".to_owned();
    let consent =
        file.findings_with("limesurvey", "consent = \"akkoord\"\n", "[consent]\nja = true\nnee = false\n");
    assert!(!by_id(&consent));
}

#[test]
fn qualtrics_finds_who_was_too_fast_by_the_labels_of_older_files() {
    let mut text = "V1,V8,V9,V10,Q1,Q2,Q3,Q4\nResponseID,StartDate,EndDate,Finished,a,b,c,d\n".to_owned();
    for n in 0..12 {
        let end = if n == 5 { "00:02" } else { "09:00" };
        let hour = format!("2026-09-03 {:02}", 8 + n);
        text += &format!("R_{n},{hour}:00:00,{hour}:{end},1,{},{},{},{}\n", n % 3, n % 2, n % 3, n % 3);
    }
    let found = detect_unaided(&table("q.csv", &text));
    let fast = found.iter().find(|found| matches!(found.kind, FindingKind::TooFast { .. }));
    assert_eq!(
        fast.map(|found| (found.rows.clone(), found.columns.clone())),
        Some((vec![8], vec!["V8".into(), "V9".into()]))
    );
}
