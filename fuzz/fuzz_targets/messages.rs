//! Any messages of an editor: `servers::messages`.
#![no_main]

#[allow(dead_code)]
#[path = "../shared/servers.rs"]
mod servers;

libfuzzer_sys::fuzz_target!(|text: &str| servers::messages(text));
