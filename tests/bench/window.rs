//! The real window beside an empty one of the same framework, in one run: the time from the start of the
//! process to a drawn window, repaints while nothing happens, resident memory. Needs a display; under
//! Linux a virtual one is started where `Xvfb` is installed.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

const EMPTY: &str = "DONG_HANH_BENCH_EMPTY_WINDOW";

/// Whether this process was started as the empty window to compare with.
pub fn is_empty_window_run() -> bool {
    std::env::var_os(EMPTY).is_some()
}

/// An empty window: what the framework itself costs, with the renderer that the program uses.
pub fn run_empty_window() {
    struct Empty;
    impl eframe::App for Empty {
        fn ui(&mut self, _: &mut eframe::egui::Ui, _: &mut eframe::Frame) {}
    }
    let options = eframe::NativeOptions {
        viewport: eframe::egui::ViewportBuilder::default()
            .with_title("Đồng Hành (trống)")
            .with_inner_size([1280.0, 720.0]),
        renderer: if std::env::var("DONG_HANH_RENDERER").as_deref() == Ok("glow") {
            eframe::Renderer::Glow
        } else {
            eframe::Renderer::Wgpu
        },
        system_font_fallback: false,
        ..eframe::NativeOptions::default()
    };
    let _ = eframe::run_native("empty", options, Box::new(|_| Ok(Box::new(Empty))));
}

/// A process that ends with its value.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Measures, or says why not.
pub fn measure() {
    println!("\nThe window");
    let screen = match screen() {
        Ok(screen) => screen,
        Err(why) => return println!("  not measured: {why}"),
    };
    if !works("xdotool", &["version"]) {
        return println!("  not measured: xdotool is not installed");
    }
    let place = tempfile::tempdir().expect("a temporary folder");
    let file = place.path().join("mẫu.donghanh.json");
    let program = Path::new(env!("CARGO_BIN_EXE_dong-hanh"));
    let made = Command::new(program)
        .arg("new")
        .arg(&file)
        .arg("--sample")
        .stdout(Stdio::null())
        .status();
    if !made.is_ok_and(|status| status.success()) {
        return println!("  not measured: the sample could not be made");
    }
    let this = std::env::current_exe().expect("this program");
    for renderer in ["wgpu", "glow"] {
        let start = |empty: bool| {
            let mut command = if empty {
                Command::new(&this)
            } else {
                Command::new(program)
            };
            if empty {
                command.env(EMPTY, "1");
            } else {
                command.arg(&file);
            }
            let home = place.path().join("home");
            command
                .env("DISPLAY", &screen.display)
                .env("HOME", &home)
                .env("XDG_DATA_HOME", home.join("data"))
                .env("XDG_CONFIG_HOME", home.join("config"))
                .env("DONG_HANH_RENDERER", renderer)
                .env_remove("WAYLAND_DISPLAY")
                .stdout(Stdio::null())
                .stderr(Stdio::null());
            command
        };
        // In turns, so that both meet the same machine.
        let (mut empty, mut ours) = (Duration::MAX, Duration::MAX);
        let mut last = None;
        let mut failed = false;
        for _ in 0..3 {
            let Some((time, _)) = shown(start(true), &screen.display) else {
                failed = true;
                break;
            };
            empty = empty.min(time);
            let Some((time, running)) = shown(start(false), &screen.display) else {
                failed = true;
                break;
            };
            ours = ours.min(time);
            last = Some(running);
        }
        let (Some(running), false) = (last, failed) else {
            println!("  {renderer}: no window appeared");
            continue;
        };
        println!(
            "  {renderer}: first content after {} ms, an empty window {} ms: {:.2} × (aim 1.3)",
            ours.as_millis(),
            empty.as_millis(),
            ours.as_secs_f64() / empty.as_secs_f64()
        );
        std::thread::sleep(Duration::from_secs(3));
        let before = processor_time(running.0.id());
        std::thread::sleep(Duration::from_secs(5));
        let after = processor_time(running.0.id());
        match (before, after) {
            (Some(before), Some(after)) => println!(
                "  {renderer}: {} ms of processor in 5 s without input (a repaint would cost some)",
                (after.saturating_sub(before)).as_millis()
            ),
            _ => println!("  {renderer}: the processor time is not told by this system"),
        }
        if let Some(memory) = resident(running.0.id()) {
            println!("  {renderer}: {:.0} MB resident", memory as f64 / 1e6);
        }
    }
}

/// Starts a window and waits until it is seen: the framework shows it when its first frame is drawn, and
/// not before. What the process says is not looked at.
fn shown(mut command: Command, display: &str) -> Option<(Duration, Running)> {
    let begin = Instant::now();
    let running = Running(command.spawn().ok()?);
    let pid = running.0.id().to_string();
    while begin.elapsed() < Duration::from_secs(60) {
        let found = Command::new("xdotool")
            .args(["search", "--onlyvisible", "--pid", &pid])
            .env("DISPLAY", display)
            .stderr(Stdio::null())
            .output()
            .ok()?;
        if !found.stdout.is_empty() {
            return Some((begin.elapsed(), running));
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    None
}

struct Screen {
    display: String,
    _server: Option<Running>,
    _place: Option<tempfile::TempDir>,
}

/// A virtual display, else the one of this session.
fn screen() -> Result<Screen, String> {
    if !cfg!(target_os = "linux") {
        return Err("only written for Linux".to_owned());
    }
    if !works("Xvfb", &["-help"]) {
        return match std::env::var("DISPLAY") {
            Ok(display) if !display.is_empty() => Ok(Screen {
                display,
                _server: None,
                _place: None,
            }),
            _ => Err("no display, and Xvfb is not installed".to_owned()),
        };
    }
    let place = tempfile::tempdir().map_err(|e| e.to_string())?;
    let told: PathBuf = place.path().join("display");
    let out = std::fs::File::create(&told).map_err(|e| e.to_string())?;
    let server = Command::new("Xvfb")
        .args([
            "-displayfd",
            "1",
            "-screen",
            "0",
            "1366x768x24",
            // A server that starts anew after its last window would refuse the next one.
            "-noreset",
            "-nolisten",
            "tcp",
        ])
        .stdout(out)
        .stderr(Stdio::null())
        .spawn()
        .map_err(|e| e.to_string())?;
    let server = Running(server);
    for _ in 0..100 {
        let number = std::fs::read_to_string(&told).unwrap_or_default();
        if number.ends_with('\n') {
            let display = format!(":{}", number.trim());
            return Ok(Screen {
                display,
                _server: Some(server),
                _place: Some(place),
            });
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    Err("the virtual display does not start".to_owned())
}

fn works(program: &str, arguments: &[&str]) -> bool {
    Command::new(program)
        .args(arguments)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok()
}

/// The processor time that a process has used so far (Linux).
fn processor_time(pid: u32) -> Option<Duration> {
    let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    // After the name in brackets: utime and stime are the 12th and 13th, in ticks of 10 ms.
    let rest = stat.rsplit_once(')')?.1;
    let mut fields = rest.split_whitespace().skip(11);
    let ticks: u64 = fields.next()?.parse::<u64>().ok()? + fields.next()?.parse::<u64>().ok()?;
    Some(Duration::from_millis(ticks * 10))
}

/// Resident memory in bytes (Linux).
fn resident(pid: u32) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{pid}/status")).ok()?;
    let line = status.lines().find(|l| l.starts_with("VmRSS:"))?;
    line.split_whitespace()
        .nth(1)?
        .parse::<u64>()
        .ok()
        .map(|kb| kb * 1024)
}
