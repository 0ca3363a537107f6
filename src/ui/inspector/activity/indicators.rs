//! Indicators (chỉ tiêu) of an activity or a clause, with their figures by year. What the text
//! suggests is offered, never seeded.

use super::Section;
use crate::change::Seen;
use crate::codec::embedded::Template;
use crate::edit::Edit;
use crate::insight::year_of;
use crate::model::{Id, Indicator, IndicatorValue, Path, Place, Value, order};
use crate::text::number::Decimal;
use crate::text::strings::article::Article;
use crate::ui::commands::Commands;
use crate::ui::icons::Icon;
use crate::ui::inspector::edit_field::{Drafts, Spec, checked, parse_decimal, read_only_reason};
use crate::ui::inspector::pieces::{self, FormField};
use crate::ui::tokens::{Role, Tokens};
use crate::ui::view::View;
use crate::ui::widgets::button::{IconButton, PushButton};
use crate::ui::widgets::elide;
use crate::ui::widgets::field::{CommitBy, TextField};
use eframe::egui::{self, Align, Rect, Sense, Ui, UiBuilder, WidgetInfo, accesskit, pos2, vec2};

/// An indicator that is being written.
#[derive(Debug, Default)]
pub(in crate::ui::inspector) struct Form {
    name: FormField,
    unit: FormField,
    fresh: bool,
}

/// Whose indicators are shown, for which years.
pub(in crate::ui::inspector) struct Indicators<'a, 'v> {
    pub view: &'a View<'v>,
    /// The activity or clause.
    pub of: &'a Id,
    /// The clause whose suggestions are offered.
    pub clause: Option<&'a Id>,
    pub years: Vec<i32>,
    /// With the column of the baseline.
    pub baseline: bool,
}

/// The section of an activity: the figures of its own year.
pub(super) fn of_activity(
    ui: &mut Ui,
    section: &Section<'_, '_>,
    form: &mut Option<Form>,
    drafts: &mut Drafts,
    commands: &mut Commands,
) {
    let Section {
        view,
        activity,
        words,
        ..
    } = *section;
    pieces::section(ui, words.indicators(), "");
    let indicators = Indicators {
        view,
        of: &activity.id,
        clause: activity.place.parent.as_ref(),
        years: year_of(activity).into_iter().collect(),
        baseline: false,
    };
    show(ui, &indicators, form, drafts, commands);
}

/// Draws the indicators, and what adds another.
pub(in crate::ui::inspector) fn show(
    ui: &mut Ui,
    shown: &Indicators<'_, '_>,
    form: &mut Option<Form>,
    drafts: &mut Drafts,
    commands: &mut Commands,
) {
    let Indicators { view, of, .. } = *shown;
    let words = Article(view.lang);
    let p = &Tokens::of(ui).palette;
    let none = Vec::new();
    let list = view.insight.indicators.get(of).unwrap_or(&none);
    let found: Vec<&Indicator> = list
        .iter()
        .filter_map(|id| view.programme().indicators.get(id))
        .collect();
    for indicator in &found {
        head(ui, view, indicator, commands);
        if shown.years.is_empty() {
            elide::paragraph(ui, Role::Secondary, words.indicator_needs_year(), p.text2);
        }
        if !shown.years.is_empty() {
            names(ui, shown);
        }
        for year in &shown.years {
            figures(ui, shown, indicator, *year, drafts, commands);
        }
        ui.add_space(4.0);
    }
    let locked = read_only_reason(view);
    let begin = || Form {
        fresh: true,
        ..Form::default()
    };
    pieces::adding(
        ui,
        (words.indicator_new(), locked),
        form,
        begin,
        |ui, open| {
            let taken = suggestions(ui, shown, &found, commands);
            add_form(ui, shown, open, commands) || taken
        },
    );
}

fn head(ui: &mut Ui, view: &View<'_>, indicator: &Indicator, commands: &mut Commands) {
    let p = &Tokens::of(ui).palette;
    let words = Article(view.lang);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 28.0), Sense::hover());
    let unit = if indicator.unit.is_empty() {
        String::new()
    } else {
        format!(" ({})", indicator.unit)
    };
    let text = format!("{}{unit}", indicator.name);
    let line = Rect::from_min_max(rect.min, pos2(rect.right() - 30.0, rect.bottom()));
    elide::text_in(ui.painter(), line, Align::Min, Role::Body, &text, p.text);
    response.widget_info(|| WidgetInfo::labeled(accesskit::Role::Label, true, &text));
    response.on_hover_text(text);
    let cross = Rect::from_min_max(pos2(rect.right() - 28.0, rect.top()), rect.max);
    let mut child = ui.new_child(
        UiBuilder::new()
            .id_salt(("indicator", indicator.id.as_str()))
            .max_rect(cross),
    );
    let name = words.indicator_delete(&indicator.name);
    let button = IconButton::new(Icon::X, &name)
        .icon_size(12.0)
        .disabled(read_only_reason(view));
    if button.show(&mut child).clicked() {
        commands.edit(Edit::Delete {
            on: Path::new(Indicator::KIND, indicator.id.as_str()),
        });
    }
}

/// The width of the year, in points.
const YEAR: f32 = 32.0;

/// The width of one of `count` columns of figures in `room` points.
fn column(room: f32, count: usize) -> f32 {
    ((room - 4.0 * (count as f32 - 1.0)) / count as f32).floor()
}

/// The names of the columns, once above the years.
fn names(ui: &mut Ui, shown: &Indicators<'_, '_>) {
    let words = Article(shown.view.lang);
    let p = &Tokens::of(ui).palette;
    let names = [words.baseline(), words.target(), words.actual()];
    let names = if shown.baseline {
        &names[..]
    } else {
        &names[1..]
    };
    let (_id, rect) = ui.allocate_space(vec2(ui.available_width(), 16.0));
    let width = column(rect.width() - YEAR - 4.0, names.len());
    for (at, name) in names.iter().enumerate() {
        let left = rect.left() + YEAR + 4.0 + (width + 4.0) * at as f32;
        // Level with the right ends of the figures below.
        let cell = Rect::from_min_max(
            pos2(left, rect.top()),
            pos2(left + width - 8.0, rect.bottom()),
        );
        elide::text_in(ui.painter(), cell, Align::Max, Role::Label, name, p.text3);
    }
}

/// The figures of one year.
fn figures(
    ui: &mut Ui,
    shown: &Indicators<'_, '_>,
    indicator: &Indicator,
    year: i32,
    drafts: &mut Drafts,
    commands: &mut Commands,
) {
    let Indicators { view, .. } = *shown;
    let words = Article(view.lang);
    let p = &Tokens::of(ui).palette;
    let id = view
        .insight
        .indicator_values
        .get(&(indicator.id.clone(), year));
    let value = id.and_then(|id| view.programme().indicator_values.get(id));
    let on = match id {
        Some(id) => Path::new(IndicatorValue::KIND, id.as_str()),
        None => new_value(view, indicator, year),
    };
    let mut columns: Vec<(&str, &str, Option<Decimal>)> = Vec::new();
    if shown.baseline {
        columns.push((
            IndicatorValue::BASELINE,
            words.baseline(),
            value.and_then(|v| v.baseline),
        ));
    }
    columns.push((
        IndicatorValue::TARGET,
        words.target(),
        value.and_then(|v| v.target),
    ));
    columns.push((
        IndicatorValue::ACTUAL,
        words.actual(),
        value.and_then(|v| v.actual),
    ));
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        let (rect, _) = ui.allocate_exact_size(vec2(YEAR, 28.0), Sense::hover());
        elide::text_in(
            ui.painter(),
            rect,
            Align::Min,
            Role::Secondary,
            &year.to_string(),
            p.text2,
        );
        let width = column(ui.available_width(), columns.len());
        for (key, label, figure) in columns {
            ui.vertical(|ui| {
                ui.set_width(width);
                ui.spacing_mut().item_spacing.y = 0.0;
                let name = words.value_of(&indicator.name, label, year);
                let spec = Spec {
                    hint: "—",
                    width: Some(width),
                    amount: true,
                    ..Spec::new(&on, key, &name)
                };
                let text = figure.map(Decimal::format).unwrap_or_default();
                let parse = |typed: &str| parse_decimal(view.lang, typed);
                let make = |to: Value, seen: Seen| match value {
                    Some(_) => Edit::Set {
                        on: on.clone(),
                        key: key.to_owned(),
                        to,
                        seen,
                    },
                    None => Edit::Create {
                        on: on.clone(),
                        fields: [
                            (
                                IndicatorValue::INDICATOR.into(),
                                Value::text(indicator.id.as_str()),
                            ),
                            (IndicatorValue::YEAR.into(), Value::Int(i64::from(year))),
                            (key.into(), to),
                        ]
                        .into_iter()
                        .collect(),
                    },
                };
                drafts.field_with(ui, view, spec, &text, parse, make, commands);
            });
        }
    });
}

/// Where the first figure of a year is put: one place for both editors who begin it apart, unless it
/// was there and is deleted.
fn new_value(view: &View<'_>, indicator: &Indicator, year: i32) -> Path {
    let on = Path::new(IndicatorValue::KIND, &format!("{}.{year}", indicator.id));
    if view.document.log().entity(on.as_str()).is_none() {
        on
    } else {
        Path::new(IndicatorValue::KIND, view.fresh_id().as_str())
    }
}

/// What the template suggests and is not there yet, one link each. Returns whether one was taken.
fn suggestions(
    ui: &mut Ui,
    shown: &Indicators<'_, '_>,
    found: &[&Indicator],
    commands: &mut Commands,
) -> bool {
    let Some(clause) = shown.clause else {
        return false;
    };
    let words = Article(shown.view.lang);
    let offered: Vec<_> = Template::embedded()
        .indicators(clause.as_str())
        .into_iter()
        .filter(|s| !found.iter().any(|i| i.name == s.name))
        .collect();
    if offered.is_empty() {
        return false;
    }
    elide::plain(
        ui,
        Role::Label,
        words.indicator_suggested(),
        Tokens::of(ui).palette.text3,
    );
    for suggestion in offered {
        let unit = if suggestion.unit.is_empty() {
            String::new()
        } else {
            format!(" ({})", suggestion.unit)
        };
        let label = format!("{}{unit}", suggestion.name);
        if PushButton::link(&label)
            .icon(Icon::Lightbulb)
            .show(ui)
            .clicked()
        {
            commands.edit(creation(shown, &suggestion.name, &suggestion.unit));
            return true;
        }
    }
    false
}

fn creation(shown: &Indicators<'_, '_>, name: &str, unit: &str) -> Edit {
    let view = shown.view;
    let last = view
        .insight
        .indicators
        .get(shown.of)
        .and_then(|list| list.last());
    let last = last
        .and_then(|id| view.programme().indicators.get(id))
        .map(|i| i.place.key.as_str());
    let key = order::between(last, None, 0, &view.context().random);
    let place = Place {
        parent: Some(shown.of.clone()),
        key,
    };
    Edit::create(
        &Path::new(Indicator::KIND, view.fresh_id().as_str()),
        [
            (Indicator::OF, Value::text(shown.of.as_str())),
            (Indicator::NAME, Value::text_or_null(name)),
            (Indicator::UNIT, Value::text_or_null(unit)),
            (Indicator::PLACE, place.value()),
        ],
    )
}

/// Draws the form. Returns whether it is done with.
fn add_form(
    ui: &mut Ui,
    shown: &Indicators<'_, '_>,
    form: &mut Form,
    commands: &mut Commands,
) -> bool {
    let words = Article(shown.view.lang);
    let id = |key: &str| egui::Id::unique(("new indicator", key, shown.of.as_str()));
    let name = TextField::new(id("name"), words.indicator_name())
        .hint(words.indicator_name())
        .boxed();
    let first = form.name.show(ui, name);
    if std::mem::take(&mut form.fresh) {
        first.response.request_focus();
    }
    let unit = TextField::new(id("unit"), words.indicator_unit())
        .hint(words.indicator_unit())
        .boxed();
    let second = form.unit.show(ui, unit);
    let mut submit = [&first, &second]
        .iter()
        .any(|out| out.left == Some(CommitBy::Enter));
    let mut cancel = first.cancelled || second.cancelled;
    ui.horizontal(|ui| {
        submit |= PushButton::primary(words.record())
            .small()
            .show(ui)
            .clicked();
        cancel |= PushButton::quiet(words.cancel()).small().show(ui).clicked();
    });
    if submit {
        let edit = creation(shown, form.name.text().trim(), form.unit.text().trim());
        match checked(shown.view, &edit) {
            Ok(_) => {
                commands.edit(edit);
                return true;
            }
            Err(sentence) => form.name.reject(sentence),
        }
        return false;
    }
    cancel
}
