//! The latest changes of an activity: who, what, when.

use super::Section;
use crate::change::{Act, Change};
use crate::model::{Activity, Evidence, Id, Note, Path, Payment, Progress, Value};
use crate::text::date;
use crate::text::money::format_dong;
use crate::text::strings::journal::Journal;
use crate::ui::commands::{Command, Commands, History};
use crate::ui::inspector::pieces;
use crate::ui::tokens::{Role, Tokens};
use crate::ui::widgets::button::PushButton;
use crate::ui::widgets::elide;
use crate::ui::widgets::seal::{SealSize, SealState, paint_seal};
use chrono::{DateTime, Duration, FixedOffset};
use eframe::egui::{Align, Rect, Sense, Ui, WidgetInfo, accesskit, pos2, vec2};
use std::collections::HashSet;
use std::sync::Arc;

/// How many are shown.
const SHOWN: usize = 3;

/// What was found, kept while the document does not change.
#[derive(Debug, Default)]
pub(super) struct Shown {
    key: Option<(u64, Id, bool)>,
    lines: Vec<Line>,
}

#[derive(Debug)]
struct Line {
    party: String,
    by: String,
    text: String,
    at: DateTime<FixedOffset>,
}

/// Draws them.
pub(super) fn show(
    ui: &mut Ui,
    section: &Section<'_, '_>,
    shown: &mut Shown,
    commands: &mut Commands,
) {
    let Section {
        view,
        activity,
        words,
        ..
    } = *section;
    let key = (
        view.document.revision(),
        activity.id.clone(),
        view.english(),
    );
    if shown.key.as_ref() != Some(&key) {
        shown.lines = latest(section);
        shown.key = Some(key);
    }
    if shown.lines.is_empty() {
        return;
    }
    pieces::section(ui, words.history(), "");
    let tokens = Tokens::of(ui);
    let p = &tokens.palette;
    for line in &shown.lines {
        let (rect, response) =
            ui.allocate_exact_size(vec2(ui.available_width(), 24.0), Sense::hover());
        let mut left = rect.left();
        if let Some(seal) = view.seal_of(&line.party) {
            let center = pos2(left + 7.5, rect.center().y);
            paint_seal(
                ui.painter(),
                center,
                SealSize::Small,
                &seal,
                SealState::Agreed,
                tokens,
            );
            left += 21.0;
        }
        let at = line.at.format("%d/%m %H:%M").to_string();
        let right = elide::text_in(
            ui.painter(),
            rect,
            Align::Max,
            Role::Secondary,
            &at,
            p.text2,
        )
        .left();
        let room = Rect::from_min_max(pos2(left, rect.top()), pos2(right - 6.0, rect.bottom()));
        elide::text_in(
            ui.painter(),
            room,
            Align::Min,
            Role::Secondary,
            &line.text,
            p.text,
        );
        let name = format!(
            "{}, {}, {}",
            line.text,
            line.by,
            line.at.format("%d/%m/%Y %H:%M")
        );
        response.widget_info(|| WidgetInfo::labeled(accesskit::Role::Label, true, &name));
        response.on_hover_text(name);
    }
    let all = PushButton::link(Journal(view.lang).all_of_this()).small();
    if all.show(ui).clicked() {
        commands.push(Command::History(History::Find {
            on: section.on.clone(),
            field: None,
        }));
    }
}

fn latest(section: &Section<'_, '_>) -> Vec<Line> {
    let Section {
        view, activity, on, ..
    } = *section;
    let document = view.document;
    let log = document.log();
    let mut found: Vec<(DateTime<FixedOffset>, Arc<Change>)> = Vec::new();
    let mut of = |path: &Path, existence_only: bool| {
        let Some(entity) = log.entity(path.as_str()) else {
            return;
        };
        let fields = entity.fields.values().filter(|_| !existence_only);
        let all = entity
            .existence
            .all
            .iter()
            .chain(fields.flat_map(|r| r.all.iter()));
        for change in all
            .filter_map(|ix| log.get(*ix))
            .filter(|c| !c.show.genesis)
        {
            let Some(session) = change.session().and_then(|s| document.sessions.get(s)) else {
                continue;
            };
            let Ok(start) = DateTime::parse_from_rfc3339(&session.at) else {
                continue;
            };
            let at =
                start.checked_add_signed(Duration::seconds(i64::from(change.show.t.unwrap_or(0))));
            found.push((at.unwrap_or(start), change.clone()));
        }
    };
    of(on, false);
    let parts = [
        (
            Payment::KIND,
            view.insight.payments_of_activity.get(&activity.id),
        ),
        (Evidence::KIND, view.insight.evidence.get(&activity.id)),
        (Note::KIND, view.insight.notes.get(&activity.id)),
    ];
    for (kind, ids) in parts {
        for id in ids.into_iter().flatten() {
            of(&Path::new(kind, id.as_str()), true);
        }
    }
    found.sort_by(|(a, x), (b, y)| b.cmp(a).then_with(|| y.counter().cmp(&x.counter())));
    let mut groups = HashSet::new();
    // A change that makes an entity stands in every register it writes.
    found.retain(|(_, change)| {
        groups.insert((change.group_id(), change.on.clone(), what(section, change)))
    });
    let lines = found.into_iter().take(SHOWN).filter_map(|(at, change)| {
        let session = document.sessions.get(change.session()?)?;
        let text = what(section, &change);
        Some(Line {
            party: session.by.party.clone(),
            by: session.by.name.clone(),
            text,
            at,
        })
    });
    lines.collect()
}

/// What a change did, in a few words.
fn what(section: &Section<'_, '_>, change: &Change) -> String {
    let Section { view, words, .. } = *section;
    let unit = |id: &str| view.unit_name(&Id::from(id));
    match (&change.act, change.on.kind()) {
        (Act::New { to }, Payment::KIND) => {
            let amount = to
                .get("money")
                .and_then(|m| m.get("amount"))
                .and_then(Value::as_int);
            let kind = to
                .get("kind")
                .and_then(Value::as_text)
                .and_then(crate::model::PaymentKind::of_word);
            let kind = kind.map_or(words.money(), |k| view.words().payment(k));
            format!("{kind} {}", amount.map(format_dong).unwrap_or_default())
        }
        (Act::New { .. }, Evidence::KIND) => words.evidence_new().to_owned(),
        (Act::New { .. }, Note::KIND) => words.note_new().to_owned(),
        (Act::New { .. } | Act::Alive, _) => words.history_created().to_owned(),
        (Act::Set { f, to }, _) => {
            let value = match &**f {
                Activity::STATUS => to
                    .get("is")
                    .and_then(Value::as_text)
                    .and_then(Progress::of_word)
                    .map(|is| view.words().progress(is).to_owned()),
                Activity::START | Activity::DUE => {
                    to.as_text().and_then(date::parse_iso).map(date::format)
                }
                Activity::LEAD => Some(
                    to.as_text()
                        .map_or_else(|| view.words().unassigned().to_owned(), unit),
                ),
                Activity::YEAR => to.as_int().map(|y| y.to_string()),
                _ => None,
            };
            let label = label(section, f);
            value.map_or_else(|| label.to_owned(), |value| format!("{label}: {value}"))
        }
        (Act::Element { f, e, to }, _) => {
            let sign = if *to { "+" } else { "−" };
            format!("{}: {sign} {}", label(section, f), unit(e))
        }
        (Act::Del { .. } | Act::Thin { .. }, _) => words.delete().to_owned(),
    }
}

/// The name of a field.
fn label<'a>(section: &Section<'_, '_>, key: &'a str) -> &'a str {
    let words = section.words;
    let vocabulary = section.view.words();
    match key {
        Activity::TITLE => words.title(),
        Activity::PLACE => words.clause(),
        Activity::STATUS => words.status(),
        Activity::LEAD => vocabulary.lead(),
        Activity::COORDINATING => vocabulary.coordinating(),
        Activity::BENEFITING => vocabulary.benefiting(),
        Activity::BENEFICIARY => words.beneficiary(),
        Activity::YEAR => words.year(),
        Activity::START => words.start(),
        Activity::DUE => words.due(),
        Activity::MILESTONE => words.milestone(),
        Activity::PLAN => words.plan(),
        other => other,
    }
}
