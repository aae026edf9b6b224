//! A tree of elements and texts, and how it is written as HTML.
//!
//! Names of elements and attributes are constants of this program; texts and values of attributes are anybody's, and
//! are escaped wherever they are written. Values stand between double quotes.

/// An element.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// Its name.
    pub tag: &'static str,
    /// Names and values.
    pub attributes: Vec<(&'static str, String)>,
    /// What it holds.
    pub children: Vec<Child>,
}

/// What an element holds.
#[derive(Clone, Debug, PartialEq)]
pub enum Child {
    /// Another element.
    Element(Node),
    /// Text.
    Text(String),
}

/// An empty element.
pub fn element(tag: &'static str) -> Node {
    Node { tag, attributes: Vec::new(), children: Vec::new() }
}

impl Node {
    /// With an attribute.
    pub fn with(mut self, name: &'static str, value: impl ToString) -> Node {
        self.attributes.push((name, value.to_string()));
        self
    }

    /// With a class.
    pub fn class(self, class: impl ToString) -> Node {
        self.with("class", class)
    }

    /// With a text at its end.
    pub fn text(mut self, text: impl ToString) -> Node {
        self.children.push(Child::Text(text.to_string()));
        self
    }

    /// With an element at its end.
    pub fn child(mut self, child: Node) -> Node {
        self.children.push(Child::Element(child));
        self
    }

    /// With elements at its end.
    pub fn children(mut self, children: impl IntoIterator<Item = Node>) -> Node {
        self.children.extend(children.into_iter().map(Child::Element));
        self
    }

    /// The element as HTML.
    pub fn to_html(&self) -> String {
        let mut html = String::new();
        self.write(&mut html);
        html
    }

    fn write(&self, html: &mut String) {
        html.push('<');
        html.push_str(self.tag);
        for (name, value) in &self.attributes {
            html.push(' ');
            html.push_str(name);
            html.push_str("=\"");
            escape(value, html);
            html.push('"');
        }
        html.push('>');
        if self.tag == "meta" {
            return;
        }
        for child in &self.children {
            match child {
                Child::Element(node) => node.write(html),
                // A style sheet is no text to browsers: nothing is escaped in it, and it is our own.
                Child::Text(text) if self.tag == "style" => html.push_str(text),
                Child::Text(text) => escape(text, html),
            }
        }
        html.push_str("</");
        html.push_str(self.tag);
        html.push('>');
    }
}

fn escape(text: &str, html: &mut String) {
    for letter in text.chars() {
        match letter {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            // HTML has no such letter; a file that ends there would be cut.
            '\0' => html.push('\u{FFFD}'),
            _ => html.push(letter),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_and_attributes_are_escaped() {
        let node = element("p").with("title", "\"><script>").text("a < b & 'c'\0").child(element("b").text("d"));
        assert_eq!(node.to_html(), "<p title=\"&quot;&gt;&lt;script&gt;\">a &lt; b &amp; 'c'\u{FFFD}<b>d</b></p>");
    }

    /// Strangers' payloads, where they are at hand.
    #[test]
    fn known_payloads_stay_text() {
        let Ok(text) = std::fs::read_to_string("../shared/corpora/xss_payloads.json") else { return };
        let payloads: Vec<serde_json::Value> = serde_json::from_str(&text).expect("the corpus reads");
        for payload in payloads.iter().filter_map(|entry| entry["payload"].as_str()) {
            let html = element("p").with("title", payload).text(payload).to_html();
            let inner = &html["<p title=\"".len()..html.len() - "</p>".len()];
            assert_eq!(inner.matches('"').count(), 1, "{payload}");
            assert!(!inner.contains('<') && inner.matches('>').count() == 1, "{payload}");
        }
    }
}
