//! What is spent beyond its bounds: the rule, the number, and what to do about it.

use super::columns::Column;
use super::rows;
use super::{State as Tab, editing, figures::Unit};
use crate::insight::{Figures, Overspending, YearFilter};
use crate::model::{BudgetLine, FundingSource, Id};
use crate::text::strings::budget::Budget as Texts;
use crate::ui::commands::{Ask, Command, Commands};
use crate::ui::icons::Icon;
use crate::ui::inspector::line as line_inspector;
use crate::ui::tokens::{Tokens, Tone};
use crate::ui::view::{Selection, View};
use crate::ui::widgets::banner::Banner;
use eframe::egui::Ui;
use std::rc::Rc;

/// How many banners are shown before the rest is folded away.
const AT_ONCE: usize = 2;

/// One thing that is overspent.
#[derive(Clone, Debug)]
struct Over {
    /// The line to look at: the overspent one itself, or of a source the one that is most beyond.
    line: Option<Id>,
    /// A source as a whole, rather than that line.
    source: Option<(Option<FundingSource>, Option<Id>)>,
    year: i32,
    figures: Figures,
    over: Overspending,
}

/// What it was found of: revision and years.
type Of = (u64, YearFilter);

/// What is overspent, of a revision and its years: found once, however often it is drawn.
#[derive(Debug, Default)]
pub(super) struct State {
    found: Option<(Of, Rc<Vec<Over>>)>,
}

impl State {
    fn found(&mut self, view: &View<'_>) -> Rc<Vec<Over>> {
        let of = (view.insight.revision, view.years);
        if let Some((from, found)) = &self.found
            && *from == of
        {
            return Rc::clone(found);
        }
        let found = Rc::new(all(view));
        self.found = Some((of, Rc::clone(&found)));
        found
    }
}

/// What is overspent in the years that are shown: sources first, then lines of sources that are not.
fn all(view: &View<'_>) -> Vec<Over> {
    let budget = &view.insight.budget;
    let mut found = Vec::new();
    let dated = budget.years.iter().map(|year| (Some(year.year), year));
    let undated = budget.undated.iter().map(|year| (None, year));
    for (of, year) in dated.chain(undated) {
        if !view.years.admits(of) {
            continue;
        }
        for source in &year.sources {
            let over = source.figures.overspending();
            for over in &over {
                found.push(Over {
                    line: culprit(view, &source.lines, over_column(*over)).cloned(),
                    source: Some((source.source, source.payer.clone())),
                    year: year.year,
                    figures: source.figures.clone(),
                    over: *over,
                });
            }
            if !over.is_empty() {
                continue;
            }
            for line in &source.overspent {
                let Some(figures) = budget.lines.get(line) else {
                    continue;
                };
                for over in figures.overspending() {
                    found.push(Over {
                        line: Some(line.clone()),
                        source: None,
                        year: year.year,
                        figures: figures.clone(),
                        over,
                    });
                }
            }
        }
    }
    found
}

/// The bound that was passed.
const fn over_column(over: Overspending) -> Column {
    match over {
        Overspending::Allocation(_) => Column::Allocated,
        Overspending::Estimate(_) => Column::Estimate,
    }
}

/// Puts the banners into the layout.
pub fn show(ui: &mut Ui, view: &View<'_>, state: &mut Tab, commands: &mut Commands) {
    let texts = Texts(view.lang);
    let gap = Tokens::of(ui).size.card_gap;
    let found = state.over.found(view);
    let shown = if state.all_banners {
        found.len()
    } else {
        found.len().min(AT_ONCE)
    };
    for over in found.iter().take(shown) {
        one(ui, view, state, over, commands);
        ui.add_space(gap);
    }
    if found.len() > AT_ONCE {
        let title = if state.all_banners {
            String::new()
        } else {
            texts.more_warnings(found.len() - AT_ONCE)
        };
        let action = if state.all_banners {
            texts.show_fewer()
        } else {
            texts.show_all()
        };
        let banner = Banner {
            icon: Icon::Warning,
            tone: Tone::Overdue,
            title: &title,
            text: "",
            actions: &[action],
        };
        if banner.show(ui).is_some() {
            state.all_banners = !state.all_banners;
        }
        ui.add_space(gap);
    }
    let loose = view.insight.budget.loose_payments.len();
    if loose > 0 {
        let title = texts.loose_payments(loose);
        let actions = [texts.see_problems()];
        let banner = Banner {
            icon: Icon::Info,
            tone: Tone::Soon,
            title: &title,
            text: "",
            actions: &actions,
        };
        if banner.show(ui).is_some() {
            commands.push(Command::Ask(Ask::Problems));
        }
        ui.add_space(gap);
    }
}

fn one(ui: &mut Ui, view: &View<'_>, state: &mut Tab, over: &Over, commands: &mut Commands) {
    let texts = Texts(view.lang);
    let words = view.words();
    let column = over_column(over.over);
    let (bound, title) = match over.over {
        Overspending::Allocation(by) => {
            let title = texts.over_allocation(&Unit::Dong.amount(by));
            (words.allocated(), title)
        }
        Overspending::Estimate(by) => {
            let title = texts.over_estimate(&Unit::Dong.amount(by));
            (words.estimate(), title)
        }
    };
    let name = match (&over.source, &over.line) {
        (Some((source, payer)), _) => {
            let name = rows::source_name(view, *source, payer.as_ref());
            texts.over_source(&name, over.year)
        }
        (None, Some(line)) => texts.over_line(&rows::line_name(view, line), over.year),
        (None, None) => return,
    };
    let amount = |column: Column| column.text(&over.figures, Unit::Dong, view.lang);
    let bound = bound.to_lowercase();
    let mut text = texts.over_text(&name, &amount(Column::Disbursed), &bound, &amount(column));
    let culprit = over.line.as_ref();
    let figure = if column == Column::Allocated {
        BudgetLine::ALLOCATED
    } else {
        BudgetLine::ESTIMATE
    };
    let reason = culprit.and_then(|id| {
        let line = view.programme().budget_lines.get(id)?;
        let whole = || (!line.note.is_empty()).then(|| view.shown(&line.note).into_owned());
        line_inspector::latest_reason(view, id, figure).or_else(whole)
    });
    if let Some(reason) = reason {
        text = format!("{text} {}", texts.over_reason(&reason));
    }
    let edit = if column == Column::Allocated {
        texts.edit_allocation()
    } else {
        texts.edit_estimate()
    };
    let (editable, see) = ([edit, texts.give_reason()], [texts.see_line()]);
    let actions: &[&str] = if view.read_only.is_none() {
        &editable
    } else {
        &see
    };
    let banner = Banner {
        icon: Icon::Warning,
        tone: Tone::Overdue,
        title: &title,
        text: &text,
        actions,
    };
    let (Some(pressed), Some(line)) = (banner.show(ui), culprit) else {
        return;
    };
    state.reveal(view, line);
    match (pressed, view.read_only) {
        (0, None) => editing::open(ui.ctx(), view, state, line, column, commands),
        (1, None) => {
            line_inspector::show_reason(ui.ctx(), line, figure);
            commands.push(Command::Select(Selection::Line(line.clone())));
        }
        _ => commands.push(Command::Select(Selection::Line(line.clone()))),
    }
}

/// Of a source's lines the one that is most beyond a bound.
fn culprit<'a>(view: &View<'_>, lines: &'a [Id], column: Column) -> Option<&'a Id> {
    let excess = |id: &Id| {
        let figures = view.insight.budget.lines.get(id)?;
        let bound = column.sum(figures)?;
        figures.disbursed.minus(&bound).bounds().map(|(low, _)| low)
    };
    lines.iter().max_by_key(|id| excess(id))
}
