//! Shared reports → one HTML document that stands on its own.
//!
//! The document is a tree of elements ([`tree`]) before it is anything else: the file is written from it, and the page
//! shows the same tree, so that what is seen is what is shared. It has no script, loads nothing, and its policy forbids
//! both; the one style sheet is allowed by its hash.
//!
//! | Module | What |
//! | --- | --- |
//! | [`tree`] | elements and texts, and how they are written as HTML |
//! | [`section`] | one view: findings, chart, tables, method |
//! | [`bars`] | the bars of a funnel as SVG |
//! | [`sha256`] | the hash in the policy |

pub mod bars;
pub mod section;
pub mod sha256;
pub mod tree;

use section::Section;
use tree::{Node, element};

/// A report that is shared.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Document {
    /// BCP 47 tag of its language.
    pub language: String,
    /// Its title.
    pub title: String,
    /// What its author says first; lines become paragraphs.
    pub introduction: String,
    /// Where the numbers are from: source, dates.
    pub about: Vec<String>,
    /// The views.
    pub sections: Vec<Section>,
    /// The last lines: what is hidden, what it was made with.
    pub closing: Vec<String>,
}

impl Document {
    /// The document as a file. `style` is a style sheet that loads nothing.
    pub fn to_html(&self, style: &str) -> String {
        let policy =
            format!("default-src 'none'; style-src '{}'; base-uri 'none'; form-action 'none'", sha256::source(style));
        let head = element("head")
            .child(element("meta").with("charset", "utf-8"))
            .child(element("meta").with("http-equiv", "Content-Security-Policy").with("content", policy))
            .child(element("meta").with("name", "referrer").with("content", "no-referrer"))
            .child(element("meta").with("name", "viewport").with("content", "width=device-width, initial-scale=1"))
            .child(element("meta").with("name", "color-scheme").with("content", "light dark"))
            .child(element("title").text(&self.title))
            .child(element("style").text(style));
        let body = element("body").class("document-page").child(self.main());
        let html = element("html").with("lang", &self.language).child(head).child(body);
        format!("<!doctype html>\n{}\n", html.to_html())
    }

    fn main(&self) -> Node {
        let mut header = element("header").class("document__head").child(element("h1").text(&self.title));
        header = header.children(section::paragraphs(&self.introduction, "document__note"));
        header = header.children(self.about.iter().map(|line| element("p").class("document__about").text(line)));
        let sections = self.sections.iter().enumerate().map(|(at, section)| section.whole(at));
        let closing = self.closing.iter().map(|line| element("p").text(line));
        element("main")
            .class("document")
            .child(header)
            .children(sections)
            .child(element("footer").class("document__foot").children(closing))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_has_no_script_and_its_policy_allows_its_style_alone() {
        let document = Document {
            language: "en".into(),
            title: "<script>alert(1)</script> & \"co\"".into(),
            introduction: "one\n\ntwo <b>".into(),
            sections: vec![Section { heading: "</style><img src=x onerror=alert(1)>".into(), ..Section::default() }],
            ..Document::default()
        };
        let html = document.to_html("p { color: red }");
        assert!(html.starts_with("<!doctype html>\n<html lang=\"en\"><head>"));
        assert!(html.contains("style-src 'sha256-"), "{html}");
        assert!(html.contains("<style>p { color: red }</style>"));
        assert!(html.contains("<h1>&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;co&quot;</h1>"));
        assert!(!html.contains("<script") && !html.contains("<img") && !html.contains("<b>"));
        assert_eq!(html.matches("<p class=\"document__note\">").count(), 2);
    }
}
