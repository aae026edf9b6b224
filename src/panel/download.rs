//! Hands a file to the browser: what an export ends in.
