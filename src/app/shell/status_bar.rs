//! The status bar: file, size, what is overdue, the day, the zoom.

use super::{Facts, ask, texts};
use crate::insight::AttentionKind;
use crate::text::date;
use crate::text::strings::sending::Sending;
use crate::ui::actions::Action;
use crate::ui::commands::{Command, Commands};
use crate::ui::icons::Icon;
use crate::ui::tokens::{Role, Tokens};
use crate::ui::view::View;
use crate::ui::widgets::button::IconButton;
use crate::ui::widgets::elide;
use eframe::egui::{
    self, Align, Color32, Layout, Sense, Ui, UiBuilder, WidgetInfo, accesskit, vec2,
};

/// Draws the status bar.
pub fn show(ui: &mut Ui, view: &View<'_>, facts: &Facts<'_>, commands: &mut Commands) {
    let p = &Tokens::of(ui).palette;
    let t = texts(view.lang);
    let rect = ui.max_rect().shrink2(vec2(12.0, 0.0));
    let mut left = ui.new_child(
        UiBuilder::new()
            .max_rect(rect)
            .layout(Layout::left_to_right(Align::Center))
            .id_salt("status-left"),
    );
    left.spacing_mut().item_spacing.x = 5.0;
    Icon::File.show(&mut left, 14.0, p.text2);
    let room = (rect.width() * 0.4).max(120.0);
    elide::label(&mut left, Role::StatusBar, facts.file_name, p.text2, room)
        .on_hover_text(facts.file_path);
    if let Some(len) = facts.file_len {
        left.add_space(8.0);
        elide::plain(
            &mut left,
            Role::StatusBar,
            &t.kilobytes(len.div_ceil(1024)),
            p.text2,
        );
    }
    exchange(&mut left, view, commands);
    if view.is_sample() {
        left.add_space(8.0);
        Icon::Flag.show(&mut left, 14.0, p.text2);
        elide::plain(
            &mut left,
            Role::StatusBar,
            view.words().sample_data(),
            p.text2,
        )
        .on_hover_text(t.sample_note());
    }
    let mut right = ui.new_child(
        UiBuilder::new()
            .max_rect(rect)
            .layout(Layout::right_to_left(Align::Center))
            .id_salt("status-right"),
    );
    right.spacing_mut().item_spacing.x = 4.0;
    if IconButton::new(Icon::Plus, Action::ZoomIn.text(view.lang))
        .keys("Ctrl++")
        .icon_size(14.0)
        .show(&mut right)
        .clicked()
    {
        ask(commands, Action::ZoomIn);
    }
    let zoom = t.zoom(facts.zoom_percent);
    if link(
        &mut right,
        None,
        &zoom,
        p.text2,
        Action::ZoomReset.text(view.lang),
    ) {
        ask(commands, Action::ZoomReset);
    }
    if IconButton::new(Icon::Minus, Action::ZoomOut.text(view.lang))
        .keys("Ctrl+-")
        .icon_size(14.0)
        .show(&mut right)
        .clicked()
    {
        ask(commands, Action::ZoomOut);
    }
    right.add_space(8.0);
    elide::plain(
        &mut right,
        Role::StatusBar,
        &t.today(&date::format(view.today)),
        p.text2,
    );
    right.add_space(8.0);
    let overdue = view.insight.overdue();
    let warnings = view.insight.attention.len() - overdue;
    if overdue + warnings > 0 {
        let text = t.overdue_and_warnings(overdue, warnings);
        let (icon, ink) = if overdue > 0 {
            (Some(Icon::Warning), p.overdue)
        } else {
            (None, p.text2)
        };
        if link(&mut right, icon, &text, ink, &text) {
            let kind = if overdue > 0 {
                AttentionKind::Overdue
            } else {
                AttentionKind::All
            };
            commands.push(Command::ShowAttention(kind));
        }
    }
}

/// The last exchange: its number, with whom, when. A press shows what is new since.
fn exchange(ui: &mut Ui, view: &View<'_>, commands: &mut Commands) {
    let news = view.insight.news(view.document);
    let Some(last) = &news.last else { return };
    let p = &Tokens::of(ui).palette;
    let t = Sending(view.lang);
    let party = last.party.as_deref();
    let party = party.and_then(|id| view.programme().parties.get(id));
    let party = party.map_or(t.somebody(), |party| party.short_name.as_str());
    let day = t.day(last.at);
    let text = if last.sent {
        t.status_sent(news.versions, party, &day)
    } else {
        t.status_received(news.versions, party, &day)
    };
    ui.add_space(4.0);
    if link(ui, Some(Icon::GitMerge), &text, p.text2, &text) {
        ask(commands, Action::Send);
    }
}

/// A word of the status bar that can be pressed.
fn link(ui: &mut Ui, icon: Option<Icon>, text: &str, ink: Color32, name: &str) -> bool {
    let tokens = Tokens::of(ui);
    // What is coloured is an exception, and strong.
    let role = if icon.is_some() && ink != tokens.palette.text2 {
        Role::StatusChip
    } else {
        Role::StatusBar
    };
    let mark = if icon.is_some() { 18.0 } else { 0.0 };
    let width = elide::width(ui.painter(), role, text) + mark + 8.0;
    let (rect, response) = ui.allocate_exact_size(vec2(width, 24.0), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(accesskit::Role::Button, true, name));
    if response.hovered() {
        ui.painter()
            .rect_filled(rect, tokens.radius.chip, tokens.palette.hover);
    }
    if let Some(icon) = icon {
        icon.paint(
            ui.painter(),
            rect.left_center() + vec2(11.0, 0.0),
            14.0,
            ink,
        );
    }
    let at = egui::Rect::from_min_max(rect.min + vec2(4.0 + mark, 0.0), rect.max);
    elide::text_in(ui.painter(), at, Align::Min, role, text, ink);
    crate::ui::widgets::paint::focus_ring_if(ui, &response, tokens.radius.chip);
    response.on_hover_text(name).clicked()
}
