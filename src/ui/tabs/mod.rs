//! The tabs, one module each: `fn(ui, &View, &mut State, &mut Commands)`.

pub mod annexes;
pub mod article;
pub mod budget;
pub mod journal;
pub mod overview;
pub mod plan;

use super::commands::Commands;
use super::view::{Tab, View};
use eframe::egui::{Id, Popup, Ui};
use std::collections::HashMap;

/// What the tabs remember between frames.
#[derive(Debug, Default)]
pub struct States {
    /// Tổng quan.
    pub overview: overview::State,
    /// Each Điều by its number.
    pub articles: HashMap<u8, article::State>,
    /// Kế hoạch năm.
    pub plan: plan::State,
    /// Ngân sách.
    pub budget: budget::State,
    /// Phụ lục.
    pub annexes: annexes::State,
    /// Nhật ký.
    pub journal: journal::State,
}

/// Whether keys are for the tab: no dialog or task lies over it, no menu is open.
#[must_use]
pub(in crate::ui) fn hears_keys(ui: &Ui) -> bool {
    let covered = ui.ctx().memory(|memory| memory.top_modal_layer().is_some());
    ui.is_enabled() && !covered && !Popup::is_any_open(ui.ctx())
}

/// Where the keyboard goes in a tab, the most wanted first; none of them need be on screen.
#[must_use]
pub fn cursors(tab: Tab, view: &View<'_>, states: &mut States) -> Vec<Id> {
    match tab {
        Tab::Overview => vec![overview::cursor()],
        Tab::Article(n) => states.articles.entry(n).or_default().cursors(view),
        Tab::Plan => vec![plan::cursor()],
        Tab::Budget => vec![budget::cursor()],
        Tab::Annexes => annexes::cursors(view),
        Tab::Journal => journal::cursors(&states.journal),
    }
}

/// Draws a tab into the content area, its page header included.
pub fn show(ui: &mut Ui, tab: Tab, view: &View<'_>, states: &mut States, commands: &mut Commands) {
    match tab {
        Tab::Overview => overview::show(ui, view, &mut states.overview, commands),
        Tab::Article(n) => {
            article::show(ui, view, n, states.articles.entry(n).or_default(), commands)
        }
        Tab::Plan => plan::show(ui, view, &mut states.plan, commands),
        Tab::Budget => budget::show(ui, view, &mut states.budget, commands),
        Tab::Annexes => annexes::show(ui, view, &mut states.annexes, commands),
        Tab::Journal => journal::show(ui, view, &mut states.journal, commands),
    }
}
