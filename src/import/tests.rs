//! What goes out comes back as it was; what is wrong is told by row and column; nothing is half taken
//! in.

use super::book::{self, Raw, SheetData};
use super::layout::{self, Layout};
use super::preview::{self, Choices, Does, Passed, Preview, Wrong};
use super::sentences;
use super::watch::Watch;
use crate::change::Document;
use crate::codec::embedded::sample_document;
use crate::edit::{self, Context, Edit};
use crate::insight::{Insight, YearFilter};
use crate::model::{Id, Path};
use crate::report::sheets::{Key, List, Options, Sheet, sheet};
use crate::report::table::Cell;
use crate::report::{csv, xlsx};
use crate::text::strings::Lang;
use chrono::NaiveDate;
use proptest::prelude::*;

mod twice;

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2024, 8, 19).expect("a day")
}

fn context() -> Context {
    Context {
        today: today(),
        random: "test".to_owned(),
    }
}

fn exported(document: &Document, list: List, names: bool) -> Sheet {
    let p = document.programme();
    let insight = Insight::of(document, today(), YearFilter::All);
    let years = YearFilter::All;
    sheet(p, &insight, list, Options { years, names }, Lang::Vi)
}

fn layout(data: &SheetData, list: List) -> Layout {
    layout::guess(data, list).expect("headings")
}

fn previewed(document: &Document, data: &SheetData, list: List) -> Preview {
    with_layout(document, data, &layout(data, list))
}

fn with_layout(document: &Document, data: &SheetData, layout: &Layout) -> Preview {
    chosen(document, data, layout, &Choices::default())
}

fn chosen(document: &Document, data: &SheetData, layout: &Layout, choices: &Choices) -> Preview {
    let mut n = 0;
    let mut fresh = || {
        n += 1;
        Id::from(format!("new{n:05}").as_str())
    };
    preview::of(
        document,
        data,
        layout,
        choices,
        &context(),
        &mut fresh,
        &Watch::default(),
    )
    .expect("nobody stops it")
}

/// The sentences of a preview.
fn told(preview: &Preview) -> Vec<String> {
    let name = |id: &Id| id.as_str().to_owned();
    preview
        .problems
        .iter()
        .map(|p| sentences::problem(p, Lang::Vi, name))
        .collect()
}

fn carried_out(document: &mut Document, edit: &Edit) {
    let planned = edit::plan(document, edit, &context()).expect("an edit");
    document.commit(planned.ops, 1).expect("a step");
}

fn written(sheet: &Sheet) -> [SheetData; 2] {
    let day = today();
    let bytes = xlsx::workbook(std::slice::from_ref(sheet), day).expect("a workbook");
    let [x, c] =
        [bytes, csv::csv(sheet)].map(|b| book::read(&b).expect("readable").sheets.remove(0));
    [x, c]
}

fn table(rows: &[&[&str]]) -> SheetData {
    SheetData {
        name: String::new(),
        rows: rows
            .iter()
            .map(|row| row.iter().map(|c| Raw::text(c)).collect())
            .collect(),
    }
}

/// A sample in which a user is at work.
fn sample() -> Document {
    let mut document = sample_document("sample");
    let session = crate::change::Session {
        by: crate::change::Author {
            party: "vl".to_owned(),
            name: "Lê Thị Hòa".to_owned(),
        },
        at: "2024-08-19T08:00:00+07:00".to_owned(),
        app: "test".to_owned(),
        extra: crate::model::Map::new(),
    };
    document.begin_session("s.test", session);
    document
}

#[test]
fn an_export_that_comes_back_changes_nothing() {
    let document = sample();
    for list in List::ALL {
        for names in [false, true] {
            for data in written(&exported(&document, list, names)) {
                assert_eq!(layout::guess_list(&data).map(|l| l.list), Some(list));
                let preview = previewed(&document, &data, list);
                assert_eq!(told(&preview), Vec::<String>::new());
                assert_eq!(preview.edit(), None, "{list:?}");
                assert!(preview.count(Does::Nothing) > 0);
                let others = preview.count(Does::New) + preview.count(Does::Changes);
                assert_eq!(others, 0);
            }
        }
    }
}

/// Without ids, and without what is named by them.
fn comparable(sheet: &Sheet) -> Vec<Vec<Cell>> {
    let id = sheet.place(Key::Id).expect("ids");
    let mut rows: Vec<Vec<Cell>> = sheet
        .rows
        .iter()
        .map(|row| {
            let cells = row
                .iter()
                .enumerate()
                .filter(|(place, _)| *place != id && *place != 0);
            cells
                .map(|(_, cell)| match cell {
                    // Behind the name of what is named twice stands its id.
                    Cell::Text(text) => text.split(" #").next().unwrap_or_default().into(),
                    other => other.clone(),
                })
                .collect()
        })
        .collect();
    rows.sort_by_key(|row| format!("{row:?}"));
    rows
}

/// The document without what a list holds.
fn without(document: &Document, list: List) -> Document {
    let mut document = sample_of(document);
    let sheet = exported(&document, list, true);
    let id = sheet.place(Key::Id).expect("ids");
    let edits = sheet.rows.iter().filter_map(|row| match row.get(id) {
        Some(Cell::Text(id)) if id != "văn bản" => Some(Edit::Delete {
            on: Path::new(preview::kind(list), id),
        }),
        _ => None,
    });
    let edits: Vec<Edit> = edits.collect();
    if !edits.is_empty() {
        carried_out(&mut document, &Edit::Several(edits));
    }
    document
}

fn sample_of(document: &Document) -> Document {
    let mut copy = document.clone();
    let session = crate::change::Session {
        by: crate::change::Author::default(),
        at: "2024-08-20T08:00:00+07:00".to_owned(),
        app: "test".to_owned(),
        extra: crate::model::Map::new(),
    };
    copy.begin_session("s.copy", session);
    copy
}

/// Exports a list, deletes everything in it, takes the table in, and exports again.
fn goes_round(document: &Document, list: List) {
    let before = exported(document, list, true);
    for data in written(&before) {
        let mut emptied = without(document, list);
        let preview = previewed(&emptied, &data, list);
        assert_eq!(told(&preview), Vec::<String>::new(), "{list:?}");
        if let Some(edit) = preview.edit() {
            carried_out(&mut emptied, &edit);
        }
        let after = exported(&emptied, list, true);
        let places: Vec<usize> = match list {
            // Sums of payments went with their lines.
            List::Lines => before
                .columns
                .iter()
                .enumerate()
                .filter(|(_, (key, _))| !layout::is_read(*key))
                .map(|(place, _)| place - 1)
                .collect(),
            // So did indicators and notes with their activities.
            List::Activities => before
                .columns
                .iter()
                .enumerate()
                .filter(|(_, (key, _))| !layout::is_read(*key))
                .map(|(place, _)| place - 1)
                .collect(),
            _ => Vec::new(),
        };
        let read = |sheet: &Sheet| {
            let mut rows = comparable(sheet);
            for row in &mut rows {
                for place in &places {
                    row[*place] = Cell::Empty;
                }
            }
            rows.sort_by_key(|row| format!("{row:?}"));
            rows
        };
        assert_eq!(read(&after), read(&before), "{list:?}");
    }
}

#[test]
fn what_was_deleted_comes_back_from_its_export() {
    for list in List::ALL {
        goes_round(&sample(), list);
    }
}

#[test]
fn an_import_is_one_step_that_undo_takes_back() {
    let mut document = sample();
    let before = exported(&document, List::Houses, true).rows;
    let data = table(&[
        &[
            "STT",
            "Họ và tên chủ hộ",
            "Thôn",
            "Xã",
            "Loại",
            "Mức hỗ trợ (triệu đồng)",
            "Nguồn",
            "Khởi công",
            "Năm",
        ],
        &[
            "1",
            "Hộ A",
            "Thôn 1",
            "Cẩm Liên",
            "Xây mới",
            "50",
            "NS huyện",
            "5/2/2024",
            "2024",
        ],
        &[
            "2",
            "Hộ B",
            "Thôn 2",
            "Cẩm Quý",
            "sửa chữa",
            "25,5",
            "Quỹ Vì người nghèo",
            "",
            "2024",
        ],
        &["", "Tổng cộng", "", "", "", "75,5", "", "", ""],
    ]);
    let preview = previewed(&document, &data, List::Houses);
    assert_eq!(told(&preview), Vec::<String>::new());
    assert_eq!(preview.count(Does::New), 2);
    assert_eq!(preview.count(Does::Passed(Passed::Total)), 1);
    let mut undone = document.clone();
    carried_out(&mut document, &preview.edit().expect("an edit"));
    let houses = document.programme().houses.values();
    let supports: Vec<i64> = houses
        .filter(|h| h.id.as_str().starts_with("new"))
        .filter_map(|h| h.support.known())
        .collect();
    assert_eq!(supports, [50_000_000, 25_500_000]);
    assert_ne!(exported(&document, List::Houses, true).rows, before);

    let planned =
        edit::plan(&undone, &preview.edit().expect("an edit"), &context()).expect("an edit");
    let group = undone.commit(planned.ops, 1).expect("a step");
    crate::change::undo::take_back(&mut undone, &group.id, 2).expect("it can be taken back");
    assert_eq!(exported(&undone, List::Houses, true).rows, before);
}

#[test]
fn what_is_not_understood_is_told_by_row_and_column_and_nothing_is_taken_in() {
    let mut document = sample();
    for (id, name) in [("u.hung", "xã Vĩnh Hùng"), ("u.huwng", "xã Vĩnh Hưng")] {
        let on = Path::new("units", id);
        carried_out(&mut document, &Edit::create(&on, [("name", name.into())]));
    }
    let data = table(&[
        &["STT", "Hộ", "Xã", "Mức hỗ trợ", "Nguồn", "Khởi công", "Năm"],
        &[
            "1",
            "A",
            "xa vinh hung",
            "100.000.00",
            "tiền túi",
            "31/02/2024",
            "24",
        ],
        &[
            "2",
            "B",
            "xã Vĩnh Hưng",
            "50 triệu",
            "khác",
            "1/2/2024",
            "2024",
        ],
        &[
            "3",
            "C",
            "Phòng GD&ĐT",
            "50 triệu",
            "khác",
            "1/2/2024",
            "2024",
        ],
    ]);
    let preview = previewed(&document, &data, List::Houses);
    assert_eq!(preview.edit(), None);
    let told = told(&preview);
    assert_eq!(told.len(), 6, "{told:#?}");
    assert!(
        told[0].starts_with("Dòng 2, cột C: Không tìm thấy “xa vinh hung”"),
        "{}",
        told[0]
    );
    assert!(
        told[0].contains("Vĩnh Hùng") && told[0].contains("Vĩnh Hưng"),
        "{}",
        told[0]
    );
    assert!(told[1].starts_with("Dòng 2, cột D: "));
    assert!(told[2].contains("Ngân sách huyện"), "{}", told[2]);
    assert!(told[3].starts_with("Dòng 2, cột F: "));
    assert!(told[4].starts_with("Dòng 2, cột G: “24” không phải một năm"));
    // Both districts have such an office.
    assert!(told[5].starts_with("Dòng 4, cột C: "), "{}", told[5]);
    assert!(
        matches!(&preview.problems[5].what, Wrong::Ambiguous { names, .. } if names.len() == 2)
    );
    assert_eq!(preview.rows[1].does, Does::New);
    assert_eq!(preview.rows[1].cells[3].text, "Khác");
}

#[test]
fn a_changed_cell_changes_its_field_alone() {
    let mut document = sample();
    let sheet = exported(&document, List::Payments, true);
    let [mut data, _] = written(&sheet);
    let layout = layout(&data, List::Payments);
    let row = layout.head + 1;
    let payee = layout.place(Key::Payee).expect("a column");
    let amount = layout.place(Key::Amount).expect("a column");
    data.rows[row][payee] = Raw::text("Kho bạc Nhà nước");
    data.rows[row][amount] = Raw::text("12,5 triệu");
    let preview = with_layout(&document, &data, &layout);
    assert_eq!(told(&preview), Vec::<String>::new());
    assert_eq!(preview.count(Does::Changes), 1);
    let shown = preview
        .columns
        .iter()
        .position(|(_, key)| *key == Key::Amount)
        .expect("a column");
    assert_eq!(preview.rows[0].cells[shown].text, "12.500.000");
    assert!(preview.rows[0].cells[shown].before.is_some());
    carried_out(&mut document, &preview.edit().expect("an edit"));
    let after = exported(&document, List::Payments, true);
    let mut differs = 0;
    for (before, after) in sheet.rows.iter().zip(&after.rows) {
        differs += before.iter().zip(after).filter(|(a, b)| a != b).count();
    }
    assert_eq!(differs, 2);
}

#[test]
fn a_rule_that_forbids_a_row_is_told_with_the_row() {
    let document = sample();
    let data = table(&[
        &[
            "STT",
            "Nội dung",
            "Bắt đầu",
            "Thời hạn",
            "Trạng thái",
            "Năm",
        ],
        &[
            "1",
            "Việc một",
            "1/2/2024",
            "1/3/2024",
            "Đang thực hiện",
            "2024",
        ],
        &["2", "Việc hai", "1/4/2024", "1/3/2024", "", "2024"],
        &["3", "Việc ba", "", "", "Không thực hiện", "2024"],
        &["4", "Việc bốn", "", "", "", "2024"],
    ]);
    let preview = previewed(&document, &data, List::Activities);
    let rows: Vec<usize> = preview.problems.iter().map(|p| p.row).collect();
    assert_eq!(rows, [3, 4], "{:#?}", told(&preview));
    assert_eq!(preview.edit(), None);
}

#[test]
fn sums_that_cannot_be_counted_are_refused() {
    let document = sample();
    let great = "9000000000000000000";
    let data = table(&[
        &["STT", "Năm", "Điều, khoản", "Dự toán giao"],
        &["1", "2024", "Điều 5.1", great],
        &["2", "2024", "5.2", great],
    ]);
    let preview = previewed(&document, &data, List::Lines);
    assert!(
        matches!(preview.problems.as_slice(), [p] if p.what == Wrong::TooMuch && p.column == Some(3))
    );
    assert_eq!(preview.edit(), None);
}

#[test]
fn a_row_of_totals_is_no_row_of_data_however_it_is_worded() {
    let document = sample();
    for total in [
        "Tổng cộng",
        "TỔNG CỘNG:",
        "Tổng cộng (I+II)",
        "Tổng cộng 2 hộ",
        "Tổng số: 2 hộ",
        "Cộng",
        "Cộng (1+2)",
        "cong",
        "Tổng",
        "Tổng:",
    ] {
        let data = table(&[
            &["STT", "Hộ", "Mức hỗ trợ", "Năm"],
            &["1", "Hộ A", "50.000.000", "2024"],
            &["", total, "50.000.000", "2024"],
        ]);
        let preview = previewed(&document, &data, List::Houses);
        assert_eq!(preview.count(Does::New), 1, "{total}");
        assert_eq!(preview.count(Does::Passed(Passed::Total)), 1, "{total}");
    }
    for work in [
        "Tổng kết năm 2024",
        "Cộng đồng chung tay",
        "Tổng rà soát hộ nghèo",
    ] {
        let data = table(&[
            &["STT", "Nội dung", "Năm"],
            &["1", work, "2024"],
            &["2", "Việc khác", "2024"],
        ]);
        let preview = previewed(&document, &data, List::Activities);
        assert_eq!(preview.count(Does::New), 2, "{work}");
    }
}

#[test]
fn what_no_column_says_can_be_said_for_every_new_row() {
    let document = sample();
    let data = table(&[
        &["DANH SÁCH HỘ ĐƯỢC HỖ TRỢ NĂM 2024"],
        &["STT", "Hộ", "Mức hỗ trợ"],
        &["1", "Hộ A", "50.000.000"],
        &["2", "Hộ B", "25.000.000"],
    ]);
    let mut layout = layout(&data, List::Houses);
    assert_eq!(
        layout::year_said(&data, layout.head).as_deref(),
        Some("2024")
    );
    let preview = with_layout(&document, &data, &layout);
    assert!(
        preview
            .problems
            .iter()
            .all(|p| p.what == Wrong::Missing(Key::Year))
    );
    assert_eq!(preview.problems.len(), 2);
    layout.fixed.insert(Key::Year, "năm 2024".to_owned());
    let preview = with_layout(&document, &data, &layout);
    assert_eq!(told(&preview), Vec::<String>::new());
    let mut document = document;
    carried_out(&mut document, &preview.edit().expect("an edit"));
    let new = document
        .programme()
        .houses
        .values()
        .filter(|h| h.id.as_str().starts_with("new"));
    assert_eq!(
        new.map(|h| h.year).collect::<Vec<_>>(),
        [Some(2024), Some(2024)]
    );
    layout.fixed.insert(Key::Year, "năm ngoái".to_owned());
    let preview = with_layout(&document, &data, &layout);
    assert_eq!(preview.fixed_wrong.len(), 1);
    assert_eq!(preview.edit(), None);
}

#[test]
fn rows_that_are_left_out_neither_stop_nor_count() {
    let document = sample();
    let data = table(&[
        &["STT", "Năm", "Điều, khoản", "Dự toán giao"],
        &["1", "2024", "Điều 5.1", "9.000.000.000.000.000.000"],
        &["2", "2024", "5.2", "9.000.000.000.000.000.000"],
        &["3", "2024", "không có", "abc"],
    ]);
    let layout = layout(&data, List::Lines);
    let with = |left_out: &[usize]| {
        let left_out = left_out.iter().copied().collect();
        let choices = Choices {
            left_out,
            ..Choices::default()
        };
        chosen(&document, &data, &layout, &choices)
    };
    assert_eq!(with(&[]).edit(), None);
    assert!(with(&[4]).problems.iter().any(|p| p.what == Wrong::TooMuch));
    let preview = with(&[3, 4]);
    assert_eq!(told(&preview), Vec::<String>::new());
    assert_eq!(preview.count(Does::New), 1);
    assert_eq!(preview.count(Does::LeftOut), 2);
    assert!(preview.edit().is_some());
}

/// A workbook whose formulas were never calculated.
fn uncalculated() -> Vec<u8> {
    use std::io::{Cursor, Read as _, Write as _};
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for (column, name) in ["STT", "Loại chi", "Số tiền", "Năm", "Ghi chú"]
        .into_iter()
        .enumerate()
    {
        sheet.write_string(0, column as u16, name).expect("a cell");
    }
    sheet.write_number(1, 0, 1.0).expect("a cell");
    sheet.write_string(1, 1, "chi").expect("a cell");
    let formula = rust_xlsxwriter::Formula::new("=1000000*2").set_result("777");
    sheet.write_formula(1, 2, formula).expect("a cell");
    sheet.write_number(1, 3, 2024.0).expect("a cell");
    let bytes = book.save_to_buffer().expect("a workbook");
    let mut from = zip::ZipArchive::new(Cursor::new(bytes)).expect("a zip");
    let mut to = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for part in 0..from.len() {
        let mut part = from.by_index(part).expect("a part");
        let name = part.name().expect("a name").into_owned();
        let mut text = Vec::new();
        part.read_to_end(&mut text).expect("readable");
        if name.ends_with("sheet1.xml") {
            let xml = String::from_utf8(text).expect("XML");
            assert!(xml.contains("<v>777</v>"));
            text = xml.replace("<v>777</v>", "").into_bytes();
        }
        let options = zip::write::SimpleFileOptions::default();
        to.start_file(name, options).expect("a part");
        to.write_all(&text).expect("written");
    }
    to.finish().expect("a zip").into_inner()
}

#[test]
fn a_formula_that_was_never_calculated_is_told_and_not_taken_for_nothing() {
    let document = sample();
    let data = book::read(&uncalculated())
        .expect("readable")
        .sheets
        .remove(0);
    let preview = previewed(&document, &data, List::Payments);
    assert!(
        matches!(preview.problems.as_slice(), [p] if p.what == Wrong::ErrorCell && p.column == Some(2)),
        "{:?}",
        preview.problems
    );
}

#[test]
fn reading_ends_soon_when_it_is_no_longer_wanted() {
    let rows = "1;chi;1.000.000;2024\n".repeat(3_000);
    let watch = Watch::default();
    assert!(book::read_watched(rows.as_bytes(), &watch).is_ok());
    assert!(watch.done() > 0.5);
    watch.stop();
    let stopped = book::read_watched(rows.as_bytes(), &watch);
    assert_eq!(stopped, Err(book::Unreadable::Stopped));
}

/// Thousands of rows that a rule forbids are all told, and a table of thousands is one step.
#[test]
fn thousands_of_rows_are_one_step() {
    let mut document = sample();
    let days: Vec<Vec<Raw>> = (0..2_000)
        .map(|n| {
            let (start, due) = if n % 10 == 0 {
                ("1/4/2024", "1/3/2024")
            } else {
                ("1/2/2024", "1/3/2024")
            };
            let title = format!("Việc {n}");
            ["", &title, start, due, "2024"].map(Raw::text).to_vec()
        })
        .collect();
    let mut data = table(&[&["STT", "Nội dung", "Bắt đầu", "Thời hạn", "Năm"]]);
    data.rows.extend(days);
    let preview = previewed(&document, &data, List::Activities);
    assert_eq!(preview.problems.len(), 200);
    assert_eq!(preview.problems_of(12).len(), 1);
    assert_eq!(preview.problems_of(13).len(), 0);
    data.rows
        .retain(|row| row.get(2) != Some(&Raw::text("1/4/2024")));
    let preview = previewed(&document, &data, List::Activities);
    carried_out(&mut document, &preview.edit().expect("an edit"));
    // And back with other days: both ends of each change in one step.
    let ids: Vec<Id> = document.programme().activities.keys().cloned().collect();
    let moved = ids
        .iter()
        .filter(|id| id.as_str().starts_with("new"))
        .flat_map(|id| {
            let on = Path::new("activities", id.as_str());
            [
                Edit::set(&on, "due", "2024-06-01"),
                Edit::set(&on, "start", "2024-05-01"),
            ]
        });
    let moved = Edit::Several(moved.collect());
    let begun = std::time::Instant::now();
    carried_out(&mut document, &moved);
    println!("{} days moved in {:?}", 2 * 1_800, begun.elapsed());
    let due = NaiveDate::from_ymd_opt(2024, 6, 1);
    let there = document
        .programme()
        .activities
        .values()
        .filter(|a| a.due == due)
        .count();
    assert!(there >= 1_800);
}

/// Texts as they are stored: any signs, in NFC, without blanks at the ends.
fn text() -> impl Strategy<Value = String> {
    let nasty = prop::sample::select(vec![
        "=1+1",
        "+84 37",
        "- Hỗ trợ",
        "@SUM(A1)",
        "'quen",
        "'=1",
        "a;b,c\td",
        "\"nháy\"",
        "Tổng kết",
        "2024",
        "0012",
        "1e5",
        "05/02/2024",
        "Nhà ở & trường",
        "<b>",
        "Hòa",
        "x\u{202e}y",
        "100.000.000",
        "x_x000D_y",
        "#",
    ]);
    prop_oneof![
        nasty.prop_map(str::to_owned),
        "[a-zA-ZđĐưƯơƠ0-9 .,;:()/\"'=-]{0,30}"
    ]
    .prop_map(|s| s.trim().to_owned())
}

#[derive(Clone, Debug)]
struct Made {
    year: i32,
    clause: usize,
    source: usize,
    amounts: [Option<i64>; 3],
    texts: [String; 3],
    day: Option<i32>,
    unit: usize,
}

fn made() -> impl Strategy<Value = Made> {
    let amount = prop::option::of(prop_oneof![
        0..200_000_000_i64,
        0..1_000_000_000_000_000_i64
    ]);
    (
        2022..2026_i32,
        any::<prop::sample::Index>(),
        0..11_usize,
        [amount.clone(), amount.clone(), amount],
        [text(), text(), text()],
        prop::option::of(44_000..47_000_i32),
        0..1000_usize,
    )
        .prop_map(|(year, clause, source, amounts, texts, day, unit)| Made {
            year,
            clause: clause.index(1000),
            source,
            amounts,
            texts,
            day,
            unit,
        })
}

/// A sample with these lines, payments, houses and activities in the place of its own.
fn with(rows: &[Made]) -> Document {
    use crate::model::{
        Activity, ActivityStatus, BudgetLine, Figure, FundingSource, House, HouseWork, LineKey,
        Payment, PaymentKind, PaymentMoney, Place, Progress, SchoolItem, Value, field::date_value,
        order,
    };
    let mut document = sample();
    for list in List::ALL {
        document = without(&document, list);
        document = sample_of(&document);
    }
    let p = document.programme();
    let clauses: Vec<Id> = p
        .text
        .all()
        .iter()
        .filter(|c| c.article > 0 && c.tracked)
        .map(|c| c.id.clone())
        .collect();
    let units: Vec<Id> = p.units.keys().cloned().collect();
    let mut edits = Vec::new();
    let mut last: Option<String> = None;
    for (n, row) in rows.iter().enumerate() {
        let source = FundingSource::ALL[row.source];
        let clause = &clauses[row.clause % clauses.len()];
        let unit = &units[row.unit % units.len()];
        let day = row
            .day
            .and_then(|d| NaiveDate::from_num_days_from_ce_opt(d + 693_594));
        let money = |n: Option<i64>| n.map_or(Value::Null, Value::Int);
        let words = |n: usize| Value::text_or_null(&row.texts[n]);
        let key = LineKey {
            year: Some(row.year),
            clause: Some(clause.clone()),
            source: Some(source),
            payer: Some(unit.clone()),
        };
        let on = |kind, letter| Path::new(kind, &format!("{letter}{n:04}"));
        edits.push(Edit::create(
            &on(BudgetLine::KIND, 'l'),
            [
                (BudgetLine::KEY, key.value()),
                (BudgetLine::NAME, words(0)),
                (BudgetLine::ESTIMATE, money(row.amounts[0])),
                (BudgetLine::CARRIED_OVER, money(row.amounts[1])),
                (BudgetLine::NOTE, words(1)),
            ],
        ));
        let paid = PaymentMoney {
            amount: Figure::Known(row.amounts[2].unwrap_or(0)),
            source: Some(source),
            year: Some(row.year),
        };
        edits.push(Edit::create(
            &on(Payment::KIND, 'p'),
            [
                (Payment::KIND_OF, PaymentKind::ALL[row.unit % 4].value()),
                (Payment::MONEY, paid.value()),
                (Payment::DATE, date_value(day)),
                (Payment::DOCUMENT, words(0)),
                (Payment::PAYEE, words(1)),
                (Payment::NOTE, words(2)),
            ],
        ));
        edits.push(Edit::create(
            &on(House::KIND, 'h'),
            [
                (House::HOUSEHOLD, words(0)),
                (House::HAMLET, words(1)),
                (House::COMMUNE, Value::text(unit.as_str())),
                (House::WORK, HouseWork::ALL[row.unit % 2].value()),
                (House::YEAR, Value::Int(row.year.into())),
                (House::SUPPORT, money(row.amounts[0])),
                (House::SOURCE, source.value()),
                (House::STARTED_ON, date_value(day)),
            ],
        ));
        edits.push(Edit::create(
            &on(SchoolItem::KIND, 's'),
            [
                (SchoolItem::SCHOOL, words(1)),
                (SchoolItem::SITE, words(2)),
                (SchoolItem::COMMUNE, Value::text(unit.as_str())),
                (SchoolItem::YEAR, Value::Int(row.year.into())),
                (
                    SchoolItem::ITEM,
                    Value::text(format!("Bộ {n} {}", row.texts[0]).as_str()),
                ),
                (SchoolItem::MEASURE, words(0)),
                (
                    SchoolItem::QUANTITY,
                    Value::number(&format!("{}.25", row.unit)),
                ),
                (SchoolItem::VALUE_DONG, money(row.amounts[1])),
                (SchoolItem::SOURCE, source.value()),
                (SchoolItem::DELIVERED_ON, date_value(day)),
            ],
        ));
        let place = Place {
            parent: Some(clause.clone()),
            key: order::between(last.as_deref(), None, 0, "t"),
        };
        last = Some(place.key.clone());
        let status = ActivityStatus {
            is: Progress::InProgress,
            on: day,
            reason: row.texts[2].clone(),
        };
        edits.push(Edit::create(
            &on(Activity::KIND, 'a'),
            [
                (
                    Activity::TITLE,
                    Value::text(format!("Việc {n} {}", row.texts[0])),
                ),
                (Activity::PLACE, place.value()),
                (Activity::STATUS, status.value()),
                (Activity::LEAD, Value::text(unit.as_str())),
                (
                    Activity::COORDINATING,
                    Value::List(vec![
                        Value::text(units[0].as_str()),
                        Value::text(units[1].as_str()),
                    ]),
                ),
                (Activity::BENEFICIARY, words(1)),
                (Activity::YEAR, Value::Int(row.year.into())),
                (Activity::DUE, date_value(day)),
                (
                    Activity::MILESTONE,
                    if row.unit % 3 == 0 {
                        Value::Bool(true)
                    } else {
                        Value::Null
                    },
                ),
            ],
        ));
    }
    if !edits.is_empty() {
        carried_out(&mut document, &Edit::Several(edits));
    }
    document
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    #[test]
    fn export_and_import_are_the_identity(rows in prop::collection::vec(made(), 1..6)) {
        let document = with(&rows);
        for list in List::ALL {
            for data in written(&exported(&document, list, true)) {
                let preview = previewed(&document, &data, list);
                prop_assert_eq!(told(&preview), Vec::<String>::new());
                prop_assert_eq!(preview.edit(), None);
                prop_assert_eq!(preview.count(Does::Nothing), rows.len());
            }
            goes_round(&document, list);
        }
    }
}
