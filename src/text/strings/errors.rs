//! Sentences for what is refused, what is warned about, and what cannot be read: what happened, then
//! what to do (UI.md §6). The typed text is shown beside them, so they name only what matters.

use crate::edit::{Caution, Refusal};
use crate::insight::annexes::Lacks;
use crate::model::Id;
use crate::text::date::{DateError, format as date};
use crate::text::money::{MoneyError, format_dong};
use crate::text::number::{FigureError, NumberError};
use crate::text::strings::vocabulary::Vocabulary;

crate::strings! {
    /// The sentences for what is refused, warned about or cannot be read.
    Errors {
        empty: "Không được để trống.", "This cannot be empty.";
        empty_title: "Hãy ghi nội dung việc.", "Say what is to be done.";
        empty_name: "Hãy ghi tên.", "Give a name.";
        handed_over_before_start(start: &str): "Ngày bàn giao phải từ ngày khởi công ({start}) trở đi.", "Handing over must not come before the start ({start}).";
        start_after_handing_over(end: &str): "Ngày khởi công không được sau ngày bàn giao ({end}).", "The start must not come after the handing over ({end}).";
        due_before_start(start: &str): "Hạn phải sau ngày bắt đầu ({start}).", "The deadline must be after the start ({start}).";
        start_after_due(due: &str): "Ngày bắt đầu phải trước hạn ({due}).", "The start must be before the deadline ({due}).";
        end_before_begin(begin: &str): "Ngày kết thúc phải sau ngày bắt đầu ({begin}).", "The last day must be after the first ({begin}).";
        reason_needed: "Hãy ghi lý do.", "Give the reason.";
        decision_incomplete: "Hãy ghi đủ ai quyết định, ngày và lý do.", "Give who decided, the date and the reason.";
        move_not_allowed(from: &str, to: &str): "Không chuyển được từ “{from}” sang “{to}”.", "A plan cannot go from “{from}” to “{to}”.";
        comment_needed: "Hãy ghi ý kiến khi trả lại.", "Say why it is returned.";
        number_missing: "Chưa có số. Kế hoạch đã ban hành phải có số và ngày.", "The number is missing. An issued plan has a number and a date.";
        date_missing: "Chưa có ngày. Kế hoạch đã ban hành phải có số và ngày.", "The date is missing. An issued plan has a number and a date.";
        number_and_date_missing: "Chưa có số và ngày. Kế hoạch đã ban hành phải có cả hai.", "The number and the date are missing. An issued plan has both.";
        agreement_missing(what: &str): "{what} Ghi lý do nếu vẫn ban hành.", "{what} Give the reason if it is issued all the same.";
        not_agreed(parties: &str): "Chưa có thống nhất của {parties} (Điều 7.3).", "{parties} has not agreed (Article 7.3).";
        changed_since(parties: &str): "Nội dung đã thay đổi sau khi {parties} thống nhất (Điều 7.3).", "The content changed after {parties} agreed (Article 7.3).";
        negative_amount: "Số tiền không được âm.", "An amount cannot be below zero.";
        too_much: "Tổng số tiền vượt mức tính được.", "The total is too large to be counted.";
        line_key_stands: "Dòng này đã có số tiền nên năm, khoản, nguồn và bên chi giữ nguyên. Hãy thêm dòng khác.", "This line carries money, so its year, clause, source and payer stand. Add another line.";
        already_carried_over: "Việc này đã chuyển năm sau.", "This activity was carried over already.";
        year_unknown: "Chưa rõ việc này thuộc năm nào. Hãy ghi năm trước.", "The year of this activity is not known. Give the year first.";
        content_disputed(places: usize): "Kế hoạch còn {places} chỗ có nhiều giá trị khác nhau sau khi hợp nhất. Hãy chọn giá trị đúng trước.", "The plan has {places} places with several values after merging. Choose the right ones first.";
        already_agreed(party: &str): "{party} đã thống nhất với nội dung hiện tại.", "{party} has agreed to the present content already.";
        agreement_stands(party: &str): "Kế hoạch chung đã ban hành dựa trên thống nhất của {party}, nên không bỏ được. Nếu ghi nhầm, hãy sửa văn bản hoặc ngày.", "The issued joint plan rests on the agreement of {party}, so it cannot be removed. If it was recorded wrongly, correct its document or date.";
        already_adjusted: "Kế hoạch này đã có bản điều chỉnh. Hãy làm tiếp trên bản đó.", "This plan has a next version already. Go on with that one.";
        not_issued: "Chỉ điều chỉnh kế hoạch đã ban hành. Kế hoạch chưa ban hành thì sửa trực tiếp.", "Only an issued plan is adjusted. Edit this one directly.";
        without_reason(count: usize): "Đã đổi {count} việc thuộc kế hoạch đã được thống nhất mà chưa ghi lý do.", "Activities of an agreed plan were changed without a reason: {count}.";
        no_dates: "Việc này chưa có ngày bắt đầu hay thời hạn. Hãy ghi ngày trước.", "This activity has neither a start nor a deadline. Give a date first.";
        no_instance: "Đến ngày đã chọn không có lần nào. Hãy chọn ngày muộn hơn.", "Until that day there is no instance. Choose a later day.";
        ids_wanted(count: usize): "Số lần lặp lại phải là {count}.", "The number of instances must be {count}.";
        depends_on_itself: "Một việc không thể đứng sau chính nó.", "An activity cannot follow itself.";
        already_linked: "Hai việc này đã được nối.", "These two are linked already.";
        dependency_cycle: "Không nối được, vì các việc sẽ đứng sau nhau thành vòng tròn.", "They cannot be linked: the activities would follow one another in a circle.";
        fixed: "Mục này không đổi được sau khi đã ghi. Hãy xóa và ghi lại.", "This cannot be changed once it is recorded. Delete it and record it anew.";
        gone: "Mục này không còn trong tệp.", "This is not in the file any more.";
        wrong_value: "Giá trị không hợp lệ.", "This value does not fit here.";
        outside_period(day: &str): "Ngày {day} nằm ngoài giai đoạn của chương trình.", "{day} lies outside the programme’s period.";
        unit_ended(unit: &str, day: &str): "{unit} đã kết thúc hoạt động ngày {day}.", "{unit} ended on {day}.";
        overspent(by: &str): "Giải ngân vượt {by} đồng.", "Disbursed {by} đồng too much.";
        amount_needed: "Hãy ghi số tiền lớn hơn 0.", "Give an amount above 0.";
        grounds_needed: "Hãy ghi số quyết định hoặc lý do.", "Give the decision’s number or the reason.";
        figure_disputed: "Hai bên đang ghi khác nhau. Hãy thống nhất số này trước.", "The sides recorded different amounts. Settle that figure first.";
        more_than_left(left: &str): "Nhiều hơn số còn lại của dòng ({left} đồng).", "More than is left on the line ({left} đồng).";
        nothing_left: "Dòng chưa có dự toán nên chưa biết còn bao nhiêu.", "The line has no estimate, so what is left is not known.";
        payment_outside_year(year: i32): "Ngày chi nằm ngoài năm ngân sách {year}.", "The date lies outside the budget year {year}.";
        not_an_amount(text: &str): "“{text}” không phải số tiền. Ví dụ: 100.000.000 hoặc 100 triệu.", "“{text}” is no amount. Examples: 100.000.000 or 100 triệu.";
        unknown_word(word: &str): "Không hiểu “{word}”. Dùng nghìn, triệu, tỷ hoặc chỉ ghi số.", "“{word}” is not understood. Use nghìn, triệu, tỷ or figures alone.";
        unexpected(character: char): "Không hiểu ký tự “{character}”.", "The character “{character}” is not understood.";
        bad_grouping(figure: &str): "“{figure}” chưa đúng cách ngăn nghìn. Ví dụ: 100.000.000.", "The dots of “{figure}” are not in their places. Example: 100.000.000.";
        dot_as_decimal(figure: &str, suggestion: &str): "“{figure}” dùng dấu chấm. Có phải là {suggestion}?", "“{figure}” has a dot. Is {suggestion} meant?";
        comma_as_thousands(figure: &str, suggestion: &str): "“{figure}” dùng dấu phẩy. Có phải là {suggestion}?", "“{figure}” has commas. Is {suggestion} meant?";
        leading_zeros(figure: &str): "“{figure}” thừa số 0 ở đầu.", "“{figure}” begins with zeros.";
        fraction_of_dong(figure: &str): "“{figure}” lẻ dưới một đồng.", "“{figure}” is a part of a đồng.";
        missing_unit(figure: &str): "Sau “{figure}” cần ghi nghìn, triệu hay tỷ.", "Say nghìn, triệu or tỷ after “{figure}”.";
        unit_order(unit: &str): "“{unit}” phải đứng trước đơn vị nhỏ hơn.", "“{unit}” must stand before the smaller unit.";
        part_too_large(figure: &str): "“{figure}” lớn hơn đơn vị đứng trước.", "“{figure}” reaches the unit before it.";
        fraction_not_last(figure: &str): "“{figure}” có dấu phẩy thì phải đứng cuối.", "“{figure}” has a comma, so nothing can follow.";
        too_large: "Số quá lớn.", "The number is too large.";
        not_a_number(text: &str): "“{text}” không phải số.", "“{text}” is no number.";
        too_many_decimals(figure: &str): "“{figure}” có quá 6 chữ số thập phân.", "“{figure}” has more than 6 decimals.";
        not_a_date(text: &str): "“{text}” không phải ngày. Ví dụ: 05/02/2025.", "“{text}” is no date. Example: 05/02/2025.";
        missing_year(day: u32, month: u32): "Ngày {day:02}/{month:02} chưa có năm.", "{day:02}/{month:02} has no year.";
        missing_day(month: u32, year: u32): "Tháng {month:02}/{year} chưa có ngày.", "{month:02}/{year} has no day.";
        short_year(year: u32): "Hãy ghi năm đủ bốn chữ số (19{year} hay 20{year}).", "Write the year with four digits (19{year} or 20{year}).";
        no_such_month(month: u32): "Không có tháng {month}.", "There is no month {month}.";
        no_such_day(month: u32, year: u32, days: u32): "Tháng {month:02}/{year} chỉ có {days} ngày.", "{month:02}/{year} has only {days} day[s].";
        no_day_zero: "Không có ngày 0.", "There is no day 0.";
        year_out_of_range(year: u32): "Năm {year} không hợp lệ.", "The year {year} does not fit.";
        year_wanted: "Hãy ghi năm bằng bốn chữ số, ví dụ 2024.", "Write the year with four digits, such as 2024.";
        and: " và ", " and ";
        annex_lacks(what: &str): "Phụ lục còn thiếu {what}.", "The annex still lacks {what}.";
        annex_number: "số", "its number";
        annex_title: "tên", "its title";
        annex_text: "nội dung", "its text";
        annex_not_agreed(parties: &str): "Chưa có nhất trí của {parties} (Điều 7.2).", "{parties} has not agreed (Article 7.2).";
        annex_changed(parties: &str): "Nội dung đã thay đổi sau khi {parties} nhất trí; cần nhất trí lại (Điều 7.2).", "The text changed after {parties} agreed; it has to be agreed to anew (Article 7.2).";
        annex_disputed: "Nội dung có nhiều giá trị chưa thống nhất; hãy chọn một.", "The text has several values; settle on one first.";
        annex_in_force: "Phụ lục đã có hiệu lực nên giữ nguyên. Cần sửa thì lập phụ lục mới; nếu ghi nhầm thì bỏ ngày có hiệu lực trước.", "The annex is in force and stays as it is. Make another annex to change it; if it was recorded by mistake, take the day of coming into force back first.";
    }
}

impl Errors {
    /// The sentence for a refusal; `name` gives the full names of parties and units.
    #[must_use]
    pub fn refusal(self, refusal: &Refusal, name: impl Fn(&Id) -> String) -> String {
        let words = Vocabulary(self.0);
        match refusal {
            Refusal::Empty { key } => match key.as_str() {
                "title" => self.empty_title(),
                "name" => self.empty_name(),
                _ => self.empty(),
            }
            .to_owned(),
            Refusal::DueBeforeStart { start } => self.due_before_start(&date(*start)),
            Refusal::StartAfterDue { due } => self.start_after_due(&date(*due)),
            Refusal::HandedOverBeforeStart { start } => {
                self.handed_over_before_start(&date(*start))
            }
            Refusal::StartAfterHandingOver { end } => self.start_after_handing_over(&date(*end)),
            Refusal::EndBeforeBegin { begin } => self.end_before_begin(&date(*begin)),
            Refusal::ReasonNeeded => self.reason_needed().to_owned(),
            Refusal::DecisionIncomplete => self.decision_incomplete().to_owned(),
            Refusal::MoveNotAllowed { from, to } => {
                self.move_not_allowed(words.plan_state(*from), words.plan_state(*to))
            }
            Refusal::CommentNeeded => self.comment_needed().to_owned(),
            Refusal::NumberOrDateMissing {
                number: true,
                date: false,
            } => self.number_missing().to_owned(),
            Refusal::NumberOrDateMissing {
                number: false,
                date: true,
            } => self.date_missing().to_owned(),
            Refusal::NumberOrDateMissing { .. } => self.number_and_date_missing().to_owned(),
            Refusal::AgreementMissing { parties, changed } => {
                let missing = self.missing(parties, changed, &name);
                self.agreement_missing(&missing)
            }
            Refusal::NegativeAmount => self.negative_amount().to_owned(),
            Refusal::TooMuch => self.too_much().to_owned(),
            Refusal::AmountNeeded => self.amount_needed().to_owned(),
            Refusal::GroundsNeeded => self.grounds_needed().to_owned(),
            Refusal::FigureDisputed { .. } => self.figure_disputed().to_owned(),
            Refusal::LineKeyStands => self.line_key_stands().to_owned(),
            Refusal::AlreadyCarriedOver => self.already_carried_over().to_owned(),
            Refusal::YearUnknown => self.year_unknown().to_owned(),
            Refusal::ContentDisputed { spots } => self.content_disputed(spots.len()),
            Refusal::AlreadyAgreed { party } => capital(&self.already_agreed(&name(party))),
            Refusal::AgreementStands { party } => self.agreement_stands(&name(party)),
            Refusal::AnnexIncomplete { lacks } => self.annex_incomplete(lacks, &name),
            Refusal::AnnexInForce { .. } => self.annex_in_force().to_owned(),
            Refusal::AlreadyAdjusted { .. } => self.already_adjusted().to_owned(),
            Refusal::NotIssued => self.not_issued().to_owned(),
            Refusal::NoDates => self.no_dates().to_owned(),
            Refusal::IdsWanted { count: 0 } => self.no_instance().to_owned(),
            Refusal::IdsWanted { count } => self.ids_wanted(*count),
            Refusal::DependsOnItself => self.depends_on_itself().to_owned(),
            Refusal::AlreadyLinked => self.already_linked().to_owned(),
            Refusal::DependencyCycle => self.dependency_cycle().to_owned(),
            Refusal::Fixed { .. } => self.fixed().to_owned(),
            Refusal::Gone => self.gone().to_owned(),
            Refusal::WrongValue { .. } => self.wrong_value().to_owned(),
        }
    }

    /// The sentence for a warning that stops nothing; `name` gives the full names of parties and units.
    #[must_use]
    pub fn caution(self, caution: &Caution, name: impl Fn(&Id) -> String) -> String {
        match caution {
            Caution::OutsidePeriod { date: day } => self.outside_period(&date(*day)),
            Caution::UnitEnded { unit, on } => self.unit_ended(&name(unit), &date(*on)),
            Caution::IssuedWithoutAgreement { parties, changed } => {
                self.missing(parties, changed, &name)
            }
            Caution::WithoutReason { activities } => self.without_reason(activities.len()),
            Caution::Overspent { by, .. } => self.overspent(&format_dong(*by)),
            Caution::MoreThanLeft { left: None, .. } => self.nothing_left().to_owned(),
            Caution::MoreThanLeft {
                left: Some(left), ..
            } => self.more_than_left(&format_dong(*left)),
            Caution::PaymentOutsideYear { year } => self.payment_outside_year(*year),
        }
    }

    /// Why a text is no amount of đồng.
    #[must_use]
    pub fn money(self, error: &MoneyError) -> String {
        match error {
            MoneyError::Empty => self.empty().to_owned(),
            MoneyError::NotANumber { text } => self.not_an_amount(text),
            MoneyError::UnknownWord { word } => self.unknown_word(word),
            MoneyError::UnexpectedChar { character } => self.unexpected(*character),
            MoneyError::Figure(error) => self.figure(error),
            MoneyError::FractionOfDong { figure } => self.fraction_of_dong(figure),
            MoneyError::MissingUnit { figure } => self.missing_unit(figure),
            MoneyError::UnitOrder { unit } => self.unit_order(unit),
            MoneyError::PartTooLarge { figure } => self.part_too_large(figure),
            MoneyError::FractionNotLast { figure } => self.fraction_not_last(figure),
            MoneyError::TooLarge => self.too_large().to_owned(),
            MoneyError::Negative => self.negative_amount().to_owned(),
        }
    }

    /// Why a text is no number.
    #[must_use]
    pub fn number(self, error: &NumberError) -> String {
        match error {
            NumberError::Empty => self.empty().to_owned(),
            NumberError::NotANumber { text } => self.not_a_number(text),
            NumberError::UnexpectedChar { character } => self.unexpected(*character),
            NumberError::Figure(error) => self.figure(error),
            NumberError::TooManyDecimals { figure } => self.too_many_decimals(figure),
            NumberError::TooLarge => self.too_large().to_owned(),
        }
    }

    /// Why a text is no day.
    #[must_use]
    pub fn date(self, error: &DateError) -> String {
        match error {
            DateError::Empty => self.empty().to_owned(),
            DateError::NotADate { text } => self.not_a_date(text),
            DateError::MissingYear { day, month } => self.missing_year(*day, *month),
            DateError::MissingDay { month, year } => self.missing_day(*month, *year),
            DateError::ShortYear { year } => self.short_year(*year),
            DateError::NoSuchMonth { month } => self.no_such_month(*month),
            DateError::NoSuchDay { day: 0, .. } => self.no_day_zero().to_owned(),
            DateError::NoSuchDay {
                month,
                year,
                days_in_month,
                ..
            } => self.no_such_day(*month, *year, *days_in_month),
            DateError::YearOutOfRange { year } => self.year_out_of_range(*year),
        }
    }

    fn figure(self, error: &FigureError) -> String {
        match error {
            FigureError::BadGrouping { figure } => self.bad_grouping(figure),
            FigureError::DotAsDecimal { figure, suggestion } => {
                self.dot_as_decimal(figure, suggestion)
            }
            FigureError::CommaAsThousands { figure, suggestion } => {
                self.comma_as_thousands(figure, suggestion)
            }
            FigureError::LeadingZeros { figure } => self.leading_zeros(figure),
        }
    }

    /// What an annex lacks before it can come into force.
    #[must_use]
    pub fn annex_incomplete(self, lacks: &Lacks, name: impl Fn(&Id) -> String) -> String {
        let words = [
            (lacks.number, self.annex_number()),
            (lacks.title, self.annex_title()),
            (lacks.text, self.annex_text()),
        ];
        let words: Vec<&str> = words
            .iter()
            .filter(|(is, _)| *is)
            .map(|(_, w)| *w)
            .collect();
        let mut said = Vec::new();
        match words.split_last() {
            None => {}
            Some((only, [])) => said.push(self.annex_lacks(only)),
            Some((last, rest)) => {
                said.push(self.annex_lacks(&format!("{}{}{last}", rest.join(", "), self.and())));
            }
        }
        if lacks.disputed {
            said.push(self.annex_disputed().to_owned());
        }
        if !lacks.missing.is_empty() {
            said.push(capital(
                &self.annex_not_agreed(&self.list(&lacks.missing, &name)),
            ));
        }
        if !lacks.changed.is_empty() {
            said.push(self.annex_changed(&self.list(&lacks.changed, &name)));
        }
        said.join(" ")
    }

    /// Whose agreement to the present content is missing.
    fn missing(self, parties: &[Id], changed: &[Id], name: impl Fn(&Id) -> String) -> String {
        let mut said = Vec::new();
        if !parties.is_empty() {
            said.push(self.not_agreed(&self.list(parties, &name)));
        }
        if !changed.is_empty() {
            said.push(self.changed_since(&self.list(changed, &name)));
        }
        said.join(" ")
    }

    /// "huyện A, huyện B và huyện C".
    #[must_use]
    pub fn list(self, ids: &[Id], name: impl Fn(&Id) -> String) -> String {
        let names: Vec<String> = ids.iter().map(name).collect();
        match names.split_last() {
            None => String::new(),
            Some((only, [])) => only.clone(),
            Some((last, rest)) => format!("{}{}{last}", rest.join(", "), self.and()),
        }
    }
}

/// A sentence with a capital in front.
fn capital(sentence: &str) -> String {
    let mut letters = sentence.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::strings::Lang;
    use crate::text::{date, money};

    const VI: Errors = Errors(Lang::Vi);

    #[test]
    fn sentences_name_what_is_wrong() {
        let start = chrono::NaiveDate::from_ymd_opt(2024, 7, 1).unwrap();
        let no_names = |_: &Id| String::new();
        assert_eq!(
            VI.refusal(&Refusal::DueBeforeStart { start }, no_names),
            "Hạn phải sau ngày bắt đầu (01/07/2024)."
        );
        assert_eq!(
            VI.date(&date::parse_date("31/02/2025").unwrap_err()),
            "Tháng 02/2025 chỉ có 28 ngày."
        );
        assert_eq!(
            VI.date(&date::parse_date("0/2/2025").unwrap_err()),
            "Không có ngày 0."
        );
        for typed in [
            "100.000.00",
            "1e8",
            "abc",
            "1.5 tỷ",
            "100,000,000",
            "1 tỷ 200",
        ] {
            let sentence = VI.money(&money::parse_dong(typed).unwrap_err());
            assert!(
                sentence.ends_with(['.', '?']) && sentence.len() > 12,
                "{typed}: {sentence}"
            );
        }
    }

    #[test]
    fn missing_agreements_name_every_party() {
        let name = |id: &Id| format!("huyện {id}");
        let of = |ids: &[&str]| {
            let parties = ids.iter().map(|i| Id::from(*i)).collect();
            let changed = Vec::new();
            VI.refusal(&Refusal::AgreementMissing { parties, changed }, name)
        };
        assert_eq!(
            of(&["B"]),
            "Chưa có thống nhất của huyện B (Điều 7.3). Ghi lý do nếu vẫn ban hành."
        );
        assert!(of(&["A", "B", "C"]).contains("huyện A, huyện B và huyện C"));
    }
}
