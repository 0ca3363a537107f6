//! `dong-hanh export`: what leaves the program for others to read.

use super::{FAILED, FINE, Out, UNUSABLE, compare, day, not_saved, open, shown};
use crate::app::paper::{self, Kind, Letters};
use crate::app::{parcels, tables};
use crate::change::{Author, Document, Session};
use crate::insight::timeline::{Choice, Rows};
use crate::insight::{Insight, YearFilter};
use crate::model::Id;
use crate::report::calendar::{self, calendar};
use crate::report::sheets::List;
use crate::report::timeline::{self, Beside, Format, MOST_PAGES, Paper, Request, TooMuch};
use crate::store::paths::same_file;
use crate::store::{Expected, RealFs, SaveRequest, save};
use crate::text::visible::visible;
use chrono::{DateTime, FixedOffset, Local, NaiveDate, NaiveTime};
use std::path::{Path, PathBuf};

/// What is exported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum What {
    /// Deadlines and milestones as iCalendar.
    Calendar,
    /// The timeline as SVG or PNG.
    Timeline,
    /// A table as XLSX or CSV.
    Table(List),
    /// All tables as the sheets of one XLSX.
    Tables,
    /// A copy of the file without the names of households.
    Anonymised,
    /// A page for people without the program.
    Page,
    /// What a party does not have yet, in a few lines.
    Summary,
}

impl What {
    pub(super) fn of(word: &str) -> Option<Self> {
        match word {
            "calendar" => Some(Self::Calendar),
            "timeline" => Some(Self::Timeline),
            "lines" => Some(Self::Table(List::Lines)),
            "payments" => Some(Self::Table(List::Payments)),
            "houses" => Some(Self::Table(List::Houses)),
            "schools" => Some(Self::Table(List::Schools)),
            "activities" => Some(Self::Table(List::Activities)),
            "tables" => Some(Self::Tables),
            "anonymised" => Some(Self::Anonymised),
            "page" => Some(Self::Page),
            "summary" => Some(Self::Summary),
            _ => None,
        }
    }

    /// Whether names of households can stand in it.
    pub(super) const fn has_names(self) -> bool {
        !matches!(self, Self::Anonymised | Self::Summary)
    }
}

/// What was asked for.
pub(super) struct Wish {
    pub what: What,
    /// The file to make.
    pub to: PathBuf,
    pub years: YearFilter,
    /// The id of a party.
    pub party: Option<String>,
    pub only_deadlines: bool,
    /// With the names of households and hamlets.
    pub names: bool,
    pub paper: Paper,
    /// Paper that is higher than wide.
    pub portrait: bool,
    /// Two moments to compare, as they were typed: `FROM` or `FROM..TO`.
    pub compare: Option<String>,
    /// Replace what stands there.
    pub force: bool,
    /// The day to take for today.
    pub today: Option<NaiveDate>,
}

/// Exports; never overwrites a file unless that was asked for, and never the document itself.
pub(super) fn export(file: &Path, wish: &Wish, out: &mut Out<'_>) -> u8 {
    let opened = match open(file, out.findings()) {
        Ok(opened) => opened,
        Err(unread) => return out.refuse(&unread.sentence, UNUSABLE),
    };
    let document = &opened.document;
    let words = out.words();
    let parties = &document.programme().parties;
    if let Some(party) = wish.party.as_deref().filter(|p| !parties.contains_key(*p)) {
        let known: Vec<String> = parties.keys().map(ToString::to_string).collect();
        let shown = |text: &str| visible(text).into_owned();
        let sentence = words.no_party(&shown(party), &shown(&known.join(", ")));
        return out.refuse(&sentence, UNUSABLE);
    }
    if same_file(file, &wish.to) {
        return out.refuse(&words.itself(&shown(&wish.to)), FAILED);
    }
    match wish.what {
        What::Calendar => {
            let options = calendar::Options {
                years: wish.years,
                party: wish.party.as_deref().map(Id::from),
                only_deadlines: wish.only_deadlines,
                names: wish.names,
            };
            let text = calendar(document, &options, moment(wish.today), out.lang);
            write(&wish.to, text.as_bytes(), wish.force, out)
        }
        What::Timeline => pictures(document, wish, out),
        What::Page => {
            let options = parcels::Options {
                today: day(wish.today, document),
                on: moment(wish.today).date_naive(),
                names: wish.names,
                by: String::new(),
            };
            let page = parcels::page(document, &options);
            write(&wish.to, page.as_bytes(), wish.force, out)
        }
        What::Summary => summary(opened.document, file, wish, out),
        What::Table(list) => table(document, Some(list), wish, out),
        What::Tables => table(document, None, wish, out),
        What::Anonymised => {
            let doc_id = ulid::Ulid::generate().to_string();
            let copy = crate::merge::anonymised(document, &doc_id).snapshot();
            let text = crate::codec::write(&copy);
            if let Err(why) = crate::codec::verify(&text, &copy) {
                return out.refuse(&words.not_written(&shown(&wish.to), &why), FAILED);
            }
            write(&wish.to, text.as_bytes(), wish.force, out)
        }
    }
}

/// What a party does not have yet. Where there are but two, the other one sends.
fn summary(mut document: Document, file: &Path, wish: &Wish, out: &mut Out<'_>) -> u8 {
    let to: Vec<Id> = wish.party.as_deref().map(Id::from).into_iter().collect();
    let others = document.programme().parties.keys();
    let others: Vec<&Id> = others.filter(|id| !to.contains(id)).collect();
    if let [one] = others.as_slice() {
        let by = Author {
            party: one.to_string(),
            name: String::new(),
        };
        let session = Session {
            by,
            ..Session::default()
        };
        document.begin_session(&ulid::Ulid::generate().to_string().to_lowercase(), session);
    }
    let insight = Insight::of(&document, day(wish.today, &document), YearFilter::All);
    let on = moment(wish.today).date_naive();
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let said = parcels::summary(&document, &insight, &to, on, &name);
    write(&wish.to, said.text.as_bytes(), wish.force, out)
}

/// Tables as a workbook, or one as CSV.
fn table(document: &Document, list: Option<List>, wish: &Wish, out: &mut Out<'_>) -> u8 {
    let words = out.words();
    let options = tables::Options {
        years: wish.years,
        names: wish.names,
    };
    let made = tables::sheets(document, list, options, day(wish.today, document));
    let kind = tables::kind(&wish.to).filter(|kind| tables::holds(*kind, made.len()));
    let Some(kind) = kind else {
        return out.refuse(&words.no_table_kind(&shown(&wish.to)), UNUSABLE);
    };
    let bytes = tables::bytes(&made, kind, moment(wish.today).date_naive());
    match bytes {
        Ok(bytes) => write(&wish.to, &bytes, wish.force, out),
        Err(error) => {
            let sentence = words.not_written(&shown(&wish.to), &error.to_string());
            out.refuse(&sentence, FAILED)
        }
    }
}

/// The timeline on sheets; each but a single one is a file with its number.
fn pictures(document: &Document, wish: &Wish, out: &mut Out<'_>) -> u8 {
    let words = out.words();
    let Some(kind) = Kind::of(&wish.to) else {
        return out.refuse(&words.no_kind(&shown(&wish.to)), UNUSABLE);
    };
    let today = day(wish.today, document);
    let beside = match wish.compare.as_deref() {
        None => None,
        Some(wanted) => match compare::compare(document, wanted, out.lang) {
            Ok(beside) => Some(beside),
            Err(unknown) => {
                let known = compare::known(document, out.lang).join("; ");
                let sentence = words.no_moment(&visible(&unknown), &visible(&known));
                return out.refuse(&sentence, UNUSABLE);
            }
        },
    };
    // Between two past moments the later one is drawn, as it stood on its day.
    let then = beside.as_ref().and_then(|b| b.then.as_ref());
    let (document, today) =
        then.map_or((document, today), |(then, on)| (then, on.unwrap_or(today)));
    let programme = document.programme();
    let insight = Insight::of(document, today, wish.years);
    let mut choice = Choice::default();
    choice.filter.parties = wish.party.as_deref().map(Id::from).into_iter().collect();
    let removed = beside.as_ref().map_or(&[][..], |b| &b.compared.removed);
    let rows = Rows::of(programme, &insight, &choice, removed, 0);
    let made = timeline::sheets(&Request {
        programme,
        insight: &insight,
        rows: &rows,
        links: true,
        compared: beside.as_ref().map(|b| Beside {
            compared: &b.compared,
            words: &b.words,
        }),
        stretch: None,
        printed: moment(wish.today).date_naive(),
        format: Format::Pages {
            paper: wish.paper,
            portrait: wish.portrait,
        },
        names: wish.names,
        lang: out.lang,
        measure: &Letters::default(),
    });
    let made = match made {
        Ok(made) => made,
        Err(TooMuch::Pages(count) | TooMuch::Lines(count)) => {
            return out.refuse(&words.too_many_pages(count, MOST_PAGES), FAILED);
        }
    };
    let paths = paper::paths(&wish.to, made.len());
    // All or none: what stands in the way of one is told before any is written.
    let in_the_way = paths.iter().find(|path| path.exists() && !wish.force);
    if let Some(path) = in_the_way {
        return out.refuse(&words.exists_force(&shown(path)), FAILED);
    }
    for (sheet, path) in made.iter().zip(&paths) {
        let Some(bytes) = paper::bytes(sheet, kind) else {
            return out.refuse(words.not_drawn(), FAILED);
        };
        let code = write(path, &bytes, wish.force, out);
        if code != FINE {
            return code;
        }
    }
    FINE
}

/// The moment: midnight of a given day, so that what is made is the same each time; else now.
fn moment(today: Option<NaiveDate>) -> DateTime<FixedOffset> {
    match today {
        Some(day) => day.and_time(NaiveTime::MIN).and_utc().fixed_offset(),
        None => Local::now().fixed_offset(),
    }
}

/// Puts the bytes in place, whole or not at all.
fn write(to: &Path, bytes: &[u8], force: bool, out: &mut Out<'_>) -> u8 {
    let request = SaveRequest {
        path: to,
        bytes,
        expected: if force {
            Expected::Anything
        } else {
            Expected::Absent
        },
        replace_read_only: false,
        revisions: None,
        at: Local::now().fixed_offset(),
        verify: &|_| Ok(()),
    };
    let words = out.words();
    match save(&RealFs, &request) {
        Ok(saved) => {
            out.line(&words.exported(&shown(&saved.path)));
            FINE
        }
        Err(error) => {
            let exists = words.exists_force(&shown(to));
            let sentence = not_saved(out.lang, to, &error, exists);
            out.refuse(&sentence, FAILED)
        }
    }
}
