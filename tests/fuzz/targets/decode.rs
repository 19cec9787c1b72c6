//! Tries to break what is said of `decode`.
#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| polyscrub_fuzz::decode::check(input));
