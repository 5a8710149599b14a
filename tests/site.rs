//! `zhumo site`: a folder as a web site, by judges that are not ours.

mod support;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use support::{root, text, zhumo};

/// A notice of a town, with comments above it.
fn notice(serial: u32, day: &str, kind: &str, comments: &str) -> String {
    format!(
        "{comments}发文机关：云岭市统计局\n发文字号：云统〔2026〕{serial}号\n标题：云岭市统计局关于第{serial}项工作的{kind}\n主送：各区统计局：\n\n现将第{serial}项工作安排告知你们，见[统计表](files/table.xlsx)。\n\n署名：云岭市统计局\n成文日期：{day}\n"
    )
}

fn write(folder: &Path, name: &str, text: impl AsRef<[u8]>) {
    let path = folder.join(name);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, text).unwrap();
}

fn drafts() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    write(path, "zhumo.toml", "[html]\nsite_name = \"云岭市统计局\"\ncategory = \"统计\"\n");
    let comments = "// zhumo-site 索引号：000014349/2026-00012\n// zhumo-site 发布日期：2026年8月16日 9:30\n// zhumo-site 有效性：有效\n// zhumo-site 旧网址：/art/2026/1.html\n// zhumo-site 下载：files/回执.docx\n";
    write(path, "in/2026/一月报.notice", notice(1, "2026年8月14日", "通知", comments));
    write(path, "in/2026/files/table.xlsx", b"a table");
    write(path, "in/2026/files/回执.docx", b"a form");
    write(path, "in/2025/旧.notice", notice(2, "2025年12月1日", "通知", ""));
    write(path, "in/函.notice", notice(3, "2026年3月2日", "函", ""));
    folder
}

fn run(folder: &Path, arguments: &[&str]) -> (i32, String) {
    let output = zhumo().current_dir(folder).arg("site").args(arguments).output().unwrap();
    (output.status.code().unwrap(), text(&output))
}

const MADE: &[&str] = &["-t", "html", "-o", "www", "--url", "https://www.example.gov.cn/wj", "in"];

/// All files of a folder, by their paths.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    fn add(folder: &Path, below: &Path, found: &mut BTreeMap<String, Vec<u8>>) {
        for entry in std::fs::read_dir(folder.join(below)).unwrap() {
            let path = below.join(entry.unwrap().file_name());
            if folder.join(&path).is_dir() {
                add(folder, &path, found);
            } else {
                found.insert(path.to_str().unwrap().to_owned(), std::fs::read(folder.join(&path)).unwrap());
            }
        }
    }
    let mut found = BTreeMap::new();
    add(folder, Path::new(""), &mut found);
    found
}

fn page(folder: &Path, name: &str) -> String {
    std::fs::read_to_string(folder.join("www").join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

#[test]
fn every_notice_has_its_page_and_the_lists_lead_there() {
    let folder = drafts();
    let (code, said) = run(folder.path(), MADE);
    assert_eq!(code, 0, "{said}");
    assert!(said.contains("3 documents"), "{said}");
    let made = files(&folder.path().join("www"));
    let names: Vec<&str> = made.keys().map(String::as_str).collect();
    assert_eq!(
        names,
        [
            "2025/旧.html",
            "2026/files/table.xlsx",
            "2026/一月报-files/回执.docx",
            "2026/一月报.html",
            "addresses.json",
            "all.html",
            "art/2026/1.html",
            "feed.xml",
            "index.html",
            "kind-函.html",
            "kind-通知.html",
            "sitemap.xml",
            "year-2025.html",
            "year-2026.html",
            "函.html"
        ]
    );
    // The newest first; a list has its own and no other.
    let index = page(folder.path(), "index.html");
    let places: Vec<usize> = ["第1项工作", "第3项工作", "第2项工作"].iter().map(|title| index.find(title).unwrap()).collect();
    assert!(places.is_sorted(), "{index}");
    assert!(index.contains("<h1>云岭市统计局</h1>") && index.contains("year-2026.html\">2026年</a>（2）"), "{index}");
    let year = page(folder.path(), "year-2025.html");
    assert!(year.contains("第2项工作") && !year.contains("第1项工作"), "{year}");
    assert!(page(folder.path(), "kind-函.html").contains("href=\"%E5%87%BD.html\""));
    // What readers of government sites look for, as data and to be seen.
    let first = page(folder.path(), "2026/一月报.html");
    for (name, value) in [
        ("IndexNumber", "000014349/2026-00012"),
        ("Category", "统计"),
        ("DocumentNumber", "云统〔2026〕1号"),
        ("Validity", "有效"),
        ("PubDate", "2026-08-16 09:30"),
        ("Url", "https://www.example.gov.cn/wj/2026/%E4%B8%80%E6%9C%88%E6%8A%A5.html"),
    ] {
        assert!(first.contains(&format!("<meta name=\"{name}\" content=\"{value}\">")), "{name}: {first}");
    }
    for (label, value) in [("索引号", "000014349/2026-00012"), ("成文日期", "2026-08-14"), ("有效性", "有效")] {
        assert!(first.contains(&format!("<dt>{label}</dt><dd>{value}</dd>")), "{label}: {first}");
    }
    assert!(first.contains("href=\"../index.html\"") && first.contains("%E5%9B%9E%E6%89%A7.docx\">回执.docx (1 KB)"), "{first}");
    assert_eq!((&made["2026/files/table.xlsx"][..], &made["2026/一月报-files/回执.docx"][..]), (&b"a table"[..], &b"a form"[..]));
    // A page that is built by itself knows nothing of a site.
    let alone =
        zhumo().current_dir(folder.path()).args(["build", "-q", "-t", "html", "-o", "alone.html", "in/函.notice"]).output();
    assert!(alone.unwrap().status.success());
    let alone = std::fs::read_to_string(folder.path().join("alone.html")).unwrap();
    assert!(!alone.contains("class=\"site\"") && !alone.contains("DocumentNumber"), "{alone}");
}

#[test]
fn the_same_drafts_give_the_same_site_on_any_number_of_threads() {
    let folder = drafts();
    for number in 10..40 {
        write(folder.path(), &format!("in/many/{number}.notice"), notice(number, "2026年5月6日", "公告", ""));
    }
    assert_eq!(run(folder.path(), &[MADE, &["-j", "1"]].concat()).0, 0);
    let one = files(&folder.path().join("www"));
    assert_eq!(run(folder.path(), &[MADE, &["-j", "8"]].concat()).0, 0);
    assert!(one == files(&folder.path().join("www")), "a second run on more threads gives other files");
    assert!(one.len() > 40);
}

#[test]
fn an_address_that_was_given_away_leads_to_the_notice_for_ever() {
    let folder = drafts();
    assert_eq!(run(folder.path(), MADE).0, 0);
    let before = page(folder.path(), "feed.xml");
    std::fs::rename(folder.path().join("in/函.notice"), folder.path().join("in/2026/复函.notice")).unwrap();
    assert_eq!(run(folder.path(), MADE).0, 0);
    let moved = page(folder.path(), "函.html");
    assert!(moved.contains("content=\"0; url=2026/%E5%A4%8D%E5%87%BD.html\""), "{moved}");
    assert!(moved.contains("href=\"https://www.example.gov.cn/wj/2026/%E5%A4%8D%E5%87%BD.html\""), "{moved}");
    assert!(page(folder.path(), "art/2026/1.html").contains("url=../../2026/%E4%B8%80%E6%9C%88%E6%8A%A5.html"));
    // Readers of the feed do not see it as new.
    let after = page(folder.path(), "feed.xml");
    let ids = |feed: &str| feed.split("<id>").skip(1).map(|id| id.split('<').next().unwrap().to_owned()).collect::<Vec<_>>();
    assert_eq!(ids(&before), ids(&after));
    assert!(after.contains("<link href=\"https://www.example.gov.cn/wj/2026/%E5%A4%8D%E5%87%BD.html\"/>"), "{after}");
    // And back again: a page is never overwritten by one that leads away.
    std::fs::rename(folder.path().join("in/2026/复函.notice"), folder.path().join("in/函.notice")).unwrap();
    assert_eq!(run(folder.path(), MADE).0, 0);
    assert!(page(folder.path(), "函.html").contains("第3项工作") && !page(folder.path(), "函.html").contains("refresh"));
    assert!(page(folder.path(), "2026/复函.html").contains("url=../%E5%87%BD.html"));
    // Another notice at an old address is a page of its own, and that is said.
    write(folder.path(), "in/2026/复函.notice", notice(9, "2026年4月4日", "函", ""));
    let (code, said) = run(folder.path(), MADE);
    assert!(code == 0 && said.contains("2026/复函.html is another page now"), "{said}");
    assert!(page(folder.path(), "2026/复函.html").contains("第9项工作"));
    // A record that leads out of the folder is not followed.
    let record = folder.path().join("www/addresses.json");
    let text = std::fs::read_to_string(&record).unwrap();
    std::fs::write(
        &record,
        text.replace("\"art/2026/1.html\"", "\"../../out.html\"")
            .replace("\"2025/旧.html\"", "\"../out.html\", \"/tmp/out.html\", \"2025/旧.html\""),
    )
    .unwrap();
    assert_eq!(run(folder.path(), MADE).0, 0);
    assert!(!folder.path().join("out.html").exists() && !folder.path().parent().unwrap().join("out.html").exists());
    std::fs::write(&record, "[]").unwrap();
    assert_eq!(run(folder.path(), MADE).0, 2);
}

#[test]
fn what_is_wrong_or_not_for_everybody_is_left_out_and_said() {
    let folder = drafts();
    let path = folder.path();
    write(path, "in/wrong.notice", "标题：{没有}\n");
    write(path, "in/secret.notice", notice(5, "2026年3月3日", "通知", "份号：000001\n密级：秘密★1年\n"));
    write(path, "in/closed.notice", notice(6, "2026年3月3日", "通知", "").replace("成文日期", "附注：此件依申请公开\n成文日期"));
    write(path, "in/facts.notice", notice(7, "2026年3月3日", "通知", "\n// zhumo-site 发布日期：下周一\n"));
    write(path, "in/index.notice", notice(8, "2026年3月3日", "通知", ""));
    write(path, "outside.docx", b"outside");
    write(
        path,
        "in/away.notice",
        notice(9, "2026年3月3日", "通知", "// zhumo-site 下载：../../outside.docx\n// zhumo-site 旧网址：/a.asp?id=1\n"),
    );
    let (code, said) = run(path, MADE);
    assert_eq!(code, 1, "{said}");
    for words in [
        "unknown-name",
        "secret.notice was left out: it is classified (秘密★1年)",
        "closed.notice was left out: its note says “此件依申请公开”",
        "facts.notice:2 was left out: write the date as",
        "index.notice was left out: index.html is the address of a list",
        "there is no file ../../outside.docx, or it lies outside of the project",
        "no place for the old address /a.asp?id=1",
        "5 left out",
    ] {
        assert!(said.contains(words), "{words}: {said}");
    }
    let made = files(&path.join("www"));
    for name in ["wrong.html", "secret.html", "closed.html", "facts.html"] {
        assert!(!made.contains_key(name), "{name}");
    }
    assert!(made.contains_key("away.html") && !made.values().any(|bytes| bytes == b"outside"));
    assert!(
        !made.values().any(|bytes| String::from_utf8_lossy(bytes).contains("第5项工作")),
        "a classified title is on the site"
    );
    for wrong in ["www.example.gov.cn", "https://", "https://a.cn/?q=1", "file:///srv"] {
        assert_eq!(run(path, &["-o", "www", "--url", wrong, "in"]).0, 2, "{wrong}");
    }
    let (code, said) = run(path, &["-t", "html", "-o", "local", "in/函.notice"]);
    assert!(code == 0 && said.contains("the site has no address"), "{said}");
    assert!(!path.join("local/feed.xml").exists() && path.join("local/index.html").exists());
}

/// Runs a tool of `tests/tools`; without it the test leaves that part out, unless `ZHUMO_REQUIRE_TOOLS=1`.
fn judged(program: &str, tool: &str, arguments: &[PathBuf]) {
    let path = root().join("tests/tools").join(tool);
    let there = root().join("tests/tools/node_modules").exists();
    assert!(there || !support::tools_required(), "{tool} is not installed: run tests/tools/install.sh");
    if there {
        let output = Command::new(program).arg(&path).args(arguments).output().unwrap();
        let cannot_run = output.status.code() == Some(2) && !support::tools_required();
        assert!(output.status.success() || cannot_run, "{tool}: {}", text(&output));
    }
}

#[test]
fn pages_are_valid_accessible_and_searched_without_a_server() {
    if !support::fonts() {
        return;
    }
    let folder = drafts();
    write(folder.path(), "in/english.notice", std::fs::read(root().join("examples/english-notice.notice")).unwrap());
    write(folder.path(), "in/traditional.notice", std::fs::read(root().join("examples/traditional-notice.notice")).unwrap());
    let (code, said) = run(folder.path(), &["-t", "html,pdf,docx", "-o", "www", "--url", "https://www.example.gov.cn/", "in"]);
    assert_eq!(code, 0, "{said}");
    let www = folder.path().join("www");
    let first = page(folder.path(), "2026/一月报.html");
    assert!(
        first.contains("<link rel=\"alternate\" type=\"application/pdf\" href=\"%E4%B8%80%E6%9C%88%E6%8A%A5.pdf\">"),
        "{first}"
    );
    assert!(www.join("2026/一月报.pdf").exists() && www.join("english.docx").exists());
    // A page that leads away at once cannot be looked at.
    let html: Vec<PathBuf> = files(&www).keys().filter(|name| name.ends_with(".html")).map(|name| www.join(name)).collect();
    assert_eq!(html.len(), 13);
    judged("bash", "vnu.sh", &html);
    let seen = ["index.html", "all.html", "year-2026.html", "2026/一月报.html", "english.html"].map(|name| www.join(name));
    judged("node", "axe.mjs", &seen);
    judged("node", "site.mjs", &[www.clone(), "统计 2025".into(), "1".into()]);
}

#[test]
fn feed_and_map_are_read_by_others() {
    let python = root().join(".tools/ci/bin/python");
    assert!(python.exists() || !support::tools_required(), "run tests/tools/install.sh");
    if !python.exists() {
        return;
    }
    let folder = drafts();
    write(folder.path(), "in/odd.notice", notice(4, "2026年7月7日", "通知", "").replace("第4项工作", "<第4项>&“工作”"));
    assert_eq!(run(folder.path(), MADE).0, 0);
    let program = "import sys, feedparser, xml.etree.ElementTree as tree\n\
        feed = feedparser.parse(sys.argv[1] + '/feed.xml')\n\
        assert not feed.bozo, feed.get('bozo_exception')\n\
        assert feed.version == 'atom10' and feed.feed.title == '云岭市统计局', feed.feed\n\
        assert feed.entries[0].title == '云岭市统计局关于第1项工作的通知' and '第4项' in feed.entries[1].title\n\
        assert feed.entries[0].updated == '2026-08-16T09:30:00+08:00' and len({entry.id for entry in feed.entries}) == 4\n\
        urls = tree.parse(sys.argv[1] + '/sitemap.xml').getroot().findall('{*}url')\n\
        places = [url.find('{*}loc').text for url in urls]\n\
        assert len(set(places)) == len(places) == 10 and places[0] == 'https://www.example.gov.cn/wj/', places\n";
    let output = Command::new(python).args(["-c", program]).arg(folder.path().join("www")).output().unwrap();
    assert!(output.status.success(), "{}", text(&output));
}

/// `{name}` in the address of a page is the name of its draft, so that each of many has its own.
#[test]
fn an_address_in_the_settings_may_hold_the_name() {
    let folder = drafts();
    write(folder.path(), "zhumo.toml", "[html]\nurl = \"https://www.example.gov.cn/wj/{name}.html\"\n");
    let output =
        zhumo().current_dir(folder.path()).args(["build", "-q", "-t", "html", "-o", "out/{dir}/{name}", "in"]).output().unwrap();
    assert!(output.status.success(), "{}", text(&output));
    let first = std::fs::read_to_string(folder.path().join("out/2026/一月报.html")).unwrap();
    assert!(
        first.contains("<link rel=\"canonical\" href=\"https://www.example.gov.cn/wj/%E4%B8%80%E6%9C%88%E6%8A%A5.html\">"),
        "{first}"
    );
}
