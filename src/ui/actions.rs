//! Everything that has a name in a menu or in the command palette: its text, its keys. One table feeds
//! menus, tooltips, the palette, and the test that no two keys clash.

use crate::text::strings::Lang;
use crate::text::strings::actions::Actions;
use eframe::egui::{Key, KeyboardShortcut, Modifiers};

const CTRL: Modifiers = Modifiers::COMMAND;
const CTRL_SHIFT: Modifiers = Modifiers::COMMAND.plus(Modifiers::SHIFT);

macro_rules! actions {
    ($($(#[doc = $doc:literal])* $name:ident $text:ident $(: $mods:expr, $key:ident)?;)*) => {
        /// Something that can be asked for by name or key.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Action { $($(#[doc = $doc])* $name,)* }
        impl Action {
            /// All of them, in the order of the menus.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];
            /// The text in menus.
            #[must_use]
            pub const fn text(self, lang: Lang) -> &'static str {
                match self { $(Self::$name => Actions(lang).$text(),)* }
            }
            /// The keys, where it has some.
            #[must_use]
            pub const fn keys(self) -> Option<KeyboardShortcut> {
                match self { $(Self::$name => actions!(@keys $($mods, $key)?),)* }
            }
        }
    };
    (@keys) => { None };
    (@keys $mods:expr, $key:ident) => { Some(KeyboardShortcut::new($mods, Key::$key)) };
}

actions! {
    /// Tệp mới, from the official text.
    New new_file: CTRL, N;
    /// Mở tệp…
    Open open: CTRL, O;
    /// Xem dữ liệu minh hoạ.
    Sample sample: CTRL, D;
    /// Lưu.
    Save save: CTRL, S;
    /// Lưu thành…
    SaveAs save_as: CTRL_SHIFT, S;
    /// Các bản đã lưu…
    Versions versions;
    /// Gộp bản nhận…
    Receive receive: CTRL, M;
    /// Đóng tệp: back to the start page.
    Close close: CTRL, W;
    /// Thoát.
    Quit quit: CTRL, Q;
    /// Hoàn tác.
    Undo undo: CTRL, Z;
    /// Làm lại.
    Redo redo: CTRL, Y;
    /// Trở lại trước khi gộp.
    TakeBackMerge take_back_merge;
    /// Tìm kiếm, gõ lệnh.
    Search search: CTRL, K;
    /// Sang vùng kế tiếp: top bar, navigation, content, inspector, status bar.
    NextRegion next_region: Modifiers::NONE, F6;
    /// Về vùng trước.
    PreviousRegion previous_region: Modifiers::SHIFT, F6;
    /// Thêm việc.
    AddActivity add_activity: Modifiers::NONE, Insert;
    /// Xóa what is selected.
    Delete delete: Modifiers::NONE, Delete;
    /// Tổng quan.
    GoOverview go_overview: Modifiers::ALT, Home;
    /// Điều 1.
    GoArticle1 go_article_1: CTRL, Num1;
    /// Điều 2.
    GoArticle2 go_article_2: CTRL, Num2;
    /// Điều 3.
    GoArticle3 go_article_3: CTRL, Num3;
    /// Điều 4.
    GoArticle4 go_article_4: CTRL, Num4;
    /// Điều 5.
    GoArticle5 go_article_5: CTRL, Num5;
    /// Điều 6.
    GoArticle6 go_article_6: CTRL, Num6;
    /// Điều 7.
    GoArticle7 go_article_7: CTRL, Num7;
    /// Kế hoạch năm.
    GoPlan go_plan: CTRL, Num8;
    /// Ngân sách.
    GoBudget go_budget: CTRL, Num9;
    /// Phụ lục.
    GoAnnexes go_annexes: CTRL_SHIFT, L;
    /// Nhật ký.
    GoJournal go_journal: CTRL_SHIFT, H;
    /// Ai đã sửa?, of the field that has the keyboard.
    Who who: CTRL, H;
    /// Rút gọn lịch sử…
    ShortenHistory shorten_history;
    /// Thêm phụ lục.
    AddAnnex add_annex;
    /// Phóng to.
    ZoomIn zoom_in: CTRL, Plus;
    /// Thu nhỏ.
    ZoomOut zoom_out: CTRL, Minus;
    /// Cỡ chữ 100 %.
    ZoomReset zoom_reset: CTRL, Num0;
    /// Giao diện sáng / tối.
    ToggleTheme toggle_theme;
    /// Tiếng Việt / English.
    ToggleLanguage toggle_language;
    /// Đơn vị…
    Units units;
    /// Nơi nhận…
    Recipients recipients;
    /// Kiểm tra dữ liệu…
    Problems problems;
    /// Gửi cho đối tác…
    Send send: CTRL_SHIFT, G;
    /// Nhập từ Excel…
    Import import: CTRL, I;
    /// Xuất bảng ra Excel, CSV…
    ExportTables export_tables: CTRL, E;
    /// Xuất biểu đồ thời gian, khổ A4…
    ExportA4 export_a4;
    /// Xuất biểu đồ thời gian, khổ A3…
    ExportA3 export_a3;
    /// Xuất biểu đồ thời gian như trên màn hình…
    ExportShown export_shown;
    /// Xuất lịch (.ics)…
    ExportCalendar export_calendar;
    /// Lưu biểu đồ ngân sách…
    ExportChart export_chart;
    /// Sao chép biểu đồ ngân sách.
    CopyChart copy_chart;
    /// Sao chép bảng.
    CopyTable copy_table;
    /// Cài đặt…
    Settings settings: CTRL, Comma;
    /// Phím tắt.
    Keys keys_help: Modifiers::NONE, F1;
    /// Giới thiệu.
    About about;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_action_has_a_text_and_no_keys_clash() {
        let mut keys = Vec::new();
        for action in Action::ALL {
            for lang in [Lang::Vi, Lang::En] {
                assert!(!action.text(lang).is_empty());
            }
            keys.extend(action.keys().map(|k| (k, action)));
        }
        for (i, (a, action)) in keys.iter().enumerate() {
            for (b, other) in &keys[i + 1..] {
                assert_ne!(a, b, "{action:?} and {other:?}");
            }
        }
    }
}
