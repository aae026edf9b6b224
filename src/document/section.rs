//! One view in a document: heading, note, findings, chart, tables, what is hidden, method.

use super::{
    bars::BarChart,
    tree::{Node, element},
};

/// Stands where a number is hidden.
pub const HIDDEN_MARK: &str = "•";
/// Tables with more columns than this are printed small, on their side.
const WIDE: usize = 12;
const WIDER: usize = 26;

/// A view.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Section {
    /// Its heading.
    pub heading: String,
    /// What its author says of it; lines become paragraphs.
    pub note: String,
    /// Findings, in sentences.
    pub findings: Vec<String>,
    /// The chart, where there is one beside the tables.
    pub chart: Option<BarChart>,
    /// The numbers.
    pub tables: Vec<Table>,
    /// What is hidden and left out, in sentences.
    pub hidden: Vec<String>,
    /// Heading of the method.
    pub method_heading: String,
    /// How it was counted, in sentences.
    pub method: Vec<String>,
}

/// A table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// What it shows.
    pub caption: String,
    /// Heads of the columns, those of the row heads among them.
    pub heads: Vec<String>,
    /// How many columns at the left name the row.
    pub row_heads: usize,
    /// The rows.
    pub rows: Vec<Vec<Cell>>,
    /// Whether cells are shaded: then they stand close.
    pub is_heatmap: bool,
    /// Word for a hidden number, for those who hear the table.
    pub hidden_word: String,
}

/// A cell of a table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cell {
    /// What it says.
    pub text: String,
    /// What stands behind it, smaller: n, an interval.
    pub more: String,
    /// Its shade.
    pub shade: Option<u8>,
    /// Whether its number is hidden.
    pub is_hidden: bool,
}

impl Cell {
    /// A cell that says something.
    pub fn says(text: impl Into<String>) -> Cell {
        Cell { text: text.into(), ..Cell::default() }
    }

    /// A cell whose number is hidden.
    pub fn hidden() -> Cell {
        Cell { is_hidden: true, ..Cell::default() }
    }
}

impl Section {
    /// How many numbers are hidden, and how many there are.
    pub fn hidden_of(&self) -> (usize, usize) {
        let (mut hidden, mut all) = (0, 0);
        for table in &self.tables {
            for cell in table.rows.iter().flat_map(|row| row.iter().skip(table.row_heads)) {
                hidden += usize::from(cell.is_hidden);
                all += usize::from(cell.is_hidden || !cell.text.is_empty());
            }
        }
        (hidden, all)
    }

    /// The section with its heading and note. `at` is its place in the document.
    pub fn whole(&self, at: usize) -> Node {
        element("section")
            .class("document__section")
            .child(element("h2").text(&self.heading))
            .children(paragraphs(&self.note, "document__note"))
            .children(self.body(at))
    }

    /// The section without them.
    pub fn body(&self, at: usize) -> Vec<Node> {
        let mut nodes: Vec<Node> =
            self.findings.iter().map(|line| element("p").class("document__finding").text(line)).collect();
        if let Some(chart) = &self.chart {
            nodes.push(chart.draw(at));
        }
        nodes.extend(self.tables.iter().map(Table::draw));
        nodes.extend(self.hidden.iter().map(|line| element("p").class("document__hidden").text(line)));
        if !self.method.is_empty() {
            nodes.push(element("h3").class("document__method-head").text(&self.method_heading));
            let lines = self.method.iter().map(|line| element("li").text(line));
            nodes.push(element("ul").class("document__method").children(lines));
        }
        nodes
    }
}

impl Table {
    fn draw(&self) -> Node {
        let heads = self.heads.iter().enumerate().map(|(column, head)| {
            let head = element("th").with("scope", "col").text(head);
            if column >= self.row_heads { head.class("document__number") } else { head }
        });
        let rows = self.rows.iter().map(|row| {
            element("tr").children(row.iter().enumerate().map(|(column, cell)| {
                if column < self.row_heads {
                    element("th").with("scope", "row").text(&cell.text)
                } else {
                    self.draw_number(cell)
                }
            }))
        });
        let mut class = "document__table".to_owned();
        if self.is_heatmap {
            class.push_str(" document__table--heat");
        }
        if self.heads.len() > WIDE {
            class.push_str(" document__table--wide");
        }
        if self.heads.len() > WIDER {
            class.push_str(" document__table--wider");
        }
        // A box that scrolls must be reached by the keyboard, and then needs a name. Not a landmark: names repeat.
        element("div").class(class).with("role", "group").with("tabindex", "0").with("aria-label", &self.caption).child(
            element("table")
                .child(element("caption").text(&self.caption))
                .child(element("thead").child(element("tr").children(heads)))
                .child(element("tbody").children(rows)),
        )
    }

    fn draw_number(&self, cell: &Cell) -> Node {
        let mut class = "document__number".to_owned();
        if cell.is_hidden {
            class.push_str(" document__number--hidden");
        } else if let Some(shade) = cell.shade {
            class.push_str(&format!(" heat-{shade}"));
        }
        let node = element("td").class(class);
        if cell.is_hidden {
            let spoken = element("span").class("document__spoken").text(&self.hidden_word);
            return node.child(element("span").with("aria-hidden", "true").text(HIDDEN_MARK)).child(spoken);
        }
        let node = node.text(&cell.text);
        if cell.more.is_empty() { node } else { node.child(element("small").text(&cell.more)) }
    }
}

/// A text of several lines as paragraphs.
pub fn paragraphs(text: &str, class: &str) -> Vec<Node> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.map(|line| element("p").class(class).text(line)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> Table {
        let shaded = Cell { shade: Some(4), ..Cell::says("12") };
        Table {
            caption: "Events".into(),
            heads: vec!["Stage".into(), "web".into(), "app".into(), "mail".into()],
            row_heads: 1,
            rows: vec![vec![Cell::says("see"), shaded, Cell::hidden(), Cell::default()]],
            hidden_word: "hidden".into(),
            ..Table::default()
        }
    }

    #[test]
    fn tables_have_heads_a_caption_and_a_word_for_what_is_hidden() {
        let html = table().draw().to_html();
        assert!(html.contains("<caption>Events</caption>") && html.contains("<th scope=\"row\">see</th>"));
        assert!(html.contains("<td class=\"document__number heat-4\">12</td>"));
        assert!(html.contains("<span class=\"document__spoken\">hidden</span>"));
    }

    #[test]
    fn hidden_numbers_are_counted() {
        let section = Section { tables: vec![table()], ..Section::default() };
        assert_eq!(section.hidden_of(), (1, 2));
    }
}
