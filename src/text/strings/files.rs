//! The texts around files: questions before leaving, typed paths, recovery.

crate::strings! {
    /// The texts around files.
    Files {
        cancel: "Hủy", "Cancel";
        save: "Lưu", "Save";
        do_not_save: "Không lưu", "Do not save";
        open: "Mở", "Open";
        understood: "Đã hiểu", "OK";
        save_as: "Lưu thành tệp khác…", "Save as another file…";
        replace: "Ghi đè tệp chỉ đọc", "Replace the read-only file";
        restore: "Khôi phục", "Recover";
        forget: "Bỏ các thay đổi này", "Discard these changes";
        later: "Để sau", "Later";
        not_now: "Không mở", "Not now";
        unsaved_title: "Có thay đổi chưa lưu. Bạn có muốn lưu không?", "There are unsaved changes. Save them?";
        unsaved_text: "Nếu không lưu, các thay đổi từ lần lưu trước sẽ mất.", "Without saving, the changes since the last save are lost.";
        big_title: "Tệp này rất lớn", "This file is very large";
        big_text: "Tệp lớn hơn 64 MB, mở có thể lâu. Tệp không bị thay đổi khi mở.", "It is larger than 64 MB and may take long to open. Opening does not change it.";
        unreadable_title: "Chưa mở được tệp", "The file cannot be opened";
        save_failed_title: "Chưa lưu được", "Could not save";
        recovery_title: "Có thay đổi chưa lưu từ lần trước", "Unsaved changes from last time";
        recovery_text(count: &str, at: &str): "Chương trình đã dừng đột ngột. Nhật ký còn {count} thay đổi chưa lưu, ghi từ {at}. Tệp đang mở không bị ảnh hưởng.", "The program stopped unexpectedly. The journal holds {count} unsaved change[s], from {at}. The file itself is intact.";
        recovery_gone(name: &str): "Chương trình đã dừng đột ngột khi tệp “{name}” không còn ở chỗ cũ. Bản đang làm được giữ nguyên trên máy này; hãy khôi phục rồi lưu thành tệp mới.", "The program stopped unexpectedly when “{name}” was no longer where it had been. What was open is kept whole on this computer; recover it and save it as a new file.";
        path_save_title: "Lưu vào đâu?", "Where to save?";
        path_open_title: "Mở tệp nào?", "Which file?";
        path_text: "Gõ hoặc dán đường dẫn đầy đủ của tệp.", "Type or paste the full path of the file.";
        path_name: "Đường dẫn", "Path";
        path_empty: "Hãy gõ đường dẫn.", "Type a path.";
        path_missing: "Không thấy tệp này. Hãy kiểm tra lại đường dẫn.", "There is no such file. Check the path.";
        path_silent: "Nơi này không trả lời. Hãy thử lại, hoặc chọn chỗ khác.", "This place does not answer. Try again, or choose another one.";
        path_no_folder: "Không thấy thư mục này. Hãy kiểm tra lại đường dẫn.", "There is no such folder. Check the path.";
        path_exists: "Ở đó đã có một tệp cùng tên. Bấm Ghi đè để thay tệp đó, hoặc gõ tên khác.", "A file of this name is there already. Press Replace to put this in its place, or type another name.";
        overwrite: "Ghi đè", "Replace";
        open_safe: "Tệp được giữ nguyên, không bị ghi đè; dữ liệu đang mở không bị ảnh hưởng. Hãy mở bản lưu trước đó hoặc xin lại tệp.", "The file is left as it is and what is open is not affected. Open an earlier copy, or ask for the file again.";
        open_unaffected: "Dữ liệu đang mở không bị ảnh hưởng.", "What is open is not affected.";
        not_regular: "Chỗ này là thư mục hoặc thiết bị, không phải tệp.", "This is a folder or a device, not a file.";
        dangling_link: "Đường tắt này dẫn tới chỗ không có.", "This link leads nowhere.";
        read_only: "Tệp đang đặt ở chế độ chỉ đọc.", "The file is read-only.";
        verify_failed: "Bản sắp ghi đọc lại không khớp, nên chưa ghi.", "What was to be written does not read back, so it was not written.";
        changed_on_disk: "Tệp đã bị người khác hoặc máy khác sửa sau khi anh/chị mở.", "Somebody else changed the file after you opened it.";
        gone: "Tệp không còn ở chỗ cũ.", "The file is no longer where it was.";
        exists: "Ở đó đã có một tệp khác cùng tên.", "Another file of this name is there already.";
        target_too_big: "Tệp ở đó quá lớn, không phải tệp của chương trình.", "The file there is too large to be one of ours.";
        no_space: "Ổ đĩa đã hết chỗ.", "The disk is full.";
        no_permission: "Không có quyền ghi vào thư mục này.", "There is no permission to write into this folder.";
        no_writing: "Ổ đĩa, USB hoặc ổ mạng này chỉ cho đọc.", "This disk, stick or network drive can only be read.";
        in_use: "Tệp đang được chương trình khác giữ.", "Another program is using the file.";
        io_failed(text: &str): "Máy báo lỗi khi ghi: {text}.", "The system reported: {text}.";
        read_back: "Đọc lại thấy khác bản vừa ghi; ổ đĩa hoặc USB có thể bị lỗi.", "It reads back differently; the disk or USB stick may be failing.";
        old_stands: "Tệp cũ còn nguyên. Thay đổi của anh/chị vẫn đang mở và nằm trong nhật ký trên máy này.", "The old file is intact. Your changes are open here and in the journal of this computer.";
        mine_stands: "Thay đổi của anh/chị vẫn đang mở và nằm trong nhật ký trên máy này.", "Your changes are open here and in the journal of this computer.";
        theirs_stands: "Tệp ở đó không bị ghi đè. Thay đổi của anh/chị vẫn đang mở và nằm trong nhật ký trên máy này.", "The file there was not overwritten. Your changes are open here and in the journal of this computer.";
        target_unknown: "Thay đổi của anh/chị vẫn đang mở và nằm trong nhật ký trên máy này. Hãy kiểm tra tệp trước khi dùng.", "Your changes are open here and in the journal of this computer. Check the file before you use it.";
        also_left(files: &str): "Bản đầy đủ còn ở: {files}.", "Whole copies are in: {files}.";
        device_gone(text: &str): "USB hoặc ổ mạng không trả lời nữa: {text}.", "The stick or the network drive does not answer any more: {text}.";
        do_retry: "Hãy lưu lại, hoặc lưu thành tệp khác.", "Save again, or save as another file.";
        do_close_other: "Hãy đóng chương trình kia rồi lưu lại, hoặc lưu thành tệp khác.", "Close the other program and save again, or save as another file.";
        do_reconnect: "Hãy cắm lại USB hoặc nối lại ổ mạng rồi lưu lại, hoặc lưu sang ổ khác.", "Plug the stick in or connect the drive again and save again, or save to another disk.";
        do_elsewhere: "Hãy lưu thành tệp khác.", "Save as another file.";
        do_free_space: "Hãy dọn bớt chỗ rồi lưu lại, hoặc lưu sang ổ khác.", "Make room and save again, or save to another disk.";
        do_report: "Đây là lỗi của chương trình. Hãy lưu thành tệp khác và báo lại.", "This is a fault of the program. Save as another file and report it.";
    }
}
