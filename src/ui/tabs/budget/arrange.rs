//! By what the table stands together, and which columns it has: two buttons with a list each.

use super::State;
use super::columns::Column;
use crate::insight::ledger::{Choice, Grouping};
use crate::text::strings::budget::Budget as Texts;
use crate::ui::icons::Icon;
use crate::ui::inspector::menu;
use crate::ui::tokens::{Role, Tokens};
use crate::ui::view::View;
use crate::ui::widgets::button::{IconButton, PushButton};
use crate::ui::widgets::check::checkbox;
use crate::ui::widgets::elide;
use eframe::egui::{Popup, PopupCloseBehavior, Ui};

/// "Theo năm", in words.
const fn word(texts: Texts, grouping: Grouping) -> &'static str {
    match grouping {
        Grouping::Year => texts.group_year(),
        Grouping::Article => texts.group_article(),
        Grouping::Source => texts.group_source(),
        Grouping::Payer => texts.group_payer(),
        Grouping::Party => texts.group_party(),
    }
}

/// The head of the first column under a grouping.
pub(super) const fn head(texts: Texts, grouping: Grouping) -> &'static str {
    match grouping {
        Grouping::Year => texts.year_and_source(),
        Grouping::Article => texts.head_article(),
        Grouping::Source => texts.head_source(),
        Grouping::Payer => texts.head_payer(),
        Grouping::Party => texts.head_party(),
    }
}

/// The choice of a grouping, and folding all heads at once.
pub(super) fn grouping(ui: &mut Ui, view: &View<'_>, state: &mut State) {
    let texts = Texts(view.lang);
    let now = state.choice.grouping;
    let name = texts.grouping_is(word(texts, now));
    let button = PushButton::new(word(texts, now))
        .name(&name)
        .trailing(Icon::CaretDown)
        .show(ui);
    Popup::menu(&button).width(230.0).show(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for grouping in Grouping::ALL {
            if menu::choice(ui, None, word(texts, grouping), grouping == now, None) {
                let choice = Choice {
                    grouping,
                    ..state.choice.clone()
                };
                state.choose(choice);
            }
        }
        menu::separator(ui);
        if menu::item(ui, Some(Icon::CaretDown), texts.unfold_all(), None) {
            state.fold_all(view, true);
        }
        if menu::item(ui, Some(Icon::CaretRight), texts.fold_all(), None) {
            state.fold_all(view, false);
        }
    });
}

/// The choice of columns.
pub(super) fn columns(ui: &mut Ui, view: &View<'_>, state: &mut State) {
    let texts = Texts(view.lang);
    let chosen = !state.columns.is_empty();
    let button = IconButton::new(Icon::Table, texts.columns())
        .framed()
        .selected(chosen)
        .show(ui);
    Popup::menu(&button)
        .width(240.0)
        .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
        .show(|ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            let p = &Tokens::of(ui).palette;
            elide::plain(ui, Role::NavGroup, texts.columns(), p.text2);
            let shown = state.columns(view);
            for column in Column::ALL {
                let on = shown.contains(&column);
                let only = on && shown.len() == 1;
                let why = only.then(|| texts.last_column());
                let title = column.title(view.words());
                let row = checkbox(ui, on, title, why);
                if row.clicked() && !only {
                    let usual = column.is_usual(&view.insight.budget);
                    if usual == on {
                        state.columns.insert(column, !on);
                    } else {
                        state.columns.remove(&column);
                    }
                }
                row.on_hover_text(column.help(texts));
            }
            menu::separator(ui);
            let clear = PushButton::link(texts.columns_usual())
                .disabled((!chosen).then(|| texts.columns_are_usual()))
                .show(ui);
            if clear.clicked() {
                state.columns.clear();
            }
        });
}
