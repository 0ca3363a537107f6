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
        out_timeline: "Biểu đồ thời gian", "Timeline";
        out_paper: "Khổ giấy", "Paper";
        out_long: "Một ảnh dài", "One long picture";
        out_turn: "Hướng giấy", "Orientation";
        out_landscape: "Ngang", "Landscape";
        out_portrait: "Dọc", "Portrait";
        out_time: "Thời gian", "Time";
        out_whole: "Toàn bộ", "All of it";
        out_seen: "Như trên màn hình", "As on screen";
        out_as_shown: "Theo bộ lọc, cách nhóm và phép so sánh đang hiện.", "With the filter, grouping and comparison that are shown.";
        out_timeline_do: "Xuất biểu đồ…", "Export the timeline…";
        out_calendar: "Lịch", "Calendar";
        out_names: "Kèm tên hộ trong nội dung việc", "With names of households in titles";
        out_only_deadlines: "Chỉ thời hạn và mốc", "Deadlines and milestones only";
        out_every_party: "Mọi bên", "All parties";
        export: "Xuất, sao chép", "Export, copy";
        calendar_file: "Lịch kế hoạch.ics", "Plan calendar.ics";
        picture_file: "Biểu đồ kế hoạch.png", "Plan timeline.png";
        chart_file: "Biểu đồ ngân sách.png", "Chart of the budget.png";
        kind_calendar: "Lịch iCalendar", "iCalendar";
        kind_picture: "Ảnh PNG hoặc SVG", "PNG or SVG picture";
        itself: "Đó là chính tệp chương trình, nên không ghi đè. Hãy chọn tên khác.", "That is the programme’s own file and was not overwritten. Choose another name.";
        too_many_pages(count: usize): "Biểu đồ dài {count} trang, quá nhiều để in. Hãy chọn một năm hoặc thu gọn bớt.", "The timeline has {count} pages, too many to print. Choose one year or fold some rows.";
        too_many_lines(count: usize): "Biểu đồ dài {count} dòng, quá nhiều cho một ảnh. Hãy xuất ra khổ A4 hoặc A3.", "The timeline has {count} lines, too many for one picture. Export it on A4 or A3.";
        not_drawn: "Không vẽ được ảnh cỡ này.", "A picture of this size cannot be drawn.";
        exported(file: &str): "Đã xuất {file}", "Exported {file}";
        exported_pages(count: usize, file: &str): "Đã xuất {count} trang, từ {file}", "Exported {count} pages, beginning with {file}";
        open_folder: "Mở thư mục", "Open folder";
        folder_not_opened(folder: &str): "Không mở được thư mục {folder}", "The folder {folder} could not be opened";
        open_file: "Mở tệp", "Open file";
        file_not_opened(file: &str): "Không mở được tệp {file}", "The file {file} could not be opened";
        tables_title: "Xuất bảng", "Export tables";
        tables_which: "Bảng", "Table";
        tables_all: "Tất cả các bảng, trong một tệp", "All tables, in one file";
        tables_rows(rows: usize): "{rows} dòng", "{rows} row[s]";
        tables_kind: "Kiểu tệp", "File type";
        tables_xlsx: "Excel (.xlsx)", "Excel (.xlsx)";
        tables_csv: "CSV (.csv)", "CSV (.csv)";
        tables_xlsx_text: "Số là số, ngày là ngày, dòng tổng là công thức.", "Numbers are numbers, dates are dates, totals are formulas.";
        tables_csv_text: "UTF-8, ngăn bằng dấu chấm phẩy, không có dòng tổng.", "UTF-8, parted by semicolons, without totals.";
        tables_csv_one: "Tệp CSV chỉ chứa được một bảng.", "A CSV file holds one table only.";
        tables_years: "Năm", "Years";
        tables_names: "Kèm tên hộ và thôn", "With names of households and hamlets";
        tables_without_names: "Tệp sẽ không có tên hộ và thôn.", "The file will not name households and hamlets.";
        tables_with_names: "Tệp sẽ có tên hộ và thôn. Chỉ gửi cho người có trách nhiệm.", "The file will name households and hamlets. Send it only to those responsible.";
        tables_go: "Chọn nơi lưu…", "Choose a place…";
        tables_cancel: "Hủy", "Cancel";
        tables_file: "Bảng chương trình", "Programme tables";
        tables_of_year(name: &str, year: i32): "{name} {year}", "{name} {year}";
        kind_xlsx: "Bảng Excel", "Excel workbook";
        kind_csv: "Bảng CSV", "CSV table";
        not_made(why: &str): "Không tạo được bảng: {why}", "The table could not be made: {why}";
        copied_rows(count: usize): "Đã sao chép bảng, {count} việc", "Copied the table, {count} activities";
        done_of(done: usize, all: usize): "Xong {done} trên {all} việc", "{done} of {all} done";
    }
}

impl Report {
    /// The kind of file that a dialog offers: a calendar, or else a picture.
    #[must_use]
    pub const fn file_kind(self, calendar: bool) -> &'static str {
        if calendar {
            self.kind_calendar()
        } else {
            self.kind_picture()
        }
    }
}
