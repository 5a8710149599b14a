//! The words that titles are made of, and how they are looked up.
//!
//! The lists are files of one word a line, in the order of their bytes, so that nothing is built before a word is looked for.

/// Terms that no line parts.
const TERMS: &str = include_str!("terms.txt");
/// Verbs that stand behind 关于 or begin a phrase further on.
const VERBS: &str = include_str!("verbs.txt");
/// Traditional characters of those words, each followed by its simplified form.
const TRADITIONAL: &str = include_str!("traditional.txt");

/// Lines that differ by less of a character look equally long.
pub(super) const EQUAL: f64 = 0.39;

/// Words of one character that stand alone: nothing is said by the length of what is beside them.
pub(super) const PARTICLES: &str = "的和与及等暨或之对将在为向由从至把以按因于经给被让用关并致";
/// Those with which no line begins.
pub(super) const CLOSING_PARTICLES: &str = "的和与及等暨或之并";
/// Those behind which no line ends.
pub(super) const OPENING_PARTICLES: &str = "对将在为向由从至把以按因于经给被让用致";
/// Characters that go with the word behind them.
pub(super) const PREFIXES: &str = "全各新我本该拟未不首每非原副总准所再已无双多高低超旧老大小第近";
/// Characters behind a verb that go with the word behind them, though elsewhere with the one before: 成立 | 市防汛抗旱指挥部.
pub(super) const LEVELS: &str = "省市县区州";
/// Characters that go with the word before them.
pub(super) const SUFFIXES: &str = "省市县区州盟旗镇乡村街路道巷桥江河湖海港湾岛山岭峰谷坝库渠塘站厂场所院馆园局厅部委办会处科室组队团社庭者员性化费率金证权品\
    法案书表单卡码款税物件器机车船线业学界史师生士长工商民族病症药剂油粮林田年月日号期届次名批级类型式制度感力量额值价层体版本点段片条项套座栋楼店户口门行区圈带网台账册奖杯赛节展日\
    周月季校系班岗籍令函师法术源地城";
/// Characters with which the name of an organ ends.
pub(super) const ORGAN_ENDS: &str = "局厅部委办会府室院团处队站所校社司科组行庭";
/// Characters with which the name of a place ends.
pub(super) const PLACE_ENDS: &str = "省市县区州盟旗镇乡村街路道巷桥江河湖海港湾岛山岭峰谷";
/// Words with which the names of companies and institutions end; their words are bound to those before them.
pub(super) const INSTITUTIONS: &[&str] = &[
    "有限公司",
    "有限责任公司",
    "股份有限公司",
    "集团有限公司",
    "公司",
    "集团",
    "集团公司",
    "分公司",
    "控股集团",
    "合作社",
    "事务所",
    "银行",
    "开发区",
    "经济开发区",
    "经济技术开发区",
    "高新技术产业开发区",
    "产业园",
    "工业园",
    "产业园区",
    "工业园区",
    "综合保税区",
    "风景名胜区",
    "自然保护区",
    "湿地公园",
    "大学",
    "学院",
    "医院",
    "中学",
    "小学",
    "水库",
    "电站",
    "机场",
    "大桥",
    "隧道",
    "污水处理厂",
    "博物馆",
    "图书馆",
    "公园",
    "火车站",
    "客运站",
    "工厂",
    "加工厂",
    "水泥厂",
    "化肥厂",
    "食品厂",
    "药厂",
    "电厂",
    "水厂",
    "煤矿",
    "林场",
    "农场",
    "幼儿园",
    "敬老院",
    "福利院",
    "养老院",
    "卫生院",
    "卫生室",
    "研究院",
    "研究所",
    "协会",
    "学会",
    "商会",
    "基金会",
    "变电站",
    "收费站",
    "服务区",
    "纪念馆",
    "体育馆",
    "体育场",
    "美术馆",
    "文化馆",
    "电视台",
    "出版社",
    "派出所",
    "管理局",
    "监督局",
    "执法局",
    "管理委员会",
    "服务中心",
    "管理中心",
    "救援中心",
    "康复中心",
    "活动中心",
    "交易中心",
];
/// Words with which the names of bodies end that an organ sets up for a task; what stands between its verb and them is their name.
pub(super) const BODIES: &[&str] = &["领导小组", "工作小组", "协调小组", "工作组", "指挥部", "委员会", "工作专班", "联席会议"];
/// Words behind which a number says how much: 年产20万吨.
pub(super) const MEASURES: &[&str] =
    &["年产", "日产", "月产", "年处理", "日处理", "年发电", "年发电量", "总投资", "总长", "总面积", "国道", "省道", "县道"];
/// What is counted.
pub(super) const UNITS: &[&str] = &[
    "年度",
    "年级",
    "年代",
    "周年",
    "季度",
    "号线",
    "号文",
    "号令",
    "批次",
    "部门",
    "公里",
    "平方公里",
    "平方米",
    "万元",
    "亿元",
    "千伏",
    "小时",
    "个月",
    "个县",
    "个部门",
    "次会议",
    "学年",
    "春季",
    "年",
    "月",
    "日",
    "号",
    "名",
    "条",
    "项",
    "批",
    "届",
    "期",
    "次",
    "家",
    "户",
    "个",
    "辆",
    "级",
    "路",
    "类",
    "起",
    "所",
    "位",
    "人",
    "天",
    "周",
    "种",
    "件",
    "处",
    "座",
    "台",
    "套",
    "份",
    "岁",
    "吨",
    "亩",
    "度",
    "线",
    "版",
    "型",
    "环",
    "段",
    "区",
    "局",
    "委",
    "县",
    "市",
    "省",
    "镇",
    "村",
    "厅",
    "室",
    "片",
    "大",
    "元",
    "米",
    "公",
    "轮",
];
/// What goes with a year before it.
pub(super) const SEASONS: &[&str] = &["春季学期", "秋季学期", "春季", "夏季", "秋季", "冬季", "春", "夏", "秋", "冬"];
/// Words with which a phrase likes to begin.
pub(super) const STARTERS: &[&str] = &[
    "全市",
    "全县",
    "全区",
    "全省",
    "全国",
    "全州",
    "全镇",
    "全校",
    "市级",
    "县级",
    "省级",
    "区级",
    "国家级",
    "国家",
    "部分",
    "有关",
    "相关",
    "重点",
    "优秀",
    "先进",
    "基层",
    "城乡",
    "农村",
    "城镇",
    "企业",
    "学校",
    "上半年",
    "下半年",
    "我市",
    "我省",
    "我县",
    "我区",
    "重大",
    "典型",
    "临时",
    "首批",
    "若干",
    "紧急",
    "补充",
    "新版",
];

/// Verbs with which a phrase begins further on.
pub(super) const CLAUSES: &[&str] = &[
    "深化",
    "提升",
    "提高",
    "加快",
    "促进",
    "推进",
    "推动",
    "加强",
    "优化",
    "强化",
    "扩大",
    "完善",
    "健全",
    "打击",
    "防范",
    "防止",
    "制止",
    "禁止",
    "严禁",
    "参加",
    "从事",
    "加装",
    "违反",
    "侵害",
    "破坏",
    "申请",
    "解决",
    "支持",
    "做好",
    "落实",
    "设立",
    "解除",
    "延长",
    "参与",
    "实行",
    "采购",
    "征集",
    "推行",
    "举办",
    "开展",
    "实施",
    "支持",
    "协助",
    "接受",
    "辞去",
    "违规",
    "非法",
    "培育壮大",
    "发展壮大",
    "做大做强",
    "做优做强",
    "巩固拓展",
];

/// Words that say how the verb behind them is done.
pub(super) const ADVERBS: &[&str] = &[
    "严厉",
    "深入",
    "全面",
    "大力",
    "切实",
    "积极",
    "着力",
    "扎实",
    "持续",
    "充分",
    "有效",
    "依法",
    "从严",
    "坚决",
    "统筹",
    "稳步",
    "严格",
    "全力",
    "认真",
    "进一步",
    "有序",
    "主动",
    "广泛",
    "大幅",
    "规范有序",
];

/// Those of them that are hardly ever nouns: what stands behind them is their object.
pub(super) const TRANSITIVE: &[&str] = &[
    "深化", "提高", "加快", "促进", "推进", "推动", "加强", "优化", "强化", "扩大", "完善", "健全", "打击", "防止", "制止",
    "禁止", "严禁", "做好",
];

/// Words that only say what kind of thing the word before them names.
pub(super) const HEADS: &[&str] = &[
    "机构", "人员", "单位", "设施", "系统", "平台", "部门", "企业", "组织", "队伍", "场所", "行业", "领域", "体系", "学校",
    "中心",
];

/// The longest term at the beginning of `text`, in characters.
pub(super) fn term(text: &[char]) -> Option<usize> {
    longest(TERMS, text)
}

/// The longest verb at the beginning of `text`, in characters.
pub(super) fn verb(text: &[char]) -> Option<usize> {
    longest(VERBS, text)
}

/// The longest word of `list` with which `text` begins.
fn longest(list: &str, text: &[char]) -> Option<usize> {
    const MOST: usize = 18;
    let [first, second, ..] = *text else { return None };
    let mut head: String = [first, second].into_iter().collect();
    let mut at = line_from(list, &head);
    let start = head.len();
    head.extend(text.iter().skip(2).take(MOST));
    let mut best = None;
    while let Some(word) = list[at..].lines().next().filter(|word| word.as_bytes().starts_with(&head.as_bytes()[..start])) {
        if head.starts_with(word) {
            best = Some(word.chars().count());
        }
        at += word.len() + 1;
    }
    best
}

/// Where the first line of `list` begins that is not less than `head`.
fn line_from(list: &str, head: &str) -> usize {
    let (mut low, mut high) = (0, list.len());
    while low < high {
        let middle = low.midpoint(high);
        let start = list.as_bytes()[..middle].iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
        let end = list.as_bytes()[middle..].iter().position(|byte| *byte == b'\n').map_or(list.len(), |at| middle + at + 1);
        if list[start..end].trim_end() < head { low = end } else { high = start }
    }
    low
}

/// The simplified form of a character of the lists; others stay as they are.
pub(super) fn simplified(character: char) -> char {
    // Six bytes a pair, in the order of the first.
    let pair = |index: usize| {
        let mut pair = TRADITIONAL[index * 6..index * 6 + 6].chars();
        (pair.next().unwrap_or_default(), pair.next().unwrap_or_default())
    };
    let (mut low, mut high) = (0, TRADITIONAL.len() / 6);
    while low < high {
        let middle = low.midpoint(high);
        let (from, to) = pair(middle);
        match from.cmp(&character) {
            std::cmp::Ordering::Equal => return to,
            std::cmp::Ordering::Less => low = middle + 1,
            std::cmp::Ordering::Greater => high = middle,
        }
    }
    character
}

pub(super) const fn is_han(character: char) -> bool {
    matches!(character, '\u{3400}'..='\u{9fff}' | '〇' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

pub(super) fn opens(character: char) -> bool {
    "“‘《〈「『（〔".contains(character)
}

pub(super) fn closes(character: char) -> bool {
    "”’》〉」』）〕、，。".contains(character)
}

/// For each place whether it is inside one of the names.
pub(super) fn named(title: &[char], names: &[&str]) -> Vec<bool> {
    let mut inside = vec![false; title.len() + 1];
    for name in names {
        let name: Vec<char> = name.chars().collect();
        for (start, _) in title.windows(name.len().max(1)).enumerate().filter(|(_, window)| *window == name) {
            inside[start + 1..start + name.len()].iter_mut().for_each(|inside| *inside = true);
        }
    }
    inside
}
