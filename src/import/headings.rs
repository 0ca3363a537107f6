//! What the headings of columns are called by those who write them.

use crate::report::sheets::{Key, List};
use crate::text::fold::fold;
use crate::text::strings::Lang;

/// Other headings that clerks write, without accents, the likeliest first.
pub(super) const fn synonyms(list: List, key: Key) -> &'static [&'static str] {
    match (list, key) {
        (_, Key::Sequence) => &["stt", "so tt", "tt", "so thu tu", "no"],
        (_, Key::Id) => &["ma", "ma so", "id", "ma hoat dong"],
        (_, Key::Year) => &[
            "nam",
            "nam ngan sach",
            "nam ke hoach",
            "nam thuc hien",
            "nam ho tro",
        ],
        (_, Key::Clause) => &[
            "dieu khoan",
            "dieu",
            "khoan",
            "dieu khoan chuong trinh",
            "noi dung theo dieu",
            "can cu dieu khoan",
        ],
        (List::Lines, Key::Name) => &[
            "noi dung",
            "ten dong",
            "noi dung chi",
            "dien giai",
            "ten noi dung",
            "khoan muc",
            "hang muc",
            "nhiem vu",
        ],
        (_, Key::Source | Key::HouseSource) => &[
            "nguon von",
            "nguon",
            "nguon kinh phi",
            "nguon tien",
            "nguon ho tro",
            "nguon ngan sach",
            "ngan sach",
            "nguon chi",
        ],
        (_, Key::Payer) => &[
            "don vi chi",
            "don vi chi tra",
            "ben chi",
            "don vi cap",
            "chu dau tu",
            "don vi bo tri",
            "ben bo tri",
            "don vi cap kinh phi",
        ],
        (_, Key::Committed) => &["cam ket", "so cam ket", "muc cam ket", "kinh phi cam ket"],
        (_, Key::Estimate) => &[
            "du toan giao",
            "du toan",
            "du toan duoc giao",
            "du toan nam",
            "so du toan",
            "kinh phi duoc giao",
            "du toan giao dau nam",
            "ke hoach von",
            "ke hoach giao",
            "kinh phi",
        ],
        (_, Key::Allocated) => &[
            "phan bo",
            "so phan bo",
            "da phan bo",
            "kinh phi phan bo",
            "du toan phan bo",
        ],
        (_, Key::CarriedOver) => &[
            "chuyen nguon",
            "kinh phi chuyen nguon",
            "chuyen nguon nam truoc",
            "chuyen nguon nam truoc sang",
        ],
        (_, Key::Cancelled) => &["huy du toan", "du toan huy", "huy bo du toan"],
        (_, Key::Note) => &[
            "ghi chu",
            "dien giai them",
            "chu thich",
            "thuyet minh",
            "ly do",
        ],
        (_, Key::Activity) => &["hoat dong", "viec", "cong viec", "thuoc hoat dong"],
        (_, Key::Line) => &[
            "dong ngan sach",
            "dong du toan",
            "khoan muc ngan sach",
            "thuoc dong ngan sach",
        ],
        (_, Key::Kind) => &[
            "loai chi",
            "loai",
            "nghiep vu",
            "loai chung tu",
            "hinh thuc",
            "noi dung chi",
        ],
        (_, Key::Amount) => &[
            "so tien",
            "thanh tien",
            "gia tri",
            "so tien chi",
            "tien",
            "so tien giai ngan",
            "so tien thanh toan",
            "so giai ngan",
            "giai ngan",
            "thanh toan",
            "tong so tien",
            "tong tien",
        ],
        (_, Key::Date) => &[
            "ngay",
            "ngay chi",
            "ngay chung tu",
            "ngay ct",
            "ngay lap",
            "ngay thang",
            "ngay thang nam",
            "ngay giai ngan",
            "ngay hach toan",
            "ngay thanh toan",
            "thoi gian",
        ],
        (_, Key::Document) => &[
            "chung tu",
            "so chung tu",
            "so hieu chung tu",
            "so ct",
            "so hieu",
            "chung tu so",
            "so uy nhiem chi",
            "giay rut du toan",
            "so va ngay chung tu",
        ],
        (_, Key::Payee) => &[
            "nguoi nhan",
            "don vi nhan",
            "don vi thu huong",
            "nguoi nhan tien",
            "doi tuong nhan",
            "don vi nhan tien",
            "ten don vi huong",
            "nguoi thu huong",
            "nha thau",
        ],
        (_, Key::Household) => &[
            "ho",
            "ho ten chu ho",
            "chu ho",
            "ten ho",
            "ho va ten chu ho",
            "ho va ten",
            "ho ten",
            "ho ngheo",
            "ten chu ho",
            "ho gia dinh",
        ],
        (_, Key::Hamlet) => &[
            "thon", "thon ban", "thon xom", "ban", "xom", "khu pho", "dia chi", "thon pho",
        ],
        (_, Key::Commune) => &[
            "xa tai thoi diem",
            "xa",
            "xa thi tran",
            "xa phuong",
            "ten xa",
            "don vi hanh chinh",
        ],
        (_, Key::Work) => &[
            "loai",
            "xay moi sua chua",
            "hinh thuc ho tro",
            "loai nha",
            "loai ho tro",
            "noi dung ho tro",
        ],
        (_, Key::Support) => &[
            "muc ho tro",
            "so tien ho tro",
            "kinh phi ho tro",
            "so tien",
            "tong kinh phi",
            "dinh muc",
            "dinh muc ho tro",
            "ho tro",
            "kinh phi",
            "muc kinh phi",
        ],
        (_, Key::School) => &["truong", "ten truong", "truong hoc", "don vi truong"],
        (_, Key::Site) => &[
            "diem truong",
            "diem truong le",
            "ten diem truong",
            "diem le",
            "khu le",
        ],
        (_, Key::Item) => &[
            "thiet bi",
            "ten thiet bi",
            "ten hang hoa",
            "ten tai san",
            "hang muc",
            "noi dung",
            "danh muc",
            "thiet bi do dung",
        ],
        (_, Key::Measure) => &["don vi tinh", "dvt", "dv tinh"],
        (_, Key::Quantity) => &["so luong", "sl", "so luong cap"],
        (_, Key::Value) => &[
            "tri gia",
            "gia tri",
            "thanh tien",
            "so tien",
            "tong gia tri",
            "kinh phi",
        ],
        (_, Key::StartedOn) => &[
            "khoi cong",
            "ngay khoi cong",
            "thoi gian khoi cong",
            "khoi cong ngay",
            "ngay bat dau",
            "bat dau",
        ],
        (_, Key::HandedOverOn) => &[
            "ban giao",
            "ngay ban giao",
            "hoan thanh ban giao",
            "thoi gian ban giao",
            "ngay hoan thanh",
            "hoan thanh",
        ],
        (_, Key::Title) => &[
            "noi dung",
            "noi dung cong viec",
            "ten hoat dong",
            "hoat dong",
            "cong viec",
            "viec",
            "nhiem vu",
            "noi dung thuc hien",
            "noi dung hoat dong",
            "ten cong viec",
        ],
        (_, Key::Lead) => &[
            "chu tri",
            "don vi chu tri",
            "co quan chu tri",
            "don vi thuc hien",
            "don vi dau moi",
        ],
        (_, Key::Coordinating) => &[
            "phoi hop",
            "don vi phoi hop",
            "co quan phoi hop",
            "cac don vi phoi hop",
        ],
        (_, Key::Benefiting) => &["thu huong", "don vi thu huong"],
        (_, Key::Beneficiary) => &["doi tuong thu huong", "doi tuong", "nguoi thu huong"],
        (_, Key::Start) => &[
            "bat dau",
            "ngay bat dau",
            "tu ngay",
            "thoi gian bat dau",
            "khoi dau",
        ],
        (_, Key::Due) => &[
            "thoi han",
            "han",
            "han hoan thanh",
            "ngay ket thuc",
            "den ngay",
            "thoi gian hoan thanh",
            "ket thuc",
            "thoi han hoan thanh",
        ],
        (_, Key::Milestone) => &["moc", "la moc"],
        (_, Key::State) => &["trang thai", "tien do", "ket qua"],
        (_, Key::StateDay) => &["ngay ghi trang thai", "ngay hoan thanh", "ngay trang thai"],
        (_, Key::Reason) => &["ly do", "nguyen nhan"],
        (_, Key::Plan) => &["ke hoach nam", "thuoc ke hoach", "ke hoach"],
        _ => &[],
    }
}

/// A heading as it is compared: without accents, signs and what stands in brackets.
pub(super) fn bare(heading: &str) -> String {
    let mut out = String::new();
    let mut depth = 0_u32;
    for c in fold(heading).chars() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            _ if depth > 0 => {}
            c if c.is_alphanumeric() => out.push(c),
            _ => out.push(' '),
        }
    }
    let words: Vec<&str> = out.split_whitespace().collect();
    let text = words.join(" ");
    // "Dự toán giao triệu đồng", "Số tiền đồng"; but neither "Hoạt động" nor "Tên dòng".
    let mut units = vec![" trieu dong", " nghin dong", " ngan dong", " trd", " vnd"];
    if heading.to_lowercase().trim_end().ends_with(" đồng") {
        units.push(" dong");
    }
    for unit in units {
        if let Some(rest) = text.strip_suffix(unit) {
            return rest.to_owned();
        }
    }
    text
}

/// How many đồng one unit is, where a text says so: "Đơn vị tính: triệu đồng", "(1.000 đ)".
pub(super) fn scale(text: &str) -> Option<i64> {
    let text = fold(text);
    let says = |words: &[&str]| words.iter().any(|w| text.contains(w));
    if says(&["ty dong", "ti dong"]) {
        Some(1_000_000_000)
    } else if says(&["trieu dong", "(trieu", "trd", "tr.d", "trieu d"]) {
        Some(1_000_000)
    } else if says(&[
        "nghin dong",
        "ngan dong",
        "1.000 dong",
        "1000 dong",
        "1.000d",
        "1000d",
        "1.000 d",
    ]) {
        Some(1_000)
    } else if says(&["dong", "vnd"]) {
        Some(1)
    } else {
        None
    }
}

/// How well a heading names a column: 0 is best.
pub(super) fn rank(list: List, key: Key, heading: &str) -> Option<usize> {
    let own = [Lang::Vi, Lang::En].map(|lang| bare(key.heading(lang)));
    if own.iter().any(|own| own == heading) {
        return Some(0);
    }
    let known = synonyms(list, key);
    if let Some(place) = known.iter().position(|s| *s == heading) {
        return Some(place + 1);
    }
    // "Số tiền giải ngân trong tháng": a name of several words with more behind it.
    let begins = |name: &str| {
        let rest = heading.strip_prefix(name);
        name.contains(' ') && rest.is_some_and(|rest| rest.starts_with(' '))
    };
    let longest = known.iter().filter(|s| begins(s)).map(|s| s.len()).max();
    longest.map(|length| 1000 - length.min(900))
}
