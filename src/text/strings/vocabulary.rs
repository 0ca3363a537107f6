//! The words of the domain: states, roles, sources, kinds. DOMAIN.md §2 fixes them; every view uses
//! these and no others.

use crate::insight::{ReportGroup, Requirement, Standing};
use crate::model::{
    FundingSource, HouseWork, NoteKind, PaymentKind, PlanScope, PlanState, Progress, UnitLevel,
};

crate::strings! {
    /// The words of the domain.
    Vocabulary {
        not_started: "Chưa thực hiện", "Not started";
        in_progress: "Đang thực hiện", "In progress";
        done: "Hoàn thành", "Done";
        paused: "Tạm dừng", "Paused";
        carried_over: "Chuyển năm sau", "Carried over";
        not_doing: "Không thực hiện", "Not doing";
        overdue: "Quá hạn", "Overdue";
        soon: "Sắp đến hạn", "Due soon";
        overdue_days(days: i64): "Quá hạn {days} ngày", "{days} day[s] overdue";
        days_left(days: i64): "Còn {days} ngày", "{days} day[s] left";
        due_today: "Hạn hôm nay", "Due today";
        done_late_days(days: i64): "Hoàn thành quá hạn {days} ngày", "Done {days} day[s] late";
        no_deadline: "Chưa có thời hạn", "No deadline";
        unassigned: "Chưa phân công", "Unassigned";
        all_parties_lead: "Các bên cùng chủ trì", "All parties lead";
        unknown_unit(id: &str): "Không rõ ({id})", "Unknown ({id})";
        article(anchor: &str): "Điều {anchor}", "Article {anchor}";
        short_article(anchor: &str): "Điều {anchor}", "Art. {anchor}";
        dash(anchor: &str, point: u8): "{anchor} gạch {point}", "{anchor} dash {point}";
        year(year: i32): "Năm {year}", "Year {year}";
        whole_period: "Cả giai đoạn", "Whole period";
        sample_data: "Dữ liệu minh hoạ", "Sample data";
        lead: "Chủ trì", "Lead";
        coordinating: "Phối hợp", "Coordinating";
        benefiting: "Thụ hưởng", "Beneficiaries";
        plan_draft: "Dự thảo", "Draft";
        plan_consulting: "Lấy ý kiến", "Consulting";
        plan_submitted: "Đã trình", "Submitted";
        plan_approved: "Đã phê duyệt", "Approved";
        plan_issued: "Đã ban hành", "Issued";
        plan_in_effect: "Đang triển khai", "In effect";
        plan_reviewed: "Đã tổng kết", "Reviewed";
        plan_closed: "Đã đóng", "Closed";
        plan_suspended: "Tạm dừng", "Suspended";
        plan_cancelled: "Hủy bỏ", "Cancelled";
        plan_replaced: "Đã thay thế", "Replaced";
        scope_joint: "Kế hoạch chung", "Joint plan";
        scope_party: "Kế hoạch của huyện", "District plan";
        scope_sector: "Kế hoạch ngành", "Sector plan";
        scope_unit: "Kế hoạch đơn vị", "Unit plan";
        level_province: "Tỉnh", "Province";
        level_district: "Huyện", "District";
        level_commune: "Xã, thị trấn", "Commune";
        level_department: "Phòng, ban, ngành", "Department";
        level_mass_organisation: "Mặt trận, đoàn thể", "Mass organisation";
        level_school: "Trường học", "School";
        level_other: "Khác", "Other";
        source_district_budget: "Ngân sách huyện", "District budget";
        source_province_budget: "Ngân sách tỉnh", "Province budget";
        source_commune_budget: "Ngân sách xã", "Commune budget";
        source_national_target: "CTMTQG", "National target programme";
        source_fund_for_the_poor: "Quỹ “Vì người nghèo”", "Fund for the Poor";
        source_donations: "Xã hội hóa", "Donations";
        source_enterprise: "Doanh nghiệp", "Enterprise";
        source_household: "Đối ứng hộ gia đình", "Household share";
        source_labour: "Ngày công", "Labour";
        source_in_kind: "Hiện vật (quy đổi)", "In kind";
        source_other: "Khác", "Other";
        source_none: "Chưa ghi nguồn", "No source recorded";
        committed: "Cam kết", "Committed";
        estimate: "Dự toán giao", "Estimate";
        allocated: "Phân bổ", "Allocated";
        advanced: "Tạm ứng", "Advanced";
        disbursed: "Giải ngân", "Disbursed";
        recovered: "Thu hồi", "Recovered";
        settled: "Quyết toán", "Settled";
        remaining: "Còn lại", "Remaining";
        carried_funds: "Chuyển nguồn", "Carried funds";
        cancelled_funds: "Hủy dự toán", "Cancelled";
        rate: "Tỷ lệ", "Rate";
        note: "Ghi chú", "Note";
        evaluation: "Kiểm tra, đánh giá", "Evaluation";
        reason_note: "Lý do thay đổi", "Reason for a change";
        decision_note: "Quyết định", "Decision";
        carried_out: "Chuyển sang năm sau", "Carried into next year";
        house_new: "Xây mới", "New";
        house_repair: "Sửa chữa", "Repair";
        need_plan: "Kế hoạch", "Plan";
        need_time: "Thời hạn", "Deadline";
        done_on_time: "Hoàn thành đúng hạn", "Done on time";
        done_late: "Hoàn thành quá hạn", "Done late";
        running_on_time: "Đang thực hiện trong hạn", "In progress, on time";
        running_late: "Đang thực hiện quá hạn", "In progress, late";
        dong: "đồng", "đồng";
        million_dong: "triệu đồng", "million đồng";
    }
}

impl Vocabulary {
    /// A standing in words: "Quá hạn 19 ngày".
    #[must_use]
    pub fn standing(self, standing: Standing) -> String {
        match standing {
            Standing::Overdue { days, .. } => self.overdue_days(days),
            Standing::Soon { days: 0, .. } => self.due_today().to_owned(),
            Standing::Soon { days, .. } => self.days_left(days),
            Standing::Done => self.done().to_owned(),
            Standing::DoneLate { days } => self.done_late_days(days),
            Standing::InProgress => self.in_progress().to_owned(),
            Standing::NotStarted => self.not_started().to_owned(),
            Standing::Paused => self.paused().to_owned(),
            Standing::CarriedOver => self.carried_over().to_owned(),
            Standing::NotDoing => self.not_doing().to_owned(),
        }
    }

    /// The word for the state of an activity.
    #[must_use]
    pub const fn progress(self, word: Progress) -> &'static str {
        match word {
            Progress::NotStarted => self.not_started(),
            Progress::InProgress => self.in_progress(),
            Progress::Done => self.done(),
            Progress::Paused => self.paused(),
            Progress::CarriedOver => self.carried_over(),
            Progress::NotDoing => self.not_doing(),
        }
    }

    /// The word for the state of a plan.
    #[must_use]
    pub const fn plan_state(self, word: PlanState) -> &'static str {
        match word {
            PlanState::Draft => self.plan_draft(),
            PlanState::Consulting => self.plan_consulting(),
            PlanState::Submitted => self.plan_submitted(),
            PlanState::Approved => self.plan_approved(),
            PlanState::Issued => self.plan_issued(),
            PlanState::InEffect => self.plan_in_effect(),
            PlanState::Reviewed => self.plan_reviewed(),
            PlanState::Closed => self.plan_closed(),
            PlanState::Suspended => self.plan_suspended(),
            PlanState::Cancelled => self.plan_cancelled(),
            PlanState::Replaced => self.plan_replaced(),
        }
    }

    /// The word for whose plan it is.
    #[must_use]
    pub const fn plan_scope(self, word: PlanScope) -> &'static str {
        match word {
            PlanScope::Joint => self.scope_joint(),
            PlanScope::Party => self.scope_party(),
            PlanScope::Sector => self.scope_sector(),
            PlanScope::Unit => self.scope_unit(),
        }
    }

    /// The word for a unit's level.
    #[must_use]
    pub const fn level(self, word: UnitLevel) -> &'static str {
        match word {
            UnitLevel::Province => self.level_province(),
            UnitLevel::District => self.level_district(),
            UnitLevel::Commune => self.level_commune(),
            UnitLevel::Department => self.level_department(),
            UnitLevel::MassOrganisation => self.level_mass_organisation(),
            UnitLevel::School => self.level_school(),
            UnitLevel::Other => self.level_other(),
        }
    }

    /// The word for a source of money.
    #[must_use]
    pub const fn source(self, word: Option<FundingSource>) -> &'static str {
        match word {
            None => self.source_none(),
            Some(FundingSource::DistrictBudget) => self.source_district_budget(),
            Some(FundingSource::ProvinceBudget) => self.source_province_budget(),
            Some(FundingSource::CommuneBudget) => self.source_commune_budget(),
            Some(FundingSource::NationalTarget) => self.source_national_target(),
            Some(FundingSource::FundForThePoor) => self.source_fund_for_the_poor(),
            Some(FundingSource::Donations) => self.source_donations(),
            Some(FundingSource::Enterprise) => self.source_enterprise(),
            Some(FundingSource::Household) => self.source_household(),
            Some(FundingSource::Labour) => self.source_labour(),
            Some(FundingSource::InKind) => self.source_in_kind(),
            Some(FundingSource::Other) => self.source_other(),
        }
    }

    /// The word for what a payment does.
    #[must_use]
    pub const fn payment(self, word: PaymentKind) -> &'static str {
        match word {
            PaymentKind::Advance => self.advanced(),
            PaymentKind::Disbursement => self.disbursed(),
            PaymentKind::Recovery => self.recovered(),
            PaymentKind::Settlement => self.settled(),
        }
    }

    /// The word for what a note is for.
    #[must_use]
    pub const fn note_kind(self, word: NoteKind) -> &'static str {
        match word {
            NoteKind::Note => self.note(),
            NoteKind::Evaluation => self.evaluation(),
            NoteKind::Reason => self.reason_note(),
            NoteKind::Decision => self.decision_note(),
        }
    }

    /// The word for what is done to a house.
    #[must_use]
    pub const fn house_work(self, word: HouseWork) -> &'static str {
        match word {
            HouseWork::New => self.house_new(),
            HouseWork::Repair => self.house_repair(),
        }
    }

    /// The word for what Điều 1.2 asks.
    #[must_use]
    pub const fn requirement(self, word: Requirement) -> &'static str {
        match word {
            Requirement::Plan => self.need_plan(),
            Requirement::Lead => self.lead(),
            Requirement::Beneficiary => self.benefiting(),
            Requirement::Coordination => self.coordinating(),
            Requirement::Time => self.need_time(),
            Requirement::Evaluation => self.evaluation(),
        }
    }

    /// The word for a group of a report.
    #[must_use]
    pub const fn report_group(self, word: ReportGroup) -> &'static str {
        match word {
            ReportGroup::DoneOnTime => self.done_on_time(),
            ReportGroup::DoneLate => self.done_late(),
            ReportGroup::RunningOnTime => self.running_on_time(),
            ReportGroup::RunningLate => self.running_late(),
            ReportGroup::NotStarted => self.not_started(),
            ReportGroup::Paused => self.paused(),
            ReportGroup::CarriedOver => self.carried_over(),
            ReportGroup::NotDoing => self.not_doing(),
        }
    }
}
