//! The fixed words of the format: states, roles, sources, kinds of things.
//!
//! A word that this version does not know (from a newer program or a hand edit) reads as unset and
//! is reported; it stays in the file.

use super::field::{Field, Shape};
use super::value::Value;

/// Declares an enum that stands in the file as one of a few words.
macro_rules! words {
    ($($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $word:literal,)* })*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$vdoc])* $variant,)* }
        impl $name {
            /// All words, in the order of the form they stand in.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];
            /// The words as they stand in the file, in the same order.
            pub const WORDS: &'static [&'static str] = &[$($word,)*];
            /// The word in the file.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self { $(Self::$variant => $word,)* }
            }
            /// The value in the file.
            #[must_use]
            pub fn value(self) -> Value {
                Value::text(self.word())
            }
            /// The meaning of a word of the file.
            #[must_use]
            pub fn of_word(word: &str) -> Option<Self> {
                match word { $($word => Some(Self::$variant),)* _ => None }
            }
        }
        impl Field for Option<$name> {
            const SHAPE: Shape = Shape::Word($name::WORDS);
            fn parse(value: &Value) -> Result<Self, ()> {
                value.as_text().and_then($name::of_word).map(Some).ok_or(())
            }
            fn unset() -> Self {
                None
            }
        }
    )*};
}

words! {
    /// The state of an activity (DOMAIN.md §2). Near its deadline, overdue and done late are
    /// derived, never stored.
    Progress {
        /// Chưa thực hiện.
        NotStarted = "not_started",
        /// Đang thực hiện.
        InProgress = "in_progress",
        /// Hoàn thành.
        Done = "done",
        /// Tạm dừng.
        Paused = "paused",
        /// Chuyển năm sau: a linked activity stands in the next year.
        CarriedOver = "carried_over",
        /// Không thực hiện: needs a reason.
        NotDoing = "not_doing",
    }
    /// The state of an annual plan (DOMAIN.md §2). Agreement is not a state but the parties' seals.
    PlanState {
        /// Dự thảo.
        Draft = "draft",
        /// Lấy ý kiến.
        Consulting = "consulting",
        /// Đã trình.
        Submitted = "submitted",
        /// Đã phê duyệt.
        Approved = "approved",
        /// Đã ban hành: has a number and a date.
        Issued = "issued",
        /// Đang triển khai.
        InEffect = "in_effect",
        /// Đã tổng kết.
        Reviewed = "reviewed",
        /// Đã đóng.
        Closed = "closed",
        /// Tạm dừng.
        Suspended = "suspended",
        /// Hủy bỏ.
        Cancelled = "cancelled",
        /// Đã thay thế, by the next version.
        Replaced = "replaced",
    }
    /// Whose plan it is (Điều 6.1, 6.2, 7.3).
    PlanScope {
        /// Kế hoạch chung, agreed by every party (7.3).
        Joint = "joint",
        /// Kế hoạch của một bên (6.1).
        Party = "party",
        /// Kế hoạch của ngành (6.2).
        Sector = "sector",
        /// Kế hoạch của đơn vị (6.2).
        Unit = "unit",
    }
    /// The level of a unit.
    UnitLevel {
        /// Tỉnh.
        Province = "province",
        /// Huyện: until 30/06/2025.
        District = "district",
        /// Xã, thị trấn.
        Commune = "commune",
        /// Phòng, ban, ngành.
        Department = "department",
        /// Mặt trận, đoàn thể.
        MassOrganisation = "mass_organisation",
        /// Trường học, điểm trường.
        School = "school",
        /// Khác: a company, a cooperative.
        Other = "other",
    }
    /// Where money comes from (nguồn vốn). None is preset.
    FundingSource {
        /// Ngân sách huyện.
        DistrictBudget = "district_budget",
        /// Ngân sách tỉnh.
        ProvinceBudget = "province_budget",
        /// Ngân sách xã.
        CommuneBudget = "commune_budget",
        /// Chương trình mục tiêu quốc gia.
        NationalTarget = "national_target_programme",
        /// Quỹ "Vì người nghèo" (MTTQ).
        FundForThePoor = "fund_for_the_poor",
        /// Xã hội hóa.
        Donations = "donations",
        /// Doanh nghiệp.
        Enterprise = "enterprise",
        /// Đối ứng hộ gia đình.
        Household = "household",
        /// Ngày công.
        Labour = "labour",
        /// Hiện vật (quy đổi).
        InKind = "in_kind",
        /// Khác.
        Other = "other",
    }
    /// What a payment does.
    PaymentKind {
        /// Tạm ứng.
        Advance = "advance",
        /// Giải ngân.
        Disbursement = "disbursement",
        /// Thu hồi: lowers what is disbursed.
        Recovery = "recovery",
        /// Quyết toán.
        Settlement = "settlement",
    }
    /// What a dated note is for.
    NoteKind {
        /// Ghi chú.
        Note = "note",
        /// Kiểm tra, đánh giá kết quả (Điều 1.2).
        Evaluation = "evaluation",
        /// Lý do: why work in an agreed plan moved, why a figure is as it is.
        Reason = "reason",
        /// Quyết định về tiền: carrying over, cancelling.
        Decision = "decision",
    }
    /// What is done to a house.
    HouseWork {
        /// Xây mới.
        New = "new",
        /// Sửa chữa.
        Repair = "repair",
    }
    /// The shape of a party's seal; colour alone never tells parties apart.
    SealShape {
        /// A rounded square: a stone block.
        Stone = "stone",
        /// A circle: water.
        Water = "water",
        /// A diamond.
        Diamond = "diamond",
        /// A hexagon.
        Hexagon = "hexagon",
    }
}
