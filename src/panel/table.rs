//! A table of many rows, of which only those in sight are drawn.
