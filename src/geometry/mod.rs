//! Numbers → coordinates and colours.
