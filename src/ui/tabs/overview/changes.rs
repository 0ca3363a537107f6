//! Thay đổi từ lần gửi gần nhất: all that the partner does not have yet, and the way to send it.

use super::Page;
use crate::insight::news::{News, PartyNews, Tally, Turn};
use crate::model::Id;
use crate::text::number::format_whole;
use crate::text::strings::sending::Sending;
use crate::ui::commands::{Ask, Command, Commands};
use crate::ui::icons::Icon;
use crate::ui::tokens::Role;
use crate::ui::view::ReadOnly;
use crate::ui::widgets::button::PushButton;
use crate::ui::widgets::card::{self, Card};
use crate::ui::widgets::elide;
use crate::ui::widgets::row::ListRow;
use crate::ui::widgets::seal::{SealSize, SealState, paint_seal};
use eframe::egui::{Align, Layout, Rect, Ui, UiBuilder, pos2, vec2};

/// The most rows: of more kinds the rest is told in one.
const MOST: usize = 5;

impl Page<'_> {
    pub(super) fn news(&self) -> &News {
        self.view.insight.news(self.view.document)
    }

    /// Whether there is anybody to send to, and somebody who sends.
    pub(super) fn has_changes(&self) -> bool {
        let author = self.view.document.author();
        author.is_some_and(|a| !a.party.is_empty()) && !self.news().parties.is_empty()
    }

    /// How many rows the card wants.
    pub(super) fn change_rows(&self) -> usize {
        match self.news().parties.as_slice() {
            [one] => one.tally.len().clamp(1, MOST),
            all => all.len().clamp(1, MOST),
        }
    }

    pub(super) fn changes(&self, ui: &mut Ui, rect: Rect, commands: &mut Commands) {
        let mut ui = Self::card_ui(ui, "changes", rect);
        let p = &self.tokens.palette;
        let t = Sending(self.view.lang);
        let news = self.news();
        let foot = self.changes_foot();
        let day = news.last.as_ref().filter(|last| last.sent);
        let aside = day.map(|last| t.card_aside(news.versions, &t.day(last.at)));
        let title = if aside.is_some() {
            t.card()
        } else {
            t.card_first()
        };
        let card = Card::titled(title).min_height(rect.height());
        card.show_with(
            &mut ui,
            |ui| {
                if let Some(aside) = &aside {
                    elide::plain(ui, Role::Label, aside, p.text2);
                }
            },
            |ui| {
                ui.add_space(4.0);
                let rows = (rect.bottom() - foot - 5.0 - ui.cursor().top()) / self.change_row();
                let rows = (rows + 0.01).max(1.0) as usize;
                match news.parties.as_slice() {
                    [one] => self.kinds(ui, one, rows),
                    all => self.parties(ui, all, rows, commands),
                }
            },
        );
        let line = Rect::from_min_max(
            pos2(rect.left() + 1.0, rect.bottom() - foot - 1.0),
            pos2(rect.right() - 1.0, rect.bottom() - foot),
        );
        card::divider(&ui, line);
        let room = Rect::from_min_max(line.left_bottom(), rect.max - vec2(1.0, 1.0));
        self.foot(&mut ui, room.shrink2(vec2(12.0, 0.0)), commands);
    }

    /// What the only partner lacks, by kind.
    fn kinds(&self, ui: &mut Ui, party: &PartyNews, rows: usize) {
        let t = Sending(self.view.lang);
        let p = &self.tokens.palette;
        let all = &party.tally;
        if all.is_empty() {
            let rect = self.change_line(ui);
            let at = pos2(rect.left() + 8.0, rect.center().y);
            Icon::CheckCircle.paint(ui.painter(), at, 15.0, p.done);
            let words = rect.with_min_x(rect.left() + 30.0);
            let said = t.card_nothing();
            elide::text_in(ui.painter(), words, Align::Min, Role::Body, said, p.text2);
            return;
        }
        let shown = if all.len() > rows {
            rows.saturating_sub(1)
        } else {
            all.len()
        };
        for tally in all.iter().take(shown) {
            self.kind(ui, tally);
        }
        let rest = all.get(shown..).unwrap_or_default();
        if !rest.is_empty() {
            let rect = self.change_line(ui);
            let count = rest.iter().map(|x| x.count).sum();
            let words = rect.with_min_x(rect.left() + 30.0);
            let said = t.card_rest(count, rest.len());
            elide::text_in(ui.painter(), words, Align::Min, Role::Body, &said, p.text2);
        }
    }

    fn change_line(&self, ui: &mut Ui) -> Rect {
        let (_id, rect) = ui.allocate_space(vec2(ui.available_width(), self.change_row()));
        rect.shrink2(vec2(self.tokens.size.card_padding, 0.0))
    }

    fn kind(&self, ui: &mut Ui, tally: &Tally) {
        let t = Sending(self.view.lang);
        let p = &self.tokens.palette;
        let rect = self.change_line(ui);
        let middle = rect.center().y;
        let icon = pos2(rect.left() + 8.0, middle);
        tally_icon(tally).paint(ui.painter(), icon, 15.0, p.text2);
        let count = format_whole(i64::try_from(tally.count).unwrap_or(i64::MAX));
        let digits = elide::width(ui.painter(), Role::CardTitle, &count).max(16.0);
        let number = Rect::from_min_max(
            pos2(rect.left() + 28.0, rect.top()),
            pos2(rect.left() + 28.0 + digits, rect.bottom()),
        );
        elide::text_in(
            ui.painter(),
            number,
            Align::Max,
            Role::CardTitle,
            &count,
            p.text,
        );
        let mut right = rect.right();
        for id in tally.parties.iter().rev() {
            if let Some(style) = self.view.seal_of(id.as_str()) {
                let at = pos2(right - 7.5, middle);
                let (size, state) = (SealSize::Small, SealState::Agreed);
                paint_seal(ui.painter(), at, size, &style, state, self.tokens);
                right -= 18.0;
            }
        }
        let words = Rect::from_min_max(
            pos2(number.right() + 8.0, rect.top()),
            pos2(right - 4.0, rect.bottom()),
        );
        let said = t.tally(tally);
        elide::text_in(ui.painter(), words, Align::Min, Role::Body, &said, p.text);
        let name = format!("{count} {said}");
        let response = ui.interact(
            rect,
            ui.scope_id().with(("kind", &*tally.kind, tally.turn)),
            eframe::egui::Sense::hover(),
        );
        response.widget_info(|| {
            let label = eframe::egui::accesskit::Role::Label;
            eframe::egui::WidgetInfo::labeled(label, true, &name)
        });
    }

    /// What each of several partners lacks.
    fn parties(&self, ui: &mut Ui, all: &[PartyNews], rows: usize, commands: &mut Commands) {
        let t = Sending(self.view.lang);
        let p = &self.tokens.palette;
        for party in all.iter().take(rows) {
            let name = self.party_name(&party.party);
            let things = party.things();
            let said = if things == 0 {
                t.has_all().to_owned()
            } else {
                t.lacking(&format_whole(i64::try_from(things).unwrap_or(i64::MAX)))
            };
            let label = format!("{name}, {said}");
            let row = ListRow::new(&label, self.change_row()).no_divider();
            let id = ui.scope_id().with(("party", &party.party));
            let output = row.show(ui, id, |ui| {
                let rect = ui.max_rect();
                if let Some(style) = self.view.seal_of(party.party.as_str()) {
                    let at = pos2(rect.left() + 8.0, rect.center().y);
                    let (size, state) = (SealSize::Small, SealState::Agreed);
                    paint_seal(ui.painter(), at, size, &style, state, self.tokens);
                }
                let words = rect.with_min_x(rect.left() + 26.0);
                elide::text_in(ui.painter(), words, Align::Min, Role::Body, &name, p.text);
                elide::text_in(
                    ui.painter(),
                    words,
                    Align::Max,
                    Role::Secondary,
                    &said,
                    p.text2,
                );
            });
            if output.response.clicked() {
                let to = Some(party.party.clone());
                commands.push(Command::Ask(Ask::Send { to }));
            }
        }
    }

    fn party_name(&self, id: &Id) -> String {
        let party = self.view.programme().parties.get(id);
        party.map_or_else(|| id.to_string(), |p| p.short_name.clone())
    }

    fn foot(&self, ui: &mut Ui, rect: Rect, commands: &mut Commands) {
        let t = Sending(self.view.lang);
        let p = &self.tokens.palette;
        let news = self.news();
        let layout = Layout::right_to_left(Align::Center);
        let builder = UiBuilder::new().id_salt("foot").max_rect(rect);
        let mut ends = ui.new_child(builder.layout(layout));
        let words = t.card_send(news.next_version);
        let button = PushButton::new(&words).icon(Icon::PaperPlaneTilt);
        let past = self.view.read_only == Some(ReadOnly::Past);
        if !past && button.show(&mut ends).clicked() {
            commands.push(Command::Ask(Ask::Send { to: None }));
        }
        if let [one] = news.parties.as_slice()
            && one.things() > 0
        {
            let count = format_whole(i64::try_from(one.things()).unwrap_or(i64::MAX));
            let said = t.lacks(&self.party_name(&one.party), &count);
            let room = rect.with_max_x(ends.min_rect().left() - 8.0);
            elide::text_in(
                ui.painter(),
                room,
                Align::Min,
                Role::Secondary,
                &said,
                p.text2,
            );
        }
    }
}

/// The shape of what became of things of a kind.
fn tally_icon(tally: &Tally) -> Icon {
    match (&*tally.kind, tally.turn) {
        (_, Turn::Deleted) => Icon::Trash,
        ("payments" | "budget_lines", _) => Icon::Money,
        ("evidence", _) => Icon::Paperclip,
        ("notes", _) => Icon::Note,
        ("plans", _) => Icon::CalendarBlank,
        ("agreements", _) => Icon::SealCheck,
        ("annexes", _) => Icon::Files,
        ("houses", _) => Icon::HouseLine,
        (_, Turn::Made) => Icon::Plus,
        (_, Turn::Edited) => Icon::PencilSimple,
    }
}
