use std::fs;

use super::super::error::Remedy;
use super::super::fault::{Fault, FaultFs};
use super::super::fs::{RETRY_FOR, RETRY_PAUSE, RealFs};
use super::*;

const OLD: &[u8] = b"{\"old\":\"document\"}\n";
const NEW: &[u8] = b"{\"new\":\"document\", \"longer\": true}\n";
const KINDS: [io::ErrorKind; 8] = [
    io::ErrorKind::StorageFull,
    io::ErrorKind::PermissionDenied,
    io::ErrorKind::NotFound,
    io::ErrorKind::AlreadyExists,
    io::ErrorKind::QuotaExceeded,
    io::ErrorKind::ReadOnlyFilesystem,
    io::ErrorKind::TimedOut,
    io::ErrorKind::Other,
];

struct Desk {
    dir: tempfile::TempDir,
    doc: PathBuf,
    revisions: Revisions,
}

impl Desk {
    /// A folder with a document in it (or none), and a place for revisions elsewhere.
    fn new(old: Option<&[u8]>) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let home = dir.path().join("desk");
        fs::create_dir(&home).unwrap();
        let doc = home.join("vl-ct.donghanh.json");
        if let Some(old) = old {
            fs::write(&doc, old).unwrap();
        }
        let revisions = Revisions::new(dir.path().join("data/revisions"));
        Self {
            dir,
            doc,
            revisions,
        }
    }

    fn save(&self, fs: &dyn Fs, bytes: &[u8], expected: Expected) -> Result<Saved, SaveError> {
        self.save_at(fs, &self.doc, bytes, expected)
    }

    fn save_at(
        &self,
        fs: &dyn Fs,
        path: &Path,
        bytes: &[u8],
        expected: Expected,
    ) -> Result<Saved, SaveError> {
        save(fs, &self.request(path, bytes, expected))
    }

    fn request<'a>(
        &'a self,
        path: &'a Path,
        bytes: &'a [u8],
        expected: Expected,
    ) -> SaveRequest<'a> {
        SaveRequest {
            path,
            bytes,
            expected,
            replace_read_only: false,
            revisions: Some(&self.revisions),
            at: now(),
            verify: &|_| Ok(()),
        }
    }

    fn content(&self) -> Option<Vec<u8>> {
        fs::read(&self.doc).ok()
    }

    /// Everything beside the document.
    fn litter(&self) -> Vec<String> {
        let names = RealFs.list(self.doc.parent().unwrap()).unwrap();
        names
            .into_iter()
            .filter(|n| !self.doc.ends_with(n))
            .collect()
    }

    fn kept(&self) -> Vec<Vec<u8>> {
        let all = self.revisions.list(&RealFs).unwrap();
        all.iter()
            .map(|r| self.revisions.read(&RealFs, r).unwrap())
            .collect()
    }
}

fn now() -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339("2024-08-19T08:00:00+07:00").unwrap()
}

fn known(bytes: &[u8]) -> Expected {
    Expected::Known(FileHash::of(bytes))
}

#[test]
fn saves_over_the_old_and_keeps_it() {
    let desk = Desk::new(Some(OLD));
    let saved = desk.save(&RealFs, NEW, known(OLD)).unwrap();
    assert_eq!(saved.hash, FileHash::of(NEW));
    assert_eq!(
        (saved.durability, saved.wrote, saved.overtaken),
        (Durability::Confirmed, true, None)
    );
    assert_eq!(desk.content().unwrap(), NEW);
    assert_eq!(desk.kept(), [OLD]);
    assert_eq!(fs::read(saved.revision.unwrap().path).unwrap(), OLD);
    assert_eq!(desk.litter(), [""; 0]);
}

#[test]
fn saves_a_new_file_only_where_nothing_is() {
    let desk = Desk::new(None);
    let saved = desk.save(&RealFs, NEW, Expected::Absent).unwrap();
    assert_eq!(
        (saved.revision, desk.content().unwrap()),
        (None, NEW.to_vec())
    );
    let again = desk.save(&RealFs, OLD, Expected::Absent).unwrap_err();
    assert_eq!(
        again,
        SaveError::Exists {
            path: desk.doc.clone(),
            found: FileHash::of(NEW)
        }
    );
    assert_eq!(again.remedy(), Remedy::AskOverwrite);
    assert_eq!(desk.content().unwrap(), NEW);
    // Agreed: overwritten, and still kept.
    desk.save(&RealFs, OLD, Expected::Anything).unwrap();
    assert_eq!(
        (desk.content().unwrap(), desk.kept()),
        (OLD.to_vec(), vec![NEW.to_vec()])
    );
}

#[test]
fn a_file_changed_by_someone_else_is_not_touched() {
    let desk = Desk::new(Some(b"theirs"));
    let error = desk.save(&RealFs, NEW, known(OLD)).unwrap_err();
    assert_eq!(
        error,
        SaveError::ChangedOnDisk {
            path: desk.doc.clone(),
            expected: FileHash::of(OLD),
            found: FileHash::of(b"theirs")
        }
    );
    assert_eq!(
        (error.remedy(), error.target()),
        (Remedy::Merge, TargetState::Old)
    );
    assert_eq!(desk.content().unwrap(), b"theirs");
    // A change at the very end of a long file counts too.
    let long = vec![b'x'; 300_000];
    let mut other = long.clone();
    *other.last_mut().unwrap() = b'y';
    fs::write(&desk.doc, &other).unwrap();
    assert!(matches!(
        desk.save(&RealFs, NEW, known(&long)),
        Err(SaveError::ChangedOnDisk { .. })
    ));
    assert_eq!(
        (
            desk.content().unwrap(),
            desk.litter().len(),
            desk.kept().len()
        ),
        (other, 0, 0)
    );
}

#[test]
fn a_file_that_is_gone_is_not_made_again() {
    let desk = Desk::new(None);
    let error = desk.save(&RealFs, NEW, known(OLD)).unwrap_err();
    assert_eq!(
        (&error, error.remedy()),
        (
            &SaveError::Gone {
                path: desk.doc.clone()
            },
            Remedy::AskRecreate
        )
    );
    assert_eq!((desk.content(), desk.litter().len()), (None, 0));
}

#[test]
fn a_change_between_the_two_looks_is_seen() {
    // Over a document, and where another one appears meanwhile.
    let desk = Desk::new(Some(OLD));
    let fs = FaultFs::sound().with_intruder("create_new", &desk.doc, b"theirs");
    let error = desk.save(&fs, NEW, known(OLD)).unwrap_err();
    assert!(matches!(error, SaveError::ChangedOnDisk { .. }), "{error}");
    assert_eq!(
        (desk.content().unwrap(), desk.litter().len()),
        (b"theirs".to_vec(), 0)
    );

    // In the very last moment, too, nothing is overwritten where nothing was expected.
    for call in ["create_new", "rename_new"] {
        let desk = Desk::new(None);
        let fs = FaultFs::sound().with_intruder(call, &desk.doc, b"theirs");
        let error = desk.save(&fs, NEW, Expected::Absent).unwrap_err();
        assert!(matches!(error, SaveError::Exists { .. }), "{call}: {error}");
        assert_eq!(
            (desk.content().unwrap(), desk.litter().len()),
            (b"theirs".to_vec(), 0)
        );
    }
}

#[test]
fn the_same_bytes_are_not_written_again() {
    let desk = Desk::new(Some(NEW));
    // Also where a save before had succeeded without being able to say so.
    for expected in [known(NEW), known(OLD), Expected::Absent] {
        let saved = desk.save(&RealFs, NEW, expected).unwrap();
        assert_eq!((saved.wrote, saved.hash), (false, FileHash::of(NEW)));
    }
    assert_eq!(desk.kept().len(), 0);
}

#[test]
fn bytes_that_do_not_read_back_are_not_written() {
    let desk = Desk::new(Some(OLD));
    let request = SaveRequest {
        verify: &|b| {
            if b == NEW {
                Err("lost a word".into())
            } else {
                Ok(())
            }
        },
        ..desk.request(&desk.doc, NEW, known(OLD))
    };
    let error = save(&RealFs, &request).unwrap_err();
    assert_eq!(
        error,
        SaveError::Verify {
            path: desk.doc.clone(),
            detail: "lost a word".into()
        }
    );
    assert_eq!(
        (desk.content().unwrap(), desk.kept().len()),
        (OLD.to_vec(), 0)
    );
}

/// The heart of it: every call, failing in every way, over a document and where there was none. Afterwards the old
/// or the new document stands there whole; what the result says is true; a second try succeeds.
#[test]
fn any_call_may_fail() {
    let mut ways: Vec<Fault> = Vec::new();
    for kind in KINDS {
        ways.extend([Fault::Before(kind), Fault::After(kind), Fault::Short(kind)]);
    }
    // Interrupted means that nothing was done.
    ways.push(Fault::Before(io::ErrorKind::Interrupted));
    ways.extend([
        Fault::Half,
        Fault::Crash,
        Fault::CrashAfter,
        Fault::Pulled,
        Fault::Transient(3),
        Fault::Transient(9999),
    ]);
    ways.extend([Fault::HalfReplaced, Fault::HalfReplacedForGood]);
    let mut runs = 0;
    for backups in [false, true] {
        for old in [Some(OLD), None] {
            let expected = old.map_or(Expected::Absent, known);
            let fs_of = |fs: FaultFs| if backups { fs.with_backups() } else { fs };
            let sound = fs_of(FaultFs::sound());
            Desk::new(old).save(&sound, NEW, expected).unwrap();
            let calls = sound.calls();
            assert!(calls.len() > 8, "{calls:?}");
            for (n, name) in calls.iter().enumerate() {
                for fault in &ways {
                    // Waiting is for what another program's open file stops.
                    let waits =
                        ["read", "replace", "rename", "rename_new", "probe_write"].contains(name);
                    if matches!(fault, Fault::Transient(_)) && !waits {
                        continue;
                    }
                    runs += 1;
                    let desk = Desk::new(old);
                    let fs = fs_of(FaultFs::failing(n, *fault));
                    let what = format!(
                        "{name} ({n}) {fault:?}, backups {backups}, old {}",
                        old.is_some()
                    );
                    check_one(&desk, &fs, old, *fault, &what);
                }
            }
        }
    }
    // Each of them left the old or the new document, whole.
    println!("injected faults: {runs}, torn files: 0");
    assert!(runs >= 1500, "{runs}");
}

fn check_one(desk: &Desk, fs: &FaultFs, old: Option<&[u8]>, fault: Fault, what: &str) {
    let expected = old.map_or(Expected::Absent, known);
    let result = desk.save(fs, NEW, expected);
    let found = desk.content();
    let dead = matches!(fault, Fault::Crash | Fault::CrashAfter | Fault::Pulled);
    let is_old = found.as_deref() == old;
    let is_new = found.as_deref() == Some(NEW);

    if !is_old && !is_new {
        // Only a half replacement that cannot be undone leaves nothing, and then says where all is.
        assert!(
            matches!(fault, Fault::HalfReplacedForGood) && found.is_none(),
            "{what}: {found:?}"
        );
        let Err(SaveError::Io { target, left, .. }) = &result else {
            panic!("{what}: {result:?}")
        };
        assert_eq!(*target, TargetState::Unknown, "{what}");
        let mut held: Vec<Vec<u8>> = left.iter().map(|p| fs::read(p).unwrap()).collect();
        held.sort();
        assert_eq!(held, [NEW, OLD], "{what}");
        assert_eq!(desk.kept(), [OLD], "{what}");
        return;
    }
    match &result {
        Ok(saved) => {
            assert!(is_new && saved.hash == FileHash::of(NEW), "{what}");
            if old.is_some() {
                assert_eq!(desk.kept(), [OLD], "{what}: the old bytes are kept");
            }
        }
        Err(error) => match error.target() {
            TargetState::Old => assert!(is_old, "{what}: {error}"),
            TargetState::New => assert!(is_new, "{what}: {error}"),
            TargetState::Missing => panic!("{what}: {error}"),
            TargetState::Unknown => {}
        },
    }
    if let Fault::Transient(n) = fault {
        assert!(n > 100 || result.is_ok(), "{what}: {result:?}");
        assert!(
            fs.waited() <= 3 * (RETRY_FOR + RETRY_PAUSE),
            "{what}: {:?}",
            fs.waited()
        );
    }
    // What a failed sync or write leaves is not to be trusted and must be gone, unless the program died or was
    // told that the name is someone else's.
    let taken = Fault::After(io::ErrorKind::AlreadyExists);
    if let Err(error) = &result
        && !dead
        && fault != taken
    {
        let litter: Vec<_> = desk
            .litter()
            .into_iter()
            .map(|n| desk.doc.with_file_name(n))
            .collect();
        match error {
            SaveError::Io { left, .. } => assert_eq!(left, &litter, "{what}"),
            _ => assert!(litter.is_empty(), "{what}: {litter:?}"),
        }
    }

    // The next try, on a sound disk, succeeds; whatever stands there is one of ours.
    let again = desk.save(
        &RealFs,
        NEW,
        found.as_deref().map_or(Expected::Absent, known),
    );
    assert!(again.is_ok(), "{what}: {again:?}");
    assert_eq!(desk.content().unwrap(), NEW, "{what}");
    if old.is_some() {
        assert_eq!(desk.kept(), [OLD], "{what}");
    }
    // All that a dead program left is swept a day later, and nothing else.
    let later = std::time::SystemTime::now() + Duration::from_secs(25 * 60 * 60);
    super::super::temp::sweep(&RealFs, desk.doc.parent().unwrap(), later);
    assert_eq!(desk.content().unwrap(), NEW, "{what}");
    let litter = desk.litter();
    assert!(
        litter.iter().all(|n| n.ends_with(".bak")),
        "{what}: {litter:?}"
    );
    for name in litter {
        // A backup that could not be looked at or removed is the old document, never a half one.
        assert_eq!(
            fs::read(desk.doc.with_file_name(name)).unwrap(),
            OLD,
            "{what}"
        );
    }
}

/// A stick that is pulled at any moment: whatever failed, the user is told to plug it in again, and not that a
/// program is in the way.
#[test]
fn a_stick_pulled_at_any_moment_asks_for_it_again() {
    let sound = FaultFs::sound();
    Desk::new(Some(OLD)).save(&sound, NEW, known(OLD)).unwrap();
    let mut told = 0;
    for n in 0..sound.calls().len() {
        let desk = Desk::new(Some(OLD));
        let fs = FaultFs::failing(n, Fault::Pulled);
        match desk.save(&fs, NEW, known(OLD)) {
            // All was done, and only tidying up failed.
            Ok(_) => assert_eq!(desk.content().unwrap(), NEW, "{n}"),
            Err(SaveError::Io {
                step: Step::KeepRevision,
                ..
            }) => {}
            Err(error) => {
                assert_eq!(error.remedy(), Remedy::Reconnect, "{n}: {error}");
                told += 1;
            }
        }
    }
    assert!(told > 5, "{told}");
}

#[test]
fn a_failing_sync_of_the_directory_is_said_and_no_failure() {
    let desk = Desk::new(Some(OLD));
    let sound = FaultFs::sound();
    Desk::new(Some(OLD)).save(&sound, NEW, known(OLD)).unwrap();
    // The last one is the document's directory; the one before belongs to the revision.
    let n = sound
        .calls()
        .iter()
        .rposition(|c| *c == "sync_dir")
        .unwrap();
    let fs = FaultFs::failing(n, Fault::Before(io::ErrorKind::Unsupported));
    let saved = desk.save(&fs, NEW, known(OLD)).unwrap();
    assert_eq!(saved.durability, Durability::Unconfirmed);
    // The next save of the same bytes can make up for it.
    assert_eq!(
        desk.save(&RealFs, NEW, known(NEW)).unwrap().durability,
        Durability::Confirmed
    );
}

#[test]
fn a_failing_sync_of_the_file_is_not_tried_again() {
    let desk = Desk::new(Some(OLD));
    let sound = FaultFs::sound();
    Desk::new(Some(OLD)).save(&sound, NEW, known(OLD)).unwrap();
    let n = sound.calls().iter().rposition(|c| *c == "sync").unwrap();
    let fs = FaultFs::failing(n, Fault::Before(io::ErrorKind::Other));
    let error = desk.save(&fs, NEW, known(OLD)).unwrap_err();
    assert!(
        matches!(
            error,
            SaveError::Io {
                step: Step::Sync,
                target: TargetState::Old,
                ..
            }
        ),
        "{error}"
    );
    assert_eq!(fs.calls().get(n..).unwrap(), ["sync", "remove_file"]);
}

#[test]
fn where_the_system_keeps_a_backup_a_version_that_slips_in_is_kept() {
    let desk = Desk::new(Some(OLD));
    let fs = FaultFs::sound()
        .with_backups()
        .with_intruder("replace", &desk.doc, b"theirs");
    let saved = desk.save(&fs, NEW, known(OLD)).unwrap();
    assert_eq!(fs::read(saved.overtaken.unwrap()).unwrap(), b"theirs");
    assert_eq!(
        (desk.content().unwrap(), desk.litter().len()),
        (NEW.to_vec(), 0)
    );
    // Without revisions it stays where it is.
    let desk = Desk::new(Some(OLD));
    let fs = FaultFs::sound()
        .with_backups()
        .with_intruder("replace", &desk.doc, b"theirs");
    let request = SaveRequest {
        revisions: None,
        ..desk.request(&desk.doc, NEW, known(OLD))
    };
    let overtaken = save(&fs, &request).unwrap().overtaken.unwrap();
    assert_eq!(fs::read(&overtaken).unwrap(), b"theirs");
    assert_eq!(overtaken.parent(), desk.doc.parent());
}

#[test]
fn what_reads_back_differently_is_said() {
    let desk = Desk::new(Some(OLD));
    let layer = FaultFs::sound().with_intruder("sync_dir", &desk.doc, b"garbage");
    let request = SaveRequest {
        revisions: None,
        ..desk.request(&desk.doc, NEW, known(OLD))
    };
    let error = save(&layer, &request).unwrap_err();
    let (wrote, found) = (FileHash::of(NEW), FileHash::of(b"garbage"));
    // Windows keeps the old file under the backup name, and the error names it.
    let left = error_left(&error).to_vec();
    assert!(left.is_empty() || cfg!(windows), "{left:?}");
    assert!(left.iter().all(|p| fs::read(p).unwrap() == OLD));
    let path = desk.doc.clone();
    let expected = SaveError::ReadBackDiffers {
        path,
        wrote,
        found,
        left,
    };
    assert_eq!(error, expected);
}

fn error_left(error: &SaveError) -> &[PathBuf] {
    match error {
        SaveError::Io { left, .. } | SaveError::ReadBackDiffers { left, .. } => left,
        _ => &[],
    }
}

#[test]
fn a_half_windows_replacement_is_undone_and_tried_again() {
    let sound = FaultFs::sound();
    Desk::new(Some(OLD)).save(&sound, NEW, known(OLD)).unwrap();
    let n = sound.calls().iter().position(|c| *c == "replace").unwrap();
    let desk = Desk::new(Some(OLD));
    let fs = FaultFs::failing(n, Fault::HalfReplaced).with_backups();
    desk.save(&fs, NEW, known(OLD)).unwrap();
    assert_eq!(
        (desk.content().unwrap(), desk.litter().len()),
        (NEW.to_vec(), 0)
    );
    assert_eq!(fs.calls().iter().filter(|c| **c == "replace").count(), 2);
    assert_eq!(fs.waited(), RETRY_PAUSE);
}

/// Killed between the two halves of a replacement: the old document is whole, and opening or saving gives it its
/// name back.
#[test]
fn a_replacement_that_was_cut_off_half_way_is_put_back() {
    let sound = FaultFs::sound();
    Desk::new(Some(OLD)).save(&sound, NEW, known(OLD)).unwrap();
    let n = sound.calls().iter().position(|c| *c == "replace").unwrap();
    let torn = || {
        let desk = Desk::new(Some(OLD));
        let fs = FaultFs::failing(n, Fault::KilledHalfReplaced).with_backups();
        desk.save(&fs, NEW, known(OLD)).unwrap_err();
        assert_eq!((desk.content(), desk.litter().len()), (None, 2));
        desk
    };
    // Opened, also after other documents of this folder were opened, a day later.
    let desk = torn();
    let later = std::time::SystemTime::now() + Duration::from_secs(25 * 60 * 60);
    let folder = desk.doc.parent().unwrap();
    assert_eq!(super::super::temp::sweep(&RealFs, folder, later), 0);
    let loaded = super::super::load::load(&FaultFs::sound(), &desk.doc, false).unwrap();
    assert_eq!(loaded.hash, FileHash::of(OLD));
    assert_eq!(desk.litter().len(), 1, "the temporary file, which is swept");
    assert_eq!(super::super::temp::sweep(&RealFs, folder, later), 1);
    assert_eq!(desk.litter(), [""; 0]);
    desk.save(&RealFs, NEW, known(OLD)).unwrap();

    // Saved, by a program that was not killed.
    let desk = torn();
    desk.save(&FaultFs::sound(), NEW, known(OLD)).unwrap();
    assert_eq!(desk.content().unwrap(), NEW);

    // Another document in the same folder is none of its business, nor one that was made there since.
    let desk = torn();
    let other = desk.doc.with_file_name("khác.donghanh.json");
    let missing = super::super::load::load(&FaultFs::sound(), &other, false);
    assert!(missing.is_err() && desk.litter().len() == 2);
    fs::write(&desk.doc, b"theirs").unwrap();
    let error = desk.save(&FaultFs::sound(), NEW, known(OLD)).unwrap_err();
    assert!(matches!(error, SaveError::ChangedOnDisk { .. }), "{error}");
    assert_eq!(desk.content().unwrap(), b"theirs");

    // Without the temporary file it was done, and somebody has removed the document since: it stays so.
    let desk = torn();
    for name in desk.litter().iter().filter(|n| n.ends_with(".tmp")) {
        fs::remove_file(desk.doc.with_file_name(name)).unwrap();
    }
    assert!(super::super::load::load(&FaultFs::sound(), &desk.doc, false).is_err());
    assert_eq!(desk.content(), None);
}

#[test]
fn revisions_that_cannot_be_kept_stop_the_save_until_the_user_agrees() {
    let desk = Desk::new(Some(OLD));
    // A file where the directory should be.
    fs::write(desk.dir.path().join("data"), b"").unwrap();
    let error = desk.save(&RealFs, NEW, known(OLD)).unwrap_err();
    assert!(
        matches!(
            error,
            SaveError::Io {
                step: Step::KeepRevision,
                ..
            }
        ),
        "{error}"
    );
    assert_eq!(
        (error.remedy(), desk.content().unwrap()),
        (Remedy::SaveWithoutRevision, OLD.to_vec())
    );
    let request = SaveRequest {
        revisions: None,
        ..desk.request(&desk.doc, NEW, known(OLD))
    };
    save(&RealFs, &request).unwrap();
    assert_eq!(desk.content().unwrap(), NEW);
}

#[test]
fn names_up_to_the_limit_and_bare_names() {
    let desk = Desk::new(None);
    let doc = desk.doc.with_file_name("n".repeat(252));
    desk.save_at(&RealFs, &doc, OLD, Expected::Absent).unwrap();
    desk.save_at(&RealFs, &doc, NEW, known(OLD)).unwrap();
    assert_eq!(fs::read(&doc).unwrap(), NEW);
    // One name too long is an error of the first step.
    let doc = desk.doc.with_file_name("n".repeat(300));
    let error = desk
        .save_at(&RealFs, &doc, OLD, Expected::Absent)
        .unwrap_err();
    // Windows says only when the file is to get its name that there can be none of that name.
    let at = if cfg!(windows) {
        Step::Replace
    } else {
        Step::Resolve
    };
    assert!(
        matches!(error, SaveError::Io { step, .. } if step == at),
        "{error}"
    );
    assert_eq!(error.remedy(), Remedy::SaveElsewhere);
}

#[test]
fn a_missing_folder_is_not_made() {
    let desk = Desk::new(None);
    let doc = desk.dir.path().join("no/where.json");
    let error = desk
        .save_at(&RealFs, &doc, NEW, Expected::Absent)
        .unwrap_err();
    assert!(
        matches!(
            error,
            SaveError::Io {
                step: Step::CreateTemp,
                ..
            }
        ),
        "{error}"
    );
    assert_eq!(error.remedy(), Remedy::SaveElsewhere);
}

#[test]
fn a_directory_in_its_place_is_refused() {
    let desk = Desk::new(None);
    fs::create_dir(&desk.doc).unwrap();
    for expected in [Expected::Absent, Expected::Anything, known(OLD)] {
        let error = desk.save(&RealFs, NEW, expected).unwrap_err();
        assert_eq!(
            error,
            SaveError::NotRegular {
                path: desk.doc.clone(),
                found: FileKind::Dir
            }
        );
    }
}

#[test]
fn a_huge_file_in_its_place_is_neither_read_nor_replaced() {
    let desk = Desk::new(None);
    fs::File::create(&desk.doc)
        .unwrap()
        .set_len(MAX_TARGET + 1)
        .unwrap();
    let error = desk.save(&RealFs, NEW, Expected::Anything).unwrap_err();
    assert_eq!(
        error,
        SaveError::TargetTooBig {
            path: desk.doc.clone(),
            size: MAX_TARGET + 1
        }
    );
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, symlink};

    use super::*;

    fn mode(path: &Path) -> u32 {
        fs::metadata(path).unwrap().mode() & 0o7777
    }

    #[test]
    fn a_link_stays_a_link() {
        let desk = Desk::new(Some(OLD));
        let (one, two) = (desk.dir.path().join("one"), desk.dir.path().join("two"));
        symlink(&desk.doc, &one).unwrap();
        symlink("one", &two).unwrap();
        let saved = desk.save_at(&RealFs, &two, NEW, known(OLD)).unwrap();
        assert_eq!(saved.path, fs::canonicalize(&desk.doc).unwrap());
        assert_eq!(desk.content().unwrap(), NEW);
        assert!(two.is_symlink() && one.is_symlink());
    }

    #[test]
    fn a_link_that_leads_nowhere_or_in_a_circle_is_refused() {
        let desk = Desk::new(None);
        symlink("missing", &desk.doc).unwrap();
        for expected in [Expected::Absent, Expected::Anything] {
            let error = desk.save(&RealFs, NEW, expected).unwrap_err();
            assert_eq!(
                error,
                SaveError::DanglingLink {
                    path: desk.doc.clone()
                }
            );
        }
        assert!(desk.doc.is_symlink() && desk.litter().is_empty());
        fs::remove_file(&desk.doc).unwrap();
        symlink(&desk.doc, &desk.doc).unwrap();
        let error = desk.save(&RealFs, NEW, Expected::Anything).unwrap_err();
        assert!(
            matches!(
                error,
                SaveError::Io {
                    step: Step::Resolve,
                    ..
                }
            ),
            "{error}"
        );
        assert_eq!(error.remedy(), Remedy::SaveElsewhere);
    }

    #[test]
    fn a_pipe_is_refused_without_waiting_for_it() {
        let desk = Desk::new(None);
        let made = std::process::Command::new("mkfifo").arg(&desk.doc).status();
        if !made.is_ok_and(|s| s.success()) {
            eprintln!("skipped: no mkfifo here");
            return;
        }
        let error = desk.save(&RealFs, NEW, Expected::Anything).unwrap_err();
        assert_eq!(
            error,
            SaveError::NotRegular {
                path: desk.doc.clone(),
                found: FileKind::Other
            }
        );
    }

    #[test]
    fn a_read_only_file_asks_and_stays_read_only() {
        let desk = Desk::new(Some(OLD));
        fs::set_permissions(&desk.doc, fs::Permissions::from_mode(0o444)).unwrap();
        let error = desk.save(&RealFs, NEW, known(OLD)).unwrap_err();
        assert_eq!(
            error,
            SaveError::ReadOnly {
                path: desk.doc.clone()
            }
        );
        assert_eq!(
            (error.remedy(), desk.content().unwrap()),
            (Remedy::AskReadOnly, OLD.to_vec())
        );
        let request = SaveRequest {
            replace_read_only: true,
            ..desk.request(&desk.doc, NEW, known(OLD))
        };
        save(&RealFs, &request).unwrap();
        assert_eq!(
            (desk.content().unwrap(), mode(&desk.doc)),
            (NEW.to_vec(), 0o444)
        );
    }

    #[test]
    fn the_mode_stays_and_revisions_are_private() {
        for bits in [0o600, 0o640, 0o664, 0o666, 0o2660] {
            let desk = Desk::new(Some(OLD));
            fs::set_permissions(&desk.doc, fs::Permissions::from_mode(bits)).unwrap();
            let saved = desk.save(&RealFs, NEW, known(OLD)).unwrap();
            assert_eq!(mode(&desk.doc), bits, "{bits:o}");
            let revision = saved.revision.unwrap().path;
            assert_eq!(
                (mode(&revision), mode(revision.parent().unwrap())),
                (0o600, 0o700)
            );
        }
    }

    /// Whether this user is stopped by permissions at all (root is not).
    fn permissions_bind(dir: &Path) -> bool {
        let probe = dir.join("probe");
        fs::create_dir(&probe).unwrap();
        fs::set_permissions(&probe, fs::Permissions::from_mode(0o500)).unwrap();
        let bound = fs::write(probe.join("x"), b"").is_err();
        fs::set_permissions(&probe, fs::Permissions::from_mode(0o700)).unwrap();
        bound
    }

    /// Permissions do not stop root: the same test once more as nobody, where that user can start it at all.
    fn as_somebody_else(dir: &Path) {
        use std::os::unix::process::CommandExt as _;
        const NOBODY: u32 = 65534;
        const ONCE: &str = "DONG_HANH_TEST_AS_NOBODY";
        if std::env::var_os(ONCE).is_some() {
            eprintln!("skipped: permissions bind nobody here");
            return;
        }
        fs::set_permissions(dir, fs::Permissions::from_mode(0o777)).unwrap();
        let program = std::env::current_exe().unwrap();
        let run = std::process::Command::new(program)
            .args(["a_read_only_directory", "--nocapture"])
            .env("TMPDIR", dir)
            .env(ONCE, "1")
            .current_dir(dir)
            .gid(NOBODY)
            .uid(NOBODY)
            .output();
        match run {
            Ok(run) => {
                let said = String::from_utf8_lossy(&run.stdout);
                assert!(run.status.success() && said.contains("1 passed"), "{said}");
            }
            Err(error) => eprintln!("skipped: nobody cannot run this test: {error}"),
        }
    }

    #[test]
    fn a_read_only_directory() {
        let desk = Desk::new(Some(OLD));
        if !permissions_bind(desk.dir.path()) {
            return as_somebody_else(desk.dir.path());
        }
        let home = desk.doc.parent().unwrap();
        fs::set_permissions(home, fs::Permissions::from_mode(0o500)).unwrap();
        let error = desk.save(&RealFs, NEW, known(OLD)).unwrap_err();
        fs::set_permissions(home, fs::Permissions::from_mode(0o700)).unwrap();
        assert!(
            matches!(
                error,
                SaveError::Io {
                    step: Step::CreateTemp,
                    ..
                }
            ),
            "{error}"
        );
        assert_eq!(error.remedy(), Remedy::SaveElsewhere);
        assert_eq!(desk.content().unwrap(), OLD);
    }

    /// Unmounts when dropped.
    struct Mount(PathBuf);

    impl Mount {
        fn tmpfs(at: &Path, options: &str) -> Option<Self> {
            fs::create_dir(at).unwrap();
            let done = std::process::Command::new("mount")
                .args(["-t", "tmpfs", "-o", options, "tmpfs"])
                .arg(at)
                .stderr(std::process::Stdio::null())
                .status();
            done.is_ok_and(|s| s.success()).then(|| Self(at.to_owned()))
        }
    }

    impl Drop for Mount {
        fn drop(&mut self) {
            let _ = std::process::Command::new("umount").arg(&self.0).status();
        }
    }

    #[test]
    fn a_full_disk() {
        let desk = Desk::new(None);
        let Some(disk) = Mount::tmpfs(&desk.dir.path().join("small"), "size=256k") else {
            eprintln!("skipped: no tmpfs can be mounted here");
            return;
        };
        let doc = disk.0.join("a.json");
        let old = vec![b'o'; 100_000];
        desk.save_at(&RealFs, &doc, &old, Expected::Absent).unwrap();
        // Too large beside the old one; then so large that not even a page is left.
        for size in [180_000, 300_000] {
            let error = desk
                .save_at(&RealFs, &doc, &vec![b'n'; size], known(&old))
                .unwrap_err();
            assert!(
                matches!(&error, SaveError::Io { step: Step::Write | Step::Sync, fault, target: TargetState::Old, .. }
                    if fault.kind == io::ErrorKind::StorageFull),
                "{error}"
            );
            assert_eq!(error.remedy(), Remedy::FreeSpace);
            assert!(fs::read(&doc).unwrap() == old);
            assert_eq!(RealFs.list(&disk.0).unwrap(), ["a.json"]);
        }
        // Room again: the same save succeeds.
        desk.save_at(&RealFs, &doc, b"small", known(&old)).unwrap();
        assert_eq!(fs::read(&doc).unwrap(), b"small");
    }

    #[test]
    fn a_disk_mounted_read_only() {
        let desk = Desk::new(None);
        let Some(disk) = Mount::tmpfs(&desk.dir.path().join("ro"), "size=256k") else {
            eprintln!("skipped: no tmpfs can be mounted here");
            return;
        };
        let doc = disk.0.join("a.json");
        fs::write(&doc, OLD).unwrap();
        let remount = std::process::Command::new("mount")
            .args(["-o", "remount,ro"])
            .arg(&disk.0)
            .status();
        if !remount.is_ok_and(|s| s.success()) {
            eprintln!("skipped: no read-only mount here");
            return;
        }
        let error = desk.save_at(&RealFs, &doc, NEW, known(OLD)).unwrap_err();
        assert_eq!(
            (error.remedy(), error.target()),
            (Remedy::SaveElsewhere, TargetState::Old)
        );
        assert_eq!(fs::read(&doc).unwrap(), OLD);
    }
}

/// What Windows does in a way of its own.
#[cfg(windows)]
mod windows {
    use std::os::windows::fs::OpenOptionsExt as _;

    use super::super::super::load::{LoadError, load};
    use super::*;

    /// `FILE_SHARE_READ | FILE_SHARE_WRITE`: others may read and write the file, and not replace it.
    const NO_DELETE: u32 = 3;

    /// Opens a file as another program would.
    fn held(path: &Path, share: u32) -> fs::File {
        let mut options = fs::File::options();
        options.read(true).share_mode(share).open(path).unwrap()
    }

    #[test]
    fn a_file_that_another_program_lets_go_of_is_saved_then() {
        for share in [NO_DELETE, 0] {
            let desk = Desk::new(Some(OLD));
            let other = held(&desk.doc, share);
            let saved = std::thread::scope(|scope| {
                scope.spawn(move || {
                    std::thread::sleep(Duration::from_millis(700));
                    drop(other);
                });
                desk.save(&RealFs, NEW, known(OLD))
            });
            assert!(saved.as_ref().is_ok_and(|s| s.wrote), "{share}: {saved:?}");
            assert_eq!(desk.content().unwrap(), NEW);
            assert_eq!(
                (desk.litter(), desk.kept()),
                (Vec::new(), vec![OLD.to_vec()])
            );
        }
    }

    #[test]
    fn a_file_that_another_program_keeps_is_left_alone_and_said_to_be_in_use() {
        for share in [NO_DELETE, 0] {
            let desk = Desk::new(Some(OLD));
            let other = held(&desk.doc, share);
            // The pauses are counted and not waited for.
            let fs = FaultFs::sound();
            let error = desk.save(&fs, NEW, known(OLD)).unwrap_err();
            let SaveError::Io { fault, .. } = &error else {
                panic!("{share}: {error}")
            };
            assert!(fault.is_in_use(), "{share}: {fault:?}");
            assert_eq!(
                (error.remedy(), error.target()),
                (Remedy::Retry, TargetState::Old)
            );
            assert!(fs.waited() >= RETRY_FOR, "{:?}", fs.waited());
            drop(other);
            assert_eq!(desk.content().unwrap(), OLD);
            assert_eq!(desk.litter(), [""; 0]);
            desk.save(&RealFs, NEW, known(OLD)).unwrap();
        }
    }

    #[test]
    fn a_file_that_nobody_else_may_read_is_said_to_be_in_use() {
        let desk = Desk::new(Some(OLD));
        let _other = held(&desk.doc, 0);
        match load(&RealFs, &desk.doc, false) {
            Err(LoadError::Io { fault, .. }) => assert!(fault.is_in_use(), "{fault:?}"),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_read_only_file_asks_and_stays_read_only() {
        let desk = Desk::new(Some(OLD));
        let read_only = |on: bool| {
            let mut permissions = fs::metadata(&desk.doc).unwrap().permissions();
            permissions.set_readonly(on);
            fs::set_permissions(&desk.doc, permissions).unwrap();
        };
        read_only(true);
        let error = desk.save(&RealFs, NEW, known(OLD)).unwrap_err();
        assert_eq!(
            error,
            SaveError::ReadOnly {
                path: desk.doc.clone()
            }
        );
        assert_eq!(desk.content().unwrap(), OLD);
        let request = SaveRequest {
            replace_read_only: true,
            ..desk.request(&desk.doc, NEW, known(OLD))
        };
        save(&RealFs, &request).unwrap();
        assert_eq!(desk.content().unwrap(), NEW);
        assert!(fs::metadata(&desk.doc).unwrap().permissions().readonly());
        assert_eq!(desk.litter(), [""; 0]);
        read_only(false);
    }

    #[test]
    fn a_path_longer_than_the_old_limit() {
        let desk = Desk::new(None);
        let mut dir = desk.dir.path().to_owned();
        while dir.as_os_str().len() < 400 {
            dir.push("Thư mục có tên dài, như người ta vẫn đặt");
        }
        fs::create_dir_all(&dir).unwrap();
        let doc = dir.join("Chương trình phối hợp.donghanh.json");
        desk.save_at(&RealFs, &doc, OLD, Expected::Absent).unwrap();
        desk.save_at(&RealFs, &doc, NEW, known(OLD)).unwrap();
        assert_eq!(fs::read(&doc).unwrap(), NEW);
        assert_eq!(RealFs.list(&dir).unwrap().len(), 1);
    }

    /// Windows 10 takes these for devices whatever ending follows; later ones and other systems may not. Either it
    /// is a file like any other, or it is refused and nothing was written to the console.
    #[test]
    fn names_of_devices() {
        for name in ["CON", "CON.json", "nul", "NUL.donghanh.json", "com1.json"] {
            let desk = Desk::new(None);
            let doc = desk.doc.with_file_name(name);
            let saved = desk.save_at(&RealFs, &doc, NEW, Expected::Absent);
            let read = load(&RealFs, &doc, false);
            match (saved, read) {
                (Ok(_), Ok(read)) => {
                    assert_eq!(read.hash, FileHash::of(NEW), "{name}");
                    assert_eq!(desk.litter(), [name]);
                }
                (Err(error), Err(read)) => {
                    assert_eq!(error.remedy(), Remedy::SaveElsewhere, "{name}: {error}");
                    assert_eq!(error.target(), TargetState::Old, "{name}: {error}");
                    assert!(!matches!(read, LoadError::Io { .. }), "{name}: {read}");
                    assert_eq!(desk.litter(), [""; 0], "{name}");
                }
                (saved, read) => panic!("{name}: {saved:?}, {read:?}"),
            }
        }
    }
}
