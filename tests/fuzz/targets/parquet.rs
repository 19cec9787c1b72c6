//! Tries to break what is said of `parquet`. The library that tables are read by panics at files it does not expect, which
//! reading catches; libFuzzer's hook would end the process before that, so here only panics end it that get out.
#![no_main]

use std::{
    panic::{catch_unwind, set_hook},
    process::abort,
    sync::Mutex,
};

/// The last panic, told if it gets out.
static LAST: Mutex<String> = Mutex::new(String::new());

fn keep(panic: &std::panic::PanicHookInfo<'_>) {
    if let Ok(mut last) = LAST.lock() {
        *last = panic.to_string();
    }
}

libfuzzer_sys::fuzz_target!(init: set_hook(Box::new(keep)), |input: &[u8]| {
    if catch_unwind(|| polyscrub_fuzz::parquet::check(input)).is_err() {
        eprintln!("{}", LAST.lock().map(|last| last.clone()).unwrap_or_default());
        abort();
    }
});
