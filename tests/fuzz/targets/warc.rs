//! Tries to break what is said of `warc`.
#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| polyscrub_fuzz::warc::check(input));
