//! The texts of money: reasons, decisions, payments with their papers, warnings, charts.

use crate::insight::MoneyWarning;
use crate::insight::money::Below;
use crate::model::Sum;
use crate::text::money::format_dong;

crate::strings! {
    /// The texts of money.
    Money {
        add_reason(figure: &str): "Ghi lý do: {figure}", "Give a reason: {figure}";
        reasons_given(figure: &str, count: usize): "{figure}: {count} lý do, quyết định. Ghi thêm lý do", "{figure}: {count} reason[s] or decision[s]. Add a reason";
        reason_of(figure: &str): "Lý do, {figure}", "Reason, {figure}";
        reason_hint: "Vì sao số này như vậy", "Why this figure is as it is";
        reason_offer(before: &str): "Vừa đổi từ {before}. Ghi lý do", "Changed from {before}. Give a reason";
        delete_reason: "Xóa lý do", "Delete the reason";
        revoke: "Gỡ quyết định và trả lại số tiền", "Take the decision back, with its amount";
        revoke_blocked: "Số tiền đã được sửa riêng, nên không tự trả lại được. Hãy sửa số tiền trước.", "The figure was edited by itself since, so it is not put back. Edit the figure first.";
        written_by(day: &str, who: &str): "{day} · {who}", "{day} · {who}";
        decision_line(amount: &str, document: &str): "{amount} đ theo {document}", "{amount} đ by {document}";
        record: "Ghi", "Record";
        cancel: "Thôi", "Cancel";
        whole_line: "Cả dòng", "Whole line";

        carry: "Chuyển nguồn sang năm sau…", "Carry into next year…";
        carry_to(year: i32): "Chuyển nguồn sang năm {year}…", "Carry into {year}…";
        cancel_funds: "Hủy dự toán…", "Cancel funds…";
        carry_title(year: i32): "Chuyển nguồn sang năm {year}", "Carrying into {year}";
        cancel_title: "Hủy dự toán", "Cancelling funds";
        left_to_decide(left: &str): "Dòng còn {left} đ.", "{left} đ is left on the line.";
        into_line(name: &str, year: i32): "Cộng vào chuyển nguồn của dòng “{name}” năm {year}.", "Added to the carried funds of the line “{name}” of {year}.";
        into_new(year: i32): "Lập dòng năm {year} cùng khoản, nguồn và bên chi.", "Makes a line of {year} with the same clause, source and payer.";
        decision_document: "Quyết định", "Decision";
        decision_hint: "Số, ký hiệu", "Number";
        decision_date: "Ngày", "Date";
        date_hint: "dd/mm/yyyy", "dd/mm/yyyy";
        decision_reason: "Lý do", "Reason";
        no_year_to_carry: "Dòng chưa ghi năm.", "The line has no year.";
        came_from(year: &str): "Nguồn chuyển từ dòng năm {year}", "Carried from the line of {year}";
        went_to(year: &str, amount: &str): "Đã chuyển {amount} sang dòng năm {year}", "{amount} carried into the line of {year}";
        available: "Được dùng", "Available";

        explain_advance: "Ứng trước cho bên nhận; chưa tính vào giải ngân.", "Paid in advance; not counted as disbursed.";
        explain_disbursement: "Đã chi; tính vào giải ngân.", "Paid; counted as disbursed.";
        explain_recovery: "Thu lại tiền đã chi; trừ vào giải ngân.", "Taken back; lowers what is disbursed.";
        explain_settlement: "Số được duyệt quyết toán; so với giải ngân.", "The amount settled; compared with what is disbursed.";
        running(sum: &str): "lũy kế {sum}", "so far {sum}";
        papers_of_payment: "Minh chứng", "Evidence";
        papers_count(count: usize): "{count} minh chứng", "{count} piece[s] of evidence";
        all_payments: "Các khoản chi", "All payments";
        back_to_table: "Về bảng (Backspace)", "Back to the table (Backspace)";
        open_activity: "Mở việc", "Open the activity";
        line_of_payment: "Dòng", "Line";

        chart_kind: "Loại biểu đồ", "Kind of chart";
        chart_years: "Theo năm", "By year";
        chart_cumulative: "Lũy kế", "Cumulative";
        chart_sources: "Theo nguồn", "By source";
        chart_years_title: "Cam kết, dự toán, giải ngân theo năm", "Committed, estimated and disbursed by year";
        chart_cumulative_title: "Giải ngân lũy kế so với dự toán", "Cumulative disbursement against the estimate";
        chart_sources_title: "Cam kết, dự toán, giải ngân theo nguồn", "Committed, estimated and disbursed by source";
        chart_period(from: i32, to: i32): "{from}–{to}", "{from}–{to}";
        chart_bars(name: &str, committed: &str, estimate: &str, disbursed: &str): "{name}: cam kết {committed}, dự toán {estimate}, giải ngân {disbursed} (triệu đồng)", "{name}: committed {committed}, estimate {estimate}, disbursed {disbursed} (million đồng)";
        chart_month(month: &str, within: &str, so_far: &str, plan: &str): "Tháng {month}: giải ngân {within}, lũy kế {so_far}, dự toán {plan} (triệu đồng)", "{month}: disbursed {within}, so far {so_far}, estimate {plan} (million đồng)";
        chart_table_unit: "Đơn vị tính: đồng", "In đồng";
        chart_month_column: "Tháng", "Month";
        chart_within: "Giải ngân trong tháng", "Disbursed in the month";
        chart_so_far: "Giải ngân lũy kế", "Disbursed so far";
        legend_plan: "Dự toán giao, cộng dồn", "Estimate, added up";
        legend_so_far: "Giải ngân lũy kế", "Disbursed so far";
        payments_not_drawn(count: usize, sum: &str): "Chưa vẽ {count} khoản chưa rõ hoặc ngoài kỳ: {sum} đ.", "Not drawn: {count} payment[s] unclear or outside: {sum} đ.";
        commitment_without_source(sum: &str): "Chưa vẽ cam kết {sum} đ chưa ghi nguồn.", "Not drawn: {sum} đ committed without a source.";
        computed_without_source(sum: &str): "Chưa vẽ cam kết chưa ghi nguồn (số tính {sum} đ).", "Not drawn: commitments without a source (computed: {sum} đ).";
        committed_computed: "Cột Cam kết cộng các năm: số tính, văn bản không nêu.", "Commitments of several years are added up: computed, the text names no total.";
        enlarge: "Xem lớn", "Enlarge";
        chart_large: "Biểu đồ ngân sách", "Chart of the budget";
        chart_menu: "Sao chép, lưu biểu đồ", "Copy or save the chart";
        copy_picture: "Sao chép hình", "Copy the picture";
        copy_numbers: "Sao chép số liệu", "Copy the numbers";
        save_picture: "Lưu hình (PNG, SVG)…", "Save a picture (PNG, SVG)…";
        picture_copied: "Đã sao chép hình.", "The picture was copied.";
        close: "Đóng", "Close";

        warnings: "Lưu ý", "To look at";
        over_estimate(by: &str, disbursed: &str, available: &str): "Giải ngân vượt dự toán {by} đ: giải ngân {disbursed}, được dùng {available}.", "Disbursed {by} đ beyond the estimate: disbursed {disbursed}, available {available}.";
        over_allocation(by: &str, disbursed: &str, allocated: &str): "Giải ngân vượt phân bổ {by} đ: giải ngân {disbursed}, phân bổ {allocated}.", "Disbursed {by} đ beyond the allocation: disbursed {disbursed}, allocated {allocated}.";
        advance_over(by: &str, advanced: &str, allocated: &str): "Tạm ứng vượt phân bổ {by} đ: tạm ứng {advanced}, phân bổ {allocated}.", "Advanced {by} đ beyond the allocation: advanced {advanced}, allocated {allocated}.";
        settlement_differs(settled: &str, disbursed: &str): "Quyết toán khác giải ngân: quyết toán {settled}, giải ngân {disbursed}.", "Settled and disbursed differ: settled {settled}, disbursed {disbursed}.";
        outside_year(count: usize, year: i32, next: i32): "{count} khoản chi có ngày ngoài năm {year} (quyết toán đến 31/01/{next}).", "{count} payment[s] [lies/lie] outside {year} (settlement runs to 31/01/{next}).";
        undated(count: usize): "{count} khoản chi chưa ghi ngày.", "{count} payment[s] [has/have] no date.";
        no_document(count: usize, sum: &str): "{count} khoản chi chưa có chứng từ, cộng {sum} đ.", "{count} payment[s] [has/have] no document, {sum} đ in all.";
        no_source: "Chưa ghi nguồn vốn; dòng nào cũng phải có nguồn.", "No source is recorded; every line has one.";
        same_line(name: &str): "Trùng năm, khoản, nguồn và bên chi với dòng “{name}”.", "Same year, clause, source and payer as the line “{name}”.";
        loose(count: usize, sum: &str): "{count} khoản chi chưa gắn với dòng nào, cộng {sum} đ; bảng ngân sách không tính.", "{count} payment[s] of no line, {sum} đ in all; the budget table does not count them.";
        below(anchor: &str, year: i32, what: &str, amount: &str, committed: &str): "Điều {anchor}, năm {year}: {what} {amount}, dưới cam kết {committed} của văn bản.", "Article {anchor}, {year}: {what} {amount}, below the {committed} that the text commits.";
        short_over_estimate: "Vượt dự toán", "Over estimate";
        short_over_allocation: "Vượt phân bổ", "Over allocation";
        short_advance_over: "Tạm ứng vượt", "Advance too high";
        short_settlement: "Quyết toán lệch", "Settled otherwise";
        short_outside: "Chi ngoài năm", "Outside its year";
        short_undated: "Chưa có ngày chi", "No date";
        short_no_document: "Thiếu chứng từ", "No document";
        short_no_source: "Chưa ghi nguồn", "No source";
        short_same: "Trùng dòng", "Same line twice";
        short_loose: "Chi ngoài dòng", "Without a line";
        short_below: "Dưới cam kết", "Below commitment";
        commitment_of(year: i32): "Cam kết năm {year} theo văn bản", "What the text commits for {year}";
        below_committed: "cam kết đã ghi", "recorded commitment";
        below_estimate: "dự toán", "estimate";
        below_disbursed: "giải ngân cả năm", "disbursed in the whole year";
        of_line(line: &str, sentence: &str): "{line}: {sentence}", "{line}: {sentence}";

        take_up_why(amount: &str): "Cam kết {amount} đ của văn bản được ghi vào dòng này.", "The {amount} đ that the text commits go onto this line.";
        take_up: "Ghi nguồn và bên chi", "Record source and payer";
        take_up_year(year: i32): "Ghi nguồn và bên chi của năm {year}", "Record source and payer of {year}";
    }
}

impl Money {
    /// The rule in two or three words, for a narrow column.
    #[must_use]
    pub const fn short(self, warning: &MoneyWarning) -> &'static str {
        match warning {
            MoneyWarning::OverEstimate { .. } => self.short_over_estimate(),
            MoneyWarning::OverAllocation { .. } => self.short_over_allocation(),
            MoneyWarning::AdvanceOverAllocation { .. } => self.short_advance_over(),
            MoneyWarning::SettlementDiffers { .. } => self.short_settlement(),
            MoneyWarning::OutsideYear { .. } => self.short_outside(),
            MoneyWarning::Undated { .. } => self.short_undated(),
            MoneyWarning::NoDocument { .. } => self.short_no_document(),
            MoneyWarning::NoSource { .. } => self.short_no_source(),
            MoneyWarning::SameLine { .. } => self.short_same(),
            MoneyWarning::Loose { .. } => self.short_loose(),
            MoneyWarning::BelowCommitment { .. } => self.short_below(),
        }
    }

    /// A warning as one sentence: the rule and its numbers. `name` says how a line is called, `cite` how
    /// a clause is.
    #[must_use]
    pub fn warning(
        self,
        warning: &MoneyWarning,
        name: impl FnOnce(&crate::model::Id) -> String,
        cite: impl FnOnce(&crate::model::Id) -> String,
    ) -> String {
        // The difference of two amounts of one sign always fits.
        let by = |a: i64, b: i64| format_dong(a.saturating_sub(b));
        let sum = |sum: &Sum| match sum.bounds() {
            Some((low, high)) if low == high => format_dong(low),
            Some((low, high)) => format!("{}–{}", format_dong(low), format_dong(high)),
            None => "—".to_owned(),
        };
        match warning {
            MoneyWarning::OverEstimate {
                disbursed,
                available,
                ..
            } => self.over_estimate(
                &by(*disbursed, *available),
                &format_dong(*disbursed),
                &format_dong(*available),
            ),
            MoneyWarning::OverAllocation {
                disbursed,
                allocated,
                ..
            } => self.over_allocation(
                &by(*disbursed, *allocated),
                &format_dong(*disbursed),
                &format_dong(*allocated),
            ),
            MoneyWarning::AdvanceOverAllocation {
                advanced,
                allocated,
                ..
            } => self.advance_over(
                &by(*advanced, *allocated),
                &format_dong(*advanced),
                &format_dong(*allocated),
            ),
            MoneyWarning::SettlementDiffers {
                settled, disbursed, ..
            } => self.settlement_differs(&format_dong(*settled), &format_dong(*disbursed)),
            MoneyWarning::OutsideYear { year, payments, .. } => {
                self.outside_year(payments.len(), *year, year.saturating_add(1))
            }
            MoneyWarning::Undated { payments, .. } => self.undated(payments.len()),
            MoneyWarning::NoDocument {
                payments, sum: all, ..
            } => self.no_document(payments.len(), &sum(all)),
            MoneyWarning::NoSource { .. } => self.no_source().to_owned(),
            MoneyWarning::SameLine { other, .. } => self.same_line(&name(other)),
            MoneyWarning::Loose { payments, sum: all } => self.loose(payments.len(), &sum(all)),
            MoneyWarning::BelowCommitment {
                clause,
                year,
                what,
                amount,
                committed,
            } => {
                let what = match what {
                    Below::Committed => self.below_committed(),
                    Below::Estimate => self.below_estimate(),
                    Below::Disbursed => self.below_disbursed(),
                };
                let (amount, committed) = (format_dong(*amount), format_dong(*committed));
                self.below(&cite(clause), *year, what, &amount, &committed)
            }
        }
    }
}
