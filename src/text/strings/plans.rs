//! The texts of a plan as an official thing: its steps, its agreements, its versions, its page, and
//! the forms that make and record plans.

use crate::model::PlanState;

crate::strings! {
    /// The texts of a plan as an official thing.
    Plans {
        to_consulting: "Lấy ý kiến", "Ask for opinions";
        to_submitted: "Trình", "Submit";
        to_approved: "Phê duyệt", "Approve";
        to_issued: "Ban hành…", "Issue…";
        to_returned: "Trả lại, bổ sung…", "Return…";
        to_draft: "Về dự thảo", "Back to draft";
        to_in_effect: "Triển khai", "Put into effect";
        to_reviewed: "Tổng kết", "Review";
        to_closed: "Đóng kế hoạch", "Close the plan";
        to_reopened: "Mở lại", "Reopen";
        to_resumed: "Tiếp tục", "Resume";
        to_suspended: "Tạm dừng…", "Suspend…";
        to_cancelled: "Hủy bỏ…", "Cancel the plan…";
        to_restored: "Lập lại", "Take up again";
        adjust: "Điều chỉnh…", "Adjust…";
        form_issue: "Ban hành kế hoạch", "Issue the plan";
        form_return: "Trả lại, bổ sung", "Return for completion";
        form_suspend: "Tạm dừng kế hoạch", "Suspend the plan";
        form_cancel: "Hủy bỏ kế hoạch", "Cancel the plan";
        form_adjust: "Điều chỉnh kế hoạch", "Adjust the plan";
        form_adjust_text(version: u32): "Tạo bản điều chỉnh lần {version}. Bản đang có hiệu lực giữ nguyên để xem đến khi bản mới được ban hành.", "Makes version {version}. The version in force stays as it is until the new one is issued.";
        do_issue: "Ban hành", "Issue";
        do_return: "Trả lại", "Return";
        do_suspend: "Tạm dừng", "Suspend";
        do_cancel: "Hủy bỏ", "Cancel the plan";
        do_adjust: "Điều chỉnh", "Adjust";
        do_move: "Chuyển", "Move";
        other: "Khác", "Other";
        give_up: "Thôi", "Never mind";
        missing(parties: &str): "Chưa có thống nhất của {parties} (Điều 7.3).", "{parties} has not agreed (Article 7.3).";
        outdated(parties: &str): "Kế hoạch đã thay đổi sau khi {parties} thống nhất (Điều 7.3).", "The plan changed after {parties} agreed (Article 7.3).";
        reason_if: "Lý do vẫn ban hành", "Reason to issue all the same";
        reason: "Lý do", "Reason";
        comment: "Ý kiến", "Comment";

        history: "Quá trình", "History";
        history_name(state: &str, by: &str, at: &str): "{state}, {by} ghi {at}", "{state}, recorded by {by} {at}";
        recorded_by(by: &str, at: &str): "{by} ghi {at}", "recorded by {by} {at}";
        unknown_author: "Không rõ ai", "Unknown";

        agreed_seal(party: &str): "{party} đã thống nhất", "{party} agreed";
        changed_seal(party: &str): "{party}: đã thay đổi sau khi thống nhất", "{party}: changed after it agreed";
        pending_seal(party: &str): "Chờ {party} thống nhất", "Awaiting {party}";
        changed_after: "Đã thay đổi sau khi thống nhất", "Changed after the agreement";
        changed_open(party: &str): "Đã thay đổi sau khi {party} thống nhất. Xem các thay đổi", "Changed after {party} agreed. Show the changes";
        unknown_standing: "Không rõ nội dung khi thống nhất", "What was agreed to is not known";
        renew: "Ghi thống nhất lại", "Record it anew";
        renew_of(party: &str): "Ghi thống nhất lại của {party}", "Record the agreement of {party} anew";
        earlier(count: usize): "và {count} lần trước", "and {count} earlier";
        note: "Ghi chú", "Note";

        changes_title(party: &str): "Thay đổi sau khi {party} thống nhất", "Changes since {party} agreed";
        changes_text(date: &str, changes: usize, activities: usize): "So với nội dung {date}: {changes} thay đổi ở {activities} việc.", "Compared with {date}: {changes} change[s] in {activities} activit[y/ies].";
        changes_text_other(date: &str, changes: usize): "So với nội dung {date}: {changes} thay đổi.", "Compared with {date}: {changes} change[s].";
        comparing: "Đang so sánh…", "Comparing…";
        compare_failed: "Chưa so sánh được. Hãy đóng và mở lại.", "This could not be compared. Close this and open it again.";
        no_changes: "Nội dung giống lúc thống nhất.", "The content is as it was agreed to.";
        of_plan: "Kế hoạch", "The plan";
        without_activity: "Không gắn với việc nào", "Not tied to an activity";
        line_changed(label: &str, before: &str, after: &str): "{label}: {before} → {after}", "{label}: {before} → {after}";
        added_activity: "Thêm việc", "Activity added";
        removed_activity: "Bỏ việc", "Activity removed";
        added_line(label: &str): "Thêm {label}", "Added: {label}";
        removed_line(label: &str): "Bỏ {label}", "Removed: {label}";
        nothing: "chưa có", "none";
        yes: "có", "yes";
        dong(amount: &str): "{amount} đồng", "{amount} đồng";
        several(values: &str): "nhiều giá trị: {values}", "several values: {values}";
        f_title: "Nội dung", "Title";
        f_clause: "Khoản", "Clause";
        f_lead: "Chủ trì", "Lead";
        f_coordinating: "Phối hợp", "Coordinating";
        f_benefiting: "Thụ hưởng", "Beneficiaries";
        f_beneficiary: "Đối tượng thụ hưởng", "Who benefits";
        f_year: "Năm", "Year";
        f_start: "Bắt đầu", "Start";
        f_due: "Thời hạn", "Deadline";
        f_milestone: "Mốc", "Milestone";
        f_plan: "Kế hoạch", "Plan";
        f_scope: "Loại kế hoạch", "Kind of plan";
        f_party: "Bên", "Party";
        f_unit: "Đơn vị", "Unit";
        f_leader: "Lãnh đạo phụ trách", "Leader";
        indicator(name: &str): "chỉ tiêu “{name}”", "indicator “{name}”";
        indicator_name: "Tên chỉ tiêu", "Name of the indicator";
        indicator_unit(name: &str): "Đơn vị tính của chỉ tiêu “{name}”", "Unit of the indicator “{name}”";
        indicator_of(name: &str): "Việc của chỉ tiêu “{name}”", "Activity of the indicator “{name}”";
        baseline(name: &str): "Hiện trạng “{name}”", "Baseline of “{name}”";
        target(name: &str): "Chỉ tiêu “{name}”", "Target of “{name}”";
        value_of(name: &str, year: i32): "chỉ tiêu “{name}” năm {year}", "“{name}” in {year}";
        money_line(source: &str): "kinh phí từ {source}", "money from {source}";
        money_field(field: &str, source: &str): "{field}, {source}", "{field}, {source}";
        money_key(field: &str): "{field} của dòng kinh phí", "{field} of the budget line";
        f_source: "Nguồn", "Source";
        f_payer: "Bên chi", "Payer";
        f_name: "Tên", "Name";
        f_activity: "Việc", "Activity";

        versions: "Các bản", "Versions";
        version(number: u32): "Lần {number}", "Version {number}";
        version_first: "Bản đầu", "First version";
        in_force: "đang có hiệu lực", "in force";
        in_making: "đang soạn", "in the making";
        as_it_stood: "Xem bản này như khi đó", "Show it as it stood";
        past_label(date: &str): "Bản ngày {date}, chỉ để xem", "As of {date}, for viewing only";
        past_opening: "Đang mở bản cũ…", "Opening the earlier version…";
        past_gone: "Mốc này không còn trong tệp.", "This moment is not in the file any more.";
        to_present: "Về bản hiện tại", "To the present one";

        open_page: "Mở trang kế hoạch", "Open the plan’s page";
        back: "Về biểu đồ", "Back to the timeline";
        details: "Sửa, chuyển bước", "Edit, next step";
        page_of(plan: &str, year: i32): "{plan} năm {year}", "{plan} of {year}";
        no_number: "Chưa có số", "No number yet";
        number_and_day(number: &str, date: &str): "Số {number}, ngày {date}", "No. {number} of {date}";
        number_only(number: &str): "Số {number}", "No. {number}";
        page_leader(name: &str): "Lãnh đạo phụ trách: {name}", "Leader: {name}";
        page_no_leader: "Chưa phân công lãnh đạo (Điều 6.1)", "No leader assigned (Article 6.1)";
        contents: "Nội dung", "Contents";
        contents_count(done: usize, all: usize): "xong {done} trên {all} việc", "{done} of {all} activities done";
        contents_empty: "Kế hoạch chưa có việc nào.", "The plan has no activities yet.";
        contents_empty_text: "Thêm việc từ danh sách khoản bên cạnh, hoặc đưa việc đã có vào kế hoạch.", "Add activities from the list of clauses, or put those that exist into the plan.";
        take_in(count: usize): "Đưa {count} việc năm này vào kế hoạch", "Put {count} activit[y/ies] of this year into the plan";
        col_state: "Trạng thái", "State";
        col_activity: "Việc", "Activity";
        col_lead: "Chủ trì", "Lead";
        col_time: "Thời gian", "Time";
        money: "Kinh phí", "Money";
        money_none: "Chưa gắn dòng kinh phí nào với việc trong kế hoạch.", "No budget line is tied to an activity of this plan yet.";
        col_source: "Nguồn", "Source";
        total: "Tổng cộng", "Total";
        indicators: "Chỉ tiêu", "Indicators";
        indicators_none: "Chưa có chỉ tiêu nào ở các việc của kế hoạch.", "The activities of this plan have no indicators yet.";
        col_indicator: "Chỉ tiêu", "Indicator";
        col_baseline: "Hiện trạng", "Baseline";
        col_target: "Kế hoạch", "Target";
        col_actual: "Thực hiện", "Actual";
        left_out: "Khoản chưa có việc", "Clauses left out";
        left_out_none: "Mọi khoản theo dõi đều có việc hoặc không cần kế hoạch.", "Every tracked clause has an activity or needs no plan.";
        add_here: "Thêm việc", "Add activity";
        add_to(clause: &str): "Thêm việc vào {clause}", "Add an activity to {clause}";
        exempt: "Không cần kế hoạch…", "Needs no plan…";
        exempt_of(clause: &str): "{clause} không cần kế hoạch", "{clause} needs no plan";

        make_from(year: i32): "Lập từ kế hoạch {year}…", "Make from the plan of {year}…";
        make_new: "Lập kế hoạch mới", "Make a new plan";
        record_issued: "Ghi nhận kế hoạch đã ban hành…", "Record an issued plan…";
        next_title(year: i32): "Lập kế hoạch năm {year}", "Make the plan of {year}";
        next_text(year: i32): "Từ kế hoạch năm {year}: chọn nội dung làm lại và việc chuyển tiếp. Ngày được dời sang năm mới; kinh phí lập riêng.", "From the plan of {year}: choose what is done again and what is carried over. Dates move to the new year; money is planned anew.";
        next_name: "Tên kế hoạch", "Title";
        next_percent: "Thay đổi chỉ tiêu (%)", "Change of targets (%)";
        next_percent_hint: "Ví dụ 10 hoặc -5", "10 or -5";
        next_percent_low: "Không giảm quá 100 %.", "It cannot go below −100 %.";
        next_all: "Chọn tất cả", "All";
        next_none: "Bỏ chọn", "None";
        next_all_of(article: &str): "Chọn tất cả {article}", "All of {article}";
        next_keep: "làm lại", "done again";
        next_carry: "chuyển tiếp", "carried over";
        next_leave: "không đưa vào", "left out";
        next_counts(keep: usize, carry: usize): "{keep} việc làm lại, {carry} việc chuyển tiếp", "{keep} done again, {carry} carried over";
        next_target(name: &str, before: &str, after: &str): "{name}: {before} → {after}", "{name}: {before} → {after}";
        next_choice_of(title: &str): "{title}: cách đưa vào", "{title}: how it is taken in";
        next_empty: "Kế hoạch này chưa có việc nào để đưa sang.", "This plan has no activities to take over.";
        next_do: "Lập kế hoạch", "Make the plan";
        status_continued: "đã chuyển tiếp", "carried over already";

        record_title(year: i32): "Ghi nhận kế hoạch năm {year}", "Record the plan of {year}";
        record_title_of(year: i32, party: &str): "Ghi nhận kế hoạch năm {year} của {party}", "Record the plan of {party} for {year}";
        issued_lacking(reason: &str): "Lý do ban hành khi chưa đủ thống nhất: {reason}", "Reason for the issue without all agreements: {reason}";
        record_text: "Dùng cho kế hoạch đã ban hành trước khi dùng phần mềm.", "For a plan that was issued before this program was used.";
        record_state: "Đã đến bước", "State reached";
        record_number: "Số, ký hiệu", "Number";
        record_date: "Ngày ban hành", "Issued on";
        record_leader: "Lãnh đạo phụ trách", "Leader";
        record_agreements: "Thống nhất (Điều 7.3)", "Agreements (Article 7.3)";
        record_document_of(party: &str): "Văn bản của {party}", "Document of {party}";
        record_date_of(party: &str): "Ngày của {party}", "Date of {party}";
        record_document_hint: "Số, tên văn bản; để trống nếu không có", "Number or name; empty if there is none";
        record_take(count: usize): "Đưa {count} việc đã nhập của năm này vào kế hoạch", "Put the {count} activit[y/ies] of this year into the plan";
        record_do: "Ghi nhận", "Record";
        record_document_missing: "Hãy ghi văn bản, hoặc bỏ ngày.", "Give the document, or leave out the date.";

        fold_year(year: i32): "{year} · trống", "{year} · empty";
        fold_years(from: i32, to: i32): "{from}–{to}", "{from}–{to}";
        fold_away(year: i32): "Thu gọn năm {year} còn trống", "Fold the empty year {year} away";
        enter_year(year: i32): "Nhập năm {year}", "Enter {year}";
        unfold_year(years: &str): "Mở năm {years}: chưa nhập việc, chưa có kế hoạch", "Open {years}: no activities and no plan yet";
        choose_unit: "Chọn đơn vị của kế hoạch", "Choose the unit of the plan";
        title_unit_of(year: i32, unit: &str): "Kế hoạch năm {year} của {unit}", "Plan of {unit} for {year}";
        state_of_plan(plan: &str, state: &str): "{plan}, {state}", "{plan}, {state}";
    }
}

impl Plans {
    /// What moving a plan from one state to another is called; an ellipsis says that something is
    /// asked for first.
    #[must_use]
    pub const fn step(self, from: PlanState, to: PlanState) -> &'static str {
        use PlanState as S;
        match (from, to) {
            (_, S::Consulting) => self.to_consulting(),
            (_, S::Submitted) => self.to_submitted(),
            (_, S::Approved) => self.to_approved(),
            (_, S::Issued) => self.to_issued(),
            (S::Submitted | S::Approved, S::Draft) => self.to_returned(),
            (S::Suspended, S::Draft | S::InEffect) => self.to_resumed(),
            (S::Cancelled, S::Draft) => self.to_restored(),
            (_, S::Draft) => self.to_draft(),
            (S::Reviewed, S::InEffect) | (S::Closed, S::Reviewed) => self.to_reopened(),
            (_, S::InEffect) => self.to_in_effect(),
            (_, S::Reviewed) => self.to_reviewed(),
            (_, S::Closed) => self.to_closed(),
            (_, S::Suspended) => self.to_suspended(),
            (_, S::Cancelled) => self.to_cancelled(),
            (_, S::Replaced) => "",
        }
    }
}
