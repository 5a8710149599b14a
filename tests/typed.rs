//! What is typed is printed and read back: superscripts, accents, forms of characters, boxes to tick, spaces at which no line ends,
//! addresses.
//!
//! Lines are looked at as display lists; what comes out of a PDF is told by readers that are not ours.

mod common;
mod support;

use std::collections::BTreeMap;
use support::{default_fonts, visible};
use zhumo::check::CheckConfig;
use zhumo::layout::{FontSet, Item, Laid, LayoutInput, Mm, NodeKind, Run, Template, layout};

fn laid(draft: &str, fonts: &FontSet) -> Laid {
    let notice = common::read(draft);
    let (template, check) = (Template::built_in(notice.layout), CheckConfig::default());
    layout(
        &notice,
        &LayoutInput {
            template: &template,
            fonts,
            images: &common::images(&notice),
            check: &check,
            proof: false,
            changes: false,
        },
    )
}

/// A notice with one line as its text.
fn with(line: &str) -> String {
    format!(
        "发文机关：示例市统计局\n发文字号：示统发〔2026〕5号\n标题：示例市统计局关于做好年报工作的通知\n主送：各县统计局：\n\n{line}\n\n署名：示例市统计局\n成文日期：2026年11月2日\n"
    )
}

/// The lines of every paragraph: the runs of each line, in the order in which they stand.
fn lines(laid: &Laid) -> Vec<Vec<&Run>> {
    let mut lines: Vec<Vec<&Run>> = Vec::new();
    for (number, page) in laid.pages.iter().enumerate() {
        let mut last: Option<(usize, &Run)> = None;
        for item in &page.items {
            let Item::Run(run) = item else { continue };
            let Some(node) = run.node.map(|node| laid.block_of(node)) else { continue };
            let em = Mm::from(run.size).0;
            let goes_on = last.is_some_and(|(before, beside)| {
                before == node && (beside.baseline.0 - run.baseline.0).abs() < em && run.x.0 > beside.x.0 - em
            });
            if !goes_on || number > 0 && lines.is_empty() {
                lines.push(Vec::new());
            }
            lines.last_mut().unwrap().push(run);
            last = Some((node, run));
        }
    }
    lines
}

fn text_of(line: &[&Run]) -> String {
    line.iter().map(|run| run.text.as_str()).collect()
}

/// The runs that hold `text`, of which the first begins with it.
fn holding<'a>(laid: &'a Laid, text: &str) -> &'a Run {
    let runs = laid.pages.iter().flat_map(|page| &page.items);
    let mut runs = runs.filter_map(|item| if let Item::Run(run) = item { Some(run) } else { None });
    runs.find(|run| run.text.contains(text)).unwrap_or_else(|| panic!("{text} is on no page"))
}

fn rules(laid: &Laid) -> Vec<&str> {
    laid.findings.iter().map(|finding| finding.rule.id).collect()
}

/// What offices type, a line each.
const TYPED: &[&str] = &[
    "每份收取￥1,234.56元，含CO₂ 3×10⁴吨，☑同意☐不同意☒弃权。",
    "PM₂.₅浓度10⁻³，面积100m²，体积5m³，共1⅓吨，2⅔页，Ca²⁺与SO₄²⁻，xₙ、2ⁿ、aⁱ，x⁽ⁿ⁺¹⁾，注¹，H₂O，10⁴与104，1₀与10。",
    "✔✗✓✘☑☒☐■□▢▣⬜⬛★☆●○◎◆◇▲△→←↑↓⇒⇔①⑩⑪⑳㉑㉟㊱㊿ⅠⅫⅰⅹ•‣※№℡™®©℃℉‰‱㎡㎥㎏㎜㏄。",
    "￥＄￡€£¥₩₽，～￣—―…·‧‖′″〃々〇〆，《》〈〉⟨⟩〔〕【】〖〗「」『』，≈≠≤≥±×÷∞∑√∠⊥∥∵∴∝∮≌。",
    "José、naïve、Zürich，x\u{304}=3，n\u{303}，q\u{308}，e\u{301}，A\u{308}，a\u{303}\u{301}，か\u{3099}，1\u{20e3}，μg与µg，Å与\u{212b}。",
    "葛\u{e0100}城，辻\u{e0100}，☑\u{fe0f}①\u{fe0e}★\u{fe0f}，⭐✅❌❓，国\u{e0100}。",
    "李𠮷人与👍，共12\u{a0}345\u{202f}678元，人数12 345 678人，甲\u{2011}乙，12 345.678 9吨。",
    "请李𠮷同志与李𠮷明同志登录统计联网直报平台https://tongji.example.gov.cn/platform/2026/annual?form=a，下载后填报。",
    "x{^n+1}与y{_max}，第{_甲}项，a{^2}b。",
];

#[test]
fn every_reader_gives_back_what_was_typed() {
    if !support::fonts() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let draft = folder.path().join("typed.notice");
    std::fs::write(&draft, with(&TYPED.join("\n"))).unwrap();
    support::build(&draft, "pdf,svg,md", folder.path());
    let pdf = folder.path().join("typed.pdf");
    let plain = |line: &str| visible(&line.replace("{^", "").replace("{_", "").replace('}', ""));
    let Some(read) = support::extract(std::slice::from_ref(&pdf)) else { return };
    for reader in ["poppler", "mupdf", "pdfium"] {
        let text = support::pdf_text(read[0][reader].as_str().unwrap());
        for line in TYPED.iter().map(|line| plain(line)) {
            // PDFium gives back no selector beyond 16 bits, however it is written; the others do.
            let beyond = |c: &char| ('\u{e0100}'..='\u{e01ef}').contains(c);
            let line: String = if reader == "pdfium" { line.chars().filter(|c| !beyond(c)).collect() } else { line };
            assert!(text.contains(&line), "{reader}: {line}\n{text}");
        }
    }
    // A page that shows and says the same.
    let pages = ["typed-1.svg", "typed-2.svg"].map(|page| std::fs::read_to_string(folder.path().join(page)).unwrap_or_default());
    let said = visible(&pages.concat());
    for line in TYPED.iter().filter(|line| !line.contains(['“', '&'])) {
        let line = plain(line);
        let half = line.chars().take(12).collect::<String>();
        assert!(said.contains(&half), "{half}\n{said}");
    }
}

/// Readers that know nothing of `ActualText` tell a raised 4 from one on the line by the number of its glyph.
#[test]
fn a_glyph_has_a_number_for_each_character_that_it_stands_for() {
    let Some(python) = support::python().filter(|_| support::fonts()) else { return };
    let folder = tempfile::tempdir().unwrap();
    let line = "10⁴ 104 CO₂ 2 m² 3\u{a0}4 5";
    let english =
        format!("Language: en\nIssuer: Example Bureau\nTitle: Notice on Powers\nTo: All:\n\n{line}\n\nDate: November 2, 2026\n");
    for (name, text) in [("zh", with(line)), ("en", english)] {
        let draft = folder.path().join(name).with_extension("notice");
        std::fs::write(&draft, text).unwrap();
        support::build(&draft, "pdf", folder.path());
        let script = "import pdfplumber, sys\nprint(''.join(c['text'] for c in pdfplumber.open(sys.argv[1]).pages[0].chars))";
        let pdf = draft.with_extension("pdf");
        let output = std::process::Command::new(&python).args(["-c", script]).arg(pdf).output().unwrap();
        let read = String::from_utf8(output.stdout).unwrap();
        assert!(read.contains(line), "{name}: {read} {}", String::from_utf8_lossy(&output.stderr));
    }
}

#[test]
fn scripts_stand_off_the_line_in_one_hand() {
    let Some(fonts) = default_fonts() else { return };
    for (draft, title) in [
        (with("排放CO₂与10⁻⁴和m²，SO₄²⁻。"), "标题：关于CO₂的10⁻⁴的通知\n"),
        ("Language: en\nTitle: Notice\n\nEmit CO₂ and 10⁻⁴ and m², SO₄²⁻.\n".to_owned(), "Title: Notice on CO₂ and 10⁻⁴\n"),
    ] {
        let titled: String = draft
            .lines()
            .map(
                |line| {
                    if line.starts_with("标题") || line.starts_with("Title") { title.to_owned() } else { format!("{line}\n") }
                },
            )
            .collect();
        let laid = laid(&titled, &fonts);
        assert!(rules(&laid).iter().all(|rule| !rule.ends_with("-glyph")), "{:?}", laid.findings);
        for (script, beside, up) in [("⁻⁴", "10", true), ("²", "m", true), ("₂", "CO", false)] {
            let (small, large) = (holding(&laid, script), holding(&laid, beside));
            assert!(small.size.0 < 0.75 * large.size.0, "{script}: {} beside {}", small.size.0, large.size.0);
            assert_eq!(small.face, large.face, "{script} is of another face");
            let (low, high) = (large.baseline.0, large.baseline.0 - Mm::from(large.size).0);
            assert!(if up { small.baseline.0 < low - 0.5 } else { small.baseline.0 > low + 0.3 }, "{script}");
            // Within the height of a Chinese character, and not far below the line.
            let top = small.baseline.0 - 0.75 * Mm::from(small.size).0;
            assert!(top > high - 0.1 && small.baseline.0 < low + 0.2 * Mm::from(large.size).0, "{script}");
        }
        // All of a run of scripts is one run, but for what changes from below to above.
        assert_eq!(holding(&laid, "²⁻").text, "²⁻");
    }
}

#[test]
fn a_script_is_not_parted_from_what_it_stands_at() {
    let Some(fonts) = default_fonts() else { return };
    for count in 14..60 {
        let line = format!("{}注¹国{{^甲乙}}，CO₂排{{_max}}国国国国国国国国国国", "国".repeat(count));
        let laid = laid(&with(&line), &fonts);
        for line in lines(&laid) {
            let text = text_of(&line);
            assert!(!text.starts_with(['¹', '甲', '乙', '₂', 'm', 'a', 'x']), "{text}");
        }
    }
}

#[test]
fn no_line_ends_at_a_tie() {
    let Some(fonts) = default_fonts() else { return };
    let ties = [
        "12\u{a0}345\u{a0}678",
        "12\u{202f}345\u{202f}678",
        "12\u{2007}345",
        "12 345 678",
        "12\u{2009}345\u{2009}678.901\u{2009}2",
        "甲\u{2060}乙",
        "甲\u{2011}乙",
        "5\u{a0}kg",
    ];
    for tied in ties {
        let whole = tied.replace(['\u{2060}'], "");
        for count in 10..34 {
            let text = format!("{}{tied}元，{}", "国".repeat(count), "一二三四五六七八九十".repeat(3));
            let title = format!("{}{tied}{}的通知", "关于".repeat(count / 3), "事项".repeat(4));
            let draft = with(&format!("{text}\n\n| 序号 | 内容 |\n|---|---|\n| 1 | {text} |"))
                .replace("关于做好年报工作的通知", &title)
                .replace("各县统计局：", &format!("{}{tied}局，各县统计局：", "某".repeat(count)));
            let laid = laid(&draft, &fonts);
            // A narrow space is set as the ordinary one.
            let whole = whole.replace('\u{2009}', " ");
            let found = lines(&laid).iter().map(|line| text_of(line).matches(&whole).count()).sum::<usize>();
            assert_eq!(
                found,
                4,
                "{tied:?} behind {count}: {:#?}",
                lines(&laid).iter().map(|line| text_of(line)).collect::<Vec<_>>()
            );
        }
    }
}

/// How far apart the characters of Chinese text stand at most, in cells, and in which line.
fn widest(laid: &Laid, cell: f64) -> (f64, String) {
    let mut widest = (0.0, String::new());
    for line in lines(laid) {
        let Some(node) = line[0].node.map(|node| laid.block_of(node)) else { continue };
        if laid.nodes[node].kind != NodeKind::Paragraph || (Mm::from(line[0].size).0 - cell).abs() > 0.3 {
            continue;
        }
        // Names of those who sign are set as wide as each other.
        if line.last().unwrap().x.0 + line.last().unwrap().width().0 - line[0].x.0 < 110.0 {
            continue;
        }
        let is_han = |text: &str| text.chars().all(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
        for run in &line {
            let glyphs: Vec<_> = run.spelt().collect();
            for pair in glyphs.windows(2).filter(|pair| pair.iter().all(|(_, text)| is_han(text))) {
                let white = (pair[0].0.advance.0 - cell) / cell;
                if white > widest.0 {
                    widest = (white, text_of(&line));
                }
            }
        }
    }
    widest
}

#[test]
fn lines_before_an_address_are_not_torn() {
    let Some(fonts) = default_fonts() else { return };
    let cell = Template::built_in(common::read("").layout).cell().0;
    let long = [
        "https://tongji.example.gov.cn/platform",
        "https://www.example.gov.cn/a/b/c/2026/annual-report?year=2026&form=a-1_b#top",
        "tongji_nianbao_2026@statistics.example.gov.cn",
        "D:\\work\\2026\\annual\\report_final.xlsx",
        "/usr/share/zhumo/templates/official/layout.toml",
        "annual_report_2026_final_version.xlsx",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "https://a.example.cn/%E5%B9%B4%E6%8A%A5%E8%A1%A8%E6%A0%BC",
    ];
    for address in long {
        for count in 0..40 {
            let line = format!("{}平台{address}，下载表格后填报，并于年底前报送。", "国".repeat(count));
            let laid = laid(&with(&line), &fonts);
            let (white, text) = widest(&laid, cell);
            assert!(white < 0.45, "{white:.2} of a cell: {text}");
            let whole: String = lines(&laid).iter().map(|line| text_of(line)).collect();
            // Nothing is added where it is cut.
            assert!(whole.contains(address), "{whole}");
            assert!(lines(&laid).iter().all(|line| !text_of(line).ends_with('-')), "{whole}");
        }
    }
}

#[test]
fn no_line_of_an_example_is_torn() {
    let Some(fonts) = default_fonts() else { return };
    for (name, draft) in common::examples() {
        let notice = common::read(&draft);
        if notice.language.is_chinese() {
            let cell = Template::built_in(notice.layout).cell().0;
            let (white, text) = widest(&laid(&draft, &fonts), cell);
            assert!(white < 0.3, "{name}: {white:.2} of a cell: {text}");
        }
    }
}

#[test]
fn forms_are_chosen_or_the_want_of_one_is_said() {
    let Some(fonts) = default_fonts() else { return };
    let glyph = |line: &str| {
        let laid = laid(&with(line), &fonts);
        let run = holding(&laid, "葛");
        let glyph =
            run.spelt().find(|(_, text)| text.starts_with('葛')).map(|(glyph, text)| (run.face, glyph.id, text.to_owned()));
        (glyph.unwrap(), laid.findings.iter().map(|finding| finding.message.en.clone()).collect::<Vec<_>>())
    };
    let ((face, plain, _), said) = glyph("葛城");
    assert!(said.is_empty(), "{said:?}");
    let ((other, form, text), said) = glyph("葛\u{e0100}城");
    assert!((face, plain) != (other, form) && text == "葛\u{e0100}", "the form is drawn, the selector stays");
    assert!(said.iter().any(|said| said.contains("taken from")), "{said:?}");
    // Nobody has a form 99 of it.
    let (usual, said) = glyph("葛\u{e01ef}城");
    assert_eq!(usual, (face, plain, "葛\u{e01ef}".to_owned()));
    assert!(said.iter().any(|said| said.contains("U+E01EF") && said.contains("usual")), "{said:?}");
    // Whether a sign is shown as text or as a picture is not asked of ink on paper; nothing is lost either.
    let laid = laid(&with("①\u{fe0f}★\u{fe0e}国\u{fe0f}。\u{fe0f}\u{fe0f}甲"), &fonts);
    assert!(rules(&laid).iter().all(|rule| !rule.ends_with("-glyph")), "{:?}", laid.findings);
    let whole: String = lines(&laid).iter().map(|line| text_of(line)).collect();
    assert!(whole.contains("①\u{fe0f}★\u{fe0e}国\u{fe0f}。\u{fe0f}\u{fe0f}甲"), "{whole:?}");
}

#[test]
fn accents_stand_over_their_letters() {
    let Some(fonts) = default_fonts() else { return };
    for (text, over) in [("x\u{304}", true), ("Q\u{308}", true), ("b\u{303}", true), ("g\u{323}", false), ("q\u{331}", false)] {
        let laid = laid(&with(&format!("平均{text}值")), &fonts);
        let boxes: Vec<(f64, f64, f64, f64)> = text
            .chars()
            .map(|character| {
                let run = holding(&laid, &character.to_string());
                let mut x = run.x.0;
                for (glyph, spelt) in run.spelt() {
                    if spelt.starts_with(character) {
                        let face = &fonts.faces[run.face];
                        let face = ttf_parser::Face::parse((*face.data).as_ref(), face.index).unwrap();
                        let ink = face.glyph_bounding_box(ttf_parser::GlyphId(glyph.id)).unwrap();
                        let em = Mm::from(run.size).0 / f64::from(face.units_per_em());
                        let at = |up: i16| run.baseline.0 - f64::from(up) * em;
                        return (x + f64::from(ink.x_min) * em, x + f64::from(ink.x_max) * em, at(ink.y_max), at(ink.y_min));
                    }
                    x += glyph.advance.0;
                }
                panic!("{character} is in no run")
            })
            .collect();
        let (letter, accent) = (boxes[0], boxes[1]);
        let middle = |ink: (f64, f64, f64, f64)| (ink.0 + ink.1) / 2.0;
        assert!((middle(letter) - middle(accent)).abs() < 0.1, "{text}: {boxes:?}");
        assert!(if over { accent.3 < letter.2 } else { accent.2 > letter.3 }, "{text}: {boxes:?}");
    }
}

#[test]
fn every_role_asks_every_default_face() {
    let Some(fonts) = default_fonts() else { return };
    // No face has all of these: boxes, fractions, letters of Vietnam, the squares of screens.
    let signs = "☑⅓ự⬜⟨㎡𠮷";
    let mut chains: BTreeMap<usize, usize> = BTreeMap::new();
    for chain in fonts.chains.values() {
        chain.iter().for_each(|face| *chains.entry(*face).or_default() += 1);
    }
    for (face, times) in &chains {
        let name = &fonts.faces[*face].name;
        let own = ["LiberationSerif-", "Bold"].iter().any(|own| name.contains(own)) || name.contains("jp-");
        assert!(own || *times == fonts.chains.len(), "{name} is asked by {times} roles");
    }
    for draft in [
        with(signs).replace("关于做好年报工作的通知", signs),
        with(&format!("一、{signs}\n（一）{signs}\n**{signs}**与*{signs}*")),
        format!("Language: en\nTitle: {signs}\n\n1. {signs}\n(1) {signs} and *{signs}*\n"),
    ] {
        let laid = laid(&draft, &fonts);
        assert!(!rules(&laid).contains(&"missing-glyph"), "{:?}", laid.findings);
    }
}
