//! What the page asks beside findings and pages: changes, revisions, letters of a merge, what a file was read as, help.

use super::client::Preview;
use super::minimal;
use serde_json::json;
use std::path::Path;
use std::process::Command;

fn git(folder: &Path, words: &[&str]) {
    let mut command = Command::new("git");
    command.arg("-C").arg(folder).args(["-c", "user.name=a", "-c", "user.email=a@example.com"]).args(words);
    assert!(command.output().unwrap().status.success(), "{words:?}");
}

#[test]
fn changes_come_with_what_takes_them_back() {
    let preview = Preview::start(&[]);
    let new = minimal().replace("10月20日", "10月21日").replace("📚", "");
    let answer = preview.post("changes", &json!({ "text": new, "other": minimal() })).json();
    let change = &answer["changes"][0];
    assert_eq!(change["kind"], "changed", "{answer}");
    assert_eq!(change["substance"][0]["en"], "date", "{answer}");
    let line = minimal().lines().find(|line| line.contains("10月20日")).unwrap();
    assert_eq!(change["back"][0]["insert"], *line, "{answer}");
    assert_eq!(answer["changes"].as_array().unwrap().len(), 1, "{answer}");
}

#[test]
fn revisions_are_those_of_the_draft_alone() {
    let preview = Preview::start(&[("a.notice", minimal().as_bytes()), ("sub/b.notice", b""), ("secret.txt", b"secret")]);
    assert_eq!(preview.post("revisions", &json!({ "path": "a.notice" })).json()["revisions"], json!([]), "no git, no revisions");
    let folder = preview.folder.path();
    git(folder, &["init", "--quiet"]);
    git(folder, &["add", "."]);
    git(folder, &["commit", "--quiet", "-m", "初稿\t一"]);
    std::fs::write(preview.path("sub/b.notice"), "标题：乙\r\n").unwrap();
    git(folder, &["commit", "--quiet", "-a", "-m", "乙"]);
    let listed = preview.post("revisions", &json!({ "path": "a.notice" })).json();
    assert_eq!(listed["revisions"].as_array().unwrap().len(), 1, "{listed}");
    assert_eq!(listed["revisions"][0]["subject"], "初稿\t一");
    let text = preview.post("revision", &json!({ "path": "a.notice", "revision": listed["revisions"][0]["id"] })).json();
    assert_eq!(text["text"], minimal());
    let text = preview.post("revision", &json!({ "path": "sub/b.notice", "revision": "HEAD" })).json();
    assert_eq!(text["text"], "标题：乙\n");
    for (path, revision) in [
        ("a.notice", ""),
        ("a.notice", "HEAD:secret.txt"),
        ("a.notice", "HEAD:./secret.txt\0"),
        ("a.notice", "--output=out.txt"),
        ("a.notice", "HEAD~9"),
        ("secret.txt", "HEAD"),
        ("../a.notice", "HEAD"),
        ("new.notice", "HEAD"),
    ] {
        let answer = preview.post("revision", &json!({ "path": path, "revision": revision }));
        assert_eq!(answer.status, 422, "{path} {revision}");
        assert!(answer.json()["error"]["zh"].is_string() && answer.json()["error"]["en"].is_string(), "{path} {revision}");
    }
    assert!(!preview.path("out.txt").exists());
}

#[test]
fn a_letter_is_filled_from_its_rows() {
    let preview = Preview::start(&[]);
    let draft = "标题：关于核对费用的函\n主送：{{单位}}\n\n费用合计{{#合计 费用}}元。\n{{逐行}}\n{{项目}}。\n{{完}}\n";
    let rows = "5Y2V5L2NLOmhueebrizotLnnlKgK55Sy6ZWHLOS4gCwxCuS5memVhyzkuowsMgrnlLLplYcs5LiJLDMK"; // 单位,项目,费用 …
    let ask = |at: usize, group: &str, table: &str| {
        preview.post("letter", &json!({ "text": draft, "table": table, "rows": rows, "group": group, "at": at }))
    };
    let letter = ask(0, "单位", "a.csv").json();
    assert_eq!((&letter["total"], &letter["rows"]), (&json!(2), &json!([2, 4])), "{letter}");
    assert!(letter["text"].as_str().unwrap().contains("费用合计4元。\n一。\n三。\n"), "{letter}");
    // Past the end is the last one; without a column each row is a letter.
    let letter = ask(99, "", "a.csv").json();
    assert_eq!((&letter["at"], &letter["values"]), (&json!(2), &json!(["甲镇", "三", "3"])), "{letter}");
    assert_eq!(ask(0, "", "a.exe").status, 422);
    // All of them, from one on.
    let all = preview.post("letters", &json!({ "text": draft, "table": "a.csv", "rows": rows, "at": 1 })).json();
    let all = all["letters"].as_array().unwrap();
    assert_eq!((all.len(), &all[0]["at"], &all[0]["rows"], &all[1]["total"]), (2, &json!(1), &json!([3]), &json!(3)), "{all:?}");
    let past = preview.post("letters", &json!({ "text": draft, "table": "a.csv", "rows": rows, "at": 3 })).json();
    assert_eq!(past, json!({ "letters": [] }));
    let other = draft.replace("{{项目}}", "{{科目}}{{");
    let wrong = preview.post("letter", &json!({ "text": other, "table": "a.csv", "rows": rows })).json();
    assert!(wrong["text"].is_null() && wrong["faults"][0]["message"]["zh"].is_string(), "{wrong}");
    assert_eq!(wrong["columns"], json!(["单位", "项目", "费用"]), "what there is is shown all the same");
}

#[test]
fn a_file_says_what_its_pieces_were_taken_for() {
    let preview = Preview::start(&[]);
    let file = "关于放假的通知\n各处室：\n10月1日起放假。\n示例局\n2026年9月20日\n（此件公开发布）\n";
    let base64 = base64::Engine::encode(&base64::engine::general_purpose::STANDARD, file);
    let read = preview.post("import", &json!({ "path": "a.txt", "text": base64 })).json();
    let pieces = read["pieces"].as_array().unwrap();
    let said: String = pieces.iter().map(|piece| piece["text"].as_str().unwrap()).collect();
    assert_eq!(said, file.replace('\n', ""), "every piece of the file is there, in its order");
    assert!(pieces[0]["why"][0]["en"].is_string(), "{read}");
    let decisions = json!([{ "line": 6, "what": "text below the signature" }]);
    let other = preview.post("import", &json!({ "path": "a.txt", "text": base64, "decisions": decisions })).json();
    assert!(!other["text"].as_str().unwrap().contains("附注"), "{other}");
}

#[test]
fn a_place_is_explained_and_fields_are_listed() {
    let preview = Preview::start(&[]);
    let said = preview.post("hover", &json!({ "text": "标题：通知\n主送：各县局\n", "at": 6 })).json();
    assert!(said["said"]["text"]["zh"].as_str().unwrap().starts_with("主送"), "{said}");
    assert_eq!((&said["said"]["from"], &said["said"]["to"]), (&json!(6), &json!(8)));
    assert!(preview.post("hover", &json!({ "text": "放假。\n", "at": 1 })).json()["said"].is_null());
    let state = preview.get("/api/state").json();
    let field = state["fields"].as_array().unwrap().iter().find(|field| field["name"] == "date").unwrap().clone();
    assert_eq!(field["words"][0], "成文日期", "{field}");
    assert_eq!(field["zone"], "tail");
}

#[test]
fn proof_pages_are_others() {
    if !super::fonts() {
        return;
    }
    let preview = Preview::start(&[]);
    let name = |proof: bool| {
        let seen = preview.post("look", &json!({ "text": minimal(), "lang": "zh", "proof": proof })).json();
        seen["pages"][0]["name"].as_str().unwrap().to_owned()
    };
    let (plain, proof) = (name(false), name(true));
    assert_ne!(plain, proof);
    assert_eq!(name(false), plain);
    assert_eq!(preview.get(&format!("/pages/{proof}.svg")).status, 200);
}
