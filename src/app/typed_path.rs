//! The dialog in which a path is typed, where the system has no file dialog.

use super::App;
use super::dialogs::Dialog;
use super::files::Purpose;
use crate::store::paths::{ask_place, same_file};
use crate::text::strings::files::Files;
use crate::text::strings::import_window::ImportWindow;
use crate::text::strings::report::Report;
use crate::text::strings::sending::Sending;
use crate::ui::tokens::{Role, Tokens};
use crate::ui::widgets::button::{ButtonKind, PushButton};
use crate::ui::widgets::dialog::{Dialog as Frame, footer};
use crate::ui::widgets::elide;
use crate::ui::widgets::field::{CommitBy, TextField};
use eframe::egui::{Context, Id};
use std::path::{Path, PathBuf};

/// What stands where a path leads.
struct Seen {
    /// A file at the path as it was typed.
    file: bool,
    /// Anything at the path with its ending.
    taken: bool,
    /// A folder that holds it.
    folder: bool,
}

impl Seen {
    /// Looks; `None` where the place does not answer.
    fn look(typed: &Path, target: &Path) -> Option<Self> {
        let (typed, target) = (typed.to_owned(), target.to_owned());
        ask_place(move || Self {
            file: typed.is_file(),
            taken: target.exists(),
            folder: typed.parent().is_some_and(Path::is_dir),
        })
    }
}

impl App {
    /// Draws the dialog and goes on with the path; it stays open while there is something to say
    /// about what was typed.
    pub(super) fn show_path(&mut self, ctx: &Context, mut dialog: Dialog) {
        let t = Files(self.lang());
        let Dialog::Path {
            purpose,
            text,
            draft,
            replaces,
        } = &mut dialog
        else {
            return;
        };
        let purpose = *purpose;
        let title = match purpose {
            Purpose::Open => t.path_open_title(),
            Purpose::Import => ImportWindow(self.lang()).file_title(),
            Purpose::Save | Purpose::Version => t.path_save_title(),
            Purpose::Send(_) => Sending(self.lang()).title(),
            Purpose::Tables(_) => Report(self.lang()).tables_title(),
            Purpose::Receive => crate::text::strings::receive::Receive(self.lang()).title(),
            Purpose::Export(action) => action.text(self.lang()).trim_end_matches('…'),
        };
        let mut go = false;
        let mut cancel = false;
        let outcome = Frame::new("path", title, t.cancel())
            .width(560.0)
            .stays()
            .show(ctx, |ui| {
                let p = &Tokens::of(ui).palette;
                elide::paragraph(ui, Role::Secondary, t.path_text(), p.text2);
                let field = TextField::new(Id::unique("path-field"), t.path_name())
                    .boxed()
                    .keep_cursor();
                let out = field.show(ui, draft, text);
                // It is there to be typed into: the folder stands, the name is missing.
                if ui.memory(|memory| memory.focused().is_none()) {
                    out.response.request_focus();
                }
                if let Some(typed) = out.committed {
                    *text = typed;
                }
                go = out.left == Some(CommitBy::Enter);
                footer(ui, |ui| {
                    let button = if replaces.is_some() {
                        PushButton::new(t.overwrite()).kind(ButtonKind::Danger)
                    } else if purpose.writes() {
                        PushButton::primary(t.save())
                    } else {
                        PushButton::primary(t.open())
                    };
                    if button.show(ui).clicked() {
                        go = true;
                    }
                    cancel = PushButton::new(t.cancel()).show(ui).clicked();
                });
            });
        let typed = PathBuf::from(draft.pending().unwrap_or(text).trim());
        let target = purpose.complete(typed.clone());
        // Another name: what was said of the former one does not hold for it.
        if replaces.as_ref().is_some_and(|known| *known != target) {
            *replaces = None;
        }
        if cancel || outcome.closed {
            if purpose == Purpose::Save {
                self.dialog.after_save = None;
            }
            return;
        }
        if go {
            let own = self.workspace.as_ref().and_then(|w| w.file.path.as_deref());
            let own = own.is_some_and(|own| same_file(own, &target));
            let seen = Seen::look(&typed, &target);
            let asks = |seen: &Seen| {
                purpose.writes()
                    && seen.taken
                    && replaces.is_none()
                    // Saving to where it stands is a save; an export there is refused with a word of its own.
                    && !own
            };
            let wrong = if typed.as_os_str().is_empty() {
                Some(t.path_empty())
            } else if seen.is_none() {
                Some(t.path_silent())
            } else if !purpose.writes() && seen.as_ref().is_some_and(|s| !s.file) {
                Some(t.path_missing())
            } else if purpose.writes() && seen.as_ref().is_some_and(|s| !s.folder) {
                Some(t.path_no_folder())
            } else if seen.as_ref().is_some_and(asks) {
                *replaces = Some(target);
                Some(t.path_exists())
            } else {
                None
            };
            match wrong {
                None => {
                    self.chosen(typed, purpose);
                    return;
                }
                Some(sentence) => draft.reject(typed.display().to_string(), sentence),
            }
        }
        self.dialog.open = Some(dialog);
    }
}
