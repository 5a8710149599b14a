//! The style of a house: its red, its figures, its web page, without giving up what the standard files claim.

mod support;

use std::path::{Path, PathBuf};
use std::process::Command;
use support::{fonts, root, text, zhumo};

fn write(folder: &Path, name: &str, content: &str) {
    let path = folder.join(name);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, content).unwrap();
}

fn run(folder: &Path, arguments: &[&str]) -> (Option<i32>, String) {
    let output = zhumo().args(arguments).current_dir(folder).output().unwrap();
    (output.status.code(), text(&output))
}

/// A folder with an example as `a.notice` and templates of its own.
fn house() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::copy(root().join("examples/issued-notice.notice"), folder.path().join("a.notice")).unwrap();
    write(folder.path(), "zhumo.toml", "[template]\npath = \"templates\"\n");
    folder
}

/// What a program says of a file.
fn said(program: &str, arguments: &[&str], file: &Path) -> String {
    let output = Command::new(program).args(arguments).arg(file).output().unwrap();
    assert!(output.status.success(), "{program}: {}", text(&output));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[test]
fn red_is_that_of_the_house_on_screen_and_press() {
    if !fonts() {
        return;
    }
    let folder = house();
    let path = folder.path();
    let mut files: Vec<PathBuf> = Vec::new();
    for (name, press, contents, space) in [
        ("screen", "", "0.784 0.063 0.18 rg", ""),
        ("plates", "cmyk 0 100 90 5", "/Red cs 0.00 1.00 0.90 0.05 scn", "/DeviceN"),
        ("spot", "PANTONE 186 C", "/Red cs 1 scn", "/Separation"),
    ] {
        write(path, "templates/official/layout.toml", &format!("[ink]\nred = \"#C8102E\"\npress = \"{press}\"\n"));
        let pdf = path.join(format!("{name}.pdf"));
        let built = run(path, &["build", "a.notice", "-t", "pdf,svg", "-o", &format!("{name}.pdf"), "-q"]);
        assert_eq!(built.0, Some(2), "one name for two kinds: {}", built.1);
        let built = run(path, &["build", "a.notice", "-t", "pdf,svg", "-o", name]);
        assert_eq!(built.0, Some(0), "{}", built.1);
        let verified = run(path, &["verify", pdf.to_str().unwrap(), "a.notice"]);
        assert_eq!(verified.0, Some(0), "{}", verified.1);
        let whole = said("qpdf", &["--qdf", "--object-streams=disable", pdf.to_str().unwrap()], Path::new("-"));
        assert!(whole.contains(contents) && whole.contains(space), "{name}");
        assert!(!whole.contains("0.87 0.06 0.06"), "{name}: the usual red is still there");
        let picture = std::fs::read_to_string(path.join(format!("{name}-1.svg"))).unwrap();
        assert!(picture.to_lowercase().contains("#c8102e"), "{name}");
        files.push(pdf);
    }
    // A press that is not the one of the template is another file.
    let verified = run(path, &["verify", "plates.pdf", "a.notice", "--lang", "en"]);
    assert_ne!(verified.0, Some(0), "{}", verified.1);
    if support::python().is_some() {
        let judged = Command::new("bash").arg(root().join("tests/tools/verapdf.sh")).arg("3a,ua1").args(&files).output().unwrap();
        assert!(judged.status.success(), "{}", text(&judged));
        // What MuPDF shows is the red of the house, whatever the press is told.
        for pdf in &files {
            let picture = path.join("page.ppm");
            said("mutool", &["draw", "-q", "-r", "50", "-o", picture.to_str().unwrap(), pdf.to_str().unwrap()], Path::new("1"));
            let dots = std::fs::read(&picture).unwrap();
            let near = |dot: &[u8]| dot[0].abs_diff(200) < 6 && dot[1].abs_diff(16) < 12 && dot[2].abs_diff(46) < 12;
            assert!(dots[15..].chunks_exact(3).any(near), "{}", pdf.display());
        }
    }
    for (ink, zh, en) in [
        ("red = \"rot\"", "第 2 行：“rot”不是颜色；写作 `#C8102E`", "line 2: `rot` is no colour; write it as `#C8102E`"),
        ("press = \"cmyk 0 100\"", "要有四个 0 到 100 的数", "takes four numbers from 0 to 100"),
        ("press = \"CMYK,0,100,90,5\"", "要有四个 0 到 100 的数", "takes four numbers from 0 to 100"),
        ("red = 7", "第 2 行", "line 2"),
        ("rde = \"#C8102E\"", "是不是 `red`？", "did you mean `red`?"),
    ] {
        write(path, "templates/official/layout.toml", &format!("[ink]\n{ink}\n"));
        for (lang, words) in [("zh", zh), ("en", en)] {
            let (code, said) = run(path, &["build", "a.notice", "--lang", lang]);
            assert!(code == Some(2) && said.contains(words), "{said}");
        }
    }
}

#[test]
fn figures_stand_in_the_face_that_the_house_names() {
    if !fonts() {
        return;
    }
    let folder = house();
    let path = folder.path();
    let faces = || said("pdffonts", &[], &path.join("a.pdf"));
    write(
        path,
        "a.notice",
        "标题：关于2026年检查工作的通知\n主送：各科室：\n\n检查ABC项目2026个，*说明第7页*。\n\n署名：示例局\n成文日期：2026年8月14日\n",
    );
    assert_eq!(run(path, &["build", "a.notice", "--ignore-system-fonts"]).0, Some(0));
    assert!(!faces().contains("LiberationSerif"));
    write(path, "zhumo.toml", "[fonts]\nfigures = [\"Nowhere Roman\", \"Liberation Serif\"]\n");
    assert_eq!(run(path, &["build", "a.notice", "--ignore-system-fonts"]).0, Some(0));
    assert!(faces().contains("LiberationSerif"), "{}", faces());
    assert_eq!(run(path, &["verify", "a.pdf", "--ignore-system-fonts"]).0, Some(0));
    let words = said("pdftotext", &["-layout", path.join("a.pdf").to_str().unwrap()], Path::new("-"));
    let words: String = words.split_whitespace().collect();
    assert!(words.contains("检查ABC项目2026个，说明第7页。"), "{words}");
    write(path, "zhumo.toml", "[fonts]\nfigures = [\"Liberation Serf\"]\n");
    let (_, said) = run(path, &["build", "a.notice", "--lang", "en"]);
    assert!(said.contains("[fonts] figures: no font `Liberation Serf` was found"), "{said}");
}

#[test]
fn a_page_extends_the_built_in_one_of_its_name_and_has_rules_of_its_own() {
    let folder = house();
    let path = folder.path();
    let page =
        "{% extends \"builtin/official/page.html\" %}\n{% block imprint %}<p class=\"house\">本局档案室</p>{% endblock %}\n";
    write(path, "templates/official/page.html", page);
    write(path, "templates/official/own.css", ".mark { color: #c8102e; }\n.house::after { content: \"</style>\"; }\n");
    write(path, "templates/letter/own.css", ".mark { letter-spacing: 1em; }\n");
    let built = run(path, &["build", "a.notice", "-t", "html"]);
    assert_eq!(built.0, Some(0), "{}", built.1);
    let html = std::fs::read_to_string(path.join("a.html")).unwrap();
    assert!(html.contains("本局档案室") && html.contains("<article"), "the built-in page is around it");
    let (style, rest) = html.split_once("<style>").unwrap().1.split_once("</style>").unwrap();
    assert!(style.trim_end().ends_with("}") && style.contains(".mark { color: #c8102e; }"), "own rules come last");
    assert!(style.rfind(".mark { color").unwrap() > style.rfind(".mark { font-size").unwrap());
    assert!(!style.contains("letter-spacing: 1em") && !rest.contains("<style"));
    // A layout that extends the page of its name gets the user's page, too.
    let letter = std::fs::read_to_string(path.join("a.notice")).unwrap();
    write(path, "b.notice", &format!("版式：信函\n{letter}"));
    run(path, &["build", "b.notice", "-t", "html", "--allow-errors"]);
    let html = std::fs::read_to_string(path.join("b.html")).unwrap();
    assert!(html.contains("letter-spacing: 1em") && html.contains("本局档案室"));
}
