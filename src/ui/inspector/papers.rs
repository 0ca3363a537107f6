//! Evidence (minh chứng) of anything: what papers there are, by their titles and names, and the form
//! for another one. The files themselves do not travel in the document.

use crate::edit::Edit;
use crate::model::field::date_value;
use crate::model::{Evidence, Id, Path, Value};
use crate::text::date;
use crate::text::strings::article::Article;
use crate::ui::commands::Commands;
use crate::ui::icons::Icon;
use crate::ui::inspector::edit_field::{checked, date_text, read_only_reason};
use crate::ui::inspector::pieces::{self, FormField};
use crate::ui::tokens::{Role, Tokens};
use crate::ui::view::View;
use crate::ui::widgets::button::{IconButton, PushButton};
use crate::ui::widgets::elide;
use crate::ui::widgets::field::{CommitBy, TextField, field_row};
use chrono::{Datelike as _, NaiveDate};
use eframe::egui::{self, Align, Rect, Sense, Ui, UiBuilder, WidgetInfo, accesskit, pos2, vec2};

/// A paper that is being written down.
#[derive(Debug, Default)]
pub struct Form {
    title: FormField,
    name: FormField,
    date: FormField,
    fresh: bool,
}

/// Whose papers.
#[derive(Clone, Copy)]
pub struct Papers<'a, 'v> {
    /// The view.
    pub view: &'a View<'v>,
    /// What they prove.
    pub of: &'a Id,
    /// Its year, which goes without saying.
    pub year: Option<i32>,
    /// The day that the form begins with.
    pub day: Option<NaiveDate>,
}

impl Papers<'_, '_> {
    /// How many there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.view.insight.evidence.get(self.of).map_or(0, Vec::len)
    }

    /// Draws the list and the form below it.
    pub fn show(&self, ui: &mut Ui, form: &mut Option<Form>, commands: &mut Commands) {
        let view = self.view;
        let words = Article(view.lang);
        let list = view.insight.evidence.get(self.of);
        for paper in list
            .into_iter()
            .flatten()
            .filter_map(|id| view.programme().evidence.get(id))
        {
            self.row(ui, paper, commands);
        }
        let begin = || Form {
            date: FormField::with(date_text(self.day)),
            fresh: true,
            ..Form::default()
        };
        let locked = read_only_reason(view);
        pieces::adding(
            ui,
            (words.evidence_new(), locked),
            form,
            begin,
            |ui, open| self.add(ui, open, commands),
        );
    }

    fn row(&self, ui: &mut Ui, paper: &Evidence, commands: &mut Commands) {
        let view = self.view;
        let words = Article(view.lang);
        let tokens = Tokens::of(ui);
        let p = &tokens.palette;
        let (rect, response) =
            ui.allocate_exact_size(vec2(ui.available_width(), 28.0), Sense::hover());
        Icon::FileText.paint(
            ui.painter(),
            pos2(rect.left() + 7.0, rect.center().y),
            15.0,
            p.text2,
        );
        let title = if paper.title.is_empty() {
            view.shown(&paper.name)
        } else {
            view.shown(&paper.title)
        };
        let title = &*title;
        let name = view.shown(&paper.name);
        let mut day = paper.date.map(date::format).unwrap_or_default();
        // The year goes without saying where it is the activity's own.
        if paper.date.map(|d| d.year()) == self.year {
            day.truncate(5);
        }
        let end = Rect::from_min_max(rect.min, pos2(rect.right() - 30.0, rect.bottom()));
        let right = elide::text_in(
            ui.painter(),
            end,
            Align::Max,
            Role::Secondary,
            &day,
            p.text2,
        )
        .left();
        let line = Rect::from_min_max(
            pos2(rect.left() + 21.0, rect.top()),
            pos2(right - 6.0, rect.bottom()),
        );
        elide::text_in(ui.painter(), line, Align::Min, Role::Body, title, p.text);
        response.widget_info(|| {
            WidgetInfo::labeled(
                accesskit::Role::Label,
                true,
                format!("{title} {day}").trim(),
            )
        });
        response.on_hover_text(if name.is_empty() { title } else { &*name });
        let cross = Rect::from_min_max(pos2(rect.right() - 28.0, rect.top()), rect.max);
        let mut child = ui.new_child(
            UiBuilder::new()
                .id_salt(("evidence", paper.id.as_str()))
                .max_rect(cross),
        );
        let name = words.evidence_delete(title);
        let button = IconButton::new(Icon::X, &name)
            .icon_size(12.0)
            .disabled(read_only_reason(view));
        if button.show(&mut child).clicked() {
            commands.edit(Edit::Delete {
                on: Path::new(Evidence::KIND, paper.id.as_str()),
            });
        }
    }

    fn add(&self, ui: &mut Ui, form: &mut Form, commands: &mut Commands) -> bool {
        let (view, of) = (self.view, self.of);
        let words = Article(view.lang);
        let id = |key: &str| egui::Id::unique(("new evidence", key, of.as_str()));
        let mut submit = false;
        let mut cancel = false;
        let fresh = std::mem::take(&mut form.fresh);
        let fields: [(&str, &str, &str, &mut FormField); 3] = [
            ("title", words.evidence_title(), "", &mut form.title),
            ("name", words.evidence_file(), "", &mut form.name),
            (
                "date",
                words.payment_date(),
                words.date_hint(),
                &mut form.date,
            ),
        ];
        for (key, label, hint, field) in fields {
            field_row(ui, label, |ui| {
                let out = field.show(ui, TextField::new(id(key), label).hint(hint).boxed());
                if fresh && key == "title" {
                    out.response.request_focus();
                }
                submit |= out.left == Some(CommitBy::Enter);
                cancel |= out.cancelled;
            });
        }
        ui.horizontal(|ui| {
            submit |= PushButton::primary(words.record())
                .small()
                .show(ui)
                .clicked();
            cancel |= PushButton::quiet(words.cancel()).small().show(ui).clicked();
        });
        if !submit {
            return cancel;
        }
        let Ok(day) = form.date.day(view.lang) else {
            return false;
        };
        // Only a name, never a place on this machine.
        let name = form
            .name
            .text()
            .trim()
            .rsplit(['/', '\\'])
            .next()
            .unwrap_or_default()
            .to_owned();
        let edit = Edit::create(
            &Path::new(Evidence::KIND, view.fresh_id().as_str()),
            [
                (Evidence::OF, Value::text(of.as_str())),
                (
                    Evidence::TITLE,
                    Value::text_or_null(form.title.text().trim()),
                ),
                (Evidence::NAME, Value::text_or_null(&name)),
                (Evidence::DATE, date_value(day)),
            ],
        );
        match checked(view, &edit) {
            Ok(_) => {
                commands.edit(edit);
                true
            }
            Err(sentence) => {
                form.title.reject(sentence);
                false
            }
        }
    }
}
