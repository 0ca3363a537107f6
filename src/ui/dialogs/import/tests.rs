//! The task as pictures, and what it does, by name: from the table to the one step, and back.

use super::*;
use crate::text::strings::Lang;
use crate::ui::headless::HeadlessView;
use crate::ui::preview::{Preview, pictures};
use crate::ui::tokens::Motion;
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};

/// A list as a clerk keeps it: titles above, the unit beside, headings over two rows, a row that numbers
/// the columns, an error or two, and the total below.
pub(super) const CLERK: &str = "UBND HUYỆN VĨNH LỘC\t\t\t\t\t\t\t\t
DANH SÁCH HỘ NGHÈO ĐƯỢC HỖ TRỢ NHÀ Ở NĂM 2024\t\t\t\t\t\t\t\t
\t\t\t\t\t\tĐơn vị tính: triệu đồng\t\t
STT\tHọ và tên chủ hộ\tThôn, bản\tXã\tLoại\tNguồn vốn\tMức hỗ trợ\tKhởi công\tNăm
(1)\t(2)\t(3)\t(4)\t(5)\t(6)\t(7)\t(8)\t(9)
1\tPhạm Văn An\tThôn Chòm Mốt\tCẩm Liên\tXây mới\tNgân sách huyện\t50\t12/6/2024\t2024
2\tBùi Thị Bình\tThôn Sóng\tCẩm Quý\tsửa chữa\tXHH\t25,5\t5.7.2024\t2024
3\tHà Văn Cường\tThôn Thủy\tCẩm Lương\tXây mới\tQuỹ Vì người nghèo\t50\t\t2024
4\tQuách Thị Dung\tThôn Bẹt\tcam thuy\tXây mới\tNS huyện\t50.000.00\t31/02/2024\t2024
5\tTrương Văn Em\tThôn Én\tCẩm Châu\tXây mới\tNS huyện\t50\t20/7/2024\t24
\tTổng cộng\t\t\t\t\t225,5\t\t";

fn state(text: &str) -> State {
    State::pasted(text)
}

fn picture(name: &str, size: [f32; 2], dark: bool, lang: Lang, mut state: State) {
    let mut preview = Preview::sample();
    preview.lang = lang;
    let mut view = HeadlessView::new(vec2(size[0], size[1]), 1.0, dark);
    let image = view.render(|ui| {
        preview.frame(|v, c| {
            let _ = show(ui.ctx(), v, &mut state, c);
        });
    });
    let bytes = crate::ui::raster::png(&image).expect("a picture with a size");
    std::fs::write(pictures().join(format!("import-{name}.png")), bytes).expect("written");
}

#[test]
fn the_task_is_drawn() {
    picture("clerk", [1366.0, 768.0], false, Lang::Vi, state(CLERK));
    picture("narrow", [1024.0, 768.0], true, Lang::En, state(CLERK));
    picture("low", [1024.0, 600.0], false, Lang::Vi, state(CLERK));
    let none = "chỉ\tvài\tchữ\nkhông\tcó\tgì";
    picture("nothing", [1366.0, 768.0], false, Lang::Vi, state(none));
}

#[test]
fn rows_that_are_recorded_already_are_drawn() {
    for (name, size, dark, lang) in [
        ("known", [1366.0, 768.0], false, Lang::Vi),
        ("known-narrow", [1024.0, 600.0], true, Lang::En),
    ] {
        let other = CLERK.replace("25,5\t", "30\t");
        let mut window = twice(|_| CLERK.to_owned());
        let mut view = HeadlessView::new(vec2(size[0], size[1]), 1.0, dark);
        let mut state = state(&other);
        let preview = &mut window.state_mut().0;
        preview.lang = lang;
        let image = view.render(|ui| {
            preview.frame(|v, c| {
                let _ = show(ui.ctx(), v, &mut state, c);
            });
        });
        let bytes = crate::ui::raster::png(&image).expect("a picture with a size");
        std::fs::write(pictures().join(format!("import-{name}.png")), bytes).expect("written");
    }
}

/// The same without a column for the year, which the title says.
fn without_year() -> String {
    let rows = CLERK.lines().map(|line| {
        let cells: Vec<&str> = line.split('\t').collect();
        let kept: Vec<&str> = cells.into_iter().take(8).collect();
        kept.join("\t")
    });
    rows.collect::<Vec<_>>().join("\n")
}

#[test]
fn a_year_without_a_column_is_taken_from_the_title_and_can_be_typed() {
    picture(
        "year",
        [1366.0, 768.0],
        false,
        Lang::Vi,
        state(&without_year()),
    );
    let mut window = window(state(&without_year()));
    press(&mut window, "Bỏ 1 dòng có lỗi");
    assert!(is_enabled(&window, "Nhập 4 dòng"));
    let field = || window.get_by_label("Năm, cho mọi dòng mới");
    field().focus();
    field().set_text_value_accesskit("2023");
    window.run();
    press(&mut window, "Nhập 4 dòng");
    let p = window.state().0.document.programme();
    let years = p
        .houses
        .values()
        .filter(|h| h.household.starts_with("Bùi Thị Bình"));
    assert_eq!(years.map(|h| h.year).collect::<Vec<_>>(), [Some(2023)]);
}

type Window = Harness<'static, (Preview, Option<State>)>;

/// The task over the sample data, closed when it says so.
fn window(state: State) -> Window {
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
            (Preview::sample(), Some(state)),
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

fn houses(window: &Window) -> usize {
    window.state().0.document.programme().houses.len()
}

fn is_enabled(window: &Window, label: &str) -> bool {
    !window.get_by_label(label).accesskit_node().is_disabled()
}

#[test]
fn a_clerks_list_is_taken_in_as_one_step_once_its_errors_are_left_out() {
    let mut window = window(state(CLERK));
    let before = houses(&window);
    assert!(sees(&window, "Còn 4 lỗi ở 2 dòng"));
    assert!(!is_enabled(&window, "Nhập 3 dòng"));
    press(&mut window, "Nhập 3 dòng");
    assert_eq!(houses(&window), before, "nothing while anything is wrong");
    press(&mut window, "Bỏ 2 dòng có lỗi");
    assert!(sees(&window, "Sẽ ghi 3 dòng mới. Bỏ 2 dòng."));
    press(&mut window, "Nhập 3 dòng");
    assert!(window.state().1.is_none(), "it closes");
    assert_eq!(houses(&window), before + 3);
    let p = window.state().0.document.programme().clone();
    let amounts: Vec<i64> = p
        .houses
        .values()
        .filter(|h| h.household.starts_with("Bùi"))
        .filter_map(|h| h.support.known())
        .collect();
    assert_eq!(amounts, [25_500_000]);
    assert!(!p.houses.values().any(|h| h.household.contains("Tổng")));
    assert!(window.state_mut().0.undo());
    assert_eq!(houses(&window), before, "one step takes all of it back");
}

#[test]
fn errors_are_told_one_after_the_other_by_row_and_column() {
    let mut window = window(state(CLERK));
    assert!(sees(&window, "Lỗi 1 trên 4"));
    assert!(sees(&window, "Dòng 9, cột D: Không tìm thấy “cam thuy”"));
    press(&mut window, "Lỗi kế tiếp");
    assert!(sees(&window, "Dòng 9, cột G:"));
    window.key_press(eframe::egui::Key::F8);
    window.run();
    assert!(sees(&window, "Dòng 9, cột H:"));
    window.key_press(eframe::egui::Key::F8);
    window.run();
    assert!(sees(&window, "Dòng 10, cột I: “24” không phải một năm"));
    press(&mut window, "Lỗi trước");
    assert!(sees(&window, "Dòng 9, cột H:"));
}

#[test]
fn leaving_it_changes_nothing() {
    for leave in ["button", "arrow", "esc"] {
        let mut window = window(state(CLERK));
        let before = window.state().0.document.revision();
        press(&mut window, "Bỏ 2 dòng có lỗi");
        match leave {
            "button" => window
                .query_all_by_label("Hủy")
                .last()
                .expect("one")
                .click(),
            "arrow" => window
                .query_all_by_label("Hủy")
                .next()
                .expect("one")
                .click(),
            _ => window.key_press(eframe::egui::Key::Escape),
        }
        window.run();
        assert!(window.state().1.is_none(), "{leave}");
        assert_eq!(window.state().0.document.revision(), before);
    }
}

#[test]
fn a_column_can_be_taken_for_something_else_and_a_row_left_out() {
    let mut window = window(state(CLERK));
    press(&mut window, "Bỏ 2 dòng có lỗi");
    press(&mut window, "Nhập dòng 6");
    assert!(sees(&window, "Nhập 2 dòng"));
    // The amounts are đồng, not millions: then 25,5 is no amount.
    press(&mut window, "Đơn vị tiền của cột G");
    press(&mut window, "đồng");
    assert!(sees(&window, "cột G:"));
    press(&mut window, "Cột G “Mức hỗ trợ” chứa");
    press(&mut window, "Không nhập");
    assert!(sees(&window, "Nhập 2 dòng"));
    assert!(is_enabled(&window, "Nhập 2 dòng"));
}

/// The sample data into which the clerk's list was taken already, and the list once more.
fn twice(change: impl Fn(String) -> String) -> Window {
    let mut window = window(state(CLERK));
    press(&mut window, "Bỏ 2 dòng có lỗi");
    press(&mut window, "Nhập 3 dòng");
    window.state_mut().1 = Some(state(&change(CLERK.to_owned())));
    window.run();
    press(&mut window, "Bỏ 2 dòng có lỗi");
    window
}

#[test]
fn a_list_that_was_taken_in_before_is_told_and_not_taken_in_again() {
    let mut window = twice(|text| text);
    let before = houses(&window);
    assert!(sees(&window, "3 dòng đã có trong chương trình"));
    assert!(sees(&window, "Không có gì để ghi"));
    assert!(!is_enabled(&window, "Nhập 0 dòng"));
    // One of them, then all of them, then none again.
    press(&mut window, "Nhập dòng 6");
    assert!(sees(&window, "Sẽ ghi 1 dòng mới."));
    press(&mut window, "Thôi nhập thêm");
    press(&mut window, "Vẫn nhập thêm 3 dòng");
    assert!(sees(&window, "Sẽ ghi 3 dòng mới."));
    press(&mut window, "Thôi nhập thêm");
    press(&mut window, "Vẫn nhập thêm 3 dòng");
    press(&mut window, "Nhập 3 dòng");
    assert_eq!(houses(&window), before + 3);
}

#[test]
fn what_a_list_says_otherwise_is_updated_on_request() {
    let mut window = twice(|text| text.replace("25,5\t", "30\t"));
    let before = houses(&window);
    assert!(sees(&window, "1 dòng ghi khác"));
    press(&mut window, "Cập nhật 1 dòng");
    assert!(sees(&window, "Sẽ ghi 1 dòng thay đổi."));
    press(&mut window, "Nhập 1 dòng");
    assert_eq!(houses(&window), before);
    let p = window.state().0.document.programme();
    let bui = p.houses.values().filter(|h| h.household.starts_with("Bùi"));
    let amounts: Vec<i64> = bui.filter_map(|h| h.support.known()).collect();
    assert_eq!(amounts, [30_000_000]);
}

/// A long list is looked through beside the window, and a choice in between begins anew.
#[test]
fn a_long_list_is_looked_through_while_the_window_goes_on() {
    let rows: String = (1..=2_000)
        .map(|n| format!("{n}\tHộ số {n}\tThôn 1\tCẩm Liên\t50\t2024\n"))
        .collect();
    let text = format!("STT\tHọ và tên chủ hộ\tThôn\tXã\tMức hỗ trợ (triệu đồng)\tNăm\n{rows}");
    let mut window = window(state(&text));
    assert!(sees(&window, "Đang xem bảng sẽ ghi những gì"));
    assert!(!is_enabled(&window, "Nhập 0 dòng"));
    let seen = |window: &mut Window, words: &str| {
        (0..3_000).any(|_| {
            std::thread::sleep(std::time::Duration::from_millis(10));
            window.step();
            sees(window, words)
        })
    };
    assert!(seen(&mut window, "Sẽ ghi 2.000 dòng mới") || seen(&mut window, "2000 dòng mới"));
    press(&mut window, "Nhập dòng 3");
    assert!(sees(&window, "Đang xem bảng sẽ ghi những gì"));
    press(&mut window, "Nhập dòng 4");
    assert!(seen(&mut window, "Bỏ 2 dòng."));
}
