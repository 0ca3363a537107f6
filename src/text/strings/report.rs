//! The texts of what leaves the program: calendars, pictures of the timeline, tables.

crate::strings! {
    /// The texts of calendars, pictures and tables.
    Report {
        sample_note: "Dữ liệu minh hoạ, không phải số liệu thật.", "Sample data, not real figures.";
        due(title: &str): "Hạn: {title}", "Due: {title}";
        milestone(title: &str): "Mốc: {title}", "Milestone: {title}";
        begins(title: &str): "Bắt đầu: {title}", "Begins: {title}";
        completed(text: &str): "Đã xong – {text}", "Done – {text}";
        paused(text: &str): "Tạm dừng – {text}", "Paused – {text}";
        carried_over(text: &str): "Chuyển năm sau – {text}", "Carried over – {text}";
        not_doing(text: &str): "Không thực hiện – {text}", "Not doing – {text}";
        category_planned: "Thời gian kế hoạch", "Planned time";
        category_due: "Thời hạn", "Deadline";
        category_milestone: "Mốc", "Milestone";
        pair(name: &str, value: &str): "{name}: {value}", "{name}: {value}";
        stretch(from: &str, to: &str): "{from} – {to}", "{from} – {to}";
        on_day(what: &str, day: &str): "{what} ngày {day}", "{what} on {day}";
        plan: "Kế hoạch", "Plan";
        state: "Trạng thái", "State";
        article: "Điều", "Article";
        activity: "Việc", "Activity";
        lead: "Chủ trì", "Lead";
        start: "Bắt đầu", "Start";
        deadline: "Thời hạn", "Deadline";
        done_of(done: usize, all: usize): "Xong {done} trên {all} việc", "{done} of {all} done";
    }
}
