//! The rules of FILE.md §1, written a second time and in the plainest way, over the JSON text.

use serde_json::{Map, Value, json};
use sha2::{Digest as _, Sha256};
use std::collections::{BTreeMap, BTreeSet};

type Register = (String, Option<(String, Option<String>)>);

/// A write to one register.
struct Write {
    id: String,
    /// The digest of what its record says (rule 7).
    digest: String,
    /// What shortening left of a write: its value is not known (rule 18).
    thin: bool,
    register: Register,
    value: Value,
    over: Vec<String>,
    saw: Option<Vec<String>>,
    genesis: bool,
}

fn digest(text: &str) -> String {
    let digest = Sha256::digest(text.as_bytes());
    digest.iter().take(10).map(|b| format!("{b:02x}")).collect()
}

fn genesis_id(parts: &Value) -> String {
    format!("g{}", digest(&parts.to_string()))
}

/// The digest of what identifies a record besides its id (rules 2 and 7).
fn content(record: &Value) -> String {
    let Some(all) = record.as_object() else {
        return String::new();
    };
    let identifying = ["e", "f", "on", "op", "over", "saw", "to"];
    let mut kept = all.clone();
    kept.retain(|key, _| identifying.contains(&key.as_str()));
    digest(&Value::Object(kept).to_string())
}

fn strings(v: &Value) -> Vec<String> {
    let list = v.as_array().map(Vec::as_slice).unwrap_or_default();
    list.iter()
        .map(|s| s.as_str().unwrap_or_default().to_owned())
        .collect()
}

fn is_set(v: &Value) -> bool {
    v.as_array()
        .is_some_and(|l| !l.is_empty() && l.iter().all(Value::is_string))
}

fn writes(document: &Value) -> Vec<Write> {
    let mut out = Vec::new();
    let mut push =
        |id: String, on: &str, key: Option<(&str, Option<&str>)>, value: Value, c: &Value| {
            out.push(Write {
                id,
                digest: content(c),
                thin: c.is_object() && c.get("on").is_none(),
                register: (
                    on.to_owned(),
                    key.map(|(f, e)| (f.to_owned(), e.map(str::to_owned))),
                ),
                value,
                over: strings(&c["over"]),
                saw: c.get("saw").map(strings),
                genesis: c.is_null(),
            });
        };
    for (on, fields) in document["genesis"]["values"].as_object().unwrap() {
        if on != "programme" {
            push(
                genesis_id(&json!([on])),
                on,
                None,
                json!("new"),
                &Value::Null,
            );
        }
        for (f, v) in fields.as_object().unwrap() {
            if is_set(v) {
                for e in strings(v) {
                    push(
                        genesis_id(&json!([on, f, e, true])),
                        on,
                        Some((f, Some(&e))),
                        json!(true),
                        &Value::Null,
                    );
                }
            } else {
                push(
                    genesis_id(&json!([on, f, v])),
                    on,
                    Some((f, None)),
                    v.clone(),
                    &Value::Null,
                );
            }
        }
    }
    for c in document["changes"].as_array().unwrap() {
        let id = || c["id"].as_str().unwrap().to_owned();
        let on = c["on"].as_str().unwrap();
        match (
            c.get("op").and_then(Value::as_str),
            c.get("f").and_then(Value::as_str),
        ) {
            (Some("new"), _) => {
                push(id(), on, None, json!("new"), c);
                for (f, v) in c["to"].as_object().unwrap() {
                    if is_set(v) {
                        for e in strings(v) {
                            push(id(), on, Some((f, Some(&e))), json!(true), c);
                        }
                    } else if !v.is_null() {
                        push(id(), on, Some((f, None)), v.clone(), c);
                    }
                }
            }
            (Some(op), _) => push(id(), on, None, json!(op), c),
            (None, Some(f)) => push(
                id(),
                on,
                Some((f, c.get("e").and_then(Value::as_str))),
                c["to"].clone(),
                c,
            ),
            (None, None) => panic!("{c}"),
        }
    }
    for (on, records) in document["thin"].as_object().unwrap() {
        for c in records.as_array().unwrap() {
            let text = |key: &str| c.get(key).and_then(Value::as_str);
            let id = || c["id"].as_str().unwrap().to_owned();
            let key = text("f").map(|f| (f, text("e")));
            push(id(), on, key, Value::Null, c);
            for also in c
                .get("also")
                .and_then(Value::as_array)
                .into_iter()
                .flatten()
            {
                let names = strings(also);
                let key = names
                    .first()
                    .map(|f| (f.as_str(), names.get(1).map(String::as_str)));
                push(id(), on, key, Value::Null, c);
            }
        }
    }
    out
}

/// The writes that a reference names among those of one register: an id, or `id#digest`. A plain id that
/// has several contents names nothing (rule 7).
fn named<'a>(
    reference: &str,
    register: &[&'a Write],
    contents: &BTreeMap<&str, BTreeSet<&str>>,
) -> Option<&'a Write> {
    if let Some(several) = contents.get(reference) {
        let found = register.iter().find(|w| w.id == reference);
        return found.copied().filter(|_| several.len() == 1);
    }
    let (id, digest) = reference.split_once('#')?;
    let found = register.iter().find(|w| w.id == id && w.digest == digest);
    found.copied().filter(|w| !w.thin)
}

/// Rule 6, in the plainest way: the places of the heads among the writes of one register.
fn heads_of(all: &[&Write], contents: &BTreeMap<&str, BTreeSet<&str>>) -> Vec<usize> {
    let place = |w: &Write| {
        let same = |o: &Write| o.id == w.id && o.digest == w.digest;
        all.iter().position(|o| same(o)).unwrap()
    };
    let edges: Vec<BTreeSet<usize>> = all
        .iter()
        .enumerate()
        .map(|(i, w)| {
            let targets = w.over.iter().filter_map(|r| named(r, all, contents));
            targets.map(place).filter(|t| *t != i).collect()
        })
        .collect();
    let reach = |from: usize| -> BTreeSet<usize> {
        let mut seen = BTreeSet::new();
        let mut queue: Vec<usize> = edges[from].iter().copied().collect();
        while let Some(i) = queue.pop() {
            if seen.insert(i) {
                queue.extend(&edges[i]);
            }
        }
        seen
    };
    let unnamed = |i: usize| edges.iter().all(|targets| !targets.contains(&i));
    let top: Vec<usize> = (0..all.len()).filter(|i| unnamed(*i)).collect();
    let led: BTreeSet<usize> = top
        .iter()
        .flat_map(|i| reach(*i))
        .chain(top.iter().copied())
        .collect();
    let in_cycle = |i: usize| reach(i).contains(&i);
    let counts =
        |i: usize| led.contains(&i) || !(in_cycle(i) || reach(i).into_iter().any(in_cycle));
    let overridden: BTreeSet<usize> = (0..all.len())
        .filter(|i| counts(*i))
        .flat_map(|i| edges[i].iter().copied())
        .collect();
    (0..all.len()).filter(|i| !overridden.contains(i)).collect()
}

fn mentions(v: &Value, id: &str) -> bool {
    match v {
        Value::String(s) => s == id,
        Value::Array(l) => l.iter().any(|v| mentions(v, id)),
        Value::Object(m) => m.values().any(|v| mentions(v, id)),
        _ => false,
    }
}

/// The state that a document's history gives: `path` → field → value. Numbers must be such that
/// `serde_json` keeps them.
pub fn state(text: &str) -> BTreeMap<String, Map<String, Value>> {
    let document: Value = serde_json::from_str(text).unwrap();
    let writes = writes(&document);
    let mut registers: BTreeMap<Register, Vec<&Write>> = BTreeMap::new();
    let mut contents: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for w in &writes {
        // One record may write an element twice.
        let all: &mut Vec<&Write> = registers.entry(w.register.clone()).or_default();
        if !all.iter().any(|o| o.id == w.id && o.digest == w.digest) {
            all.push(w);
        }
        contents.entry(&w.id).or_default().insert(&w.digest);
    }
    let heads: BTreeMap<&Register, Vec<&Write>> = registers
        .iter()
        .map(|(r, all)| {
            let heads = heads_of(all, &contents).into_iter();
            (
                r,
                heads
                    .map(|i| all[i])
                    .filter(|w| !w.thin || r.1.is_none())
                    .collect(),
            )
        })
        .collect();
    let paths: BTreeSet<&String> = registers.keys().map(|(on, _)| on).collect();
    // Rule 10.
    let dead = |path: &str| {
        let Some(existence) = heads.get(&(path.to_owned(), None)) else {
            return false;
        };
        if existence.iter().any(|w| w.saw.is_none()) {
            return false;
        }
        let saw: Vec<&String> = existence
            .iter()
            .flat_map(|w| w.saw.iter().flatten())
            .collect();
        let mut fields = heads
            .iter()
            .filter(|((on, key), _)| on == path && key.is_some())
            .flat_map(|(_, h)| h);
        fields.all(|w| w.genesis || saw.iter().any(|r| named(r, &[*w], &contents).is_some()))
    };
    let mut gone: BTreeSet<&String> = paths
        .iter()
        .filter(|p| p.as_str() != "programme" && dead(p))
        .copied()
        .collect();
    loop {
        let refers = |to: &String| {
            let id = to.split_once('/').unwrap().1;
            heads.iter().any(|((on, key), all)| {
                !gone.contains(on)
                    && on != to
                    && match key {
                        None => false,
                        Some((_, Some(e))) => e == id && all.iter().any(|w| w.value == json!(true)),
                        Some((_, None)) => all.iter().any(|w| mentions(&w.value, id)),
                    }
            })
        };
        let Some(back) = gone.iter().find(|p| refers(p)).copied() else {
            break;
        };
        gone.remove(back);
    }
    let mut out: BTreeMap<String, Map<String, Value>> = BTreeMap::new();
    for path in paths.into_iter().filter(|p| !gone.contains(*p)) {
        out.entry(path.clone()).or_default();
    }
    for ((on, key), all) in &heads {
        let (Some(fields), Some((f, e))) = (out.get_mut(on.as_str()), key) else {
            continue;
        };
        // Rule 8.
        match e {
            Some(e) if all.iter().any(|w| w.value == json!(true)) => {
                let list = fields.entry(f.clone()).or_insert_with(|| json!([]));
                if !is_set(list) {
                    *list = json!([]);
                }
                list.as_array_mut().unwrap().push(json!(e));
            }
            Some(_) => {}
            None => {
                let values: BTreeMap<String, &Value> = all
                    .iter()
                    .map(|w| (w.value.to_string(), &w.value))
                    .collect();
                let is_money = ["money", "estimate", "support"].contains(&f.as_str());
                if values.len() > 1 && is_money {
                    let several: Vec<&Value> = values.values().copied().collect();
                    fields.insert(f.clone(), json!({ "conflict": several }));
                } else if let Some((_, greatest)) =
                    values.last_key_value().filter(|(_, v)| !v.is_null())
                {
                    fields.insert(f.clone(), (*greatest).clone());
                }
            }
        }
    }
    out
}

/// The state part as it stands in the text.
pub fn written(text: &str) -> BTreeMap<String, Map<String, Value>> {
    let document: Value = serde_json::from_str(text).unwrap();
    let mut out = BTreeMap::new();
    let others = [
        "format", "doc_id", "joined", "clauses", "genesis", "sessions", "changes", "cuts", "thin",
    ];
    for (kind, value) in document.as_object().unwrap() {
        if others.contains(&kind.as_str()) {
            continue;
        }
        let fields = value.as_object().unwrap();
        if kind == "programme" {
            out.insert(kind.clone(), fields.clone());
            continue;
        }
        for (id, entity) in fields {
            out.insert(format!("{kind}/{id}"), entity.as_object().unwrap().clone());
        }
    }
    out
}
