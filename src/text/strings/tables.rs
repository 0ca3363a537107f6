//! The texts of the tables that go to spreadsheets and come back: headings, totals, what stands in
//! for a figure. The headings are those of the official annexes (DOMAIN.md §3).

crate::strings! {
    /// The texts of the tables that go to spreadsheets and come back.
    Tables {
        lines_title: "Kinh phí thực hiện", "Funding";
        payments_title: "Chứng từ chi", "Payments";
        houses_title: "Hỗ trợ nhà ở cho hộ nghèo", "Houses of poor households";
        schools_title: "Hỗ trợ thiết bị cho điểm trường", "Equipment of school sites";
        activities_title: "Kết quả thực hiện", "Results";
        lines_sheet: "Kinh phí", "Funding";
        payments_sheet: "Chứng từ", "Payments";
        houses_sheet: "Nhà ở", "Houses";
        schools_sheet: "Điểm trường", "School sites";
        activities_sheet: "Kết quả", "Results";
        of_year(title: &str, year: i32): "{title} năm {year}", "{title} in {year}";
        unit_dong: "Đơn vị tính: đồng", "Unit: đồng";
        names_hidden: "Không nêu tên hộ và thôn.", "Names of households and hamlets are left out.";
        hidden_name: "(không nêu tên)", "(name left out)";
        total: "Tổng cộng", "Total";
        total_computed: "Tổng cộng (cam kết: số tính)", "Total (commitments: computed)";
        total_of(what: &str): "Tổng {what}", "Total of {what}";
        conflict(amounts: &str): "Chưa thống nhất: {amounts}", "In conflict: {amounts}";
        or: " hoặc ", " or ";
        range(low: &str, high: &str): "từ {low} đến {high} (còn số liệu chưa thống nhất)", "{low} to {high} (figures in conflict)";
        overflow: "quá lớn, không cộng được", "too large to add up";
        from_text(clause: &str): "Cam kết theo {clause}, đọc từ văn bản", "Committed by {clause}, read from the text";
        from_text_id: "văn bản", "text";
        yes: "Có", "Yes";
        sequence: "STT", "No";
        id: "Mã", "Id";
        year: "Năm", "Year";
        clause: "Điều, khoản", "Article, clause";
        name: "Nội dung", "Content";
        source: "Nguồn vốn", "Source of funds";
        house_source: "Nguồn", "Source";
        payer: "Đơn vị chi", "Payer";
        committed: "Cam kết", "Committed";
        estimate: "Dự toán giao", "Estimate";
        allocated: "Phân bổ", "Allocated";
        carried_over: "Chuyển nguồn", "Carried funds";
        carried_out: "Chuyển sang năm sau", "Carried into next year";
        cancelled: "Hủy dự toán", "Cancelled";
        advanced: "Tạm ứng", "Advanced";
        disbursed: "Giải ngân", "Disbursed";
        rate: "Tỷ lệ (%)", "Rate (%)";
        settled: "Quyết toán", "Settled";
        remaining: "Còn lại", "Remaining";
        note: "Ghi chú", "Note";
        activity: "Hoạt động", "Activity";
        line: "Dòng ngân sách", "Budget line";
        kind: "Loại chi", "Kind";
        amount: "Số tiền", "Amount";
        date: "Ngày", "Date";
        document: "Chứng từ", "Document";
        payee: "Người nhận", "Payee";
        household: "Hộ", "Household";
        hamlet: "Thôn", "Hamlet";
        commune: "Xã (tại thời điểm)", "Commune (at that time)";
        work: "Loại", "Kind";
        support: "Mức hỗ trợ", "Support";
        started_on: "Khởi công", "Started";
        handed_over_on: "Bàn giao", "Handed over";
        school: "Trường", "School";
        site: "Điểm trường", "Site";
        item: "Thiết bị", "Item";
        measure: "Đơn vị tính", "Counted in";
        quantity: "Số lượng", "Quantity";
        value: "Trị giá", "Value";
        title: "Nội dung", "Content";
        lead: "Chủ trì", "Lead";
        coordinating: "Phối hợp", "Coordinating";
        benefiting: "Thụ hưởng", "Beneficiaries";
        beneficiary: "Đối tượng thụ hưởng", "Who else benefits";
        start: "Bắt đầu", "Start";
        due: "Thời hạn", "Deadline";
        milestone: "Mốc", "Milestone";
        indicator: "Chỉ tiêu", "Indicator";
        indicator_unit: "ĐVT", "Unit";
        target: "Kế hoạch", "Target";
        actual: "Thực hiện", "Actual";
        state: "Trạng thái", "State";
        state_day: "Ngày ghi trạng thái", "Day of the state";
        reason: "Lý do", "Reason";
        standing: "Tình hình", "Standing";
        plan: "Kế hoạch năm", "Annual plan";
    }
}
