//! The texts of Tổng quan.

crate::strings! {
    /// The texts of Tổng quan.
    Overview {
        title: "Tổng quan", "Overview";
        summary(years: &str, all: usize, done: usize): "{years} · {all} việc, {done} hoàn thành", "{years} · {all} activit[y/ies], {done} done";
        attention: "Cần xử lý", "Needs attention";
        filter_all: "Tất cả", "All";
        filter_overdue: "Quá hạn", "Overdue";
        filter_unassigned: "Chưa phân công", "Unassigned";
        filter_not_agreed: "Chưa thống nhất", "Not agreed";
        filter_not_disbursed: "Chưa giải ngân", "Not disbursed";
        short_unassigned: "Phân công", "Lead";
        short_not_agreed: "Thống nhất", "Agreement";
        short_not_disbursed: "Giải ngân", "Payments";
        filter_money: "Kinh phí", "Money";
        partly_disbursed: "Giải ngân một phần", "Partly disbursed";
        assign: "Giao việc", "Assign";
        open_plan: "Mở kế hoạch", "Open plan";
        plan_waiting(year: i32, parties: &str): "Kế hoạch năm {year}: chờ {parties}", "Plan for {year}: waiting for {parties}";
        due_on(day: &str): "hạn {day}", "due {day}";
        no_due: "chưa có thời hạn", "no deadline";
        dong(amount: &str): "{amount} đ", "{amount} đ";
        left(amount: &str): "còn {amount} đ", "{amount} đ left";
        nothing: "Không có việc cần xử lý.", "Nothing needs attention.";
        nothing_of_kind: "Không có việc nào ở mục này.", "Nothing of this kind.";
        progress: "Tiến độ theo Điều", "Progress by article";
        shape_done: "Hoàn thành", "Done";
        shape_doing: "Đang thực hiện", "In progress";
        shape_overdue: "Quá hạn", "Overdue";
        shape_idle: "Chưa thực hiện", "Not started";
        of_activities(all: &str): "/ {all} việc", "/ {all}";
        no_activities: "chưa có việc", "no activities";
        progress_name(done: usize, all: usize): "{done} trên {all} việc hoàn thành", "{done} of {all} activit[y/ies] done";
        shapes(done: usize, doing: usize, overdue: usize, idle: usize): "Hoàn thành {done}, đang thực hiện {doing}, quá hạn {overdue}, chưa thực hiện hoặc tạm dừng {idle}", "Done {done}, in progress {doing}, overdue {overdue}, not started or set aside {idle}";
        money: "Kinh phí theo năm", "Money by year";
        not_entered: "— chưa nhập —", "— not entered —";
        not_assigned: "— chưa giao —", "— not assigned —";
        over_allocation(amount: &str): "Giải ngân vượt phân bổ {amount} đ", "{amount} đ over the allocation";
        over_estimate(amount: &str): "Giải ngân vượt dự toán {amount} đ", "{amount} đ over the estimate";
        source_of(source: &str, year: i32): "Nguồn {source} {year}", "{source} {year}";
        and_more(more: usize): "và {more} nguồn khác", "and {more} more";
        deadlines: "Hạn sắp tới", "Next deadlines";
        no_deadlines: "Không có hạn nào sắp tới.", "No deadlines ahead.";
        days(days: i64): "{days} ngày", "{days} day[s]";
        today: "hôm nay", "today";
        coverage: "Độ đầy đủ theo Điều 1.2", "Completeness by Article 1.2";
        contents(all: usize): "{all} nội dung", "{all} item[s]";
        coverage_detail(name: &str, full: usize, part: usize, rest: usize): "{name}: {full} nội dung đã đủ, {part} mới có một phần, {rest} chưa có", "{name}: {full} complete, {part} in part, {rest} missing";
        start_title: "Văn bản đã sẵn sàng, chưa có việc nào", "The text is ready; no activities yet";
        start_text: "Bảy Điều đã có đúng nguyên văn. Chọn một Điều, rồi thêm việc đầu tiên cho một khoản.", "The seven articles are here word for word. Choose one, then add the first activity to a clause.";
        start_text_read_only: "Bảy Điều đã có đúng nguyên văn. Chọn một Điều để đọc.", "The seven articles are here word for word. Choose one to read.";
        start_article(article: u8): "Mở Điều {article}", "Open Article {article}";
        start_units: "Xem đơn vị", "See the units";
        start_plan: "Lập kế hoạch năm", "Make an annual plan";
        choose_article: "Chọn một Điều để bắt đầu", "Choose an article to begin";
        clauses(tracked: usize): "{tracked} nội dung cần thực hiện", "{tracked} item[s] to carry out";
    }
}
