//! The timeline as a *scene*: rows and shapes tied to objects of the model, in points, free of any
//! toolkit. The screen, the hit test and pictures on paper are all fed by the same scene.
//!
//! - [`scale`] — days to points and back, zoom, steps of dragging, marks of the axis;
//! - [`filter`] — what is shown, and by what it stands together;
//! - [`rows`] — which rows and lines there are; computed once for a revision and a choice;
//! - [`dates`] — where a move leads; [`form`] — what a bar looks like; [`links`] — dependencies;
//! - [`years`] — which years are empty and folded away;
//! - [`scene`] — the shapes of the lines in view alone, so that 20,000 activities cost what a
//!   screenful costs.
//!
//! A bar covers whole days: from the beginning of its first day to the end of its last one. Nothing
//! here is stored: there is no recorded progress, so a running bar is shaded up to today.

pub mod dates;
pub mod filter;
pub mod form;
pub mod links;
pub mod rows;
pub mod scale;
pub mod scene;
pub mod years;

pub use dates::{Dates, Grip};
pub use filter::{Filter, Group, Grouping};
pub use form::{Area, Form, Look, Mark, Part};
pub use links::Link;
pub use rows::{Choice, Head, Line, Row, Rows, RowsKey, Work};
pub use scale::{AxisUnit, Scale, Step, Tick};
pub use scene::{Change, Compared, Hit, Scene, SceneInput, Shape, Subject};
pub use years::YearFolds;

#[cfg(test)]
mod tests;
