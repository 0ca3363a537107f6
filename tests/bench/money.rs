//! The budget table: a frame, and what the user does to it, up to the drawn window.

use crate::{Stage, best, ms, times};
use dong_hanh::change::Document;
use dong_hanh::edit::{Context, Edit, plan};
use dong_hanh::insight::ledger::{Choice, Column, Filter, Grouping, Sort};
use dong_hanh::insight::{Budget, Insight, YearFilter};
use dong_hanh::model::{FundingSource, Path};
use dong_hanh::ui::preview::Preview;
use dong_hanh::ui::tabs::budget::State;
use dong_hanh::ui::view::Tab;
use std::time::{Duration, Instant};

/// A choice that folds every line out: one with a filter that admits them all.
fn everything() -> Choice {
    let sources = FundingSource::ALL.iter().copied().map(Some);
    Choice {
        filter: Filter {
            sources: sources.chain([None]).collect(),
            ..Filter::default()
        },
        ..Choice::default()
    }
}

/// Measures and prints; returns the times for another size to be compared with. The aim for a frame is
/// twice the sample's.
pub fn measure(document: &Document, sample: Option<&[Duration]>) -> Vec<Duration> {
    let programme = document.programme();
    println!(
        "\nMoney: {} lines, {} payments",
        programme.budget_lines.len(),
        programme.payments.len()
    );
    let mut all = Vec::new();
    let mut tell = |name: &str, time: Duration| {
        let base = sample.and_then(|s| s.get(all.len()));
        let beside = base.map(|base| times(time, *base)).unwrap_or_default();
        println!("  {name:<26} {} {beside}", ms(time));
        all.push(time);
    };
    let mut stage = Stage::new(Preview::of(document.clone()), Tab::Budget);
    stage.settle();
    tell("frame", best(|| stage.frame()));
    stage.states.budget = State::default();
    stage.states.budget.choose(everything());
    stage.settle();
    tell("frame, all folded out", best(|| stage.frame()));
    let turn = |stage: &mut Stage, first: Choice, second: Choice| {
        let mut other = false;
        best(|| {
            other = !other;
            let choice = if other { &first } else { &second };
            stage.states.budget.choose(choice.clone());
            stage.frame()
        })
    };
    let by = |grouping| Choice {
        grouping,
        ..everything()
    };
    let time = turn(&mut stage, by(Grouping::Article), by(Grouping::Payer));
    tell("regroup", time);
    let sorted = |descending| Choice {
        sort: Some(Sort {
            by: Some(Column::Disbursed),
            descending,
        }),
        ..everything()
    };
    let time = turn(&mut stage, sorted(true), sorted(false));
    tell("sort by an amount", time);
    let named = |descending| Choice {
        sort: Some(Sort {
            by: None,
            descending,
        }),
        ..everything()
    };
    let time = turn(&mut stage, named(true), named(false));
    tell("sort by name", time);
    let found = |text: &str| {
        let mut choice = everything();
        choice.filter.text = text.to_owned();
        choice
    };
    let time = turn(&mut stage, found("dong 12"), found("huyen"));
    tell("filter by words", time);
    stage.states.budget.choose(Choice::default());
    stage.settle();
    tell("budget", best(|| Budget::of(document.programme())));
    let today = stage.preview.today;
    let derive = || Insight::of(document, today, YearFilter::All);
    tell("all that follows", best(derive));
    tell("one edit to repaint", edit(&mut stage));
    all
}

/// One figure of a line in the middle: rules, commit, what follows, the table drawn.
fn edit(stage: &mut Stage) -> Duration {
    let lines = &stage.preview.document.programme().budget_lines;
    let line = lines.keys().nth(lines.len() / 2).expect("a line").clone();
    let on = Path::new("budget_lines", line.as_str());
    let context = Context {
        today: stage.preview.today,
        random: "bench".into(),
    };
    let mut amount = 1_000_000_i64;
    let (mut rules, mut least) = (Duration::MAX, Duration::MAX);
    for _ in 0..12 {
        amount += 1_000;
        let edit = Edit::set(&on, "estimate", amount);
        let start = Instant::now();
        let planned =
            plan(&stage.preview.document, &edit, &context).expect("an estimate may change");
        rules = rules.min(start.elapsed());
        stage.preview.document.commit(planned.ops, 1);
        stage.frame();
        least = least.min(start.elapsed());
    }
    println!("  {:<26} {}", "(its rules alone)", ms(rules));
    least
}
