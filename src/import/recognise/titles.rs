//! Titles of one line or of several: judged whole, because a line alone says little.

use super::super::block::Align;
use super::super::shape::AnnexLine;
use super::roles::Role;
use super::tally::{NEVER, Scorer, Tally};

const GENRES: &[&str] = &[
    "通知",
    "通报",
    "意见",
    "决定",
    "决议",
    "公报",
    "公告",
    "通告",
    "报告",
    "请示",
    "批复",
    "议案",
    "函",
    "纪要",
    "命令",
    "令",
    "答复",
    "复函",
    "公示",
    "倡议书",
    "公开信",
    "一封信",
    "启事",
    "声明",
    "邀请函",
    "通報",
    "公報",
    "報告",
    "請示",
    "議案",
    "紀要",
    "決定",
    "決議",
    "意見",
    "批覆",
    "佈告",
    "布告",
    "批示",
    "通令",
    "指示",
    "说明",
    "提示",
    "提醒",
    "预警",
    "通知书",
    "告知书",
    "告示",
    "公函",
    "来函",
    "回复",
    "回函",
    "倡议",
    "承诺书",
    "感谢信",
    "慰问信",
    "表扬信",
    "贺信",
    "须知",
    "简报",
    "告市民书",
    "告家长书",
    "情况通报",
    "消息",
    "特別公布",
    "公佈",
    "通函",
    "通則",
    "公约",
    "致歉信",
    "道歉信",
    "答谢信",
    "证明信",
    "推荐信",
    "贺电",
    "唁电",
    "慰问电",
    "讣告",
    "决定书",
    "意见书",
    "告知单",
    "通知单",
    "预警信号",
    "澄清",
    "更正",
    "提案",
    "建议书",
    "确认书",
    "聘书",
];

const TEXTS: &[&str] = &[
    "办法",
    "规定",
    "方案",
    "细则",
    "条例",
    "规则",
    "章程",
    "规划",
    "计划",
    "要点",
    "总结",
    "讲话",
    "名单",
    "目录",
    "标准",
    "预案",
    "制度",
    "简介",
    "指引",
    "指南",
    "规范",
    "安排",
    "清单",
    "纲要",
    "措施",
    "规程",
    "一览表",
    "统计表",
    "明细表",
    "登记表",
    "申请表",
    "汇总表",
    "表",
    "回执",
    "样式",
    "格式",
    "模板",
    "意见",
    "建议",
    "目标",
    "任务分工",
    "分工",
    "行动",
    "工程",
    "守则",
    "准则",
    "公约",
    "协议",
    "协定",
    "试行",
    "暂行",
    "辦法",
    "規定",
    "細則",
    "規則",
    "計畫",
    "計劃",
    "須知",
    "議程",
    "议程",
    "日程",
    "流程",
    "流程图",
    "示意图",
    "图",
    "书",
    "材料",
    "提纲",
    "问答",
    "解读",
    "路线",
    "职责",
    "组成",
    "人员",
    "要求",
    "大纲",
    "条件",
    "程序",
    "体系",
    "意见稿",
    "草案",
    "决定",
    "报告",
    "通知",
];

/// Without a serial behind it: `…佈告二零二六年第45號`, `…通告第8/2026號`.
fn without_serial(closed: &str) -> &str {
    let Some(rest) = closed.strip_suffix(['号', '號']) else { return closed };
    let figure = |c: char| c.is_ascii_digit() || "〇○零一二三四五六七八九十百/第年".contains(c);
    let bare = rest.trim_end_matches(figure);
    if bare.len() < rest.len() && rest[bare.len()..].contains('第') && !bare.is_empty() { bare } else { closed }
}

pub(super) fn without_bracket(closed: &str) -> &str {
    let mut text = without_serial(closed);
    while let Some(rest) = text.strip_suffix(['）', ')', '〕', ']']) {
        match rest.rsplit_once(['（', '(', '〔', '[']) {
            Some((before, _)) if !before.is_empty() => text = before,
            _ => break,
        }
    }
    text.trim_end_matches(['》', '”', '！', '!'])
}

/// Whether a line ends in a kind of document, brackets behind it left out.
pub(super) fn ends_in_genre(closed: &str) -> bool {
    let bare = without_bracket(closed);
    GENRES.iter().any(|genre| bare.ends_with(genre)) || english_genre(bare)
}

fn english_genre(bare: &str) -> bool {
    if bare.chars().take(60).any(super::super::shape::is_han) {
        return false;
    }
    let lower: String = bare.chars().take(200).collect::<String>().to_lowercase();
    !bare.contains(super::super::shape::is_han)
        && [
            "notice",
            "circular",
            "announcement",
            "letter",
            "proposal",
            "memorandum",
            "invitation",
            "statement",
            "report",
            "order",
            "decision",
            "guidelines",
            "arrangements",
            "reminder",
            "regulations",
            "minutes",
            "briefing",
            "bulletin",
            "memo",
            "advisory",
            "notification",
            "policy",
        ]
        .iter()
        .any(|word| lower.contains(word))
}

/// Whether a line ends as annexes do.
pub(super) fn ends_as_annex(closed: &str) -> bool {
    let bare = without_bracket(closed);
    TEXTS.iter().any(|end| bare.ends_with(end)) || GENRES.iter().any(|end| bare.ends_with(end))
}

/// How likely blocks are the title of the notice, of the text it issues, or of an annex.
pub(super) fn score(scorer: &Scorer<'_>, role: Role, at: usize, blocks: usize, tally: &mut Tally) {
    let lines = &scorer.shapes[at..at + blocks];
    let last = &lines[blocks - 1];
    let joined: String = lines.iter().map(|line| line.closed.as_str()).collect();
    let length = joined.chars().count();
    let chinese = joined.contains(super::super::shape::is_han);
    let (most, usual) = if chinese { (120, 66) } else { (300, 120) };
    if length > most
        || lines
            .iter()
            .any(|line| line.ready || line.number || line.annex.is_some() && !line.facts.title || line.imprint.is_some())
    {
        tally.points = NEVER;
        return;
    }
    tally.points = -6 - 4 * (blocks as i32 - 1);
    let main = role == Role::Title;
    let exact = main && scorer.hint.as_ref().is_some_and(|hint| same(hint, &joined));
    tally.when(exact, 70, "与网页或文件的标题相同", "the same as the title that the file names");
    // A last line of a few characters may hold the end of a word alone.
    let genre = if blocks == 1 || last.length >= 4 { last.genre } else { ends_in_genre(&joined) };
    let about = match chinese {
        true => joined.contains("关于") || joined.contains("關於"),
        false => ["onthe", "noticeof"].iter().any(|words| joined.to_lowercase().contains(words)),
    };
    tally.when(genre, 26, "以文种结尾", "it ends in a kind of document");
    let text = if blocks == 1 || last.length >= 4 { last.as_annex } else { ends_as_annex(&joined) };
    tally.when(!genre && text, if main { 14 } else { 24 }, "以“办法”“方案”等结尾", "it ends as regulations and plans do");
    tally.when(about, 14, "有“关于”", "it says what it is about");
    let facts = |test: fn(&super::super::block::Facts) -> bool| lines.iter().all(|line| test(&line.facts));
    tally.when(facts(|facts| facts.title), 44, "文件标明是标题", "the file says that it is the title");
    tally.when(!facts(|facts| facts.title) && facts(|facts| facts.heading == 1), 28, "一级标题", "a heading of the first level");
    tally.when(facts(|facts| facts.heading > 1), if main { 6 } else { 14 }, "是标题样式", "a heading");
    tally.when(facts(|facts| facts.align == Align::Center), 16, "居中", "centred");
    let large = scorer.size > 0 && lines.iter().all(|line| line.facts.size > scorer.size + 2);
    tally.when(large, 16, "字号大", "larger type");
    tally.when(!large && facts(|facts| facts.bold) && blocks < 4, 6, "粗体", "bold");
    let next = scorer.shapes.get(at + blocks);
    tally.when(
        main && next.is_some_and(|next| next.number || next.colon && next.length > 2 && !next.structural),
        10,
        "下面是文号或主送",
        "a number or recipients below",
    );
    tally.when(
        !main && next.is_some_and(|next| next.structural || next.bracketed || next.ready),
        10,
        "下面是条文",
        "articles below",
    );
    tally.when(main && (at == 0 || lines[0].gap) && next.is_none_or(|next| next.gap), 3, "前后空行", "blank lines around it");
    // A line that goes on with the one before.
    let first = &lines[0];
    let opened = blocks > 1
        && (joined.matches('《').count() == joined.matches('》').count())
        && lines[..blocks - 1].iter().any(|line| line.closed.matches('《').count() > line.closed.matches('》').count());
    tally.when(opened, 12, "书名号跨行", "title marks that close on a later line");
    let organs = lines.iter().take_while(|line| line.organs >= 60).count();
    tally.when(
        organs > 0 && organs < blocks && goes_on_from_organ(&lines[organs].closed),
        if organs > 1 { 20 } else { 12 },
        "机关名称下面是“关于”",
        "the name of an organ, then 关于",
    );
    // Where blank lines part all lines, they part no title.
    let apart = at > 0 && lines.iter().all(|line| line.gap) && next.is_some_and(|next| next.gap);
    // The name of the text that is issued, in the head of a page.
    let said = main && blocks > 1 && first.length >= 6 && lines[1..].iter().any(|line| line.closed.contains(&first.closed));
    tally.less(said && !exact, 80);
    for (index, line) in lines.iter().enumerate() {
        tally.less(line.stopped || line.closed.ends_with(['，', '、', '；']) && index + 1 == blocks, 46);
        tally.less(line.sentences, 60);
        tally.less(line.colon, 50);
        tally.less(line.furniture > 0 && !exact, 30);
        tally.less(line.facts.furniture, 50);
        let record = line.record || line.may_be_record && line.closed.contains('：') && scorer.records_near(at + index) > 0;
        tally.less(record || super::is_letter_label(&line.closed), 60);
        tally.less(line.facts.item, 40);
        // What ends in a kind of document ends the title, but for a bracket.
        let ended = index + 1 < blocks
            && line.genre
            && !line.closed.ends_with(['号', '號'])
            && !(index + 2 == blocks && last.bracketed)
            && !exact;
        let goes_on = index + 1 < blocks && {
            let next = &lines[index + 1].closed;
            next.starts_with(['的', '和', '与', '及', '》', '、', '”', '等'])
                || line.closed.matches('《').count() > line.closed.matches('》').count()
        };
        tally.less(ended && !goes_on, 40);
        tally.less(index > 0 && line.gap && !exact, if apart { 3 } else { 10 });
        tally.less(index > 0 && (line.closed.starts_with("关于") && index > 1 && !exact), 6);
        tally.less(index > 0 && line.bracketed && !exact && line.length > 12, 20);
        tally.less(index > 0 && line.bracketed && !exact && line.closed.contains('：'), 30);
        tally.less(index > 0 && line.facts.align != lines[index - 1].facts.align, 20);
        tally.less(index > 0 && line.facts.size > 0 && line.facts.size.abs_diff(lines[index - 1].facts.size) > 4, 16);
        tally.less(line.closed.starts_with("——"), 40);
    }
    // Names of orders, minutes and briefings are marks where a number or an issue stands below.
    let behind = scorer
        .shapes
        .iter()
        .enumerate()
        .skip(at + blocks)
        .find(|(at, shape)| !scorer.again[*at] && shape.furniture == 0 && !shape.facts.furniture && !shape.day)
        .map(|(_, shape)| shape);
    let issue = main
        && behind.is_some_and(|next| {
            next.number && next.closed.trim_start_matches(['（', '(']).starts_with(['第', '〔', '[']) || next.issue
        });
    tally.less(
        issue
            && ["令", "纪要", "紀要", "简报", "簡報", "快报", "专报"].iter().any(|word| joined.ends_with(word))
            && !joined.contains("关于"),
        if exact { 110 } else { 60 },
    );
    tally.when(
        role == Role::AnnexTitle && blocks > 1 && last.bracketed && last.length <= 24,
        46,
        "标题下的括号",
        "brackets below the title",
    );
    tally.less(main && scorer.order.is_some_and(|order| at <= order), 150);
    tally.less(length > usual, 12);
    tally.less(length < 4 && !genre, 24);
    tally.less(joined.ends_with("文件") && !exact, 44);
    tally.less(main && first.organs >= 80 && blocks == 1, 16);
    tally.less(main && blocks == 1 && first.issue, 60);
    tally.less(joined.matches('《').count() != joined.matches('》').count(), 30);
    tally.less(joined.matches('（').count() != joined.matches('）').count(), 16);
    tally.less(first.field.is_some() && first.closed.contains('：'), 60);
    tally.less(
        main && scorer.hint.is_some()
            && !exact
            && scorer.hint.as_ref().is_some_and(|hint| hint.contains(&joined) && hint.chars().count() > length + 1),
        20,
    );
    if role == Role::PartTitle {
        tally.less(!scorer.issuing, 40);
        let told = at > 0 && scorer.shapes[at - 1].closed.contains("全文如下");
        tally.when(told, 130, "上面说“全文如下”", "the line above says that its text follows");
        // `地点：市民广场`
        tally
            .less(lines.iter().any(|line| line.closed.split_once('：').is_some_and(|(label, _)| label.chars().count() <= 6)), 40);
        tally.less(scorer.again[at..at + blocks].iter().all(|again| *again), 70);
        tally.less(blocks == 1 && !genre && !text && !facts(|facts| facts.align == Align::Center), 14);
        let issuers = organs > 0 && organs < blocks && goes_on_from_organ(&lines[organs].closed);
        tally.less(!issuers && lines.iter().any(|line| line.organs >= 80), 24);
    }
    if role == Role::AnnexTitle {
        tally.add(6, "在“附件”下面", "below the word 附件");
        let listed = scorer.listed.iter().any(|name| same(name, &joined));
        tally.when(listed, 60, "附件说明里有这个名称", "the list of annexes has this name");
        tally.less(matches!(last.annex, Some(AnnexLine::Head { .. })), 60);
    }
}

/// Whether a line may begin a title, by its first characters.
pub(super) fn begins_alike(hint: &str, line: &str) -> bool {
    let mut alike = hint.chars().filter(|c| c.is_alphanumeric()).zip(line.chars().filter(|c| c.is_alphanumeric())).take(3);
    alike.all(|(one, other)| one == other)
}

/// What a title has behind the organ that it names.
pub(super) fn goes_on_from_organ(closed: &str) -> bool {
    ["关于", "關於", "对", "對", "转发", "轉發", "批转", "印发", "发布"].iter().any(|word| closed.starts_with(word))
}

/// The same title, but for marks and what a page adds to it.
pub(super) fn same(hint: &str, joined: &str) -> bool {
    let bare = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    hint == joined || bare(hint) == bare(joined)
}
