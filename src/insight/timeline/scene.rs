//! The shapes of the lines in view, and what lies under the pointer.

use super::dates::Dates;
use super::filter::Group;
use super::form::{Area, Form, Look, Maker, Part, look};
use super::links::{Link, elbow, is_broken};
use super::rows::{Head, Row, Rows};
use super::scale::Scale;
use crate::insight::comparison::Comparison;
use crate::insight::{Insight, Standing};
use crate::model::content::Scope;
use crate::model::{Activity, Id, Programme};
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// What a shape stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    /// An activity.
    Activity(Id),
    /// An activity that was there at the moment that is compared with, and is no more.
    Removed(Id),
    /// A group: the bracket over its rows.
    Group(Group),
}

/// What a comparison says of a shape.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Change {
    /// Nothing.
    #[default]
    None,
    /// It was not there then: a plus stands before it.
    Added,
    /// It is there no more: it is crossed out.
    Removed,
    /// Its dates were others.
    Moved,
}

/// One shape of the chart, with all that a painter needs.
#[derive(Clone, Debug, PartialEq)]
pub struct Shape {
    /// The number of its line.
    pub line: usize,
    /// What it stands for.
    pub of: Subject,
    /// Its form.
    pub form: Form,
    /// How it stands today; [`Standing::NotStarted`] for groups and what is removed.
    pub standing: Standing,
    /// By how many days it was completed before its deadline; 0 for what was not.
    pub early: i64,
    /// Where the next shape of its line begins, in points: words beside it end before. Infinite
    /// where none follows.
    pub next: f32,
    /// Its dates at the moment that is compared with, as a thin bar below it.
    pub shadow: Option<Area>,
    /// What the comparison says of it.
    pub change: Change,
    /// Words inside: the name of an instance, where the row has another name. Empty for none.
    pub title: String,
}

impl Shape {
    /// Whether words beside it tell that it was completed early: where the time that it did not
    /// need can be seen, so that a day or two in a view of years makes no noise.
    #[must_use]
    pub fn tells_early(&self) -> bool {
        match self.form {
            Form::Bar { at, shaded_to, .. } => self.early > 0 && at.right() - shaded_to >= 4.0,
            Form::Deadline { .. } | Form::Milestone { .. } => self.early >= 7,
            Form::Undated { .. } | Form::Summary { .. } => false,
        }
    }
}

/// What lies under the pointer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The object.
    pub of: Subject,
    /// Its part.
    pub part: Part,
}

/// Two moments compared, ready for the chart.
#[derive(Clone, Debug, Default)]
pub struct Compared {
    /// How they differ.
    pub comparison: Comparison,
    /// The activities that are there no more, as they were.
    pub removed: Vec<Activity>,
    /// The activities that are there only after.
    pub added: BTreeSet<Id>,
}

impl Compared {
    /// What was at a moment, compared with what was later or is now: the rows are those of `after`.
    #[must_use]
    pub fn of(before: &Programme, after: &Programme) -> Self {
        let comparison = Comparison::of(before, after, Scope::Everything);
        let gone = comparison.removed.iter();
        Self {
            removed: gone
                .filter_map(|id| before.activities.get(id))
                .cloned()
                .collect(),
            added: comparison.added.iter().cloned().collect(),
            comparison,
        }
    }

    fn removed(&self, id: &Id) -> Option<&Activity> {
        self.removed.iter().find(|a| a.id == *id)
    }
}

/// What a scene is made from.
pub struct SceneInput<'a> {
    /// The model.
    pub programme: &'a Programme,
    /// What follows from it.
    pub insight: &'a Insight,
    /// All rows.
    pub rows: &'a Rows,
    /// The lines in view.
    pub visible: Range<usize>,
    /// The height of a line, in points.
    pub row_height: f32,
    /// The time scale.
    pub scale: Scale,
    /// The width of the chart, in points.
    pub width: f32,
    /// The activities that are being dragged, with the dates that they would get.
    pub dragged: &'a BTreeMap<Id, Dates>,
    /// Whether dependencies are drawn.
    pub links: bool,
    /// The moment that is compared with.
    pub compared: Option<&'a Compared>,
}

impl SceneInput<'_> {
    fn dates(&self, activity: &Activity) -> Dates {
        let moved = self.dragged.get(&activity.id);
        moved.copied().unwrap_or_else(|| Dates::of(activity))
    }

    fn maker(&self) -> Maker<'_> {
        Maker {
            scale: &self.scale,
            today: self.insight.today,
            width: self.width,
            height: self.row_height,
        }
    }
}

/// The shapes of the lines in view.
#[derive(Clone, Debug, Default)]
pub struct Scene {
    /// From top to bottom, each line from left to right.
    pub shapes: Vec<Shape>,
    /// The arrows between them.
    pub links: Vec<Link>,
    /// The width of the chart, in points.
    pub width: f32,
}

impl Scene {
    /// The scene. Its cost is that of the lines in view.
    #[must_use]
    pub fn of(input: &SceneInput<'_>) -> Self {
        let mut scene = Self {
            width: input.width,
            ..Self::default()
        };
        let end = input.visible.end.min(input.rows.lines.len());
        let start = input.visible.start.min(end);
        for number in start..end {
            let Some(line) = input.rows.lines.get(number) else {
                break;
            };
            let begin = scene.shapes.len();
            let top = number as f32 * input.row_height;
            match input.rows.list.get(line.row) {
                Some(Row::Head(head)) => scene.shapes.extend(summary(head, input, number, top)),
                Some(Row::Work(work)) => {
                    for id in &line.ids {
                        let several = work.title.is_some();
                        let made = if work.removed {
                            removed(id, input, number, top)
                        } else {
                            shape(id, several, input, number, top)
                        };
                        scene
                            .shapes
                            .extend(made.filter(|s| s.is_in_view(input.width)));
                    }
                }
                None => {}
            }
            // Where the next one begins; shapes of a line stand from left to right.
            let mut next = f32::INFINITY;
            for shape in scene.shapes.iter_mut().skip(begin).rev() {
                shape.next = next;
                next = shape.form.bounds().x;
            }
        }
        if input.links {
            scene.links = arrows(&scene.shapes, input);
        }
        scene
    }

    /// What lies at a place. Edges win over bodies where shapes overlap; `handle_of` has its handle
    /// for dependencies out.
    #[must_use]
    pub fn hit(&self, x: f32, y: f32, handle_of: Option<&Id>) -> Option<Hit> {
        if x < 0.0 || x > self.width {
            return None;
        }
        let handle = handle_of
            .and_then(|id| self.shape_of(id))
            .filter(|shape| shape.form.handle().is_some_and(|at| at.holds(x, y)))
            .map(|shape| (Part::Handle, shape));
        let part = |shape: &Shape| {
            let found = shape.form.zones().into_iter();
            found
                .filter(|(_, zone)| zone.holds(x, y))
                .map(|(part, _)| part)
                .next()
        };
        // Zones reach over the ends of their bars: the bar that really lies there wins.
        let mut best: Option<(Part, &Shape)> = handle;
        if best.is_none() {
            let inside = |shape: &Shape| {
                let at = shape.form.bounds();
                x >= at.x && x < at.right()
            };
            for shape in &self.shapes {
                if let Some(part) = part(shape)
                    && (best.is_none() || inside(shape))
                {
                    best = Some((part, shape));
                }
            }
        }
        best.map(|(part, shape)| Hit {
            of: shape.of.clone(),
            part,
        })
    }

    /// The arrow at a place; bars win over arrows.
    #[must_use]
    pub fn link_at(&self, x: f32, y: f32) -> Option<&Link> {
        if x < 0.0 || x > self.width || self.hit(x, y, None).is_some() {
            return None;
        }
        self.links.iter().find(|link| link.is_near(x, y))
    }

    /// The shape of an activity, if its line is in view.
    #[must_use]
    pub fn shape_of(&self, id: &Id) -> Option<&Shape> {
        self.shapes
            .iter()
            .find(|s| matches!(&s.of, Subject::Activity(of) if of == id))
    }

    /// The activities whose shapes touch an area.
    #[must_use]
    pub fn within(&self, area: Area) -> Vec<Id> {
        let touches = |at: Area| {
            at.x < area.right()
                && at.right() > area.x
                && at.y < area.y + area.h
                && at.y + at.h > area.y
        };
        self.shapes
            .iter()
            .filter(|shape| touches(shape.form.bounds()))
            .filter_map(|shape| match &shape.of {
                Subject::Activity(id) => Some(id.clone()),
                _ => None,
            })
            .collect()
    }
}

impl Shape {
    /// Whether anything of it, or its words, may be seen on a chart of this width.
    fn is_in_view(&self, width: f32) -> bool {
        // Words beside a bar take up to so much.
        const WORDS: f32 = 220.0;
        let at = self.form.bounds();
        let left = self.shadow.map_or(at.x, |s| s.x.min(at.x));
        let right = self
            .shadow
            .map_or(self.form.end(), |s| s.right().max(self.form.end()));
        right > -WORDS && left < width + WORDS
    }
}

fn summary(head: &Head, input: &SceneInput<'_>, line: usize, top: f32) -> Option<Shape> {
    let (from, to) = head.span?;
    let (x, right) = (input.scale.x(from), input.scale.x_end(to));
    let share = if head.all == 0 {
        0.0
    } else {
        head.done as f32 / head.all as f32
    };
    let at = Area {
        x,
        y: top + input.row_height / 2.0 - 2.0,
        w: right - x,
        h: 5.0,
    };
    let mut late: Vec<f32> = Vec::new();
    for (day, _) in head.late.iter().filter(|_| head.folded) {
        let x = input.scale.x_mid(*day);
        // Marks so near that they would cover each other are one.
        if late.last().is_none_or(|last| x - last >= 9.0) {
            late.push(x);
        }
    }
    Some(Shape {
        line,
        of: Subject::Group(head.group.clone()),
        form: Form::Summary {
            at,
            done_to: x + at.w * share,
            late,
        },
        standing: Standing::NotStarted,
        early: 0,
        next: f32::INFINITY,
        shadow: None,
        change: Change::None,
        title: String::new(),
    })
}

fn shape(id: &Id, several: bool, input: &SceneInput<'_>, line: usize, top: f32) -> Option<Shape> {
    let activity = input.programme.activities.get(id)?;
    let standing = input.insight.standing(id);
    let dates = input.dates(activity);
    let maker = input.maker();
    let until: Option<NaiveDate> = match standing {
        Standing::Overdue { .. } => Some(input.insight.today),
        Standing::Done | Standing::DoneLate { .. } => activity.status.on,
        _ => None,
    };
    let form = maker.form(dates, activity.milestone, look(standing), until, top);
    let before = input
        .compared
        .and_then(|c| c.comparison.before.get(id))
        .map(|(start, due)| Dates {
            start: *start,
            due: *due,
        });
    let change = match (input.compared, before) {
        (None, _) => Change::None,
        (Some(c), _) if c.added.contains(id) => Change::Added,
        (Some(c), Some(_)) if c.comparison.moved.contains_key(id) => Change::Moved,
        (Some(_), _) => Change::None,
    };
    Some(Shape {
        line,
        of: Subject::Activity(id.clone()),
        form,
        standing,
        early: early(activity, dates, standing),
        next: f32::INFINITY,
        shadow: before.and_then(|dates| maker.shadow(dates, activity.milestone, top)),
        change,
        title: if several {
            activity.title.clone()
        } else {
            String::new()
        },
    })
}

/// By how many days an activity was completed before its deadline.
fn early(activity: &Activity, dates: Dates, standing: Standing) -> i64 {
    let days = match (standing, activity.status.on, dates.due) {
        (Standing::Done, Some(on), Some(due)) => (due - on).num_days(),
        _ => 0,
    };
    days.max(0)
}

fn removed(id: &Id, input: &SceneInput<'_>, line: usize, top: f32) -> Option<Shape> {
    let activity = input.compared?.removed(id)?;
    let form = input.maker().form(
        Dates::of(activity),
        activity.milestone,
        Look::Removed,
        None,
        top,
    );
    Some(Shape {
        line,
        of: Subject::Removed(id.clone()),
        form,
        standing: Standing::NotStarted,
        early: 0,
        next: f32::INFINITY,
        shadow: None,
        change: Change::Removed,
        title: String::new(),
    })
}

/// The arrows at the shapes in view; the other end may lie out of view, on a line of its own.
fn arrows(shapes: &[Shape], input: &SceneInput<'_>) -> Vec<Link> {
    let known = &input.insight.dependencies;
    let mut found = BTreeMap::new();
    let ends = shapes.iter().filter_map(|shape| match &shape.of {
        Subject::Activity(id) => known.by_activity.get(id),
        _ => None,
    });
    for id in ends.flatten() {
        if !found.contains_key(id)
            && let Some(link) = arrow(id, input)
        {
            found.insert(id.clone(), link);
        }
    }
    found.into_values().collect()
}

fn arrow(id: &Id, input: &SceneInput<'_>) -> Option<Link> {
    let dependency = input.programme.dependencies.get(id)?;
    let (before, after) = (dependency.before.clone()?, dependency.after.clone()?);
    let end = |id: &Id| -> Option<(Form, Dates)> {
        let line = *input.rows.places.get(id)?;
        let activity = input.programme.activities.get(id)?;
        let dates = input.dates(activity);
        let look = look(input.insight.standing(id));
        let top = line as f32 * input.row_height;
        let form = input
            .maker()
            .form(dates, activity.milestone, look, None, top);
        (!matches!(form, Form::Undated { .. })).then_some((form, dates))
    };
    let ((from, was), (to, is)) = (end(&before)?, end(&after)?);
    let (a, b) = (from.bounds(), to.bounds());
    // What is being dragged is judged by where it is now.
    let in_hand = input.dragged.contains_key(&before) || input.dragged.contains_key(&after);
    let broken = if in_hand {
        is_broken(was, is)
    } else {
        input.insight.dependencies.broken.contains(id)
    };
    Some(Link {
        id: id.clone(),
        points: elbow((a.right(), a.middle()), (b.x, b.middle())),
        before,
        after,
        broken,
    })
}
