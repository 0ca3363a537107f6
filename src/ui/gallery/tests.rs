//! The sheet as pictures and as a tree for assistive technology.

use std::path::PathBuf;
use std::time::Instant;

use eframe::egui::{self, accesskit};

use super::*;
use crate::ui::headless::{HeadlessView, difference};
use crate::ui::raster;
use crate::ui::tokens::Motion;
use crate::ui::widgets::dialog::{Dialog, footer};
use crate::ui::widgets::toast::{Toast, Toasts};

/// Where the pictures go: beside the test program, in the build's own folder.
fn folder() -> PathBuf {
    let program = std::env::current_exe().expect("the test's own path");
    let folder = program
        .ancestors()
        .nth(3)
        .expect("target/debug/deps")
        .join("tmp");
    std::fs::create_dir_all(&folder).expect("a folder in the build's own");
    folder
}

#[test]
fn the_sheet_is_drawn_in_both_themes_and_always_the_same() {
    for (name, dark, scale) in [
        ("light", false, 1.0),
        ("dark", true, 1.0),
        ("light-2x", false, 2.0),
    ] {
        let mut view = HeadlessView::new(vec2(1366.0, 768.0), scale, dark);
        let mut state = State::default();
        let image = view.render(|ui| sheet(ui, &mut state));
        let started = Instant::now();
        let again = view.render(|ui| sheet(ui, &mut state));
        println!("{name}: {:?}", started.elapsed());
        assert_eq!(difference(&image, &again, 0), Some(0), "{name}");
        let bytes = raster::png(&image).expect("a picture with a size");
        std::fs::write(folder().join(format!("gallery-{name}.png")), bytes).expect("written");
    }
}

/// The sheet's tree for assistive technology.
fn tree() -> Vec<(accesskit::NodeId, accesskit::Node)> {
    let ctx = egui::Context::default();
    crate::ui::install(&ctx, Motion::Off);
    ctx.enable_accesskit();
    let mut state = State::default();
    let mut nodes = Vec::new();
    for _ in 0..3 {
        let input = egui::RawInput {
            screen_rect: Some(rect(0.0, 0.0, 1366.0, 768.0)),
            ..Default::default()
        };
        let mut output = ctx.run_ui(input, |ui| sheet(ui, &mut state));
        output.textures_delta.clear();
        let update = output.platform_output.accesskit_update.take();
        nodes = update.expect("it is switched on").nodes;
    }
    nodes
}

#[test]
fn everything_that_can_be_pressed_has_a_name_and_is_large_enough() {
    let mut pressable = 0;
    for (_, node) in tree() {
        use accesskit::Role as R;
        let role = node.role();
        let pressed = matches!(
            role,
            R::Button
                | R::CheckBox
                | R::RadioButton
                | R::Tab
                | R::TextInput
                | R::MultilineTextInput
                | R::Row
        );
        if !pressed {
            continue;
        }
        pressable += 1;
        assert!(
            node.label().is_some_and(|name| !name.is_empty()),
            "{role:?} has no name"
        );
        // The text edit lies inside its field; the field is what takes the pointer.
        if let Some(bounds) = node.bounds()
            && !matches!(role, R::TextInput | R::MultilineTextInput)
        {
            let name = node.label().unwrap_or_default();
            assert!(
                bounds.height() >= 28.0,
                "{role:?} {name}: {} high",
                bounds.height()
            );
            assert!(
                bounds.width() >= 28.0,
                "{role:?} {name}: {} wide",
                bounds.width()
            );
        }
    }
    assert!(pressable > 30, "{pressable}");
}

#[test]
fn a_disabled_control_says_why() {
    let nodes = tree();
    let disabled: Vec<_> = nodes
        .iter()
        .filter(|(_, node)| node.is_disabled())
        .collect();
    assert!(disabled.len() >= 2, "{}", disabled.len());
    for (_, node) in disabled {
        let reason = node.description().unwrap_or_default();
        assert!(reason.ends_with('.'), "{:?}: {reason:?}", node.label());
    }
}

#[test]
fn dialog_and_toast_lie_over_the_sheet() {
    for dark in [false, true] {
        let mut view = HeadlessView::new(vec2(1366.0, 768.0), 1.0, dark);
        let mut state = State::default();
        let mut toasts = Toasts::default();
        toasts.push(Toast {
            text: "Đã xóa 1 việc và 2 minh chứng.".to_owned(),
            icon: Icon::CheckCircle,
            tone: Tone::Done,
            actions: vec!["Hoàn tác".to_owned()],
        });
        let bare = view.render(|ui| sheet(ui, &mut state));
        let over = view.render(|ui| {
            sheet(ui, &mut state);
            Dialog::new("dialog", "Xóa 1 việc và 2 minh chứng?", "Đóng").show(ui.ctx(), |ui| {
                let p = &Tokens::of(ui).palette;
                let text =
                    "Việc “Xây nhà cho hộ số 2” và các tệp kèm theo sẽ bị xóa. Có thể hoàn tác.";
                elide::paragraph(ui, Role::Body, text, p.text2);
                footer(ui, |ui| {
                    PushButton::new("Xóa").kind(ButtonKind::Danger).show(ui);
                    PushButton::new("Giữ lại").show(ui);
                });
            });
            toasts.show(ui.ctx(), 40.0, "Đóng");
        });
        assert!(difference(&bare, &over, 3).is_some_and(|pixels| pixels > 500_000));
        let name = if dark {
            "dialog-dark.png"
        } else {
            "dialog-light.png"
        };
        let bytes = raster::png(&over).expect("a picture with a size");
        std::fs::write(folder().join(name), bytes).expect("written");
    }
}
