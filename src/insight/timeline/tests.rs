//! The scene is pure: every rule of the timeline is tried here without a window.

use super::form::{BAR, GRIP};
use super::scale::{MAX_PX_PER_DAY, MIN_PX_PER_DAY, date_of, day_number};
use super::*;
use crate::codec::embedded;
use crate::insight::{Insight, Standing, YearFilter};
use crate::model::Id;
use chrono::NaiveDate;
use std::collections::BTreeMap;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

#[test]
fn a_day_lies_where_its_place_says_and_back() {
    let scale = Scale::fit(day("2022-01-01"), day("2025-12-31"), 1461.0);
    assert!(
        (scale.px_per_day - 1.0).abs() < 1e-9,
        "2022 to 2025 have 1461 days"
    );
    for text in ["2022-01-01", "2024-02-29", "2024-08-19", "2025-12-31"] {
        let date = day(text);
        assert_eq!(scale.date(scale.x_mid(date)), Some(date));
        assert_eq!(date_of(day_number(date)), Some(date));
        assert!((scale.x_end(date) - scale.x(date.succ_opt().unwrap())).abs() < 1e-3);
    }
    assert_eq!(scale.x(day("2022-01-01")), 0.0);
    assert_eq!(date_of(f64::NAN), None);
    assert_eq!(date_of(1e18), None);
}

#[test]
fn zoom_keeps_the_day_under_the_pointer_and_stays_within_bounds() {
    let mut scale = Scale::fit(day("2022-01-01"), day("2025-12-31"), 880.0);
    let held = scale.day(300.0);
    for factor in [1.3, 1.3, 8.0, 0.2, 100.0, 1e-9] {
        scale = scale.zoomed(factor, 300.0);
        assert!((scale.day(300.0) - held).abs() < 1e-6);
        assert!((MIN_PX_PER_DAY..=MAX_PX_PER_DAY).contains(&scale.px_per_day));
    }
    let back = scale.panned(40.0).panned(-40.0);
    assert!((back.left - scale.left).abs() < 1e-9);
    let centred = scale.centred(day("2024-08-19"), 500.0);
    assert!((centred.x_mid(day("2024-08-19")) - 250.0).abs() < 0.01);
}

#[test]
fn the_axis_covers_the_chart_without_gaps_at_every_zoom() {
    for px in [0.04, 0.1, 0.4, 0.9, 2.0, 6.0, 10.0, 22.0, 64.0] {
        let scale = Scale {
            left: day_number(day("2023-12-15")) + 0.3,
            px_per_day: px,
        };
        let ticks = scale.ticks(900.0);
        assert!(
            ticks.first().is_some_and(|t| t.from <= 0.0)
                && ticks.last().is_some_and(|t| t.to >= 900.0),
            "{px}"
        );
        for pair in ticks.windows(2) {
            assert!((pair[0].to - pair[1].from).abs() < 1e-3);
            // The narrowest name is about 15 points wide.
            assert!(pair[0].to - pair[0].from > 13.0, "{px}: {:?}", pair[0]);
        }
    }
}

#[test]
fn steps_keep_the_weekday_or_the_end_of_the_month() {
    assert_eq!(Step::Day.add(day("2024-02-28"), 2), Some(day("2024-03-01")));
    assert_eq!(
        Step::Week.add(day("2024-08-19"), -1),
        Some(day("2024-08-12"))
    );
    assert_eq!(
        Step::Month.add(day("2024-06-30"), 1),
        Some(day("2024-07-31")),
        "the last day stays the last"
    );
    assert_eq!(
        Step::Month.add(day("2024-01-30"), 1),
        Some(day("2024-02-29"))
    );
    assert_eq!(
        Step::Month.add(day("2024-07-31"), -5),
        Some(day("2024-02-29"))
    );
    assert_eq!(
        Step::Month.add(day("2024-07-15"), 8),
        Some(day("2025-03-15"))
    );
    assert_eq!(Step::Day.add(NaiveDate::MAX, 1), None);
    // A month is the nearest step from about its middle on.
    assert_eq!(Step::Month.nearest(day("2024-07-01"), 14.0), 0);
    assert_eq!(Step::Month.nearest(day("2024-07-01"), 17.0), 1);
    assert_eq!(Step::Month.nearest(day("2024-07-01"), -46.0), -2);
    assert_eq!(Step::Week.nearest(day("2024-07-01"), 10.0), 1);
    assert_eq!(Step::Day.nearest(day("2024-07-01"), -0.4), 0);
}

#[test]
fn coarser_zooms_snap_to_coarser_steps() {
    let at = |px_per_day| {
        Scale {
            left: 0.0,
            px_per_day,
        }
        .step()
    };
    assert_eq!(
        [at(0.4), at(1.6), at(3.0), at(5.0), at(30.0)],
        [Step::Month, Step::Week, Step::Week, Step::Day, Step::Day]
    );
}

#[test]
fn a_move_keeps_the_length_and_edges_cannot_cross() {
    let dates = Dates {
        start: Some(day("2024-07-01")),
        due: Some(day("2024-08-25")),
    };
    let moved = dates.moved(Grip::Body, Step::Month, 1);
    assert_eq!(
        moved,
        Dates {
            start: Some(day("2024-08-01")),
            due: Some(day("2024-09-25"))
        }
    );
    let far = |grip, days| dates.dragged(grip, Step::Day, days);
    assert_eq!(far(Grip::Start, 500.0).start, dates.due, "one day is left");
    assert_eq!(far(Grip::Due, -500.0).due, dates.start);
    assert_eq!(
        far(Grip::Due, 3.4),
        Dates {
            due: Some(day("2024-08-28")),
            ..dates
        }
    );
    let only_due = Dates {
        start: None,
        due: dates.due,
    };
    assert_eq!(
        only_due.dragged(Grip::Body, Step::Week, 8.0).due,
        Some(day("2024-09-01"))
    );
    assert_eq!(
        only_due.dragged(Grip::Start, Step::Week, 8.0),
        only_due,
        "there is no start to move"
    );
    assert_eq!(
        Dates::default().dragged(Grip::Body, Step::Day, 8.0),
        Dates::default()
    );
}

struct Sample {
    document: crate::change::Document,
    insight: Insight,
}

impl Sample {
    fn new(years: YearFilter) -> Self {
        let document = embedded::sample_document("timeline");
        let insight = Insight::of(&document, day("2024-08-19"), years);
        Self { document, insight }
    }

    fn rows(&self, folds: &[u8]) -> Rows {
        self.chosen(&Choice {
            folds: folds.iter().copied().map(Group::Article).collect(),
            ..Choice::default()
        })
    }

    fn chosen(&self, choice: &Choice) -> Rows {
        Rows::of(self.document.programme(), &self.insight, choice, &[], 0)
    }

    fn scene(&self, rows: &Rows, scale: Scale, visible: std::ops::Range<usize>) -> Scene {
        Scene::of(&SceneInput {
            programme: self.document.programme(),
            insight: &self.insight,
            rows,
            visible,
            row_height: 28.0,
            scale,
            width: 880.0,
            dragged: &BTreeMap::new(),
            links: false,
            compared: None,
        })
    }

    fn named(&self, title: &str) -> Id {
        let found = self
            .document
            .programme()
            .activities
            .values()
            .find(|a| a.title == title);
        found.unwrap_or_else(|| panic!("{title}")).id.clone()
    }
}

#[test]
fn every_activity_has_a_row_under_its_article_and_folding_hides_it() {
    let sample = Sample::new(YearFilter::All);
    let rows = sample.rows(&[]);
    let heads: Vec<Group> = rows
        .list
        .iter()
        .filter_map(|r| {
            if let Row::Head(h) = r {
                Some(h.group.clone())
            } else {
                None
            }
        })
        .collect();
    assert_eq!(heads, (1..=7).map(Group::Article).collect::<Vec<_>>());
    let instances = rows.list.iter().map(|row| match row {
        Row::Work(work) => work.ids.len(),
        Row::Head(_) => 0,
    });
    assert_eq!(
        instances.sum::<usize>(),
        sample.document.programme().activities.len()
    );
    assert_eq!(
        rows.places.len(),
        sample.document.programme().activities.len()
    );
    let progress = &sample.insight.progress;
    for row in &rows.list {
        if let Row::Head(head) = row {
            let Group::Article(article) = head.group else {
                panic!()
            };
            let known = progress.iter().find(|p| p.article == article).unwrap();
            assert_eq!(
                (head.done, head.all, head.overdue),
                (known.done(), known.all(), known.overdue())
            );
        }
    }
    let folded = sample.rows(&[2, 5]);
    assert!(folded.list.len() < rows.lines.len());
    assert!(
        folded
            .list
            .iter()
            .all(|r| !matches!(r, Row::Work(w) if matches!(w.group, Group::Article(2 | 5))))
    );
    let only = Sample::new(YearFilter::Year(2023)).rows(&[]);
    assert!(only.busy_years.contains(&2023) && only.list.len() < rows.lines.len());
    assert!(
        !rows.busy_years.contains(&2022),
        "the sample has nothing in 2022"
    );
}

#[test]
fn only_rows_in_view_have_shapes() {
    let sample = Sample::new(YearFilter::All);
    let rows = sample.rows(&[]);
    let scale = Scale::fit(day("2022-01-01"), day("2025-12-31"), 880.0);
    let scene = sample.scene(&rows, scale, 5..12);
    assert!(scene.shapes.len() >= 7);
    assert!(scene.shapes.iter().all(|s| (5..12).contains(&s.line)));
    assert!(sample.scene(&rows, scale, 4000..4010).shapes.is_empty());
    assert_eq!(
        sample.scene(&rows, scale, 0..usize::MAX).shapes.len(),
        7 + sample.document.programme().activities.len()
    );
}

#[test]
fn work_done_early_is_solid_up_to_its_day_and_says_by_how_many_days() {
    let sample = Sample::new(YearFilter::All);
    let rows = sample.rows(&[]);
    let scale = Scale::fit(day("2024-01-01"), day("2024-12-31"), 880.0);
    let scene = sample.scene(&rows, scale, 0..rows.lines.len());
    let shape = |title: &str| scene.shape_of(&sample.named(title)).unwrap();
    // Due on 10/07/2024, handed over on 08/07/2024.
    let early = shape("Xây nhà cho hộ số 1");
    assert_eq!((early.standing, early.early), (Standing::Done, 2));
    let Form::Bar { at, shaded_to, .. } = early.form else {
        panic!()
    };
    assert!((shaded_to - scale.x_end(day("2024-07-08"))).abs() < 0.01);
    assert!(shaded_to < at.right());
    assert_eq!(shape("Hội thảo hạ tầng giao thông nông thôn").early, 0);
}

#[test]
fn forms_follow_the_standing() {
    let sample = Sample::new(YearFilter::All);
    let rows = sample.rows(&[]);
    let scale = Scale::fit(day("2024-01-01"), day("2024-12-31"), 880.0);
    let scene = sample.scene(&rows, scale, 0..rows.lines.len());
    let form = |title: &str| scene.shape_of(&sample.named(title)).unwrap().form.clone();
    let Form::Bar {
        at,
        look,
        shaded_to,
        late,
        open,
    } = form("Hội thảo hạ tầng giao thông nông thôn")
    else {
        panic!()
    };
    let today = scale.x_mid(day("2024-08-19"));
    assert_eq!((look, open), (Look::Overdue, false));
    assert_eq!(at.x, scale.x(day("2024-05-15")));
    assert!((at.right() - scale.x_end(day("2024-07-31"))).abs() < 0.01);
    assert!((shaded_to - at.right()).abs() < 0.01, "time ran out");
    let late = late.unwrap();
    assert!((late.x - at.right()).abs() < 0.01 && (late.right() - today).abs() < 0.01);
    let Form::Bar {
        look,
        shaded_to,
        late,
        ..
    } = form("Xây nhà cho hộ số 2")
    else {
        panic!()
    };
    assert_eq!((look, late), (Look::Running, None));
    assert!((shaded_to - today).abs() < 0.01);
    assert!(matches!(
        form("Xây nhà cho hộ số 1"),
        Form::Bar {
            look: Look::Done,
            ..
        }
    ));
    assert!(matches!(
        form("Tham quan xã nông thôn mới nâng cao"),
        Form::Bar {
            look: Look::Planned,
            ..
        }
    ));
    assert!(matches!(
        form("Xây dựng tuyến du lịch kết nối hai huyện"),
        Form::Bar {
            look: Look::Aside,
            ..
        }
    ));
    assert!(matches!(
        form("Biên bản kiểm tra, đôn đốc quý II"),
        Form::Milestone {
            mark: Mark::Overdue,
            ..
        }
    ));
    assert!(matches!(
        form("Giao ban lãnh đạo hai huyện quý II"),
        Form::Milestone {
            mark: Mark::Done,
            ..
        }
    ));
    assert!(matches!(
        form("Tuyên truyền Chương trình trên truyền thanh cơ sở"),
        Form::Bar {
            open: true,
            late: None,
            ..
        }
    ));
}

#[test]
fn grips_are_wide_enough_at_every_zoom_and_do_not_overlap() {
    let sample = Sample::new(YearFilter::All);
    let rows = sample.rows(&[]);
    for px_per_day in [0.05, 0.4, 2.0, 20.0] {
        let scale = Scale {
            left: day_number(day("2024-01-01")),
            px_per_day,
        };
        for shape in sample.scene(&rows, scale, 0..rows.lines.len()).shapes {
            let zones = shape.form.zones();
            for (i, (part, zone)) in zones.iter().enumerate() {
                if *part != Part::Summary {
                    assert!(
                        zone.w >= GRIP - 0.01 && zone.h >= GRIP,
                        "{part:?} {zone:?} at {px_per_day}"
                    );
                    assert!(zone.h >= BAR, "the bar itself is in reach");
                }
                for (_, other) in &zones[i + 1..] {
                    assert!(
                        zone.right() <= other.x + 0.01 || other.right() <= zone.x + 0.01,
                        "{zones:?}"
                    );
                }
            }
        }
    }
}

#[test]
fn a_hit_names_the_object_and_its_part() {
    let sample = Sample::new(YearFilter::All);
    let rows = sample.rows(&[]);
    let scale = Scale::fit(day("2024-01-01"), day("2024-12-31"), 880.0);
    let scene = sample.scene(&rows, scale, 0..rows.lines.len());
    let id = sample.named("Xây nhà cho hộ số 2");
    let at = scene.shape_of(&id).unwrap().form.bounds();
    let part = |x: f32| scene.hit(x, at.middle(), None).map(|hit| hit.part);
    assert_eq!(
        scene.hit(at.x + at.w / 2.0, at.middle(), None).unwrap().of,
        Subject::Activity(id)
    );
    assert_eq!(part(at.x + at.w / 2.0), Some(Part::Body));
    assert_eq!(part(at.x + 2.0), Some(Part::LeftEdge));
    assert_eq!(
        part(at.x - 5.0),
        Some(Part::LeftEdge),
        "half of the grip lies outside"
    );
    assert_eq!(part(at.right() - 2.0), Some(Part::RightEdge));
    assert_eq!(part(at.right() + 40.0), None);
    assert_eq!(
        scene
            .hit(at.x + at.w / 2.0, at.y - 10.0, None)
            .map(|h| h.part),
        None
    );
    assert_eq!(
        scene.hit(-3.0, at.middle(), None),
        None,
        "outside the chart nothing is hit"
    );
}

#[test]
fn instances_of_a_series_and_continuations_share_a_row() {
    let sample = Sample::new(YearFilter::All);
    let rows = sample.rows(&[]);
    let p = sample.document.programme();
    for activity in p.activities.values() {
        let own = rows.row_of(&activity.id).unwrap();
        if let Some(from) = &activity.carried_from {
            assert_eq!(rows.row_of(from), Some(own), "{}", activity.title);
        }
        let same = p
            .activities
            .values()
            .filter(|a| a.series.is_some() && a.series == activity.series);
        for other in same {
            assert_eq!(rows.row_of(&other.id), Some(own), "{}", other.title);
        }
    }
    assert!(rows.list.len() < 7 + p.activities.len());
    assert_eq!(rows.tops.len(), rows.list.len());
    for (number, line) in rows.lines.iter().enumerate() {
        let (top, count) = rows.lines_of(line.row).unwrap();
        assert!((top..top + count).contains(&number));
        assert_eq!(line.first, top == number);
    }
}

#[test]
fn nothing_overlaps_on_a_line_and_no_line_is_wasted() {
    use crate::change::Op;
    use crate::model::Path;
    let mut sample = Sample::new(YearFilter::All);
    let ids: Vec<Id> = sample
        .document
        .programme()
        .activities
        .values()
        .filter(|a| a.start.is_some() && a.due.is_some() && !a.milestone)
        .map(|a| a.id.clone())
        .collect();
    let series = Path::new("series", "01SERIES");
    let session = crate::change::Session::default();
    sample.document.begin_session("lanes", session);
    let mut ops = vec![Op::New {
        on: series,
        to: [("title".into(), "Cùng một việc".into())]
            .into_iter()
            .collect(),
    }];
    ops.extend(ids.iter().map(|id| {
        let on = Path::new("activities", id.as_str());
        Op::set(&on, "series", crate::model::Value::text("01SERIES"))
    }));
    sample.document.commit(ops, 1);
    sample.insight = Insight::of(&sample.document, day("2024-08-19"), YearFilter::All);
    let choice = Choice {
        grouping: Grouping::Plan,
        ..Choice::default()
    };
    let rows = sample.chosen(&choice);
    let activities = &sample.document.programme().activities;
    let span = |id: &Id| (activities[id].start.unwrap(), activities[id].due.unwrap());
    let mut crowded = 0;
    for (row, item) in rows.list.iter().enumerate() {
        let Row::Work(work) = item else { continue };
        let all: Vec<&Id> = work.ids.iter().filter(|id| ids.contains(id)).collect();
        if all.len() < 2 {
            continue;
        }
        let (top, count) = rows.lines_of(row).unwrap();
        for line in &rows.lines[top..top + count] {
            for pair in line.ids.windows(2) {
                if ids.contains(&pair[0]) && ids.contains(&pair[1]) {
                    assert!(span(&pair[0]).1 < span(&pair[1]).0, "{pair:?}");
                }
            }
        }
        // As many lines as overlap at the busiest day, no more.
        let busiest = all
            .iter()
            .map(|id| {
                let at = span(id).0;
                let over = |other: &&&Id| span(other).0 <= at && at <= span(other).1;
                all.iter().filter(over).count()
            })
            .max();
        if all.len() == work.ids.len() {
            assert_eq!(Some(count), busiest);
        }
        crowded = crowded.max(count);
    }
    assert!(crowded > 1, "the sample has work that overlaps");
}

#[test]
fn kinds_of_filters_narrow_and_choices_of_one_kind_widen() {
    let sample = Sample::new(YearFilter::All);
    let p = sample.document.programme();
    let count = |filter: Filter| {
        let rows = sample.chosen(&Choice {
            filter,
            ..Choice::default()
        });
        assert_eq!(rows.places.len() + rows.hidden, p.activities.len());
        rows.places.len()
    };
    let late = Filter {
        late: true,
        ..Filter::default()
    };
    let month = Filter {
        this_month: true,
        ..Filter::default()
    };
    let both = Filter {
        late: true,
        this_month: true,
        ..Filter::default()
    };
    let (n_late, n_month, n_both) = (count(late.clone()), count(month), count(both));
    assert_eq!(n_late, sample.insight.overdue());
    assert!(n_both >= n_late.max(n_month) && n_both <= n_late + n_month);
    let of = |party: &str| Filter {
        parties: [Id::from(party)].into(),
        ..late.clone()
    };
    assert!(count(of("vl")) <= n_late && count(of("ct")) <= n_late);
    let nobody = count(Filter {
        unassigned: true,
        ..Filter::default()
    });
    let really = p.activities.values().filter(|a| a.lead.is_none()).count();
    assert_eq!(nobody, really);
    let elsewhere = Filter {
        plans: [Id::from("plan-of-another-file")].into(),
        ..Filter::default()
    };
    assert_eq!(
        count(elsewhere),
        p.activities.len(),
        "an unknown id hides nothing"
    );
    for plan in p.plans.keys() {
        let own = p
            .activities
            .values()
            .filter(|a| a.plan.as_ref() == Some(plan));
        let filter = Filter {
            plans: [plan.clone()].into(),
            ..Filter::default()
        };
        assert_eq!(count(filter), own.count());
    }
    let sources: std::collections::BTreeSet<_> = p
        .budget_lines
        .values()
        .filter(|l| l.activity.is_some())
        .filter_map(|l| l.key.source)
        .collect();
    let all = count(Filter {
        sources: sources.clone(),
        ..Filter::default()
    });
    let each = sources.iter().map(|source| {
        count(Filter {
            sources: [*source].into(),
            ..Filter::default()
        })
    });
    assert!(all > 0 && each.sum::<usize>() >= all);
}

#[test]
fn every_grouping_shows_every_activity_once() {
    let sample = Sample::new(YearFilter::All);
    for grouping in Grouping::ALL {
        let rows = sample.chosen(&Choice {
            grouping,
            ..Choice::default()
        });
        let all = sample.document.programme().activities.len();
        let heads = rows.list.iter().filter_map(|row| match row {
            Row::Head(head) => Some(head.all),
            Row::Work(_) => None,
        });
        assert_eq!(heads.sum::<usize>(), all, "{grouping:?}");
        assert_eq!(rows.places.len(), all, "{grouping:?}");
        assert_eq!(Grouping::of_word(grouping.word()), grouping);
    }
}

#[test]
fn a_folded_head_marks_the_days_that_were_missed() {
    let sample = Sample::new(YearFilter::All);
    let rows = sample.rows(&[1, 2, 3, 4, 5, 6, 7]);
    let scale = Scale::fit(day("2024-01-01"), day("2024-12-31"), 880.0);
    let scene = sample.scene(&rows, scale, 0..rows.lines.len());
    let marks: usize = scene
        .shapes
        .iter()
        .map(|shape| match &shape.form {
            Form::Summary { late, .. } => late.len(),
            _ => 0,
        })
        .sum();
    assert_eq!(
        marks,
        sample.insight.overdue(),
        "none of them lie on one day"
    );
}

#[test]
fn arrows_run_at_right_angles_from_the_end_to_the_beginning() {
    let sample = Sample::new(YearFilter::All);
    let rows = sample.rows(&[]);
    let scale = Scale::fit(day("2023-01-01"), day("2025-12-31"), 880.0);
    let no_drag = BTreeMap::new();
    let scene = Scene::of(&SceneInput {
        programme: sample.document.programme(),
        insight: &sample.insight,
        rows: &rows,
        visible: 0..rows.lines.len(),
        row_height: 28.0,
        scale,
        width: 880.0,
        dragged: &no_drag,
        links: true,
        compared: None,
    });
    assert_eq!(
        scene.links.len(),
        sample.document.programme().dependencies.len()
    );
    for link in &scene.links {
        let from = scene.shape_of(&link.before).unwrap().form.bounds();
        let to = scene.shape_of(&link.after).unwrap().form.bounds();
        assert_eq!(link.points.first(), Some(&(from.right(), from.middle())));
        assert_eq!(link.points.last(), Some(&(to.x, to.middle())));
        for pair in link.points.windows(2) {
            let level = (pair[0].1 - pair[1].1).abs() < 0.01;
            let upright = (pair[0].0 - pair[1].0).abs() < 0.01;
            assert!(level || upright, "{:?}", link.points);
        }
        assert_eq!(
            link.broken,
            sample.insight.dependencies.broken.contains(&link.id)
        );
    }
}

#[test]
fn a_comparison_gives_shadows_and_ghosts() {
    let sample = Sample::new(YearFilter::All);
    let now = sample.document.programme();
    let mut before = now.clone();
    let moved = sample.named("Xây nhà cho hộ số 2");
    let gone = Id::from("01GONE");
    let new = sample.named("Xây nhà cho hộ số 1");
    let mut ghost = before.activities[&moved].clone();
    ghost.id = gone.clone();
    before.activities.insert(gone.clone(), ghost);
    before.activities.get_mut(&moved).unwrap().due = Some(day("2024-07-30"));
    before.activities.remove(&new);
    let compared = Compared::of(&before, now);
    let rows = Rows::of(
        now,
        &sample.insight,
        &Choice::default(),
        &compared.removed,
        1,
    );
    let scale = Scale::fit(day("2024-01-01"), day("2024-12-31"), 880.0);
    let no_drag = BTreeMap::new();
    let scene = Scene::of(&SceneInput {
        programme: now,
        insight: &sample.insight,
        rows: &rows,
        visible: 0..rows.lines.len(),
        row_height: 28.0,
        scale,
        width: 880.0,
        dragged: &no_drag,
        links: false,
        compared: Some(&compared),
    });
    let shape = scene.shape_of(&moved).unwrap();
    assert_eq!(shape.change, Change::Moved);
    let shadow = shape.shadow.unwrap();
    assert!((shadow.right() - scale.x_end(day("2024-07-30"))).abs() < 0.01);
    let bar = shape.form.bounds();
    assert!(shadow.y >= bar.y + bar.h, "below the bar");
    assert_eq!(scene.shape_of(&new).unwrap().change, Change::Added);
    let ghosts: Vec<_> = scene
        .shapes
        .iter()
        .filter(|s| s.of == Subject::Removed(gone.clone()))
        .collect();
    assert_eq!(ghosts.len(), 1);
    assert_eq!(ghosts[0].change, Change::Removed);
    // The earlier moment against itself as the later one: nothing of now is told.
    let past = Compared::of(&before, &before);
    assert!(past.comparison.is_empty() && past.removed.is_empty() && past.added.is_empty());
}
