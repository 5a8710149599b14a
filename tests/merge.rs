//! One draft and a table: what is filled is text, every letter is what `build` makes of its draft, and nothing is written of a table with faults.

mod support;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use support::{fonts, python, root, text, zhumo};
use zhumo::merge::{Fault, Filling, Table, Template, Which};
use zhumo::model::{Block, Notice};

fn run(folder: &Path, arguments: &[&str]) -> Output {
    zhumo().current_dir(folder).arg("merge").args(arguments).output().unwrap()
}

fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().map(|entry| entry.unwrap().path());
    entries.filter(|path| path.is_file()).map(|path| (name(&path), std::fs::read(&path).unwrap())).collect()
}

fn name(path: &Path) -> String {
    path.file_name().unwrap().to_string_lossy().into_owned()
}

/// A folder with a draft and a table.
fn folder(draft: &str, name: &str, table: impl AsRef<[u8]>) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("d.notice"), draft).unwrap();
    std::fs::write(folder.path().join(name), table).unwrap();
    folder
}

const DRAFT: &str = "版式：信函\n发文机关：示例市示例局\n发文字号：示市函〔2026〕{{#顺序号|从 31}}号\n标题：示例市示例局关于参加培训的函\n主送：{{单位}}\n\n\
                     请派{{人数}}人参加，费用{{费用|金额}}元（{{费用|大写}}）。\n\n署名：示例市示例局\n成文日期：2026年8月14日\n";
const ROWS: &str = "单位,人数,费用\n青川区示例局,3,1200\n白石区示例局,12,800.5\n";

#[test]
fn a_value_is_text_wherever_it_stands() {
    let draft = "标题：关于{{值}}的通知\n主送：{{值}}\n\n{{值}}\n请看{{值}}，并告知{{值}}。\n- 列项{{值}}\n\n| 甲 | 乙 |\n|---|---|\n|{{值}}| 在{{值}}中 |\n\n\
                 [^1]: 注{{值}}\n参见[^1]\n\n附件：\n- {{值}}\n\n署名：\n- {{值}}\n附注：{{值}}\n";
    let template = Template::read(draft).unwrap();
    let filled = |value: &str| {
        let table = serde_json::to_vec(&serde_json::json!([{ "值": value }])).unwrap();
        let table = Table::read(table, "json", Which::Clear, &template.columns()).unwrap();
        let row = table.rows().next().unwrap();
        let mut faults: Vec<Fault> = Vec::new();
        let filled = template.fill(&Filling::of(&table, std::slice::from_ref(&row)), &mut faults);
        assert!(faults.is_empty(), "{value}: {faults:?}");
        filled
    };
    // What stands where, as the reader of the draft sees it.
    let seen = |text: &str| -> Vec<String> {
        let notice = Notice::read(&zhumo::syntax::parse(text));
        let mut seen = vec![notice.title_text()];
        seen.extend(notice.recipients.iter().map(|list| list.text.text.clone()));
        for block in notice.blocks() {
            let kind = format!("{:?}", std::mem::discriminant(block));
            match block {
                Block::Table(table) => seen.extend(
                    table.rows.iter().flat_map(|row| row.cells.iter().map(|cell| format!("{kind}{}", cell.text.plain()))),
                ),
                other => seen.extend(other.texts().iter().map(|text| format!("{kind}{}", text.plain()))),
            }
        }
        seen.extend(notice.footnotes.iter().map(|note| note.text.plain()));
        seen.extend(notice.annex_note.iter().map(|entry| entry.title.plain()));
        seen.extend(notice.signatories.iter().map(|organ| organ.text.text.clone()));
        seen.extend(notice.note.iter().map(|note| note.plain()));
        seen
    };
    let expected = seen(&filled("某某某"));
    assert!(expected.iter().filter(|text| text.contains("某某某")).count() >= 11, "{expected:#?}");
    let mut wrong: Vec<String> = Vec::new();
    for value in [
        "*示例*局",
        "**示例局**",
        "`代码`",
        "[示例](https://example.org)",
        "{主题}",
        "{{值}}",
        "{^2}",
        "{@id}",
        "[^1]",
        "[^注]",
        "甲|乙",
        "||",
        "\\一、甲",
        "一、甲",
        "（一）甲",
        "1. 甲",
        "- 甲",
        "// 甲",
        "| 甲 |",
        "第一条　甲",
        "【附件1】甲",
        "【印发】甲",
        "【分页】",
        "![图](a.png)",
        "标题：甲",
        "主送：甲",
        "附件：甲",
        "署名：甲",
        "[^2]: 甲",
        "表：甲",
        "注：甲",
        "a*b*c",
        "*",
        "**",
        "D:\\年报\\[2025]",
        "\\\\server\\share",
        "3.5亿元",
        "#、甲",
        "<b>甲</b>",
        "&amp;",
        "$x$",
        "~甲~",
        "^^甲",
        "单位：甲",
        "电话：甲",
        "zhumo-ignore",
        "《甲》“乙”",
        "甲{乙",
        "甲}乙",
        "甲]乙[",
        "\\{甲\\}",
        "[Issued] 甲",
        "{#id}",
    ] {
        let text = filled(value);
        let seen = seen(&text);
        let mut wanted: Vec<String> = expected.iter().map(|text| text.replace("某某某", value)).collect();
        // Lists of annexes and of organs are read as such, whatever their parts are: a number before a title is that of the entry.
        if seen.len() == wanted.len() {
            for list in [wanted.len() - 3, wanted.len() - 2] {
                wanted[list].clone_from(&seen[list]);
            }
        }
        if seen != wanted {
            wrong.push(format!("{value}\n{text}\n{seen:?}\n{wanted:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
    // A few things no draft can say in plain text or a cell: they are refused.
    for value in ["\\|", "甲\\", "\\"] {
        let table = Table::csv(format!("值\n{value}\n").as_bytes(), &template.columns()).unwrap();
        let (row, mut faults) = (table.rows().next().unwrap(), Vec::new());
        template.fill(&Filling::of(&table, std::slice::from_ref(&row)), &mut faults);
        assert!(
            faults.iter().any(|fault| fault.row == 2 && fault.message.en.contains("cannot be written")),
            "{value}: {faults:?}"
        );
    }
}

#[test]
fn every_letter_is_what_a_build_makes_of_its_draft() {
    let folder = folder(DRAFT, "rows.csv", ROWS);
    let targets = if fonts() { "pdf,html,md,json" } else { "html,md,json" };
    let output = run(folder.path(), &["d.notice", "rows.csv", "-t", targets, "-o", "out/{{单位}}", "--drafts"]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output));
    assert_eq!(stderr(&output), "2 letters: 2 written\n");
    let merged = files(&folder.path().join("out"));
    assert_eq!(merged.len(), 2 * (targets.split(',').count() + 1));
    // By themselves, in the folder of the draft.
    for (name, bytes) in merged.iter().filter(|(name, _)| name.ends_with(".notice")) {
        std::fs::write(folder.path().join(name), bytes).unwrap();
        let built =
            zhumo().current_dir(folder.path()).args(["build", "-t", targets, "-o", "alone/{name}", name]).output().unwrap();
        assert_eq!(built.status.code(), Some(0), "{}", text(&built));
    }
    let alone = files(&folder.path().join("alone"));
    assert!(alone.iter().all(|(name, bytes)| merged[name] == *bytes) && alone.len() == merged.len() - 2);
    let markdown = String::from_utf8_lossy(&merged["白石区示例局.md"]).into_owned();
    for value in ["白石区示例局", "示市函〔2026〕32号", "12人", "800.50元（捌佰元伍角整）"] {
        assert!(markdown.contains(value), "{value}: {markdown}");
    }
    let pdfs: Vec<PathBuf> = ["青川区示例局", "白石区示例局"].map(|name| folder.path().join(format!("out/{name}.pdf"))).into();
    if fonts()
        && let Some(read) = support::extract(&pdfs)
    {
        let said: Vec<String> = read.iter().map(|file| file.to_string().replace("\\n", "")).collect();
        assert!(said[0].contains("示市函〔2026〕31号") && said[0].contains("1,200.00元（壹仟贰佰元整）"), "{}", said[0]);
        assert!(said[1].contains("白石区示例局") && said[1].contains("800.50元（捌佰元伍角整）"), "{}", said[1]);
    }
}

#[test]
fn tables_come_in_any_encoding_and_form() {
    let (gb, _, _) = encoding_rs::GB18030.encode(ROWS);
    let utf16: Vec<u8> =
        [0xff, 0xfe].into_iter().chain(ROWS.replace(',', "\t").encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let json = r#"[{"单位":"青川区示例局","人数":3,"费用":1200},{"单位":"白石区示例局","人数":"12","费用":800.5}]"#;
    let forms: [(&str, Vec<u8>); 9] = [
        ("rows.csv", ROWS.into()),
        ("rows.csv", format!("\u{feff}{}", ROWS.replace('\n', "\r\n")).into()),
        ("rows.csv", gb.into_owned()),
        ("rows.csv", utf16),
        ("rows.csv", format!("sep=;\n{}", ROWS.replace(',', ";")).into()),
        ("rows.tsv", ROWS.replace(',', "\t").into()),
        ("rows.csv", "2026年培训名单,,\n\n 单 位　,人数,费用\n青川区示例局,3,\"1,200\"\n\n白石区示例局,12,￥800.50元\n".into()),
        ("rows.json", json.into()),
        ("rows.jsonl", json.trim_matches(['[', ']']).replace("},{", "}\n{").into()),
    ];
    let mut first = None;
    for (number, (name, bytes)) in forms.into_iter().enumerate() {
        let folder = folder(DRAFT, name, bytes);
        let output = run(folder.path(), &["d.notice", name, "-t", "md", "-o", "out/{{单位}}"]);
        assert_eq!(output.status.code(), Some(0), "{number} {name}: {}", text(&output));
        let made = files(&folder.path().join("out"));
        assert_eq!(*first.get_or_insert_with(|| made.clone()), made, "{number} {name}");
    }
}

#[test]
fn workbooks_of_others_are_read() {
    let Some(python) = python() else { return };
    let draft = "标题：示例局关于参加培训的函\n主送：{{单位}}\n\n请派{{人数}}人于{{日期}}{{时间}}报到，{{日期|星期}}，费用{{费用|金额}}元，联系{{电话}}。\n{{说明|默认=无}}\n\n署名：示例局\n成文日期：2026年8月14日\n";
    let folder = folder(draft, "none.csv", "");
    let made = Command::new(python).arg(root().join("tests/tools/sheets.py")).arg(folder.path()).output().unwrap();
    assert!(made.status.success(), "{}", text(&made));
    let output = run(folder.path(), &["d.notice", "rows.xlsx", "-t", "json", "-o", "x/{{#份号}}", "--drafts", "--sheet", "名单"]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output));
    let drafts = files(&folder.path().join("x"));
    let said = |name: &str| String::from_utf8_lossy(&drafts[name]).into_owned();
    assert!(
        said("000001.notice").contains(
            "主送：青川区*示例*局\n\n请派3人于2026年9月1日9:30报到，星期二，费用1,234.50元，联系13800000000。\n\\一、不是标题\n"
        ),
        "{}",
        said("000001.notice")
    );
    assert!(said("000002.notice").contains("费用0.30元，联系13900000000。\n第一行\n第二行\n"), "{}", said("000002.notice"));
    assert!(
        said("000003.notice").contains("2026年10月15日9:00报到") && said("000003.notice").contains("\n无\n"),
        "{}",
        said("000003.notice")
    );
    // Everything that is wrong is told at once, by row and column, and nothing is written.
    let output = run(folder.path(), &["d.notice", "rows.xlsx", "-t", "json", "-o", "y/{{单位}}", "--sheet", "有问题"]);
    assert_eq!(output.status.code(), Some(1), "{}", text(&output));
    for fault in [
        "row 2, column `费用`: a formula without a result",
        "row 2, column `电话`: a number of more than 15 digits",
        "row 3, column `日期`: `2026-02-30` is not a date",
        "row 3, column `费用`: an error of the sheet",
        "row 3, column `说明`: it looks like a formula",
    ] {
        assert!(stderr(&output).contains(fault), "{fault}: {}", text(&output));
    }
    assert!(!folder.path().join("y").exists());
    let output = run(folder.path(), &["d.notice", "rows.xlsx", "-t", "json", "-o", "y/{{单位}}"]);
    assert!(output.status.code() == Some(2) && stderr(&output).contains("--sheet"), "{}", text(&output));
    // Hidden sheets, empty ones, and those without the columns are not meant; a hidden one is taken when it is named.
    std::fs::write(folder.path().join("e.notice"), DRAFT.replace("，费用{{费用|金额}}元（{{费用|大写}}）", "")).unwrap();
    let output = run(folder.path(), &["e.notice", "sheets.xlsx", "-t", "md", "-o", "v/{{单位}}"]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output));
    assert!(stderr(&output).contains("the sheet `名单` is taken"), "{}", text(&output));
    assert_eq!(files(&folder.path().join("v")).into_keys().collect::<Vec<_>>(), ["青川区示例局.md"]);
    let output = run(folder.path(), &["e.notice", "sheets.xlsx", "--preview", "2", "--sheet", "底稿"]);
    assert!(String::from_utf8_lossy(&output.stdout).contains("主送：旧单位"), "{}", text(&output));
    let output = run(folder.path(), &["d.notice", "sheets.xlsx", "--preview", "2"]);
    assert!(stderr(&output).contains("the workbook has 2 sheets: 填表说明、名单"), "{}", text(&output));
    let output = run(folder.path(), &["e.notice", "sheets.xlsx", "--preview", "7"]);
    assert!(stderr(&output).contains("rows have the numbers of the sheet: 2–2"), "{}", text(&output));
    // A formula whose result is nothing is a value where others were worked out.
    let output = run(folder.path(), &["d.notice", "rows.xlsx", "-t", "md", "-o", "w/{{单位}}", "--sheet", "已算出"]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output));
    let made = files(&folder.path().join("w"));
    assert!(String::from_utf8_lossy(&made["第1局.md"]).contains("费用0.00元"), "{made:?}");
    let output = run(folder.path(), &["d.notice", "rows.ods", "-t", "json", "-o", "z/{{单位}}", "--drafts"]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output));
    let made = files(&folder.path().join("z"));
    let said = String::from_utf8_lossy(&made["白石区示例局.notice"]).into_owned();
    assert!(said.contains("请派12人于2026年10月15日14:05报到，星期四，费用800.00元，联系13900000000。\n乙\n"), "{said}");
}

#[test]
fn faults_of_rows_are_told_before_anything_is_written() {
    let rows = "单位,人数,费用\n甲局,3,1200\n,4,100\n丙局,5,三百\n丁局,6,200\n丁局,7,200\n戊局,1,\u{200b}9\n己局,2,3,4\n庚局,2,1.38E+10\n";
    let folder = folder(DRAFT, "rows.csv", rows);
    let output = run(folder.path(), &["d.notice", "rows.csv", "-t", "md", "-o", "out/{{单位}}"]);
    assert_eq!(output.status.code(), Some(1), "{}", text(&output));
    for fault in [
        "rows.csv: row 3, column `单位`: it is empty",
        "rows.csv: row 4, column `费用`: `三百` is not a number",
        "rows.csv: row 6, name of the file: it would be written to out/丁局, as row 5 is",
        "rows.csv: row 7, column `费用`: it contains the invisible character U+200B",
        "rows.csv: row 8: it has 4 values, and the table 3 columns",
        "rows.csv: row 9, column `费用`: 1.38E+10 in scientific notation",
    ] {
        assert!(stderr(&output).contains(fault), "{fault}: {}", text(&output));
    }
    assert!(!folder.path().join("out").exists());
    let output = run(folder.path(), &["d.notice", "rows.csv", "-t", "md", "-o", "out/{{单位}}", "--only-good"]);
    assert_eq!(output.status.code(), Some(1), "{}", text(&output));
    assert_eq!(files(&folder.path().join("out")).into_keys().collect::<Vec<_>>(), ["甲局.md"]);
    assert!(stderr(&output).ends_with("8 letters: 1 written, 7 with problems in their rows\n"), "{}", text(&output));
    // A column that is not there is one fault, whatever the rows hold.
    std::fs::write(folder.path().join("d.notice"), DRAFT.replace("{{人数}}", "{{人 数}}{{名额}}")).unwrap();
    let output = run(folder.path(), &["d.notice", "rows.csv", "-t", "md", "-o", "out/{{单位}}"]);
    assert!(output.status.code() == Some(2) && stderr(&output).contains("the table has no column `名额`"), "{}", text(&output));
}

#[test]
fn what_is_wrong_with_places_of_the_draft_is_told_by_line() {
    let folder = folder("标题：通知\n\n{{单位|大些}}\n{{如果 单位}}\n{{#号}}\n{{否则}}\n{{否则}}\n", "rows.csv", ROWS);
    let output = run(folder.path(), &["d.notice", "rows.csv", "-o", "out/{{单位}}"]);
    assert_eq!(output.status.code(), Some(1), "{}", text(&output));
    for fault in
        ["d.notice:3:1: {{单位|大些}}", "d.notice:4:1: {{如果 单位}} it is never closed", "d.notice:5:1:", "d.notice:7:1:"]
    {
        assert!(stderr(&output).contains(fault), "{fault}: {}", text(&output));
    }
}

#[test]
fn rows_of_a_group_are_lines_of_one_letter() {
    let output = run(&root().join("examples/merge"), &["fees.notice", "fees.csv", "--group", "单位", "--preview", "4"]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output));
    let draft = String::from_utf8_lossy(&output.stdout);
    assert!(
        draft.contains("云市监函〔2026〕51号") && draft.contains("检测2项，费用合计3,540.50元（大写：叁仟伍佰肆拾元伍角整）"),
        "{draft}"
    );
    assert!(draft.contains("|:-:|---|--:|\n| 1 | 电子秤检定 | 1,200.00 |\n| 2 | 加油机检定 | 2,340.50 |\n\n署名"), "{draft}");
    // A value outside of the loop must be the same in all rows.
    let folder = folder("标题：通知\n\n{{单位}}{{项目}}\n", "rows.csv", "单位,项目\n甲,一\n甲,二\n");
    let output = run(folder.path(), &["d.notice", "rows.csv", "--group", "单位", "-t", "md", "-o", "out/{{单位}}"]);
    assert!(stderr(&output).contains("row 3, column `项目`: row 2 of the same group has another value"), "{}", text(&output));
}

#[test]
fn the_examples_make_sound_letters() {
    let out = tempfile::tempdir().unwrap();
    let to = out.path().join("{{单位}}").display().to_string();
    let output = run(&root().join("examples/merge"), &["training.notice", "rows.csv", "-t", "md", "-o", &to]);
    assert_eq!((output.status.code(), stderr(&output)), (Some(0), "3 letters: 3 written\n".to_owned()), "{}", text(&output));
    let made = files(out.path());
    let said = String::from_utf8_lossy(&made["云岭高新区市场监督管理局.md"]).into_owned();
    for value in
        ["云市监函〔2026〕33号", "2026年9月14日", "14:30前", "800.50元（大写：捌佰元伍角整）", "住宿统一安排", "000-00000003"]
    {
        assert!(said.contains(value), "{value}: {said}");
    }
    assert!(!String::from_utf8_lossy(&made["白石区市场监督管理局.md"]).contains("住宿"));
    // So do the draft and the table of the manual, in both languages.
    for manual in ["docs/manual.md", "docs/manual.zh-CN.md"] {
        let manual = std::fs::read_to_string(root().join(manual)).unwrap();
        let block = manual.split("```text\n").find(|block| block.contains("{{单位}}")).unwrap();
        let table = manual
            .lines()
            .skip_while(|line| !line.starts_with("| 单位 | 人数 | 报到日期"))
            .take_while(|line| line.starts_with('|'));
        let cells = |line: &str| line.trim_matches(['|', ' ']).split(" | ").collect::<Vec<_>>().join(",");
        let rows: Vec<String> = table.filter(|line| !line.contains("---")).map(cells).collect();
        let folder = folder(block.split("```").next().unwrap(), "rows.csv", rows.join("\n"));
        let output = run(folder.path(), &["d.notice", "rows.csv", "-t", "md", "-o", "out/{{单位}}"]);
        assert_eq!((output.status.code(), stderr(&output)), (Some(0), "2 letters: 2 written\n".to_owned()), "{}", text(&output));
        assert_eq!(files(&folder.path().join("out")).len(), 2);
    }
    // By themselves they are drafts with places that nobody has filled.
    let output = zhumo().args(["check", "examples/merge/training.notice"]).output().unwrap();
    assert!(output.status.code() == Some(1) && text(&output).contains("left-placeholder"), "{}", text(&output));
}

#[test]
fn rows_are_picked_and_looked_at() {
    let rows = "单位,人数,费用\n甲局,3,1200\n乙局,14,100\n丙局,5,300\n丁局,16,200\n";
    let folder = folder(DRAFT, "rows.csv", rows);
    let dry = |options: &[&str]| {
        let output = run(folder.path(), &[&["d.notice", "rows.csv", "-o", "out/{{单位}}", "--dry-run"], options].concat());
        (output.status.code(), String::from_utf8_lossy(&output.stdout).into_owned())
    };
    assert_eq!(dry(&["--rows", "3-4"]), (Some(0), "row 3 → out/乙局\nrow 4 → out/丙局\n".to_owned()));
    assert_eq!(dry(&["--where", "人数>=14"]), (Some(0), "row 3 → out/乙局\nrow 5 → out/丁局\n".to_owned()));
    assert_eq!(dry(&["--where", "人数>=14", "--where", "单位=丁局"]), (Some(0), "row 5 → out/丁局\n".to_owned()));
    assert_eq!(dry(&["--where", "单位=无"]).0, Some(2));
    assert!(!folder.path().join("out").exists());
    // Findings are counted by rule, with their rows.
    std::fs::write(folder.path().join("d.notice"), DRAFT.replace("8月14日", "08月14日")).unwrap();
    let output = run(folder.path(), &["d.notice", "rows.csv", "-t", "md", "-o", "out/{{单位}}"]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output));
    assert!(
        stderr(&output).contains("warning padded-date: 4, row 2–5") && stderr(&output).matches("is padded").count() == 1,
        "{}",
        text(&output)
    );
    // Errors of one letter keep that letter from being written.
    std::fs::write(folder.path().join("d.notice"), DRAFT.replace("请派", "{{如果 人数=14}}见{无}。{{完}}请派")).unwrap();
    let output = run(folder.path(), &["d.notice", "rows.csv", "-t", "md", "-o", "more/{{单位}}"]);
    assert_eq!(output.status.code(), Some(1), "{}", text(&output));
    assert_eq!(files(&folder.path().join("more")).len(), 3);
    assert!(stderr(&output).contains("4 letters: 3 written, row 3 refused for errors"), "{}", text(&output));
}

#[test]
fn all_letters_in_one_file_are_in_the_order_of_the_rows() {
    if !fonts() {
        return;
    }
    let rows: String = (1..=12).map(|number| format!("示例{number}局,{number},{number}00\n")).collect();
    let long = DRAFT.replace("\n\n署名", &format!("\n{}\n\n署名", "培训内容包括计量、标准和检验检测的基本知识。\n".repeat(40)));
    let folder = folder(&long, "rows.csv", format!("单位,人数,费用\n{rows}"));
    let bound = |extra: &[&str]| {
        let output = run(folder.path(), &[&["d.notice", "rows.csv", "--bound", "all.pdf"], extra].concat());
        assert_eq!(output.status.code(), Some(0), "{}", text(&output));
        std::fs::read(folder.path().join("all.pdf")).unwrap()
    };
    let one = bound(&["-j", "1"]);
    assert_eq!(one, bound(&["-j", "3"]));
    let alone = run(folder.path(), &["d.notice", "rows.csv", "-o", "out/{{单位}}", "--rows", "2"]);
    assert!(alone.status.success(), "{}", text(&alone));
    let single = std::fs::metadata(folder.path().join("out/示例1局.pdf")).unwrap().len() as usize;
    assert!(one.len() < single * 2, "one subset of each face: {} and {single}", one.len());
    let Some(python) = python() else { return };
    let code = "import json, pymupdf, sys\nfile = pymupdf.open(sys.argv[1])\n\
                print(json.dumps({'pages': len(file), 'toc': file.get_toc(), 'labels': [page.get_label() for page in file], \
                'text': [page.get_text().replace('\\n', '') for page in file], 'fonts': len({font[3] for page in file for font in page.get_fonts()})}))";
    let read = || -> serde_json::Value {
        let output = Command::new(&python).args(["-c", code]).arg(folder.path().join("all.pdf")).output().unwrap();
        assert!(output.status.success(), "{}", text(&output));
        serde_json::from_slice(&output.stdout).unwrap()
    };
    let plain = read();
    let pages = plain["pages"].as_u64().unwrap() as usize;
    assert!(pages.is_multiple_of(12) && pages > 12, "{pages}");
    let each = pages / 12;
    let toc = plain["toc"].as_array().unwrap();
    assert_eq!(toc.len(), 12);
    for (number, entry) in toc.iter().enumerate() {
        let first = number * each;
        assert_eq!(
            (entry[1].as_str().unwrap(), entry[2].as_u64().unwrap() as usize),
            (&*format!("示例{}局", number + 1), first + 1)
        );
        let page = plain["text"][first].as_str().unwrap();
        assert!(page.contains(&format!("示例{}局", number + 1)) && page.contains(&format!("{}号", number + 31)), "{page}");
    }
    assert_eq!(plain["labels"][0], plain["labels"][each]);
    // With errors in one letter there is no file, unless the others are wanted.
    std::fs::write(folder.path().join("e.notice"), long.replace("请派", "{{如果 人数=5}}见{无}。{{完}}请派")).unwrap();
    let output = run(folder.path(), &["e.notice", "rows.csv", "--bound", "some.pdf"]);
    assert!(output.status.code() == Some(1) && stderr(&output).contains("some.pdf was not written"), "{}", text(&output));
    assert!(!folder.path().join("some.pdf").exists());
    assert!(stderr(&output).contains("12 letters: 0 written, row 6 refused"), "{}", text(&output));
    let output = run(folder.path(), &["e.notice", "rows.csv", "--bound", "some.pdf", "--only-good"]);
    assert!(output.status.code() == Some(1) && folder.path().join("some.pdf").exists(), "{}", text(&output));
    bound(&["--odd-pages"]);
    let odd = read();
    assert!(odd["toc"].as_array().unwrap().iter().all(|entry| entry[2].as_u64().unwrap() % 2 == 1), "{}", odd["toc"]);
}
