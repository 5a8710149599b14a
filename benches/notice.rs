//! What a notice costs without its pages: reading, checking, and writing as text. `cargo bench` prints the table.
//!
//! Whole runs of the program, the PDF among them, are measured as `docs/performance.md` says.

use zhumo::html::{HtmlOptions, html};
use zhumo::markdown::{MarkdownOptions, markdown};
use zhumo::model::Notice;

fn main() {
    divan::main();
}

/// The joint notice: about 4,900 characters.
fn draft() -> String {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/joint-notice.notice");
    std::fs::read_to_string(path).expect("the example is there")
}

fn notice() -> Notice {
    Notice::read(&zhumo::syntax::parse(&draft()))
}

#[divan::bench]
fn tree(bencher: divan::Bencher<'_, '_>) {
    bencher.with_inputs(draft).bench_refs(|draft| zhumo::syntax::parse(draft).lines.len());
}

#[divan::bench]
fn model(bencher: divan::Bencher<'_, '_>) {
    bencher.with_inputs(draft).bench_refs(|draft| Notice::read(&zhumo::syntax::parse(draft)));
}

#[divan::bench]
fn check(bencher: divan::Bencher<'_, '_>) {
    let options = zhumo::Options::default();
    bencher.with_inputs(draft).bench_refs(|draft| zhumo::check(draft, &options));
}

#[divan::bench]
fn web_page(bencher: divan::Bencher<'_, '_>) {
    let options = HtmlOptions::default();
    bencher.with_inputs(notice).bench_refs(|notice| html(notice, &options));
}

#[divan::bench]
fn markdown_text(bencher: divan::Bencher<'_, '_>) {
    let options = MarkdownOptions::default();
    bencher.with_inputs(notice).bench_refs(|notice| markdown(notice, &options));
}

#[divan::bench]
fn json(bencher: divan::Bencher<'_, '_>) {
    bencher.with_inputs(notice).bench_refs(|notice| zhumo::json(notice));
}
