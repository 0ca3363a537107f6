//! The left part of the dialog: to whom, what was exchanged, and what they do not have yet, by Điều.

use super::{Page, State};
use crate::insight::news::{Fact, PartyNews, Turn};
use crate::model::{House, Id, Path};
use crate::text::number::format_whole;
use crate::text::strings::Lang;
use crate::text::strings::merge::Merge;
use crate::ui::icons::Icon;
use crate::ui::tokens::{Role, Tokens};
use crate::ui::widgets::elide;
use crate::ui::widgets::empty::EmptyState;
use crate::ui::widgets::seal::{SealSize, SealState, seal};
use crate::ui::widgets::segmented::segmented;
use crate::ui::widgets::table::virtual_rows;
use eframe::egui::{
    Align, Frame, Id as UiId, Rect, Sense, Stroke, Ui, WidgetInfo, accesskit, vec2,
};

/// The height of a row, in points.
const ROW: f32 = 26.0;
/// Where the words of a row begin, behind its mark, in points.
const LEFT: f32 = 22.0;
/// More than this are not told one by one: a first copy holds everything.
const MOST: usize = 2_000;

/// What a party does not have yet, one thing a row.
#[derive(Debug)]
pub(super) struct Rows {
    /// For whom, whether households are named, and in which language.
    pub key: (Option<Id>, bool, Lang),
    list: Vec<Row>,
}

#[derive(Debug)]
enum Row {
    /// A Điều with the number of its things.
    Head(u8, usize),
    /// What is new about a thing.
    Fact(Box<Fact>),
    /// A house that was edited: what of it would name a household.
    House(Path),
    /// So many more.
    More(usize),
}

impl Rows {
    pub fn of(page: Page<'_>, party: Option<&PartyNews>, key: (Option<Id>, bool, Lang)) -> Self {
        let document = page.view.document;
        let (mut list, mut left) = (Vec::new(), 0);
        let groups = party.filter(|p| !p.is_first());
        for (article, things) in groups.map(|p| p.by_article(document)).unwrap_or_default() {
            list.push(Row::Head(article, things.len()));
            for (on, turn) in things {
                if list.len() >= MOST {
                    left += 1;
                } else if on.kind() == House::KIND && turn == Turn::Edited && !page.view.names {
                    list.push(Row::House(on));
                } else if let Some(party) = party {
                    let facts = party.facts(document, &on).into_iter();
                    list.extend(facts.map(|fact| Row::Fact(Box::new(fact))));
                }
            }
        }
        if left > 0 {
            list.push(Row::More(left));
        }
        Self { key, list }
    }
}

impl Page<'_> {
    pub(super) fn main(self, ui: &mut Ui, state: &mut State) {
        let t = self.t;
        let p = &Tokens::of(ui).palette;
        let news = self.view.insight.news(self.view.document);
        ui.spacing_mut().item_spacing.y = 3.0;
        elide::plain(ui, Role::CardTitle, t.to(), p.text);
        ui.add_space(2.0);
        if news.parties.len() > 1 {
            self.choose(ui, state);
        }
        let to: Vec<&PartyNews> = state
            .to
            .as_deref()
            .unwrap_or_default()
            .iter()
            .filter_map(|id| news.of_party(id.as_str()))
            .collect();
        for party in &to {
            self.exchanged(ui, party);
        }
        if to.len() > 1 {
            let names: Vec<String> = to.iter().map(|x| self.party(&x.party)).collect();
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            ui.add_space(4.0);
            if let Some(chosen) = segmented(ui, t.to(), &names, state.shown) {
                state.shown = chosen;
            }
        }
        let Some(party) = to.get(state.shown) else {
            return;
        };
        ui.add_space(6.0);
        self.told(ui, party);
        ui.add_space(4.0);
        let known = state.known.as_ref();
        if let Some((known, rows)) = known.and_then(|k| Some((k, k.rows.as_ref()?))) {
            self.list(ui, party, rows, &|text| {
                known.scrub.clean(text).into_owned()
            });
        }
    }

    fn party(self, id: &Id) -> String {
        let party = self.view.programme().parties.get(id);
        party.map_or_else(|| id.to_string(), |p| p.short_name.clone())
    }

    /// A party with its seal, and what was exchanged with it.
    fn exchanged(self, ui: &mut Ui, party: &PartyNews) {
        let t = self.t;
        let p = &Tokens::of(ui).palette;
        let day = |cut: &crate::change::Cut| {
            let at = chrono::DateTime::parse_from_rfc3339(&cut.at).ok();
            t.day(at)
        };
        let sent = party
            .exchange
            .last_sent
            .as_ref()
            .map(|c| t.last_sent(&day(c)));
        let back = party.exchange.last_received.as_ref();
        let back = back.map(|c| t.last_received(&day(c)));
        let said: Vec<String> = sent.into_iter().chain(back).collect();
        let said = if said.is_empty() {
            t.never().to_owned()
        } else {
            said.join(" · ")
        };
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 8.0;
            let name = self.party(&party.party);
            if let Some(style) = self.view.seal_of(party.party.as_str()) {
                seal(ui, SealSize::Medium, &style, SealState::Agreed, &name);
            }
            elide::plain(ui, Role::BodyStrong, &name, p.text);
            elide::plain(ui, Role::Secondary, &said, p.text2);
        });
    }

    /// How much is new, and what is known of the rest.
    fn told(self, ui: &mut Ui, party: &PartyNews) {
        let t = self.t;
        let p = &Tokens::of(ui).palette;
        let name = self.party(&party.party);
        let things = party.things();
        let headline = if party.is_first() {
            t.first_time(&name)
        } else if things == 0 {
            t.lacks_nothing(&name)
        } else {
            t.lacks(&name, &whole(things))
        };
        elide::plain(ui, Role::BodyStrong, &headline, p.text);
        if !party.is_first() && things > 0 {
            let tally = party.tally.iter();
            let tally = tally.map(|one| format!("{} {}", whole(one.count), t.tally(one)));
            let tally: Vec<String> = tally.collect();
            elide::plain(ui, Role::Secondary, &tally.join(" · "), p.text2);
        }
        if party.counts[1] > 0 {
            let sent = party.exchange.last_sent.as_ref();
            let at = sent.and_then(|c| chrono::DateTime::parse_from_rfc3339(&c.at).ok());
            let words = t.waiting(&t.day(at), &whole(party.counts[1]));
            elide::plain(ui, Role::Secondary, &words, p.text2);
        }
        if party.counts[0] > 0 {
            elide::plain(
                ui,
                Role::Secondary,
                &t.known(&whole(party.counts[0])),
                p.text2,
            );
        }
    }

    fn list(self, ui: &mut Ui, party: &PartyNews, rows: &Rows, clean: &dyn Fn(&str) -> String) {
        let tokens = Tokens::of(ui);
        let p = &tokens.palette;
        let rest = ui.available_rect_before_wrap();
        if rows.list.is_empty() {
            let (icon, title, text) = if party.is_first() {
                (
                    Icon::PaperPlaneTilt,
                    self.t.first_title(),
                    self.t.first_text(),
                )
            } else {
                (
                    Icon::CheckCircleOutline,
                    self.t.nothing_title(),
                    self.t.nothing_new(),
                )
            };
            EmptyState {
                icon,
                title,
                text,
                action: None,
            }
            .show(ui);
            return;
        }
        ui.painter().rect(
            rest,
            tokens.radius.card,
            p.surface,
            Stroke::new(tokens.stroke.hairline, p.line),
            eframe::egui::StrokeKind::Inside,
        );
        let mut inner = ui.new_child(eframe::egui::UiBuilder::new().max_rect(rest.shrink(1.0)));
        inner.set_clip_rect(rest.shrink(1.0).intersect(ui.clip_rect()));
        Frame::new().show(&mut inner, |ui| {
            virtual_rows(
                ui,
                UiId::unique("news"),
                ROW,
                rows.list.len(),
                |ui, range| {
                    for nth in range {
                        if let Some(row) = rows.list.get(nth) {
                            self.row(ui, row, clean);
                        }
                    }
                },
            );
        });
    }

    fn row(self, ui: &mut Ui, row: &Row, clean: &dyn Fn(&str) -> String) {
        let p = &Tokens::of(ui).palette;
        let t = self.t;
        let programmes = [self.view.programme()];
        let (rect, response) =
            ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::hover());
        let inner = rect.shrink2(vec2(12.0, 0.0));
        let said = match row {
            Row::Head(article, count) => {
                ui.painter().rect_filled(rect, 0, p.panel);
                let name = Merge(self.view.lang).article(*article);
                elide::text_in(
                    ui.painter(),
                    inner,
                    Align::Min,
                    Role::SecondaryStrong,
                    &name,
                    p.text,
                );
                let count = whole(*count);
                elide::text_in(
                    ui.painter(),
                    inner,
                    Align::Max,
                    Role::Secondary,
                    &count,
                    p.text2,
                );
                name
            }
            Row::More(count) => {
                let words = t.more(*count);
                elide::text_in(
                    ui.painter(),
                    inner,
                    Align::Min,
                    Role::Secondary,
                    &words,
                    p.text2,
                );
                words
            }
            Row::Fact(fact) => {
                let mut words = t.fact(fact, &programmes);
                if !self.view.names {
                    words = clean(&words);
                }
                self.line(ui, inner, turn_icon(fact.turn), &words);
                words
            }
            Row::House(on) => {
                let words = t.edited(&Merge(self.view.lang).name(on, &programmes));
                self.line(ui, inner, turn_icon(Turn::Edited), &words);
                words
            }
        };
        response.widget_info(|| WidgetInfo::labeled(accesskit::Role::Label, true, &said));
        // What is cut off is told in full.
        let room = inner.width() - LEFT;
        if elide::width(ui.painter(), Role::Secondary, &said) > room {
            response.on_hover_text(&said);
        }
    }

    fn line(self, ui: &Ui, rect: Rect, icon: Icon, words: &str) {
        let p = &Tokens::of(ui).palette;
        let words = words.replace('\n', " ");
        icon.paint(
            ui.painter(),
            rect.left_center() + vec2(7.0, 0.0),
            14.0,
            p.text2,
        );
        let at = rect.with_min_x(rect.left() + LEFT);
        elide::text_in(
            ui.painter(),
            at,
            Align::Min,
            Role::Secondary,
            &words,
            p.text,
        );
    }
}

/// The shape of what became of a thing.
const fn turn_icon(turn: Turn) -> Icon {
    match turn {
        Turn::Made => Icon::Plus,
        Turn::Edited => Icon::PencilSimple,
        Turn::Deleted => Icon::Trash,
    }
}

/// A count as it stands in sentences.
fn whole(count: usize) -> String {
    format_whole(i64::try_from(count).unwrap_or(i64::MAX))
}
