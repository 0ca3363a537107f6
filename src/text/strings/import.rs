//! The texts of taking tables in.

crate::strings! {
    /// The texts of taking tables in: why a file, a row or a cell is not understood.
    Import {
        too_large(most: usize): "Tệp lớn hơn {most} MB, nên không đọc. Hãy chia nhỏ bảng.", "The file is larger than {most} MB and was not read. Split the table.";
        unpacks_too_large: "Tệp bung ra quá lớn, nên không đọc. Hãy chép bảng sang một tệp mới.", "The file unpacks to too much and was not read. Copy the table to a new file.";
        too_many_cells(rows: usize, columns: usize): "Bảng có nhiều hơn {rows} dòng hoặc {columns} cột, nên không đọc. Hãy chia nhỏ bảng.", "The table has more than {rows} rows or {columns} columns and was not read. Split the table.";
        old_or_locked: "Đây là tệp Excel kiểu cũ (.xls) hoặc có mật khẩu. Hãy mở bằng Excel, bỏ mật khẩu và lưu thành .xlsx.", "This is an old Excel file (.xls) or has a password. Open it in Excel, take the password off and save it as .xlsx.";
        encoding: "Chữ trong tệp không phải Unicode (UTF-8). Hãy mở bằng Excel và lưu thành .xlsx hoặc “CSV UTF-8”.", "The text of the file is not Unicode (UTF-8). Open it in Excel and save it as .xlsx or “CSV UTF-8”.";
        unknown: "Đây không phải bảng Excel (.xlsx) hay CSV.", "This is neither an Excel workbook (.xlsx) nor CSV.";
        damaged: "Tệp Excel này bị hỏng, không đọc được. Hãy mở bằng Excel và lưu lại.", "This Excel file is damaged and cannot be read. Open it in Excel and save it again.";
        empty: "Không có gì trong tệp này.", "Nothing stands in this file.";
        stopped: "Đã dừng đọc.", "Reading was stopped.";
        at_cell(row: usize, column: &str, what: &str): "Dòng {row}, cột {column}: {what}", "Row {row}, column {column}: {what}";
        at_row(row: usize, what: &str): "Dòng {row}: {what}", "Row {row}: {what}";
        error_cell: "Công thức trong ô bị lỗi hoặc chưa được tính. Hãy mở bằng Excel và lưu lại.", "The formula in the cell has an error or was not calculated. Open the file in Excel and save it again.";
        no_year(typed: &str): "“{typed}” không phải một năm. Hãy ghi bốn chữ số, như 2024.", "“{typed}” is not a year. Write four digits, such as 2024.";
        no_yes(typed: &str): "“{typed}” không phải Có hay Không.", "“{typed}” is neither yes nor no.";
        no_word(typed: &str, known: &str): "Không rõ “{typed}”. Có thể ghi: {known}.", "“{typed}” is not known. It may be: {known}.";
        no_clause(typed: &str): "Không có điều, khoản “{typed}” trong chương trình.", "The programme has no article or clause “{typed}”.";
        not_found(typed: &str): "Không tìm thấy “{typed}”.", "“{typed}” was not found.";
        not_found_near(typed: &str, near: &str): "Không tìm thấy “{typed}”. Gần giống: {near}. Hãy ghi đúng tên, đủ dấu.", "“{typed}” was not found. Similar: {near}. Write the exact name with its accents.";
        ambiguous(typed: &str, names: &str): "“{typed}” có thể là: {names}. Hãy ghi rõ một tên.", "“{typed}” may be: {names}. Write which one.";
        missing(column: &str): "Dòng mới phải có “{column}”.", "A new row needs “{column}”.";
        repeated_id: "Mã này đã có ở một dòng khác trong bảng.", "Another row of the table has this id.";
        in_conflict: "Số liệu đang ghi còn chưa thống nhất. Hãy chọn một số liệu trong chương trình trước.", "What is recorded is in conflict. Decide it in the program first.";
        too_much: "Tổng của cột này quá lớn, không cộng được.", "The total of this column is too large to add up.";
        not_understood: "Không hiểu được dòng này.", "This row cannot be understood.";
        summary(new: usize, changed: usize, same: usize): "{new} dòng mới, {changed} dòng thay đổi, {same} dòng như cũ", "{new} new, {changed} changed, {same} as before";
    }
}
