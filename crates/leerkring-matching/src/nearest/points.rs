//! Points in one flat row of numbers.

use crate::sphere::RADIUS_KM;

/// The first numbers of a point: its unit vector.
pub(super) const PLACE: usize = 3;

/// Points, each a unit vector and then its context. A point is known by its place here, its label.
#[derive(Debug, Default)]
pub(crate) struct Points {
    width: usize,
    rows: Vec<f64>,
    /// What one unit of context costs: with it, distances in place and in context can be compared.
    unit_km: f64,
}

impl Points {
    /// No points yet; each will have this many numbers of context.
    pub(crate) fn new(context_width: usize, unit_km: f64) -> Points {
        Points { width: PLACE + context_width, rows: Vec::new(), unit_km }
    }

    /// Makes room for this many more.
    pub(crate) fn reserve(&mut self, more: usize) {
        self.rows.reserve_exact(more * self.width);
    }

    /// Adds a point: where it is (NaN if that is not known), and its context.
    pub(crate) fn push(&mut self, at: [f64; PLACE], context: impl IntoIterator<Item = f64>) {
        self.rows.extend(at);
        self.rows.extend(context);
        debug_assert_eq!(self.rows.len() % self.width, 0);
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.rows.len() / self.width
    }

    /// How many numbers of context each has.
    pub(crate) fn context_width(&self) -> usize {
        self.width - PLACE
    }

    /// Where it is (NaN if that is not known), and its context.
    #[inline(always)]
    pub(crate) fn of(&self, label: u32) -> ([f64; PLACE], &[f64]) {
        match self.row(label) {
            [x, y, z, context @ ..] => ([*x, *y, *z], context),
            _ => ([f64::NAN; PLACE], &[]),
        }
    }

    /// Its context, to be changed.
    pub(crate) fn context_mut(&mut self, label: u32) -> &mut [f64] {
        let first = label as usize * self.width;
        &mut self.rows[first + PLACE..first + self.width]
    }

    /// These points in this order of their labels.
    pub(crate) fn rearranged(&self, order: &[u32]) -> Points {
        let mut rows = Vec::with_capacity(self.rows.len());
        order.iter().for_each(|&label| rows.extend(self.row(label)));
        Points { rows, ..*self }
    }

    /// The columns of these points, in this order of their labels.
    pub(super) fn columns(&self, labels: &[u32]) -> Columns {
        let mut columns = vec![Vec::with_capacity(labels.len()); self.width];
        for &label in labels {
            for (dimension, (column, x)) in columns.iter_mut().zip(self.row(label)).enumerate() {
                let scale = if dimension < PLACE { RADIUS_KM } else { self.unit_km };
                column.push((x * scale) as f32);
            }
        }
        Columns(columns)
    }

    /// These points with only the numbers of context that are to be kept.
    pub(crate) fn narrowed(&self, keep: &[bool]) -> Points {
        let width = PLACE + keep.iter().filter(|keep| **keep).count();
        let mut narrow = Points { width, rows: Vec::with_capacity(self.len() * width), ..*self };
        for label in 0..self.len() as u32 {
            let (at, context) = self.of(label);
            narrow.push(at, context.iter().zip(keep).filter(|(_, keep)| **keep).map(|(x, _)| *x));
        }
        narrow
    }

    /// What one unit of context costs.
    pub(super) fn unit_km(&self) -> f64 {
        self.unit_km
    }

    #[inline(always)]
    fn row(&self, label: u32) -> &[f64] {
        let first = label as usize * self.width;
        &self.rows[first..first + self.width]
    }
}

/// All numbers of some points in one dimension after those in another, in kilometres: what is looked at together lies together.
#[derive(Debug)]
pub(super) struct Columns(Vec<Vec<f32>>);

impl Columns {
    /// The numbers in each dimension, by place in the order asked for.
    pub(super) fn each(&self) -> impl Iterator<Item = &[f32]> {
        self.0.iter().map(Vec::as_slice)
    }

    /// The numbers in this dimension.
    pub(super) fn of(&self, dimension: usize) -> &[f32] {
        &self.0[dimension]
    }
}
