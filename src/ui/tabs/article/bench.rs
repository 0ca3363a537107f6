//! The tab of a Điều with the inspector beside it, driven by name in tests.

use super::State;
use crate::ui::inspector;
use crate::ui::preview::Preview;
use crate::ui::tokens::Motion;
use eframe::egui::{self, Key, Modifiers, Pos2, Rect, UiBuilder, accesskit, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};

/// What the harness holds.
pub(in crate::ui) struct Desk {
    pub preview: Preview,
    pub article: u8,
    tab: State,
    inspector: inspector::States,
}

/// The tab at the left, the inspector at the right.
pub(in crate::ui) struct Bench(pub Harness<'static, Desk>);

impl Bench {
    pub fn new(preview: Preview, article: u8) -> Self {
        let (tab, inspector) = (State::default(), inspector::States::default());
        let desk = Desk {
            preview,
            article,
            tab,
            inspector,
        };
        // Tall enough that everything in the inspector can be pressed.
        let size = vec2(1154.0, 1600.0);
        let harness = Harness::builder()
            .with_size(size)
            .with_context_setup(|ctx| crate::ui::install(ctx, Motion::Off))
            .build_ui_state(
                move |ui, desk: &mut Desk| {
                    let Desk {
                        preview,
                        article,
                        tab,
                        inspector,
                    } = desk;
                    let pane = |ui: &mut egui::Ui, from: f32, to: f32| {
                        let rect = Rect::from_min_max(Pos2::new(from, 0.0), Pos2::new(to, size.y));
                        ui.new_child(UiBuilder::new().id_salt(from as i32).max_rect(rect))
                    };
                    preview.frame(|view, commands| {
                        super::show(&mut pane(ui, 0.0, 862.0), view, *article, tab, commands);
                        inspector::show(&mut pane(ui, 862.0, 1154.0), view, inspector, commands);
                    });
                },
                desk,
            );
        let mut bench = Self(harness);
        bench.0.run();
        bench
    }

    /// The button, row, link or option with this name.
    pub fn press(&mut self, name: &str) {
        self.0.get_by_label(name).click();
        self.0.run();
    }

    /// Puts `text` into the field with this name in place of what is there, and presses `end`.
    pub fn type_into(&mut self, field: &str, text: &str, end: Key) {
        use accesskit::Role::{MultilineTextInput, TextInput};
        let is = |node: &egui_kittest::Node<'_>| {
            matches!(node.accesskit_node().role(), TextInput | MultilineTextInput)
        };
        let found = self
            .0
            .get_all_by_label(field)
            .find(is)
            .expect("a field with this name");
        found.focus();
        self.0.run();
        self.0.key_press_modifiers(Modifiers::COMMAND, Key::A);
        self.0.run();
        self.0.event(egui::Event::Text(text.to_owned()));
        self.0.run();
        self.0.key_press(end);
        self.0.run();
    }

    /// What the field with this name shows.
    pub fn value(&self, field: &str) -> String {
        let nodes = self.0.get_all_by_label(field);
        nodes.filter_map(|n| n.value()).next().unwrap_or_default()
    }

    /// Whether something with this name or these words is on screen.
    pub fn shows(&self, words: &str) -> bool {
        self.0.query_all_by_label_contains(words).next().is_some()
    }

    pub fn preview(&self) -> &Preview {
        &self.0.state().preview
    }
}
