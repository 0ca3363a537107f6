//! The timeline as a *scene*: rows and shapes tied to objects of the model, in points, free of any
//! toolkit. The screen, the hit test and, later, pictures on paper are all fed by the same scene.
//!
//! - [`scale`] — days to points and back, zoom, steps of dragging, marks of the axis;
//! - [`rows`] — which rows there are; computed once for a revision, its folds and its years;
//! - [`scene`] — the shapes of the rows in view alone, so that 20,000 activities cost what a
//!   screenful costs.
//!
//! A bar covers whole days: from the beginning of its first day to the end of its last one. Nothing
//! here is stored: there is no recorded progress, so a running bar is shaded up to today.

pub mod rows;
pub mod scale;
pub mod scene;

pub use rows::{Head, Row, Rows, RowsKey};
pub use scale::{AxisUnit, Scale, Step, Tick};
pub use scene::{
    Area, Dates, Form, Grip, Hit, Look, Mark, Part, Scene, SceneInput, Shape, Subject,
};

#[cfg(test)]
mod tests;
