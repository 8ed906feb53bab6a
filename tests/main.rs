//! All whole-program tests, in one binary.
