//! Schools that learn from each other: where a school stands, how sure that is, and which school it can learn from.
//!
//! One dependency for everything; each module is a crate that can also be used alone.
//!
//! | module | crate | what it does |
//! |---|---|---|
//! | [`model`] | `leerkring-model` | the words: maturity models, answers, standings, schools, wishes |
//! | [`import`] | `leerkring-import` | survey exports and school registers to those words, with a position for every doubt |
//! | [`assess`] | `leerkring-assess` | answers to where a school stands on each aspect, and how sure that is |
//! | [`matching`] | `leerkring-matching` | a network to the partner that is one step further: exact, explained, with consent |
//!
//! # The whole road, with a model of your own
//! A model, a codebook that says what an export means, the answers, and where the school stands. In a program the texts are
//! files; a codebook is proposed by [`import::propose()`].
//!
//! ```
//! use leerkring::assess::{self, assess, wording};
//! use leerkring::import::{Codebook, ReadOptions, Survey, read_table};
//! use leerkring::model::{Language, Model};
//!
//! let model = Model::parse(r#"
//!     format = 1
//!     id = "rust"
//!     version = 1
//!     languages = ["en"]
//!     name.en = "Quiet in the classroom"
//!     phase = [{ name.en = "searching" }, { name.en = "agreed" }, { name.en = "kept" }]
//!     [[aspect]]
//!     id = "quiet"
//!     name.en = "Quiet"
//!     [[aspect.indicator]]
//!     id = "q1"
//!     name.en = "While pupils work"
//!     descriptor = [
//!         { phase = 1, text.en = "Everyone does what seems best." },
//!         { phase = 2, text.en = "We have agreed on it." },
//!         { phase = 3, text.en = "We keep to it, and look at it together." },
//!     ]
//! "#)?;
//! let codebook = Codebook::parse("codebook.toml", r#"
//!     format = 1
//!     model = "rust@1"
//!     layout = "plain"
//!     columns = { school = "School", role = "I am", indicators = { q1 = "Quiet while pupils work" } }
//!     roles = { "teacher" = "teacher", "head" = "leadership" }
//!     [answers]
//!     "not yet" = 1
//!     "agreed" = 2
//!     "agreed, and kept" = 3
//! "#, &model)?;
//! let export = "School;I am;Quiet while pupils work\n\
//!               linde;teacher;agreed\n\
//!               linde;teacher;agreed, and kept\n\
//!               linde;teacher;agreed\n\
//!               linde;teacher;agreed\n\
//!               linde;head;agreed, and kept\n\
//!               linde;teacher;no idea, ask Jo\n\
//!               linde;teacher;agreed\n";
//!
//! let table = read_table("answers.csv", export.as_bytes(), &ReadOptions::default())?;
//! let mut survey = Survey::new(&model);
//! let summary = survey.read(&table, &codebook, &model)?;
//! assert_eq!(summary.to_string(), "answers.csv: 7 rows: 6 responses, 1 row set aside");
//! // What somebody typed is not repeated, only where it stands: row 7, as a spreadsheet shows it.
//! assert!(summary.issues[0].to_string().starts_with("answers.csv, row 7, column `Quiet while pupils work`: "));
//!
//! let standings = assess(&model, &survey.responses, &survey.agreements, &assess::Options::default())?;
//! let told = wording::sentences(&standings[0], &model, Language::En);
//! assert!(told.contains("phase 2"), "{told}");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Topics of your own, and who could show them
//! A network can have a list of topics beside the aspects of a model. On those nobody stands anywhere: who asks finds who offers.
//!
//! ```
//! use leerkring::import::{ReadOptions, RegisterColumns, SchoolIndex, read_register, read_table, read_topics, read_wishes};
//! use leerkring::matching::{Member, Network, Options};
//! use leerkring::model::{Subject, Subjects, builtin};
//!
//! let read = |name: &str, text: &str| read_table(name, text.as_bytes(), &ReadOptions::default());
//! let model = builtin::samen_leren();
//! let topics = read_topics(&read("topics.csv", "key,nl,en\nspelling,Spelling,Spelling\nstilte,Stilte in de klas,Quiet in class\n")?)?;
//! let subjects = Subjects::from(&model).with(&topics);
//!
//! let table = read("schools.csv", "id,name,lat,lon\n03XY00,De Linde,52.30,6.60\n04AB00,De Es,52.35,6.70\n")?;
//! let register = read_register(&table, &RegisterColumns::of(&table), subjects)?;
//! // Schools are named as people call them, and topics by their names in any language.
//! let wishes = read("wishes.csv", "school,offers,asks,room\nde linde,,quiet in class,\nDe Es,Stilte in de klas,,2\n")?;
//! let wishes = read_wishes(&wishes, subjects, SchoolIndex::new(&register.schools))?;
//! assert!(wishes.issues.is_empty());
//!
//! let members = register.schools.into_iter().map(|school| {
//!     let wishes = wishes.wishes.get(&school.id).cloned().unwrap_or_default();
//!     Member::new(school, wishes, Vec::new())
//! });
//! let mut options = Options::default();
//! options.topics = topics.ids().cloned().collect();
//! let network = Network::build(members.collect(), &model, options)?;
//! let answer = network.suggest(&"03XY00".parse()?, "topic:stilte".parse::<Subject>()?, 1)?;
//! assert_eq!(answer.found[0].host.as_str(), "04AB00");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Features
//! `parallel` (default): several threads; changes speed, never a result. `serde` (default): `Serialize` and
//! `Deserialize` on words, options and results.
#![cfg_attr(doctest, doc = include_str!("../../../README.md"))]

pub use leerkring_assess as assess;
pub use leerkring_import as import;
pub use leerkring_matching as matching;
pub use leerkring_model as model;
