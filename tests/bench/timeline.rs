//! The timeline in motion: a zoom step and a drag step, frame by frame.

use crate::{Stage, best, ms, times};
use dong_hanh::change::Document;
use dong_hanh::ui::preview::Preview;
use dong_hanh::ui::view::Tab;
use eframe::egui::{
    CursorIcon, Event, Modifiers, MouseWheelSource, MouseWheelUnit, PointerButton, Pos2,
    TouchPhase, pos2, vec2,
};
use std::time::Duration;

/// Measures both; returns them for the next sizes to be compared with. The aim is twice the sample's.
pub fn steps(document: &Document, sample: Option<[Duration; 2]>) -> [Duration; 2] {
    let mut stage = Stage::new(Preview::of(document.clone()), Tab::Plan);
    stage.settle();
    let middle = pos2(700.0, 400.0);
    stage.with(vec![Event::PointerMoved(middle)]);
    let mut closer = false;
    let zoom = best(|| {
        closer = !closer;
        let turn = if closer { 1.0 } else { -1.0 };
        stage.with(vec![Event::MouseWheel {
            unit: MouseWheelUnit::Point,
            delta: vec2(0.0, 20.0 * turn),
            phase: TouchPhase::Move,
            source: MouseWheelSource::Wheel,
            modifiers: Modifiers::COMMAND,
        }])
    });
    let mut stage = Stage::new(Preview::of(document.clone()), Tab::Plan);
    stage.settle();
    let button = |pos: Pos2, pressed: bool| Event::PointerButton {
        pos,
        button: PointerButton::Primary,
        pressed,
        modifiers: Modifiers::NONE,
    };
    let bar = find(&mut stage).expect("a bar that can be taken");
    stage.with(vec![button(bar, true)]);
    let mut far = 12.0;
    stage.with(vec![Event::PointerMoved(bar + vec2(far, 0.0))]);
    let drag = best(|| {
        far = if far > 60.0 { 12.0 } else { far + 4.0 };
        stage.with(vec![Event::PointerMoved(bar + vec2(far, 0.0))])
    });
    assert_eq!(stage.cursor, CursorIcon::Grabbing, "the bar is in the hand");
    for (name, time, base) in [
        ("zoom step", zoom, sample.map(|s| s[0])),
        ("drag step", drag, sample.map(|s| s[1])),
    ] {
        let beside = base.map(|base| times(time, base)).unwrap_or_default();
        println!("  {name:<18} {} {beside}", ms(time));
    }
    [zoom, drag]
}

/// A place on a bar, found as a user finds it: by the pointer that changes over it.
fn find(stage: &mut Stage) -> Option<Pos2> {
    for y in (140..640).step_by(14) {
        // To the right of the names and of the strip of folded years, which open at a click.
        for x in (340..1100).step_by(10) {
            let at = pos2(x as f32, y as f32);
            stage.with(vec![Event::PointerMoved(at)]);
            if stage.cursor == CursorIcon::PointingHand {
                return Some(at);
            }
        }
    }
    None
}
