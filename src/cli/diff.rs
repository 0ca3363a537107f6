//! `dong-hanh diff`: where two files say different things.

use super::told;
use super::{FAILED, FINE, Out, UNUSABLE, open};
use crate::merge::Comparison;
use crate::text::strings::merge::Merge;
use serde_json::{Value, json};
use std::path::Path;

/// Compares two files, of one programme or not.
pub(super) fn diff(first: &Path, second: &Path, as_json: bool, out: &mut Out<'_>) -> u8 {
    let mut read = |file: &Path| {
        open(file, out.findings()).map_err(|unread| out.refuse(&unread.sentence, UNUSABLE))
    };
    let (a, b) = match (read(first), read(second)) {
        (Ok(a), Ok(b)) => (a.document, b.document),
        _ => return UNUSABLE,
    };
    let found = Comparison::of(&a, &b);
    let words = Merge(out.lang);
    let programmes = [b.programme(), a.programme()];
    if as_json {
        let differences: Vec<Value> = found
            .differences
            .iter()
            .map(|d| {
                let values = |all: &[crate::model::Value]| -> Value {
                    all.iter().map(told::value).collect()
                };
                let rest = json!({
                    "kind": told::kind(d.kind),
                    "article": d.article,
                    "clause": d.clause.as_ref().map(crate::model::Id::as_str),
                    "first": values(&d.before),
                    "second": values(&d.after),
                    "fields": told::value(&crate::model::Value::Map(d.fields.clone())),
                    "sentence": words.difference(d, &programmes),
                });
                told::joined(told::spot(&d.on, &d.what), rest)
            })
            .collect();
        let whole = json!({
            "relation": told::relation(found.relation),
            "only_first": found.only_first,
            "only_second": found.only_second,
            "official_text": told::texts(&found.text),
            "differences": differences,
        });
        out.line(&format!("{whole:#}"));
    } else {
        let (incoming, outgoing) = (found.only_second, found.only_first);
        if found.relation.can_receive() {
            out.line(&words.relation(found.relation, incoming, outgoing));
        }
        if !found.text.is_empty() {
            out.line(&words.text_differs(found.text.len()));
            for d in &found.text {
                out.line(&format!("  - {}", words.text_line(d, &programmes)));
            }
        }
        if found.is_empty() {
            out.line(words.say_the_same());
        } else if !found.differences.is_empty() {
            out.line(&words.differences(found.differences.len()));
        }
        let mut article = None;
        for d in &found.differences {
            if article.replace(d.article) != Some(d.article) {
                out.line(&format!("  {}", words.article(d.article)));
            }
            out.line(&format!("  - {}", words.difference(d, &programmes)));
        }
    }
    if found.is_empty() { FINE } else { FAILED }
}
