//! Something that takes a while, worked out on another thread while the window goes on drawing.

use eframe::egui::Context;
use std::sync::mpsc::{Receiver, TryRecvError, channel};

/// A value that is there now or soon.
#[derive(Debug)]
pub enum Later<T> {
    /// It is there.
    Ready(T),
    /// It is being worked out.
    Waiting(Receiver<T>),
    /// The work came to no end.
    Failed,
}

impl<T: Send + 'static> Later<T> {
    /// Works it out: at once where that is `quick`, else on a thread of its own; the window is drawn
    /// again when it is there.
    pub fn new(ctx: &Context, quick: bool, work: impl FnOnce() -> T + Send + 'static) -> Self {
        if quick {
            return Self::Ready(work());
        }
        let (send, receive) = channel();
        let ctx = ctx.clone();
        let thread = std::thread::Builder::new().name("later".to_owned());
        let begun = thread.spawn(move || {
            // Nobody may be waiting any more: then the value is dropped.
            let _ = send.send(work());
            ctx.request_repaint();
        });
        match begun {
            Ok(_) => Self::Waiting(receive),
            Err(_) => Self::Failed,
        }
    }

    /// The value, once it is there.
    pub fn get(&mut self) -> Option<&mut T> {
        if let Self::Waiting(receive) = self {
            match receive.try_recv() {
                Ok(value) => *self = Self::Ready(value),
                Err(TryRecvError::Disconnected) => *self = Self::Failed,
                Err(TryRecvError::Empty) => {}
            }
        }
        match self {
            Self::Ready(value) => Some(value),
            _ => None,
        }
    }

    /// Whether it will never be there.
    #[must_use]
    pub const fn failed(&self) -> bool {
        matches!(self, Self::Failed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_there_at_once_or_soon() {
        let ctx = Context::default();
        assert_eq!(Later::new(&ctx, true, || 1).get(), Some(&mut 1));
        let mut later = Later::new(&ctx, false, || 2);
        let found = (0..500).any(|_| {
            std::thread::sleep(std::time::Duration::from_millis(2));
            later.get().is_some()
        });
        assert!(found && later.get() == Some(&mut 2));
        let mut broken = Later::<i32>::Waiting(channel().1);
        assert!(broken.get().is_none() && broken.failed());
    }
}
