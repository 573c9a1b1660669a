//! A network's own list of contents (lijst van inhouden): what schools can learn from each other beside a model.

use std::collections::BTreeMap;

use crate::document::{self, DocumentError, Node, Table};
use crate::ids::TopicId;
use crate::model::Model;
use crate::text::{Language, Text, is_language};
use crate::wish::Subject;

/// The format of lists that this version reads (the key `format`).
const FORMAT: i64 = 1;

type Walk<'t> = document::Walk<'t, TopicProblem>;

/// A list of topics could not be read. It holds every problem of the text, in the order of the text.
pub type TopicsError = DocumentError<TopicProblem>;

/// What can be wrong with a list of topics only; [`ProblemKind`](document::ProblemKind) has the rest.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TopicProblem {
    /// Two topics have the same id.
    #[error("topic `{0}` is there already; every topic needs an id of its own")]
    Twice(TopicId),
    /// Two topics have the same name in some language, capitals aside.
    #[error("`{name}` is the name of topic `{other}` too; every topic needs a name of its own")]
    NameTwice {
        /// The name.
        name: String,
        /// The topic that has it already.
        other: TopicId,
    },
    /// A language code of another form than `nl`.
    #[error("`{0}` is not a language code; write two or three lower-case letters, as in `nl`")]
    Language(String),
}

/// One topic: it has no phases.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Topic {
    /// What it is known by.
    pub id: TopicId,
    /// Its name, in one language at least.
    pub name: Text,
}

impl Topic {
    /// The topic with this id and name.
    pub fn new(id: TopicId, name: Text) -> Topic {
        Topic { id, name }
    }
}

/// A network's own list of topics, in its order; every id and every name once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Topics {
    list: Vec<Topic>,
    /// The place of each id, and of each name in small letters.
    ids: BTreeMap<TopicId, usize>,
    names: BTreeMap<String, usize>,
}

impl Topics {
    /// Reads a list (`docs/FORMATS.md` describes it).
    ///
    /// ```
    /// let text = r#"
    /// format = 1
    ///
    /// [[topic]]
    /// id = "spelling"
    /// name.nl = "Spelling"
    /// name.en = "Spelling"
    ///
    /// [[topic]]
    /// id = "natuur-en-techniek"
    /// name.nl = "Natuur en techniek"
    /// "#;
    /// let topics = leerkring_model::Topics::parse(text)?;
    /// let ids: Vec<&str> = topics.ids().map(|id| id.key()).collect();
    /// assert_eq!(ids, ["spelling", "natuur-en-techniek"]);
    /// # Ok::<(), leerkring_model::TopicsError>(())
    /// ```
    ///
    /// # Errors
    /// [`TopicsError`] with every problem of the text, each with key path, line and column.
    pub fn parse(text: &str) -> Result<Topics, TopicsError> {
        document::read("the list of topics", text, read_topics)
    }

    /// Adds a topic at the end.
    ///
    /// # Errors
    /// [`TopicProblem`] if its id or one of its names is there already. The list is then as it was.
    pub fn add(&mut self, topic: Topic) -> Result<(), TopicProblem> {
        if self.ids.contains_key(&topic.id) {
            return Err(TopicProblem::Twice(topic.id));
        }
        for (_, name) in topic.name.iter() {
            let place = self.names.get(&name.to_lowercase());
            if let Some(other) = place.and_then(|place| self.list.get(*place)) {
                return Err(TopicProblem::NameTwice { name: name.to_owned(), other: other.id.clone() });
            }
        }
        let place = self.list.len();
        self.names.extend(topic.name.iter().map(|(_, name)| (name.to_lowercase(), place)));
        self.ids.insert(topic.id.clone(), place);
        self.list.push(topic);
        Ok(())
    }

    /// The topics, in the order of the list.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &Topic> {
        self.list.iter()
    }

    /// Their ids, in the order of the list.
    pub fn ids(&self) -> impl ExactSizeIterator<Item = &TopicId> {
        self.list.iter().map(|topic| &topic.id)
    }

    /// The topic with this id.
    pub fn get(&self, id: &TopicId) -> Option<&Topic> {
        self.list.get(*self.ids.get(id)?)
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }
}

fn read_topics(walk: &mut Walk<'_>, root: &Table<'_>) -> Option<Topics> {
    walk.only(root, &["format", "topic"]);
    walk.format(root, FORMAT);
    let list = walk.required(root, "topic")?;
    let items = walk.list(&list)?;
    if items.is_empty() {
        walk.empty(&list);
    }
    let mut topics = Topics::default();
    for item in &items {
        let Some(table) = walk.table(item) else { continue };
        walk.only(&table, &["id", "name"]);
        let id = walk.required(&table, "id");
        let id = id.and_then(|node| Some((walk.text(&node)?, node)));
        let id = id.and_then(|(key, node)| Some((walk.id(&node, TopicId::new(key))?, node)));
        let name = read_name(walk, &table);
        if let (Some((id, node)), Some((name, texts))) = (id, name)
            && let Err(problem) = topics.add(Topic { id, name })
        {
            let own = |name: &String| texts.iter().find(|(_, text)| text == name).map(|(node, _)| node);
            let at = match &problem {
                TopicProblem::NameTwice { name, .. } => own(name),
                _ => None,
            };
            walk.problem(at.unwrap_or(&node), problem);
        }
    }
    Some(topics)
}

/// The name, and where the text of each language stands.
fn read_name<'t>(walk: &mut Walk<'_>, table: &Table<'t>) -> Option<(Text, Vec<(Node<'t>, &'t str)>)> {
    let node = walk.required(table, "name")?;
    let texts = walk.table(&node)?;
    if texts.is_empty() {
        walk.empty(&node);
    }
    let mut found = Vec::new();
    for node in texts.nodes() {
        if !is_language(node.key()) {
            walk.problem(&node, TopicProblem::Language(node.key().to_owned()));
        }
        if let Some(text) = walk.text(&node) {
            found.push((node, text.trim()));
        }
    }
    let name = || found.iter().map(|(node, text)| (node.key(), *text)).collect();
    (!found.is_empty()).then(name).map(|name| (name, found))
}

/// What a wish can be about: the aspects of a model and, with a list at hand, the topics on it.
///
/// ```
/// use leerkring_model::{Language, Subject, Subjects, Topics, builtin};
/// let model = builtin::samen_leren();
/// let topics = Topics::parse("format = 1\n[[topic]]\nid = \"spelling\"\nname.nl = \"Spelling\"")?;
/// let subjects = Subjects::from(&model).with(&topics);
/// let names = ["samen-leren@1:samen-leren", "topic:spelling", "topic:zingen"].map(|text| {
///     text.parse().map(|subject: Subject| subjects.name(&subject, Language::Nl).to_owned())
/// });
/// assert_eq!(names, [Ok("Samen leren".into()), Ok("Spelling".into()), Ok("zingen".into())]);
/// # Ok::<(), leerkring_model::TopicsError>(())
/// ```
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Subjects<'a> {
    /// The model.
    pub model: &'a Model,
    /// The list; without one, any topic will do.
    pub topics: Option<&'a Topics>,
}

impl<'a> From<&'a Model> for Subjects<'a> {
    fn from(model: &'a Model) -> Subjects<'a> {
        Subjects { model, topics: None }
    }
}

impl<'a> Subjects<'a> {
    /// The same with the topics of this list, and no others.
    pub fn with(self, topics: &'a Topics) -> Subjects<'a> {
        Subjects { topics: Some(topics), ..self }
    }

    /// What a subject is called in this language, or in another if there is no name in it; its key if it has no name.
    pub fn name<'b>(&self, subject: &'b Subject, language: Language) -> &'b str
    where
        'a: 'b,
    {
        let (key, name) = match subject {
            Subject::Aspect(id) => (id.key(), self.model.aspect(id).map(|aspect| aspect.name())),
            Subject::Topic(id) => {
                let topic = self.topics.and_then(|topics| topics.get(id));
                (id.key(), topic.map(|topic| &topic.name))
            }
        };
        name.map_or(key, |name| name.best(language.code()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_problems_come_at_once() {
        let text = r#"
format = 2
[[topic]]
id = "Spelling"
name.nl = " "
[[topic]]
id = "rekenen"
name.nl = "Rekenen"
name.Engels = "Sums"
[[topic]]
id = "rekenen"
name.nl = "Wiskunde"
[[topic]]
id = "sommen"
name.en = "rekenen"
colour = "red"
[[topic]]
id = "zingen"
name = {}
"#;
        let told = Topics::parse(text).unwrap_err().to_string();
        let lines: Vec<&str> = told.lines().collect();
        assert_eq!(
            lines,
            [
                "the list of topics has 8 problems",
                "  line 2, column 1: `format`: format 2 is not known; this version reads format 1",
                "  line 4, column 1: `topic[1].id`: `Spelling` is not a key; a key is 1 to 64 lower-case letters a-z, digits and \
                 hyphens, and starts with a letter",
                "  line 5, column 6: `topic[1].name.nl`: this is empty; fill it in or leave the key out",
                "  line 9, column 6: `topic[2].name.Engels`: `Engels` is not a language code; write two or three lower-case \
                 letters, as in `nl`",
                "  line 11, column 1: `topic[3].id`: topic `rekenen` is there already; every topic needs an id of its own",
                "  line 15, column 6: `topic[4].name.en`: `rekenen` is the name of topic `rekenen` too; every topic needs a name of its \
                 own",
                "  line 16, column 1: `topic[4].colour`: the key `colour` is unknown here; known are id, name",
                "  line 19, column 1: `topic[5].name`: this is empty; fill it in or leave the key out",
            ]
        );
    }

    #[test]
    fn a_list_must_have_something_on_it() {
        assert!(Topics::parse("format = 1").unwrap_err().to_string().contains("the key `topic` is missing"));
        assert!(Topics::parse("format = 1\ntopic = []").unwrap_err().to_string().contains("this is empty"));
    }
}
