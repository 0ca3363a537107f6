//! "Rút gọn lịch sử" in the window: weighed first, the full version kept, then done; offered where a file has
//! grown big.

use super::work::{Answer, Found, Weight, What};
use crate::app::App;
use crate::app::dialogs::Dialog;
use crate::app::files::Answer as Press;
use crate::app::files::Notice;
use crate::app::workspace::{Shortening, Workspace};
use crate::change::Document;
use crate::text::date;
use crate::text::number::format_whole;
use crate::text::strings::journal::Journal as Texts;
use crate::ui::actions::Action;
use crate::ui::dialogs::shorten::{self, Facts, Stage};
use crate::ui::icons::Icon;
use crate::ui::tokens::Tone;
use eframe::egui::Context;

/// From this size of the file on, in bytes, it is offered (FILE.md §2).
const OFFERED_FROM: u64 = 10 * 1024 * 1024;
/// It must save at least this share of the file, in percent.
const WORTH: usize = 20;

/// The question, with what lies behind it.
pub struct Shorten {
    stage: Stage,
    weight: Weight,
    shortened: Option<Box<Document>>,
    /// The revision of the document that was weighed.
    revision: u64,
    awaited: u64,
}

impl App {
    /// Weighs what shortening would save, and asks.
    pub(in crate::app) fn ask_to_shorten(&mut self) {
        let Some(w) = &self.workspace else { return };
        if w.read_only.is_some() {
            return;
        }
        let what = weighing(w);
        self.dialog.open = Some(Dialog::Shorten(Box::new(Shorten {
            stage: Stage::Weighing,
            weight: Weight::default(),
            shortened: None,
            revision: w.document.revision(),
            awaited: self.dialog.coming_number(),
        })));
        self.ask_history(what);
    }

    pub(super) fn shortening_found(&mut self, found: Found) {
        let t = Texts(self.lang());
        if let Some(w) = &mut self.workspace
            && w.shortening == Shortening::Asked(found.number)
        {
            w.shortening = match &found.answer {
                Some(Answer::Weighed(answer)) => worth(answer.0.bytes),
                _ => Shortening::No,
            };
            return;
        }
        let Some(Dialog::Shorten(asked)) = &mut self.dialog.open else {
            return;
        };
        if asked.awaited != found.number {
            return;
        }
        match (asked.stage.clone(), found.answer) {
            (Stage::Weighing, Some(Answer::Weighed(answer))) => {
                let (weight, shortened) = *answer;
                asked.stage = if weight.dropped.records == 0 {
                    Stage::Nothing
                } else {
                    Stage::Ready(Box::new(facts(t, &weight)))
                };
                asked.weight = weight;
                asked.shortened = Some(Box::new(shortened));
            }
            (Stage::Keeping(_), Some(Answer::Kept)) => {
                if let Some(Dialog::Shorten(asked)) = self.dialog.open.take() {
                    self.shorten_now(*asked);
                }
            }
            (Stage::Keeping(_), _) => {
                asked.stage = Stage::Failed(t.shorten_not_kept());
            }
            _ => asked.stage = Stage::Failed(t.shorten_failed()),
        }
    }

    /// The full version is kept: the shortened one takes its place.
    fn shorten_now(&mut self, asked: Shorten) {
        let t = Texts(self.lang());
        let author = self.author();
        let (Some(w), Some(shortened)) = (&mut self.workspace, asked.shortened) else {
            return;
        };
        if w.document.revision() != asked.revision || w.read_only.is_some() {
            self.toast(Icon::Warning, Tone::Overdue, t.shorten_failed(), None);
            return;
        }
        w.shorten(*shortened, &author, &self.clock);
        let (before, after) = asked.weight.bytes;
        let text = t.shortened_to(&t.size(before), &t.size(after));
        let versions = Action::Versions.text(self.lang());
        let action = Some((Action::Versions, versions));
        self.toast(Icon::CheckCircle, Tone::Done, text, action);
    }

    pub(super) fn show_shorten(&mut self, ctx: &Context, mut asked: Box<Shorten>) {
        match shorten::show(ctx, self.lang(), &asked.stage) {
            None => self.dialog.open = Some(Dialog::Shorten(asked)),
            Some(shorten::Answer::Close) => {}
            Some(shorten::Answer::Shorten) => {
                let Stage::Ready(facts) = asked.stage else {
                    return;
                };
                let t = Texts(self.lang());
                let kept = self.workspace.as_ref().zip(self.data.as_ref());
                let what = kept.map(|(w, data)| What::Keep {
                    open: Box::new(w.document.snapshot()),
                    revisions: data.revisions(&w.document.envelope.doc_id),
                    at: self.clock.now(),
                });
                asked.awaited = self.dialog.coming_number();
                asked.stage = match &what {
                    Some(_) => Stage::Keeping(facts),
                    None => Stage::Failed(t.shorten_not_kept()),
                };
                self.dialog.open = Some(Dialog::Shorten(asked));
                if let Some(what) = what {
                    self.ask_history(what);
                }
            }
        }
    }

    /// Looks once whether a big file is worth shortening.
    pub(in crate::app) fn weigh_big_file(&mut self) {
        let Some(w) = &mut self.workspace else { return };
        let left = self.settings.left_long.get(&w.document.envelope.doc_id);
        let asked = w.shortening == Shortening::Unknown
            && is_offered(w.file.len, left.copied())
            && w.read_only.is_none()
            && !w.file.saving;
        if !asked {
            return;
        }
        w.shortening = Shortening::Asked(self.dialog.coming_number());
        let what = weighing(w);
        self.ask_history(what);
    }

    /// The banner that offers it.
    pub(in crate::app) fn offer_to_shorten(&self, w: &Workspace) -> Option<Notice> {
        let Shortening::Worth(before, after) = w.shortening else {
            return None;
        };
        if w.read_only.is_some() {
            return None;
        }
        let t = Texts(self.lang());
        Some(Notice {
            title: t.offer_title(&t.size(before)),
            text: t.offer_text(&t.size(after)),
            icon: Icon::Stack,
            tone: Tone::Neutral,
            answers: vec![
                (t.shorten(), Press::Shorten),
                (t.not_now(), Press::DoNotShorten),
            ],
        })
    }

    pub(in crate::app) fn do_not_shorten(&mut self) {
        if let Some(w) = &mut self.workspace {
            w.shortening = Shortening::No;
            let doc_id = w.document.envelope.doc_id.clone();
            self.settings.left_long.insert(doc_id, w.file.len);
            self.keep_settings();
        }
    }
}

/// Whether shortening is offered for a file of so many bytes; where it was declined, not before the file has grown
/// by half since.
const fn is_offered(len: u64, declined: Option<u64>) -> bool {
    len >= OFFERED_FROM
        && match declined {
            None => true,
            Some(then) => len / 3 >= then / 2,
        }
}

fn weighing(w: &Workspace) -> What {
    What::Weigh {
        past: w.document.past(),
        open: Box::new(w.document.snapshot()),
    }
}

/// Whether so many bytes are worth it.
const fn worth((before, after): (usize, usize)) -> Shortening {
    let saved = before.saturating_sub(after);
    if saved.saturating_mul(100) >= before.saturating_mul(WORTH) && saved > 0 {
        Shortening::Worth(before, after)
    } else {
        Shortening::No
    }
}

/// What is told of it.
fn facts(t: Texts, weight: &Weight) -> Facts {
    let whole = |n: usize| format_whole(i64::try_from(n).unwrap_or(i64::MAX));
    let (before, after) = weight.bytes;
    let dropped = &weight.dropped;
    let mut keeps = vec![t.shorten_keeps_now(&whole(dropped.kept))];
    if weight.moments > 0 {
        keeps.push(t.shorten_keeps_marks(weight.moments));
    }
    keeps.push(t.shorten_keeps_chain().to_owned());
    let mut drops = vec![t.shorten_drops_values(&whole(dropped.records))];
    if let Some((from, to)) = dropped.oldest.zip(dropped.latest) {
        let day = |at: chrono::DateTime<chrono::FixedOffset>| date::format(at.date_naive());
        drops.push(t.shorten_drops_days(&day(from), &day(to)));
    }
    drops.push(t.shorten_drops_undo().to_owned());
    Facts {
        sizes: t.shorten_sizes(&t.size(before), &t.size(after)),
        keeps,
        drops,
    }
}
