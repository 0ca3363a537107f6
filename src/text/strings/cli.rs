//! The texts of the command line.

crate::strings! {
    /// The texts of the command line.
    Cli {
        help: "Đồng Hành: theo dõi việc thực hiện một chương trình hợp tác, trong một tệp JSON.

Cách dùng:
  dong-hanh [TỆP]                       mở cửa sổ, với tệp nếu có
  dong-hanh new TỆP [--sample]          tạo tệp mới từ văn bản đã ký; --sample: dữ liệu minh hoạ
  dong-hanh check TỆP [--json]          kiểm tra dữ liệu, đếm các mục, cộng tiền
  dong-hanh render TỆP ẢNH.png [--tab THẺ] [--size 1366x768] [--theme light|dark]
                                        vẽ một thẻ ra ảnh, không cần màn hình
  dong-hanh export TỆP --what calendar --to RA.ics [--years 2024] [--party BÊN] [--only-deadlines]
                                        xuất thời hạn và mốc ra lịch (iCalendar)
  dong-hanh export TỆP --what timeline --to RA.svg|RA.png [--years 2024] [--party BÊN]
                    [--paper a4|a3] [--landscape|--portrait] [--compare MỐC[..MỐC]]
                                        xuất biểu đồ thời gian để in; nhiều trang thì thành RA-1, RA-2…
                                        MỐC: agreement (lần thống nhất gần nhất), 2024 hoặc 2024/2 (kế hoạch
                                        chung của năm, lần ban hành thứ mấy), hoặc tên mốc; thiếu vế sau thì so với nay
  dong-hanh export TỆP --what lines|payments|houses|schools|activities --to RA.xlsx|RA.csv [--years 2024] [--names]
                                        xuất kinh phí, chứng từ, nhà ở, kết quả ra bảng; --names: nêu tên hộ
  dong-hanh export TỆP --what tables --to RA.xlsx
                                        xuất tất cả các bảng đó vào một tệp
  dong-hanh export TỆP --what anonymised --to RA.donghanh.json
                                        xuất bản ẩn danh: không tên hộ, không lịch sử
  dong-hanh export TỆP --what page --to RA.html [--names]
                                        xuất trang xem cho người không có chương trình
  dong-hanh export TỆP --what summary --party BÊN --to RA.txt
                                        xuất tóm tắt những gì bên đó chưa có
  dong-hanh merge CỦA_TÔI CỦA_HỌ -o RA [--take mine|theirs] [--dry-run] [--json]
                                        gộp hai bản; --take: khi xung đột thì lấy bản nào
  dong-hanh diff TỆP TỆP [--json]       hai tệp nói khác nhau ở đâu
  dong-hanh log TỆP [--json]            ai đã ghi gì, khi nào

Tùy chọn:
  --today 2024-08-19   coi ngày này là hôm nay (năm-tháng-ngày)
  --lang vi|en         tiếng Việt hoặc tiếng Anh
  --force              với export, merge: ghi đè tệp đã có
  --help, --version    trợ giúp này; số phiên bản

Thẻ: overview, d1 đến d7, plan, budget, annexes, journal.
Mã kết thúc của check: 0 không có gì sai (lưu ý về kinh phí không tính), 1 có điểm cần xem, 2 không đọc được tệp.
Mã kết thúc của merge: 0 gộp xong, 1 còn xung đột để ngỏ trong tệp ra, 2 không gộp.
Mã kết thúc của diff: 0 như nhau, 1 khác nhau, 2 không đọc được tệp.
Mã kết thúc của log: 0 xong, 2 không đọc được tệp.
Mã kết thúc của các lệnh khác: 0 xong, 1 không làm được, 2 lệnh viết sai.
", "Đồng Hành: follow how a cooperation programme is carried out, in one JSON file.

Usage:
  dong-hanh [FILE]                      open the window, with a file if given
  dong-hanh new FILE [--sample]         make a file from the signed text; --sample: sample data
  dong-hanh check FILE [--json]         check the data, count what is there, add up the money
  dong-hanh render FILE OUT.png [--tab TAB] [--size 1366x768] [--theme light|dark]
                                        draw a tab into a picture, without a screen
  dong-hanh export FILE --what calendar --to OUT.ics [--years 2024] [--party PARTY] [--only-deadlines]
                                        write deadlines and milestones as a calendar (iCalendar)
  dong-hanh export FILE --what timeline --to OUT.svg|OUT.png [--years 2024] [--party PARTY]
                    [--paper a4|a3] [--landscape|--portrait] [--compare MOMENT[..MOMENT]]
                                        write the timeline for printing; several pages are OUT-1, OUT-2…
                                        MOMENT: agreement (the latest one), 2024 or 2024/2 (the joint plan of a
                                        year, which version as issued), or a name; without the second: with now
  dong-hanh export FILE --what lines|payments|houses|schools|activities --to OUT.xlsx|OUT.csv [--years 2024] [--names]
                                        write funding, payments, houses, school equipment, results as a table; --names: with households
  dong-hanh export FILE --what tables --to OUT.xlsx
                                        write all of these tables into one file
  dong-hanh export FILE --what anonymised --to OUT.donghanh.json
                                        write a copy without household names and history
  dong-hanh export FILE --what page --to OUT.html [--names]
                                        write a page for people without the program
  dong-hanh export FILE --what summary --party PARTY --to OUT.txt
                                        write in a few lines what that party does not have yet
  dong-hanh merge MINE THEIRS -o OUT [--take mine|theirs] [--dry-run] [--json]
                                        merge two copies; --take: which one where they conflict
  dong-hanh diff FILE FILE [--json]     where two files differ
  dong-hanh log FILE [--json]           who wrote what, when

Options:
  --today 2024-08-19   take this day for today (year-month-day)
  --lang vi|en         Vietnamese or English
  --force              for export, merge: replace a file that exists
  --help, --version    this help; the version

Tabs: overview, d1 to d7, plan, budget, annexes, journal.
Exit code of check: 0 nothing wrong (notes on money do not count), 1 something to look at, 2 the file cannot be read.
Exit code of merge: 0 merged, 1 conflicts stay open in the result, 2 not merged.
Exit code of diff: 0 the same, 1 different, 2 a file cannot be read.
Exit code of log: 0 done, 2 the file cannot be read.
Exit code of the other commands: 0 done, 1 not done, 2 the command is written wrongly.
";
        usage(what: &str): "{what} Xem cách dùng: dong-hanh --help", "{what} For the usage: dong-hanh --help";
        unknown_option(option: &str): "Không có tùy chọn “{option}”.", "There is no option “{option}”.";
        unexpected(argument: &str): "Thừa “{argument}”.", "“{argument}” is one too many.";
        no_value(option: &str): "Tùy chọn “{option}” cần một giá trị.", "The option “{option}” needs a value.";
        no_file(command: &str): "Lệnh “{command}” cần tên tệp.", "“{command}” needs the name of a file.";
        no_picture: "Lệnh “render” cần tên tệp ảnh .png.", "“render” needs the name of a .png picture.";
        one_file(command: &str): "Lệnh “{command}” cần tên hai tệp.", "“{command}” needs the names of two files.";
        no_option(command: &str, option: &str): "Lệnh “{command}” cần tùy chọn {option}.", "“{command}” needs the option {option}.";
        bad_value(option: &str, found: &str): "“{found}” không dùng được cho {option}.", "“{found}” cannot be used for {option}.";

        made(file: &str): "Đã tạo {file}", "Made {file}";
        exists(file: &str): "Đã có “{file}”, nên không ghi đè. Hãy chọn tên khác.", "“{file}” exists already and was not overwritten. Choose another name.";
        no_place(file: &str): "Không ghi được “{file}”: thư mục này không có hoặc không cho ghi. Hãy chọn nơi khác.", "“{file}” cannot be written: this folder does not exist or is not writable. Choose another place.";
        not_written(file: &str, why: &str): "Không ghi được “{file}”: {why}.", "“{file}” cannot be written: {why}.";
        exists_force(file: &str): "Đã có “{file}”, nên không ghi đè. Hãy chọn tên khác, hoặc thêm --force.", "“{file}” exists already and was not overwritten. Choose another name, or add --force.";
        no_party(party: &str, known: &str): "Không có bên “{party}”. Các bên: {known}.", "There is no party “{party}”. The parties: {known}.";
        no_moment(typed: &str, known: &str): "Không có mốc “{typed}”. Các mốc: {known}.", "There is no moment “{typed}”. The moments: {known}.";
        no_kind(file: &str): "“{file}” cần đuôi .svg hoặc .png.", "“{file}” needs the ending .svg or .png.";
        no_table_kind(file: &str): "Tên “{file}” phải có đuôi .xlsx, hoặc .csv nếu chỉ một bảng.", "The name “{file}” must end in .xlsx, or in .csv for a single table.";
        too_many_pages(count: usize, most: usize): "Biểu đồ dài {count} trang, nhiều hơn {most}. Hãy chọn một năm bằng --years.", "The timeline has {count} pages, more than {most}. Choose one year with --years.";
        exported(file: &str): "Đã xuất {file}", "Exported {file}";
        itself(file: &str): "“{file}” là chính tệp chương trình, nên không ghi đè. Hãy chọn tên khác.", "“{file}” is the programme’s own file and was not overwritten. Choose another name.";
        not_drawn: "Không vẽ được ảnh cỡ này.", "A picture of this size cannot be drawn.";
        drawn(file: &str): "Đã vẽ {file}", "Drew {file}";

        file(file: &str): "Tệp: {file}", "File: {file}";
        title(title: &str): "Chương trình: {title}", "Programme: {title}";
        sample(day: &str): "Dữ liệu minh hoạ, coi hôm nay là {day}", "Sample data; its today is {day}";
        today(day: &str): "Tính đến ngày {day}", "As of {day}";
        counts: "Trong tệp có:", "In the file:";
        history(changes: usize, sessions: usize): "Lịch sử: {changes} bản ghi trong {sessions} phiên làm việc", "History: {changes} record[s] of {sessions} session[s]";
        hand_edits(count: usize): "Sửa tay: {count} chỗ được sửa thẳng trong tệp", "Hand edits: {count} value[s] changed in the file itself";
        overdue(count: usize): "Việc quá hạn: {count}", "Overdue activities: {count}";
        totals: "Tổng số tiền các năm (đồng):", "Money of all years (đồng):";
        range(low: &str, high: &str): "từ {low} đến {high} (còn xung đột)", "{low} to {high} (in conflict)";
        overflow: "quá lớn, không cộng được", "too large to add up";
        fine: "Không thấy gì sai trong dữ liệu.", "Nothing is wrong in the data.";
        warnings(count: usize): "Kinh phí có {count} điểm cần lưu ý:", "{count} thing[s] to look at in the money:";
        problems(count: usize): "Có {count} điểm cần xem:", "{count} thing[s] to look at:";
    }
}
