//! Thiết bị điểm trường: what is peculiar to the equipment that Điều 5.2 gives to school sites.

use super::given;
use crate::edit::Edit;
use crate::insight::support::Aid;
use crate::model::{Id, Path, SchoolItem, Value};
use crate::text::strings::houses::Houses as Texts;
use crate::ui::view::View;

/// What an item is called.
pub(super) fn name(view: &View<'_>, item: &SchoolItem) -> String {
    if item.item.is_empty() {
        Texts(view.lang).no_item().to_owned()
    } else {
        item.item.clone()
    }
}

/// The site, else the school.
pub(super) fn site(item: &SchoolItem) -> String {
    let site = if item.site.is_empty() {
        &item.school
    } else {
        &item.site
    };
    site.clone()
}

/// How many: "40 bộ".
pub(super) fn quantity(item: &SchoolItem) -> String {
    let number = item.quantity.map(|q| q.format()).unwrap_or_default();
    format!("{number} {}", item.measure).trim().to_owned()
}

/// A new item: nothing is preset but the year.
pub(super) fn new(view: &View<'_>) -> (Id, Edit) {
    let id = view.fresh_id();
    let on = Path::new(SchoolItem::KIND, id.as_str());
    let year = given::year_of_new(view, Aid::Schools);
    let year = year.map_or(Value::Null, |y| Value::Int(y.into()));
    (id, Edit::create(&on, [(SchoolItem::YEAR, year)]))
}
