//! Tries to break what is said of `jsonl`.
#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| polyscrub_fuzz::jsonl::check(input));
