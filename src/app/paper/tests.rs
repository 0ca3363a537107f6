//! Sheets as pixels: legible in black and white, and as large as they should be.

use super::*;
use crate::change::Document;
use crate::codec::embedded::{new_document, sample_document};
use crate::insight::timeline::{Choice, Look, Rows};
use crate::insight::{Insight, YearFilter};
use crate::report::drawing::{Area, Canvas};
use crate::report::timeline::{Format, Paper, Request, looks, sheets};
use crate::text::strings::Lang;

const LOOKS: [Look; 8] = [
    Look::Done,
    Look::DoneLate,
    Look::Running,
    Look::Planned,
    Look::Overdue,
    Look::OverdueUntouched,
    Look::Aside,
    Look::Removed,
];

fn grey(c: Color32) -> f32 {
    0.299 * f32::from(c.r()) + 0.587 * f32::from(c.g()) + 0.114 * f32::from(c.b())
}

/// A bar of this look by itself, in grey.
fn sample(look: Look, letters: &Letters) -> Vec<f32> {
    let whole = Area {
        x: 0.0,
        y: 0.0,
        w: 60.0,
        h: 24.0,
    };
    let mut canvas = Canvas::new(letters, whole);
    let at = Area {
        x: 5.0,
        y: 5.0,
        w: 40.0,
        h: 14.0,
    };
    looks::bar(&mut canvas, at, look, 25.0, false);
    if matches!(
        look,
        Look::DoneLate | Look::Overdue | Look::OverdueUntouched
    ) {
        let late = Area {
            x: 45.0,
            w: 10.0,
            ..at
        };
        looks::late(&mut canvas, look, late);
    }
    let sheet = Sheet {
        width: whole.w,
        height: whole.h,
        mm: 0.2395,
        title: String::new(),
        layers: vec![canvas.layer],
    };
    let image = pixels(&sheet, 200.0);
    image.pixels.iter().map(|p| grey(*p)).collect()
}

#[test]
fn no_two_looks_are_the_same_in_grey() {
    let letters = Letters::default();
    let samples: Vec<Vec<f32>> = LOOKS.iter().map(|l| sample(*l, &letters)).collect();
    for (i, a) in samples.iter().enumerate() {
        for (j, b) in samples.iter().enumerate().skip(i + 1) {
            let seen = a
                .iter()
                .zip(b)
                .filter(|(a, b)| (**a - **b).abs() > 48.0)
                .count();
            // At least one pixel in thirty is plainly another grey.
            assert!(
                seen * 30 > a.len(),
                "{:?} and {:?}: {seen} of {}",
                LOOKS[i],
                LOOKS[j],
                a.len()
            );
        }
    }
}

fn made(document: &Document, years: YearFilter, format: Format) -> Vec<Sheet> {
    let programme = document.programme();
    let today = programme.header.sample_today;
    let today = today
        .or(chrono::NaiveDate::from_ymd_opt(2024, 8, 19))
        .expect("a day");
    let insight = Insight::of(document, today, years);
    let rows = Rows::of(programme, &insight, &Choice::default(), &[], 0);
    sheets(&Request {
        programme,
        insight: &insight,
        rows: &rows,
        links: true,
        compared: None,
        stretch: None,
        printed: today,
        format,
        names: false,
        lang: Lang::Vi,
        measure: &Letters::default(),
    })
    .expect("not too much")
}

#[test]
fn pictures_are_as_large_as_their_paper() {
    let folder = crate::ui::preview::pictures();
    let page = |paper, portrait| Format::Pages { paper, portrait };
    for (name, document, years, format) in [
        (
            "a4",
            sample_document("s"),
            YearFilter::All,
            page(Paper::A4, false),
        ),
        (
            "a4-2024",
            sample_document("s"),
            YearFilter::Year(2024),
            page(Paper::A4, false),
        ),
        (
            "a4-high",
            sample_document("s"),
            YearFilter::All,
            page(Paper::A4, true),
        ),
        (
            "a3",
            sample_document("s"),
            YearFilter::Year(2024),
            page(Paper::A3, false),
        ),
        (
            "a4-empty",
            new_document("n"),
            YearFilter::All,
            page(Paper::A4, false),
        ),
        (
            "screen",
            sample_document("s"),
            YearFilter::Year(2024),
            Format::Screen { px_per_day: 3.0 },
        ),
    ] {
        let sheets = made(&document, years, format);
        let sheet = &sheets[0];
        let image = pixels(sheet, 150.0);
        let wished = sheet.width * sheet.mm / INCH * 150.0;
        assert!((image.size[0] as f32 - wished).abs() <= 1.0, "{name}");
        let dark = image.pixels.iter().filter(|p| grey(**p) < 100.0).count();
        assert!(dark > 3000, "{name}: {dark}");
        let png = crate::ui::raster::png(&image).expect("a picture");
        std::fs::write(folder.join(format!("paper-{name}.png")), png).expect("written");
        let text = svg(sheet, &rgb);
        std::fs::write(folder.join(format!("paper-{name}.svg")), text).expect("written");
    }
}

#[test]
fn a_comparison_stands_on_the_sheet_with_removed_work_and_old_deadlines() {
    let document = sample_document("s");
    let now = document.programme();
    let today = now.header.sample_today.expect("the sample's day");
    let insight = Insight::of(&document, today, YearFilter::Year(2024));
    let mut before = now.clone();
    let house = now
        .activities
        .values()
        .find(|a| a.title == "Xây nhà cho hộ số 2");
    let house = house.expect("in the sample").clone();
    let mut ghost = house.clone();
    ghost.id = "gone".into();
    ghost.title = "Việc đã bỏ".to_owned();
    before.activities.insert(ghost.id.clone(), ghost);
    let old = before.activities.get_mut(&house.id).expect("the same");
    old.due = chrono::NaiveDate::from_ymd_opt(2024, 7, 31);
    let compared = crate::insight::timeline::Compared::of(&before, now);
    let rows = Rows::of(now, &insight, &Choice::default(), &compared.removed, 1);
    let sheets = sheets(&Request {
        programme: now,
        insight: &insight,
        rows: &rows,
        links: true,
        compared: Some(crate::report::timeline::Beside {
            compared: &compared,
            words: "Mốc thử → Bây giờ · bớt 1 · dời 1",
        }),
        stretch: None,
        printed: today,
        format: Format::Pages {
            paper: Paper::A4,
            portrait: false,
        },
        names: false,
        lang: Lang::Vi,
        measure: &Letters::default(),
    })
    .expect("not too much");
    let text: String = sheets.iter().map(|sheet| svg(sheet, &rgb)).collect();
    for words in [
        "Mốc thử → Bây giờ",
        "Việc đã bỏ",
        "31/07/2024",
        "25/08/2024",
    ] {
        assert!(text.contains(words), "{words}");
    }
    let folder = crate::ui::preview::pictures();
    for (nth, sheet) in sheets.iter().enumerate() {
        let png = crate::ui::raster::png(&pixels(sheet, 150.0)).expect("a picture");
        let name = format!("paper-compared-{nth}.png");
        std::fs::write(folder.join(name), png).expect("written");
    }
}
