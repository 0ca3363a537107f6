//! The names of poor households, so that they can be hidden wherever a text holds them: as the payee of a
//! payment, in a title, a note, the name of a paper (DOMAIN.md §5).

use super::Document;
use super::register::value_in;
use crate::model::House;
use crate::text::people::People;
use std::collections::BTreeSet;

/// The names of the households of a document: those that are recorded, those that were before, and those
/// of houses that are deleted. They may stand in other texts all the same.
#[must_use]
pub fn people(document: &Document) -> People {
    let log = document.log();
    let mut names = BTreeSet::new();
    let houses = log.entities().iter();
    for (_, entity) in houses.filter(|(path, _)| path.kind() == House::KIND) {
        let written = entity.fields.of(House::HOUSEHOLD).iter();
        let written = written.flat_map(|(_, register)| register.all.iter());
        for change in written.filter_map(|ix| log.get(*ix)) {
            let value = value_in(change, House::HOUSEHOLD);
            names.extend(value.as_text().map(str::to_owned));
        }
    }
    People::of(names.iter().map(String::as_str))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::change::{Op, Session};
    use crate::codec::embedded;
    use crate::model::{Path, Value};

    #[test]
    fn names_that_are_and_names_that_were_are_known() {
        let mut document = embedded::sample_document("sample");
        document.begin_session("testtesttest", Session::default());
        let on = Path::new(House::KIND, "h1");
        let to = [("household".into(), Value::text("Hộ ông Đinh Văn Cũ"))];
        let make = Op::New {
            on: on.clone(),
            to: to.into_iter().collect(),
        };
        document.commit(vec![make], 1);
        document.commit(vec![Op::set(&on, "household", "Đinh Thị Mới")], 2);
        document.commit(vec![Op::Del { on }], 3);
        let people = people(&document);
        assert!(people.are_in("trả cho dinh van cu"));
        assert!(people.are_in("Đinh Thị Mới ký nhận"));
        assert!(!people.are_in("UBND xã Cẩm Liên"));
    }
}
