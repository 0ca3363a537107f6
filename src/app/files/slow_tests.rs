//! A share that answers late or never: what is done meanwhile, and what becomes of a save that nobody waits for.

use crate::app::jobs::{Job, Jobs};
use crate::app::{App, Options};
use crate::codec::{embedded, write};
use crate::edit::Edit;
use crate::model::{Path as On, Value};
use crate::store::paths::DataDir;
use eframe::egui::Context;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Sender, channel};
use std::time::{Duration, Instant};

/// The program with a worker of its own, and a folder for its files.
struct Desk {
    app: App,
    ctx: Context,
    folder: tempfile::TempDir,
}

impl Desk {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let data = DataDir::at(folder.path().join("data"));
        let mut app = App::new(Options::default(), Some(data), Jobs::threaded(|| ()));
        app.settings.side = Some("vl".to_owned());
        app.settings.autosave = false;
        let ctx = Context::default();
        Self { app, ctx, folder }
    }

    /// A file of a new document, opened.
    fn open(&mut self, name: &str) -> PathBuf {
        let path = self.folder.path().join(name);
        let document = embedded::new_document(&format!("doc-{name}"));
        std::fs::write(&path, write(&document.snapshot())).unwrap();
        self.app.load(path.clone(), false);
        self.until(|app| app.workspace.as_ref().and_then(|w| w.file.path.as_ref()) == Some(&path));
        // The system's temporary folder is no place to keep a file in; here it must be.
        let w = self.app.workspace.as_mut().unwrap();
        (w.file.passing, w.read_only) = (None, None);
        path
    }

    /// Takes up what the worker answers until this holds.
    fn until(&mut self, holds: impl Fn(&App) -> bool) {
        let begun = Instant::now();
        while !holds(&self.app) {
            assert!(begun.elapsed() < Duration::from_secs(60), "it never came");
            std::thread::sleep(Duration::from_millis(5));
            self.app.finish_jobs(&self.ctx);
        }
    }

    fn add(&mut self, id: &str, title: &str) {
        let key = Value::map([("in", Value::text("d5.k1")), ("key", Value::text("i.0aa"))]);
        let fields = [("title", Value::text(title)), ("place", key)];
        self.app
            .edit(&Edit::create(&On::new("activities", id), fields));
    }

    /// A save that hangs until the answer is dropped, and which the user no longer waits for.
    fn give_up_a_save(&mut self) -> Sender<()> {
        let (end, hung) = channel();
        self.app.jobs.ask(Job::Hang(hung));
        self.app.save(None, false);
        assert!(self.app.workspace.as_ref().unwrap().file.saving);
        self.app.stop_waiting();
        assert!(!self.app.workspace.as_ref().unwrap().file.saving);
        end
    }

    /// Lets what hung go on, until its file holds these words.
    fn let_go(&mut self, end: Sender<()>, file: &Path, words: &str) {
        drop(end);
        let file = file.to_owned();
        self.until(|_| holds(&file, words));
        // What the worker tells of it is taken up too.
        let begun = Instant::now();
        while begun.elapsed() < Duration::from_millis(300) {
            std::thread::sleep(Duration::from_millis(10));
            self.app.finish_jobs(&self.ctx);
        }
    }
}

fn holds(file: &Path, words: &str) -> bool {
    std::fs::read_to_string(file).is_ok_and(|text| text.contains(words))
}

#[test]
fn a_save_that_was_given_up_and_ends_late_leaves_another_document_alone() {
    let mut desk = Desk::new();
    let first = desk.open("first.json");
    desk.add("01A", "Xây nhà cho hộ số 1");
    let end = desk.give_up_a_save();
    let second = desk.open("second.json");
    desk.let_go(end, &first, "Xây nhà cho hộ số 1");

    let file = &desk.app.workspace.as_ref().unwrap().file;
    assert_eq!(file.path.as_ref(), Some(&second));
    // What is edited now goes to its own file, and nothing of it to the other.
    desk.add("01B", "Khảo sát chợ");
    desk.app.save(None, false);
    desk.until(|_| holds(&second, "Khảo sát chợ"));
    assert!(!holds(&first, "Khảo sát chợ"));
    assert!(!holds(&second, "Xây nhà cho hộ số 1"));
}

#[test]
fn a_document_saved_elsewhere_stays_there_when_the_share_wakes_up() {
    let mut desk = Desk::new();
    let share = desk.open("share.json");
    desk.add("01A", "Xây nhà cho hộ số 1");
    let end = desk.give_up_a_save();
    let here = desk.folder.path().join("here.json");
    desk.app.save(Some(here.clone()), false);
    let place = here.clone();
    desk.until(|app| app.workspace.as_ref().unwrap().file.path.as_ref() == Some(&place));
    assert!(holds(&here, "Xây nhà cho hộ số 1"));

    desk.let_go(end, &share, "Xây nhà cho hộ số 1");
    let w = desk.app.workspace.as_ref().unwrap();
    assert_eq!(w.file.path.as_ref(), Some(&here));
    assert!(!w.is_dirty());
}

#[test]
fn a_save_that_was_given_up_and_written_all_the_same_is_known_for_ours() {
    let mut desk = Desk::new();
    let share = desk.open("share.json");
    desk.add("01A", "Xây nhà cho hộ số 1");
    let end = desk.give_up_a_save();
    desk.let_go(end, &share, "Xây nhà cho hộ số 1");
    let w = desk.app.workspace.as_ref().unwrap();
    assert!(!w.is_dirty(), "it is saved after all");

    // The next save finds what it knows: nobody else has changed the file.
    desk.add("01B", "Khảo sát chợ");
    desk.app.save(None, false);
    desk.until(|app| !app.workspace.as_ref().unwrap().file.saving);
    let w = desk.app.workspace.as_ref().unwrap();
    assert!(!w.is_dirty() && w.file.failed.is_none());
    assert!(holds(&share, "Khảo sát chợ"));
}
