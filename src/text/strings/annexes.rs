//! The texts of the annexes (Phụ lục, Điều 7.2).

use crate::insight::{AnnexStanding, AnnexState};
use crate::text::date;
use chrono::NaiveDate;

crate::strings! {
    /// The texts of the annexes.
    Annexes {
        title: "Phụ lục", "Annexes";
        about: "sửa đổi, bổ sung Chương trình (Điều 7.2)", "amendments of the Programme (Article 7.2)";
        add: "Thêm phụ lục", "Add annex";
        empty: "Chưa có phụ lục", "No annexes yet";
        empty_text: "Sửa đổi, bổ sung Chương trình phải được các bên nhất trí bằng văn bản (Điều 7.2).", "The Programme is changed or added to only by agreement of the parties in writing (Article 7.2).";
        numbered(number: &str): "Phụ lục {number}", "Annex {number}";
        unnumbered: "Phụ lục chưa có số", "Annex without a number";
        untitled: "Chưa có tên", "No title yet";

        col_number: "Số", "Number";
        col_title: "Tên phụ lục, điều khoản sửa đổi, bổ sung", "Title, clauses amended";
        col_parties: "Các bên", "Parties";
        col_state: "Trạng thái", "State";
        no_clauses: "Chưa chọn khoản", "No clause chosen";
        row(name: &str, title: &str, state: &str): "{name}, {title}. {state}", "{name}, {title}. {state}";
        signed(date: &str): "ký {date}", "signed {date}";
        since(date: &str): "từ {date}", "since {date}";

        draft: "Dự thảo", "Draft";
        partly(agreed: usize, parties: usize): "{agreed}/{parties} bên nhất trí", "{agreed} of {parties} parties agreed";
        agreed: "Các bên đã nhất trí", "All parties agreed";
        coming(date: &str): "Có hiệu lực từ {date}", "In force from {date}";
        in_force: "Có hiệu lực", "In force";

        number: "Số", "Number";
        number_hint: "Ví dụ: 1, I", "Such as 1 or I";
        title_field: "Tên", "Title";
        title_hint: "Về việc gì", "What it is about";
        text: "Nội dung sửa đổi, bổ sung", "What is changed or added";
        text_hint: "Ghi đúng lời văn bản", "In the words of the document";
        clauses_head: "Điều, khoản sửa đổi, bổ sung", "Clauses amended";
        add_clause: "Thêm điều, khoản", "Add a clause";
        remove_clause(clause: &str): "Bỏ {clause}", "Remove {clause}";
        clause_gone(id: &str): "Không có “{id}” trong văn bản", "“{id}” is not in the text";
        find_clause: "Tìm điều, khoản", "Find a clause";
        open_clause(clause: &str): "Mở {clause}", "Open {clause}";
        signed_on: "Ngày ký", "Signed on";
        in_force_on: "Hiệu lực từ", "In force from";
        day_hint: "Ví dụ: 05/02/2024", "Such as 05/02/2024";
        note: "Ghi chú", "Note";
        delete: "Xóa phụ lục", "Delete the annex";
        close: "Đóng", "Close";
        gone: "Phụ lục này không còn nữa.", "This annex is not here any more.";
        fixed: "Phụ lục đã có hiệu lực, nội dung giữ nguyên. Cần sửa thì lập phụ lục mới; nếu ghi nhầm thì bỏ ngày có hiệu lực trước.", "The annex is in force and its content stays as it is. Make another annex to change it; if it was recorded by mistake, take the day of coming into force back first.";
        ready: "Các bên đã nhất trí. Ghi ngày để phụ lục có hiệu lực.", "All parties agreed. Record the day from which it is in force.";

        agreements: "Nhất trí (Điều 7.2)", "Agreement (Article 7.2)";
        agreed_seal(party: &str): "{party} đã nhất trí", "{party} agreed";
        changed_seal(party: &str): "{party}: đã thay đổi sau khi nhất trí", "{party}: changed after it agreed";
        pending_seal(party: &str): "Chờ {party} nhất trí", "Awaiting {party}";
        not_agreed: "Chưa nhất trí", "Not agreed";
        record: "Ghi nhất trí", "Record";
        record_of(party: &str): "Ghi nhất trí của {party}", "Record the agreement of {party}";
        changed_after: "Đã thay đổi sau khi nhất trí", "Changed after the agreement";
        changed_open(party: &str): "Đã thay đổi sau khi {party} nhất trí. Xem các thay đổi", "Changed after {party} agreed. Show the changes";
        renew: "Ghi nhất trí lại", "Record it anew";
        renew_of(party: &str): "Ghi nhất trí lại của {party}", "Record the agreement of {party} anew";
        remove_of(party: &str): "Xóa nhất trí của {party}", "Remove the agreement of {party}";
        unknown_standing: "Không rõ nội dung khi nhất trí", "What was agreed to is not known";
        of_annex: "Phụ lục", "The annex";
        changes_title(party: &str): "Thay đổi sau khi {party} nhất trí", "Changes since {party} agreed";

        moment_agreed(party: &str, annex: &str): "{party} nhất trí {annex}", "{party} agreed to {annex}";
        moment_in_force(annex: &str, date: &str): "{annex} có hiệu lực, {date}", "{annex} in force, {date}";

        badge(annex: &str, date: &str): "Sửa đổi, bổ sung bởi {annex} (có hiệu lực {date})", "Amended by {annex} (in force {date})";
        badge_open(annex: &str): "Mở {annex}", "Open {annex}";
        consolidated: "Bản hợp nhất", "Consolidated";
        consolidated_hint: "Hiện nội dung phụ lục có hiệu lực dưới khoản được sửa đổi, bổ sung. Văn bản gốc giữ nguyên.", "Shows the text of annexes in force below the clauses that they amend. The official text stays as it is.";
    }
}

impl Annexes {
    /// What an annex is called: by its number, else by its title.
    #[must_use]
    pub fn name(self, number: &str, title: &str) -> String {
        match (number.trim(), title.trim()) {
            ("", "") => self.unnumbered().to_owned(),
            ("", title) => self.numbered(&format!("“{title}”")),
            (number, _) => self.numbered(number),
        }
    }

    /// The word for how far an annex is.
    #[must_use]
    pub fn state(self, standing: &AnnexStanding, in_force_on: Option<NaiveDate>) -> String {
        match standing.state {
            AnnexState::Draft => self.draft().to_owned(),
            AnnexState::Partly => self.partly(standing.agreed, standing.parties),
            AnnexState::Agreed => self.agreed().to_owned(),
            AnnexState::Coming => self.coming(&in_force_on.map(date::format).unwrap_or_default()),
            AnnexState::InForce => self.in_force().to_owned(),
        }
    }
}
