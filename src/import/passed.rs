//! Rows that are no rows of data: totals, numbering, what is read from the official text.

use super::book::Raw;
use crate::text::strings::Lang;
use crate::text::strings::tables::Tables;

/// Whether a text (folded) names a row of totals: "Tổng cộng", "Cộng:", "Tổng cộng (I + II)", "Tổng số 12
/// hộ". But "Tổng kết năm" is work.
pub(super) fn is_total(text: &str) -> bool {
    let bare = text.trim_end_matches([':', '.', ' ']);
    let begins = |name: &str| {
        let rest = bare.strip_prefix(name).map(str::trim_start);
        rest.filter(|rest| {
            let counts = |c: char| c.is_ascii_digit() || matches!(c, '(' | ':' | '=' | '[');
            rest.is_empty() || rest.starts_with(counts)
        })
        .is_some()
    };
    let whole = bare == "tong cong" || bare.starts_with("tong cong ");
    whole
        || ["tong cong", "tong so", "tong", "cong", "luy ke"]
            .iter()
            .any(|n| begins(n))
        || [
            "tong tam ung",
            "tong giai ngan",
            "tong thu hoi",
            "tong quyet toan",
        ]
        .iter()
        .any(|n| begins(n))
}

/// The row "(1) (2) (3)" below headings.
#[must_use]
pub fn is_numbering(cells: &[Raw]) -> bool {
    let held: Vec<String> = cells
        .iter()
        .filter(|c| !c.is_empty())
        .map(Raw::shown)
        .collect();
    let mut numbers = held.iter().map(|text| text.trim_matches(['(', ')', ' ']));
    held.len() > 2
        && (1..).zip(numbers.by_ref()).all(|(n, text): (usize, &str)| {
            text == n.to_string()
                || text
                    .split_once('=')
                    .is_some_and(|(own, _)| own.trim() == n.to_string())
        })
}

pub(super) fn is_from_text(id: &str) -> bool {
    [Lang::Vi, Lang::En]
        .iter()
        .any(|lang| Tables(*lang).from_text_id() == id)
}
