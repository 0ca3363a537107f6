//! The letters of a text file: Unicode where it is, else Windows-1258, in which older Excel and Windows
//! with a Vietnamese code page write CSV.
//!
//! A byte says nothing of its encoding, so nothing is guessed that could be something else: a text is
//! taken for Windows-1258 only where every one of its letters is Vietnamese then and every mark of a tone
//! stands on a vowel. TCVN3 and VNI fail on that and are refused. The window says that it was guessed.

use super::book::Unreadable;

/// A text, and whether its encoding was guessed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Decoded {
    /// The text, in NFC where it was guessed.
    pub text: String,
    /// It was taken for Windows-1258.
    pub guessed: bool,
}

/// The text of a file that is no workbook: UTF-8 with or without its mark, UTF-16 with its mark, or
/// Windows-1258.
///
/// # Errors
/// It is no text, or its encoding cannot be told.
pub(super) fn decoded(bytes: &[u8]) -> Result<Decoded, Unreadable> {
    let wide = |bytes: &[u8], of: fn([u8; 2]) -> u16| {
        let (pairs, rest) = bytes.as_chunks::<2>();
        let units = pairs.iter().map(|pair| of(*pair));
        let text: Result<String, _> = char::decode_utf16(units).collect();
        text.ok()
            .filter(|_| rest.is_empty())
            .ok_or(Unreadable::Encoding)
    };
    let (text, guessed) = match bytes {
        [0xff, 0xfe, rest @ ..] => (wide(rest, u16::from_le_bytes)?, false),
        [0xfe, 0xff, rest @ ..] => (wide(rest, u16::from_be_bytes)?, false),
        [0xef, 0xbb, 0xbf, rest @ ..] => {
            let text = std::str::from_utf8(rest).map_err(|_| Unreadable::Encoding)?;
            (text.to_owned(), false)
        }
        all => match std::str::from_utf8(all) {
            Ok(text) => (text.to_owned(), false),
            Err(_) if all.contains(&0) => return Err(Unreadable::Unknown),
            Err(_) => (vietnamese(all).ok_or(Unreadable::Encoding)?, true),
        },
    };
    let control = |c: char| c.is_control() && !matches!(c, '\t' | '\r' | '\n');
    if text.contains(control) {
        return Err(Unreadable::Unknown);
    }
    Ok(Decoded { text, guessed })
}

/// Windows-1258, if it can be nothing else.
fn vietnamese(bytes: &[u8]) -> Option<String> {
    let (text, wrong) = encoding_rs::WINDOWS_1258.decode_without_bom_handling(bytes);
    let text = crate::text::fold::nfc(&text).into_owned();
    let fits = |c: char| c.is_ascii() || is_letter(c) || is_sign(c);
    (!wrong && text.chars().all(fits)).then_some(text)
}

/// A letter that Vietnamese has and ASCII has not. A mark of a tone that stands on no vowel is none: it
/// stays alone when the text is composed.
fn is_letter(c: char) -> bool {
    let plain = crate::text::fold::fold(c.encode_utf8(&mut [0; 4]));
    let known = plain.len() == 1 && plain.bytes().all(|b| b"adeiouy".contains(&b));
    // Folding takes off marks that Vietnamese does not have as well.
    known
        && !matches!(
            c,
            'ä' | 'Ä'
                | 'ë'
                | 'Ë'
                | 'ï'
                | 'Ï'
                | 'ö'
                | 'Ö'
                | 'ü'
                | 'Ü'
                | 'ÿ'
                | 'Ÿ'
                | 'å'
                | 'Å'
                | 'î'
                | 'Î'
                | 'û'
                | 'Û'
        )
}

/// A sign that stands in Vietnamese texts.
const fn is_sign(c: char) -> bool {
    matches!(
        c,
        '–' | '—'
            | '…'
            | '“'
            | '”'
            | '‘'
            | '’'
            | '•'
            | '₫'
            | '\u{a0}'
            | '²'
            | '³'
            | '°'
            | '×'
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use unicode_normalization::UnicodeNormalization as _;

    /// A text as Windows-1258 writes it: letters with their hats, tones behind them.
    fn old(text: &str) -> Vec<u8> {
        let mut out = Vec::new();
        for c in text.chars() {
            let mut parts: Vec<char> = c.nfd().collect();
            let tone = parts.iter().position(|m| {
                matches!(m, '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}')
            });
            let tone = tone.map(|at| parts.remove(at));
            let base: String = parts.into_iter().nfc().chain(tone).collect();
            let (bytes, _, wrong) = encoding_rs::WINDOWS_1258.encode(&base);
            assert!(!wrong, "{c}");
            out.extend_from_slice(&bytes);
        }
        out
    }

    #[test]
    fn what_an_older_excel_writes_is_read_letter_by_letter() {
        let text = "Nội dung;Nguồn vốn\r\nHỗ trợ nhà ở hộ nghèo – “đợt 1”;Ngân sách huyện\r\n\
            ĂN Ở ƯỚM THỬ, NGHĨA ĐỊA, khuỷu, quỹ, thuở, giặt, ậm ờ, Vĩnh Hưng, Vĩnh Hùng\r\n";
        let read = decoded(&old(text)).expect("readable");
        assert!(read.guessed);
        assert_eq!(read.text, text);
        assert_eq!(decoded(text.as_bytes()).map(|d| d.guessed), Ok(false));
    }

    #[test]
    fn what_could_be_something_else_is_refused() {
        // "Điều khoản" in TCVN3, in VNI, western text, a mark on no vowel.
        let cases: [&[u8]; 5] = [
            b"\xa7i\xd2u kho\xb6n;1\n",
            b"\xd1ie\xe0u khoa\xfbn;1\n",
            b"Stra\xdfe;1\n",
            b"M\xfcller;1\n",
            b"b\xec;1\n",
        ];
        for bytes in cases {
            assert_eq!(decoded(bytes), Err(Unreadable::Encoding), "{bytes:?}");
        }
    }
}
