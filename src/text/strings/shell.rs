//! The texts of the window's frame: top bar, navigation, status bar, search, start.

crate::strings! {
    /// The texts of the window's frame.
    Shell {
        app_name: "Đồng Hành", "Đồng Hành";
        programme_until(year: i32): "Chương trình hợp tác đến năm {year}", "Programme to {year}";
        saved_at(time: &str): "Đã lưu {time}", "Saved {time}";
        saved: "Đã lưu", "Saved";
        saving: "Đang lưu…", "Saving…";
        not_saved: "Chưa lưu", "Not saved";
        not_saved_yet: "Chưa có tệp", "No file yet";
        save_failed: "Chưa lưu được", "Could not save";
        view_only: "Chỉ xem", "View only";
        newer_file: "Tệp của phiên bản mới hơn, chỉ xem", "File of a newer version, view only";
        no_place: "Chưa có chỗ lưu, chỉ xem", "No place of its own, view only";
        years: "Chọn năm", "Years";
        search_hint: "Tìm hoặc gõ lệnh…", "Search or type a command…";
        search_name: "Tìm kiếm", "Search";
        nothing_found(query: &str): "Không tìm thấy “{query}”. Thử bỏ bớt từ.", "Nothing found for “{query}”. Try fewer words.";
        found_commands: "Lệnh", "Commands";
        found_clauses: "Văn bản", "Text";
        found_activities: "Việc", "Activities";
        found_plans: "Kế hoạch", "Plans";
        more_found(count: usize): "và {count} kết quả nữa", "and {count} more";
        nav_name: "Điều hướng", "Navigation";
        nav_text: "Văn bản chương trình", "Programme text";
        nav_work: "Thực hiện", "Work";
        nav_records: "Hồ sơ", "Records";
        export: "Xuất", "Export";
        menu: "Trình đơn", "Menu";
        menu_file: "Tệp", "File";
        menu_edit: "Chỉnh sửa", "Edit";
        menu_view: "Xem", "View";
        menu_data: "Dữ liệu", "Data";
        menu_help: "Trợ giúp", "Help";
        overdue_count(count: usize): "{count} việc quá hạn", "{count} overdue";
        warning_count(count: usize): "{count} việc cần xử lý", "{count} need attention";
        overdue_and_warnings(overdue: usize, warnings: usize): "{overdue} quá hạn · {warnings} cảnh báo", "{overdue} overdue · {warnings} warning[s]";
        today(date: &str): "Hôm nay {date}", "Today {date}";
        unsaved_file: "Chưa đặt tên tệp", "Unnamed file";
        kilobytes(size: u64): "{size} KB", "{size} KB";
        zoom(percent: i64): "{percent}%", "{percent}%";
        focal_of(party: &str): "Làm việc cho {party}", "For {party}";
        change_author: "Đổi tên hoặc bên", "Change name or side";
        nobody: "Chưa ghi tên", "No name yet";
        close_inspector: "Đóng ô chi tiết", "Close details";
        progress_of(done: usize, all: usize): "{done} trên {all} việc hoàn thành", "{done} of {all} done";
        nothing_to_undo: "Không còn gì để hoàn tác.", "Nothing left to undo.";
        nothing_to_redo: "Không còn gì để làm lại.", "Nothing to redo.";
        undone: "Đã hoàn tác", "Undone";
        redone: "Đã làm lại", "Redone";
        undo_blocked(what: &str): "Chưa hoàn tác được: “{what}” đã được sửa tiếp.", "Cannot undo: “{what}” was changed since.";
        undo_gone(what: &str): "Chưa hoàn tác được: giá trị cũ của “{what}” không còn trong lịch sử.", "Cannot undo: the old value of “{what}” is gone.";
        reason_view_only: "Đang ở chế độ chỉ xem. Chọn bên và ghi tên trong Cài đặt để sửa.", "View only. Choose a side and name in Settings to edit.";
        reason_newer: "Tệp do phiên bản mới hơn tạo nên chỉ xem được.", "Made by a newer version: view only.";
        reason_no_place: "Chọn nơi lưu tệp trước khi sửa.", "Choose a place for the file before editing.";
        nothing_to_undo_short: "Chưa có gì để hoàn tác", "Nothing to undo";
        nothing_to_redo_short: "Chưa có gì để làm lại", "Nothing to redo";
        created(what: &str): "Đã thêm “{what}”.", "Added “{what}”.";
        deleted: "Đã xóa", "Deleted";
        copied: "Đã sao chép", "Copied";
        opening(name: &str): "Đang mở {name}…", "Opening {name}…";
        passing_title: "Tệp đang nằm ở thư mục tạm.", "This file lies in a temporary folder.";
        passing_text: "Tệp mở thẳng từ thư, Zalo hoặc tệp nén có thể bị máy xóa mất. Hãy chọn nơi lưu trước khi sửa.", "A file opened straight from mail or an archive may be deleted by the system. Choose a place for it before editing.";
        choose_place: "Chọn nơi lưu…", "Choose a place…";
        unnamed_title: "Tệp này chưa được lưu vào máy.", "This file is not on disk yet.";
        sample_note: "Số liệu giả định, không phải số liệu thật", "Invented figures, not real data";
        file_dialog_title_open: "Mở tệp chương trình", "Open a programme file";
        file_dialog_title_save: "Lưu tệp chương trình", "Save the programme file";
        file_kind: "Tệp chương trình Đồng Hành", "Đồng Hành programme file";
        default_name: "chuong-trinh.donghanh.json", "programme.donghanh.json";
        renderer_failed: "Không mở được cửa sổ: máy không có màn hình hoặc trình điều khiển đồ họa dùng được. Hãy cập nhật trình điều khiển đồ họa, hoặc dùng lệnh “dong-hanh render” để xem bằng ảnh.", "The window cannot be opened: no display or no usable graphics driver. Update the graphics driver, or use “dong-hanh render” to see pictures.";
        crashed: "Chương trình dừng vì lỗi. Các thay đổi đã nằm trong nhật ký; mở lại tệp để khôi phục.", "The program stopped because of an error. Your changes are in the journal; open the file again to recover them.";
        search_keys: "Ctrl+K", "Ctrl+K";
        replayed(count: usize): "Đã khôi phục {count} thay đổi chưa lưu.", "Recovered {count} unsaved change[s].";
        hand_edited(count: usize): "Đã nhận {count} chỗ sửa tay trong tệp.", "Took in {count} hand edit[s] from the file.";
    }
}
