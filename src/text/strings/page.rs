//! The texts of the page for people without the program. It goes to others, so it is written in Vietnamese
//! whatever the language of the window.

crate::strings! {
    /// The texts of the page for people without the program.
    Page {
        title(parties: &str): "Tình hình thực hiện chương trình phối hợp {parties}", "Cooperation programme {parties}: how it stands";
        as_of(day: &str): "Tính đến ngày {day}", "As of {day}";
        made_by(day: &str, by: &str): "Trang lập ngày {day}, {by}", "Page made on {day}, {by}";
        made(day: &str): "Trang lập ngày {day}", "Page made on {day}";
        only_reading: "Trang chỉ để xem; số liệu theo tệp chương trình tại thời điểm lập.", "For reading only; figures as in the programme’s file when the page was made.";
        contents: "Mục lục", "Contents";
        overview: "Tổng quan", "Overview";
        activities: "Việc theo Điều", "Activities by article";
        plans: "Kế hoạch năm", "Annual plans";
        budget: "Kinh phí", "Funding";
        houses: "Nhà ở cho hộ nghèo", "Houses of poor households";
        schools: "Thiết bị cho điểm trường", "Equipment of school sites";
        official: "Văn bản chương trình", "The text of the programme";
        official_note: "Nguyên văn, không sửa chữ nào.", "Word for word, nothing corrected.";
        official_altered: "Văn bản như trong tệp.", "The text as it stands in the file.";
        article: "Điều", "Article";
        all: "Tổng số việc", "All activities";
        done: "Hoàn thành", "Done";
        doing: "Đang thực hiện", "In progress";
        overdue: "Quá hạn", "Overdue";
        idle: "Chưa thực hiện, tạm dừng, khác", "Not started, paused, other";
        total: "Tổng cộng", "Total";
        group: "Nhóm", "Group";
        count: "Số việc", "Activities";
        anchor: "Khoản", "Clause";
        activity: "Việc", "Activity";
        lead: "Chủ trì", "Lead";
        deadline: "Thời hạn", "Deadline";
        standing: "Trạng thái", "State";
        no_activities: "Chưa có việc nào.", "No activities yet.";
        loose: "Chưa xếp vào Điều nào", "Of no article";
        year: "Năm", "Year";
        plan: "Kế hoạch", "Plan";
        state: "Trạng thái", "State";
        number: "Số, ngày ban hành", "Number and day of issue";
        agreed: "Thống nhất", "Agreement";
        no_plan: "Chưa có kế hoạch.", "No plan yet.";
        not_agreed(party: &str): "{party}: chưa thống nhất", "{party}: not agreed";
        agreed_on(party: &str, day: &str): "{party}: thống nhất ngày {day}", "{party}: agreed on {day}";
        agreed_undated(party: &str): "{party}: đã thống nhất", "{party}: agreed";
        agreed_changed(text: &str): "{text}; đã thay đổi sau khi thống nhất", "{text}; changed since";
        source: "Nguồn vốn", "Source of funds";
        committed: "Cam kết", "Committed";
        estimate: "Dự toán giao", "Estimate";
        disbursed: "Giải ngân", "Disbursed";
        rate: "Tỷ lệ (%)", "Rate (%)";
        remaining: "Còn lại", "Remaining";
        unit: "Đơn vị tính: đồng", "Unit: đồng";
        whole_period: "Cả giai đoạn", "Whole period";
        years_with: "Số năm có số liệu", "Years with figures";
        computed(amount: &str): "{amount} (số tính)", "{amount} (computed)";
        money_notes: "Ô “—” là chưa có số liệu, không phải số 0. Tỷ lệ = giải ngân ÷ dự toán giao. “Số tính” là số cộng, văn bản không nêu.", "“—” means no figure, not 0. Rate = disbursed ÷ estimate. “Computed” is a sum that the text does not state.";
        over: "giải ngân vượt mức", "overspent";
        houses_by_year(count: usize, done: usize): "{count} nhà, đã bàn giao {done}", "{count} house[s], {done} handed over";
        names_hidden: "Trang không nêu tên hộ và thôn.", "Names of households and hamlets are left out.";
        none: "Chưa có số liệu.", "No data yet.";
        amended: "Có phụ lục sửa đổi, bổ sung đang có hiệu lực:", "Annexes in force amend it:";
        annex(number: &str, title: &str, day: &str): "Phụ lục {number}: {title}, có hiệu lực từ {day}", "Annex {number}: {title}, in force since {day}";
        foot: "Lập bằng chương trình Đồng Hành", "Made with Đồng Hành";
    }
}
