//! Cần xử lý: one list, most urgent first, with filters; and, while nothing is recorded yet, the
//! first steps instead.

use super::{Page, State};
use crate::insight::{Attention, AttentionKind, MoneyWarning, Standing};
use crate::model::{Activity, Id as EntityId};
use crate::text::date;
use crate::text::money::format_dong;
use crate::text::strings::money::Money;
use crate::ui::commands::{Ask, Command, Commands};
use crate::ui::dialogs::problems;
use crate::ui::icons::Icon;
use crate::ui::parts;
use crate::ui::tokens::{Role, Tone};
use crate::ui::view::{Selection, Tab};
use crate::ui::widgets::button::PushButton;
use crate::ui::widgets::card::{self, Card};
use crate::ui::widgets::elide;
use crate::ui::widgets::empty::EmptyState;
use crate::ui::widgets::row::ListRow;
use crate::ui::widgets::seal::{SealSize, SealState, SealStyle, paint_seal};
use crate::ui::widgets::segmented::filter_tab;
use crate::ui::widgets::table::{Column, spread, virtual_rows};
use eframe::egui::{Align, Color32, Id, Rect, Sense, Ui, UiBuilder, pos2, vec2};

/// The filters in their order.
const FILTERS: [AttentionKind; 6] = [
    AttentionKind::All,
    AttentionKind::Overdue,
    AttentionKind::Unassigned,
    AttentionKind::NotAgreed,
    AttentionKind::Money,
    AttentionKind::NotDisbursed,
];

/// One row, ready to be painted.
struct Entry {
    icon: Icon,
    tone: Tone,
    status: String,
    anchor: String,
    name: String,
    seals: Vec<(SealStyle, SealState)>,
    /// Unit, money or deadline.
    aside: String,
    /// The rule with its numbers, where the row has no room for it.
    rule: Option<String>,
    /// The verb at the end; a caret where there is none.
    verb: Option<&'static str>,
    reveal: Selection,
}

/// The id of a row of the list, for the focus.
pub(super) fn row_id(nth: usize) -> Id {
    Id::unique(("attention", nth))
}

impl Page<'_> {
    pub(super) fn attention(
        &self,
        ui: &mut Ui,
        rect: Rect,
        state: &mut State,
        commands: &mut Commands,
    ) {
        let mut ui = Self::card_ui(ui, "attention", rect);
        let card = Card::titled(self.text.attention()).min_height(rect.height());
        if self.is_new() {
            card.show(&mut ui, |ui| self.first_steps(ui, commands));
            return;
        }
        let room = rect.width()
            - elide::width(ui.painter(), Role::CardTitle, self.text.attention())
            - 40.0;
        let filters = |ui: &mut Ui| self.filters(ui, room, state);
        let mut chosen = None;
        card.show_with(
            &mut ui,
            |ui| chosen = filters(ui),
            |ui| {
                let kind = state.filter;
                let index = &self.view.insight.attention_of;
                let count = index.count(kind);
                if count == 0 {
                    let words = if kind == AttentionKind::All {
                        self.text.nothing()
                    } else {
                        self.text.nothing_of_kind()
                    };
                    EmptyState {
                        icon: Icon::CheckCircleOutline,
                        title: words,
                        text: "",
                        action: None,
                    }
                    .show(ui);
                    return;
                }
                let id = Id::unique(("attention rows", kind));
                let ui = &mut Self::rest(ui, rect, 0.0);
                virtual_rows(ui, id, self.attention_row(), count, |ui, range| {
                    for nth in range {
                        let entry = index
                            .nth(kind, nth)
                            .and_then(|at| self.view.insight.attention.get(at));
                        if let Some(entry) = entry.and_then(|a| self.entry(a)) {
                            self.attention_line(ui, nth, nth + 1 < count, &entry, commands);
                        }
                    }
                });
            },
        );
        if let Some(kind) = chosen {
            state.filter = kind;
        }
    }

    /// The filter tabs, laid out from right to left. Where they do not fit, those without entries
    /// are left out and the others stand closer; where that is too wide too, their names are shorter.
    fn filters(&self, ui: &mut Ui, room: f32, state: &State) -> Option<AttentionKind> {
        ui.spacing_mut().item_spacing.x = 4.0;
        let index = &self.view.insight.attention_of;
        let is_shown = |kind: AttentionKind| {
            index.count(kind) > 0 || kind == state.filter || kind == AttentionKind::All
        };
        let width = |kind: AttentionKind, air: f32| {
            let count = index.count(kind).to_string();
            let words = elide::width(ui.painter(), Role::SecondaryBold, self.filter_name(kind));
            words + elide::width(ui.painter(), Role::SecondaryBold, &count) + air
        };
        let all: f32 = FILTERS.iter().map(|k| width(*k, 26.0)).sum();
        let tight = all > room;
        let shown = FILTERS.iter().copied().filter(|k| is_shown(*k));
        let short = shown.map(|k| width(k, 12.0)).sum::<f32>() > room;
        if tight {
            ui.spacing_mut().item_spacing.x = 2.0;
            ui.spacing_mut().button_padding.x = 3.0;
        }
        let mut chosen = None;
        for kind in FILTERS.iter().rev().copied() {
            if tight && !is_shown(kind) {
                continue;
            }
            let (name, on) = (self.filter_name(kind), state.filter == kind);
            let drawn = if short { self.short_name(kind) } else { name };
            let mut tab = filter_tab(ui, drawn, &index.count(kind).to_string(), on);
            if drawn != name {
                tab = tab.on_hover_text(name);
            }
            if tab.clicked() {
                chosen = Some(kind);
            }
        }
        chosen
    }

    /// The name of a filter where room is short.
    const fn short_name(&self, kind: AttentionKind) -> &'static str {
        match kind {
            AttentionKind::Unassigned => self.text.short_unassigned(),
            AttentionKind::NotAgreed => self.text.short_not_agreed(),
            AttentionKind::NotDisbursed => self.text.short_not_disbursed(),
            _ => self.filter_name(kind),
        }
    }

    const fn filter_name(&self, kind: AttentionKind) -> &'static str {
        match kind {
            AttentionKind::All => self.text.filter_all(),
            AttentionKind::Overdue => self.text.filter_overdue(),
            AttentionKind::Unassigned => self.text.filter_unassigned(),
            AttentionKind::NotAgreed => self.text.filter_not_agreed(),
            AttentionKind::Money => self.text.filter_money(),
            AttentionKind::NotDisbursed => self.text.filter_not_disbursed(),
        }
    }

    fn lead_seals(&self, lead: Option<&EntityId>) -> Vec<(SealStyle, SealState)> {
        self.view
            .lead_seals(lead)
            .into_iter()
            .map(|s| (s, SealState::Agreed))
            .collect()
    }

    fn anchor_of(&self, activity: &Activity) -> String {
        activity
            .place
            .parent
            .as_ref()
            .map(|c| self.view.short_anchor(c.as_str()))
            .unwrap_or_default()
    }

    /// What to do about a missing lead, unless nothing can be edited.
    fn assign(&self) -> Option<&'static str> {
        self.view.read_only.is_none().then(|| self.text.assign())
    }

    /// The row of an entry; none where what it speaks of is gone.
    fn entry(&self, attention: &Attention) -> Option<Entry> {
        let p = self.view.programme();
        Some(match attention {
            Attention::Overdue { activity, days } => {
                let a = p.activities.get(activity)?;
                let standing = Standing::Overdue {
                    days: *days,
                    started: false,
                };
                let lead = a.lead.as_ref();
                Entry {
                    icon: parts::standing_icon(standing),
                    tone: Tone::Overdue,
                    status: self.view.words().overdue_days(*days),
                    anchor: self.anchor_of(a),
                    name: self.view.shown(&a.title).into_owned(),
                    seals: self.lead_seals(lead),
                    aside: lead.map_or_else(
                        || self.view.words().unassigned().to_owned(),
                        |u| self.view.unit_name(u),
                    ),
                    rule: None,
                    verb: if lead.is_none() { self.assign() } else { None },
                    reveal: Selection::Activity(activity.clone()),
                }
            }
            Attention::Unassigned { activity } => {
                let a = p.activities.get(activity)?;
                Entry {
                    icon: Icon::UserMinus,
                    tone: Tone::Neutral,
                    status: self.view.words().unassigned().to_owned(),
                    anchor: self.anchor_of(a),
                    name: self.view.shown(&a.title).into_owned(),
                    seals: Vec::new(),
                    aside: a.due.map_or_else(
                        || self.text.no_due().to_owned(),
                        |due| self.text.due_on(&self.short_day(due)),
                    ),
                    rule: None,
                    verb: self.assign(),
                    reveal: Selection::Activity(activity.clone()),
                }
            }
            Attention::NotAgreed { plan, pending } => {
                let plan = p.plans.get(plan)?;
                let seals = p.parties_in_order().into_iter().map(|party| {
                    let waits = pending.contains(&party.id);
                    (
                        self.view.seal(party),
                        if waits {
                            SealState::Pending
                        } else {
                            SealState::Agreed
                        },
                    )
                });
                let names: Vec<String> = pending.iter().map(|id| self.view.unit_name(id)).collect();
                Entry {
                    icon: Icon::Clock,
                    tone: Tone::Soon,
                    status: self.text.filter_not_agreed().to_owned(),
                    anchor: self.view.short_anchor("d7.k3"),
                    name: self
                        .text
                        .plan_waiting(plan.year.unwrap_or_default(), &names.join(", ")),
                    seals: seals.collect(),
                    aside: self.view.words().plan_state(plan.state.is).to_owned(),
                    rule: None,
                    verb: Some(self.text.open_plan()),
                    reveal: Selection::Plan(plan.id.clone()),
                }
            }
            Attention::Money(warning) => self.warning_entry(warning),
            Attention::NotDisbursed { line, estimate } => self.money_entry(
                line,
                self.text.filter_not_disbursed(),
                self.text.dong(&format_dong(*estimate)),
            )?,
            Attention::PartlyDisbursed { line, remaining } => self.money_entry(
                line,
                self.text.partly_disbursed(),
                self.text.left(&format_dong(*remaining)),
            )?,
        })
    }

    /// A rule on money that is not kept: its short name, the line, the number.
    fn warning_entry(&self, warning: &MoneyWarning) -> Entry {
        let t = Money(self.view.lang);
        let (sentence, reveal) = problems::of_money(self.view, warning);
        let row = warning
            .line()
            .and_then(|id| self.money_entry(id, "", String::new()));
        let name = match (&row, warning) {
            (Some(row), _) => match warning.years(self.view.programme()).next().flatten() {
                Some(year) if year != chrono::Datelike::year(&self.view.today) => {
                    format!("{} ({year})", row.name)
                }
                _ => row.name.clone(),
            },
            (None, MoneyWarning::BelowCommitment { year, .. }) => t.commitment_of(*year),
            (None, _) => sentence.clone(),
        };
        let anchor = match (&row, warning) {
            (Some(row), _) => row.anchor.clone(),
            (None, MoneyWarning::BelowCommitment { clause, .. }) => {
                self.view.short_anchor(clause.as_str())
            }
            _ => String::new(),
        };
        let grave = warning.is_grave();
        Entry {
            icon: if grave {
                Icon::Warning
            } else {
                Icon::WarningCircle
            },
            tone: if grave { Tone::Overdue } else { Tone::Soon },
            status: t.short(warning).to_owned(),
            anchor,
            name,
            seals: row.map(|row| row.seals).unwrap_or_default(),
            aside: warning
                .by()
                .map(|by| self.text.dong(&format_dong(by)))
                .unwrap_or_default(),
            rule: Some(sentence),
            verb: None,
            reveal: reveal.unwrap_or(Selection::Nothing),
        }
    }

    fn money_entry(&self, line: &EntityId, status: &str, aside: String) -> Option<Entry> {
        let p = self.view.programme();
        let line = p.budget_lines.get(line)?;
        let clause = line.key.clause.as_ref();
        let activity = line.activity.as_ref().and_then(|a| p.activities.get(a));
        let title = || {
            clause
                .and_then(|c| p.text.get(c.as_str()))
                .map(|c| self.view.short_title(c))
        };
        let name = match (line.name.as_str(), activity) {
            ("", Some(activity)) => self.view.shown(&activity.title).into_owned(),
            ("", None) => title().unwrap_or_default(),
            (name, _) => self.view.shown(name).into_owned(),
        };
        Some(Entry {
            icon: Icon::Money,
            tone: Tone::Neutral,
            status: status.to_owned(),
            anchor: clause
                .map(|c| self.view.short_anchor(c.as_str()))
                .unwrap_or_default(),
            name,
            seals: self.lead_seals(line.key.payer.as_ref()),
            aside,
            rule: None,
            verb: None,
            reveal: Selection::Line(line.id.clone()),
        })
    }

    /// A day; with its year unless it is this one.
    pub(super) fn short_day(&self, day: chrono::NaiveDate) -> String {
        use chrono::Datelike as _;
        if day.year() == self.view.today.year() {
            date::format_short(day)
        } else {
            date::format(day)
        }
    }

    fn attention_line(
        &self,
        ui: &mut Ui,
        nth: usize,
        divider: bool,
        entry: &Entry,
        commands: &mut Commands,
    ) {
        let p = &self.tokens.palette;
        let name = match &entry.rule {
            Some(rule) => format!("{}, {}, {rule}", entry.status, entry.anchor),
            None => format!(
                "{}, {}, {}, {}",
                entry.status, entry.name, entry.anchor, entry.aside
            ),
        };
        let selected = *self.view.selection == entry.reveal;
        let mut row = ListRow::new(&name, self.attention_row()).selected(selected);
        if !divider {
            row = row.no_divider();
        }
        let id = row_id(nth);
        let mut verb_pressed = false;
        let output = row.show(ui, id, |ui| {
            let rect = ui.max_rect();
            let narrow = rect.width() < 560.0;
            let columns = [
                Column::fixed(132.0),
                Column::fixed(30.0),
                Column::flex(3.0, 60.0),
                Column::flex(0.4, if narrow { 96.0 } else { 118.0 }),
                Column::fixed(84.0),
            ];
            let gap = if narrow { 7.0 } else { 10.0 };
            let cells: Vec<Rect> = spread(&columns, rect.width(), gap)
                .into_iter()
                .map(|x| {
                    Rect::from_x_y_ranges(rect.left() + x.min..=rect.left() + x.max, rect.y_range())
                })
                .collect();
            let [status, anchor, title, aside, verb] = cells.as_slice() else {
                return;
            };
            let ink = p.tone(entry.tone).fg;
            entry.icon.paint(
                ui.painter(),
                pos2(status.left() + 7.0, status.center().y),
                14.0,
                ink,
            );
            let words = status.with_min_x(status.left() + 18.0);
            Self::cut(ui, (id, 0), words, Role::StatusChip, &entry.status, ink);
            Self::cut(
                ui,
                (id, 1),
                *anchor,
                Role::ClauseAnchor,
                &entry.anchor,
                p.text2,
            );
            Self::cut(ui, (id, 2), *title, Role::Body, &entry.name, p.text);
            let mut x = aside.left();
            for (style, seal) in &entry.seals {
                let center = pos2(x + 7.5, aside.center().y);
                paint_seal(
                    ui.painter(),
                    center,
                    SealSize::Small,
                    style,
                    *seal,
                    self.tokens,
                );
                x += 18.0;
            }
            let gap = if entry.seals.is_empty() { 0.0 } else { 3.0 };
            Self::cut(
                ui,
                (id, 3),
                aside.with_min_x(x + gap),
                Role::Secondary,
                &entry.aside,
                p.text2,
            );
            if let Some(words) = entry.verb {
                let mut ui = ui.new_child(
                    UiBuilder::new()
                        .max_rect(verb.translate(vec2(-2.0, 0.0)))
                        .layout(*ui.layout()),
                );
                let name = format!("{words}: {}", entry.name);
                verb_pressed = PushButton::link(words).name(&name).show(&mut ui).clicked();
            } else {
                Icon::CaretRight.paint(
                    ui.painter(),
                    pos2(verb.left() + 6.0, verb.center().y),
                    14.0,
                    p.text2,
                );
            }
        });
        let pressed = verb_pressed || output.response.clicked();
        if let Some(rule) = &entry.rule {
            output.response.on_hover_text(rule);
        }
        if pressed {
            // What belongs to no line has no place but the budget.
            commands.push(match &entry.reveal {
                Selection::Nothing => Command::Go(Tab::Budget),
                of => Command::Reveal(of.clone()),
            });
        }
    }

    /// Paints one line of text, with the whole of it on hover where it is cut.
    pub(super) fn cut(ui: &Ui, salt: (Id, u8), rect: Rect, role: Role, text: &str, ink: Color32) {
        let galley = elide::line(ui.painter(), role, text, ink, rect.width());
        let elided = galley.elided;
        elide::paint(ui.painter(), rect, Align::Min, galley);
        if elided {
            ui.interact(rect, salt.0.with(salt.1), Sense::hover())
                .on_hover_text(text);
        }
    }

    /// What to do first, in a document that holds the official text alone.
    fn first_steps(&self, ui: &mut Ui, commands: &mut Commands) {
        let p = &self.tokens.palette;
        let editable = self.view.read_only.is_none();
        let text = if editable {
            self.text.start_text()
        } else {
            self.text.start_text_read_only()
        };
        card::padded(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 4.0;
            elide::paragraph(ui, Role::CardTitle, self.text.start_title(), p.text);
            elide::paragraph(ui, Role::Body, text, p.text2);
        });
        for progress in &self.view.insight.progress {
            let number = progress.article;
            let tracked = self.view.programme().text.tracked(number).count();
            // Điều 1 says what the others must have; nothing is begun there.
            if tracked > 0 && number > 1 {
                self.first_step(ui, number, tracked, commands);
            }
        }
        card::padded(ui, |ui| {
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = 8.0;
                if PushButton::new(self.text.start_units())
                    .icon(Icon::Buildings)
                    .small()
                    .show(ui)
                    .clicked()
                {
                    commands.push(Command::Ask(Ask::Units { unit: None }));
                }
                if editable
                    && PushButton::new(self.text.start_plan())
                        .icon(Icon::CalendarBlank)
                        .small()
                        .show(ui)
                        .clicked()
                {
                    commands.push(Command::Go(Tab::Plan));
                }
            });
        });
    }

    /// One Điều to begin with.
    fn first_step(&self, ui: &mut Ui, number: u8, tracked: usize, commands: &mut Commands) {
        let p = &self.tokens.palette;
        let title = self
            .view
            .programme()
            .text
            .articles()
            .find(|c| c.article == number);
        let title = title.map(|c| self.view.short_title(c)).unwrap_or_default();
        let article = self.view.words().short_article(&number.to_string());
        let name = format!("{article}, {title}");
        let id = ui.scope_id().with(("step", number));
        let output = ListRow::new(&name, self.tokens.size.min_target)
            .no_divider()
            .show(ui, id, |ui| {
                let rect = ui.max_rect();
                let part =
                    |from: f32, to: f32| Rect::from_x_y_ranges(from..=to.max(from), rect.y_range());
                let (left, end) = (rect.left(), rect.right() - 20.0);
                elide::text_in(
                    ui.painter(),
                    part(left, left + 52.0),
                    Align::Min,
                    Role::CardTitle,
                    &article,
                    p.accent,
                );
                let aside = self.text.clauses(tracked);
                let painted = elide::text_in(
                    ui.painter(),
                    part(left + 60.0, end),
                    Align::Max,
                    Role::Secondary,
                    &aside,
                    p.text2,
                );
                Self::cut(
                    ui,
                    (id, 0),
                    part(left + 52.0, painted.left() - 8.0),
                    Role::Body,
                    &title,
                    p.text,
                );
                Icon::CaretRight.paint(
                    ui.painter(),
                    pos2(rect.right() - 7.0, rect.center().y),
                    14.0,
                    p.text2,
                );
            });
        if output.response.clicked() {
            commands.push(Command::Go(Tab::Article(number)));
        }
    }
}
