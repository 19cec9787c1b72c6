//! Tries to find what costs more than its length.
#![no_main]

/// Bytes that inputs are repeated to: what is quadratic takes billions of steps.
const LENGTH: usize = 128 << 10;

libfuzzer_sys::fuzz_target!(|input: &[u8]| polyscrub_fuzz::long::check(input, LENGTH));
