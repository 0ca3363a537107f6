//! Names of files that every system takes, Windows among them, from words of a programme.

/// The most bytes of a stem: with an ending and a number it stays below the 255 that file systems allow.
const MOST: usize = 160;
/// Characters that Windows forbids in names.
const FORBIDDEN: [char; 9] = ['<', '>', ':', '"', '/', '\\', '|', '?', '*'];
/// A text as the stem of a file's name: nothing that a system forbids, nothing hidden, not too long. Empty
/// where nothing is left.
#[must_use]
pub fn stem(text: &str) -> String {
    let plain = text.chars().map(|c| {
        let hidden = c.is_control() || super::visible::has_hidden(c.encode_utf8(&mut [0; 4]));
        match c {
            c if hidden || c.is_whitespace() => ' ',
            c if FORBIDDEN.contains(&c) => '-',
            c => c,
        }
    });
    let plain: String = plain.collect();
    let words: Vec<&str> = plain.split_whitespace().collect();
    let mut name = words.join(" ");
    if name.len() > MOST {
        let mut end = MOST;
        while !name.is_char_boundary(end) {
            end -= 1;
        }
        name.truncate(end);
    }
    let name = name.trim_matches(|c: char| c == '.' || c.is_whitespace());
    if is_device(name) {
        format!("_{name}")
    } else {
        name.to_owned()
    }
}

/// Whether Windows keeps a name for a device: `con`, `com1`, whatever ending follows.
fn is_device(name: &str) -> bool {
    let first = name.split('.').next().unwrap_or_default().trim_end();
    let first = first.to_ascii_lowercase();
    let numbered = |device: &str| {
        let digit = first.strip_prefix(device).and_then(|d| d.parse().ok());
        digit.is_some_and(|d: u8| d <= 9)
    };
    ["con", "prn", "aux", "nul"].contains(&first.as_str()) || numbered("com") || numbered("lpt")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_ones_that_every_system_takes() {
        for (text, name) in [
            (
                "Chương trình Vĩnh Lộc – Cẩm Thủy 2026-11-23 VL",
                "Chương trình Vĩnh Lộc – Cẩm Thủy 2026-11-23 VL",
            ),
            ("../../etc/passwd", "-..-etc-passwd"),
            ("C:\\Users\\x", "C--Users-x"),
            ("a\u{202e}gpj.exe\u{200b}", "a gpj.exe"),
            ("dòng\nhai\tba  bốn", "dòng hai ba bốn"),
            ("tên. . .", "tên"),
            ("CON", "_CON"),
            ("com1.chương trình", "_com1.chương trình"),
            ("Công văn", "Công văn"),
            ("concert", "concert"),
            ("\u{0}\u{7}", ""),
        ] {
            assert_eq!(stem(text), name, "{text:?}");
        }
        let long = stem(&"Cẩm Thủy ".repeat(90));
        assert!(long.len() <= MOST && long.starts_with("Cẩm Thủy"), "{long}");
        assert_eq!(long.trim(), long);
    }
}
