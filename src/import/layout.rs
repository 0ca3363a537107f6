//! Which row holds the headings, and what each column holds.

use super::book::{Raw, SheetData};
use crate::report::sheets::{Format, Key, List};
use crate::text::fold::fold;
use crate::text::strings::Lang;
use std::collections::BTreeMap;

/// A column that is taken in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// What it holds.
    pub key: Key,
    /// How many đồng its numbers count in: 1.000.000 where its heading says "triệu đồng".
    pub scale: i64,
}

/// How a sheet is to be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layout {
    /// What it lists.
    pub list: List,
    /// The row of the headings, from 0.
    pub head: usize,
    /// What each column holds; none where it is passed over.
    pub columns: Vec<Option<Column>>,
    /// What every new row says where no column of the sheet does, as typed.
    pub fixed: BTreeMap<Key, String>,
}

impl Layout {
    /// The column that holds this.
    #[must_use]
    pub fn place(&self, key: Key) -> Option<usize> {
        let holds = |c: &Option<Column>| c.is_some_and(|c| c.key == key);
        self.columns.iter().position(holds)
    }
}

/// Whether a column is read. The others follow from the data or are entered elsewhere.
#[must_use]
pub const fn is_read(key: Key) -> bool {
    !matches!(
        key,
        Key::Advanced
            | Key::Disbursed
            | Key::Rate
            | Key::Settled
            | Key::Remaining
            | Key::CarriedOut
            | Key::Indicator
            | Key::IndicatorUnit
            | Key::Target
            | Key::Actual
            | Key::IndicatorRate
            | Key::Standing
            | Key::Remarks
    )
}

/// The columns of a list that can be read, for choosing by hand.
pub fn choices(list: List) -> impl Iterator<Item = Key> {
    list.columns().iter().copied().filter(|key| is_read(*key))
}

/// Other headings that clerks write, without accents, the likeliest first.
const fn synonyms(list: List, key: Key) -> &'static [&'static str] {
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
fn bare(heading: &str) -> String {
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
fn scale(text: &str) -> Option<i64> {
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
fn rank(list: List, key: Key, heading: &str) -> Option<usize> {
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

/// The columns of a row of headings.
fn columns(list: List, sheet: &SheetData, head: usize) -> Vec<Option<Column>> {
    let empty = Vec::new();
    let row = sheet.rows.get(head).unwrap_or(&empty);
    let above = head
        .checked_sub(1)
        .and_then(|n| sheet.rows.get(n))
        .unwrap_or(&empty);
    // Where headings are joined over two rows, the upper one stands above an empty cell.
    let heading = |column: usize| match (row.get(column), above.get(column)) {
        (Some(Raw::Text(text)), _) => text.clone(),
        (None | Some(Raw::Empty), Some(Raw::Text(text))) if row.len() > 1 => text.clone(),
        _ => String::new(),
    };
    let width = row.len().max(above.len());
    let mut wanted: Vec<(usize, usize, usize, Key)> = Vec::new();
    for column in 0..width {
        let bare = bare(&heading(column));
        if bare.is_empty() {
            continue;
        }
        for (order, key) in list.columns().iter().enumerate() {
            wanted.extend(rank(list, *key, &bare).map(|rank| (rank, order, column, *key)));
        }
    }
    // The best name first; each column and each key once.
    wanted.sort_unstable_by_key(|(rank, order, column, _)| (*rank, *order, *column));
    // The unit of the whole table, said above it, or in a heading that stands over several.
    let units = sheet
        .rows
        .iter()
        .take(head)
        .flatten()
        .filter_map(|cell| match cell {
            Raw::Text(text) if fold(text).contains("don vi") => scale(text),
            _ => None,
        });
    let over = above.iter().filter_map(|cell| match cell {
        Raw::Text(text) => scale(text).filter(|scale| *scale > 1),
        _ => None,
    });
    let of_sheet = units.chain(over).last();
    let mut found: Vec<Option<Column>> = vec![None; width];
    let mut used = Vec::new();
    for (_, _, column, key) in wanted {
        if used.contains(&key) || found.get(column).is_some_and(Option::is_some) {
            continue;
        }
        used.push(key);
        let scale = match key.format() {
            Format::Amount => scale(&heading(column)).or(of_sheet).unwrap_or(1),
            _ => 1,
        };
        if let Some(place) = found.get_mut(column) {
            *place = Some(Column { key, scale });
        }
    }
    // A heading that names what is not read keeps its column from being taken for something else.
    for place in &mut found {
        if place.is_some_and(|c| !is_read(c.key)) {
            *place = None;
        }
    }
    found
}

/// How many rows are looked at for headings.
const HEAD_WITHIN: usize = 40;

/// The layout of a sheet that holds this list: the row that names most columns. None where fewer than
/// two are named.
#[must_use]
pub fn guess(sheet: &SheetData, list: List) -> Option<Layout> {
    let rows = sheet.rows.len().min(HEAD_WITHIN);
    let layouts = (0..rows).map(|head| Layout {
        list,
        head,
        columns: columns(list, sheet, head),
        fixed: BTreeMap::new(),
    });
    let known = |layout: &Layout| layout.columns.iter().flatten().count();
    // Of equals the first: below the headings stand only data.
    let best = layouts.rev().max_by_key(known)?;
    (known(&best) >= 2).then_some(best)
}

/// The layout of a sheet that holds this list, with the row of the headings given, or guessed; where no
/// heading is known, the first row that holds several cells, and no column is read.
#[must_use]
pub fn of(sheet: &SheetData, list: List, head: Option<usize>) -> Layout {
    if let Some(head) = head {
        return Layout {
            list,
            head,
            columns: columns(list, sheet, head),
            fixed: BTreeMap::new(),
        };
    }
    guess(sheet, list).unwrap_or_else(|| {
        let filled = |row: &Vec<Raw>| row.iter().filter(|c| !c.is_empty()).count() > 1;
        let head = sheet.rows.iter().take(HEAD_WITHIN).position(filled);
        of(sheet, list, Some(head.unwrap_or(0)))
    })
}

/// The year that is said above a table or in the name of its sheet: "DANH SÁCH … NĂM 2024". None where
/// none is said, or more than one.
#[must_use]
pub fn year_said(sheet: &SheetData, head: usize) -> Option<String> {
    let above = sheet.rows.iter().take(head).flatten();
    let words = above.filter_map(|cell| match cell {
        Raw::Text(text) => Some(text.as_str()),
        _ => None,
    });
    let mut years: Vec<String> = Vec::new();
    for text in words.chain([sheet.name.as_str()]) {
        let text = fold(text);
        let digits = |word: &&str| word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit());
        let words = text.split(|c: char| !c.is_alphanumeric());
        let found = words
            .filter(digits)
            .filter(|y| ("1990".."2100").contains(y));
        years.extend(found.map(str::to_owned));
    }
    years.dedup();
    match years.as_slice() {
        [year] => Some(year.clone()),
        _ => None,
    }
}

/// The words of a column's heading, with those of a heading that stands over several in the row above.
#[must_use]
pub fn heading(sheet: &SheetData, head: usize, column: usize) -> String {
    let cell = |row: usize| sheet.rows.get(row).and_then(|cells| cells.get(column));
    let own = cell(head).map(Raw::shown).unwrap_or_default();
    if !own.is_empty() {
        return own;
    }
    let above = head.checked_sub(1).and_then(cell);
    above.map(Raw::shown).unwrap_or_default()
}

/// What a sheet lists, by the headings that are like no other list's.
#[must_use]
pub fn guess_list(sheet: &SheetData) -> Option<Layout> {
    let known = |layout: &Layout| layout.columns.iter().flatten().count();
    let layouts = List::ALL
        .into_iter()
        .rev()
        .filter_map(|list| guess(sheet, list));
    layouts.max_by_key(known)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet(rows: &[&[&str]]) -> SheetData {
        let rows = rows
            .iter()
            .map(|row| row.iter().map(|c| Raw::text(c)).collect());
        SheetData {
            name: String::new(),
            rows: rows.collect(),
        }
    }

    fn keys(layout: &Layout) -> Vec<Option<Key>> {
        layout.columns.iter().map(|c| c.map(|c| c.key)).collect()
    }

    #[test]
    fn headings_are_known_with_and_without_accents_and_below_titles() {
        let with = sheet(&[
            &["UBND HUYỆN VĨNH LỘC"],
            &[],
            &["DANH SÁCH HỘ NGHÈO ĐƯỢC HỖ TRỢ NHÀ Ở NĂM 2024"],
            &["", "", "", "", "Đơn vị tính: triệu đồng"],
            &[
                "STT",
                "Họ và tên chủ hộ",
                "Thôn, bản",
                "Xã",
                "Mức hỗ trợ",
                "Ngày khởi công",
                "Ghi chép",
            ],
            &[
                "1",
                "Phạm Văn A",
                "Thôn 1",
                "Cẩm Liên",
                "50",
                "12/6/2024",
                "",
            ],
        ]);
        let wanted = [
            Some(Key::Sequence),
            Some(Key::Household),
            Some(Key::Hamlet),
            Some(Key::Commune),
            Some(Key::Support),
            Some(Key::StartedOn),
            None,
        ];
        let layout = guess(&with, List::Houses).expect("headings");
        assert_eq!(layout.head, 4);
        assert_eq!(keys(&layout), wanted);
        assert_eq!(layout.columns[4].map(|c| c.scale), Some(1_000_000));
        assert_eq!(guess_list(&with).map(|l| l.list), Some(List::Houses));

        let without = sheet(&[&[
            "stt",
            "HO VA TEN CHU HO",
            "thon ban",
            "XA",
            "muc ho tro (dong)",
            "Ngay khoi cong",
            "x",
        ]]);
        let layout = guess(&without, List::Houses).expect("headings");
        assert_eq!(keys(&layout), wanted);
        assert_eq!(layout.columns[4].map(|c| c.scale), Some(1));
    }

    #[test]
    fn headings_of_two_rows_are_joined() {
        let sheet = sheet(&[
            &["TT", "Nội dung", "Nguồn vốn", "Kinh phí (triệu đồng)", ""],
            &["", "", "", "Cam kết", "Dự toán giao"],
            &["1", "Nhà ở", "Ngân sách huyện", "100", "90,5"],
        ]);
        let layout = guess(&sheet, List::Lines).expect("headings");
        assert_eq!(layout.head, 1);
        assert_eq!(
            keys(&layout),
            [
                Key::Sequence,
                Key::Name,
                Key::Source,
                Key::Committed,
                Key::Estimate
            ]
            .map(Some)
        );
        assert_eq!(layout.columns[4].map(|c| c.scale), Some(1_000_000));
    }

    #[test]
    fn the_headings_of_an_export_are_all_known_and_what_follows_from_data_is_passed_over() {
        for list in List::ALL {
            let names: Vec<&str> = list.columns().iter().map(|k| k.heading(Lang::Vi)).collect();
            let layout = guess(&sheet(&[&names]), list).expect("headings");
            let wanted: Vec<Option<Key>> = list
                .columns()
                .iter()
                .map(|k| Some(*k).filter(|k| is_read(*k)))
                .collect();
            assert_eq!(keys(&layout), wanted, "{list:?}");
            assert_eq!(guess_list(&sheet(&[&names])).map(|l| l.list), Some(list));
        }
    }

    #[test]
    fn every_synonym_is_written_as_it_is_compared() {
        for list in List::ALL {
            for key in list.columns() {
                for synonym in synonyms(list, *key) {
                    assert_eq!(*synonym, bare(synonym), "{key:?}");
                }
            }
        }
    }
}
