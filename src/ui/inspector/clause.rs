//! A clause: completeness by Điều 1.2, exemption from planning by 6.1, indicators, joined units.

mod exemption;

use super::activity::indicators::{self, Indicators};
use super::edit_field::Drafts;
use super::pieces;
use crate::insight::{Met, YearFilter};
use crate::model::{Clause, Id};
use crate::text::strings::article::Article;
use crate::ui::commands::{Command, Commands};
use crate::ui::icons::Icon;
use crate::ui::tokens::{Role, Tokens};
use crate::ui::view::{Selection, View};
use crate::ui::widgets::elide;
use crate::ui::widgets::field::message_line;
use crate::ui::widgets::seal::{SealSize, SealState, paint_seal};
use eframe::egui::{Align, Rect, Sense, Ui, WidgetInfo, accesskit, pos2, vec2};
use std::collections::HashMap;

/// What it remembers between frames: drafts.
#[derive(Debug, Default)]
pub struct State {
    drafts: Drafts,
    forms: HashMap<Id, Forms>,
}

/// The forms of one clause: what is typed into them is kept.
#[derive(Debug, Default)]
struct Forms {
    exemption: Option<exemption::Form>,
    indicator: Option<indicators::Form>,
}

/// Draws it into the inspector.
pub fn show(ui: &mut Ui, view: &View<'_>, id: &Id, state: &mut State, commands: &mut Commands) {
    let words = Article(view.lang);
    pieces::scroll(ui, id.as_str(), |ui| {
        ui.push_id(id.as_str(), |ui| {
            let Some(clause) = view.programme().text.get(id.as_str()) else {
                if pieces::head(ui, "", "", words.close()) {
                    commands.push(Command::Select(Selection::Nothing));
                }
                elide::paragraph(ui, Role::Body, words.gone(), Tokens::of(ui).palette.text2);
                return;
            };
            body(ui, view, clause, state, commands);
        });
    });
}

fn body(ui: &mut Ui, view: &View<'_>, clause: &Clause, state: &mut State, commands: &mut Commands) {
    let words = Article(view.lang);
    let p = &Tokens::of(ui).palette;
    let count = view.insight.by_clause.get(&clause.id).map_or(0, Vec::len);
    let about = words.article_inspector(count);
    if pieces::head(
        ui,
        &view.words().article(&view.anchor(clause)),
        &about,
        words.close(),
    ) {
        commands.push(Command::Select(Selection::Nothing));
    }
    elide::paragraph(ui, Role::InspectorTitle, &view.short_title(clause), p.text);
    let forms = state.forms.entry(clause.id.clone()).or_default();
    if clause.tracked {
        completeness(ui, view, clause);
        exemption::show(ui, view, clause, &mut forms.exemption, commands);
        pieces::section(ui, words.indicators(), "");
        let years = match view.years {
            YearFilter::Year(year) => vec![year],
            YearFilter::All => view.programme().header.period.years().collect(),
        };
        let of = Indicators {
            view,
            of: &clause.id,
            clause: Some(&clause.id),
            years,
            baseline: true,
        };
        indicators::show(ui, &of, &mut forms.indicator, &mut state.drafts, commands);
    } else {
        ui.add_space(4.0);
        elide::paragraph(ui, Role::Secondary, words.not_tracked(), p.text2);
    }
    pairs(ui, view, clause);
    let notes: Vec<&str> = clause
        .note
        .lines()
        .filter(|l| !l.trim().is_empty())
        .collect();
    if !notes.is_empty() {
        pieces::section(ui, words.text_notes(), "");
        for note in notes {
            message_line(ui, Icon::Note, note, p.soon);
        }
    }
}

/// What Điều 1.2 asks, with how far each is met.
fn completeness(ui: &mut Ui, view: &View<'_>, clause: &Clause) {
    let words = Article(view.lang);
    let Some(coverage) = view.insight.coverage.get(&clause.id) else {
        return;
    };
    let tokens = Tokens::of(ui);
    let p = &tokens.palette;
    let aside = if coverage.activities == 0 {
        String::new()
    } else {
        format!("{}/6", coverage.met())
    };
    pieces::section(ui, words.completeness(), &aside);
    if coverage.activities == 0 {
        elide::paragraph(ui, Role::Secondary, words.completeness_none(), p.text2);
        return;
    }
    for (requirement, met) in &coverage.parts {
        let (icon, ink, text) = match met {
            Met::Full => (Icon::CheckCircle, p.done, words.met_full().to_owned()),
            Met::Exempt => (Icon::MinusCircle, p.text2, words.met_exempt().to_owned()),
            Met::Part { met, of } => (Icon::CircleHalf, p.doing, words.met_part(*met, *of)),
            Met::Missing => (Icon::CircleDashed, p.text2, words.met_missing().to_owned()),
        };
        let (rect, response) =
            ui.allocate_exact_size(vec2(ui.available_width(), 24.0), Sense::hover());
        icon.paint(
            ui.painter(),
            pos2(rect.left() + 8.0, rect.center().y),
            14.0,
            ink,
        );
        let label = view.words().requirement(*requirement);
        let right = elide::text_in(
            ui.painter(),
            rect,
            Align::Max,
            Role::Secondary,
            &text,
            p.text2,
        )
        .left();
        let line = Rect::from_min_max(
            pos2(rect.left() + 23.0, rect.top()),
            pos2(right - 6.0, rect.bottom()),
        );
        elide::text_in(ui.painter(), line, Align::Min, Role::Body, label, p.text);
        response.widget_info(|| {
            WidgetInfo::labeled(accesskit::Role::Label, true, format!("{label}: {text}"))
        });
    }
}

/// The units that are joined in help for this clause.
fn pairs(ui: &mut Ui, view: &View<'_>, clause: &Clause) {
    let words = Article(view.lang);
    let of = |p: &&crate::model::Pair| p.clause.as_ref() == Some(&clause.id);
    let pairs: Vec<_> = view.programme().pairs.values().filter(of).collect();
    if pairs.is_empty() {
        return;
    }
    let tokens = Tokens::of(ui);
    let p = &tokens.palette;
    pieces::section(ui, words.pairs(), "");
    for pair in pairs {
        let mut names = Vec::new();
        for unit in [&pair.helping, &pair.helped] {
            let name = unit
                .as_ref()
                .map_or_else(|| "—".to_owned(), |id| view.unit_name(id));
            let (rect, response) =
                ui.allocate_exact_size(vec2(ui.available_width(), 22.0), Sense::hover());
            let mut left = rect.left();
            for seal in view.lead_seals(unit.as_ref()) {
                let center = pos2(left + 7.5, rect.center().y);
                paint_seal(
                    ui.painter(),
                    center,
                    SealSize::Small,
                    &seal,
                    SealState::Agreed,
                    tokens,
                );
                left += 21.0;
            }
            if !names.is_empty() {
                Icon::Link.paint(
                    ui.painter(),
                    pos2(rect.right() - 8.0, rect.top()),
                    13.0,
                    p.text3,
                );
            }
            let line = Rect::from_min_max(
                pos2(left, rect.top()),
                pos2(rect.right() - 20.0, rect.bottom()),
            );
            elide::text_in(ui.painter(), line, Align::Min, Role::Body, &name, p.text);
            response.widget_info(|| WidgetInfo::labeled(accesskit::Role::Label, true, &name));
            names.push(name);
        }
        if !pair.content.is_empty() {
            elide::paragraph(ui, Role::Secondary, &pair.content, p.text2);
        }
        ui.add_space(6.0);
    }
}

#[cfg(test)]
mod tests;
