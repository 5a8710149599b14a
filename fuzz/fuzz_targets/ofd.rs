//! Any bytes: `targets::ofd`.
#![no_main]

#[allow(dead_code)]
#[path = "../shared/targets.rs"]
mod targets;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| targets::ofd(bytes));
