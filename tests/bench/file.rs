//! The file alone (`-- --file`): opening, saving step by step, merging, memory. Every figure is a multiple of
//! something measured in the same run: of plain typed serde_json on the same bytes, of a save that only
//! serialises, writes and syncs, of loading both copies, of the size of the file.

use super::{best, memory, ms, plain, times};
use dong_hanh::change::{Author, Document, Op, Session};
use dong_hanh::codec;
use dong_hanh::merge::{Preview, Receipt};
use dong_hanh::model::{Path, Value};
use dong_hanh::store::revisions::Revisions;
use dong_hanh::store::{Durability, Expected, FileHash, RealFs, SaveRequest, save};
use std::io::Write as _;
use std::time::{Duration, Instant};

/// How many changes each copy is given that the other has not.
const APART: usize = 1_000;

fn row(name: &str, time: Duration, beside: &[Duration]) {
    let beside: Vec<String> = beside.iter().map(|base| times(time, *base)).collect();
    println!("  {name:<34} {} {}", ms(time), beside.join("  "));
}

/// Everything about the file of a document.
pub fn measure(document: &Document) {
    let snapshot = document.snapshot();
    let text = codec::write(&snapshot);
    println!(
        "  {:.2} MB, {} changes",
        text.len() as f64 / 1e6,
        document.log().changes().len()
    );
    opening(&text);
    saving(document, &text);
    merging(document);
    keeping(document, &text);
}

/// Opening, beside the same bytes as plain structs.
fn opening(text: &str) {
    let structs = plain::read(text);
    assert!(
        plain::says_the_same(&structs, text),
        "the plain structs leave something out"
    );
    drop(structs);
    // What takes the values down again is not part of it, on either side.
    let base = best_of(|| plain::read(text));
    println!(" opening, × plain typed serde_json");
    row("plain typed serde_json", base, &[]);
    row("open", best_of(|| codec::read(text, "0")), &[base]);
}

/// The shortest of several runs; what a run made is dropped outside its time.
fn best_of<R>(mut work: impl FnMut() -> R) -> Duration {
    let mut least = Duration::MAX;
    let begin = Instant::now();
    for round in 0..50 {
        let start = Instant::now();
        let made = work();
        least = least.min(start.elapsed());
        drop(std::hint::black_box(made));
        if round >= 4 && begin.elapsed() > Duration::from_secs(3) {
            break;
        }
    }
    least
}

/// Bytes written to a new file and made durable, and the file gone again.
fn write_durably(dir: &std::path::Path, bytes: &[u8]) -> Duration {
    let path = dir.join("plain");
    let start = Instant::now();
    let mut file = std::fs::File::create_new(&path).expect("a new file");
    file.write_all(bytes).expect("room on the disk");
    file.sync_all().expect("a sync");
    let time = start.elapsed();
    std::fs::remove_file(&path).expect("it was made just now");
    time
}

/// Saving, step by step, beside a program that serialises, writes and syncs, and does nothing else.
fn saving(document: &Document, text: &str) {
    let snapshot = document.snapshot();
    let dir = tempfile::tempdir().expect("a directory for the measurement");
    let structs = plain::read(text);
    let plain_text = best(|| plain::write(&structs));
    let durable = (0..7)
        .map(|_| write_durably(dir.path(), text.as_bytes()))
        .min()
        .unwrap_or_default();
    let (bare, own) = (plain_text + durable, best(|| codec::write(&snapshot)));
    println!(" saving, × plain serialise + write + fsync; × our own serialise + write + fsync");
    row("plain serialise + write + fsync", bare, &[]);
    let base = own + durable;
    row("our serialise + write + fsync", base, &[bare]);
    let bases = [bare, base];
    row("· serialise", own, &bases);
    let verify = best(|| codec::verify(text, &snapshot));
    row("· parse back and compare", verify, &bases);
    let hash = best(|| FileHash::of(text.as_bytes()));
    row("· hash", hash, &bases);
    row("· temp file, write, fsync", durable, &bases);
    let path = dir.path().join("read");
    std::fs::write(&path, text).expect("room on the disk");
    let back = best(|| std::fs::read(&path).map(|bytes| FileHash::of(&bytes)));
    row("· read back and hash", back, &bases);
    let whole = (0..5).map(|n| save_once(document, n)).min();
    let whole = whole.unwrap_or_default();
    row("the whole save", whole, &bases);
}

/// A save over an older version, as the program makes it: with a revision, proof and all.
fn save_once(document: &Document, n: u32) -> Duration {
    let dir = tempfile::tempdir().expect("a directory for the measurement");
    let path = dir.path().join("a.donghanh.json");
    let old = codec::write(&document.snapshot());
    std::fs::write(&path, &old).expect("room on the disk");
    let mut document = document.clone();
    begin(&mut document, "vl", &format!("save{n}"));
    document.commit(
        vec![Op::set(
            &Path::programme(),
            "number",
            format!("{n}").as_str(),
        )],
        1,
    );
    let snapshot = document.snapshot();
    let revisions = Revisions::new(dir.path().join("revisions"));
    let start = Instant::now();
    let text = codec::write(&snapshot);
    let verify = |bytes: &[u8]| {
        let text = std::str::from_utf8(bytes).map_err(|e| e.to_string())?;
        codec::verify(text, &snapshot)
    };
    let request = SaveRequest {
        path: &path,
        bytes: text.as_bytes(),
        expected: Expected::Known(FileHash::of(old.as_bytes())),
        replace_read_only: false,
        revisions: Some(&revisions),
        at: chrono::DateTime::parse_from_rfc3339("2024-08-19T08:00:00+07:00").expect("a moment"),
        verify: &verify,
    };
    let saved = save(&RealFs, &request).expect("a save");
    let time = start.elapsed();
    assert!(saved.wrote && saved.durability == Durability::Confirmed);
    time
}

fn begin(document: &mut Document, party: &str, id: &str) {
    let by = Author {
        party: party.into(),
        name: "Người thử".into(),
    };
    let at = "2024-11-01T08:00:00+07:00".into();
    document.begin_session(
        id,
        Session {
            by,
            at,
            app: "1.0".into(),
            ..Session::default()
        },
    );
}

/// A copy on which a side has worked: titles and days of activities; some of them those that the other
/// side worked on too.
fn worked_on(document: &Document, party: &str) -> Document {
    let mut copy = document.clone();
    begin(&mut copy, party, &format!("apart{party}"));
    let ids: Vec<_> = copy.programme().activities.keys().cloned().collect();
    let step = (ids.len() / APART).max(1);
    let shift = usize::from(party == "ct") * step / 2;
    for n in 0..APART {
        // One of twenty is worked on by both.
        let at = n * step + if n.is_multiple_of(20) { 0 } else { shift };
        let on = Path::new("activities", ids[at % ids.len()].as_str());
        let (f, to) = match n % 3 {
            0 => (
                "title",
                Value::text(format!("Việc {n} của {party}").as_str()),
            ),
            1 => (
                "due",
                Value::text(if party == "vl" {
                    "2024-11-30"
                } else {
                    "2024-12-15"
                }),
            ),
            _ => (
                "beneficiary",
                Value::text(format!("Hộ {n} ({party})").as_str()),
            ),
        };
        copy.commit(vec![Op::set(&on, f, to)], 1);
    }
    copy
}

/// Merging two copies that went on apart, beside loading both.
fn merging(document: &Document) {
    let texts = ["vl", "ct"].map(|party| codec::write(&worked_on(document, party).snapshot()));
    let read = |text: &str| codec::read(text, "0").expect("our own text").document;
    let both = best_of(|| texts.each_ref().map(|t| read(t)));
    let [mine, theirs] = texts.each_ref().map(|t| read(t));
    // A small document gets fewer: a value that stands already is not written again.
    let apart = theirs.log().changes().len() - document.log().changes().len();
    println!(" merging two copies with {apart} changes each, × loading both");
    row("load both", both, &[]);
    let preview = best_of(|| Preview::of(&mine, &theirs));
    row("preview", preview, &[both]);
    let seen = Preview::of(&mine, &theirs);
    let mut least = Duration::MAX;
    for n in 0..5 {
        let receipt = Receipt {
            session_id: format!("received{n}"),
            session: Session::default(),
            from: Some("ct".into()),
        };
        let mut copy = mine.clone();
        // The preview speaks of the document that it was made for.
        let start = Instant::now();
        let applied = seen
            .apply(&mut copy, &[], &receipt)
            .expect("copies of one document");
        least = least.min(start.elapsed());
        assert!(applied.incoming.len() == apart && !applied.open.is_empty());
    }
    row("take in", least, &[both]);
    row(
        "load both, preview, take in",
        both + preview + least,
        &[both],
    );
}

/// The greatest memory while a thing is done, beside the size of the file.
fn keeping(document: &Document, text: &str) {
    let size = text.len() as f64;
    println!(" memory at its peak, × the size of the file");
    let row = |name: &str, bytes: usize| {
        println!(
            "  {name:<34} {:9.2} MB {:5.2} ×",
            bytes as f64 / 1e6,
            bytes as f64 / size
        );
    };
    let (structs, peak, _) = memory::peak(|| plain::read(text));
    row("plain typed serde_json", peak);
    drop(structs);
    let (opened, peak, stays) = memory::peak(|| codec::read(text, "0"));
    row("open, with the text", peak + text.len());
    row("an open document", stays);
    drop(opened);
    let snapshot = document.snapshot();
    let ((), peak, _) = memory::peak(|| {
        let text = codec::write(&snapshot);
        codec::verify(&text, &snapshot).expect("our own text");
    });
    row("save, beside the document", peak);
    let theirs = codec::write(&worked_on(document, "ct").snapshot());
    let copy = codec::read(&theirs, "0").expect("our own text");
    let (preview, peak, _) = memory::peak(|| Preview::of(document, &copy.document));
    row("preview of a copy, beside both", peak);
    drop(preview);
}

/// How many frames are measured at a time.
const FRAMES: u32 = 60;

/// The window's own work in a frame while a file is saved, opened or received on another thread, beside
/// an idle frame. The time of the thread alone, where the system tells it: that another thread had the
/// processor meanwhile is no work of the window.
pub fn beside(document: &Document, frame: &mut dyn FnMut()) {
    let text = codec::write(&document.snapshot());
    let copy = codec::read(&codec::write(&worked_on(document, "ct").snapshot()), "0");
    let copy = copy.expect("our own text").document;
    let mut measure = || {
        // The system counts a thread's time in steps longer than a frame, so it is asked for many at once.
        let mut all: Vec<Duration> = Vec::new();
        let own = thread_time();
        for _ in 0..FRAMES {
            let wall = Instant::now();
            frame();
            all.push(wall.elapsed());
        }
        let own = thread_time().saturating_sub(own) / FRAMES;
        all.sort_unstable();
        (own, all[all.len() / 2])
    };
    let (idle, wall) = measure();
    println!(" the window's own work in a frame, × idle (and by the clock)");
    println!("  {:<34} {}        ({})", "idle", ms(idle), ms(wall));
    let snapshot = document.snapshot();
    let save = || {
        let text = codec::write(&snapshot);
        codec::verify(&text, &snapshot).expect("our own text");
    };
    let open = || drop(codec::read(&text, "0"));
    let merge = || drop(Preview::of(document, &copy));
    let works: [(&str, &(dyn Fn() + Sync)); 3] = [
        ("while it is saved", &save),
        ("while a file is opened", &open),
        ("while a copy is compared", &merge),
    ];
    for (name, work) in works {
        let stop = std::sync::atomic::AtomicBool::new(false);
        let (own, clock) = std::thread::scope(|scope| {
            scope.spawn(|| {
                while !stop.load(std::sync::atomic::Ordering::Relaxed) {
                    work();
                }
            });
            // It has begun by then.
            std::thread::sleep(Duration::from_millis(50));
            let found = measure();
            stop.store(true, std::sync::atomic::Ordering::Relaxed);
            found
        });
        println!(
            "  {name:<34} {} {} ({}{})",
            ms(own),
            times(own, idle),
            ms(clock),
            times(clock, wall)
        );
    }
}

/// How long this thread has had the processor; since the first call where the system does not tell.
fn thread_time() -> Duration {
    static BEGIN: std::sync::OnceLock<Instant> = std::sync::OnceLock::new();
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let told = told.and_then(|t| t.split(' ').next()?.parse().ok());
    told.map_or_else(
        || BEGIN.get_or_init(Instant::now).elapsed(),
        Duration::from_nanos,
    )
}
