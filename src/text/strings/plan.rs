//! The texts of the timeline of annual plans, and of a plan in the inspector.

use crate::insight::moments::{AnnexName, MomentName, PlanName};
use crate::model::{Id, PlanScope};
use crate::text::date;
use crate::text::strings::annexes::Annexes;

crate::strings! {
    /// The texts of the timeline and of plans.
    Plan {
        title: "Kế hoạch năm", "Annual plans";
        corner: "Trạng thái, dấu của các bên", "State, seals of the parties";
        rows_head: "Việc, theo Điều", "Activities, by Article";
        rows_by_lead: "Việc, theo đơn vị chủ trì", "Activities, by lead unit";
        rows_by_party: "Việc, theo bên", "Activities, by party";
        rows_by_plan: "Việc, theo kế hoạch", "Activities, by plan";
        grouping(words: &str): "Cách nhóm: {words}", "Grouping: {words}";
        fold_all: "Thu gọn tất cả", "Fold all";
        unfold_all: "Mở tất cả", "Unfold all";
        zoom: "Khoảng thời gian", "Time span";
        zoom_period(years: usize): "{years} năm", "{years} year[s]";
        zoom_year: "Năm", "Year";
        zoom_quarter: "Quý", "Quarter";
        zoom_month: "Tháng", "Month";
        zoom_fit: "Vừa khung", "Fit";
        add_activity: "Thêm việc", "Add activity";
        add_to_clause: "Thêm việc vào khoản", "Add an activity to a clause";
        new_activity: "Việc mới", "New activity";
        unit_year: "Năm", "Year";
        unit_quarter: "Quý", "Quarter";
        unit_month: "Tháng", "Month";
        unit_week: "Tuần", "Week";
        unit_day: "Ngày", "Day";
        month_short(month: u32): "T{month}", "M{month}";
        month_long(month: u32): "Tháng {month}", "Month {month}";
        today(date: &str): "Hôm nay {date}", "Today {date}";
        late(days: i64): "quá {days} ngày", "{days} day[s] late";
        near(days: i64): "còn {days} ngày", "{days} day[s] left";
        done_early(days: i64): "xong sớm {days} ngày", "done {days} day[s] early";
        done_late(days: i64): "xong muộn {days} ngày", "done {days} day[s] late";
        removed: "đã bỏ", "removed";
        series_name(title: &str, count: usize, now: &str): "{title}, {count} lần. {now}", "{title}, {count} time[s]. {now}";
        group_no_plan: "Chưa thuộc kế hoạch nào", "In no plan";
        moved_many(words: &str, count: usize): "{words} · {count} việc", "{words} · {count} activit[y/ies]";
        many(count: usize): "{count} việc đã chọn", "{count} chosen";
        many_plan: "Chuyển vào kế hoạch", "Move to plan";
        many_plan_short: "Kế hoạch", "Plan";
        many_no_plan: "Không thuộc kế hoạch nào", "In no plan";
        many_lead: "Chủ trì", "Lead";
        many_join: "Gộp một hàng", "One row";
        many_join_hint: "Các lần của cùng một việc: hiện trên một hàng.", "Instances of one piece of work: shown on one row.";
        many_delete: "Xóa các việc đã chọn", "Delete the chosen activities";
        many_delete_now: "Xóa", "Delete";
        many_keep: "Giữ lại", "Keep";
        many_sure: "Xóa cả minh chứng và ghi chú kèm theo?", "Delete them with their evidence and notes?";
        many_clear: "Bỏ chọn", "Clear the choice";
        link_kept(after: &str, before: &str): "“{after}” làm sau “{before}”.", "“{after}” comes after “{before}”.";
        link_broken(after: &str, before: &str): "“{after}” bắt đầu khi “{before}” chưa kết thúc.", "“{after}” begins before “{before}” has ended.";
        reason_title: "Lý do thay đổi", "Reason for the change";
        reason_why(count: usize): "{count} việc thuộc kế hoạch đã thống nhất. Lý do được ghi vào ghi chú của việc.", "{count} activit[y/ies] in an agreed plan. The reason is kept among the notes.";
        reason_hint: "Ví dụ: chờ bố trí kinh phí", "For example: awaiting funds";
        reason_go: "Ghi thay đổi", "Record the change";
        reason_back: "Để như cũ", "Leave as it was";
        filter: "Lọc", "Filter";
        filter_on(count: usize): "Lọc ({count})", "Filter ({count})";
        filter_is_off: "Chưa lọc gì.", "Nothing is filtered.";
        filter_when: "Thời gian", "Time";
        filter_month: "Tháng này", "This month";
        filter_late: "Quá hạn", "Overdue";
        filter_who: "Phân công", "Assignment";
        filter_party: "Bên chủ trì", "Leading party";
        filter_unit: "Đơn vị chủ trì", "Lead unit";
        filter_source: "Nguồn kinh phí", "Source of money";
        filter_plan: "Kế hoạch", "Plan";
        filter_shows(words: &str): "Đang lọc: {words}", "Filter: {words}";
        filter_hidden(count: usize): "ẩn {count} việc", "{count} activit[y/ies] hidden";
        compare: "So sánh", "Compare";
        compare_from: "Mốc trước", "Earlier moment";
        compare_named: "Mốc đã lưu", "Saved moments";
        compare_kept: "Thống nhất, phê duyệt, ban hành, phụ lục", "Agreements, approvals, issues, annexes";
        compare_to: "So với", "Compared with";
        compare_now: "Bây giờ", "Now";
        compare_none: "Chưa có mốc nào. Mốc được giữ khi thống nhất, phê duyệt kế hoạch, khi phụ lục có hiệu lực, hoặc khi anh/chị lưu.", "No moments yet. One is kept at each agreement and approval, when an annex comes into force, and when you save one.";
        compare_save: "Lưu mốc so sánh…", "Save a moment…";
        compare_save_now: "Lưu", "Save";
        compare_name: "Tên mốc", "Name of the moment";
        compare_name_hint: "Ví dụ: Trước giao ban quý III", "For example: before the meeting of the third quarter";
        compare_stop: "Thôi so sánh", "Stop comparing";
        compare_busy: "Đang so sánh…", "Comparing…";
        compare_with(from: &str, to: &str): "{from} → {to}", "{from} → {to}";
        compare_added(count: usize): "thêm {count}", "{count} added";
        compare_removed(count: usize): "bớt {count}", "{count} removed";
        compare_moved(count: usize): "dời {count}", "{count} moved";
        compare_money(count: usize): "đổi kinh phí {count}", "{count} re-budgeted";
        add_after: "Thêm việc sau", "Add an activity after this";
        record_party(party: &str): "Ghi nhận kế hoạch đã ban hành của {party}…", "Record an issued plan of {party}…";
        compare_same: "không có thay đổi", "no changes";
        compare_locked: "Đang xem hai mốc đã qua. Chọn “Bây giờ” để dời thanh.", "Two past moments are shown. Choose “Now” to move bars.";
        compare_past: "Đang xem hai mốc cũ, chỉ để xem.", "Two past moments, for viewing only.";
        compare_new: "Mới so với mốc trước", "New since the earlier moment";
        money_committed: "Cam kết", "Committed";
        money_estimate: "Dự toán", "Estimate";
        money_moved(name: &str, from: &str, to: &str): "{name}: {from} → {to}", "{name}: {from} → {to}";
        filter_clear: "Bỏ lọc", "Clear filter";
        filter_clear_all: "Bỏ lọc, hiện mọi việc", "Clear the filter, show everything";
        filter_nothing: "Không có việc nào khớp bộ lọc.", "No activity matches the filter.";
        filter_hides(count: usize): "Bộ lọc đang ẩn {count} việc.", "The filter hides {count} activit[y/ies].";
        no_dates: "Chưa có thời hạn", "No dates";
        plan_of(year: i32): "Kế hoạch {year}", "Plan {year}";
        no_plan: "Chưa lập kế hoạch", "No plan yet";
        make_plan: "Lập kế hoạch", "Make a plan";
        make_joint(year: i32): "Lập kế hoạch chung năm {year}", "Make the joint plan of {year}";
        waiting(state: &str, parties: &str): "{state}, chờ {parties}", "{state}, awaiting {parties}";
        plans_of(year: i32): "Các kế hoạch năm {year}", "Plans of {year}";
        more_plans: "Thêm kế hoạch", "Add a plan";
        plan_of_party(party: &str): "Kế hoạch của {party}", "Plan of {party}";
        sector_plan: "Kế hoạch ngành…", "Sector plan…";
        unit_plan: "Kế hoạch đơn vị…", "Unit plan…";
        title_joint(year: i32): "Kế hoạch chung năm {year}", "Joint plan of {year}";
        title_party(year: i32, party: &str): "Kế hoạch năm {year} của {party}", "Plan of {party} for {year}";
        title_sector(year: i32): "Kế hoạch ngành năm {year}", "Sector plan of {year}";
        title_unit(year: i32): "Kế hoạch đơn vị năm {year}", "Unit plan of {year}";
        agreed(party: &str): "{party} đã thống nhất", "{party} agreed";
        pending(party: &str): "Chờ {party} thống nhất", "Awaiting {party}";
        chart: "Biểu đồ thời gian", "Timeline";
        head_name(group: &str, done: usize, all: usize): "{group}, xong {done} trên {all} việc", "{group}, {done} of {all} done";
        loose: "Chưa gắn với khoản nào", "Not tied to a clause";
        empty_year(year: i32): "Chưa nhập việc năm {year}", "No activities in {year} yet";
        empty_title: "Chưa có việc nào.", "No activities yet.";
        empty_text: "Việc được thêm theo từng khoản; thời gian hiện thành thanh ở đây.", "Activities are added clause by clause; their dates show as bars here.";
        days(days: i64): "{days} ngày", "{days} day[s]";
        until(date: &str): "Hạn {date}", "Due {date}";
        from(date: &str): "Từ {date}, chưa có thời hạn", "From {date}, no deadline";
        drag_hint: "Kéo thân để dời, kéo mép để đổi ngày.", "Drag the body to move, the edges to change a date.";
        drag_hint_milestone: "Kéo để dời ngày.", "Drag to move the date.";
        moved(from: &str, to: &str): "{from} → {to}", "{from} → {to}";
        read_only: "Tệp đang mở ở chế độ chỉ xem.", "The file is open for viewing only.";
        close: "Đóng", "Close";
        gone: "Kế hoạch này không còn trong tệp.", "This plan is not in the file any more.";
        title_field: "Tên kế hoạch", "Title";
        state: "Trạng thái", "State";
        since(date: &str): "từ {date}", "since {date}";
        comment_of_state(comment: &str): "Ý kiến: {comment}", "Comment: {comment}";
        next_step(state: &str): "Chuyển sang {state}", "Move to {state}";
        other_step: "Khác", "Other";
        send_back: "Trả lại, bổ sung", "Return for completion";
        comment: "Ý kiến", "Comment";
        reason: "Lý do", "Reason";
        confirm: "Chuyển", "Move";
        cancel: "Thôi", "Cancel";
        number: "Số, ký hiệu", "Number";
        number_hint: "Chưa có số", "No number yet";
        issued_on: "Ngày ban hành", "Issued on";
        date_hint: "dd/mm/yyyy", "dd/mm/yyyy";
        issued_hint: "Chưa có ngày", "No date yet";
        year: "Năm", "Year";
        party: "Bên", "Party";
        unit: "Đơn vị", "Unit";
        choose: "Chọn…", "Choose…";
        leader: "Lãnh đạo", "Leader";
        leader_hint: "Chưa phân công (Điều 6.1)", "Not assigned (Article 6.1)";
        note: "Ghi chú", "Note";
        agreements: "Thống nhất (Điều 7.3)", "Agreement (Article 7.3)";
        agreed_by(agreed: usize, all: usize): "{agreed} trên {all} bên", "{agreed} of {all} parties";
        record: "Ghi thống nhất", "Record agreement";
        record_of(party: &str): "Ghi thống nhất của {party}", "Record the agreement of {party}";
        remove_of(party: &str): "Bỏ thống nhất của {party}", "Remove the agreement of {party}";
        not_agreed: "Chưa thống nhất", "Not agreed yet";
        document: "Văn bản", "Document";
        document_hint: "Số, tên văn bản", "Number or name";
        date: "Ngày", "Date";
        save: "Ghi", "Record";
        activities: "Việc trong kế hoạch", "Activities in the plan";
        count_done(done: usize, all: usize): "xong {done} trên {all}", "{done} of {all} done";
        no_activities: "Chưa có việc nào thuộc kế hoạch này.", "No activity belongs to this plan yet.";
        show_more(more: usize): "Xem thêm {more} việc", "Show {more} more";
        left_out: "Khoản chưa có việc", "Clauses without activity";
        nothing_left_out: "Mọi khoản đều đã có việc.", "Every clause has an activity.";
        show_more_clauses(more: usize): "Xem thêm {more} khoản", "Show {more} more";
        delete: "Xóa kế hoạch", "Delete plan";
        moment_agreed(party: &str, plan: &str): "{party} thống nhất {plan}", "{party} agreed to {plan}";
        moment_approved(plan: &str): "Phê duyệt {plan}", "{plan} approved";
        moment_issued(plan: &str): "Ban hành {plan}", "{plan} issued";
        moment_before(plan: &str): "{plan} trước khi điều chỉnh", "{plan} before its adjustment";
        moment_unnamed: "Mốc chưa đặt tên", "Unnamed moment";
        short_joint: "KH", "plan";
        short_party(party: &str): "KH của {party}", "plan of {party}";
        short_sector: "KH ngành", "sector plan";
        short_unit: "KH đơn vị", "unit plan";
        of_year(plan: &str, year: i32): "{plan} {year}", "{plan} {year}";
        of_version(plan: &str, version: u32): "{plan} (lần {version})", "{plan} (version {version})";
    }
}

impl Plan {
    /// What a plan is called in the name of a moment: "KH 2024", "KH 2024 (lần 2)"; `name` gives the
    /// short names of parties.
    #[must_use]
    pub fn short_plan(self, plan: &PlanName, name: impl Fn(&Id) -> String) -> String {
        let mut text = match plan.scope {
            Some(PlanScope::Joint) | None => self.short_joint().to_owned(),
            Some(PlanScope::Party) => match &plan.party {
                Some(party) => self.short_party(&name(party)),
                None => self.short_joint().to_owned(),
            },
            Some(PlanScope::Sector) => self.short_sector().to_owned(),
            Some(PlanScope::Unit) => self.short_unit().to_owned(),
        };
        if let Some(year) = plan.year {
            text = self.of_year(&text, year);
        }
        if plan.version > 1 {
            text = self.of_version(&text, plan.version);
        }
        text
    }

    /// What a comparison found: "thêm 3 · bớt 1 · dời 5 · đổi kinh phí 2".
    #[must_use]
    pub fn compare_counts(
        self,
        added: usize,
        removed: usize,
        moved: usize,
        money: usize,
    ) -> String {
        let all = [
            (added, self.compare_added(added)),
            (removed, self.compare_removed(removed)),
            (moved, self.compare_moved(moved)),
            (money, self.compare_money(money)),
        ];
        let words: Vec<String> = all
            .into_iter()
            .filter(|(count, _)| *count > 0)
            .map(|(_, words)| words)
            .collect();
        if words.is_empty() {
            self.compare_same().to_owned()
        } else {
            words.join(" · ")
        }
    }

    /// The name of a moment: "Phê duyệt KH 2024", "Cẩm Thủy thống nhất KH 2024"; `name` gives the short
    /// names of parties.
    #[must_use]
    pub fn moment(self, moment: &MomentName, name: impl Fn(&Id) -> String) -> String {
        match moment {
            MomentName::Agreed { party, plan } => {
                self.moment_agreed(&name(party), &self.short_plan(plan, &name))
            }
            MomentName::AgreedAnnex { party, annex } => {
                Annexes(self.0).moment_agreed(&name(party), &annex_name(self, annex))
            }
            MomentName::AnnexInForce(annex) => {
                let day = annex.in_force_on.map(date::format).unwrap_or_default();
                Annexes(self.0).moment_in_force(&annex_name(self, annex), &day)
            }
            MomentName::Approved(plan) => {
                sentence(&self.moment_approved(&self.short_plan(plan, name)))
            }
            MomentName::Issued(plan) => sentence(&self.moment_issued(&self.short_plan(plan, name))),
            MomentName::BeforeAdjustment(plan) => {
                sentence(&self.moment_before(&self.short_plan(plan, name)))
            }
            MomentName::Named(name) if name.trim().is_empty() => self.moment_unnamed().to_owned(),
            MomentName::Named(name) => name.clone(),
        }
    }
}

/// What an annex is called in the name of a moment.
fn annex_name(words: Plan, annex: &AnnexName) -> String {
    Annexes(words.0).name(&annex.number, &annex.title)
}

/// A text with a capital in front.
fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}
