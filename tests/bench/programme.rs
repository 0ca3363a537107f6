//! What the program costs, measured: `cargo bench --bench programme`.
//!
//! For the sample, for 2,000 and for 20,000 activities with their history: opening, saving, merging and
//! memory as multiples of what is measured in the same run, one edit until the window is drawn again, and
//! a frame of every tab, a zoom step and a drag step of the timeline as multiples of the sample's. Then the real window against an empty one, where
//! there is a display. The budget table is measured with as many lines and payments: a frame, grouping,
//! sorting, filtering, one edit. `-- --money` measures that alone. The file in all its steps, merging and
//! memory are `-- --file`. `-- --no-window` leaves that out, `-- --window` all else;
//! `-- --small` leaves out the 20,000.

#![allow(
    clippy::expect_used,
    reason = "a benchmark that cannot go on ends loudly"
)]

mod file;
mod grow;
mod memory;
mod money;
mod plain;
mod timeline;
mod window;

use dong_hanh::change::Document;
use dong_hanh::codec::embedded;
use dong_hanh::edit::Edit;
use dong_hanh::insight::{Insight, YearFilter};
use dong_hanh::model::Path;
use dong_hanh::ui::preview::Preview;
use dong_hanh::ui::tabs::{self, States};
use dong_hanh::ui::tokens::Motion;
use dong_hanh::ui::view::Tab;
use eframe::egui;
use std::hint::black_box;
use std::time::{Duration, Instant};

const TABS: [Tab; 10] = [
    Tab::Overview,
    Tab::Article(1),
    Tab::Article(2),
    Tab::Article(3),
    Tab::Article(4),
    Tab::Article(5),
    Tab::Article(6),
    Tab::Article(7),
    Tab::Plan,
    Tab::Budget,
];

/// The shortest of several runs: what the machine can do when nothing else is in the way.
fn best<R>(mut work: impl FnMut() -> R) -> Duration {
    let mut least = Duration::MAX;
    let begin = Instant::now();
    for round in 0..200 {
        let start = Instant::now();
        black_box(work());
        least = least.min(start.elapsed());
        if round >= 4 && begin.elapsed() > Duration::from_millis(1500) {
            break;
        }
    }
    least
}

fn ms(time: Duration) -> String {
    format!("{:9.2} ms", time.as_secs_f64() * 1000.0)
}

fn times(time: Duration, base: Duration) -> String {
    format!(
        "{:5.2} ×",
        time.as_secs_f64() / base.as_secs_f64().max(1e-9)
    )
}

/// One edit, from the rule to the drawn tab, with its parts.
fn edit(document: &Document) {
    let mut preview = Preview::of(document.clone());
    let today = preview.today;
    let all: Vec<_> = preview
        .document
        .programme()
        .activities
        .keys()
        .cloned()
        .collect();
    let id = all[all.len() / 2].clone();
    let on = Path::new("activities", id.as_str());
    let derive = best(|| Insight::of(document, today, YearFilter::All));
    let mut count = 0;
    let mut plan = Duration::MAX;
    let mut commit = Duration::MAX;
    let context = dong_hanh::edit::Context {
        today,
        random: "bench".into(),
    };
    for _ in 0..20 {
        count += 1;
        let edit = Edit::set(&on, "title", format!("Việc được sửa lần {count}").as_str());
        let start = Instant::now();
        let planned =
            dong_hanh::edit::plan(&preview.document, &edit, &context).expect("a title may change");
        plan = plan.min(start.elapsed());
        let start = Instant::now();
        preview.document.commit(planned.ops, 1);
        commit = commit.min(start.elapsed());
    }
    let mut stage = Stage::new(preview, Tab::Overview);
    stage.settle();
    let mut whole = Duration::MAX;
    for round in 0..10 {
        let edit = Edit::set(
            &on,
            "title",
            format!("Việc được sửa tiếp lần {round}").as_str(),
        );
        let start = Instant::now();
        let planned = dong_hanh::edit::plan(&stage.preview.document, &edit, &context)
            .expect("a title may change");
        stage.preview.document.commit(planned.ops, 1);
        stage.frame();
        whole = whole.min(start.elapsed());
    }
    println!(
        "  rules       {}   commit {}   all that follows {}",
        ms(plan),
        ms(commit),
        ms(derive)
    );
    println!(
        "  edit to repaint {} (rules, commit, what follows, the overview drawn)",
        ms(whole)
    );
}

/// A tab on a screen of its own.
struct Stage {
    ctx: egui::Context,
    preview: Preview,
    states: States,
    tab: Tab,
    time: f64,
    /// What the pointer looked like after the last frame.
    cursor: egui::CursorIcon,
}

impl Stage {
    fn new(preview: Preview, tab: Tab) -> Self {
        let ctx = egui::Context::default();
        dong_hanh::ui::install(&ctx, Motion::Off);
        Self {
            ctx,
            preview,
            states: States::default(),
            tab,
            time: 0.0,
            cursor: egui::CursorIcon::Default,
        }
    }

    /// Runs a frame up to the triangles that a renderer would get.
    fn frame(&mut self) -> usize {
        self.with(Vec::new())
    }

    /// The same after these events.
    fn with(&mut self, events: Vec<egui::Event>) -> usize {
        self.time += 1.0 / 60.0;
        let input = egui::RawInput {
            screen_rect: Some(egui::Rect::from_min_size(
                egui::Pos2::ZERO,
                egui::vec2(1154.0, 690.0),
            )),
            time: Some(self.time),
            events,
            ..egui::RawInput::default()
        };
        let (preview, states, tab) = (&mut self.preview, &mut self.states, self.tab);
        let mut output = self.ctx.run_ui(input, |ui| {
            preview.frame(|view, commands| tabs::show(ui, tab, view, states, commands));
        });
        output.textures_delta.clear();
        self.cursor = output.platform_output.cursor_icon;
        self.ctx
            .tessellate(output.shapes, output.pixels_per_point)
            .len()
    }

    fn settle(&mut self) {
        for _ in 0..4 {
            self.frame();
        }
    }
}

/// A frame of every tab; returns them for the next sizes to be compared with.
fn frames(document: &Document, sample: Option<&[Duration]>) -> Vec<Duration> {
    let mut stage = Stage::new(Preview::of(document.clone()), Tab::Overview);
    let mut all = Vec::new();
    for (n, tab) in TABS.into_iter().enumerate() {
        stage.tab = tab;
        stage.settle();
        let time = best(|| stage.frame());
        let beside = sample
            .and_then(|s| s.get(n))
            .map(|base| times(time, *base))
            .unwrap_or_default();
        println!("  frame {:<12} {} {beside}", format!("{tab:?}"), ms(time));
        all.push(time);
    }
    all
}

fn main() {
    // The empty window to compare with is this program itself.
    if window::is_empty_window_run() {
        window::run_empty_window();
        return;
    }
    let has = |name: &str| std::env::args().any(|a| a == name);
    let mut sample_frames: Option<Vec<Duration>> = None;
    let mut sample_steps: Option<[Duration; 2]> = None;
    let sizes: &[usize] = if has("--small") {
        &[0, 2_000]
    } else {
        &[0, 2_000, 20_000]
    };
    let sizes = if has("--window") || has("--money") {
        &[]
    } else {
        sizes
    };
    for size in sizes {
        let start = Instant::now();
        let sample = embedded::sample_document("01HBENCH");
        let document = if *size == 0 {
            sample
        } else {
            grow::grow(&sample, *size)
        };
        println!(
            "\n{} activities, {} entities (made in {})",
            document.programme().activities.len(),
            document.shown().count(),
            ms(start.elapsed()).trim()
        );
        file::measure(&document);
        if *size == 0 || *size == 20_000 {
            let mut stage = Stage::new(Preview::of(document.clone()), Tab::Plan);
            stage.settle();
            file::beside(&document, &mut || {
                stage.frame();
            });
        }
        if has("--file") {
            continue;
        }
        edit(&document);
        let all = frames(&document, sample_frames.as_deref());
        sample_frames.get_or_insert(all);
        let steps = timeline::steps(&document, sample_steps);
        sample_steps.get_or_insert(steps);
    }
    if has("--file") {
        return;
    }
    if !has("--window") {
        let sample = embedded::sample_document("01HBENCH");
        let base = money::measure(&sample, None);
        let size = if has("--small") { 2_000 } else { 20_000 };
        money::measure(&grow::lines(&sample, size), Some(&base));
    }
    if has("--no-window") {
        println!("\nThe window was not asked for.");
    } else {
        window::measure();
    }
}
