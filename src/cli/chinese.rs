//! The command line in Chinese: help, and what was wrong with arguments.
//!
//! Here: [`say`] and the table of sentences. Not here: what there is to say (`args`): a sentence is looked up by its English text,
//! so that nobody has to name an option twice, and a test finds what has none.

use super::Cli;
use clap::builder::StyledStr;
use clap::error::{ContextKind, ContextValue, Error, ErrorKind};
use clap::{Arg, Command, CommandFactory};
use std::io::Write;

/// Says in Chinese what clap would say in English: help, or what is wrong with `arguments`.
///
/// # Errors
/// What the stream says that takes no more text.
pub(super) fn say(error: &Error, arguments: &[String]) -> std::io::Result<()> {
    let command = called(arguments);
    let name = command.get_bin_name().unwrap_or("zhumo").to_owned();
    match error.kind() {
        ErrorKind::DisplayVersion => error.print(),
        ErrorKind::DisplayHelp => {
            let help = help(command, !arguments.iter().any(|argument| argument == "-h"));
            std::io::stdout().write_all(help.to_string().as_bytes())
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand | ErrorKind::MissingSubcommand => {
            std::io::stderr().write_all(help(command, false).to_string().as_bytes())
        }
        _ => match fault(error) {
            Some((message, remedy)) => {
                let remedy = remedy.map(|remedy| format!("办法：{remedy}\n")).unwrap_or_default();
                let text = format!("错误：{message}\n{remedy}用法：{}\n{name} --help 有说明\n", usage(&command));
                std::io::stderr().write_all(zhumo::say::visible_lines(&text).as_bytes())
            }
            None => error.print(),
        },
    }
}

/// The command that the arguments call, with all that it takes.
fn called(arguments: &[String]) -> Command {
    let mut program = Cli::command();
    program.build();
    let mut command = &program;
    let before = std::iter::once("").chain(arguments.iter().map(String::as_str));
    for (word, before) in arguments.iter().zip(before) {
        // What such an option has behind it is no command, whatever it is called.
        if word != "help" && !matches!(before, "--lang" | "--color" | "--config" | "--set") {
            command = command.find_subcommand(word).unwrap_or(command);
        }
    }
    command.clone()
}

fn help(command: Command, long: bool) -> StyledStr {
    let mut command = in_chinese(command);
    if long { command.render_long_help() } else { command.render_help() }
}

fn usage(command: &Command) -> String {
    let usage = command.clone().render_usage().to_string();
    usage
        .strip_prefix("Usage: ")
        .unwrap_or(&usage)
        .replace("[OPTIONS]", "[选项]")
        .replace("<COMMAND>", "<命令>")
        .replace("[COMMAND]", "[命令]")
}

/// A command that was built, with its sentences in Chinese.
fn in_chinese(command: Command) -> Command {
    // The program itself has another text in its long help.
    let about = command.get_about().map(|about| sentence(&about.to_string()));
    let usage = usage(&command);
    let command = match about {
        Some(about) => command.about(about.clone()).long_about(about),
        None => command,
    };
    let parts = [
        (command.has_subcommands(), "命令：\n{subcommands}\n\n"),
        (command.get_positionals().next().is_some(), "参数：\n{positionals}\n\n"),
        (true, "选项：\n{options}"),
    ];
    let parts: String = parts.iter().filter(|(there, _)| *there).map(|(_, part)| *part).collect();
    command
        .help_template(format!("{{about-with-newline}}\n用法：{{usage}}\n\n{parts}"))
        .override_usage(usage)
        .mut_args(argument)
        .mut_subcommands(|command| match command.get_about().map(ToString::to_string) {
            Some(about) => command.about(sentence(&about)),
            None => command,
        })
}

fn argument(arg: Arg) -> Arg {
    let mut text = arg.get_help().map_or_else(String::new, |help| sentence(&help.to_string()));
    let defaults: Vec<String> = arg.get_default_values().iter().map(|value| value.to_string_lossy().into_owned()).collect();
    let takes_values = arg.get_action().takes_values();
    let values: Vec<_> = arg.get_possible_values().into_iter().filter(|value| takes_values && !value.is_hide_set()).collect();
    let mut long = arg.get_long_help().map_or_else(|| text.clone(), |help| sentence(&help.to_string()));
    if takes_values && !defaults.is_empty() {
        let default = format!("［默认 {}］", defaults.join("、"));
        text += &default;
        long += &default;
    }
    if !values.is_empty() {
        let names: Vec<&str> = values.iter().map(clap::builder::PossibleValue::get_name).collect();
        text += &format!("［可选 {}］", names.join("、"));
        if values.iter().any(|value| value.get_help().is_some()) {
            for value in &values {
                let meaning = value.get_help().map(|help| sentence(&help.to_string()));
                long += &format!("\n- {}{}", value.get_name(), meaning.map(|text| format!("：{text}")).unwrap_or_default());
            }
        } else {
            long += &format!("［可选 {}］", names.join("、"));
        }
    }
    let long: Vec<String> = long.lines().map(wrapped).collect();
    arg.help(wrapped(&text)).long_help(long.join("\n")).next_line_help(true).hide_default_value(true).hide_possible_values(true)
}

/// Text in lines of no more than 68 columns, which leaves ten of 80 for the indent: clap parts lines at spaces only, and counts characters.
fn wrapped(text: &str) -> String {
    const COLUMNS: usize = 68;
    let columns = |text: &str| text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum::<usize>();
    let mut lines = String::new();
    let (mut start, mut width) = (0, 0);
    for end in icu_segmenter::LineSegmenter::new_for_non_complex_scripts(Default::default()).segment_str(text).skip(1) {
        let part = &text[start..end];
        if width > 0 && width + columns(part.trim_end()) > COLUMNS {
            lines.truncate(lines.trim_end().len());
            lines.push('\n');
            width = 0;
        }
        lines.push_str(part);
        width += columns(part);
        start = end;
    }
    lines
}

/// A sentence in Chinese; as it is when the table has none.
fn sentence(english: &str) -> String {
    SENTENCES.iter().find(|(known, _)| *known == english).map_or(english, |(_, chinese)| *chinese).to_owned()
}

/// What is wrong with the arguments and what to do, in Chinese; `None` for a fault that has no words here.
fn fault(error: &Error) -> Option<(String, Option<String>)> {
    let said = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => Some(text.clone()),
        Some(ContextValue::Strings(texts)) if !texts.is_empty() => Some(texts.join("、")),
        _ => None,
    };
    let arg = said(ContextKind::InvalidArg);
    let meant = |kind| said(kind).map(|near| format!("是不是 {near}？"));
    let valid = || said(ContextKind::ValidValue).map(|values| format!("可选 {values}"));
    Some(match error.kind() {
        ErrorKind::UnknownArgument => match arg? {
            option if option.starts_with('-') => (format!("没有 {option} 这个选项"), meant(ContextKind::SuggestedArg)),
            word => (format!("多写了 {word}"), None),
        },
        ErrorKind::InvalidSubcommand => {
            (format!("没有 {} 这个命令", said(ContextKind::InvalidSubcommand)?), meant(ContextKind::SuggestedSubcommand))
        }
        ErrorKind::InvalidValue => match said(ContextKind::InvalidValue) {
            Some(value) if !value.is_empty() => {
                (format!("{} 不能写 {value}", arg?), meant(ContextKind::SuggestedValue).or_else(valid))
            }
            _ => (format!("{} 后面要写一个值", arg?), valid()),
        },
        ErrorKind::ValueValidation => {
            let value = said(ContextKind::InvalidValue)?;
            (format!("{} 不能写 {value}", arg?), std::error::Error::source(error).map(cause))
        }
        ErrorKind::MissingRequiredArgument => (format!("缺少 {}", arg?), None),
        ErrorKind::ArgumentConflict => match said(ContextKind::PriorArg) {
            Some(prior) if Some(&prior) != arg.as_ref() => (format!("{} 和 {prior} 不能一起用", arg?), None),
            _ => (format!("{} 只能写一次", arg?), None),
        },
        ErrorKind::TooManyValues => (format!("{} 后面多了一个值：{}", arg?, said(ContextKind::InvalidValue)?), None),
        _ => return None,
    })
}

/// Why a value was not taken.
fn cause(error: &(dyn std::error::Error + 'static)) -> String {
    if error.is::<std::num::ParseIntError>() {
        return "要写整数".to_owned();
    }
    let text = error.to_string();
    let bounds = text.split_once(" is not in ").and_then(|(_, range)| range.split_once("..="));
    bounds.map_or(text.clone(), |(least, most)| format!("要在 {least} 到 {most} 之间"))
}

/// Sentences of the command line, with what they say in Chinese.
const SENTENCES: &[(&str, &str)] = &[
    (
        "The compiler for official notices (公文): one plain text in, print PDF, web page, Markdown and JSON out, with findings that cite the clause",
        "公文编译器：一份纯文本文稿，生成印刷用 PDF、网页、Markdown 和 JSON；检查出的问题注明依据的条款",
    ),
    // Options that every command has.
    (
        "Language of messages; default from LC_ALL, LC_MESSAGES or LANG",
        "界面语言（zh 中文、en 英文）；不写时按 LC_ALL、LC_MESSAGES、LANG",
    ),
    ("Coloured output; NO_COLOR is respected", "彩色输出；设有 NO_COLOR 时不用"),
    ("Less output", "精简输出"),
    ("Use this settings file instead of the nearest zhumo.toml", "指定设置文件，代替最近的 zhumo.toml"),
    (
        "A setting as in zhumo.toml, such as check.fail_on=error; goes before the files",
        "一项设置，写法同 zhumo.toml，如 check.fail_on=error；优先于文件里的设置",
    ),
    ("Print help", "显示帮助"),
    ("Print help (see more with '--help')", "显示帮助（--help 更详细）"),
    ("Print help (see a summary with '-h')", "显示帮助（-h 更简短）"),
    ("Print version", "显示版本"),
    ("Print this message or the help of the given subcommand(s)", "显示本说明，或者某个命令的说明"),
    // Drafts and fonts.
    ("Files, folders (all *.notice below), or - for standard input", "文稿、文件夹（其中所有 *.notice），或者 -（标准输入）"),
    ("File name to use for a draft read from standard input", "标准输入的文稿按这个文件名处理"),
    ("Look for fonts in this folder first; may be given more than once", "先在这个文件夹找字体；可重复使用"),
    ("Do not use system fonts", "不用系统里安装的字体"),
    // check
    ("Check drafts and report problems", "检查文稿，列出问题、依据和改法"),
    (
        "How findings are written; human when not given, and in GitHub Actions annotations besides",
        "结果的格式；不写时是 human，在 GitHub Actions 里另加标注",
    ),
    ("With the place in the draft", "给人看，带出错的那一行"),
    ("One line a finding", "每个问题一行"),
    ("One JSON document", "一个 JSON 文档"),
    ("One JSON object a line", "每行一个 JSON 对象"),
    ("SARIF 2.1.0, for code scanning", "SARIF 2.1.0，用于代码扫描平台"),
    ("Annotations of GitHub Actions", "GitHub Actions 的标注"),
    ("GitLab's code quality", "GitLab 代码质量"),
    ("JUnit XML, for everything that shows tests", "JUnit XML，用于显示测试结果的平台"),
    ("For reviewdog", "用于 reviewdog"),
    ("Also write them to a file; may be given more than once", "另存到文件；可重复使用"),
    ("Fix what cannot change the meaning", "自动改正不影响含义的问题"),
    ("With --fix or --diff: also fixes that you should review", "与 --fix、--diff 同用：连同须核对的一并改正"),
    ("Show what --fix would change; write nothing", "只显示改动，不写文件"),
    (
        "Insert an ignore comment above each finding; with --diff only show them",
        "在每处问题上方写入忽略注释；与 --diff 同用时只显示",
    ),
    ("With --add-ignore, the reason that the comments give", "与 --add-ignore 同用：注释里写的理由"),
    (
        "With --add-ignore, the last day on which the comments hold, as 2026-12-31",
        "与 --add-ignore 同用：注释有效的最后一天，如 2026-12-31",
    ),
    ("Say how often each rule spoke instead of where", "按规则统计次数，不列位置"),
    ("Leave out this file or folder; may be given more than once", "排除这个文件或文件夹；可重复使用"),
    ("List no more than N findings, the worst", "最多列 N 个问题，先列严重的"),
    ("What --format short counts columns in; bytes for Vim", "--format short 的列按什么数；Vim 用 bytes（字节）"),
    ("Drafts looked at side by side; as many as there are processors when not given", "同时检查几份；不写时等于处理器的个数"),
    ("Show findings of this level and above", "只显示这一级和更严重的问题"),
    (
        "Exit with 1 when there is a finding of this level or above; warning when neither this nor the settings say it",
        "有这一级或更高级别的问题时，退出码为 1；这里和设置都没写时是 warning",
    ),
    ("Only these rules or families of rules, whatever the settings leave out", "只查这些规则或规则类，不管设置里去掉了哪些"),
    ("Not these rules or families of rules", "不查这些规则或规则类"),
    // build
    (
        "Build PDF, OFD, Word (DOCX), page images (SVG, PNG), HTML, Markdown or JSON",
        "生成 PDF、OFD、Word（DOCX）、页面图片（SVG、PNG）、网页、Markdown、JSON",
    ),
    ("What to write", "生成什么"),
    ("The print PDF", "印刷用 PDF"),
    ("The national format for electronic documents (GB/T 33190—2016)", "国家标准规定的版式文件 OFD（GB/T 33190—2016）"),
    ("Each page as a vector image", "每页一张矢量图"),
    ("Each page as a bitmap", "每页一张位图"),
    ("A Word file for further editing", "可继续编辑的 Word 文件"),
    ("A Word file", "Word 文件"),
    ("One web page", "一个网页"),
    ("Markdown", "Markdown"),
    ("The notice as data", "公文的结构化数据"),
    (
        "Where to: `out/{name}`, a folder, a file, or - for standard output; beside the draft when not given. In braces also dir (its folder), number, serial, title, date and year. svg and png are a file for each page: a-1.svg, a-2.svg",
        "写到哪里：`out/{name}`、文件夹、文件，或者 -（标准输出）；不写时放在文稿旁边。花括号里还可以写 dir（所在文件夹）、number（发文字号）、serial（顺序号）、title（标题）、date（日期）、year（年份）。svg 和 png 每页一个文件：a-1.svg、a-2.svg",
    ),
    (
        "Show the type area, the grid, and where seals and signature stamps will stand, as dashed lines",
        "用虚线标出版心、行格和用印位置",
    ),
    ("Of svg and png, only this page, from 1", "svg、png 只要这一页，从 1 起"),
    ("Of png, dots to the inch, 18 to 600; 144 when not given", "png 每英寸的点数，18 到 600；不写时是 144"),
    ("Put a YAML front matter before the Markdown", "在 Markdown 前面加 YAML 元数据"),
    (
        "Write in spite of errors; a field given twice is still refused, because the second would be lost",
        "有错误也生成；同一字段写了两次除外，因为后一个会丢掉",
    ),
    ("Drafts built side by side; as many as there are processors when not given", "同时生成几份；不写时等于处理器的个数"),
    ("Skip drafts whose outputs are up to date, by a record beside the outputs", "跳过没有变动的文稿，依据输出旁边的记录"),
    // merge
    ("Merge one draft with a table: a document for each row", "批量套打：一份文稿配一张表，每行生成一份"),
    ("The draft, with a column's name in double braces for each value: {{单位}}", "文稿；要填的地方写双花括号和列名：{{单位}}"),
    ("The table: .xlsx, .xls, .ods, .csv, .tsv, .json or .jsonl", "表格：.xlsx、.xls、.ods、.csv、.tsv、.json 或 .jsonl"),
    (
        "Where each letter goes: `out/{{单位}}`; in single braces also number, serial, title, date and year",
        "每份写到哪里：`out/{{单位}}`；单花括号里还可以写 number（发文字号）、serial（顺序号）、title（标题）、date（日期）、year（年份）",
    ),
    ("All letters in one PDF, in the order of the rows", "全部合成一个 PDF，按表格的行排列"),
    ("With --bound, begin each letter on an odd page", "与 --bound 同用：每份从单数页开始"),
    ("Also write the filled drafts (.notice)", "另存填好的文稿（.notice）"),
    ("The sheet of a workbook", "工作簿里的工作表"),
    ("Only these rows, by the numbers of the sheet: 3-40,52", "只用这些行，行号与表格里的一致：3-40,52"),
    (
        "Only rows of which this holds: 区=示例区, 金额>=1000, 备注~补; may be given more than once",
        "只用符合条件的行：区=示例区、金额>=1000、备注~补；可重复使用",
    ),
    (
        "Rows with the same value in this column are one letter; its lines stand between {{逐行}} and {{完}}",
        "这一列相同的行合成一份，逐行的内容写在 {{逐行}} 和 {{完}} 之间",
    ),
    ("Write nothing; list rows, names and findings", "不写文件；列出各行、文件名和问题"),
    ("Write the rows without problems, although others have some", "有的行有问题时，也写出没有问题的行"),
    ("Print the filled draft of this row; write nothing", "显示这一行填好的文稿，不写文件"),
    // check beside each other, register
    (
        "The first draft is the original, the others its translations: what they do not say alike",
        "第一份是原稿，其余是译稿（或者简繁另一种）：逐项核对是否一致",
    ),
    (
        "Also look at the drafts together: numbers twice, out of order, missing, cited wrongly; with a register (CSV, JSON) of more",
        "各份文稿一起核对：重号、缺号、顺序颠倒、引用有误；可另给一份登记表（CSV、JSON）",
    ),
    ("List documents by number, and propose the next numbers", "按字号列出公文登记表，并给出下一个字号"),
    ("How the register is written; the ending of -o says it when not given", "登记表的格式；不写时看 -o 的扩展名"),
    ("A table for reading", "供阅读的表格"),
    (
        "A web page for who answers for all drafts: drafts, rules, charts, every finding",
        "给负责人看的网页：文稿、规则、图表、逐处问题",
    ),
    // verify, extract
    (
        "Check that a PDF, OFD or DOCX matches its embedded draft (exit code 0 yes, 1 no, 2 cannot tell)",
        "核对 PDF、OFD、DOCX 与内嵌文稿是否一致：0 一致，1 不一致，2 无法判断",
    ),
    ("The PDF, OFD or DOCX", "PDF、OFD 或 DOCX 文件"),
    (
        "A draft that must be the one inside it; its pictures and zhumo.toml are used",
        "应当与内嵌文稿相同的文稿；用它的图片和 zhumo.toml",
    ),
    ("Extract the embedded draft", "从 PDF、OFD、DOCX 取出内嵌文稿"),
    ("Where to; standard output when not given", "写到哪里；不写时是标准输出"),
    ("The notice as data instead of the draft", "取结构化数据，不取文稿"),
    ("Write over a file that is there", "文件已经有了也改写"),
    // fmt, import
    ("Show what changed between two drafts", "比较两份文稿，列出修改"),
    (
        "The old draft: a draft, a PDF, OFD or DOCX, or a git revision (HEAD~1:)",
        "旧稿：文稿、PDF、OFD、DOCX，或 git 版本（HEAD~1:）",
    ),
    ("The new draft", "新稿"),
    ("How to write the changes; the ending of -o says it when not given", "输出格式；不写时看 -o 的扩展名"),
    (
        "A table of what was, what is and what happened, instead of the whole notice (pdf, docx, html, md)",
        "修改对照表（原条文、修改后条文、说明），不出全文；用于 pdf、docx、html、md",
    ),
    ("In a Word file, who made the changes", "Word 修订的作者"),
    (
        "In a Word file, the day of the changes, as 2026-08-14; none when not given",
        "Word 修订的日期，如 2026-08-14；不写时不注日期",
    ),
    (
        "The new notice on its pages, deleted words struck through and new ones underlined (花脸稿)",
        "花脸稿：新稿的版面，删去的字加删除线，新增的字加下划线",
    ),
    ("The new notice as a Word file with tracked changes", "带修订标记的 Word 文件"),
    ("Print only the number of changes of each kind", "只列各类修改的数量"),
    ("Exit with 1 when anything changed", "有修改时退出码为 1"),
    ("For reading on a terminal", "供在终端阅读"),
    ("A web page, old and new side by side", "网页，左右对照"),
    ("Format drafts without changing content", "统一文稿写法，不改内容"),
    ("Write nothing; exit with 1 when a draft would change", "不写文件；有文稿需要整理时退出码为 1"),
    ("Write nothing; show what would change, and exit with 1 when something would", "不写文件；显示会改什么，有改动时退出码为 1"),
    (
        "Fix the numbers of sections and annexes, too; references to annexes follow",
        "连同层次序数和附件序号一并改正；对附件的引用跟着改",
    ),
    (
        "Convert a .docx, HTML, Markdown or text file, or a PDF or OFD of ours, into a draft",
        "把 Word（.docx）、网页、Markdown、纯文本，或者本程序生成的 PDF、OFD 转成文稿",
    ),
    ("An OFD of this program", "本程序生成的 OFD"),
    ("A PDF of this program", "本程序生成的 PDF"),
    ("The file, or - for standard input", "文件，或者 -（标准输入）"),
    ("Where the draft goes; standard output when not given", "文稿写到哪里；不写时是标准输出"),
    ("Ask about doubtful places, one after another", "逐处询问没有把握的地方"),
    ("What the file is; its ending says it when not given", "文件是哪一种；不写时看扩展名"),
    ("Raw text", "纯文本"),
    ("A web page", "网页"),
    ("A word processor's document", "文字处理软件的文档"),
    ("A table of comma-separated values", "逗号分隔的表格（CSV）"),
    ("A workbook", "工作簿（.xlsx）"),
    (
        "Import every file of a folder, with a report (CSV and HTML) of what to look at",
        "导入文件夹里的全部文件，并写出须核对之处的报告（CSV 和 HTML）",
    ),
    ("Overwrite what is there", "覆盖已有的文件"),
    ("Print draft and guesses as JSON to standard output", "把文稿和推测之处写成 JSON，输出到标准输出"),
    // site
    ("Make a web site of a folder of drafts", "把一个文件夹的文稿做成网站"),
    ("The folder of the site; pages in it are replaced, none is removed", "网站的文件夹；已有的页面会更新，不删除"),
    ("What to write of each notice: its page, and files to be had there", "每份文件写哪些：网页，以及供下载的格式"),
    ("The page alone", "只有网页"),
    ("The address of the site; that of [html] url when not given", "网站的地址；不写则用 [html] url"),
    // rules, schema, fonts, config
    ("Explain a rule, with examples", "解释一条规则：查什么、为什么、错例、正例"),
    ("The rule's name, as findings give it", "规则名，检查结果里有"),
    ("List the rules", "列出全部规则"),
    ("How the list is written", "清单的格式"),
    ("One line a rule", "每条规则一行"),
    ("JSON", "JSON"),
    ("The whole rule book", "完整的规则手册"),
    ("Print a JSON Schema", "输出 JSON Schema"),
    ("Of what", "哪一种"),
    ("What `build -t json` writes", "`build -t json` 的输出"),
    ("What `check --format json` writes", "`check --format json` 的输出"),
    ("A zhumo.toml", "zhumo.toml"),
    ("Show fonts in use and fallback characters", "显示各种字体用的是哪个文件，哪些字要用后备字体"),
    (
        "A draft: also say which of its characters fall back, and which have no font",
        "文稿：另外列出其中哪些字用后备字体，哪些字没有字体",
    ),
    ("Show effective settings and their origin", "显示生效的设置，以及每一项的来源"),
    ("A draft, or a folder of drafts; the current folder when not given", "文稿，或者放文稿的文件夹；不写时是当前文件夹"),
    ("How the settings are written", "设置的格式"),
    ("Check that everything a build needs is installed", "检查运行环境：设置、字体是否齐全，能否生成样稿"),
    ("As a zhumo.toml, the origins as comments", "zhumo.toml，来源写在注释里"),
    ("A list of keys, values and origins", "名称、值和来源的清单"),
    // Writing.
    ("Start the language server (for editors)", "启动语言服务器（LSP），由编辑器调用"),
    ("Create a sample draft", "新建一份样稿"),
    ("The file to write; it must not be there yet", "要写的文件；不能已经存在"),
    (
        "Which kind of document, in English or Chinese, as 请示; --kind is the same",
        "哪种公文，可以写中文，如 请示；也可以写 --kind",
    ),
    ("Edit with live preview (this computer only)", "在浏览器里边写边看（仅限本机）"),
    ("A draft, or the folder that drafts are opened from and saved in", "文稿，或者打开和保存文稿的文件夹"),
    ("The port on this machine; one that is free when not given", "本机的端口；不写时用一个空闲的"),
    ("Say the address and open no browser", "只显示网址，不打开浏览器"),
    ("Rebuild when a draft changes", "文稿改动后自动重新生成"),
    // Shells and manual pages.
    ("Print a shell completion script", "输出终端补全命令和选项用的脚本"),
    ("The shell", "终端的种类"),
    ("Print or write man pages", "显示手册页，或者把各个命令的手册页写进文件夹"),
    ("The folder; pages in it are replaced", "文件夹；里面原有的手册页会被覆盖"),
];

#[cfg(test)]
mod tests {
    use super::*;

    /// Every English sentence of the command line, as `--help` shows them.
    fn sentences(command: &Command, found: &mut Vec<String>) {
        found.extend(command.get_about().map(ToString::to_string));
        for arg in command.get_arguments().filter(|arg| !arg.is_hide_set()) {
            found.extend(arg.get_help().iter().chain(&arg.get_long_help()).map(ToString::to_string));
            found.extend(arg.get_possible_values().iter().filter_map(|value| Some(value.get_help()?.to_string())));
        }
        command.get_subcommands().for_each(|command| sentences(command, found));
    }

    #[test]
    fn every_sentence_is_there_in_chinese_and_none_beside() {
        let mut program = Cli::command();
        program.build();
        let mut found = Vec::new();
        sentences(&program, &mut found);
        let missing: Vec<&String> = found.iter().filter(|english| !SENTENCES.iter().any(|(known, _)| known == english)).collect();
        assert!(missing.is_empty(), "{missing:#?}");
        let idle: Vec<&str> =
            SENTENCES.iter().map(|(known, _)| *known).filter(|known| !found.iter().any(|text| text == known)).collect();
        assert!(idle.is_empty(), "{idle:#?}");
    }
}
