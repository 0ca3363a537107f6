//! Tables that come in, through the whole window: chosen or dropped, read, shown, taken in as one step,
//! undone; and what is no table, told with everything as it was.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on ends loudly")]

mod window;

use dong_hanh::app::App;
use dong_hanh::codec::embedded;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};
use std::path::{Path, PathBuf};
use window::{Place, press_last, sees, start};

type Window = Harness<'static, App>;

/// The window with the sample data.
fn sample(place: &Place) -> Window {
    let file = place.path("a.donghanh.json");
    let document = embedded::sample_document("imports");
    std::fs::write(&file, dong_hanh::codec::write(&document.snapshot())).unwrap();
    start(place, Some(file))
}

/// Chooses "Nhập từ Excel…" and types the path of the table.
fn bring(window: &mut Window, file: &Path) {
    window.key_press_modifiers(eframe::egui::Modifiers::COMMAND, eframe::egui::Key::I);
    window.run();
    window.get_by_label("Đường dẫn").focus();
    window.run();
    window
        .get_by_label("Đường dẫn")
        .set_text_value_accesskit(&file.display().to_string());
    window.run();
    press_last(window, "Mở");
    // Read while this frame runs, shown from the next on.
    window.run();
    window.run();
}

/// A file that is let go over the window.
#[derive(Debug)]
struct Dropped(PathBuf);

impl eframe::egui::DroppedFile for Dropped {
    fn path(&self) -> &Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        std::fs::read(&self.0).map_err(|e| e.to_string())
    }
}

fn drop_on(window: &mut Window, file: &Path) {
    let dropped = std::sync::Arc::new(Dropped(file.to_owned()));
    window.input_mut().dropped_files.push(dropped);
}

fn payments(window: &Window) -> Vec<(String, Option<i64>, String)> {
    let workspace = window.state().workspace.as_ref().unwrap();
    let payments = workspace.document.programme().payments.values();
    payments
        .map(|p| {
            let day = p.date.map(|d| d.to_string()).unwrap_or_default();
            (p.document.clone(), p.money.amount.known(), day)
        })
        .collect()
}

/// A workbook as a clerk keeps it: titles that are merged, a hidden sheet before, two rows of headings,
/// days as days and as text, numbers as numbers, as text with dots, as formulas; a total below.
fn clerks_book(at: &Path) {
    let mut book = Workbook::new();
    let bold = Format::new().set_bold();
    let day = Format::new().set_num_format("dd/mm/yyyy");
    let hidden = book.add_worksheet();
    hidden.set_name("Nháp").unwrap().set_hidden(true);
    hidden.write_string(0, 0, "nháp, không dùng").unwrap();
    let sheet = book.add_worksheet();
    sheet.set_name("Chi 2024").unwrap();
    sheet
        .merge_range(0, 0, 0, 5, "BẢNG KÊ CHỨNG TỪ CHI NĂM 2024", &bold)
        .unwrap();
    sheet.merge_range(2, 0, 3, 0, "STT", &bold).unwrap();
    sheet.merge_range(2, 1, 2, 2, "Chứng từ", &bold).unwrap();
    sheet.write_string(3, 1, "Số CT").unwrap();
    sheet.write_string(3, 2, "Ngày CT").unwrap();
    sheet.write_string(3, 3, "Loại chi").unwrap();
    sheet.write_string(3, 4, "Số tiền").unwrap();
    sheet.write_string(3, 5, "Năm").unwrap();
    let rows: [(&str, &str); 3] = [
        ("01/UNC", "tạm ứng"),
        ("02/UNC", "Giải ngân"),
        ("03/UNC", "chi"),
    ];
    for (row, (document, kind)) in (4..).zip(rows) {
        sheet.write_number(row, 0, f64::from(row - 3)).unwrap();
        sheet.write_string(row, 1, document).unwrap();
        sheet.write_string(row, 3, kind).unwrap();
        sheet.write_number(row, 5, 2024.0).unwrap();
    }
    let date = ExcelDateTime::from_ymd(2024, 2, 5).unwrap();
    sheet.write_datetime_with_format(4, 2, &date, &day).unwrap();
    sheet.write_string(5, 2, "6/2/2024").unwrap();
    sheet.write_string(6, 2, "ngày 7 tháng 2 năm 2024").unwrap();
    sheet.write_number(4, 4, 10_000_000.0).unwrap();
    sheet.write_string(5, 4, "20.000.000").unwrap();
    let sum = Formula::new("=E5+E6").set_result("30000000");
    sheet.write_formula(6, 4, sum).unwrap();
    sheet.write_string(7, 1, "Tổng cộng").unwrap();
    sheet
        .write_formula(7, 4, Formula::new("=SUM(E5:E7)").set_result("60000000"))
        .unwrap();
    book.save(at).unwrap();
}

#[test]
fn a_clerks_workbook_comes_in_as_one_step_and_is_undone() {
    let place = Place::new();
    let mut window = sample(&place);
    let before = payments(&window);
    let file = place.path("bảng kê.xlsx");
    clerks_book(&file);
    bring(&mut window, &file);
    assert!(sees(&window, "bảng kê.xlsx"));
    assert!(
        sees(&window, "Sẽ ghi 3 dòng mới."),
        "its sheet and columns are guessed"
    );
    assert_eq!(payments(&window), before, "nothing yet");
    window.get_by_label("Nhập 3 dòng").click();
    window.run();
    assert!(sees(&window, "Đã nhập 3 dòng"));
    let after = payments(&window);
    let new: Vec<_> = after.iter().filter(|p| !before.contains(p)).collect();
    let wanted = [
        ("01/UNC", 10_000_000, "2024-02-05"),
        ("02/UNC", 20_000_000, "2024-02-06"),
        ("03/UNC", 30_000_000, "2024-02-07"),
    ];
    assert_eq!(new.len(), wanted.len(), "the total is no payment: {new:?}");
    for (document, amount, day) in wanted {
        let row = (document.to_owned(), Some(amount), day.to_owned());
        assert!(new.contains(&&row), "{row:?} in {new:?}");
    }
    press_last(&window, "Hoàn tác");
    window.run();
    assert_eq!(payments(&window), before);
}

#[test]
fn a_table_that_is_dropped_is_shown_and_esc_leaves_all_as_it_was() {
    let place = Place::new();
    let mut window = sample(&place);
    let before = payments(&window);
    let file = place.path("chi.csv");
    std::fs::write(&file, "STT;Loại chi;Số tiền;Năm\n1;chi;1.000.000;2024\n").unwrap();
    drop_on(&mut window, &file);
    window.run();
    window.run();
    assert!(sees(&window, "Sẽ ghi 1 dòng mới."));
    window.key_press(eframe::egui::Key::Escape);
    window.run();
    assert!(!sees(&window, "Sẽ ghi"));
    assert_eq!(payments(&window), before);
}

#[test]
fn what_is_no_table_is_told_and_changes_nothing() {
    let place = Place::new();
    let mut window = sample(&place);
    let revision = |w: &Window| w.state().workspace.as_ref().unwrap().document.revision();
    let before = revision(&window);
    let cases: Vec<(&str, Vec<u8>, &str)> = vec![
        (
            "cũ.xls",
            vec![0xd0, 0xcf, 0x11, 0xe0, 0, 0],
            "kiểu cũ (.xls)",
        ),
        ("hỏng.xlsx", b"PK\x03\x04 cut off".to_vec(), "bị hỏng"),
        (
            "trống.csv",
            b"\xef\xbb\xbf;;\n".to_vec(),
            "Không có gì trong tệp",
        ),
        (
            "chữ.csv",
            // "Điều" in TCVN3.
            b"\xa7i\xd2u;1\n".to_vec(),
            "không phải Unicode",
        ),
        (
            "ảnh.csv",
            vec![0x89, b'P', 0, 1, 2, 3],
            "không phải bảng Excel",
        ),
    ];
    for (name, bytes, said) in cases {
        let file = place.path(name);
        std::fs::write(&file, bytes).unwrap();
        bring(&mut window, &file);
        assert!(sees(&window, said), "{name}");
        assert!(sees(&window, "Chương trình không thay đổi gì."), "{name}");
        press_last(&window, "Đã hiểu");
        window.run();
        assert_eq!(revision(&window), before, "{name}");
    }
    let missing: PathBuf = place.path("không có.xlsx");
    bring(&mut window, &missing);
    assert!(sees(&window, "Không thấy tệp này"), "the typed path stays");
}

#[test]
fn without_a_document_a_dropped_table_says_what_to_do_first() {
    let place = Place::new();
    let mut window = start(&place, None);
    let file = place.path("chi.csv");
    std::fs::write(&file, "STT;Loại chi;Số tiền\n1;chi;1.000.000\n").unwrap();
    drop_on(&mut window, &file);
    window.run();
    assert!(sees(&window, "Hãy mở tệp chương trình trước"));
}
