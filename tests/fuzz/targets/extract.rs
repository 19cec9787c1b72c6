//! Tries to break what is said of `extract`.
#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| polyscrub_fuzz::extract::check(input));
