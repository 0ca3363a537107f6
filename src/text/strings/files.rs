//! The texts around files: questions before leaving, typed paths, recovery.

crate::strings! {
    /// The texts around files.
    Files {
        cancel: "Hủy", "Cancel";
        keep: "Giữ lại", "Keep";
        delete: "Xóa", "Delete";
        save: "Lưu", "Save";
        do_not_save: "Không lưu", "Do not save";
        open: "Mở", "Open";
        understood: "Đã hiểu", "OK";
        save_as: "Lưu thành tệp khác…", "Save as another file…";
        replace: "Ghi đè tệp chỉ đọc", "Replace the read-only file";
        restore: "Khôi phục", "Recover";
        forget: "Bỏ các thay đổi này", "Discard these changes";
        later: "Để sau", "Later";
        unsaved_title: "Có thay đổi chưa lưu. Bạn có muốn lưu không?", "There are unsaved changes. Save them?";
        unsaved_text: "Nếu không lưu, các thay đổi từ lần lưu trước sẽ mất.", "Without saving, the changes since the last save are lost.";
        big_title: "Tệp này rất lớn", "This file is very large";
        big_text: "Tệp lớn hơn 64 MB, mở có thể lâu. Tệp không bị thay đổi khi mở.", "It is larger than 64 MB and may take long to open. Opening does not change it.";
        unreadable_title: "Chưa mở được tệp", "The file cannot be opened";
        save_failed_title: "Chưa lưu được", "Could not save";
        recovery_title: "Có thay đổi chưa lưu từ lần trước", "Unsaved changes from last time";
        recovery_text(count: &str, at: &str): "Chương trình đã dừng đột ngột. Nhật ký còn {count} thay đổi chưa lưu, ghi từ {at}. Tệp đang mở không bị ảnh hưởng.", "The program stopped unexpectedly. The journal holds {count} unsaved changes, from {at}. The file itself is intact.";
        delete_title(name: &str): "Xóa “{name}”?", "Delete “{name}”?";
        delete_text: "Có thể hoàn tác bằng Ctrl+Z.", "Ctrl+Z takes it back.";
        delete_more(more: usize): "Cùng {more} mục đi kèm (minh chứng, ghi chú, chỉ tiêu). Có thể hoàn tác bằng Ctrl+Z.", "With {more} attached records (evidence, notes, indicators). Ctrl+Z takes it back.";
        path_save_title: "Lưu vào đâu?", "Where to save?";
        path_open_title: "Mở tệp nào?", "Which file?";
        path_text: "Gõ hoặc dán đường dẫn đầy đủ của tệp.", "Type or paste the full path of the file.";
        path_name: "Đường dẫn", "Path";
        path_empty: "Hãy gõ đường dẫn.", "Type a path.";
        path_missing: "Không thấy tệp này. Hãy kiểm tra lại đường dẫn.", "There is no such file. Check the path.";
        path_no_folder: "Không thấy thư mục này. Hãy kiểm tra lại đường dẫn.", "There is no such folder. Check the path.";
        open_failed(detail: &str): "Không đọc được tệp ({detail}). Dữ liệu đang mở không bị ảnh hưởng.", "The file cannot be read ({detail}). What is open is not affected.";
        read_failed(line: usize, column: usize): "Tệp bị hỏng ở dòng {line}, cột {column}. Tệp được giữ nguyên, không bị ghi đè. Hãy mở bản lưu trước đó hoặc xin lại tệp.", "The file is damaged at line {line}, column {column}. It is left as it is. Open an earlier copy or ask for it again.";
        save_failed(detail: &str): "Chưa lưu được ({detail}). Tệp cũ còn nguyên; thay đổi của bạn vẫn ở đây và trong nhật ký.", "Could not save ({detail}). The old file is intact; your changes are here and in the journal.";
    }
}
