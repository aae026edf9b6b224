//! Report → CSV, with spreadsheet formulas made harmless.
