//! The names of actions in menus and in the palette.

crate::strings! {
    /// The names of actions.
    Actions {
        new_file: "Tệp mới", "New file";
        open: "Mở tệp…", "Open file…";
        sample: "Xem dữ liệu minh hoạ", "View sample data";
        save: "Lưu", "Save";
        save_as: "Lưu thành…", "Save as…";
        versions: "Các bản đã lưu…", "Saved versions…";
        receive: "Gộp bản nhận…", "Merge a received copy…";
        close: "Đóng tệp", "Close file";
        quit: "Thoát", "Quit";
        undo: "Hoàn tác", "Undo";
        redo: "Làm lại", "Redo";
        take_back_merge: "Trở lại trước khi gộp", "Back to before the merge";
        search: "Tìm kiếm", "Search";
        next_region: "Sang vùng kế tiếp", "Next region";
        previous_region: "Về vùng trước", "Previous region";
        add_activity: "Thêm việc", "Add activity";
        delete: "Xóa", "Delete";
        go_overview: "Tổng quan", "Overview";
        go_article_1: "Điều 1", "Article 1";
        go_article_2: "Điều 2", "Article 2";
        go_article_3: "Điều 3", "Article 3";
        go_article_4: "Điều 4", "Article 4";
        go_article_5: "Điều 5", "Article 5";
        go_article_6: "Điều 6", "Article 6";
        go_article_7: "Điều 7", "Article 7";
        go_plan: "Kế hoạch năm", "Annual plans";
        go_budget: "Ngân sách", "Budget";
        go_annexes: "Phụ lục", "Annexes";
        go_journal: "Nhật ký", "History";
        who: "Ai đã sửa?", "Who set this?";
        shorten_history: "Rút gọn lịch sử…", "Shorten the history…";
        add_annex: "Thêm phụ lục", "Add annex";
        zoom_in: "Phóng to", "Zoom in";
        zoom_out: "Thu nhỏ", "Zoom out";
        zoom_reset: "Về cỡ 100%", "Reset zoom";
        toggle_theme: "Đổi giao diện sáng, tối", "Switch light and dark";
        toggle_language: "Chuyển sang tiếng Anh", "Switch to Vietnamese";
        units: "Đơn vị…", "Units…";
        recipients: "Nơi nhận…", "Recipients…";
        problems: "Kiểm tra dữ liệu…", "Check data…";
        send: "Gửi cho đối tác…", "Send to a partner…";
        import: "Nhập từ Excel…", "Import from Excel…";
        export_tables: "Xuất bảng ra Excel, CSV…", "Export tables to Excel, CSV…";
        export_a4: "Xuất biểu đồ khổ A4…", "Export the timeline on A4…";
        export_a3: "Xuất biểu đồ khổ A3…", "Export the timeline on A3…";
        export_shown: "Xuất biểu đồ như trên màn hình…", "Export the timeline as on screen…";
        export_calendar: "Xuất lịch (.ics)…", "Export a calendar (.ics)…";
        export_chart: "Lưu biểu đồ ngân sách…", "Save the chart of the budget…";
        copy_chart: "Sao chép biểu đồ ngân sách", "Copy the chart of the budget";
        copy_table: "Sao chép bảng kế hoạch", "Copy the table of the plan";
        settings: "Cài đặt…", "Settings…";
        keys_help: "Phím tắt", "Keyboard shortcuts";
        about: "Giới thiệu", "About";
    }
}
