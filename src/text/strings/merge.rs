//! The texts of receiving a copy, of comparing files, and of the history.

use super::fields::Fields;
use super::findings::Findings;
use crate::change::{Author, Claim, Origin, What};
use crate::insight::journal::{Deed, Line, Told};
use crate::merge::{
    Difference, IncomingKind, Item, KeptDeletion, Refused, Relation, TextDifference,
};
use crate::model::{Path, Programme, Value};
use crate::text::date;
use crate::text::visible::visible;
use chrono::{DateTime, FixedOffset};

crate::strings! {
    /// The texts of receiving, of comparing, and of the history.
    Merge {
        same: "Hai tệp giống nhau.", "The two files are the same.";
        newer(changes: usize): "Bản kia mới hơn: có thêm {changes} thay đổi.", "The other copy is newer: it has {changes} change[s] more.";
        older(changes: usize): "Bản kia cũ hơn: còn thiếu {changes} thay đổi của bản này.", "The other copy is older: it lacks {changes} change[s] of this one.";
        diverged(incoming: usize, outgoing: usize): "Hai bản đã sửa riêng: bản kia có thêm {incoming} thay đổi, bản này có thêm {outgoing}.", "Both copies were edited: the other has {incoming} change[s] more, this one {outgoing}.";
        joinable: "Hai tệp được lập riêng từ cùng một chương trình. Có thể gộp làm một; từ đó chúng là hai bản của một tệp.", "The two files were begun separately from the same programme. They can be joined, and are two copies of one file from then on.";
        other_programme: "Đây là tệp của chương trình khác, nên không gộp. Các tệp giữ nguyên.", "This file is of another programme and was not merged. The files are as they were.";
        theirs_is_newer: "Tệp kia do bản Đồng Hành mới hơn ghi, nên không gộp. Hãy dùng bản mới để gộp.", "The other file was written by a newer Đồng Hành and was not merged. Merge it with the newer version.";
        mine_is_newer: "Tệp này do bản Đồng Hành mới hơn ghi, chỉ để xem. Hãy dùng bản mới để gộp.", "This file was written by a newer Đồng Hành and is for reading only. Merge it with the newer version.";
        stale: "Tệp vừa được sửa sau khi xem trước. Hãy xem trước lại.", "The file was edited after the preview. Make the preview again.";
        bad_decision(on: &str): "Không thể chọn như vậy cho {on}.", "This cannot be chosen for {on}.";

        text_differs(count: usize): "Văn bản chính thức khác nhau ở {count} chỗ. Bản này giữ nguyên văn bản của mình:", "The official text differs in {count} place[s]. This copy keeps its own:";
        clause(anchor: &str): "Điều {anchor}", "Article {anchor}";
        whole_programme: "Chung", "The whole programme";
        incoming(count: usize): "Sẽ nhận {count} mục:", "{count} thing[s] come in:";
        replaced(count: usize): "trong đó thay {count} giá trị của bản này", "of these {count} in the place of something of this copy";
        conflicts(count: usize): "Xung đột, {count} mục:", "In conflict, {count} thing[s]:";
        kept(count: usize): "Đã xóa nhưng có người sửa, {count} mục:", "Deleted, but edited by someone, {count} thing[s]:";
        nothing_incoming: "Dữ liệu không có gì thay đổi.", "Nothing changes in the data.";
        made_new(on: &str): "{on}: thêm mới", "{on}: new";
        deleted(on: &str): "{on}: bị xóa", "{on}: deleted";
        restored(on: &str): "{on}: được khôi phục", "{on}: restored";
        value_set(on: &str, field: &str, before: &str, after: &str): "{on}, {field}: {before} → {after}", "{on}, {field}: {before} → {after}";
        element_in(on: &str, field: &str, element: &str): "{on}, {field}: thêm {element}", "{on}, {field}: {element} added";
        element_out(on: &str, field: &str, element: &str): "{on}, {field}: bỏ {element}", "{on}, {field}: {element} removed";
        conflict(on: &str, field: &str, mine: &str, theirs: &str): "{on}, {field}: bản này {mine}; bản kia {theirs}", "{on}, {field}: this copy {mine}; the other {theirs}";
        kept_mine(on: &str): "{on}: bản này đã xóa, bản kia còn sửa", "{on}: deleted in this copy, edited in the other";
        kept_theirs(on: &str): "{on}: bản kia đã xóa, bản này còn sửa", "{on}: deleted in the other copy, edited in this one";
        by_whom(value: &str, who: &str): "{value} ({who})", "{value} ({who})";
        replaces: "thay giá trị của bản này", "replaces a value of this copy";
        blind: "đáng ngờ: bản kia chưa từng có giá trị này", "doubtful: the other copy never had this value";

        merged(file: &str): "Đã gộp vào {file}", "Merged into {file}";
        not_merged: "Chỉ xem trước, chưa ghi gì.", "Preview only; nothing was written.";
        open_conflicts(count: usize): "Còn {count} xung đột để ngỏ trong tệp.", "{count} conflict[s] [is/are] open in the file.";
        hand_edits(file: &str, count: usize): "{file}: {count} chỗ sửa tay", "{file}: {count} value[s] changed by hand";
        changed_meanwhile(file: &str): "“{file}” vừa bị thay đổi, nên không ghi đè. Hãy gộp lại.", "“{file}” was changed meanwhile and was not overwritten. Merge again.";
        only_first(on: &str): "{on}: chỉ có ở tệp thứ nhất", "{on}: only in the first file";
        only_second(on: &str): "{on}: chỉ có ở tệp thứ hai", "{on}: only in the second file";
        differences(count: usize): "Khác nhau {count} chỗ:", "{count} difference[s]:";
        say_the_same: "Hai tệp nói như nhau.", "The two files say the same.";
        clause_text(anchor: &str, mine: &str, theirs: &str): "{anchor}: “{mine}”; bản kia “{theirs}”", "{anchor}: “{mine}”; the other “{theirs}”";
        same_file: "Hai tên chỉ cùng một tệp.", "Both names are of the same file.";

        hand: "sửa tay", "edited by hand";
        of_template: "theo mẫu", "from the template";
        unknown_author: "không rõ ai", "unknown";
        unknown_day: "Không rõ ngày", "Day unknown";
        undo: "hoàn tác", "undone";
        undoing: "đã được hoàn tác", "taken back later";
        value_gone: "(đã rút gọn)", "(shortened)";
        log_count(groups: usize, changes: usize): "{groups} lần ghi, {changes} thay đổi", "{groups} step[s], {changes} change[s]";
        shortened(count: usize): "{count} thay đổi cũ đã được rút gọn", "{count} old change[s] [was/were] shortened";
    }
}

impl Merge {
    /// How another file stands to this one, as a sentence.
    #[must_use]
    pub fn relation(self, relation: Relation, incoming: usize, outgoing: usize) -> String {
        match relation {
            Relation::Same => self.same().to_owned(),
            Relation::Newer => self.newer(incoming),
            Relation::Older => self.older(outgoing),
            Relation::Diverged => self.diverged(incoming, outgoing),
            Relation::JoinableSameTemplate => self.joinable().to_owned(),
            Relation::OtherProgramme => self.other_programme().to_owned(),
        }
    }

    /// Why nothing was received.
    #[must_use]
    pub fn refused(self, refused: &Refused, programmes: &[&Programme]) -> String {
        match refused {
            Refused::OtherProgramme => self.other_programme().to_owned(),
            Refused::TheirsIsNewer => self.theirs_is_newer().to_owned(),
            Refused::MineIsNewer => self.mine_is_newer().to_owned(),
            Refused::Stale => self.stale().to_owned(),
            Refused::BadDecision { on, .. } => self.bad_decision(&self.name(on, programmes)),
        }
    }

    /// What an entity is called, by the first programme that knows it.
    #[must_use]
    pub fn name(self, on: &Path, programmes: &[&Programme]) -> String {
        let findings = Findings(self.0);
        let by_id = findings.one_named(&findings.kind(on.kind()), &visible(on.id()));
        let mut names = programmes.iter().map(|p| findings.name(on, p));
        let named = names.find(|n| *n != by_id);
        named.unwrap_or(by_id)
    }

    /// Who, and when: "Lê Thị Hòa, 03/05/2024 08:00".
    #[must_use]
    pub fn who(self, origin: Origin, by: &Author, at: Option<DateTime<FixedOffset>>) -> String {
        let name = match origin {
            Origin::Hand => return self.hand().to_owned(),
            Origin::Template => return self.of_template().to_owned(),
            Origin::Session if by.name.trim().is_empty() => self.unknown_author().to_owned(),
            Origin::Session => visible(&by.name).into_owned(),
        };
        match at {
            Some(at) => format!(
                "{name}, {} {}",
                date::format(at.date_naive()),
                at.format("%H:%M")
            ),
            None => name,
        }
    }

    fn claims<'c>(self, claims: impl Iterator<Item = &'c Claim>) -> String {
        let mut all: Vec<String> = claims.map(|c| self.who(c.origin, &c.by, c.at)).collect();
        all.dedup();
        all.join("; ")
    }

    /// One thing that comes in, as a line.
    #[must_use]
    pub fn item(self, item: &Item, programmes: &[&Programme]) -> String {
        let on = self.name(&item.on, programmes);
        let fields = Fields(self.0);
        let kind = item.on.kind();
        let line = match (&item.what, item.kind) {
            (What::Existence, IncomingKind::Deleted) => self.deleted(&on),
            (What::Existence, IncomingKind::Restored) => self.restored(&on),
            (What::Existence, _) => self.made_new(&on),
            (What::Field(f), _) => {
                let told = |values: &mut dyn Iterator<Item = &Value>| {
                    fields.values(programmes, kind, f, values)
                };
                let field = fields.field(kind, f);
                let before = told(&mut item.mine.values());
                self.value_set(&on, &field, &before, &told(&mut item.after.values()))
            }
            (What::Element(f, e), kind_of) => {
                let (field, element) = (fields.field(kind, f), fields.named(programmes, e));
                match kind_of {
                    IncomingKind::Leaves => self.element_out(&on, &field, &element),
                    _ => self.element_in(&on, &field, &element),
                }
            }
        };
        let mut who = self.claims(item.after.claims().chain(&item.by));
        if item.blind {
            who = format!("{who}; {}", self.blind());
        } else if item.replaces && item.what != What::Existence {
            who = format!("{who}; {}", self.replaces());
        }
        self.by_whom(&line, &who)
    }

    /// One difference between two files, as a line.
    #[must_use]
    pub fn difference(self, d: &Difference, programmes: &[&Programme]) -> String {
        let on = self.name(&d.on, programmes);
        let fields = Fields(self.0);
        let kind = d.on.kind();
        match (&d.what, d.kind) {
            (What::Existence, IncomingKind::Deleted) => self.only_first(&on),
            (What::Existence, _) => self.only_second(&on),
            (What::Field(f), _) => {
                let told = |values: &[Value]| fields.values(programmes, kind, f, values.iter());
                let (before, after) = (told(&d.before), told(&d.after));
                self.value_set(&on, &fields.field(kind, f), &before, &after)
            }
            (What::Element(f, e), kind_of) => {
                let (field, element) = (fields.field(kind, f), fields.named(programmes, e));
                match kind_of {
                    IncomingKind::Leaves => self.element_out(&on, &field, &element),
                    _ => self.element_in(&on, &field, &element),
                }
            }
        }
    }

    /// A piece of the official text that differs, as a line.
    #[must_use]
    pub fn text_line(self, d: &TextDifference, programmes: &[&Programme]) -> String {
        let fields = Fields(self.0);
        let side = |text: &Option<String>| {
            let text = text.as_deref().unwrap_or("\u{2026}");
            visible(text).into_owned()
        };
        let name = fields.named(programmes, d.clause.as_str());
        self.clause_text(&name, &side(&d.mine), &side(&d.theirs))
    }

    /// The heading of an article.
    #[must_use]
    pub fn article(self, article: u8) -> String {
        match article {
            0 => self.whole_programme().to_owned(),
            n => self.clause(&n.to_string()),
        }
    }

    /// One conflict, as a line.
    #[must_use]
    pub fn conflict_line(self, item: &Item, programmes: &[&Programme]) -> String {
        let fields = Fields(self.0);
        let kind = item.on.kind();
        let key = item.what.field().unwrap_or_default();
        let side = |holding: &crate::merge::Holding| {
            let all: Vec<String> = holding
                .values
                .iter()
                .map(|(value, by)| {
                    let value = fields.value(programmes, kind, key, value);
                    self.by_whom(&value, &self.claims(by.iter()))
                })
                .collect();
            match all.is_empty() {
                true => fields.nothing().to_owned(),
                false => all.join(" / "),
            }
        };
        let field = match &item.what {
            What::Element(f, e) => {
                format!("{} {}", fields.field(kind, f), fields.named(programmes, e))
            }
            _ => fields.field(kind, key),
        };
        let on = self.name(&item.on, programmes);
        self.conflict(&on, &field, &side(&item.mine), &side(&item.theirs))
    }

    /// One deletion that an edit holds back, as a line.
    #[must_use]
    pub fn kept_line(self, kept: &KeptDeletion, programmes: &[&Programme]) -> String {
        let on = self.name(&kept.on, programmes);
        let line = if kept.deleted_by_me {
            self.kept_mine(&on)
        } else {
            self.kept_theirs(&on)
        };
        let who = kept.deleted.iter().chain(kept.edits.iter().map(|(_, c)| c));
        self.by_whom(&line, &self.claims(who))
    }

    /// A group of the history: who, when, and whether it is an undo.
    #[must_use]
    pub fn told(self, told: &Told) -> String {
        let mut line = self.who(told.origin, &told.by, told.at);
        if told.undoes.is_some() {
            line = format!("{line}, {}", self.undo());
        }
        if told.is_undone {
            line = format!("{line}, {}", self.undoing());
        }
        line
    }

    /// One change of the history, as a line.
    #[must_use]
    pub fn line(self, line: &Line, programmes: &[&Programme]) -> String {
        let on = self.name(&line.on, programmes);
        let fields = Fields(self.0);
        let kind = line.on.kind();
        match (&line.what, line.deed) {
            (What::Field(f), _) => {
                let before = match (line.old_is_gone, line.old.is_empty()) {
                    (true, true) => self.value_gone().to_owned(),
                    _ => fields.values(programmes, kind, f, line.old.iter()),
                };
                let after = fields.value(programmes, kind, f, &line.new);
                self.value_set(&on, &fields.field(kind, f), &before, &after)
            }
            (What::Element(f, e), deed) => {
                let (field, element) = (fields.field(kind, f), fields.named(programmes, e));
                match deed {
                    Deed::TookOut => self.element_out(&on, &field, &element),
                    _ => self.element_in(&on, &field, &element),
                }
            }
            (What::Existence, Deed::Deleted) => self.deleted(&on),
            (What::Existence, Deed::Restored) => self.restored(&on),
            (What::Existence, _) => {
                // Of something that is not there any more its first fields tell what it was.
                let first = line.new.as_map().and_then(|to| {
                    let names = ["title", "name", "household", "document", "text"];
                    names
                        .iter()
                        .find_map(|key| to.get(key)?.as_text().map(str::to_owned))
                });
                let known = programmes.iter().any(|p| {
                    let findings = Findings(self.0);
                    let by_id = findings.one_named(&findings.kind(kind), &visible(line.on.id()));
                    findings.name(&line.on, p) != by_id
                });
                match first.filter(|_| !known) {
                    Some(name) => {
                        let findings = Findings(self.0);
                        self.made_new(&findings.one_named(&findings.kind(kind), &visible(&name)))
                    }
                    None => self.made_new(&on),
                }
            }
        }
    }
}
