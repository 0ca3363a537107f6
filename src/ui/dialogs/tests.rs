//! The dialogs as pictures, and what they do, by name.

use super::*;
use crate::insight::Problem;
use crate::model::Path;
use crate::text::strings::Lang;
use crate::ui::commands::Commands;
use crate::ui::first_run::PartyChoice;
use crate::ui::headless::HeadlessView;
use crate::ui::preview::{Preview, pictures};
use crate::ui::tokens::Motion;
use crate::ui::view::{ReadOnly, View};
use eframe::egui::accesskit::Role as Kind;
use eframe::egui::{Ui, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;

fn picture(
    name: &str,
    dark: bool,
    preview: &mut Preview,
    mut draw: impl FnMut(&mut Ui, &View<'_>, &mut Commands),
) {
    let mut view = HeadlessView::new(vec2(1024.0, 700.0), 1.0, dark);
    let image = view.render(|ui| preview.frame(|v, commands| draw(ui, v, commands)));
    let bytes = crate::ui::raster::png(&image).expect("a picture with a size");
    std::fs::write(pictures().join(format!("dialog-{name}.png")), bytes).expect("written");
}

fn values() -> settings::Values {
    settings::Values {
        side: Some("vl".into()),
        author: "Lê Thị Hòa".into(),
        lang: Lang::Vi,
        theme: settings::Theme::System,
        zoom: 100,
        autosave: true,
        reduced_motion: false,
    }
}

#[test]
fn every_dialog_is_drawn() {
    let mut sample = Preview::sample();
    let parties = PartyChoice::of(sample.document.programme());
    let unit = sample
        .document
        .programme()
        .activities
        .values()
        .filter_map(|a| a.lead.clone())
        .find(|id| sample.document.programme().units.contains_key(id));
    let mut state = units::State::of(unit);
    picture("units", false, &mut sample, |ui, v, c| {
        let _ = units::show(ui.ctx(), v, &mut state, c);
    });
    let mut state = recipients::State::default();
    picture("recipients", true, &mut sample, |ui, v, c| {
        let _ = recipients::show(ui.ctx(), v, &mut state, c);
    });
    picture("problems", false, &mut sample, |ui, v, c| {
        let _ = problems::show(ui.ctx(), v, c);
    });
    let mut state = settings::State::default();
    picture("settings", false, &mut sample, |ui, _, _| {
        let _ = settings::show(ui.ctx(), &parties, &values(), &mut state);
    });
    picture("keys", false, &mut sample, |ui, _, _| {
        let _ = keys::show(ui.ctx(), Lang::Vi);
    });
    picture("about", true, &mut sample, |ui, _, _| {
        let _ = about::show(ui.ctx(), Lang::En);
    });
    let on = Path::new("activities", with_evidence(&sample).as_str());
    picture("delete", false, &mut sample, |ui, v, c| {
        let _ = delete::show(ui.ctx(), v, &delete::State { on: on.clone() }, c);
    });
    let edits = ["Việc “Bàn giao nhà”: hạn 25/08/2024 → 30/08/2024".to_owned()];
    picture("hand-edits", false, &mut sample, |ui, _, _| {
        let _ = hand_edits::show(ui.ctx(), Lang::Vi, &edits);
    });
}

/// An activity of the sample with evidence, that nothing else refers to: a reference would keep it.
fn with_evidence(preview: &Preview) -> crate::model::Id {
    let p = preview.document.programme();
    let named = |id: &crate::model::Id| {
        let is = |of: &Option<crate::model::Id>| of.as_ref() == Some(id);
        p.payments.values().any(|x| is(&x.activity))
            || p.budget_lines.values().any(|x| is(&x.activity))
            || p.houses.values().any(|x| is(&x.activity))
            || p.activities.values().any(|x| is(&x.carried_from))
    };
    p.evidence
        .values()
        .filter_map(|e| e.of.clone())
        .find(|id| p.activities.contains_key(id) && !named(id))
        .expect("the sample has such an activity")
}

/// A document and one dialog over it.
struct Bench<S> {
    preview: Preview,
    state: S,
    open: bool,
}

type Draw<S> = fn(&Context, &View<'_>, &mut S, &mut Commands) -> bool;

fn harness<S>(preview: Preview, state: S, draw: Draw<S>) -> Harness<'static, Bench<S>>
where
    S: 'static,
{
    let mut harness = Harness::builder()
        .with_size(vec2(1024.0, 768.0))
        .with_context_setup(|ctx| crate::ui::install(ctx, Motion::Off))
        .build_ui_state(
            move |ui, bench: &mut Bench<S>| {
                let state = &mut bench.state;
                let open = &mut bench.open;
                bench.preview.frame(|v, c| {
                    if *open {
                        *open = draw(ui.ctx(), v, state, c);
                    }
                });
            },
            Bench {
                preview,
                state,
                open: true,
            },
        );
    harness.run();
    harness
}

fn type_into<S>(h: &mut Harness<'_, Bench<S>>, name: &str, text: &str) {
    h.get_by_role_and_label(Kind::TextInput, name).focus();
    h.run();
    h.get_by_role_and_label(Kind::TextInput, name)
        .type_text(text);
    h.run();
}

#[test]
fn a_unit_is_added_and_ended_with_date_and_basis() {
    let mut h = harness(Preview::empty(), units::State::default(), units::show);
    let before = h.state().preview.document.programme().units.len();
    h.get_by_role_and_label(Kind::Button, "Thêm đơn vị").click();
    h.run();
    h.get_by_role_and_label(Kind::Button, "Thêm").click();
    h.run();
    assert!(h.query_by_label("Hãy ghi tên.").is_some());
    type_into(&mut h, "Tên đơn vị", "Trường Tiểu học Vĩnh Hùng");
    h.get_by_role_and_label(Kind::RadioButton, "Cẩm Thủy")
        .click();
    h.run();
    h.get_by_role_and_label(Kind::Button, "Thêm").click();
    h.run();
    let units = h.state().preview.document.programme().units.clone();
    assert_eq!(units.len(), before + 1);
    let unit = units
        .values()
        .find(|u| u.name == "Trường Tiểu học Vĩnh Hùng")
        .expect("added");
    assert_eq!(unit.party, Some("ct".into()));

    h.get_by_role_and_label(Kind::Button, "Kết thúc đơn vị…")
        .click();
    h.run();
    h.get_by_role_and_label(Kind::Button, "Ghi kết thúc")
        .click();
    h.run();
    assert!(
        h.query_by_label("Hãy ghi ngày cuối cùng của đơn vị.")
            .is_some()
    );
    type_into(&mut h, "Đến ngày", "30/6/2024");
    h.get_by_role_and_label(Kind::Button, "Ghi kết thúc")
        .click();
    h.run();
    assert!(h.query_by_label_contains("Hãy ghi căn cứ").is_some());
    type_into(&mut h, "Căn cứ kết thúc", "Nghị quyết 1/NQ");
    h.get_by_role_and_label(Kind::Button, "Ghi kết thúc")
        .click();
    h.run();
    let ended = h
        .state()
        .preview
        .document
        .programme()
        .units
        .get(&unit.id)
        .cloned()
        .expect("still there");
    assert_eq!(ended.valid_to, chrono::NaiveDate::from_ymd_opt(2024, 6, 30));
    assert_eq!(ended.legal_basis, "Nghị quyết 1/NQ");
    assert!(
        h.query_by_label("Trường Tiểu học Vĩnh Hùng, đã kết thúc 30/06/2024")
            .is_some()
    );
}

#[test]
fn a_wrong_last_day_is_refused_and_stays_typed() {
    let preview = Preview::sample();
    let unit = preview
        .document
        .programme()
        .units
        .values()
        .find(|u| u.valid_to.is_none())
        .cloned()
        .expect("a unit");
    let mut h = harness(
        preview,
        units::State::of(Some(unit.id.clone())),
        units::show,
    );
    h.get_by_role_and_label(Kind::Button, "Kết thúc đơn vị…")
        .click();
    h.run();
    type_into(&mut h, "Đến ngày", "31/02/2025");
    h.get_by_role_and_label(Kind::Button, "Ghi kết thúc")
        .click();
    h.run();
    assert!(h.query_by_label("Tháng 02/2025 chỉ có 28 ngày.").is_some());
    assert!(h.query_all_by_value("31/02/2025").count() > 0);
    let now = h
        .state()
        .preview
        .document
        .programme()
        .units
        .get(&unit.id)
        .cloned();
    assert_eq!(now.map(|u| u.valid_to), Some(None));
}

#[test]
fn a_search_without_accents_finds_units() {
    let mut h = harness(Preview::empty(), units::State::default(), units::show);
    type_into(&mut h, "Tìm đơn vị", "phong dan toc");
    assert!(h.query_all_by_label_contains("Dân tộc").count() > 0);
    assert!(h.query_by_label_contains("Văn phòng HĐND").is_none());
}

#[test]
fn deleting_says_what_goes_and_can_be_left() {
    let preview = Preview::sample();
    let id = with_evidence(&preview);
    let on = Path::new("activities", id.as_str());
    let all = crate::edit::with_dependants(&preview.document, &on);
    let evidence = all.iter().filter(|p| p.kind() == "evidence").count();
    let draw: Draw<delete::State> = |ctx, v, state, c| delete::show(ctx, v, state, c);
    let mut h = harness(preview, delete::State { on: on.clone() }, draw);
    let question = format!("Xóa 1 việc và {evidence} minh chứng");
    let asked = h.query_all_by_label_contains(&question).count() > 0;
    assert!(asked || all.len() > evidence + 1, "{question}");
    h.get_by_role_and_label(Kind::Button, "Giữ lại").click();
    h.run();
    assert!(!h.state().open && h.state().preview.document.is_shown(on.as_str()));
    h.state_mut().open = true;
    h.run();
    h.get_by_role_and_label(Kind::Button, "Xóa").click();
    h.run();
    assert!(!h.state().open);
    assert!(
        all.iter()
            .all(|path| !h.state().preview.document.is_shown(path.as_str()))
    );
}

#[test]
fn the_question_counts_each_kind() {
    let t = crate::text::strings::dialogs::Dialogs(Lang::Vi);
    let path = |kind: &'static str, id: &str| Path::new(kind, id);
    let paths = [
        path("evidence", "a"),
        path("evidence", "b"),
        path("activities", "c"),
    ];
    assert_eq!(t.delete(&paths), "Xóa 1 việc và 2 minh chứng?");
    assert_eq!(t.delete(&[path("units", "a")]), "Xóa 1 đơn vị?");
}

#[test]
fn settings_come_back_changed_at_once() {
    type Memory = (settings::State, settings::Values);
    let draw: Draw<Memory> = |ctx, v, (state, values), _| {
        let outcome = settings::show(ctx, &PartyChoice::of(v.programme()), values, state);
        if let Some(changed) = outcome.changed {
            *values = changed;
        }
        outcome.open
    };
    let mut h = harness(
        Preview::empty(),
        (settings::State::default(), values()),
        draw,
    );
    for (role, name) in [
        (Kind::RadioButton, "Tối"),
        (Kind::RadioButton, "125%"),
        (Kind::CheckBox, "Tự lưu sau mỗi thay đổi"),
        (Kind::RadioButton, "Chỉ xem"),
        (Kind::RadioButton, "English"),
    ] {
        h.get_by_role_and_label(role, name).click();
        h.run();
    }
    let values = &h.state().state.1;
    assert_eq!(values.theme, settings::Theme::Dark);
    assert_eq!(
        (values.zoom, values.autosave, values.lang),
        (125, false, Lang::En)
    );
    assert_eq!(values.side, None);
    assert!(
        h.query_all_by_label("Settings").count() > 0,
        "the language holds at once"
    );
}

#[test]
fn recipients_are_reordered_and_added() {
    let mut h = harness(
        Preview::empty(),
        recipients::State::default(),
        recipients::show,
    );
    let order = |h: &Harness<'_, Bench<recipients::State>>| {
        let mut list: Vec<_> = h
            .state()
            .preview
            .document
            .programme()
            .recipients
            .values()
            .cloned()
            .collect();
        list.sort_by(|a, b| (&a.place.key, &a.id).cmp(&(&b.place.key, &b.id)));
        list.into_iter().map(|r| r.text).collect::<Vec<_>>()
    };
    let before = order(&h);
    assert!(before.len() > 1, "the text names its recipients");
    h.get_by_role_and_label(Kind::Button, &format!("Đưa “{}” xuống dưới", before[0]))
        .click();
    h.run();
    let after = order(&h);
    assert_eq!((&after[0], &after[1]), (&before[1], &before[0]));
    type_into(&mut h, "Thêm nơi nhận", "Lưu: VT");
    h.get_by_role_and_label(Kind::Button, "Thêm").click();
    h.run();
    assert_eq!(order(&h).last().map(String::as_str), Some("Lưu: VT"));
}

#[test]
fn readers_are_told_why_units_cannot_be_edited() {
    let mut preview = Preview::sample();
    preview.read_only = Some(ReadOnly::ViewOnly);
    let mut h = harness(preview, units::State::default(), units::show);
    h.get_by_role_and_label(Kind::Button, "Thêm đơn vị").click();
    h.run();
    assert!(
        h.query_by_role_and_label(Kind::TextInput, "Tên đơn vị")
            .is_none()
    );
}

#[test]
fn a_problem_shows_where_it_is() {
    let mut preview = Preview::sample();
    let payment = preview
        .document
        .programme()
        .payments
        .values()
        .find(|p| p.line.is_some())
        .cloned()
        .expect("one");
    let on = Path::new("payments", payment.id.as_str());
    let found = preview.frame(|v, _| problems::reveal(v, &on));
    assert_eq!(found, payment.line.map(crate::ui::view::Selection::Line));
    let problem = Problem::Cycle {
        on: Path::new("units", "x"),
    };
    let place = problem.on().cloned();
    assert_eq!(
        place.and_then(|on| preview.frame(|v, _| problems::reveal(v, &on))),
        None
    );
}
