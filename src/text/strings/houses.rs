//! The texts of the lists of what was given: houses of poor households (Điều 5.1) and equipment of
//! school sites (Điều 5.2), their cards, pages and inspectors, and how they agree with the budget.

use crate::insight::support::{Bound, Difference};
use crate::model::Sum;
use crate::text::money::format_dong;

crate::strings! {
    /// The texts of the lists of houses and of school equipment.
    Houses {
        houses: "Nhà ở hộ nghèo", "Houses of poor households";
        schools: "Thiết bị điểm trường", "Equipment of school sites";
        count_houses(count: usize): "{count} hộ", "{count} household[s]";
        count_items(count: usize): "{count} mục", "{count} item[s]";
        count_homes(count: usize): "{count} nhà", "{count} house[s]";
        show_names: "Hiện tên hộ", "Show names";
        hide_names: "Ẩn tên hộ", "Hide names";
        names_hidden: "Đang ẩn tên hộ và thôn.", "Names of households and hamlets are hidden.";
        hidden: "đang ẩn", "hidden";
        name_hidden: "(ẩn tên)", "(name hidden)";
        field_hidden: "Trong ô có tên hộ đang ẩn. Hiện tên hộ để sửa.", "The field names a household that is hidden. Show names to edit it.";
        add_house: "Thêm hộ", "Add household";
        add_item: "Thêm thiết bị", "Add item";
        see_all_houses(count: usize): "Xem tất cả {count} hộ", "Show all {count} household[s]";
        see_all_items(count: usize): "Xem tất cả {count} mục", "Show all {count} item[s]";
        no_houses: "Chưa ghi hộ nào.", "No households recorded yet.";
        no_items: "Chưa ghi thiết bị nào.", "No equipment recorded yet.";
        no_houses_why: "Mỗi hộ ghi xã, mức hỗ trợ, ngày khởi công và bàn giao.", "Each household has its commune, support, start and handing over.";
        no_items_why: "Mỗi mục ghi trường, điểm trường, thiết bị, số lượng và trị giá.", "Each item has its school, site, quantity and value.";
        nothing_fits: "Không có mục nào khớp với bộ lọc.", "Nothing fits the filter.";
        all_filters: "Bỏ lọc", "Clear the filter";

        household: "Hộ", "Household";
        household_name: "Tên hộ", "Household";
        household_hint: "Họ tên chủ hộ", "Name of the head";
        hamlet: "Thôn", "Hamlet";
        hamlet_hint: "Thôn, bản", "Hamlet";
        commune: "Xã", "Commune";
        commune_then: "Xã lúc đó", "Commune then";
        commune_hint: "Chọn xã", "Choose a commune";
        work: "Loại", "Kind";
        support: "Mức hỗ trợ", "Support";
        source: "Nguồn", "Source";
        year: "Năm", "Year";
        started: "Khởi công", "Started";
        handed_over: "Bàn giao", "Handed over";
        line: "Dòng chi", "Budget line";
        activity: "Việc", "Activity";
        school: "Trường", "School";
        school_hint: "Tên trường", "Name of the school";
        site: "Điểm trường", "Site";
        site_hint: "Điểm trường lẻ", "Satellite site";
        item: "Thiết bị", "Item";
        item_hint: "Tên thiết bị, đồ dùng", "Name of the item";
        quantity: "Số lượng", "Quantity";
        measure: "Đơn vị tính", "Counted in";
        measure_short: "ĐVT", "Unit";
        measure_hint: "bộ, chiếc, cái", "set, piece";
        value: "Trị giá", "Value";
        state: "Tình trạng", "State";
        not_recorded: "Chưa ghi", "Not recorded";
        no_year: "Chưa ghi năm", "No year";
        leave_open: "Để trống", "Leave it open";
        no_commune: "Chưa ghi xã", "No commune";
        no_school: "Chưa ghi trường", "No school";
        no_item: "Chưa ghi tên thiết bị", "Unnamed item";
        the_money: "Kinh phí", "Money";
        the_house: "Căn nhà", "The house";
        the_item: "Thiết bị", "The item";
        details: "Chi tiết", "Details";
        house_short: "Nhà ở", "House";
        house_of(number: &str): "Nhà {number}", "House {number}";
        house_number(year: i32, number: usize): "{year}, số {number}", "{year}, no. {number}";
        house_number_undated(number: usize): "Hộ số {number}", "No. {number}";
        now_part_of(units: &str): "nay thuộc {units}", "now part of {units}";
        values_differ(values: &str): "{values}: hai bên ghi khác nhau. Nhập số đúng để thống nhất.", "{values}: the sides recorded different amounts. Enter the right one.";
        open_conflict: "chưa thống nhất", "not settled";

        waiting: "Chưa khởi công", "Not started";
        running: "Đang làm", "Under way";
        done: "Đã bàn giao", "Handed over";
        not_delivered: "Chưa bàn giao", "Not handed over";
        all_states: "Mọi tình trạng", "All states";
        due(day: &str): "hạn {day}", "due {day}";
        past_due(day: &str): "quá hạn {day}", "overdue since {day}";
        handed_over_late(due: &str): "bàn giao sau hạn {due}", "handed over after its deadline, {due}";

        delete_house: "Xóa hộ", "Delete household";
        delete_item: "Xóa thiết bị", "Delete item";
        duplicate: "Nhân bản", "Duplicate";
        duplicate_house_why: "Thêm một hộ cùng xã, năm, mức hỗ trợ và nguồn; tên và ngày để trống.", "Adds a household of the same commune, year, support and source; name and days stay empty.";
        duplicate_item_why: "Thêm một mục cùng trường, điểm trường, năm và nguồn; ngày bàn giao để trống.", "Adds an item for the same site, year and source; the day stays empty.";
        shows_line: "Xem dòng ngân sách", "Show the budget line";
        shows_activity: "Xem việc", "Show the activity";
        back: "Về ngân sách", "Back to the budget";
        close: "Đóng", "Close";
        gone: "Mục này không còn nữa.", "This is not there any more.";

        find_house: "Tìm xã, dòng chi, việc", "Find a commune, line, activity";
        find_house_names: "Tìm hộ, thôn, xã, dòng chi", "Find a household, hamlet, commune";
        find_item: "Tìm trường, thiết bị, xã", "Find a school, item, commune";
        find_name: "Tìm trong danh sách", "Find in the list";
        filter_state: "Lọc tình trạng", "Filter by state";
        filter_commune: "Lọc xã", "Filter by commune";
        all_communes: "Mọi xã", "All communes";
        shown_of(shown: usize, all: usize): "{shown} trên {all}", "{shown} of {all}";
        sums: "Số cộng", "Sums";
        by_year: "Theo năm", "By year";
        by_commune: "Theo xã", "By commune";
        total: "Cộng", "Total";
        number_short: "Số", "No";
        done_short: "Đã giao", "Done";
        sum_name(of: &str, count: &str, granted: &str, done: usize): "{of}: {count}, {granted} đ; đã bàn giao {done}", "{of}: {count}, {granted} đ; {done} handed over";
        glance(year: i32, count: &str, granted: &str, done: usize): "{year}: {count}, {granted} đ; đã bàn giao {done}", "{year}: {count}, {granted} đ; {done} handed over";
        glance_bare(year: i32, count: &str, done: usize): "{year}: {count}; đã bàn giao {done}", "{year}: {count}; {done} handed over";
        glance_none(year: i32): "{year}: chưa ghi hộ nào", "{year}: no households recorded";
        glance_no_items(year: i32): "{year}: chưa ghi thiết bị nào", "{year}: no equipment recorded";
        unpriced_houses(count: usize): "{count} hộ chưa ghi mức hỗ trợ", "{count} household[s] without an amount";
        unpriced_items(count: usize): "{count} mục chưa ghi trị giá", "{count} item[s] without a value";
        unpriced(count: usize): "{count} mục chưa ghi số tiền", "{count} without an amount";
        loose_houses(count: usize): "{count} hộ chưa gắn dòng ngân sách", "{count} household[s] without a budget line";
        loose_items(count: usize): "{count} mục chưa gắn dòng ngân sách", "{count} item[s] without a budget line";

        lists: "Danh sách hỗ trợ", "What was given";
        in_lists: "Đã ghi", "Recorded";
        agrees_allocated: "Khớp với phân bổ", "Agrees with the allocation";
        agrees_estimate: "Khớp với dự toán giao", "Agrees with the estimate";
        nothing_to_compare: "Chưa ghi phân bổ, dự toán để so.", "No allocation or estimate to compare with.";
        not_comparable: "Chưa đủ số liệu để so.", "Not enough figures to compare.";
        differs(by: &str): "lệch {by} đ", "off by {by} đ";
        disbursed_of(amount: &str): "giải ngân {amount} đ", "{amount} đ disbursed";
        grants_more_allocated(granted: &str, held: &str, by: &str): "danh sách hỗ trợ {granted} đ, phân bổ {held} đ, vượt {by} đ.", "the lists grant {granted} đ, the allocation is {held} đ: {by} đ too much.";
        grants_more_estimate(granted: &str, held: &str, by: &str): "danh sách hỗ trợ {granted} đ, dự toán giao {held} đ, vượt {by} đ.", "the lists grant {granted} đ, the estimate is {held} đ: {by} đ too much.";
        grants_less_allocated(granted: &str, held: &str, by: &str): "danh sách hỗ trợ {granted} đ, phân bổ {held} đ, còn thiếu {by} đ trong danh sách.", "the lists grant {granted} đ, the allocation is {held} đ: {by} đ are not in the lists.";
        grants_less_estimate(granted: &str, held: &str, by: &str): "danh sách hỗ trợ {granted} đ, dự toán giao {held} đ, còn thiếu {by} đ trong danh sách.", "the lists grant {granted} đ, the estimate is {held} đ: {by} đ are not in the lists.";
        paid_less(done: &str, disbursed: &str, by: &str): "đã bàn giao {done} đ nhưng mới giải ngân {disbursed} đ, thiếu {by} đ.", "{done} đ were handed over, but only {disbursed} đ disbursed: {by} đ are missing.";
        paid_more(granted: &str, disbursed: &str, by: &str): "đã giải ngân {disbursed} đ, hơn mức {granted} đ của danh sách {by} đ.", "{disbursed} đ were disbursed, {by} đ more than the {granted} đ of the lists.";
        range(low: &str, high: &str): "{low}–{high}", "{low}–{high}";
        too_large: "số quá lớn", "too large a number";
        of_year(year: i32, what: &str): "Năm {year}: {what}", "{year}: {what}";
    }
}

impl Houses {
    /// What does not agree between a list and its lines, in words and with all figures.
    #[must_use]
    pub fn difference(self, difference: &Difference) -> String {
        let by = self.amount(&difference.by());
        match difference {
            Difference::GrantsMore {
                bound,
                granted,
                held,
            } => {
                let (granted, held) = (self.amount(granted), self.amount(held));
                match bound {
                    Bound::Allocated => self.grants_more_allocated(&granted, &held, &by),
                    Bound::Estimate => self.grants_more_estimate(&granted, &held, &by),
                }
            }
            Difference::GrantsLess {
                bound,
                granted,
                held,
            } => {
                let (granted, held) = (self.amount(granted), self.amount(held));
                match bound {
                    Bound::Allocated => self.grants_less_allocated(&granted, &held, &by),
                    Bound::Estimate => self.grants_less_estimate(&granted, &held, &by),
                }
            }
            Difference::PaidLess { done, disbursed } => {
                self.paid_less(&self.amount(done), &self.amount(disbursed), &by)
            }
            Difference::PaidMore { granted, disbursed } => {
                self.paid_more(&self.amount(granted), &self.amount(disbursed), &by)
            }
        }
    }

    /// A sum in đồng: "—" for none, a range where figures are in conflict.
    #[must_use]
    pub fn amount(self, sum: &Sum) -> String {
        match sum {
            Sum::Empty => "—".to_owned(),
            Sum::Known(n) => format_dong(*n),
            Sum::Range(low, high) => self.range(&format_dong(*low), &format_dong(*high)),
            Sum::Overflow => self.too_large().to_owned(),
        }
    }

    /// A house by its year and its number in that year, instead of its household's name.
    #[must_use]
    pub fn number(self, year: Option<i32>, number: usize) -> String {
        year.map_or_else(
            || self.house_number_undated(number),
            |year| self.house_number(year, number),
        )
    }
}
