//! The small form before an amount typed into a cell becomes a payment: the day and the document are for
//! whoever holds the paper to say. Today stands there to begin with, and is marked as such.

use super::figures::Unit;
use super::{State, table};
use crate::edit::Edit;
use crate::model::field::{date_value, ref_value};
use crate::model::{Figure, Id, Path, Payment, PaymentKind, PaymentMoney, Value};
use crate::text::date;
use crate::text::strings::budget::Budget as Texts;
use crate::text::strings::errors::Errors;
use crate::text::strings::money::Money;
use crate::ui::commands::Commands;
use crate::ui::icons::Icon;
use crate::ui::inspector::pieces::FormField;
use crate::ui::tokens::{Role, Tokens};
use crate::ui::view::View;
use crate::ui::widgets::button::PushButton;
use crate::ui::widgets::elide;
use crate::ui::widgets::field::{CommitBy, TextField, field_row, message_line};
use chrono::NaiveDate;
use eframe::egui::{self, Area, CornerRadius, Frame, Key, Margin, Order, Rect, Stroke, Ui, pos2};

/// How wide the form is, in points.
const WIDTH: f32 = 330.0;

/// A disbursement that was typed into a cell and waits for its day.
#[derive(Debug)]
pub struct Confirm {
    line: Id,
    amount: i64,
    cell: Rect,
    day: FormField,
    document: FormField,
    /// The field of the day shall take the keyboard.
    fresh: bool,
}

impl Confirm {
    /// An amount that was typed into the cell of a line.
    pub(super) fn of(view: &View<'_>, line: &Id, amount: i64, cell: Rect) -> Self {
        Self {
            line: line.clone(),
            amount,
            cell,
            day: FormField::with(date::format(view.today)),
            document: FormField::default(),
            fresh: true,
        }
    }

    /// A question about a line, somewhere on the screen.
    #[cfg(test)]
    pub fn sample(view: &View<'_>, line: &Id) -> Self {
        let cell = Rect::from_min_size(pos2(600.0, 250.0), egui::vec2(100.0, 28.0));
        Self::of(view, line, 60_000_000, cell)
    }

    /// The disbursement on the line, on a day.
    pub(super) fn payment(&self, view: &View<'_>, day: Option<NaiveDate>) -> Edit {
        let line = view.programme().budget_lines.get(&self.line);
        let money = PaymentMoney {
            amount: Figure::Known(self.amount),
            source: line.and_then(|l| l.key.source),
            year: line.and_then(|l| l.key.year),
        };
        let activity = line.and_then(|l| l.activity.as_ref());
        let document = Value::text_or_null(self.document.text().trim());
        Edit::create(
            &Path::new(Payment::KIND, view.fresh_id().as_str()),
            [
                (Payment::LINE, ref_value(Some(&self.line))),
                (Payment::ACTIVITY, ref_value(activity)),
                (Payment::KIND_OF, PaymentKind::Disbursement.value()),
                (Payment::MONEY, money.value()),
                (Payment::DATE, date_value(day)),
                (Payment::DOCUMENT, document),
            ],
        )
    }

    /// The fields. Returns whether Enter was pressed in one of them.
    fn fields(&mut self, ui: &mut Ui, view: &View<'_>) -> bool {
        let (texts, p) = (Texts(view.lang), &Tokens::of(ui).palette);
        let mut enter = false;
        field_row(ui, texts.date(), |ui| {
            let id = table::id().with("confirm day");
            let field = TextField::new(id, texts.date());
            let field = field.boxed().hint(Money(view.lang).date_hint());
            let out = self.day.show(ui, field);
            if self.fresh {
                out.response.request_focus();
                // The press that ended the cell may lie elsewhere and take the keyboard once more.
                self.fresh = !out.response.has_focus();
                ui.ctx().request_repaint();
            }
            enter |= out.left == Some(CommitBy::Enter);
            if self.day.text() == date::format(view.today) {
                message_line(ui, Icon::Info, texts.confirm_today(), p.soon);
            }
        });
        field_row(ui, texts.document(), |ui| {
            let id = table::id().with("confirm document");
            let field = TextField::new(id, texts.document()).boxed();
            let out = self.document.show(ui, field.hint(texts.confirm_document()));
            enter |= out.left == Some(CommitBy::Enter);
        });
        enter
    }
}

/// Shows the form while it is open.
pub(super) fn show(ui: &Ui, view: &View<'_>, state: &mut State, commands: &mut Commands) {
    let Some(mut ask) = state.confirm.take() else {
        return;
    };
    let texts = Texts(view.lang);
    let p = &Tokens::of(ui).palette;
    let cautions = view.check(&ask.payment(view, date::parse_date(ask.day.text()).ok()));
    let cautions = cautions.unwrap_or_default();
    let (mut yes, mut no) = (false, false);
    let screen = ui.ctx().content_rect();
    let left = (ask.cell.right() - WIDTH - 24.0).max(screen.left() + 4.0);
    Area::new(table::id().with("confirm"))
        .order(Order::Foreground)
        .fixed_pos(pos2(left, ask.cell.bottom() + 2.0))
        .constrain_to(screen)
        .show(ui.ctx(), |ui| {
            let frame = Frame::new()
                .fill(p.raised)
                .stroke(Stroke::new(1.0, p.line_strong))
                .corner_radius(CornerRadius::same(8))
                .shadow(ui.visuals().popup_shadow)
                .inner_margin(Margin::same(12));
            frame.show(ui, |ui| {
                ui.set_width(WIDTH);
                let question = texts.confirm_payment(&Unit::Dong.amount(ask.amount));
                elide::paragraph(ui, Role::BodyStrong, &question, p.text);
                ui.add_space(4.0);
                yes = ask.fields(ui, view);
                for caution in &cautions {
                    let sentence = Errors(view.lang).caution(caution, |id| view.unit_name(id));
                    elide::paragraph(ui, Role::Secondary, &sentence, p.overdue);
                }
                ui.add_space(4.0);
                ui.horizontal(|ui| {
                    let record = PushButton::primary(texts.confirm()).small();
                    yes |= record.keycap("Enter").show(ui).clicked();
                    let leave = PushButton::new(texts.not_now()).small();
                    no = leave.show(ui).clicked();
                });
            });
        });
    no |= ui.input_mut(|i| i.consume_key(egui::Modifiers::NONE, Key::Escape));
    let edit = match (no, yes) {
        (true, _) => None,
        (false, true) => match ask.day.day(view.lang) {
            Ok(day) => Some(ask.payment(view, day)),
            // What is no day stays, with the sentence below it, to be typed anew.
            Err(_) => {
                ask.fresh = true;
                state.confirm = Some(ask);
                return;
            }
        },
        (false, false) => {
            state.confirm = Some(ask);
            return;
        }
    };
    if let Some(edit) = edit {
        commands.edit(edit);
    }
    ui.memory_mut(|m| m.request_focus(table::id()));
}
