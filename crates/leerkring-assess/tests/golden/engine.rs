//! The engine gives the same distance from the median (G05), wherever it shows one.

use leerkring_assess::{Options, assessments};
use leerkring_model::{Answer, Model, Phase, Response, Responses, SchoolId};

use crate::support::Case;
use crate::support_numbers::*;

/// A model with one aspect of so many indicators.
fn one_aspect(indicators: usize) -> Model {
    let list = |n: usize, item: &dyn Fn(usize) -> String| (1..=n).map(item).collect::<Vec<_>>().join(",");
    let names = list(5, &|k| format!("{{ name.en = \"step {k}\" }}"));
    let descriptors = list(5, &|k| format!("{{ phase = {k}, text.en = \"We are at step {k} here.\" }}"));
    let indicators: String = (1..=indicators)
        .map(|j| {
            format!(
                "[[aspect.indicator]]\nid = \"i{j}\"\nname.en = \"Side {j}\"\ndescriptor = [{descriptors}]\n"
            )
        })
        .collect();
    Model::parse(&format!(
        "format = 1\nid = \"small\"\nversion = 1\nlanguages = [\"en\"]\nname.en = \"Small\"\nphase = [{names}]\n\
         [[aspect]]\nid = \"one\"\nname.en = \"One\"\n{indicators}"
    ))
    .unwrap()
}

pub(crate) fn distances_from_the_median(case: &Case) {
    let data = Data::first(case);
    let results = case.results();
    let mut shown = 0;
    for (aspect, expected) in results["per_aspect"].as_object().unwrap() {
        let items = names(&results["aspects"][aspect]);
        let model = one_aspect(items.len());
        for (at, name) in names(&expected["group"]).iter().enumerate() {
            let groups = data.by_group(&items);
            let (_, rows) = groups.iter().find(|(group, _)| group == name).unwrap();
            let complete =
                as_levels(rows).into_iter().filter_map(|row| row.into_iter().collect::<Option<Vec<u8>>>());
            let mut responses = Responses::new(&model);
            for row in complete {
                let answers = row.into_iter().map(|n| Phase::new(n).map(Answer::Phase)).collect();
                responses.push(&Response::new(SchoolId::new("s").unwrap(), answers)).unwrap();
            }
            let whole = assessments(&model, &responses, &[], &Options::default()).unwrap().remove(0);
            if let Some(closeness) = whole.closeness.value() {
                shown += 1;
                near(Some(closeness.ad), &expected["ad_median"][at], 1e-9, name);
            }
        }
    }
    assert!(shown > 0, "{}: the engine shows no distance at all", case.id);
}
