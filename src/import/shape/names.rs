//! Names of organs and of people who sign: how much a line looks like one.

use super::behind;
use crate::organs;

/// What names of organs end in. Longer ones first matter not: any fits.
const ENDS: &[&str] = &[
    "局",
    "厅",
    "廳",
    "部",
    "委",
    "办",
    "辦",
    "院",
    "署",
    "会",
    "會",
    "社",
    "处",
    "處",
    "科",
    "司",
    "所",
    "站",
    "馆",
    "館",
    "台",
    "中心",
    "公司",
    "集团",
    "集團",
    "政府",
    "法院",
    "银行",
    "銀行",
    "大学",
    "大學",
    "学院",
    "學院",
    "学校",
    "學校",
    "中学",
    "中學",
    "小学",
    "小學",
    "幼儿园",
    "幼兒園",
    "医院",
    "醫院",
    "办公室",
    "辦公室",
    "办事处",
    "辦事處",
    "指挥部",
    "指揮部",
    "小组",
    "小組",
    "工作组",
    "專案小組",
    "党委",
    "党组",
    "黨委",
    "黨組",
    "工委",
    "纪委",
    "团委",
    "党校",
    "支部",
    "总支",
    "支队",
    "总队",
    "大队",
    "中队",
    "海关",
    "海關",
    "军区",
    "專員公署",
    "工会",
    "联社",
    "总社",
    "报社",
    "电视台",
    "出版社",
    "交易所",
    "事务所",
    "管委会",
    "居委会",
    "村委会",
    "组委会",
    "筹备组",
    "专班",
    "編輯部",
    "编辑部",
    "秘书处",
    "秘書處",
    "分行",
    "支行",
    "总行",
    "分局",
    "总局",
    "總局",
    "國務院",
    "国务院",
    "中央",
    "联盟",
    "俱乐部",
    "基地",
    "林场",
    "水库",
    "机场",
    "车站",
    "公安",
    "检察",
    "队",
    "营业部",
    "项目部",
    "合作社",
    "酒店",
    "厂",
    "廠",
    "书院",
    "图书馆",
    "博物馆",
    "常委",
    "主席团",
    "人大",
    "政协",
    "工商联",
    "妇联",
    "残联",
    "文联",
    "科协",
    "侨联",
    "红十字会",
    "佛协",
    "人武部",
    "武装部",
    "園",
    "园",
    "公署",
    "總署",
    "辦事處",
    "學會",
    "協會",
    "公會",
    "議會",
];

/// Words that no name of an organ holds, or that make a sentence of it.
const NOT_IN: &[&str] = &[
    "关于",
    "關於",
    "特此",
    "此致",
    "敬礼",
    "敬禮",
    "如下",
    "附件",
    "请",
    "請",
    "应当",
    "應當",
    "为了",
    "為了",
    "情况",
    "下列",
    "以下",
    "名单",
    "名單",
    "工作部署",
    "我们",
    "我們",
    "你们",
    "贵",
    "通知",
    "现将",
    "图",
    "欢迎",
    "的",
    "了",
    "不",
    "是",
    "可以",
    "已经",
    "自觉",
    "首页",
    "负责",
    "负責",
];

const NOT_AT: &[&str] = &[
    "加强",
    "做好",
    "建立",
    "成立",
    "健全",
    "完善",
    "开展",
    "落实",
    "推进",
    "明确",
    "组织召开",
    "配合",
    "支持",
    "由",
    "向",
    "在",
    "对",
    "将",
    "各",
    "加快",
    "坚持",
    "提高",
    "提升",
    "强化",
    "凡",
    "每",
    "本",
    "全体",
    "联系",
    "抄送",
    "来源",
    "發文",
    "主办",
    "承办",
    "协办",
    "第一",
    "第二",
    "第三",
    "责任",
    "牵头",
    "技术支持",
    "下载",
    "进入",
    "返回",
    "召开",
    "报送",
    "设立",
    "充分",
    "切实",
    "制定",
    "依托",
    "发挥",
    "督促",
    "指导",
    "通过",
    "到",
    "从",
    "和",
    "及",
    "与",
    "或",
    "按",
    "以",
    "凭",
    "经",
];

const POSTS: &[&str] = &[
    "省长",
    "市长",
    "县长",
    "区长",
    "州长",
    "镇长",
    "乡长",
    "主席",
    "主任",
    "部长",
    "局长",
    "厅长",
    "总理",
    "總理",
    "校长",
    "校長",
    "院长",
    "院長",
    "行长",
    "署长",
    "署長",
    "处长",
    "處長",
    "会长",
    "會長",
    "书记",
    "司长",
    "司長",
    "秘书长",
    "秘書長",
    "理事长",
    "董事长",
    "总经理",
    "所长",
    "總統",
    "市長",
    "縣長",
    "局長",
    "部長",
    "主任委員",
    "主任委员",
    "关长",
    "长官",
    "長官",
    "社長",
    "检察长",
    "审计长",
    "行政长官",
    "行政長官",
    "盟长",
    "旗长",
    "代省长",
    "代市长",
    "總監",
    "总监",
    "教務長",
    "總幹事",
    "總經理",
    "校監",
];

/// Names in a row: parted by spaces; single characters with spaces between them are one name set wide.
pub(in super::super) fn names(text: &str) -> Vec<String> {
    let words: Vec<&str> = text.split([' ', '\u{3000}', '\t', '\u{a0}']).filter(|word| !word.is_empty()).collect();
    let single = |word: &str| word.chars().count() == 1;
    let mut names: Vec<String> = Vec::new();
    let mut open = false;
    for word in words {
        let latin = |text: &str| text.chars().all(|c| c.is_ascii_graphic());
        match names.last_mut() {
            Some(name) if latin(name.rsplit(' ').next().unwrap_or_default()) && latin(word) => {
                name.push(' ');
                name.push_str(word);
            }
            Some(name) if open && single(word) => {
                name.push(' ');
                name.push_str(word);
            }
            _ => names.push(word.to_owned()),
        }
        open = single(word);
    }
    names
}

/// How much a line looks like names of organs and nothing else, 0 to 100.
pub(super) fn organs(text: &str) -> u8 {
    if text.contains([
        '。', '；', '！', '？', '：', ':', '“', '”', '"', '《', '》', '\\', '!', '?', ';', '|', '>', '，', ',', '*', '[',
    ]) {
        return 0;
    }
    let bare = behind::without_courtesy(behind::without_seal(text));
    let parts: Vec<String> =
        names(bare).iter().flat_map(|name| name.split('、').map(str::to_owned).collect::<Vec<_>>()).collect();
    if parts.is_empty() || parts.len() > 24 {
        return 0;
    }
    let whole: String = parts.concat().chars().filter(|c| !c.is_whitespace()).collect();
    let each = parts.iter().map(|part| organ(part)).min().unwrap_or(0);
    // A single name with a space inside, of a place and its office.
    each.max(if parts.len() < 4 { organ(&whole).saturating_sub(10) } else { 0 })
}

fn organ(name: &str) -> u8 {
    let closed: String = name.chars().filter(|c| !c.is_whitespace()).collect();
    let length = closed.chars().count();
    if !(2..=44).contains(&length) {
        return 0;
    }
    if organs::find(&closed).is_some() {
        return 100;
    }
    if NOT_IN.iter().any(|word| closed.contains(word)) || NOT_AT.iter().any(|word| closed.starts_with(word)) {
        return 0;
    }
    // `示例市水务局对市十届人大`: what goes on is an answer.
    if (closed.ends_with("人大") || closed.ends_with("政协")) && closed.contains('对') && !closed.contains("应对") {
        return 0;
    }
    // A name behind which its short form or an addition stands in brackets.
    let bare = match closed.strip_suffix(['）', ')']) {
        Some(rest) => rest.rsplit_once(['（', '(']).map_or(closed.as_str(), |(name, _)| name),
        None => closed.as_str(),
    };
    if bare.chars().any(|c| c.is_ascii_digit()) && !bare.contains('第') {
        return 0;
    }
    let long = bare.chars().count() >= 4;
    // Who signs by the post alone: `運輸署署長`.
    if long && POSTS.iter().any(|post| bare.strip_suffix(post).is_some_and(|office| ENDS.iter().any(|end| office.ends_with(end))))
    {
        return 85;
    }
    if ENDS.iter().any(|end| bare.ends_with(end)) {
        return if long { 92 } else { 70 };
    }
    // `行政總監`: a post that names no office.
    if long && bare.chars().count() <= 10 && POSTS.iter().any(|post| bare.ends_with(post)) { 50 } else { 0 }
}

/// Whether a line is a post and a name (`市长　李明`), as they sign orders.
pub(super) fn signer(text: &str) -> bool {
    // `校长：李明`
    if let Some((post, name)) = text.split_once(['：', ':']) {
        let name: String = name.chars().filter(|c| !c.is_whitespace()).collect();
        let post = post.trim();
        return POSTS.contains(&post) && (2..=4).contains(&name.chars().count()) && name.chars().all(is_han);
    }
    let parts = names(text);
    let [post, name @ ..] = parts.as_slice() else { return false };
    let closed: String = post.chars().filter(|c| !c.is_whitespace()).collect();
    let person: String = name.concat().chars().filter(|c| !c.is_whitespace()).collect();
    if person.is_empty() {
        // `市长李明`: the post, then two to four characters.
        return POSTS.iter().any(|post| {
            closed.find(post).is_some_and(|at| {
                let rest = closed[at + post.len()..].chars().count();
                (2..=3).contains(&rest)
                    && closed.chars().count() <= 12
                    && at <= 24
                    && closed[at + post.len()..].chars().all(is_han)
            })
        });
    }
    POSTS.iter().any(|post| closed.ends_with(post))
        && (2..=6).contains(&person.chars().count())
        // Names may be masked: `潘○○`.
        && person.chars().all(|c| is_han(c) || "·○〇×".contains(c))
}

/// Whether a line is a name of two to four characters, perhaps set wide.
pub(in super::super) fn person(text: &str) -> bool {
    let closed: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let length = closed.chars().count();
    (2..=4).contains(&length)
        && closed.chars().all(is_han)
        && ![
            "此致", "敬礼", "敬禮", "谢谢", "附件", "特此", "通知", "首页", "打印", "关闭", "返回", "分享", "公示", "公告",
            "专此", "顺颂", "通报",
        ]
        .iter()
        .any(|word| closed.contains(word))
}

pub(super) fn is_han(c: char) -> bool {
    ('\u{3400}'..='\u{9fff}').contains(&c) || ('\u{20000}'..='\u{3ffff}').contains(&c)
}

/// Whether an English line can be the name of an office or a person.
pub(super) fn english(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    !words.is_empty()
        && words.len() <= 12
        && text.chars().count() <= 100
        && !text.ends_with(['.', ';', ':', '!', '?', ','])
        && text.chars().next().is_some_and(|c| c.is_ascii_uppercase())
        && !text.contains(|c: char| c.is_ascii_digit() || "!?;:>|".contains(c))
        && words.iter().all(|word| {
            word.starts_with(|c: char| c.is_ascii_uppercase() || "(&".contains(c))
                || ["of", "the", "for", "and", "in", "on", "to", "at", "de"].contains(word)
        })
}
