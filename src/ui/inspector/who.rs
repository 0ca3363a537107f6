//! "Ai đã sửa?": who set a field, when, from what; by the right click on it, or by key while it has the
//! keyboard.

use crate::change::{Origin, What};
use crate::insight::journal::{Step, register_history};
use crate::model::{Path, Value};
use crate::text::strings::journal::Journal as Texts;
use crate::ui::commands::{Command, Commands, History};
use crate::ui::icons::Icon;
use crate::ui::tabs::journal::{field, name_of, value};
use crate::ui::tokens::{Role, Tokens};
use crate::ui::view::View;
use crate::ui::widgets::button::PushButton;
use crate::ui::widgets::elide;
use crate::ui::widgets::seal::{SealSize, SealState, paint_seal};
use eframe::egui::{
    self, Align, Context, Id, Popup, PopupCloseBehavior, Rect, Response, ScrollArea, Sense, Ui,
    WidgetInfo, accesskit, pos2, vec2,
};

/// The width of the answer, in points.
const WIDTH: f32 = 320.0;
/// How many earlier values are shown.
const EARLIER: usize = 6;
/// The name of the flag (in egui's temporary data) that asks the field with the keyboard.
const ASKED: &str = "who set this";

/// Asks the field that has the keyboard, in the frame that is drawn next.
pub fn ask(ctx: &Context) {
    ctx.data_mut(|data| data.insert_temp(Id::unique(ASKED), true));
    ctx.request_repaint();
}

/// Whether no field answered; the question is over then.
pub fn is_unanswered(ctx: &Context) -> bool {
    ctx.data_mut(|data| data.remove_temp::<bool>(Id::unique(ASKED)))
        .unwrap_or(false)
}

/// Lets a field answer: `response` is what is pressed or has the keyboard, `key` its register in the file.
pub fn on_field(
    response: &Response,
    view: &View<'_>,
    on: &Path,
    key: &str,
    commands: &mut Commands,
) {
    on_part(response, response.has_focus(), view, (on, key), commands);
}

/// The same for a part of something that has the keyboard as a whole: `here` says that it rests on this part.
pub fn on_part(
    response: &Response,
    here: bool,
    view: &View<'_>,
    (on, key): (&Path, &str),
    commands: &mut Commands,
) {
    let ctx = &response.ctx;
    let id = response.id.with("who");
    let asked = here && is_unanswered(ctx);
    // Also of what cannot be pressed, as nothing can be edited now.
    let pressed = response.contains_pointer() && ctx.input(|i| i.pointer.secondary_clicked());
    let opened = asked || pressed;
    if opened {
        Popup::open_id(ctx, id);
    }
    // Nothing is looked up while it is closed.
    if !Popup::is_id_open(ctx, id) {
        return;
    }
    let shown = Popup::from_response(response)
        .id(id)
        .open_memory(None)
        .width(WIDTH)
        .gap(4.0)
        .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
        .show(|ui| {
            ui.set_width(WIDTH - 12.0);
            let margin = egui::Margin::symmetric(6, 2);
            let frame = egui::Frame::NONE.inner_margin(margin);
            frame
                .show(ui, |ui| answer(ui, view, on, key, opened, commands))
                .inner
        });
    if shown.is_some_and(|shown| shown.inner) {
        Popup::close_id(ctx, id);
    } else if !Popup::is_id_open(ctx, id) && ctx.input(|i| i.key_pressed(egui::Key::Escape)) {
        // The keyboard goes back to where it was.
        response.request_focus();
    }
}

/// What stands there with who and when, and what stood there before. Returns whether it is done with.
fn answer(
    ui: &mut Ui,
    view: &View<'_>,
    on: &Path,
    key: &str,
    opened: bool,
    commands: &mut Commands,
) -> bool {
    let t = Texts(view.lang);
    let p = &Tokens::of(ui).palette;
    let kind = on.kind();
    ui.spacing_mut().item_spacing.y = 2.0;
    ui.spacing_mut().interact_size.y = 0.0;
    ui.add_space(2.0);
    let title = t.who_title(&field(view, kind, key));
    elide::plain(ui, Role::CardTitle, &title, p.text);
    let shown = |v: &Value| value(view, kind, key, v);
    let height = (ui.ctx().content_rect().height() - 140.0).clamp(120.0, 420.0);
    ScrollArea::vertical().max_height(height).show(ui, |ui| {
        let steps = register_history(view.document, on, &What::Field(key.into()));
        let members = members(view, on, key);
        let said = steps
            .iter()
            .any(|s| s.claim.origin != Origin::Template || !is_nothing(s));
        if !said && members.is_empty() {
            ui.add_space(4.0);
            elide::plain(ui, Role::Body, t.who_nobody(), p.text2);
            elide::plain(ui, Role::Secondary, t.who_nobody_text(), p.text3);
        }
        if said {
            values(ui, view, &steps, &shown);
        }
        for (element, step) in &members {
            let there = step.value.as_ref().and_then(Value::as_bool) == Some(true);
            let word = if there {
                t.who_present()
            } else {
                t.who_absent()
            };
            let text = format!("{}: {word}", name_of(view, element));
            one(ui, view, step, &text, there);
        }
    });
    ui.add_space(6.0);
    let p = &Tokens::of(ui).palette;
    elide::plain(ui, Role::Secondary, t.as_noted(), p.text3);
    ui.add_space(4.0);
    let go = PushButton::link(t.who_in_journal()).icon(Icon::ClockCounterClockwise);
    let go = go.show(ui);
    if opened {
        // Esc is for the answer, not for what is typed.
        go.request_focus();
    }
    if go.clicked() {
        commands.push(Command::History(History::Find {
            on: on.clone(),
            field: Some(key.to_owned()),
        }));
        return true;
    }
    false
}

/// The values of a plain field: those that count, then the earlier ones.
fn values(ui: &mut Ui, view: &View<'_>, steps: &[Step], shown: &dyn Fn(&Value) -> String) {
    let t = Texts(view.lang);
    let said = |step: &Step| match &step.value {
        Some(value) => shown(value),
        None => t.gone_value().to_owned(),
    };
    let heads: Vec<&Step> = steps.iter().filter(|s| s.is_head).collect();
    let different: std::collections::BTreeSet<String> = heads.iter().map(|s| said(s)).collect();
    if different.len() > 1 {
        heading(ui, &t.who_conflict(different.len()), true);
    } else {
        heading(ui, t.who_now(), false);
    }
    for step in &heads {
        one(ui, view, step, &said(step), true);
        let from = match step.from.as_slice() {
            [] if step.from_is_gone => Some(t.who_from(t.gone_value())),
            [] => None,
            [one] => Some(t.who_from(&shown(one))),
            several => Some(t.who_settles(several.len())),
        };
        if let Some(from) = from {
            beneath(ui, &from);
        }
    }
    let earlier: Vec<&Step> = steps.iter().filter(|s| !s.is_head).collect();
    if earlier.is_empty() {
        return;
    }
    heading(ui, t.who_before(), false);
    for step in earlier.iter().take(EARLIER) {
        one(ui, view, step, &said(step), false);
    }
    if earlier.len() > EARLIER {
        beneath(ui, &t.who_older(earlier.len() - EARLIER));
    }
}

/// The latest change of each element of a set, where the field is one.
fn members(view: &View<'_>, on: &Path, key: &str) -> Vec<(String, Step)> {
    let log = view.document.log();
    let Some(entity) = log.entity(on.as_str()) else {
        return Vec::new();
    };
    let all = entity.fields.of(key).iter();
    let elements = all.filter_map(|((f, e), _)| Some((f, e.as_ref()?)));
    elements
        .filter_map(|(f, e)| {
            let what = What::Element(f.clone(), e.clone());
            let steps = register_history(view.document, on, &what);
            let head = steps.into_iter().find(|s| s.is_head)?;
            Some((e.to_string(), head))
        })
        .collect()
}

fn is_nothing(step: &Step) -> bool {
    step.value.as_ref().is_some_and(Value::is_null)
}

fn heading(ui: &mut Ui, text: &str, warn: bool) {
    let p = &Tokens::of(ui).palette;
    ui.add_space(6.0);
    let ink = if warn { p.soon } else { p.text3 };
    elide::plain(ui, Role::NavGroup, text, ink);
}

fn beneath(ui: &mut Ui, text: &str) {
    let p = &Tokens::of(ui).palette;
    ui.horizontal(|ui| {
        ui.add_space(20.0);
        elide::plain(ui, Role::Secondary, text, p.text3);
    });
}

/// A value, below it who and when.
fn one(ui: &mut Ui, view: &View<'_>, step: &Step, text: &str, strong: bool) {
    let tokens = Tokens::of(ui);
    let p = &tokens.palette;
    let t = Texts(view.lang);
    let claim = &step.claim;
    let mut who = t.author(claim.origin, &claim.by.name);
    if let Some(at) = claim.at {
        who = format!("{who} · {}", t.moment(at));
    }
    if step.is_undo {
        who = format!("{who} · {}", t.undo_mark());
    }
    let role = if strong { Role::BodyStrong } else { Role::Body };
    let width = ui.available_width();
    let mut galley = elide::lines(ui.painter(), role, text, p.text, width - 20.0);
    const MOST: f32 = 3.0;
    let limit = MOST * role.line() + 1.0;
    if galley.size().y > limit {
        // A long text is cut off; the history shows it whole.
        let mut job = egui::text::LayoutJob::single_section(text.to_owned(), role.format(p.text));
        job.wrap.max_width = width - 20.0;
        job.wrap.max_rows = MOST as usize;
        galley = ui.painter().layout_job(job);
    }
    let height = galley.size().y + Role::Secondary.line() + 2.0;
    let (rect, response) = ui.allocate_exact_size(vec2(width, height), Sense::hover());
    let left = rect.left() + 20.0;
    let top = rect.top();
    let below = Rect::from_min_max(pos2(left, top + galley.size().y), rect.max);
    ui.painter().galley(pos2(left, top), galley, p.text);
    let center = pos2(rect.left() + 8.0, top + role.line() / 2.0);
    match view.seal_of(&claim.by.party) {
        Some(seal) if claim.origin == Origin::Session => paint_seal(
            ui.painter(),
            center,
            SealSize::Small,
            &seal,
            SealState::Agreed,
            tokens,
        ),
        _ => {
            let icon = match claim.origin {
                Origin::Template => Icon::FileText,
                Origin::Hand => Icon::PencilSimple,
                Origin::Session => Icon::User,
            };
            icon.paint(ui.painter(), center, 14.0, p.text3);
        }
    }
    elide::text_in(
        ui.painter(),
        below,
        Align::Min,
        Role::Secondary,
        &who,
        p.text2,
    );
    let name = t.who_what(text, &who);
    response.widget_info(|| WidgetInfo::labeled(accesskit::Role::Label, true, &name));
}
