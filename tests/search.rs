//! Names set to one width are found by the search of the viewers that people have: of Firefox (pdf.js), of Chrome (PDFium), and of
//! those with MuPDF inside.

mod support;

use std::path::Path;
use std::process::Command;
use support::{build, fonts, python, root, text, tools_required, zhumo};

/// How often each viewer finds each word in a file, with the viewer's name.
fn found(file: &Path, words: &[&str]) -> Option<Vec<(String, Vec<usize>)>> {
    let tools = root().join("tests/tools");
    let (python, script) = (python()?, tools.join("search.py"));
    let ask = |program: &Path, script: &Path| {
        let output = Command::new(program).arg(script).arg(file).args(words).output().unwrap();
        if output.status.code() == Some(2) && !tools_required() {
            return None;
        }
        assert!(output.status.success(), "{}", text(&output));
        Some(output.stdout)
    };
    let both: std::collections::BTreeMap<String, Vec<usize>> = serde_json::from_slice(&ask(&python, &script)?).unwrap();
    let firefox = serde_json::from_slice(&ask(Path::new("node"), &tools.join("search.mjs"))?).unwrap();
    Some(both.into_iter().chain([("pdf.js".to_owned(), firefox)]).collect())
}

const ORGANS: [&str; 9] = [
    "示例省水利厅",
    "示例省人民政府办公厅",
    "示例省科学技术和工业信息化厅",
    "示例省教育厅",
    "中共示例省委宣传部",
    "示例市司法局",
    "示例省住房和城乡建设厅",
    "芦溪县人民政府",
    "示例省妇联",
];

/// Names that a row of seals holds on one line.
const SHORT: [&str; 4] = ["示例省水利厅", "示例省教育厅", "示例市司法局", "示例省妇联"];

/// Drafts in which names are set wide: each with the words that stand so, and how often the draft has them.
fn drafts() -> Vec<(&'static str, String, Vec<&'static str>)> {
    let list = |key: &str, names: &[&str]| names.iter().fold(format!("{key}：\n"), |list, name| format!("{list}- {name}\n"));
    let notice = |head: &str, tail: &str| {
        format!(
            "{head}标题：关于开展水库安全检查的通知\n主送：各有关单位：\n\n请于汛前完成检查。\n\n{tail}成文日期：2026年9月1日\n"
        )
    };
    let joint = list("发文机关", &ORGANS[..4]);
    let officers = ["市长　王　海", "副市长　欧阳明远"];
    vec![
        ("stacked mark", notice(&joint, &list("署名", &ORGANS[..4])), ORGANS[..4].to_vec()),
        ("column", notice("", &list("署名", &ORGANS)), ORGANS.to_vec()),
        // A name of two lines beside another one is found by its lines alone.
        (
            "seals",
            notice("", &format!("{}用印：是\n", list("署名", &SHORT))),
            SHORT.to_vec(),
        ),
        ("short mark", notice("版式：信函\n发文机关：示例市政府\n", "署名：示例市政府\n"), vec!["示例市政府"]),
        (
            "stamps",
            format!("版式：命令\n{}", notice("发文机关：示例市人民政府\n发文字号：第5号\n", &list("署名", &officers))),
            vec!["副市长", "欧阳明远"],
        ),
        (
            "traditional",
            "版式：公文\n標題：關於檢查水庫的通知\n主送：各單位：\n\n請於汛前完成檢查。\n\n署名：\n- 示例縣水利局\n- 示例縣人民政府辦公室\n- 示例縣文化觀光局\n成文日期：2026年9月1日\n"
                .to_owned(),
            vec!["示例縣水利局", "示例縣人民政府辦公室", "示例縣文化觀光局"],
        ),
    ]
}

#[test]
fn names_set_to_one_width_are_found_in_every_viewer() {
    if !fonts() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    for (name, draft, words) in drafts() {
        let path = folder.path().join("notice.notice");
        std::fs::write(&path, &draft).unwrap();
        build(&path, "pdf", folder.path());
        let Some(viewers) = found(&folder.path().join("notice.pdf"), &words) else { return };
        for (viewer, counts) in viewers {
            for (word, count) in words.iter().zip(counts) {
                assert!(count >= draft.matches(word).count(), "{name}: {viewer} finds {word} {count} times");
            }
        }
    }
}

/// Where the names of a file stand, from left to right, in the order in which they are read.
fn names(file: &serde_json::Value) -> Vec<(f64, f64)> {
    let pages = file["pages"].as_array().unwrap().iter();
    let spans = pages.flat_map(|page| page["spans"].as_array().unwrap());
    let names = spans.filter(|span| ORGANS.contains(&span["text"].as_str().unwrap().trim()));
    names.map(|span| (span["x0"].as_f64().unwrap(), span["x1"].as_f64().unwrap())).collect()
}

/// An office that wants names as typed says so in its template; they stand in the middle of each other then.
#[test]
fn a_template_can_have_names_as_typed() {
    if !fonts() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let templates = folder.path().join("templates/official");
    std::fs::create_dir_all(&templates).unwrap();
    std::fs::write(templates.join("layout.toml"), "[closing]\neven_width = false\n\n[masthead]\neven_width = false\n").unwrap();
    std::fs::write(folder.path().join("zhumo.toml"), "[template]\npath = \"templates\"\n").unwrap();
    let (_, draft, _) = drafts().swap_remove(0);
    std::fs::write(folder.path().join("notice.notice"), draft).unwrap();
    let arguments = ["build", "--ignore-system-fonts", "-t", "pdf", "notice.notice"];
    let output = zhumo().current_dir(folder.path()).args(arguments).output().unwrap();
    assert!(output.status.success(), "{}", text(&output));
    let Some(files) = support::extract_geometry(&[folder.path().join("notice.pdf")]) else { return };
    let places = names(&files[0]);
    assert!(places.len() >= 8, "{places:?}");
    for column in [&places[..4], &places[places.len() - 4..]] {
        let widths: Vec<f64> = column.iter().map(|(left, right)| right - left).collect();
        assert!(widths[0] < widths[1] && widths[1] < widths[2], "{column:?}");
        let middle = |(left, right): &(f64, f64)| (left + right) / 2.0;
        assert!(column.iter().all(|place| (middle(place) - middle(&column[0])).abs() < 0.3), "{column:?}");
    }
}
