//! The server of `zhumo preview`, spoken to as a browser does, and as somebody does who must get nothing.

#[path = "serve/client.rs"]
mod client;
#[path = "serve/desk.rs"]
mod desk;
mod support;

use client::Preview;
use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::Command;
use support::{fonts, fonts_folder, root};

fn minimal() -> &'static str {
    include_str!("../examples/minimal.notice")
}

#[test]
fn the_page_comes_with_a_strict_policy() {
    let preview = Preview::start(&[("a.notice", minimal().as_bytes())]);
    let page = preview.get("/");
    assert_eq!(page.status, 200);
    let policy = page.header("content-security-policy");
    assert!(policy.contains("default-src 'none'") && policy.contains("script-src 'self';"), "{policy}");
    assert!(!policy.contains("unsafe"), "{policy}");
    assert!(policy.contains("frame-ancestors 'none'"), "{policy}");
    let text = String::from_utf8(page.body.clone()).unwrap();
    let nonce = text.split("zhumo-nonce\" content=\"").nth(1).unwrap().split('"').next().unwrap();
    assert!(nonce.len() == 32 && policy.contains(&format!("'nonce-{nonce}'")));
    assert_ne!(String::from_utf8(preview.get("/").body).unwrap(), text, "a nonce is used once");
    assert!(!text.contains("<script>") && !text.contains("style=\""));
    for (path, kind) in [("/app.js", "text/javascript"), ("/app.css", "text/css"), ("/api/state", "application/json")] {
        let answer = preview.get(path);
        assert_eq!(answer.status, 200, "{path}");
        assert!(answer.header("content-type").starts_with(kind), "{path}");
    }
    for name in ["x-content-type-options", "referrer-policy", "cross-origin-resource-policy"] {
        assert!(!page.header(name).is_empty(), "{name}");
    }
    assert_eq!(page.header("cache-control"), "no-store");
}

#[test]
fn who_does_not_know_the_token_gets_nothing() {
    let preview = Preview::start(&[]);
    for path in ["/", "/app.js", "/api/state", "/00000000000000000000000000000000/api/state", "//api/state"] {
        let answer = preview.ask("GET", path, &[], b"");
        assert_eq!((answer.status, answer.body.len()), (404, 0), "{path}");
    }
    let almost = format!("/{}0/api/state", preview.token);
    assert_eq!(preview.ask("GET", &almost, &[], b"").status, 404);
    assert_eq!(preview.token.len(), 32);
    let other = Preview::start(&[]);
    assert_ne!(other.token, preview.token);
}

#[test]
fn another_site_gets_nothing() {
    let preview = Preview::start(&[("a.notice", minimal().as_bytes())]);
    let state = format!("/{}/api/state", preview.token);
    let port = preview.port;
    let local = format!("localhost:{port}");
    assert_eq!(preview.ask("GET", &state, &[("Host", &local)], b"").status, 200);
    // DNS rebinding: a name of somebody else's that leads to this machine.
    for host in ["evil.example", "127.0.0.1", "127.0.0.1:1", "localhost"] {
        assert_eq!(preview.ask("GET", &state, &[("Host", host)], b"").status, 403, "{host}");
    }
    let evil = format!("evil.example:{port}");
    assert_eq!(preview.ask("GET", &state, &[("Host", &evil)], b"").status, 403);
    for origin in ["http://evil.example", "null", "https://127.0.0.1", "http://127.0.0.1:1"] {
        assert_eq!(preview.ask("GET", &state, &[("Origin", origin)], b"").status, 403, "{origin}");
    }
    let own = format!("http://127.0.0.1:{port}");
    assert_eq!(preview.ask("GET", &state, &[("Origin", &own)], b"").status, 200);
    for site in ["cross-site", "same-site"] {
        assert_eq!(preview.ask("GET", &state, &[("Sec-Fetch-Site", site)], b"").status, 403, "{site}");
    }
    let none = format!("GET {state} HTTP/1.1\r\nConnection: close\r\n\r\n");
    assert!(matches!(preview.raw(none.as_bytes()).status, 400 | 403));
}

#[test]
fn only_what_the_page_needs_is_answered() {
    let preview = Preview::start(&[("a.notice", minimal().as_bytes())]);
    let state = format!("/{}/api/state", preview.token);
    for method in ["PUT", "DELETE", "OPTIONS", "PATCH"] {
        assert_eq!(preview.ask(method, &state, &[], b"").status, 405, "{method}");
    }
    let look = format!("/{}/api/look", preview.token);
    // What a form of another site could send.
    for kind in ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data"] {
        assert_eq!(preview.ask("POST", &look, &[("Content-Type", kind)], b"{}").status, 415, "{kind}");
    }
    let json = [("Content-Type", "application/json")];
    for body in ["", "{", "{\"path\":1}", "{\"unknown\":\"\"}", "\u{0}"] {
        assert_eq!(preview.ask("POST", &look, &json, body.as_bytes()).status, 400, "{body}");
    }
    assert_eq!(preview.post("nothing", &json!({})).status, 404);
    assert_eq!(preview.post("new", &json!({ "start": "../official" })).status, 404);
    for path in ["/pages/x.svg", "/pages/../app.js", "/web/1", "/../../../etc/passwd", "/%2e%2e/Cargo.toml"] {
        assert_eq!(preview.get(path).status, 404, "{path}");
    }
    assert!(matches!(preview.raw(b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\r\n\r\n").status, 0 | 400));
}

#[test]
fn requests_have_limits() {
    let preview = Preview::start(&[]);
    let large = json!({ "path": "a.notice", "text": "字".repeat(7_000_000) });
    assert_eq!(preview.post("look", &large).status, 413);
    let path = format!("/{}/api/state", preview.token);
    let long = "x".repeat(200_000);
    assert!(matches!(preview.ask("GET", &path, &[("X-Long", &long)], b"").status, 0 | 400 | 431));
    assert!(matches!(preview.ask("GET", &format!("{path}?{long}"), &[], b"").status, 0 | 400 | 414 | 431));
    // A draft over the program's own limit, which a folder may lower.
    std::fs::write(preview.path("zhumo.toml"), "[limits]\nmax_draft_bytes = 1000\n").unwrap();
    let answer = preview.post("look", &json!({ "path": "a.notice", "text": "字".repeat(400) }));
    assert_eq!(answer.status, 422);
    assert!(answer.json()["error"]["en"].as_str().unwrap().contains("1000"), "{}", answer.json());
    assert_eq!(preview.get("/api/state").status, 200, "it goes on");
}

#[cfg(target_os = "linux")]
#[test]
fn it_listens_on_the_loop_back_address_alone() {
    let preview = Preview::start(&[]);
    let port = format!(":{:04X}", preview.port);
    let listening = |file: &str| -> Vec<String> {
        let table = std::fs::read_to_string(file).unwrap_or_default();
        let rows = table.lines().skip(1).map(|line| line.split_whitespace().map(str::to_owned).collect::<Vec<_>>());
        rows.filter(|row| row[1].ends_with(&port) && row[3] == "0A").map(|row| row[1].clone()).collect()
    };
    assert_eq!(listening("/proc/net/tcp"), [format!("0100007F{port}")]);
    assert!(listening("/proc/net/tcp6").is_empty());
}

#[test]
fn no_file_outside_the_folder_is_read_or_written() {
    let outside = tempfile::tempdir().unwrap();
    std::fs::write(outside.path().join("secret.notice"), minimal()).unwrap();
    let preview = Preview::start(&[("a.notice", minimal().as_bytes()), ("notes.txt", b"text")]);
    let secret = outside.path().join("secret.notice");
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(&secret, preview.path("link.notice")).unwrap();
        std::os::unix::fs::symlink(outside.path(), preview.path("folder")).unwrap();
        std::os::unix::fs::symlink(outside.path().join("new.notice"), preview.path("dangling.notice")).unwrap();
    }
    let absolute = secret.to_string_lossy().into_owned();
    let names = [
        "../secret.notice",
        "x/../../secret.notice",
        "..\\secret.notice",
        "C:\\a.notice",
        "link.notice",
        "folder/secret.notice",
        "folder/new.notice",
        "dangling.notice",
        "notes.txt",
        "zhumo.toml",
        "",
        ".",
        "a.notice\u{0}",
        &absolute,
    ];
    for name in names {
        let opened = preview.post("open", &json!({ "path": name }));
        assert!(matches!(opened.status, 403 | 404), "{name}: {} {}", opened.status, String::from_utf8_lossy(&opened.body));
        let saved = preview.post("save", &json!({ "path": name, "text": "标题：坏\n" }));
        assert!(matches!(saved.status, 403 | 404), "{name}: {}", saved.status);
    }
    assert_eq!(std::fs::read_to_string(&secret).unwrap(), minimal());
    assert_eq!(std::fs::read_dir(outside.path()).unwrap().count(), 1);
    assert_eq!(std::fs::read_to_string(preview.path("notes.txt")).unwrap(), "text");
    assert!(!preview.path("zhumo.toml").exists());
}

#[test]
fn drafts_are_opened_and_saved_as_they_are() {
    let (gb, _, _) = encoding_rs::GB18030.encode("标题：关于放假的通知\r\n");
    let preview = Preview::start(&[("gb.notice", &gb), ("bom.notice", "\u{feff}标题：甲\n".as_bytes()), ("b/c.notice", b"x")]);
    let state = preview.get("/api/state").json();
    assert_eq!(state["drafts"], json!(["b/c.notice", "bom.notice", "gb.notice"]));
    assert_eq!(state["first"], Value::Null);
    assert!(state["keywords"].as_array().unwrap().iter().any(|word| word == "发文机关"));

    let opened = preview.post("open", &json!({ "path": "gb.notice" })).json();
    assert_eq!(opened["text"], "标题：关于放假的通知\n");
    let text = "标题：关于放假安排的通知\n\n十月一日放假。\n";
    let saved = preview.post("save", &json!({ "path": "gb.notice", "text": text, "stamp": opened["stamp"] }));
    assert_eq!(saved.status, 200);
    let (wanted, _, _) = encoding_rs::GB18030.encode("标题：关于放假安排的通知\r\n\r\n十月一日放假。\r\n");
    assert_eq!(std::fs::read(preview.path("gb.notice")).unwrap(), wanted.as_ref());
    // The stamp goes on.
    let again = preview.post("save", &json!({ "path": "gb.notice", "text": "标题：乙\n", "stamp": saved.json()["stamp"] }));
    assert_eq!(again.status, 200);

    // Whatever ends most lines goes on doing so, and one byte order mark is one.
    for (before, after) in [
        ("甲\r\n乙\n丙\r\n", "甲\r\n乙\r\n新\r\n"),
        ("甲\r乙\r", "甲\r乙\r新\r"),
        ("\u{feff}\u{feff}甲\n乙\n", "\u{feff}\u{feff}甲\n乙\n新\n"),
    ] {
        std::fs::write(preview.path("ends.notice"), before).unwrap();
        let opened = preview.post("open", &json!({ "path": "ends.notice" })).json();
        let text = opened["text"].as_str().unwrap().replace("丙\n", "") + "新\n";
        let saved = preview.post("save", &json!({ "path": "ends.notice", "text": text, "stamp": opened["stamp"] }));
        assert_eq!(saved.status, 200);
        assert_eq!(std::fs::read_to_string(preview.path("ends.notice")).unwrap(), after);
    }

    let opened = preview.post("open", &json!({ "path": "bom.notice" })).json();
    assert_eq!(opened["text"], "标题：甲\n");
    preview.post("save", &json!({ "path": "bom.notice", "text": "标题：乙\n", "stamp": opened["stamp"] }));
    assert_eq!(std::fs::read_to_string(preview.path("bom.notice")).unwrap(), "\u{feff}标题：乙\n");

    let new = preview.post("save", &json!({ "path": "b/新.notice", "text": text }));
    assert_eq!(new.status, 200);
    assert_eq!(std::fs::read_to_string(preview.path("b/新.notice")).unwrap(), text);
    assert_eq!(preview.post("save", &json!({ "path": "nowhere/a.notice", "text": text })).status, 404);
}

#[test]
fn a_change_from_outside_is_shown_and_never_overwritten() {
    let preview = Preview::start(&[("a.notice", minimal().as_bytes())]);
    let opened = preview.post("open", &json!({ "path": "a.notice" })).json();
    std::fs::write(preview.path("a.notice"), "标题：别人写的\n").unwrap();
    let saved = preview.post("save", &json!({ "path": "a.notice", "text": "标题：我写的\n", "stamp": opened["stamp"] }));
    assert_eq!(saved.status, 409);
    let conflict = saved.json();
    assert_eq!(conflict["text"], "标题：别人写的\n");
    assert_eq!(std::fs::read_to_string(preview.path("a.notice")).unwrap(), "标题：别人写的\n");
    // Nor by a draft that was never opened.
    assert_eq!(preview.post("save", &json!({ "path": "a.notice", "text": "标题：新的\n" })).status, 409);
    // Who has seen it may.
    let seen = json!({ "path": "a.notice", "text": "标题：我写的\n", "stamp": conflict["stamp"] });
    assert_eq!(preview.post("save", &seen).status, 200);
    assert_eq!(std::fs::read_to_string(preview.path("a.notice")).unwrap(), "标题：我写的\n");
}

/// A damaged picture is named with its line, the rest is shown, and the page is another one once the picture is fixed.
#[test]
fn damaged_pictures_are_named() {
    if !fonts() {
        return;
    }
    let whole = support::png(480, 320);
    let draft = minimal().replace("\n署名", "![现场](site.png)\n\n署名");
    let preview = Preview::start(&[("a.notice", draft.as_bytes()), ("site.png", &whole[..whole.len() / 2])]);
    let look = || {
        let view = preview.post("look", &json!({ "path": "a.notice", "text": draft })).json();
        let rules: Vec<String> =
            view["findings"].as_array().unwrap().iter().map(|finding| finding["rule"].as_str().unwrap().to_owned()).collect();
        let names: Vec<String> =
            view["pages"].as_array().unwrap().iter().map(|page| page["name"].as_str().unwrap().to_owned()).collect();
        (rules, names)
    };
    let (rules, damaged) = look();
    assert!(rules.contains(&"damaged-picture".to_owned()), "{rules:?}");
    assert_eq!(preview.get(&format!("/pages/{}.svg", damaged[0])).status, 200);
    std::fs::write(preview.path("site.png"), &whole).unwrap();
    let (rules, fixed) = look();
    assert!(!rules.contains(&"damaged-picture".to_owned()), "{rules:?}");
    // Another picture of the same size at the same place is another page.
    let other = whole.len() + 1;
    std::fs::write(preview.path("site.png"), [&whole[..], &[0]].concat()).unwrap();
    let (_, changed) = look();
    assert!(damaged != fixed && fixed != changed, "{other} bytes");
}

#[test]
fn findings_come_with_places_and_what_fixes_them() {
    if !fonts() {
        return;
    }
    let preview = Preview::start(&[]);
    let text = minimal().replace("标题：", "// 😀\n标题：").replace("2026年9月30日", "2026年09月30日");
    let view = preview.post("look", &json!({ "path": "a.notice", "text": text, "lang": "zh" })).json();
    let findings = view["findings"].as_array().unwrap();
    assert_eq!(findings.len(), 1, "{findings:?}");
    let units: Vec<u16> = text.encode_utf16().collect();
    let place = |from: &Value, to: &Value| {
        String::from_utf16(&units[from.as_u64().unwrap() as usize..to.as_u64().unwrap() as usize]).unwrap()
    };
    let finding = &findings[0];
    assert_eq!(finding["rule"], "padded-date");
    assert_eq!(place(&finding["from"], &finding["to"]), "2026年09月30日");
    let edit = &finding["fix"]["edits"][0];
    assert_eq!(edit["insert"], "2026年9月30日");
    assert_eq!(finding["fix"]["safe"], true);
    assert!(finding["ignore"][0]["insert"].as_str().unwrap().starts_with("// zhumo-ignore padded-date: "));
    let english = preview.post("look", &json!({ "path": "a.notice", "text": text, "lang": "en" })).json();
    assert_ne!(english["findings"][0]["message"], finding["message"]);

    // Lines of the draft and places of the page belong together.
    let places = view["pages"][0]["places"].as_array().unwrap();
    let said: Vec<String> = places.iter().map(|one| place(&one["from"], &one["to"])).collect();
    assert!(said.iter().any(|text| text == "青文旅〔2026〕7号"), "{said:?}");
    assert!(said.iter().filter(|text| text.starts_with("青禾区图书馆新馆定于")).count() >= 3, "{said:?}");
    for one in places {
        let [x, y, w, h] = ["x", "y", "w", "h"].map(|name| one[name].as_f64().unwrap());
        assert!(x >= 20.0 && x + w <= 190.0 && y >= 30.0 && y + h <= 270.0 && w > 0.0 && h > 0.0, "{one}");
    }

    let fixed = preview.post("fix", &json!({ "path": "a.notice", "text": text })).json();
    assert_eq!(fixed["edits"].as_array().unwrap().len(), 1);
    let formatted = preview.post("fmt", &json!({ "path": "a.notice", "text": "Title:关于放假的通知\n\n\n\n放假。\n" })).json();
    assert!(!formatted["edits"].as_array().unwrap().is_empty());
}

/// What is shown is what the command line builds, byte by byte.
#[test]
fn pages_and_exports_are_those_of_build() {
    if !fonts() {
        return;
    }
    let text = include_str!("../examples/english-notice.notice");
    let preview = Preview::start(&[("n.notice", text.as_bytes())]);
    let out = tempfile::tempdir().unwrap();
    let built = support::zhumo()
        .args(["build", "-q", "-t", "svg,pdf,html,md", "-o"])
        .arg(out.path().join("{name}"))
        .arg(preview.path("n.notice"))
        .status()
        .unwrap();
    assert!(built.success());
    let asked = json!({ "path": "n.notice", "text": text });
    let view = preview.post("look", &asked).json();
    let pages = view["pages"].as_array().unwrap();
    assert!(pages.len() > 10);
    for (index, page) in pages.iter().enumerate() {
        let answer = preview.get(&format!("/pages/{}.svg", page["name"].as_str().unwrap()));
        assert_eq!(answer.header("content-type"), "image/svg+xml");
        assert_eq!(answer.body, std::fs::read(out.path().join(format!("n-{}.svg", index + 1))).unwrap(), "page {}", index + 1);
    }
    let file = |ending: &str| std::fs::read(out.path().join(format!("n.{ending}"))).unwrap();
    for kind in ["pdf", "html", "md"] {
        let mut asked = asked.clone();
        asked["kind"] = kind.into();
        let answer = preview.post("export", &asked);
        assert_eq!(answer.status, 200);
        assert!(answer.header("content-disposition").contains(&format!("n.{kind}")));
        assert_eq!(answer.body, file(kind), "{kind}");
    }
    assert_eq!(preview.post("markdown", &asked).json()["markdown"].as_str().unwrap().as_bytes(), file("md"));
    let web = preview.post("web", &asked).json();
    let web = preview.get(&format!("/web/{}", web["name"].as_str().unwrap()));
    assert_eq!(web.body, file("html"));
    assert!(web.header("content-security-policy").contains("default-src 'none'"));
    // A change at the end leaves the pages before it as they are.
    let changed = json!({ "path": "n.notice", "text": format!("{}\nOne more line of the last annex.\n", text.trim_end()) });
    let after = preview.post("look", &changed).json();
    let same = pages.iter().zip(after["pages"].as_array().unwrap()).filter(|(old, new)| old["name"] == new["name"]).count();
    assert!(same >= pages.len() - 3, "{same} of {}", pages.len());
}

#[test]
fn a_draft_with_errors_is_shown_and_not_exported() {
    if !fonts() {
        return;
    }
    let preview = Preview::start(&[]);
    let asked = json!({ "path": "a.notice", "text": "标题：关于放假的通知\n\n放假。\n", "kind": "pdf" });
    let view = preview.post("look", &asked).json();
    assert_eq!(view["pages"].as_array().unwrap().len(), 1);
    assert!(view["findings"].as_array().unwrap().iter().any(|finding| finding["severity"] == "error"));
    let refused = preview.post("export", &asked);
    assert_eq!(refused.status, 422);
    assert!(refused.json()["error"]["zh"].as_str().unwrap().contains("错误"));
    assert_eq!(std::fs::read_dir(preview.folder.path()).unwrap().count(), 0, "nothing is written");
}

/// A character that the default fonts lack is taken from the system's, whatever was asked for first.
#[test]
fn an_export_looks_for_characters_as_far_as_build_does() {
    if !fonts() {
        return;
    }
    let home = tempfile::tempdir().unwrap();
    let (default, system) = (home.path().join(".local/share/zhumo/fonts"), home.path().join(".local/share/fonts"));
    std::fs::create_dir_all(&default).unwrap();
    std::fs::create_dir_all(&system).unwrap();
    for font in std::fs::read_dir(fonts_folder().unwrap()).unwrap().map(|entry| entry.unwrap().path()) {
        let name = font.file_name().unwrap().to_string_lossy().into_owned();
        match name.as_str() {
            "cwfs.ttf" => _ = std::fs::copy(&font, system.join(name)).unwrap(),
            _ if name.starts_with("Fandol") || name.starts_with("Liberation") => {
                _ = std::fs::copy(&font, default.join(name)).unwrap();
            }
            _ => {}
        }
    }
    let command = || {
        let mut command = support::zhumo();
        command.env("HOME", home.path()).env_remove("XDG_DATA_HOME");
        command
    };
    let text = minimal().replace("请各单位", "請公眾、各单位");
    let preview = Preview::run(command(), &[("a.notice", text.as_bytes())]);
    let pdf = home.path().join("a.pdf");
    let built = command().args(["build", "-q", "-o"]).args([&pdf, &preview.path("a.notice")]).output().unwrap();
    assert!(built.status.success() && !support::text(&built).contains("missing-glyph"), "{}", support::text(&built));
    let answer = preview.post("export", &json!({ "path": "a.notice", "text": text, "kind": "pdf" }));
    assert_eq!(answer.status, 200, "{}", String::from_utf8_lossy(&answer.body));
    assert!(answer.body == std::fs::read(&pdf).unwrap(), "the first export is what build gives");
}

/// What keeps a sound draft from being written is said as `build` says it: in both languages, each with the remedy.
#[test]
fn why_an_export_fails_is_said_in_both_languages_with_the_remedy() {
    if !fonts() {
        return;
    }
    let mut png = include_bytes!("../examples/figures/water-level.png").to_vec();
    // The head is sound; what is behind it is not.
    png[100..400].fill(0);
    let font = std::fs::read(fonts_folder().unwrap().join("FandolFang-Regular.otf")).unwrap();
    let cff = font.windows(4).position(|tag| tag == b"CFF ").unwrap();
    let start = u32::from_be_bytes(font[cff + 8..cff + 12].try_into().unwrap()) as usize;
    let mut damaged = font;
    damaged[start..start + 4000].fill(0xff);
    let preview = Preview::start(&[
        ("picture/damaged.png", &png),
        ("font/zhumo.toml", b"[fonts]\npaths = [\"mine\"]\n"),
        ("font/mine/FandolFang-Regular.otf", &damaged),
        ("page/zhumo.toml", b"[template]\npath = \"pages\"\n"),
        ("page/pages/official/page.html", b"{{ page.nothing }}"),
    ]);
    let cases = [
        ("export", "font/a.notice", minimal(), "pdf", ["FandolFang-Regular", "重新取得这个字体", "get the font again"]),
        ("export", "page/a.notice", minimal(), "html", ["official/page.html", "docs/templates.zh-CN.md", "docs/templates.md"]),
        ("web", "page/a.notice", minimal(), "html", ["official/page.html", "docs/templates.zh-CN.md", "docs/templates.md"]),
    ];
    for (request, path, text, kind, [what, zh, en]) in cases {
        let answer = preview.post(request, &json!({ "path": path, "text": text, "kind": kind }));
        assert_eq!(answer.status, 422, "{path}");
        let said = answer.json()["error"].clone();
        let in_lang = |lang: &str| said[lang].as_str().unwrap().to_owned();
        assert!(in_lang("zh").contains(what) && in_lang("zh").contains(zh), "{path}: {said}");
        assert!(in_lang("zh").chars().filter(|c| ('\u{4e00}'..='\u{9fff}').contains(c)).count() > 8, "{path}: {said}");
        assert!(in_lang("en").contains(what) && in_lang("en").contains(en), "{path}: {said}");
    }
}

#[test]
fn every_start_is_sound() {
    let preview = Preview::start(&[]);
    let state = preview.get("/api/state").json();
    for start in state["starts"].as_array().unwrap() {
        let text = preview.post("new", &json!({ "start": start["name"] })).json()["text"].as_str().unwrap().to_owned();
        let (_, findings) = zhumo::check(&text, &zhumo::Options::default());
        assert!(findings.is_empty(), "{}: {findings:?}", start["name"]);
    }
}

#[test]
fn the_page_hears_of_changes_on_disk() {
    let preview = Preview::start(&[("a.notice", minimal().as_bytes())]);
    let mut stream = TcpStream::connect(("127.0.0.1", preview.port)).unwrap();
    write!(stream, "GET /{}/api/events HTTP/1.1\r\nHost: 127.0.0.1:{}\r\n\r\n", preview.token, preview.port).unwrap();
    let mut lines = BufReader::new(stream).lines().map_while(Result::ok);
    assert!(lines.any(|line| line.contains("hello")));
    // As editors save: a new file in the place of the old one.
    let beside = preview.path(".a.notice.swp");
    std::fs::write(&beside, "标题：新的\n").unwrap();
    std::fs::rename(&beside, preview.path("a.notice")).unwrap();
    let told = lines.find(|line| line.contains("\"changed\"") && line.contains("a.notice") && !line.contains("swp")).unwrap();
    assert!(told.contains("stamp"), "{told}");
}

#[cfg(unix)]
#[test]
fn it_ends_when_it_is_told_to() {
    for signal in ["-INT", "-TERM"] {
        let mut preview = Preview::start(&[]);
        let mut stream = TcpStream::connect(("127.0.0.1", preview.port)).unwrap();
        write!(stream, "GET /{}/api/events HTTP/1.1\r\nHost: 127.0.0.1:{}\r\n\r\n", preview.token, preview.port).unwrap();
        let mut lines = BufReader::new(stream).lines().map_while(Result::ok);
        assert!(lines.any(|line| line.contains("hello")));
        assert!(Command::new("kill").arg(signal).arg(preview.child.0.id().to_string()).status().unwrap().success());
        assert!(lines.any(|line| line.contains("goodbye")), "the page is told");
        assert!(preview.child.0.wait().unwrap().success());
    }
}

#[test]
fn a_path_that_is_not_there_is_said() {
    let output = support::zhumo().args(["--lang", "zh", "preview", "--no-open", "/nowhere/at-all.notice"]).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("无法打开"));
}

/// The bundle in the repository is what its sources give.
#[test]
fn the_bundle_is_fresh() {
    let folder = root().join("editors/preview");
    if !folder.join("node_modules/.installed").exists() {
        assert!(std::env::var_os("ZHUMO_REQUIRE_TOOLS").is_none(), "its tools are not installed: run tests/tools/install.sh");
        return;
    }
    let run = |program: &str, args: &[&str], more: Option<&Path>| {
        let output = Command::new(program).args(args).args(more).current_dir(&folder).output().unwrap();
        assert!(output.status.success(), "{}", support::text(&output));
    };
    run("npm", &["run", "--silent", "check"], None);
    let out = tempfile::tempdir().unwrap();
    run("node", &["build.mjs"], Some(out.path()));
    for name in ["index.html", "app.css", "app.js"] {
        let kept = std::fs::read(root().join("src/serve/page").join(name)).unwrap();
        assert!(std::fs::read(out.path().join(name)).unwrap() == kept, "src/serve/page/{name} is stale: run make page");
    }
}
