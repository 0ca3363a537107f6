//! HTML that is well-formed XML too: every text is escaped here, and nowhere else is markup made.

use std::fmt::Write as _;

/// A page that is being written.
pub(super) struct Html(String);

/// A cell of a table: its words and its class.
pub(super) struct Td {
    pub words: String,
    pub class: &'static str,
}

impl Td {
    /// A cell of words.
    pub fn text(words: impl Into<String>) -> Self {
        Self {
            words: words.into(),
            class: "",
        }
    }

    /// A cell of another class.
    pub fn of(class: &'static str, words: impl Into<String>) -> Self {
        Self {
            words: words.into(),
            class,
        }
    }
}

impl Html {
    pub fn new(title: &str, policy: &str, style: &str) -> Self {
        let mut h = Self(String::from(
            "<!DOCTYPE html>\n<html lang=\"vi\">\n<head>\n<meta charset=\"utf-8\"/>\n",
        ));
        h.put("<meta http-equiv=\"Content-Security-Policy\" content=\"");
        h.text(policy);
        h.put("\"/>\n<meta name=\"viewport\" content=\"width=device-width\"/>\n");
        h.put("<meta name=\"referrer\" content=\"no-referrer\"/>\n");
        h.element("title", "", title);
        h.put("\n<style>\n");
        h.put(style);
        h.put("</style>\n</head>\n<body>\n");
        h
    }

    pub fn finish(mut self) -> String {
        self.put("</body>\n</html>\n");
        self.0
    }

    /// Markup of the program's own; never anything received.
    fn put(&mut self, markup: &str) {
        self.0.push_str(markup);
    }

    /// Any text.
    pub fn text(&mut self, text: &str) {
        for c in text.chars() {
            match c {
                '&' => self.0.push_str("&amp;"),
                '<' => self.0.push_str("&lt;"),
                '>' => self.0.push_str("&gt;"),
                '"' => self.0.push_str("&quot;"),
                '\'' => self.0.push_str("&#39;"),
                '\n' | '\t' => self.0.push(c),
                // No character of a page at all.
                c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => {
                    self.0.push('\u{fffd}');
                }
                c => self.0.push(c),
            }
        }
    }

    fn open(&mut self, tag: &str, class: &str) {
        // Writing to a String cannot fail, here and below.
        let _ = if class.is_empty() {
            write!(self.0, "<{tag}>")
        } else {
            write!(self.0, "<{tag} class=\"{class}\">")
        };
    }

    fn close(&mut self, tag: &str) {
        let _ = write!(self.0, "</{tag}>");
    }

    pub fn element(&mut self, tag: &str, class: &str, text: &str) {
        self.open(tag, class);
        self.text(text);
        self.close(tag);
        self.put("\n");
    }

    /// Without a line end behind it: within a paragraph.
    pub fn inline(&mut self, tag: &str, body: impl FnOnce(&mut Self)) {
        self.open(tag, "");
        body(self);
        self.close(tag);
    }

    pub fn within(&mut self, tag: &str, class: &str, body: impl FnOnce(&mut Self)) {
        self.open(tag, class);
        body(self);
        self.close(tag);
        self.put("\n");
    }

    /// A part of the page that its list of contents leads to. Its id is the program's own.
    pub fn section(&mut self, id: &str, title: &str, body: impl FnOnce(&mut Self)) {
        let _ = writeln!(self.0, "<section id=\"{id}\">");
        self.element("h2", "", title);
        body(self);
        self.put("</section>\n");
    }

    pub fn nav(&mut self, name: &str, parts: &[(&str, &str)]) {
        self.put("<nav aria-label=\"");
        self.text(name);
        self.put("\"><ul>");
        for (id, words) in parts {
            let _ = write!(self.0, "<li><a href=\"#{id}\">");
            self.text(words);
            self.put("</a></li>");
        }
        self.put("</ul></nav>\n");
    }

    /// A table: its columns with the class of their heads, its rows each with a class.
    pub fn table(&mut self, columns: &[(&str, &str)], rows: &[(&str, Vec<Td>)]) {
        self.put("<table><thead><tr>");
        for (words, class) in columns {
            self.open("th", class);
            self.text(words);
            self.close("th");
        }
        self.put("</tr></thead><tbody>\n");
        for (class, cells) in rows {
            self.open("tr", class);
            for cell in cells {
                self.open("td", cell.class);
                self.text(&cell.words);
                self.close("td");
            }
            self.put("</tr>\n");
        }
        self.put("</tbody></table>\n");
    }
}
