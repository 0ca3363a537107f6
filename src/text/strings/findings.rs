//! Sentences for what is found wrong: in a file that is opened, and in the data of a document.
//!
//! The errors themselves are data of the layers below; here each of them becomes one plain sentence.
//! What comes out of a file is shown through [`visible`], so that it cannot turn a line round.

use crate::change::LogProblem;
use crate::codec::{ReadError, ReadErrorKind};
use crate::insight::Problem;
use crate::model::field::{BadField, Shape};
use crate::model::{Id, Path, Programme};
use crate::store::LoadError;
use crate::text::strings::fields::Fields;
use crate::text::strings::houses::Houses;
use crate::text::visible::visible;
use std::path::Path as FilePath;

crate::strings! {
    /// Sentences for what is found wrong.
    Findings {
        file_not_found(file: &str): "Không tìm thấy tệp “{file}”. Hãy kiểm tra lại tên và thư mục.", "The file “{file}” was not found. Check its name and folder.";
        not_a_file(file: &str): "“{file}” không phải là tệp thường. Hãy chọn một tệp .donghanh.json.", "“{file}” is not a regular file. Choose a .donghanh.json file.";
        too_big(file: &str, mb: u64): "Tệp “{file}” nặng {mb} MB, quá lớn so với một chương trình, nên không mở.", "The file “{file}” has {mb} MB, too much for a programme, and was not opened.";
        not_text(file: &str, line: u64, column: u64): "Tệp “{file}” không phải là văn bản Unicode (dòng {line}, cột {column}).", "The file “{file}” is not Unicode text (line {line}, column {column}).";
        io(file: &str, text: &str): "Không đọc được tệp “{file}”: {text}.", "The file “{file}” cannot be read: {text}.";
        in_use(file: &str): "Tệp “{file}” đang được chương trình khác giữ. Hãy đóng chương trình kia rồi mở lại.", "Another program is using the file “{file}”. Close it there, then open it again.";
        truncated(line: usize, column: usize): "Tệp bị cụt ở dòng {line}, cột {column}: có lẽ chưa được chép xong. Hãy chép lại, hoặc mở một bản cũ.", "The file ends too early, at line {line}, column {column}: it was perhaps not copied whole. Copy it again or open an older version.";
        syntax(line: usize, column: usize): "Tệp sai cú pháp JSON ở dòng {line}, cột {column}.", "The file is not valid JSON at line {line}, column {column}.";
        duplicate_key(key: &str, line: usize, column: usize): "Khóa “{key}” có hai lần trong cùng một nhóm, ở dòng {line}, cột {column}.", "The key “{key}” stands twice in one object, at line {line}, column {column}.";
        too_deep(line: usize, column: usize): "Dữ liệu lồng nhau quá sâu ở dòng {line}, cột {column}.", "The data are nested too deep at line {line}, column {column}.";
        wrong_type(field: &str, line: usize, column: usize): "Giá trị của “{field}” sai loại, ở dòng {line}, cột {column}.", "The value of “{field}” has the wrong type, at line {line}, column {column}.";
        bad_money(found: &str, field: &str, line: usize, column: usize): "Số tiền {found} của “{field}” không phải số đồng nguyên hoặc quá lớn, ở dòng {line}, cột {column}.", "The amount {found} of “{field}” is not a whole number of đồng or is too large, at line {line}, column {column}.";
        not_document: "Đây không phải là tệp của Đồng Hành.", "This is not a file of Đồng Hành.";
        missing(key: &str): "Tệp thiếu “{key}”, nên không phải là tệp Đồng Hành trọn vẹn.", "The file lacks “{key}”, so it is not a whole file of Đồng Hành.";
        newer(version: i64): "Tệp do bản Đồng Hành mới hơn ghi (định dạng {version}). Hãy dùng bản mới để mở.", "The file was written by a newer Đồng Hành (format {version}). Open it with the newer version.";

        bad_field(on: &str, key: &str, found: &str, expected: &str): "{on}: mục “{key}” ghi {found}, trong khi cần {expected}.", "{on}: “{key}” says {found}, but should be {expected}.";
        dangling(on: &str, key: &str, names: &str): "{on}: mục “{key}” nhắc tới “{names}”, nhưng không có gì mang mã đó.", "{on}: “{key}” refers to “{names}”, which does not exist.";
        end_before_start(on: &str): "{on}: ngày kết thúc đứng trước ngày bắt đầu.", "{on}: the end lies before the start.";
        cycle(on: &str): "{on}: nối tiếp nhau thành vòng tròn.", "{on}: follows itself in a circle.";
        issued_without_number(on: &str): "{on}: đã ban hành nhưng thiếu số hoặc ngày, có thể do gộp với bản khác. Hãy mở kế hoạch và ghi lại số, ngày ban hành.", "{on}: is issued, but lacks its number or date, perhaps since another copy was merged. Open the plan and enter its number and date again.";
        annex_not_in_force(on: &str): "{on}: có ngày có hiệu lực nhưng thiếu số, tên, nội dung hoặc nhất trí của một bên, nên chưa có hiệu lực.", "{on}: has a day of coming into force, but lacks its number, title, text or a party’s agreement, so it is not in force.";
        conflict(on: &str, key: &str): "{on}: mục “{key}” có nhiều giá trị do nhiều người ghi khi chưa thấy của nhau.", "{on}: “{key}” has several values, set by people who had not seen each other’s.";
        kept_by_edit(on: &str): "{on}: đã bị xóa, nhưng được giữ lại vì có người sửa khi chưa biết là đã xóa.", "{on}: was deleted, but is kept because someone edited it without knowing.";
        kept_by_reference(on: &str): "{on}: đã bị xóa, nhưng vẫn hiện vì còn mục khác nhắc tới.", "{on}: was deleted, but is still shown because something refers to it.";
        same_line(on: &str, other: &str): "{on}: trùng năm, nội dung, nguồn và bên chi với dòng “{other}”.", "{on}: has the same year, clause, source and payer as the line “{other}”.";
        support_differs(on: &str, what: &str): "{on}: {what}", "{on}: {what}";
        no_effect(change: &str, names: &str): "Lịch sử: bản ghi {change} nhắc tới {names} mà không có hiệu lực.", "History: record {change} refers to {names} without effect.";
        several_contents(change: &str): "Lịch sử: mã {change} có nhiều nội dung khác nhau; tất cả được giữ lại.", "History: the id {change} has several contents; all are kept.";
        unread(count: usize): "Lịch sử: {count} bản ghi không đọc được; chúng được giữ nguyên văn.", "History: {count} record[s] cannot be read; they are kept as they are.";

        a_text: "một dòng chữ", "a text";
        a_date: "một ngày dạng 2024-08-19", "a day like 2024-08-19";
        a_year: "một năm từ 1900 đến 2199", "a year from 1900 to 2199";
        money: "một số đồng nguyên", "a whole number of đồng";
        a_number: "một số", "a number";
        a_bool: "true hoặc false", "true or false";
        a_reference: "mã của một mục", "the id of something";
        references: "một tập mã", "a set of ids";
        one_word(words: &str): "một trong các từ {words}", "one of {words}";
        nested(keys: &str): "một nhóm gồm {keys}", "an object with {keys}";

        the_programme: "Chương trình", "The programme";
        one_named(kind: &str, name: &str): "{kind} “{name}”", "{kind} “{name}”";
        party: "Bên", "Party";
        unit: "Đơn vị", "Unit";
        plan: "Kế hoạch", "Plan";
        agreement: "Thống nhất", "Agreement";
        annex: "Phụ lục", "Annex";
        activity: "Việc", "Activity";
        series: "Việc lặp lại", "Series";
        dependency: "Việc trước, việc sau", "Dependency";
        moment: "Mốc so sánh", "Named moment";
        indicator: "Chỉ tiêu", "Indicator";
        indicator_value: "Giá trị chỉ tiêu", "Indicator value";
        budget_line: "Dòng ngân sách", "Budget line";
        payment: "Khoản chi", "Payment";
        evidence: "Minh chứng", "Evidence";
        note: "Ghi chú", "Note";
        exemption: "Nội dung không lập kế hoạch", "Exemption";
        house: "Nhà ở", "House";
        school_item: "Thiết bị điểm trường", "School equipment";
        pair: "Cặp kết nối", "Pair";
        recipient: "Nơi nhận", "Recipient";
        unknown_kind(kind: &str): "Mục “{kind}”", "“{kind}”";
    }
}

impl Findings {
    /// Why a file was not read.
    #[must_use]
    pub fn load(self, error: &LoadError) -> String {
        match error {
            LoadError::NotFound { path } => self.file_not_found(&shown(path)),
            LoadError::NotRegular { path, .. } => self.not_a_file(&shown(path)),
            LoadError::TooBig { path, size, .. } => {
                self.too_big(&shown(path), size / (1024 * 1024))
            }
            LoadError::NotText {
                path, line, column, ..
            } => self.not_text(&shown(path), *line, *column),
            LoadError::Io { path, fault } if fault.is_in_use() => self.in_use(&shown(path)),
            LoadError::Io { path, fault } => {
                self.io(&shown(path), fault.text.trim_end_matches('.'))
            }
        }
    }

    /// Why a text is no document.
    #[must_use]
    pub fn read(self, error: &ReadError) -> String {
        let (line, column) = (error.line, error.column);
        let field = visible(&error.field);
        match &error.kind {
            ReadErrorKind::Truncated => self.truncated(line, column),
            ReadErrorKind::Syntax => self.syntax(line, column),
            ReadErrorKind::DuplicateKey(key) => self.duplicate_key(&visible(key), line, column),
            ReadErrorKind::TooDeep => self.too_deep(line, column),
            ReadErrorKind::WrongType => self.wrong_type(&field, line, column),
            ReadErrorKind::BadMoney(found) => self.bad_money(&visible(found), &field, line, column),
            ReadErrorKind::NotDocument => self.not_document().to_owned(),
            ReadErrorKind::Missing(key) => self.missing(key),
            ReadErrorKind::Newer(version) => self.newer(*version),
        }
    }

    /// What is wrong in the data of a programme.
    #[must_use]
    pub fn problem(self, problem: &Problem, programme: &Programme) -> String {
        let on = |path: &Path| self.name(path, programme);
        match problem {
            Problem::BadField { on: path, field } => self.field(&on(path), field),
            Problem::Dangling {
                on: path,
                key,
                names,
            } => self.dangling(&on(path), key, &visible(names.as_str())),
            Problem::EndBeforeStart { on: path } => self.end_before_start(&on(path)),
            Problem::Cycle { on: path } => self.cycle(&on(path)),
            Problem::IssuedWithoutNumber { on: path } => self.issued_without_number(&on(path)),
            Problem::AnnexNotInForce { on: path } => self.annex_not_in_force(&on(path)),
            Problem::Conflict { on: path, key } => {
                let field = Fields(self.0).field(path.kind(), key);
                self.conflict(&on(path), field.trim_matches(['“', '”']))
            }
            Problem::KeptByEdit { on: path } => self.kept_by_edit(&on(path)),
            Problem::KeptByReference { on: path } => self.kept_by_reference(&on(path)),
            Problem::SameLine { on: path, other } => {
                self.same_line(&on(path), &visible(other.as_str()))
            }
            Problem::SupportDiffers {
                on: path,
                difference,
            } => {
                let what = Houses(self.0).difference(difference);
                self.support_differs(&on(path), &what)
            }
            Problem::History(LogProblem::NoEffect { change, names }) => {
                self.no_effect(&visible(change), &visible(names))
            }
            Problem::History(LogProblem::SeveralContents { change }) => {
                self.several_contents(&visible(change))
            }
            Problem::Unread(count) => self.unread(*count),
        }
    }

    fn field(self, on: &str, field: &BadField) -> String {
        let list = |words: &mut dyn Iterator<Item = &str>| words.collect::<Vec<_>>().join(", ");
        let expected = match field.expected {
            Shape::Text => self.a_text().to_owned(),
            Shape::Date => self.a_date().to_owned(),
            Shape::Year => self.a_year().to_owned(),
            Shape::Money => self.money().to_owned(),
            Shape::Decimal => self.a_number().to_owned(),
            Shape::Bool => self.a_bool().to_owned(),
            Shape::Ref => self.a_reference().to_owned(),
            Shape::RefSet => self.references().to_owned(),
            Shape::Word(words) => self.one_word(&list(&mut words.iter().copied())),
            Shape::Nested(members) => self.nested(&list(&mut members.iter().map(|(key, ..)| *key))),
        };
        self.bad_field(on, field.key, &visible(&field.found), &expected)
    }

    /// What a kind is called, one of it.
    #[must_use]
    pub fn kind(self, kind: &str) -> String {
        let known = match kind {
            "programme" => self.the_programme(),
            "parties" => self.party(),
            "units" => self.unit(),
            "plans" => self.plan(),
            "agreements" => self.agreement(),
            "annexes" => self.annex(),
            "activities" => self.activity(),
            "series" => self.series(),
            "dependencies" => self.dependency(),
            "moments" => self.moment(),
            "indicators" => self.indicator(),
            "indicator_values" => self.indicator_value(),
            "budget_lines" => self.budget_line(),
            "payments" => self.payment(),
            "evidence" => self.evidence(),
            "notes" => self.note(),
            "exemptions" => self.exemption(),
            "houses" => self.house(),
            "school_items" => self.school_item(),
            "pairs" => self.pair(),
            "recipients" => self.recipient(),
            other => return self.unknown_kind(&visible(other)),
        };
        known.to_owned()
    }

    /// What an entity is called in a sentence: its kind with its name, or its id where it has none.
    #[must_use]
    pub fn name(self, path: &Path, programme: &Programme) -> String {
        if *path == Path::programme() {
            return self.the_programme().to_owned();
        }
        let id = Id::from(path.id());
        let p = programme;
        let name = match path.kind() {
            "parties" => p.parties.get(&id).map(|e| e.name.as_str()),
            "units" => p.units.get(&id).map(|e| e.name.as_str()),
            "plans" => p.plans.get(&id).map(|e| e.title.as_str()),
            "annexes" => p.annexes.get(&id).map(|e| e.title.as_str()),
            "activities" => p.activities.get(&id).map(|e| e.title.as_str()),
            "series" => p.series.get(&id).map(|e| e.title.as_str()),
            "moments" => p.moments.get(&id).map(|e| e.name.as_str()),
            "indicators" => p.indicators.get(&id).map(|e| e.name.as_str()),
            "budget_lines" => p.budget_lines.get(&id).map(|e| e.name.as_str()),
            "payments" => p.payments.get(&id).map(|e| e.document.as_str()),
            "evidence" => p.evidence.get(&id).map(|e| e.name.as_str()),
            "school_items" => p.school_items.get(&id).map(|e| e.item.as_str()),
            "recipients" => p.recipients.get(&id).map(|e| e.text.as_str()),
            _ => None,
        };
        // A household is not named: it may be hidden, and its number tells which as well.
        if let Some(house) = p.houses.get(&id).filter(|_| path.kind() == "houses") {
            let number = crate::insight::support::house_number(p, house);
            let name = Houses(self.0).number(house.year, number);
            return self.one_named(self.house(), &name);
        }
        let name = name.filter(|n| !n.trim().is_empty()).unwrap_or(id.as_str());
        self.one_named(&self.kind(path.kind()), &visible(name))
    }
}

/// A path as a person reads it.
fn shown(path: &FilePath) -> String {
    visible(&path.display().to_string()).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codec::embedded;
    use crate::model::KINDS;
    use crate::text::strings::Lang;

    #[test]
    fn every_kind_has_a_word_of_its_own() {
        for lang in [Lang::Vi, Lang::En] {
            let unknown = Findings(lang).unknown_kind("x");
            let mut seen = std::collections::BTreeSet::new();
            for info in KINDS {
                let word = Findings(lang).kind(info.kind);
                assert_ne!(word, unknown.replace('x', info.kind), "{}", info.kind);
                assert!(seen.insert(word), "{}", info.kind);
            }
        }
    }

    #[test]
    fn an_entity_is_called_by_its_name_and_a_nameless_one_by_its_id() {
        let document = embedded::new_document("x");
        let p = document.programme();
        let (id, unit) = p.units.iter().next().expect("the text names units");
        let name = Findings(Lang::Vi).name(&Path::new("units", id.as_str()), p);
        assert_eq!(name, format!("Đơn vị “{}”", unit.name));
        assert_eq!(
            Findings(Lang::En).name(&Path::new("pairs", "p1"), p),
            "Pair “p1”"
        );
    }

    #[test]
    fn names_from_a_file_cannot_turn_a_sentence_round() {
        let document = embedded::new_document("x");
        let problem = Problem::Dangling {
            on: Path::new("activities", "a"),
            key: "lead",
            names: Id::from("u.\u{202e}x"),
        };
        let sentence = Findings(Lang::Vi).problem(&problem, document.programme());
        assert!(sentence.contains("‹U+202E›"), "{sentence}");
    }
}
