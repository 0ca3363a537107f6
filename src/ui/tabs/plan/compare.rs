//! "So sánh": two moments, the thread that compares them, and what it found.

use super::{State, texts};
use crate::change::{ChangeId, CutKind, Document, Knows, Past};
use crate::edit::Edit;
use crate::insight::moments::{Moment, MomentName};
use crate::insight::timeline::Compared;
use crate::insight::{Insight, YearFilter};
use crate::model::Activity;
use crate::text::date;
use crate::ui::commands::{Command, Commands};
use crate::ui::icons::Icon;
use crate::ui::inspector::menu;
use crate::ui::inspector::pieces::FormField;
use crate::ui::tokens::{Role, Tokens};
use crate::ui::view::{ReadOnly, View};
use crate::ui::widgets::button::PushButton;
use crate::ui::widgets::elide;
use crate::ui::widgets::field::{CommitBy, TextField};
use chrono::{Datelike as _, NaiveDate};
use eframe::egui::{
    Context, Id as UiId, Popup, PopupCloseBehavior, Rect, Response, ScrollArea, Sense, Ui, vec2,
};
use std::sync::mpsc::{Receiver, TryRecvError, channel};

/// Two moments: a cut, and a later one or now.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Pair {
    from: ChangeId,
    /// None is now.
    to: Option<ChangeId>,
}

/// What is compared, and what came of it.
#[derive(Debug, Default)]
pub(super) struct Compare {
    wanted: Option<Pair>,
    /// The last result, with what it is of and the revision.
    ready: Option<(Pair, At, Compared)>,
    /// What was at the later moment, where that is not now.
    past: Option<Box<Then>>,
    /// What is compared and what was found, in words.
    words: String,
    /// Counts the results, so that rows know when they are stale.
    count: u64,
    at_work: Option<Work>,
    /// The name of a moment that is being saved.
    name: Option<FormField>,
    fresh: bool,
}

#[derive(Debug)]
struct Work {
    pair: Pair,
    at: At,
    answer: Receiver<(Compared, Option<Box<Then>>)>,
}

/// What a result follows from besides its moments: the revision and the years that are shown.
type At = (u64, YearFilter);

/// The document as it was at the later moment: it is drawn in the place of today's.
#[derive(Debug)]
pub(super) struct Then {
    document: Document,
    insight: Insight,
}

impl Then {
    /// The view of then. Nothing can be changed in it.
    pub(super) fn view<'a>(&'a self, now: &View<'a>) -> View<'a> {
        View {
            document: &self.document,
            insight: &self.insight,
            read_only: Some(ReadOnly::ViewOnly),
            ..*now
        }
    }

    /// Whether what was asked for in the view of then can be done now.
    pub(super) fn allows(now: &View<'_>, command: &Command) -> bool {
        match command {
            Command::Edit(_) | Command::Ask(_) => false,
            Command::Select(_) | Command::Reveal(_) | Command::PlanPage { .. } => {
                super::page::there_now(now, command)
            }
            _ => true,
        }
    }
}

impl Compare {
    /// Whether two moments are compared.
    pub(super) const fn is_on(&self) -> bool {
        self.wanted.is_some()
    }

    /// Whether a result is awaited.
    pub(super) const fn is_busy(&self) -> bool {
        self.at_work.is_some()
    }

    /// Whether the later moment is a past one, so that bars stand where they stood.
    pub(super) fn shows_past(&self) -> bool {
        self.wanted.as_ref().is_some_and(|pair| pair.to.is_some())
    }

    /// What is drawn in the place of today's document, for the time of a frame.
    pub(super) fn take_past(&mut self) -> Option<Box<Then>> {
        self.ready()?;
        self.past.take()
    }

    /// Takes it back.
    pub(super) fn put_past(&mut self, past: Option<Box<Then>>) {
        if self.ready.is_some() && past.is_some() {
            self.past = past;
        }
    }

    /// What is drawn in the place of today's document.
    pub(super) fn past(&self) -> Option<(&Document, &Insight)> {
        self.ready()?;
        let then = self.past.as_ref()?;
        Some((&then.document, &then.insight))
    }

    /// What is compared and what was found, in words.
    pub(super) fn words(&self) -> &str {
        &self.words
    }

    /// What is compared, once it is known. An older result stays until the next one is there.
    pub(super) fn ready(&self) -> Option<&Compared> {
        let wanted = self.wanted.as_ref()?;
        let (pair, _, compared) = self.ready.as_ref()?;
        (pair == wanted).then_some(compared)
    }

    /// The activities that are there no more.
    pub(super) fn removed(&self) -> &[Activity] {
        self.ready().map_or(&[], |c| &c.removed)
    }

    /// The number of the result that is shown; 0 for none.
    pub(super) fn number(&self) -> u64 {
        self.ready().map_or(0, |_| self.count)
    }

    /// Compares a moment with now.
    pub(super) fn start(&mut self, from: ChangeId) {
        self.wanted = Some(Pair { from, to: None });
    }

    /// Compares two past moments.
    #[cfg(test)]
    pub(super) fn between(&mut self, from: ChangeId, to: ChangeId) {
        let to = Some(to);
        self.wanted = Some(Pair { from, to });
    }

    /// Stops comparing.
    pub(super) fn stop(&mut self) {
        self.wanted = None;
        self.at_work = None;
        self.ready = None;
        self.past = None;
    }

    /// Takes in a result, and asks for the next one where the document or the moments changed.
    pub(super) fn follow(&mut self, ctx: &Context, view: &View<'_>) {
        let answer = self.at_work.as_ref().map(|work| work.answer.try_recv());
        match answer {
            Some(Ok((compared, past))) => {
                if let Some(work) = self.at_work.take() {
                    self.count += 1;
                    self.ready = Some((work.pair, work.at, compared));
                    self.past = past;
                }
            }
            Some(Err(TryRecvError::Disconnected)) => {
                // The thread ended without an answer: nothing to wait for.
                self.at_work = None;
                self.wanted = None;
            }
            Some(Err(TryRecvError::Empty)) | None => {}
        }
        let Some(pair) = self.wanted.clone() else {
            return;
        };
        let now = (view.insight.revision, view.years);
        let known = |of: &Pair, at: At| *of == pair && at == now;
        let is_ready = self.ready.as_ref().is_some_and(|(p, r, _)| known(p, *r));
        let is_asked = self.at_work.as_ref().is_some_and(|w| known(&w.pair, w.at));
        if is_ready || is_asked {
            return;
        }
        let knows = |id: &ChangeId| {
            let mut moments = view.insight.moments(view.document).iter();
            let moment = moments.find(|m| m.cut.id == *id)?;
            // What was late then, not what would be late by now.
            let today = day(moment).unwrap_or(view.today);
            Some((moment.cut.knows.clone(), today))
        };
        let (Some(from), to) = (knows(&pair.from), pair.to.as_ref().map(knows)) else {
            // The moment was undone or deleted.
            self.stop();
            return;
        };
        if to.as_ref().is_some_and(Option::is_none) {
            self.stop();
            return;
        }
        let past = view.document.past();
        let is_now = view.document.knows();
        let (ctx, to) = (ctx.clone(), to.flatten());
        let (send, answer) = channel();
        let run = move || {
            // Nobody may wait for it any more; then the answer is of no use.
            let _ = send.send(compared(&past, &from.0, to, &is_now, now.1));
            ctx.request_repaint();
        };
        let thread = std::thread::Builder::new().name("compare".into());
        if thread.spawn(run).is_ok() {
            self.at_work = Some(Work {
                pair,
                at: now,
                answer,
            });
        } else {
            self.stop();
        }
    }
}

/// The work of the thread. `to` is the later moment and its day, where that is not now.
fn compared(
    past: &Past,
    from: &Knows,
    to: Option<(Knows, NaiveDate)>,
    now: &Knows,
    years: YearFilter,
) -> (Compared, Option<Box<Then>>) {
    let before = past.at(from);
    match to {
        None => {
            let now = past.at(now);
            (Compared::of(before.programme(), now.programme()), None)
        }
        Some((to, today)) => {
            let document = past.at(&to);
            let insight = Insight::of(&document, today, years);
            let compared = Compared::of(before.programme(), document.programme());
            (compared, Some(Box::new(Then { document, insight })))
        }
    }
}

/// The name of a moment and its day.
fn name(view: &View<'_>, moment: &Moment) -> String {
    let short = |id: &crate::model::Id| view.unit_name(id);
    let words = texts(view).moment(&moment.name, short);
    match day(moment) {
        Some(day) => format!("{words} · {}", date::format(day)),
        None => words,
    }
}

fn day(moment: &Moment) -> Option<NaiveDate> {
    moment.cut.at.get(..10)?.parse().ok()
}

/// The moment that is offered first: the last one that the user named, else the last issue of a
/// plan of the year, else the last agreement, else the last of all.
fn default_of<'a>(view: &View<'_>, moments: &'a [Moment]) -> Option<&'a Moment> {
    let year = match view.years {
        YearFilter::Year(year) => year,
        YearFilter::All => view.today.year(),
    };
    let issued = |m: &&Moment| match &m.name {
        MomentName::Issued(plan) | MomentName::BeforeAdjustment(plan) => plan.year == Some(year),
        _ => false,
    };
    let last = |kind: CutKind| moments.iter().rev().find(|m| m.cut.kind == kind);
    last(CutKind::Baseline)
        .or_else(|| moments.iter().rev().find(issued))
        .or_else(|| last(CutKind::Agreement))
        .or(moments.last())
}

/// The list under the button. Pressing it compares at once; the list changes what with.
pub(super) fn popup(
    button: &Response,
    view: &View<'_>,
    state: &mut State,
    commands: &mut Commands,
) {
    let moments = || view.insight.moments(view.document);
    if button.clicked() && state.compare.wanted.is_none() {
        let first = default_of(view, moments()).map(|moment| moment.cut.id.clone());
        if let Some(from) = first {
            state.compare.start(from);
        }
    }
    Popup::menu(button)
        .width(380.0)
        .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
        .show(|ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            list(ui, view, state, moments(), commands);
        });
}

fn list(
    ui: &mut Ui,
    view: &View<'_>,
    state: &mut State,
    moments: &[Moment],
    commands: &mut Commands,
) {
    let t = texts(view);
    let p = &Tokens::of(ui).palette;
    let head = |ui: &mut Ui, words: &str| {
        ui.add_space(6.0);
        elide::plain(ui, Role::NavGroup, words, p.text2);
        ui.add_space(2.0);
    };
    if moments.is_empty() {
        ui.add_space(6.0);
        elide::paragraph(ui, Role::Secondary, t.compare_none(), p.text2);
    } else {
        let wanted = state.compare.wanted.clone();
        let third = (ui.ctx().content_rect().height() / 3.0 - 60.0).clamp(90.0, 200.0);
        head(ui, t.compare_from());
        let mut chosen: Option<Pair> = None;
        ScrollArea::vertical()
            .id_salt("from")
            .max_height(third)
            .show(ui, |ui| {
                let is_named = |m: &&Moment| m.cut.kind == CutKind::Baseline;
                let (named, kept): (Vec<&Moment>, Vec<&Moment>) =
                    moments.iter().rev().partition(is_named);
                let both = !named.is_empty() && !kept.is_empty();
                for (group, words) in [(named, t.compare_named()), (kept, t.compare_kept())] {
                    if both {
                        elide::plain(ui, Role::Label, words, p.text3);
                    }
                    for moment in group {
                        let id = &moment.cut.id;
                        let on = wanted.as_ref().is_some_and(|pair| pair.from == *id);
                        if entry(ui, &name(view, moment), on) {
                            chosen = Some(Pair {
                                from: id.clone(),
                                to: wanted.as_ref().and_then(|pair| pair.to.clone()),
                            });
                        }
                    }
                }
            });
        if let Some(now) = &wanted {
            head(ui, t.compare_to());
            ScrollArea::vertical()
                .id_salt("to")
                .max_height(third)
                .show(ui, |ui| {
                    if entry(ui, t.compare_now(), now.to.is_none()) {
                        chosen = Some(Pair {
                            to: None,
                            ..now.clone()
                        });
                    }
                    let later = moments.iter().rev().take_while(|m| m.cut.id != now.from);
                    for moment in later {
                        let id = &moment.cut.id;
                        if entry(ui, &name(view, moment), now.to.as_ref() == Some(id)) {
                            chosen = Some(Pair {
                                to: Some(id.clone()),
                                ..now.clone()
                            });
                        }
                    }
                });
        }
        if let Some(mut pair) = chosen {
            let place = |id: &ChangeId| moments.iter().position(|m| m.cut.id == *id);
            // The later moment lies after the earlier one.
            if pair
                .to
                .as_ref()
                .is_some_and(|to| place(to) <= place(&pair.from))
            {
                pair.to = None;
            }
            state.compare.wanted = Some(pair);
        }
    }
    menu::separator(ui);
    save(ui, view, state, commands);
    if state.compare.is_on() && menu::item(ui, Some(Icon::X), t.compare_stop(), None) {
        state.compare.stop();
        Popup::close_all(ui.ctx());
    }
}

fn entry(ui: &mut Ui, words: &str, on: bool) -> bool {
    let response = crate::ui::widgets::check::radio(ui, on, words, None);
    response.clicked()
}

/// "Lưu mốc so sánh…": a name, and it is kept.
fn save(ui: &mut Ui, view: &View<'_>, state: &mut State, commands: &mut Commands) {
    let t = texts(view);
    if state.compare.name.is_none() {
        if PushButton::link(t.compare_save())
            .disabled(super::locked(view))
            .show(ui)
            .clicked()
        {
            state.compare.name = Some(FormField::default());
            state.compare.fresh = true;
        }
        return;
    }
    let (mut keep, mut drop) = (false, false);
    if let Some(field) = &mut state.compare.name {
        ui.horizontal(|ui| {
            let text = TextField::new(UiId::unique("plan moment name"), t.compare_name())
                .hint(t.compare_name_hint())
                .width((ui.available_width() - 70.0).max(120.0))
                .boxed();
            let out = field.show(ui, text);
            if std::mem::take(&mut state.compare.fresh) {
                out.response.request_focus();
            }
            keep = out.left == Some(CommitBy::Enter);
            drop = out.cancelled;
            keep |= PushButton::primary(t.compare_save_now()).show(ui).clicked();
        });
        if keep {
            let edit = Edit::KeepMoment {
                id: view.fresh_id(),
                name: field.text().trim().to_owned(),
            };
            match view.check(&edit) {
                Ok(_) => {
                    commands.edit(edit);
                    drop = true;
                }
                Err(refusal) => {
                    let errors = crate::text::strings::errors::Errors(view.lang);
                    field.reject(errors.refusal(&refusal, |id| view.unit_name(id)));
                }
            }
        }
    }
    if drop {
        state.compare.name = None;
    }
}

/// What is compared, and the counts.
pub(super) fn legend(ui: &mut Ui, view: &View<'_>, state: &mut State) {
    let t = texts(view);
    let p = &Tokens::of(ui).palette;
    let (swatch, _) = ui.allocate_exact_size(vec2(18.0, 14.0), Sense::hover());
    let bar = Rect::from_center_size(swatch.center(), vec2(18.0, 4.0));
    ui.painter().rect_filled(bar, 1, p.ctl);
    let moments = view.insight.moments(view.document);
    let words = |id: &ChangeId| {
        let moment = moments.iter().find(|m| m.cut.id == *id);
        moment.map(|m| name(view, m)).unwrap_or_default()
    };
    let mut what = String::new();
    if let Some(pair) = &state.compare.wanted {
        let to = pair.to.as_ref().map(words);
        let to = to.unwrap_or_else(|| t.compare_now().to_owned());
        what = t.compare_with(&words(&pair.from), &to);
        let room = (ui.available_width() - 330.0).max(80.0);
        elide::label(ui, Role::Secondary, &what, p.text, room);
    }
    let counts = match state.compare.ready() {
        None => t.compare_busy().to_owned(),
        Some(compared) if state.compare.is_busy() => format!("{} …", counts(view, compared)),
        Some(compared) => counts(view, compared),
    };
    let room = (ui.available_width() - 110.0).max(60.0);
    let shown = format!("· {counts}");
    elide::label(ui, Role::SecondaryStrong, &shown, p.text, room);
    state.compare.words = format!("{what} · {counts}");
    let room = ui.available_width() - 120.0;
    if state.compare.shows_past() && room > 60.0 {
        elide::label(ui, Role::Secondary, t.compare_past(), p.soon, room);
    }
    let stop = PushButton::link(t.compare_stop()).show(ui);
    if stop.clicked() {
        state.compare.stop();
    }
}

/// "thêm 3 · bớt 1 · dời 5 · đổi kinh phí 2".
fn counts(view: &View<'_>, compared: &Compared) -> String {
    let t = texts(view);
    let c = &compared.comparison;
    t.compare_counts(
        c.added.len(),
        c.removed.len(),
        c.moved.len(),
        c.rebudgeted.len(),
    )
}
