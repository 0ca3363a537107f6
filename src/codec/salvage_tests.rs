use super::*;
use crate::change::{Op, Session};
use crate::codec::{read, write};

fn sample() -> (Document, String) {
    let mut d = embedded::sample_document("d");
    d.begin_session("s1", Session::default());
    let first = d.programme().activities.keys().next().unwrap().to_string();
    d.commit(
        vec![Op::set(
            &Path::new("activities", &first),
            "title",
            "Đổi tên",
        )],
        1,
    );
    let text = write(&d.snapshot());
    (d, text)
}

/// The readable part of a document.
fn state(d: &Document) -> String {
    let text = write(&d.snapshot());
    text[..text.find("\"genesis\"").unwrap()].to_owned()
}

#[test]
fn a_whole_file_is_saved_whole() {
    let (d, text) = sample();
    let s = salvage(text.as_bytes(), "x", None).unwrap();
    assert_eq!(state(&s.document), state(&d));
    assert_eq!(s.lost, []);
    assert!(s.text_is_whole);
    assert_eq!(s.intact["activities"], d.programme().activities.len());
    assert_eq!(s.document.log().changes().len(), d.log().changes().len());
    assert_eq!(s.document.cuts(), d.cuts());
    assert_eq!(s.document.sessions, d.sessions);
}

#[test]
fn a_file_cut_in_its_history_loses_nothing_of_what_it_says() {
    let (d, text) = sample();
    let history = text.find("\"changes\"").unwrap();
    for part in 1..8 {
        let mut cut = history + (text.len() - history) * part / 9;
        while !text.is_char_boundary(cut) {
            cut += 1;
        }
        let s = salvage(&text.as_bytes()[..cut], "x", None).unwrap();
        assert_eq!(state(&s.document), state(&d), "{part}");
        assert_eq!(s.lost, [], "{part}");
    }
}

#[test]
fn wherever_a_file_is_cut_whole_entities_stay_and_the_rest_is_named() {
    let (d, text) = sample();
    let p = d.programme();
    let mut last = 0;
    for part in 1..60 {
        let cut = text.len() * part / 60;
        let Some(s) = salvage(&text.as_bytes()[..cut], "x", None) else {
            assert!(part < 6, "something can be read at {part}");
            continue;
        };
        let all: usize = s.intact.values().sum();
        assert!(all >= last, "never less of a longer piece");
        last = all;
        // What is whole says what it said.
        for (id, a) in &s.document.programme().activities {
            let path = Path::new("activities", id.as_str());
            if !s
                .lost
                .iter()
                .any(|l| matches!(l, Lost::Field(p, _) | Lost::Entity(p) if *p == path))
            {
                assert_eq!(a, &p.activities[id], "{part}");
            }
        }
        let missing = s.lost.iter().filter(|l| matches!(l, Lost::Kind(_))).count();
        let there = KINDS
            .iter()
            .filter(|k| text[..cut_at(&text, cut)].contains(&format!("\n\"{}\": ", k.kind)))
            .count();
        assert_eq!(missing + there, KINDS.len(), "{part}");
        // It can be written and read again.
        let again = write(&s.document.snapshot());
        assert_eq!(read(&again, "y").unwrap().hand_edits.len(), 0);
    }
    assert!(last > 100);
}

fn cut_at(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

#[test]
fn a_garbled_field_is_named_and_comes_from_the_version_before() {
    let (base, text) = sample();
    let mut now = base.clone();
    now.begin_session("s2", Session::default());
    let ids: Vec<_> = now.programme().activities.keys().cloned().collect();
    let one = Path::new("activities", ids[0].as_str());
    let two = Path::new("activities", ids[1].as_str());
    now.commit(
        vec![
            Op::set(&one, "due", "2031-12-30"),
            Op::set(&two, "title", "Tên mới"),
        ],
        1,
    );
    let newer = write(&now.snapshot());
    // The line of the deadline becomes garbage, in the state and in the history.
    let mut bytes = newer.clone().into_bytes();
    for (at, _) in newer.match_indices("2031-12-30") {
        bytes[at..at + 6].copy_from_slice(b"\xff\xfe\x00\xff\"\x01");
    }
    assert!(String::from_utf8(bytes.clone()).is_err());
    let opened = read(&text, "b").unwrap().document;
    let s = salvage(&bytes, "x", Some(&opened)).unwrap();
    assert_eq!(s.lost, [Lost::Field(one.clone(), Some("due".into()))]);
    let p = s.document.programme();
    assert_eq!(
        p.activities[&ids[1]].title, "Tên mới",
        "what is whole is taken"
    );
    assert_eq!(
        p.activities[&ids[0]].due,
        base.programme().activities[&ids[0]].due
    );
    // Without a version before, the field is empty or of the history; the rest stands.
    let alone = salvage(&bytes, "x", None).unwrap();
    assert_eq!(
        alone.document.programme().activities[&ids[1]].title,
        "Tên mới"
    );
}

#[test]
fn what_is_lost_is_not_taken_for_deleted_and_what_was_deleted_stays_so() {
    let (base, text) = sample();
    let opened = read(&text, "b").unwrap().document;
    // A pair was deleted; the file is cut behind the pairs, so the deletion itself is lost.
    let mut now = base.clone();
    now.begin_session("s2", Session::default());
    let pair = Path::new(
        "pairs",
        base.programme().pairs.keys().next().unwrap().as_str(),
    );
    now.commit(vec![Op::Del { on: pair.clone() }], 1);
    let newer = write(&now.snapshot());
    let cut = newer.find("\"genesis\"").unwrap();
    let s = salvage(&newer.as_bytes()[..cut], "x", Some(&opened)).unwrap();
    assert!(!s.document.programme().pairs.contains_key(pair.id()));
    assert_eq!(state(&s.document), state(&now));
    // Cut in the pairs: all of them stay.
    let cut = newer.find("\n\"pairs\"").unwrap() + 12;
    let s = salvage(&newer.as_bytes()[..cut], "x", Some(&opened)).unwrap();
    assert_eq!(s.document.programme().pairs, base.programme().pairs);
    assert!(s.lost.contains(&Lost::Kind("recipients".into())));
}

#[test]
fn what_is_no_file_of_ours_gives_nothing() {
    for bytes in [
        &b""[..],
        b"{}",
        b"\xff\xfe\x00",
        b"{\n\"doc_id\": \"a\"\n}",
        &[b'['; 5000],
    ] {
        assert!(salvage(bytes, "x", None).is_none());
    }
    let (d, text) = sample();
    let other = embedded::new_document("other");
    assert!(salvage(text.as_bytes(), "x", Some(&other)).is_none());
    drop(d);
}
