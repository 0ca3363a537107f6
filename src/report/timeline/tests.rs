//! Sheets as another reader finds them in the SVG.

use super::*;
use crate::change::Document;
use crate::codec::embedded::{new_document, sample_document};
use crate::insight::timeline::Choice;
use crate::report::drawing::{Ink, Item};
use crate::report::svg::svg;

/// Letters of one width each: enough to lay out.
struct Even;

impl Measure for Even {
    fn width(&self, text: &str, size: f32, _: bool) -> f32 {
        text.chars().count() as f32 * size * 0.55
    }
}

fn made(document: &Document, years: YearFilter, format: Format) -> Vec<Sheet> {
    let today = document.programme().header.sample_today;
    let today = today
        .or(NaiveDate::from_ymd_opt(2024, 8, 19))
        .expect("a day");
    let insight = Insight::of(document, today, years);
    let programme = document.programme();
    let rows = Rows::of(programme, &insight, &Choice::default(), &[], 0);
    sheets(&Request {
        programme,
        insight: &insight,
        rows: &rows,
        links: false,
        compared: None,
        stretch: None,
        printed: today,
        format,
        names: false,
        lang: Lang::Vi,
        measure: &Even,
    })
    .expect("not too much")
}

fn text(sheet: &Sheet) -> String {
    svg(sheet, &|_: Ink| [1, 2, 3])
}

fn words(svg: &str) -> Vec<String> {
    let tree = roxmltree::Document::parse(svg).expect("well formed");
    tree.descendants()
        .filter(|n| n.has_tag_name("text"))
        .filter_map(|n| n.text().map(str::to_owned))
        .collect()
}

#[test]
fn every_sheet_is_well_formed_and_as_large_as_its_paper() {
    let document = sample_document("s");
    for (paper, portrait, size) in [
        (Paper::A4, false, (297.0, 210.0)),
        (Paper::A4, true, (210.0, 297.0)),
        (Paper::A3, false, (420.0, 297.0)),
    ] {
        let format = Format::Pages { paper, portrait };
        let sheets = made(&document, YearFilter::All, format);
        let mut lines = 0;
        for sheet in &sheets {
            assert!((sheet.width * sheet.mm - size.0).abs() < 0.1);
            assert!((sheet.height * sheet.mm - size.1).abs() < 0.1);
            let text = text(sheet);
            let tree = roxmltree::Document::parse(&text).expect("well formed");
            let root = tree.root_element();
            let mm = |name: &str| -> f32 {
                let value = root.attribute(name).expect("a size");
                value.trim_end_matches("mm").parse().expect("a number")
            };
            assert!((mm("width") - size.0).abs() < 0.1);
            lines += words(&text).len();
            // Nothing reaches over the edge of the paper.
            for item in sheet.layers.iter().flat_map(|l| &l.items) {
                if let Item::Words(w) = item {
                    let (from, to) = match w.align {
                        crate::report::drawing::Align::Start => (w.x, w.x + w.width),
                        crate::report::drawing::Align::Middle => {
                            (w.x - w.width / 2.0, w.x + w.width / 2.0)
                        }
                        crate::report::drawing::Align::End => (w.x - w.width, w.x),
                    };
                    assert!(from >= 0.0 && to <= sheet.width, "{w:?}");
                    assert!(w.y > 0.0 && w.y < sheet.height, "{w:?}");
                }
            }
        }
        assert!(lines > 100, "{lines}");
    }
}

#[test]
fn pages_hold_every_line_once_and_repeat_their_heads() {
    let document = sample_document("s");
    let sheets = made(&document, YearFilter::All, Format::default());
    assert!(sheets.len() > 1, "the sample needs more than one page");
    for (nth, sheet) in sheets.iter().enumerate() {
        let words = words(&text(sheet));
        let has = |what: &str| words.iter().any(|w| w.contains(what));
        assert!(has(&format!("{}/{}", nth + 1, sheets.len())), "{words:?}");
        assert!(has("DỮ LIỆU MINH HOẠ") && has("Kế hoạch 2024") && has("Thời hạn"));
        assert!(has("Tính đến 19/08/2024"), "{words:?}");
    }
    let rows = {
        let today = document.programme().header.sample_today.expect("a day");
        let insight = Insight::of(&document, today, YearFilter::All);
        Rows::of(document.programme(), &insight, &Choice::default(), &[], 0)
    };
    for most in [2, 3, 7, 20, 1000] {
        let pages = pages(&rows, most);
        let all: Vec<usize> = pages.iter().cloned().flatten().collect();
        assert_eq!(all, (0..rows.lines.len()).collect::<Vec<_>>());
        assert!(pages.iter().all(|p| p.len() <= most && !p.is_empty()));
    }
}

#[test]
fn one_sheet_at_a_zoom_is_as_wide_as_its_days() {
    let document = sample_document("s");
    let at = |px_per_day| {
        let mut sheets = made(
            &document,
            YearFilter::Year(2024),
            Format::Screen { px_per_day },
        );
        assert_eq!(sheets.len(), 1);
        sheets.remove(0).width
    };
    let (near, far) = (at(6.0), at(3.0));
    assert!((near - far - 366.0 * 3.0).abs() < 1.0, "{near} {far}");
}

#[test]
fn a_plan_without_number_and_date_is_called_a_draft() {
    let document = sample_document("s");
    for plans in Insight::of(&document, NaiveDate::default(), YearFilter::All).plans {
        let joint = plans
            .joint
            .as_ref()
            .and_then(|id| document.programme().plans.get(id));
        let draft = joint.is_some_and(|p| p.number.is_empty() || p.issued_on.is_none());
        let sheets = made(&document, YearFilter::Year(plans.year), Format::default());
        let said = words(&text(&sheets[0])).iter().any(|w| w == "DỰ THẢO");
        assert_eq!(said, draft, "{}", plans.year);
    }
}

#[test]
fn an_empty_programme_makes_one_quiet_page() {
    let document = new_document("n");
    let sheets = made(&document, YearFilter::All, Format::default());
    assert_eq!(sheets.len(), 1);
    let words = words(&text(&sheets[0]));
    assert!(!words.iter().any(|w| w.to_lowercase().contains("minh hoạ")));
    assert!(words.iter().any(|w| w == "Chưa lập kế hoạch"), "{words:?}");
}

#[test]
fn a_hostile_title_is_only_words() {
    use crate::change::{Op, Session};
    use crate::model::{Activity, Path};
    let mut document = sample_document("s");
    document.begin_session("sheettestsession", Session::default());
    let id = document
        .programme()
        .activities
        .keys()
        .next()
        .expect("one")
        .clone();
    let title = "</text><script>x</script>&amp; \"\u{0}\u{202e}\u{ffff}";
    let path = Path::new(Activity::KIND, id.as_str());
    document.commit(vec![Op::set(&path, Activity::TITLE, title)], 1);
    for sheet in made(&document, YearFilter::All, Format::default()) {
        let text = text(&sheet);
        let tree = roxmltree::Document::parse(&text).expect("well formed");
        let names: std::collections::BTreeSet<&str> = tree
            .descendants()
            .filter(|n| n.is_element())
            .map(|n| n.tag_name().name())
            .collect();
        assert!(!names.contains("script"));
        assert!(!text.contains('\u{202e}'));
    }
}
