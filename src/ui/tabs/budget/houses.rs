//! Nhà ở hộ nghèo: what is peculiar to the houses that Điều 5.1 pays for. Names of poor households stay
//! hidden unless they are asked for.

use super::given;
use crate::edit::Edit;
use crate::insight::support::Aid;
use crate::model::{House, Id, Path, Value};
use crate::text::strings::houses::Houses as Texts;
use crate::ui::view::View;

/// What a house is called: its household where names are shown, else its year and number.
pub(super) fn name(view: &View<'_>, id: &Id, number: usize) -> String {
    let house = view.programme().houses.get(id);
    let named = house.filter(|h| view.names && !h.household.is_empty());
    named.map_or_else(
        || Texts(view.lang).number(house.and_then(|h| h.year), number),
        |h| h.household.clone(),
    )
}

/// A new house: nothing is preset but the year.
pub(super) fn new(view: &View<'_>) -> (Id, Edit) {
    let id = view.fresh_id();
    let on = Path::new(House::KIND, id.as_str());
    let year = given::year_of_new(view, Aid::Houses);
    let year = year.map_or(Value::Null, |y| Value::Int(y.into()));
    (id, Edit::create(&on, [(House::YEAR, year)]))
}
