//! What a field keeps between frames, and what it tells its caller.

use eframe::egui::Response;

/// What the user has typed and not yet handed over.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TextDraft {
    pub(super) text: Option<String>,
    pub(super) error: Option<String>,
    /// The field had the focus when last shown; so leaving is told once.
    pub(super) active: bool,
}

impl TextDraft {
    /// Text typed and not yet handed over. Ask before the field goes away for another reason
    /// than the user's leaving it, such as a new selection or closing the window.
    pub fn pending(&self) -> Option<&str> {
        self.text.as_deref()
    }

    /// Takes [`Self::pending`] out and leaves nothing.
    pub fn take(&mut self) -> Option<String> {
        self.error = None;
        self.text.take()
    }

    /// Keeps `text` in the field as typed, though it was handed over.
    pub fn keep(&mut self, text: impl Into<String>) {
        self.text = Some(text.into());
    }

    /// Keeps `text` in the field with the sentence that says what is wrong with it.
    pub fn reject(&mut self, text: impl Into<String>, sentence: impl Into<String>) {
        self.text = Some(text.into());
        self.error = Some(sentence.into());
    }

    /// The sentence under the field.
    pub fn error(&self) -> Option<&str> {
        self.error.as_deref()
    }
}

/// What made the user's text final.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CommitBy {
    /// Enter (Ctrl+Enter over several lines).
    Enter,
    /// Leaving the field with Tab or the pointer.
    Leave,
}

/// What happened in a field in this frame.
#[derive(Debug)]
pub struct FieldOutput {
    /// Of the text edit.
    pub response: Response,
    /// The text to check and send, if it became final and differs from the value.
    pub committed: Option<String>,
    /// How the field was left, also when nothing differs.
    pub left: Option<CommitBy>,
    /// Esc: the value is shown again.
    pub cancelled: bool,
}
