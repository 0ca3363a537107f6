//! What leaves the program for others, through the window by name: pictures, calendars, the table.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on ends loudly")]

mod window;

use dong_hanh::app::App;
use dong_hanh::codec::embedded;
use dong_hanh::insight::YearFilter;
use dong_hanh::ui::actions::Action;
use dong_hanh::ui::commands::Command;
use dong_hanh::ui::tabs::plan;
use dong_hanh::ui::view::Tab;
use eframe::egui::{Event, OutputCommand};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use std::path::{Path, PathBuf};
use window::{Place, press_last, sees, start};

type Window = Harness<'static, App>;

const DOCUMENT: &str = "a.donghanh.json";

/// The window with the sample data, on the timeline.
fn sample(place: &Place) -> Window {
    let file = place.path(DOCUMENT);
    let document = embedded::sample_document("exports");
    std::fs::write(&file, dong_hanh::codec::write(&document.snapshot())).unwrap();
    let mut window = start(place, Some(file));
    window.state_mut().workspace.as_mut().unwrap().tab = Tab::Plan;
    window.run();
    window
}

/// Chooses something in the menu of "Xuất".
fn choose(window: &mut Window, item: &str) {
    window.get_by_label("Xuất, sao chép").click();
    window.run();
    press_last(window, item);
    window.run();
}

/// Types a path into the dialog that stands in for the system's, and presses a button of it.
fn type_path(window: &mut Window, path: &Path, press: &str) {
    window.get_by_label("Đường dẫn").focus();
    window.run();
    window
        .get_by_label("Đường dẫn")
        .set_text_value_accesskit(&path.display().to_string());
    window.run();
    press_last(window, press);
    window.run();
}

/// What one frame put on the clipboard.
fn copied(window: &Window) -> Option<String> {
    let commands = &window.output().platform_output.commands;
    commands.iter().find_map(|command| match command {
        OutputCommand::CopyText(text) => Some(text.clone()),
        _ => None,
    })
}

#[test]
fn the_timeline_goes_to_a_typed_path_as_svg_and_its_folder_can_be_opened() {
    let place = Place::new();
    let mut window = sample(&place);
    let file = place.path("biểu đồ 2024.svg");
    choose(&mut window, "Xuất biểu đồ như trên màn hình…");
    type_path(&mut window, &file, "Lưu");
    assert!(sees(&window, "Đã xuất"));
    let text = std::fs::read_to_string(&file).unwrap();
    let drawn = roxmltree::Document::parse(&text).unwrap();
    assert_eq!(drawn.root_element().tag_name().name(), "svg");
    // No file manager is started in tests; the message goes once its button was pressed.
    window.get_by_label("Mở thư mục").click();
    window.run();
    assert!(!sees(&window, "Mở thư mục"));
}

#[test]
fn a_file_that_stands_there_is_replaced_only_when_that_was_said() {
    let place = Place::new();
    let mut window = sample(&place);
    let (file, other) = (place.path("lịch.ics"), place.path("khác.ics"));
    for there in [&file, &other] {
        std::fs::write(there, "của người khác").unwrap();
    }
    choose(&mut window, "Xuất lịch (.ics)…");
    type_path(&mut window, &file, "Lưu");
    assert!(sees(&window, "Ở đó đã có một tệp cùng tên"));
    assert_eq!(std::fs::read_to_string(&file).unwrap(), "của người khác");
    // Agreed for that name alone.
    type_path(&mut window, &other, "Lưu");
    assert_eq!(std::fs::read_to_string(&other).unwrap(), "của người khác");
    press_last(&window, "Ghi đè");
    window.run();
    let text = std::fs::read_to_string(&other).unwrap();
    assert!(text.starts_with("BEGIN:VCALENDAR"));
    assert_eq!(std::fs::read_to_string(&file).unwrap(), "của người khác");
}

#[test]
fn the_document_itself_is_never_overwritten_by_an_export() {
    let place = Place::new();
    let mut window = sample(&place);
    let document = place.path(DOCUMENT);
    let before = std::fs::read(&document).unwrap();
    let mut names: Vec<PathBuf> = vec![
        document.clone(),
        place.path("data").join("..").join(DOCUMENT),
    ];
    if cfg!(unix) {
        let link = place.path("đường tắt.ics");
        #[cfg(unix)]
        std::os::unix::fs::symlink(&document, &link).unwrap();
        names.push(link);
    }
    for name in names {
        choose(&mut window, "Xuất lịch (.ics)…");
        type_path(&mut window, &name, "Lưu");
        assert!(sees(&window, "Đó là chính tệp chương trình"), "{name:?}");
        assert_eq!(std::fs::read(&document).unwrap(), before, "{name:?}");
    }
}

#[test]
fn ctrl_c_in_the_chart_copies_the_table_with_its_head() {
    let place = Place::new();
    let mut window = sample(&place);
    window
        .ctx
        .memory_mut(|memory| memory.request_focus(plan::cursor()));
    window.run();
    window.event(Event::Copy);
    window.step();
    let text = copied(&window).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    assert!(lines.len() > 10, "{text}");
    assert!(lines.iter().any(|line| line.contains('\t')), "{text}");
    window.run();
    assert!(sees(&window, "Đã sao chép bảng"));
}

#[test]
fn the_table_follows_the_years_that_were_chosen_on_another_page() {
    let place = Place::new();
    let mut window = sample(&place);
    let copy = |window: &mut Window| {
        let ctx = window.ctx.clone();
        let app = window.state_mut();
        app.execute(&ctx, Command::Do(Action::CopyTable));
        window.step();
        copied(window).unwrap()
    };
    let all = copy(&mut window);
    let ctx = window.ctx.clone();
    let app = window.state_mut();
    app.execute(&ctx, Command::Go(Tab::Overview));
    app.execute(&ctx, Command::Years(YearFilter::Year(2023)));
    window.run();
    let one = copy(&mut window);
    assert!(one.lines().count() < all.lines().count());
}

/// Opens the dialog of tables and chooses one by its title.
fn choose_table(window: &mut Window, title: &str) {
    window.get_by_label("Xuất").click();
    window.run();
    // Its keys stand behind its words.
    let items = window.query_all_by_label_contains("Xuất bảng ra Excel, CSV…");
    items.last().unwrap().click();
    window.run();
    window.get_by_label(title).click();
    window.run();
}

#[test]
fn tables_leave_the_window_as_excel_and_csv_without_names_unless_they_are_asked_for() {
    let place = Place::new();
    let mut window = sample(&place);
    let household = "Phạm Thị Kín";
    let ctx = window.ctx.clone();
    let app = window.state_mut();
    let p = app.workspace.as_ref().unwrap().document.programme();
    let house = p.houses.keys().next().unwrap().clone();
    let on = dong_hanh::model::Path::new("houses", house.as_str());
    let edit = dong_hanh::edit::Edit::set(&on, "household", household);
    app.execute(&ctx, Command::Edit(edit));
    window.run();

    choose_table(&mut window, "Hỗ trợ nhà ở cho hộ nghèo");
    assert!(sees(&window, "Tệp sẽ không có tên hộ và thôn."));
    window.get_by_label("CSV (.csv)").click();
    window.run();
    press_last(&window, "Chọn nơi lưu…");
    window.run();
    // The ending is added, not put in the place of what stands behind a dot.
    type_path(&mut window, &place.path("nhà ở 1.2024"), "Lưu");
    assert!(sees(&window, "Đã xuất"));
    assert!(sees(&window, "Mở tệp"));
    let text = std::fs::read_to_string(place.path("nhà ở 1.2024.csv")).unwrap();
    assert!(text.starts_with('\u{feff}'));
    assert!(
        !text.contains(household) && !text.contains("Thôn;"),
        "{text}"
    );

    choose_table(&mut window, "Tất cả các bảng, trong một tệp");
    window.get_by_label("Kèm tên hộ và thôn").click();
    window.run();
    assert!(sees(&window, "Tệp sẽ có tên hộ và thôn."));
    press_last(&window, "Chọn nơi lưu…");
    window.run();
    let all = place.path("tất cả.xlsx");
    type_path(&mut window, &all, "Lưu");
    use calamine::Reader as _;
    let mut book: calamine::Xlsx<_> = calamine::open_workbook(&all).unwrap();
    let names = book.sheet_names();
    assert!(names.len() >= 4, "{names:?}");
    let houses = book.worksheet_range("Nhà ở").unwrap();
    let told = houses.used_cells().any(|(_, _, cell)| cell == household);
    assert!(told);
    // As the command line writes it, but for the names.
    window.get_by_label("Mở thư mục").click();
    window.run();
}

#[test]
fn a_table_is_never_written_over_the_document() {
    let place = Place::new();
    let mut window = sample(&place);
    let document = place.path(DOCUMENT);
    let before = std::fs::read(&document).unwrap();
    let link = place.path("đường tắt.xlsx");
    #[cfg(unix)]
    std::os::unix::fs::symlink(&document, &link).unwrap();
    if !link.exists() {
        return;
    }
    choose_table(&mut window, "Kinh phí thực hiện");
    press_last(&window, "Chọn nơi lưu…");
    window.run();
    type_path(&mut window, &link, "Lưu");
    assert!(sees(&window, "Đó là chính tệp chương trình"));
    assert_eq!(std::fs::read(&document).unwrap(), before);
}

#[test]
fn the_chart_of_the_budget_is_copied_as_a_picture_and_saved_as_drawn() {
    let place = Place::new();
    let mut window = sample(&place);
    window.state_mut().workspace.as_mut().unwrap().tab = Tab::Budget;
    window.run();
    let ctx = window.ctx.clone();
    window
        .state_mut()
        .execute(&ctx, Command::Do(Action::CopyChart));
    window.step();
    let commands = &window.output().platform_output.commands;
    let picture = commands.iter().find_map(|command| match command {
        OutputCommand::CopyImage(image) => Some(image.size),
        _ => None,
    });
    let [width, height] = picture.expect("a picture on the clipboard");
    assert!(width > 1000 && height > 500, "{width} × {height}");
    let file = place.path("theo năm.svg");
    window
        .state_mut()
        .execute(&ctx, Command::Do(Action::ExportChart));
    window.run();
    type_path(&mut window, &file, "Lưu");
    assert!(sees(&window, "Đã xuất"));
    let text = std::fs::read_to_string(&file).unwrap();
    let drawn = roxmltree::Document::parse(&text).unwrap();
    let words: Vec<&str> = drawn.descendants().filter_map(|n| n.text()).collect();
    for said in ["444,7", "292,9", "2024", "Giải ngân", "Dữ liệu minh hoạ"] {
        assert!(words.contains(&said), "{said} in {words:?}");
    }
}
