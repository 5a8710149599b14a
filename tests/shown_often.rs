//! A picture that is shown many times: it stands in a picture of a page once, and a web page that would grow beyond bounds is refused in words.

mod support;

use std::fmt::Write as _;
use std::path::Path;
use support::{fonts, text, zhumo};

/// A picture of noise, which no packing makes smaller.
fn noise(path: &Path, side: u32) {
    let mut seed = 1_u32;
    let mut next = || {
        seed ^= seed << 13;
        seed ^= seed >> 17;
        seed ^= seed << 5;
        seed as u8
    };
    let pixels: Vec<u8> = (0..side * side * 3).map(|_| next()).collect();
    let mut encoder = png::Encoder::new(std::fs::File::create(path).unwrap(), side, side);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_compression(png::Compression::Fast);
    encoder.write_header().unwrap().write_image_data(&pixels).unwrap();
}

/// A notice that shows these pictures.
fn draft(path: &Path, pictures: &[&str]) {
    let figures = pictures.iter().enumerate().fold(String::new(), |mut out, (number, picture)| {
        let _ = writeln!(out, "![图样{}]({picture})\n", number + 1);
        out
    });
    let head = "发文机关：示例市质量局\n发文字号：示质发〔2026〕7号\n标题：示例市质量局关于开展检查工作的通知\n主送：各县质量局：\n\n现将图样印发。\n";
    std::fs::write(path, format!("{head}\n{figures}\n署名：示例市质量局\n成文日期：2026年8月14日\n")).unwrap();
}

fn built(folder: &Path, name: &str, kind: &str) -> std::process::Output {
    let draft = folder.join(format!("{name}.notice"));
    zhumo()
        .args(["build", "-q", "--lang", "en", "--ignore-system-fonts", "-t", kind, "-o"])
        .arg(folder)
        .arg(draft)
        .output()
        .unwrap()
}

#[test]
fn a_picture_of_a_page_holds_each_picture_once_and_shows_it_everywhere() {
    if !fonts() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    noise(&folder.join("a.png"), 24);
    for copy in ["b.png", "c.png"] {
        std::fs::copy(folder.join("a.png"), folder.join(copy)).unwrap();
    }
    draft(&folder.join("once.notice"), &["a.png", "a.png", "a.png"]);
    draft(&folder.join("copies.notice"), &["a.png", "b.png", "c.png"]);
    for name in ["once", "copies"] {
        for kind in ["svg", "png"] {
            let output = built(folder, name, kind);
            assert!(output.status.success(), "{name} {kind}: {}", text(&output));
        }
    }
    let read = |name: &str| std::fs::read_to_string(folder.join(name)).unwrap();
    assert_eq!(read("once-1.svg").matches("data:image").count(), 1);
    assert_eq!(read("once-1.svg").matches("<title>图样").count(), read("copies-1.svg").matches("<title>图样").count());
    assert_eq!(read("copies-1.svg").matches("data:image").count(), 3);
    let pixels = |name: &str| {
        let mut reader =
            png::Decoder::new(std::io::BufReader::new(std::fs::File::open(folder.join(name)).unwrap())).read_info().unwrap();
        let mut bytes = vec![0; reader.output_buffer_size().unwrap()];
        reader.next_frame(&mut bytes).unwrap();
        bytes
    };
    let (one, two) = (pixels("once-1.png"), pixels("copies-1.png"));
    let far = one.iter().zip(&two).filter(|(one, two)| one.abs_diff(**two) > 24).count();
    assert!(one.len() == two.len() && far * 10_000 < one.len(), "{far} of {} differ", one.len());
}

#[test]
fn a_web_page_of_too_many_pictures_is_refused_in_words() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    noise(&folder.join("a.png"), 1300);
    draft(&folder.join("few.notice"), &["a.png"; 3]);
    draft(&folder.join("many.notice"), &["a.png"; 40]);
    let output = built(folder, "few", "html");
    assert!(output.status.success(), "{}", text(&output));
    let output = built(folder, "many", "html");
    assert_eq!(output.status.code(), Some(2), "{}", text(&output));
    assert!(text(&output).contains("64 MB") && text(&output).contains("a.png"), "{}", text(&output));
    assert!(!folder.join("many.html").exists());
}
