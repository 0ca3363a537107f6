//! The texts around a file that is not as it should be: changed by others, gone, open elsewhere, slow; and the
//! earlier versions that are kept.

crate::strings! {
    /// The texts around the safety of a file.
    Safe {
        changed_title: "Tệp đã được thay đổi bên ngoài.", "The file was changed elsewhere.";
        changed_text: "Bản đang mở vẫn nguyên vẹn và có trong nhật ký; sẽ không ghi đè lên bản kia.", "What you have open is intact and in the journal; the other version will not be overwritten.";
        older_title: "Tệp trên đĩa là một bản cũ hơn.", "The file on disk is an older version.";
        older_text: "Có người đã chép bản cũ đè lên. Bản đang mở mới hơn, vẫn nguyên vẹn và có trong nhật ký.", "An older version was copied over it. What you have open is newer, intact and in the journal.";
        gone_title: "Không còn thấy tệp ở chỗ cũ.", "The file is no longer where it was.";
        gone_text: "Tệp đã bị xóa, đổi tên hoặc chuyển đi. Bản đang mở vẫn nguyên vẹn và có trong nhật ký.", "It was deleted, renamed or moved. What you have open is intact and in the journal.";
        folder_gone_title: "Không còn thấy thư mục hoặc USB chứa tệp.", "The folder or USB stick with the file is gone.";
        folder_gone_text: "Hãy cắm lại USB hoặc nối lại ổ mạng. Thay đổi vẫn được ghi vào nhật ký trên máy này.", "Plug the stick in or connect the share again. Changes still go to the journal on this computer.";
        not_file_title: "Ở chỗ của tệp nay là một thư mục.", "A folder stands where the file was.";
        not_file_text: "Bản đang mở vẫn nguyên vẹn và có trong nhật ký. Hãy lưu thành tệp khác.", "What you have open is intact and in the journal. Save it as another file.";
        unreachable_title: "Chưa đọc được tệp.", "The file cannot be read just now.";
        unreachable_text(text: &str): "Ổ mạng hoặc USB đang trục trặc ({text}). Thay đổi vẫn được ghi vào nhật ký trên máy này.", "The share or stick does not answer ({text}). Changes still go to the journal on this computer.";
        in_use_text: "Chương trình khác đang giữ tệp. Bản đang mở vẫn nguyên vẹn; thay đổi được ghi vào nhật ký trên máy này.", "Another program is using it. What you have open is intact; changes go to the journal on this computer.";
        journal_title: "Chưa ghi được nhật ký trên máy này.", "The journal on this computer cannot be written.";
        journal_text(why: &str): "{why} Nếu máy tắt đột ngột, thay đổi chưa lưu sẽ mất. Hãy lưu tệp thường xuyên.", "{why} If the computer stops, changes that are not saved are lost. Save the file often.";
        waiting_title: "Đang chờ ổ mạng…", "Waiting for the network drive…";
        waiting_look: "Tệp nằm ở nơi trả lời chậm. Anh/chị cứ làm tiếp; thay đổi được ghi vào nhật ký trên máy này.", "The file lies in a place that answers slowly. Go on working; changes go to the journal on this computer.";
        waiting_save: "Việc lưu chưa xong. Anh/chị cứ làm tiếp; thay đổi có trong nhật ký trên máy này.", "The save is not done yet. Go on working; changes are in the journal on this computer.";
        waiting_open(name: &str): "Đang mở {name}. Chưa có gì bị thay đổi.", "Opening {name}. Nothing has been changed.";
        stop_waiting: "Thôi chờ", "Stop waiting";
        stopped_saving: "Đã thôi chờ lưu. Thay đổi có trong nhật ký trên máy này; hãy lưu lại khi ổ mạng thông, hoặc lưu sang chỗ khác.", "No longer waiting for the save. Your changes are in the journal on this computer; save again when the drive answers, or save elsewhere.";
        stopped_opening(name: &str): "Đã thôi mở {name}.", "No longer opening {name}.";
        see_differences: "Xem khác gì", "See differences";
        save_other: "Lưu thành bản khác…", "Save as another file…";
        reopen: "Mở lại", "Open again";
        write_again: "Ghi lại vào chỗ cũ", "Write it there again";
        without_revision: "Lưu, không giữ bản cũ", "Save without the old version";
        reopen_title: "Mở lại bản trên đĩa?", "Open the version on disk again?";
        reopen_text: "Bản đang mở có thay đổi chưa lưu. Bản đó được giữ nguyên trong “Các bản đã lưu” rồi mới mở bản trên đĩa.", "What you have open has unsaved changes. It is kept whole among the saved versions before the one on disk is opened.";
        reopen_kept(at: &str): "Bản đang làm dở lúc {at} đã được giữ trong “Các bản đã lưu”.", "Your version of {at} is kept among the saved versions.";
        reopen_not_kept(text: &str): "Chưa giữ được bản đang mở ({text}), nên chưa mở lại. Hãy lưu thành tệp khác trước.", "What is open could not be kept ({text}), so nothing was opened. Save it as another file first.";

        newer_title: "Tệp do bản Đồng Hành mới hơn ghi.", "A newer Đồng Hành wrote this file.";
        newer_text: "Anh/chị xem được, chưa sửa được; tệp được giữ nguyên. Hãy cập nhật chương trình để sửa.", "It can be viewed, not edited; the file is left as it is. Update the program to edit it.";
        elsewhere_title: "Tệp này đang mở ở nơi khác", "This file is open elsewhere";
        elsewhere_text(user: &str, host: &str, since: &str): "{user} đang mở tệp trên máy {host}, từ {since}.", "{user} has it open on {host}, since {since}.";
        elsewhere_advice: "Nếu hai người cùng sửa, chương trình không ghi đè: bản lưu sau sẽ phải gộp với bản lưu trước.", "If both edit, nothing is overwritten: whoever saves second has to merge with the first.";
        somebody: "Có người", "Somebody";
        some_machine: "khác", "another computer";
        some_time: "lúc chưa rõ", "an unknown time";
        view_only: "Chỉ xem", "View only";
        work_on_copy: "Làm trên bản sao…", "Work on a copy…";
        go_on: "Tiếp tục sửa", "Edit all the same";
        elsewhere_banner(user: &str, host: &str): "{user} đang mở tệp này trên máy {host}.", "{user} has this file open on {host}.";
        elsewhere_banner_text: "Anh/chị đang chỉ xem.", "You are viewing only.";
        taken_title(user: &str, host: &str): "{user} vừa mở tệp này để sửa trên máy {host}.", "{user} has just opened this file for editing on {host}.";
        taken_text: "Hai người cùng sửa thì bản lưu sau phải gộp với bản lưu trước; không bản nào bị ghi đè.", "If both edit, whoever saves second has to merge; nothing is overwritten.";
        understood: "Đã hiểu", "OK";
        stale_hint(user: &str, host: &str): "{user} đã mở tệp này trên máy {host} mà chưa đóng, nhưng đã lâu không thấy hoạt động.", "{user} opened this file on {host} and never closed it, but has not been active for long.";
        copy_name(name: &str): "{name} (bản sao)", "{name} (copy)";
        read_elsewhere: "Chỉ xem", "View only";
        reason_elsewhere: "Tệp đang mở ở nơi khác. Bấm Tiếp tục sửa ở thanh thông báo để sửa tại đây.", "The file is open elsewhere. Press “Edit all the same” in the notice to edit here.";
        read_past: "Chỉ xem", "View only";
        reason_past: "Đây là một bản đã lưu trước đây. Về bản đang làm để sửa, hoặc khôi phục bản này.", "This is an earlier saved version. Go back to your document to edit, or restore this one.";

        rescue_title: "Chưa mở được tệp: tệp bị hỏng", "The file cannot be opened: it is damaged";
        rescue_safe: "Tệp hỏng được giữ nguyên, một bản của nó đã được cất riêng trên máy này; sẽ không ghi đè.", "The damaged file is left as it is, and its bytes are kept aside on this computer; it will not be overwritten.";
        intact: "Còn nguyên", "Intact";
        again: "Cần nhập lại hoặc kiểm tra", "To enter again or check";
        nothing_lost: "Không có gì", "Nothing";
        choose_rescue: "Chọn bản để đi tiếp", "Choose what to go on with";
        go_on_with: "Tiếp tục với bản này", "Go on with this version";
        open_folder: "Mở thư mục", "Open folder";
        copy_error: "Chép chi tiết lỗi", "Copy the details";
        damaged_file: "Chính tệp này", "The file itself";
        put_together: "ghép từ phần còn đọc được", "put together from what can be read";
        text_whole: "Văn bản 7 Điều, đúng nguyên văn", "The text of 7 articles, word for word";
        history_read(count: usize): "Lịch sử: {count} thay đổi", "History: {count} change[s]";
        something(kind: &str): "{kind} không rõ tên", "{kind} without a name";
        kind_cut(kind: &str): "{kind}: tệp bị cắt trước phần này", "{kind}: the file ends before this part";
        field_lost(name: &str, field: &str): "{name}: {field}", "{name}: {field}";
        part_lost(name: &str): "{name}: một phần nội dung", "{name}: a part of it";
        from_before(at: &str): "Những chỗ này lấy theo bản {at}.", "These come from the version of {at}.";
        activities(count: usize): "{count} việc", "{count} activit[y/ies]";
        more(count: usize): "và {count} chỗ nữa", "and {count} more";
        rescued(what: &str): "Đang mở bản {what}. Tệp gốc không bị ghi đè; hãy lưu thành tệp mới.", "This is the version {what}. The original was not overwritten; save this as a new file.";
    }
}
