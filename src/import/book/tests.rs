//! Tables as they come: separators, encodings, limits, what is no table.

use super::*;

fn texts(book: &Book) -> Vec<Vec<String>> {
    let rows = book.sheets[0].rows.iter();
    rows.map(|row| row.iter().map(Raw::shown).collect())
        .collect()
}

#[test]
fn csv_is_read_with_any_separator_and_mark() {
    let rows = [
        vec!["Nội dung", "Số tiền"],
        vec!["Nhà, ở; \"mới\"", "1.000,5"],
    ];
    for separator in [";", ",", "\t", "|"] {
        let quoted = |cell: &str| format!("\"{}\"", cell.replace('"', "\"\""));
        let lines: Vec<String> = rows
            .iter()
            .map(|row| {
                row.iter()
                    .map(|c| quoted(c))
                    .collect::<Vec<_>>()
                    .join(separator)
            })
            .collect();
        let text = lines.join("\r\n");
        let utf16: Vec<u8> = [0xff, 0xfe]
            .into_iter()
            .chain(text.encode_utf16().flat_map(u16::to_le_bytes))
            .collect();
        for bytes in [
            text.clone().into_bytes(),
            format!("\u{feff}{text}").into_bytes(),
            format!("sep={separator}\r\n{text}").into_bytes(),
            utf16,
        ] {
            let book = read(&bytes).expect("readable");
            assert_eq!(texts(&book), rows, "{separator:?}");
        }
    }
}

#[test]
fn a_table_in_windows_1258_is_read_and_said_to_be_guessed() {
    // "Điều 5.1;Hỗ trợ" as older Excel writes it: the tones stand behind their letters.
    let book = read(b"\xd0i\xea\xccu 5.1;H\xf4\xde tr\xf5\xf2\n").expect("readable");
    assert_eq!(texts(&book), [["Điều 5.1", "Hỗ trợ"]]);
    assert!(book.guessed);
    assert!(!read("Điều;1\n".as_bytes()).expect("readable").guessed);
}

#[test]
fn an_apostrophe_before_a_formula_goes() {
    let book = read("A;B;C\n'=1+1;'quen;''=1\n".as_bytes()).expect("readable");
    assert_eq!(texts(&book)[1], ["=1+1", "'quen", "'=1"]);
}

#[test]
fn what_is_no_table_is_refused_by_what_it_is() {
    // "Điều" in TCVN3, an old workbook, a picture, nothing.
    let cases: [(&[u8], Unreadable); 6] = [
        (b"\xa7i\xd2u;1\n", Unreadable::Encoding),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Unreadable::OldOrLocked),
        (b"\x89PNG\r\n\x1a\n\0\0\0", Unreadable::Unknown),
        (b"PK\x03\x04 and no more", Unreadable::Damaged),
        (b"", Unreadable::Empty),
        (b" ; ;\n;;\n", Unreadable::Empty),
    ];
    for (bytes, why) in cases {
        assert_eq!(read(bytes), Err(why), "{bytes:?}");
    }
    assert_eq!(read(&vec![b'a'; MOST_BYTES + 1]), Err(Unreadable::TooLarge));
}

#[test]
fn limits_hold_before_anything_is_made_of_a_file() {
    let wide = ";".repeat(MOST_COLUMNS) + "x";
    assert_eq!(read(wide.as_bytes()), Err(Unreadable::TooManyCells));
    let long = "a;b\n".repeat(MOST_ROWS + 1);
    assert_eq!(read(long.as_bytes()), Err(Unreadable::TooManyCells));
}

/// A workbook with one sheet of this XML.
fn with_sheet(xml: &[u8]) -> Vec<u8> {
    use std::io::Write as _;
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    let parts: [(&str, &[u8]); 5] = [
        (
            "_rels/.rels",
            b"<Relationships><Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>",
        ),
        ("[Content_Types].xml", b"<Types/>"),
        (
            "xl/_rels/workbook.xml.rels",
            b"<Relationships><Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>",
        ),
        (
            "xl/workbook.xml",
            b"<workbook xmlns:r=\"r\"><sheets><sheet name=\"A\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>",
        ),
        ("xl/worksheets/sheet1.xml", xml),
    ];
    for (name, bytes) in parts {
        zip.start_file(name, options).expect("a part");
        zip.write_all(bytes).expect("memory");
    }
    zip.finish().expect("memory").into_inner()
}

#[test]
fn a_zip_bomb_and_a_cell_at_the_end_of_the_world_are_refused() {
    let bomb = vec![b' '; usize::try_from(MOST_UNPACKED).expect("fits") + 1];
    let bytes = with_sheet(&bomb);
    assert!(bytes.len() < 1 << 20, "{} bytes", bytes.len());
    assert_eq!(read(&bytes), Err(Unreadable::UnpacksTooLarge));

    let far = b"<worksheet><sheetData><row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row></sheetData></worksheet>";
    assert_eq!(read(&with_sheet(far)), Err(Unreadable::TooManyCells));
    let near = b"<worksheet><sheetData><row r=\"2\"><c r=\"B2\"><v>1</v></c></row></sheetData></worksheet>";
    let book = read(&with_sheet(near)).expect("readable");
    assert_eq!(book.sheets[0].rows[1][1], Raw::Number(1.0));
}
