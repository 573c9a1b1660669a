//! The static tree: boxes of boxes of points, 16 by 16.

use super::halves::{halve, place};
use super::points::{Columns, PLACE, Points};

/// How many boxes a node has at most, and how many points a leaf: as many as are looked at together.
pub(super) const LANES: usize = 16;

/// The most nodes from the root to a leaf, for four billion points.
pub(super) const MOST_LEVELS: usize = 8;

/// One number of each of 16 boxes or points, where a processor likes to read it.
#[derive(Clone, Copy, Debug)]
#[repr(align(64))]
pub(super) struct Lanes(pub(super) [f32; LANES]);

/// The points that a tree is for: all of them with a place, or none.
#[derive(Debug, Default)]
pub(crate) struct Crowd {
    /// Which points these are.
    pub(crate) points: Vec<u32>,
    /// The label under which the tree gives each of them.
    pub(crate) labels: Vec<u32>,
    /// The chances of each, as many for each; none if doubt costs nothing.
    pub(crate) chances: Vec<f32>,
}

/// The tree. All its leaves but the last are full and equally deep, so that the points of leaf `n` are simply those from
/// `16 n`.
#[derive(Debug)]
pub(crate) struct Tree {
    /// Whether its points have a place.
    pub(super) placed: bool,
    pub(super) context_width: usize,
    pub(super) chances: usize,
    /// How many nodes are between a question and a leaf.
    pub(super) levels: usize,
    /// The root is the first.
    pub(super) nodes: Vec<Node>,
    /// Per node: low and high side of its boxes in each dimension, then the highest of each chance.
    pub(super) boxes: Vec<Lanes>,
    /// Per leaf: its points in each dimension, then their chances.
    pub(super) leaves: Vec<Lanes>,
    pub(super) labels: Vec<u32>,
}

/// Its boxes are those of the nodes, or of the leaves on the lowest level, from `first` on.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Node {
    pub(super) first: u32,
    pub(super) count: u32,
}

impl Tree {
    /// The tree of this crowd.
    pub(crate) fn build(points: &Points, crowd: Crowd, placed: bool) -> Tree {
        let Crowd { labels, chances, .. } = &crowd;
        let mut tree = Tree {
            placed,
            context_width: points.context_width(),
            chances: chances.len().checked_div(labels.len()).unwrap_or(0),
            levels: 1,
            nodes: Vec::new(),
            boxes: Vec::new(),
            leaves: Vec::new(),
            labels: Vec::new(),
        };
        if labels.is_empty() {
            return tree;
        }
        let leaves = labels.len().div_ceil(LANES);
        while LANES.pow(tree.levels as u32) < leaves {
            tree.levels += 1;
        }
        tree.leaves.reserve_exact(leaves * tree.leaf_stride());
        tree.nodes.push(Node::default());
        let mut order: Vec<u64> = (0..labels.len() as u64).collect();
        let source = Source { columns: points.columns(&crowd.points), chances };
        tree.grow(&source, &mut order, 0, tree.levels, 0);
        tree.labels = order.into_iter().map(|entry| labels[place(entry) as usize]).collect();
        tree
    }

    /// Whether it holds no points.
    pub(crate) fn is_empty(&self) -> bool {
        self.labels.is_empty()
    }

    /// How many rows of lanes a node has.
    pub(super) fn node_stride(&self) -> usize {
        2 * (PLACE + self.context_width) + self.chances
    }

    /// How many rows of lanes a leaf has.
    pub(super) fn leaf_stride(&self) -> usize {
        PLACE + self.context_width + self.chances
    }

    /// Makes the node over these points, the first of which has this place, with all below it. Its box is returned.
    fn grow(&mut self, source: &Source, order: &mut [u64], node: usize, level: usize, start: usize) -> Sides {
        let leaves = order.len().div_ceil(LANES);
        let count = leaves.div_ceil(LANES.pow(level as u32 - 1));
        let first = if level == 1 { start / LANES } else { self.nodes.len() };
        self.nodes[node] = Node { first: first as u32, count: count as u32 };
        let (stride, begin) = (self.node_stride(), node * self.node_stride());
        if self.boxes.len() < begin + stride {
            self.boxes.resize(begin + stride, Lanes([0.0; LANES]));
        }
        if level > 1 {
            self.nodes.resize(first + count, Node::default());
        }
        let mut whole = Sides::empty(self);
        let mut ends = Vec::with_capacity(count);
        part(&source.columns, order, count, 0, &mut ends);
        let mut from = 0;
        for (child, end) in ends.into_iter().enumerate() {
            let mine = &mut order[from..end];
            let sides = if level == 1 {
                self.fill(source, mine)
            } else {
                self.grow(source, mine, first + child, level - 1, start + from)
            };
            for (lanes, side) in self.boxes[begin..begin + stride].iter_mut().zip(sides.in_order()) {
                lanes.0[child] = side;
            }
            whole.include(&sides);
            from = end;
        }
        whole
    }

    /// Adds the leaf of these points. Its box is returned.
    fn fill(&mut self, source: &Source, order: &[u64]) -> Sides {
        let mut around = Sides::empty(self);
        let dimensions = PLACE + self.context_width;
        let begin = self.leaves.len();
        self.leaves.resize(begin + self.leaf_stride(), Lanes([0.0; LANES]));
        let (leaf, leaf_chances) = self.leaves[begin..].split_at_mut(dimensions);
        for ((dimension, column), lanes) in source.columns.each().enumerate().zip(leaf) {
            for (lane, &entry) in lanes.0.iter_mut().zip(order.iter()) {
                *lane = column[place(entry) as usize];
                around.widen(dimension, *lane);
            }
        }
        for (number, lanes) in leaf_chances.iter_mut().enumerate() {
            for (lane, &entry) in lanes.0.iter_mut().zip(order.iter()) {
                *lane = source.chances[place(entry) as usize * self.chances + number];
                around.chances[number] = around.chances[number].max(*lane);
            }
        }
        around
    }
}

/// What a tree is built from.
struct Source<'a> {
    columns: Columns,
    chances: &'a [f32],
}

/// Puts these points in as many parts as asked, of whole leaves and about as large as each other, by halving and halving again.
fn part(columns: &Columns, order: &mut [u64], parts: usize, start: usize, ends: &mut Vec<usize>) {
    if parts == 1 {
        ends.push(start + order.len());
        return;
    }
    let low_parts = parts / 2;
    let low_leaves = (order.len().div_ceil(LANES) * low_parts).div_ceil(parts);
    let middle = low_leaves * LANES;
    halve(columns, order, middle);
    let (low, high) = order.split_at_mut(middle);
    part(columns, low, low_parts, start, ends);
    part(columns, high, parts - low_parts, start + middle, ends);
}

/// The box around some points.
struct Sides {
    /// Low and high in each dimension.
    sides: Vec<(f32, f32)>,
    /// The highest of each chance.
    chances: Vec<f32>,
}

impl Sides {
    fn empty(tree: &Tree) -> Sides {
        Sides {
            sides: vec![(f32::INFINITY, f32::NEG_INFINITY); PLACE + tree.context_width],
            chances: vec![0.0; tree.chances],
        }
    }

    /// Makes room for this number; an unknown one may be any.
    fn widen(&mut self, dimension: usize, x: f32) {
        let (low, high) = &mut self.sides[dimension];
        (*low, *high) =
            if x.is_nan() { (f32::NEG_INFINITY, f32::INFINITY) } else { (low.min(x), high.max(x)) };
    }

    fn include(&mut self, that: &Sides) {
        for (mine, theirs) in self.sides.iter_mut().zip(&that.sides) {
            *mine = (mine.0.min(theirs.0), mine.1.max(theirs.1));
        }
        for (mine, theirs) in self.chances.iter_mut().zip(&that.chances) {
            *mine = mine.max(*theirs);
        }
    }

    /// As they stand in a node.
    fn in_order(&self) -> impl Iterator<Item = f32> {
        self.sides.iter().flat_map(|&(low, high)| [low, high]).chain(self.chances.iter().copied())
    }
}
