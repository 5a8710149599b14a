//! Parts of the tail and of annexes: the list of annexes, who signs, notes, the imprint, heads of annexes.

use super::super::super::shape::{AnnexLine, Imprint, Shape};
use super::super::roles::Role;
use super::{NEVER, Scorer, Tally};

impl Scorer<'_> {
    pub(super) fn annex_note(&self, role: Role, at: usize, tally: &mut Tally) {
        let shape = &self.shapes[at];
        tally.points = -40;
        match shape.annex {
            Some(AnnexLine::Named { numbered }) => {
                tally.add(72, "以“附件：”开头，后面是名称", "附件 with a name behind it");
                tally.less(numbered && !shape.closed.contains("附件："), 6);
                tally.less(shape.length > 160, 20);
            }
            Some(AnnexLine::Head { numbered: false, colon: true }) => {
                let entry = self.neighbour(at, 1).is_some_and(|next| is_entry(next, true));
                tally.add(42, "“附件：”单独一行", "附件 on a line of its own");
                tally.when(entry, 30, "下面逐项编号", "numbered entries below");
            }
            Some(AnnexLine::Head { numbered: false, colon: false }) => {
                tally.when(
                    role == Role::LateNote && self.neighbour(at, 1).is_some_and(|next| is_file(&next.closed)),
                    70,
                    "下面是附件的文件名",
                    "names of files below",
                );
                let entry = role == Role::AnnexNote
                    && self.neighbour(at, 1).is_some_and(|next| next.closed.starts_with("1") && is_entry(next, true));
                tally.when(entry, 46, "下面逐项编号", "numbered entries below");
            }
            _ if role == Role::LateNote && is_file(&shape.closed) => {
                tally.add(62, "附件的文件名", "the name of an attached file")
            }
            _ => tally.points = NEVER,
        }
        // What follows an annex of its own pages is no list.
        if role == Role::LateNote && shape.annex.is_some() {
            let long = (1..=3).filter_map(|by| self.neighbour(at, by)).any(|next| {
                next.stopped && (next.length > 12 || !next.chinese) || next.ready || next.structural && !is_entry(next, true)
            });
            tally.less(long && !is_file(&shape.closed), 34);
        }
        tally.less(shape.sentences || shape.closed.ends_with('。'), 44);
    }

    pub(super) fn annex_entry(&self, role: Role, at: usize, tally: &mut Tally) {
        let shape = &self.shapes[at];
        tally.points = -26;
        if shape.ready || shape.day || shape.named_day {
            tally.points = NEVER;
            return;
        }
        tally.when(is_entry(shape, false), 50, "编号的附件名称", "a numbered name of an annex");
        tally.when(
            matches!(shape.annex, Some(AnnexLine::Named { numbered: true })),
            56,
            "以“附件N”开头",
            "it begins with 附件 and a number",
        );
        tally.when(is_file(&shape.closed), 44, "文件名", "the name of a file");
        tally.when(!shape.stopped && shape.as_annex && shape.organs < 80, 22, "像附件的名称", "like the name of an annex");
        let before = self.neighbour(at, -1);
        let open = before.is_some_and(|before| unclosed(&before.closed) || before.closed.ends_with(['、', '（']));
        tally.when(open, 40, "接上一行", "it goes on with the line before");
        // Below the signature only what has a number, or the ending of a file, is sure to be no text of an annex.
        let sure =
            is_entry(shape, false) || is_file(&shape.closed) || matches!(shape.annex, Some(AnnexLine::Named { numbered: true }));
        tally.less(role == Role::LateEntry && !(sure || open), 60);
        tally.less(shape.sentences || shape.closed.ends_with('。'), 50);
        tally.less(shape.organs >= 80 && !is_entry(shape, false), 40);
        tally.less(shape.length > 160 || shape.bracketed && !open, 30);
    }

    pub(super) fn signatory(&self, role: Role, at: usize, tally: &mut Tally) {
        use super::super::super::block::Align;
        let shape = &self.shapes[at];
        tally.points = -44;
        if shape.day
            || shape.structural
            || shape.stopped
            || shape.colon
            || shape.marked
            || shape.length > if shape.chinese { 90 } else { 110 }
            || shape.annex.is_some()
            || shape.imprint.is_some()
            || shape.furniture > 0
        {
            tally.points = NEVER;
            return;
        }
        let organ = shape.organs;
        tally.when(organ >= 80, 56, "是机关名称", "a name of an organ");
        tally.when((40..80).contains(&organ), 40, "像机关名称", "like a name of an organ");
        tally.when(shape.signer, 58, "职务和姓名", "a post and a name");
        tally.when(shape.person && organ < 40, 16, "像姓名", "like a name");
        // Below 正本 and 副本 only a post and a name sign.
        let below =
            role == Role::SignatoryAfter && self.neighbour(at, -1).is_some_and(|before| before.imprint == Some(Imprint::Field));
        tally.less(below && (!shape.signer || shape.closed.contains('：')), 90);
        tally.when(below && shape.signer, 30, "职务和姓名", "a post and a name");
        // What stands below a date that is signed above begins the text that is issued.
        let signed = role == Role::SignatoryAfter
            && self.neighbour(at, -1).is_some_and(|before| before.day)
            && self.neighbour(at, -2).is_some_and(|above| above.organs >= 80)
            && self.neighbour(at, 1).is_some_and(|next| super::super::titles::goes_on_from_organ(&next.closed));
        tally.less(signed, 70);
        let placed =
            role == Role::SignatoryAfter && (-3isize..0).filter_map(|by| self.neighbour(at, by)).any(|before| before.placed_day);
        tally.when(placed && shape.length <= 30, 50, "在日期和地点下面", "below a date and a place");
        let dated = self.neighbour(at, 1).is_some_and(|next| next.day || next.named_day)
            || role == Role::SignatoryAfter && self.neighbour(at, -1).is_some_and(|before| before.day);
        tally.when(dated, 12, "挨着日期", "beside the date");
        // A person and the post below, as English letters are signed.
        let names = (1isize..24).map_while(|by| self.neighbour(at, by)).find(|next| next.organs < 40 || next.chinese);
        let above = !shape.chinese && names.is_some_and(|next| next.day);
        tally.when(above && organ >= 40 && !dated, 14, "下面是职务、名称和日期", "names and a date below");
        let short = shape.length <= 30 && !shape.sentences && !shape.closed.contains(['，', '“', '、', '《']);
        tally.when(shape.facts.align == Align::Right && short, 26, "右对齐", "set right");
        tally.when(shape.facts.align == Align::Center && short && dated, 8, "居中", "centred");
        let seal = super::super::super::shape::behind::without_seal(&shape.closed).len() < shape.closed.len();
        tally.when(seal && organ >= 40, 10, "后面写着盖章", "with the place of a seal");
        tally.less(is_courtesy(&shape.closed) || shape.bracketed, 80);
        tally.less(!dated && organ < 40 && !shape.signer, 16);
        // `（陳大文代行）`
        let acting = shape.bracketed && shape.length <= 14 && shape.closed.contains("代行");
        tally.when(
            acting && self.neighbour(at, -1).is_some_and(|before| before.organs >= 80),
            150,
            "代行的人",
            "who acts for the post",
        );
        // Letters that are dated above their title are signed without a date.
        let masthead = self.shapes[..at.min(60)].iter().any(|above| above.organs >= 40 && above.closed == shape.closed);
        tally.when(self.dated_above && masthead && organ >= 40, 34, "与文首的名称相同", "the name of the masthead");
        tally.when(self.dated_above && !dated && organ >= 80, 16, "日期在标题以上", "the date stands above the title");
    }

    /// A long name whose end stands on the next line.
    pub(super) fn signatory_on_two_lines(&self, at: usize, tally: &mut Tally) {
        let (first, last) = (&self.shapes[at], &self.shapes[at + 1]);
        tally.points = NEVER;
        let plain = |shape: &Shape| {
            !(shape.stopped
                || shape.colon
                || shape.structural
                || shape.day
                || shape.bracketed
                || shape.marked
                || shape.imprint.is_some())
                && shape.annex.is_none()
                && shape.chinese
        };
        let dated = self.neighbour(at, 2).is_some_and(|next| next.day);
        let joined = format!("{}{}", first.closed, last.closed);
        let fits = plain(first)
            && plain(last)
            && dated
            && first.organs == 0
            && !first.closed.contains(['（', '('])
            && !is_courtesy(&first.closed)
            && (5..=24).contains(&first.length)
            && !first.closed.contains(['，', '、']);
        // `示例县新型病毒感染的肺炎疫情`, `防控工作领导小组办公室`: 的 stands in the name of a case, in the first line.
        let place = |text: &str| text.chars().take(8).any(|c| "省市县区旗镇乡".contains(c));
        let of_a_case = !first.genre && place(&first.closed) && !place(&last.closed) && last.organs >= 80;
        let organ = super::super::super::shape::is_organ(&joined)
            || of_a_case && super::super::super::shape::is_organ(&joined.replace('的', ""));
        if fits && organ {
            tally.points = 30;
            tally.add(16, "两行合起来是机关名称，下面是日期", "a name of an organ on two lines, a date below");
        }
    }

    pub(super) fn imprint(&self, at: usize, blocks: usize, tally: &mut Tally) {
        let shape = &self.shapes[at];
        tally.points = -60;
        if blocks == 2 {
            // The office on one line, the date with 印发 on the next.
            let next = &self.shapes[at + 1];
            let dated =
                next.imprint == Some(Imprint::Printed) && super::super::super::shape::days::behind(&next.closed).is_none();
            tally.when(
                dated && shape.organs >= 60 && shape.imprint.is_none(),
                160,
                "印发机关和印发日期",
                "the office that printed it and the day",
            );
            return;
        }
        match shape.imprint {
            Some(Imprint::Field) => tally.add(120, "抄送等字样", "a label of the imprint"),
            Some(Imprint::Printed) => tally.add(120, "机关、日期和“印发”", "an organ, a date and 印发"),
            Some(Imprint::Copies) => tally.add(100, "印数", "how many were printed"),
            Some(Imprint::Old) => tally.add(64, "旧版记的字样", "a label of older imprints"),
            None => {}
        }
        // A list of those who get copies goes on in the next line.
        let before =
            self.neighbour(at, -1).is_some_and(|before| before.imprint == Some(Imprint::Field) && !before.closed.ends_with('。'));
        tally.when(
            before
                && shape.imprint.is_none()
                && !shape.day
                && (shape.closed.contains(['，', '、']) || shape.closed.ends_with('。'))
                && shape.length < 200,
            76,
            "接上一行抄送",
            "it goes on with those who get copies",
        );
    }

    /// Whether nothing but the page around the document stands below a line: `附件：` above files that a page offers.
    pub(super) fn is_last_word(&self, at: usize) -> bool {
        // A picture of a code may come first.
        let next = self.neighbour(at, 1).filter(|next| !next.ready).or_else(|| self.neighbour(at, 2));
        next.is_none_or(|next| next.facts.furniture || next.furniture >= 40)
    }

    pub(super) fn annex_head(&self, at: usize, tally: &mut Tally) {
        use super::super::super::block::Align;
        let shape = &self.shapes[at];
        tally.points = -44;
        match shape.annex {
            Some(AnnexLine::Head { numbered, colon }) => {
                tally.add(66, "“附件”单独一行", "附件 on a line of its own");
                tally.when(numbered, 14, "带序号", "with a number");
                tally.less(!numbered && self.is_last_word(at), 80);
                let entries =
                    !numbered && self.neighbour(at, 1).is_some_and(|next| next.closed.starts_with('1') && is_entry(next, true));
                tally.less(colon && entries, 40);
            }
            Some(AnnexLine::Named { numbered }) => {
                tally.add(if numbered { 40 } else { 36 }, "“附件”和标题", "附件 with a title");
                let more = self.neighbour(at, 1).is_some_and(|next| {
                    matches!(next.annex, Some(AnnexLine::Named { .. })) || is_entry(next, true) && !next.stopped
                });
                tally.less(more, 24);
                tally.less(is_file(&shape.closed), 50);
                tally.less(at + 1 == self.shapes.len(), 20);
                tally.when(
                    self.neighbour(at, 1)
                        .is_some_and(|next| next.ready || next.stopped || next.colon || next.facts.align == Align::Center),
                    10,
                    "下面是内容",
                    "its text below",
                );
            }
            None => {}
        }
        tally.less(shape.stopped || shape.sentences, 50);
    }
}

/// Whether a line is a formula that ends a letter.
fn is_courtesy(closed: &str) -> bool {
    ["特此", "此致", "敬礼", "敬禮", "专此", "專此", "盖章", "谢谢", "祝", "顺祝", "順祝", "顺颂", "順頌", "敬颂", "敬頌", "敬祝"]
        .iter()
        .any(|word| closed.starts_with(word))
}

pub(super) fn is_note(shape: &Shape) -> bool {
    let closed = shape.closed.as_str();
    shape.bracketed
        && [
            "此件",
            "本文有删减",
            "有删减",
            "联系人",
            "联系电话",
            "信息公开",
            "本件",
            "此文",
            "公开发布",
            "主动公开",
            "依申请公开",
            "不予公开",
            "联系单位",
            "聯絡人",
            "聯繫人",
            "发至",
            "此页无正文",
            "传达至",
            "登报",
            "不登报",
            "附件请",
            "附件略",
            "附件另发",
            "只发",
            "咨询电话",
        ]
        .iter()
        .any(|word| closed.contains(word))
}

pub(super) fn note(shape: &Shape, tally: &mut Tally) {
    tally.points = -36;
    let closed = shape.closed.as_str();
    tally.when(is_note(shape), 84, "括号里的附注", "a note in brackets");
    let label = ["附注：", "附註：", "附注:"].iter().any(|label| closed.starts_with(label));
    tally.when(label, 90, "以“附注”开头", "it begins with 附注");
    tally.when(!is_note(shape) && shape.bracketed && shape.length <= 40, 20, "在括号里", "in brackets");
    if !is_note(shape) && !label && !shape.bracketed {
        tally.points = NEVER;
    }
    tally.less(shape.number || shape.length > 160, 60);
}

pub(super) fn is_contact(closed: &str) -> bool {
    [
        "联系人",
        "联系电话",
        "电话",
        "传真",
        "地址",
        "邮编",
        "邮箱",
        "电子邮箱",
        "单位",
        "网址",
        "联系单位",
        "聯絡人",
        "電話",
        "承辦人",
        "地　址",
        "咨询电话",
        "监督电话",
        "举报电话",
        "联系地址",
        "Contact",
        "Phone",
        "Email",
        "Tel",
        "E-mail",
        "Enquiries",
    ]
    .iter()
    .any(|word| closed.strip_prefix(word).is_some_and(|rest| rest.starts_with(['：', ':'])))
}

/// An entry of a list of annexes: a number and a name, no sentence.
pub(in super::super) fn is_entry(shape: &Shape, sure: bool) -> bool {
    let closed = shape.closed.trim_start_matches(['（', '(', '【']);
    let digits = closed.len()
        - closed
            .trim_start_matches(|c: char| {
                c.is_ascii_digit() || "０１２３４５６７８９一二三四五六七八九十①②③④⑤⑥⑦⑧⑨⑩⒈⒉⒊⒋⒌⒍⒎⒏⒐".contains(c)
            })
            .len();
    let behind = &closed[digits..];
    let circled = closed.starts_with(|c| "①②③④⑤⑥⑦⑧⑨⑩⒈⒉⒊⒋⒌⒍⒎⒏⒐".contains(c));
    let marked = digits > 0 && (circled || behind.starts_with(['.', '．', '、', '）', ')', '：', ':', '】'])) && !shape.ready;
    marked && !shape.sentences && !shape.closed.ends_with('。') && shape.length <= 120 && (!sure || shape.length >= 3)
}

pub(super) fn is_file(closed: &str) -> bool {
    let lower = closed.trim_end_matches(['）', ')']).to_lowercase();
    [".doc", ".docx", ".xls", ".xlsx", ".pdf", ".wps", ".et", ".zip", ".rar", ".ofd", ".ppt", ".pptx", ".jpg", ".png"]
        .iter()
        .any(|ending| lower.ends_with(ending))
}

pub(super) fn unclosed(closed: &str) -> bool {
    closed.matches('《').count() > closed.matches('》').count() || closed.matches('（').count() > closed.matches('）').count()
}
