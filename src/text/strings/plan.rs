//! The texts of the timeline of annual plans, and of a plan in the inspector.

crate::strings! {
    /// The texts of the timeline and of plans.
    Plan {
        title: "Kế hoạch năm", "Annual plans";
        corner: "Trạng thái, dấu của các bên", "State, seals of the parties";
        rows_head: "Việc, theo Điều", "Activities, by Article";
        zoom: "Khoảng thời gian", "Time span";
        zoom_period(years: usize): "{years} năm", "{years} years";
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
        late(days: i64): "quá {days} ngày", "{days} d late";
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
        head_name(article: &str, title: &str, done: usize, all: usize): "{article}, {title}, xong {done} trên {all} việc", "{article}, {title}, {done} of {all} done";
        loose: "Chưa gắn với khoản nào", "Not tied to a clause";
        empty_year(year: i32): "Chưa nhập việc năm {year}", "No activities in {year} yet";
        empty_title: "Chưa có việc nào.", "No activities yet.";
        empty_text: "Việc được thêm theo từng khoản; thời gian hiện thành thanh ở đây.", "Activities are added clause by clause; their dates show as bars here.";
        days(days: i64): "{days} ngày", "{days} days";
        until(date: &str): "Hạn {date}", "Due {date}";
        from(date: &str): "Từ {date}, chưa có thời hạn", "From {date}, no deadline";
        drag_hint: "Kéo thân để dời, kéo mép để đổi ngày.", "Drag the body to move, the edges to change a date.";
        drag_hint_milestone: "Kéo để dời ngày.", "Drag to move the date.";
        moved(from: &str, to: &str): "{from} → {to}", "{from} → {to}";
        read_only: "Tệp đang mở ở chế độ chỉ xem.", "The file is open for viewing only.";
        legend_milestone: "Mốc", "Milestone";
    }
}
