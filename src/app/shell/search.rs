//! Search and commands in one field (Ctrl+K): actions, clauses, activities, plans. Three levels of
//! matching (DOMAIN.md §4), best first.

use super::{popup_frame, texts, top_bar::key_text};
use crate::text::fold::{Haystack, Query, Rank};
use crate::text::strings::annexes::Annexes;
use crate::ui::actions::Action;
use crate::ui::commands::{Command, Commands};
use crate::ui::icons::Icon;
use crate::ui::tabs::budget::given;
use crate::ui::tokens::{Role, Tokens};
use crate::ui::view::{Selection, View};
use crate::ui::widgets::elide;
use crate::ui::widgets::field::{TextDraft, TextField};
use eframe::egui::{
    self, Align, Area, Id, Key, Modifiers, Order, Rect, Sense, Ui, WidgetInfo, accesskit, pos2,
    vec2,
};

/// How many results are listed.
const MOST: usize = 12;

/// What the search remembers between frames.
#[derive(Default)]
pub struct State {
    draft: TextDraft,
    /// The row that Enter takes.
    at: usize,
    /// The field wants the focus: Ctrl+K was pressed.
    pub focus: bool,
    index: Option<Index>,
}

/// Everything that can be found, folded once for each revision and language.
struct Index {
    revision: u64,
    lang: crate::text::strings::Lang,
    names: bool,
    entries: Vec<Entry>,
}

struct Entry {
    hay: Haystack,
    note: String,
    icon: Icon,
    target: Target,
}

#[derive(Clone)]
enum Target {
    Action(Action),
    Reveal(Selection),
}

impl Index {
    fn of(view: &View<'_>) -> Self {
        let mut entries = Vec::new();
        for action in Action::ALL {
            let note = action.keys().map(|k| key_text(&k)).unwrap_or_default();
            entries.push(Entry {
                hay: Haystack::new(action.text(view.lang)),
                note,
                icon: Icon::CaretRight,
                target: Target::Action(*action),
            });
        }
        let p = view.programme();
        for activity in p.activities.values() {
            let clause = activity
                .place
                .parent
                .as_ref()
                .map(|c| view.short_anchor(c.as_str()))
                .unwrap_or_default();
            let lead = activity
                .lead
                .as_ref()
                .map(|l| view.unit_name(l))
                .unwrap_or_default();
            entries.push(Entry {
                hay: Haystack::new(&format!("{} {lead}", view.shown(&activity.title))),
                note: clause,
                icon: Icon::CheckCircle,
                target: Target::Reveal(Selection::Activity(activity.id.clone())),
            });
        }
        for plan in p.plans.values() {
            let year = plan.year.map(|y| y.to_string()).unwrap_or_default();
            let scope = plan
                .scope
                .map(|s| view.words().plan_scope(s))
                .unwrap_or_default();
            entries.push(Entry {
                hay: Haystack::new(&format!("{} {scope} {year} {}", plan.title, plan.number)),
                note: view.words().plan_state(plan.state.is).to_owned(),
                icon: Icon::CalendarBlank,
                target: Target::Reveal(Selection::Plan(plan.id.clone())),
            });
        }
        for id in &view.insight.annexes.order {
            let Some(annex) = p.annexes.get(id) else {
                continue;
            };
            let s = Annexes(view.lang);
            let state = view.insight.annexes.standing(id);
            entries.push(Entry {
                hay: Haystack::new(&format!(
                    "{} {}",
                    s.name(&annex.number, &annex.title),
                    annex.title
                )),
                note: state
                    .map(|standing| s.state(standing, annex.in_force_on))
                    .unwrap_or_default(),
                icon: Icon::Files,
                target: Target::Reveal(Selection::Annex(id.clone())),
            });
        }
        // Names of households are found only while they are shown.
        for aid in crate::insight::Aid::ALL {
            for (hay, note, icon, selection) in given::found(view, aid) {
                entries.push(Entry {
                    hay: Haystack::new(&hay),
                    note,
                    icon,
                    target: Target::Reveal(selection),
                });
            }
        }
        // Last: a word that a title shares with the long text leads to the work first.
        for clause in p.text.all().iter().filter(|c| c.article > 0) {
            let text = format!(
                "{} {}",
                view.words().article(&view.anchor(clause)),
                crate::model::clause::plain(&clause.text)
            );
            entries.push(Entry {
                hay: Haystack::new(&text),
                note: String::new(),
                icon: Icon::FileText,
                target: Target::Reveal(Selection::Clause(clause.id.clone())),
            });
        }
        Self {
            revision: view.document.revision(),
            lang: view.lang,
            names: view.names,
            entries,
        }
    }
}

/// Draws the field and, while it has the focus, what it found.
pub fn show(ui: &mut Ui, view: &View<'_>, width: f32, state: &mut State, commands: &mut Commands) {
    let t = texts(view.lang);
    let id = Id::unique("search");
    if state.index.as_ref().is_none_or(|i| {
        (i.revision, i.lang, i.names) != (view.document.revision(), view.lang, view.names)
    }) {
        let typing = state.draft.pending().is_some();
        // Folding 20,000 titles takes a moment: only once somebody searches.
        state.index = if typing || state.focus {
            Some(Index::of(view))
        } else {
            None
        };
    }
    if state.focus {
        ui.ctx().memory_mut(|m| m.request_focus(id));
        state.focus = false;
    }
    let focused = ui.ctx().memory(|m| m.has_focus(id));
    // The keys of the list come before the field sees them.
    let (mut down, mut up, mut enter) = (false, false, false);
    if focused {
        ui.input_mut(|i| {
            down = i.consume_key(Modifiers::NONE, Key::ArrowDown);
            up = i.consume_key(Modifiers::NONE, Key::ArrowUp);
            enter = i.consume_key(Modifiers::NONE, Key::Enter);
        });
    }
    let field = TextField::new(id, t.search_name())
        .hint(t.search_hint())
        .boxed()
        .icon(Icon::MagnifyingGlass)
        .keycap(t.search_keys())
        .width(width);
    // In the middle of the bar, whose layout centres only what it can measure beforehand.
    let height = Tokens::of(ui).size.button;
    let (slot, _) = ui.allocate_exact_size(vec2(width, height), Sense::hover());
    let mut inner = ui.new_child(egui::UiBuilder::new().max_rect(slot).id_salt("search-slot"));
    let output = field.show(&mut inner, &mut state.draft, "");
    let rect = slot;
    let query_text = state.draft.pending().unwrap_or_default().trim().to_owned();
    if output.response.changed() {
        state.at = 0;
    }
    if query_text.is_empty() {
        return;
    }
    if state.index.is_none() {
        state.index = Some(Index::of(view));
    }
    let Some(index) = &state.index else { return };
    let query = Query::new(&query_text);
    let mut found: Vec<(Rank, usize)> = index
        .entries
        .iter()
        .enumerate()
        .filter_map(|(i, e)| Some((query.rank(&e.hay)?, i)))
        .collect();
    found.sort();
    let more = found.len().saturating_sub(MOST);
    found.truncate(MOST);
    if !found.is_empty() {
        if down {
            state.at = (state.at + 1) % found.len();
        }
        if up {
            state.at = (state.at + found.len() - 1) % found.len();
        }
        state.at = state.at.min(found.len() - 1);
    }
    let mut chosen: Option<Target> = None;
    if enter {
        chosen = found
            .get(state.at)
            .and_then(|(_, i)| index.entries.get(*i))
            .map(|e| e.target.clone());
    }
    if !(focused || output.response.has_focus()) {
        // The pointer may be on its way to a result; a press elsewhere closes the list.
        if ui.input(|i| i.pointer.any_pressed()) && !over_list(ui, rect) {
            state.draft.take();
            return;
        }
    }
    let tokens = Tokens::of(ui);
    let p = &tokens.palette;
    let popup = Area::new(Id::unique("search-results"))
        .order(Order::Foreground)
        .fixed_pos(pos2(rect.left(), rect.bottom() + 4.0));
    popup.show(ui.ctx(), |ui| {
        popup_frame(ui).show(ui, |ui| {
            ui.set_width(rect.width().max(420.0) - 14.0);
            ui.spacing_mut().item_spacing.y = 0.0;
            if found.is_empty() {
                elide::paragraph(ui, Role::Secondary, &t.nothing_found(&query_text), p.text2);
                return;
            }
            for (row, (_, i)) in found.iter().enumerate() {
                let Some(entry) = index.entries.get(*i) else {
                    continue;
                };
                let (at, response) = ui.allocate_exact_size(
                    vec2(ui.available_width(), tokens.size.nav_item),
                    Sense::click(),
                );
                let name = entry.hay.original();
                response.widget_info(|| WidgetInfo::labeled(accesskit::Role::MenuItem, true, name));
                if row == state.at {
                    ui.painter()
                        .rect_filled(at, tokens.radius.chip, p.accent_soft);
                } else if response.hovered() {
                    ui.painter().rect_filled(at, tokens.radius.chip, p.hover);
                }
                entry.icon.paint(
                    ui.painter(),
                    at.left_center() + vec2(14.0, 0.0),
                    16.0,
                    p.text2,
                );
                let note = elide::width(ui.painter(), Role::Secondary, &entry.note) + 12.0;
                let text = Rect::from_min_max(at.min + vec2(30.0, 0.0), at.max - vec2(note, 0.0));
                elide::text_in(ui.painter(), text, Align::Min, Role::Body, name, p.text);
                let aside =
                    Rect::from_min_max(pos2(at.right() - note, at.top()), at.max - vec2(8.0, 0.0));
                elide::text_in(
                    ui.painter(),
                    aside,
                    Align::Max,
                    Role::Secondary,
                    &entry.note,
                    p.text3,
                );
                if response.clicked() {
                    chosen = Some(entry.target.clone());
                }
            }
            if more > 0 {
                elide::plain(ui, Role::Secondary, &t.more_found(more), p.text3);
            }
        });
    });
    if let Some(target) = chosen {
        commands.push(match target {
            Target::Action(action) => Command::Do(action),
            Target::Reveal(selection) => Command::Reveal(selection),
        });
        state.draft.take();
        ui.ctx().memory_mut(|m| m.surrender_focus(id));
    }
}

fn over_list(ui: &Ui, field: Rect) -> bool {
    let below = Rect::from_min_size(field.left_bottom(), vec2(field.width().max(420.0), 460.0));
    ui.input(|i| i.pointer.interact_pos())
        .is_some_and(|p| below.contains(p) || field.contains(p))
        || egui::Popup::is_any_open(ui.ctx())
}
