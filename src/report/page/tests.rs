//! The page is read by a parser that knows nothing of how it was made.

use super::*;
use crate::change::{Document, Op, Session};
use crate::codec::embedded::{new_document, sample_document};
use crate::insight::YearFilter;
use crate::merge::anonymised;
use crate::model::Path;
use crate::model::clause::plain;
use roxmltree::{Document as Tree, Node, ParsingOptions};

fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2024, 8, 19).expect("a day")
}

fn made(document: &Document, names: bool) -> String {
    let insight = Insight::of(document, day(), YearFilter::All);
    let nameless = (!names).then(|| anonymised(document, ""));
    page(&Page {
        document,
        programme: nameless.as_ref().unwrap_or(document).programme(),
        insight: &insight,
        names,
        by: "huyện Vĩnh Lộc",
        on: day(),
    })
}

fn tree(html: &str) -> Tree<'_> {
    let options = ParsingOptions {
        allow_dtd: true,
        ..ParsingOptions::default()
    };
    Tree::parse_with_options(html, options).expect("well formed")
}

fn words(node: Node<'_, '_>) -> String {
    node.descendants()
        .filter(|n| n.is_text())
        .filter_map(|n| n.text())
        .collect()
}

fn section<'a, 'b>(tree: &'a Tree<'b>, id: &str) -> Node<'a, 'b> {
    tree.descendants()
        .find(|n| n.attribute("id") == Some(id))
        .expect("the section")
}

#[test]
fn the_official_text_stands_in_it_word_for_word() {
    for document in [new_document("d"), sample_document("s")] {
        let html = made(&document, false);
        let tree = tree(&html);
        let official = section(&tree, "van-ban");
        assert!(words(official).contains("Nguyên văn, không sửa chữ nào."));
        let box_of = official
            .descendants()
            .find(|n| n.attribute("class") == Some("official"))
            .expect("the text");
        let said: Vec<String> = box_of
            .children()
            .filter(|n| n.has_tag_name("p"))
            .map(words)
            .collect();
        let text = &document.programme().text;
        let stands = text.all().iter().map(|c| match c.marker.as_str() {
            "" => plain(&c.text),
            marker => format!("{marker} {}", plain(&c.text)),
        });
        assert_eq!(said, stands.collect::<Vec<_>>());
    }
}

#[test]
fn nothing_received_becomes_markup_and_nothing_is_loaded_or_run() {
    let mut document = sample_document("s");
    document.begin_session("testtesttest", Session::default());
    let hostile = "</td><script src=\"https://evil.example/x.js\">alert(1)</script><img src=x onerror='y'>&#60;\u{202e}]]>\u{1}";
    let activity = document.programme().activities.keys().next().expect("one");
    let on = Path::new("activities", activity.as_str());
    document.commit(vec![Op::set(&on, "title", hostile)], 1);
    let unit = document.programme().units.keys().next().expect("one");
    let unit = Path::new("units", unit.as_str());
    document.commit(vec![Op::set(&unit, "short_name", hostile)], 1);
    let party = Path::new("parties", "vl");
    document.commit(vec![Op::set(&party, "short_name", hostile)], 1);
    let header = Path::programme();
    document.commit(vec![Op::set(&header, "title", hostile)], 1);
    let html = made(&document, true);
    let tree = tree(&html);
    let known = [
        "html", "head", "meta", "title", "style", "body", "header", "h1", "h2", "h3", "p", "nav",
        "ul", "li", "a", "section", "div", "table", "thead", "tbody", "tr", "th", "td", "strong",
        "em", "footer",
    ];
    for node in tree.descendants().filter(Node::is_element) {
        let name = node.tag_name().name();
        assert!(known.contains(&name), "{name}");
        for attribute in node.attributes() {
            let name = attribute.name();
            assert!(
                [
                    "lang",
                    "charset",
                    "http-equiv",
                    "content",
                    "name",
                    "class",
                    "id",
                    "href",
                    "aria-label"
                ]
                .contains(&name),
                "{name}"
            );
            if name == "href" {
                assert!(attribute.value().starts_with('#'), "{}", attribute.value());
            }
        }
    }
    assert!(!html.contains("<script") && !html.contains("<img") && !html.contains("url("));
    assert!(html.contains("default-src 'none'") || html.contains("default-src &#39;none&#39;"));
    // It is there to be read, what cannot be seen in it as a code.
    let said = words(section(&tree, "viec"));
    assert!(said.contains("<script src=\"https://evil.example/x.js\">"));
    assert!(
        said.contains("‹U+202E›") && said.contains("‹U+0001›"),
        "{said}"
    );
}

#[test]
fn it_says_what_the_program_says() {
    let document = sample_document("s");
    let insight = Insight::of(&document, day(), YearFilter::All);
    let html = made(&document, false);
    let tree = tree(&html);
    let all = words(tree.root());
    for said in [
        "Tính đến ngày 19/08/2024",
        "Dữ liệu minh hoạ",
        "huyện Vĩnh Lộc",
    ] {
        assert!(all.contains(said), "{said}");
    }
    let cells = |node: Node<'_, '_>| -> Vec<String> {
        let cells = node.descendants().filter(|n| n.has_tag_name("td"));
        cells.map(words).collect()
    };
    // Every activity once, each with its standing.
    let rows = section(&tree, "viec")
        .descendants()
        .filter(|n| n.has_tag_name("tr"));
    let rows: Vec<Vec<String>> = rows.map(cells).filter(|r| !r.is_empty()).collect();
    assert_eq!(rows.len(), document.programme().activities.len());
    let late = rows.iter().filter(|r| r[4].starts_with("Quá hạn")).count();
    assert_eq!(late, insight.overdue());
    // The sums of the first table are those of the program.
    let sums = section(&tree, "tong-quan")
        .descendants()
        .find(|n| n.attribute("class") == Some("sum"))
        .map(cells)
        .expect("a row of totals");
    assert_eq!(sums[1], document.programme().activities.len().to_string());
    assert_eq!(sums[4], insight.overdue().to_string());
    // Money: what the sample spent in 2023, how many years have figures, and what is only arithmetic.
    let money = words(section(&tree, "kinh-phi"));
    for said in ["444.700.000", "98,8", "2/4", "—"] {
        assert!(money.contains(said), "{said} in {money}");
    }
    let plans = words(section(&tree, "ke-hoach"));
    assert!(plans.contains("Cẩm Thủy: chưa thống nhất"), "{plans}");
}

#[test]
fn no_household_is_named_unless_that_is_asked_for() {
    let mut document = sample_document("s");
    document.begin_session("testtesttest", Session::default());
    let house = document.programme().houses.keys().next().expect("one");
    let on = Path::new("houses", house.as_str());
    let set = |document: &mut Document, on: &Path, key: &str, to: &str| {
        document.commit(vec![Op::set(on, key, to)], 1);
    };
    set(&mut document, &on, "household", "Phạm Thị Kín");
    set(&mut document, &on, "hamlet", "Thôn Giấu");
    let activity = document.programme().activities.keys().next().expect("one");
    let activity = Path::new("activities", activity.as_str());
    set(
        &mut document,
        &activity,
        "title",
        "Xây nhà cho bà Phạm Thị Kín",
    );
    let without = made(&document, false);
    assert!(!without.contains("Phạm Thị Kín") && !without.contains("Thôn Giấu"));
    assert!(without.contains("Trang không nêu tên hộ và thôn."));
    let with = made(&document, true);
    let with = words(section(&tree(&with), "nha-o"));
    assert!(
        with.contains("Phạm Thị Kín") && with.contains("Thôn Giấu"),
        "{with}"
    );
}

#[test]
fn a_new_programme_has_a_page_too() {
    let document = new_document("d");
    let html = made(&document, false);
    let said = words(tree(&html).root());
    assert!(said.contains("400.000.000 (số tính)"), "{said}");
    for words in ["Chưa có việc nào.", "Chưa có kế hoạch.", "Chưa có số liệu."] {
        assert!(said.contains(words), "{words}");
    }
}
