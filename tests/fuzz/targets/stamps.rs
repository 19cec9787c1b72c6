//! Tries to break what is said of `stamps`.
#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| polyscrub_fuzz::stamps::check(input));
