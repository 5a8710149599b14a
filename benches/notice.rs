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

/// A sound notice of about so many characters, no two paragraphs alike.
fn sound(characters: usize) -> String {
    let mut text = String::from(
        "发文机关：示例市教育局\n发文字号：示教〔2026〕40号\n标题：示例市教育局关于开展校园阅读活动的通知\n主送：各县（区）教育局：\n\n现将有关事项通知如下。\n\n",
    );
    let mut number = 0;
    let mut size = text.chars().count();
    while size < characters {
        number += 1;
        let paragraph = format!(
            "第{number}片区的学校要结合实际安排共读时间，公布图书借还办法，组织学生交流读书心得，并把{number}个班级的做法整理成册，供其他学校参考。各班每天安排{number}分钟共读时间，由语文教师负责指导，学校图书馆负责提供{number}册图书和场地，确保每一名学生都有书可读。\n"
        );
        size += paragraph.chars().count();
        text.push_str(&paragraph);
    }
    text + "\n署名：示例市教育局\n成文日期：2026年9月18日\n"
}

/// What a long notice has after a key was hit in its middle.
fn edited(text: &str) -> String {
    let middle = (text.len() / 2..).find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    format!("{}新{}", &text[..middle], &text[middle..])
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

/// One of the 10,000 drafts of an office: from text to findings.
#[divan::bench]
fn check_notice_2500(bencher: divan::Bencher<'_, '_>) {
    let options = zhumo::Options::default();
    bencher.with_inputs(|| sound(2500)).bench_refs(|draft| zhumo::check(draft, &options));
}

/// A key in the middle of 60,000 characters: from text to all findings.
#[divan::bench]
fn edit_in_100_pages(bencher: divan::Bencher<'_, '_>) {
    let (options, text) = (zhumo::Options::default(), sound(60_000));
    bencher.with_inputs(|| edited(&text)).bench_refs(|draft| zhumo::check(draft, &options));
}

/// The faces of `scripts/fonts.sh`; none where they are not installed.
fn fonts() -> Option<zhumo::layout::FontSet> {
    use zhumo::layout::{FontFace, FontSet, Role};
    let home = std::env::var_os("HOME")?;
    let folder = std::path::PathBuf::from(home).join(".local/share/zhumo/fonts");
    let mut set = FontSet::default();
    for (role, _) in Role::ALL {
        let name = match role {
            Role::Title => "FandolSong-Bold",
            Role::Body => "FandolFang-Regular",
            Role::Heading => "FandolHei-Regular",
            Role::Kai => "FandolKai-Regular",
            _ => "FandolSong-Regular",
        };
        let known = set.faces.iter().position(|face| face.name == name);
        let face = match known {
            Some(face) => face,
            None => {
                let bytes = std::fs::read(folder.join(format!("{name}.otf"))).ok()?;
                set.faces.push(FontFace { name: name.to_owned(), data: std::sync::Arc::new(bytes), index: 0 });
                set.faces.len() - 1
            }
        };
        set.chains.entry(role).or_default().push(face);
    }
    Some(set)
}

/// The PDF again after an edit, everything in memory: what a watching program does.
fn rebuild(bencher: divan::Bencher<'_, '_>, characters: usize) {
    let Some(fonts) = fonts() else { return };
    let (options, text) = (zhumo::Options::default(), sound(characters));
    let options = zhumo::BuildOptions::new(&options).with_pages(zhumo::PageOptions::new(&fonts));
    let build = |draft: &mut String| zhumo::build(draft, &[zhumo::Target::Pdf], &options).map(|built| built.outputs.len());
    bencher.with_inputs(|| edited(&text)).bench_refs(build);
}

#[divan::bench]
fn rebuild_notice_2500(bencher: divan::Bencher<'_, '_>) {
    rebuild(bencher, 2500);
}

#[divan::bench(sample_count = 20)]
fn rebuild_100_pages(bencher: divan::Bencher<'_, '_>) {
    rebuild(bencher, 60_000);
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
