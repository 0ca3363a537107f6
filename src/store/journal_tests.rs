use std::fs;

use super::super::fault::{Fault, FaultFs};
use super::super::fs::RealFs;
use super::*;

fn header(session: &str) -> JournalHeader {
    JournalHeader {
        doc_id: "01J8".into(),
        base: Some(FileHash::of(b"base")),
        path: Some("/home/lan/Tài liệu/a.json".into()),
        session: session.into(),
        app: "0.1.0".into(),
        at: "2024-08-19T08:00:00+07:00".into(),
    }
}

const LINES: [&str; 4] = [
    "{\"id\":\"k7:1\"}",
    "",
    "{\"to\":\"Đồng Hành 🎋\"}",
    "x 12 y",
];

fn written(dir: &Path) -> Journal {
    let mut journal = Journal::create(&RealFs, dir, header("k7")).unwrap();
    for line in LINES {
        journal.append(line).unwrap();
    }
    journal.sync().unwrap();
    journal
}

#[test]
fn reads_what_was_written() {
    let dir = tempfile::tempdir().unwrap();
    let journal = written(dir.path());
    let content = read_journal(&RealFs, journal.path()).unwrap();
    assert_eq!(content.header, Some(header("k7")));
    assert_eq!(content.lines, LINES);
    assert!(!content.torn && content.salvaged.is_empty());
    assert!(
        Journal::create(&RealFs, dir.path(), header("k7")).is_err(),
        "a session is never reused"
    );
}

#[test]
fn torn_at_every_byte_it_gives_a_prefix() {
    let dir = tempfile::tempdir().unwrap();
    let journal = written(dir.path());
    let bytes = fs::read(journal.path()).unwrap();
    let mut seen = Vec::new();
    for cut in 0..=bytes.len() {
        let content = parse(bytes.get(..cut).unwrap());
        assert!(
            LINES.starts_with(&content.lines.iter().map(String::as_str).collect::<Vec<_>>()),
            "{cut}"
        );
        assert!(content.salvaged.is_empty());
        // Not torn only where a line ends.
        let at_end =
            bytes.get(..cut).is_some_and(|b| b.ends_with(b"\n")) && content.header.is_some();
        assert_eq!(content.torn, !at_end, "{cut}");
        assert!(content.lines.is_empty() || content.header.is_some());
        seen.push(content.lines.len());
        // What a file system leaves of a write that it had not finished: zeros, or something else.
        for junk in [&[0_u8; 40][..], b"\xff\xfe\n", b"5 00 abc\n"] {
            let torn = parse(&[bytes.get(..cut).unwrap(), junk].concat());
            assert_eq!(torn.lines, content.lines, "{cut}");
            assert!(torn.torn, "{cut}");
        }
    }
    seen.dedup();
    assert_eq!(seen, [0, 1, 2, 3, 4]);
}

#[test]
fn any_flipped_bit_is_seen_and_costs_one_line() {
    let dir = tempfile::tempdir().unwrap();
    let journal = written(dir.path());
    let bytes = fs::read(journal.path()).unwrap();
    let lines_start = bytes.len()
        - LINES
            .iter()
            .map(|l| encode_line(l).unwrap().len())
            .sum::<usize>();
    for at in 0..bytes.len() {
        for bit in 0..8 {
            let mut bad = bytes.clone();
            *bad.get_mut(at).unwrap() ^= 1 << bit;
            let content = parse(&bad);
            assert!(content.torn, "byte {at} bit {bit}");
            // In order up to the damage; what stands behind it is told apart.
            let sound: Vec<_> = content.lines.iter().map(String::as_str).collect();
            assert!(LINES.starts_with(&sound), "byte {at} bit {bit}: {sound:?}");
            assert!(sound.len() < LINES.len());
            let all: Vec<_> = content
                .lines
                .iter()
                .chain(&content.salvaged)
                .map(String::as_str)
                .collect();
            assert!(
                all.iter()
                    .all(|l| LINES.contains(l) || l.contains("doc_id")),
                "byte {at}: {all:?}"
            );
            if at >= lines_start {
                assert!(content.header.is_some());
                // A line end lost costs the two lines that it parted.
                assert!(all.len() + 2 >= LINES.len(), "byte {at} bit {bit}: {all:?}");
            }
        }
    }
}

#[test]
fn any_text_is_no_journal_without_a_panic() {
    for text in [
        "",
        "\n\n\n",
        "dong-hanh-journal 1\n",
        "dong-hanh-journal 2\n",
        "18446744073709551616 x y\n",
        "{}",
    ] {
        let content = parse(text.as_bytes());
        assert_eq!(
            (content.header, content.lines.len(), content.torn),
            (None, 0, true),
            "{text}"
        );
    }
}

#[test]
fn a_payload_is_one_line() {
    let dir = tempfile::tempdir().unwrap();
    let mut journal = written(dir.path());
    for bad in ["a\nb", "a\r", "\n"] {
        assert_eq!(
            journal.append(bad).unwrap_err().kind(),
            io::ErrorKind::InvalidInput
        );
    }
    assert_eq!(read_journal(&RealFs, journal.path()).unwrap().lines, LINES);
}

#[test]
fn rebasing_keeps_what_came_after_the_snapshot() {
    let dir = tempfile::tempdir().unwrap();
    let mut journal = written(dir.path());
    let mark = journal.mark();
    journal.append("later 1").unwrap();
    journal.append("later 2").unwrap();
    let base = FileHash::of(b"saved");
    journal
        .rebase(&RealFs, base, mark, None, "t".into())
        .unwrap();
    assert_eq!((journal.len(), journal.header().base), (2, Some(base)));
    journal.append("later 3").unwrap();
    let content = read_journal(&RealFs, journal.path()).unwrap();
    assert_eq!(content.lines, ["later 1", "later 2", "later 3"]);
    assert_eq!(content.header.unwrap().base, Some(base));
    let all = journal.mark();
    journal
        .rebase(&RealFs, base, all, None, "t".into())
        .unwrap();
    assert!(journal.is_empty());
    let path = journal.path().to_owned();
    journal.discard(&RealFs).unwrap();
    assert!(!path.exists());
    assert_eq!(RealFs.list(dir.path()).unwrap(), [""; 0]);
}

/// A journal with one line, on a file system in which the next call of that name fails.
fn one_line_then(dir: &Path, call: &str, fault: Fault) -> (Journal, FaultFs) {
    let begin = |fs: &FaultFs, dir: &Path| {
        let mut journal = Journal::create(fs, dir, header("k7")).unwrap();
        journal.append("one").unwrap();
        journal.sync().unwrap();
        journal
    };
    let sound = FaultFs::sound();
    let mut probe = begin(&sound, &dir.join("probe"));
    let begun = sound.calls().len();
    // Only what comes before the call in question, so that the numbers agree.
    if call == "rename" {
        let mark = probe.mark();
        let base = FileHash::of(b"2");
        probe
            .rebase(&sound, base, mark, None, String::new())
            .unwrap();
    } else {
        probe.append("two").unwrap();
        probe.sync().unwrap();
    }
    let next = sound
        .calls()
        .iter()
        .skip(begun)
        .position(|c| *c == call)
        .unwrap();
    let fs = FaultFs::failing(begun + next, fault);
    (begin(&fs, &dir.join("real")), fs)
}

#[test]
fn a_torn_line_is_cut_off_before_the_next() {
    let dir = tempfile::tempdir().unwrap();
    let short = Fault::Short(io::ErrorKind::StorageFull);
    let (mut journal, _fs) = one_line_then(dir.path(), "write", short);
    assert!(journal.append("two").is_err());
    journal.append("three").unwrap();
    let content = read_journal(&RealFs, journal.path()).unwrap();
    assert_eq!(
        (content.lines, content.torn),
        (vec!["one".into(), "three".into()], false)
    );
}

#[test]
fn after_a_failed_sync_nothing_is_called_durable_until_it_is_written_anew() {
    let dir = tempfile::tempdir().unwrap();
    let failed = Fault::Before(io::ErrorKind::Other);
    let (mut journal, fs) = one_line_then(dir.path(), "sync", failed);
    journal.append("two").unwrap();
    assert!(journal.sync().is_err());
    assert!(journal.sync().is_err(), "the disk may never have seen it");
    journal.append("three").unwrap();
    journal.repair(&fs).unwrap();
    journal.sync().unwrap();
    let content = read_journal(&RealFs, journal.path()).unwrap();
    assert_eq!(content.lines, ["one", "two", "three"]);
}

#[test]
fn a_rebase_whose_success_was_reported_as_a_failure_counts() {
    let dir = tempfile::tempdir().unwrap();
    let lost_reply = Fault::After(io::ErrorKind::TimedOut);
    let (mut journal, fs) = one_line_then(dir.path(), "rename", lost_reply);
    let (base, mark) = (FileHash::of(b"2"), journal.mark());
    journal
        .rebase(&fs, base, mark, None, String::new())
        .unwrap();
    assert_eq!((journal.header().base, journal.len()), (Some(base), 0));
    journal.append("two").unwrap();
    assert_eq!(
        read_journal(&RealFs, journal.path()).unwrap().lines,
        ["two"]
    );
}

/// Every call of a journal's life failing: no line that was accepted is ever lost.
#[test]
fn whatever_fails_no_accepted_line_is_lost() {
    let kind = io::ErrorKind::StorageFull;
    let ways = [
        Fault::Before(kind),
        Fault::After(kind),
        Fault::Short(kind),
        Fault::Half,
        Fault::Crash,
        Fault::CrashAfter,
    ];
    let live = |fs: &FaultFs, dir: &Path| -> Vec<String> {
        let mut accepted = Vec::new();
        let Ok(mut journal) = Journal::create(fs, dir, header("k7")) else {
            return accepted;
        };
        let mut saved = 0;
        for n in 0..9 {
            let line = format!("line {n}");
            if journal.append(&line).is_ok()
                || journal.repair(fs).is_ok() && journal.append(&line).is_ok()
            {
                accepted.push(line);
            }
            if journal.sync().is_err() {
                let _ = journal.repair(fs);
            }
            if n == 4 {
                let mark = journal.mark();
                let accepted_before = accepted.len();
                if journal.append("between").is_ok() {
                    accepted.push("between".into());
                }
                // The document is saved: lines before the mark may go, whether or not the rebase succeeds.
                let _ = journal.rebase(fs, FileHash::of(b"2"), mark, None, String::new());
                saved = accepted_before;
            }
        }
        accepted.split_off(saved)
    };
    let sound = FaultFs::sound();
    let dir = tempfile::tempdir().unwrap();
    assert_eq!(live(&sound, dir.path()).len(), 5);
    for n in 0..sound.calls().len() {
        for fault in ways {
            let dir = tempfile::tempdir().unwrap();
            let fs = FaultFs::failing(n, fault);
            let accepted = live(&fs, dir.path());
            let what = format!("{} ({n}) {fault:?}", sound.calls()[n]);
            let found = leftovers(&RealFs, dir.path()).unwrap();
            let lines: Vec<String> = found.iter().flat_map(|l| l.content.lines.clone()).collect();
            // A crash may leave one line more than was accepted, or those before the rebase: a merge takes both.
            assert!(
                lines.ends_with(&accepted) || is_within(&accepted, &lines),
                "{what}: {accepted:?} in {lines:?}"
            );
            if !matches!(fault, Fault::Crash | Fault::CrashAfter) {
                assert!(
                    accepted.len() >= 4 || found.is_empty(),
                    "{what}: goes on after a fault: {accepted:?}"
                );
                assert!(found.iter().all(|l| !l.content.torn), "{what}");
            }
        }
    }
}

/// All of `part` in `whole`, in order.
fn is_within(part: &[String], whole: &[String]) -> bool {
    let mut rest = whole.iter();
    part.iter().all(|p| rest.any(|w| w == p))
}

#[test]
fn leftovers_are_those_of_dead_sessions_with_something_in_them() {
    let dir = tempfile::tempdir().unwrap();
    assert_eq!(leftovers(&RealFs, &dir.path().join("none")).unwrap(), []);
    let running = written(dir.path());
    let mut dead = Journal::create(&RealFs, dir.path(), header("p3")).unwrap();
    dead.append("lost?").unwrap();
    let dead_path = dead.path().to_owned();
    drop(dead);
    let empty = Journal::create(&RealFs, dir.path(), header("empty")).unwrap();
    let empty_path = empty.path().to_owned();
    drop(empty);
    fs::write(dir.path().join("damaged.journal"), b"\0\0\0").unwrap();

    let found = leftovers(&RealFs, dir.path()).unwrap();
    let paths: Vec<_> = found.iter().map(|l| l.path.clone()).collect();
    assert!(paths.contains(&dead_path) && paths.contains(&dir.path().join("damaged.journal")));
    assert_eq!(paths.len(), 2);
    assert!(!empty_path.exists());
    remove(&RealFs, &dead_path).unwrap();
    assert_eq!(leftovers(&RealFs, dir.path()).unwrap().len(), 1);
    // Once it has ended, the running one is found too.
    drop(running);
    assert_eq!(leftovers(&RealFs, dir.path()).unwrap().len(), 2);
}

#[cfg(unix)]
#[test]
fn only_its_user_reads_it() {
    use std::os::unix::fs::MetadataExt as _;
    let dir = tempfile::tempdir().unwrap();
    let mut journal = Journal::create(&RealFs, &dir.path().join("new"), header("k7")).unwrap();
    let mode = |p: &Path| fs::metadata(p).unwrap().mode() & 0o777;
    assert_eq!(
        (mode(journal.path()), mode(journal.path().parent().unwrap())),
        (0o600, 0o700)
    );
    let mark = journal.mark();
    journal
        .rebase(&RealFs, FileHash::of(b""), mark, None, String::new())
        .unwrap();
    assert_eq!(mode(journal.path()), 0o600);
}
