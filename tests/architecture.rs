//! The wall between the layers: reads the sources and fails where an arrow runs the wrong way.
//!
//! One crate has no walls of its own, so this test is one. What it looks for stands in [`LAYERS`] and
//! in [`findings`]; that it can find anything at all is proved on made-up sources at the foot.

#![allow(clippy::expect_used, reason = "a test that cannot go on fails loudly")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Each layer with the layers that it may use. A layer may always use itself.
const LAYERS: &[(&str, &[&str])] = &[
    // Letters, numbers, days. Its tables of sentences alone know the words and errors of other layers.
    ("text", &[]),
    (
        "text/strings",
        &[
            "text", "model", "change", "insight", "merge", "edit", "codec", "store",
        ],
    ),
    ("model", &["text"]),
    ("change", &["text", "model"]),
    ("codec", &["text", "model", "change"]),
    ("insight", &["text", "model", "change"]),
    ("merge", &["text", "model", "change"]),
    ("edit", &["text", "model", "change", "insight"]),
    // Bytes and paths: it does not know what a document is.
    ("store", &["text"]),
    (
        "report",
        &[
            "text",
            "text/strings",
            "model",
            "change",
            "insight",
            "codec",
        ],
    ),
    (
        "import",
        &[
            "text",
            "text/strings",
            "model",
            "change",
            "insight",
            "merge",
            "edit",
            "codec",
            "report",
        ],
    ),
    // It shows what a table that comes in would do before that is done, and draws on screen what leaves
    // as a picture: one drawing serves both. The bytes of what leaves are made above it.
    (
        "ui",
        &[
            "text",
            "text/strings",
            "model",
            "change",
            "insight",
            "merge",
            "edit",
            "codec",
            "report",
            "import",
        ],
    ),
    (
        "app",
        &[
            "text",
            "text/strings",
            "model",
            "change",
            "insight",
            "merge",
            "edit",
            "codec",
            "store",
            "report",
            "import",
            "ui",
        ],
    ),
    (
        "cli",
        &[
            "text",
            "text/strings",
            "model",
            "change",
            "insight",
            "merge",
            "edit",
            "codec",
            "store",
            "report",
            "import",
            "ui",
            "app",
        ],
    ),
    ("main", &["cli", "app"]),
    ("lib", &[]),
];

/// Crates of the window: not below `ui`.
const WINDOW_CRATES: &[&str] = &[
    "egui",
    "eframe",
    "epaint",
    "emath",
    "ecolor",
    "egui_extras",
    "wgpu",
    "rfd",
];
const WITH_WINDOW: &[&str] = &["ui", "app", "cli", "main"];
/// Layers that may touch files.
const WITH_FILES: &[&str] = &["store", "cli"];
/// Layers that may look at the clock; all others are told the time.
const WITH_CLOCK: &[&str] = &["app", "cli", "main"];
const CLOCKS: &[&str] = &["Local::now", "Utc::now", "SystemTime::now", "Instant::now"];
/// Files beside the tokens that work with colours: the renderer mixes the ones it is given.
const WITH_COLOURS: &[&str] = &["src/ui/tokens", "src/ui/raster"];
/// Colours that are none.
const NO_COLOURS: &[&str] = &["TRANSPARENT", "PLACEHOLDER"];

/// A source file as the rules see it: no comments, no text in quotes, no tests.
struct Source {
    /// With `/`, from the top of the repository.
    path: String,
    code: String,
    /// Files that are tests: modules declared under `#[cfg(test)]`.
    test_modules: Vec<String>,
}

impl Source {
    fn new(path: &str, text: &str) -> Self {
        let mut test_modules = Vec::new();
        let bare = without_tests(&bare(text), &mut test_modules);
        Self {
            path: path.to_owned(),
            code: bare,
            test_modules,
        }
    }

    /// The layer by the path: `src/ui/tabs/plan.rs` is `ui`.
    fn layer(&self) -> String {
        let inside = self.path.trim_start_matches("src/");
        if inside.starts_with("text/strings") {
            return "text/strings".to_owned();
        }
        let first = inside.split('/').next().unwrap_or(inside);
        first.trim_end_matches(".rs").to_owned()
    }

    /// The names of the modules that lead here: `src/ui/tabs/plan.rs` is `ui`, `tabs`, `plan`.
    fn module(&self) -> Vec<&str> {
        let inside = self.path.trim_start_matches("src/").trim_end_matches(".rs");
        let mut parts: Vec<&str> = inside.split('/').collect();
        if matches!(parts.last(), Some(&"mod" | &"lib" | &"main")) {
            parts.pop();
        }
        parts
    }

    /// The layers that the code names, by `crate::`, by `super::` up to the top, or by the crate's name.
    fn uses(&self) -> BTreeSet<String> {
        let mut found = BTreeSet::new();
        for start in ["crate::", "dong_hanh::"] {
            for at in words(&self.code, start) {
                collect(&self.code[at + start.len()..], &mut found);
            }
        }
        let depth = self.module().len();
        let mut at = 0;
        while let Some(next) = self.code[at..].find("super::").map(|n| n + at) {
            let mut rest = &self.code[next..];
            let mut up = 0;
            while let Some(more) = rest.strip_prefix("super::") {
                (rest, up) = (more, up + 1);
            }
            if up == depth && depth > 0 {
                collect(rest, &mut found);
            }
            at = self.code.len() - rest.len();
        }
        found
    }
}

/// Adds the layers that follow `crate::`: one name, or a group in braces.
fn collect(rest: &str, found: &mut BTreeSet<String>) {
    let mut add = |path: &str| {
        let path = path.trim();
        let name: String = path
            .chars()
            .take_while(|c| c.is_alphanumeric() || *c == '_')
            .collect();
        let after = path[name.len()..].trim_start();
        // A macro stands at the top whatever its layer is.
        if after.starts_with('!') || name.is_empty() {
            return;
        }
        if name == "text"
            && after
                .trim_start_matches(':')
                .trim_start()
                .starts_with("strings")
        {
            found.insert("text/strings".to_owned());
        } else if name == "text"
            && after.trim_start_matches(':').trim_start().starts_with('{')
            && after.contains("strings")
        {
            found.insert("text/strings".to_owned());
            found.insert(name);
        } else {
            found.insert(name);
        }
    };
    if let Some(group) = rest.strip_prefix('{') {
        let (mut depth, mut start) = (0, 0);
        for (at, c) in group.char_indices() {
            match c {
                '{' => depth += 1,
                '}' if depth == 0 => {
                    add(&group[start..at]);
                    return;
                }
                '}' => depth -= 1,
                ',' if depth == 0 => {
                    add(&group[start..at]);
                    start = at + 1;
                }
                _ => {}
            }
        }
    } else {
        let end = rest.find([';', '\n', ')', '}']).unwrap_or(rest.len());
        add(&rest[..end]);
    }
}

/// Where a word begins that is no part of a longer one.
fn words<'a>(code: &'a str, word: &'a str) -> impl Iterator<Item = usize> + 'a {
    let part = |c: char| c.is_alphanumeric() || c == '_';
    code.match_indices(word)
        .map(|(at, _)| at)
        .filter(move |at| {
            let before = code[..*at].chars().next_back();
            let after = code[at + word.len()..].chars().next();
            let goes_on = word.ends_with(part) && after.is_some_and(part);
            !goes_on && !before.is_some_and(part)
        })
}

/// The code without comments, and with empty strings and characters.
fn bare(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let word_before = out
            .chars()
            .next_back()
            .is_some_and(|c| c.is_alphanumeric() || c == '_');
        if rest.starts_with("//") {
            rest = rest.find('\n').map_or("", |end| &rest[end..]);
        } else if rest.starts_with("/*") {
            let (mut depth, mut at) = (0, 0);
            loop {
                if rest[at..].starts_with("/*") {
                    (depth, at) = (depth + 1, at + 2);
                } else if rest[at..].starts_with("*/") {
                    (depth, at) = (depth - 1, at + 2);
                } else {
                    match rest[at..].chars().next() {
                        Some(c) => at += c.len_utf8(),
                        None => break,
                    }
                }
                if depth == 0 {
                    break;
                }
            }
            rest = &rest[at..];
        } else if !word_before && (rest.starts_with("r\"") || rest.starts_with("r#\"")) {
            let marks = rest[1..].chars().take_while(|c| *c == '#').count();
            let close = format!("\"{}", "#".repeat(marks));
            let body = &rest[2 + marks..];
            rest = body
                .find(&close)
                .map_or("", |end| &body[end + close.len()..]);
            out.push_str("\"\"");
        } else if c == '"' {
            let mut end = 1;
            let mut chars = rest[1..].chars();
            while let Some(c) = chars.next() {
                end += c.len_utf8();
                match c {
                    '\\' => end += chars.next().map_or(0, char::len_utf8),
                    '"' => break,
                    _ => {}
                }
            }
            // Whether it says something is all that matters.
            out.push_str(if end > 2 { "\"…\"" } else { "\"\"" });
            rest = &rest[end.min(rest.len())..];
        } else if c == '\'' {
            // A character, or a lifetime.
            let mut chars = rest[1..].chars();
            let (first, second) = (chars.next(), chars.next());
            if first == Some('\\') {
                let end = rest[3..].find('\'').map_or(rest.len(), |n| n + 4);
                rest = &rest[end..];
            } else if second == Some('\'') {
                rest = &rest[2 + first.map_or(0, char::len_utf8)..];
            } else {
                out.push('\'');
                rest = &rest[1..];
            }
        } else {
            out.push(c);
            rest = &rest[c.len_utf8()..];
        }
    }
    out
}

/// Takes out what stands under `#[cfg(test)]`; modules in files of their own are named.
fn without_tests(code: &str, modules: &mut Vec<String>) -> String {
    const MARK: &str = "#[cfg(test)]";
    let mut out = String::new();
    let mut rest = code;
    while let Some(at) = rest.find(MARK) {
        out.push_str(&rest[..at]);
        let item = &rest[at + MARK.len()..];
        let open = item.find('{').unwrap_or(item.len());
        let end = item.find(';').unwrap_or(item.len());
        if end < open {
            let declared = item[..end]
                .split_whitespace()
                .skip_while(|w| *w != "mod")
                .nth(1);
            modules.extend(declared.map(str::to_owned));
            rest = &item[(end + 1).min(item.len())..];
        } else {
            let mut depth = 0_i32;
            let close = item.char_indices().find(|(_, c)| {
                depth += i32::from(*c == '{') - i32::from(*c == '}');
                *c == '}' && depth == 0
            });
            rest = close.map_or("", |(n, _)| &item[n + 1..]);
        }
    }
    out.push_str(rest);
    out
}

/// Everything that breaks a rule in one file.
fn findings(source: &Source) -> Vec<String> {
    let layer = source.layer();
    let mut found = Vec::new();
    let mut tell = |what: String| found.push(format!("{}: {what}", source.path));
    match LAYERS.iter().find(|(name, _)| *name == layer) {
        None => tell(format!("“{layer}” is no layer; give it a place in LAYERS")),
        Some((_, may)) => {
            let own = |used: &str| used == layer || (layer == "text/strings" && used == "text");
            for used in source.uses() {
                let known = LAYERS.iter().any(|(name, _)| *name == used);
                if known && !own(&used) && !may.contains(&used.as_str()) {
                    tell(format!("{layer} must not use {used}"));
                }
            }
        }
    }
    let code = &source.code;
    if !WITH_WINDOW.contains(&layer.as_str()) {
        for krate in WINDOW_CRATES {
            if words(code, krate).next().is_some() {
                tell(format!("{krate} below ui"));
            }
        }
    }
    if !WITH_FILES.contains(&layer.as_str()) {
        let grouped = words(code, "std::{").any(|at| {
            let group = &code[at + 5..];
            let end = group.find(';').unwrap_or(group.len());
            words(&group[..end], "fs").next().is_some()
        });
        if words(code, "std::fs").next().is_some() || grouped {
            tell("std::fs outside the store".to_owned());
        }
    }
    if !WITH_CLOCK.contains(&layer.as_str()) {
        for clock in CLOCKS {
            if words(code, clock).next().is_some() {
                tell(format!("{clock}: the time is passed in"));
            }
        }
    }
    if words(code, "std::net").next().is_some() || words(code, "TcpStream").next().is_some() {
        tell("the program uses no network".to_owned());
    }
    if !WITH_COLOURS
        .iter()
        .any(|place| source.path.starts_with(place))
    {
        for at in words(code, "Color32::").chain(words(code, "Rgba::")) {
            let name: String = code[at..]
                .chars()
                .skip_while(|c| *c != ':')
                .skip(2)
                .take_while(|c| c.is_alphanumeric() || *c == '_')
                .collect();
            let made = name.starts_with("from_")
                || name.starts_with("hex")
                || name.chars().all(|c| c.is_uppercase() || c == '_');
            if made && !NO_COLOURS.contains(&name.as_str()) {
                tell(format!("the colour {name} outside ui/tokens"));
            }
        }
        if words(code, "hex_color").next().is_some() {
            tell("a colour outside ui/tokens".to_owned());
        }
    }
    for forbidden in [".unwrap()", ".expect(\"\")"] {
        if code.contains(forbidden) {
            tell(format!("{forbidden} without a proof"));
        }
    }
    for forbidden in ["todo!", "unimplemented!", "dbg!"] {
        if words(code, forbidden).next().is_some() {
            tell(forbidden.to_owned());
        }
    }
    for attribute in ["#[allow(", "#![allow("] {
        for (at, _) in code.match_indices(attribute) {
            let end = code[at..].find(")]").unwrap_or(code.len() - at);
            if !code[at..at + end].contains("reason") {
                tell("an allowance without a reason".to_owned());
            }
        }
    }
    found
}

fn files(dir: &Path, out: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(dir).expect("the folder is there") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            files(&path, out);
        } else if path.extension().is_some_and(|e| e == "rs") {
            out.push(path);
        }
    }
}

/// All sources but tests, with their texts.
fn sources() -> Vec<(Source, String)> {
    let top = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut paths = Vec::new();
    files(&top.join("src"), &mut paths);
    paths.sort();
    let read = |path: &PathBuf| {
        let text = std::fs::read_to_string(path).expect("a source is readable");
        let inside = path.strip_prefix(top).expect("it lies below the top");
        let name = inside.to_str().expect("plain names").replace('\\', "/");
        (Source::new(&name, &text), text)
    };
    let all: Vec<(Source, String)> = paths.iter().map(read).collect();
    let mut tests = BTreeSet::new();
    for (source, _) in &all {
        let folder = match source
            .path
            .strip_suffix("/mod.rs")
            .or(source.path.strip_suffix("/lib.rs"))
        {
            Some(folder) => folder,
            None => source.path.trim_end_matches(".rs"),
        };
        for module in &source.test_modules {
            tests.insert(format!("{folder}/{module}"));
            // A module with `#[path]` lies beside the one that declares it.
            let beside = source.path.rsplit_once('/').map_or("", |(dir, _)| dir);
            tests.insert(format!("{beside}/{module}"));
        }
    }
    let is_test = |path: &str| {
        let stem = path.trim_end_matches(".rs");
        tests
            .iter()
            .any(|t| stem == t || stem.starts_with(&format!("{t}/")))
            || stem.ends_with("_tests")
    };
    all.into_iter()
        .filter(|(source, _)| !is_test(&source.path))
        .collect()
}

#[test]
fn the_sources_keep_to_the_layers() {
    let sources = sources();
    assert!(
        sources.len() > 100,
        "only {} sources were found",
        sources.len()
    );
    let found: Vec<String> = sources
        .iter()
        .flat_map(|(source, _)| findings(source))
        .collect();
    assert!(
        found.is_empty(),
        "{} findings:\n{}",
        found.len(),
        found.join("\n")
    );
}

#[test]
fn every_file_says_at_its_head_what_it_is() {
    let silent: Vec<String> = sources()
        .into_iter()
        .filter(|(_, text)| !text.trim_start().starts_with("//!"))
        .map(|(source, _)| source.path)
        .collect();
    assert!(silent.is_empty(), "{silent:?}");
}

#[test]
fn no_layer_leads_back_to_itself() {
    let may: BTreeMap<&str, &[&str]> = LAYERS.iter().copied().collect();
    let reaches = |from: &str| {
        let mut seen: BTreeSet<&str> = BTreeSet::new();
        let mut open: Vec<&str> = may.get(from).copied().unwrap_or_default().to_vec();
        while let Some(next) = open.pop() {
            if seen.insert(next) {
                open.extend(may.get(next).copied().unwrap_or_default());
            }
        }
        seen
    };
    for (layer, _) in LAYERS {
        assert!(!reaches(layer).contains(layer), "{layer} can reach itself");
    }
}

/// What the rules say of a made-up file.
fn of(path: &str, text: &str) -> Vec<String> {
    findings(&Source::new(path, text))
}

#[test]
fn the_scanner_finds_arrows_that_run_the_wrong_way() {
    for (path, text) in [
        ("src/model/x.rs", "use crate::change::Document;"),
        (
            "src/model/x.rs",
            "use crate::{\n    text::fold,\n    change::{Document, Op},\n};",
        ),
        ("src/model/a/b.rs", "use super::super::super::store::save;"),
        ("src/model/mod.rs", "use super::ui::View;"),
        (
            "src/change/x.rs",
            "fn f() -> crate::insight::Insight { todo() }",
        ),
        ("src/ui/tabs/x.rs", "fn f(e: &crate::store::SaveError) {}"),
        ("src/store/save.rs", "use crate::codec;"),
        ("src/text/fold.rs", "use crate::text::strings::Lang;"),
        (
            "src/text/fold.rs",
            "use crate::text::{date, strings::Lang};",
        ),
        ("src/text/strings/x.rs", "use crate::ui::view::Tab;"),
        ("src/ui/x.rs", "use crate::app::state;"),
        ("src/main.rs", "use dong_hanh::store;"),
        ("src/nowhere/x.rs", ""),
    ] {
        assert_eq!(
            of(path, text).len(),
            1,
            "{path}: {text}: {:?}",
            of(path, text)
        );
    }
}

#[test]
fn the_scanner_lets_the_right_arrows_pass() {
    for (path, text) in [
        (
            "src/change/x.rs",
            "use crate::model::{Map, Path};\nuse super::log::Log;",
        ),
        ("src/model/a/b.rs", "use super::super::value::Value;"),
        (
            "src/text/strings/x.rs",
            "use crate::edit::Refusal;\ncrate::strings! { }",
        ),
        (
            "src/model/x.rs",
            "// use crate::ui;\n/* crate::store /* crate::ui */ */ const A: &str = \"crate::app::x\";",
        ),
        (
            "src/model/x.rs",
            "const A: &str = r#\"crate::ui \" \"#; const B: char = '\"'; // crate::ui\n",
        ),
        (
            "src/model/x.rs",
            "fn f<'a>(x: &'a str) {}\n#[cfg(test)]\nmod tests { use crate::ui; fn g() { x.unwrap() } }",
        ),
        (
            "src/ui/x.rs",
            "fn f() { let crate_view = 1; my_crate::store(); }",
        ),
        ("src/app/x.rs", "use crate::store::save;"),
    ] {
        assert_eq!(of(path, text), Vec::<String>::new(), "{path}: {text}");
    }
}

#[test]
fn the_scanner_finds_the_other_breaches() {
    for (path, text) in [
        ("src/insight/x.rs", "use eframe::egui;"),
        ("src/model/x.rs", "fn f(c: egui::Color32) {}"),
        ("src/change/x.rs", "use std::fs;"),
        ("src/ui/x.rs", "use std::{fmt, fs::File};"),
        ("src/model/x.rs", "let now = chrono::Local::now();"),
        ("src/store/x.rs", "SystemTime::now()"),
        ("src/ui/tabs/x.rs", "Color32::from_rgb(1, 2, 3)"),
        ("src/ui/tabs/x.rs", "egui::Color32::RED"),
        ("src/ui/tabs/x.rs", "egui::hex_color!(\"#fff\")"),
        ("src/text/x.rs", "let a = b.unwrap();"),
        ("src/text/x.rs", "let a = b.expect(\"\");"),
        ("src/text/x.rs", "fn f() { todo!() }"),
        ("src/text/x.rs", "#[allow(dead_code)] fn f() {}"),
        ("src/app/x.rs", "use std::net::TcpListener;"),
        (
            "src/text/x.rs",
            "#[cfg(test)] mod tests { fn a() { b(); } }\nlet c = d.unwrap();",
        ),
        (
            "src/text/x.rs",
            "#[cfg(test)]\nmod tests;\nlet c = d.unwrap();",
        ),
    ] {
        let found = of(path, text);
        assert!(!found.is_empty(), "{path}: {text}");
    }
    for (path, text) in [
        (
            "src/ui/x.rs",
            "Color32::TRANSPARENT; palette.bg; Color32 { }; let c: Color32 = a;",
        ),
        ("src/ui/tokens/x.rs", "Color32::from_rgb(1, 2, 3)"),
        ("src/store/x.rs", "use std::fs;"),
        (
            "src/text/x.rs",
            "b.expect(\"the list was checked above\"); b.unwrap_or(1);",
        ),
        (
            "src/text/x.rs",
            "#[allow(dead_code, reason = \"used by tests\")] fn f() {}",
        ),
        ("src/text/x.rs", "let egui_like = 1;"),
    ] {
        assert_eq!(of(path, text), Vec::<String>::new(), "{path}: {text}");
    }
}

#[test]
fn modules_that_are_tests_are_known_by_their_declaration() {
    let source = Source::new(
        "src/x/mod.rs",
        "#[cfg(test)]\n#[path = \"y_tests.rs\"]\nmod y;\npub mod z;",
    );
    assert_eq!(source.test_modules, ["y"]);
    assert!(source.code.contains("mod z"));
}
