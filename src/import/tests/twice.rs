//! A table that comes in a second time: nothing is doubled, and what it says otherwise is shown.

use super::*;

fn choose(document: &Document, data: &SheetData, list: List, choices: &Choices) -> Preview {
    chosen(document, data, &layout(data, list), choices)
}

/// Tables as clerks keep them, without ids.
fn clerks() -> Vec<(List, SheetData)> {
    vec![
        (
            List::Lines,
            table(&[
                &[
                    "STT",
                    "Năm",
                    "Điều",
                    "Nội dung",
                    "Nguồn vốn",
                    "Đơn vị chi",
                    "Dự toán",
                ],
                &[
                    "1",
                    "2025",
                    "5.1",
                    "Nhà ở đợt 1",
                    "NS huyện",
                    "huyện Vĩnh Lộc",
                    "100 triệu",
                ],
                &[
                    "2",
                    "2025",
                    "5.1",
                    "Nhà ở đợt 2",
                    "NS huyện",
                    "huyện Vĩnh Lộc",
                    "100 triệu",
                ],
                &["3", "2025", "5.2", "", "XHH", "", ""],
                &["4", "2025", "5.2", "", "", "", "30 triệu"],
            ]),
        ),
        (
            List::Payments,
            table(&[
                &["STT", "Ngày", "Số CT", "Loại", "Số tiền", "Người nhận"],
                &[
                    "1",
                    "5/3/2024",
                    "07/UNC",
                    "chi",
                    "20.000.000",
                    "UBND xã Cẩm Liên",
                ],
                &[
                    "2",
                    "5/3/2024",
                    "07/UNC",
                    "chi",
                    "20.000.000",
                    "UBND xã Cẩm Liên",
                ],
                &["3", "", "", "tạm ứng", "5.000.000", ""],
            ]),
        ),
        (
            List::Houses,
            table(&[
                &["STT", "Họ tên chủ hộ", "Thôn", "Xã", "Mức hỗ trợ", "Năm"],
                &[
                    "1",
                    "Đinh Văn Mới",
                    "Thôn Én",
                    "Cẩm Liên",
                    "50.000.000",
                    "2024",
                ],
                &[
                    "2",
                    "Đinh Thị Hai",
                    "Thôn Én",
                    "Cẩm Liên",
                    "50.000.000",
                    "2024",
                ],
                &["3", "", "", "Cẩm Liên", "30.000.000", "2024"],
            ]),
        ),
        (
            List::Schools,
            table(&[
                &[
                    "STT",
                    "Trường",
                    "Điểm trường",
                    "Thiết bị",
                    "Số lượng",
                    "Trị giá",
                    "Năm",
                ],
                &[
                    "1",
                    "TH Cẩm Liên",
                    "Én",
                    "Bàn ghế",
                    "20",
                    "40.000.000",
                    "2024",
                ],
            ]),
        ),
        (
            List::Activities,
            table(&[
                &["STT", "Nội dung", "Điều", "Bắt đầu", "Thời hạn", "Năm"],
                &[
                    "1",
                    "Tham quan mô hình trồng mía",
                    "2.2",
                    "1/3/2025",
                    "31/3/2025",
                    "2025",
                ],
                &[
                    "2",
                    "Tham quan mô hình trồng mía",
                    "2.2",
                    "1/9/2025",
                    "30/9/2025",
                    "2025",
                ],
            ]),
        ),
    ]
}

#[test]
fn the_same_table_taken_in_twice_doubles_nothing() {
    for (list, data) in clerks() {
        let mut document = sample();
        let first = previewed(&document, &data, list);
        let rows = data.rows.len() - 1;
        assert_eq!(told(&first), Vec::<String>::new(), "{list:?}");
        assert_eq!(first.count(Does::New), rows, "{list:?}");
        carried_out(&mut document, &first.edit().expect("an edit"));
        let again = previewed(&document, &data, list);
        assert_eq!(again.count(Does::Known), rows, "{list:?}");
        assert_eq!(again.edit(), None, "{list:?}");

        // One that is there once more is new; it may have been bought twice.
        let mut more = data.clone();
        let last = more.rows.last().cloned().expect("rows");
        more.rows.push(last);
        let again = previewed(&document, &more, list);
        assert_eq!(again.count(Does::Known), rows, "{list:?}");
        assert_eq!(again.count(Does::New), 1, "{list:?}");

        // And who wants it all the same gets it.
        let choices = Choices {
            taken: [2].into(),
            ..Choices::default()
        };
        let taken = choose(&document, &data, list, &choices);
        assert_eq!(taken.count(Does::New), 1, "{list:?}");
        assert_eq!(taken.count(Does::Known), rows - 1, "{list:?}");
    }
}

#[test]
fn what_is_recorded_otherwise_is_shown_and_changed_only_when_that_is_chosen() {
    let mut document = sample();
    let (list, mut data) = clerks().remove(0);
    let first = previewed(&document, &data, list).edit().expect("an edit");
    carried_out(&mut document, &first);
    data.rows[1][6] = Raw::text("120 triệu");
    // An empty cell of a clerk's table takes nothing away.
    data.rows[2][6] = Raw::Empty;
    let again = previewed(&document, &data, list);
    assert_eq!(again.rows[0].does, Does::KnownOtherwise);
    let cell = &again.rows[0].cells[5];
    assert_eq!(cell.text, "120.000.000");
    assert_eq!(cell.before.as_deref(), Some("100.000.000"));
    assert_eq!(again.rows[1].does, Does::Known);
    assert_eq!(again.edit(), None);
    let choices = Choices {
        update: true,
        ..Choices::default()
    };
    let update = choose(&document, &data, list, &choices);
    assert_eq!(update.rows[0].does, Does::Changes);
    let before = document.programme().budget_lines.len();
    carried_out(&mut document, &update.edit().expect("an edit"));
    assert_eq!(document.programme().budget_lines.len(), before);
    let lines = document.programme().budget_lines.values();
    let estimates = lines.filter(|l| l.name == "Nhà ở đợt 1");
    let estimates: Vec<Option<i64>> = estimates.map(|l| l.estimate.known()).collect();
    assert_eq!(estimates, [Some(120_000_000)]);
}

#[test]
fn what_differs_in_what_tells_it_apart_is_new() {
    let mut document = sample();
    let (list, mut data) = clerks().remove(1);
    let first = previewed(&document, &data, list).edit().expect("an edit");
    carried_out(&mut document, &first);
    data.rows[1][2] = Raw::text("08/UNC");
    data.rows[3][4] = Raw::text("6.000.000");
    let again = previewed(&document, &data, list);
    let does: Vec<Does> = again.rows.iter().map(|r| r.does).collect();
    assert_eq!(does, [Does::New, Does::Known, Does::New]);
}

/// Rows that carry an id are what they say they are, and leave nothing for the others.
#[test]
fn a_row_with_an_id_is_not_found_once_more_by_a_row_without() {
    let document = sample();
    for data in written(&exported(&document, List::Payments, true)) {
        let mut both = data.clone();
        let layout = layout(&data, List::Payments);
        let id = layout.place(Key::Id).expect("ids");
        let mut copy = data.rows[layout.head + 1].clone();
        copy[id] = Raw::Empty;
        both.rows.insert(layout.head + 2, copy.clone());
        let preview = previewed(&document, &both, List::Payments);
        assert_eq!(preview.count(Does::New), 1);
        // Alone it is the one that is recorded.
        let mut alone = data.clone();
        alone.rows[layout.head + 1] = copy;
        let preview = previewed(&document, &alone, List::Payments);
        assert_eq!(preview.count(Does::New), 0);
        assert_eq!(preview.count(Does::Known), 1);
    }
}

#[test]
fn a_preview_that_nobody_waits_for_ends() {
    let document = sample();
    let (list, data) = clerks().remove(0);
    let watch = Watch::default();
    watch.stop();
    let stopped = preview::of(
        &document,
        &data,
        &layout(&data, list),
        &Choices::default(),
        &context(),
        &mut || Id::from("never"),
        &watch,
    );
    assert!(stopped.is_err());
}

/// How long a table of the most rows takes: run with `--ignored --nocapture`.
#[test]
#[ignore = "a measurement"]
fn the_largest_table() {
    let mut document = sample();
    let heads: &[&str] = &["STT", "Ngày", "Số CT", "Loại", "Số tiền", "Năm"];
    let mut data = table(&[heads]);
    data.rows.extend((1..book::MOST_ROWS).map(|n| {
        let (number, document) = (n.to_string(), format!("{n}/UNC"));
        let cells = [&number, "5/3/2024", &document, "chi", "20.000.000", "2024"];
        cells.map(Raw::text).to_vec()
    }));
    let begun = std::time::Instant::now();
    let first = previewed(&document, &data, List::Payments);
    println!("{} rows seen in {:?}", data.rows.len(), begun.elapsed());
    let begun = std::time::Instant::now();
    carried_out(&mut document, &first.edit().expect("an edit"));
    println!("recorded in {:?}", begun.elapsed());
    let begun = std::time::Instant::now();
    let copy = document.clone();
    println!("copied in {:?}", begun.elapsed());
    let begun = std::time::Instant::now();
    let again = previewed(&copy, &data, List::Payments);
    println!("seen once more in {:?}", begun.elapsed());
    assert_eq!(again.count(Does::New), 0);
    data.rows
        .iter_mut()
        .skip(1)
        .for_each(|row| row[2] = Raw::Empty);
    let begun = std::time::Instant::now();
    let none = previewed(&copy, &data, List::Payments);
    println!(
        "others seen in {:?}: {}",
        begun.elapsed(),
        none.count(Does::New)
    );
}
