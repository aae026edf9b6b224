//! Rows in file order → events sorted by customer, then time, then row.
//!
//! A counting sort by customer keeps the file's order within each customer; most logs are in time order already, and
//! only customers whose events are not are sorted again, stably. So equal instants keep the order of rows.

use crate::event_log::Timestamp;

/// Customers looked at by one call.
const CALL_CUSTOMERS: usize = 4096;

/// Where each row goes.
#[derive(Debug)]
pub(super) struct Order {
    /// Place of each row's event.
    pub destinations: Vec<u32>,
    /// Where each customer's events start, and at the end the number of events.
    pub offsets: Vec<u32>,
    /// The instants, in the order of events.
    pub times: Vec<Timestamp>,
    /// Events that share customer and instant with another.
    pub tied: u64,
}

/// Puts rows in order. `customers` and `times` are chunks with one entry per row; they are used up.
pub(super) fn sort(customers: Vec<Vec<u32>>, times: Vec<Vec<i64>>, n_customers: usize) -> Order {
    let n_rows = customers.iter().map(Vec::len).sum();
    // Customers are codes of a dictionary, and code 0, the missing one, does not occur.
    let mut offsets = vec![0_u32; n_customers + 1];
    for chunk in &customers {
        count(chunk, &mut offsets);
    }
    let mut sum = 0;
    for offset in &mut offsets {
        sum += *offset;
        *offset = sum;
    }
    let mut next = offsets[..n_customers].to_vec();
    let mut destinations = Vec::with_capacity(n_rows);
    for chunk in customers {
        place(&chunk, &mut next, &mut destinations);
    }
    drop(next);
    let mut sorted = vec![Timestamp(0); n_rows];
    let mut rows = destinations.as_slice();
    for chunk in times {
        let (places, after) = rows.split_at(chunk.len());
        rows = after;
        write(&chunk, places, &mut sorted);
    }
    let mut order = Order { destinations, offsets, times: sorted, tied: 0 };
    order.sort_customers_in_disorder();
    order.tied = blocks(&order.offsets).map(|offsets| ties(offsets, &order.times)).sum();
    order
}

/// The offsets in blocks of so many customers; each block ends with the start of the next.
fn blocks(offsets: &[u32]) -> impl Iterator<Item = &[u32]> {
    let n_customers = offsets.len() - 1;
    (0..n_customers)
        .step_by(CALL_CUSTOMERS)
        .map(move |first| &offsets[first..=(first + CALL_CUSTOMERS).min(n_customers)])
}

// One call for each chunk: a browser goes over to the fast code of a function at its next call.

#[inline(never)]
fn count(customers: &[u32], counts: &mut [u32]) {
    for &customer in customers {
        counts[customer as usize] += 1;
    }
}

#[inline(never)]
fn place(customers: &[u32], next: &mut [u32], destinations: &mut Vec<u32>) {
    destinations.extend(customers.iter().map(|&customer| {
        let place = &mut next[customer as usize - 1];
        *place += 1;
        *place - 1
    }));
}

#[inline(never)]
fn write(times: &[i64], places: &[u32], sorted: &mut [Timestamp]) {
    for (&time, &place) in times.iter().zip(places) {
        sorted[place as usize] = Timestamp(time);
    }
}

/// Events that share customer and instant with another.
#[inline(never)]
fn ties(offsets: &[u32], times: &[Timestamp]) -> u64 {
    let mut tied = 0;
    for customer in offsets.windows(2) {
        let times = &times[customer[0] as usize..customer[1] as usize];
        for same in times.chunk_by(|before, after| before == after) {
            if same.len() > 1 {
                tied += same.len() as u64;
            }
        }
    }
    tied
}

impl Order {
    /// Sorts the customers whose rows are not in time order.
    fn sort_customers_in_disorder(&mut self) {
        let mut moves = Vec::new();
        for offsets in blocks(&self.offsets) {
            sort_in_time(offsets, &mut self.times, &mut moves);
        }
        if !moves.is_empty() {
            for destination in &mut self.destinations {
                *destination = moves[*destination as usize];
            }
        }
    }
}

/// Sorts the events of each customer by time, stably. `moves` says where each event went; it is empty while none moved.
#[inline(never)]
fn sort_in_time(offsets: &[u32], times: &mut [Timestamp], moves: &mut Vec<u32>) {
    let mut by_time: Vec<(Timestamp, u32)> = Vec::new();
    for customer in offsets.windows(2) {
        let (start, end) = (customer[0] as usize, customer[1] as usize);
        if times[start..end].is_sorted() {
            continue;
        }
        if moves.is_empty() {
            moves.extend(0..times.len() as u32);
        }
        by_time.clear();
        by_time.extend(times[start..end].iter().zip(start as u32..).map(|(&time, place)| (time, place)));
        by_time.sort_by_key(|&(time, _)| time);
        for (index, &(time, place)) in by_time.iter().enumerate() {
            times[start + index] = time;
            moves[place as usize] = (start + index) as u32;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event_log::span;

    #[test]
    fn by_customer_then_time_then_row() {
        let customers = vec![vec![2, 1, 2], vec![1, 2, 1]];
        let times = vec![vec![5, 3, 4], vec![3, 5, 1]];
        let order = sort(customers, times, 2);
        assert_eq!(order.offsets, [0, 3, 6]);
        assert_eq!(order.times.iter().map(|time| time.0).collect::<Vec<_>>(), [1, 3, 3, 4, 5, 5]);
        assert_eq!(order.destinations, [4, 1, 3, 2, 5, 0]);
        assert_eq!(order.tied, 4);
        assert_eq!(span(&order.offsets, &order.times), Some((Timestamp(1), Timestamp(5))));
    }
}
