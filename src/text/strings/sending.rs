//! The texts of sending (Gửi, Chia sẻ): what the partner does not have yet, how it goes there, and what is
//! said of it outside the program.

use super::Lang;
use super::fields::Fields;
use super::findings::Findings;
use super::merge::Merge;
use crate::change::What;
use crate::insight::news::{Fact, Tally, Turn};
use crate::model::{Programme, Value};
use crate::text::date;
use crate::text::visible::visible;
use chrono::{DateTime, FixedOffset};

crate::strings! {
    /// The texts of sending.
    Sending {
        share: "Chia sẻ", "Share";
        title: "Gửi cho đối tác", "Send to a partner";
        cancel: "Hủy", "Cancel";
        to: "Gửi cho", "To";
        never: "Chưa trao đổi lần nào.", "Nothing exchanged yet.";
        last_sent(day: &str): "gửi lần cuối {day}", "last sent {day}";
        last_received(day: &str): "nhận lần cuối {day}", "last received {day}";
        lacks(party: &str, count: &str): "{party} chưa có {count} thay đổi này", "{party} lacks {count} change[s]";
        lacks_nothing(party: &str): "{party} đã được gửi mọi thay đổi.", "{party} was sent everything.";
        first_time(party: &str): "Lần đầu gửi cho {party}: tệp có toàn bộ chương trình.", "First copy for {party}: it holds the whole programme.";
        waiting(day: &str, count: &str): "Đã gửi ngày {day}, chưa thấy quay lại: {count} mục ghi.", "Sent on {day} and not seen since: {count} entries.";
        known(count: &str): "Đã thấy quay lại, nên chắc chắn bên kia có: {count} mục ghi.", "Came back, so they certainly have them: {count} entries.";
        more(count: usize): "và {count} mục khác", "and {count} more";
        first_title: "Gửi lần đầu", "The first copy";
        first_text: "Tệp có toàn bộ chương trình cùng lịch sử. Lần sau chỉ những thay đổi từ lần này được liệt kê.", "The file holds the whole programme with its history. From then on changes since this one are listed.";
        nothing_title: "Không có gì mới", "Nothing new";
        nothing_new: "Vẫn có thể gửi lại bản đang có.", "The present version can be sent again.";

        how: "Cách gửi", "How";
        way_copy: "Tệp gửi đi, qua Zalo, USB", "A copy, by Zalo or USB";
        way_copy_text: "Ghi một bản đặt tên theo ngày và bên gửi; tóm tắt được đưa vào bảng tạm để dán.", "Writes a copy named for the day and your side; the summary goes to the clipboard.";
        way_mail: "Thư nháp (.eml)", "Draft e-mail (.eml)";
        way_mail_text: "Thư có sẵn tóm tắt và tệp đính kèm. Mở thư, điền người nhận rồi gửi.", "A message with the summary and the copy attached. Open it, fill in who gets it, send.";
        way_page: "Trang xem (.html)", "A page to read (.html)";
        way_page_text: "Cho người không có chương trình: mở bằng trình duyệt, in được, không sửa được. Không ghi là đã gửi.", "For people without the program: opens in a browser, prints, cannot be edited. Not recorded as sent.";
        way_anonymised: "Bản ẩn danh (.json)", "Anonymised copy (.json)";
        way_anonymised_text: "Bỏ tên hộ, thôn và toàn bộ lịch sử. Là một tệp riêng: không gộp lại được. Không ghi là đã gửi.", "Without names of households, hamlets and all history. A file of its own that cannot be merged back. Not recorded as sent.";
        with_names: "Kèm tên hộ và thôn", "With names of households and hamlets";
        page_with_names: "Trang sẽ có tên hộ và thôn.", "The page will name households.";
        page_without_names: "Trang không có tên hộ và thôn.", "The page names no household.";

        before: "Trước khi gửi", "Before sending";
        conflicts(count: usize): "{count} xung đột còn để ngỏ sẽ đi theo tệp.", "{count} open conflict[s] travel with the file.";
        problems(count: usize): "{count} lỗi dữ liệu chưa xử lý.", "{count} problem[s] in the data.";
        see: "Xem", "See";
        unsaved: "Thay đổi chưa lưu sẽ được lưu trước khi gửi.", "Unsaved changes are saved first.";
        heavy(size: usize): "Thư nặng khoảng {size} MB; nhiều hộp thư chỉ nhận đến 20 MB.", "The message has about {size} MB; many mailboxes take 20 MB at most.";
        has_names(count: usize): "Tệp có tên của {count} hộ được hỗ trợ. Chỉ gửi cho người có trách nhiệm.", "The file names {count} household[s]. Send it only to those in charge.";
        no_file: "Chương trình chưa có chỗ lưu. Hãy lưu trước khi gửi.", "The programme has no place yet. Save it before sending.";
        save_first: "Lưu…", "Save…";
        no_side: "Đang ở chế độ chỉ xem. Chọn bên của mình trong Cài đặt để gửi tệp; trang xem và bản ẩn danh vẫn làm được.", "View only. Choose your side in Settings to send a copy; a page and an anonymised copy can be made.";
        is_newer: "Tệp do bản Đồng Hành mới hơn ghi, nên chỉ làm được trang xem.", "The file was written by a newer Đồng Hành: only a page can be made.";
        is_past: "Đang xem một phiên bản cũ. Chỉ làm được trang xem và bản ẩn danh.", "An earlier version is shown. Only a page and an anonymised copy can be made.";
        is_elsewhere: "Tệp đang mở ở máy khác. Chỉ làm được trang xem và bản ẩn danh.", "The file is open elsewhere. Only a page and an anonymised copy can be made.";
        choose_party: "Chọn ít nhất một bên nhận.", "Choose at least one party.";
        no_parties: "Chương trình chưa có bên nào khác.", "The programme has no other party.";

        go_copy(version: usize): "Ghi bản {version}…", "Write version {version}…";
        go_mail(version: usize): "Soạn thư bản {version}…", "Draft version {version}…";
        go_page: "Ghi trang xem…", "Write the page…";
        go_anonymised: "Ghi bản ẩn danh…", "Write the copy…";
        copy_summary: "Sao chép tóm tắt", "Copy the summary";
        summary_copied: "Đã sao chép tóm tắt.", "The summary was copied.";

        sent(version: usize, name: &str): "Đã ghi bản {version}: {name}. Tóm tắt ở bảng tạm, dán được vào Zalo.", "Version {version} written: {name}. The summary is on the clipboard.";
        drafted(version: usize, name: &str): "Đã soạn thư bản {version}: {name}. Mở thư để điền người nhận.", "Draft of version {version} written: {name}. Open it to fill in who gets it.";
        page_made(name: &str): "Đã ghi trang xem: {name}", "Page written: {name}";
        anonymised_made(name: &str): "Đã ghi bản ẩn danh, không có lịch sử: {name}", "Anonymised copy without history written: {name}";
        open_draft: "Mở thư", "Open it";
        open_page: "Mở trang", "Open it";
        changed_meanwhile: "Đã mở tệp khác trong khi gửi, nên lần gửi này chưa được ghi lại.", "Another file was opened meanwhile; this sending was not recorded.";
        not_a_copy(why: &str): "Bản ghi ra không khớp với chương trình ({why}), nên không gửi. Chương trình vẫn nguyên vẹn.", "The copy did not match the programme ({why}) and was not sent. The programme is intact.";

        kind_copy: "Chương trình Đồng Hành", "Đồng Hành programme";
        kind_mail: "Thư nháp", "Draft e-mail";
        kind_page: "Trang web", "Web page";
        file_name(parties: &str, day: &str, letters: &str): "Chương trình {parties} {day} {letters}", "Chương trình {parties} {day} {letters}";
        file_page(parties: &str, day: &str): "Tình hình chương trình {parties} {day}", "Tình hình chương trình {parties} {day}";
        file_anonymised(parties: &str, day: &str): "Chương trình {parties} {day} ẩn danh", "Chương trình {parties} {day} ẩn danh";

        card: "Thay đổi từ lần gửi gần nhất", "Changes since the last sending";
        card_first: "Thay đổi chưa gửi", "Changes not sent yet";
        card_aside(version: usize, day: &str): "bản {version} · gửi {day}", "version {version} · sent {day}";
        card_send(version: usize): "Gửi bản {version}…", "Send version {version}…";
        card_rest(count: usize, things: usize): "và {count} thay đổi ở {things} loại khác", "and {count} more of {things} kind[s]";
        card_nothing: "Bên kia đã được gửi mọi thay đổi.", "The others were sent everything.";
        card_view_only: "Chọn bên của mình trong Cài đặt để gửi.", "Choose your side in Settings to send.";
        party_row(party: &str, count: &str): "{party}: {count} thay đổi chưa gửi", "{party}: {count} change[s] not sent";
        lacking(count: &str): "chưa có {count} thay đổi", "lacks {count} change[s]";
        has_all: "đã được gửi đủ", "was sent everything";

        status_sent(version: usize, party: &str, day: &str): "Bản trao đổi số {version} · gửi {party} {day}", "Version {version} · sent to {party} {day}";
        status_received(version: usize, party: &str, day: &str): "Bản trao đổi số {version} · nhận từ {party} {day}", "Version {version} · received from {party} {day}";
        status_never: "Chưa gửi lần nào", "Never sent";
        somebody: "đối tác", "a partner";
        unknown_day: "không rõ ngày", "day unknown";

        programme_of(parties: &str): "Chương trình phối hợp {parties}", "Cooperation programme {parties}";
        edited(on: &str): "{on}: đã sửa", "{on}: edited";
        mail_subject(title: &str, version: usize, from: &str, day: &str): "{title}: bản {version}, {from} gửi {day}", "{title}: version {version}, {from}, {day}";
        summary_head(version: usize, from: &str, to: &str, day: &str): "Bản {version}, {from} gửi {to} ngày {day}.", "Version {version}, {from} to {to}, {day}.";
        summary_head_to(version: usize, to: &str, day: &str): "Bản {version}, gửi {to} ngày {day}.", "Version {version}, to {to}, {day}.";
        summary_by(name: &str): "Người gửi: {name}.", "Sent by {name}.";
        summary_first: "Gửi lần đầu: toàn bộ chương trình.", "First copy: the whole programme.";
        summary_since(day: &str): "Thay đổi từ lần trao đổi trước ({day}):", "Changes since the last exchange ({day}):";
        summary_since_never: "Thay đổi chưa gửi:", "Changes not sent before:";
        summary_nothing: "Không có thay đổi nào từ lần gửi trước.", "Nothing changed since the last sending.";
        summary_state(all: usize, done: usize, overdue: usize): "Hiện có {all} việc: {done} hoàn thành, {overdue} quá hạn.", "{all} activit[y/ies]: {done} done, {overdue} overdue.";
        summary_item(text: &str): "- {text}", "- {text}";
        summary_of_article(article: &str, text: &str): "{article}: {text}", "{article}: {text}";
        summary_times(line: &str, count: usize): "{line} ({count} lần)", "{line} ({count} times)";
        summary_more(count: usize): "- và {count} thay đổi khác", "- and {count} more";
        summary_conflicts(count: usize): "Còn {count} chỗ hai bên ghi khác nhau, cần thống nhất.", "{count} place[s] where the parties differ.";
        summary_file(name: &str): "Tệp: {name}", "File: {name}";
        summary_open: "Mở tệp bằng chương trình Đồng Hành để xem và gộp với bản của mình.", "Open the file with Đồng Hành to read it and merge it with yours.";
        summary_sample: "(Dữ liệu minh hoạ, không phải số liệu thật.)", "(Sample data, not real figures.)";

        n_activities_edited: "việc đã sửa", "activities edited";
        n_activities_made: "việc thêm mới", "activities added";
        n_activities_deleted: "việc đã xóa", "activities deleted";
        n_payments_made: "khoản chi mới", "payments added";
        n_payments_edited: "khoản chi đã sửa", "payments edited";
        n_evidence_made: "minh chứng kèm theo", "pieces of evidence added";
        n_made(kind: &str): "{kind}: thêm mới", "{kind}: added";
        n_edited(kind: &str): "{kind}: đã sửa", "{kind}: edited";
        n_deleted(kind: &str): "{kind}: đã xóa", "{kind}: deleted";
    }
}

impl Sending {
    /// What became of how many things, without their number: "việc đã sửa".
    #[must_use]
    pub fn tally(self, tally: &Tally) -> String {
        let known = match (&*tally.kind, tally.turn) {
            ("activities", Turn::Edited) => self.n_activities_edited(),
            ("activities", Turn::Made) => self.n_activities_made(),
            ("activities", Turn::Deleted) => self.n_activities_deleted(),
            ("payments", Turn::Made) => self.n_payments_made(),
            ("payments", Turn::Edited) => self.n_payments_edited(),
            ("evidence", Turn::Made) => self.n_evidence_made(),
            (kind, turn) => {
                let kind = Findings(self.0).kind(kind).to_lowercase();
                return match (self.0, turn) {
                    (Lang::Vi, Turn::Edited) => format!("{kind} đã sửa"),
                    (Lang::Vi, Turn::Made) => format!("{kind} mới"),
                    (Lang::Vi, Turn::Deleted) => format!("{kind} đã xóa"),
                    (Lang::En, Turn::Edited) => self.n_edited(&kind),
                    (Lang::En, Turn::Made) => self.n_made(&kind),
                    (Lang::En, Turn::Deleted) => self.n_deleted(&kind),
                };
            }
        };
        known.to_owned()
    }

    /// What is sent, by whom where that is known, to whom and when.
    #[must_use]
    pub fn head(self, version: usize, from: &str, to: &str, day: &str) -> String {
        if from.is_empty() {
            self.summary_head_to(version, to, day)
        } else {
            self.summary_head(version, from, to, day)
        }
    }

    /// One thing that the partner does not know, as a line.
    #[must_use]
    pub fn fact(self, fact: &Fact, programmes: &[&Programme]) -> String {
        let merge = Merge(self.0);
        let fields = Fields(self.0);
        let on = merge.name(&fact.on, programmes);
        let kind = fact.on.kind();
        match (&fact.what, fact.turn) {
            (What::Field(f), _) => {
                let told = |values: &[Value]| fields.values(programmes, kind, f, values.iter());
                let field = fields.field(kind, f);
                merge.value_set(&on, &field, &told(&fact.before), &told(&fact.after))
            }
            (What::Element(f, e), _) => {
                let (field, element) = (fields.field(kind, f), fields.named(programmes, e));
                if fact.after.last() == Some(&Value::Bool(true)) {
                    merge.element_in(&on, &field, &element)
                } else {
                    merge.element_out(&on, &field, &element)
                }
            }
            (What::Existence, Turn::Deleted) => {
                // What is not there any more has no name but the one that it was made with.
                let named = ["title", "name", "document", "text"];
                let named = named
                    .iter()
                    .find_map(|&key| fact.fields.get(key)?.as_text());
                match named {
                    Some(name) => {
                        let findings = Findings(self.0);
                        let on = findings.one_named(&findings.kind(kind), &visible(name));
                        merge.deleted(&on)
                    }
                    None => merge.deleted(&on),
                }
            }
            (What::Existence, _) => merge.made_new(&on),
        }
    }

    /// The day of an exchange.
    #[must_use]
    pub fn day(self, at: Option<DateTime<FixedOffset>>) -> String {
        at.map_or_else(
            || self.unknown_day().to_owned(),
            |at| date::format(at.date_naive()),
        )
    }
}
