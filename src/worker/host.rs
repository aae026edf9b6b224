//! The host: owns the log and answers requests. Knows no browser.
