//! A JSON value that keeps what it was given.
//!
//! Numbers that are whole and fit an `i64` are [`Value::Int`]; every other number keeps the text it
//! was written with ([`Value::Number`]), so that `1.10` stays `1.10` and a number of thirty digits
//! stays whole (FILE.md §2). There is no floating point anywhere.

pub use super::map::Map;
use std::fmt::Write as _;
use std::sync::Arc;

/// One JSON value.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub enum Value {
    /// `null`: in a change it unsets a field; empty is not zero.
    #[default]
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A whole number in the range of `i64`, written in the shortest way.
    Int(i64),
    /// Any other number, as the text that stood in the file.
    Number(Box<str>),
    /// A string.
    Text(Box<str>),
    /// An array. As the value of an entity's field an array of strings is a *set*
    /// (see [`Value::as_set`]); what has an identity is never an element of an array.
    List(Vec<Value>),
    /// An object.
    Map(Map),
}

impl Value {
    /// A number from the text of a JSON number, which the caller has checked to be one.
    ///
    /// `-0`, `1.0` and `1e2` are not the shortest way to write a whole number and stay text.
    #[must_use]
    pub fn number(text: &str) -> Self {
        match text.parse::<i64>() {
            // The shortest way: no sign but a minus, no zero before other digits.
            Ok(n) if is_shortest(text) => Self::Int(n),
            _ => Self::Number(text.into()),
        }
    }

    /// A string value.
    #[must_use]
    pub fn text(text: impl Into<Box<str>>) -> Self {
        Self::Text(text.into())
    }

    /// A string that is unset where it is empty: empty text is no text.
    #[must_use]
    pub fn text_or_null(text: &str) -> Self {
        if text.is_empty() {
            Self::Null
        } else {
            Self::Text(text.into())
        }
    }

    /// An object from its members.
    #[must_use]
    pub fn map<K: Into<Arc<str>>>(members: impl IntoIterator<Item = (K, Self)>) -> Self {
        Self::Map(members.into_iter().map(|(k, v)| (k.into(), v)).collect())
    }

    /// The string, if it is one.
    #[must_use]
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(t) => Some(t),
            _ => None,
        }
    }

    /// The whole number, if it is one.
    #[must_use]
    pub const fn as_int(&self) -> Option<i64> {
        match self {
            Self::Int(n) => Some(*n),
            _ => None,
        }
    }

    /// The boolean, if it is one.
    #[must_use]
    pub const fn as_bool(&self) -> Option<bool> {
        match self {
            Self::Bool(b) => Some(*b),
            _ => None,
        }
    }

    /// The members, if it is an object.
    #[must_use]
    pub const fn as_map(&self) -> Option<&Map> {
        match self {
            Self::Map(m) => Some(m),
            _ => None,
        }
    }

    /// The elements, if it is an array.
    #[must_use]
    pub fn as_list(&self) -> Option<&[Self]> {
        match self {
            Self::List(l) => Some(l),
            _ => None,
        }
    }

    /// The member of an object, if this is an object and has it.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Self> {
        self.as_map()?.get(key)
    }

    /// Whether it is `null`.
    #[must_use]
    pub const fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// The elements of a set: an array of nothing but strings, at least one.
    ///
    /// This one rule of the format makes sets known without a schema: as a field's value an array
    /// of strings is a set of registers, one for each element; any other value is one register.
    #[must_use]
    pub fn as_set(&self) -> Option<impl Iterator<Item = &str>> {
        match self {
            Self::List(l) if !l.is_empty() && l.iter().all(|v| matches!(v, Self::Text(_))) => {
                Some(l.iter().filter_map(Self::as_text))
            }
            _ => None,
        }
    }

    /// The canonical JSON text: no white space, keys in byte order, the shortest escapes.
    ///
    /// Equal values have equal text; of several values in conflict the one with the greatest bytes
    /// is shown (FILE.md §1 rule 8), so this text is part of the format.
    #[must_use]
    pub fn canonical(&self) -> String {
        let mut out = String::new();
        self.write_canonical(&mut out);
        out
    }

    /// Appends the canonical JSON text to `out`.
    pub fn write_canonical(&self, out: &mut String) {
        match self {
            Self::Null => out.push_str("null"),
            Self::Bool(b) => out.push_str(if *b { "true" } else { "false" }),
            Self::Int(n) => {
                out.push_str(itoa::Buffer::new().format(*n));
            }
            Self::Number(t) => out.push_str(t),
            Self::Text(t) => write_string(out, t),
            Self::List(l) => {
                out.push('[');
                for (i, v) in l.iter().enumerate() {
                    if i > 0 {
                        out.push(',');
                    }
                    v.write_canonical(out);
                }
                out.push(']');
            }
            Self::Map(m) => m.write_canonical(out),
        }
    }
}

impl Map {
    /// Appends the canonical JSON text of the object to `out` (see [`Value::canonical`]).
    pub fn write_canonical(&self, out: &mut String) {
        out.push('{');
        for (i, (key, value)) in self.iter().enumerate() {
            if i > 0 {
                out.push(',');
            }
            write_string(out, key);
            out.push(':');
            value.write_canonical(out);
        }
        out.push('}');
    }
}

/// Whether the text of a whole number is the one that this program would write.
fn is_shortest(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    text == "0" || !digits.starts_with(['0', '+'])
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.into())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text.into())
    }
}

impl From<i64> for Value {
    fn from(n: i64) -> Self {
        Self::Int(n)
    }
}

impl From<bool> for Value {
    fn from(b: bool) -> Self {
        Self::Bool(b)
    }
}

/// Appends `text` as a JSON string with the shortest escapes: `"`, `\`, and control characters.
pub fn write_string(out: &mut String, text: &str) {
    out.reserve(text.len() + 2);
    out.push('"');
    let mut rest = text;
    while let Some(at) = first_escape(rest.as_bytes()) {
        // What is escaped is one byte long, so the text may be cut before and behind it.
        let (plain, behind) = rest.split_at(at);
        let (escaped, behind) = behind.split_at(1);
        out.push_str(plain);
        match escaped {
            "\"" => out.push_str("\\\""),
            "\\" => out.push_str("\\\\"),
            "\n" => out.push_str("\\n"),
            "\r" => out.push_str("\\r"),
            "\t" => out.push_str("\\t"),
            "\u{8}" => out.push_str("\\b"),
            "\u{c}" => out.push_str("\\f"),
            other => {
                for byte in other.bytes() {
                    // Writing to a String cannot fail.
                    let _ = write!(out, "\\u{byte:04x}");
                }
            }
        }
        rest = behind;
    }
    out.push_str(rest);
    out.push('"');
}

/// The place of the first byte that a JSON string must escape.
fn first_escape(bytes: &[u8]) -> Option<usize> {
    const fn escapes(byte: u8) -> bool {
        (byte < 0x20) | (byte == b'"') | (byte == b'\\')
    }
    // Sixteen at a time and without leaving early, which the processor does in one step.
    let (chunks, _) = bytes.as_chunks::<16>();
    let clean = |chunk: &[u8; 16]| !chunk.iter().fold(false, |any, byte| any | escapes(*byte));
    let from = 16 * chunks.iter().take_while(|chunk| clean(chunk)).count();
    let tail = bytes.get(from..)?;
    tail.iter()
        .position(|byte| escapes(*byte))
        .map(|at| from + at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_keeps_its_text() {
        assert_eq!(Value::number("100000000"), Value::Int(100_000_000));
        for odd in ["1.10", "-0", "1e2", "123456789012345678901234567890", "1.0"] {
            assert_eq!(Value::number(odd), Value::Number(odd.into()));
            assert_eq!(Value::number(odd).canonical(), odd);
        }
        assert_eq!(Value::number("9223372036854775807"), Value::Int(i64::MAX));
        assert!(matches!(
            Value::number("9223372036854775808"),
            Value::Number(_)
        ));
    }

    #[test]
    fn canonical_text_is_json() {
        let v = Value::map([
            ("z", Value::text("a\"b\\c\n\u{1}đ")),
            (
                "a",
                Value::List(vec![Value::Null, Value::Bool(true), Value::Int(-5)]),
            ),
        ]);
        assert_eq!(
            v.canonical(),
            r#"{"a":[null,true,-5],"z":"a\"b\\c\n\u0001đ"}"#
        );
        let back: serde_json::Value = serde_json::from_str(&v.canonical()).unwrap();
        assert_eq!(back["z"], "a\"b\\c\n\u{1}đ");
    }

    #[test]
    fn every_character_is_escaped_as_json_asks_wherever_it_stands() {
        for code in (0..0x300).chain(0x1ef0..0x1f00).chain([0x2028, 0x1f600]) {
            let Some(c) = char::from_u32(code) else {
                continue;
            };
            for before in [0, 1, 15, 16, 17, 40] {
                let text = format!("{}{c}{c}ế", "a".repeat(before));
                let mut ours = String::new();
                write_string(&mut ours, &text);
                assert_eq!(ours, serde_json::to_string(&text).unwrap());
            }
        }
    }

    #[test]
    fn only_an_array_of_strings_is_a_set() {
        let set = Value::List(vec!["u.a".into(), "u.b".into()]);
        assert_eq!(set.as_set().unwrap().collect::<Vec<_>>(), ["u.a", "u.b"]);
        assert!(Value::List(vec![]).as_set().is_none());
        assert!(
            Value::List(vec!["u.a".into(), Value::Int(1)])
                .as_set()
                .is_none()
        );
        assert!(Value::text("u.a").as_set().is_none());
    }
}
