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
        period(from: i32, to: i32): "Giai đoạn {from} – {to}", "Period {from} – {to}";
        sheet(title: &str, kind: &str, years: &str): "{title} – {kind}, {years}", "{title} – {kind}, {years}";
        as_of(day: &str): "Tính đến {day}", "As of {day}";
        printed(day: &str): "In ngày {day}", "Printed {day}";
        page(page: usize, all: usize): "Trang {page}/{all}", "Page {page}/{all}";
        draft: "Dự thảo", "Draft";
        state_draft(draft: &str, state: &str): "{draft} · {state}", "{draft} · {state}";
        state_issued(number: &str, day: &str, state: &str): "{number}, {day} · {state}", "{number}, {day} · {state}";
        quarter(number: &str): "Quý {number}", "Q {number}";
        late_below(count: usize): "{count} việc quá hạn", "{count} overdue";
        late_not_begun: "Chưa thực hiện, quá hạn", "Not started, late";
        set_aside: "Tạm dừng, chuyển năm, không thực hiện", "Set aside";
        done_of(done: usize, all: usize): "Xong {done} trên {all} việc", "{done} of {all} done";
    }
}
