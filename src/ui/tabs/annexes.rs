//! Phụ lục: the annexes, with what they amend, the seals of the parties and how far each is
//! (Điều 7.2). What is selected is edited in the inspector.

mod keys;
mod row;
#[cfg(test)]
mod tests;

use crate::edit::Edit;
use crate::insight::AnnexState;
use crate::model::{Annex, Id, Path};
use crate::text::strings::annexes::Annexes as Texts;
use crate::ui::commands::{Command, Commands};
use crate::ui::icons::Icon;
use crate::ui::inspector::FOCUS_REQUEST;
use crate::ui::inspector::edit_field::read_only_reason;
use crate::ui::tokens::{Density, Role, Tokens, Tone};
use crate::ui::view::{Selection, View};
use crate::ui::widgets::button::PushButton;
use crate::ui::widgets::card::Card;
use crate::ui::widgets::empty::EmptyState;
use crate::ui::widgets::{chip, elide};
use eframe::egui::{self, Align, Layout, Rect, Ui, UiBuilder, WidgetInfo, accesskit, pos2, vec2};

/// What the tab remembers between frames.
#[derive(Debug, Default)]
pub struct State {
    /// Another annex is to be made.
    adding: bool,
    /// The selection of the last frame: a new one is scrolled to.
    seen: Selection,
}

impl State {
    /// Makes another annex in the next frame and leads the keyboard to its title.
    pub fn add(&mut self) {
        self.adding = true;
    }
}

/// Where the keyboard goes: the row that is selected, else the first.
#[must_use]
pub fn cursors(view: &View<'_>) -> Vec<egui::Id> {
    let order = &view.insight.annexes.order;
    let selected = order
        .iter()
        .find(|id| *view.selection == Selection::Annex((*id).clone()));
    selected
        .into_iter()
        .chain(order.first())
        .map(row::id)
        .collect()
}

/// The shape and the colour of how far an annex is.
#[must_use]
pub const fn look(state: AnnexState) -> (Icon, Tone) {
    match state {
        AnnexState::Draft => (Icon::Circle, Tone::Idle),
        AnnexState::Partly => (Icon::CircleHalf, Tone::Doing),
        AnnexState::Agreed => (Icon::Handshake, Tone::Doing),
        AnnexState::Coming => (Icon::CalendarCheck, Tone::Doing),
        AnnexState::InForce => (Icon::CheckCircle, Tone::Done),
    }
}

/// Draws the tab.
pub fn show(ui: &mut Ui, view: &View<'_>, state: &mut State, commands: &mut Commands) {
    let tokens = Tokens::of(ui);
    keys::handle(ui, view, commands);
    let moved = state.seen != *view.selection;
    state.seen = view.selection.clone();
    let area = ui.available_rect_before_wrap();
    let inner = area.shrink2(vec2(tokens.size.content_padding, 0.0));
    ui.scope_builder(UiBuilder::new().max_rect(inner), |ui| {
        ui.spacing_mut().item_spacing = vec2(8.0, 0.0);
        header(ui, view, state, commands);
        let order = &view.insight.annexes.order;
        egui::ScrollArea::vertical()
            .id_salt("annexes")
            .auto_shrink([false, false])
            .show(ui, |ui| {
                Card::new().show(ui, |ui| {
                    if order.is_empty() {
                        empty(ui, view, state);
                    } else {
                        row::list(ui, view, order, moved, commands);
                    }
                });
                ui.add_space(tokens.size.card_gap);
            });
    });
    if std::mem::take(&mut state.adding) && view.read_only.is_none() {
        let id = view.fresh_id();
        commands.edit(Edit::create(&Path::new(Annex::KIND, id.as_str()), []));
        commands.push(Command::Select(Selection::Annex(id)));
        let ctx = ui.ctx();
        ctx.data_mut(|data| data.insert_temp(egui::Id::unique(FOCUS_REQUEST), true));
        ctx.request_repaint();
    }
}

fn empty(ui: &mut Ui, view: &View<'_>, state: &mut State) {
    let t = Texts(view.lang);
    let state_of = EmptyState {
        icon: Icon::Files,
        title: t.empty(),
        text: t.empty_text(),
        action: view.read_only.is_none().then(|| t.add()),
    };
    if state_of.show(ui) {
        state.add();
    }
}

/// The title, and the button that makes another annex.
fn header(ui: &mut Ui, view: &View<'_>, state: &mut State, _: &mut Commands) {
    let tokens = Tokens::of(ui);
    let p = &tokens.palette;
    let t = Texts(view.lang);
    let density = Density::for_height(ui.ctx().content_rect().height());
    let height = density.pick(tokens.size.page_header, tokens.size.page_header_compact);
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), height));
    let right_to_left = Layout::right_to_left(Align::Center);
    let mut right = ui.new_child(UiBuilder::new().max_rect(rect).layout(right_to_left));
    let add = PushButton::new(t.add())
        .icon(Icon::Plus)
        .disabled(read_only_reason(view))
        .tooltip("Insert");
    if add.show(&mut right).clicked() {
        state.add();
    }
    if view.is_sample() {
        right.add_space(4.0);
        chip::dashed_tag(&mut right, Icon::Flag, view.words().sample_data());
    }
    let line = Rect::from_min_max(
        rect.min,
        pos2(right.min_rect().left() - 12.0, rect.bottom()),
    );
    let painted = elide::text_in(
        ui.painter(),
        line,
        Align::Min,
        Role::PageTitle,
        t.title(),
        p.text,
    );
    let rest = Rect::from_min_max(pos2(painted.right() + 10.0, line.top()), line.max);
    if rest.width() > 24.0 {
        elide::text_in(
            ui.painter(),
            rest,
            Align::Min,
            Role::Body,
            t.about(),
            p.text2,
        );
    }
    let response = ui.interact(line, ui.scope_id().with("page-head"), egui::Sense::hover());
    response.widget_info(|| {
        let words = format!("{} {}", t.title(), t.about());
        WidgetInfo::labeled(accesskit::Role::Heading, true, words)
    });
}

/// What an annex is called: "Phụ lục 1".
#[must_use]
pub fn name(view: &View<'_>, annex: &Annex) -> String {
    Texts(view.lang).name(&annex.number, "")
}

/// The clauses that an annex amends in the order of the text, as they are cited; what is not in the text
/// comes last, by its id.
#[must_use]
pub fn clauses(view: &View<'_>, annex: &Annex) -> Vec<(Id, String)> {
    let text = &view.programme().text;
    let mut ids: Vec<&Id> = annex.clauses.iter().collect();
    ids.sort_by_key(|id| text.position(id.as_str()));
    ids.into_iter()
        .map(|id| {
            let cited = text
                .get(id.as_str())
                .map(|clause| view.words().article(&view.anchor(clause)));
            (id.clone(), cited.unwrap_or_else(|| id.to_string()))
        })
        .collect()
}
