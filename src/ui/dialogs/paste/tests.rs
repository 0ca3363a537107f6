//! The dialog as a picture, and what it does, by name.

use super::*;
use crate::text::strings::Lang;
use crate::ui::commands::Ask;
use crate::ui::headless::HeadlessView;
use crate::ui::preview::{Preview, pictures};
use crate::ui::tokens::Motion;
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};

const COLUMNS: [&str; 3] = [
    BudgetLine::COMMITTED,
    BudgetLine::ESTIMATE,
    BudgetLine::ALLOCATED,
];

/// Lines of the sample, those that have an estimate first.
fn lines(preview: &Preview) -> Vec<Id> {
    let lines = preview.document.programme().budget_lines.values();
    let mut lines: Vec<_> = lines.collect();
    lines.sort_by_key(|l| (l.estimate.is_empty(), &l.id));
    lines.into_iter().take(3).map(|l| l.id.clone()).collect()
}

fn state(preview: &Preview, text: &str) -> State {
    State::of(lines(preview), COLUMNS.to_vec(), text.to_owned())
}

const BLOCK: &str =
    "100.000.000\t 120.000.000 \t-\r\n\t100.000.00\tabc\r\n5.000.000\t\t7 triệu\r\n1\t2\t3\r\n";

#[test]
fn the_dialog_is_drawn() {
    for (name, dark, lang, text) in [
        ("block", false, Lang::Vi, BLOCK),
        ("english", true, Lang::En, "100,000,000\n25,000,000\n"),
        (
            "table",
            false,
            Lang::Vi,
            "Năm\tĐiều, khoản\tDự toán giao\n2024\t5.1\t100",
        ),
    ] {
        let mut preview = Preview::sample();
        preview.lang = lang;
        let mut open = state(&preview, text);
        let mut view = HeadlessView::new(vec2(1024.0, 700.0), 1.0, dark);
        let image = view.render(|ui| {
            preview.frame(|v, c| {
                let _ = show(ui.ctx(), v, &mut open, c);
            });
        });
        let bytes = crate::ui::raster::png(&image).expect("a picture with a size");
        std::fs::write(pictures().join(format!("paste-{name}.png")), bytes).expect("written");
    }
}

type Window = Harness<'static, (Preview, Option<State>)>;

fn window(text: &str) -> Window {
    let preview = Preview::sample();
    let open = state(&preview, text);
    let mut window = Harness::builder()
        .with_size([1366.0, 768.0])
        .with_max_steps(20)
        .with_context_setup(|ctx| crate::ui::install(ctx, Motion::Off))
        .build_ui_state(
            |ui, (preview, state): &mut (Preview, Option<State>)| {
                preview.frame(|view, commands| {
                    if let Some(open) = state
                        && !show(ui.ctx(), view, open, commands)
                    {
                        *state = None;
                    }
                });
            },
            (preview, Some(open)),
        );
    window.run();
    window
}

fn press(window: &mut Window, label: &str) {
    window.get_by_label(label).click();
    window.run();
}

fn sees(window: &Window, text: &str) -> bool {
    window.query_all_by_label_contains(text).next().is_some()
}

fn allocated(window: &Window) -> Vec<Option<i64>> {
    let preview = &window.state().0;
    let p = preview.document.programme();
    let ids = lines(preview);
    ids.iter()
        .map(|id| p.budget_lines[id].allocated.known())
        .collect()
}

#[test]
fn a_block_is_put_in_place_as_one_step_and_taken_back() {
    let mut window = window("1\t2\t3.000\n4\t5\t6.000");
    let before = window.state().0.document.programme().clone();
    press(&mut window, "Dán 6 ô");
    assert!(window.state().1.is_none(), "it closes");
    assert_eq!(allocated(&window)[..2], [Some(3_000), Some(6_000)]);
    assert!(window.state_mut().0.undo());
    let after = window.state().0.document.programme();
    for (id, line) in &before.budget_lines {
        assert_eq!(after.budget_lines[id].estimate, line.estimate);
        assert_eq!(after.budget_lines[id].allocated, line.allocated);
    }
}

#[test]
fn errors_are_told_by_line_and_column_and_stop_the_step_until_they_are_left_out() {
    let mut window = window(BLOCK);
    let revision = window.state().0.document.revision();
    assert!(sees(&window, "Dự toán giao: "));
    assert!(sees(&window, "Phân bổ: "));
    assert!(sees(&window, "1 dòng cuối không dán"));
    let go = |window: &Window| {
        let mut buttons = window.query_all_by_label_contains("Dán ");
        let labels = buttons.find_map(|n| {
            let node = n.accesskit_node();
            let label = node.label()?;
            label.ends_with(" ô").then_some((label, node.is_disabled()))
        });
        labels.expect("the button")
    };
    let (label, disabled) = go(&window);
    assert!(disabled);
    press(&mut window, &label);
    assert_eq!(window.state().0.document.revision(), revision);
    press(&mut window, "Bỏ các ô có lỗi");
    let (label, disabled) = go(&window);
    assert!(!disabled);
    press(&mut window, &label);
    assert_ne!(window.state().0.document.revision(), revision);
    assert!(window.state().1.is_none());
}

#[test]
fn english_numbers_are_seen_as_such_and_can_be_read_otherwise() {
    let mut window = window("300,000,000\t25,000\t1");
    let enabled = |label: &str| !window.get_by_label(label).accesskit_node().is_disabled();
    assert!(sees(&window, "300.000.000"));
    assert!(enabled("Dán 3 ô"));
    press(&mut window, "1.000.000");
    let enabled = |label: &str| !window.get_by_label(label).accesskit_node().is_disabled();
    assert!(!enabled("Dán 1 ô"));
}

#[test]
fn what_is_a_whole_table_can_be_taken_in_as_one() {
    let text = "Năm\tĐiều, khoản\tDự toán giao\n2024\t5.1\t100";
    let mut window = window(text);
    press(&mut window, "Nhập như một bảng");
    let asked = window.state().0.commands.list().to_vec();
    assert_eq!(asked, [Command::Ask(Ask::ImportText(text.to_owned()))]);
    assert!(window.state().1.is_none());
    let none = State::of(Vec::new(), Vec::new(), text.to_owned());
    assert_eq!(none.only_a_table(), Some(text));
}
