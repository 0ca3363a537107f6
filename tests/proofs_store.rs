//! What FILE.md §7 asks of the file, counted: kills at random moments, a journal torn at every byte, hostile input
//! for loader, journal and merging. Each has a short count that every run of the tests makes, and a full one:
//!
//! ```text
//! cargo test --test proofs_store -- --ignored --nocapture --test-threads 1
//! ```
//!
//! The faults injected into every call of a save stand beside the store (`store::save::tests::any_call_may_fail`).
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on fails loudly"
)]

use dong_hanh::change::{Document, Op, Session};
use dong_hanh::codec::{self, embedded, salvage};
use dong_hanh::merge::Preview;
use dong_hanh::model::{Map, Path as Entity, Value};
use dong_hanh::store::journal::{self, Journal, JournalHeader, read_journal};
use dong_hanh::store::revisions::Revisions;
use dong_hanh::store::{self, Expected, FileHash, RealFs, SaveRequest, lock};
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Where the child saves; set by its parent alone.
const CHILD: &str = "DONG_HANH_PROOF_CHILD";

/// A generator of numbers that is the same on every machine (xorshift).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, n: usize) -> usize {
        usize::try_from(self.next() % n.max(1) as u64).unwrap()
    }
}

fn now() -> chrono::DateTime<chrono::FixedOffset> {
    chrono::DateTime::parse_from_rfc3339("2024-08-19T08:00:00+07:00").unwrap()
}

fn header(session: &str, base: Option<FileHash>) -> JournalHeader {
    JournalHeader {
        doc_id: "proof".into(),
        base,
        path: None,
        session: session.into(),
        app: "0".into(),
        at: String::new(),
    }
}

fn paths(dir: &Path) -> (PathBuf, PathBuf, Revisions) {
    let revisions = Revisions::new(dir.join("revisions"));
    (dir.join("a.donghanh.json"), dir.join("journal"), revisions)
}

/// The document as the file and the journals beside it give it.
fn recovered(dir: &Path) -> (Document, FileHash, Vec<PathBuf>) {
    let (file, journals, _) = paths(dir);
    let loaded = store::load(&RealFs, &file, false).expect("the file is whole");
    let opened =
        codec::read(&loaded.text, &loaded.hash.to_string()).expect("the file is a document");
    assert!(
        opened.hand_edits.is_empty(),
        "the file says what its history says"
    );
    let mut document = opened.document;
    let mut left = Vec::new();
    for leftover in journal::leftovers(&RealFs, &journals).unwrap() {
        assert!(
            leftover.content.salvaged.is_empty(),
            "nothing behind a tear"
        );
        for line in &leftover.content.lines {
            let records = codec::read_records(line).expect("a whole line replays");
            document.unite(records.changes, records.sessions);
        }
        left.push(leftover.path);
    }
    (document, loaded.hash, left)
}

/// Not a test of its own: what the child does until it is killed. Each change is journalled and synced, then told;
/// every few changes the document is saved and the journal begins anew.
#[test]
#[ignore = "run by its parent, which kills it"]
fn child_saves_until_it_is_killed() {
    let Some(dir) = std::env::var_os(CHILD).map(PathBuf::from) else {
        return;
    };
    let (file, journals, revisions) = paths(&dir);
    let (mut document, mut hash, left) = recovered(&dir);
    let session = format!("s{}", std::process::id());
    document.begin_session(&session, Session::default());
    let mut journal = Journal::create(&RealFs, &journals, header(&session, Some(hash))).unwrap();
    let mut made = 0;
    let on = Entity::new("activities", &format!("a{session}"));
    let mut save = |document: &Document, journal: &mut Journal| {
        let snapshot = document.snapshot();
        let text = codec::write(&snapshot);
        let mark = journal.mark();
        let request = SaveRequest {
            path: &file,
            bytes: text.as_bytes(),
            expected: Expected::Known(hash),
            replace_read_only: false,
            revisions: Some(&revisions),
            at: now(),
            verify: &|_| Ok(()),
        };
        let saved = store::save(&RealFs, &request).unwrap();
        hash = saved.hash;
        journal
            .rebase(&RealFs, hash, mark, None, String::new())
            .unwrap();
        // Revisions are not what is proved here.
        for revision in revisions.list(&RealFs).unwrap() {
            let _ = std::fs::remove_file(&revision.path);
        }
    };
    // What the last one left is in the file before its journal goes.
    save(&document, &mut journal);
    for path in left {
        journal::remove(&RealFs, &path).unwrap();
    }
    loop {
        made += 1;
        let op = if made == 1 {
            let to: Map = [("title".into(), Value::text("Việc"))]
                .into_iter()
                .collect();
            Op::New { on: on.clone(), to }
        } else {
            Op::set(&on, "title", format!("Việc {made}").as_str())
        };
        let group = document.commit(vec![op], made).unwrap();
        let records = document.records(&group);
        let line = codec::write_records(&records, &document.sessions, &[]);
        journal.append(&line).unwrap();
        journal.sync().unwrap();
        println!("durable {session}:{made}");
        if made % 4 == 0 {
            save(&document, &mut journal);
        }
    }
}

/// Kills a program that saves, at random moments. Afterwards the file is whole, and with its journal it holds every
/// change that was told to be durable.
fn kill_often(rounds: usize, seed: u64) -> (usize, usize) {
    let dir = tempfile::tempdir().unwrap();
    let (file, ..) = paths(dir.path());
    let document = embedded::new_document("proof");
    std::fs::write(&file, codec::write(&document.snapshot())).unwrap();
    let mut random = Random(seed);
    let (mut told, mut replayed) = (0, 0);
    for round in 0..rounds {
        let mut start = Command::new(std::env::current_exe().unwrap());
        start
            .args([
                "--exact",
                "child_saves_until_it_is_killed",
                "--ignored",
                "--nocapture",
                "-q",
            ])
            .env(CHILD, dir.path())
            .stdout(Stdio::piped())
            .stderr(Stdio::null());
        // A busy system may have no process to give just now.
        let mut tries = 0;
        let mut child = loop {
            match start.spawn() {
                Ok(child) => break child,
                Err(error) if tries == 20 => panic!("round {round}: {error}"),
                Err(_) => tries += 1,
            }
            std::thread::sleep(Duration::from_millis(500));
        };
        let out = child.stdout.take().unwrap();
        let reader = std::thread::spawn(move || {
            let lines = BufReader::new(out).lines().map_while(Result::ok);
            let told = lines.filter_map(|l| Some(l.split_once("durable ")?.1.trim().to_owned()));
            told.collect::<Vec<String>>()
        });
        std::thread::sleep(Duration::from_micros(random.next() % 400_000 + 20_000));
        child.kill().unwrap();
        child.wait().unwrap();
        let durable = reader.join().unwrap();
        let (document, _, left) = recovered(dir.path());
        replayed += left.len();
        for id in &durable {
            assert!(
                document.log().find(id).is_some(),
                "round {round}: {id} is lost"
            );
        }
        told += durable.len();
    }
    (told, replayed)
}

#[test]
fn killed_at_random_moments_nothing_durable_is_lost() {
    kill_often(10, 7);
}

#[test]
#[ignore = "the full count: some minutes"]
fn killed_500_times() {
    let (told, replayed) = kill_often(500, 20_240_819);
    println!(
        "kills: 500, durable changes: {told}, journals replayed: {replayed}, lost: 0, torn files: 0"
    );
    assert!(told > 500);
}

/// A journal of real changes.
fn real_journal(dir: &Path, groups: u32) -> (PathBuf, Vec<String>) {
    let mut document = embedded::new_document("proof");
    document.begin_session("s", Session::default());
    let mut journal = Journal::create(&RealFs, dir, header("s", None)).unwrap();
    let mut lines = Vec::new();
    for n in 0..groups {
        let on = Entity::new("activities", &format!("a{n}"));
        let to: Map = [(
            "title".into(),
            Value::text("Xây nhà “Đại đoàn kết” cho hộ nghèo"),
        )]
        .into_iter()
        .collect();
        let group = document.commit(vec![Op::New { on, to }], n).unwrap();
        let line = codec::write_records(&document.records(&group), &document.sessions, &[]);
        journal.append(&line).unwrap();
        lines.push(line);
    }
    journal.sync().unwrap();
    (journal.path().to_owned(), lines)
}

fn tear(groups: u32, step: usize) -> usize {
    let dir = tempfile::tempdir().unwrap();
    let (path, lines) = real_journal(dir.path(), groups);
    let whole = std::fs::read(&path).unwrap();
    let torn = dir.path().join("torn");
    let mut cuts = 0;
    for cut in (0..=whole.len()).step_by(step) {
        std::fs::write(&torn, &whole[..cut]).unwrap();
        let content = read_journal(&RealFs, &torn).unwrap();
        assert!(
            lines.starts_with(&content.lines),
            "{cut}: a prefix of what was written"
        );
        // A line is there as soon as its last byte is.
        let ends = whole[..cut].iter().filter(|b| **b == b'\n').count();
        assert_eq!(content.lines.len(), ends.saturating_sub(2), "{cut}");
        for line in &content.lines {
            codec::read_records(line).expect("it replays");
        }
        cuts += 1;
    }
    cuts
}

#[test]
fn a_journal_torn_anywhere_replays_what_was_whole() {
    assert!(tear(6, 7) > 100);
}

#[test]
#[ignore = "the full count"]
fn a_journal_torn_at_every_byte() {
    let cuts = tear(40, 1);
    println!("journal torn at every byte: {cuts} cuts, each a prefix that replays");
}

/// Pieces that make trouble.
const HOSTILE: &[&str] = &[
    "null",
    "-0",
    "1e999",
    "1.10",
    "9223372036854775808",
    "-9223372036854775809",
    "0x10",
    "NaN",
    "\"\\ud800\"",
    "\"\\u0000\"",
    "\"\u{202e}\u{200b}\"",
    "{}",
    "[]",
    "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[",
    "{\"a\":{\"a\":{\"a\":{\"a\":",
    "\"",
    "\\",
    "}",
    "]",
    ",",
    ":",
    "{\"conflict\":[1,2]}",
    "{\"conflict\":[]}",
    "\"over\":[\"s1:1\"],",
    "\"id\":\"s1:1\",",
    "\"op\":\"del\",",
    "\"op\":\"alive\",",
    "\"doc_id\": \"x\",",
    "\"min_reader\": 99,",
    "\"activities\": {\"../../etc\": {}},",
    "\"programme\": [],",
    "\u{feff}",
    "\r\n",
    "\n\n",
    "//",
    "true",
    "\"e\":\"x\",",
];

/// A text with some of it changed: bytes and bits, pieces cut out, doubled, moved, hostile pieces put in, lines
/// exchanged, another encoding.
fn mutate(random: &mut Random, seed: &[u8]) -> Vec<u8> {
    let mut bytes = seed.to_vec();
    for _ in 0..=random.below(4) {
        let len = bytes.len();
        if len == 0 {
            break;
        }
        let at = random.below(len);
        let end = (at + 1 + random.below(64)).min(len);
        match random.below(11) {
            0 => bytes[at] = u8::try_from(random.below(256)).unwrap(),
            1 => bytes[at] ^= 1 << random.below(8),
            2 => drop(bytes.drain(at..end)),
            3 => {
                let piece = bytes[at..end].to_vec();
                let to = random.below(len);
                bytes.splice(to..to, piece);
            }
            4 => bytes.truncate(at),
            5 | 6 => {
                let piece = HOSTILE[random.below(HOSTILE.len())];
                // As a value: behind a colon or a comma.
                let to = bytes[at..]
                    .iter()
                    .position(|b| matches!(b, b':' | b',' | b'[' | b'{'));
                let to = to.map_or(at, |n| at + n + 1);
                bytes.splice(to..to, piece.bytes());
            }
            7 => {
                let mut lines: Vec<&[u8]> = bytes.split(|b| *b == b'\n').collect();
                let (a, b) = (random.below(lines.len()), random.below(lines.len()));
                lines.swap(a, b);
                bytes = lines.join(&b'\n');
            }
            8 => {
                let mut lines: Vec<&[u8]> = bytes.split(|b| *b == b'\n').collect();
                let line = lines[random.below(lines.len())];
                let to = random.below(lines.len());
                lines.insert(to, line);
                bytes = lines.join(&b'\n');
            }
            9 => {
                // One value in the place of another of the same text.
                let text = String::from_utf8_lossy(&bytes).into_owned();
                let colons: Vec<usize> = text.match_indices(": ").map(|(n, _)| n + 2).collect();
                if !colons.is_empty() {
                    let (a, b) = (
                        colons[random.below(colons.len())],
                        colons[random.below(colons.len())],
                    );
                    let until = |n: usize| text[n..].find('\n').map_or(text.len(), |m| n + m);
                    let value = text[b..until(b)].to_owned();
                    bytes = [&text[..a], &value, &text[until(a)..]]
                        .concat()
                        .into_bytes();
                }
            }
            _ => {
                if random.below(40) == 0 {
                    let text = String::from_utf8_lossy(&bytes).into_owned();
                    bytes = [0xff, 0xfe]
                        .into_iter()
                        .chain(text.encode_utf16().flat_map(u16::to_le_bytes))
                        .collect();
                }
            }
        }
    }
    bytes
}

/// The most memory this process had, in bytes, where the system tells.
fn peak() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|l| l.starts_with("VmHWM:"))?;
    let kilobytes: u64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kilobytes * 1024)
}

fn fuzz(name: &str, time: Duration, seed: u64, seeds: &[Vec<u8>], one: impl Fn(&[u8]) -> bool) {
    let mut random = Random(seed);
    let begun = Instant::now();
    let (mut runs, mut accepted) = (0_u64, 0_u64);
    while begun.elapsed() < time || runs < 10 {
        let before = random.0;
        let from = &seeds[random.below(seeds.len())];
        let input = mutate(&mut random, from);
        let result = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| one(&input)));
        match result {
            Ok(ok) => accepted += u64::from(ok),
            Err(panic) => {
                let kept = std::env::temp_dir().join(format!("{name}-{before:x}.bin"));
                std::fs::write(&kept, &input).unwrap();
                eprintln!(
                    "{name}: a panic at state {before:#x}; the input is in {}",
                    kept.display()
                );
                std::panic::resume_unwind(panic);
            }
        }
        runs += 1;
    }
    let peak = peak();
    let memory = peak.map_or("unknown".to_owned(), |p| format!("{} MiB", p / (1 << 20)));
    println!(
        "{name}: {runs} inputs in {:?}, {accepted} accepted, no panic, peak memory {memory}",
        begun.elapsed()
    );
    assert!(peak.is_none_or(|p| p < 1 << 30), "{memory}");
}

/// A document of a few lines: most of the inputs are made from it, as it is read quickly.
const TINY: &str = r#"{
"format": {"name": "dong-hanh", "version": 1, "min_reader": 1},
"doc_id": "01HTINY",
"joined": [],
"programme": {
  "title": "Chương trình"
},
"clauses": [
{"id": "d1", "node": "article", "article": 1, "text": "Điều 1."}],
"units": {
  "u.a": {
    "name": "Phòng A"
  }
},
"genesis": {"template": "tiny", "version": 1, "values": {
"programme":{"title":"Chương trình"},
"units/u.a":{"name":"Phòng A"}}},
"sessions": {},
"changes": [],
"cuts": [],
"thin": {}
}
"#;

fn seeds() -> Vec<Vec<u8>> {
    let edited = |mut d: Document| {
        d.begin_session("s1", Session::default());
        let on = Entity::new("activities", "a1");
        let to: Map = [
            ("title".into(), Value::text("Việc")),
            ("due".into(), Value::text("2024-08-30")),
        ]
        .into_iter()
        .collect();
        d.commit(vec![Op::New { on: on.clone(), to }], 1);
        let line = Entity::new("budget_lines", "l1");
        let to: Map = [("committed".into(), Value::Int(60_000_000))]
            .into_iter()
            .collect();
        d.commit(vec![Op::New { on: line, to }], 2);
        d.commit(vec![Op::set(&on, "due", "2024-09-30"), Op::Del { on }], 3);
        codec::write(&d.snapshot()).into_bytes()
    };
    let tiny = edited(codec::read(TINY, "x").unwrap().document);
    let new = edited(embedded::new_document("fuzz"));
    let sample = codec::write(&embedded::sample_document("fuzz").snapshot()).into_bytes();
    let mut seeds = vec![tiny; 60];
    seeds.extend([new, sample]);
    seeds
}

/// What loading a file comes to, for whatever bytes: an error, or a document that can be written and read again.
fn load_one(file: &Path, bytes: &[u8]) -> bool {
    std::fs::write(file, bytes).unwrap();
    let sha = FileHash::of(bytes).to_string();
    let mut accepted = false;
    if let Ok(loaded) = store::load(&RealFs, file, false)
        && let Ok(opened) = codec::read(&loaded.text, &sha)
    {
        accepted = true;
        let snapshot = opened.document.snapshot();
        let text = codec::write(&snapshot);
        if let Err(why) = codec::verify(&text, &snapshot) {
            panic!("what was opened cannot be saved: {why}");
        }
    }
    if let Some(salvaged) = salvage::salvage(bytes, &sha, None) {
        let snapshot = salvaged.document.snapshot();
        let text = codec::write(&snapshot);
        if let Err(why) = codec::verify(&text, &snapshot) {
            panic!("what was put together cannot be saved: {why}");
        }
    }
    accepted
}

fn fuzz_loader(time: Duration, seed: u64) {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("a.json");
    fuzz("loader", time, seed, &seeds(), |bytes| {
        load_one(&file, bytes)
    });
}

fn fuzz_journal(time: Duration, seed: u64) {
    let dir = tempfile::tempdir().unwrap();
    let (path, _) = real_journal(dir.path(), 5);
    let bytes = std::fs::read(path).unwrap();
    // Lines whose checksums are right, whatever stands in them.
    let forged = |payload: &str| {
        let sum = FileHash::of(payload.as_bytes()).short();
        format!("{} {sum} {payload}\n", payload.len())
    };
    let head = "dong-hanh-journal 1\n".to_owned()
        + &forged(
            "{\"doc_id\":\"x\",\"base\":null,\"path\":null,\"session\":\"s\",\"app\":\"\",\"at\":\"\"}",
        );
    let base = Arc::new(embedded::new_document("proof"));
    let file = dir.path().join("fuzzed");
    let content = read_journal(&RealFs, &{
        std::fs::write(&file, &bytes).unwrap();
        file.clone()
    })
    .unwrap();
    let payloads: Vec<Vec<u8>> = content
        .lines
        .iter()
        .map(|l| l.clone().into_bytes())
        .collect();
    let seeds: Vec<Vec<u8>> = payloads.into_iter().chain([bytes]).collect();
    fuzz("journal", time, seed, &seeds, |input| {
        // As it is, and as the payload of a line that is sound in form.
        let payload = String::from_utf8_lossy(input).replace(['\n', '\r'], " ");
        let sound = format!("{head}{}", forged(&payload));
        let mut replayed = false;
        for whole in [input, sound.as_bytes()] {
            std::fs::write(&file, whole).unwrap();
            let content = read_journal(&RealFs, &file).unwrap();
            for line in content.lines.iter().chain(&content.salvaged) {
                if let Ok(records) = codec::read_records(line) {
                    let mut document = (*base).clone();
                    document.unite(records.changes, records.sessions);
                    document.keep_cuts(records.cuts);
                    replayed = true;
                }
            }
        }
        replayed
    });
}

/// Copies of one small document that went on apart: edits of the same things, deletions, a shortened history,
/// a moment, and one that goes on in the session of another.
fn copies() -> Vec<Vec<u8>> {
    let start = || {
        let mut d = codec::read(TINY, "x").unwrap().document;
        d.begin_session("s0", Session::default());
        let on = Entity::new("activities", "a1");
        let to: Map = [
            ("title".into(), Value::text("Việc")),
            ("lead".into(), Value::text("u.a")),
            ("tags".into(), Value::List(vec!["x".into(), "y".into()])),
            ("support".into(), Value::Int(5)),
        ]
        .into_iter()
        .collect();
        d.commit(vec![Op::New { on, to }], 1);
        d
    };
    let on = Entity::new("activities", "a1");
    let unit = Entity::new("units", "u.a");
    let mut all = Vec::new();
    for (n, session) in ["s1", "s2", "s1", "s3"].into_iter().enumerate() {
        let mut d = start();
        d.begin_session(session, Session::default());
        for t in 0..4 {
            d.commit(
                vec![Op::set(&on, "title", format!("Việc {n}.{t}").as_str())],
                t,
            );
            d.commit(vec![Op::set(&on, "support", Value::Int(n as i64))], t);
        }
        let put = |e: &str, to| Op::Put {
            on: on.clone(),
            f: "tags".into(),
            e: e.into(),
            to,
        };
        d.commit(vec![put("x", n % 2 == 0), put("z", true)], 5);
        match n {
            0 => drop(d.commit(vec![Op::Del { on: on.clone() }], 6)),
            1 => drop(d.commit(vec![Op::Del { on: unit.clone() }], 6)),
            2 => d = d.compacted(),
            _ => drop(d.commit(vec![Op::set(&unit, "name", "Phòng B")], 6)),
        }
        all.push(codec::write(&d.snapshot()).into_bytes());
    }
    all
}

/// What uniting two files comes to, whatever they hold: a document that can be written and read again, the same
/// whoever takes in whom, and the same again when it comes a second time.
fn unite_two(a: &Document, b: &Document) {
    // To look at what would come in must harm nothing, also where it is another programme.
    drop(Preview::of(a, b));
    let united = |a: &Document, b: &Document| {
        let mut out = a.clone();
        out.unite_with(&b.snapshot());
        out
    };
    let ab = united(a, b);
    let text = |d: &Document| codec::write(&d.snapshot());
    let whole = text(&ab);
    if let Err(why) = codec::verify(&whole, &ab.snapshot()) {
        panic!("what was united cannot be saved: {why}");
    }
    assert_eq!(text(&united(&ab, b)), whole, "once more alters nothing");
    // Each side keeps its own official text, and its own name.
    let (mine, theirs) = (&a.envelope, &b.envelope);
    if mine.doc_id == theirs.doc_id && mine.clauses == theirs.clauses {
        assert_eq!(text(&united(b, a)), whole, "whoever takes in whom");
    }
}

fn fuzz_merge(time: Duration, seed: u64) {
    let seeds: Vec<Vec<u8>> = copies()
        .into_iter()
        .cycle()
        .take(40)
        .chain(seeds())
        .collect();
    let read = |bytes: &[u8]| {
        let text = std::str::from_utf8(bytes).ok()?;
        let opened = codec::read(text, &FileHash::of(bytes).to_string());
        Some(opened.ok()?.document)
    };
    // Each that could be read meets the sound copies in turn, and some of those before it.
    let sound: Vec<Document> = copies().iter().filter_map(|c| read(c)).collect();
    let met = std::cell::RefCell::new((0_usize, Vec::<Document>::new()));
    fuzz("merge", time, seed, &seeds, |bytes| {
        let Some(document) = read(bytes) else {
            return false;
        };
        let (count, before) = &mut *met.borrow_mut();
        *count += 1;
        unite_two(&document, &sound[*count % sound.len()]);
        for other in before.iter() {
            unite_two(other, &document);
        }
        // Large ones would take all the time.
        if document.log().changes().len() < 200 {
            before.insert(0, document);
            before.truncate(3);
        }
        true
    });
}

#[test]
fn hostile_files_and_journals_make_no_panic() {
    fuzz_loader(Duration::from_millis(1500), 1);
    fuzz_journal(Duration::from_millis(1000), 2);
    fuzz_merge(Duration::from_millis(1500), 3);
}

#[test]
#[ignore = "the full count: a minute"]
fn merging_fuzzed_for_60_seconds() {
    fuzz_merge(Duration::from_secs(60), 0x0e55);
}

#[test]
#[ignore = "the full count: a minute"]
fn the_loader_fuzzed_for_60_seconds() {
    fuzz_loader(Duration::from_secs(60), 0x5eed);
}

#[test]
#[ignore = "the full count: a minute"]
fn the_journal_fuzzed_for_60_seconds() {
    fuzz_journal(Duration::from_secs(60), 0xfeed);
}

/// Long and odd names: the file is saved, read, locked and its journal is found, whatever it is called.
#[test]
fn long_and_odd_names() {
    let dir = tempfile::tempdir().unwrap();
    // 252 bytes of Vietnamese and an ending; the same composed and decomposed.
    let long = "ệ".repeat(81) + "-123" + ".json";
    assert_eq!(long.len(), 252);
    let mut names = vec![
        long,
        "Chương trình phối hợp.donghanh.json".to_owned(),
        "Chu\u{31b}o\u{31b}ng tri\u{300}nh pho\u{302}\u{301}i ho\u{31b}\u{323}p.donghanh.json"
            .to_owned(),
        "a".to_owned(),
        ".json".to_owned(),
        "#%20&;$(x).json".to_owned(),
    ];
    if cfg!(unix) {
        // Names that Windows keeps for itself or cuts: they come from other systems.
        names.extend(
            [
                "CON.json",
                "NUL",
                "cuối.json.",
                "cuối.json ",
                "a:b?.json",
                "\u{202e}nosj.a",
            ]
            .map(str::to_owned),
        );
    }
    let text = codec::write(&embedded::new_document("proof").snapshot());
    for name in &names {
        let file = dir.path().join(name);
        for bytes in [format!("{text} "), text.clone()] {
            let expected = match std::fs::read(&file) {
                Ok(old) => Expected::Known(FileHash::of(&old)),
                Err(_) => Expected::Absent,
            };
            let request = SaveRequest {
                path: &file,
                bytes: bytes.as_bytes(),
                expected,
                replace_read_only: false,
                revisions: None,
                at: now(),
                verify: &|_| Ok(()),
            };
            store::save(&RealFs, &request).unwrap_or_else(|e| panic!("{name}: {e}"));
        }
        let loaded = store::load(&RealFs, &file, false).unwrap();
        assert_eq!(loaded.text, text, "{name}");
        let hint = lock::LockHint {
            user: "Hòa".into(),
            host: "may".into(),
            session: "s".into(),
            at: String::new(),
            since: String::new(),
        };
        assert_eq!(
            lock::claim(&RealFs, &file, &hint).unwrap(),
            lock::Claim::Ours,
            "{name}"
        );
        lock::release(&RealFs, &file, "s").unwrap();
    }
    // Each is a file of its own, and nothing else is left.
    assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), names.len());
}
