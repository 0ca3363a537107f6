//! The tab of annexes and the inspector beside it, driven by name; pictures.

use super::*;
use crate::change::CutKind;
use crate::insight::moments::moments;
use crate::model::Agreement;
use crate::text::strings::Lang;
use crate::text::strings::plan::Plan as PlanTexts;
use crate::ui::headless::HeadlessView;
use crate::ui::inspector;
use crate::ui::preview::{Preview, pictures};
use crate::ui::raster;
use crate::ui::tokens::Motion;
use eframe::egui::{Event, Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use egui_kittest::{Harness, Node};

struct Desk {
    preview: Preview,
    tab: State,
    inspector: inspector::States,
}

struct Bench(Harness<'static, Desk>);

fn draw(ui: &mut Ui, desk: &mut Desk) {
    let Desk {
        preview,
        tab,
        inspector,
    } = desk;
    let area = ui.max_rect();
    let open = preview.selection != Selection::Nothing;
    let right = if open { 292.0 } else { 0.0 };
    let pane = |ui: &mut Ui, salt: &str, rect: Rect| {
        ui.new_child(UiBuilder::new().id_salt(salt).max_rect(rect))
    };
    let split = area.right() - right;
    preview.frame(|view, commands| {
        let left = area.with_max_x(split);
        show(&mut pane(ui, "tab", left), view, tab, commands);
        if open {
            let side = area.with_min_x(split);
            let panel = Tokens::of(ui).palette.panel;
            ui.painter().rect_filled(side, 0, panel);
            inspector::show(&mut pane(ui, "inspector", side), view, inspector, commands);
        }
    });
}

impl Bench {
    fn new(preview: Preview) -> Self {
        let desk = Desk {
            preview,
            tab: State::default(),
            inspector: inspector::States::default(),
        };
        let mut harness = Harness::builder()
            .with_size(vec2(1154.0, 1400.0))
            .with_context_setup(|ctx| crate::ui::install(ctx, Motion::Off))
            .build_ui_state(draw, desk);
        harness.run();
        Self(harness)
    }

    fn press(&mut self, name: &str) {
        self.0.get_by_label(name).click();
        self.0.run();
    }

    fn press_nth(&mut self, name: &str, nth: usize) {
        let found = self.0.get_all_by_label(name).nth(nth);
        found.expect("a button with this name").click();
        self.0.run();
    }

    fn type_into(&mut self, field: &str, text: &str, end: Key) {
        use accesskit::Role::{MultilineTextInput, TextInput};
        let is = |node: &Node<'_>| {
            matches!(node.accesskit_node().role(), TextInput | MultilineTextInput)
        };
        let found = self.0.get_all_by_label(field).find(is);
        found.expect("a field with this name").focus();
        self.0.run();
        self.0.key_press_modifiers(Modifiers::COMMAND, Key::A);
        self.0.run();
        self.0.event(Event::Text(text.to_owned()));
        self.0.run();
        self.0.key_press(end);
        self.0.run();
    }

    fn sees(&self, words: &str) -> bool {
        self.0.query_all_by_label_contains(words).next().is_some()
    }

    fn preview(&self) -> &Preview {
        &self.0.state().preview
    }

    fn only(&self) -> &Annex {
        let mut all = self.preview().document.programme().annexes.values();
        all.next().expect("an annex")
    }

    fn undo(&mut self) {
        assert!(self.0.state_mut().preview.undo());
        self.0.run();
    }

    /// Makes an annex with a title and a text in the window.
    fn begin(&mut self) {
        self.press_nth("Thêm phụ lục", 0);
        self.type_into("Tên", "Bổ sung khoản 2 Điều 5", Key::Enter);
        self.type_into(
            "Nội dung sửa đổi, bổ sung",
            "Bổ sung nội dung sau.",
            Key::Tab,
        );
    }

    fn agree(&mut self, party: &str, document: &str, day: &str) {
        self.press(&format!("Ghi nhất trí của {party}"));
        self.type_into("Văn bản", document, Key::Enter);
        self.type_into("Ngày", day, Key::Enter);
        self.press("Ghi");
    }
}

#[test]
fn an_annex_is_added_agreed_to_put_in_force_and_found_among_the_moments() {
    let mut b = Bench::new(Preview::empty());
    assert!(b.sees("Chưa có phụ lục"));
    assert!(b.sees("Sửa đổi, bổ sung Chương trình phải được các bên nhất trí bằng văn bản"));
    b.begin();
    assert_eq!(b.only().title, "Bổ sung khoản 2 Điều 5");
    b.press("Thêm điều, khoản");
    b.type_into("Tìm", "trang thiet bi", Key::Enter);
    assert!(b.only().clauses.contains("d5.k2"));
    // Not before it has its number and both parties.
    b.type_into("Hiệu lực từ", "05/02/2024", Key::Enter);
    assert_eq!(b.only().in_force_on, None);
    assert!(b.sees("Phụ lục còn thiếu số."));
    b.0.key_press(Key::Escape);
    b.0.run();
    b.type_into("Số", "1", Key::Enter);
    b.agree("Vĩnh Lộc", "Công văn số 45/UBND", "29/01/2024");
    assert!(b.sees("1/2 bên nhất trí"));
    b.agree("Cẩm Thủy", "Công văn số 52/UBND", "02/02/2024");
    assert!(b.sees("Các bên đã nhất trí"));
    b.type_into("Hiệu lực từ", "05/02/2024", Key::Enter);
    assert!(b.sees("Phụ lục đã có hiệu lực, nội dung giữ nguyên."));
    let found = moments(&b.preview().document);
    let kinds: Vec<CutKind> = found.iter().map(|m| m.cut.kind).collect();
    assert_eq!(
        kinds,
        [CutKind::Agreement, CutKind::Agreement, CutKind::Annex]
    );
    let named: Vec<String> = found
        .iter()
        .map(|m| PlanTexts(Lang::Vi).moment(&m.name, |id| id.to_string()))
        .collect();
    assert_eq!(
        named,
        [
            "vl nhất trí Phụ lục 1",
            "ct nhất trí Phụ lục 1",
            "Phụ lục 1 có hiệu lực, 05/02/2024"
        ]
    );
    b.undo();
    assert_eq!(b.only().in_force_on, None);
    assert!(b.sees("Các bên đã nhất trí"));
    assert_eq!(moments(&b.preview().document).len(), 2);
}

#[test]
fn a_changed_text_asks_to_be_agreed_to_anew() {
    let mut b = Bench::new(Preview::empty());
    b.begin();
    b.agree("Vĩnh Lộc", "Công văn số 45/UBND", "29/01/2024");
    b.type_into(
        "Nội dung sửa đổi, bổ sung",
        "Bổ sung nội dung khác.",
        Key::Tab,
    );
    assert!(b.sees("Đã thay đổi sau khi Vĩnh Lộc nhất trí. Xem các thay đổi"));
    assert!(b.sees("Dự thảo"));
    b.press("Đã thay đổi sau khi Vĩnh Lộc nhất trí. Xem các thay đổi");
    let asked = b.preview().commands.list();
    assert!(matches!(
        asked,
        [Command::Ask(
            crate::ui::commands::Ask::AgreementChanges { .. }
        )]
    ));
    b.press("Ghi nhất trí lại của Vĩnh Lộc");
    b.type_into("Văn bản", "Công văn số 60/UBND", Key::Enter);
    b.type_into("Ngày", "10/02/2024", Key::Enter);
    b.press("Ghi");
    assert!(b.sees("1/2 bên nhất trí"));
}

#[test]
fn what_is_typed_wrong_stays_and_a_new_annex_is_undone() {
    let mut b = Bench::new(Preview::empty());
    b.press_nth("Thêm phụ lục", 0);
    // The title waits for its words at once.
    b.0.event(Event::Text("Bổ sung".to_owned()));
    b.0.run();
    b.0.key_press(Key::Enter);
    b.0.run();
    assert_eq!(b.only().title, "Bổ sung");
    b.type_into("Ngày ký", "31/02/2024", Key::Enter);
    assert!(b.sees("Tháng 02/2024 chỉ có 29 ngày."));
    assert_eq!(b.only().signed_on, None);
    b.undo();
    b.undo();
    assert!(b.preview().document.programme().annexes.is_empty());
}

#[test]
fn arrows_lead_from_annex_to_annex_and_a_locked_file_adds_none() {
    let mut b = Bench::new(Preview::sample());
    b.0.key_press(Key::ArrowDown);
    b.0.run();
    let order = |b: &Bench| -> Vec<Id> {
        let p = b.preview().document.programme();
        p.annexes.keys().cloned().collect()
    };
    let all = order(&b);
    assert_eq!(b.preview().selection, Selection::Annex(all[0].clone()));
    b.0.key_press(Key::ArrowDown);
    b.0.run();
    assert_eq!(b.preview().selection, Selection::Annex(all[1].clone()));
    b.0.state_mut().preview.read_only = Some(crate::ui::view::ReadOnly::ViewOnly);
    b.0.run();
    b.0.state_mut().tab.add();
    b.0.run();
    assert_eq!(order(&b), all);
}

#[test]
fn a_third_party_has_its_seal_and_is_waited_for() {
    let mut preview = Preview::sample();
    let third = Path::new("parties", "tt");
    let fields = [("name", "huyện Thạch Thành"), ("short_name", "Thạch Thành")];
    let fields = fields.map(|(k, v)| (k.into(), v.into()));
    let made = crate::change::Op::New {
        on: third,
        to: fields.into_iter().collect(),
    };
    preview.document.commit(vec![made], 1);
    let mut b = Bench::new(preview);
    assert!(b.sees("Chờ Thạch Thành nhất trí"));
    assert!(b.sees("2/3 bên nhất trí"), "it is not in force without it");
    let annex = b.only().id.clone();
    b.0.state_mut().preview.selection = Selection::Annex(annex);
    b.0.run();
    b.agree("Thạch Thành", "Công văn số 1/UBND", "19/08/2024");
    let given = b.preview().document.programme().agreements.values();
    let given: Vec<&Agreement> = given.filter(|a| a.party == Some("tt".into())).collect();
    assert_eq!(given.len(), 1);
    assert!(!b.sees("2/3 bên nhất trí"));
}

#[test]
fn pictures_of_the_annexes() {
    let folder = pictures().join("annexes");
    std::fs::create_dir_all(&folder).expect("a folder in the build's own");
    for (name, size, dark, lang, sample, chosen) in [
        ("sample", vec2(1154.0, 690.0), false, Lang::Vi, true, None),
        (
            "in-force",
            vec2(1154.0, 690.0),
            false,
            Lang::Vi,
            true,
            Some(0),
        ),
        (
            "partly",
            vec2(1154.0, 1000.0),
            false,
            Lang::Vi,
            true,
            Some(1),
        ),
        (
            "partly-dark-en",
            vec2(1154.0, 1000.0),
            true,
            Lang::En,
            true,
            Some(1),
        ),
        ("narrow", vec2(700.0, 600.0), false, Lang::Vi, true, None),
        ("empty", vec2(1154.0, 690.0), false, Lang::Vi, false, None),
    ] {
        let mut preview = if sample {
            Preview::sample()
        } else {
            Preview::empty()
        };
        preview.lang = lang;
        let mut ids = preview.document.programme().annexes.keys();
        if let Some(id) = chosen.and_then(|nth| ids.nth(nth).cloned()) {
            preview.selection = Selection::Annex(id);
        }
        let mut desk = Desk {
            preview,
            tab: State::default(),
            inspector: inspector::States::default(),
        };
        let mut view = HeadlessView::new(size, 1.0, dark);
        let image = view.render(|ui| {
            let ground = Tokens::of(ui).palette.bg;
            ui.painter().rect_filled(ui.max_rect(), 0, ground);
            draw(ui, &mut desk);
        });
        let bytes = raster::png(&image).expect("a picture with a size");
        std::fs::write(folder.join(format!("{name}.png")), bytes).expect("written");
    }
}
