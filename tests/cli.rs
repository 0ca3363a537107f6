//! The command line through its public face: what it answers, what it refuses, how it ends.

#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on fails loudly"
)]

use dong_hanh::cli::{self, Outcome, Start};
use dong_hanh::text::strings::Lang;
use serde_json::Value;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// The exit code, the answer and the error sentence of a command.
fn run(arguments: &[&str]) -> (u8, String, String) {
    let (mut text, mut errors) = (Vec::new(), Vec::new());
    let outcome = cli::run(arguments.iter().map(OsString::from), &mut text, &mut errors);
    let Outcome::Done(code) = outcome else {
        panic!("{arguments:?} wants a window")
    };
    let utf8 = |bytes| String::from_utf8(bytes).expect("the answer is UTF-8");
    (code, utf8(text), utf8(errors))
}

fn window(arguments: &[&str]) -> Start {
    match cli::run(
        arguments.iter().map(OsString::from),
        &mut Vec::new(),
        &mut Vec::new(),
    ) {
        Outcome::Window(start) => start,
        Outcome::Done(code) => panic!("{arguments:?} ends with {code}"),
    }
}

struct Place(tempfile::TempDir);

impl Place {
    fn new() -> Self {
        Self(tempfile::tempdir().expect("a temporary folder"))
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn text(&self, name: &str) -> String {
        self.path(name).to_str().expect("a plain path").to_owned()
    }

    fn sample(&self) -> String {
        let file = self.text("mẫu.donghanh.json");
        assert_eq!(run(&["new", &file, "--sample"]).0, cli::FINE);
        file
    }
}

/// Replaces the first occurrence of `from`, which must be there.
fn alter(file: &str, from: &str, to: &str) {
    let text = std::fs::read_to_string(file).expect("readable");
    assert!(text.contains(from), "{from}");
    std::fs::write(file, text.replacen(from, to, 1)).expect("writable");
}

fn one_sentence(errors: &str) {
    assert_eq!(errors.lines().count(), 1, "{errors:?}");
    assert!(errors.trim_end().ends_with(['.', 'p']), "{errors:?}");
    assert!(!errors.contains("panicked"));
}

#[test]
fn a_new_file_is_the_programme_as_signed_and_checks_fine() {
    let place = Place::new();
    let file = place.text("a.donghanh.json");
    let (code, text, errors) = run(&["new", &file]);
    assert_eq!((code, errors.as_str()), (cli::FINE, ""));
    assert!(text.contains("a.donghanh.json"), "{text}");
    let (code, text, errors) = run(&["check", &file, "--today", "2024-08-19"]);
    assert_eq!((code, errors.as_str()), (cli::FINE, ""), "{text}");
    assert!(text.contains("Bên: 2"), "{text}");
    assert!(
        !text.contains("Việc:"),
        "nothing is filled in that the text leaves open: {text}"
    );
    assert!(text.contains("19/08/2024"), "{text}");
    assert!(text.contains("Không thấy gì sai"), "{text}");
}

#[test]
fn new_never_overwrites() {
    let place = Place::new();
    std::fs::write(place.path("a.json"), "của tôi").expect("writable");
    for name in ["a.json", "."] {
        let (code, _, errors) = run(&["new", &place.text(name)]);
        assert_eq!(code, cli::FAILED, "{name}");
        one_sentence(&errors);
    }
    assert_eq!(
        std::fs::read_to_string(place.path("a.json")).expect("readable"),
        "của tôi"
    );
    let (code, _, errors) = run(&["new", &place.text("không/có/a.json")]);
    assert_eq!(code, cli::FAILED);
    one_sentence(&errors);
}

#[test]
fn two_new_files_are_two_documents() {
    let place = Place::new();
    let id = |name: &str| {
        let file = place.text(name);
        assert_eq!(run(&["new", &file]).0, cli::FINE);
        let text = std::fs::read_to_string(file).expect("readable");
        let value: Value = serde_json::from_str(&text).expect("JSON");
        value["doc_id"].as_str().expect("an id").to_owned()
    };
    assert_ne!(id("a.json"), id("b.json"));
}

#[test]
fn check_counts_what_stands_in_the_file_and_adds_it_up() {
    let place = Place::new();
    let file = place.sample();
    let (code, text, errors) = run(&["check", &file, "--json"]);
    assert_eq!((code, errors.as_str()), (cli::FINE, ""), "{text}");
    let answer: Value = serde_json::from_str(&text).expect("JSON");
    // Counted again from the file itself, without the program's reader.
    let raw: Value =
        serde_json::from_str(&std::fs::read_to_string(&file).expect("readable")).expect("JSON");
    for kind in [
        "parties",
        "units",
        "activities",
        "budget_lines",
        "payments",
        "houses",
    ] {
        let stands = raw[kind].as_object().map_or(0, serde_json::Map::len);
        assert_eq!(
            answer["counts"][kind].as_u64(),
            Some(stands as u64),
            "{kind}"
        );
    }
    let sum = |key: &str| {
        let lines = raw["budget_lines"].as_object().expect("lines").values();
        lines.filter_map(|line| line[key].as_i64()).sum::<i64>()
    };
    assert_eq!(answer["totals"]["estimate"].as_i64(), Some(sum("estimate")));
    assert_eq!(
        answer["totals"]["allocated"].as_i64(),
        Some(sum("allocated"))
    );
    let payments = raw["payments"].as_object().expect("payments").values();
    let disbursed: i64 = payments
        .map(|p| match p["kind"].as_str() {
            Some("disbursement") => p["money"]["amount"].as_i64().unwrap_or(0),
            Some("recovery") => -p["money"]["amount"].as_i64().unwrap_or(0),
            _ => 0,
        })
        .sum();
    assert_eq!(answer["totals"]["disbursed"].as_i64(), Some(disbursed));
    assert_eq!(answer["sample"], Value::Bool(true));
    assert_eq!(
        answer["today"].as_str(),
        Some("2024-08-19"),
        "sample data carry their own today"
    );
    assert_eq!(answer["hand_edits"].as_u64(), Some(0));
}

#[test]
fn check_tells_problems_as_sentences_and_ends_with_1() {
    let place = Place::new();
    let file = place.sample();
    let raw: Value =
        serde_json::from_str(&std::fs::read_to_string(&file).expect("readable")).expect("JSON");
    let (_, activity) = raw["activities"]
        .as_object()
        .and_then(|all| all.iter().find(|(_, a)| a["lead"].is_string()))
        .expect("the sample has an activity with a lead");
    let lead = format!("\"lead\": {}", activity["lead"]);
    alter(&file, &lead, "\"lead\": \"u.nobody\"");
    let (code, text, errors) = run(&["check", &file]);
    assert_eq!((code, errors.as_str()), (cli::FAILED, ""));
    assert!(text.contains("“u.nobody”"), "{text}");
    assert!(text.contains("Sửa tay: 1"), "{text}");
    let (code, text, _) = run(&["check", &file, "--json", "--lang", "en"]);
    assert_eq!(code, cli::FAILED);
    let answer: Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!(answer["problems"][0]["kind"].as_str(), Some("dangling"));
    assert!(
        answer["problems"][0]["sentence"]
            .as_str()
            .is_some_and(|s| s.contains("does not exist"))
    );
    assert_eq!(answer["hand_edits"].as_u64(), Some(1));
}

#[test]
fn what_cannot_be_read_gets_a_sentence_and_2() {
    let place = Place::new();
    let whole = std::fs::read(place.sample()).expect("readable");
    let cases: [(&str, &[u8]); 6] = [
        ("empty.json", b""),
        ("cut.json", &whole[..whole.len() / 2]),
        ("other.json", b"{\"name\": \"something else\"}"),
        ("binary.json", &[0xff, 0xd8, 0xff, 0xe0, 1, 2, 3, 0x80]),
        ("list.json", b"[1, 2"),
        ("bidi.json", "{\"\u{202e}\": 1, \"\u{202e}\": 2}".as_bytes()),
    ];
    for (name, bytes) in cases {
        std::fs::write(place.path(name), bytes).expect("writable");
        for command in ["check", "render"] {
            let (file, picture) = (place.text(name), place.text("never.png"));
            let arguments: &[&str] = if command == "check" {
                &["check", &file]
            } else {
                &["render", &file, &picture]
            };
            let (code, text, errors) = run(arguments);
            assert_eq!(code, cli::UNUSABLE, "{command} {name}: {errors}");
            assert_eq!(text, "", "{command} {name}");
            one_sentence(&errors);
            assert!(!errors.contains('\u{202e}'));
        }
        let (code, text, errors) = run(&["check", &place.text(name), "--json"]);
        assert_eq!((code, errors.as_str()), (cli::UNUSABLE, ""), "{name}");
        let answer: Value = serde_json::from_str(&text).expect("JSON");
        assert_eq!(answer["readable"], Value::Bool(false), "{name}");
    }
    assert!(!place.path("never.png").exists());
    for missing in ["nowhere.json", "."] {
        let (code, _, errors) = run(&["check", &place.text(missing)]);
        assert_eq!(code, cli::UNUSABLE);
        one_sentence(&errors);
    }
}

#[test]
fn render_draws_a_picture_of_the_size_that_was_asked_for() {
    let place = Place::new();
    let (file, picture) = (place.sample(), place.text("ảnh.png"));
    let draw = |tab: &str, theme: &str, lang: &str| {
        let size = ["--size", "700x500"];
        let (code, _, errors) = run(&[
            "render", &file, "--tab", tab, size[0], size[1], "--theme", theme, "--lang", lang,
            &picture,
        ]);
        assert_eq!(
            (code, errors.as_str()),
            (cli::FINE, ""),
            "{tab} {theme} {lang}"
        );
        pixels(Path::new(&picture))
    };
    let light = draw("overview", "light", "vi");
    assert_eq!((light.0, light.1), (700, 500));
    assert_eq!(
        light,
        draw("overview", "light", "vi"),
        "the same picture every time"
    );
    let dark = draw("overview", "dark", "vi");
    let sum = |image: &(u32, u32, Vec<u8>)| image.2.iter().map(|b| u64::from(*b)).sum::<u64>();
    assert!(sum(&dark) * 2 < sum(&light), "dark is darker");
}

fn pixels(path: &Path) -> (u32, u32, Vec<u8>) {
    let file = std::io::BufReader::new(std::fs::File::open(path).expect("the picture is there"));
    let mut reader = png::Decoder::new(file).read_info().expect("a PNG");
    let mut bytes = vec![0; reader.output_buffer_size().expect("small enough")];
    let info = reader.next_frame(&mut bytes).expect("a whole PNG");
    (info.width, info.height, bytes)
}

#[test]
fn misuse_is_told_in_one_sentence_with_2() {
    for arguments in [
        &["new"][..],
        &["check"],
        &["render", "a.json"],
        &["check", "a.json", "b.json"],
        &["a.json", "b.json"],
        &["check", "a.json", "--sample"],
        &["new", "a.json", "--json"],
        &["a.json", "--tab", "plan"],
        &["render", "a.json", "b.png", "--tab", "d8"],
        &["render", "a.json", "b.png", "--tab", "d0"],
        &["render", "a.json", "b.png", "--size", "0x0"],
        &["render", "a.json", "b.png", "--size", "99999x99999"],
        &["--today", "19/08/2024"],
        &["--today", "2024-02-30"],
        &["--today"],
        &["--lang", "fr"],
        &["--frobnicate"],
        &["-x"],
    ] {
        let (code, text, errors) = run(arguments);
        assert_eq!((code, text.as_str()), (cli::UNUSABLE, ""), "{arguments:?}");
        one_sentence(&errors);
    }
}

#[test]
fn the_language_holds_for_errors_before_and_after_it() {
    for arguments in [
        &["--lang", "en", "--frobnicate"],
        &["--frobnicate", "--lang", "en"],
    ] {
        assert!(
            run(arguments).2.starts_with("There is no option"),
            "{arguments:?}"
        );
    }
    assert!(run(&["--frobnicate"]).2.starts_with("Không có tùy chọn"));
}

#[test]
fn help_and_version_answer_on_the_output() {
    let (code, text, errors) = run(&["--help"]);
    assert_eq!((code, errors.as_str()), (cli::FINE, ""));
    for word in ["new", "check", "render", "--today", "--lang", "overview"] {
        assert!(text.contains(word), "{word}");
    }
    assert_ne!(run(&["--help", "--lang", "en"]).1, text);
    assert_eq!(
        run(&["--version"]).1.trim(),
        concat!("dong-hanh ", env!("CARGO_PKG_VERSION"))
    );
}

#[test]
fn the_window_gets_its_file_day_and_language() {
    assert_eq!(window(&[]), Start::default());
    let start = window(&["tệp.donghanh.json", "--today", "2024-08-19", "--lang", "en"]);
    // Whatever folder the program goes to later, it is this file.
    let absolute = |name: &str| std::path::absolute(name).ok();
    assert_eq!(start.file, absolute("tệp.donghanh.json"));
    assert_eq!(start.today, chrono::NaiveDate::from_ymd_opt(2024, 8, 19));
    assert_eq!(start.lang, Some(Lang::En));
    // A file that is called like a command.
    assert_eq!(window(&["./new"]).file, absolute("./new"));
}

#[test]
fn a_calendar_is_exported_and_never_overwrites_by_itself() {
    let place = Place::new();
    let file = place.sample();
    let to = place.text("lịch.ics");
    let export = |more: &[&str]| {
        let mut all = vec![
            "export",
            &*file,
            "--what",
            "calendar",
            "--to",
            &*to,
            "--today",
            "2024-08-19",
        ];
        all.extend(more);
        run(&all)
    };
    let (code, text, errors) = export(&[]);
    assert_eq!((code, errors.as_str()), (cli::FINE, ""));
    assert!(text.contains("lịch.ics"), "{text}");
    let read = || std::fs::read_to_string(place.path("lịch.ics")).expect("readable");
    let all = read();
    assert!(all.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"));
    let events = |text: &str| text.matches("\r\nBEGIN:VEVENT\r\n").count();
    assert!(events(&all) > 50, "{}", events(&all));

    // Another calendar to the same place: not without being told to.
    let (code, _, errors) = export(&["--years", "2024"]);
    assert_eq!(code, cli::FAILED);
    one_sentence(&errors);
    assert_eq!(read(), all);
    let (code, ..) = export(&["--years", "2024", "--party", "vl", "--force"]);
    assert_eq!(code, cli::FINE);
    let some = read();
    assert!(events(&some) > 0 && events(&some) < events(&all));
    let (code, ..) = export(&[
        "--years",
        "2024",
        "--party",
        "vl",
        "--only-deadlines",
        "--force",
    ]);
    assert_eq!(code, cli::FINE);
    assert!(events(&read()) < events(&some));
    assert_eq!(
        std::fs::read_dir(place.0.path()).expect("a folder").count(),
        2,
        "nothing else is left behind"
    );
}

#[test]
fn an_export_that_cannot_be_says_why() {
    let place = Place::new();
    let file = place.sample();
    let before = std::fs::read(&file).expect("readable");
    let to = place.text("a.ics");
    for (arguments, wanted) in [
        (vec!["export", &*file], cli::UNUSABLE),
        (vec!["export", &*file, "--what", "calendar"], cli::UNUSABLE),
        (
            vec!["export", &*file, "--what", "x", "--to", &*to],
            cli::UNUSABLE,
        ),
        (
            vec![
                "export", &*file, "--what", "calendar", "--to", &*to, "--years", "24",
            ],
            cli::UNUSABLE,
        ),
        (
            vec![
                "export", &*file, "--what", "calendar", "--to", &*to, "--party", "xx",
            ],
            cli::UNUSABLE,
        ),
        (vec!["check", &*file, "--force"], cli::UNUSABLE),
        (
            vec![
                "export",
                "không có.json",
                "--what",
                "calendar",
                "--to",
                &*to,
            ],
            cli::UNUSABLE,
        ),
        // The document itself is never replaced by what was made of it.
        (
            vec![
                "export", &*file, "--what", "calendar", "--to", &*file, "--force",
            ],
            cli::FAILED,
        ),
        (
            vec![
                "export",
                &*file,
                "--what",
                "calendar",
                "--to",
                "/không/có/a.ics",
            ],
            cli::FAILED,
        ),
    ] {
        let (code, text, errors) = run(&arguments);
        assert_eq!(code, wanted, "{arguments:?}: {text}{errors}");
        one_sentence(&errors);
    }
    assert_eq!(std::fs::read(&file).expect("readable"), before);
    assert!(!place.path("a.ics").exists());
}

/// What the system reports is said in the language of the program, never in its own words alone.
#[test]
fn what_cannot_be_written_over_says_why() {
    let place = Place::new();
    let file = place.sample();
    let to = place.text("chỉ đọc.ics");
    std::fs::write(&to, "của người khác").expect("writable");
    let read_only = |on: bool| {
        let mut permissions = std::fs::metadata(&to).expect("there").permissions();
        permissions.set_readonly(on);
        std::fs::set_permissions(&to, permissions).expect("ours");
    };
    read_only(true);
    let export = ["export", &*file, "--what", "calendar", "--to", &*to];
    let (code, _, errors) = run(&[&export[..], &["--force"]].concat());
    assert_eq!(code, cli::FAILED);
    one_sentence(&errors);
    assert!(errors.contains("chế độ chỉ đọc"), "{errors}");
    let kept = std::fs::read_to_string(&to).expect("readable");
    assert_eq!(kept, "của người khác");
    read_only(false);

    #[cfg(unix)]
    {
        let link = place.text("liên kết.donghanh.json");
        std::os::unix::fs::symlink("không có.json", &link).expect("a link");
        let (code, _, errors) = run(&["new", &link]);
        assert_eq!(code, cli::FAILED);
        one_sentence(&errors);
        assert!(errors.contains("dẫn tới chỗ không có"), "{errors}");
    }
}

#[test]
fn the_timeline_is_exported_on_sheets_of_paper() {
    let place = Place::new();
    let file = place.sample();
    let export = |to: &str, more: &[&str]| {
        let to = place.text(to);
        let mut all = vec!["export", &*file, "--what", "timeline", "--to", &*to];
        all.extend(["--today", "2024-08-19"]);
        all.extend(more);
        run(&all)
    };
    let (code, text, errors) = export("biểu đồ.svg", &["--years", "2024"]);
    assert_eq!((code, errors.as_str()), (cli::FINE, ""));
    // The sample's year needs two pages of A4; each is a file and is named.
    for page in ["biểu đồ-1.svg", "biểu đồ-2.svg"] {
        assert!(text.contains(page), "{text}");
        let svg = std::fs::read_to_string(place.path(page)).expect("readable");
        let tree = roxmltree::Document::parse(&svg).expect("well formed");
        assert_eq!(tree.root_element().attribute("width"), Some("297mm"));
        assert!(svg.contains("DỮ LIỆU MINH HOẠ"));
    }
    // A second time only when told to.
    let (code, _, errors) = export("biểu đồ.svg", &["--years", "2024"]);
    assert_eq!(code, cli::FAILED);
    one_sentence(&errors);
    assert_eq!(
        export("biểu đồ.svg", &["--years", "2024", "--force"]).0,
        cli::FINE
    );

    let (code, _, errors) = export("b.png", &["--years", "2023", "--paper", "a3"]);
    assert_eq!((code, errors.as_str()), (cli::FINE, ""));
    let png = std::fs::read(place.path("b.png")).expect("readable");
    let decoder = png::Decoder::new(std::io::Cursor::new(png));
    let reader = decoder.read_info().expect("a picture");
    // 420 mm at 180 dots per inch.
    assert!(
        reader.info().width.abs_diff(2976) <= 2,
        "{}",
        reader.info().width
    );

    // What one party leads or coordinates is less than the whole, and says what it is beside.
    let svg = |to: &str, more: &[&str]| {
        let (code, _, errors) = export(to, more);
        assert_eq!((code, errors.as_str()), (cli::FINE, ""), "{more:?}");
        let first = std::fs::read_dir(place.0.path()).expect("readable");
        let stem = to.trim_end_matches(".svg");
        let pages = first.flatten().map(|e| e.path()).filter(|path| {
            let name = path
                .file_name()
                .and_then(|n| n.to_str())
                .unwrap_or_default();
            name.starts_with(stem)
        });
        let text: String = pages
            .map(|path| std::fs::read_to_string(path).expect("readable"))
            .collect();
        text
    };
    let whole = svg("whole.svg", &["--years", "2024"]);
    let one = svg("one.svg", &["--years", "2024", "--party", "vl"]);
    assert!(one.len() < whole.len());
    let beside = svg("beside.svg", &["--years", "2024", "--compare", "agreement"]);
    assert!(beside.len() > whole.len());

    for (to, more) in [
        ("b.pdf", vec![]),
        ("c.svg", vec!["--paper", "a5"]),
        ("c.svg", vec!["--party", "no-such"]),
        ("c.svg", vec!["--compare", "hôm kia"]),
    ] {
        let (code, _, errors) = export(to, &more);
        assert_eq!(code, cli::UNUSABLE, "{to} {more:?}");
        one_sentence(&errors);
    }
}

#[test]
fn tables_are_exported_to_spreadsheets() {
    use calamine::Reader as _;
    let place = Place::new();
    let file = place.sample();
    let export = |what: &str, to: &str, more: &[&str]| {
        let to = place.text(to);
        let mut all = vec!["export", &*file, "--what", what, "--to", &*to];
        all.extend(["--today", "2024-08-19"]);
        all.extend(more);
        run(&all)
    };
    for what in ["lines", "payments", "houses", "schools", "activities"] {
        for kind in ["xlsx", "csv"] {
            let (code, _, errors) = export(what, &format!("{what}.{kind}"), &["--years", "2023"]);
            assert_eq!((code, errors.as_str()), (cli::FINE, ""));
        }
        let csv = std::fs::read_to_string(place.path(&format!("{what}.csv"))).expect("readable");
        assert!(csv.starts_with("\u{feff}Dữ liệu minh hoạ"), "{csv}");
        assert!(csv.lines().any(|line| line.starts_with("STT;")));
        assert!(!csv.contains("Hộ số"), "{what}");
    }
    let (code, ..) = export("houses", "có tên.csv", &["--names"]);
    assert_eq!(code, cli::FINE);
    let csv = std::fs::read_to_string(place.path("có tên.csv")).expect("readable");
    assert!(csv.contains("Hộ số 1"));

    let (code, ..) = export("tables", "tất cả.xlsx", &[]);
    assert_eq!(code, cli::FINE);
    let bytes = std::fs::read(place.path("tất cả.xlsx")).expect("readable");
    let book = calamine::Xlsx::new(std::io::Cursor::new(bytes)).expect("a workbook");
    assert_eq!(
        book.sheet_names(),
        ["Kinh phí", "Chứng từ", "Nhà ở", "Điểm trường", "Kết quả"]
    );

    for (what, to, more) in [
        ("lines", "a.ods", vec![]),
        ("tables", "a.csv", vec![]),
        ("summary", "a.txt", vec!["--names"]),
    ] {
        let (code, _, errors) = export(what, to, &more);
        assert_eq!(code, cli::UNUSABLE, "{what} {to}");
        one_sentence(&errors);
    }
}

#[test]
fn a_page_and_a_summary_are_written_for_people_without_the_program() {
    let place = Place::new();
    let file = place.sample();
    let page = place.text("trang.html");
    let wish = ["export", &file, "--what", "page", "--to", &page];
    let (code, said, _) = run(&wish);
    assert_eq!(code, cli::FINE, "{said}");
    let html = std::fs::read_to_string(&page).expect("a page");
    assert!(html.contains("Tính đến ngày 19/08/2024"));
    assert!(html.contains("Trang không nêu tên hộ và thôn."));
    // What stands there is not overwritten by itself.
    std::fs::write(&page, "của người khác").expect("another file");
    assert_eq!(run(&wish).0, cli::FAILED);
    let named = place.text("trang có tên.html");
    let (code, ..) = run(&["export", &file, "--what", "page", "--to", &named, "--names"]);
    assert_eq!(code, cli::FINE);
    let html = std::fs::read_to_string(&named).expect("a page");
    assert!(!html.contains("Trang không nêu tên hộ và thôn."));

    let text = place.text("tóm tắt.txt");
    let summary = ["export", &file, "--what", "summary", "--to", &text];
    assert_eq!(run(&summary).0, cli::UNUSABLE, "for whom");
    let mut whole = summary.to_vec();
    whole.extend(["--party", "xx"]);
    assert_eq!(run(&whole).0, cli::UNUSABLE, "nobody of that name");
    let mut whole = summary.to_vec();
    whole.extend(["--party", "ct", "--today", "2024-08-19"]);
    assert_eq!(run(&whole).0, cli::FINE);
    let said = std::fs::read_to_string(&text).expect("a summary");
    assert!(
        said.contains("Bản 1, Vĩnh Lộc gửi Cẩm Thủy ngày 19/08/2024."),
        "{said}"
    );
    assert!(
        said.contains("Gửi lần đầu: toàn bộ chương trình."),
        "{said}"
    );
    let misused = [
        "export", &file, "--what", "tables", "--to", &page, "--party", "ct",
    ];
    assert_eq!(run(&misused).0, cli::UNUSABLE);
}
