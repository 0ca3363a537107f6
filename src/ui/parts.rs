//! Small pieces that several tabs share: how a standing looks, names with their seals.

use super::icons::Icon;
use super::tokens::{Role, Tokens, Tone};
use super::view::View;
use super::widgets::elide;
use super::widgets::seal::{SealSize, SealState, seal};
use crate::insight::{AgreementStanding, Standing};
use crate::model::{Activity, Id};
use crate::text::strings::plans::Plans;
use crate::text::strings::vocabulary::Vocabulary;
use eframe::egui::{Color32, Ui};

/// The icon of a standing: a shape of its own for each, so that colour is never alone.
#[must_use]
pub const fn standing_icon(standing: Standing) -> Icon {
    match standing {
        Standing::Overdue { .. } => Icon::Warning,
        Standing::Done | Standing::DoneLate { .. } => Icon::CheckCircle,
        Standing::Soon { started: true, .. } | Standing::InProgress => Icon::CircleHalf,
        Standing::Soon { started: false, .. } | Standing::NotStarted => Icon::Circle,
        Standing::Paused => Icon::PauseCircle,
        Standing::CarriedOver => Icon::ArrowRight,
        Standing::NotDoing => Icon::X,
    }
}

/// The tone of a standing; exceptions alone are coloured.
#[must_use]
pub const fn standing_tone(standing: Standing) -> Tone {
    match standing {
        Standing::Overdue { .. } => Tone::Overdue,
        Standing::Soon { .. } => Tone::Soon,
        Standing::Done | Standing::DoneLate { .. } => Tone::Done,
        Standing::InProgress => Tone::Doing,
        Standing::NotStarted | Standing::Paused | Standing::CarriedOver | Standing::NotDoing => {
            Tone::Idle
        }
    }
}

/// A standing in words: "Quá hạn 19 ngày".
#[must_use]
pub fn standing_text(words: Vocabulary, standing: Standing) -> String {
    words.standing(standing)
}

/// An activity for a screen reader, its standing first: "Quá hạn 19 ngày, Hội thảo …, Điều 2.2".
#[must_use]
pub fn activity_name(view: &View<'_>, activity: &Activity) -> String {
    let standing = standing_text(view.words(), view.insight.standing(&activity.id));
    let clause = activity
        .place
        .parent
        .as_ref()
        .and_then(|c| view.programme().text.get(c.as_str()));
    let anchor = clause
        .map(|c| view.words().article(&view.anchor(c)))
        .unwrap_or_default();
    format!("{standing}, {}, {anchor}", view.shown(&activity.title))
}

/// How a party's seal looks on a plan: filled only while its agreement is to the plan as it stands.
#[must_use]
pub fn agreement_seal(view: &View<'_>, agreement: Option<&Id>) -> SealState {
    let stands = agreement.is_some_and(|id| {
        view.insight.agreement_standing(view.document, id) != AgreementStanding::Changed
    });
    if stands {
        SealState::Agreed
    } else {
        SealState::Pending
    }
}

/// A party's seal on a plan in words: "Cẩm Thủy: đã thay đổi sau khi thống nhất".
#[must_use]
pub fn agreement_words(view: &View<'_>, party: &str, agreement: Option<&Id>) -> String {
    let s = Plans(view.lang);
    match agreement.map(|id| view.insight.agreement_standing(view.document, id)) {
        None => s.pending_seal(party),
        Some(AgreementStanding::Changed) => s.changed_seal(party),
        Some(_) => s.agreed_seal(party),
    }
}

/// A unit with its party's seal: seal, then name, in `width` points.
pub fn unit_with_seal(
    ui: &mut Ui,
    view: &View<'_>,
    unit: &Id,
    role: Role,
    colour: Color32,
    width: f32,
) {
    let left = ui.cursor().left();
    for style in view.lead_seals(Some(unit)) {
        let name = style.letters.clone();
        seal(ui, SealSize::Small, &style, SealState::Agreed, &name);
    }
    let used = ui.cursor().left() - left;
    elide::label(
        ui,
        role,
        &view.unit_name(unit),
        colour,
        (width - used).max(20.0),
    );
}

/// The dashed word for a missing lead unit.
pub fn unassigned(ui: &mut Ui, view: &View<'_>) {
    let palette = &Tokens::of(ui).palette;
    elide::plain(
        ui,
        Role::Secondary,
        view.words().unassigned(),
        palette.text2,
    );
}
