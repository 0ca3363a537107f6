//! The inspector of an activity as pictures, and what it does, by name.

use super::*;
use crate::text::strings::Lang;
use crate::ui::headless::HeadlessView;
use crate::ui::preview::Preview;
use crate::ui::raster;
use crate::ui::tabs::article::bench::Bench;
use eframe::egui::{Key, Pos2, Rect, UiBuilder, vec2};

/// The second house of the sample.
fn sample() -> (Preview, Id) {
    let mut preview = Preview::sample();
    let id = preview.document.programme().activities_of(&"d5.k1".into())[1]
        .id
        .clone();
    preview.selection = Selection::Activity(id.clone());
    (preview, id)
}

fn picture(name: &str, width: f32, dark: bool, preview: &mut Preview, id: &Id, state: &mut State) {
    let mut view = HeadlessView::new(vec2(width, 1180.0), 1.0, dark);
    let image = view.render(|ui| {
        let rect = Rect::from_min_size(Pos2::ZERO, vec2(width, 1180.0));
        ui.painter()
            .rect_filled(rect, 0, Tokens::of(ui).palette.panel);
        let mut child = ui.new_child(UiBuilder::new().max_rect(rect));
        preview.frame(|v, commands| show(&mut child, v, id, state, commands));
    });
    let program = std::env::current_exe().unwrap();
    let folder = program.ancestors().nth(3).unwrap().join("tmp");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(
        folder.join(format!("activity-{name}.png")),
        raster::png(&image).unwrap(),
    )
    .unwrap();
}

#[test]
fn pictures_of_the_inspector() {
    let (mut preview, id) = sample();
    picture(
        "light",
        292.0,
        false,
        &mut preview,
        &id,
        &mut State::default(),
    );
    preview.lang = Lang::En;
    picture(
        "dark-en-narrow",
        264.0,
        true,
        &mut preview,
        &id,
        &mut State::default(),
    );
    preview.lang = Lang::Vi;
    let mut state = State::default();
    let forms = state.forms.entry(id.clone()).or_default();
    forms.payment = Some(money::Form::default());
    forms.evidence = Some(evidence::Form::default());
    forms.indicator = Some(indicators::Form::default());
    picture("forms", 292.0, false, &mut preview, &id, &mut state);
    let mut state = State::default();
    state.picker.open(&format!("activities/{id}#lead"));
    picture("picker", 292.0, false, &mut preview, &id, &mut state);
    let unassigned = preview
        .document
        .programme()
        .activities
        .values()
        .find(|a| a.lead.is_none())
        .unwrap()
        .id
        .clone();
    picture(
        "unassigned",
        292.0,
        false,
        &mut preview,
        &unassigned,
        &mut State::default(),
    );
}

fn bench() -> (Bench, Id) {
    let (preview, id) = sample();
    (Bench::new(preview, 5), id)
}

fn activity(bench: &Bench, id: &Id) -> Activity {
    bench.preview().document.programme().activities[id].clone()
}

#[test]
fn a_wrong_date_stays_with_a_sentence() {
    let (mut bench, id) = bench();
    let before = activity(&bench, &id).due;
    bench.type_into("Hạn", "31/02/2025", Key::Enter);
    assert_eq!(activity(&bench, &id).due, before);
    assert_eq!(bench.value("Hạn"), "31/02/2025");
    assert!(bench.shows("Tháng 02/2025 chỉ có 28 ngày."));
    bench.type_into("Hạn", "5/2/2025", Key::Enter);
    assert_eq!(
        activity(&bench, &id).due,
        chrono::NaiveDate::from_ymd_opt(2025, 2, 5)
    );
    assert_eq!(bench.value("Hạn"), "05/02/2025");
}

#[test]
fn a_deadline_before_the_start_is_refused_and_one_outside_the_period_warned_about() {
    let (mut bench, id) = bench();
    let before = activity(&bench, &id).due;
    bench.type_into("Hạn", "30/06/2024", Key::Tab);
    assert_eq!(activity(&bench, &id).due, before);
    assert!(bench.shows("Hạn phải sau ngày bắt đầu (01/07/2024)."));
    assert_eq!(bench.value("Hạn"), "30/06/2024");
    bench.type_into("Hạn", "15/01/2026", Key::Enter);
    assert_eq!(
        activity(&bench, &id).due,
        chrono::NaiveDate::from_ymd_opt(2026, 1, 15)
    );
    assert!(bench.shows("Ngày 15/01/2026 nằm ngoài giai đoạn của chương trình."));
}

#[test]
fn a_state_that_needs_a_reason_asks_for_it() {
    let (mut bench, id) = bench();
    bench.press("Trạng thái: Đang thực hiện");
    bench.press("Không thực hiện");
    assert_eq!(
        activity(&bench, &id).status.is,
        crate::model::Progress::InProgress
    );
    bench.type_into("Lý do “Không thực hiện”", "", Key::Enter);
    bench.press("Ghi");
    assert!(bench.shows("Hãy ghi lý do."));
    bench.type_into("Lý do “Không thực hiện”", "Hộ đã chuyển đi", Key::Enter);
    let status = activity(&bench, &id).status;
    assert_eq!(
        (status.is, status.reason.as_str()),
        (crate::model::Progress::NotDoing, "Hộ đã chuyển đi")
    );
}

#[test]
fn done_takes_today_and_another_day() {
    let (mut bench, id) = bench();
    bench.press("Trạng thái: Đang thực hiện");
    bench.press("Hoàn thành");
    assert_eq!(activity(&bench, &id).status.on, Some(bench.preview().today));
    bench.type_into("Ngày xong", "12/8/2024", Key::Enter);
    let status = activity(&bench, &id).status;
    assert_eq!(status.on, chrono::NaiveDate::from_ymd_opt(2024, 8, 12));
    assert_eq!(status.is, crate::model::Progress::Done);
}

#[test]
fn the_unit_picker_ignores_accents_and_how_they_are_composed() {
    let (mut bench, id) = bench();
    let lead = |b: &Bench| activity(b, &id).lead;
    bench.press("Chủ trì: UBND xã Cẩm Lương");
    bench.type_into("Tìm đơn vị", "phong noi vu", Key::ArrowDown);
    assert!(bench.shows("Phòng Nội vụ huyện Vĩnh Lộc"));
    assert!(bench.shows("Phòng Nội vụ huyện Cẩm Thủy"));
    bench.press("Phòng Nội vụ huyện Vĩnh Lộc");
    assert_eq!(lead(&bench).as_ref().map(Id::as_str), Some("u.vl.nv"));
    bench.press("Chủ trì: Phòng Nội vụ");
    // Decomposed, as some keyboards type it: only units of that party remain.
    bench.type_into(
        "Tìm đơn vị",
        "nội vụ Ca\u{302}\u{309}m Thu\u{309}y",
        Key::Enter,
    );
    assert_eq!(lead(&bench).as_ref().map(Id::as_str), Some("u.ct.nv"));
    bench.press("Chủ trì: Phòng Nội vụ");
    bench.press("Các bên cùng chủ trì");
    assert_eq!(
        lead(&bench).as_ref().map(Id::as_str),
        Some(crate::model::ALL_PARTIES)
    );
}

#[test]
fn a_new_unit_is_made_with_the_field_as_one_step() {
    let (mut bench, id) = bench();
    let before = bench.preview().document.programme().units.len();
    bench.press("Phối hợp: Thêm đơn vị…");
    bench.type_into("Tìm đơn vị", "Hợp tác xã Ánh Dương", Key::ArrowDown);
    bench.press("Thêm đơn vị mới…");
    bench.press("huyện Cẩm Thủy");
    bench.press("Thêm đơn vị");
    let p = bench.preview().document.programme();
    assert_eq!(p.units.len(), before + 1);
    let unit = p
        .units
        .values()
        .find(|u| u.name == "Hợp tác xã Ánh Dương")
        .expect("the new unit");
    assert_eq!(unit.party.as_ref().map(Id::as_str), Some("ct"));
    assert!(activity(&bench, &id).coordinating.contains(&unit.id));
    bench.press("Bỏ Hợp tác xã Ánh Dương");
    assert!(
        !activity(&bench, &id)
            .coordinating
            .iter()
            .any(|u| u.as_str().starts_with("01PREVIEW"))
    );
}

#[test]
fn a_payment_is_read_as_clerks_type_and_refused_with_a_sentence() {
    let (mut bench, id) = bench();
    let paid = |b: &Bench| {
        let payments = b.preview().document.programme().payments.clone();
        payments
            .values()
            .filter(|p| {
                p.activity.as_ref() == Some(&id)
                    && p.kind == Some(crate::model::PaymentKind::Disbursement)
            })
            .filter_map(|p| p.money.amount.known())
            .sum::<i64>()
    };
    assert_eq!(paid(&bench), 20_000_000);
    bench.press("Ghi lần giải ngân");
    bench.type_into("Số tiền", "1e8", Key::Enter);
    assert!(bench.shows("Không hiểu “e”."));
    assert_eq!(bench.value("Số tiền"), "1e8");
    assert_eq!(paid(&bench), 20_000_000);
    bench.type_into("Số tiền", "7,5 triệu", Key::Enter);
    assert_eq!(paid(&bench), 27_500_000);
    assert!(bench.shows("Giải ngân: 27.500.000"));
    assert!(bench.shows("Còn lại: 22.500.000"));
}

#[test]
fn a_payment_of_an_activity_without_a_line_makes_one() {
    let mut preview = Preview::empty();
    let mut bench = {
        preview.selection = Selection::Clause("d5.k2".into());
        Bench::new(preview, 5)
    };
    bench.press("Thêm việc vào 5.2");
    bench.type_into("Nội dung việc mới của 5.2", "Mua thiết bị", Key::Enter);
    bench.press("Ghi lần giải ngân");
    bench.type_into("Số tiền", "12.000.000", Key::Enter);
    let p = bench.preview().document.programme();
    let line = p.budget_lines.values().next().expect("a line");
    assert_eq!(line.key.clause.as_ref().map(Id::as_str), Some("d5.k2"));
    assert_eq!(
        (line.key.year, line.key.source, line.key.payer.clone()),
        (Some(2024), None, None)
    );
    assert!(line.estimate.is_empty(), "nothing is estimated by paying");
    assert_eq!(
        p.payments.values().next().unwrap().line.as_ref(),
        Some(&line.id)
    );
}

/// An activity of the sample that waits for another one, the other one, and their dependency.
fn waiting() -> (Bench, Id, Id, Id) {
    let mut preview = Preview::sample();
    let known = ends_of(preview.document.programme());
    let (id, before, after) = known.first().expect("the sample has some").clone();
    preview.selection = Selection::Activity(after.clone());
    (Bench::new(preview, 5), after, before, id)
}

fn ends_of(p: &crate::model::Programme) -> Vec<(Id, Id, Id)> {
    let ends = p
        .dependencies
        .values()
        .filter_map(|d| Some((d.id.clone(), d.before.clone()?, d.after.clone()?)));
    ends.collect()
}

#[test]
fn dependencies_are_listed_and_removed_as_one_step() {
    let (mut bench, _, before, id) = waiting();
    let other = activity(&bench, &before);
    let ends = crate::text::date::format(other.due.expect("a deadline"));
    assert!(bench.shows(&format!("Sau: {}, kết thúc {ends}", other.title)));
    let known = bench.preview().document.programme().dependencies.len();
    bench.press(&format!("Bỏ phụ thuộc với “{}”", other.title));
    let left = &bench.preview().document.programme().dependencies;
    assert!(left.len() + 1 == known && !left.contains_key(&id));
    let document = &mut bench.0.state_mut().preview.document;
    let author = document.author().expect("somebody").clone();
    let undone = crate::change::UndoStack::of(document, &author).undo(document, 2);
    assert!(matches!(undone, Some(Ok(_))));
    let back = &bench.preview().document.programme().dependencies;
    assert!(back.contains_key(&id));
}

#[test]
fn an_earlier_activity_is_found_without_accents_and_a_circle_is_refused_with_the_choice_kept() {
    let (mut bench, after, before, _) = waiting();
    let title = activity(&bench, &after).title;
    let known = bench.preview().document.programme().dependencies.len();
    // The other way round closes a circle.
    bench.0.state_mut().preview.selection = Selection::Activity(before.clone());
    bench.0.run();
    bench.press("Thêm việc trước…");
    bench.type_into(
        "Tìm việc trước",
        &crate::text::fold::tone_free(&title),
        Key::Enter,
    );
    let all = || bench.preview().document.programme().dependencies.len();
    assert_eq!(all(), known);
    assert!(bench.shows("vòng"), "a sentence on the circle");
    assert!(bench.shows(&title), "the choice stays");
    bench.type_into("Tìm việc trước", "khong co viec nay", Key::Enter);
    assert!(bench.shows("Không tìm thấy “khong co viec nay”"));
    let free = bench
        .preview()
        .document
        .programme()
        .activities
        .values()
        .find(|a| {
            let ends = [&before, &after];
            !ends.contains(&&a.id) && a.title.starts_with("Xây nhà cho hộ số 2")
        })
        .map(|a| a.title.clone())
        .expect("in the sample");
    bench.type_into("Tìm việc trước", &free, Key::Enter);
    let p = bench.preview().document.programme();
    assert_eq!(p.dependencies.len(), known + 1);
    let made = p
        .dependencies
        .values()
        .find(|d| d.after.as_ref() == Some(&before));
    assert!(made.is_some());
    assert!(!bench.shows("Tìm việc trước"), "the search is closed");
}

#[test]
fn work_is_repeated_until_a_date_and_one_instance_leaves_the_series() {
    let (mut bench, id) = bench();
    let count = |b: &Bench| b.preview().document.programme().activities.len();
    let before = count(&bench);
    let of = activity(&bench, &id);
    bench.press("Lặp lại…");
    bench.type_into("Đến hết ngày", "31/02/2025", Key::Enter);
    assert!(bench.shows("Tháng 02/2025 chỉ có 28 ngày."));
    assert_eq!(count(&bench), before);
    bench.press("6 tháng");
    let last = of.due.expect("a deadline");
    let until = crate::edit::series::months_later(last, 18).expect("a day");
    bench.type_into("Đến hết ngày", &date_of(until), Key::Tab);
    assert!(bench.shows("Thêm 3 việc, từ "));
    bench.press("Tạo các lần");
    assert_eq!(count(&bench), before + 3);
    let series = activity(&bench, &id).series.expect("in a series now");
    assert!(bench.shows("Thuộc chuỗi “"));
    bench.press("Tách khỏi chuỗi");
    assert_eq!(activity(&bench, &id).series, None);
    let left = bench.preview().document.programme().activities.values();
    assert_eq!(
        left.filter(|a| a.series.as_ref() == Some(&series)).count(),
        3
    );
}

fn date_of(day: chrono::NaiveDate) -> String {
    crate::text::date::format(day)
}
