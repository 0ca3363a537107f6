//! The navigation at the left: the tabs with their progress and warnings, and who edits.

use super::{Facts, ask, marks, texts};
use crate::codec::embedded::Template;
use crate::insight::AttentionKind;
use crate::ui::actions::Action;
use crate::ui::commands::{Command, Commands};
use crate::ui::icons::Icon;
use crate::ui::tokens::{Density, Role, Tokens};
use crate::ui::view::{Tab, View};
use crate::ui::widgets::chip::{Badge, count_badge_width, paint_count_badge};
use crate::ui::widgets::seal::{SealSize, SealState, paint_seal};
use crate::ui::widgets::{elide, paint};
use eframe::egui::{
    self, Align, FocusDirection, Id, Key, Modifiers, Rangef, Rect, Sense, Stroke, Ui, UiBuilder,
    WidgetInfo, accesskit, pos2, vec2,
};

/// One line of the navigation.
struct Item<'a> {
    tab: Tab,
    /// The name for a screen reader and the tooltip.
    name: String,
    icon: Option<Icon>,
    /// Điều n, before the label.
    anchor: Option<String>,
    label: &'a str,
    overdue: usize,
    warnings: usize,
    /// The share of completed activities.
    progress: Option<f32>,
}

/// The id of a tab's line, for the focus.
#[must_use]
pub fn tab_id(tab: Tab) -> Id {
    Id::unique(("navigation", tab))
}

/// Draws the navigation; as a rail of icons where there is little room.
pub fn show(
    ui: &mut Ui,
    view: &View<'_>,
    current: Tab,
    facts: &Facts<'_>,
    rail: bool,
    density: Density,
    commands: &mut Commands,
) {
    let tokens = Tokens::of(ui);
    let t = texts(view.lang);
    let rect = ui.max_rect();
    let foot = 48.0;
    let list = Rect::from_min_max(rect.min, pos2(rect.right(), rect.bottom() - foot));
    let mut inner = ui.new_child(
        UiBuilder::new()
            .max_rect(list.shrink2(vec2(8.0, 8.0)))
            .id_salt("nav-list"),
    );
    inner.set_clip_rect(list);
    egui::ScrollArea::vertical()
        .id_salt("nav")
        .show(&mut inner, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            walk(ui, view);
            let height = density.pick(tokens.size.nav_item, 28.0);
            let overview = Item {
                tab: Tab::Overview,
                name: Action::GoOverview.text(view.lang).to_owned(),
                icon: Some(Icon::House),
                anchor: None,
                label: Action::GoOverview.text(view.lang),
                overdue: 0,
                warnings: 0,
                progress: None,
            };
            item(ui, &overview, current, rail, height, commands);
            group(ui, t.nav_text(), rail);
            for article in view.programme().text.articles() {
                let (overdue, warnings) = marks(view.insight, view, article.article);
                let progress = view
                    .insight
                    .progress
                    .iter()
                    .find(|a| a.article == article.article);
                let share = progress
                    .filter(|a| a.all() > 0)
                    .map(|a| a.done() as f32 / a.all() as f32);
                let number = article.article.to_string();
                let anchor = view.words().short_article(&number);
                let title = Template::embedded()
                    .short_title(article.id.as_str(), view.english())
                    .unwrap_or(&article.title);
                let counts = progress
                    .map(|a| t.progress_of(a.done(), a.all()))
                    .unwrap_or_default();
                let line = Item {
                    tab: Tab::Article(article.article),
                    name: format!("{anchor}, {title}, {counts}"),
                    icon: None,
                    anchor: Some(if rail { number } else { anchor }),
                    label: title,
                    overdue,
                    warnings,
                    progress: share,
                };
                item(ui, &line, current, rail, height, commands);
            }
            group(ui, t.nav_work(), rail);
            let waiting = view
                .insight
                .attention
                .iter()
                .filter(|a| a.is(AttentionKind::NotAgreed))
                .count();
            for (tab, action, icon, overdue, warnings) in [
                (Tab::Plan, Action::GoPlan, Icon::CalendarBlank, 0, waiting),
                (
                    Tab::Budget,
                    Action::GoBudget,
                    Icon::Wallet,
                    view.insight.overspent.len(),
                    0,
                ),
            ] {
                let line = Item {
                    tab,
                    name: action.text(view.lang).to_owned(),
                    icon: Some(icon),
                    anchor: None,
                    label: action.text(view.lang),
                    overdue,
                    warnings,
                    progress: None,
                };
                item(ui, &line, current, rail, height, commands);
            }
            group(ui, t.nav_records(), rail);
            for (tab, action, icon) in [
                (Tab::Annexes, Action::GoAnnexes, Icon::Files),
                (Tab::Journal, Action::GoJournal, Icon::ClockCounterClockwise),
            ] {
                let line = Item {
                    tab,
                    name: action.text(view.lang).to_owned(),
                    icon: Some(icon),
                    anchor: None,
                    label: action.text(view.lang),
                    overdue: 0,
                    warnings: 0,
                    progress: None,
                };
                item(ui, &line, current, rail, height, commands);
            }
        });
    author(
        ui,
        Rect::from_min_max(pos2(rect.left(), rect.bottom() - foot), rect.max),
        view,
        facts,
        rail,
        commands,
    );
}

/// While a tab's line has the focus, ↑ ↓ Home End lead to another; Enter opens it, as on any button.
fn walk(ui: &Ui, view: &View<'_>) {
    let articles = view.programme().text.articles();
    let tabs: Vec<Tab> = std::iter::once(Tab::Overview)
        .chain(articles.map(|article| Tab::Article(article.article)))
        .chain([Tab::Plan, Tab::Budget, Tab::Annexes, Tab::Journal])
        .collect();
    let focused = ui.memory(|memory| memory.focused());
    let Some(at) = tabs.iter().position(|tab| Some(tab_id(*tab)) == focused) else {
        return;
    };
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    let last = tabs.len() - 1;
    let mut to = None;
    for (key, next) in [
        (Key::ArrowDown, (at + 1).min(last)),
        (Key::ArrowUp, at.saturating_sub(1)),
        (Key::Home, 0),
        (Key::End, last),
    ] {
        if pressed(key) {
            to = Some(next);
        }
    }
    let Some(tab) = to.and_then(|at| tabs.get(at)) else {
        return;
    };
    ui.memory_mut(|memory| {
        // Else the arrow would lead on from there to whatever lies in its direction.
        memory.move_focus(FocusDirection::None);
        memory.request_focus(tab_id(*tab));
    });
}

fn group(ui: &mut Ui, title: &str, rail: bool) {
    let p = &Tokens::of(ui).palette;
    let (rect, _) = ui.allocate_exact_size(
        vec2(ui.available_width(), if rail { 12.0 } else { 28.0 }),
        Sense::hover(),
    );
    if rail {
        ui.painter()
            .hline(rect.x_range(), rect.center().y, Stroke::new(1.0, p.line));
    } else {
        let at = Rect::from_min_max(pos2(rect.left() + 8.0, rect.top() + 8.0), rect.max);
        elide::text_in(ui.painter(), at, Align::Min, Role::NavGroup, title, p.text3);
    }
}

fn item(
    ui: &mut Ui,
    item: &Item<'_>,
    current: Tab,
    rail: bool,
    height: f32,
    commands: &mut Commands,
) {
    let tokens = Tokens::of(ui);
    let p = &tokens.palette;
    let selected = item.tab == current;
    let (_auto, rect) = ui.allocate_space(vec2(ui.available_width(), height));
    let response = ui.interact(rect, tab_id(item.tab), Sense::click());
    if response.gained_focus() {
        response.scroll_to_me(None);
    }
    response.widget_info(|| WidgetInfo::selected(accesskit::Role::Tab, true, selected, &item.name));
    if selected {
        ui.painter()
            .rect_filled(rect, tokens.radius.button, p.accent_soft);
        let edge = Rect::from_min_max(
            pos2(rect.left() - 8.0, rect.top() + 6.0),
            pos2(
                rect.left() - 8.0 + tokens.stroke.selected_edge,
                rect.bottom() - 6.0,
            ),
        );
        ui.painter().rect_filled(edge, 0, p.accent);
    } else if response.hovered() {
        ui.painter()
            .rect_filled(rect, tokens.radius.button, p.hover);
    }
    let ink = if selected { p.accent } else { p.text };
    let mut x = rect.left() + 8.0;
    let middle = rect.center().y;
    if rail {
        if let Some(icon) = item.icon {
            icon.paint(
                ui.painter(),
                rect.center(),
                18.0,
                if selected { p.accent } else { p.text2 },
            );
        } else if let Some(anchor) = &item.anchor {
            elide::text_in(
                ui.painter(),
                rect,
                Align::Center,
                Role::CardTitle,
                anchor,
                ink,
            );
        }
        if item.overdue + item.warnings > 0 {
            let dot = pos2(rect.right() - 6.0, rect.top() + 7.0);
            ui.painter()
                .circle_filled(dot, 3.0, if item.overdue > 0 { p.overdue } else { p.soon });
        }
    } else {
        if let Some(icon) = item.icon {
            icon.paint(
                ui.painter(),
                pos2(x + 8.0, middle),
                16.0,
                if selected { p.accent } else { p.text2 },
            );
            x += 24.0;
        }
        if let Some(anchor) = &item.anchor {
            let at = Rect::from_min_max(pos2(x, rect.top()), pos2(x + 46.0, rect.bottom()));
            elide::text_in(
                ui.painter(),
                at,
                Align::Min,
                Role::ClauseAnchor,
                anchor,
                if selected { p.accent } else { p.text2 },
            );
            x += 46.0;
        }
        let mut right = rect.right() - 8.0;
        let (badge, count) = if item.overdue > 0 {
            (Badge::Overdue, item.overdue)
        } else {
            (Badge::Warning, item.warnings)
        };
        if count > 0 {
            let count = count.to_string();
            let width = count_badge_width(ui, &count);
            let at = Rect::from_center_size(pos2(right - width / 2.0, middle), vec2(width, 18.0));
            paint_count_badge(ui, at, badge, &count);
            right -= width + 6.0;
        }
        let label = Rect::from_min_max(pos2(x, rect.top()), pos2(right, rect.bottom()));
        let role = match (selected, item.anchor.is_some()) {
            (true, _) => Role::BodyStrong,
            (false, true) => Role::NavArticle,
            (false, false) => Role::NavItem,
        };
        elide::text_in(ui.painter(), label, Align::Min, role, item.label, ink);
        if let Some(share) = item.progress {
            let line = Rangef::new(x, (rect.right() - 8.0).min(x + 124.0));
            paint::progress_underline(ui.painter(), line, rect.bottom() - 2.0, share, p);
        }
    }
    paint::focus_ring_if(ui, &response, tokens.radius.button);
    if response.clicked() {
        commands.push(Command::Go(item.tab));
    }
    response.on_hover_text(&item.name);
}

/// Who edits; a click leads to the settings.
fn author(
    ui: &mut Ui,
    rect: Rect,
    view: &View<'_>,
    facts: &Facts<'_>,
    rail: bool,
    commands: &mut Commands,
) {
    let tokens = Tokens::of(ui);
    let p = &tokens.palette;
    let t = texts(view.lang);
    ui.painter()
        .hline(rect.x_range(), rect.top() + 0.5, Stroke::new(1.0, p.line));
    let response = ui.interact(
        rect.shrink2(vec2(1.0, 1.0)),
        Id::unique("author"),
        Sense::click(),
    );
    if response.hovered() {
        ui.painter()
            .rect_filled(rect.shrink2(vec2(1.0, 1.0)), 0, p.hover);
    }
    let name = if facts.author.is_empty() {
        t.nobody()
    } else {
        facts.author
    };
    let center = pos2(
        if rail {
            rect.center().x
        } else {
            rect.left() + 28.0
        },
        rect.center().y,
    );
    let party = facts.party.and_then(|id| view.programme().parties.get(id));
    match party {
        Some(party) => paint_seal(
            ui.painter(),
            center,
            SealSize::Large,
            &view.seal(party),
            SealState::Agreed,
            tokens,
        ),
        None => Icon::Eye.paint(ui.painter(), center, 20.0, p.text2),
    }
    let line = party.map_or_else(|| t.view_only().to_owned(), |party| t.focal_of(&party.name));
    if !rail {
        let x = rect.left() + 50.0;
        let top = Rect::from_min_max(
            pos2(x, rect.top() + 6.0),
            pos2(rect.right() - 6.0, rect.center().y + 1.0),
        );
        elide::text_in(ui.painter(), top, Align::Min, Role::CardTitle, name, p.text);
        let low = Rect::from_min_max(
            pos2(x, rect.center().y),
            pos2(rect.right() - 6.0, rect.bottom() - 7.0),
        );
        elide::text_in(
            ui.painter(),
            low,
            Align::Min,
            Role::StatusBar,
            &line,
            p.text2,
        );
    }
    response.widget_info(|| {
        WidgetInfo::labeled(accesskit::Role::Button, true, format!("{name}, {line}"))
    });
    paint::focus_ring_if(ui, &response, 4);
    if response.clicked() {
        ask(commands, Action::Settings);
    }
    response.on_hover_text(t.change_author());
}
