//! An item that a school site is given (Điều 5.2): all its fields, edited in place.

use super::edit_field::{Spec, parse_decimal};
use super::given::{self, Given, State, figure_value, id_value};
use super::pieces;
use crate::edit::Edit;
use crate::insight::support::{Aid, Entry};
use crate::model::{Id, SchoolItem, Value};
use crate::text::strings::houses::Houses;
use crate::ui::commands::Commands;
use crate::ui::view::View;
use crate::ui::widgets::field::field_row;
use eframe::egui::Ui;

/// Draws it into the inspector.
pub fn show(ui: &mut Ui, view: &View<'_>, id: &Id, state: &mut State, commands: &mut Commands) {
    let Some(item) = view.programme().school_items.get(id) else {
        given::gone(ui, view, commands);
        return;
    };
    let on = given::path(Aid::Schools, id);
    let of = Given {
        view,
        aid: Aid::Schools,
        entry: Entry::from(item),
        on: &on,
    };
    let texts = Houses(view.lang);
    let number = view.insight.support.schools.number(id);
    let anchor = texts.number(item.year, number as usize);
    pieces::scroll(ui, id.as_str(), |ui| {
        ui.push_id(id.as_str(), |ui| {
            given::head(ui, of, &anchor, commands);
            pieces::section(ui, texts.the_item(), "");
            let fields = [
                (
                    SchoolItem::ITEM,
                    texts.item(),
                    texts.item_hint(),
                    &item.item,
                ),
                (
                    SchoolItem::SCHOOL,
                    texts.school(),
                    texts.school_hint(),
                    &item.school,
                ),
                (
                    SchoolItem::SITE,
                    texts.site(),
                    texts.site_hint(),
                    &item.site,
                ),
            ];
            for (at, (key, name, hint, value)) in fields.into_iter().enumerate() {
                let first = at == 0;
                given::words(
                    ui,
                    of,
                    &mut state.drafts,
                    (key, name, hint),
                    value,
                    first,
                    commands,
                );
            }
            given::commune(ui, of, state, commands);
            quantity(ui, of, item, state, commands);
            let (measure, hint) = (texts.measure(), texts.measure_hint());
            let key = (SchoolItem::MEASURE, measure, hint);
            given::words(
                ui,
                of,
                &mut state.drafts,
                key,
                &item.measure,
                false,
                commands,
            );
            let day = (SchoolItem::DELIVERED_ON, texts.handed_over());
            given::day(ui, of, &mut state.drafts, day, item.delivered_on, commands);
            pieces::section(ui, texts.the_money(), "");
            given::year(ui, of, &mut state.drafts, commands);
            let value = (SchoolItem::VALUE_DONG, texts.value());
            given::amount(ui, of, &mut state.drafts, value, &item.value_dong, commands);
            given::money(ui, of, item.source, state, commands);
            given::foot(ui, of, state, || copy(view, item), commands);
        });
    });
}

/// How many.
fn quantity(
    ui: &mut Ui,
    of: Given<'_, '_>,
    item: &SchoolItem,
    state: &mut State,
    commands: &mut Commands,
) {
    let (view, texts) = (of.view, of.texts());
    field_row(ui, texts.quantity(), |ui| {
        let spec = Spec {
            hint: "—",
            amount: true,
            ..Spec::new(of.on, SchoolItem::QUANTITY, texts.quantity())
        };
        let shown = item.quantity.map(|q| q.format()).unwrap_or_default();
        let read = |typed: &str| parse_decimal(view.lang, typed);
        state.drafts.field(ui, view, spec, &shown, read, commands);
    });
}

/// Another item for the same site.
fn copy(view: &View<'_>, item: &SchoolItem) -> (Id, Edit) {
    let fields = [
        (SchoolItem::SCHOOL, Value::text_or_null(&item.school)),
        (SchoolItem::SITE, Value::text_or_null(&item.site)),
        (SchoolItem::COMMUNE, id_value(item.commune.as_ref())),
        (
            SchoolItem::YEAR,
            item.year.map_or(Value::Null, |y| Value::Int(y.into())),
        ),
        (SchoolItem::ITEM, Value::text_or_null(&item.item)),
        (
            SchoolItem::QUANTITY,
            item.quantity
                .map_or(Value::Null, |q| Value::number(&q.to_json())),
        ),
        (SchoolItem::MEASURE, Value::text_or_null(&item.measure)),
        (SchoolItem::VALUE_DONG, figure_value(&item.value_dong)),
        (
            SchoolItem::SOURCE,
            item.source.map_or(Value::Null, |s| s.value()),
        ),
        (SchoolItem::LINE, id_value(item.line.as_ref())),
        (SchoolItem::ACTIVITY, id_value(item.activity.as_ref())),
    ];
    given::shared(SchoolItem::KIND, fields, view)
}
