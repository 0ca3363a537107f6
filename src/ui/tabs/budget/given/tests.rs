//! The lists through their interface by name, and as pictures.

mod behaviour;
mod pictures;

use super::super::{State, show};
use crate::ui::inspector;
use crate::ui::preview::Preview;
use crate::ui::view::Selection;
use eframe::egui::{Rect, Ui, UiBuilder, pos2};

/// The tab with the inspector beside it, over a document.
pub(super) struct Desk {
    pub preview: Preview,
    pub state: State,
    pub inspector: inspector::States,
}

impl Desk {
    pub(super) fn of(preview: Preview) -> Self {
        Self {
            preview,
            state: State::default(),
            inspector: inspector::States::default(),
        }
    }

    /// Draws both.
    pub(super) fn draw(&mut self, ui: &mut Ui) {
        let Self {
            preview,
            state,
            inspector,
        } = self;
        let area = ui.max_rect();
        let shown = preview.selection != Selection::Nothing;
        let right = if shown { 292.0 } else { 0.0 };
        let left = Rect::from_min_max(area.min, pos2(area.right() - right, area.bottom()));
        ui.scope_builder(UiBuilder::new().id_salt("tab").max_rect(left), |ui| {
            preview.frame(|view, commands| show(ui, view, state, commands));
        });
        if shown {
            let right = Rect::from_min_max(pos2(left.right(), area.top()), area.max);
            let fill = crate::ui::tokens::Tokens::of(ui).palette.panel;
            ui.painter().rect_filled(right, 0, fill);
            let builder = UiBuilder::new().id_salt("inspector").max_rect(right);
            ui.scope_builder(builder, |ui| {
                preview.frame(|view, commands| inspector::show(ui, view, inspector, commands));
            });
        }
    }
}

/// The document with so many houses, in a hundred communes.
pub(super) fn many(count: usize) -> Preview {
    use crate::change::Op;
    use crate::model::{House, Path, Value};
    let mut preview = Preview::sample();
    let communes: Vec<_> = preview.document.programme().units.keys().cloned().collect();
    let ops = (0..count)
        .map(|n| Op::New {
            on: Path::new(House::KIND, &format!("01X{n:06}")),
            to: [
                (
                    "household".into(),
                    Value::text(format!("Nguyễn Văn {n}").as_str()),
                ),
                (
                    "commune".into(),
                    Value::text(communes[n % communes.len()].as_str()),
                ),
                ("year".into(), Value::Int(2022 + (n % 4) as i64)),
                ("support".into(), Value::Int(50_000_000)),
            ]
            .into_iter()
            .collect(),
        })
        .collect();
    preview.document.commit(ops, 1);
    preview
}
