use super::*;

/// A document kind without problems of its own.
#[derive(Debug, PartialEq, thiserror::Error)]
#[error("")]
struct Plain;

const TEXT: &str = "format = 2\nnames = [\"a\", 3, \" \"]\n[[part]]\n\"é\".size = true\n[\"é\"]\n";

fn read_parts(walk: &mut Walk<'_, Plain>, root: &Table<'_>) -> Option<()> {
    walk.format(root, 1);
    walk.required(root, "title");
    for node in walk.list(&root.get("names")?)? {
        walk.text(&node);
    }
    for node in walk.list(&root.get("part")?)? {
        let sizes = walk.table(&node)?.get("é")?;
        let size = walk.table(&sizes)?.get("size")?;
        walk.integer(&size);
    }
    let empty = root.get("é")?;
    if walk.table(&empty)?.is_empty() {
        walk.empty(&empty);
    }
    Some(())
}

#[test]
fn problems_point_at_keys_and_at_items() {
    let error = read("it", TEXT, read_parts).unwrap_err();
    let places: Vec<_> = error.problems().iter().map(|p| (p.line, p.column, p.path.as_str())).collect();
    assert_eq!(
        places,
        [
            // Those at one place stand in the order in which they were found.
            (1, 1, "format"),
            (1, 1, ""),
            (2, 15, "names[2]"),
            (2, 18, "names[3]"),
            (4, 5, "part[1].é.size"),
            (5, 1, "é"),
        ]
    );
}

#[test]
fn slips_of_syntax_come_alone() {
    let error = read("it", "format = 2\nx = = 1", read_parts).unwrap_err();
    assert!(error.problems().iter().all(|problem| matches!(problem.kind, ProblemKind::Syntax(_))), "{error}");
}
