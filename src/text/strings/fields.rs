//! What fields are called, and how their values read: for the history, for what comes in, for lists of
//! differences. Names of things come from the programmes that are given, the first that knows them.

use super::houses::Houses;
use super::vocabulary::Vocabulary;
use crate::model::field::{Shape, parse_iso_date};
use crate::model::{
    ALL_PARTIES, FundingSource, HouseWork, Id, KINDS, NoteKind, PaymentKind, PlanScope, PlanState,
    Programme, Progress, UnitLevel, Value,
};
use crate::text::date;
use crate::text::money::format_dong;
use crate::text::number::Decimal;
use crate::text::visible::visible;

crate::strings! {
    /// The names of fields.
    Fields {
        title: "Nội dung", "Title";
        plan_title: "Tên kế hoạch", "Title";
        programme_title: "Trích yếu", "Title";
        number: "Số, ký hiệu", "Number";
        signed_on: "Ngày ký", "Signed on";
        basis: "Căn cứ", "Basis";
        period: "Giai đoạn", "Period";
        in_force_until: "Có hiệu lực đến", "In force until";
        soon_days: "Báo sắp đến hạn trước (ngày)", "Days counted as near";
        sample_today: "Hôm nay của dữ liệu minh hoạ", "Today of the sample";
        name: "Tên", "Name";
        short_name: "Tên ngắn", "Short name";
        letters: "Chữ trên dấu", "Letters of the seal";
        shape: "Hình của dấu", "Shape of the seal";
        colour: "Màu", "Colour";
        focal_unit: "Đầu mối theo dõi", "Focal unit";
        signer: "Người ký", "Signer";
        place: "Vị trí", "Place";
        party: "Bên", "Party";
        level: "Cấp", "Level";
        valid_from: "Từ ngày", "Valid from";
        valid_to: "Đến ngày", "Valid to";
        legal_basis: "Căn cứ pháp lý", "Legal basis";
        year: "Năm", "Year";
        scope: "Loại kế hoạch", "Kind of plan";
        unit: "Đơn vị", "Unit";
        measure: "Đơn vị tính", "Unit of measure";
        state: "Trạng thái", "State";
        issued_on: "Ngày ban hành", "Issued on";
        leader: "Lãnh đạo phụ trách", "Leader";
        replaces: "Thay thế", "Replaces";
        note: "Ghi chú", "Note";
        plan: "Kế hoạch", "Plan";
        document: "Số, ký hiệu văn bản", "Document";
        date: "Ngày", "Date";
        lead: "Chủ trì", "Lead";
        coordinating: "Phối hợp", "Coordinating";
        benefiting: "Thụ hưởng", "Beneficiaries";
        beneficiary: "Đối tượng thụ hưởng", "Who benefits";
        start: "Bắt đầu", "Start";
        due: "Thời hạn", "Deadline";
        milestone: "Mốc", "Milestone";
        carried_from: "Chuyển từ", "Carried from";
        series: "Việc lặp lại", "Series";
        before: "Việc trước", "Before";
        after: "Việc sau", "After";
        of: "Thuộc về", "Belongs to";
        indicator: "Chỉ tiêu", "Indicator";
        baseline: "Hiện trạng", "Baseline";
        target: "Kế hoạch", "Target";
        actual: "Thực hiện", "Actual";
        line_key: "Năm, khoản, nguồn, bên chi", "Year, clause, source, payer";
        activity: "Việc", "Activity";
        line: "Dòng ngân sách", "Budget line";
        kind: "Loại", "Kind";
        money: "Số tiền", "Amount";
        payee: "Người nhận", "Payee";
        sha256: "Mã kiểm của tệp", "Checksum of the file";
        text: "Nội dung", "Text";
        figure: "Về số liệu", "Figure";
        clause: "Khoản", "Clause";
        decision: "Quyết định", "Decision";
        household: "Hộ", "Household";
        hamlet: "Thôn", "Hamlet";
        commune: "Xã", "Commune";
        work: "Xây mới, sửa chữa", "Work";
        support: "Mức hỗ trợ", "Support";
        source: "Nguồn", "Source";
        started_on: "Khởi công", "Started on";
        handed_over_on: "Bàn giao", "Handed over on";
        continued_by: "Nay thuộc", "Continued by";
        helping: "Bên giúp", "Helping";
        helped: "Bên được giúp", "Helped";
        since: "Từ ngày", "Since";
        content: "Nội dung", "Content";

        annex: "Phụ lục", "Annex";
        annex_text: "Nội dung sửa đổi, bổ sung", "What it changes";
        clauses: "Khoản được sửa đổi", "Clauses that it amends";
        in_force_on: "Có hiệu lực từ", "In force from";
        school: "Trường", "School";
        site: "Điểm trường", "Site";
        item: "Thiết bị", "Item";
        quantity: "Số lượng", "Quantity";
        value_dong: "Trị giá", "Value";
        delivered_on: "Ngày bàn giao", "Delivered on";

        yes: "có", "yes";
        no: "không", "no";
        nothing: "chưa có", "none";
        dong(amount: &str): "{amount} đồng", "{amount} đồng";
        several(values: &str): "nhiều giá trị: {values}", "several values: {values}";
        in_place(of: &str): "trong {of}", "in {of}";
        exempt: "không cần kế hoạch", "needs no plan";
        not_exempt: "cần kế hoạch", "needs a plan";
        stone: "vuông", "rounded square";
        water: "tròn", "circle";
        diamond: "hình thoi", "diamond";
        hexagon: "lục giác", "hexagon";
    }
}

/// How much of a long text a list shows.
const LONGEST: usize = 400;

impl Fields {
    /// What a field of a kind is called; its own key, in quotes, where this version does not know it.
    #[must_use]
    pub fn field(self, kind: &str, key: &str) -> String {
        self.known(kind, key)
            .map_or_else(|| format!("“{}”", visible(key)), str::to_owned)
    }

    fn known(self, kind: &str, key: &str) -> Option<&'static str> {
        Some(match (kind, key) {
            ("programme", "title") => self.programme_title(),
            ("plans", "title") => self.plan_title(),
            ("indicators", "unit") => self.measure(),
            ("evidence", "title") => self.name(),
            ("annexes", "title") => self.programme_title(),
            ("annexes", "text") => self.annex_text(),
            (_, "title") => self.title(),
            (_, "number") => self.number(),
            (_, "signed_on") => self.signed_on(),
            (_, "basis") => self.basis(),
            (_, "period") => self.period(),
            (_, "in_force_until") => self.in_force_until(),
            (_, "soon_days") => self.soon_days(),
            (_, "sample_today") => self.sample_today(),
            (_, "name") => self.name(),
            (_, "short_name") => self.short_name(),
            (_, "letters") => self.letters(),
            (_, "shape") => self.shape(),
            (_, "colour") => self.colour(),
            (_, "focal_unit") => self.focal_unit(),
            (_, "signer") => self.signer(),
            (_, "place") => self.place(),
            (_, "party") => self.party(),
            (_, "level") => self.level(),
            (_, "valid_from") => self.valid_from(),
            (_, "valid_to") => self.valid_to(),
            (_, "legal_basis") => self.legal_basis(),
            (_, "year") => self.year(),
            (_, "scope") => self.scope(),
            (_, "unit") => self.unit(),
            (_, "state" | "status") => self.state(),
            (_, "issued_on") => self.issued_on(),
            (_, "leader") => self.leader(),
            (_, "replaces") => self.replaces(),
            (_, "note") => self.note(),
            (_, "plan") => self.plan(),
            (_, "document") => self.document(),
            (_, "date") => self.date(),
            (_, "lead") => self.lead(),
            (_, "coordinating") => self.coordinating(),
            (_, "benefiting") => self.benefiting(),
            (_, "beneficiary") => self.beneficiary(),
            (_, "start") => self.start(),
            (_, "due") => self.due(),
            (_, "milestone") => self.milestone(),
            (_, "carried_from") => self.carried_from(),
            (_, "series") => self.series(),
            (_, "before") => self.before(),
            (_, "after") => self.after(),
            (_, "of") => self.of(),
            (_, "indicator") => self.indicator(),
            (_, "baseline") => self.baseline(),
            (_, "target") => self.target(),
            (_, "actual") => self.actual(),
            (_, "key") => self.line_key(),
            (_, "activity") => self.activity(),
            (_, "committed") => Vocabulary(self.0).committed(),
            (_, "estimate") => Vocabulary(self.0).estimate(),
            (_, "allocated") => Vocabulary(self.0).allocated(),
            (_, "carried_over") => Vocabulary(self.0).carried_funds(),
            (_, "cancelled") => Vocabulary(self.0).cancelled_funds(),
            (_, "line") => self.line(),
            (_, "kind") => self.kind(),
            (_, "money" | "amount_dong") => self.money(),
            (_, "payee") => self.payee(),
            (_, "sha256") => self.sha256(),
            (_, "text") => self.text(),
            (_, "figure") => self.figure(),
            (_, "clause") => self.clause(),
            (_, "decision") => self.decision(),
            (_, "household") => self.household(),
            (_, "hamlet") => self.hamlet(),
            (_, "commune") => self.commune(),
            (_, "work") => self.work(),
            (_, "support") => self.support(),
            (_, "source") => self.source(),
            (_, "started_on") => self.started_on(),
            (_, "handed_over_on") => self.handed_over_on(),
            (_, "continued_by") => self.continued_by(),
            (_, "helping") => self.helping(),
            (_, "helped") => self.helped(),
            (_, "since") => self.since(),
            (_, "content") => self.content(),
            (_, "annex") => self.annex(),
            (_, "clauses") => self.clauses(),
            (_, "in_force_on") => self.in_force_on(),
            (_, "school") => self.school(),
            (_, "site") => self.site(),
            (_, "item") => self.item(),
            (_, "quantity") => self.quantity(),
            (_, "measure") => self.measure(),
            (_, "value_dong") => self.value_dong(),
            (_, "delivered_on") => self.delivered_on(),
            _ => return None,
        })
    }

    /// A value of a field as people read it.
    #[must_use]
    pub fn value(self, programmes: &[&Programme], kind: &str, key: &str, value: &Value) -> String {
        let info = KINDS.iter().find(|k| k.kind == kind);
        let field = info.and_then(|k| k.fields.iter().find(|(name, ..)| *name == key));
        self.of_shape(programmes, field.map(|(_, shape, _)| *shape), value)
    }

    /// Several values that stand against each other, or one, or none.
    #[must_use]
    pub fn values<'v>(
        self,
        programmes: &[&Programme],
        kind: &str,
        key: &str,
        values: impl Iterator<Item = &'v Value>,
    ) -> String {
        let all: Vec<String> = values
            .map(|v| self.value(programmes, kind, key, v))
            .collect();
        match all.as_slice() {
            [] => self.nothing().to_owned(),
            [one] => one.clone(),
            several => self.several(&several.join(" / ")),
        }
    }

    /// What an id names: an element of a set, or a reference.
    #[must_use]
    pub fn named(self, programmes: &[&Programme], id: &str) -> String {
        let words = Vocabulary(self.0);
        if *ALL_PARTIES == *id {
            return words.all_parties_lead().to_owned();
        }
        let key = Id::from(id);
        let name = programmes.iter().find_map(|p| {
            if let Some(clause) = p.text.get(id) {
                let anchor = match clause.point {
                    0 => clause.anchor(),
                    point => words.dash(&clause.anchor(), point),
                };
                return Some(words.article(&anchor));
            }
            // By its number: the name of a household may be hidden.
            if let Some(house) = p.houses.get(&key) {
                let number = crate::insight::support::house_number(p, house);
                return Some(Houses(self.0).house_of(&Houses(self.0).number(house.year, number)));
            }
            let names = [
                p.units.get(&key).map(|e| &e.name),
                p.parties.get(&key).map(|e| &e.name),
                p.activities.get(&key).map(|e| &e.title),
                p.plans.get(&key).map(|e| &e.title),
                p.annexes.get(&key).map(|e| &e.title),
                p.series.get(&key).map(|e| &e.title),
                p.indicators.get(&key).map(|e| &e.name),
                p.budget_lines.get(&key).map(|e| &e.name),
                p.payments.get(&key).map(|e| &e.document),
                p.evidence.get(&key).map(|e| &e.name),
            ];
            let name = names.into_iter().flatten().find(|n| !n.trim().is_empty());
            name.map(|n| visible(n).into_owned())
        });
        name.unwrap_or_else(|| visible(id).into_owned())
    }

    fn of_shape(self, p: &[&Programme], shape: Option<Shape>, value: &Value) -> String {
        let as_it_stands = || match value {
            Value::Text(text) => cut(&visible(text)),
            other => cut(&visible(&other.canonical())),
        };
        match (shape, value) {
            (_, Value::Null) => self.nothing().to_owned(),
            (_, Value::Bool(true)) => self.yes().to_owned(),
            (_, Value::Bool(false)) => self.no().to_owned(),
            (_, Value::List(list)) if value.as_set().is_some() => {
                let names = list.iter().filter_map(Value::as_text);
                names
                    .map(|id| self.named(p, id))
                    .collect::<Vec<_>>()
                    .join(", ")
            }
            (Some(Shape::Money), Value::Int(n)) => self.dong(&format_dong(*n)),
            (Some(Shape::Year), Value::Int(n)) => n.to_string(),
            (Some(Shape::Decimal), Value::Int(_) | Value::Number(_)) => {
                let number = Decimal::from_json(&value.canonical());
                number.map_or_else(|_| as_it_stands(), Decimal::format)
            }
            (Some(Shape::Date), Value::Text(text)) => {
                parse_iso_date(text).map_or_else(as_it_stands, date::format)
            }
            (Some(Shape::Ref), Value::Text(id)) => self.named(p, id),
            (Some(Shape::Word(list)), Value::Text(word)) => self
                .word(list, word)
                .map_or_else(as_it_stands, str::to_owned),
            (Some(Shape::Nested(members)), Value::Map(map)) => self.nested(p, members, map),
            (_, Value::Map(map)) if map.len() == 1 && map.get("conflict").is_some() => {
                let all = map
                    .get("conflict")
                    .and_then(Value::as_list)
                    .unwrap_or_default();
                let all: Vec<String> = all.iter().map(|v| self.of_shape(p, shape, v)).collect();
                self.several(&all.join(" / "))
            }
            _ => as_it_stands(),
        }
    }

    /// The members of a nested value that people read, one after the other.
    fn nested(
        self,
        p: &[&Programme],
        members: &[(&'static str, Shape, bool)],
        map: &crate::model::Map,
    ) -> String {
        let has = |key: &str| members.iter().any(|(name, ..)| *name == key);
        if has("from") && has("to") && members.len() == 2 {
            let year = |key: &str| map.get(key).and_then(Value::as_int).unwrap_or(0);
            return format!("{}\u{2013}{}", year("from"), year("to"));
        }
        if has("in") && has("key") {
            // The key among siblings says nothing to people.
            let of = map.get("in").and_then(Value::as_text);
            return of.map_or_else(
                || self.nothing().to_owned(),
                |id| self.in_place(&self.named(p, id)),
            );
        }
        let mut parts = Vec::new();
        for (key, shape, _) in members {
            let Some(value) = map.get(key).filter(|v| !v.is_null()) else {
                continue;
            };
            parts.push(match (*key, value) {
                ("exempt", Value::Bool(true)) => self.exempt().to_owned(),
                ("exempt", Value::Bool(false)) => self.not_exempt().to_owned(),
                // The state before a pause is for the program.
                ("from", _) => continue,
                _ => self.of_shape(p, Some(*shape), value),
            });
        }
        if parts.is_empty() {
            return self.nothing().to_owned();
        }
        parts.join(", ")
    }

    fn word(self, list: &[&str], word: &str) -> Option<&'static str> {
        let v = Vocabulary(self.0);
        if list == Progress::WORDS {
            Progress::of_word(word).map(|w| v.progress(w))
        } else if list == PlanState::WORDS {
            PlanState::of_word(word).map(|w| v.plan_state(w))
        } else if list == PlanScope::WORDS {
            PlanScope::of_word(word).map(|w| v.plan_scope(w))
        } else if list == UnitLevel::WORDS {
            UnitLevel::of_word(word).map(|w| v.level(w))
        } else if list == FundingSource::WORDS {
            FundingSource::of_word(word).map(|w| v.source(Some(w)))
        } else if list == PaymentKind::WORDS {
            PaymentKind::of_word(word).map(|w| v.payment(w))
        } else if list == NoteKind::WORDS {
            NoteKind::of_word(word).map(|w| v.note_kind(w))
        } else if list == HouseWork::WORDS {
            HouseWork::of_word(word).map(|w| v.house_work(w))
        } else {
            match word {
                "stone" => Some(self.stone()),
                "water" => Some(self.water()),
                "diamond" => Some(self.diamond()),
                "hexagon" => Some(self.hexagon()),
                _ => None,
            }
        }
    }
}

/// A text without more than a list can show.
fn cut(text: &str) -> String {
    match text.char_indices().nth(LONGEST) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codec::embedded::sample_document;
    use crate::text::strings::Lang;

    #[test]
    fn every_field_has_a_name_in_both_languages() {
        let mut nameless = Vec::new();
        for info in KINDS {
            for (key, ..) in info.fields {
                for lang in [Lang::Vi, Lang::En] {
                    if Fields(lang).known(info.kind, key).is_none() {
                        nameless.push((info.kind, *key));
                    }
                }
            }
        }
        assert_eq!(nameless, [], "name them in Fields::known");
    }

    #[test]
    fn values_read_as_people_write_them() {
        let d = sample_document("s");
        let p = [d.programme()];
        let vi = |kind: &str, key: &str, v: Value| Fields(Lang::Vi).value(&p, kind, key, &v);
        assert_eq!(vi("activities", "due", "2024-09-30".into()), "30/09/2024");
        assert_eq!(
            vi("budget_lines", "estimate", 100_000_000.into()),
            "100.000.000 đồng"
        );
        assert_eq!(vi("activities", "year", 2024.into()), "2024");
        assert_eq!(vi("activities", "lead", Value::Null), "chưa có");
        let (id, unit) = d.programme().units.iter().next().unwrap();
        assert_eq!(vi("activities", "lead", id.as_str().into()), unit.name);
        assert_eq!(
            vi("activities", "lead", "u.lạ\u{202e}".into()),
            "u.lạ‹U+202E›"
        );
        let status = Value::map([
            ("is", Value::text("paused")),
            ("on", "2024-01-02".into()),
            ("reason", "lũ".into()),
        ]);
        assert_eq!(
            vi("activities", "status", status),
            "Tạm dừng, 02/01/2024, lũ"
        );
        let place = Value::map([("in", Value::text("d5.k1")), ("key", "m".into())]);
        assert_eq!(vi("activities", "place", place), "trong Điều 5.1");
        let period = Value::map([("from", Value::Int(2022)), ("to", Value::Int(2025))]);
        assert_eq!(vi("programme", "period", period), "2022–2025");
        // What does not fit is shown as it stands.
        assert_eq!(vi("activities", "due", 5.into()), "5");
        assert_eq!(vi("lạ", "lạ", "x".into()), "x");
    }

    #[test]
    fn every_value_of_the_sample_can_be_read() {
        let d = sample_document("s");
        let p = [d.programme()];
        for (path, view) in d.shown() {
            for (key, value) in view.state() {
                let told = Fields(Lang::En).value(&p, path.kind(), key, &value);
                assert!(
                    !told.is_empty() && !told.contains('{'),
                    "{path}.{key}: {told}"
                );
            }
        }
    }
}
