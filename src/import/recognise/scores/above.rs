//! Parts of the head: the red head, numbers, the issue, fields, recipients.

use super::super::super::shape::Shape;
use super::super::roles::Role;
use super::super::titles;
use super::{NEVER, Scorer, Tally};

impl Scorer<'_> {
    pub(super) fn mark(&self, at: usize, tally: &mut Tally) {
        let shape = &self.shapes[at];
        let closed = shape.closed.as_str();
        tally.points = -30;
        if shape.length > 46 || shape.stopped || shape.sentences || closed.contains("关于") || closed.contains("關於") {
            tally.points = NEVER;
            return;
        }
        // Entries of a menu.
        let menu = ["政府文件", "政策文件", "部门文件", "上级文件", "相关文件", "本级文件", "最新文件", "其他文件", "单位文件"];
        tally.less(menu.contains(&closed) && !shape.facts.red, 90);
        let file = closed.ends_with("文件");
        let of_organ = file && super::super::super::shape::is_organ(closed.trim_end_matches("文件"));
        tally.when(
            file && shape.length >= 4,
            if of_organ || shape.facts.red { 70 } else { 34 },
            "以“文件”结尾",
            "it ends in 文件",
        );
        tally.less(shape.furniture > 0, 50);
        tally.when(closed == "令", 50, "只有“令”字", "nothing but 令");
        tally.when(closed == "文件", 50, "只有“文件”二字", "nothing but 文件");
        let telegram = closed.ends_with("发电") && super::super::super::shape::is_organ(closed.trim_end_matches("发电"));
        tally.when(telegram, 90, "以“发电”结尾", "it ends in 发电");
        let order = closed.ends_with("令") && shape.length >= 4 && !closed.contains(['《', '、', '：']);
        let next_number = (1..=3)
            .filter_map(|by| self.neighbour(at, by))
            .any(|next| next.number || next.closed.starts_with("第") && next.closed.ends_with(['号', '號']));
        tally.when(order && next_number, 75, "以“令”结尾，下面是令号", "it ends in 令, with a number below");
        tally.when(order && !next_number, 20, "以“令”结尾", "it ends in 令");
        let brief = ["简报", "簡報", "纪要", "紀要", "快报", "专报", "信息专报"].iter().any(|word| closed.ends_with(word))
            && shape.length >= 4
            && shape.length < 40;
        let issued = (1..=2).filter_map(|by| self.neighbour(at, by)).any(|next| next.number || next.issue);
        tally.when(brief, 36, "简报或纪要的名称", "the name of a briefing or of minutes");
        tally.when(brief && issued, 50, "下面是期号或文号", "an issue or a number below");
        tally.when(closed.ends_with("任免通知") || closed.ends_with("专用函"), 20, "专用标志", "a mark of its own");
        let organ = shape.organs >= 80 && !brief;
        tally.when(organ, 22, "是机关名称", "a name of an organ");
        let at_once = self.neighbour(at, 1).is_some_and(|next| next.number && !next.closed.starts_with('第'));
        tally.when(self.order == Some(at), 40, "命令的标志", "the mark of an order");
        tally.when(organ && at_once, 20, "下面一行是文号", "a document number on the next line");
        tally.when((brief || order) && self.again[at], 60, "与网页的标题相同", "the same as the title that the file names");
        tally.when(organ && next_number, 14, "下面是文号", "a document number below");
        let then_file = (1..=6)
            .filter_map(|by| self.neighbour(at, by))
            .take_while(|next| next.organs >= 60 || ends_a_mark(&next.closed))
            .any(|next| ends_a_mark(&next.closed));
        tally.when(organ && then_file, 30, "下面以“文件”结尾", "文件 below");
        tally.when(shape.facts.red, 36, "红色", "red");
        tally.when(shape.facts.size > self.size + 12 && self.size > 0, 10, "字号特大", "very large type");
        let centred = shape.facts.align == super::super::super::block::Align::Center;
        let titled = self.again.get(at + 1).copied().unwrap_or(false);
        let inside = self.first.is_some_and(|first| first < at);
        tally.when(
            organ && (centred || inside) && titled && !shape.facts.furniture,
            34,
            "居中，下面是标题",
            "centred, with the title below",
        );
        // Organs above 关于 are the first lines of the title; below a red head a number comes first.
        let below = (1..=5).filter_map(|by| self.neighbour(at, by)).find(|next| next.organs < 60);
        tally.less(below.is_some_and(|next| titles::goes_on_from_organ(&next.closed)) && !file && !shape.facts.red, 30);
        tally.when(
            (at < 3 && next_number || at_once) && (40..60).contains(&shape.organs) && !shape.chinese,
            46,
            "下面是文号",
            "a document number below",
        );
        // Between a mark and the title stand numbers and names, and no part of the page.
        // Entries of a menu are beside each other.
        let beside = |by| self.neighbour(at, by).is_some_and(|near: &Shape| near.length > 2 && near.closed.ends_with("文件"));
        tally.less(file && !shape.facts.red && (beside(1) || beside(-1)), 60);
        let barred = self.first.filter(|first| at < *first).is_some_and(|first| !self.shapes[at + 1..first].iter().all(is_head));
        tally.less(barred && self.order != Some(at), 60);
        // What nothing speaks for is rather part of the page around the document.
        tally.less(tally.points <= -30, 30);
        tally.less(shape.structural || shape.colon, 60);
    }

    pub(super) fn number(&self, at: usize, tally: &mut Tally) {
        let shape = &self.shapes[at];
        tally.points = -60;
        let order = shape.closed.starts_with('第');
        tally.when(shape.number && !order, 105, "整行是发文字号", "all of the line is a document number");
        tally.when(shape.number && order, 85, "整行是令号或编号", "all of the line is the number of an order");
        // Where the title does not follow at once, the number of a circular is no line of it.
        let labelled = self.neighbour(at, 1).is_some_and(|next| super::super::is_letter_label(&next.closed));
        tally.when(
            !shape.number && labelled && super::super::super::shape::is_named_serial(&shape.closed),
            105,
            "通告的编号，下面是档号、日期等",
            "the number of a circular, with labels below",
        );
    }

    pub(super) fn editor(&self, at: usize, tally: &mut Tally) {
        let shape = &self.shapes[at];
        tally.points = -40;
        let near = (-3isize..=2)
            .filter_map(|by| self.neighbour(at, by))
            .any(|near| near.issue || near.closed.starts_with('〔') && near.number);
        tally.when(near && (shape.organs >= 60 || days_behind(shape)), 70, "期号旁边的单位", "an office beside the issue");
        if shape.length > 60 || shape.furniture > 0 || tally.points < 0 {
            tally.points = NEVER;
        }
    }

    pub(super) fn head_date(&self, role: Role, at: usize, tally: &mut Tally) {
        let shape = &self.shapes[at];
        tally.points = -60;
        tally.when(shape.day, 78, "整行是日期", "all of the line is a date");
        let bare = shape.closed.trim_matches(['（', '）', '(', ')']);
        let published = shape.length <= 30 && bare.starts_with("20") && bare.len() >= 10 && bare.is_ascii();
        tally.when(
            !shape.day && role == Role::DateBelow && published && bare.bytes().filter(u8::is_ascii_digit).count() >= 8,
            70,
            "日期和时间",
            "a date and a time",
        );
    }

    pub(super) fn field(&self, at: usize, tally: &mut Tally) {
        let shape = &self.shapes[at];
        tally.points = -60;
        let near = self.records_near(at);
        tally.when(shape.field.is_some() && near < 2, 110, "文稿的字段", "a field of a draft");
        // Addresses and the like above a letter in the form of Taiwan.
        let letter = (-8isize..=8).filter_map(|by| self.neighbour(at, by)).any(|near| {
            ["受文者", "發文字號", "發文日期", "致：", "本署檔號", "本局檔號", "來函檔號"]
                .iter()
                .any(|label| near.closed.starts_with(label))
        });
        tally.when(
            letter && super::super::is_letter_line(&shape.closed),
            100,
            "函的受文者以上各行",
            "a line above the recipients of a letter",
        );
    }

    pub(super) fn subtitle(&self, role: Role, at: usize, tally: &mut Tally) {
        let shape = &self.shapes[at];
        let closed = shape.closed.as_str();
        tally.points = -30;
        let adopted = !shape.bracketed && super::super::super::shape::serials::is_adoption(closed);
        if !shape.bracketed && !adopted && (shape.colon || shape.stopped || shape.sentences || shape.length > 60) || shape.record
        {
            tally.points = NEVER;
            return;
        }
        let passed = ["通过", "發布", "发布", "公布", "修订", "修正", "施行", "批准", "通過", "印发"]
            .iter()
            .any(|word| closed.contains(word));
        let draft = ["征求意见稿", "草案", "试行", "暂行", "代拟稿", "送审稿", "讨论稿", "修订", "摘要", "节选", "稿", "第"]
            .iter()
            .any(|word| closed.contains(word));
        let remark = draft && shape.length <= 24;
        tally.when(
            shape.bracketed && passed && !remark && shape.length <= 200,
            58,
            "题注：括号里说何时通过、发布",
            "a note in brackets on when it was passed",
        );
        tally.when(adopted, 92, "题注：何时通过、施行", "a note on when it was passed or begins to hold");
        tally.when(shape.bracketed && remark, 40, "括号里的说明", "a remark in brackets");
        tally.when(shape.bracketed && shape.length <= 24, 12, "标题下的括号", "brackets below the title");
        tally.when(closed.starts_with("——") && shape.length <= 60, 56, "以破折号开头", "it begins with a dash");
        tally.when(role == Role::PartNote && shape.day, 40, "标题下的日期", "a date below the title");
        tally.when(shape.facts.align == super::super::super::block::Align::Center, 8, "居中", "centred");
        tally.less(shape.number, 60);
        // An organ above the number, as English letters have it, is the masthead.
        let organ = shape.organs >= if shape.chinese { 80 } else { 40 } || ends_a_mark(closed);
        let titled = self.neighbour(at, 1).is_some_and(|next| next.number || ends_a_mark(&next.closed))
            || self.again.get(at + 1) == Some(&true);
        tally.less(organ && titled, 40);
        tally.less(self.again[at], 60);
        tally.less(shape.furniture > 0, 60);
    }

    /// Who signs, between the title and the text, as communiqués have it: `示例市统计局`, `（省水利厅　一九九九年二月二十日）`.
    pub(super) fn signed_below(&self, at: usize, tally: &mut Tally) {
        let shape = &self.shapes[at];
        tally.points = -60;
        let dated = [-1, 1].iter().filter_map(|by| self.neighbour(at, *by)).any(|near| near.day);
        tally.when(shape.organs >= 60 && dated, 70, "标题下的机关名称，挨着日期", "an organ below the title, beside a date");
        tally.when(shape.named_day, 74, "标题下的机关名称和日期", "an organ and a date below the title");
    }

    /// Organs alone between the title or the number and a sentence, without a colon.
    fn are_recipients(&self, at: usize) -> bool {
        let shape = &self.shapes[at];
        let above = self.neighbour(at, -1).is_some_and(|above| above.number || above.genre || above.bracketed);
        let Some(next) = self.neighbour(at, 1).filter(|_| above && !shape.structural && !shape.stopped) else { return false };
        let text = (next.stopped || next.sentences) && next.length > 12 || next.structural;
        // One organ signs as likely as it receives, unless the text speaks to it.
        let told = shape.organs >= 60 && next.closed.starts_with(['你', '贵']) && next.stopped;
        told || text && super::super::super::shape::serials::lists_organs(&shape.closed)
    }

    pub(super) fn recipients(&self, at: usize, blocks: usize, tally: &mut Tally) {
        // A line that ends in a mark of lists goes on.
        let open = self.shapes[at..at + blocks - 1].iter().filter(|line| line.closed.ends_with(['，', '、', '；', ','])).count();
        tally.points = -12 * (blocks as i32 - 1) + 9 * open as i32 - 16;
        let lines = &self.shapes[at..at + blocks];
        let last = &lines[blocks - 1];
        let joined: String = lines.iter().map(|shape| shape.closed.as_str()).collect();
        if lines.iter().any(|line| {
            line.marked
                || line.structural
                || line.sentences
                || line.day
                || line.number
                || line.annex.is_some()
                || line.imprint.is_some()
        }) || lines[..blocks - 1]
            .iter()
            .any(|line| line.colon || line.stopped || line.facts.align == super::super::super::block::Align::Center)
        {
            tally.points = NEVER;
            return;
        }
        let length = joined.chars().count();
        let spoken = [
            "如下",
            "说明",
            "說明",
            "以下",
            "包括",
            "为",
            "是",
            "要求",
            "通知",
            "内容",
            "安排",
            "apply",
            "follows",
            "following",
            "below",
            "主旨",
            "決定",
            "决定",
            "公告",
            "通告",
            "指出",
            "强调",
            "认为",
            "注意",
            "附件",
            "附",
            "规定",
            "办法",
            "意见",
            "精神",
            "事项",
            "事項",
            "日期",
            "时间",
            "地点",
            "来源",
            "曰",
            "说",
            "有",
            "问题",
            "议程",
            "声明",
            "选举",
            "决议",
            "提醒",
            "呼吁",
            "倡议",
            "建议",
            "承诺",
            "任命",
            "免去",
            "聘任",
        ];
        let bare = joined.trim_end_matches(['：', ':']);
        let dear = blocks == 1 && joined.starts_with("Dear") && joined.ends_with(',');
        let listed = blocks == 1 && !last.colon && self.are_recipients(at);
        if listed {
            tally.add(30, "全是机关名称，在正文上面", "names of organs alone, above the text");
        } else if !(last.colon || dear) || !(2..=420).contains(&length) || joined.contains(['。', '！', '？']) {
            tally.points -= 60;
        } else {
            tally.add(16, "以冒号结尾", "it ends in a colon");
        }
        let general = [
            "各",
            "人民政府",
            "委员会",
            "委員會",
            "局",
            "厅",
            "廳",
            "部门",
            "部門",
            "单位",
            "單位",
            "同志",
            "先生",
            "女士",
            "公司",
            "大学",
            "大學",
            "学院",
            "学校",
            "你",
            "贵",
            "貴",
            "代表",
            "委员",
            "們",
            "们",
            "用户",
            "市民",
            "朋友",
            "居民",
            "村民",
            "业主",
            "客户",
            "机关",
            "機關",
            "Dear",
            "All",
            "To",
            "处室",
            "科室",
            "院",
            "會",
            "会",
            "办",
            "政府",
            "中心",
            "全体",
            "全體",
            "会员",
            "企业",
            "家长",
            "考生",
            "同学",
            "处",
            "部",
            "委",
            "厂",
            "officers",
            "Heads",
            "Colleagues",
            "Members",
            "Students",
            "Staff",
            "行",
            "所",
            "党组",
            "法院",
            "站",
        ];
        tally.when(general.iter().any(|word| bare.contains(word)), 20, "写的是机关或对象", "it names organs or people");
        tally.when(
            bare.starts_with("各") || bare.starts_with("尊敬") || bare.starts_with("致"),
            8,
            "以“各”“尊敬的”开头",
            "it begins as recipients do",
        );
        let name = blocks == 1 && super::super::super::shape::names::person(bare.trim_end_matches("同志"));
        let above = self.neighbour(at, -1).is_some_and(|above| above.number || above.genre);
        tally.when(name && above, 18, "像姓名，在标题或文号下面", "like a name, below the title or the number");
        tally.when(at > 0, 2, "在标题下面", "below the title");
        tally.less(spoken.iter().any(|word| bare.ends_with(word)), 70);
        // A sentence that introduces what follows speaks of itself, or of a day.
        let own = ["我公司", "我局", "我单位", "我校", "我院", "本公司", "本局", "本行", "我行", "本院"];
        tally.less(own.iter().any(|word| bare.contains(word)), 50);
        tally.less(bare.contains('月') && bare.contains('日') && bare.contains(|c: char| c.is_ascii_digit()), 50);
        tally.less(
            bare.contains("现将")
                || bare.contains("根据")
                || bare.contains("關於")
                || bare.contains("关于")
                || bare.contains("为了")
                || bare.contains("为"),
            34,
        );
        tally.less(!last.chinese && bare.split(' ').count() > 1 && last.length > 60, 40);
        tally.less(!last.chinese && (bare.contains("When") || bare.contains("will") || bare.contains("the following")), 60);
        tally.less(bare.chars().filter(|c| c.is_alphanumeric()).count() < 2, 60);
        tally.less(last.furniture > 0, 30);
        // Lines of a list of recipients go on with a mark, or fill their line.
        let broken = lines[..blocks - 1]
            .iter()
            .any(|line| !line.closed.ends_with(['，', '、', ',', '；']) && line.length < 24 && !joined.contains('、'));
        let open = |line: &Shape| line.closed.ends_with([',', ';', '、', '，']);
        tally.less(!last.chinese && !lines[..blocks - 1].iter().all(open), 50);
        tally.less(broken, 40);
        tally.less(lines[..blocks - 1].iter().any(|line| line.genre || line.closed.contains("关于")), 60);
    }
}

/// Whether a line may stand between a mark and the title.
fn is_head(shape: &Shape) -> bool {
    shape.number
        || shape.day
        || shape.issue
        || shape.organs >= 40
        || ends_a_mark(&shape.closed)
        || shape.closed.contains("签发人")
        || shape.field.is_some()
        || days_behind(shape)
        || !super::super::head::marks(&shape.closed).is_empty()
        || shape.closed.bytes().all(|b| b.is_ascii_digit())
        || shape.furniture == 55
}

/// Whether a line ends a mark of several organs: `文件`, `令`, `示例省水利厅令`.
fn ends_a_mark(closed: &str) -> bool {
    let of_organ = |bare: &str| bare.is_empty() || super::super::super::shape::is_organ(bare);
    closed.strip_suffix("文件").or_else(|| closed.strip_suffix('令')).is_some_and(of_organ)
}

pub(super) fn head_mark(shape: &Shape, tally: &mut Tally) {
    tally.points = -60;
    let closed = shape.closed.as_str();
    let bare = closed.trim_start_matches("份号").trim_start_matches(['：', ':']).trim_start_matches(['№', 'N', 'o', '.', '０']);
    tally.when(
        (4..=8).contains(&bare.len()) && bare.bytes().all(|b| b.is_ascii_digit()) && closed.len() < 24,
        92,
        "份号",
        "a copy number",
    );
    let inner = ["内部事项", "普通事项", "重要事项", "一般事项", "内部资料", "内部文件"].contains(&closed);
    tally.when(inner, 110, "公司公文的事项类别", "what kind of matter a document of a company is");
    let parts = super::super::head::marks(closed);
    tally.when(!parts.is_empty(), 110, "密级或紧急程度", "classification or urgency");
}

pub(super) fn approver(shape: &Shape, tally: &mut Tally) {
    tally.points = -60;
    let label = ["签发人：", "签发人:", "簽發人：", "签发：", "会签人："].iter().any(|label| shape.closed.starts_with(label));
    tally.when(label && shape.length <= 60, 120, "以“签发人”开头", "it begins with 签发人");
}

pub(super) fn issue(shape: &Shape, tally: &mut Tally) {
    tally.points = if shape.issue { -60 } else { NEVER };
    tally.when(shape.issue, 100, "期号", "an issue");
}

pub(super) fn days_behind(shape: &Shape) -> bool {
    shape.named_day || super::super::super::shape::days::behind(&shape.closed).is_some()
}
