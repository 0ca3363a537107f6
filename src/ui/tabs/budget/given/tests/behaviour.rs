//! What the user does with the lists, and what the document then says.

use super::{Desk, many};
use crate::edit::Edit;
use crate::insight::YearFilter;
use crate::insight::support::Aid;
use crate::model::{BudgetLine, Figure, House, Id, Path, SchoolItem, Value};
use crate::ui::commands::Command;
use crate::ui::preview::Preview;
use crate::ui::tokens::Motion;
use crate::ui::view::Selection;
use eframe::egui::{self, Key, accesskit::Role, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};

fn desk<'a>(preview: Preview, open: Option<Aid>) -> Harness<'a, Desk> {
    let mut desk = Desk::of(preview);
    if let Some(aid) = open {
        desk.state.given.show_page(aid);
    }
    let builder = Harness::builder()
        .with_size(vec2(1500.0, 1000.0))
        .with_max_steps(12);
    let builder = builder.with_context_setup(|ctx| crate::ui::install(ctx, Motion::Off));
    let draw = |ui: &mut egui::Ui, desk: &mut Desk| desk.draw(ui);
    let mut harness = builder.build_ui_state(draw, desk);
    harness.run_ok();
    harness
}

fn click(desk: &mut Harness<'_, Desk>, label: &str) {
    desk.get_by_label(label).click();
    desk.run_ok();
}

/// Clicks the first thing whose name holds this.
fn click_part(desk: &mut Harness<'_, Desk>, part: &str) {
    let found = desk.query_all_by_label_contains(part).next();
    found.unwrap_or_else(|| panic!("no {part}")).click();
    desk.run_ok();
}

fn type_text(desk: &mut Harness<'_, Desk>, text: &str) {
    desk.event(egui::Event::Text(text.to_owned()));
    desk.run_ok();
}

fn press(desk: &mut Harness<'_, Desk>, key: Key) {
    desk.key_press(key);
    desk.run_ok();
}

/// Types into a field of the inspector and leaves it with Enter.
fn fill(desk: &mut Harness<'_, Desk>, field: &str, text: &str) {
    let is_field = |n: &egui_kittest::Node<'_>| {
        matches!(
            n.accesskit_node().role(),
            Role::TextInput | Role::MultilineTextInput
        )
    };
    let node = desk.query_all_by_label(field).find(is_field);
    node.unwrap_or_else(|| panic!("no field {field}")).focus();
    desk.run_ok();
    desk.key_press_modifiers(egui::Modifiers::COMMAND, Key::A);
    desk.run_ok();
    type_text(desk, text);
    press(desk, Key::Enter);
}

fn has(desk: &Harness<'_, Desk>, part: &str) -> bool {
    desk.query_all_by_label_contains(part).next().is_some()
}

fn houses<'a>(desk: &'a Harness<'_, Desk>) -> Vec<&'a House> {
    let p = desk.state().preview.document.programme();
    p.houses.values().collect()
}

fn undo(desk: &mut Harness<'_, Desk>) {
    assert!(desk.state_mut().preview.undo());
    desk.run_ok();
}

/// Everything that assistive technology is told.
fn all_told(desk: &Harness<'_, Desk>) -> String {
    let mut told = String::new();
    let mut left = vec![desk.root()];
    while let Some(node) = left.pop() {
        let of = node.accesskit_node();
        for text in [
            of.label(),
            of.value(),
            of.description(),
            of.placeholder().map(Into::into),
        ] {
            told.push_str(&text.unwrap_or_default());
            told.push('\n');
        }
        left.extend(node.children());
    }
    told
}

#[test]
fn a_household_is_added_filled_in_and_taken_back() {
    let mut preview = Preview::sample();
    preview.years = YearFilter::Year(2024);
    let mut desk = desk(preview, None);
    click(&mut desk, "Thêm hộ");
    let added = desk.state().preview.selection.clone();
    let Selection::House(id) = added else {
        panic!("the new house is selected")
    };
    // The cursor stands in the first field at once.
    type_text(&mut desk, "Phạm Thị B");
    press(&mut desk, Key::Enter);
    fill(&mut desk, "Khởi công", "5/2/2024");
    fill(&mut desk, "Mức hỗ trợ", "50 triệu");
    let of = |desk: &Harness<'_, Desk>| {
        let p = desk.state().preview.document.programme();
        p.houses.get(&id).expect("the house").clone()
    };
    let house = of(&desk);
    assert_eq!(house.household, "Phạm Thị B");
    assert_eq!(house.year, Some(2024), "the year that is shown");
    assert_eq!(house.support, Figure::Known(50_000_000));
    assert_eq!(house.source, None, "nothing is guessed");
    assert_eq!((house.line, house.commune), (None, None));
    assert_eq!(
        house.started_on.map(|d| d.to_string()).as_deref(),
        Some("2024-02-05")
    );
    assert!(has(&desk, "2024: 3 nhà, 150.000.000 đ; đã bàn giao 1"));
    // Handed over before it was begun is refused, and what was typed stays.
    fill(&mut desk, "Bàn giao", "04/02/2024");
    assert_eq!(of(&desk).handed_over_on, None);
    let told = all_told(&desk);
    assert!(told.contains("Ngày bàn giao phải từ ngày khởi công (05/02/2024) trở đi."));
    assert!(told.contains("04/02/2024"));
    for _ in 0..4 {
        undo(&mut desk);
    }
    let p = desk.state().preview.document.programme();
    assert!(!p.houses.contains_key(&id));
    assert!(has(&desk, "2024: 2 nhà, 100.000.000 đ; đã bàn giao 1"));
}

#[test]
fn a_copy_shares_commune_and_money_and_neither_name_nor_days() {
    let mut preview = Preview::sample();
    let first = preview.document.programme().houses.keys().next().cloned();
    let first = first.expect("a house");
    preview.selection = Selection::House(first.clone());
    let mut desk = desk(preview, Some(Aid::Houses));
    click(&mut desk, "Nhân bản");
    let Selection::House(id) = desk.state().preview.selection.clone() else {
        panic!("a house")
    };
    let p = desk.state().preview.document.programme();
    let (old, new) = (&p.houses[&first], &p.houses[&id]);
    assert_ne!(first, id);
    assert_eq!(
        (&new.commune, new.year, &new.support),
        (&old.commune, old.year, &old.support)
    );
    assert_eq!((&new.line, new.source), (&old.line, old.source));
    assert!(new.household.is_empty() && new.hamlet.is_empty());
    assert_eq!((new.started_on, new.handed_over_on), (None, None));
    undo(&mut desk);
    assert_eq!(houses(&desk).len(), 4);
}

#[test]
fn hidden_names_stand_nowhere_and_one_switch_shows_them_everywhere() {
    let mut preview = Preview::sample();
    preview.selection = Selection::House(
        preview
            .document
            .programme()
            .houses
            .keys()
            .next()
            .expect("a house")
            .clone(),
    );
    let names: Vec<String> = preview
        .document
        .programme()
        .houses
        .values()
        .flat_map(|h| [h.household.clone(), h.hamlet.clone()])
        .collect();
    for open in [None, Some(Aid::Houses)] {
        let mut copy = Preview::of(preview.document.clone());
        copy.selection = preview.selection.clone();
        let mut desk = desk(copy, open);
        desk.event(egui::Event::Copy);
        desk.run_ok();
        let copied = format!("{:?}", desk.state().preview.commands.list());
        let told = all_told(&desk);
        for name in &names {
            assert!(!told.contains(name.as_str()), "{open:?}: {name}");
            assert!(
                !copied.contains(name.as_str()),
                "{open:?}: {name} is copied"
            );
        }
        assert!(told.contains("2023, số 1"));
        // One press in the inspector: the list follows.
        let shows = desk.query_all_by_label("Hiện tên hộ").last();
        shows.expect("a switch").click();
        desk.run_ok();
        let told = all_told(&desk);
        assert!(desk.state().preview.names);
        assert!(told.contains(names[0].as_str()) && told.contains(names[2].as_str()));
        assert!(
            told.contains(names[1].as_str()),
            "the hamlet is in the inspector"
        );
        click_part(&mut desk, "Ẩn tên hộ");
        assert!(!all_told(&desk).contains(names[0].as_str()));
    }
}

#[test]
fn a_household_that_is_not_written_down_yet_can_be_while_names_are_hidden() {
    let mut desk = desk(Preview::empty(), Some(Aid::Houses));
    click_part(&mut desk, "Thêm hộ");
    fill(&mut desk, "Tên hộ", "Lê Văn C");
    assert_eq!(houses(&desk)[0].household, "Lê Văn C");
    assert!(
        !all_told(&desk).contains("Lê Văn C"),
        "it hides once it is written down"
    );
    assert!(has(&desk, "đang ẩn"));
}

/// The sample with another allocation on the line of its houses of 2023.
fn off(allocated: i64) -> Preview {
    let mut preview = Preview::sample();
    let line = preview.document.programme().houses.values().next();
    let line = line.and_then(|h| h.line.clone()).expect("a line");
    let on = Path::new(BudgetLine::KIND, line.as_str());
    preview
        .commands
        .edit(Edit::set(&on, BudgetLine::ALLOCATED, allocated));
    preview.frame(|_, _| ());
    preview
}

#[test]
fn a_list_that_differs_from_its_line_says_so_in_card_page_inspectors_and_problems() {
    let mut preview = off(90_000_000);
    preview.years = YearFilter::Year(2023);
    let sentence = "danh sách hỗ trợ 100.000.000 đ, phân bổ 90.000.000 đ, vượt 10.000.000 đ.";
    let house = preview
        .document
        .programme()
        .houses
        .values()
        .next()
        .expect("one");
    let (house, line) = (house.id.clone(), house.line.clone().expect("a line"));
    let told = |selection: Selection, open| {
        let mut copy = Preview::of(preview.document.clone());
        copy.years = preview.years;
        copy.selection = selection;
        all_told(&desk(copy, open))
    };
    assert!(
        told(Selection::Nothing, None).contains(&format!("Năm 2023: {sentence}")),
        "card"
    );
    let page = told(Selection::Nothing, Some(Aid::Houses));
    assert!(page.contains(&format!("Năm 2023: {sentence}")), "page");
    let own = "Danh sách hỗ trợ 100.000.000 đ, phân bổ 90.000.000 đ, vượt 10.000.000 đ.";
    assert!(
        told(Selection::House(house), None).contains(own),
        "the house"
    );
    assert!(
        told(Selection::Line(line.clone()), None).contains(own),
        "the line"
    );
    let found = crate::insight::problems::problems(&preview.document);
    let sentences: Vec<String> = found
        .iter()
        .map(|p| {
            let findings = crate::text::strings::findings::Findings(preview.lang);
            findings.problem(p, preview.document.programme())
        })
        .collect();
    let named = |s: &&String| s.contains(sentence) && s.contains("Nhà ở 2 hộ nghèo năm 2023");
    assert!(sentences.iter().any(|s| named(&s)), "{sentences:?}");
    // The line as it was: nothing is said.
    let sound = crate::insight::problems::problems(&Preview::sample().document);
    assert_eq!(sound, []);
}

#[test]
fn a_line_that_agrees_says_so_in_its_inspector() {
    let mut preview = Preview::sample();
    let items = &preview.document.programme().school_items;
    let line = items.values().find_map(|i| i.line.clone()).expect("a line");
    preview.selection = Selection::Line(line);
    let desk = desk(preview, None);
    assert!(has(&desk, "Danh sách hỗ trợ"));
    assert!(has(&desk, "Đã ghi: 60.000.000"));
    assert!(has(&desk, "Khớp với phân bổ"));
}

#[test]
fn a_house_without_an_amount_is_counted_and_not_summed() {
    let mut preview = Preview::sample();
    let on = Path::new(House::KIND, "n1");
    preview
        .commands
        .edit(Edit::create(&on, [(House::YEAR, Value::Int(2024))]));
    preview.frame(|_, _| ());
    let told = all_told(&desk(preview, None));
    assert!(told.contains("2024: 3 nhà, 100.000.000 đ; đã bàn giao 1"));
    assert!(told.contains("1 hộ chưa ghi mức hỗ trợ"));
    assert!(told.contains("1 hộ chưa gắn dòng ngân sách"));
}

#[test]
fn the_page_is_searched_filtered_and_sorted() {
    let mut desk = desk(Preview::sample(), None);
    click(&mut desk, "Xem tất cả 4 hộ");
    let order = |desk: &Harness<'_, Desk>| -> Vec<String> {
        let rows = desk.query_all_by_role(Role::Row);
        let named = rows.filter_map(|n| n.accesskit_node().label());
        named.filter(|l| l.contains(", số ")).collect()
    };
    assert_eq!(order(&desk).len(), 4);
    // Without accents, and by commune.
    desk.get_by_label("Tìm trong danh sách").focus();
    desk.run_ok();
    type_text(&mut desk, "cam luong");
    let found = order(&desk);
    assert_eq!(found.len(), 1);
    assert!(
        found[0].starts_with("Đang làm, 2024, số 2, Cẩm Lương"),
        "{found:?}"
    );
    assert!(has(&desk, "1 trên 4"));
    click(&mut desk, "Bỏ lọc");
    assert_eq!(order(&desk).len(), 4);
    click(&mut desk, "Lọc tình trạng: Mọi tình trạng");
    click(&mut desk, "Đang làm");
    assert_eq!(order(&desk).len(), 1);
    click(&mut desk, "Lọc tình trạng: Đang làm");
    click(&mut desk, "Chưa khởi công");
    assert!(has(&desk, "Không có mục nào khớp với bộ lọc."));
    desk.query_all_by_label("Bỏ lọc")
        .last()
        .expect("a link")
        .click();
    desk.run_ok();
    // Once up, twice down, a third time as it was.
    click(&mut desk, "Xã");
    assert!(order(&desk)[0].contains("Cẩm Châu"));
    click(&mut desk, "Xã");
    assert!(order(&desk)[0].contains("Cẩm Quý"));
    click(&mut desk, "Xã");
    assert!(order(&desk)[0].contains("2023, số 1"));
    // The sums filter, too.
    click(&mut desk, "Theo xã");
    click_part(&mut desk, "Cẩm Liên: 1 nhà");
    assert_eq!(order(&desk).len(), 1);
}

#[test]
fn the_keyboard_goes_through_the_page_and_back() {
    let mut desk = desk(Preview::sample(), Some(Aid::Houses));
    let ids: Vec<Id> = houses(&desk).iter().map(|h| h.id.clone()).collect();
    let now = |desk: &Harness<'_, Desk>| desk.state().preview.selection.clone();
    press(&mut desk, Key::ArrowDown);
    assert_eq!(now(&desk), Selection::House(ids[0].clone()));
    press(&mut desk, Key::ArrowDown);
    press(&mut desk, Key::End);
    assert_eq!(now(&desk), Selection::House(ids[3].clone()));
    press(&mut desk, Key::ArrowUp);
    assert_eq!(now(&desk), Selection::House(ids[2].clone()));
    desk.state_mut().preview.selection = Selection::Nothing;
    desk.run_ok();
    press(&mut desk, Key::Escape);
    assert_eq!(desk.state().state.given.open(), None);
    assert!(has(&desk, "Bảng ngân sách") || has(&desk, "Cả giai đoạn"));
    // Insert adds to the list that is open, and to none in the table.
    let desk = desk.state_mut();
    assert!(!desk.state.given.takes_insert(&Selection::Nothing));
    desk.state.given.show_page(Aid::Schools);
    assert!(desk.state.given.takes_insert(&Selection::Nothing));
}

/// What was put on the clipboard last, as text.
fn copied(desk: &mut Harness<'_, Desk>) -> Vec<String> {
    desk.event(egui::Event::Copy);
    desk.run_ok();
    let all = desk.state().preview.commands.list().iter();
    let mut texts = all.filter_map(|c| match c {
        Command::CopyTable { text, .. } => Some(text),
        _ => None,
    });
    let text = texts.next_back().expect("something was copied");
    text.lines().map(str::to_owned).collect()
}

#[test]
fn a_page_is_copied_as_it_is_found_and_sorted_and_with_names_only_where_they_are_shown() {
    let mut desk = desk(Preview::sample(), Some(Aid::Houses));
    let rows = copied(&mut desk);
    assert_eq!(
        rows[0],
        "STT\tXã (tại thời điểm)\tLoại\tMức hỗ trợ\tNguồn\tKhởi công\tBàn giao\tNăm\tDòng ngân sách\tHoạt động"
    );
    assert_eq!(rows.len(), 1 + houses(&desk).len());
    assert!(rows[1].starts_with("1\t") && rows[1].contains("\t50000000\t"));
    assert!(rows[1].contains("\t12/06/2023\t") && rows[1].contains("\t2023\t"));
    let on = Path::new(House::KIND, houses(&desk)[0].id.as_str());
    let edit = Edit::set(&on, House::HOUSEHOLD, Value::text("Bùi Văn Khuất"));
    desk.state_mut().preview.commands.edit(edit);
    desk.run_ok();
    assert!(!copied(&mut desk).concat().contains("Khuất"));
    desk.state_mut().preview.names = true;
    desk.run_ok();
    assert!(copied(&mut desk).concat().contains("Bùi Văn Khuất"));
    // What is searched for is what is copied.
    click(&mut desk, "Tìm trong danh sách");
    type_text(&mut desk, "cẩm liên");
    desk.get_by_label("Tìm trong danh sách").focus();
    press(&mut desk, Key::Enter);
    let rows = copied(&mut desk);
    assert_eq!(rows.len(), 2, "{rows:?}");
    assert!(rows[1].starts_with("1\t") && rows[1].contains("Cẩm Liên"));
}

#[test]
fn insert_adds_where_the_list_is_open() {
    let mut desk = desk(Preview::sample(), Some(Aid::Schools));
    desk.state_mut()
        .state
        .given
        .takes_insert(&Selection::Nothing);
    desk.run_ok();
    let p = desk.state().preview.document.programme();
    assert_eq!(p.school_items.len(), 4);
    assert!(matches!(
        desk.state().preview.selection,
        Selection::SchoolItem(_)
    ));
}

#[test]
fn an_item_of_a_school_is_filled_in() {
    let mut desk = desk(Preview::empty(), Some(Aid::Schools));
    click_part(&mut desk, "Thêm thiết bị");
    fill(&mut desk, "Thiết bị", "Bảng từ");
    fill(&mut desk, "Điểm trường", "Điểm lẻ Cò Mót");
    fill(&mut desk, "Số lượng", "2,5");
    fill(&mut desk, "Đơn vị tính", "bộ");
    fill(&mut desk, "Trị giá", "7400000");
    fill(&mut desk, "Bàn giao", "31/02/2025");
    let items = |desk: &Harness<'_, Desk>| -> SchoolItem {
        let p = desk.state().preview.document.programme();
        p.school_items.values().next().expect("an item").clone()
    };
    let item = items(&desk);
    assert_eq!(
        (item.item.as_str(), item.measure.as_str()),
        ("Bảng từ", "bộ")
    );
    assert_eq!(item.quantity.map(|q| q.format()).as_deref(), Some("2,5"));
    assert_eq!(item.value_dong, Figure::Known(7_400_000));
    assert_eq!(item.delivered_on, None, "there is no such day");
    assert!(has(&desk, "2024: 1 mục, 7.400.000 đ; đã bàn giao 0") || has(&desk, "Cộng: 1 mục"));
    fill(&mut desk, "Số lượng", "-3");
    assert_eq!(
        items(&desk).quantity.map(|q| q.format()).as_deref(),
        Some("2,5")
    );
}

#[test]
fn nothing_can_be_added_where_the_file_is_read_only() {
    let mut preview = Preview::sample();
    preview.read_only = Some(crate::ui::view::ReadOnly::ViewOnly);
    let mut desk = desk(preview, Some(Aid::Houses));
    click_part(&mut desk, "Thêm hộ");
    desk.state_mut()
        .state
        .given
        .takes_insert(&Selection::Nothing);
    desk.run_ok();
    assert_eq!(houses(&desk).len(), 4);
    let list = desk.state().preview.commands.list();
    assert!(!list.iter().any(|c| matches!(c, Command::Edit(_))));
}

#[test]
fn twenty_thousand_houses_cost_a_screenful() {
    let preview = many(20_000);
    let mut desk = desk(preview, Some(Aid::Houses));
    let rows = desk.query_all_by_role(Role::Row).count();
    assert!(rows > 20 && rows < 80, "{rows} rows are drawn");
    press(&mut desk, Key::End);
    assert!(has(&desk, "2025, số 5000") || has(&desk, "2025, số 5.000"));
    let rows = desk.query_all_by_role(Role::Row).count();
    assert!(rows < 80, "{rows} rows are drawn at the end");
}

/// The sample with xã Cẩm Lương ended on 30/06/2025 and continued by a new xã Cẩm Tú.
fn merged() -> Preview {
    let mut preview = Preview::sample();
    let old = Path::new("units", "u.ct.cam_luong");
    let new = Path::new("units", "u.new.cam_tu");
    let made = [
        ("name", Value::text("UBND xã Cẩm Tú")),
        ("level", Value::text("commune")),
    ];
    preview.commands.edit(Edit::Several(vec![
        Edit::create(&new, made),
        Edit::set(&old, "valid_to", "2025-06-30"),
        Edit::Member {
            on: old,
            key: "continued_by".to_owned(),
            element: "u.new.cam_tu".to_owned(),
            present: true,
        },
    ]));
    preview.frame(|_, _| ());
    preview
}

#[test]
fn scenario_10_a_merged_commune_keeps_its_name_and_tells_what_it_belongs_to_now() {
    let day = |y| chrono::NaiveDate::from_ymd_opt(y, 3, 1).expect("a day");
    let told = |year| {
        let mut preview = merged();
        preview.today = day(year);
        let house = preview
            .document
            .programme()
            .houses
            .values()
            .next_back()
            .expect("a house");
        preview.selection = Selection::House(house.id.clone());
        all_told(&desk(preview, Some(Aid::Houses)))
    };
    let before = told(2024);
    assert!(before.contains("Cẩm Lương") && !before.contains("nay thuộc"));
    let after = told(2026);
    assert!(
        after.contains("Cẩm Lương (nay thuộc xã Cẩm Tú)"),
        "the list"
    );
    assert!(
        after.contains("Xã lúc đó: UBND xã Cẩm Lương"),
        "the inspector"
    );
    // The record is unchanged, and tables print the name of that time.
    let preview = merged();
    let house = preview
        .document
        .programme()
        .houses
        .values()
        .next_back()
        .expect("a house");
    assert_eq!(house.commune, Some(Id::from("u.ct.cam_luong")));
}
