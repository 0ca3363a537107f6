//! One self-contained HTML page for people without the program (FILE.md §5): how the work stands, the plans,
//! the money, the houses, and the official text word for word. It loads nothing, runs nothing, links to nothing
//! outside itself, and prints well.
//!
//! It goes to others, so it is Vietnamese whatever the language of the window. It is well-formed XML too.

mod html;
mod money;
mod official;
mod work;

#[cfg(test)]
mod tests;

use super::names::{Names, one_line};
use super::summary::parties_of;
use crate::change::Document;
use crate::insight::Insight;
use crate::model::Programme;
use crate::text::date;
use crate::text::strings::Lang;
use crate::text::strings::page::Page as Texts;
use crate::text::strings::report::Report;
use chrono::NaiveDate;
use html::Html;

/// What the page is made of.
#[derive(Clone, Copy, Debug)]
pub struct Page<'a> {
    /// The document that it is made of.
    pub document: &'a Document,
    /// What it says. Where households are not to be named, the programme of a copy without names.
    pub programme: &'a Programme,
    /// What follows from it, of all years.
    pub insight: &'a Insight,
    /// With the names of households and hamlets.
    pub names: bool,
    /// Who made it; may be empty.
    pub by: &'a str,
    /// The day on which it is made.
    pub on: NaiveDate,
}

/// What its parts draw from.
#[derive(Clone, Copy)]
struct Maker<'a> {
    page: Page<'a>,
    names: Names<'a>,
    t: Texts,
}

/// Its looks: paper colours, one column, tables that do not break in rows when printed.
const STYLE: &str = include_str!("page/style.css");
/// Nothing but its own style is ever loaded.
const POLICY: &str =
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/// The page's text, UTF-8.
#[must_use]
pub fn page(page: &Page<'_>) -> String {
    let lang = Lang::Vi;
    let t = Texts(lang);
    let programme = page.programme;
    let maker = Maker {
        page: *page,
        names: Names {
            programme,
            lang,
            hidden: (!page.names).then_some(&page.insight.people),
        },
        t,
    };
    let title = t.title(&parties_of(programme));
    let mut h = Html::new(&title, POLICY, STYLE);
    h.within("header", "", |h| {
        h.element("h1", "", &title);
        h.element("p", "name", &one_line(&programme.header.title));
        h.element("p", "as-of", &t.as_of(&date::format(page.insight.today)));
        let by = one_line(page.by);
        let on = date::format(page.on);
        let made = if by.is_empty() {
            t.made(&on)
        } else {
            t.made_by(&on, &by)
        };
        h.element("p", "small", &format!("{made}. {}", t.only_reading()));
        if programme.header.sample_today.is_some() {
            h.element("p", "sample", Report(lang).sample_note());
        }
        if !page.names {
            h.element("p", "small", t.names_hidden());
        }
    });
    let parts = [
        ("tong-quan", t.overview()),
        ("viec", t.activities()),
        ("ke-hoach", t.plans()),
        ("kinh-phi", t.budget()),
        ("nha-o", t.houses()),
        ("diem-truong", t.schools()),
        ("van-ban", t.official()),
    ];
    h.nav(t.contents(), &parts);
    for (id, name) in parts {
        h.section(id, name, |h| match id {
            "tong-quan" => maker.overview(h),
            "viec" => maker.activities(h),
            "ke-hoach" => maker.plans(h),
            "kinh-phi" => maker.budget(h),
            "nha-o" => maker.houses(h),
            "diem-truong" => maker.schools(h),
            _ => maker.official(h),
        });
    }
    h.element("footer", "", t.foot());
    h.finish()
}
