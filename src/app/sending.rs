//! Sending: saves, asks where to, has a copy written for the partner with the record of its sending in it,
//! and records that once the copy stands there (FILE.md §5).

use super::dialogs::Dialog;
use super::files::{Next, Purpose};
use super::jobs::Job;
use super::{App, Press, parcels, sentences};
use crate::change::{Past, Snapshot};
use crate::codec;
use crate::merge::anonymised;
use crate::model::{Id, Value};
use crate::report::mail::{Draft, draft};
use crate::report::summary::{Kind, file_name};
use crate::store::paths::{ask_place, same_file};
use crate::store::revisions::{Kept, Revisions};
use crate::store::{Expected, RealFs, SaveError, SaveRequest, save};
use crate::text::strings::report::Report;
use crate::text::strings::sending::Sending as Texts;
use crate::text::visible::visible;
use crate::ui::commands::{Sending, Way};
use crate::ui::dialogs::send;
use crate::ui::icons::Icon;
use crate::ui::tokens::Tone;
use crate::ui::view::ReadOnly;
use chrono::{DateTime, FixedOffset};
use eframe::egui::Context;
use std::path::{Path, PathBuf};

/// What is on its way.
#[derive(Default)]
pub(super) struct State {
    /// What is to be sent, while a place for it is chosen.
    wish: Option<Sending>,
    /// Text for the clipboard, put there with the next frame.
    copy: Option<String>,
}

/// What is to be written.
pub struct Wanted {
    to: PathBuf,
    at: DateTime<FixedOffset>,
    doc_id: String,
    content: Content,
}

enum Content {
    /// A copy with the record of its sending.
    Copy(Box<Recorded>),
    /// The same, attached to a draft with this subject.
    Mail(Box<Recorded>, String),
    /// A page to read.
    Page(Box<Past>, parcels::Options),
    /// A copy without names and history, under a new id.
    Anonymised(Box<Past>, String),
}

struct Recorded {
    snapshot: Snapshot,
    /// What is recorded once it is written.
    record: Record,
    revisions: Option<Revisions>,
    /// The name of the copy.
    name: String,
}

/// What is recorded and told once a copy is written.
#[derive(Clone)]
struct Record {
    cuts: Vec<Value>,
    version: usize,
    summary: String,
}

/// What was written, or not.
pub struct Made {
    to: PathBuf,
    doc_id: String,
    way: Way,
    record: Option<Record>,
    result: Result<(), Failure>,
}

enum Failure {
    Save(SaveError),
    /// What was made is not what it should be, for this reason.
    NotACopy(String),
}

/// Makes the bytes and puts them in place, whole or not at all.
pub(super) fn write(wanted: Wanted) -> Made {
    let Wanted {
        to,
        at,
        doc_id,
        content,
    } = wanted;
    let put = |bytes: &[u8]| {
        let request = SaveRequest {
            path: &to,
            bytes,
            // The user has seen the name and agreed to it.
            expected: Expected::Anything,
            replace_read_only: false,
            revisions: None,
            at,
            verify: &|_| Ok(()),
        };
        save(&RealFs, &request).map(|_| ()).map_err(Failure::Save)
    };
    let (way, record, result) = match content {
        Content::Copy(sent) => {
            let text = copy_of(&sent.snapshot);
            let result = text.and_then(|text| {
                put(text.as_bytes())?;
                keep(&sent, &text, at);
                Ok(())
            });
            (Way::Copy, Some(sent.record), result)
        }
        Content::Mail(sent, subject) => {
            let text = copy_of(&sent.snapshot);
            let result = text.and_then(|text| {
                let letter = Draft {
                    subject: &subject,
                    text: &sent.record.summary,
                    name: &sent.name,
                    attached: text.as_bytes(),
                    at,
                };
                let letter = draft(&letter).map_err(|e| Failure::NotACopy(e.to_string()))?;
                put(&letter)?;
                keep(&sent, &text, at);
                Ok(())
            });
            (Way::Mail, Some(sent.record), result)
        }
        Content::Page(past, options) => {
            let page = parcels::page(&past.now(), &options);
            (Way::Page, None, put(page.as_bytes()))
        }
        Content::Anonymised(past, id) => {
            let copy = anonymised(&past.now(), &id).snapshot();
            let result = copy_of(&copy).and_then(|text| put(text.as_bytes()));
            (Way::Anonymised, None, result)
        }
    };
    Made {
        to,
        doc_id,
        way,
        record,
        result,
    }
}

/// The text of a copy, proved to say what it should.
fn copy_of(snapshot: &Snapshot) -> Result<String, Failure> {
    let text = codec::write(snapshot);
    match codec::verify(&text, snapshot) {
        Ok(()) => Ok(text),
        Err(why) => Err(Failure::NotACopy(why)),
    }
}

/// Keeps what was sent among the versions, for ever. That it cannot be kept takes nothing back.
fn keep(sent: &Recorded, text: &str, at: DateTime<FixedOffset>) {
    if let Some(revisions) = &sent.revisions
        && let Err(error) = revisions.keep_for_ever(&RealFs, text.as_bytes(), at, Kept::Sent)
    {
        log::warn!("revisions: {error}");
    }
}

/// What a file of this form is.
const fn kind(way: Way) -> Kind {
    match way {
        Way::Copy => Kind::Copy,
        Way::Mail => Kind::Mail,
        Way::Page => Kind::Page,
        Way::Anonymised => Kind::Anonymised,
    }
}

impl App {
    /// Opens the dialog of sending.
    pub(super) fn ask_send(&mut self, to: Option<Id>) {
        let Some(w) = &self.workspace else { return };
        let standing = send::Standing {
            no_file: w.file.path.is_none() || w.file.passing.is_some(),
            unsaved: w.is_dirty(),
            len: w.file.len,
        };
        let state = send::State::of(to, self.clock.today(), standing);
        self.dialog.open = Some(Dialog::Send(Box::new(state)));
    }

    /// Has the document saved, and the dialog shown again.
    pub(super) fn save_before_sending(&mut self) {
        self.dialog.after_save = Some(Next::AskSend);
        self.save(None, false);
    }

    /// Sends: saves first what the file does not hold, then asks where to.
    pub(super) fn send(&mut self, wish: Sending) {
        let Some(w) = &self.workspace else { return };
        if wish.way.is_recorded() {
            if w.read_only.is_some() || wish.to.is_empty() {
                return;
            }
            if w.is_dirty() || w.file.path.is_none() {
                self.dialog.after_save = Some(Next::Send(wish));
                self.save(None, false);
                return;
            }
        }
        let way = wish.way;
        self.sending.wish = Some(wish);
        self.choose(Purpose::Send(way));
    }

    /// The path that is suggested for it: in the folder of `beside`, under a name that is free there.
    pub(super) fn send_path(&self, way: Way, beside: &Path) -> PathBuf {
        let Some(w) = &self.workspace else {
            return beside.to_owned();
        };
        let name = file_name(&w.document, kind(way), self.clock.today());
        let (stem, ending) = name.split_once('.').unwrap_or((&name, ""));
        let (stem, ending) = (stem.to_owned(), ending.to_owned());
        let numbered = (2..1000).map(move |n| format!("{stem} ({n}).{ending}"));
        let mut names = std::iter::once(name.clone()).chain(numbered);
        let folder = beside.to_owned();
        // Of a place that does not answer nothing is known; what stands there is asked about before it is replaced.
        let free = ask_place(move || names.find(|name| !folder.with_file_name(name).exists()));
        beside.with_file_name(free.flatten().unwrap_or(name))
    }

    /// Makes what was asked for and has it written; never over the document itself.
    pub(super) fn send_to(&mut self, to: PathBuf) {
        let lang = self.lang();
        let Some(wish) = self.sending.wish.take() else {
            return;
        };
        let Some(w) = &mut self.workspace else { return };
        if w.file.path.as_ref().is_some_and(|own| same_file(own, &to)) {
            let t = Report(lang);
            self.toast(Icon::Warning, Tone::Overdue, t.itself(), None);
            return;
        }
        let insight = w.insight(&self.clock);
        let revisions = self.data.as_ref();
        let revisions = revisions.map(|d| d.revisions(&w.document.envelope.doc_id));
        let content = match wish.way {
            Way::Page => {
                let author = w.document.author();
                let party = author.and_then(|a| {
                    let parties = &w.document.programme().parties;
                    parties.get(a.party.as_str()).map(|p| p.name.clone())
                });
                let options = parcels::Options {
                    today: w.today(&self.clock),
                    on: self.clock.today(),
                    names: wish.names,
                    by: party.unwrap_or_default(),
                };
                Content::Page(Box::new(w.document.past()), options)
            }
            Way::Anonymised => {
                Content::Anonymised(Box::new(w.document.past()), super::clock::fresh_id())
            }
            way => {
                let on = self.clock.today();
                let name = match (way, to.file_name()) {
                    (Way::Copy, Some(name)) => name.to_string_lossy().into_owned(),
                    _ => file_name(&w.document, Kind::Copy, on),
                };
                let said = parcels::summary(&w.document, &insight, &wish.to, on, &name);
                let stamp = self.clock.stamp();
                let cuts = wish.to.iter();
                let cuts = cuts.map(|to| w.document.sent_cut(to.as_str(), &stamp).value());
                let cuts: Vec<Value> = cuts.collect();
                let sent = Box::new(Recorded {
                    snapshot: w.document.snapshot().with_cuts(cuts.clone()),
                    record: Record {
                        cuts,
                        version: said.version,
                        summary: said.text,
                    },
                    revisions,
                    name,
                });
                match way {
                    Way::Mail => Content::Mail(sent, said.subject),
                    _ => Content::Copy(sent),
                }
            }
        };
        w.keep(insight);
        let doc_id = w.document.envelope.doc_id.clone();
        let at = self.clock.now();
        self.jobs.ask(Job::Send(Box::new(Wanted {
            to,
            at,
            doc_id,
            content,
        })));
    }

    /// Records what was sent, and tells what came of it.
    pub(super) fn sent(&mut self, made: Made) {
        let lang = self.lang();
        let t = Texts(lang);
        let name = made.to.file_name().unwrap_or_default().to_string_lossy();
        let name = visible(&name).into_owned();
        match made.result {
            Ok(()) => {}
            Err(Failure::Save(error)) => {
                let text = sentences::save_error(lang, &error).replace('\n', " ");
                self.toast(Icon::Warning, Tone::Overdue, text, None);
                return;
            }
            Err(Failure::NotACopy(why)) => {
                let text = t.not_a_copy(&visible(&why));
                self.toast(Icon::Warning, Tone::Overdue, text, None);
                return;
            }
        }
        let mut version = 0;
        if let Some(record) = made.record {
            version = record.version;
            if !self.record_sent(&made.doc_id, record.cuts) {
                let text = t.changed_meanwhile();
                self.toast(Icon::Warning, Tone::Soon, text, None);
                return;
            }
            if made.way == Way::Copy {
                self.sending.copy = Some(record.summary);
            }
        }
        let text = match made.way {
            Way::Copy => t.sent(version, &name),
            Way::Mail => t.drafted(version, &name),
            Way::Page => t.page_made(&name),
            Way::Anonymised => t.anonymised_made(&name),
        };
        let words = Report(lang);
        let folder = made.to.parent().map(Path::to_owned);
        let mut presses = Vec::new();
        match made.way {
            Way::Mail => presses.push((Press::OpenFile(made.to.clone()), t.open_draft())),
            Way::Page => presses.push((Press::OpenFile(made.to.clone()), t.open_page())),
            Way::Copy | Way::Anonymised => {}
        }
        presses.extend(folder.map(|f| (Press::OpenFolder(f), words.open_folder())));
        self.toast_with(Icon::CheckCircle, Tone::Done, text, presses);
    }

    /// Records a sending in the document that was sent: a new session begins with it, and it is saved. `false`
    /// where that document is not open any more.
    fn record_sent(&mut self, doc_id: &str, cuts: Vec<Value>) -> bool {
        let author = self.author();
        let clock = self.clock;
        let viewed = self.aside.is_some();
        let own = self.own_workspace();
        let Some(w) = own.filter(|w| w.document.envelope.doc_id == doc_id) else {
            return false;
        };
        w.record_sent(cuts, &author, &clock);
        let may_save = !matches!(w.read_only, Some(ReadOnly::Newer | ReadOnly::Elsewhere));
        // What waits aside is saved when it is back.
        if may_save && !viewed {
            self.save(None, false);
        }
        true
    }

    /// Puts on the clipboard what waits for it.
    pub(super) fn put_summary(&mut self, ctx: &Context) {
        if let Some(text) = self.sending.copy.take() {
            ctx.copy_text(text);
        }
    }
}
