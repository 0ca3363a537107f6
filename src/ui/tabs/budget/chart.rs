//! The chart of the budget in its card and in large: by year, cumulative, by source. One drawing
//! ([`crate::report::money_chart`]) serves the screen, the clipboard and a file.

use crate::insight::YearFilter;
use crate::report::money_chart::{Chart, Frame, Kind, Picture, draw};
use crate::text::strings::Lang;
use crate::text::strings::money::Money as Texts;
use crate::ui::actions::Action;
use crate::ui::commands::{Command, Commands};
use crate::ui::icons::Icon;
use crate::ui::sheet::{self, Letters};
use crate::ui::tokens::{Role, Tokens};
use crate::ui::view::View;
use crate::ui::widgets::button::{IconButton, PushButton};
use crate::ui::widgets::card::{self, Card};
use crate::ui::widgets::dialog::{Dialog, footer};
use crate::ui::widgets::row::ListRow;
use crate::ui::widgets::{elide, segmented};
use eframe::egui::{
    self, Align, Context, CursorIcon, Layout, Popup, Rect, Sense, Ui, UiBuilder, WidgetInfo,
    accesskit, pos2, vec2,
};
use std::rc::Rc;

/// What is remembered of the chart.
#[derive(Debug, Default)]
pub struct State {
    /// Which chart is shown.
    pub kind: Kind,
    /// It is shown in large.
    pub large: bool,
    /// The data of a revision.
    made: Option<(MadeOf, Rc<Chart>)>,
}

/// What the data were made from: revision, day, years, kind, language.
type MadeOf = (u64, chrono::NaiveDate, YearFilter, Kind, Lang);

impl State {
    /// The data; made anew only where something changed.
    fn data(&mut self, view: &View<'_>) -> Rc<Chart> {
        let of = (
            view.insight.revision,
            view.today,
            view.years,
            self.kind,
            view.lang,
        );
        if let Some((from, chart)) = &self.made
            && *from == of
        {
            return Rc::clone(chart);
        }
        let chart = Chart::of(self.kind, view.programme(), view.insight, view.lang);
        let chart = Rc::new(chart);
        self.made = Some((of, Rc::clone(&chart)));
        chart
    }
}

/// The card with the chart.
pub fn card(ui: &mut Ui, view: &View<'_>, state: &mut State, height: f32, commands: &mut Commands) {
    Card::new().min_height(height).show(ui, |ui| {
        head(ui, view, state, commands);
        let tokens = Tokens::of(ui);
        let left = height - 2.0 - tokens.size.card_header;
        let room = vec2(ui.available_width(), left);
        let (_id, rect) = ui.allocate_space(room);
        let inside = rect.shrink2(vec2(tokens.size.card_padding, 10.0));
        let name = Texts(view.lang).enlarge();
        let id = ui.scope_id().with("enlarge chart");
        let response = ui.interact(rect, id, Sense::click());
        let chart = state.data(view);
        drawn(ui, &chart, inside);
        response.widget_info(|| WidgetInfo::labeled(accesskit::Role::Button, true, name));
        if response.on_hover_cursor(CursorIcon::ZoomIn).clicked() {
            state.large = true;
        }
    });
}

/// The choice of the chart, and what can be done with it.
fn head(ui: &mut Ui, view: &View<'_>, state: &mut State, commands: &mut Commands) {
    let tokens = Tokens::of(ui);
    let texts = Texts(view.lang);
    let size = vec2(ui.available_width(), tokens.size.card_header);
    let (_id, rect) = ui.allocate_space(size);
    let inner = rect.shrink2(vec2(tokens.size.card_padding - 4.0, 0.0));
    let right_to_left = Layout::right_to_left(Align::Center);
    let mut right = ui.new_child(UiBuilder::new().max_rect(inner).layout(right_to_left));
    right.spacing_mut().item_spacing.x = 2.0;
    let menu_button = IconButton::new(Icon::DotsThree, texts.chart_menu()).show(&mut right);
    menu(&menu_button, view, state, commands);
    let enlarge = IconButton::new(Icon::ArrowsOut, texts.enlarge()).icon_size(15.0);
    if enlarge.show(&mut right).clicked() {
        state.large = true;
    }
    let left = Rect::from_min_max(
        inner.min,
        pos2(right.min_rect().left() - 6.0, inner.bottom()),
    );
    let left_to_right = Layout::left_to_right(Align::Center);
    let mut left = ui.new_child(UiBuilder::new().max_rect(left).layout(left_to_right));
    choose(&mut left, view, state);
    card::divider(ui, rect);
}

fn choose(ui: &mut Ui, view: &View<'_>, state: &mut State) {
    let names = Kind::ALL.map(|k| k.name(view.lang));
    let at = Kind::ALL.iter().position(|k| *k == state.kind);
    let name = Texts(view.lang).chart_kind();
    let chosen = segmented::segmented(ui, name, &names, at.unwrap_or(0));
    if let Some(kind) = chosen.and_then(|at| Kind::ALL.get(at)) {
        state.kind = *kind;
    }
}

/// What can be done with a chart, in the order of the menu.
#[derive(Clone, Copy)]
enum Out {
    Picture,
    Numbers,
    File,
}

fn ask(out: Out, view: &View<'_>, state: &mut State, commands: &mut Commands) {
    match out {
        Out::Picture => commands.push(Command::Do(Action::CopyChart)),
        Out::File => commands.push(Command::Do(Action::ExportChart)),
        Out::Numbers => {
            let table = state.data(view).table();
            commands.push(Command::CopyTable {
                text: table.tsv(),
                html: table.html(),
            });
        }
    }
}

fn menu(button: &egui::Response, view: &View<'_>, state: &mut State, commands: &mut Commands) {
    let texts = Texts(view.lang);
    Popup::menu(button).width(230.0).show(|ui| {
        let tokens = Tokens::of(ui);
        ui.spacing_mut().item_spacing.y = 0.0;
        for (out, name) in [
            (Out::Picture, texts.copy_picture()),
            (Out::Numbers, texts.copy_numbers()),
            (Out::File, texts.save_picture()),
        ] {
            let id = ui.scope_id().with(name);
            let row = ListRow::new(name, tokens.row.menu_option)
                .no_divider()
                .padding(10.0);
            let shown = row.show(ui, id, |ui| {
                elide::plain(ui, Role::Body, name, tokens.palette.text);
            });
            if shown.response.clicked() {
                ask(out, view, state, commands);
                Popup::close_all(ui.ctx());
            }
        }
    });
}

/// The drawing, with what its places mean under the pointer and for a screen reader.
fn drawn(ui: &Ui, chart: &Chart, room: Rect) {
    let frame = Frame {
        width: room.width().floor().max(40.0),
        height: room.height().floor().max(40.0),
        alone: false,
    };
    let Picture { sheet: made, spots } = draw(chart, frame, &Letters(ui.painter()));
    let p = &Tokens::of(ui).palette;
    let origin = room.min.round();
    sheet::paint(ui.painter(), &made, origin, &|ink| sheet::colour(p, ink));
    for (at, spot) in spots.iter().enumerate() {
        let place = Rect::from_min_size(
            pos2(spot.at.x, spot.at.y) + origin.to_vec2(),
            vec2(spot.at.w, spot.at.h),
        );
        let id = ui.scope_id().with(("chart", at));
        let response = ui.interact(place, id, Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(accesskit::Role::Image, true, &spot.says));
        if response.hovered() {
            response.on_hover_text(&spot.says);
        }
    }
}

/// The chart in large, over the tab.
pub fn large(ctx: &Context, view: &View<'_>, state: &mut State, commands: &mut Commands) {
    if !state.large {
        return;
    }
    let texts = Texts(view.lang);
    let screen = ctx.content_rect();
    let height = (screen.height() - 220.0).clamp(160.0, 620.0);
    let dialog = Dialog::new("budget chart", texts.chart_large(), texts.close());
    let outcome = dialog.width(1080.0).show(ctx, |ui| {
        let p = &Tokens::of(ui).palette;
        let chart = state.data(view);
        ui.horizontal(|ui| {
            choose(ui, view, state);
            let scope = format!("{} · {}", chart.scope, view.words().million_dong());
            elide::plain(ui, Role::Secondary, &scope, p.text2);
        });
        let (_id, rect) = ui.allocate_space(vec2(ui.available_width(), height));
        drawn(ui, &chart, rect.shrink2(vec2(4.0, 6.0)));
        footer(ui, |ui| {
            for (out, name, icon) in [
                (Out::File, texts.save_picture(), Icon::FloppyDisk),
                (Out::Numbers, texts.copy_numbers(), Icon::Copy),
                (Out::Picture, texts.copy_picture(), Icon::Copy),
            ] {
                if PushButton::new(name).icon(icon).show(ui).clicked() {
                    ask(out, view, state, commands);
                }
            }
        });
    });
    if outcome.closed {
        state.large = false;
    }
}

#[cfg(test)]
mod tests;
