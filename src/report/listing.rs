//! The rows of the timeline as a table: what is seen, in the order in which it is seen.

use super::names::Names;
use super::table::{Cell, Line, Table};
use crate::insight::Insight;
use crate::insight::timeline::{Row, Rows};
use crate::model::Programme;
use crate::text::strings::Lang;
use crate::text::strings::report::Report;

/// The table of these rows: Điều, việc, chủ trì, bắt đầu, thời hạn, trạng thái, kế hoạch. Each instance of
/// a recurring piece of work is a line; what is only remembered (removed since) is none.
#[must_use]
pub fn timeline(
    programme: &Programme,
    insight: &Insight,
    rows: &Rows,
    shown: bool,
    lang: Lang,
) -> Table {
    let names = Names {
        programme,
        lang,
        hidden: (!shown).then_some(&insight.people),
    };
    let t = Report(lang);
    let mut notes = Vec::new();
    if programme.header.sample_today.is_some() {
        notes.push(t.sample_note().to_owned());
    }
    let columns = [
        t.article(),
        t.activity(),
        t.lead(),
        t.start(),
        t.deadline(),
        t.state(),
        t.plan(),
    ];
    Table {
        notes,
        columns: columns.map(str::to_owned).to_vec(),
        lines: rows
            .list
            .iter()
            .flat_map(|row| lines(names, insight, row, t))
            .collect(),
    }
}

fn lines(names: Names<'_>, insight: &Insight, row: &Row, t: Report) -> Vec<Line> {
    match row {
        Row::Head(head) => {
            let (cite, title) = names.group(&head.group);
            let state = if head.all == 0 {
                Cell::Empty
            } else {
                t.done_of(head.done, head.all).into()
            };
            vec![Line {
                head: true,
                cells: vec![
                    cite.into(),
                    title.into(),
                    Cell::Empty,
                    head.span.map(|s| s.0).into(),
                    head.span.map(|s| s.1).into(),
                    state,
                    Cell::Empty,
                ],
            }]
        }
        Row::Work(work) if work.removed => Vec::new(),
        Row::Work(work) => {
            let known = work.ids.iter();
            known
                .filter_map(|id| names.programme.activities.get(id))
                .map(|a| Line {
                    head: false,
                    cells: vec![
                        names.clause_of(a).into(),
                        names.said(&a.title).into(),
                        names.lead(a).into(),
                        a.start.into(),
                        a.due.into(),
                        names.words().standing(insight.standing(&a.id)).into(),
                        names.plan_of(a).into(),
                    ],
                })
                .collect()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codec::embedded::sample_document;
    use crate::insight::YearFilter;
    use crate::insight::timeline::{Choice, Group};

    #[test]
    fn the_rows_are_those_of_the_chart_with_their_dates_and_states() {
        let document = sample_document("sample");
        let programme = document.programme();
        let today = programme.header.sample_today.expect("the sample's day");
        let insight = Insight::of(&document, today, YearFilter::Year(2024));
        let mut choice = Choice::default();
        choice.folds.insert(Group::Article(2));
        let rows = Rows::of(programme, &insight, &choice, &[], 0);
        let table = timeline(programme, &insight, &rows, false, Lang::Vi);
        let heads = table.lines.iter().filter(|l| l.head).count();
        assert_eq!(table.lines.len(), heads + rows.places.len());
        assert!(table.notes[0].contains("Dữ liệu minh hoạ"));
        let words = |cell: &Cell| match cell {
            Cell::Text(text) => text.clone(),
            _ => String::new(),
        };
        let late: Vec<&Line> = table
            .lines
            .iter()
            .filter(|l| words(&l.cells[5]).starts_with("Quá hạn"))
            .collect();
        assert!(!late.is_empty());
        for line in &late {
            let Cell::Date(due) = line.cells[4] else {
                panic!("what is overdue has a deadline: {line:?}")
            };
            let days = (today - due).num_days();
            assert_eq!(words(&line.cells[5]), format!("Quá hạn {days} ngày"));
            assert!(words(&line.cells[0]).starts_with("Điều "), "{line:?}");
        }
        // Điều 2 is folded: its head stands there without its activities.
        let of_two = table
            .lines
            .iter()
            .filter(|l| words(&l.cells[0]).starts_with("Điều 2"));
        assert_eq!(of_two.count(), 1);
    }
}
