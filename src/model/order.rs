//! Places in a list: keys that sort as bytes, with room for another between any two.
//!
//! A key is a fraction written in lower-case letters and digits, then `.`, a run counter in base 36
//! and some random characters, so that two editors who insert at the same place at the same time
//! get two keys (FILE.md §1 rule 11). Never a float.

const DIGITS: &[u8; 36] = b"0123456789abcdefghijklmnopqrstuvwxyz";

fn digit(byte: u8) -> Option<usize> {
    match byte {
        b'0'..=b'9' => Some((byte - b'0') as usize),
        b'a'..=b'z' => Some((byte - b'a') as usize + 10),
        _ => None,
    }
}

/// The fraction of a key: its digits before the first `.`; what is no digit ends it.
fn fraction(key: &str) -> Vec<usize> {
    key.bytes().map_while(digit).collect()
}

/// A key between `before` and `after` (either may be missing: the start or the end of the list).
///
/// `run` counts the keys made in this session and `random` distinguishes machines; both only make
/// the key unique. Where `before` is not below `after` (two equal or damaged keys), the new key
/// comes behind `before`.
#[must_use]
pub fn between(before: Option<&str>, after: Option<&str>, run: u32, random: &str) -> String {
    let low = before.map(fraction).unwrap_or_default();
    let high = after.map(fraction).filter(|high| *high > low);
    let mut digits = Vec::new();
    let mut bounded = high.is_some();
    for at in 0.. {
        let a = low.get(at).copied().unwrap_or(0);
        let b = if bounded {
            high.as_ref().and_then(|h| h.get(at)).copied().unwrap_or(0)
        } else {
            DIGITS.len()
        };
        if bounded && a == b {
            digits.push(a);
            continue;
        }
        if b > a + 1 {
            // At the end of a list step by little, so that keys stay short as the list grows.
            let step = if bounded || before.is_none() {
                (b - a) / 2
            } else {
                1
            };
            digits.push(a + step.max(1));
            break;
        }
        // No room at this digit: keep the lower one, and from here nothing bounds from above.
        digits.push(a);
        bounded = false;
        if at >= low.len() + 64 {
            break;
        }
    }
    let mut key: String = digits
        .iter()
        .filter_map(|d| DIGITS.get(*d))
        .map(|b| *b as char)
        .collect();
    key.push('.');
    key.push_str(&base36(run));
    key.push_str(random);
    key
}

fn base36(mut n: u32) -> String {
    let mut out = Vec::new();
    loop {
        out.push(DIGITS[(n % 36) as usize]);
        n /= 36;
        if n == 0 {
            break;
        }
    }
    out.iter().rev().map(|b| *b as char).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_key_between_lies_between(steps in prop::collection::vec(0usize..1000, 1..200)) {
            let mut keys: Vec<String> = Vec::new();
            for (run, at) in steps.into_iter().enumerate() {
                let at = at % (keys.len() + 1);
                let before = at.checked_sub(1).map(|i| keys[i].clone());
                let after = keys.get(at).cloned();
                let key = between(before.as_deref(), after.as_deref(), run as u32, "qx");
                if let Some(before) = &before { prop_assert!(*before < key, "{before} < {key}"); }
                if let Some(after) = &after { prop_assert!(key < *after, "{key} < {after}"); }
                keys.insert(at, key);
            }
        }
    }

    #[test]
    fn damaged_keys_give_a_key_behind_the_first() {
        assert!(between(Some("n.0a"), Some("n.0a"), 3, "zz").as_str() > "n.0a");
        assert!(!between(Some("!"), Some(""), 0, "a").is_empty());
    }

    #[test]
    fn appending_keeps_keys_short() {
        let mut last: Option<String> = None;
        for run in 0..1000 {
            last = Some(between(last.as_deref(), None, run, "ab"));
        }
        assert!(last.unwrap().len() < 48);
    }
}
