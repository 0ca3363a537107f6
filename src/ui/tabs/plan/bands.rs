//! The band of each year: its joint plan with its seals and its state, and the way to all others.

use super::year_plans::{others, ways};
use super::{Layout, State, folds, locked, texts, zoom};
use crate::insight::YearPlans;
use crate::insight::plans::step;
use crate::model::{Plan, PlanState};
use crate::text::strings::plans::Plans;
use crate::ui::commands::{Command, Commands};
use crate::ui::icons::Icon;
use crate::ui::inspector::menu;
use crate::ui::parts;
use crate::ui::tokens::{Role, Tokens, Tone};
use crate::ui::view::{Selection, View};
use crate::ui::widgets::button::{IconButton, PushButton};
use crate::ui::widgets::seal::{SealSize, paint_seal};
use crate::ui::widgets::{elide, paint};
use chrono::{Datelike as _, NaiveDate};
use eframe::egui::{
    Align, Color32, CursorIcon, Layout as UiLayout, Popup, Rect, Sense, Stroke, Ui, UiBuilder,
    WidgetInfo, accesskit, pos2, vec2,
};

/// The steps of a plan's life, in their order.
const STEPS: [PlanState; 7] = [
    PlanState::Draft,
    PlanState::Consulting,
    PlanState::Submitted,
    PlanState::Approved,
    PlanState::Issued,
    PlanState::InEffect,
    PlanState::Reviewed,
];

/// The width from which a band names its seven steps.
const WIDE: f32 = 760.0;

/// Draws the bands of the years in view.
pub(super) fn show(
    ui: &mut Ui,
    view: &View<'_>,
    state: &mut State,
    layout: &Layout,
    commands: &mut Commands,
) {
    let Some(scale) = state.scale else { return };
    let p = &Tokens::of(ui).palette;
    let mut ui = ui.new_child(
        UiBuilder::new()
            .id_salt("plan bands")
            .max_rect(layout.bands),
    );
    ui.shrink_clip_rect(layout.bands);
    ui.painter().rect_filled(layout.bands, 0, p.panel);
    let (first, last) = zoom::years(view);
    for year in first..=last {
        let (Some(from), Some(to)) = (
            NaiveDate::from_ymd_opt(year, 1, 1),
            NaiveDate::from_ymd_opt(year, 12, 31),
        ) else {
            continue;
        };
        let (x, end) = (
            layout.bands.left() + scale.x(from),
            layout.bands.left() + scale.x_end(to),
        );
        let left = x.max(layout.bands.left()) + 4.0;
        let right = end.min(layout.bands.right()) - 4.0;
        if x > layout.bands.left() {
            let line = Stroke::new(1.0, p.line_strong);
            ui.painter()
                .vline(x.round() - 0.5, layout.bands.y_range(), line);
        }
        if right - left < 56.0 {
            continue;
        }
        let rect = Rect::from_min_max(
            pos2(left, layout.bands.top() + 5.0),
            pos2(right, layout.bands.bottom() - 5.0),
        );
        let rect = paint::snap(ui.painter(), rect);
        if state.folds.is_folded(year) {
            folds::band(&mut ui, view, state, rect, year);
            continue;
        }
        let plans = view.insight.plans.iter().find(|plans| plans.year == year);
        let mut ui = ui.new_child(UiBuilder::new().id_salt(("band", year)).max_rect(rect));
        match plans
            .and_then(|plans| Some((plans, view.programme().plans.get(plans.joint.as_ref()?)?)))
        {
            Some((plans, joint)) => band(&mut ui, view, rect, plans, joint, commands),
            None => {
                let fold = state.folds.empty.contains(&year).then_some(&mut *state);
                no_plan(&mut ui, view, rect, (year, plans), fold, commands);
            }
        }
    }
}

/// The icon and the tone of a state.
pub const fn state_look(state: PlanState) -> (Icon, Tone) {
    match state {
        PlanState::Draft => (Icon::PencilSimple, Tone::Idle),
        PlanState::Consulting => (Icon::ChatsCircle, Tone::Idle),
        PlanState::Submitted => (Icon::Clock, Tone::Soon),
        PlanState::Approved => (Icon::CheckCircleOutline, Tone::Doing),
        PlanState::Issued => (Icon::SealCheck, Tone::Doing),
        PlanState::InEffect => (Icon::CircleHalf, Tone::Doing),
        PlanState::Reviewed | PlanState::Closed => (Icon::CheckCircle, Tone::Done),
        PlanState::Suspended => (Icon::PauseCircle, Tone::Idle),
        PlanState::Cancelled => (Icon::Prohibit, Tone::Idle),
        PlanState::Replaced => (Icon::ArrowRight, Tone::Idle),
    }
}

/// The state in words; a submitted plan says whom it waits for.
fn state_words(view: &View<'_>, plans: &YearPlans, joint: &Plan) -> String {
    let state = view.words().plan_state(joint.state.is).to_owned();
    let waits = matches!(
        joint.state.is,
        PlanState::Consulting | PlanState::Submitted | PlanState::Approved
    );
    let pending: Vec<&str> = plans
        .pending()
        .into_iter()
        .filter_map(|id| view.programme().parties.get(id))
        .map(|party| party.short_name.as_str())
        .collect();
    if waits && !pending.is_empty() {
        texts(view).waiting(&state, &pending.join(", "))
    } else {
        state
    }
}

fn band(
    ui: &mut Ui,
    view: &View<'_>,
    rect: Rect,
    plans: &YearPlans,
    joint: &Plan,
    commands: &mut Commands,
) {
    let tokens = Tokens::of(ui);
    let p = &tokens.palette;
    let t = texts(view);
    let selected = *view.selection == Selection::Plan(joint.id.clone());
    let response = ui.interact(rect, ui.scope_id().with("band"), Sense::click());
    let words = state_words(view, plans, joint);
    let title = t.plan_of(plans.year);
    let (icon, tone) = state_look(joint.state.is);
    let colours = p.tone(tone);
    let fill = match (selected, response.hovered()) {
        (true, _) => p.accent_soft,
        (false, true) => p.hover,
        (false, false) => p.surface,
    };
    let current = plans.year == view.today.year();
    paint::boxed(
        ui.painter(),
        rect,
        tokens.radius.button,
        fill,
        if current || selected {
            p.accent
        } else {
            p.line_strong
        },
    );
    paint::focus_ring_if(ui, &response, tokens.radius.button);
    let agreed: Vec<String> = plans
        .seals
        .iter()
        .filter_map(|seal| {
            let party = view.programme().parties.get(&seal.party)?;
            let name = &party.short_name;
            Some(parts::agreement_words(view, name, seal.agreement.as_ref()))
        })
        .collect();
    let name = format!("{words}, {title}. {}", agreed.join(". "));
    response.widget_info(|| WidgetInfo::selected(accesskit::Role::Button, true, selected, &name));
    if response.clicked() {
        commands.push(Command::Select(Selection::Plan(joint.id.clone())));
    }
    let entered = selected
        && response.has_focus()
        && ui.input(|input| input.key_pressed(eframe::egui::Key::Enter));
    if response.double_clicked() || entered {
        commands.push(Command::PlanPage {
            plan: joint.id.clone(),
            at: None,
        });
    }
    let response = response.on_hover_cursor(CursorIcon::PointingHand);

    let inner = rect.shrink2(vec2(10.0, 0.0));
    let upper = Rect::from_min_size(
        pos2(inner.left(), rect.top() + 4.0),
        vec2(inner.width(), 20.0),
    );
    let wide = rect.width() >= WIDE;
    // The seals: at the right end, or behind the title where the steps take the right.
    let count = plans.seals.len() as f32;
    let seals = count * 21.0;
    let year = plans.year.to_string();
    let full = elide::width(ui.painter(), Role::CardTitle, &title);
    // The caret of the list has a place of its own beside the seals, where there is room for it.
    let caret = if wide || inner.width() < 130.0 {
        0.0
    } else {
        22.0
    };
    let head = if full + seals + caret + 4.0 <= inner.width() {
        &title
    } else {
        &year
    };
    let at = elide::text_in(
        ui.painter(),
        upper,
        Align::Min,
        Role::CardTitle,
        head,
        p.text,
    );
    let mut x = if wide {
        at.right() + 20.0
    } else {
        inner.right() - caret + 2.0 - seals + 10.0
    };
    for seal in &plans.seals {
        if let Some(style) = view.seal_of(seal.party.as_str()) {
            let state = parts::agreement_seal(view, seal.agreement.as_ref());
            paint_seal(
                ui.painter(),
                pos2(x, upper.center().y),
                SealSize::Medium,
                &style,
                state,
                tokens,
            );
        }
        x += 21.0;
    }
    let menu = pos2(
        inner.right() + 6.0,
        if caret > 0.0 {
            rect.center().y - 2.0
        } else {
            rect.top() + 30.0
        },
    );
    let lower = Rect::from_min_max(
        pos2(inner.left(), rect.top() + 23.0),
        pos2(menu.x - 13.0, rect.top() + 40.0),
    );
    if wide {
        let lead = upper.left().max(x) - inner.left() + 16.0;
        let number = if joint.number.is_empty() {
            &words
        } else {
            &joint.number
        };
        let at = Rect::from_min_max(
            lower.min,
            pos2(inner.left() + lead.max(180.0), lower.bottom()),
        );
        elide::text_in(ui.painter(), at, Align::Min, Role::Label, number, p.text3);
        let steps = Rect::from_min_max(
            pos2(at.right() + 8.0, rect.top()),
            pos2(menu.x - 34.0, rect.bottom()),
        );
        named_steps(ui, view, joint, steps);
    } else {
        icon.paint(
            ui.painter(),
            pos2(lower.left() + 7.0, lower.center().y),
            14.0,
            colours.fg,
        );
        let text = Rect::from_min_max(pos2(lower.left() + 19.0, lower.top()), lower.max);
        // Whom it waits for gives way where there is no room: the seals say it too.
        let fits = elide::width(ui.painter(), Role::SecondaryStrong, &words) <= text.width();
        let short = view.words().plan_state(joint.state.is);
        let galley = elide::line(
            ui.painter(),
            Role::SecondaryStrong,
            if fits { &words } else { short },
            colours.fg,
            text.width(),
        );
        let cut = galley.elided || !fits;
        elide::paint(ui.painter(), text, Align::Min, galley);
        if cut {
            response.on_hover_text(&name);
        }
        segments(
            ui,
            joint,
            Rect::from_min_max(
                pos2(inner.left(), rect.bottom() - 6.0),
                pos2(inner.right(), rect.bottom() - 3.0),
            ),
            colours.fg,
        );
    }
    others(
        ui,
        view,
        plans,
        Rect::from_center_size(pos2(menu.x - 12.0, menu.y), vec2(28.0, 28.0)),
        commands,
    );
}

/// Seven strokes, as many filled as steps were taken.
pub(super) fn segments(ui: &Ui, plan: &Plan, rect: Rect, ink: Color32) {
    let p = &Tokens::of(ui).palette;
    let gap = 3.0;
    let width = (rect.width() - 6.0 * gap) / 7.0;
    let taken = step(plan);
    for index in 0..7 {
        let left = rect.left() + index as f32 * (width + gap);
        let stroke = Rect::from_min_size(pos2(left, rect.top()), vec2(width, rect.height()));
        let fill = if index < taken { ink } else { p.base };
        ui.painter()
            .rect_filled(paint::snap(ui.painter(), stroke), 1, fill);
    }
}

/// The seven steps by name, where there is room.
pub(super) fn named_steps(ui: &Ui, view: &View<'_>, plan: &Plan, rect: Rect) {
    let p = &Tokens::of(ui).palette;
    let taken = step(plan);
    let width = rect.width() / 7.0;
    let y = rect.top() + 15.0;
    for (index, state) in STEPS.iter().enumerate() {
        let left = rect.left() + index as f32 * width;
        let now = index + 1 == taken;
        let finished = taken == 7 && now;
        let (icon, ink) = match (index + 1).cmp(&taken) {
            std::cmp::Ordering::Less => (Icon::CheckCircle, p.done),
            std::cmp::Ordering::Equal if finished => (Icon::CheckCircle, p.done),
            std::cmp::Ordering::Equal => (Icon::CircleHalf, p.doing),
            std::cmp::Ordering::Greater => (Icon::Circle, p.ctl),
        };
        icon.paint(ui.painter(), pos2(left + 7.0, y), 14.0, ink);
        if index < 6 {
            let line = if index + 1 < taken {
                p.done
            } else {
                p.line_strong
            };
            ui.painter()
                .hline(left + 18.0..=left + width - 4.0, y, Stroke::new(1.5, line));
        }
        let word = if finished {
            view.words().plan_state(plan.state.is)
        } else {
            view.words().plan_state(*state)
        };
        let (role, ink) = if now {
            (Role::SecondaryBold, p.text)
        } else {
            (Role::Label, p.text2)
        };
        let at = Rect::from_min_max(
            pos2(left, rect.top() + 26.0),
            pos2(left + width - 4.0, rect.top() + 44.0),
        );
        elide::text_in(ui.painter(), at, Align::Min, role, word, ink);
    }
}

/// The band of a year without a joint plan.
fn no_plan(
    ui: &mut Ui,
    view: &View<'_>,
    rect: Rect,
    (year, plans): (i32, Option<&YearPlans>),
    fold: Option<&mut State>,
    commands: &mut Commands,
) {
    let tokens = Tokens::of(ui);
    let p = &tokens.palette;
    let t = texts(view);
    let stroke = Stroke::new(tokens.stroke.hairline, p.ctl);
    paint::dashed_rect(
        ui.painter(),
        rect,
        f32::from(tokens.radius.button),
        stroke,
        tokens.stroke.dash_empty,
    );
    let inner = rect.shrink2(vec2(10.0, 0.0));
    let upper = Rect::from_min_size(
        pos2(inner.left(), rect.top() + 4.0),
        vec2(inner.width(), 20.0),
    );
    let title = t.plan_of(year);
    let label = t.make_plan();
    let link = elide::width(ui.painter(), Role::Button, label) + 4.0;
    let full = elide::width(ui.painter(), Role::CardTitle, &title);
    let year_text = year.to_string();
    let roomy = full + link + 12.0 <= inner.width();
    let head = if full <= inner.width() - 28.0 {
        &title
    } else {
        &year_text
    };
    elide::text_in(
        ui.painter(),
        upper,
        Align::Min,
        Role::CardTitle,
        head,
        p.text,
    );
    let name = t.make_joint(year);
    let spot = Rect::from_min_max(
        pos2(inner.left(), rect.top()),
        pos2(inner.right() + 4.0, rect.top() + 28.0),
    );
    let mut end = ui.new_child(
        UiBuilder::new()
            .id_salt("make")
            .max_rect(spot)
            .layout(UiLayout::right_to_left(Align::Center)),
    );
    let button = if roomy {
        PushButton::link(label)
            .name(&name)
            .disabled(locked(view))
            .show(&mut end)
    } else {
        IconButton::new(Icon::Plus, &name)
            .disabled(locked(view))
            .show(&mut end)
    };
    Popup::menu(&button).width(290.0).show(|ui| {
        ways(ui, view, year, commands);
        if let Some(state) = fold
            && menu::item(
                ui,
                Some(Icon::CaretRight),
                &Plans(view.lang).fold_away(year),
                None,
            )
        {
            state.opened.remove(&year);
        }
    });
    let lower = Rect::from_min_max(
        pos2(inner.left(), rect.top() + 24.0),
        pos2(inner.right() - 24.0, rect.top() + 41.0),
    );
    Icon::CircleDashed.paint(
        ui.painter(),
        pos2(lower.left() + 7.0, lower.center().y),
        14.0,
        p.text3,
    );
    let text = Rect::from_min_max(pos2(lower.left() + 19.0, lower.top()), lower.max);
    elide::text_in(
        ui.painter(),
        text,
        Align::Min,
        Role::Secondary,
        t.no_plan(),
        p.text2,
    );
    let menu = Rect::from_center_size(
        pos2(inner.right() - 6.0, rect.top() + 33.0),
        vec2(28.0, 28.0),
    );
    if let Some(plans) = plans {
        others(ui, view, plans, menu, commands);
    }
}
