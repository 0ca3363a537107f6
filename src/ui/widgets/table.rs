//! Tables: columns that share a width, a head, and rows of which only the visible are drawn.
//!
//! Columns are ranges across the row, so that a row can be painted straight into them; that
//! is cheaper, and bends to our rows, better than a grid of widgets would.

use std::ops::Range;

use eframe::egui::{
    Align, CursorIcon, Id, Rangef, Rect, ScrollArea, Sense, Stroke, Ui, WidgetInfo, accesskit,
    pos2, vec2,
};

use super::{card, elide, paint};
use crate::ui::icons::Icon;
use crate::ui::tokens::{Role, Tokens};

/// How wide a column is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Width {
    /// Always this many points.
    Fixed(f32),
    /// A share of what is left, but at least `least` points.
    Flex {
        /// Weight among the flexible columns.
        share: f32,
        /// In points.
        least: f32,
    },
}

/// One column.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Column {
    /// How wide.
    pub width: Width,
    /// Where its head and its cells stand.
    pub align: Align,
}

impl Column {
    /// A left-aligned column of `points`.
    pub const fn fixed(points: f32) -> Self {
        Self {
            width: Width::Fixed(points),
            align: Align::Min,
        }
    }

    /// A left-aligned column that takes a share of what is left.
    pub const fn flex(share: f32, least: f32) -> Self {
        Self {
            width: Width::Flex { share, least },
            align: Align::Min,
        }
    }

    /// The same, right-aligned: for amounts.
    pub const fn right(mut self) -> Self {
        self.align = Align::Max;
        self
    }
}

/// Where the columns lie, measured from the table's left edge, `gap` points apart.
pub fn spread(columns: &[Column], total: f32, gap: f32) -> Vec<Rangef> {
    let gaps = gap * columns.len().saturating_sub(1) as f32;
    let mut taken = gaps;
    let mut shares = 0.0;
    for column in columns {
        match column.width {
            Width::Fixed(points) => taken += points,
            Width::Flex { share, least } => {
                shares += share;
                taken += least;
            }
        }
    }
    let spare = (total - taken).max(0.0);
    let mut left: f32 = 0.0;
    columns
        .iter()
        .map(|column| {
            let width = match column.width {
                Width::Fixed(points) => points,
                Width::Flex { share, least } if shares > 0.0 => least + spare * share / shares,
                Width::Flex { least, .. } => least,
            };
            let range = Rangef::new(left.round(), (left + width).round());
            left += width + gap;
            range
        })
        .collect()
}

/// A table's shape.
#[derive(Debug, Clone, Copy)]
pub struct Table<'a> {
    /// The columns.
    pub columns: &'a [Column],
    /// Height of a row in points.
    pub row_height: f32,
    /// Between columns, in points.
    pub gap: f32,
    /// Left and right of the columns, in points.
    pub padding: f32,
}

/// The order a table is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sort {
    /// Index of the column.
    pub column: usize,
    /// Greatest first.
    pub descending: bool,
}

impl<'a> Table<'a> {
    /// A table with rows of the usual height.
    pub fn new(columns: &'a [Column], row_height: f32) -> Self {
        Self {
            columns,
            row_height,
            gap: 12.0,
            padding: 12.0,
        }
    }

    /// The rectangles of the cells of a row that lies in `row`.
    pub fn cells(&self, ui: &Ui, row: Rect) -> Vec<Rect> {
        // Room for the scroll bar is kept, so that the head and the rows always agree.
        let bar = ui.spacing().scroll.allocated_width();
        let width = row.width() - 2.0 * self.padding;
        let left = row.left() + self.padding;
        spread(self.columns, width - bar.min(self.padding), self.gap)
            .into_iter()
            .map(|x| Rect::from_x_y_ranges(left + x.min..=left + x.max, row.y_range()))
            .collect()
    }

    /// The head. With `sort` the names can be pressed; returns the column pressed.
    pub fn head(&self, ui: &mut Ui, names: &[&str], sort: Option<Sort>) -> Option<usize> {
        let tokens = Tokens::of(ui);
        let p = &tokens.palette;
        let (_id, row) = ui.allocate_space(vec2(ui.available_width(), tokens.row.table_header));
        let mut pressed = None;
        let cells = self.cells(ui, row);
        for (index, ((cell, column), name)) in cells.iter().zip(self.columns).zip(names).enumerate()
        {
            if name.is_empty() {
                continue;
            }
            let sense = if sort.is_some() {
                Sense::click()
            } else {
                Sense::hover()
            };
            let response = ui.interact(*cell, ui.scope_id().with(("head", index)), sense);
            let sorted = sort.filter(|sort| sort.column == index);
            let ink = if sorted.is_some() { p.text } else { p.text2 };
            let (mut words, mut mark) = (*cell, None);
            if let Some(sort) = sorted {
                let caret = if sort.descending {
                    Icon::CaretDown
                } else {
                    Icon::CaretUp
                };
                mark = Some(caret);
                if column.align == Align::Max {
                    words.max.x -= 15.0;
                }
            }
            let galley = elide::line(ui.painter(), Role::TableHeader, name, ink, words.width());
            let painted = elide::paint(ui.painter(), words, column.align, galley);
            if let Some(caret) = mark {
                let center = pos2(painted.right() + 9.0, cell.center().y);
                caret.paint(ui.painter(), center, 12.0, ink);
            }
            response.widget_info(|| WidgetInfo::labeled(accesskit::Role::ColumnHeader, true, name));
            paint::focus_ring_if(ui, &response, tokens.radius.chip);
            if sort.is_some() && response.on_hover_cursor(CursorIcon::PointingHand).clicked() {
                pressed = Some(index);
            }
        }
        let stroke = Stroke::new(tokens.stroke.hairline, p.line_strong);
        ui.painter()
            .hline(row.x_range(), row.bottom() - 0.5, stroke);
        pressed
    }

    /// Scrolling rows; `row` draws the one with this index, by calling
    /// [`super::row::ListRow::show`] with the table's row height. Only visible rows are drawn.
    pub fn rows(&self, ui: &mut Ui, id: Id, count: usize, mut row: impl FnMut(&mut Ui, usize)) {
        virtual_rows(ui, id, self.row_height, count, |ui, range| {
            for index in range {
                row(ui, index);
            }
        });
    }
}

/// A scrolling list of `count` rows of one height, of which `rows` draws those in the range.
pub fn virtual_rows(
    ui: &mut Ui,
    id: Id,
    height: f32,
    count: usize,
    rows: impl FnOnce(&mut Ui, Range<usize>),
) {
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        ScrollArea::vertical()
            .id_salt(id)
            .auto_shrink([false, false])
            .show_rows(ui, height, count, rows);
    });
}

/// A row that groups those below it: strong words on the panel's colour.
pub fn group_head(ui: &mut Ui, title: &str, aside: &str) {
    let tokens = Tokens::of(ui);
    let p = &tokens.palette;
    let size = vec2(ui.available_width(), tokens.row.clause_group_header);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    ui.painter().rect_filled(rect, 0, p.panel);
    card::divider(ui, rect);
    let inner = rect.shrink2(vec2(tokens.size.card_padding, 0.0));
    let right = elide::text_in(
        ui.painter(),
        inner,
        Align::Max,
        Role::Secondary,
        aside,
        p.text2,
    );
    let left = Rect::from_min_max(inner.min, pos2(right.left() - 8.0, inner.bottom()));
    elide::text_in(
        ui.painter(),
        left,
        Align::Min,
        Role::CardTitle,
        title,
        p.text,
    );
    response.widget_info(|| WidgetInfo::labeled(accesskit::Role::Heading, true, title));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_fill_the_width_and_do_not_overlap() {
        let columns = [
            Column::fixed(80.0),
            Column::flex(2.0, 50.0),
            Column::flex(1.0, 50.0),
        ];
        let ranges = spread(&columns, 500.0, 10.0);
        assert!((ranges[0].span() - 80.0).abs() < 0.01);
        assert!((ranges[2].max - 500.0).abs() < 1.0);
        assert!(ranges[1].span() > ranges[2].span());
        for pair in ranges.windows(2) {
            assert!((pair[1].min - pair[0].max - 10.0).abs() <= 1.0);
        }
    }

    #[test]
    fn a_narrow_table_keeps_its_least_widths() {
        let columns = [Column::fixed(80.0), Column::flex(1.0, 50.0)];
        let ranges = spread(&columns, 60.0, 10.0);
        assert!((ranges[1].span() - 50.0).abs() < 0.01);
    }

    #[test]
    fn twenty_thousand_rows_cost_a_screenful() {
        let mut view = crate::ui::headless::HeadlessView::new(vec2(400.0, 300.0), 1.0, false);
        let (mut drawn, mut frames) = (0, 0);
        let _ = view.render(|ui| {
            frames += 1;
            let columns = [Column::flex(1.0, 50.0)];
            let table = Table::new(&columns, 30.0);
            table.rows(ui, Id::unique("rows"), 20_000, |ui, index| {
                drawn += 1;
                super::super::row::ListRow::new("x", 30.0).show(ui, Id::unique(index), |_| ());
            });
        });
        assert!(
            drawn > 0 && drawn <= frames * 14,
            "{drawn} rows in {frames} frames"
        );
    }
}
