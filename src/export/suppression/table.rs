//! Complementary suppression in a two-way table of counts with totals.
//!
//! # Method
//!
//! Rows and columns (the totals are one more of each) are the nodes of a bipartite graph, hidden entries its edges. Who
//! knows all that is shown can compute a hidden entry exactly if and only if its edge lies on no cycle: along a cycle,
//! entries can grow and shrink by turns and all sums still hold (Gusfield). Beyond that,
//!
//! - the entries hidden in a line sum to k or more wherever the line's total is shown, for that sum is known;
//! - cycles count only where all their entries stay above nothing, for nothing is shown as 0 and the reader knows that
//!   a hidden entry is at least 1;
//! - an entry below k could be k or more for all that is shown, wherever one cycle can bring that about.
//!
//! A cycle that is missing is closed along the cheapest path, the cost of an entry being its count: so that little is
//! lost. Entries of 0 stay as they are, and so does the total of all: the report says it elsewhere too.
//!
//! # Sources
//!
//! D. Gusfield, "A graph theoretic approach to statistical data security", SIAM Journal on Computing 17 (1988).
//! A. Hundepool et al., "Statistical Disclosure Control", Wiley (2012), chapter 4.

use std::collections::VecDeque;

use super::Threshold;

/// Counts in rows and columns; the last row and the last column are totals.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CountTable {
    /// How many columns, the total among them.
    pub columns: usize,
    /// Row by row.
    pub counts: Vec<u32>,
}

impl CountTable {
    /// A table of cells, with the totals counted for it.
    pub fn new(cells: &[Vec<u32>], row_totals: &[u32], column_totals: &[u32], total: u32) -> CountTable {
        let mut counts = Vec::new();
        for (row, row_total) in cells.iter().zip(row_totals) {
            counts.extend(row);
            counts.push(*row_total);
        }
        counts.extend(column_totals);
        counts.push(total);
        CountTable { columns: column_totals.len() + 1, counts }
    }

    /// A table of cells that add up.
    pub fn adding_up(cells: &[Vec<u32>], n_columns: usize) -> CountTable {
        let row_totals: Vec<u32> = cells.iter().map(|row| row.iter().sum()).collect();
        let column_totals: Vec<u32> = (0..n_columns).map(|column| cells.iter().map(|row| row[column]).sum()).collect();
        CountTable::new(cells, &row_totals, &column_totals, row_totals.iter().sum())
    }

    fn rows(&self) -> usize {
        self.counts.len() / self.columns
    }

    /// The place of an entry.
    pub fn at(&self, row: usize, column: usize) -> usize {
        row * self.columns + column
    }

    fn total(&self) -> usize {
        self.counts.len() - 1
    }
}

/// Which entries are hidden: all below k, those in `also`, and what protects them; `None` where nothing can be shown.
pub fn suppress(table: &CountTable, threshold: Threshold, also: &[usize]) -> Option<Vec<bool>> {
    let total = table.total();
    if threshold.hides(table.counts[total]) {
        return None;
    }
    let mut hidden: Vec<bool> = table.counts.iter().map(|&count| threshold.hides(count)).collect();
    for &entry in also {
        hidden[entry] = table.counts[entry] > 0 && entry != total;
    }
    let mut graph = Graph { table, hidden, k: threshold.k() };
    graph.fill_lines();
    // What is hidden later only helps what was hidden before: one pass over all, new ones too, is enough.
    let mut waiting: VecDeque<usize> = (0..table.counts.len()).filter(|&entry| graph.hidden[entry]).collect();
    while let Some(entry) = waiting.pop_front() {
        for added in graph.protect(entry)? {
            graph.hidden[added] = true;
            waiting.push_back(added);
        }
    }
    Some(graph.hidden)
}

/// The table as a graph. Node r is row r, node `rows + c` is column c.
struct Graph<'a> {
    table: &'a CountTable,
    hidden: Vec<bool>,
    k: u32,
}

/// Which way an entry changes along a cycle, in the sign in which it stands in the sums: totals have the other one.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Turn {
    /// From its row to its column.
    Forward,
    /// From its column to its row.
    Back,
}

impl Graph<'_> {
    /// Whether an entry stands in the sums as a total.
    fn is_total(&self, entry: usize) -> bool {
        let last_column = entry % self.table.columns == self.table.columns - 1;
        let last_row = entry / self.table.columns == self.table.rows() - 1;
        last_column != last_row
    }

    /// How far an entry can go that way and stay above nothing.
    fn room(&self, entry: usize, turn: Turn) -> u32 {
        let grows = (turn == Turn::Forward) != self.is_total(entry);
        if grows { u32::MAX } else { self.table.counts[entry].saturating_sub(1) }
    }

    /// Hides one more entry in each line whose hidden ones sum to less than k.
    fn fill_lines(&mut self) {
        let (rows, columns) = (self.table.rows(), self.table.columns);
        let lines = (0..rows).map(|row| (0..columns).map(|column| self.table.at(row, column)).collect());
        let across = (0..columns).map(|column| (0..rows).map(|row| self.table.at(row, column)).collect());
        for line in lines.chain(across).collect::<Vec<Vec<usize>>>() {
            let Some((&total, parts)) = line.split_last() else { continue };
            let sum: u64 =
                parts.iter().filter(|&&part| self.hidden[part]).map(|&part| u64::from(self.table.counts[part])).sum();
            if sum == 0 || sum >= u64::from(self.k) || self.hidden[total] {
                continue;
            }
            let seen = parts.iter().copied().filter(|&part| !self.hidden[part] && self.table.counts[part] > 0);
            if let Some(cheapest) = seen.min_by_key(|&part| self.table.counts[part]) {
                self.hidden[cheapest] = true;
            }
        }
    }

    /// What else is to be hidden so that a hidden entry is safe; `None` where nothing would help.
    fn protect(&self, entry: usize) -> Option<Vec<usize>> {
        let count = self.table.counts[entry];
        let up = if self.is_total(entry) { Turn::Back } else { Turn::Forward };
        let ways: Vec<(Turn, u32)> = if count < self.k {
            // Up to k; where that cannot be, at least one more or one less.
            vec![(up, self.k - count), (up, 1), (down(up), 1)]
        } else {
            vec![(up, 1), (down(up), 1)]
        };
        if count >= self.k {
            let found: Vec<(u64, Vec<usize>)> =
                ways.into_iter().filter_map(|(turn, step)| self.cycle(entry, turn, step)).collect();
            return found.into_iter().min_by_key(|(cost, _)| *cost).map(|(_, added)| added);
        }
        ways.into_iter().find_map(|(turn, step)| self.cycle(entry, turn, step)).map(|(_, added)| added)
    }

    /// The cheapest cycle along which an entry can go that way by `step`: what it costs, and what it newly hides.
    ///
    /// E. W. Dijkstra, "A note on two problems in connexion with graphs", Numerische Mathematik 1 (1959), without a
    /// heap: nearly every row meets every column.
    fn cycle(&self, entry: usize, turn: Turn, step: u32) -> Option<(u64, Vec<usize>)> {
        if self.room(entry, turn) < step {
            return None;
        }
        let (rows, columns) = (self.table.rows(), self.table.columns);
        let (row, column) = (entry / columns, rows + entry % columns);
        let (start, end) = if turn == Turn::Forward { (column, row) } else { (row, column) };
        let mut cost = vec![u64::MAX; rows + columns];
        let mut via = vec![usize::MAX; rows + columns];
        let mut done = vec![false; rows + columns];
        cost[start] = 0;
        'search: loop {
            let open = (0..rows + columns).filter(|&node| !done[node] && cost[node] < u64::MAX);
            let here = open.min_by_key(|&node| cost[node])?;
            if here == end {
                break;
            }
            done[here] = true;
            let (others, turn) =
                if here < rows { (rows..rows + columns, Turn::Forward) } else { (0..rows, Turn::Back) };
            for there in others {
                let edge =
                    if here < rows { self.table.at(here, there - rows) } else { self.table.at(there, here - rows) };
                if done[there] || edge == entry || edge == self.table.total() {
                    continue;
                }
                let count = self.table.counts[edge];
                if count == 0 || self.room(edge, turn) < step {
                    continue;
                }
                let more = cost[here] + if self.hidden[edge] { 0 } else { self.price(edge) };
                if more < cost[there] {
                    cost[there] = more;
                    via[there] = edge;
                    // Most entries are safe already: no need to look further.
                    if there == end && more == 0 {
                        break 'search;
                    }
                }
            }
        }
        let mut added = Vec::new();
        let mut node = end;
        while node != start {
            let edge = via[node];
            if !self.hidden[edge] {
                added.push(edge);
            }
            node = if node < rows { rows + edge % columns } else { edge / columns };
        }
        Some((cost[end], added))
    }

    /// What hiding an entry costs: its count, and far more for a total, which says something of a whole line.
    fn price(&self, entry: usize) -> u64 {
        let count = u64::from(self.table.counts[entry]);
        if self.is_total(entry) { count + u64::from(self.table.counts[self.table.total()]) } else { count }
    }
}

fn down(up: Turn) -> Turn {
    if up == Turn::Forward { Turn::Back } else { Turn::Forward }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hidden(cells: &[&[u32]], k: u32) -> Option<Vec<Vec<u8>>> {
        let cells: Vec<Vec<u32>> = cells.iter().map(|row| row.to_vec()).collect();
        let table = CountTable::adding_up(&cells, cells[0].len());
        let hidden = suppress(&table, Threshold::of(k), &[])?;
        Some(hidden.chunks(table.columns).map(|row| row.iter().map(|&it| u8::from(it)).collect()).collect())
    }

    #[test]
    fn nothing_small_nothing_hidden() {
        let none = hidden(&[&[10, 0], &[30, 12]], 10).unwrap();
        assert!(none.iter().flatten().all(|&it| it == 0));
    }

    #[test]
    fn a_small_cell_takes_the_cheapest_rectangle_with_it() {
        let shown = hidden(&[&[3, 40, 90], &[50, 20, 80], &[60, 70, 30]], 10).unwrap();
        assert_eq!(shown, [[1, 1, 0, 0], [1, 1, 0, 0], [0, 0, 0, 0], [0, 0, 0, 0]]);
    }

    /// Ones beside ones would be known: two that sum to 2, each at least 1.
    #[test]
    fn small_cells_do_not_protect_each_other() {
        let shown = hidden(&[&[1, 1, 50], &[1, 1, 60], &[70, 80, 90]], 2).unwrap();
        assert!(shown[0][..3].iter().sum::<u8>() + shown[1][..3].iter().sum::<u8>() > 4, "{shown:?}");
    }

    #[test]
    fn a_small_row_hides_its_total_and_another() {
        let shown = hidden(&[&[2, 0], &[30, 40], &[50, 60]], 10).unwrap();
        assert_eq!(shown[0], [1, 0, 1]);
        assert_eq!(shown[1][2] + shown[2][2], 1, "one more total: {shown:?}");
        assert_eq!(shown[3][2], 0, "never the total of all");
    }

    #[test]
    fn too_few_in_all_shows_nothing() {
        assert_eq!(hidden(&[&[1, 2], &[3, 1]], 10), None);
    }
}
