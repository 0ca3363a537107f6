//! The command line: the same library without a window.
//!
//! [`run`] reads the arguments. Commands that need no window are carried out here and end with an
//! exit code; otherwise the caller gets what the window starts with. What goes wrong is one plain
//! sentence on the error stream.

mod check;
mod compare;
pub mod console;
mod create;
mod diff;
mod export;
mod history;
mod merge;
mod render;
mod told;

use crate::app::sentences::save_error_only;
use crate::codec;
use crate::insight::YearFilter;
use crate::report::timeline::Paper;
use crate::store::{self, RealFs, Remedy, SaveError};
use crate::text::date;
use crate::text::strings::Lang;
use crate::text::strings::cli::Cli;
use crate::text::strings::findings::Findings;
use crate::ui::view::Tab;
use chrono::NaiveDate;
use lexopt::{Arg, Parser};
use std::ffi::OsString;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Done, and nothing is wrong.
pub const FINE: u8 = 0;
/// Not done; for `check`: the data have problems.
pub const FAILED: u8 = 1;
/// The command is written wrongly; for `check`: the file cannot be read.
pub const UNUSABLE: u8 = 2;

/// What the window starts with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Start {
    /// The file to open.
    pub file: Option<PathBuf>,
    /// The day to take for today.
    pub today: Option<NaiveDate>,
    /// The language, where one was asked for.
    pub lang: Option<Lang>,
}

/// What came of the arguments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The window is wanted.
    Window(Start),
    /// All is done; the process ends with this code.
    Done(u8),
}

/// Where a command writes, and how.
struct Out<'a> {
    text: &'a mut dyn Write,
    errors: &'a mut dyn Write,
    lang: Lang,
}

impl Out<'_> {
    const fn words(&self) -> Cli {
        Cli(self.lang)
    }

    const fn findings(&self) -> Findings {
        Findings(self.lang)
    }

    /// A line of the answer. A closed pipe (`… | head`) is no reason to fail.
    fn line(&mut self, line: &str) {
        let _ = writeln!(self.text, "{line}");
    }

    /// Says why nothing was done.
    fn refuse(&mut self, sentence: &str, code: u8) -> u8 {
        let _ = writeln!(self.errors, "{sentence}");
        code
    }
}

/// The arguments as read, before anything is done.
#[derive(Default)]
struct Arguments {
    command: Option<Command>,
    paths: Vec<PathBuf>,
    sample: bool,
    json: bool,
    help: bool,
    version: bool,
    today: Option<NaiveDate>,
    lang: Option<Lang>,
    tab: Option<Tab>,
    size: Option<[u32; 2]>,
    dark: Option<bool>,
    what: Option<export::What>,
    to: Option<PathBuf>,
    years: Option<YearFilter>,
    party: Option<String>,
    only_deadlines: bool,
    names: bool,
    paper: Option<Paper>,
    portrait: bool,
    compare: Option<String>,
    force: bool,
    out: Option<PathBuf>,
    take: Option<merge::Take>,
    dry_run: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Command {
    New,
    Check,
    Render,
    Export,
    Merge,
    Diff,
    Log,
}

impl Command {
    const fn name(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Check => "check",
            Self::Render => "render",
            Self::Export => "export",
            Self::Merge => "merge",
            Self::Diff => "diff",
            Self::Log => "log",
        }
    }
}

/// An argument that cannot be used.
enum Misuse {
    Unknown(String),
    NoValue(String),
    BadValue {
        option: &'static str,
        found: String,
    },
    Unexpected(String),
    NoFile(Command),
    NoPicture,
    OneFile(Command),
    NoOption {
        command: Command,
        option: &'static str,
    },
}

/// Reads the arguments (without the program's own name) and carries out what needs no window.
pub fn run(
    arguments: impl IntoIterator<Item = OsString>,
    text: &mut dyn Write,
    errors: &mut dyn Write,
) -> Outcome {
    let mut parsed = Arguments::default();
    let read = parse(arguments, &mut parsed);
    let mut out = Out {
        text,
        errors,
        lang: parsed.lang.unwrap_or_default(),
    };
    if parsed.help {
        let _ = write!(out.text, "{}", out.words().help());
        return Outcome::Done(FINE);
    }
    if parsed.version {
        out.line(concat!("dong-hanh ", env!("CARGO_PKG_VERSION")));
        return Outcome::Done(FINE);
    }
    match read.and_then(|()| check_use(&parsed)) {
        Err(misuse) => {
            let words = out.words();
            let sentence = words.usage(&misuse.sentence(words));
            Outcome::Done(out.refuse(&sentence, UNUSABLE))
        }
        Ok(()) => carry_out(parsed, &mut out),
    }
}

impl Misuse {
    fn sentence(&self, words: Cli) -> String {
        match self {
            Self::Unknown(option) => words.unknown_option(option),
            Self::NoValue(option) => words.no_value(option),
            Self::BadValue { option, found } => words.bad_value(option, found),
            Self::Unexpected(argument) => words.unexpected(argument),
            Self::NoFile(command) => words.no_file(command.name()),
            Self::OneFile(command) => words.one_file(command.name()),
            Self::NoPicture => words.no_picture().to_owned(),
            Self::NoOption { command, option } => words.no_option(command.name(), option),
        }
    }
}

/// Reads all arguments; those before a misuse are kept, so that the language is known.
fn parse(arguments: impl IntoIterator<Item = OsString>, to: &mut Arguments) -> Result<(), Misuse> {
    let mut parser = Parser::from_args(arguments);
    let mut misuse = None;
    loop {
        match next(&mut parser, to) {
            Ok(true) => {}
            Ok(false) => return misuse.map_or(Ok(()), Err),
            // The first one is told.
            Err(found) => {
                misuse.get_or_insert(found);
            }
        }
    }
}

fn next(parser: &mut Parser, to: &mut Arguments) -> Result<bool, Misuse> {
    let argument = match parser.next() {
        Ok(Some(argument)) => argument,
        Ok(None) => return Ok(false),
        Err(error) => return Err(Misuse::Unexpected(error.to_string())),
    };
    match argument {
        Arg::Long("help") | Arg::Short('h') => to.help = true,
        Arg::Long("version") | Arg::Short('V') => to.version = true,
        Arg::Long("sample") => to.sample = true,
        Arg::Long("json") => to.json = true,
        Arg::Long("today") => to.today = Some(value(parser, "--today", date::parse_iso)?),
        Arg::Long("lang") => {
            to.lang = Some(value(parser, "--lang", |v| match v {
                "vi" => Some(Lang::Vi),
                "en" => Some(Lang::En),
                _ => None,
            })?);
        }
        Arg::Long("tab") => to.tab = Some(value(parser, "--tab", tab)?),
        Arg::Long("size") => to.size = Some(value(parser, "--size", size)?),
        Arg::Long("what") => to.what = Some(value(parser, "--what", export::What::of)?),
        Arg::Long("to") => {
            let path = parser
                .value()
                .map_err(|_| Misuse::NoValue("--to".to_owned()))?;
            to.to = Some(path.into());
        }
        Arg::Long("years") => to.years = Some(value(parser, "--years", years)?),
        Arg::Long("party") => to.party = Some(value(parser, "--party", |v| Some(v.to_owned()))?),
        Arg::Long("only-deadlines") => to.only_deadlines = true,
        Arg::Long("names") => to.names = true,
        Arg::Long("paper") => {
            to.paper = Some(value(parser, "--paper", |v| match v {
                "a4" => Some(Paper::A4),
                "a3" => Some(Paper::A3),
                _ => None,
            })?);
        }
        Arg::Long("portrait") => to.portrait = true,
        Arg::Long("landscape") => to.portrait = false,
        Arg::Long("compare") => {
            to.compare = Some(value(parser, "--compare", |v| Some(v.to_owned()))?);
        }
        Arg::Long("force") => to.force = true,
        Arg::Short('o') | Arg::Long("output") => {
            let path = parser
                .value()
                .map_err(|_| Misuse::NoValue("-o".to_owned()))?;
            to.out = Some(path.into());
        }
        Arg::Long("take") => to.take = Some(value(parser, "--take", merge::Take::of)?),
        Arg::Long("dry-run") => to.dry_run = true,
        Arg::Long("theme") => {
            to.dark = Some(value(parser, "--theme", |v| match v {
                "light" => Some(false),
                "dark" => Some(true),
                _ => None,
            })?);
        }
        Arg::Value(word) => {
            let command = match word.to_str() {
                Some("new") => Some(Command::New),
                Some("check") => Some(Command::Check),
                Some("render") => Some(Command::Render),
                Some("export") => Some(Command::Export),
                Some("merge") => Some(Command::Merge),
                Some("diff") => Some(Command::Diff),
                Some("log") => Some(Command::Log),
                _ => None,
            };
            match command.filter(|_| to.command.is_none() && to.paths.is_empty()) {
                Some(command) => to.command = Some(command),
                None => to.paths.push(word.into()),
            }
        }
        Arg::Long(option) => return Err(Misuse::Unknown(format!("--{option}"))),
        Arg::Short(option) => return Err(Misuse::Unknown(format!("-{option}"))),
    }
    Ok(true)
}

fn value<T>(
    parser: &mut Parser,
    option: &'static str,
    read: impl Fn(&str) -> Option<T>,
) -> Result<T, Misuse> {
    let found = parser
        .value()
        .map_err(|_| Misuse::NoValue(option.to_owned()))?;
    let found = found.to_string_lossy().into_owned();
    read(&found).ok_or(Misuse::BadValue { option, found })
}

/// `overview`, `d1` to `d7`, `plan`, `budget`, `annexes`, `journal`.
fn tab(name: &str) -> Option<Tab> {
    Some(match name {
        "overview" => Tab::Overview,
        "plan" => Tab::Plan,
        "budget" => Tab::Budget,
        "annexes" => Tab::Annexes,
        "journal" => Tab::Journal,
        _ => {
            let number = name.strip_prefix('d')?.parse().ok()?;
            Tab::Article(Some(number).filter(|n| (1..=7).contains(n))?)
        }
    })
}

/// `1366x768`: pixels, from 320×240 to 8192×8192.
fn size(text: &str) -> Option<[u32; 2]> {
    let (width, height) = text.split_once('x')?;
    let (width, height) = (width.parse().ok()?, height.parse().ok()?);
    ((320..=8192).contains(&width) && (240..=8192).contains(&height)).then_some([width, height])
}

/// `2024`, or `all`.
fn years(text: &str) -> Option<YearFilter> {
    if text == "all" {
        return Some(YearFilter::All);
    }
    let year = text.parse().ok().filter(|_| text.len() == 4)?;
    Some(YearFilter::Year(year))
}

/// Whether the command has what it needs and nothing that it would pass over.
fn check_use(a: &Arguments) -> Result<(), Misuse> {
    let only = |wanted: Command, given: bool, option: &str| {
        if given && a.command != Some(wanted) {
            Err(Misuse::Unexpected(option.to_owned()))
        } else {
            Ok(())
        }
    };
    only(Command::New, a.sample, "--sample")?;
    let tells = [Command::Check, Command::Merge, Command::Diff, Command::Log];
    if a.json && !a.command.is_some_and(|c| tells.contains(&c)) {
        return Err(Misuse::Unexpected("--json".to_owned()));
    }
    only(Command::Merge, a.out.is_some(), "-o")?;
    only(Command::Merge, a.take.is_some(), "--take")?;
    only(Command::Merge, a.dry_run, "--dry-run")?;
    only(Command::Render, a.tab.is_some(), "--tab")?;
    only(Command::Render, a.size.is_some(), "--size")?;
    only(Command::Render, a.dark.is_some(), "--theme")?;
    only(Command::Export, a.what.is_some(), "--what")?;
    only(Command::Export, a.to.is_some(), "--to")?;
    only(Command::Export, a.years.is_some(), "--years")?;
    only(Command::Export, a.party.is_some(), "--party")?;
    only(Command::Export, a.only_deadlines, "--only-deadlines")?;
    if a.force && !matches!(a.command, Some(Command::Export | Command::Merge)) {
        return Err(Misuse::Unexpected("--force".to_owned()));
    }
    let only_what = |wanted: export::What, given: bool, option: &str| {
        if given && a.what != Some(wanted) {
            Err(Misuse::Unexpected(option.to_owned()))
        } else {
            Ok(())
        }
    };
    if !matches!(a.what, Some(export::What::Timeline | export::What::Summary)) {
        only_what(export::What::Calendar, a.party.is_some(), "--party")?;
    }
    only_what(export::What::Timeline, a.compare.is_some(), "--compare")?;
    only_what(export::What::Calendar, a.only_deadlines, "--only-deadlines")?;
    only_what(export::What::Timeline, a.paper.is_some(), "--paper")?;
    only_what(export::What::Timeline, a.portrait, "--portrait")?;
    if a.names && !a.what.is_some_and(export::What::has_names) {
        return Err(Misuse::Unexpected("--names".to_owned()));
    }
    let most = match a.command {
        Some(Command::Render | Command::Merge | Command::Diff) => 2,
        _ => 1,
    };
    let no_option = |option| {
        let command = a.command.unwrap_or(Command::Export);
        Err(Misuse::NoOption { command, option })
    };
    match (a.command, a.paths.len()) {
        (Some(command), 0) => Err(Misuse::NoFile(command)),
        (Some(Command::Export), _) if a.what.is_none() => no_option("--what"),
        (Some(Command::Export), _) if a.to.is_none() => no_option("--to"),
        (Some(Command::Export), _)
            if a.what == Some(export::What::Summary) && a.party.is_none() =>
        {
            no_option("--party")
        }
        (Some(Command::Render), 1) => Err(Misuse::NoPicture),
        (Some(command @ (Command::Merge | Command::Diff)), 1) => Err(Misuse::OneFile(command)),
        (Some(Command::Merge), _) if a.out.is_none() && !a.dry_run => no_option("-o"),
        _ => a
            .paths
            .get(most)
            .map_or(Ok(()), |p| Err(Misuse::Unexpected(p.display().to_string()))),
    }
}

fn carry_out(a: Arguments, out: &mut Out<'_>) -> Outcome {
    let mut paths = a.paths.into_iter();
    let Some(command) = a.command else {
        // From the root on: it is remembered among the recent files.
        let whole = |path: PathBuf| std::path::absolute(&path).unwrap_or(path);
        return Outcome::Window(Start {
            file: paths.next().map(whole),
            today: a.today,
            lang: a.lang,
        });
    };
    // The paths are there: `check_use` has seen to it.
    let file = paths.next().unwrap_or_default();
    Outcome::Done(match command {
        Command::New => create::create(&file, a.sample, out),
        Command::Check => check::check(&file, a.json, a.today, out),
        Command::Render => {
            let look = render::Look {
                tab: a.tab.unwrap_or_default(),
                size: a.size.unwrap_or([1366, 768]),
                dark: a.dark.unwrap_or(false),
                today: a.today,
            };
            render::render(&file, &paths.next().unwrap_or_default(), &look, out)
        }
        Command::Export => {
            let wish = export::Wish {
                what: a.what.unwrap_or(export::What::Calendar),
                to: a.to.unwrap_or_default(),
                years: a.years.unwrap_or_default(),
                party: a.party,
                only_deadlines: a.only_deadlines,
                names: a.names,
                paper: a.paper.unwrap_or_default(),
                portrait: a.portrait,
                compare: a.compare,
                force: a.force,
                today: a.today,
            };
            export::export(&file, &wish, out)
        }
        Command::Merge => {
            let wish = merge::Wish {
                out: a.out,
                take: a.take,
                dry_run: a.dry_run,
                json: a.json,
                force: a.force,
            };
            merge::merge(&file, &paths.next().unwrap_or_default(), &wish, out)
        }
        Command::Diff => diff::diff(&file, &paths.next().unwrap_or_default(), a.json, out),
        Command::Log => history::log(&file, a.json, out),
    })
}

/// A file that was read, or the sentence that says why not, with the place where there is one.
fn open(file: &Path, findings: Findings) -> Result<codec::Opened, Unread> {
    open_known(file, findings).map(|(opened, _)| opened)
}

/// [`open`] with the hash of the bytes that were read.
fn open_known(file: &Path, findings: Findings) -> Result<(codec::Opened, store::FileHash), Unread> {
    // Who names a file of up to 256 MB on the command line means it.
    let loaded = store::load(&RealFs, file, true).map_err(|e| Unread {
        sentence: findings.load(&e),
        at: None,
    })?;
    let read = codec::read(&loaded.text, &loaded.hash.to_string());
    read.map(|opened| (opened, loaded.hash))
        .map_err(|e| Unread {
            sentence: findings.read(&e),
            at: Some(e),
        })
}

struct Unread {
    sentence: String,
    at: Option<codec::ReadError>,
}

/// The day: as given, else the sample data's own, else this machine's.
fn day(given: Option<NaiveDate>, document: &crate::change::Document) -> NaiveDate {
    given
        .or(document.programme().header.sample_today)
        .unwrap_or_else(|| chrono::Local::now().date_naive())
}

/// Why a file was not written: one sentence. `exists` is said where a file of this name is there already.
fn not_saved(lang: Lang, file: &Path, error: &SaveError, exists: String) -> String {
    let (words, name) = (Cli(lang), shown(file));
    match error {
        SaveError::Exists { .. } => exists,
        SaveError::NotRegular { .. } => words.exists(&name),
        SaveError::Io { .. } if error.remedy() == Remedy::SaveElsewhere => words.no_place(&name),
        _ => words.not_written(&name, save_error_only(lang, error).trim_end_matches('.')),
    }
}

/// A path as a person reads it.
fn shown(path: &Path) -> String {
    crate::text::visible::visible(&path.display().to_string()).into_owned()
}
