//! The texts of the history: the tab Nhật ký, who set a field, going back, shortening.

use super::findings::Findings;
use super::merge::Merge;
use super::vocabulary::Vocabulary;
use crate::change::{Blocked, CutKind, Origin};
use crate::insight::journal::Deed;
use crate::text::date;
use crate::text::number::{format_tenths, format_whole};
use crate::text::visible::visible;
use chrono::{DateTime, FixedOffset, NaiveDate};

crate::strings! {
    /// The texts of the history.
    Journal {
        title: "Nhật ký", "History";
        about(changes: &str): "{changes} thay đổi · tên và giờ theo ghi nhận của máy nhập", "{changes} change[s] · names and times as noted by each computer";
        shortened(changes: &str): "{changes} thay đổi cũ đã rút gọn", "{changes} old change[s] shortened";
        reading: "Đang đọc nhật ký…", "Reading the history…";
        failed: "Chưa đọc được nhật ký. Hãy mở lại mục này.", "The history could not be read. Open this page again.";
        searching(percent: usize): "Đang tìm… {percent} %", "Searching… {percent} %";
        list_name: "Các thay đổi", "Changes";

        search: "Tìm trong nhật ký", "Search the history";
        who: "Người sửa", "Who";
        everyone: "Mọi người", "Everyone";
        of_party(name: &str): "Bên {name}", "{name}";
        article: "Điều", "Article";
        every_article: "Mọi Điều", "All articles";
        whole: "Chung", "The whole programme";
        kind: "Loại", "Kind";
        every_kind: "Mọi loại", "All kinds";
        since: "So với lần gửi", "Since sending";
        any_time: "Mọi lúc", "At any time";
        new_for_anybody: "Từ lần gửi gần nhất", "Since last sent";
        new_for(name: &str): "{name} chưa có", "New for {name}";
        sent_on(day: &str): "gửi {day}", "sent {day}";
        never_sent: "chưa gửi lần nào", "never sent";
        only(what: &str): "Chỉ {what}", "Only {what}";
        of_field(what: &str, field: &str): "{what} · {field}", "{what} · {field}";
        stop_only(what: &str): "Bỏ lọc {what}", "Stop showing only {what}";
        clear: "Bỏ lọc", "Clear filters";
        found(found: &str, all: &str): "{found} trong {all} thay đổi", "{found} of {all} change[s]";

        empty: "Chưa có thay đổi nào", "No changes yet";
        empty_text: "Mỗi lần sửa được ghi lại ở đây: ai sửa, khi nào, từ gì thành gì.", "Every edit is noted here: who made it, when, from what to what.";
        none_found: "Không có thay đổi nào như vậy", "No such changes";
        none_found_text: "Hãy bỏ bớt điều kiện lọc.", "Loosen the filters.";
        all_sent: "Đã gửi hết", "Everything was sent";
        all_sent_text: "Từ lần gửi gần nhất chưa có thay đổi nào.", "Nothing has changed since the last sending.";

        today(day: &str): "Hôm nay, {day}", "Today, {day}";
        yesterday(day: &str): "Hôm qua, {day}", "Yesterday, {day}";
        unknown_day: "Không rõ ngày", "Day unknown";
        steps(count: usize): "{count} bước", "{count} step[s]";
        more(count: usize): "và {count} thay đổi nữa trong bước này", "and {count} more change[s] in this step";
        fewer: "Thu gọn bước này", "Fold this step";

        made: "Thêm mới", "Added";
        deleted: "Xóa", "Deleted";
        restored: "Khôi phục", "Restored";
        put_in(field: &str, element: &str): "{field}: thêm {element}", "{field}: {element} added";
        took_out(field: &str, element: &str): "{field}: bỏ {element}", "{field}: {element} removed";
        gone_value: "(đã rút gọn)", "(shortened)";
        hidden: "đang ẩn", "hidden";
        untitled(kind: &str): "{kind} chưa có tên", "{kind} without a name";
        within(kind: &str, of: &str): "{kind} của {of}", "{kind} of {of}";
        link(before: &str, after: &str): "{before} → {after}", "{before} → {after}";
        undo_mark: "hoàn tác", "undo";
        undone_mark: "đã được hoàn tác", "undone later";
        row(time: &str, who: &str, what: &str): "{time}, {who}, {what}", "{time}, {who}, {what}";
        before: "Trước", "Before";
        after: "Sau", "After";
        as_noted: "theo ghi nhận của máy nhập", "as noted by the computer";
        app_version(version: &str): "Đồng Hành {version}", "Đồng Hành {version}";

        mark_sent(to: &str): "Đã gửi cho {to}", "Sent to {to}";
        mark_sent_out: "Đã gửi đi", "Sent";
        mark_received(from: &str): "Đã nhận bản của {from}", "Received from {from}";
        mark_received_in: "Đã nhận một bản", "A copy was received";
        mark_agreement: "Một bên nhất trí", "A party agreed";
        mark_approval: "Phê duyệt kế hoạch", "A plan was approved";
        mark_version: "Bản kế hoạch", "A version of a plan";
        mark_annex: "Phụ lục có hiệu lực", "An annex came into force";
        mark_baseline: "Mốc so sánh", "A moment to compare with";
        mark(name: &str): "Mốc: {name}", "Moment: {name}";

        menu: "Thao tác với thay đổi này", "What can be done about this change";
        menu_mark: "Thao tác với mốc này", "What can be done about this moment";
        open: "Mở mục này", "Open it";
        open_gone: "Mục này đã bị xóa", "It was deleted";
        open_nowhere: "Mục này không có trang riêng", "It has no page of its own";
        take_back: "Hoàn tác thay đổi này", "Undo this change";
        take_back_step(count: usize): "Hoàn tác bước này ({count} thay đổi)", "Undo this step ({count} change[s])";
        view_then: "Xem chương trình lúc đó", "See the programme of then";
        go_back: "Khôi phục tới đây…", "Go back to here…";
        only_this: "Chỉ xem mục này", "Show this one only";
        only_field: "Chỉ xem nội dung này", "Show this field only";
        copy: "Sao chép", "Copy";
        expand: "Xem đầy đủ", "Show in full";
        collapse: "Thu gọn", "Fold";
        no_time: "Thay đổi này không ghi thời gian", "This change bears no time";
        in_the_past: "Đang xem bản cũ; hãy về bản đang làm trước", "This is an earlier version; go back to your document first";

        taken_back: "Đã hoàn tác thay đổi đó.", "The change was undone.";
        blocked_edited(on: &str): "{on} đã được sửa tiếp sau đó", "{on} was edited again since";
        blocked_by(on: &str, who: &str): "{on} đã được sửa tiếp: {who}", "{on} was edited again: {who}";
        blocked_gone(on: &str): "Giá trị cũ của {on} đã rút gọn", "The former value of {on} was shortened";
        blocked_unknown: "Không còn bản ghi đầy đủ", "The full record is no longer here";

        preparing: "Đang dựng lại chương trình lúc đó…", "Putting together the programme of then…";
        not_prepared: "Chưa dựng lại được chương trình lúc đó. Dữ liệu không thay đổi.", "The programme of then could not be put together. Nothing was changed.";
        viewing_then(at: &str): "Đang xem chương trình lúc {at}, chỉ xem.", "This is the programme of {at}, for viewing only.";
        viewing_then_text: "Theo ngày giờ các máy đã ghi. Bản đang làm vẫn nguyên vẹn.", "By the dates that the computers noted. Your document is intact.";
        viewing_mark(name: &str): "Đang xem chương trình tại mốc “{name}”, chỉ xem.", "This is the programme at “{name}”, for viewing only.";
        viewing_mark_text: "Đúng như lúc đặt mốc. Bản đang làm vẫn nguyên vẹn.", "Just as it was then. Your document is intact.";
        go_back_here: "Khôi phục tới đây…", "Go back to here…";
        go_back_title(at: &str): "Khôi phục chương trình tới {at}?", "Take the programme back to {at}?";
        go_back_text: "Ghi thành một bước mới, hoàn tác được. Mọi thay đổi sau đó vẫn còn trong nhật ký.", "Written as one new step that can be undone. All later changes stay in the history.";
        go_back_claims: "Thời điểm tính theo ngày giờ các máy đã ghi.", "The moment goes by the dates that the computers noted.";
        go_back_would: "Sau khi khôi phục", "After going back";
        go_back_counts(added: usize, removed: usize, changed: usize): "Có lại {added} mục · không còn {removed} mục · khác đi {changed} mục", "{added} back · {removed} no longer there · {changed} different";
        go_back_same: "Chương trình bây giờ đã giống lúc đó, không có gì để khôi phục.", "The programme is just as it was then; there is nothing to go back to.";
        go_back_do: "Khôi phục", "Go back";
        see_first: "Xem trước", "See it first";
        cancel: "Hủy", "Cancel";
        close: "Đóng", "Close";
        gone_back(at: &str): "Đã khôi phục tới {at}. Các thay đổi sau đó vẫn còn trong nhật ký.", "Went back to {at}. Later changes stay in the history.";

        of_this: "Lịch sử thay đổi", "Its history";
        all_of_this: "Xem tất cả trong Nhật ký", "See all of it in the history";
        who_set: "Ai đã sửa?", "Who set this?";
        who_title(field: &str): "Ai đã sửa “{field}”?", "Who set “{field}”?";
        who_now: "Đang có", "Now";
        who_conflict(count: usize): "Đang có {count} giá trị khác nhau", "{count} different value[s] stand now";
        who_before: "Trước đó", "Before that";
        who_nobody: "Chưa ai sửa", "Nobody has set it";
        who_nobody_text: "Để trống từ đầu.", "Empty from the beginning.";
        who_from(value: &str): "trước là {value}", "was {value}";
        who_older(count: usize): "và {count} lần trước nữa", "and {count} more before";
        who_in_journal: "Mở trong Nhật ký", "Open in the history";
        who_present: "có", "in it";
        who_absent: "không có", "not in it";
        who_exists: "thêm mới", "added";
        who_gone: "đã xóa", "deleted";
        who_what(value: &str, who: &str): "{value}, {who}", "{value}, {who}";
        who_settles(count: usize): "giải quyết {count} giá trị khác nhau", "settled {count} different value[s]";

        shorten: "Rút gọn lịch sử…", "Shorten the history…";
        shorten_title: "Rút gọn lịch sử", "Shorten the history";
        shorten_about: "Tệp nhỏ đi, các giá trị hiện nay không đổi.", "The file gets smaller; nothing that it says now changes.";
        shorten_weighing: "Đang tính…", "Weighing…";
        shorten_failed: "Chưa rút gọn được. Dữ liệu không thay đổi.", "The history could not be shortened. Nothing was changed.";
        shorten_not_kept: "Chưa giữ được bản đầy đủ trên máy này, nên chưa rút gọn. Dữ liệu không thay đổi.", "The full version could not be kept on this computer, so nothing was shortened.";
        shorten_nothing: "Lịch sử không có gì để rút gọn.", "There is nothing to shorten.";
        shorten_size: "Kích thước tệp", "Size of the file";
        shorten_sizes(before: &str, after: &str): "{before} → {after}", "{before} → {after}";
        shorten_keeps: "Giữ lại", "Stays";
        shorten_keeps_now(count: &str): "Giá trị đang dùng và tại các mốc: {count} thay đổi đầy đủ", "What counts now and at named moments: {count} change[s] in full";
        shorten_keeps_marks(count: usize): "{count} mốc đã gửi, nhận, nhất trí, phê duyệt, so sánh: xem được như cũ", "{count} named moment[s] (sent, received, agreed to, approved, compared with): shown as before";
        shorten_keeps_chain: "Thứ tự ai ghi sau ai: gộp với bản của bên kia vẫn đúng", "Who wrote over whom: merging with a partner’s copy stays right";
        shorten_drops: "Bỏ đi", "Goes";
        shorten_drops_values(count: &str): "Giá trị cũ của {count} thay đổi", "Former values of {count} change[s]";
        shorten_drops_days(from: &str, to: &str): "Các thời điểm từ {from} đến {to} không xem lại đầy đủ được nữa, trừ các mốc", "Moments from {from} to {to} can no longer be shown in full, but for the named ones";
        shorten_drops_undo: "Không hoàn tác riêng từng thay đổi cũ đó được nữa", "Those old changes can no longer be undone one by one";
        shorten_no_erasure: "Đây không phải là xóa dữ liệu cá nhân: giá trị đang dùng vẫn còn, các bản đã gửi và đã lưu vẫn có đủ.", "This does not erase personal data: what counts now stays, and copies that were sent or saved still hold everything.";
        shorten_way_back: "Bản đầy đủ trước khi rút gọn được giữ mãi trong “Các bản đã lưu” trên máy này.", "The full version of before is kept for ever among the saved versions on this computer.";
        shorten_do: "Rút gọn", "Shorten";
        shorten_doing: "Đang giữ bản đầy đủ…", "Keeping the full version…";
        shortened_to(before: &str, after: &str): "Đã rút gọn lịch sử: {before} còn {after}. Bản đầy đủ nằm trong Các bản đã lưu.", "The history was shortened: {before} to {after}. The full version is among the saved versions.";
        offer_title(size: &str): "Tệp đã lớn tới {size}.", "The file has grown to {size}.";
        offer_text(after: &str): "Rút gọn lịch sử sẽ còn khoảng {after}, các giá trị hiện nay không đổi.", "Shortening its history would leave about {after}; nothing that it says now changes.";
        not_now: "Để sau", "Not now";
        megabytes(size: &str): "{size} MB", "{size} MB";
        kilobytes(size: &str): "{size} KB", "{size} KB";
    }
}

impl Journal {
    /// A day as it heads its changes.
    #[must_use]
    pub fn day(self, day: Option<NaiveDate>, today: NaiveDate) -> String {
        let Some(day) = day else {
            return self.unknown_day().to_owned();
        };
        let text = date::format(day);
        if day == today {
            self.today(&text)
        } else if Some(day) == today.pred_opt() {
            self.yesterday(&text)
        } else {
            text
        }
    }

    /// A size in bytes: "248 KB", "12,3 MB".
    #[must_use]
    pub fn size(self, bytes: usize) -> String {
        const MB: usize = 1024 * 1024;
        let shown = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
        if bytes < MB {
            self.kilobytes(&format_whole(shown(bytes.div_ceil(1024))))
        } else {
            self.megabytes(&format_tenths(shown(bytes.saturating_mul(10) / MB)))
        }
    }

    /// A moment in a sentence: "14:32 19/08/2024".
    #[must_use]
    pub fn moment(self, at: DateTime<FixedOffset>) -> String {
        format!("{} {}", at.format("%H:%M"), date::format(at.date_naive()))
    }

    /// Who, where no name is given.
    #[must_use]
    pub fn author(self, origin: Origin, name: &str) -> String {
        let words = Merge(self.0);
        match origin {
            Origin::Hand => words.hand().to_owned(),
            Origin::Template => words.of_template().to_owned(),
            Origin::Session if name.trim().is_empty() => words.unknown_author().to_owned(),
            Origin::Session => visible(name).into_owned(),
        }
    }

    /// What a change did to a whole thing.
    #[must_use]
    pub const fn deed(self, deed: Deed) -> &'static str {
        match deed {
            Deed::Deleted => self.deleted(),
            Deed::Restored => self.restored(),
            _ => self.made(),
        }
    }

    /// What a moment is called where nothing more is known of it.
    #[must_use]
    pub const fn mark_of(self, kind: CutKind) -> &'static str {
        match kind {
            CutKind::Sent => self.mark_sent_out(),
            CutKind::Received => self.mark_received_in(),
            CutKind::Agreement => self.mark_agreement(),
            CutKind::Approval => self.mark_approval(),
            CutKind::PlanVersion => self.mark_version(),
            CutKind::Annex => self.mark_annex(),
            CutKind::Baseline => self.mark_baseline(),
        }
    }

    /// Why a step cannot be undone; `on` names what stands in the way, `who` tells who wrote there.
    #[must_use]
    pub fn blocked(self, blocked: &Blocked, on: &str, who: Option<&str>) -> String {
        match blocked {
            Blocked::ByChange { .. } => match who {
                Some(who) => self.blocked_by(on, who),
                None => self.blocked_edited(on),
            },
            Blocked::ValueGone { .. } => self.blocked_gone(on),
            Blocked::Unknown => self.blocked_unknown().to_owned(),
        }
    }

    /// What a kind is called within a sentence: "khoản chi của …".
    #[must_use]
    pub fn kind_of(self, kind: &str) -> String {
        Findings(self.0).kind(kind)
    }

    /// The article in a list of choices.
    #[must_use]
    pub fn article_of(self, article: u8) -> String {
        match article {
            0 => self.whole().to_owned(),
            n => Vocabulary(self.0).article(&n.to_string()),
        }
    }
}
