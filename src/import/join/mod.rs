//! Several identifiers, several sources: who is the same customer?
//!
//! Rows that carry two identifiers link them; linked identifiers are one customer, in all sources. As in Segment
//! ("Identity Resolution Settings"), a customer has a limited number of identifiers of each kind, values that stand for
//! nobody are left out, and where a link would break a limit its weakest identifier is left out: so a shared device
//! does not make one customer of a family.
//!
//! Links are made in the order of the rows behind them, most first, and then of their texts: the order of rows and files
//! does not matter.

mod identity;

use std::collections::{BTreeMap, BTreeSet};

use foldhash::fast::FixedState;
use hashbrown::HashMap;

use super::{
    IdentifierKind,
    gather::Gather,
    report::{JoinedBy, JoiningReport, RefusedLinks, RefusedReason},
};
use crate::event_log::{Dictionary, Interner, MISSING};
use crate::order;

const KINDS: usize = IdentifierKind::ALL.len();
/// No identifier of a kind.
const NONE: u32 = u32::MAX;
/// Examples of values that were left out.
const EXAMPLES: usize = 5;

/// Who is who.
pub(super) struct Joined {
    /// The customer of each row, by source; codes in [`Joined::names`].
    pub customers: Vec<Vec<u32>>,
    /// A name for each customer: its strongest identifier.
    pub names: Dictionary,
    /// What is to be said of it.
    pub report: JoiningReport,
}

/// The identifiers of a row, by kind; [`NONE`] where it has none of it.
type Link = [u32; KINDS];

/// An identifier.
struct Node {
    kind: usize,
    rows: u64,
    is_blocked: bool,
    /// The sources it is in: the last one seen, and whether there are others.
    source: usize,
    in_several: bool,
    /// Whether a link with it was made.
    is_linked: bool,
    /// Towards the customer it belongs to.
    parent: u32,
    /// Identifiers of each kind that its customer has; kept right at the customer's root alone.
    counts: [u32; KINDS],
}

/// Joins the customers of the sources.
pub(super) fn join(sources: &[&Gather]) -> Joined {
    let mut graph = Graph::default();
    let rows: Vec<SourceRows> = sources.iter().enumerate().map(|(at, source)| graph.read(at, source)).collect();
    graph.link(&rows);
    graph.finish(&rows)
}

/// The links of a source, and which of them each row has.
struct SourceRows {
    links: Vec<(Link, u64)>,
    link_of_row: Vec<u32>,
}

#[derive(Default)]
struct Graph {
    texts: [Interner; KINDS],
    /// The node of each text, by kind and code.
    node_of: [Vec<u32>; KINDS],
    nodes: Vec<Node>,
    refused: BTreeMap<(IdentifierKind, RefusedReason), BTreeMap<u32, u64>>,
}

impl Graph {
    /// Reads the identifiers of a source.
    fn read(&mut self, source: usize, gather: &Gather) -> SourceRows {
        let n_rows = gather.n_kept();
        let mut row_links: Vec<Link> = vec![[NONE; KINDS]; n_rows];
        for (position, &(column, kind)) in gather.plan.identifiers.iter().enumerate() {
            let slot = IdentifierKind::ALL.iter().position(|&known| known == kind).unwrap_or_default();
            let (interner, codes): (&Interner, Box<dyn Iterator<Item = u32>>) = match gather.builder(column) {
                _ if position == 0 => (&gather.customers, Box::new(gather.customer_chunks.iter().flatten().copied())),
                Some(builder) => (builder.interner(), Box::new(builder.codes())),
                None => continue,
            };
            let nodes: Vec<u32> =
                (0..interner.len() as u32).map(|code| self.node(slot, interner.text(code), source)).collect();
            for (link, code) in row_links.iter_mut().zip(codes) {
                link[slot] = nodes[code as usize];
            }
        }
        let mut known = HashMap::<Link, u32, FixedState>::default();
        let mut links: Vec<(Link, u64)> = Vec::new();
        let link_of_row = row_links.into_iter().map(|link| {
            let place = *known.entry(link).or_insert_with(|| {
                links.push((link, 0));
                links.len() as u32 - 1
            });
            links[place as usize].1 += 1;
            place
        });
        let link_of_row = link_of_row.collect();
        for (link, rows) in &links {
            for &node in link.iter().filter(|&&node| node != NONE) {
                self.nodes[node as usize].rows += rows;
            }
        }
        SourceRows { links, link_of_row }
    }

    fn node(&mut self, kind: usize, text: &[u8], source: usize) -> u32 {
        let text = String::from_utf8_lossy(text);
        let normal = IdentifierKind::ALL[kind].normal(&text);
        if normal.is_empty() {
            return NONE;
        }
        let code = self.texts[kind].intern(normal.as_bytes()) as usize;
        let node_of = &mut self.node_of[kind];
        if code >= node_of.len() {
            node_of.resize(code + 1, NONE);
        }
        if node_of[code] == NONE {
            let id = self.nodes.len() as u32;
            node_of[code] = id;
            let mut counts = [0; KINDS];
            counts[kind] = 1;
            let is_blocked = IdentifierKind::ALL[kind].is_blocked(&normal);
            self.nodes.push(Node {
                kind,
                rows: 0,
                is_blocked,
                source,
                in_several: false,
                is_linked: false,
                parent: id,
                counts,
            });
        }
        let node = &mut self.nodes[node_of[code] as usize];
        node.in_several |= node.source != source;
        node_of[code]
    }

    /// The root of a node's customer.
    fn root(&mut self, mut node: u32) -> u32 {
        while self.nodes[node as usize].parent != node {
            let above = self.nodes[self.nodes[node as usize].parent as usize].parent;
            self.nodes[node as usize].parent = above;
            node = above;
        }
        node
    }

    /// Makes all links that may be made.
    fn link(&mut self, sources: &[SourceRows]) {
        let mut rows = BTreeMap::<Link, u64>::new();
        for (link, count) in sources.iter().flat_map(|source| &source.links) {
            *rows.entry(*link).or_default() += count;
        }
        let mut links: Vec<(Link, u64)> = rows.into_iter().collect();
        let texts = self.texts_by_node();
        let text = |node: u32| texts.get(node as usize).copied().unwrap_or_default();
        order::sort_by(&mut links, |(left, left_rows), (right, right_rows)| {
            right_rows.cmp(left_rows).then_with(|| left.map(text).cmp(&right.map(text)))
        });
        for (link, rows) in links {
            self.make(link, rows);
        }
    }

    /// Makes one link, without what must be left out.
    fn make(&mut self, link: Link, rows: u64) {
        let mut present: Vec<u32> = Vec::with_capacity(KINDS);
        for node in link.into_iter().filter(|&node| node != NONE) {
            if self.nodes[node as usize].is_blocked {
                self.refuse(node, RefusedReason::Blocked, rows);
            } else {
                present.push(node);
            }
        }
        while let (Some(&weakest), true) = (present.last(), present.len() > 1) {
            let mut roots: Vec<u32> = present.iter().map(|&node| self.root(node)).collect();
            roots.sort_unstable();
            roots.dedup();
            let mut counts = [0; KINDS];
            for &root in &roots {
                for (sum, count) in counts.iter_mut().zip(self.nodes[root as usize].counts) {
                    *sum += count;
                }
            }
            if roots.len() > 1 && counts.iter().zip(IdentifierKind::ALL).any(|(&count, kind)| count > kind.limit()) {
                self.refuse(weakest, RefusedReason::Limit, rows);
                present.pop();
                continue;
            }
            for &root in &roots[1..] {
                self.nodes[root as usize].parent = roots[0];
            }
            self.nodes[roots[0] as usize].counts = counts;
            for &node in &present {
                self.nodes[node as usize].is_linked = true;
            }
            break;
        }
    }

    fn refuse(&mut self, node: u32, reason: RefusedReason, rows: u64) {
        let kind = IdentifierKind::ALL[self.nodes[node as usize].kind];
        *self.refused.entry((kind, reason)).or_default().entry(node).or_default() += rows;
    }

    fn texts_by_node(&self) -> Vec<&[u8]> {
        let mut texts: Vec<&[u8]> = vec![b""; self.nodes.len()];
        for (interner, node_of) in self.texts.iter().zip(&self.node_of) {
            for (code, &node) in node_of.iter().enumerate().filter(|&(_, &node)| node != NONE) {
                texts[node as usize] = interner.text(code as u32);
            }
        }
        texts
    }

    /// The strongest identifier of a link; one that stands for nobody only where there is no other.
    fn strongest(&self, link: &Link) -> u32 {
        let present = || link.iter().copied().filter(|&node| node != NONE);
        present().find(|&node| !self.nodes[node as usize].is_blocked).or_else(|| present().next()).unwrap_or(NONE)
    }

    /// Gives each row its customer, in the order of first sight.
    fn finish(mut self, sources: &[SourceRows]) -> Joined {
        let mut code_of_root = vec![MISSING; self.nodes.len()];
        let mut roots = Vec::new();
        let mut last_source: Vec<Option<usize>> = Vec::new();
        let mut in_several = Vec::new();
        let mut alone = vec![false; self.nodes.len()];
        let mut customers = Vec::with_capacity(sources.len());
        for (at, source) in sources.iter().enumerate() {
            let mut code_of_link = vec![MISSING; source.links.len()];
            let codes = source.link_of_row.iter().map(|&link| {
                let code = &mut code_of_link[link as usize];
                if *code == MISSING {
                    let strongest = self.strongest(&source.links[link as usize].0);
                    alone[strongest as usize] = true;
                    let root = self.root(strongest);
                    if code_of_root[root as usize] == MISSING {
                        roots.push(root);
                        last_source.push(None);
                        in_several.push(false);
                        code_of_root[root as usize] = roots.len() as u32;
                    }
                    *code = code_of_root[root as usize];
                    let place = *code as usize - 1;
                    in_several[place] |= last_source[place].is_some_and(|last| last != at);
                    last_source[place] = Some(at);
                }
                *code
            });
            customers.push(codes.collect());
        }
        let names = self.names(&code_of_root, roots.len());
        let report = JoiningReport {
            is_possible: true,
            is_on: true,
            before: alone.iter().filter(|&&is_customer| is_customer).count() as u64,
            after: roots.len() as u64,
            in_several_sources: in_several.iter().filter(|&&several| several).count() as u64,
            by: self.joined_by(),
            refused: self.refused_links(),
        };
        Joined { customers, names, report }
    }

    /// The name of each customer: of its strongest kind the identifier of most rows, then the first by its text. Where a
    /// weaker identifier of somebody else reads the same, its kind stands behind it.
    fn names(&mut self, code_of_root: &[u32], n_customers: usize) -> Dictionary {
        let mut best: Vec<u32> = vec![NONE; n_customers];
        let roots: Vec<u32> = (0..self.nodes.len() as u32).map(|node| self.root(node)).collect();
        let texts = self.texts_by_node();
        for (node, &root) in roots.iter().enumerate() {
            let code = code_of_root[root as usize];
            if code == MISSING {
                continue;
            }
            let mark = |node: usize| {
                let it = &self.nodes[node];
                (it.is_blocked, it.kind, std::cmp::Reverse(it.rows), texts[node])
            };
            let best = &mut best[code as usize - 1];
            if *best == NONE || mark(node) < mark(*best as usize) {
                *best = node as u32;
            }
        }
        let (mut all, mut ends, mut taken) = (String::new(), vec![0], BTreeSet::new());
        for &node in &best {
            let text = String::from_utf8_lossy(texts[node as usize]);
            all.push_str(&text);
            let kind = IdentifierKind::ALL[self.nodes[node as usize].kind];
            if !taken.insert(texts[node as usize]) {
                all.push_str(&format!(" ({kind:?})"));
            }
            ends.push(all.len() as u32);
        }
        Dictionary::from_parts(all, ends).unwrap_or_else(|| Interner::default().finish())
    }

    fn joined_by(&self) -> Vec<JoinedBy> {
        let of_kind = |slot: usize| self.nodes.iter().filter(move |node| node.kind == slot && !node.is_blocked);
        let by = IdentifierKind::ALL.into_iter().enumerate().map(|(slot, kind)| JoinedBy {
            kind,
            values: of_kind(slot).count() as u64,
            joining: of_kind(slot).filter(|node| node.is_linked || node.in_several).count() as u64,
        });
        by.filter(|by| by.values > 0).collect()
    }

    fn refused_links(&self) -> Vec<RefusedLinks> {
        let texts = self.texts_by_node();
        let links = self.refused.iter().map(|(&(kind, reason), values)| {
            let mut values: Vec<(u64, &[u8])> =
                values.iter().map(|(&node, &rows)| (rows, texts[node as usize])).collect();
            order::sort_by(&mut values, |left, right| right.0.cmp(&left.0).then_with(|| left.1.cmp(right.1)));
            RefusedLinks {
                kind,
                reason,
                rows: values.iter().map(|(rows, _)| rows).sum(),
                values: values.len() as u64,
                examples: values
                    .iter()
                    .take(EXAMPLES)
                    .map(|(_, text)| String::from_utf8_lossy(text).into_owned())
                    .collect(),
            }
        });
        links.collect()
    }
}
