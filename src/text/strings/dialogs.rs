//! The texts of the start page and of the dialogs.

crate::strings! {
    /// The texts of the start page and of the dialogs.
    Dialogs {
        close: "Đóng", "Close";
        cancel: "Hủy", "Cancel";
        add: "Thêm", "Add";

        first_of(parties: &str): "Chương trình hợp tác {parties}", "Cooperation programme of {parties}";
        first_and: " và ", " and ";
        first_side: "Anh/chị làm việc cho bên nào?", "Which side do you work for?";
        first_focal: "Đầu mối", "Focal unit";
        first_view_only: "Chỉ xem", "View only";
        first_no_editing: "Không sửa", "No editing";
        first_name: "Họ và tên", "Your name";
        first_name_hint: "Ghi cùng mỗi thay đổi", "Kept with every change";
        first_start: "Bắt đầu", "Begin";
        first_new: "Tạo tệp từ văn bản chính thức", "Make a file from the official text";
        first_new_text: "Có sẵn 7 Điều nguyên văn, chưa có việc nào", "The seven articles verbatim, no activities yet";
        first_open: "Mở tệp chương trình…", "Open a programme file…";
        first_open_text: "Tệp đuôi .donghanh.json nhận qua thư hoặc USB", "A .donghanh.json file from mail or a USB stick";
        first_sample: "Xem dữ liệu minh hoạ", "View sample data";
        first_sample_text: "Số liệu giả định để làm quen", "Invented figures to get to know the program";
        first_recent: "Tệp gần đây", "Recent files";
        first_none: "Chưa có tệp nào", "No files yet";
        first_drop: "Kéo tệp vào đây để mở", "Drop a file here to open it";
        first_missing: "Không thấy tệp ở đây", "The file is not there";
        first_missing_text(name: &str): "Không thấy tệp “{name}”. Tệp đã được chuyển chỗ hoặc ổ đĩa chưa được cắm.", "The file “{name}” is not there. It was moved, or its drive is not connected.";
        first_forget(name: &str): "Bỏ “{name}” khỏi danh sách", "Remove “{name}” from the list";
        first_footnote: "Dữ liệu nằm trong một tệp trên máy này. Ứng dụng không cần Internet.", "The data lie in one file on this machine. No Internet is needed.";
        first_choose_side: "Hãy chọn bên, hoặc Chỉ xem, trước khi bắt đầu.", "Choose a side, or View only, first.";
        first_give_name: "Hãy ghi họ và tên để thay đổi được ghi đúng người.", "Give your name, so that changes are recorded as yours.";
        first_opened(day: &str): "mở {day}", "opened {day}";
        to_light: "Giao diện sáng", "Light theme";
        to_dark: "Giao diện tối", "Dark theme";

        units: "Đơn vị", "Units";
        units_search: "Tìm đơn vị", "Find a unit";
        units_add: "Thêm đơn vị", "Add a unit";
        units_new_name: "Tên đơn vị", "Name of the unit";
        units_count(count: usize): "{count} đơn vị", "{count} unit[s]";
        units_no_party: "Chưa rõ thuộc bên nào", "No party recorded";
        units_other: "Không thuộc bên nào", "No party";
        units_ended(day: &str): "đã kết thúc {day}", "ended {day}";
        units_used(count: usize): "dùng ở {count} mục", "used in {count} place[s]";
        units_unused: "chưa dùng ở đâu", "not used yet";
        units_pick: "Chọn một đơn vị để xem và sửa.", "Choose a unit to see and edit it.";
        units_none: "Không có đơn vị nào khớp.", "No unit matches.";
        unit_name: "Tên", "Name";
        unit_short_name: "Tên ngắn", "Short name";
        unit_party: "Thuộc bên", "Party";
        unit_level: "Cấp", "Level";
        unit_from: "Từ ngày", "From";
        unit_to: "Đến ngày", "Until";
        unit_basis: "Căn cứ", "Legal basis";
        unit_continued_by: "Nay thuộc", "Now part of";
        unit_continued_add: "Thêm đơn vị tiếp nhận", "Add a unit that took over";
        unit_continued_not(name: &str): "Bỏ {name}", "Take out {name}";
        unit_end: "Kết thúc đơn vị…", "End the unit…";
        unit_end_text: "Việc đã ghi vẫn giữ tên đơn vị này.", "Records keep the name of this unit.";
        unit_end_do: "Ghi kết thúc", "Record the end";
        unit_end_basis: "Căn cứ kết thúc", "Legal basis of the end";
        unit_needs_date: "Hãy ghi ngày cuối cùng của đơn vị.", "Give the last day of the unit.";
        unit_needs_basis: "Hãy ghi căn cứ, ví dụ số nghị quyết.", "Give the legal basis, such as a resolution.";
        unit_reopen: "Bỏ ngày kết thúc", "Take the end back";
        unit_delete: "Xóa đơn vị", "Delete the unit";
        unit_delete_used: "Đơn vị đang được dùng nên không xóa. Hãy ghi ngày kết thúc.", "The unit is in use. Record its end instead.";
        date_hint: "dd/mm/yyyy", "dd/mm/yyyy";
        not_recorded: "Chưa ghi", "Not recorded";

        recipients: "Nơi nhận", "Recipients";
        recipients_text: "Theo thứ tự trong văn bản.", "In the order of the text.";
        recipients_none: "Chưa có nơi nhận nào.", "No recipients yet.";
        recipients_add: "Thêm nơi nhận", "Add a recipient";
        move_up(name: &str): "Đưa “{name}” lên trên", "Move “{name}” up";
        move_down(name: &str): "Đưa “{name}” xuống dưới", "Move “{name}” down";
        remove(name: &str): "Xóa “{name}”", "Delete “{name}”";
        first_place: "Đã ở đầu danh sách", "First already";
        last_place: "Đã ở cuối danh sách", "Last already";

        problems: "Kiểm tra dữ liệu", "Check the data";
        problems_count(count: usize): "{count} điểm cần xem. Không có gì bị sửa ngầm.", "{count} findings. Nothing was mended silently.";
        problems_none: "Không thấy lỗi trong dữ liệu.", "Nothing is wrong in the data.";

        settings: "Cài đặt", "Settings";
        settings_author: "Người ghi", "Author";
        settings_side: "Bên", "Side";
        settings_looks: "Giao diện", "Looks";
        settings_language: "Ngôn ngữ", "Language";
        settings_theme: "Màu", "Theme";
        theme_system: "Theo hệ thống", "As the system";
        theme_light: "Sáng", "Light";
        theme_dark: "Tối", "Dark";
        settings_zoom: "Cỡ hiển thị", "Zoom";
        settings_files: "Tệp", "Files";
        settings_autosave: "Tự lưu sau mỗi thay đổi", "Save by itself after each change";
        settings_autosave_text: "Nhật ký an toàn luôn được ghi, kể cả khi tắt tự lưu.", "The safety journal is always written, even without it.";
        settings_motion: "Giảm chuyển động", "Less motion";
        settings_view_only_text: "Chỉ xem: không sửa được dữ liệu.", "View only: nothing can be edited.";

        keys: "Phím tắt", "Keyboard shortcuts";
        keys_more: "Trong danh sách và trường nhập", "In lists and fields";
        keys_plan: "Trong kế hoạch năm", "In annual plans";
        keys_move: "Dời việc đang chọn", "Move what is chosen";
        keys_due: "Đổi hạn", "Change the deadline";
        keys_start: "Đổi ngày bắt đầu", "Change the first day";
        keys_reach: "Chọn thêm hàng", "Choose more rows";
        keys_all: "Chọn mọi việc đang hiện", "Choose all that is shown";
        keys_today: "Về hôm nay", "Back to today";
        keys_urgent: "Lọc tháng này và quá hạn", "Filter this month and overdue";
        keys_budget: "Trong bảng ngân sách", "In the budget table";
        keys_edit_cell: "Sửa ô đang chọn", "Edit the cell";
        keys_type_over: "Gõ số mới vào ô", "Type a new amount";
        keys_next_cell: "Ghi rồi sang ô dưới, ô phải", "Record; next cell";
        keys_block: "Chọn một khối ô", "Mark a block of cells";
        keys_table: "Chọn cả bảng", "Mark the whole table";
        keys_copy_block: "Sao chép sang Excel", "Copy for Excel";
        keys_paste_block: "Dán từ Excel, xem trước", "Paste from Excel, shown first";
        keys_clear_block: "Xóa số trong khối ô", "Clear the figures";
        keys_row_ends: "Cột đầu, cột cuối", "First, last column";
        keys_corners: "Ô đầu, ô cuối bảng", "First, last cell";
        keys_time: "Xem gần, xem xa", "Closer, farther";
        keys_row: "Chọn dòng trên, dòng dưới", "Row above, row below";
        keys_fold: "Mở, thu gọn", "Unfold, fold";
        keys_details: "Mở ô chi tiết", "Open the details";
        keys_toggle: "Đánh dấu hoàn thành", "Mark as done";
        keys_restore: "Bỏ phần đang gõ; đóng lại", "Discard what is typed; close";
        keys_commit: "Ghi và xuống dòng", "Record and go down";
        keys_zoom: "Phóng to, thu nhỏ", "Zoom in and out";
        keys_sideways: "Cuộn ngang", "Scroll sideways";
        keys_articles: "Điều 1 đến Điều 7", "Article 1 to Article 7";
        key_wheel: "con lăn", "wheel";

        about: "Giới thiệu", "About";
        about_version(version: &str): "Phiên bản {version}", "Version {version}";
        about_text: "Theo dõi việc thực hiện một chương trình hợp tác giữa các địa phương. Mọi dữ liệu nằm trong một tệp JSON; ứng dụng không cần Internet.", "Follows how a cooperation programme between local governments is carried out. All data lie in one JSON file; no Internet is needed.";
        about_fonts: "Phông chữ đi kèm", "Fonts that come with it";
        about_ofl: "SIL Open Font License 1.1", "SIL Open Font License 1.1";
        about_apache: "Apache License 2.0", "Apache License 2.0";
        about_mit: "Giấy phép MIT", "MIT License";
        about_icons(name: &str): "{name} (biểu tượng)", "{name} (icons)";

        delete_keep: "Giữ lại", "Keep";
        delete_do: "Xóa", "Delete";
        delete_question(what: &str): "Xóa {what}?", "Delete {what}?";
        delete_undo: "Có thể hoàn tác bằng Ctrl+Z.", "Ctrl+Z takes it back.";
        and: " và ", " and ";
        count_activities(n: usize): "{n} việc", "{n} activit[y/ies]";
        count_plans(n: usize): "{n} kế hoạch", "{n} plan[s]";
        count_agreements(n: usize): "{n} thống nhất", "{n} agreements";
        count_annexes(n: usize): "{n} phụ lục", "{n} annexes";
        count_indicators(n: usize): "{n} chỉ tiêu", "{n} indicators";
        count_values(n: usize): "{n} giá trị chỉ tiêu", "{n} indicator values";
        count_lines(n: usize): "{n} dòng ngân sách", "{n} budget lines";
        count_payments(n: usize): "{n} khoản chi", "{n} payment[s]";
        count_evidence(n: usize): "{n} minh chứng", "{n} pieces of evidence";
        count_notes(n: usize): "{n} ghi chú", "{n} note[s]";
        count_units(n: usize): "{n} đơn vị", "{n} unit[s]";
        count_houses(n: usize): "{n} nhà", "{n} house[s]";
        count_school_items(n: usize): "{n} thiết bị điểm trường", "{n} item[s] of school equipment";
        count_pairs(n: usize): "{n} cặp kết nối", "{n} pair[s]";
        count_recipients(n: usize): "{n} nơi nhận", "{n} recipients";
        count_others(n: usize): "{n} mục khác", "{n} other records";

        hand_edits(count: usize): "Tệp này có {count} chỗ được sửa tay", "This file has {count} hand edit[s]";
        hand_edits_text: "Ai đó đã sửa tệp ngoài ứng dụng. Các chỗ sẽ được ghi vào lịch sử; tệp chưa bị ghi đè.", "Someone edited the file outside the program. The edits will be put on record; the file is not overwritten yet.";
        hand_edits_more(count: usize): "và {count} chỗ nữa", "and {count} more";
        hand_edits_continue: "Nhận và tiếp tục", "Take them in and go on";

        details: "Chi tiết", "Details";
        copy: "Chép", "Copy";
    }
}

impl Dialogs {
    /// "huyện A, huyện B và huyện C".
    #[must_use]
    pub fn list(self, names: &[String]) -> String {
        match names.split_last() {
            None => String::new(),
            Some((only, [])) => only.clone(),
            Some((last, rest)) => format!("{}{}{last}", rest.join(", "), self.and()),
        }
    }

    /// So many of a kind: "2 minh chứng".
    #[must_use]
    pub fn count(self, kind: &str, n: usize) -> String {
        match kind {
            "activities" => self.count_activities(n),
            "plans" => self.count_plans(n),
            "agreements" => self.count_agreements(n),
            "annexes" => self.count_annexes(n),
            "indicators" => self.count_indicators(n),
            "indicator_values" => self.count_values(n),
            "budget_lines" => self.count_lines(n),
            "payments" => self.count_payments(n),
            "evidence" => self.count_evidence(n),
            "notes" => self.count_notes(n),
            "units" => self.count_units(n),
            "houses" => self.count_houses(n),
            "school_items" => self.count_school_items(n),
            "pairs" => self.count_pairs(n),
            "recipients" => self.count_recipients(n),
            _ => self.count_others(n),
        }
    }

    /// "Xóa 1 việc và 2 minh chứng?": what goes, the thing itself first; `paths` as
    /// [`crate::edit::with_dependants`] lists them, the thing itself last.
    #[must_use]
    pub fn delete(self, paths: &[crate::model::Path]) -> String {
        let mut counts: Vec<(&str, usize)> = Vec::new();
        for path in paths.iter().rev() {
            match counts.iter_mut().find(|(kind, _)| *kind == path.kind()) {
                Some((_, n)) => *n += 1,
                None => counts.push((path.kind(), 1)),
            }
        }
        let words: Vec<String> = counts
            .into_iter()
            .map(|(kind, n)| self.count(kind, n))
            .collect();
        self.delete_question(&self.list(&words))
    }
}
