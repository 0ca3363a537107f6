//! The calendar read back by another reader than its writer's.

use super::*;
use crate::change::{Author, Op, Session};
use crate::codec::embedded::sample_document;
use crate::model::{ActivityStatus, Path, Programme};
use ical::parser::Component;
use std::collections::BTreeMap;

fn stamp() -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339("2024-08-19T08:30:00+07:00").expect("a moment")
}

fn made(document: &Document, options: &Options) -> String {
    calendar(document, options, stamp(), Lang::Vi)
}

/// An entry as the reader found it.
#[derive(Debug)]
struct Read {
    from: NaiveDate,
    to: NaiveDate,
    summary: String,
    description: String,
    category: String,
    status: String,
    alarm: Option<String>,
}

fn property(component: &impl Component, name: &str) -> String {
    let value = component
        .get_property(name)
        .and_then(|p| p.value.as_deref());
    value.map(unescaped).unwrap_or_default()
}

/// RFC 5545, 3.3.11, read from left to right.
fn unescaped(value: &str) -> String {
    let (mut out, mut chars) = (String::new(), value.chars());
    while let Some(c) = chars.next() {
        match c {
            '\\' => match chars.next() {
                Some('n' | 'N') => out.push('\n'),
                Some(c @ ('\\' | ';' | ',')) => out.push(c),
                other => panic!("an escape that there is not: {other:?} in {value:?}"),
            },
            ';' | ',' => panic!("a separator in {value:?}"),
            c => out.push(c),
        }
    }
    out
}

fn read(text: &str) -> BTreeMap<String, Read> {
    let mut calendars = ical::IcalParser::new(text.as_bytes());
    let calendar = calendars.next().expect("one").expect("a calendar");
    assert!(calendars.next().is_none());
    assert_eq!(
        calendar.todos.len() + calendar.journals.len() + calendar.alarms.len(),
        0
    );
    let mut found = BTreeMap::new();
    for event in &calendar.events {
        let date = |name: &str| {
            NaiveDate::parse_from_str(&property(event, name), "%Y%m%d").expect("a whole day")
        };
        assert!(event.alarms.len() < 2);
        let alarm = event.alarms.first().map(|alarm| {
            assert_eq!(property(alarm, "ACTION"), "DISPLAY");
            property(alarm, "TRIGGER")
        });
        let entry = Read {
            from: date("DTSTART"),
            to: date("DTEND").pred_opt().expect("a day before"),
            summary: property(event, "SUMMARY"),
            description: property(event, "DESCRIPTION"),
            category: property(event, "CATEGORIES"),
            status: property(event, "STATUS"),
            alarm,
        };
        assert_eq!(property(event, "TRANSP"), "TRANSPARENT");
        assert_eq!(property(event, "DTSTAMP"), "20240819T013000Z");
        let uid = property(event, "UID");
        assert!(found.insert(uid, entry).is_none(), "an id twice");
    }
    found
}

#[test]
fn every_deadline_and_milestone_is_the_models() {
    let document = sample_document("sample-doc");
    let programme = document.programme();
    let mut found = read(&made(&document, &Options::default()));
    let (mut deadlines, mut milestones) = (0, 0);
    for a in programme.activities.values() {
        let mut take = |part: &str| found.remove(&format!("{}.{part}@sample-doc", a.id));
        let aside = !matches!(a.status.is, Progress::NotStarted | Progress::InProgress);
        let check = |entry: &Read, from: NaiveDate, to: NaiveDate| {
            assert_eq!((entry.from, entry.to), (from, to), "{entry:?}");
            assert!(
                entry.summary.starts_with("[Dữ liệu minh hoạ] "),
                "{entry:?}"
            );
            assert!(entry.summary.ends_with(&a.title), "{entry:?}");
            assert!(
                entry.description.starts_with("Dữ liệu minh hoạ"),
                "{entry:?}"
            );
            assert!(entry.description.contains("Điều "), "{entry:?}");
        };
        if a.milestone {
            let at = a
                .due
                .or(a.start)
                .expect("a milestone of the sample has a day");
            let entry = take("milestone").expect("a milestone");
            check(&entry, at, at);
            assert_eq!(entry.category, "Mốc");
            assert_eq!(entry.alarm.is_none(), aside, "{entry:?}");
            milestones += 1;
            continue;
        }
        if let Some(start) = a.start {
            let entry = take("planned").expect("a planned stretch");
            check(&entry, start, a.due.unwrap_or(start));
            assert_eq!(entry.alarm, None);
        }
        if let Some(due) = a.due {
            let entry = take("due").expect("a deadline");
            check(&entry, due, due);
            assert_eq!(entry.category, "Thời hạn");
            let alarm = (!aside).then(|| "-P7D".to_owned());
            assert_eq!(entry.alarm, alarm, "{entry:?}");
            assert!(entry.summary.contains("Hạn: "));
            assert_eq!(
                entry.summary.contains("Đã xong"),
                a.status.is == Progress::Done
            );
            deadlines += 1;
        }
    }
    assert!(deadlines > 20 && milestones > 0, "{deadlines} {milestones}");
    assert!(found.is_empty(), "entries of nothing: {:?}", found.keys());
}

#[test]
fn every_line_is_short_enough_and_ends_as_it_must() {
    let text = made(&sample_document("x"), &Options::default());
    assert!(text.ends_with("END:VCALENDAR\r\n"));
    let mut folded = 0;
    for line in text.split_terminator("\r\n") {
        assert!(line.len() <= 75, "{} bytes: {line}", line.len());
        assert!(!line.contains(['\r', '\n']));
        folded += usize::from(line.starts_with(' '));
    }
    assert!(folded > 100, "{folded}");
}

/// The sample with one activity changed.
fn altered(change: impl FnOnce(&Programme, &Path) -> Vec<Op>) -> (Document, Id) {
    let mut document = sample_document("doc");
    let session = Session {
        by: Author {
            party: "vl".into(),
            name: "Thử".into(),
        },
        at: "2024-08-19T08:00:00+07:00".into(),
        ..Session::default()
    };
    document.begin_session("calendartestses", session);
    let wanted = |a: &&Activity| a.due.is_some() && a.start.is_some() && !a.milestone;
    let activity = document.programme().activities.values().find(wanted);
    let id = activity.expect("one with both dates").id.clone();
    let path = Path::new(Activity::KIND, id.as_str());
    let ops = change(document.programme(), &path);
    document.commit(ops, 1).expect("something changed");
    (document, id)
}

#[test]
fn a_hostile_title_stays_a_title() {
    let count = read(&made(&sample_document("doc"), &Options::default())).len();
    for title in [
        "Một\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:Giả",
        "a\nBEGIN:VALARM\nACTION:PROCEDURE\nATTACH:file:///x",
        "phẩy, chấm phẩy; gạch \\n chéo \\",
        "đảo \u{202e}chiều\u{2066} \u{0}\u{7f}\u{85} ngắt\u{2028}dòng",
        "BEGIN:VEVENT",
        " X-INJECTED:1",
    ] {
        let (document, id) = altered(|_, path| vec![Op::set(path, Activity::TITLE, title)]);
        let text = made(&document, &Options::default());
        let found = read(&text);
        assert_eq!(found.len(), count, "{title:?}");
        let lines = text.replace("\r\n ", "");
        for forbidden in ["SUMMARY:Giả", "ACTION:PROCEDURE", "ATTACH", "X-INJECTED"] {
            assert!(
                !lines.lines().any(|l| l.starts_with(forbidden)),
                "{title:?}"
            );
        }
        let hidden = |c: char| {
            (c.is_control() && !"\r\n".contains(c)) || "\u{202e}\u{2066}\u{2028}".contains(c)
        };
        assert!(!text.contains(hidden), "{title:?}");
        let entry = &found[&format!("{id}.due@doc")];
        // White space of the title is one space each, in the summary and after reading it back.
        let line = one_line(title);
        assert!(
            entry.summary.ends_with(&line),
            "{:?} {line:?}",
            entry.summary
        );
    }
}

#[test]
fn what_is_set_aside_says_so_and_rings_no_alarm() {
    for (is, status, word) in [
        (Progress::NotDoing, "CANCELLED", "Không thực hiện"),
        (Progress::Paused, "TENTATIVE", "Tạm dừng"),
        (Progress::CarriedOver, "TENTATIVE", "Chuyển năm sau"),
        (Progress::Done, "CONFIRMED", "Đã xong"),
    ] {
        let (document, id) = altered(|_, path| {
            let value = ActivityStatus::new(is).value();
            vec![Op::set(path, Activity::STATUS, value)]
        });
        let found = read(&made(&document, &Options::default()));
        for part in ["planned", "due"] {
            let entry = &found[&format!("{id}.{part}@doc")];
            assert_eq!(entry.status, status);
            assert!(entry.summary.contains(word), "{entry:?}");
            assert_eq!(entry.alarm, None);
        }
    }
}

#[test]
fn options_leave_out_what_was_not_asked_for() {
    let document = sample_document("d");
    let all = read(&made(&document, &Options::default()));
    let few = |options: Options| read(&made(&document, &options));
    let deadlines = few(Options {
        only_deadlines: true,
        ..Options::default()
    });
    assert!(deadlines.keys().all(|uid| !uid.contains(".planned@")));
    assert!(deadlines.keys().all(|uid| all.contains_key(uid)));
    assert!(deadlines.len() < all.len());
    let of_2023 = few(Options {
        years: YearFilter::Year(2023),
        ..Options::default()
    });
    assert!(!of_2023.is_empty() && of_2023.values().all(|e| e.from.year() == 2023));
    let party = |id: &str| {
        few(Options {
            party: Some(id.into()),
            ..Options::default()
        })
    };
    let (vl, ct) = (party("vl"), party("ct"));
    assert!(!vl.is_empty() && vl.len() < all.len());
    assert!(!ct.is_empty() && ct.len() < all.len());
    assert!(
        party("nobody").is_empty(),
        "all parties together are no third party's"
    );
}

#[test]
fn the_alarm_follows_the_programme() {
    let mut document = sample_document("d");
    document.begin_session("calendartestses", Session::default());
    let op = Op::set(
        &Path::programme(),
        crate::model::Header::SOON_DAYS,
        crate::model::Value::Int(14),
    );
    document.commit(vec![op], 1).expect("changed");
    let found = read(&made(&document, &Options::default()));
    let alarms: Vec<&String> = found.values().filter_map(|e| e.alarm.as_ref()).collect();
    assert!(
        !alarms.is_empty() && alarms.iter().all(|a| *a == "-P14D"),
        "{alarms:?}"
    );
}

#[test]
fn an_empty_programme_gives_a_calendar_without_entries() {
    let document = crate::codec::embedded::new_document("n");
    let text = made(&document, &Options::default());
    assert!(read(&text).is_empty());
    assert!(!text.contains("minh hoạ"));
}

#[test]
fn ids_are_stable_and_plain() {
    assert_eq!(safe("01ABC_x.y-z"), "01ABC_x.y-z");
    assert_eq!(safe("a@b\r\nc"), "a%40.b%D.%A.c");
    let document = sample_document("d");
    let ids = |text: &str| read(text).into_keys().collect::<Vec<_>>();
    let (a, b) = (
        made(&document, &Options::default()),
        made(&document, &Options::default()),
    );
    assert_eq!(a, b);
    assert_eq!(ids(&a), ids(&b));
}
