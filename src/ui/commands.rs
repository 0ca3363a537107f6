//! What a tab may ask for. The app carries commands out after the frame, in order.

use super::view::{Selection, Tab};
use crate::change::{ChangeId, CutKind};
use crate::edit::Edit;
use crate::import::List;
use crate::insight::{AttentionKind, YearFilter};
use crate::model::{Id, Path, PlanScope};

/// One thing that the user asked for.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// Change the document, as one undo step.
    Edit(Edit),
    /// Change the document, as one undo step, and tell what was done.
    Carry {
        /// The step.
        edit: Edit,
        /// What is told where it was carried out.
        told: String,
    },
    /// Send to partners, or make something of it for others: asks where to.
    Send(Sending),
    /// Export tables: asks where to.
    ExportTables(Tables),
    /// Show a tab.
    Go(Tab),
    /// Select something (the inspector shows it).
    Select(Selection),
    /// Select something in the tab where it lives.
    Reveal(Selection),
    /// Show these years.
    Years(YearFilter),
    /// Show the names of poor households and their hamlets, or hide them.
    ShowNames(bool),
    /// Open a dialog.
    Ask(Ask),
    /// Put text on the clipboard.
    Copy(String),
    /// Put a table on the clipboard, for spreadsheets and word processors.
    CopyTable {
        /// Its cells between tabs, its rows between line ends.
        text: String,
        /// The same as an HTML table.
        html: String,
    },
    /// Show the overview with this filter.
    ShowAttention(AttentionKind),
    /// Show the page of a plan in the tab of the annual plans.
    PlanPage {
        /// The plan.
        plan: Id,
        /// The moment as of which it is shown, for viewing only; as it stands where there is none.
        at: Option<ChangeId>,
    },
    /// Something about the history.
    History(History),
    /// Something with a menu entry and perhaps a key.
    Do(super::actions::Action),
}

/// Something about the history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum History {
    /// Undo one step, however old; it names its group.
    TakeBack(ChangeId),
    /// Show the programme as it was, for viewing only.
    View(Point),
    /// Make the programme what it was; asks first.
    GoBack(Point),
    /// Show the history of one thing, or of one of its fields, in the tab Nhật ký.
    Find {
        /// The thing.
        on: Path,
        /// The field, by its key; everything of it where there is none.
        field: Option<String>,
    },
}

/// A point in the history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Point {
    /// After this group, as the dates claim.
    After(ChangeId),
    /// A named moment, exactly.
    Mark {
        /// Its id.
        id: ChangeId,
        /// What it is kept for: several moments may bear one id.
        kind: CutKind,
        /// What it is called.
        name: String,
    },
}

/// Tables that are to leave the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tables {
    /// Which; all of them in one file where there is none.
    pub list: Option<List>,
    /// As CSV, not as an Excel workbook; one table alone.
    pub csv: bool,
    /// The years of their rows.
    pub years: YearFilter,
    /// With the names of households and hamlets.
    pub names: bool,
}

/// In which form a programme goes to others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// A copy that can be merged, in a folder.
    Copy,
    /// A draft of a letter with the copy attached.
    Mail,
    /// An HTML page for people without the program.
    Page,
    /// A copy without names and history, a file of its own.
    Anonymised,
}

impl Way {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::Copy, Self::Mail, Self::Page, Self::Anonymised];

    /// Whether it is recorded as sent.
    #[must_use]
    pub const fn is_recorded(self) -> bool {
        matches!(self, Self::Copy | Self::Mail)
    }
}

/// What is to go to others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sending {
    /// In which form.
    pub way: Way,
    /// To which parties, by id.
    pub to: Vec<Id>,
    /// With the names of households and hamlets.
    pub names: bool,
}

/// A dialog that a tab may open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ask {
    /// Delete this? Says what goes with it.
    Delete(Path),
    /// The units: add, edit, end.
    Units {
        /// The unit to show first.
        unit: Option<Id>,
    },
    /// The recipients.
    Recipients,
    /// Send to partners: shows what they do not have yet.
    Send {
        /// The party to send to; all others where there is none.
        to: Option<Id>,
    },
    /// What is wrong in the data.
    Problems,
    /// Choose one of the values of a field that several people set without seeing each other's.
    Settle {
        /// The entity.
        on: Path,
        /// The field.
        key: String,
    },
    /// What changed in a plan after a party agreed to it.
    AgreementChanges {
        /// The agreement.
        agreement: Id,
    },
    /// Make the plan of a year from another year's.
    NextPlan {
        /// The plan to begin with.
        from: Id,
        /// The year of the new plan.
        year: i32,
    },
    /// Make a sector's or a unit's plan of a year: asks for the unit first.
    UnitPlan {
        /// Its year.
        year: i32,
        /// A sector's or a unit's.
        scope: PlanScope,
    },
    /// Record a plan that was issued outside this program.
    RecordPlan {
        /// Its year.
        year: i32,
        /// Whose own plan it is; the joint plan where there is none.
        party: Option<Id>,
    },
    /// Export tables: asks which, how, and whether households are named.
    ExportTables {
        /// The one to begin with; all where there is none.
        list: Option<List>,
    },
    /// Take in a table that was copied: shows what is understood first.
    ImportText(String),
    /// Put a block of a spreadsheet into figures of budget lines: shows what is understood first.
    PasteFigures {
        /// The lines from the cell of the keyboard downward, as they stand in the table.
        lines: Vec<Id>,
        /// The figures from that cell rightward, by their keys in the file.
        columns: Vec<&'static str>,
        /// What is on the clipboard.
        text: String,
    },
}

/// The commands of one frame.
#[derive(Debug, Default)]
pub struct Commands(Vec<Command>);

impl Commands {
    /// Asks for something.
    pub fn push(&mut self, command: Command) {
        self.0.push(command);
    }

    /// Asks for an edit.
    pub fn edit(&mut self, edit: Edit) {
        self.0.push(Command::Edit(edit));
    }

    /// Takes what was asked for.
    pub fn take(&mut self) -> Vec<Command> {
        std::mem::take(&mut self.0)
    }

    /// What was asked for so far, for tests.
    #[must_use]
    pub fn list(&self) -> &[Command] {
        &self.0
    }
}
