//! Every text of the program and every Vietnamese letter through the shipped fonts, and the rules of
//! wording over all string tables.

#![allow(clippy::expect_used, reason = "a test that cannot go on fails loudly")]

use dong_hanh::codec::embedded;
use dong_hanh::text::strings::{self, Entry};
use dong_hanh::ui::fonts;
use dong_hanh::ui::tokens::Face;
use eframe::egui;
use std::collections::BTreeSet;
use unicode_normalization::{UnicodeNormalization as _, is_nfc};

const UI_FACES: [Face; 4] = [Face::Regular, Face::Medium, Face::SemiBold, Face::Bold];
const OFFICIAL_FACES: [Face; 4] = [
    Face::Official,
    Face::OfficialBold,
    Face::OfficialItalic,
    Face::OfficialBoldItalic,
];

fn texts() -> impl Iterator<Item = (String, &'static str)> {
    strings::all().into_iter().flat_map(|(table, entries)| {
        entries.iter().flat_map(move |(name, vi, en)| {
            [
                (format!("{table}.{name} (vi)"), *vi),
                (format!("{table}.{name} (en)"), *en),
            ]
        })
    })
}

fn entries() -> impl Iterator<Item = (String, Entry)> {
    strings::all().into_iter().flat_map(|(table, entries)| {
        entries
            .iter()
            .map(move |e| (format!("{table}.{}", e.0), *e))
    })
}

/// The characters that a face and its stand-ins cannot draw.
fn missing(faces: &[Face], characters: &BTreeSet<char>) -> Vec<(Face, char)> {
    let ctx = egui::Context::default();
    ctx.set_fonts(fonts::definitions());
    // The fonts come with the first frame.
    ctx.run_ui(egui::RawInput::default(), |_| {})
        .textures_delta
        .clear();
    let lacks = |face: &Face, c: char| !ctx.fonts_mut(|f| f.has_glyph(&face.at(13.0), c));
    faces
        .iter()
        .flat_map(|face| {
            characters
                .iter()
                .filter(|c| lacks(face, **c))
                .map(|c| (*face, *c))
        })
        .collect()
}

/// Every letter of Vietnamese, small and capital, plain and with each of the five marks.
fn vietnamese_letters() -> BTreeSet<char> {
    let plain = "abcdeghiklmnopqrstuvxyđ".chars().map(String::from);
    let vowels = "aăâeêioôơuưy".chars().flat_map(|vowel| {
        ["", "\u{300}", "\u{301}", "\u{303}", "\u{309}", "\u{323}"]
            .map(|mark| format!("{vowel}{mark}").nfc().collect::<String>())
    });
    let small: String = plain.chain(vowels).collect();
    small.to_uppercase().chars().chain(small.chars()).collect()
}

fn characters<'a>(texts: impl Iterator<Item = &'a str>) -> BTreeSet<char> {
    texts
        .flat_map(str::chars)
        .filter(|c| !matches!(c, '\n' | '{' | '}'))
        .collect()
}

#[test]
fn every_vietnamese_letter_can_be_drawn_in_every_face() {
    let letters = vietnamese_letters();
    // 29 letters, of which 12 vowels carry 5 marks; small and capital.
    assert_eq!(letters.len(), 2 * (29 + 12 * 5));
    let faces: Vec<Face> = UI_FACES.into_iter().chain(OFFICIAL_FACES).collect();
    assert_eq!(missing(&faces, &letters), []);
}

#[test]
fn the_sweep_can_fail() {
    let chinese = BTreeSet::from(['中']);
    assert_eq!(missing(&[Face::Regular, Face::Official], &chinese).len(), 2);
}

#[test]
fn every_text_of_the_program_can_be_drawn() {
    let all = characters(texts().map(|(_, text)| text));
    assert!(all.len() > 100, "only {} characters", all.len());
    assert_eq!(missing(&UI_FACES, &all), []);
}

#[test]
fn the_official_text_and_the_sample_can_be_drawn() {
    let sample = dong_hanh::codec::write(&embedded::sample_document("x").snapshot());
    let all = characters([embedded::OFFICIAL_TEXT, sample.as_str()].into_iter());
    let faces: Vec<Face> = UI_FACES.into_iter().chain(OFFICIAL_FACES).collect();
    assert_eq!(missing(&faces, &all), []);
}

/// What breaks the rules of wording in one text (UI.md §6).
fn wrong(text: &str, is_help: bool) -> Vec<&'static str> {
    let mut found = Vec::new();
    let mut rule = |broken: bool, what| {
        if broken {
            found.push(what);
        }
    };
    rule(text.trim().is_empty(), "empty");
    rule(text.contains('!'), "an exclamation mark");
    rule(text.contains("..."), "three dots instead of …");
    rule(
        text.contains(['"', '\'']),
        "straight quotes instead of “ ” or ’",
    );
    rule(!is_nfc(text), "not composed (NFC)");
    rule(
        dong_hanh::text::visible::has_hidden(text),
        "an invisible character",
    );
    if !is_help {
        // A word that joins two others brings its blanks along.
        let joins = text.starts_with(' ') && text.ends_with(' ') && text.len() > 2;
        rule(text.trim() != text && !joins, "a blank at an end");
        rule(text.contains("  "), "two blanks");
        let is_label = text.split_whitespace().count() <= 2 && !text.contains('{');
        rule(is_label && text.ends_with('.'), "a full stop on a label");
    }
    found
}

#[test]
fn all_texts_keep_to_the_rules_of_wording() {
    let broken: Vec<String> = texts()
        .flat_map(|(name, text)| {
            wrong(text, name.starts_with("cli.help "))
                .into_iter()
                .map(move |w| format!("{name}: {w}: {text}"))
        })
        .collect();
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn the_rules_of_wording_can_be_broken() {
    for text in [
        "",
        " ",
        "Đã lưu!",
        "Mở...",
        "\"a\"",
        "e\u{302}",
        "a\u{200b}b",
        "a ",
        "a  b",
        "Đã lưu.",
    ] {
        assert!(!wrong(text, false).is_empty(), "{text:?}");
    }
    for text in ["Mở tệp…", "Đã lưu", "Không được để trống."] {
        assert_eq!(wrong(text, false), Vec::<&str>::new(), "{text:?}");
    }
}

/// The names in braces.
fn placeholders(text: &str) -> BTreeSet<&str> {
    text.split('{')
        .skip(1)
        .filter_map(|rest| rest.split('}').next())
        .map(|inside| inside.split(':').next().unwrap_or(inside))
        .collect()
}

#[test]
fn both_languages_fill_in_the_same() {
    assert_eq!(placeholders("{a:02} của {b}"), BTreeSet::from(["a", "b"]));
    let unlike: Vec<String> = entries()
        .filter(|(_, (_, vi, en))| placeholders(vi) != placeholders(en))
        .map(|(name, _)| name)
        .collect();
    assert!(unlike.is_empty(), "{unlike:?}");
}

#[test]
fn every_table_is_swept() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/text/strings");
    let mut declared = 0;
    for entry in std::fs::read_dir(folder).expect("the folder is there") {
        let text = std::fs::read_to_string(entry.expect("an entry").path()).expect("readable");
        declared += text.matches("crate::strings! {").count();
    }
    assert_eq!(
        strings::all().len(),
        declared,
        "a table is missing in strings::all()"
    );
}
