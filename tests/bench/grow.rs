//! A large document with its history, grown out of the sample through the change engine: every activity
//! and budget line is a copy of one of the sample's with its own title, edited a few times afterwards,
//! in many sessions of both parties.

use dong_hanh::change::{Author, Document, Op, Session};
use dong_hanh::model::{Map, Path, Value};
use std::collections::BTreeMap;

/// Edits of one activity after it was made.
const EDITS: usize = 4;
/// Activities made in one session.
const SESSION: usize = 40;

/// The fields of an entity as an operation takes them.
fn fields(document: &Document, path: &Path) -> Map {
    let snapshot = document.snapshot();
    snapshot
        .fields(path.as_str())
        .into_iter()
        .map(|(k, v)| (k.into(), v.into_owned()))
        .collect()
}

/// The sample with copies of its activities up to `activities`, with their lines, payments, papers.
pub fn grow(sample: &Document, activities: usize) -> Document {
    let mut document = sample.clone();
    let originals: Vec<Path> = sample
        .programme()
        .activities
        .keys()
        .map(|id| Path::new("activities", id.as_str()))
        .collect();
    // What hangs on an activity, by the field that names it.
    let mut hanging: BTreeMap<String, Vec<Path>> = BTreeMap::new();
    for (path, _) in sample.shown() {
        let key = match path.kind() {
            "evidence" | "notes" => "of",
            "budget_lines" | "payments" => "activity",
            _ => continue,
        };
        if let Some(owner) = fields(sample, path).get(key).and_then(Value::as_text) {
            hanging
                .entry(owner.to_owned())
                .or_default()
                .push(path.clone());
        }
    }
    let mut made = originals.len();
    while made < activities {
        if made % SESSION == originals.len() % SESSION {
            let party = if made.is_multiple_of(2) { "vl" } else { "ct" };
            let by = Author {
                party: party.into(),
                name: "Người thử".into(),
            };
            let at = format!(
                "2024-{:02}-{:02}T08:00:00+07:00",
                1 + made % 12,
                1 + made % 28
            );
            let id = format!("bench{made:021}");
            document.begin_session(
                &id,
                Session {
                    by,
                    at,
                    app: "1.0".into(),
                    ..Session::default()
                },
            );
        }
        let original = &originals[made % originals.len()];
        let new = |n: usize| format!("01BENCH{made:017}{n:02}");
        let on = Path::new("activities", &new(0));
        let mut to = fields(sample, original);
        to.remove("carried_from");
        let title = to
            .get("title")
            .and_then(Value::as_text)
            .unwrap_or_default()
            .to_owned();
        to.insert(
            "title".into(),
            Value::text(format!("{title} ({made})").as_str()),
        );
        let mut group = vec![Op::New { on: on.clone(), to }];
        let mut lines: BTreeMap<String, String> = BTreeMap::new();
        for (n, path) in hanging.get(original.id()).into_iter().flatten().enumerate() {
            let id = new(n + 1);
            let mut to = fields(sample, path);
            let key = if to.contains_key("of") {
                "of"
            } else {
                "activity"
            };
            to.insert(key.into(), Value::text(on.id()));
            if path.kind() == "budget_lines" {
                lines.insert(path.id().to_owned(), id.clone());
            }
            // A payment follows its line to the copy.
            if let Some(line) = to
                .get("line")
                .and_then(Value::as_text)
                .and_then(|l| lines.get(l))
            {
                to.insert("line".into(), Value::text(line.as_str()));
            }
            group.push(Op::New {
                on: Path::new(path.kind(), &id),
                to,
            });
        }
        let t = u32::try_from(made % 3600).unwrap_or(0);
        document.commit(group, t);
        for edit in 0..EDITS {
            let title = format!("{title} ({made}, bản {edit})");
            document.commit(
                vec![Op::set(&on, "title", Value::text(title.as_str()))],
                t + 1,
            );
        }
        made += 1;
    }
    document
}

/// The sample with so many budget lines, copies of its own that differ in year, clause, source and payer,
/// each with a payment.
pub fn lines(sample: &Document, lines: usize) -> Document {
    let mut document = sample.clone();
    let originals: Vec<Path> = sample
        .programme()
        .budget_lines
        .keys()
        .map(|id| Path::new("budget_lines", id.as_str()))
        .collect();
    let payments: Vec<Path> = sample
        .programme()
        .payments
        .keys()
        .map(|id| Path::new("payments", id.as_str()))
        .collect();
    for made in originals.len()..lines {
        if made % 400 == originals.len() % 400 {
            let by = Author {
                party: if made % 800 < 400 { "vl" } else { "ct" }.into(),
                name: "Người thử".into(),
            };
            document.begin_session(
                &format!("money{made:021}"),
                Session {
                    by,
                    at: "2024-08-01T08:00:00+07:00".into(),
                    app: "1.0".into(),
                    ..Session::default()
                },
            );
        }
        let id = format!("01LINE{made:020}");
        let mut line = fields(sample, &originals[made % originals.len()]);
        line.insert("name".into(), Value::text(format!("Dòng {made}").as_str()));
        line.remove("carried_from");
        let mut payment = fields(sample, &payments[made % payments.len()]);
        payment.insert("line".into(), Value::text(id.as_str()));
        let new = |kind: &str, id: &str, to: Map| Op::New {
            on: Path::new(kind, id),
            to,
        };
        let paid = format!("01PAID{made:020}");
        document.commit(
            vec![
                new("budget_lines", &id, line),
                new("payments", &paid, payment),
            ],
            1,
        );
    }
    document
}
