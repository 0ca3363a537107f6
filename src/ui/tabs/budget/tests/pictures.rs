//! The tab drawn at the sizes it must fit; the pictures lie in the target folder, to be looked at.

use super::super::columns::Column;
use super::super::rows::RowKey;
use super::super::{State, Unit, confirm, editing, figures, new_line, show};
use crate::insight::ledger::Group;
use crate::model::Id;
use crate::text::strings::Lang;
use crate::ui::commands::Commands;
use crate::ui::headless::HeadlessView;
use crate::ui::inspector;
use crate::ui::preview::Preview;
use crate::ui::view::{Selection, View};
use eframe::egui::{ColorImage, vec2};

/// Writes a picture where a developer finds it.
fn write(name: &str, image: &ColorImage) {
    let folder = std::env::var("CARGO_TARGET_DIR").unwrap_or_else(|_| "target".into());
    let folder = std::path::Path::new(&folder).join("tmp").join("budget");
    std::fs::create_dir_all(&folder).unwrap();
    let file = std::fs::File::create(folder.join(format!("{name}.png"))).unwrap();
    let [wide, high] = image.size;
    let mut encoder = png::Encoder::new(file, wide as u32, high as u32);
    encoder.set_color(png::ColorType::Rgba);
    let mut writer = encoder.write_header().unwrap();
    let bytes: Vec<u8> = image.pixels.iter().flat_map(|p| p.to_array()).collect();
    writer.write_image_data(&bytes).unwrap();
}

struct Shot {
    name: &'static str,
    size: (f32, f32),
    dark: bool,
    lang: Lang,
    sample: bool,
}

#[test]
fn the_tab_draws_at_every_size() {
    let shot = |name, size, dark, lang, sample| Shot {
        name,
        size,
        dark,
        lang,
        sample,
    };
    for shot in [
        shot("wide", (1154.0, 690.0), false, Lang::Vi, true),
        shot("dark", (1154.0, 690.0), true, Lang::Vi, true),
        shot("inspected", (862.0, 690.0), false, Lang::Vi, true),
        shot("narrow", (700.0, 560.0), false, Lang::En, true),
        shot("huge", (1700.0, 1000.0), false, Lang::En, true),
        shot("empty", (1154.0, 690.0), false, Lang::Vi, false),
    ] {
        let mut preview = if shot.sample {
            Preview::sample()
        } else {
            Preview::empty()
        };
        preview.lang = shot.lang;
        let mut state = State::default();
        let mut view = HeadlessView::new(vec2(shot.size.0, shot.size.1), 1.0, shot.dark);
        let image =
            view.render(|ui| preview.frame(|view, commands| show(ui, view, &mut state, commands)));
        assert_eq!(image.size, [shot.size.0 as usize, shot.size.1 as usize]);
        write(shot.name, &image);
    }
}

#[test]
fn the_inspector_draws() {
    for (name, dark, lang) in [
        ("inspector", false, Lang::Vi),
        ("inspector-dark", true, Lang::En),
    ] {
        let mut preview = Preview::sample();
        preview.lang = lang;
        let lines = &preview.document.programme().budget_lines;
        let over = lines.values().find(|l| {
            l.key
                .clause
                .as_ref()
                .is_some_and(|c| c.as_str() == "d3.k2.g1")
                && l.key.year == Some(2024)
        });
        let line = over.or_else(|| lines.values().next()).unwrap().id.clone();
        preview.selection = Selection::Line(line);
        let mut states = inspector::States::default();
        let mut view = HeadlessView::new(vec2(292.0, 690.0), 1.0, dark);
        let image = view.render(|ui| {
            let frame = eframe::egui::Frame::new()
                .inner_margin(12.0)
                .fill(crate::ui::tokens::Tokens::of(ui).palette.panel);
            frame.show(ui, |ui| {
                preview.frame(|view, commands| inspector::show(ui, view, &mut states, commands))
            });
        });
        write(name, &image);
    }
}

/// Draws the tab after something was done to its state, and once more with what came of it.
fn after(
    name: &str,
    mut preview: Preview,
    act: impl Fn(&View<'_>, &mut State, &eframe::egui::Context),
) {
    let mut state = State::default();
    let mut view = HeadlessView::new(vec2(1154.0, 690.0), 1.0, false);
    let mut acted = false;
    let mut image = None;
    for _ in 0..2 {
        image = Some(view.render(|ui| {
            preview.frame(|view, commands| {
                if !acted {
                    act(view, &mut state, ui.ctx());
                    acted = true;
                }
                show(ui, view, &mut state, commands);
            });
        }));
    }
    write(name, &image.unwrap());
}

/// The overspent line of the sample.
fn overspent(view: &View<'_>) -> Id {
    let budget = &view.insight.budget;
    let year = budget.year(2024).unwrap();
    year.sources
        .iter()
        .flat_map(|s| &s.overspent)
        .next()
        .unwrap()
        .clone()
}

#[test]
fn the_states_of_a_cell_draw() {
    let open = |view: &View<'_>, state: &mut State, column: Column, ctx: &eframe::egui::Context| {
        let line = overspent(view);
        let mut commands = Commands::default();
        editing::open(ctx, view, state, &line, column, &mut commands);
    };
    after("editing", Preview::sample(), |view, state, ctx| {
        open(view, state, Column::Allocated, ctx)
    });
    after("refused", Preview::sample(), |view, state, ctx| {
        let line = overspent(view);
        let sentence = figures::read_value("100.000.00", Lang::Vi).unwrap_err();
        state
            .parked
            .insert((line, Column::Estimate), ("100.000.00".into(), sentence));
        open(view, state, Column::Estimate, ctx);
    });
    after("million", Preview::sample(), |_, state, _| {
        state.unit = Unit::Million;
        state.fold(&RowKey::Group(vec![Group::Year(Some(2023))]), true);
    });
    after("new-line", Preview::sample(), |view, state, _| {
        state.new_line = Some(new_line::Form::for_years(view));
    });
    after("confirm", Preview::sample(), |view, state, _| {
        state.confirm = Some(confirm::Confirm::sample(view, &overspent(view)));
    });
}
