//! Tries to break what is said of `clean`.
#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| polyscrub_fuzz::clean::check(input));
