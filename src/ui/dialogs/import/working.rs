//! The work on the preview of a table: at once for a short one, on a thread of its own for a long one.

use crate::import::book::{Book, SheetData};
use crate::import::layout::Layout;
use crate::import::preview::{self, Choices, Preview};
use crate::import::watch::{Stopped, Watch};
use crate::model::Id;
use crate::ui::later::Later;
use crate::ui::view::View;
use eframe::egui::Context;
use std::sync::Arc;
use std::time::Duration;

/// Up to so many rows, of the table and recorded, the preview takes less than a frame or two.
const QUICK: usize = 1_500;

/// A preview that is being found. Letting it go gives the work up.
#[derive(Debug)]
pub(super) struct Working {
    watch: Arc<Watch>,
    later: Later<Result<Preview, Stopped>>,
}

impl Working {
    /// Begins.
    pub(super) fn begin(
        ctx: &Context,
        view: &View<'_>,
        (book, sheet): (Arc<Book>, usize),
        layout: Layout,
        choices: Choices,
    ) -> Self {
        let rows = book.sheets.get(sheet).map_or(0, |s| s.rows.len());
        let p = view.programme();
        let recorded = p.budget_lines.len()
            + p.payments.len()
            + p.houses.len()
            + p.school_items.len()
            + p.activities.len();
        let watch = Arc::new(Watch::default());
        let (told, document, asked) = (Arc::clone(&watch), view.document.clone(), view.context());
        // Ids are made here: who makes them stays with the window.
        let ids: Vec<Id> = (0..rows).map(|_| view.fresh_id()).collect();
        let later = Later::new(ctx, rows + recorded < QUICK, move || {
            let none = SheetData::default();
            let data = book.sheets.get(sheet).unwrap_or(&none);
            let mut ids = ids.into_iter();
            // A row makes one thing at the most, so there are as many as are asked for.
            let mut fresh = || ids.next().unwrap_or_else(|| Id::from(""));
            preview::of(
                &document, data, &layout, &choices, &asked, &mut fresh, &told,
            )
        });
        Self { watch, later }
    }

    /// How far it is, from 0 to 1.
    pub(super) fn done(&self) -> f32 {
        self.watch.done()
    }

    /// The preview, once it is found.
    pub(super) fn preview(&mut self, ctx: &Context) -> Option<Preview> {
        let found = match self.later.get() {
            Some(Ok(preview)) => Some(std::mem::take(preview)),
            _ => None,
        };
        if found.is_none() && !self.later.failed() {
            ctx.request_repaint_after(Duration::from_millis(80));
        }
        found
    }
}

impl Drop for Working {
    fn drop(&mut self) {
        self.watch.stop();
    }
}
