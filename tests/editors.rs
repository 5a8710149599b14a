//! The syntax files of Vim, Neovim and Emacs, by these editors, and the grammar for tree-sitter, by its library: they colour the sample of
//! Visual Studio Code as that one does.

mod support;

use std::path::Path;
use std::process::Command;
use support::{root, text};

/// What the sample says of a place: the line, from which column to which, the scope, and whether it is of it.
struct Claim {
    line: usize,
    from: usize,
    to: usize,
    scope: String,
    holds: bool,
}

/// The lines of the sample, and what it claims of them.
fn sample() -> (Vec<String>, Vec<Claim>) {
    let file = std::fs::read_to_string(root().join("editors/vscode/tests/basics.test.notice")).unwrap();
    let (mut lines, mut claims) = (Vec::<String>::new(), Vec::new());
    for line in file.lines().skip(1) {
        let claim = line.strip_prefix("//").filter(|rest| rest.trim_start().starts_with(['^', '<']));
        let Some(rest) = claim else {
            lines.push(line.to_owned());
            continue;
        };
        let at = line.len() - rest.trim_start().len();
        let (marks, scope) = rest.trim_start().split_once(' ').unwrap();
        // `<~--` begins as many columns in as it has waves.
        let (from, to) = match marks.strip_prefix('<') {
            Some(marks) => (marks.matches('~').count(), marks.len()),
            None => (at, at + marks.len()),
        };
        let scope = scope.trim();
        let (scope, holds) = scope.strip_prefix("- ").map_or((scope, true), |scope| (scope, false));
        claims.push(Claim { line: lines.len() - 1, from, to, scope: scope.to_owned(), holds });
    }
    assert!(claims.len() >= 20);
    (lines, claims)
}

/// What a scope is called in an editor: any of the names.
fn named<'a>(names: &'a [(&str, &'a [&'a str])], scope: &str) -> &'a [&'a str] {
    let fitting = names.iter().find(|(start, _)| scope.starts_with(start));
    fitting.unwrap_or_else(|| panic!("no name for {scope}")).1
}

/// Holds what an editor says of each character, a name a character, against the sample.
fn judge(editor: &str, said: &str, names: &[(&str, &[&str])]) {
    let (lines, claims) = sample();
    let said: Vec<Vec<&str>> = said.lines().map(|line| line.split('\t').collect()).collect();
    assert!(said.len() >= lines.len(), "{editor}: {said:?}");
    let mut wrong = Vec::new();
    for Claim { line, from, to, scope, holds } in claims {
        let wanted = named(names, &scope);
        for column in from..to {
            let name = said[line].get(column).copied().unwrap_or_default();
            if wanted.contains(&name) != holds {
                wrong.push(format!("{}: {}: {name:?}, not {scope}", lines[line], column + 1));
            }
        }
    }
    assert!(wrong.is_empty(), "{editor}\n{}", wrong.join("\n"));
}

/// An editor, or nothing where it is not installed and need not be.
fn editor(name: &str) -> Option<Command> {
    let there = Command::new(name).arg("--version").output().is_ok_and(|output| output.status.success());
    assert!(there || !support::tools_required(), "{name} is not installed: run tests/tools/install.sh");
    there.then(|| Command::new(name))
}

fn draft(folder: &Path) -> std::path::PathBuf {
    let path = folder.join("draft.notice");
    std::fs::write(&path, sample().0.join("\n") + "\n").unwrap();
    path
}

const VIM: &[(&str, &[&str])] = &[
    ("comment.", &["noticeComment"]),
    ("keyword.other.field", &["noticeField"]),
    ("punctuation.separator.table", &["noticeBar"]),
    ("punctuation.separator", &["noticeColon"]),
    ("string.unquoted.value", &["noticeValue"]),
    ("constant.numeric", &["noticeNumber", "noticeItemNumber"]),
    ("markup.heading.1", &["noticeHeading1"]),
    ("markup.heading.2", &["noticeHeading2"]),
    ("markup.heading.annex", &["noticeAnnexTitle"]),
    ("keyword.control.annex", &["noticeAnnex"]),
    ("variable.other.name", &["noticeName"]),
    ("entity.name.reference", &["noticeReference"]),
    ("string.other.caption", &["noticeCaption"]),
    ("markup.underline.link", &["noticeAddress"]),
];

#[test]
fn vim_and_neovim_colour_drafts() {
    for (name, options) in [
        ("vim", &["-es", "-N", "-u", "NONE", "-i", "NONE", "--not-a-term"][..]),
        ("nvim", &["--headless", "-es", "-u", "NONE", "-i", "NONE"]),
    ] {
        let Some(mut editor) = editor(name) else { continue };
        let folder = tempfile::tempdir().unwrap();
        let script = folder.path().join("say.vim");
        let out = folder.path().join("said.txt");
        let program = format!(
            "set encoding=utf-8 nomore\nset rtp^={}\nfiletype plugin on\nsyntax on\nedit {}\nlet said = []\nfor line in range(1, line('$'))\n  let names = []\n  let at = 1\n  for char in split(getline(line), '\\zs')\n    call add(names, synIDattr(synID(line, at, 1), 'name'))\n    let at += strlen(char)\n  endfor\n  call add(said, join(names, \"\\t\"))\nendfor\ncall add(said, &filetype . ' ' . &commentstring)\ncall writefile(said, '{}')\nqall!\n",
            root().join("editors/vim").display(),
            draft(folder.path()).display(),
            out.display()
        );
        std::fs::write(&script, program).unwrap();
        let output = editor.args(options).arg("-S").arg(&script).env("HOME", folder.path()).output().unwrap();
        let said = std::fs::read_to_string(&out).unwrap_or_else(|error| panic!("{name}: {error}: {}", text(&output)));
        assert!(said.trim_end().ends_with("notice // %s"), "{said}");
        judge(name, &said, VIM);
    }
}

#[test]
fn vim_goes_to_the_character_of_a_finding() {
    let Some(mut vim) = editor("vim") else { return };
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a b.notice");
    std::fs::write(&path, "标题：示例局关于放假的通知\n\n放假。\n\n署名：示例局\n成文日期：2026年08月14日\n").unwrap();
    let program = Path::new(env!("CARGO_BIN_EXE_zhumo"));
    let script = folder.path().join("go.vim");
    let out = folder.path().join("said.txt");
    let lines = format!(
        "set encoding=utf-8 nomore\nset rtp^={}\nfiletype plugin on\ncd {}\nedit a\\ b.notice\nsilent make!\nlet found = filter(getqflist(), 'v:val.text =~# \"padded\"')\ncall cursor(found[0].lnum, found[0].col)\ncall writefile([found[0].type . ' ' . line('.') . ' ' . strcharpart(getline('.')[col('.') - 1:], 0, 5)], '{}')\nqall!\n",
        root().join("editors/vim").display(),
        folder.path().display(),
        out.display()
    );
    std::fs::write(&script, lines).unwrap();
    let path = format!("{}:{}", program.parent().unwrap().display(), std::env::var("PATH").unwrap());
    vim.args(["-es", "-N", "-u", "NONE", "-i", "NONE", "--not-a-term", "-S"]).arg(&script).env("PATH", path);
    let output = vim.env("HOME", folder.path()).output().unwrap();
    let said = std::fs::read_to_string(&out).unwrap_or_else(|error| panic!("{error}: {}", text(&output)));
    // `set encoding` is that of the terminal; what the file says is read as what it is.
    assert_eq!(said.trim(), "w 6 2026年", "{said}");
}

const EMACS: &[(&str, &[&str])] = &[
    ("comment.", &["font-lock-comment-face"]),
    ("keyword.other.field", &["font-lock-keyword-face"]),
    ("punctuation.separator.table", &["font-lock-builtin-face"]),
    ("punctuation.separator", &["nil"]),
    ("string.unquoted.value", &["font-lock-string-face"]),
    ("constant.numeric", &["font-lock-constant-face"]),
    ("markup.heading", &["notice-heading"]),
    ("keyword.control.annex", &["font-lock-preprocessor-face"]),
    ("variable.other.name", &["font-lock-variable-name-face"]),
    ("entity.name.reference", &["font-lock-variable-name-face"]),
    ("string.other.caption", &["font-lock-string-face"]),
    ("markup.underline.link", &["link"]),
];

#[test]
fn emacs_colours_drafts() {
    let Some(mut emacs) = editor("emacs") else { return };
    let folder = tempfile::tempdir().unwrap();
    let mode = root().join("editors/emacs/notice-mode.el");
    let out = folder.path().join("said.txt");
    let program = format!(
        "(progn (set-language-environment \"UTF-8\") (load {mode:?}) (find-file {:?}) (unless (eq major-mode 'notice-mode) (error \"mode %s\" major-mode)) (font-lock-ensure) (let ((said (mapconcat (lambda (at) (if (eq (char-after at) ?\\n) \"\\n\" (format \"%s\\t\" (get-text-property at 'face)))) (number-sequence (point-min) (1- (point-max))) \"\"))) (write-region said nil {out:?})))",
        draft(folder.path())
    );
    let output = emacs.args(["-Q", "--batch", "--eval", &program]).env("HOME", folder.path()).output().unwrap();
    let said = std::fs::read_to_string(&out).unwrap_or_else(|error| panic!("{error}: {}", text(&output)));
    judge("emacs", &said, EMACS);
    // It is compiled without a warning.
    let copy = folder.path().join("notice-mode.el");
    std::fs::copy(&mode, &copy).unwrap();
    let compile = format!(
        "(progn (set-language-environment \"UTF-8\") (setq byte-compile-error-on-warn t) (unless (byte-compile-file {copy:?}) (kill-emacs 1)))"
    );
    let output = Command::new("emacs").args(["-Q", "--batch", "--eval", &compile]).env("HOME", folder.path()).output().unwrap();
    assert!(output.status.success(), "{}", text(&output));
}

const TREE_SITTER: &[(&str, &[&str])] = &[
    ("comment.", &["comment"]),
    ("keyword.other.field", &["property"]),
    ("punctuation.separator", &["punctuation.delimiter", "label"]),
    ("string.unquoted.value", &["string"]),
    ("constant.numeric", &["constant"]),
    ("markup.heading", &["markup.heading"]),
    ("keyword.control.annex", &["keyword"]),
    ("variable.other.name", &["variable"]),
    ("entity.name.reference", &["label"]),
    ("string.other.caption", &["string"]),
    ("markup.underline.link", &["markup.link.url"]),
];

/// What the grammar for tree-sitter says, by the library that editors have.
fn by_the_grammar(what: &str, paths: &[std::path::PathBuf]) -> Option<std::process::Output> {
    let script = root().join("tests/tools/grammar.py");
    let mut python = Command::new(support::python()?);
    Some(python.arg(script).arg(root().join("editors/tree-sitter-notice")).arg(what).args(paths).output().unwrap())
}

#[test]
fn the_grammar_for_tree_sitter_colours_drafts() {
    let folder = tempfile::tempdir().unwrap();
    let Some(output) = by_the_grammar("colours", &[draft(folder.path())]) else { return };
    assert!(output.status.success(), "{}", text(&output));
    judge("tree-sitter", &String::from_utf8_lossy(&output.stdout), TREE_SITTER);
}

/// Every draft of this repository is read to its end, the faulty ones of the fixtures too: every text is a draft.
#[test]
fn the_grammar_for_tree_sitter_reads_every_draft() {
    let mut drafts = Vec::new();
    let mut folders = vec![root().join("examples"), root().join("src/preview/starts"), root().join("tests")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() && path.file_name().is_none_or(|name| name != "node_modules") {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "notice") && std::fs::read_to_string(&path).is_ok() {
                drafts.push(path);
            }
        }
    }
    assert!(drafts.len() > 60, "{}", drafts.len());
    let Some(output) = by_the_grammar("check", &drafts) else { return };
    assert!(output.status.success(), "{}", text(&output));
}

/// The parser is that of the grammar: `make grammar` writes both.
#[test]
fn the_parser_is_made_of_the_grammar() {
    use sha2::{Digest, Sha256};
    let folder = root().join("editors/tree-sitter-notice");
    let sum: String =
        Sha256::digest(std::fs::read(folder.join("grammar.js")).unwrap()).iter().map(|byte| format!("{byte:02x}")).collect();
    let made = std::fs::read_to_string(folder.join("src/grammar.sum")).unwrap();
    assert_eq!(made.split(' ').next(), Some(sum.as_str()), "run make grammar");
}

/// The settings of Helix are TOML with what it asks for, the tasks of Zed JSON; what Zed colours is what the grammar's own query does.
#[test]
fn settings_are_read() {
    let read = |path: &str| std::fs::read_to_string(root().join("editors").join(path)).unwrap();
    let names = [
        ("@title", "@markup.heading"),
        ("@link_uri", "@markup.link.url"),
        ("@emphasis.strong", "@markup.bold"),
        ("@emphasis", "@markup.italic"),
        ("@text.literal", "@markup.raw"),
        ("@punctuation.list_marker", "@markup.list"),
    ];
    let body = |query: &str| query.lines().skip(1).map(str::to_owned).collect::<Vec<_>>();
    let zed = names.iter().fold(read("zed/languages/notice/highlights.scm"), |query, (zed, own)| query.replace(zed, own));
    assert_eq!(body(&zed), body(&read("tree-sitter-notice/queries/highlights.scm")));
    let extension: toml::Value = toml::from_str(&read("zed/extension.toml")).unwrap();
    let language: toml::Value = toml::from_str(&read("zed/languages/notice/config.toml")).unwrap();
    assert_eq!(extension["language_servers"]["zhumo"]["languages"][0], language["name"]);
    let grammar = &extension["grammars"][language["grammar"].as_str().unwrap()]["path"];
    assert!(root().join(grammar.as_str().unwrap()).join("src/parser.c").is_file());
    let helix: toml::Value =
        toml::from_str(&std::fs::read_to_string(root().join("editors/helix/languages.toml")).unwrap()).unwrap();
    assert_eq!(helix["language"][0]["language-servers"][0].as_str(), Some("zhumo"));
    assert_eq!(helix["language-server"]["zhumo"]["command"].as_str(), Some("zhumo"));
    let zed: serde_json::Value =
        serde_json::from_str(&std::fs::read_to_string(root().join("editors/zed/tasks.json")).unwrap()).unwrap();
    assert!(zed.as_array().unwrap().iter().all(|task| task["command"] == "zhumo"));
}
