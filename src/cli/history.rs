//! `dong-hanh log`: who wrote what, when, from what to what.

use super::told;
use super::{FINE, Out, UNUSABLE, open};
use crate::insight::journal::{Deed, Filter, Journal, Told};
use crate::text::date;
use crate::text::strings::merge::Merge;
use serde_json::{Value, json};
use std::path::Path;

/// So many groups are told at a time, so that a long history does not stand in memory twice.
const PAGE: usize = 500;

/// Tells the history of a file, the latest first.
pub(super) fn log(file: &Path, as_json: bool, out: &mut Out<'_>) -> u8 {
    let document = match open(file, out.findings()) {
        Ok(opened) => opened.document,
        Err(unread) => return out.refuse(&unread.sentence, UNUSABLE),
    };
    let words = Merge(out.lang);
    let programmes = [document.programme()];
    let journal = Journal::of(&document);
    let all = journal.filter(&document, &Filter::default());
    let changes = journal.entries.iter().map(|e| e.changes.len()).sum();
    let pages = (0..all.len()).step_by(PAGE);
    if as_json {
        let groups: Vec<Value> = pages
            .flat_map(|from| journal.page(&document, &all, from, PAGE))
            .map(|told| group(&told, words, &programmes))
            .collect();
        let whole = json!({
            "groups": groups,
            "changes": changes,
            "shortened": journal.shortened,
        });
        out.line(&format!("{whole:#}"));
        return FINE;
    }
    out.line(&words.log_count(all.len(), changes));
    if journal.shortened > 0 {
        out.line(&words.shortened(journal.shortened));
    }
    let mut day = None;
    for from in pages {
        for told in journal.page(&document, &all, from, PAGE) {
            let its_day = told.at.map(|at| at.date_naive());
            if day.replace(its_day) != Some(its_day) {
                out.line("");
                let name = its_day.map(date::format);
                out.line(name.as_deref().unwrap_or(words.unknown_day()));
            }
            out.line(&format!("  {}", words.told(&told)));
            for line in &told.lines {
                out.line(&format!("  - {}", words.line(line, &programmes)));
            }
        }
    }
    FINE
}

fn group(told: &Told, words: Merge, programmes: &[&crate::model::Programme]) -> Value {
    let lines: Vec<Value> = told
        .lines
        .iter()
        .map(|line| {
            let old: Vec<Value> = line.old.iter().map(told::value).collect();
            let rest = json!({
                "change": &*line.change,
                "deed": match line.deed {
                    Deed::Made => "new",
                    Deed::Deleted => "deleted",
                    Deed::Restored => "restored",
                    Deed::Set => "set",
                    Deed::PutIn => "put_in",
                    Deed::TookOut => "took_out",
                },
                "clause": line.clause.as_ref().map(crate::model::Id::as_str),
                "old": old,
                "old_is_gone": line.old_is_gone,
                "new": told::value(&line.new),
                "sentence": words.line(line, programmes),
            });
            told::joined(told::spot(&line.on, &line.what), rest)
        })
        .collect();
    json!({
        "group": &*told.group,
        "by": told::by(told.origin, &told.by, told.at),
        "undoes": told.undoes.as_deref(),
        "is_undone": told.is_undone,
        "changes": lines,
    })
}
