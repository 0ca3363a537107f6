//! Headings as clerks write them, and which column they name.

use super::*;
use crate::import::headings::{bare, synonyms};
use crate::text::strings::Lang;

fn sheet(rows: &[&[&str]]) -> SheetData {
    let rows = rows
        .iter()
        .map(|row| row.iter().map(|c| Raw::text(c)).collect());
    SheetData {
        name: String::new(),
        rows: rows.collect(),
    }
}

fn keys(layout: &Layout) -> Vec<Option<Key>> {
    layout.columns.iter().map(|c| c.map(|c| c.key)).collect()
}

#[test]
fn headings_are_known_with_and_without_accents_and_below_titles() {
    let with = sheet(&[
        &["UBND HUYỆN VĨNH LỘC"],
        &[],
        &["DANH SÁCH HỘ NGHÈO ĐƯỢC HỖ TRỢ NHÀ Ở NĂM 2024"],
        &["", "", "", "", "Đơn vị tính: triệu đồng"],
        &[
            "STT",
            "Họ và tên chủ hộ",
            "Thôn, bản",
            "Xã",
            "Mức hỗ trợ",
            "Ngày khởi công",
            "Ghi chép",
        ],
        &[
            "1",
            "Phạm Văn A",
            "Thôn 1",
            "Cẩm Liên",
            "50",
            "12/6/2024",
            "",
        ],
    ]);
    let wanted = [
        Some(Key::Sequence),
        Some(Key::Household),
        Some(Key::Hamlet),
        Some(Key::Commune),
        Some(Key::Support),
        Some(Key::StartedOn),
        None,
    ];
    let layout = guess(&with, List::Houses).expect("headings");
    assert_eq!(layout.head, 4);
    assert_eq!(keys(&layout), wanted);
    assert_eq!(layout.columns[4].map(|c| c.scale), Some(1_000_000));
    assert_eq!(guess_list(&with).map(|l| l.list), Some(List::Houses));

    let without = sheet(&[&[
        "stt",
        "HO VA TEN CHU HO",
        "thon ban",
        "XA",
        "muc ho tro (dong)",
        "Ngay khoi cong",
        "x",
    ]]);
    let layout = guess(&without, List::Houses).expect("headings");
    assert_eq!(keys(&layout), wanted);
    assert_eq!(layout.columns[4].map(|c| c.scale), Some(1));
}

#[test]
fn headings_of_two_rows_are_joined() {
    let sheet = sheet(&[
        &["TT", "Nội dung", "Nguồn vốn", "Kinh phí (triệu đồng)", ""],
        &["", "", "", "Cam kết", "Dự toán giao"],
        &["1", "Nhà ở", "Ngân sách huyện", "100", "90,5"],
    ]);
    let layout = guess(&sheet, List::Lines).expect("headings");
    assert_eq!(layout.head, 1);
    assert_eq!(
        keys(&layout),
        [
            Key::Sequence,
            Key::Name,
            Key::Source,
            Key::Committed,
            Key::Estimate
        ]
        .map(Some)
    );
    assert_eq!(layout.columns[4].map(|c| c.scale), Some(1_000_000));
}

#[test]
fn the_headings_of_an_export_are_all_known_and_what_follows_from_data_is_passed_over() {
    for list in List::ALL {
        let names: Vec<&str> = list.columns().iter().map(|k| k.heading(Lang::Vi)).collect();
        let layout = guess(&sheet(&[&names]), list).expect("headings");
        let wanted: Vec<Option<Key>> = list
            .columns()
            .iter()
            .map(|k| Some(*k).filter(|k| is_read(*k)))
            .collect();
        assert_eq!(keys(&layout), wanted, "{list:?}");
        assert_eq!(guess_list(&sheet(&[&names])).map(|l| l.list), Some(list));
    }
}

#[test]
fn every_synonym_is_written_as_it_is_compared() {
    for list in List::ALL {
        for key in list.columns() {
            for synonym in synonyms(list, *key) {
                assert_eq!(*synonym, bare(synonym), "{key:?}");
            }
        }
    }
}
