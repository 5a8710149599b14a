//! Any request to the preview: `servers::Preview`.
#![no_main]

#[allow(dead_code)]
#[path = "../shared/servers.rs"]
mod servers;

thread_local! {
    static PREVIEW: servers::Preview = servers::Preview::new();
}

libfuzzer_sys::fuzz_target!(|text: &str| {
    PREVIEW.with(|preview| preview.request(text));
});
