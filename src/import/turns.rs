//! Several readers of one source: each reads ranges of it by turns, and gives what it finds in chunks.
//!
//! The first reader begins alone. When it has given rows and comes to the end of a range, its receiver may let others
//! read with it: from there on each of n readers reads every n-th range. Whoever makes the log takes what they give range by
//! range, in the order of the source, so nothing depends on how many they are. What a range is, the format says: lines
//! that start among so many bytes, or a group of rows.

use serde::{Deserialize, Serialize};

use super::{Chunk, ImportError};

/// Which ranges of a source a reader reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Turns {
    /// The first one, counted from 0.
    pub first: u64,
    /// From each range to the next one: 1 where nobody else reads.
    pub step: u64,
    /// Bytes of a range, where the format leaves that open.
    pub range_bytes: u64,
}

impl Turns {
    /// All of it, in one.
    pub const ALL: Turns = Turns { first: 0, step: 1, range_bytes: u64::MAX };

    /// Whether others read ranges between from the start: what the columns mean was found out by the first reader.
    pub fn is_shared(self) -> bool {
        self.step > 1
    }
}

/// Takes what a reader gives.
pub trait Receiver {
    /// The next rows.
    ///
    /// # Errors
    ///
    /// When no use can be made of them.
    fn take(&mut self, chunk: Chunk) -> Result<(), ImportError>;

    /// What is to be read.
    fn turns(&self) -> Turns {
        Turns::ALL
    }

    /// All rows of a range were given, and others stay to be read. Where others read between, lines count from 1 again
    /// behind it: so many were counted. Returns the step to the next range to read.
    fn end_range(&mut self, range: u64, lines: u64) -> u64 {
        let _ = (range, lines);
        1
    }
}

impl<F: FnMut(Chunk) -> Result<(), ImportError>> Receiver for F {
    fn take(&mut self, chunk: Chunk) -> Result<(), ImportError> {
        self(chunk)
    }
}
