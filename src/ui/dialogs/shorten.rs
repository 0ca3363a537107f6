//! "Rút gọn lịch sử": what stays, what goes, how much smaller the file gets, and what it is not.

use crate::text::strings::Lang;
use crate::text::strings::journal::Journal as Texts;
use crate::ui::icons::Icon;
use crate::ui::tokens::{Role, Tokens};
use crate::ui::widgets::button::PushButton;
use crate::ui::widgets::dialog::{Dialog, footer};
use crate::ui::widgets::elide;
use eframe::egui::{Color32, Context, Sense, Ui, WidgetInfo, accesskit, pos2, vec2};

/// How far it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stage {
    /// It is being worked out what it would save.
    Weighing,
    /// There is nothing to drop.
    Nothing,
    /// What it would do.
    Ready(Box<Facts>),
    /// The full version is being kept; after that it is done.
    Keeping(Box<Facts>),
    /// Why it was not done.
    Failed(&'static str),
}

/// What it would do, in words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// The size of the file: "12,3 MB → 3,1 MB".
    pub sizes: String,
    /// What stays.
    pub keeps: Vec<String>,
    /// What goes.
    pub drops: Vec<String>,
}

/// What was pressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Shorten it.
    Shorten,
    /// Leave it.
    Close,
}

/// Draws the dialog.
pub fn show(ctx: &Context, lang: Lang, stage: &Stage) -> Option<Answer> {
    let t = Texts(lang);
    let mut answer = None;
    let outcome = Dialog::new("shorten", t.shorten_title(), t.cancel())
        .width(560.0)
        .show(ctx, |ui| {
            let p = &Tokens::of(ui).palette;
            elide::paragraph(ui, Role::Body, t.shorten_about(), p.text2);
            match stage {
                Stage::Weighing => {
                    elide::plain(ui, Role::Body, t.shorten_weighing(), p.text2);
                }
                Stage::Nothing => {
                    elide::paragraph(ui, Role::BodyStrong, t.shorten_nothing(), p.text);
                }
                Stage::Failed(why) => {
                    elide::paragraph(ui, Role::Body, why, p.overdue);
                }
                Stage::Ready(facts) | Stage::Keeping(facts) => self::facts(ui, t, facts),
            }
            footer(ui, |ui| {
                let done = matches!(stage, Stage::Nothing | Stage::Failed(_));
                if !done {
                    let waits = match stage {
                        Stage::Weighing => Some(t.shorten_weighing()),
                        Stage::Keeping(_) => Some(t.shorten_doing()),
                        _ => None,
                    };
                    let go = PushButton::primary(t.shorten_do()).icon(Icon::Stack);
                    if go.disabled(waits).show(ui).clicked() {
                        answer = Some(Answer::Shorten);
                    }
                }
                let words = if done { t.close() } else { t.cancel() };
                if PushButton::new(words).show(ui).clicked() {
                    answer = Some(Answer::Close);
                }
            });
        });
    answer.or_else(|| outcome.closed.then_some(Answer::Close))
}

fn facts(ui: &mut Ui, t: Texts, facts: &Facts) {
    let p = &Tokens::of(ui).palette;
    ui.horizontal(|ui| {
        elide::plain(ui, Role::Body, t.shorten_size(), p.text2);
        elide::plain(ui, Role::CardTitle, &facts.sizes, p.text);
    });
    ui.add_space(2.0);
    let mut list = |head: &str, icon: Icon, ink: Color32, lines: &[String]| {
        elide::plain(ui, Role::CardTitle, head, p.text);
        for text in lines {
            line(ui, icon, ink, text);
        }
        ui.add_space(2.0);
    };
    list(t.shorten_keeps(), Icon::CheckBold, p.done, &facts.keeps);
    list(t.shorten_drops(), Icon::Minus, p.text2, &facts.drops);
    line(ui, Icon::Info, p.text2, t.shorten_no_erasure());
    line(ui, Icon::FloppyDisk, p.text2, t.shorten_way_back());
}

/// A sentence with its sign, over as many lines as it needs.
fn line(ui: &mut Ui, icon: Icon, ink: Color32, text: &str) {
    let p = &Tokens::of(ui).palette;
    let width = ui.available_width();
    let galley = elide::lines(ui.painter(), Role::Body, text, p.text, width - 26.0);
    let size = vec2(width, galley.size().y);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    let middle = rect.top() + Role::Body.line() / 2.0;
    icon.paint(ui.painter(), pos2(rect.left() + 9.0, middle), 14.0, ink);
    ui.painter()
        .galley(pos2(rect.left() + 26.0, rect.top()), galley, p.text);
    response.widget_info(|| WidgetInfo::labeled(accesskit::Role::Label, true, text));
}
