//! Looking for words in the history, some of it in each frame, so that no frame waits for the whole.

use super::reading::Key;
use super::words;
use crate::change::What;
use crate::change::log::Ix;
use crate::insight::journal::{Journal, line};
use crate::model::{Map, Path};
use crate::text::fold::fold;
use crate::text::strings::journal::Journal as Texts;
use crate::ui::view::View;
use eframe::egui::Context;
use std::collections::{HashMap, HashSet};

/// How many changes are looked at in one frame.
const AT_ONCE: usize = 800;

/// The answers to some words.
#[derive(Debug, Default)]
pub(super) struct Search {
    key: Key,
    text: String,
    needles: Vec<String>,
    hits: HashSet<Ix>,
    /// Changes in the form in which they are searched, for the next words.
    folded: HashMap<Ix, Box<str>>,
    names: HashMap<Path, Box<str>>,
    /// The next step to look at, of how many.
    next: usize,
    of: usize,
    number: u64,
}

impl Search {
    /// Goes on looking for `text`: every word of it, in any order, with or without accents.
    pub(super) fn look(
        &mut self,
        ctx: &Context,
        view: &View<'_>,
        journal: &Journal,
        key: &Key,
        text: &str,
    ) {
        if self.key != *key {
            self.folded.clear();
            self.names.clear();
        }
        if self.key != *key || self.text != text {
            self.key = key.clone();
            text.clone_into(&mut self.text);
            self.needles = text.split_whitespace().map(fold).collect();
            self.needles.retain(|needle| !needle.is_empty());
            self.hits.clear();
            self.number += 1;
            self.next = 0;
            self.of = journal.entries.len();
        }
        if self.needles.is_empty() || self.next >= self.of {
            return;
        }
        let mut looked = 0;
        while looked < AT_ONCE {
            let Some(entry) = journal.entries.get(self.next) else {
                break;
            };
            let by = fold(&Texts(view.lang).author(entry.origin, &entry.by.name));
            for ix in &entry.changes {
                looked += 1;
                self.fold_change(view, *ix);
                let text = self.folded.get(ix).map_or("", |text| text);
                let mut needles = self.needles.iter();
                if needles.all(|needle| text.contains(needle) || by.contains(needle)) {
                    self.hits.insert(*ix);
                }
            }
            self.next += 1;
        }
        if self.next >= self.of {
            self.number += 1;
        } else {
            ctx.request_repaint();
        }
    }

    fn fold_change(&mut self, view: &View<'_>, ix: Ix) {
        if self.folded.contains_key(&ix) {
            return;
        }
        let Some(change) = view.document.log().get(ix) else {
            return;
        };
        let line = line(view.document, change);
        let kind = line.on.kind();
        let name = self.names.entry(line.on.clone()).or_insert_with(|| {
            let clause = line.clause.as_ref();
            let anchor = clause.map_or_else(String::new, |c| view.short_anchor(c.as_str()));
            fold(&format!("{anchor} {}", words::subject(view, &line.on))).into_boxed_str()
        });
        let mut text = String::from(&**name);
        let mut add = |more: &str| {
            text.push(' ');
            text.push_str(&fold(more));
        };
        match &line.what {
            What::Existence => {
                add(Texts(view.lang).deed(line.deed));
                if let Some(to) = line.new.as_map().filter(|to: &&Map| !to.is_empty()) {
                    for (_, value) in words::first_fields(view, kind, to) {
                        add(&value);
                    }
                }
            }
            What::Element(f, e) => {
                add(&words::field(view, kind, f));
                add(&words::name_of(view, e));
            }
            What::Field(f) => {
                add(&words::field(view, kind, f));
                for value in line.old.iter().chain([&line.new]) {
                    add(&words::value(view, kind, f, value));
                }
            }
        }
        self.folded.insert(ix, text.into_boxed_str());
    }

    /// The changes that answer; `None` where no words are looked for.
    pub(super) fn hits(&self) -> Option<&HashSet<Ix>> {
        (!self.needles.is_empty()).then_some(&self.hits)
    }

    /// How far it is, in percent, while it goes on.
    pub(super) fn progress(&self) -> Option<usize> {
        let going = !self.needles.is_empty() && self.next < self.of;
        going.then(|| self.next * 100 / self.of.max(1))
    }

    /// Another one where the answers are others.
    pub(super) const fn number(&self) -> u64 {
        self.number
    }
}
