//! Which entries the page of a list shows, and in which order: searched, filtered and sorted once for
//! each revision and each change of the question, however many there are.

use super::cells::{self, Cell};
use super::{super::schools, entry};
use crate::insight::YearFilter;
use crate::insight::support::{Aid, Stage};
use crate::model::{Decimal, Id};
use crate::text::collate;
use crate::text::fold::{Haystack, Query};
use crate::text::strings::Lang;
use crate::text::strings::houses::Houses as Texts;
use crate::ui::tabs::budget::line_name;
use crate::ui::view::View;
use crate::ui::widgets::field::TextDraft;
use std::rc::Rc;

/// What the sums are by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Sums {
    /// By year.
    #[default]
    Years,
    /// By commune.
    Communes,
}

/// What the page of one list remembers between frames.
#[derive(Debug, Default)]
pub struct List {
    pub(super) draft: TextDraft,
    /// Only those that stand so.
    pub(super) stage: Option<Stage>,
    /// Only those of this commune; those without one where it is none.
    pub(super) commune: Option<Option<Id>>,
    /// By which column, and whether the greatest comes first; else by year and number.
    pub(super) sort: Option<(Cell, bool)>,
    pub(super) sums: Sums,
    pub(super) adds: bool,
    /// The entry to bring into sight.
    pub(super) follow: Option<Id>,
    pub(super) communes: super::super::pick::Search,
    hay: Option<(Hay, Hays)>,
    found: Option<(Asked, Rc<Vec<Id>>)>,
}

/// What the searched texts were made from: revision, years, whether names are shown, language.
type Hay = (u64, YearFilter, bool, Lang);

/// Each entry with its searched text.
type Hays = Rc<Vec<(Id, Haystack)>>;

/// What was asked.
#[derive(Clone, Debug, PartialEq)]
struct Asked {
    hay: Hay,
    query: String,
    stage: Option<Stage>,
    commune: Option<Option<Id>>,
    sort: Option<(Cell, bool)>,
}

impl List {
    /// Whether anything narrows the list.
    pub(super) fn is_filtered(&self) -> bool {
        self.stage.is_some() || self.commune.is_some() || !self.query().is_empty()
    }

    fn query(&self) -> &str {
        self.draft.pending().unwrap_or_default().trim()
    }

    /// Shows all again.
    pub(super) fn clear(&mut self) {
        self.stage = None;
        self.commune = None;
        self.draft.take();
    }

    /// The entries to show, in their order.
    pub(super) fn found(&mut self, view: &View<'_>, aid: Aid) -> Rc<Vec<Id>> {
        let asked = Asked {
            hay: (view.document.revision(), view.years, view.names, view.lang),
            query: self.query().to_owned(),
            stage: self.stage,
            commune: self.commune.clone(),
            sort: self.sort,
        };
        if let Some((of, found)) = &self.found
            && *of == asked
        {
            return Rc::clone(found);
        }
        let found = Rc::new(self.look(view, aid, &asked));
        self.found = Some((asked, Rc::clone(&found)));
        found
    }

    fn look(&mut self, view: &View<'_>, aid: Aid, asked: &Asked) -> Vec<Id> {
        let fits = |id: &Id| {
            entry(view, aid, id).is_some_and(|e| {
                asked.stage.is_none_or(|stage| e.stage() == stage)
                    && asked
                        .commune
                        .as_ref()
                        .is_none_or(|c| c.as_ref() == e.commune)
            })
        };
        let query = Query::new(&asked.query);
        let mut found: Vec<Id> = if query.is_empty() {
            let all = &view.insight.support.list(aid).order;
            all.iter().filter(|id| fits(id)).cloned().collect()
        } else {
            let hay = self.hay(view, aid, asked.hay);
            let hits = hay
                .iter()
                .filter(|(id, hay)| fits(id) && query.rank(hay).is_some());
            hits.map(|(id, _)| id.clone()).collect()
        };
        if let Some((by, descending)) = asked.sort {
            sort(view, aid, &mut found, by);
            if descending {
                found.reverse();
            }
        }
        found
    }

    /// The texts that are searched, made once for each revision: names only where they are shown.
    fn hay(&mut self, view: &View<'_>, aid: Aid, of: Hay) -> Hays {
        if let Some((from, hay)) = &self.hay
            && *from == of
        {
            return Rc::clone(hay);
        }
        let order = &view.insight.support.list(aid).order;
        let text = |id: &Id| (id.clone(), Haystack::new(&searched(view, aid, id)));
        let hay = Rc::new(order.iter().map(text).collect::<Vec<_>>());
        self.hay = Some((of, Rc::clone(&hay)));
        hay
    }
}

/// An entry in a few words, for a list of things of all kinds: "Nhà 2024, số 2, UBND xã Cẩm Lương".
pub(super) fn headline(view: &View<'_>, aid: Aid, id: &Id) -> String {
    let p = view.programme();
    let of = entry(view, aid, id);
    let commune = of
        .and_then(|e| p.units.get(e.commune?))
        .map(|c| c.name.clone());
    let mut parts = Vec::new();
    match aid {
        Aid::Houses => {
            let number = view.insight.support.houses.number(id) as usize;
            let year = of.and_then(|e| e.year);
            let number = Texts(view.lang).number(year, number);
            parts.push(Texts(view.lang).house_of(&number));
            let house = p.houses.get(id).filter(|_| view.names);
            parts.extend(house.map(|h| h.household.clone()));
            parts.extend(house.map(|h| h.hamlet.clone()));
        }
        Aid::Schools => {
            let item = p.school_items.get(id);
            parts.extend(item.map(|i| schools::name(view, i)));
            parts.extend(item.map(|i| i.school.clone()));
            parts.extend(item.map(|i| i.site.clone()));
            parts.extend(of.and_then(|e| e.year).map(|y| y.to_string()));
        }
    }
    parts.extend(commune);
    parts.retain(|p| !p.is_empty());
    parts.join(", ")
}

/// What a search looks at in an entry; the names of a household only where they are shown.
fn searched(view: &View<'_>, aid: Aid, id: &Id) -> String {
    let mut parts = vec![cells::name(view, aid, id)];
    if let Some(of) = entry(view, aid, id) {
        parts.extend(of.year.map(|y| y.to_string()));
        let commune = of.commune.and_then(|c| view.programme().units.get(c));
        parts.extend(commune.map(|c| c.name.clone()));
        parts.extend(of.line.map(|l| line_name(view, l)));
        let activity = of.activity.and_then(|a| view.programme().activities.get(a));
        parts.extend(activity.map(|a| view.shown(&a.title).into_owned()));
    }
    let p = view.programme();
    match aid {
        Aid::Houses => {
            let named = p.houses.get(id).filter(|_| view.names);
            parts.extend(named.map(|h| h.hamlet.clone()));
        }
        Aid::Schools => {
            if let Some(item) = p.school_items.get(id) {
                parts.push(schools::name(view, item));
                parts.push(item.school.clone());
                parts.push(item.site.clone());
            }
        }
    }
    parts.join(" ")
}

/// Sorts by a column; those that have nothing there come last, and equals keep their order.
fn sort(view: &View<'_>, aid: Aid, found: &mut [Id], by: Cell) {
    let p = view.programme();
    match by {
        Cell::Amount => found.sort_by_cached_key(|id| {
            let amount = entry(view, aid, id).and_then(|e| e.amount.known());
            (amount.is_none(), amount)
        }),
        Cell::Started | Cell::Done => found.sort_by_cached_key(|id| {
            let of = entry(view, aid, id);
            let day = of.and_then(|e| {
                if by == Cell::Started {
                    e.started_on
                } else {
                    e.done_on
                }
            });
            (day.is_none(), day)
        }),
        Cell::Stage => {
            found.sort_by_cached_key(|id| entry(view, aid, id).map(|e| e.stage()));
        }
        Cell::Quantity => found.sort_by_cached_key(|id| {
            let quantity = p.school_items.get(id).and_then(|i| i.quantity);
            // In millionths, so that numbers of any scale can be compared.
            let key = quantity.map(|q| {
                let up = 10_i128.pow(u32::from(Decimal::MAX_SCALE.saturating_sub(q.scale())));
                i128::from(q.mantissa()).saturating_mul(up)
            });
            (key.is_none(), key)
        }),
        Cell::Name if !view.names || aid == Aid::Schools => {
            let list = view.insight.support.list(aid);
            found.sort_by_cached_key(|id| {
                let year = entry(view, aid, id).and_then(|e| e.year);
                (year.is_none(), year, list.number(id))
            });
        }
        _ => {
            let mut keyed: Vec<(String, Id)> = found
                .iter()
                .map(|id| (by.text(view, aid, id, true).0, id.clone()))
                .collect();
            let people = by == Cell::Name;
            keyed.sort_by(|(a, _), (b, _)| {
                a.is_empty().cmp(&b.is_empty()).then_with(|| {
                    if people {
                        collate::compare_people(a, b)
                    } else {
                        collate::compare(a, b)
                    }
                })
            });
            for (place, (_, id)) in found.iter_mut().zip(keyed) {
                *place = id;
            }
        }
    }
}
