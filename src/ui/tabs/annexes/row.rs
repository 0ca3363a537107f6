//! The list of annexes: number, title and clauses, seals, how far each is and its days.

use super::{clauses, look, name};
use crate::insight::AgreementStanding;
use crate::insight::AnnexStanding;
use crate::model::{Annex, Id};
use crate::text::date;
use crate::text::strings::agreements::Agreements as Words;
use crate::text::strings::annexes::Annexes as Texts;
use crate::ui::commands::{Command, Commands};
use crate::ui::parts;
use crate::ui::tokens::{Role, Tokens};
use crate::ui::view::{Selection, View};
use crate::ui::widgets::chip::{ChipFrame, StatusChip};
use crate::ui::widgets::elide;
use crate::ui::widgets::row::ListRow;
use crate::ui::widgets::seal::{SealSize, SealState, seal};
use crate::ui::widgets::table::{Column, Table};
use eframe::egui::{self, Align, Layout, Rect, Ui, UiBuilder, vec2};

/// The height of a row of two lines, in points.
const ROW: f32 = 52.0;

/// The id of an annex's row, for the focus.
pub(super) fn id(annex: &Id) -> egui::Id {
    egui::Id::unique(("annex", annex.as_str()))
}

/// Draws the rows with their head.
pub(super) fn list(
    ui: &mut Ui,
    view: &View<'_>,
    order: &[Id],
    moved: bool,
    commands: &mut Commands,
) {
    let t = Texts(view.lang);
    let seals = view.programme().parties.len().clamp(2, 6) as f32;
    let columns = [
        Column::fixed(if view.english() { 56.0 } else { 32.0 }),
        Column::flex(1.0, 160.0),
        Column::fixed((seals * 21.0).max(56.0)),
        Column::fixed(if view.english() { 206.0 } else { 178.0 }),
    ];
    let table = Table::new(&columns, ROW);
    let names = [
        t.col_number(),
        t.col_title(),
        t.col_parties(),
        t.col_state(),
    ];
    table.head(ui, &names, None);
    for id_of in order {
        let Some((annex, standing)) = view
            .programme()
            .annexes
            .get(id_of)
            .zip(view.insight.annexes.standing(id_of))
        else {
            continue;
        };
        let selected = *view.selection == Selection::Annex(id_of.clone());
        let state = t.state(standing, annex.in_force_on);
        let title = title(view, annex);
        let spoken = t.row(&name(view, annex), title, &state);
        let row = ListRow::new(&spoken, ROW).selected(selected).padding(0.0);
        let out = row.show(ui, id(id_of), |ui| {
            cells(ui, view, annex, standing, &table);
        });
        if selected && moved {
            out.response.scroll_to_me(None);
        }
        if out.response.clicked() {
            commands.push(Command::Select(Selection::Annex(id_of.clone())));
        }
    }
}

/// The title, or that there is none.
fn title<'a>(view: &View<'_>, annex: &'a Annex) -> &'a str {
    match annex.title.trim() {
        "" => Texts(view.lang).untitled(),
        title => title,
    }
}

fn cells(ui: &mut Ui, view: &View<'_>, annex: &Annex, standing: &AnnexStanding, table: &Table<'_>) {
    let p = &Tokens::of(ui).palette;
    let t = Texts(view.lang);
    let rects = table.cells(ui, ui.max_rect());
    let [number, about, parties, state] = rects.as_slice() else {
        return;
    };
    let halves = |rect: &Rect| {
        let rect = rect.shrink2(vec2(0.0, 6.0));
        let (top, low) = rect.split_top_bottom_at_fraction(0.5);
        (top, low)
    };
    let (top, _) = halves(number);
    let shown = if annex.number.trim().is_empty() {
        "—"
    } else {
        annex.number.trim()
    };
    elide::text_in(
        ui.painter(),
        top,
        Align::Min,
        Role::BodyStrong,
        shown,
        p.accent,
    );
    let (top, low) = halves(about);
    let pale = annex.title.trim().is_empty();
    let (role, ink) = if pale {
        (Role::Body, p.text3)
    } else {
        (Role::BodyStrong, p.text)
    };
    elide::text_in(ui.painter(), top, Align::Min, role, title(view, annex), ink);
    let cited: Vec<String> = clauses(view, annex).into_iter().map(|(_, c)| c).collect();
    let (cited, ink) = if cited.is_empty() {
        (t.no_clauses().to_owned(), p.text3)
    } else {
        (cited.join(", "), p.text2)
    };
    elide::text_in(ui.painter(), low, Align::Min, Role::Secondary, &cited, ink);
    seals(&mut child(ui, "seals", *parties), view, annex);
    let (top, low) = halves(state);
    let word = t.state(standing, annex.in_force_on);
    let (icon, tone) = look(standing.state);
    StatusChip::new(icon, &word, tone)
        .frame(ChipFrame::Plain)
        .show(&mut child(ui, "state", top));
    let days = days(view, annex, standing);
    elide::text_in(
        ui.painter(),
        low,
        Align::Min,
        Role::Secondary,
        &days,
        p.text2,
    );
}

/// The days of an annex: when it was signed, and from when it is in force.
fn days(view: &View<'_>, annex: &Annex, standing: &AnnexStanding) -> String {
    let t = Texts(view.lang);
    let signed = annex.signed_on.map(|day| t.signed(&date::format(day)));
    // One that is to come says its day in the word of its state.
    let from = annex
        .in_force_on
        .filter(|_| standing.state == crate::insight::AnnexState::InForce)
        .map(|day| t.since(&date::format(day)));
    let parts: Vec<String> = from.into_iter().chain(signed).collect();
    parts.join(" · ")
}

fn child(ui: &mut Ui, salt: &str, rect: Rect) -> Ui {
    ui.new_child(
        UiBuilder::new()
            .id_salt(salt)
            .max_rect(rect)
            .layout(Layout::left_to_right(Align::Center)),
    )
}

/// Each party's seal: filled only while its agreement is to the annex as it stands.
fn seals(ui: &mut Ui, view: &View<'_>, annex: &Annex) {
    let words = Words::of(view.lang, true);
    ui.spacing_mut().item_spacing.x = 3.0;
    for party in view.programme().parties_in_order() {
        let given = view.insight.agreements.latest(&annex.id, &party.id);
        let given = given.map(|given| &given.agreement);
        let state = parts::agreement_seal(view, given);
        let changed = given.is_some_and(|id| {
            view.insight.agreement_standing(view.document, id) == AgreementStanding::Changed
        });
        let name = match state {
            SealState::Agreed => words.agreed_seal(&party.short_name),
            SealState::Pending if changed => words.changed_seal(&party.short_name),
            SealState::Pending => words.pending_seal(&party.short_name),
        };
        seal(ui, SealSize::Medium, &view.seal(party), state, &name);
    }
}
