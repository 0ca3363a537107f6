//! Fields of the inspector that write to the document: a draft, a check, a sentence where it is
//! refused, and the typed text kept.

use crate::change::Seen;
use crate::edit::Edit;
use crate::model::field::date_value;
use crate::model::{ALL_PARTIES, Id, Path, Sum, Value};
use crate::text::number::Decimal;
use crate::text::strings::Lang;
use crate::text::strings::article::Article;
use crate::text::strings::errors::Errors;
use crate::text::strings::houses::Houses;
use crate::text::strings::safe::Safe;
use crate::text::{date, money};
use crate::ui::commands::Commands;
use crate::ui::icons::Icon;
use crate::ui::inspector::who;
use crate::ui::tokens::{Role, Tokens};
use crate::ui::view::{ReadOnly, View};
use crate::ui::widgets::field::{FieldOutput, TextDraft, TextField, message_line};
use eframe::egui::{self, Ui};
use std::borrow::Cow;
use std::collections::HashMap;

/// Why nothing can be edited, in a sentence.
#[must_use]
pub fn read_only_reason(view: &View<'_>) -> Option<&'static str> {
    let words = Article(view.lang);
    view.read_only.map(|why| match why {
        ReadOnly::ViewOnly => words.read_only_view(),
        ReadOnly::Newer => words.read_only_newer(),
        ReadOnly::NoPlace => words.read_only_no_place(),
        ReadOnly::Elsewhere => Safe(view.lang).reason_elsewhere(),
        ReadOnly::Past => Safe(view.lang).reason_past(),
    })
}

/// Why a field cannot be edited whose text is shown whole, or not: as [`read_only_reason`], and where a
/// hidden name stands in it, which an edit would overwrite.
#[must_use]
pub fn locked_reason(view: &View<'_>, is_whole: bool) -> Option<&'static str> {
    let hidden = (!is_whole).then(|| Houses(view.lang).field_hidden());
    read_only_reason(view).or(hidden)
}

/// The full name of a party or unit, for sentences: "huyện Cẩm Thủy".
#[must_use]
pub fn full_name(view: &View<'_>, id: &Id) -> String {
    let p = view.programme();
    if *id == ALL_PARTIES {
        return view.words().all_parties_lead().to_owned();
    }
    let party = p.parties.get(id).map(|p| p.name.clone());
    let unit = || p.units.get(id).map(|u| u.name.clone());
    party
        .or_else(unit)
        .unwrap_or_else(|| view.words().unknown_unit(id.as_str()))
}

/// A sum of money as shown in a cell: a dash where nothing is known, a range where figures are in
/// conflict.
#[must_use]
pub fn money_text(lang: Lang, sum: &Sum) -> String {
    let words = Article(lang);
    match sum {
        Sum::Empty => "—".to_owned(),
        Sum::Known(n) => money::format_dong(*n),
        Sum::Range(low, high) => {
            words.conflict(&money::format_dong(*low), &money::format_dong(*high))
        }
        Sum::Overflow => words.overflow().to_owned(),
    }
}

/// A day of the document as a field shows it; empty where it is unset.
#[must_use]
pub fn date_text(day: Option<chrono::NaiveDate>) -> String {
    day.map(date::format).unwrap_or_default()
}

/// A typed day as a value; empty unsets.
///
/// # Errors
/// The sentence for the user.
pub fn parse_date(lang: Lang, typed: &str) -> Result<Value, String> {
    if typed.trim().is_empty() {
        return Ok(Value::Null);
    }
    date::parse_date(typed)
        .map(|day| date_value(Some(day)))
        .map_err(|e| Errors(lang).date(&e))
}

/// A typed year as a value; empty unsets.
///
/// # Errors
/// The sentence for the user.
pub fn parse_year(lang: Lang, typed: &str) -> Result<Value, String> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Ok(Value::Null);
    }
    match typed.parse::<u32>() {
        Ok(year) if typed.len() == 4 && date::YEARS.contains(&year) => {
            Ok(Value::Int(i64::from(year)))
        }
        Ok(year) if typed.len() == 4 => Err(Errors(lang).year_out_of_range(year)),
        _ => Err(Errors(lang).year_wanted().to_owned()),
    }
}

/// A typed number as a value; empty unsets.
///
/// # Errors
/// The sentence for the user.
pub fn parse_decimal(lang: Lang, typed: &str) -> Result<Value, String> {
    if typed.trim().is_empty() {
        return Ok(Value::Null);
    }
    Decimal::parse(typed)
        .map(|d| Value::number(&d.to_json()))
        .map_err(|e| Errors(lang).number(&e))
}

/// Which field of which entity, and how it looks.
#[derive(Clone, Copy, Debug)]
pub struct Spec<'a> {
    /// The entity.
    pub on: &'a Path,
    /// The field.
    pub key: &'a str,
    /// Tells two fields of one register apart (the day and the reason of a state); else empty.
    pub part: &'a str,
    /// Its name for assistive technology.
    pub name: &'a str,
    /// Pale words while it is empty.
    pub hint: &'a str,
    /// Width in points; otherwise all there is.
    pub width: Option<f32>,
    /// Lines; 1 for a single line.
    pub rows: usize,
    /// Right-aligned, for figures.
    pub amount: bool,
    /// The type of its text.
    pub role: Role,
}

impl<'a> Spec<'a> {
    /// A field of one line.
    #[must_use]
    pub const fn new(on: &'a Path, key: &'a str, name: &'a str) -> Self {
        Self {
            on,
            key,
            part: "",
            name,
            hint: "",
            width: None,
            rows: 1,
            amount: false,
            role: Role::Body,
        }
    }

    /// The id of its text edit, to give it the focus.
    #[must_use]
    pub fn id(&self) -> egui::Id {
        egui::Id::unique(("inspector field", self.on.as_str(), self.key, self.part))
    }
}

#[derive(Debug, Default)]
struct Entry {
    draft: TextDraft,
    /// The heads that were shown when the field took the focus.
    seen: Option<Seen>,
    /// What to tell beside the value that was taken.
    caution: Option<String>,
}

/// What has been typed into fields and not handed over yet, by field: a draft that was refused is
/// still there when its entity is selected again.
#[derive(Debug, Default)]
pub struct Drafts(HashMap<String, Entry>);

impl Drafts {
    /// Whether something is typed that the document does not have.
    #[must_use]
    pub fn pending(&self) -> bool {
        self.0.values().any(|e| e.draft.pending().is_some())
    }

    /// Shows a field with `value`; what is typed goes through `parse`, which gives the whole value of
    /// the register or a sentence, and through the rules.
    pub fn field(
        &mut self,
        ui: &mut Ui,
        view: &View<'_>,
        spec: Spec<'_>,
        value: &str,
        parse: impl Fn(&str) -> Result<Value, String>,
        commands: &mut Commands,
    ) -> FieldOutput {
        let set = |to, seen| Edit::Set {
            on: spec.on.clone(),
            key: spec.key.to_owned(),
            to,
            seen,
        };
        self.field_with(ui, view, spec, value, parse, set, commands)
    }

    /// The same with an edit of the caller's, from the value and the heads that were shown.
    #[expect(
        clippy::too_many_arguments,
        reason = "one more than `field`, which is what most need"
    )]
    pub fn field_with(
        &mut self,
        ui: &mut Ui,
        view: &View<'_>,
        spec: Spec<'_>,
        value: &str,
        parse: impl Fn(&str) -> Result<Value, String>,
        make: impl Fn(Value, Seen) -> Edit,
        commands: &mut Commands,
    ) -> FieldOutput {
        let entry = self
            .0
            .entry(format!("{}#{}#{}", spec.on.as_str(), spec.key, spec.part))
            .or_default();
        let shown = view.shown(value);
        let mut field = TextField::new(spec.id(), spec.name)
            .hint(spec.hint)
            .disabled(locked_reason(view, matches!(shown, Cow::Borrowed(_))));
        if let Some(width) = spec.width {
            field = field.width(width);
        }
        if spec.rows > 1 {
            field = field.rows(spec.rows);
        }
        field = field.role(spec.role);
        if spec.amount {
            field = field.amount();
        }
        let out = field.show(ui, &mut entry.draft, &shown);
        who::on_field(&out.response, view, spec.on, spec.key, commands);
        if out.response.gained_focus() {
            entry.seen = Some(view.seen(spec.on, spec.key));
        }
        if out.response.changed() || out.cancelled {
            entry.caution = None;
        }
        if let Some(typed) = &out.committed {
            let seen = entry.seen.take().unwrap_or(Seen::Now);
            let edit = parse(typed).map(|to| make(to, seen));
            match edit.and_then(|edit| Ok((checked(view, &edit)?, edit))) {
                Err(sentence) => entry.draft.reject(typed.clone(), sentence),
                Ok((caution, edit)) => {
                    entry.caution = caution;
                    commands.edit(edit);
                }
            }
        }
        if let Some(caution) = &entry.caution {
            message_line(ui, Icon::Warning, caution, Tokens::of(ui).palette.soon);
        }
        out
    }
}

/// Checks an edit: what to warn about, or the sentence that refuses it.
///
/// # Errors
/// The sentence for the user.
pub fn checked(view: &View<'_>, edit: &Edit) -> Result<Option<String>, String> {
    let errors = Errors(view.lang);
    let cautions = view
        .check(edit)
        .map_err(|r| errors.refusal(&r, |id| full_name(view, id)))?;
    let sentences: Vec<String> = cautions
        .iter()
        .map(|c| errors.caution(c, |id| full_name(view, id)))
        .collect();
    Ok((!sentences.is_empty()).then(|| sentences.join(" ")))
}
