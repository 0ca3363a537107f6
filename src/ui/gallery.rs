//! Every widget on one sheet, in both themes, to look at beside the design.
//!
//! The test writes `target/…/tmp/gallery-*.png`. All names and figures here are invented.

use eframe::egui::{Align, Id, Layout, Pos2, Rangef, Rect, Ui, UiBuilder, pos2, vec2};

use super::icons::Icon;
use super::tokens::{Role, Tokens, Tone};
use super::widgets::banner::Banner;
use super::widgets::button::{ButtonKind, IconButton, PushButton};
use super::widgets::card::{Card, padded};
use super::widgets::check::{bare_checkbox, checkbox, radio};
use super::widgets::chip::{Badge, ChipFrame, StatusChip, count_badge, dashed_tag, note_badge};
use super::widgets::elide;
use super::widgets::empty::EmptyState;
use super::widgets::field::{TextDraft, TextField, field_row, message_line, read_only};
use super::widgets::money_cell::MoneyCell;
use super::widgets::paint::{self, Bullet, Cell, DiamondMark};
use super::widgets::row::ListRow;
use super::widgets::seal::{SealSize, SealState, SealStyle, seal, seals};
use super::widgets::segmented::{filter_tab, segmented};
use super::widgets::table::{Column, Sort, Table, group_head};

/// What the fields of the sheet hold.
#[derive(Default)]
pub(super) struct State {
    plain: TextDraft,
    wrong: TextDraft,
    typing: TextDraft,
    notes: TextDraft,
}

fn parties() -> [SealStyle; 4] {
    [
        SealStyle::for_party(0, "VL"),
        SealStyle::for_party(1, "CT"),
        SealStyle::for_party(2, "TT"),
        SealStyle::for_party(3, "NL"),
    ]
}

fn at(ui: &mut Ui, rect: Rect, body: impl FnOnce(&mut Ui)) {
    let layout = Layout::top_down(Align::Min);
    body(&mut ui.new_child(UiBuilder::new().max_rect(rect).layout(layout)));
}

fn rect(left: f32, top: f32, width: f32, height: f32) -> Rect {
    Rect::from_min_size(pos2(left, top), vec2(width, height))
}

/// The whole sheet, 1366×768 points, laid out like the overview of the design.
pub(super) fn sheet(ui: &mut Ui, state: &mut State) {
    let tokens = Tokens::of(ui);
    let p = &tokens.palette;
    ui.painter().rect_filled(ui.max_rect(), 0, p.bg);
    top_bar(ui, tokens);
    at(ui, rect(16.0, 60.0, 420.0, 700.0), |ui| {
        left_column(ui, state)
    });
    at(ui, rect(448.0, 60.0, 466.0, 700.0), middle_column);
    at(ui, rect(926.0, 60.0, 424.0, 700.0), right_column);
}

fn top_bar(ui: &mut Ui, tokens: &Tokens) {
    let p = &tokens.palette;
    let bar = rect(0.0, 0.0, 1366.0, 52.0);
    ui.painter().rect_filled(bar, 0, p.panel);
    let stroke = eframe::egui::Stroke::new(1.0, p.line);
    ui.painter().hline(bar.x_range(), 51.5, stroke);
    paint::logo(ui.painter(), pos2(13.0, 15.0), 22.0, p.panel, p);
    at(ui, rect(63.0, 7.0, 260.0, 40.0), |ui| {
        ui.spacing_mut().item_spacing.y = 1.0;
        elide::plain(
            ui,
            Role::CardTitle,
            "Chương trình hợp tác đến năm 2025",
            p.text,
        );
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 5.0;
            let [stone, river, ..] = parties();
            seal(ui, SealSize::Tiny, &stone, SealState::Agreed, "Vĩnh Lộc");
            elide::plain(ui, Role::Secondary, "Vĩnh Lộc", p.text2);
            seal(ui, SealSize::Tiny, &river, SealState::Agreed, "Cẩm Thủy");
            elide::plain(ui, Role::Secondary, "Cẩm Thủy  ·", p.text2);
            Icon::CheckBold.show(ui, 12.0, p.done);
            elide::plain(ui, Role::Secondary, "Đã lưu 14:32", p.text2);
        });
    });
    at(ui, rect(337.0, 11.0, 310.0, 30.0), |ui| {
        let years = ["Cả giai đoạn", "2022", "2023", "2024", "2025"];
        segmented(ui, "Năm", &years, 0);
    });
    let right = rect(653.0, 11.0, 701.0, 30.0);
    let layout = Layout::right_to_left(Align::Center);
    ui.scope_builder(UiBuilder::new().max_rect(right).layout(layout), |ui| {
        ui.spacing_mut().item_spacing.x = 12.0;
        let present = PushButton::primary("Trình chiếu").icon(Icon::Presentation);
        present.keycap("F5").show(ui);
        PushButton::new("Xuất").icon(Icon::Export).show(ui);
        PushButton::new("Chia sẻ").icon(Icon::ShareNetwork).show(ui);
        let mut draft = TextDraft::default();
        let field = TextField::new(Id::unique("search"), "Tìm")
            .hint("Tìm hoặc gõ lệnh…")
            .boxed();
        field
            .icon(Icon::MagnifyingGlass)
            .keycap("Ctrl+K")
            .show(ui, &mut draft, "");
    });
}

fn left_column(ui: &mut Ui, state: &mut State) {
    let p = &Tokens::of(ui).palette;
    ui.spacing_mut().item_spacing.y = 12.0;
    Card::titled("Nút và lựa chọn")
        .aside("mọi trạng thái")
        .show_with(
            ui,
            |ui| {
                dashed_tag(ui, Icon::Flag, "Dữ liệu minh hoạ");
            },
            |ui| {
                padded(ui, |ui| {
                    ui.spacing_mut().item_spacing.y = 6.0;
                    ui.horizontal(|ui| {
                        PushButton::primary("Ghi").keycap("Enter").show(ui);
                        PushButton::new("Gửi bản 13…")
                            .icon(Icon::PaperPlaneTilt)
                            .show(ui);
                        PushButton::quiet("Lọc").icon(Icon::Funnel).show(ui);
                        PushButton::link("Giao việc").show(ui);
                    });
                    ui.horizontal(|ui| {
                        PushButton::new("Xóa").kind(ButtonKind::Danger).show(ui);
                        let why = Some("Còn 1 mục chưa chọn.");
                        PushButton::new("Áp dụng gộp")
                            .icon(Icon::GitMerge)
                            .disabled(why)
                            .show(ui);
                        PushButton::primary("Đang chọn").show(ui).request_focus();
                        IconButton::new(Icon::ArrowUUpLeft, "Hoàn tác")
                            .keys("Ctrl+Z")
                            .show(ui);
                        IconButton::new(Icon::DotsThree, "Thêm").framed().show(ui);
                        IconButton::new(Icon::Gear, "Cài đặt")
                            .selected(true)
                            .show(ui);
                    });
                    ui.horizontal(|ui| {
                        checkbox(ui, true, "Tự động gộp", None);
                        checkbox(ui, false, "Ẩn tên hộ", None);
                        bare_checkbox(ui, true, "Chọn", None);
                        radio(ui, true, "Của tôi", None);
                        radio(ui, false, "Khác", Some("Không có."));
                    });
                });
            },
        );
    Card::titled("Ô nhập").show(ui, |ui| {
        padded(ui, |ui| fields(ui, state));
    });
    Banner {
        icon: Icon::Warning,
        tone: Tone::Overdue,
        title: "Giải ngân vượt phân bổ 7.400.000 đ",
        text: "Nguồn lồng ghép CTMTQG năm 2024.",
        actions: &["Sửa phân bổ"],
    }
    .show(ui);
    Card::titled("Nguyên văn").show(ui, |ui| {
        padded(ui, |ui| {
            elide::paragraph(
                ui,
                Role::OfficialHeading,
                "Điều 5. Hỗ trợ, cải thiện hạ tầng xã hội",
                p.text,
            );
            let text = "1. Hỗ trợ đầu tư xây dựng nhà ở cho hộ nghèo: 100.000.000 đồng/năm.";
            elide::paragraph(ui, Role::OfficialBody, text, p.text);
        });
    });
}

fn fields(ui: &mut Ui, state: &mut State) {
    let p = &Tokens::of(ui).palette;
    ui.spacing_mut().item_spacing.y = 0.0;
    let party = parties();
    field_row(ui, "Chủ trì", |ui| read_only(ui, "UBND xã Cẩm Lương"));
    field_row(ui, "Thời gian", |ui| {
        let field = TextField::new(Id::unique("plain"), "Thời gian").boxed();
        field.show(ui, &mut state.plain, "01/07 – 25/08/2024")
    });
    field_row(ui, "Hạn", |ui| {
        state
            .wrong
            .reject("31/06/2024", "Hạn phải sau ngày bắt đầu (01/07/2024).");
        TextField::new(Id::unique("wrong"), "Hạn").show(ui, &mut state.wrong, "")
    });
    field_row(ui, "Phân bổ", |ui| {
        let field = TextField::new(Id::unique("typing"), "Phân bổ")
            .amount()
            .width(120.0);
        field.boxed().show(ui, &mut state.typing, "90.000.000")
    });
    field_row(ui, "Lý do lùi", |ui| {
        let field = TextField::new(Id::unique("notes"), "Lý do lùi")
            .hint("Ghi lý do…")
            .rows(2);
        field.boxed().show(ui, &mut state.notes, "")
    });
    field_row(ui, "Kế hoạch", |ui| {
        ui.horizontal(|ui| {
            ui.add_space(8.0);
            elide::plain(ui, Role::Body, "Năm 2024", p.text);
            let pair = party.iter().take(2);
            seals(
                ui,
                SealSize::Small,
                pair.map(|s| (s, SealState::Agreed, "đồng ý")),
            );
            elide::plain(ui, Role::Secondary, "đủ 2 dấu", p.text2);
        });
    });
    message_line(
        ui,
        Icon::Note,
        "Khoản 2.3 không nêu đơn vị chủ trì.",
        p.soon,
    );
}

fn middle_column(ui: &mut Ui) {
    let tokens = Tokens::of(ui);
    let p = &tokens.palette;
    ui.spacing_mut().item_spacing.y = 12.0;
    Card::titled("Cần xử lý").show_with(
        ui,
        |ui| {
            ui.spacing_mut().item_spacing.x = 4.0;
            filter_tab(ui, "Chưa giải ngân", "2", false);
            filter_tab(ui, "Quá hạn", "4", false);
            filter_tab(ui, "Tất cả", "10", true);
        },
        |ui| {
            let [stone, river, ..] = parties();
            let rows = [
                (
                    Icon::Warning,
                    "Quá hạn 40 ngày",
                    Tone::Overdue,
                    "Đ6.2",
                    "Biên bản kiểm tra, đôn đốc quý II",
                    false,
                ),
                (
                    Icon::UserMinus,
                    "Chưa phân công",
                    Tone::Neutral,
                    "Đ2.3",
                    "Đề xuất khen thưởng năm 2024",
                    true,
                ),
                (
                    Icon::Clock,
                    "Chưa thống nhất",
                    Tone::Soon,
                    "Đ7.3",
                    "Kế hoạch năm 2025: chờ Cẩm Thủy và các xã",
                    false,
                ),
                (
                    Icon::Money,
                    "Chưa giải ngân",
                    Tone::Neutral,
                    "Đ5.2",
                    "Thiết bị dạy học 3 điểm trường",
                    false,
                ),
            ];
            for (index, (icon, status, tone, anchor, name, selected)) in
                rows.into_iter().enumerate()
            {
                let row = ListRow::new(name, tokens.row.attention).selected(selected);
                row.show(ui, Id::unique(("attention", index)), |ui| {
                    let cells = [
                        Column::fixed(134.0),
                        Column::fixed(34.0),
                        Column::flex(1.0, 60.0),
                        Column::fixed(34.0),
                        Column::fixed(14.0),
                    ];
                    let table = Table {
                        padding: 0.0,
                        gap: 6.0,
                        ..Table::new(&cells, 33.0)
                    };
                    let cells = table.cells(ui, ui.max_rect());
                    let [a, b, c, d, e] = cells[..] else { return };
                    at(ui, a.translate(vec2(0.0, 6.5)), |ui| {
                        StatusChip::new(icon, status, tone).show(ui);
                    });
                    elide::text_in(
                        ui.painter(),
                        b,
                        Align::Min,
                        Role::SecondaryStrong,
                        anchor,
                        p.text2,
                    );
                    elide::text_in(ui.painter(), c, Align::Min, Role::Body, name, p.text);
                    at(ui, d.translate(vec2(0.0, 9.0)), |ui| {
                        let second = [SealState::Agreed, SealState::Pending][index % 2];
                        seals(
                            ui,
                            SealSize::Small,
                            [(&stone, SealState::Agreed, "VL"), (&river, second, "CT")],
                        );
                    });
                    Icon::CaretRight.paint(ui.painter(), e.center(), 14.0, p.text2);
                });
            }
        },
    );
    Card::titled("Dấu, nhãn, tiến độ").show(ui, |ui| padded(ui, marks));
    Card::new().show(ui, |ui| {
        let columns = [
            Column::flex(1.0, 100.0),
            Column::fixed(100.0).right(),
            Column::fixed(100.0).right(),
        ];
        let table = Table::new(&columns, tokens.row.table);
        let sort = Sort {
            column: 1,
            descending: true,
        };
        table.head(ui, &["Năm, nguồn vốn", "Phân bổ", "Giải ngân"], Some(sort));
        group_head(ui, "Năm 2024", "đang thực hiện");
        for (index, (name, plan, spent, over)) in [
            (
                "Ngân sách huyện Vĩnh Lộc",
                "180.000.000",
                "96.000.000",
                false,
            ),
            ("Lồng ghép CTMTQG", "90.000.000", "97.400.000", true),
            ("Vận động xã hội hóa", "50.000.000", "—", false),
        ]
        .into_iter()
        .enumerate()
        {
            let (_id, row) = ui.allocate_space(vec2(ui.available_width(), 32.0));
            if over {
                ui.painter().rect_filled(row, 0, p.overdue_soft);
            }
            let row_widget = ListRow::new(name, 32.0);
            row_widget.at(ui, Id::unique(("money", index)), row, |ui| {
                let cells = table.cells(ui, row);
                let [a, b, c] = cells[..] else { return };
                elide::text_in(ui.painter(), a, Align::Min, Role::Body, name, p.text);
                MoneyCell::new(plan).paint(ui, b);
                match (spent, over) {
                    ("—", _) => MoneyCell::empty(spent).paint(ui, c),
                    (_, true) => MoneyCell::new(spent).tone(Tone::Overdue).paint(ui, c),
                    _ => MoneyCell::new(spent).paint(ui, c),
                }
            });
        }
    });
}

fn marks(ui: &mut Ui) {
    let tokens = Tokens::of(ui);
    let p = &tokens.palette;
    ui.spacing_mut().item_spacing.y = 6.0;
    for state in [SealState::Agreed, SealState::Pending] {
        ui.horizontal(|ui| {
            for size in [
                SealSize::Tiny,
                SealSize::Small,
                SealSize::Medium,
                SealSize::Large,
            ] {
                for party in &parties() {
                    seal(ui, size, party, state, "bên");
                }
            }
        });
    }
    ui.horizontal(|ui| {
        StatusChip::new(Icon::Clock, "Còn 6 ngày", Tone::Soon)
            .frame(ChipFrame::Filled)
            .show(ui);
        StatusChip::new(Icon::CheckCircle, "Đã chọn", Tone::Done)
            .frame(ChipFrame::Filled)
            .show(ui);
        StatusChip::new(Icon::CircleHalf, "Đang thực hiện", Tone::Doing).show(ui);
        StatusChip::new(Icon::UserMinus, "Chưa phân công", Tone::Neutral)
            .frame(ChipFrame::Dashed)
            .show(ui);
    });
    ui.horizontal(|ui| {
        note_badge(ui, "1 lưu ý", false);
        count_badge(ui, Badge::Overdue, "1", "1 quá hạn");
        count_badge(ui, Badge::Warning, "3", "3 cảnh báo");
        count_badge(ui, Badge::Plain, "12", "12 việc");
        count_badge(ui, Badge::Warning, "128", "128");
        let (_id, area) = ui.allocate_space(vec2(180.0, 28.0));
        let mut x = area.left() + 6.0;
        for cell in [
            Cell::Done,
            Cell::Done,
            Cell::Doing,
            Cell::Overdue,
            Cell::Idle,
            Cell::Idle,
        ] {
            let rect = Rect::from_min_size(pos2(x, area.center().y - 5.5), vec2(16.0, 11.0));
            paint::progress_cell(ui.painter(), rect, cell, tokens);
            x += 18.0;
        }
        for mark in [DiamondMark::Done, DiamondMark::Overdue, DiamondMark::Empty] {
            x += 20.0;
            paint::diamond(ui.painter(), pos2(x, area.center().y), 15.0, mark, p);
        }
    });
    let (_id, area) = ui.allocate_space(vec2(ui.available_width(), 26.0));
    paint::progress_underline(
        ui.painter(),
        Rangef::new(area.left(), area.left() + 124.0),
        area.top() + 6.0,
        0.45,
        p,
    );
    let bar = |x: f32| rect(area.left() + x, area.top() + 4.0, 44.0, 6.0);
    paint::meter(ui.painter(), bar(140.0), Some(0.6), p.accent, tokens);
    paint::meter(ui.painter(), bar(194.0), Some(1.0), p.done, tokens);
    paint::meter(ui.painter(), bar(248.0), None, p.accent, tokens);
    let hatched = rect(area.left() + 302.0, area.top(), 60.0, 14.0);
    paint::boxed(ui.painter(), hatched, 3, p.overdue_soft, p.overdue);
    paint::hatch(
        ui.painter(),
        hatched.shrink(1.0),
        5.0,
        eframe::egui::Stroke::new(1.0, p.overdue),
    );
    paint::keycap(
        ui.painter(),
        Pos2::new(area.left() + 374.0, area.top() + 7.0),
        "Ctrl+K",
        p.text3,
        p.line_strong,
        p.panel,
    );
}

fn right_column(ui: &mut Ui) {
    let tokens = Tokens::of(ui);
    let p = &tokens.palette;
    ui.spacing_mut().item_spacing.y = 12.0;
    Card::titled("Kinh phí theo năm").show_with(
        ui,
        |ui| {
            elide::plain(ui, Role::Label, "triệu đồng", p.text2);
        },
        |ui| {
            let years = [
                (
                    "2022",
                    Bullet {
                        committed: Some(0.18),
                        ..Bullet::default()
                    },
                    "",
                    "— chưa nhập —",
                    "",
                ),
                (
                    "2023",
                    Bullet {
                        committed: Some(0.61),
                        assigned: Some(0.83),
                        disbursed: Some(0.82),
                    },
                    "444,7",
                    " / 450,0",
                    "98,8%",
                ),
                (
                    "2024",
                    Bullet {
                        committed: Some(0.66),
                        assigned: Some(0.94),
                        disbursed: Some(0.54),
                    },
                    "292,9",
                    " / 510,0",
                    "57,4%",
                ),
                (
                    "2025",
                    Bullet {
                        committed: Some(0.57),
                        ..Bullet::default()
                    },
                    "",
                    "— chưa giao —",
                    "",
                ),
            ];
            for (year, bullet, spent, of, share) in years {
                let (_id, row) = ui.allocate_space(vec2(ui.available_width(), 31.0));
                let inner = row.shrink2(vec2(12.0, 0.0));
                elide::text_in(
                    ui.painter(),
                    inner,
                    Align::Min,
                    Role::CardTitle,
                    year,
                    p.text,
                );
                let chart = Rect::from_min_size(
                    pos2(inner.left() + 42.0, row.top() + 5.0),
                    vec2(196.0, 20.0),
                );
                paint::bullet_bar(ui.painter(), chart, &bullet, tokens);
                elide::text_in(
                    ui.painter(),
                    inner,
                    Align::Max,
                    Role::Secondary,
                    share,
                    p.text2,
                );
                let right = inner.right() - if share.is_empty() { 0.0 } else { 52.0 };
                let numbers = Rect::from_min_max(inner.min, pos2(right, inner.max.y));
                let of = elide::text_in(ui.painter(), numbers, Align::Max, Role::Body, of, p.text2);
                let spent_rect = Rect::from_min_max(inner.min, pos2(of.left(), inner.max.y));
                elide::text_in(
                    ui.painter(),
                    spent_rect,
                    Align::Max,
                    Role::AmountTotal,
                    spent,
                    p.text,
                );
            }
        },
    );
    Card::titled("Biểu tượng").show(ui, |ui| {
        padded(ui, |ui| {
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing = vec2(6.0, 6.0);
                for icon in Icon::ALL {
                    icon.show(ui, 16.0, p.text2);
                }
            });
        });
    });
    Card::titled("Trống").show(ui, |ui| {
        EmptyState {
            icon: Icon::Tray,
            title: "Chưa có việc nào cho khoản này.",
            text: "Văn bản ghi tháng 11 năm 2023.",
            action: Some("Thêm việc vào 5.1"),
        }
        .show(ui);
    });
    Card::titled("Cỡ chữ").show(ui, |ui| {
        padded(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            for role in [
                Role::PageTitle,
                Role::InspectorTitle,
                Role::BodyStrong,
                Role::Body,
                Role::Secondary,
                Role::Label,
            ] {
                let text = format!("{role:?}: Hỗ trợ đầu tư 1.234.567,8 ₫ → 25/08/2024");
                elide::plain(ui, role, &text, p.text);
            }
            elide::plain(
                ui,
                Role::OfficialItalic,
                "(Căn cứ vào tình hình thực tế)",
                p.text,
            );
        });
    });
}

#[cfg(test)]
mod tests;
