//! Drafts that hold many lines, each in its place between marks, so that a reader's text can be cut into them again.

use super::lines::MARK;

/// Where in a draft a line stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    Paragraph,
    /// A paragraph of a notice in English.
    English,
    /// Behind the enumerator of a section, of one of four levels.
    Section(usize),
    /// Behind `第一条`.
    Article,
    Item,
    HeaderCell,
    Cell,
    Caption,
    FigureCaption,
    Contact(usize),
    AnnexEntry,
    AnnexTitle,
    /// A paragraph of an annex.
    AnnexText,
    Title,
    Subtitle,
    /// 主送
    Recipients,
    /// 按语
    EditorNote,
    Footnote,
    /// 附注
    Note,
    /// 抄送
    Copies,
}

use Place::*;

/// Keywords of contact lines.
const CONTACTS: [&str; 6] = ["地址", "电话", "邮箱", "网址", "单位", "联系人"];

const ENUMERATORS: [&str; 4] = ["一、", "（一）", "1.", "（1）"];

/// Every place, each as often as lines are put there.
pub const PLACES: &[(Place, usize)] = &[
    (Paragraph, 40),
    (English, 4),
    (Section(0), 2),
    (Section(1), 2),
    (Section(2), 2),
    (Section(3), 2),
    (Article, 1),
    (Item, 10),
    (HeaderCell, 3),
    (Cell, 16),
    (Caption, 3),
    (FigureCaption, 2),
    (Contact(0), 1),
    (Contact(1), 1),
    (Contact(2), 1),
    (Contact(3), 1),
    (Contact(4), 1),
    (Contact(5), 1),
    (AnnexEntry, 3),
    (AnnexTitle, 1),
    (AnnexText, 4),
    (Title, 1),
    (Subtitle, 1),
    (Recipients, 1),
    (EditorNote, 1),
    (Footnote, 3),
    (Note, 1),
    (Copies, 1),
];

/// A line in its place.
#[derive(Clone, Debug)]
pub struct Placed {
    /// The index of the line among those that were handed in.
    pub index: usize,
    /// The number between the marks before it.
    pub mark: usize,
    /// Where it stands in the draft: what it is made of there, with its keyword or enumerator.
    pub start: usize,
    pub end: usize,
    /// Whether the marks stand in the text itself, where the place leaves no room for lines of their own.
    pub inner: bool,
    /// Whether a page puts a dot before it.
    pub item: bool,
    /// What every reader shows before it and behind it, without white space: numbers and labels that the place brings along.
    pub before: String,
    pub behind: String,
}

/// A draft and the lines in it.
#[derive(Debug, Default)]
pub struct Draft {
    pub text: String,
    pub placed: Vec<Placed>,
}

/// Whether the language gives a line of its own another meaning, as `docs/format.md` 2 and 3 say: such a line is no running text. Nothing
/// else may be read as anything but text.
pub fn is_structure(line: &str) -> bool {
    const WORDS: &str = "附件 署名 成文日期 日期 附注 附註 抄送 报送 報送 抄报 抄報 发送 發送 印发 印發 印数 印數 用印 出席 请假 請假 列席 摘要 关键词 關鍵詞 语言 \
        annexes annex signed date note cc submittedto copiedto distributedto printedby copiesprinted sealed present apologies inattendance summary keywords language";
    let line = line.trim();
    let lower = line.to_ascii_lowercase().replace([' ', '　'], "");
    let key = line.find(['：', ':']).map(|at| line[..at].to_lowercase().replace([' ', '　', '\t', '\u{a0}'], ""));
    let keyword = key.is_some_and(|key| WORDS.split_whitespace().any(|word| word == key));
    let item = line.strip_prefix('-').is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '　', '\t', '\u{a0}']));
    let annex = ["【附件", "【分页", "【分頁", "[annex", "[pagebreak"].iter().any(|word| lower.starts_with(word));
    let sent_out = [
        "【印发",
        "【印發",
        "【转发",
        "【轉發",
        "【批转",
        "【批轉",
        "【公布",
        "【公佈",
        "【发布",
        "【發布",
        "【發佈",
        "[issued",
        "[forwarded",
        "[endorsed",
        "[promulgated",
        "[published",
    ]
    .iter()
    .filter_map(|word| lower.strip_prefix(word))
    .any(|rest| rest.starts_with(['】', '｜', '|', ']']) && !rest.starts_with("]("));
    let figure = line.starts_with("![") && line.contains("](");
    let note = line.starts_with("[^") && (line.contains("]:") || line.contains("]："));
    keyword || goes_on(line) || item || annex || sent_out || figure || note || line.starts_with("//") || line.starts_with('|')
}

/// Whether a backslash at its end joins the line to the next one: not where it ends a path.
fn goes_on(line: &str) -> bool {
    let slashes = line.len() - line.trim_end_matches('\\').len();
    let last = line.rsplit(|c: char| c.is_whitespace() || "，。；：！？、“”‘’《》<>\"|".contains(c)).next().unwrap_or_default();
    let drive = last
        .split(":\\")
        .next()
        .is_some_and(|before| before.len() < last.len() && before.ends_with(|c: char| c.is_ascii_alphabetic()));
    let share = last.strip_prefix("\\\\").is_some_and(|rest| rest.starts_with(char::is_alphanumeric));
    slashes % 2 == 1 && !drive && !share
}

/// Whether `line` can stand in `place` and be running text there.
pub fn fits(line: &str, place: Place) -> bool {
    // The values of these fields hold lines of the draft.
    if goes_on(line) || ["{附件}", "{note}"].iter().any(|name| line.contains(name)) {
        return false;
    }
    match place {
        Paragraph | AnnexText => !is_structure(line),
        // A cell of ten lines may be cut at the foot of a page, and the lines of the cell beside it come between.
        HeaderCell | Cell => !line.contains("\\|") && !line.contains("\\\\|") && line.chars().count() <= 200,
        Caption => !line.ends_with('}'),
        // A line of several entries is cut at its numbers, and their numbers are no part of their names.
        AnnexEntry => {
            let numbered = |c: char| "附【Aa（(一二三四五六七八九十①⑴⒈㈠".contains(c) || c.is_numeric();
            !line.contains(['；', ';', '②', '⑵', '⒉', '㈡']) && !line.starts_with(numbered)
        }
        // A backslash before the bracket that ends a caption takes its meaning.
        FigureCaption => !line.contains("](") && !line.ends_with('\\'),
        Title | Subtitle | AnnexTitle => line.chars().count() <= 40,
        // In English a colon behind a label is another one.
        English => !is_structure(line) && !line.contains('：'),
        // The page puts the colon there.
        Recipients => !line.ends_with(['：', ':']),
        // Lists are cut at their marks, and get a full stop at their end.
        Copies => !line.contains(['，', '；', '、', ',', ';']) && !line.ends_with(['。', '：', ':', '.']),
        _ => true,
    }
}

/// How many lines a draft takes of a place.
const fn room(place: Place) -> usize {
    match place {
        Paragraph | English | Section(_) | Article | Item | HeaderCell | Cell | Caption | FigureCaption | Contact(_) => 300,
        AnnexEntry => 12,
        AnnexText => 40,
        EditorNote => 4,
        AnnexTitle => 5,
        Subtitle => 2,
        Title | Note | Copies | Recipients => 1,
        Footnote => 60,
    }
}

const fn is_body(place: Place) -> bool {
    room(place) == 300
}

/// Puts lines into as many drafts as they need.
pub fn drafts(lines: &[(String, Place)]) -> Vec<Draft> {
    let mut sheets: Vec<Vec<(usize, &str, Place)>> = Vec::new();
    let kind = |place: Place| match place {
        English => 1,
        Footnote => 2,
        EditorNote => 3,
        _ => 0,
    };
    let mut open: Vec<usize> = Vec::new();
    for (index, (line, place)) in lines.iter().enumerate() {
        let takes = |sheet: &Vec<(usize, &str, Place)>| {
            let same = |other: &&(usize, &str, Place)| other.2 == *place || is_body(*place) && is_body(other.2);
            kind(sheet[0].2) == kind(*place) && sheet.iter().filter(same).count() < room(*place)
        };
        let found = open.iter().copied().find(|sheet| takes(&sheets[*sheet]));
        let sheet = found.unwrap_or_else(|| {
            sheets.push(Vec::new());
            open.push(sheets.len() - 1);
            sheets.len() - 1
        });
        sheets[sheet].push((index, line, *place));
        if sheets[sheet].len() >= 320 {
            open.retain(|other| *other != sheet);
        }
    }
    sheets.iter().zip(LAYOUTS.iter().cycle()).map(|(sheet, layout)| Writer::default().write(sheet, layout)).collect()
}

/// The layouts of the drafts, in turn.
const LAYOUTS: [&str; 8] = ["公文", "公文", "信函", "公文", "简报", "公开信", "纪要", "命令"];

#[derive(Default)]
struct Writer {
    draft: Draft,
    marks: usize,
    tables: usize,
    figures: usize,
}

impl Writer {
    fn write(mut self, sheet: &[(usize, &str, Place)], layout: &str) -> Draft {
        let of = |wanted: fn(Place) -> bool| sheet.iter().filter(move |(_, _, place)| wanted(*place)).copied();
        let english = sheet[0].2 == English;
        if english {
            self.push("Language: en\nTitle: Notice\n");
        } else {
            self.push(&format!("版式：{layout}\n语言：zh-CN\n发文机关：示例市统计局\n主题：人人重视\n"));
        }
        if of(|place| place == EditorNote).next().is_some() {
            // The first words may be those that say what the note is.
            self.push(&format!("按语：\n- {MARK}000{MARK}\n"));
            for (index, line, _) in of(|place| place == EditorNote) {
                let mark = self.mark();
                self.push("- ");
                self.inside(index, &mark, line);
            }
        }
        for (field, wanted) in [("标题", (|place| place == Title) as fn(Place) -> bool), ("副标题", |place| place == Subtitle)]
        {
            if of(wanted).next().is_some() {
                self.push(&format!("{field}：\n"));
                for (index, line, _) in of(wanted) {
                    let mark = self.mark();
                    self.push(&format!("- {mark}\n- "));
                    self.place(index, line, "", "");
                }
                self.end("- ");
            }
        }
        for (index, line, _) in of(|place| place == Recipients) {
            let mark = self.mark();
            self.push("主送：");
            self.inside(index, &mark, line);
        }
        self.push("\n");
        for (index, line, place) in of(is_body) {
            self.block(index, line, place);
        }
        self.end("");
        self.notes(of(|place| place == Footnote).collect());
        if of(|place| place == AnnexEntry).next().is_some() {
            self.push("附件：\n");
            let mut number = 0;
            for (index, line, _) in of(|place| place == AnnexEntry) {
                let mark = self.mark();
                self.push(&format!("- {mark}\n- "));
                self.place(index, line, &format!("{}.", number + 2), &format!("\n{}.", number + 3));
                number += 2;
            }
            self.end("- ");
        }
        if !english {
            self.push("署名：示例市统计局\n成文日期：2026年11月2日\n");
        }
        for (field, wanted) in [("附注", (|place| place == Note) as fn(Place) -> bool), ("抄送", |place| place == Copies)] {
            for (index, line, _) in of(wanted) {
                let mark = self.mark();
                self.push(&format!("{field}："));
                self.inside(index, &mark, line);
            }
        }
        for (number, (index, line, _)) in of(|place| place == AnnexTitle).enumerate() {
            let (label, mark) = (format!("附件{}", number + 1), self.mark());
            self.push(&format!("【{label}】"));
            self.inside(index, &mark, line);
        }
        if of(|place| place == AnnexText).next().is_some() {
            self.push("【附件】附\n");
            for (index, line, _) in of(|place| place == AnnexText) {
                let mark = self.mark();
                self.push(&format!("{mark}\n"));
                self.place(index, line, "", "");
            }
            self.end("");
        }
        self.draft
    }

    fn push(&mut self, text: &str) {
        self.draft.text.push_str(text);
    }

    fn mark(&mut self) -> String {
        self.marks += 1;
        format!("{MARK}{:03}{MARK}", self.marks)
    }

    /// A mark that ends what came before.
    fn end(&mut self, before: &str) {
        self.push(&format!("{before}{MARK}000{MARK}\n"));
    }

    /// Writes what stands in a place, from here to the end of the line.
    fn place(&mut self, index: usize, typed: &str, before: &str, behind: &str) {
        let start = self.draft.text.len();
        self.push(typed);
        let placed = Placed {
            index,
            mark: self.marks,
            start,
            end: self.draft.text.len(),
            inner: false,
            item: false,
            before: before.to_owned(),
            behind: behind.to_owned(),
        };
        self.draft.placed.push(placed);
        self.push("\n");
    }

    /// Writes a line between two marks.
    fn inside(&mut self, index: usize, mark: &str, line: &str) {
        self.place(index, &format!("{mark}{line}{MARK}000{MARK}"), "", "");
        if let Some(placed) = self.draft.placed.last_mut() {
            placed.inner = true;
        }
    }

    fn block(&mut self, index: usize, line: &str, place: Place) {
        let mark = self.mark();
        let barred = line.replace('|', "\\|");
        match place {
            Item => {
                self.push(&format!("{mark}\n- "));
                self.place(index, line, "", "");
                if let Some(placed) = self.draft.placed.last_mut() {
                    placed.item = true;
                }
            }
            Cell => {
                // Above a row `表：…` is a caption.
                self.end("");
                self.push(&format!("| {MARK}000{MARK} | 头 |\n|---|---|\n| {mark} | "));
                self.place(index, &barred, "", "");
                self.close_cell();
            }
            HeaderCell => {
                self.end("");
                self.push(&format!("| {mark} | "));
                self.place(index, &barred, "", "");
                self.close_cell();
                self.push("|---|---|\n");
                self.push(&format!("| {MARK}000{MARK} | 行 |\n"));
            }
            Caption => {
                self.tables += 1;
                self.push(&format!("{mark}\n表："));
                self.place(index, line, &format!("表{}　", self.tables), "");
                self.push(&format!("| {MARK}000{MARK} |\n|---|\n"));
            }
            FigureCaption => {
                self.figures += 1;
                self.push(&format!("{mark}\n!["));
                self.place(index, line, &format!("图{}　", self.figures), "");
                self.draft.text.pop();
                self.push("](a.png)\n");
            }
            _ => {
                let lead = match place {
                    Section(level) => ENUMERATORS[level].to_owned(),
                    Article => "第一条　".to_owned(),
                    Contact(key) => format!("{}：", CONTACTS[key]),
                    _ => String::new(),
                };
                self.push(&format!("{mark}\n"));
                self.place(index, &format!("{lead}{line}"), "", "");
            }
        }
        // A table or a list ends where another line begins.
        if matches!(place, Cell | HeaderCell | Caption | Item) {
            self.end("");
        }
    }

    fn close_cell(&mut self) {
        self.draft.text.pop();
        self.push(" |\n");
    }

    /// Notes stand at the foot of the page; a page break behind every few keeps each on its page.
    fn notes(&mut self, lines: Vec<(usize, &str, Place)>) {
        for (round, five) in lines.chunks(5).enumerate() {
            let marks: String = (0..five.len()).map(|note| format!("[^{}]", round * 5 + note + 1)).collect();
            self.push(&format!("正文{marks}。\n"));
            for (note, (index, line, _)) in five.iter().enumerate() {
                let mark = self.mark();
                self.push(&format!("[^{}]: ", round * 5 + note + 1));
                self.inside(*index, &mark, line);
            }
            self.push("【分页】\n");
        }
    }
}
