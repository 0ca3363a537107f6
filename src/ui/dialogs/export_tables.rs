//! Xuất bảng: which table leaves the program, as what, of which years, and whether it names households.
//! Names are left out unless they are asked for, and the dialog says so.

use crate::import::List;
use crate::insight::{YearFilter, year_of};
use crate::model::Programme;
use crate::text::strings::Lang;
use crate::text::strings::report::Report;
use crate::ui::commands::{Command, Commands, Tables};
use crate::ui::icons::Icon;
use crate::ui::tokens::{Role, Tokens};
use crate::ui::view::View;
use crate::ui::widgets::button::PushButton;
use crate::ui::widgets::check::{checkbox, radio};
use crate::ui::widgets::dialog::{Dialog, footer};
use crate::ui::widgets::elide;
use crate::ui::widgets::segmented::segmented;
use eframe::egui::{Align, Context, Layout, Ui};

/// What the dialog remembers between frames.
#[derive(Debug)]
pub struct State {
    list: Option<List>,
    csv: bool,
    /// The years; those of the window before the first frame.
    years: Option<YearFilter>,
    names: bool,
    /// How many rows each table has, of these years.
    rows: Option<(YearFilter, [usize; List::ALL.len()])>,
}

impl State {
    /// Begins with one table, or with all of them.
    #[must_use]
    pub const fn of(list: Option<List>) -> Self {
        Self {
            list,
            csv: false,
            years: None,
            names: false,
            rows: None,
        }
    }

    /// What is chosen. All tables are no CSV.
    fn wish(&self, years: YearFilter) -> Tables {
        Tables {
            list: self.list,
            csv: self.csv && self.list.is_some(),
            years,
            names: self.names,
        }
    }
}

/// How many things a table lists.
fn count(p: &Programme, list: List, years: YearFilter) -> usize {
    match list {
        List::Lines => {
            let lines = p.budget_lines.values();
            lines.filter(|l| years.admits(l.key.year)).count()
        }
        List::Payments => {
            let payments = p.payments.values();
            payments.filter(|x| years.admits(x.money.year)).count()
        }
        List::Houses => p.houses.values().filter(|h| years.admits(h.year)).count(),
        List::Schools => {
            let items = p.school_items.values();
            items.filter(|i| years.admits(i.year)).count()
        }
        List::Activities => {
            let activities = p.activities.values();
            activities.filter(|a| years.admits(year_of(a))).count()
        }
    }
}

/// Shows the dialog. Returns whether it stays open.
pub fn show(ctx: &Context, view: &View<'_>, state: &mut State, commands: &mut Commands) -> bool {
    let t = Report(view.lang);
    let years = *state.years.get_or_insert(view.years);
    if state.rows.is_none_or(|(of, _)| of != years) {
        let rows = List::ALL.map(|list| count(view.programme(), list, years));
        state.rows = Some((years, rows));
    }
    let (mut go, mut back) = (false, false);
    let dialog = Dialog::new("export tables", t.tables_title(), t.tables_cancel()).width(500.0);
    let outcome = dialog.show(ctx, |ui| {
        which(ui, t, state);
        kind(ui, t, state);
        if let YearFilter::Year(year) = view.years {
            one_of(ui, t.tables_years(), |ui| {
                let whole = view.words().whole_period();
                let names = [whole.to_owned(), year.to_string()];
                let names: Vec<&str> = names.iter().map(String::as_str).collect();
                let at = usize::from(years != YearFilter::All);
                match segmented(ui, t.tables_years(), &names, at) {
                    Some(0) => state.years = Some(YearFilter::All),
                    Some(_) => state.years = Some(view.years),
                    None => {}
                }
            });
        }
        names(ui, t, state);
        footer(ui, |ui| {
            let button = PushButton::primary(t.tables_go()).icon(Icon::Export);
            go = button.show(ui).clicked();
            back = PushButton::new(t.tables_cancel()).show(ui).clicked();
        });
    });
    if go {
        let years = state.years.unwrap_or(years);
        commands.push(Command::ExportTables(state.wish(years)));
    }
    !(go || back || outcome.closed)
}

/// A choice with its name before it.
fn one_of(ui: &mut Ui, name: &str, draw: impl FnOnce(&mut Ui)) {
    let p = &Tokens::of(ui).palette;
    elide::plain(ui, Role::Label, name, p.text2);
    draw(ui);
    ui.add_space(2.0);
}

fn which(ui: &mut Ui, t: Report, state: &mut State) {
    let rows = state.rows.map(|(_, rows)| rows).unwrap_or_default();
    one_of(ui, t.tables_which(), |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for (list, rows) in List::ALL.into_iter().zip(rows) {
            let on = state.list == Some(list);
            if choice(ui, on, list.title(Lang::Vi), &t.tables_rows(rows)) {
                state.list = Some(list);
            }
        }
        let all: usize = rows.iter().sum();
        if choice(
            ui,
            state.list.is_none(),
            t.tables_all(),
            &t.tables_rows(all),
        ) {
            state.list = None;
        }
    });
}

/// A radio button with pale words at the end of its line.
fn choice(ui: &mut Ui, on: bool, text: &str, aside: &str) -> bool {
    let p = &Tokens::of(ui).palette;
    ui.horizontal(|ui| {
        let clicked = radio(ui, on, text, None).clicked();
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            elide::plain(ui, Role::Secondary, aside, p.text3);
        });
        clicked
    })
    .inner
}

fn kind(ui: &mut Ui, t: Report, state: &mut State) {
    let p = &Tokens::of(ui).palette;
    one_of(ui, t.tables_kind(), |ui| {
        ui.horizontal(|ui| {
            let csv = state.csv && state.list.is_some();
            if radio(ui, !csv, t.tables_xlsx(), None).clicked() {
                state.csv = false;
            }
            ui.add_space(12.0);
            let none = state.list.is_none().then(|| t.tables_csv_one());
            if radio(ui, csv, t.tables_csv(), none).clicked() {
                state.csv = true;
            }
        });
        let words = if state.csv && state.list.is_some() {
            t.tables_csv_text()
        } else {
            t.tables_xlsx_text()
        };
        elide::plain(ui, Role::Secondary, words, p.text2);
    });
}

fn names(ui: &mut Ui, t: Report, state: &mut State) {
    let p = &Tokens::of(ui).palette;
    if checkbox(ui, state.names, t.tables_names(), None).clicked() {
        state.names = !state.names;
    }
    ui.horizontal(|ui| {
        let (icon, words, ink) = if state.names {
            (Icon::Warning, t.tables_with_names(), p.soon)
        } else {
            (Icon::EyeSlash, t.tables_without_names(), p.text2)
        };
        icon.show(ui, 15.0, ink);
        elide::plain(ui, Role::Secondary, words, ink);
    });
}
