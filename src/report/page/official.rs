//! The official text, word for word, with the source's emphasis.

use super::Maker;
use super::html::Html;
use crate::codec::embedded;
use crate::model::clause::runs;
use crate::model::{Clause, Node};
use crate::report::names::one_line;
use crate::text::date;

impl Maker<'_> {
    pub(super) fn official(self, h: &mut Html) {
        let text = &self.page.programme.text;
        let own = embedded::new_document("");
        let said = |c: &Clause| (c.id.clone(), c.marker.clone(), c.text.clone());
        let is_verbatim =
            text.all()
                .iter()
                .map(said)
                .eq(own.programme().text.all().iter().map(said));
        let note = if is_verbatim {
            self.t.official_note()
        } else {
            self.t.official_altered()
        };
        h.element("p", "small", note);
        let standings = &self.page.insight.annexes;
        let annexes = self.page.programme.annexes.values();
        let in_force: Vec<String> = annexes
            .filter(|a| standings.is_in_force(&a.id))
            .map(|a| {
                let (number, title) = (one_line(&a.number), one_line(&a.title));
                let day = a.in_force_on.map(date::format);
                self.t.annex(&number, &title, &day.unwrap_or_default())
            })
            .collect();
        if !in_force.is_empty() {
            h.element("p", "", self.t.amended());
            h.within("ul", "", |h| {
                for annex in &in_force {
                    h.element("li", "", annex);
                }
            });
        }
        h.within("div", "official", |h| {
            for clause in text.all() {
                h.within("p", class(clause), |h| {
                    if !clause.marker.is_empty() {
                        h.text(&clause.marker);
                        h.text(" ");
                    }
                    for run in runs(&clause.text) {
                        match (run.bold, run.italic) {
                            (true, true) => {
                                h.inline("strong", |h| h.inline("em", |h| h.text(run.text)));
                            }
                            (true, false) => h.inline("strong", |h| h.text(run.text)),
                            (false, true) => h.inline("em", |h| h.text(run.text)),
                            (false, false) => h.text(run.text),
                        }
                    }
                });
            }
        });
    }
}

const fn class(clause: &Clause) -> &'static str {
    match clause.node {
        Node::Part => "centre",
        Node::Article => "article",
        Node::Point => "point",
        _ => "",
    }
}
