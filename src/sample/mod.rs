//! The made-up retail journey, from a seed.
