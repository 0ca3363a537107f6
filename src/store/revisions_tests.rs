use std::collections::BTreeSet;
use std::fs;

use super::super::fs::RealFs;
use super::*;

fn at(text: &str) -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339(text).unwrap()
}

fn revision(at: DateTime<FixedOffset>, kept: Option<Kept>) -> Revision {
    Revision {
        path: PathBuf::from(at.to_rfc3339()),
        at,
        hash: FileHash::of(b""),
        kept,
    }
}

#[test]
fn keeps_lists_reads_and_marks() {
    let dir = tempfile::tempdir().unwrap();
    let revisions = Revisions::new(dir.path().join("a/b"));
    assert_eq!(revisions.list(&RealFs).unwrap(), []);
    let keep = |bytes: &[u8], t: &str| {
        revisions
            .keep(&RealFs, bytes, &FileHash::of(bytes), at(t))
            .unwrap()
    };
    let one = keep(b"one", "2024-05-03T13:55:18.123456+07:00");
    assert_eq!(one.at, at("2024-05-03T13:55:18.123+07:00"));
    assert_eq!(keep(b"one", "2024-05-03T14:00:00+07:00"), one, "not twice");
    let two = keep(b"two", "2024-05-03T14:00:00+07:00");
    // West of here, an earlier clock reading but a later moment.
    let three = keep(b"one", "2024-05-03T08:00:00+00:00");
    assert_eq!(
        revisions.list(&RealFs).unwrap(),
        [three.clone(), two.clone(), one.clone()]
    );
    assert_eq!(revisions.read(&RealFs, &two), Ok(b"two".to_vec()));

    let sent = revisions.mark(&RealFs, &two, Kept::Sent).unwrap();
    let listed = revisions.list(&RealFs).unwrap();
    assert_eq!(listed, [three, sent.clone(), one.clone()]);
    assert_eq!(revisions.read(&RealFs, &sent), Ok(b"two".to_vec()));

    fs::write(&one.path, b"on").unwrap();
    assert_eq!(revisions.read(&RealFs, &one), Err(RevisionError::Damaged));
    // Foreign files are left alone.
    fs::write(dir.path().join("a/b/notes.json"), b"").unwrap();
    assert_eq!(revisions.list(&RealFs).unwrap().len(), 3);
    assert_eq!(
        revisions
            .prune(&RealFs, at("2034-01-01T00:00:00+07:00"))
            .unwrap(),
        0,
        "among the last 20"
    );
}

#[test]
fn what_was_sent_and_received_is_kept_once_for_each_reason() {
    let dir = tempfile::tempdir().unwrap();
    let revisions = Revisions::new(dir.path().to_owned());
    let t = at("2024-05-03T13:55:18+07:00");
    revisions
        .keep(&RealFs, b"one", &FileHash::of(b"one"), t)
        .unwrap();
    for why in [Kept::Sent, Kept::Sent, Kept::Agreed] {
        revisions.keep_for_ever(&RealFs, b"one", t, why).unwrap();
    }
    let kept: BTreeSet<_> = revisions
        .list(&RealFs)
        .unwrap()
        .into_iter()
        .map(|r| r.kept)
        .collect();
    assert_eq!(kept, [Some(Kept::Sent), Some(Kept::Agreed)].into());
}

/// A revision every quarter of an hour for three years.
#[test]
fn thins_out_with_age() {
    let now = at("2026-08-19T08:07:00+07:00");
    let all: Vec<Revision> = (0..4 * 24 * 1100)
        .map(|n| revision(now - TimeDelta::minutes(15 * n), None))
        .collect();
    let gone: BTreeSet<_> = superfluous(&all, now).map(|r| r.path.clone()).collect();
    let left: Vec<&Revision> = all.iter().filter(|r| !gone.contains(&r.path)).collect();
    let within = |from: TimeDelta, to: TimeDelta| {
        left.iter()
            .filter(|r| now - r.at >= from && now - r.at < to)
            .count()
    };
    let (day, month, years) = (
        TimeDelta::days(1),
        TimeDelta::days(31),
        TimeDelta::days(731),
    );
    assert!(
        left.iter()
            .take(20)
            .map(|r| r.at)
            .eq(all.iter().take(20).map(|r| r.at))
    );
    // 20 in five hours, then one an hour up to a day.
    let last_day = within(TimeDelta::zero(), day);
    assert!((38..=41).contains(&last_day), "{last_day}");
    let last_month = within(day, month);
    assert!((29..=32).contains(&last_month), "{last_month}");
    let two_years = within(month, years);
    assert!((22..=24).contains(&two_years), "{two_years}");
    assert_eq!(within(years + day, TimeDelta::days(5000)), 0);

    // Thinning day by day leaves as much as thinning at once: nothing is lost by doing it often.
    let mut often: Vec<Revision> = Vec::new();
    for day in (0..=1100).rev() {
        let today = now - TimeDelta::days(day);
        let new = all.iter().filter(|r| {
            r.at <= today && now - r.at >= TimeDelta::days(day) && today - r.at < TimeDelta::days(1)
        });
        often.extend(new.cloned());
        often.sort_by_key(|r| std::cmp::Reverse(r.at));
        let gone: BTreeSet<_> = superfluous(&often, today).map(|r| r.path.clone()).collect();
        often.retain(|r| !gone.contains(&r.path));
    }
    let months = |list: &[&Revision]| -> BTreeSet<String> {
        list.iter()
            .map(|r| r.at.format("%Y-%m").to_string())
            .collect()
    };
    assert_eq!(months(&often.iter().collect::<Vec<_>>()), months(&left));
}

#[test]
fn kept_and_future_ones_stay_and_do_not_count() {
    let now = at("2026-08-19T08:07:00+07:00");
    let old = |n: i64| now - TimeDelta::days(2000 + n);
    let mut all = vec![revision(now + TimeDelta::days(900), None)];
    all.extend((0..20).map(|n| revision(now - TimeDelta::minutes(n), Some(Kept::Received))));
    all.extend((0..25).map(|n| revision(old(n), None)));
    all.push(revision(old(30), Some(Kept::Agreed)));
    let gone: Vec<_> = superfluous(&all, now).map(|r| r.at).collect();
    assert_eq!(gone, (20..25).map(old).collect::<Vec<_>>());
}

#[test]
fn names_of_all_sorts_read_back() {
    let hash = FileHash::of(b"x");
    for time in [
        "2024-05-03T13:55:18.007+07:00",
        "1999-12-31T23:59:59.999-03:30",
        "2024-02-29T00:00:00+00:00",
    ] {
        for kept in Kept::ALL.into_iter().map(Some).chain([None]) {
            let name = file_name(&at(time), &hash, kept);
            let back = parse_name(Path::new("d"), &name).unwrap();
            assert_eq!((back.at, back.hash, back.kept), (at(time), hash, kept));
            // Any file system takes it.
            assert!(
                name.len() < 120 && !name.contains([':', '/', '\\', '*', '?', '"', '<', '>', '|'])
            );
        }
    }
    for bad in ["x.json", "20240503T135518123+0700_00.json", "_.json", ""] {
        assert_eq!(parse_name(Path::new("d"), bad), None, "{bad}");
    }
}
