//! Short correct notices to begin with, one a kind of document. Their offices are fictitious.

use crate::say;
use crate::say::Say;

/// A notice to begin with.
#[derive(Clone, Copy, Debug)]
pub struct Start {
    /// What it is called in requests, and the stem of its file.
    pub name: &'static str,
    /// The draft.
    pub text: &'static str,
}

macro_rules! start {
    ($name:literal) => {
        Start { name: $name, text: include_str!(concat!("starts/", $name, ".notice")) }
    };
}

/// Every one of them, by kind of document, the commonest first.
pub const STARTS: [Start; 20] = [
    start!("official"),
    start!("issued"),
    start!("forwarded"),
    start!("meeting"),
    start!("request"),
    start!("report"),
    start!("reply"),
    start!("letter"),
    start!("minutes"),
    start!("order"),
    start!("decision"),
    start!("opinion"),
    start!("bulletin"),
    start!("announcement"),
    start!("circular"),
    start!("briefing"),
    start!("open-letter"),
    start!("joint"),
    start!("traditional"),
    start!("english"),
];

impl Start {
    /// The sample that is called so: by its name, or by the Chinese word for the kind or the layout.
    ///
    /// ```
    /// assert_eq!(zhumo::preview::Start::find("请示").map(|start| start.name), Some("request"));
    /// ```
    #[must_use]
    pub fn find(name: &str) -> Option<&'static Self> {
        STARTS.iter().find(|start| start.name == name || start.words().contains(&name))
    }

    /// The Chinese words by which it is asked for.
    #[must_use]
    pub fn words(&self) -> &'static [&'static str] {
        match self.name {
            "official" => &["公文", "通知"],
            "issued" => &["印发", "印发通知"],
            "forwarded" => &["转发", "转发通知"],
            "meeting" => &["会议通知"],
            "request" => &["请示"],
            "report" => &["报告"],
            "reply" => &["批复"],
            "letter" => &["函", "信函"],
            "minutes" => &["纪要", "会议纪要"],
            "order" => &["令", "命令", "命令（令）"],
            "decision" => &["决定"],
            "opinion" => &["意见", "实施意见"],
            "bulletin" => &["通报"],
            "announcement" => &["公告"],
            "circular" => &["通告"],
            "briefing" => &["简报"],
            "open-letter" => &["公开信"],
            "joint" => &["联合行文"],
            "traditional" => &["繁体", "繁體"],
            _ => &["英文"],
        }
    }

    /// What a person reads in a list of them.
    #[must_use]
    pub fn label(&self) -> Say {
        match self.name {
            "official" => say!("通知", "Notice"),
            "issued" => say!("印发通知", "Notice that issues a text"),
            "forwarded" => say!("转发通知", "Notice that forwards a text"),
            "meeting" => say!("会议通知（附回执）", "Notice of a meeting, with a reply form"),
            "request" => say!("请示", "Request (请示)"),
            "report" => say!("报告", "Report"),
            "reply" => say!("批复", "Reply (批复)"),
            "letter" => say!("函", "Letter"),
            "minutes" => say!("纪要", "Minutes"),
            "order" => say!("命令（令）", "Order"),
            "decision" => say!("决定", "Decision (决定)"),
            "opinion" => say!("意见", "Opinion (意见)"),
            "bulletin" => say!("通报", "Circular of praise or criticism (通报)"),
            "announcement" => say!("公告", "Announcement (公告)"),
            "circular" => say!("通告", "Public notice (通告)"),
            "briefing" => say!("简报", "Briefing"),
            "open-letter" => say!("公开信", "Open letter"),
            "joint" => say!("联合行文", "Joint notice"),
            "traditional" => say!("繁体公文", "Notice in Traditional Chinese"),
            _ => say!("英文公文", "Notice in English"),
        }
    }

    /// What this kind has to have, or is easily got wrong.
    #[must_use]
    pub fn about(&self) -> Say {
        match self.name {
            "official" => say!(
                "下行文的通用格式；一个附件，附件说明由程序编号。",
                "The usual form of a document to those below, with one annex; the program numbers the list of annexes."
            ),
            "issued" => say!(
                "被印发的文件写在 `【印发】` 之后，另起一页，不是附件，附件说明里不列。",
                "What is issued stands behind `【印发】`, on a page of its own; it is no annex, and the list of annexes does not name it."
            ),
            "forwarded" => say!(
                "被转发的文件保留自己的发文字号、主送机关和署名。",
                "What is forwarded keeps its own document number, recipients and signature."
            ),
            "meeting" => say!(
                "时间、地点、参加人员分条写；回执是附件里的表，待填的行自动留够高度。",
                "Time, place and who takes part are sections; the reply form is a table of the annex, whose empty rows are high enough to write in."
            ),
            "request" => say!(
                "上行文：写签发人，只主送一个上级机关，一文一事，结语请示，附注写联系人。",
                "A document to those above: with its approver, to one recipient, about one matter, with a request at its end and a contact in the note."
            ),
            "report" => say!(
                "上行文：写签发人；报告里不夹带请示事项。",
                "A document to those above, with its approver; it asks for nothing."
            ),
            "reply" => say!(
                "批复引用来文的标题和发文字号，先表明态度，再提要求。",
                "It cites title and number of the request, says yes or no, then what is asked for."
            ),
            "letter" => say!(
                "平行文，用信函格式：双线、发文字号在右上角，没有印发机关。",
                "To an office of the same rank, in the form of a letter: double rules, the number at the upper right, nobody who prints it."
            ),
            "minutes" => say!(
                "标志写会议纪要的名称，出席、列席写在正文之后，不署名、不盖章。",
                "The mark is the name of the minutes; who was present stands behind the text; nobody signs, and there is no seal."
            ),
            "order" => say!(
                "只有令号，没有标题和主送机关；公布的规章写在 `【公布】` 之后。",
                "It has a number of its own, no title and no recipients; the regulation that it publishes stands behind `【公布】`."
            ),
            "decision" => say!(
                "对重要事项作出决策；废止的文件列成附件里的表。",
                "A decision on an important matter; what it abolishes is a table in the annex."
            ),
            "opinion" => say!(
                "提出见解和处理办法，分总体要求、主要任务、组织保障。",
                "Views on a matter and how to deal with it: aims, tasks, who answers for them."
            ),
            "bulletin" => {
                say!("表彰先进、批评错误、传达情况；名单用列表。", "Praises, criticises or reports; the names are a list.")
            }
            "announcement" => say!(
                "向社会宣布重要事项，没有主送机关；表有表题。",
                "Tells everybody of an important matter, and has no recipients; the table has a caption."
            ),
            "circular" => say!(
                "公布应当遵守或周知的事项，没有主送机关，结语可写“特此通告”。",
                "Says what is to be observed, and has no recipients; it may end in 特此通告."
            ),
            "briefing" => say!(
                "期号、编印单位、按语和报送、发送范围；没有发文字号和署名。",
                "With its issue, who edits it and to whom it goes; it has no document number and no signature."
            ),
            "open-letter" => say!(
                "没有版头和发文字号，称呼写在主送里。",
                "It has no masthead and no number; whom it addresses is its recipient."
            ),
            "joint" => say!(
                "几个机关联合行文：主办机关写在最前，只用主办机关的发文字号，每个机关都署名。",
                "Of several organs: the lead organ comes first and gives the number, and each of them signs."
            ),
            "traditional" => say!(
                "繁体文稿：字段名、标点和数字用法随文稿的语言。",
                "In Traditional Chinese: keywords, marks and figures follow the language of the draft."
            ),
            _ => say!("英文文稿：层次序数用 `1.`、`(1)`、`(a)`。", "In English: sections are numbered `1.`, `(1)`, `(a)`."),
        }
    }
}
