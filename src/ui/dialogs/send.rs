//! Gửi: what a partner does not have yet, and in which form it goes there. Nothing is written here; the app
//! asks where to.

mod rows;

use crate::merge::{Scrub, open_conflicts};
use crate::model::Id;
use crate::report::summary::{Kind, Parcel, file_name, summary};
use crate::text::strings::sending::Sending as Texts;
use crate::ui::commands::{Command, Commands, Sending, Way};
use crate::ui::icons::Icon;
use crate::ui::tokens::{Role, Tokens};
use crate::ui::view::{ReadOnly, View};
use crate::ui::widgets::button::PushButton;
use crate::ui::widgets::check::{checkbox, radio};
use crate::ui::widgets::dialog::{Dialog, footer};
use crate::ui::widgets::elide;
use chrono::NaiveDate;
use eframe::egui::{Context, Rect, Ui, UiBuilder, pos2, vec2};
use rows::Rows;

/// What the dialog remembers between frames.
#[derive(Debug)]
pub struct State {
    /// The parties that it goes to; all others before the first frame.
    to: Option<Vec<Id>>,
    way: Way,
    names: bool,
    /// Whose news are listed, among those that it goes to.
    shown: usize,
    /// The day on which it is sent.
    on: NaiveDate,
    /// The document has no file yet, or one that nothing is kept in.
    no_file: bool,
    /// There is something that the file does not hold.
    unsaved: bool,
    /// The size of the file in bytes.
    len: u64,
    known: Option<Known>,
}

/// What follows from one revision of the document.
#[derive(Debug)]
struct Known {
    revision: u64,
    conflicts: usize,
    /// How many households are named.
    households: usize,
    scrub: Scrub,
    rows: Option<Rows>,
}

/// How the document stands to its file.
#[derive(Clone, Copy, Debug)]
pub struct Standing {
    /// It has no place of its own.
    pub no_file: bool,
    /// The file does not hold all of it.
    pub unsaved: bool,
    /// The size of the file in bytes.
    pub len: u64,
}

/// What was pressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It stays open.
    Open,
    /// It is done with.
    Closed,
    /// The document is to be saved first, and the dialog shown again.
    SaveFirst,
}

/// How many bytes of a letter many mailboxes take at most.
const HEAVY: u64 = 20 * 1024 * 1024;
/// The width of the dialog, and of its right part, in points.
const WIDTH: f32 = 900.0;
const SIDE: f32 = 306.0;

impl State {
    /// Begins with one party, or with all others.
    #[must_use]
    pub fn of(to: Option<Id>, on: NaiveDate, standing: Standing) -> Self {
        Self {
            to: to.map(|id| vec![id]),
            way: Way::Copy,
            names: false,
            shown: 0,
            on,
            no_file: standing.no_file,
            unsaved: standing.unsaved,
            len: standing.len,
            known: None,
        }
    }

    fn wish(&self) -> Sending {
        Sending {
            way: self.way,
            to: self.to.clone().unwrap_or_default(),
            names: self.names,
        }
    }
}

/// What every part of the dialog draws from.
#[derive(Clone, Copy)]
struct Page<'a> {
    view: &'a View<'a>,
    t: Texts,
}

/// Shows the dialog.
pub fn show(ctx: &Context, view: &View<'_>, state: &mut State, commands: &mut Commands) -> Outcome {
    let page = Page {
        view,
        t: Texts(view.lang),
    };
    let t = page.t;
    page.know(state);
    let blocked = page.blocked(state);
    if blocked.is_some() && state.way.is_recorded() && page.only_reading() {
        state.way = Way::Page;
    }
    let blocked = blocked.filter(|_| state.way.is_recorded());
    let (mut go, mut back, mut save) = (false, false, false);
    let dialog = Dialog::new("send", t.title(), t.cancel()).width(WIDTH);
    let outcome = dialog.show(ctx, |ui| {
        let height = super::body_height(ctx, 470.0);
        let (_id, body) = ui.allocate_space(vec2(ui.available_width(), height));
        let side = Rect::from_min_max(pos2(body.right() - SIDE, body.top()), body.max);
        let main = Rect::from_min_max(body.min, pos2(side.left() - 20.0, body.bottom()));
        let mut child = |name: &str, rect: Rect| {
            let mut child = ui.new_child(UiBuilder::new().id_salt(name).max_rect(rect));
            child.set_clip_rect(rect.expand(3.0).intersect(ui.clip_rect()));
            child
        };
        let (mut left, mut right) = (child("main", main), child("side", side));
        page.main(&mut left, state);
        save = page.side(&mut right, state);
        footer(ui, |ui| {
            let version = view.insight.news(view.document).next_version;
            let words = match state.way {
                Way::Copy => t.go_copy(version),
                Way::Mail => t.go_mail(version),
                Way::Page => t.go_page().to_owned(),
                Way::Anonymised => t.go_anonymised().to_owned(),
            };
            let icon = match state.way {
                Way::Copy => Icon::PaperPlaneTilt,
                Way::Mail => Icon::EnvelopeSimple,
                Way::Page => Icon::FileText,
                Way::Anonymised => Icon::EyeSlash,
            };
            let button = PushButton::primary(&words).icon(icon).disabled(blocked);
            go = button.show(ui).clicked();
            back = PushButton::new(t.cancel()).show(ui).clicked();
            if state.way.is_recorded() {
                let copy = PushButton::quiet(t.copy_summary()).icon(Icon::Copy);
                if copy.show(ui).clicked() {
                    commands.push(Command::Copy(page.summary(state)));
                }
            }
        });
    });
    if save {
        return Outcome::SaveFirst;
    }
    if go {
        commands.push(Command::Send(state.wish()));
    }
    if go || back || outcome.closed {
        Outcome::Closed
    } else {
        Outcome::Open
    }
}

/// How many households are named.
fn named(view: &View<'_>) -> usize {
    let houses = view.programme().houses.values();
    houses.filter(|h| !h.household.trim().is_empty()).count()
}

impl Page<'_> {
    /// Brings what follows from the document up to date.
    fn know(self, state: &mut State) {
        let view = self.view;
        let news = view.insight.news(view.document);
        let to = state.to.get_or_insert_with(|| {
            // News of somebody who has a copy say more than that somebody has none.
            let first = news.parties.iter().position(|p| !p.is_first());
            state.shown = first.unwrap_or(0);
            news.parties.iter().map(|p| p.party.clone()).collect()
        });
        to.retain(|id| news.of_party(id.as_str()).is_some());
        state.shown = state.shown.min(to.len().saturating_sub(1));
        let shown = to.get(state.shown);
        let revision = view.document.revision();
        if state.known.as_ref().is_none_or(|k| k.revision != revision) {
            state.known = Some(Known {
                revision,
                conflicts: open_conflicts(view.document).len(),
                households: named(view),
                scrub: Scrub::of(view.document),
                rows: None,
            });
        }
        if let Some(known) = &mut state.known {
            let party = shown.and_then(|id| news.of_party(id.as_str()));
            let key = (shown.cloned(), view.names, view.lang);
            if known.rows.as_ref().is_none_or(|rows| rows.key != key) {
                known.rows = Some(Rows::of(self, party, key));
            }
        }
    }

    /// Why nothing can be recorded as sent.
    fn only_reading(self) -> bool {
        let read_only = self.view.read_only;
        read_only.is_some_and(|why| why != ReadOnly::NoPlace)
    }

    fn blocked(self, state: &State) -> Option<&'static str> {
        let t = self.t;
        match self.view.read_only {
            Some(ReadOnly::ViewOnly) => Some(t.no_side()),
            Some(ReadOnly::Newer) => Some(t.is_newer()),
            Some(ReadOnly::Past) => Some(t.is_past()),
            Some(ReadOnly::Elsewhere) => Some(t.is_elsewhere()),
            Some(ReadOnly::NoPlace) => Some(t.no_file()),
            None if state.no_file => Some(t.no_file()),
            None if self
                .view
                .insight
                .news(self.view.document)
                .parties
                .is_empty() =>
            {
                Some(t.no_parties())
            }
            None if state.to.as_ref().is_some_and(Vec::is_empty) => Some(t.choose_party()),
            None => None,
        }
    }

    /// What is said of it in a few lines, without the names of households.
    fn summary(self, state: &State) -> String {
        let to = state.to.as_deref().unwrap_or_default();
        let parcel = Parcel {
            document: self.view.document,
            insight: self.view.insight,
            to,
            on: state.on,
            conflicts: state.known.as_ref().map_or(0, |k| k.conflicts),
        };
        let text = summary(
            &parcel,
            &file_name(self.view.document, Kind::Copy, state.on),
        );
        match &state.known {
            Some(known) => known.scrub.clean(&text).into_owned(),
            None => text,
        }
    }

    /// The right part: how it goes, and what is to be known before. Returns whether it is to be saved first.
    fn side(self, ui: &mut Ui, state: &mut State) -> bool {
        let t = self.t;
        let p = &Tokens::of(ui).palette;
        ui.spacing_mut().item_spacing.y = 3.0;
        elide::plain(ui, Role::CardTitle, t.how(), p.text);
        ui.add_space(2.0);
        let blocked = self.blocked(state).filter(|_| self.only_reading());
        for way in Way::ALL {
            let (words, more) = match way {
                Way::Copy => (t.way_copy(), t.way_copy_text()),
                Way::Mail => (t.way_mail(), t.way_mail_text()),
                Way::Page => (t.way_page(), t.way_page_text()),
                Way::Anonymised => (t.way_anonymised(), t.way_anonymised_text()),
            };
            let reason = blocked.filter(|_| way.is_recorded());
            if radio(ui, state.way == way, words, reason).clicked() {
                state.way = way;
            }
            if state.way == way {
                ui.horizontal(|ui| {
                    ui.add_space(24.0);
                    ui.vertical(|ui| {
                        elide::paragraph(ui, Role::Secondary, more, p.text2);
                        if way == Way::Page {
                            if checkbox(ui, state.names, t.with_names(), None).clicked() {
                                state.names = !state.names;
                            }
                            let (words, ink) = if state.names {
                                (t.page_with_names(), p.soon)
                            } else {
                                (t.page_without_names(), p.text2)
                            };
                            elide::plain(ui, Role::Secondary, words, ink);
                        }
                    });
                });
                ui.add_space(3.0);
            }
        }
        self.warnings(ui, state)
    }

    fn warnings(self, ui: &mut Ui, state: &State) -> bool {
        let t = self.t;
        let p = &Tokens::of(ui).palette;
        let mut said: Vec<(Icon, String)> = Vec::new();
        let mut save = false;
        let blocked = self.blocked(state);
        if let Some(why) = blocked {
            said.push((Icon::WarningCircle, why.to_owned()));
        }
        if state.way.is_recorded() && blocked.is_none() {
            if state.unsaved {
                said.push((Icon::FloppyDisk, t.unsaved().to_owned()));
            }
            if let Some(known) = &state.known {
                if known.conflicts > 0 {
                    said.push((Icon::GitDiff, t.conflicts(known.conflicts)));
                }
                if known.households > 0 {
                    said.push((Icon::Eye, t.has_names(known.households)));
                }
            }
            let problems = self.view.insight.problems(self.view.document).len();
            if problems > 0 {
                said.push((Icon::WarningCircle, t.problems(problems)));
            }
            let letter = state.len / 3 * 4;
            if state.way == Way::Mail && letter > HEAVY {
                let size = usize::try_from(letter / (1024 * 1024)).unwrap_or(usize::MAX);
                said.push((Icon::Warning, t.heavy(size)));
            }
        }
        if said.is_empty() {
            return false;
        }
        ui.add_space(8.0);
        elide::plain(ui, Role::CardTitle, t.before(), p.text);
        ui.add_space(2.0);
        for (icon, words) in said {
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = 8.0;
                icon.show(ui, 16.0, p.soon);
                ui.vertical(|ui| elide::paragraph(ui, Role::Secondary, &words, p.text));
            });
        }
        let may_save = matches!(self.view.read_only, None | Some(ReadOnly::NoPlace));
        if state.no_file && may_save {
            ui.add_space(2.0);
            let button = PushButton::new(t.save_first()).icon(Icon::FloppyDisk);
            save = button.show(ui).clicked();
        }
        save
    }

    /// A party that it goes to, where there are several.
    fn choose(self, ui: &mut Ui, state: &mut State) {
        let p = self.view.programme();
        let news = self.view.insight.news(self.view.document);
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = 14.0;
            for party in &news.parties {
                let name = p.parties.get(party.party.as_str());
                let name = name.map_or_else(String::new, |x| x.short_name.clone());
                let to = state.to.get_or_insert_default();
                let on = to.contains(&party.party);
                if checkbox(ui, on, &name, None).clicked() {
                    if on {
                        to.retain(|id| *id != party.party);
                    } else {
                        to.push(party.party.clone());
                    }
                }
            }
        });
    }
}
