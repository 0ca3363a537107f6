//! The editor of one line that makes an activity: a title and Enter.

use crate::edit::Edit;
use crate::insight::YearFilter;
use crate::model::{Activity, Id, Path, Place, Value, order};
use crate::text::strings::article::Article;
use crate::text::strings::errors::Errors;
use crate::ui::commands::{Command, Commands};
use crate::ui::inspector::edit_field::full_name;
use crate::ui::view::{Selection, View};
use crate::ui::widgets::field::{CommitBy, TextDraft, TextField};
use chrono::Datelike as _;
use eframe::egui::{Rect, Ui, UiBuilder};

/// An activity that is being written.
#[derive(Debug)]
pub(super) struct Adding {
    /// The clause it will carry out.
    pub clause: Id,
    draft: TextDraft,
    /// The field shall take the focus.
    focus: bool,
}

impl Adding {
    pub(super) fn new(clause: Id) -> Self {
        Self {
            clause,
            draft: TextDraft::default(),
            focus: true,
        }
    }
}

/// Draws the editor in `rect`. Returns whether it stays open.
pub(super) fn show(
    ui: &mut Ui,
    view: &View<'_>,
    rect: Rect,
    adding: &mut Adding,
    commands: &mut Commands,
) -> bool {
    let words = Article(view.lang);
    let Some(clause) = view.programme().text.get(adding.clause.as_str()) else {
        return false;
    };
    let name = words.add_name(&view.anchor(clause));
    let id = ui.scope_id().with(("adding", adding.clause.as_str()));
    let mut child = ui.new_child(UiBuilder::new().id_salt("adding").max_rect(rect));
    let field = TextField::new(id, &name)
        .hint(words.add_hint())
        .boxed()
        .limit(500);
    let out = field.show(&mut child, &mut adding.draft, "");
    if adding.focus {
        adding.focus = false;
        out.response.request_focus();
        ui.ctx().request_repaint();
    }
    if let Some(typed) = out.committed {
        let title = typed.trim();
        if title.is_empty() {
            return out.left == Some(CommitBy::Enter);
        }
        let id = view.fresh_id();
        let edit = creation(view, &adding.clause, &id, title);
        match view.check(&edit) {
            Ok(_) => {
                commands.edit(edit);
                commands.push(Command::Select(Selection::Activity(id)));
                // Ready for the next one after Enter; leaving the field ends it.
                adding.focus = out.left == Some(CommitBy::Enter);
                return adding.focus;
            }
            Err(refusal) => {
                let sentence = Errors(view.lang).refusal(&refusal, |id| full_name(view, id));
                adding.draft.reject(typed, sentence);
                return true;
            }
        }
    }
    let left = out.left == Some(CommitBy::Leave)
        && adding.draft.pending().is_none_or(|t| t.trim().is_empty());
    !(out.cancelled || left && !ui.memory(|m| m.has_focus(out.response.id)))
}

/// A new activity at the end of a clause, in the year that is shown, else in this year.
fn creation(view: &View<'_>, clause: &Id, id: &Id, title: &str) -> Edit {
    let period = view.programme().header.period;
    let year = match view.years {
        YearFilter::Year(year) => Some(year),
        YearFilter::All => Some(view.today.year()).filter(|y| period.contains(*y)),
    };
    let siblings = view.programme().activities_of(clause);
    let last = siblings.last().map(|a| a.place.key.as_str());
    let key = order::between(last, None, 0, &view.context().random);
    let place = Place {
        parent: Some(clause.clone()),
        key,
    };
    Edit::create(
        &Path::new(Activity::KIND, id.as_str()),
        [
            (Activity::TITLE, Value::text(title)),
            (Activity::PLACE, place.value()),
            (
                Activity::YEAR,
                year.map_or(Value::Null, |y| Value::Int(i64::from(y))),
            ),
        ],
    )
}
