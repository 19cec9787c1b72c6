//! Tries to break what is said of `census`.
#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| polyscrub_fuzz::census::check(input));
