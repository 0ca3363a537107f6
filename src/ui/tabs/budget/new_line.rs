//! Thêm dòng: what tells the new line from others is chosen first; nothing is preset but the year shown.

use super::State;
use super::pick::{self, Search};
use crate::edit::Edit;
use crate::insight::YearFilter;
use crate::model::{BudgetLine, FundingSource, Id, LineKey, Path, Value};
use crate::text::strings::budget::Budget as Texts;
use crate::text::strings::errors::Errors;
use crate::ui::commands::{Command, Commands};
use crate::ui::tokens::{Role, Tokens};
use crate::ui::view::{Selection, View};
use crate::ui::widgets::button::PushButton;
use crate::ui::widgets::dialog::{Dialog, footer};
use crate::ui::widgets::elide;
use crate::ui::widgets::field::{CommitBy, TextDraft, TextField, error_line, field_row};
use eframe::egui::Ui;

/// The choices of the dialog.
#[derive(Debug, Default)]
pub struct Form {
    key: LineKey,
    /// What the text commits, which this line takes up, in đồng.
    committed: Option<i64>,
    name: TextDraft,
    name_text: String,
    searches: [Search; 4],
    error: Option<String>,
}

impl Form {
    /// A form for the year that is shown, where it is one.
    #[must_use]
    pub fn for_years(view: &View<'_>) -> Self {
        let year = match view.years {
            YearFilter::All => None,
            YearFilter::Year(year) => Some(year),
        };
        Self {
            key: LineKey {
                year,
                ..LineKey::default()
            },
            ..Self::default()
        }
    }

    /// A form that takes up what the text commits for a clause and year: the source and the payer are
    /// to be chosen.
    #[must_use]
    pub fn for_text(year: i32, clause: &Id, committed: i64) -> Self {
        Self {
            key: LineKey {
                year: Some(year),
                clause: Some(clause.clone()),
                ..LineKey::default()
            },
            committed: Some(committed),
            ..Self::default()
        }
    }
}

/// Opens the form that makes a line of what the text commits for a year: what Enter does on its row, as
/// there is nothing to type into before the source and the payer are said.
pub(super) fn take_up(view: &View<'_>, state: &mut State, year: i32, clause: &Id) {
    if view.read_only.is_some() {
        return;
    }
    let open = view.insight.budget.year(year);
    let mut open = open.into_iter().flat_map(|y| &y.from_text);
    if let Some((_, dong)) = open.find(|(id, _)| id == clause) {
        state.new_line = Some(Form::for_text(year, clause, *dong));
    }
}

/// The four pickers of a line's key, for the dialog and the inspector. Returns the key that was chosen.
pub fn key_rows(
    ui: &mut Ui,
    view: &View<'_>,
    key: &LineKey,
    searches: &mut [Search; 4],
    disabled: Option<&str>,
) -> Option<LineKey> {
    let texts = Texts(view.lang);
    let p = view.programme();
    let mut chosen = None;
    let [years, clauses, sources, payers] = searches;
    let year = key
        .year
        .map_or_else(|| texts.choose().to_owned(), |y| y.to_string());
    let pick = |ui: &mut Ui,
                name: &str,
                shown: &str,
                search: &mut Search,
                choices: fn(&View<'_>) -> Vec<pick::Choice>| {
        field_row(ui, name, |ui| {
            pick::button(ui, view.lang, name, shown, search, disabled, || {
                choices(view)
            })
        })
    };
    if let Some(year) = pick(ui, texts.year(), &year, years, pick::years) {
        chosen = Some(LineKey {
            year: year.parse().ok(),
            ..key.clone()
        });
    }
    let clause = key.clause.as_ref().and_then(|c| p.text.get(c.as_str()));
    let clause = clause.map_or_else(
        || texts.choose().to_owned(),
        |c| format!("{} {}", view.anchor(c), view.short_title(c)),
    );
    if let Some(clause) = pick(ui, texts.clause(), &clause, clauses, pick::clauses) {
        chosen = Some(LineKey {
            clause: pick::id_of(&clause),
            ..key.clone()
        });
    }
    let source = key.source.map_or_else(
        || texts.choose().to_owned(),
        |s| view.words().source(Some(s)).to_owned(),
    );
    if let Some(source) = pick(ui, texts.source(), &source, sources, pick::sources) {
        chosen = Some(LineKey {
            source: FundingSource::of_word(&source),
            ..key.clone()
        });
    }
    let payer = key
        .payer
        .as_ref()
        .map_or_else(|| texts.none().to_owned(), |id| payer_name(view, id));
    if let Some(payer) = pick(ui, texts.payer(), &payer, payers, pick::payers) {
        chosen = Some(LineKey {
            payer: pick::id_of(&payer),
            ..key.clone()
        });
    }
    chosen
}

/// Who pays, by its full name.
fn payer_name(view: &View<'_>, id: &Id) -> String {
    view.programme()
        .parties
        .get(id)
        .map_or_else(|| view.unit_name(id), |party| party.name.clone())
}

/// The line that already has this key.
#[must_use]
pub fn same<'a>(view: &View<'a>, key: &LineKey, but: Option<&Id>) -> Option<&'a Id> {
    let year = match key.year {
        Some(year) => view.insight.budget.year(year),
        None => view.insight.budget.undated.as_ref(),
    };
    let sources = year.into_iter().flat_map(|y| &y.sources);
    let lines = sources
        .filter(|s| s.source == key.source && s.payer == key.payer)
        .flat_map(|s| &s.lines);
    lines
        .filter_map(|id| view.programme().budget_lines.get(id))
        .find(|line| line.key == *key && Some(&line.id) != but)
        .map(|line| &line.id)
}

/// Shows the dialog while it is open.
pub fn show(ui: &Ui, view: &View<'_>, state: &mut State, commands: &mut Commands) {
    let Some(mut form) = state.new_line.take() else {
        return;
    };
    let texts = Texts(view.lang);
    let mut add = false;
    let mut cancel = false;
    let money = crate::text::strings::money::Money(view.lang);
    let (title, why) = match form.committed {
        Some(dong) => {
            let amount = super::Unit::Dong.amount(dong);
            (money.take_up(), money.take_up_why(&amount))
        }
        None => (texts.new_line(), texts.no_lines_why().to_owned()),
    };
    let dialog = Dialog::new("new budget line", title, texts.close()).stays();
    let outcome = dialog.show(ui.ctx(), |ui| {
        let key = form.key.clone();
        if let Some(key) = key_rows(ui, view, &key, &mut form.searches, None) {
            form.key = key;
            form.error = None;
        }
        field_row(ui, texts.name(), |ui| {
            let id = ui.scope_id().with("name");
            let out =
                TextField::new(id, texts.name())
                    .boxed()
                    .show(ui, &mut form.name, &form.name_text);
            if let Some(text) = out.committed {
                form.name_text = text;
            }
            add |= out.left == Some(CommitBy::Enter);
        });
        if let Some(error) = &form.error {
            error_line(ui, error);
        } else {
            elide::paragraph(ui, Role::Secondary, &why, Tokens::of(ui).palette.text2);
        }
        footer(ui, |ui| {
            add |= PushButton::primary(texts.add()).show(ui).clicked();
            cancel = PushButton::new(texts.cancel()).show(ui).clicked();
        });
    });
    if let Some(text) = form.name.pending().filter(|_| add) {
        form.name_text = text.to_owned();
    }
    if add {
        match create(view, &form) {
            Ok((id, edit)) => {
                commands.edit(edit);
                commands.push(Command::Select(Selection::Line(id.clone())));
                state.revealing = Some(id);
                return;
            }
            Err(sentence) => form.error = Some(sentence),
        }
    }
    if !cancel && !outcome.closed {
        state.new_line = Some(form);
    }
}

/// The edit that makes the line, or the sentence that says what is missing.
fn create(view: &View<'_>, form: &Form) -> Result<(Id, Edit), String> {
    let texts = Texts(view.lang);
    let key = &form.key;
    if key.year.is_none() {
        return Err(texts.need_year().to_owned());
    }
    if key.clause.is_none() {
        return Err(texts.need_clause().to_owned());
    }
    if key.source.is_none() {
        return Err(texts.need_source().to_owned());
    }
    if let Some(other) = same(view, key, None) {
        return Err(texts.same_line(&super::line_name(view, other)));
    }
    let id = view.fresh_id();
    let on = Path::new(BudgetLine::KIND, id.as_str());
    let edit = Edit::create(
        &on,
        [
            (BudgetLine::KEY, key.value()),
            (BudgetLine::NAME, Value::text_or_null(&form.name_text)),
            (
                BudgetLine::COMMITTED,
                form.committed.map_or(Value::Null, Value::Int),
            ),
        ],
    );
    view.check(&edit)
        .map_err(|r| Errors(view.lang).refusal(&r, |id| view.unit_name(id)))?;
    Ok((id, edit))
}
