//! What the documents show is what the program does: every block of the manuals is run, and what it prints is what they say.

mod support;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use support::{root, text};
use zhumo::check::Severity;
use zhumo::preview::STARTS;
use zhumo::say::Lang;

/// A block of code in a page: its kind, and its text.
struct Block {
    kind: String,
    text: String,
}

fn blocks(page: &str) -> Vec<Block> {
    let page = std::fs::read_to_string(root().join(page)).unwrap();
    let mut blocks = Vec::new();
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        let Some(kind) = line.strip_prefix("```") else { continue };
        let text = lines.by_ref().take_while(|line| *line != "```").fold(String::new(), |text, line| text + line + "\n");
        blocks.push(Block { kind: kind.to_owned(), text });
    }
    blocks
}

/// A manual, and what it calls its files.
struct Manual {
    page: &'static str,
    lang: &'static str,
    /// The first notice, which it has its reader write.
    first: &'static str,
    /// Sound drafts, folders of such, and two versions of one.
    drafts: &'static [&'static str],
    folders: &'static [&'static str],
    versions: (&'static str, &'static str),
    /// Files of others.
    foreign: &'static [&'static str],
}

const MANUALS: [Manual; 2] = [
    Manual {
        page: "docs/manual.md",
        lang: "en_US.UTF-8",
        first: "library.notice",
        drafts: &["tongzhi.notice", "notice.notice"],
        folders: &["drafts", "documents", "notices", "archive"],
        versions: ("old.notice", "new.notice"),
        foreign: &["old.txt", "old.docx"],
    },
    Manual {
        page: "docs/manual.zh-CN.md",
        lang: "zh_CN.UTF-8",
        first: "通知.notice",
        drafts: &["notice-en.notice"],
        folders: &["文稿", "公文", "文件", "存档"],
        versions: ("旧稿.notice", "新稿.notice"),
        foreign: &["旧文.txt", "旧文.docx"],
    },
];

impl Manual {
    fn notice(&self) -> String {
        blocks(self.page).into_iter().find(|block| block.kind == "notice").expect("a first notice").text
    }

    /// A folder with all that its reader has by then.
    fn desk(&self) -> tempfile::TempDir {
        let place = tempfile::tempdir().unwrap();
        let write = |name: &str, text: &str| {
            let path = place.path().join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        };
        let notice = self.notice();
        for name in [self.first, self.versions.0].iter().chain(self.drafts) {
            write(name, &notice);
        }
        write(self.versions.1, &notice.replace("20:30", "21:00"));
        for folder in self.folders {
            write(&format!("{folder}/of-{folder}.notice"), &notice);
        }
        place
    }

    /// A shell that knows the program and the reader's language, at home in the folder.
    fn shell(&self, folder: &Path, place: &Path, line: &str) -> Command {
        let program = Path::new(env!("CARGO_BIN_EXE_zhumo"));
        let paths = std::env::join_paths(
            std::iter::once(program.parent().unwrap().to_path_buf())
                .chain(std::env::split_paths(&std::env::var_os("PATH").unwrap())),
        );
        let mut shell = Command::new("sh");
        shell.args(["-c", line]).current_dir(folder).env("PATH", paths.unwrap()).env("HOME", place.join("home"));
        shell.env("LANG", self.lang).env_remove("LC_ALL").env_remove("LC_MESSAGES").env_remove("GITHUB_ACTIONS");
        for (name, value) in [("GIT_AUTHOR_NAME", "a"), ("GIT_AUTHOR_EMAIL", "a@example.org")] {
            shell.env(name, value).env(name.replace("AUTHOR", "COMMITTER"), value);
        }
        shell.env("GIT_PAGER", "cat").stdin(Stdio::null());
        shell
    }

    /// Runs a line; what it said.
    fn run(&self, folder: &Path, place: &Path, line: &str) -> String {
        let output = self.shell(folder, place, line).output().unwrap();
        let said = text(&output);
        // Of drafts that are sound nothing is said, and what is meant to say that something differs ends with 1.
        let differs = ["fmt --check", "fmt --diff", "git difftool"].iter().any(|call| line.contains(call));
        let ends = output.status.code().unwrap_or(-1);
        assert!(ends == 0 || differs && ends == 1, "{}: {line}: {ends}\n{said}", self.page);
        said
    }

    /// What goes on until it is ended: it has begun when it says so.
    fn begin(&self, folder: &Path, place: &Path, line: &str) {
        use std::io::BufRead;
        let line = line.replace("zhumo preview", "exec zhumo preview --no-open").replace("zhumo watch", "exec zhumo watch");
        let mut child = self.shell(folder, place, &format!("{line} 2>&1")).stdout(Stdio::piped()).spawn().unwrap();
        let mut lines = std::io::BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
        let begun = lines.any(|line| ["http://127.0.0.1:", "Watching", "正在监视"].iter().any(|word| line.contains(word)));
        child.kill().unwrap();
        child.wait().unwrap();
        assert!(begun, "{line}");
    }

    /// Runs the blocks for a shell, each in a folder of its own: about half of the manual a call, so that both cores have work.
    fn run_all(&self, half: usize) {
        if !support::fonts() {
            return;
        }
        let blocks: Vec<Block> = blocks(self.page).into_iter().filter(|block| block.kind == "sh").collect();
        assert!(blocks.len() >= 20, "{}", blocks.len());
        let mut count = 0;
        for block in blocks.iter().skip(half).step_by(2) {
            let place = self.desk();
            let fonts = place.path().join("home/.local/share/zhumo");
            std::fs::create_dir_all(fonts.parent().unwrap()).unwrap();
            std::os::unix::fs::symlink(support::fonts_folder().unwrap().parent().unwrap(), fonts).unwrap();
            self.make_ready(place.path(), &block.text);
            let mut folder = place.path().to_path_buf();
            for line in block.text.lines().filter(|line| !line.starts_with("#!")) {
                if let Some(to) = line.strip_prefix("cd ") {
                    folder = place.path().join(to);
                } else if line.starts_with("zhumo preview") || line.starts_with("zhumo watch") {
                    self.begin(&folder, place.path(), line);
                } else if line.contains("LibreOffice") {
                    // `docx_pages` and `importing` start it; this page need not.
                    assert!(line.contains(".doc "), "{line}");
                } else {
                    // A reader imports under a new name each time.
                    if let Some((_, output)) = line.split_once(" -o ").filter(|_| line.starts_with("zhumo import ")) {
                        let _ = std::fs::remove_file(folder.join(output.split(' ').next().unwrap()));
                    }
                    self.run(&folder, place.path(), line);
                }
                count += 1;
            }
        }
        assert!(count >= 20, "{count}");
    }

    /// The letter and the workbook that the page has its reader save.
    fn letters(&self, place: &Path) {
        const WORKBOOK: &str = "import csv, sys, xlsxwriter
book = xlsxwriter.Workbook('rows.xlsx')
sheet = book.add_worksheet()
for number, row in enumerate(csv.reader(sys.stdin)):
    sheet.write_row(number, 0, row)
book.close()";
        let letter = blocks(self.page).into_iter().find(|block| block.text.contains("{{单位}}")).expect("a letter").text;
        std::fs::write(place.join("training.notice"), letter).unwrap();
        let page = std::fs::read_to_string(root().join(self.page)).unwrap();
        let table = page.lines().skip_while(|line| !line.starts_with("| 单位 | 人数 |")).take_while(|line| line.starts_with('|'));
        let rows =
            table.filter(|line| !line.contains("---")).map(|line| line.trim_matches(['|', ' ']).replace(" | ", ",") + "\n");
        std::fs::write(place.join("rows.csv"), rows.collect::<String>()).unwrap();
        let python = support::python().expect("Python with XlsxWriter: tests/tools/install.sh");
        let rows = std::fs::File::open(place.join("rows.csv")).unwrap();
        let made = Command::new(python).args(["-c", WORKBOOK]).current_dir(place).stdin(rows).output().unwrap();
        assert!(made.status.success(), "{}", text(&made));
    }

    /// Makes what a block takes for granted: files that were built before, files of others, a repository with two revisions.
    fn make_ready(&self, place: &Path, block: &str) {
        let put = |name: &str| std::fs::write(place.join(name), self.notice()).unwrap();
        let (stem, new) = (self.first.strip_suffix(".notice").unwrap(), self.versions.1);
        if block.contains(".pdf") && (block.contains("zhumo extract") || block.contains("zhumo import")) {
            self.run(place, place, &format!("zhumo build {}", self.first));
            for made in ["made.pdf", "成品.pdf"] {
                std::fs::copy(place.join(format!("{stem}.pdf")), place.join(made)).unwrap();
            }
        }
        if block.contains(".docx") {
            self.run(place, place, &format!("zhumo build -t docx {}", self.first));
            for made in ["made.docx", "成品.docx"].iter().chain(self.foreign.iter().filter(|name| name.ends_with(".docx"))) {
                std::fs::copy(place.join(format!("{stem}.docx")), place.join(made)).unwrap();
            }
        }
        for name in self.foreign.iter().filter(|name| name.ends_with(".txt")) {
            std::fs::write(place.join(name), self.notice()).unwrap();
            std::fs::write(place.join(self.folders[3]).join(name), self.notice()).unwrap();
        }
        if block.contains("training.notice") {
            self.letters(place);
        }
        for style in block.split_whitespace().filter_map(|word| word.strip_prefix("template.path=")) {
            std::fs::create_dir_all(place.join(style).join("official")).unwrap();
        }
        if block.contains("git") || block.contains("HEAD") {
            self.run(place, place, "git init -q . && git add *.notice && git commit -qm a && git commit -q --allow-empty -m b");
            std::fs::copy(place.join(new), place.join(self.first)).unwrap();
        }
        if block.contains("zhumo init") {
            self.run(place, place, "rm -f draft.notice && mkdir -p notices 文稿");
        }
        if block.contains("--register") {
            put("新稿.notice");
        }
        if block.contains("zhumo-check") || block.contains("fmt") {
            put("library.notice");
            put("tongzhi.notice");
        }
        if block.contains("library.notice") {
            put("library.notice");
            std::fs::create_dir_all(place.join("drafts")).unwrap();
            put("drafts/of-drafts.notice");
        }
        if block.contains("drafts/") {
            std::fs::create_dir_all(place.join("drafts")).unwrap();
            put("drafts/of-drafts.notice");
        }
    }
}

#[cfg(unix)]
#[test]
fn the_english_manual_runs() {
    MANUALS[0].run_all(0);
}

#[cfg(unix)]
#[test]
fn the_english_manual_runs_on() {
    MANUALS[0].run_all(1);
}

#[cfg(unix)]
#[test]
fn the_chinese_manual_runs() {
    MANUALS[1].run_all(0);
}

#[cfg(unix)]
#[test]
fn the_chinese_manual_runs_on() {
    MANUALS[1].run_all(1);
}

/// Drafts, settings and data of the manuals and the pages beside them.
#[test]
fn drafts_and_settings_of_the_pages_hold() {
    let mut options = zhumo::Options::default();
    options.config.check.ignore = vec!["missing-element".to_owned()];
    let (mut drafts, mut settings) = (0, 0);
    for page in ["docs/manual", "docs/ci", "docs/editors", "docs/templates", "docs/python", "docs/browser", "docs/ofd", "README"]
    {
        for page in [format!("{page}.md"), format!("{page}.zh-CN.md")] {
            for Block { kind, text } in blocks(&page) {
                match kind.as_str() {
                    "notice" => {
                        let (_, findings) = zhumo::check(&text, &options);
                        let errors: Vec<_> = findings.iter().filter(|finding| finding.level == Severity::Error).collect();
                        assert!(errors.is_empty(), "{page}: {text}\n{errors:#?}");
                        drafts += 1;
                    }
                    "toml" => {
                        let template =
                            zhumo::layout::Template::load("official", &|name| (name == "official").then(|| text.clone()));
                        let config = zhumo::config::Config::parse(&text);
                        assert!(config.is_ok() || template.is_ok(), "{page}: {text}\n{config:?}\n{template:?}");
                        settings += 1;
                    }
                    "json" => drop(
                        serde_json::from_str::<serde_json::Value>(&text)
                            .unwrap_or_else(|error| panic!("{page}: {error}: {text}")),
                    ),
                    _ => {}
                }
            }
        }
    }
    assert!(drafts >= 14 && settings >= 8, "{drafts} {settings}");
    // The first notice is wholly sound: nothing is ignored.
    for manual in &MANUALS {
        assert!(zhumo::check(&manual.notice(), &zhumo::Options::default()).1.is_empty());
    }
}

/// What a page shows as printed by the program is printed by it, in the language of the page.
#[test]
fn the_words_of_the_program_are_those_it_prints() {
    const DRAFT: &str = "发文机关：示例市统计局\n发文字号：示统〔2026〕3号\n标题：示例市统计局关于放假的通知\n主送：各处室：\n\n10月1日起放假。\n\n署名：示例市统计局\n成文日期：2026年08月14日\n";
    let mut shown = 0;
    for (page, lang) in [("docs/manual.md", "en"), ("docs/manual.zh-CN.md", "zh"), ("README.md", "en"), ("README.zh-CN.md", "zh")]
    {
        for Block { text: block, .. } in blocks(page) {
            if !block.contains("padded-date\n") {
                continue;
            }
            let block = block.lines().filter(|line| !line.starts_with("$ ")).collect::<Vec<_>>().join("\n");
            let name = block.split_once('[').unwrap().1.split(':').next().unwrap();
            let folder = tempfile::tempdir().unwrap();
            std::fs::write(folder.path().join(name), DRAFT).unwrap();
            let output = support::zhumo().current_dir(folder.path()).args(["check", "--lang", lang, name]).output().unwrap();
            assert_eq!(String::from_utf8_lossy(&output.stdout).trim(), block.trim(), "{page}");
            shown += 1;
        }
    }
    assert_eq!(shown, 4);
    for (manual, lang) in MANUALS.iter().zip(["en", "zh"]) {
        let page = std::fs::read_to_string(root().join(manual.page)).unwrap();
        let place = manual.desk();
        let output = support::zhumo().current_dir(place.path()).args(["check", "--lang", lang, manual.first]).output().unwrap();
        let said = String::from_utf8_lossy(&output.stdout).trim().to_owned();
        assert!(page.contains(&said), "{}: {said}", manual.page);
        // The two sides of the picture of `fmt`: what it was given, and what it made of it.
        let picture = blocks(manual.page).into_iter().find(|block| block.text.contains('→')).unwrap().text;
        let (mut before, mut after) = (String::new(), String::new());
        for line in picture.lines() {
            let mut columns = 0;
            let at = line.char_indices().find(|(_, c)| {
                columns += if *c >= '\u{2e80}' { 2 } else { 1 };
                columns > 43
            });
            let (left, right) = line.split_at(at.map_or(line.len(), |(at, _)| at));
            let _ = writeln!(before, "{}", left.replace('→', "").trim_end());
            let _ = writeln!(after, "{right}");
        }
        let tidied = zhumo::fmt::format(&before, &zhumo::fmt::FmtOptions::default());
        assert_eq!(tidied.trim(), after.trim(), "{}", manual.page);
    }
}

/// The pages of samples: each whole, as `zhumo init --kind` writes it, sound, and built in every form. `ZHUMO_BLESS=1` writes them.
#[test]
fn every_kind_of_document_is_shown_whole() {
    for (lang, page) in [(Lang::English, "docs/samples.md"), (Lang::Chinese, "docs/samples.zh-CN.md")] {
        let mut text = say(
            lang,
            "# 各文种样稿\n\n[English](samples.md)\n\n每一份都可以直接使用：`zhumo init --kind 请示 请示.notice` 写出同样的文稿，预览的“新建”里也有。\n机关、人员和号码均为虚构。\n",
            "# Samples of every kind\n\n[中文](samples.zh-CN.md)\n\nEach is whole and sound: `zhumo init --kind request request.notice` writes the same draft, and so does *New* of the preview. Offices,\npersons and numbers are fictitious.\n",
        )
        .to_owned();
        for start in STARTS {
            let label = start.label();
            let about = start.about();
            let name = if lang == Lang::Chinese { start.words()[0] } else { start.name };
            let _ = write!(
                text,
                "\n## {}\n\n{}\n\n```sh\nzhumo init --kind {name} {name}.notice\n```\n\n```notice\n{}```\n",
                label.in_lang(lang),
                about.in_lang(lang),
                start.text
            );
        }
        support::keep(page, &text);
    }
    for start in STARTS {
        let (_, findings) = zhumo::check(start.text, &zhumo::Options::default());
        assert!(findings.is_empty(), "{}: {findings:?}", start.name);
    }
    if support::fonts() {
        let folder = tempfile::tempdir().unwrap();
        let drafts: Vec<PathBuf> = STARTS.iter().map(|start| folder.path().join(format!("{}.notice", start.name))).collect();
        STARTS.iter().zip(&drafts).for_each(|(start, path)| std::fs::write(path, start.text).unwrap());
        let mut build = support::zhumo();
        build
            .args(["build", "--ignore-system-fonts", "-q", "-t", "pdf,ofd,docx,html,md,json", "-o"])
            .arg(folder.path().join("{name}"));
        let output = build.args(&drafts).output().unwrap();
        // Nothing is said of the pages either.
        assert!(output.status.success() && text(&output).is_empty(), "{}", text(&output));
        for (path, ending) in
            drafts.iter().flat_map(|path| ["pdf", "ofd", "docx", "html", "md", "json"].map(|ending| (path, ending)))
        {
            assert!(path.with_extension(ending).metadata().unwrap().len() > 200, "{}", path.display());
        }
    }
}

fn say(lang: Lang, zh: &'static str, en: &'static str) -> &'static str {
    if lang == Lang::Chinese { zh } else { en }
}
