//! The texts of the saved versions.

crate::strings! {
    /// The texts of the saved versions.
    Revisions {
        title: "Các bản đã lưu", "Saved versions";
        close: "Đóng", "Close";
        explained: "Mỗi lần lưu, bản trước đó được giữ trên máy này. Bản đã gửi, đã nhận, đã thống nhất được giữ mãi.", "With every save the version before it is kept on this computer. Those sent, received or agreed on are kept for ever.";
        listing: "Đang xem danh sách…", "Listing…";
        list_failed: "Chưa xem được danh sách", "The list cannot be read";
        none: "Chưa có bản nào", "No versions yet";
        none_text: "Lần lưu sau sẽ giữ lại bản hiện có trong tệp.", "The next save will keep what is in the file now.";
        choose: "Chọn một bản để xem", "Choose a version";
        choose_text: "Bản đang mở không thay đổi khi xem.", "Looking at one changes nothing.";
        choose_first: "Hãy chọn một bản trước", "Choose a version first";
        before_save: "trước khi lưu", "before a save";
        sent: "bản đã gửi", "sent";
        received: "bản đã nhận", "received";
        agreed: "bản đã thống nhất", "agreed on";
        aside: "bản được giữ riêng", "put aside";
        today(day: &str): "Hôm nay {day}", "Today {day}";
        yesterday(day: &str): "Hôm qua {day}", "Yesterday {day}";
        version_of(time: &str, day: &str): "Bản {time} · {day}", "Version of {time} · {day}";
        by(who: &str): "Người sửa sau cùng: {who}", "Last changed by {who}";
        reading: "Đang đọc bản này…", "Reading this version…";
        would: "Nếu khôi phục bản này", "Restoring this version would";
        same: "Giống hệt bản đang mở", "Just like what is open";
        count(kind: &str, there: usize): "{kind}: {there}", "{kind}: {there}";
        count_differs(kind: &str, there: usize, here: usize): "{kind}: {there} (đang mở: {here})", "{kind}: {there} (open: {here})";
        added: "Có thêm", "Added";
        removed: "Không còn", "Removed";
        changed: "Khác", "Changed";
        detail(label: &str, before: &str, after: &str): "{label}: {before} → {after}", "{label}: {before} → {after}";
        more(count: usize): "và {count} mục khác nữa", "and {count} more";
        more_fields(count: usize): "và {count} nội dung khác", "and {count} more field[s]";
        restore: "Khôi phục bản này", "Restore this version";
        view: "Mở để xem", "Open for viewing";
        copy: "Lưu bản sao…", "Save a copy…";
        copied(file: &str): "Đã lưu bản sao vào {file}.", "A copy was saved to {file}.";
        restored(at: &str): "Đã khôi phục bản {at}. Các thay đổi sau đó vẫn còn trong lịch sử.", "The version of {at} was restored. Later changes stay in the history.";
        already: "Bản đang mở đã giống bản này.", "What is open is just like this version already.";
        viewing_title(at: &str): "Đang xem bản {at}, chỉ xem.", "This is the version of {at}, for viewing only.";
        viewing_text: "Bản đang làm vẫn nguyên vẹn.", "Your document is intact.";
        back: "Về bản đang làm", "Back to my document";
        unreadable: "Bản này bị hỏng, không đọc được. Các bản khác không bị ảnh hưởng.", "This version is damaged and cannot be read. The others are not affected.";
        gone: "Bản này không còn trên máy.", "This version is no longer on this computer.";
        other_error(text: &str): "Chưa đọc được bản này ({text}). Hãy thử lại.", "This version cannot be read ({text}). Try again.";
        kilobytes(size: &str): "{size} KB", "{size} KB";
        on_disk_title: "Bản trên đĩa khác gì bản đang mở", "How the version on disk differs";
        on_disk_text: "Bản đang mở vẫn nguyên vẹn; chưa có gì bị ghi đè.", "What you have open is intact; nothing has been overwritten.";
        on_disk_would: "Ở bản trên đĩa", "On disk";
    }
}
