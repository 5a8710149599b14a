//! Random notices: what one is made of, and its draft.

#![allow(dead_code)]

use proptest::prelude::*;
use zhumo::images::{Images, Picture, PictureFormat};
use zhumo::model::Layout;

/// A piece of a body or an annex; lengths are in characters.
#[derive(Clone, Debug)]
pub enum Piece {
    /// A paragraph, perhaps with a note.
    Text(usize, Option<usize>),
    /// A heading of a level from 0.
    Heading(usize, usize),
    /// A run-in heading and its text.
    RunIn(usize),
    /// Items.
    List(usize, usize),
    Table {
        columns: usize,
        rows: usize,
        cell: usize,
        head: usize,
    },
    /// A table of two columns with a note in one cell.
    NotedTable {
        cell: usize,
        note: usize,
    },
    Figure {
        width: u32,
        height: u32,
        caption: usize,
    },
    PageBreak,
}

/// A notice.
#[derive(Clone, Debug)]
pub struct Recipe {
    pub layout: Layout,
    pub english: bool,
    pub title: usize,
    pub recipients: usize,
    pub stamps: [bool; 3],
    pub approvers: usize,
    pub issuers: usize,
    pub sealed: bool,
    pub body: Vec<Piece>,
    pub annexes: Vec<(bool, Vec<Piece>)>,
    pub contacts: usize,
    pub note: bool,
    pub copies: usize,
    pub printed: bool,
}

impl Default for Recipe {
    fn default() -> Self {
        Self {
            layout: Layout::Official,
            english: false,
            title: 12,
            recipients: 20,
            stamps: [false; 3],
            approvers: 0,
            issuers: 1,
            sealed: false,
            body: vec![Piece::Text(60, None)],
            annexes: Vec::new(),
            contacts: 0,
            note: false,
            copies: 0,
            printed: true,
        }
    }
}

fn piece() -> impl Strategy<Value = Piece> {
    prop_oneof![
        10 => (1usize..420).prop_map(|length| Piece::Text(length, None)),
        2 => (1usize..200, 1usize..500).prop_map(|(length, note)| Piece::Text(length, Some(note))),
        4 => (0usize..4, 2usize..40).prop_map(|(level, length)| Piece::Heading(level, length)),
        2 => (20usize..200).prop_map(Piece::RunIn),
        1 => (1usize..6, 1usize..70).prop_map(|(count, length)| Piece::List(count, length)),
        2 => (1usize..9, 1usize..16, 0usize..50, 1usize..12)
            .prop_map(|(columns, rows, cell, head)| Piece::Table { columns, rows, cell, head }),
        1 => (1usize..4, 1usize..4, 200usize..500, 1usize..30)
            .prop_map(|(columns, rows, cell, head)| Piece::Table { columns, rows, cell, head }),
        1 => (1usize..300, 1usize..200).prop_map(|(cell, note)| Piece::NotedTable { cell, note }),
        2 => (1u32..2000, 1u32..2000, 0usize..60)
            .prop_map(|(width, height, caption)| Piece::Figure { width, height, caption }),
        1 => Just(Piece::PageBreak),
    ]
}

/// Notices of some layouts.
pub fn recipe(layouts: &'static [Layout]) -> impl Strategy<Value = Recipe> {
    let issuers = prop_oneof![4 => 1usize..=3, 2 => 4usize..=16];
    let head =
        (prop::sample::select(layouts), prop::bool::weighted(0.25), 1usize..80, 1usize..160, any::<[bool; 3]>(), 0usize..4);
    let annex = (any::<bool>(), prop::collection::vec(piece(), 0..6));
    let text = (prop::collection::vec(piece(), 1..=60), prop::collection::vec(annex, 0..4));
    let tail = (issuers, any::<bool>(), 0usize..5, any::<bool>(), prop_oneof![Just(0usize), 1usize..200], any::<bool>());
    (head, text, tail).prop_map(|(head, (body, annexes), (issuers, sealed, contacts, note, copies, printed))| {
        let (layout, english, title, recipients, stamps, approvers) = head;
        Recipe {
            layout,
            english,
            title,
            recipients,
            stamps,
            approvers,
            issuers,
            sealed,
            body,
            annexes,
            contacts,
            note,
            copies,
            printed,
        }
    })
}

impl Recipe {
    /// The same notice with few pieces and no pictures, for tests that write files.
    pub fn small(mut self) -> Self {
        self.body.truncate(8);
        self.annexes.truncate(1);
        for pieces in std::iter::once(&mut self.body).chain(self.annexes.iter_mut().map(|(_, pieces)| pieces)) {
            pieces.retain(|piece| !matches!(piece, Piece::Figure { .. }));
        }
        self
    }

    /// The draft, and the pictures that it names.
    pub fn draft(&self) -> (String, Images) {
        let mut writer =
            Writer { out: String::new(), images: Images::default(), notes: Vec::new(), english: self.english, at: 0 };
        writer.notice(self);
        (writer.out, writer.images)
    }
}

struct Writer {
    out: String,
    images: Images,
    notes: Vec<usize>,
    english: bool,
    /// Where in the material the next text begins.
    at: usize,
}

impl Writer {
    fn line(&mut self, line: &str) {
        self.out.push_str(line);
        self.out.push('\n');
    }

    fn word<'a>(&self, chinese: &'a str, english: &'a str) -> &'a str {
        if self.english { english } else { chinese }
    }

    /// A field with its value.
    fn field(&mut self, chinese: &str, english: &str, value: &str) {
        let line = if self.english { format!("{english}: {value}") } else { format!("{chinese}：{value}") };
        self.line(&line);
    }

    /// A field with a value in the language of the notice.
    fn fixed(&mut self, (chinese, english): (&str, &str), (value, english_value): (&str, &str)) {
        self.field(chinese, english, if self.english { english_value } else { value });
    }

    /// Running text of a length.
    fn text(&mut self, length: usize) -> String {
        let material = if self.english { ENGLISH } else { CHINESE };
        let text: String = material.chars().cycle().skip(self.at % material.chars().count()).take(length).collect();
        self.at += length + 7;
        text.trim().trim_end_matches('\\').to_owned()
    }

    /// Text that begins with a letter, so that the line is no heading by accident.
    fn plain(&mut self, length: usize) -> String {
        let text = self.text(length);
        let rest = text.trim_start_matches(|c: char| !c.is_alphabetic() || "一二三四五六七八九十".contains(c));
        format!("{}{rest}", self.word("各", "All "))
    }

    fn name(&self, number: usize) -> String {
        let names = ["示例省教育厅", "示例省人力资源和社会保障厅", "示例市局", "示例省市场监督管理局（知识产权局）"];
        let english = ["Ministry of Examples", "Sample Administration for Market Regulation", "Office of Tests"];
        if self.english {
            format!("{} {number}", english[number % english.len()])
        } else {
            format!("{}{}", names[number % names.len()], ["", "一处", "二处", "三处"][number / names.len() % 4])
        }
    }

    fn notice(&mut self, recipe: &Recipe) {
        self.field("版式", "Layout", recipe.layout.name());
        self.field("语言", "Language", if self.english { "en" } else { "zh-CN" });
        let stamps = [("份号", "Copy number", "000012"), ("密级", "Classification", "机密★1年"), ("紧急程度", "Urgency", "特急")];
        for ((chinese, english, value), wanted) in stamps.into_iter().zip(recipe.stamps) {
            // Grades of secrecy and urgency are Chinese words.
            if wanted && (!self.english || english == "Copy number") {
                self.field(chinese, english, value);
            }
        }
        self.line(if self.english { "Issuers:" } else { "发文机关：" });
        (0..recipe.issuers).for_each(|number| self.line(&format!("- {}", self.name(number))));
        if recipe.layout == Layout::Order {
            self.fixed(("令号", "Order number"), ("第12号", "No. 12"));
        } else if recipe.layout != Layout::Briefing {
            // A briefing has the number of its issue.
            self.fixed(("发文字号", "Document number"), ("示教发〔2026〕3号", "Shi Jiao [2026] No. 3"));
        }
        if recipe.approvers > 0 && recipe.layout == Layout::Official {
            let names = ["张三", "欧阳某某", "李四"][..recipe.approvers.min(3)].join("、");
            self.field("签发人", "Approved by", &names);
        }
        if recipe.layout == Layout::Briefing {
            self.field("期号", "Issue", "15");
            let editor = self.name(1);
            self.field("编印", "Edited by", &editor);
        }
        if recipe.layout != Layout::Order {
            let title = self.plain(recipe.title);
            self.field("标题", "Title", &title);
            let recipients = self.plain(recipe.recipients);
            self.field("主送", "To", recipients.trim_end_matches([':', '：']));
        }
        self.line("");
        let opening = self.plain(30);
        self.line(&opening);
        self.pieces(&recipe.body);
        for number in 0..recipe.contacts {
            let name = self.name(number);
            self.field(["单位", "联系人", "地址"][number % 3], ["Office", "Contact", "Address"][number % 3], &name);
        }
        if recipe.layout == Layout::Minutes {
            let people = self.plain(40);
            self.field("出席", "Present", &people);
        }
        self.line("");
        self.line(if self.english { "Signed:" } else { "署名：" });
        (0..recipe.issuers).for_each(|number| self.line(&format!("- {}", self.name(number))));
        self.fixed(("成文日期", "Date"), ("2026年10月31日", "October 31, 2026"));
        if recipe.sealed {
            self.fixed(("用印", "Sealed"), ("是", "yes"));
        }
        if recipe.note {
            let note = self.plain(12);
            self.field("附注", "Note", &note);
        }
        if recipe.copies > 0 {
            let copies = self.plain(recipe.copies);
            self.field("抄送", "Cc", copies.trim_end_matches('。'));
        }
        if recipe.printed {
            let organ = self.name(0);
            let day = self.word("2026年11月3日", "November 3, 2026");
            let value = format!("{organ}　{day}");
            self.field("印发", "Printed by", &value);
        }
        for (index, (landscape, pieces)) in recipe.annexes.iter().enumerate() {
            let title = self.plain(14);
            let (word, lying) = (self.word("附件", "Annex "), self.word("｜横排", " | landscape"));
            let lying = if *landscape { lying } else { "" };
            let (open, close) = if self.english { ("[", "] ") } else { ("【", "】") };
            let line = format!("{open}{word}{}{lying}{close}{title}", index + 1);
            self.line(&line);
            self.pieces(pieces);
        }
        for (index, length) in std::mem::take(&mut self.notes).into_iter().enumerate() {
            let text = self.plain(length);
            self.line(&format!("[^n{index}]: {text}"));
        }
    }

    fn mark(&mut self, note: usize) -> String {
        self.notes.push(note);
        format!("[^n{}]", self.notes.len() - 1)
    }

    fn pieces(&mut self, pieces: &[Piece]) {
        for piece in pieces {
            match piece {
                Piece::Text(length, note) => {
                    let text = self.plain(*length);
                    let mark = note.map(|note| self.mark(note)).unwrap_or_default();
                    self.line(&format!("{text}{mark}"));
                }
                Piece::Heading(level, length) => {
                    let sign =
                        if self.english { ["#. ", "(#) ", "(a) ", "(i) "] } else { ["#、", "（#）", "#. ", "（＃）"] };
                    let heading: String = self.plain(*length).chars().filter(|c| !"。！？；：.?!;:".contains(*c)).collect();
                    self.line(&format!("{}{}", sign[*level], heading.trim()));
                }
                Piece::RunIn(length) => {
                    let text = self.plain(*length);
                    let lead = self.word("（#）加强领导。", "(#) Lead well. ");
                    self.line(&format!("{lead}{text}"));
                }
                Piece::List(count, length) => {
                    for _ in 0..*count {
                        let text = self.plain(*length);
                        self.line(&format!("- {text}"));
                    }
                }
                Piece::Table { columns, rows, cell, head } => {
                    self.caption(*cell);
                    self.row(*columns, *head);
                    self.line(&"|---".repeat(*columns));
                    (0..*rows).for_each(|row| self.row(*columns, cell * (row % 3 + 1) / 3));
                }
                Piece::NotedTable { cell, note } => {
                    self.row(2, 6);
                    self.line("|---|---|");
                    let (text, mark) = (self.plain(*cell), self.mark(*note));
                    self.line(&format!("| 1 | {text}{mark} |"));
                    self.row(2, 20);
                }
                Piece::Figure { width, height, caption } => {
                    let path = format!("{width}x{height}.png");
                    let picture = Picture::claimed(Vec::new(), PictureFormat::Png, *width, *height);
                    self.images.insert(path.clone(), Ok(picture));
                    let caption = if *caption > 0 { self.plain(*caption) } else { String::new() };
                    self.line(&format!("![{caption}]({path})"));
                }
                Piece::PageBreak => self.line(if self.english { "[Page break]" } else { "【分页】" }),
            }
        }
    }

    fn caption(&mut self, cell: usize) {
        if cell.is_multiple_of(2) {
            let caption = self.plain(cell % 40 + 3);
            self.field("表", "Table", &caption);
        }
    }

    fn row(&mut self, columns: usize, length: usize) {
        let cells: Vec<String> = (0..columns).map(|column| self.text(length * (column % 3 + 1) / 2)).collect();
        self.line(&format!("| {} |", cells.join(" | ")));
    }
}

const CHINESE: &str = "各地要把质量提升行动摆在突出位置，结合实际制定方案，明确责任人和完成时限；对检查中发现的问题，\
    应当于2026年12月31日前整改到位。重点检查“三查一回访”落实情况、《示例省质量条例》执行情况（含2025年度遗留问题）、\
    12315平台投诉办理情况，抽查比例不低于30%，涉及资金3.5亿元。工作中既要防止“一刀切”，又要避免走过场：能当场改正的当场改正，\
    需要时间的列出清单——逐项销号。有关数据通过QMS-2026系统报送，联系电话000-00000000……不得迟报、漏报！为什么要强调这一点？\
    因为去年有12个单位的报表（共计1,204份）没有按时送达，影响了全省的汇总和通报。";

const ENGLISH: &str = "All counties shall give priority to the quality campaign, draw up a plan, and name those responsible; \
    defects found during the inspection (including those left over from 2025) have to be remedied by December 31, 2026. The \
    share of samples is at least 30%, and the budget amounts to 3.5 million yuan. “One size fits all” is to be avoided: what \
    can be fixed at once is fixed at once, and everything else goes into a well-documented list. Data are reported through \
    the QMS-2026 system, without delay and without omissions! Why does that matter? Because twelve offices were late last \
    year, and the summary for the whole province could not be published on time. ";
