//! Tổng quan: what needs attention, how far each Điều is, the money by year, the next deadlines, what the
//! partner does not have yet, and how complete the contents are by Điều 1.2.

mod attention;
mod changes;
mod coverage;
mod deadlines;
mod layout;
mod money;
mod progress;
#[cfg(test)]
mod tests;

use crate::insight::{AttentionKind, YearFilter};
use crate::text::strings::overview::Overview;
use crate::ui::commands::Commands;
use crate::ui::icons::Icon;
use crate::ui::tokens::{Density, Role, Tokens};
use crate::ui::view::View;
use crate::ui::widgets::{chip, elide};
use eframe::egui::{Align, Id, Layout, Rect, ScrollArea, Ui, UiBuilder, pos2, vec2};

/// What the tab remembers between frames.
#[derive(Debug, Default)]
pub struct State {
    /// The filter of the attention list; may be set from outside.
    pub filter: AttentionKind,
}

/// What every card of the tab draws from.
#[derive(Clone, Copy)]
struct Page<'a> {
    view: &'a View<'a>,
    text: Overview,
    tokens: &'static Tokens,
    density: Density,
}

/// Heights, in points, up to which the area counts as that of a low window.
const LOW_AREA: f32 = 660.0;

/// The first row of the list of what needs attention: where the keyboard begins.
#[must_use]
pub fn cursor() -> Id {
    attention::row_id(0)
}

/// Draws the tab.
pub fn show(ui: &mut Ui, view: &View<'_>, state: &mut State, commands: &mut Commands) {
    let area = ui.available_rect_before_wrap();
    ui.allocate_rect(area, eframe::egui::Sense::hover());
    let tokens = Tokens::of(ui);
    let window = Density::for_height(ui.ctx().content_rect().height());
    let density = if area.height() < LOW_AREA {
        window
    } else {
        Density::Regular
    };
    let page = Page {
        view,
        text: Overview(view.lang),
        tokens,
        density,
    };
    ui.painter().rect_filled(area, 0, tokens.palette.bg);

    let header = density.pick(tokens.size.page_header, tokens.size.page_header_compact);
    let padding = tokens.size.content_padding;
    let (head, body) = area.split_top_bottom_at_y(area.top() + header);
    page.header(ui, head.shrink2(vec2(padding, 0.0)));

    let width = body.width() - 2.0 * padding;
    let plan = layout::Plan::of(&page, width, body.height() - padding);
    let mut child = ui.new_child(UiBuilder::new().id_salt("overview").max_rect(body));
    child.set_clip_rect(body.intersect(ui.clip_rect()));
    let scroll = ScrollArea::vertical()
        .id_salt("page")
        .auto_shrink([false, false]);
    scroll.show(&mut child, |ui| {
        let (_id, all) = ui.allocate_space(vec2(body.width(), plan.height + padding));
        let at = |part: Rect| part.translate(all.min.to_vec2() + vec2(padding, 0.0));
        page.attention(ui, at(plan.attention), state, commands);
        page.progress(ui, at(plan.progress), commands);
        page.money(ui, at(plan.money), commands);
        page.deadlines(ui, at(plan.deadlines), commands);
        if let Some(changes) = plan.changes {
            page.changes(ui, at(changes), commands);
        }
        if plan.strip {
            page.coverage_strip(ui, at(plan.coverage));
        } else {
            page.coverage(ui, at(plan.coverage));
        }
    });
}

impl Page<'_> {
    /// The name of the tab, how much there is, and that it is sample data.
    fn header(&self, ui: &mut Ui, rect: Rect) {
        let p = &self.tokens.palette;
        let (mut all, mut done) = (0, 0);
        for article in &self.view.insight.progress {
            all += article.all();
            done += article.done();
        }
        let years = match self.view.years {
            YearFilter::All => self.view.words().whole_period().to_owned(),
            YearFilter::Year(year) => self.view.words().year(year),
        };
        let builder = |layout| UiBuilder::new().max_rect(rect).layout(layout);
        let mut ends = ui.new_child(builder(Layout::right_to_left(Align::Center)));
        if self.view.is_sample() {
            chip::dashed_tag(&mut ends, Icon::Flag, self.view.words().sample_data());
        }
        let room = rect.with_max_x(ends.min_rect().left() - 8.0);
        let layout = Layout::left_to_right(Align::Center);
        let mut words = ui.new_child(UiBuilder::new().max_rect(room).layout(layout));
        words.spacing_mut().item_spacing.x = 11.0;
        elide::plain(&mut words, Role::PageTitle, self.text.title(), p.text);
        let summary = self.text.summary(&years, all, done);
        elide::plain(&mut words, Role::Body, &summary, p.text2);
    }

    /// Whether no work stands in the document yet, and nothing else that needs attention.
    fn is_new(&self) -> bool {
        self.view.programme().activities.is_empty() && self.view.insight.attention.is_empty()
    }

    /// What is left of the card that lies in `card`, `margin` points from its ends: for a list that
    /// scrolls within it.
    fn rest(ui: &mut Ui, card: Rect, margin: f32) -> Ui {
        let top = ui.cursor().top() + margin;
        let rect = Rect::from_min_max(
            pos2(card.left() + 1.0, top),
            card.max - vec2(1.0, 1.0 + margin),
        );
        ui.new_child(UiBuilder::new().max_rect(rect))
    }

    /// A child for a card, exactly where it shall be.
    fn card_ui(ui: &mut Ui, name: &str, rect: Rect) -> Ui {
        ui.new_child(UiBuilder::new().id_salt(name).max_rect(rect))
    }
}
