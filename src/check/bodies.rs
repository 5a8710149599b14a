//! Organs compared: whether two names mean one body, which matters it is in charge of, and where it stands.
//!
//! Here: [`same`], [`topic`], [`Standing`], and [`Parties`], the bodies of a notice made ready once. Not here: the table of known
//! organs (`organs`), and what is said about a body (`rules`).
//!
//! Names are compared by their keys: without spaces, in Simplified characters, long forms brought to the short ones that documents use
//! (`发展和改革委员会` and `发展改革委`), without `中共`. A key that lacks only the place or `国家` in front means the same body.

use super::marks::is_han;
use crate::model::{Block, Language, Notice, Recipients};
use crate::organs::{self, KnownOrgan};
use crate::span::Span;
use crate::syntax::Text;

/// The bodies of a notice.
#[derive(Debug, Default)]
pub(super) struct Parties<'a> {
    /// 发文机关
    pub issuers: Vec<Body<'a>>,
    /// 署名
    pub signatories: Vec<Body<'a>>,
    /// 主送
    pub recipients: Vec<Body<'a>>,
    /// 抄送
    pub copies: Vec<Body<'a>>,
}

/// A body by name.
#[derive(Debug)]
pub(super) struct Body<'a> {
    /// The name, without the spaces that set it wide.
    pub name: &'a str,
    /// Its key.
    pub key: String,
    /// The known organ of this name.
    pub organ: Option<&'static KnownOrgan>,
    /// Where it stands.
    pub span: Span,
}

impl<'a> Body<'a> {
    pub fn new(name: &'a str, span: Span) -> Self {
        Self { name, key: key(name), organ: organs::find(name), span }
    }
}

impl<'a> Parties<'a> {
    /// The bodies of `notice`. Names that stand together (`交通运输部农业农村部`) are taken apart.
    pub fn of(notice: &'a Notice) -> Self {
        let organs = |organs: &'a [crate::model::Organ]| {
            let parts = |organ: &'a crate::model::Organ| {
                glued(&organ.name, notice.language).into_iter().map(|part| Body::new(part, organ.text.span)).collect::<Vec<_>>()
            };
            organs.iter().flat_map(parts).collect()
        };
        let members = |list: &'a Option<Recipients>| {
            let texts = list.iter().flat_map(|list| list.groups.iter().flatten());
            texts
                .map(|text: &Text| {
                    let name = member_name(&text.text);
                    let start = text.text.find(name).unwrap_or(0);
                    Body::new(name, text.source_span(start, start + name.len()))
                })
                .collect()
        };
        Self {
            issuers: organs(&notice.issuers),
            signatories: organs(&notice.signatories),
            recipients: members(&notice.recipients),
            copies: members(&notice.copies_to),
        }
    }

    /// The lead organ: the first that issues, or else signs.
    pub fn lead(&self) -> Option<&Body<'a>> {
        self.issuers.first().or_else(|| self.signatories.first())
    }
}

/// A member of a list of recipients without the marks that end the list.
fn member_name(text: &str) -> &str {
    text.trim().trim_end_matches(['。', '：', ':', '，', '；']).trim_start_matches("并报").trim()
}

/// Whether two keys mean one body.
pub(super) fn same(a: &str, b: &str) -> bool {
    let (long, short) = if a.len() >= b.len() { (a, b) } else { (b, a) };
    if short.is_empty() {
        return false;
    }
    let Some(front) = long.strip_suffix(short) else { return false };
    // `各市教育局` are many, `市教育局` is one.
    let place = short.starts_with(['省', '市', '县', '区', '州', '旗', '盟', '镇', '乡'])
        && short.chars().count() >= 3
        && front.chars().count() <= 8
        && !front.contains(['各', '本', '全', '等', '所'])
        && !front.ends_with(['级', '属', '直']);
    front.is_empty() || place || matches!(front, "国家" | "中国" | "国务院" | "中华人民共和国" | "中华" | "中央")
}

/// What a name is compared by.
pub(super) fn key(name: &str) -> String {
    if name.is_ascii() || !name.chars().any(|c| ('\u{3400}'..='\u{9fff}').contains(&c)) {
        let lower = name.to_lowercase().replace('&', "and").replace(['’', '\''], "");
        let words = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty() && *word != "the");
        return words.collect::<Vec<_>>().join(" ");
    }
    let plain: String = name.chars().filter(|c| !c.is_whitespace() && !matches!(c, '和' | '与' | '與')).map(simplified).collect();
    // 示例市第十届人民代表大会 is the congress of the city.
    let session = plain.find('第').and_then(|at| {
        let length = plain[at..].find('届').filter(|length| *length <= 12)?;
        Some(at..at + length + '届'.len_utf8())
    });
    let plain = match session {
        Some(session) => plain[..session.start].to_owned() + &plain[session.end..],
        None => plain,
    };
    // Most names have not even the characters of most long forms.
    let bit = |character: char| 1u64 << (character as u32 & 63);
    let bits = |text: &str| text.chars().fold(0, |bits, character| bits | bit(character));
    let mut key = plain;
    let mut held = bits(&key);
    for (long, short) in SHORTER {
        if long.chars().all(|character| held & bit(character) != 0) && key.contains(long) {
            key = key.replace(long, short);
            held = bits(&key);
        }
    }
    match key.strip_prefix("中共") {
        Some(rest) => rest.to_owned(),
        None => key,
    }
}

/// Long forms and the short ones that stand for them, in the order in which they are applied. `和` is gone already.
const SHORTER: [(&str, &str); 34] = [
    ("中国共产党", "中共"),
    ("委员会", "委"),
    ("市场监督管理", "市场监管"),
    ("监督管理", "监管"),
    ("科学技术协会", "科协"),
    ("科学技术", "科技"),
    ("人民政府", "政府"),
    ("办公厅", "办"),
    ("办公室", "办"),
    ("人民代表大会", "人大"),
    ("常委会", "常务委"),
    ("常务委会", "常务委"),
    ("人民政治协商会议", "政协"),
    ("统一战线工作部", "统战部"),
    ("网络安全信息化委办", "网信办"),
    ("国有资产监管", "国资"),
    ("机构编制委办", "编办"),
    ("精神文明建设指导委办", "文明办"),
    ("共产主义青年团", "共青团"),
    ("妇女联合会", "妇联"),
    ("工商业联合会", "工商联"),
    ("残疾人联合会", "残联"),
    ("医疗保障", "医保"),
    ("药品监管", "药监"),
    ("疾病预防控制", "疾控"),
    ("广播电视", "广电"),
    ("证券监管委", "证监会"),
    ("人民检察院", "检察院"),
    ("人民法院", "法院"),
    ("供销合作", "供销"),
    ("人力资源社会保障", "人社"),
    ("卫生健康", "卫健"),
    ("住房城乡建设", "住建"),
    ("发展改革", "发改"),
];

/// Traditional characters in names of organs, each with the Simplified one behind it.
const TRADITIONAL: &str = "國国務务監监場场區区縣县鄉乡鎮镇黨党員员會会廳厅辦办發发業业農农環环設设運运輸输衛卫總总經经濟济財财稅税關关質质檢检標标\
統统計计體体廣广電电視视貿贸衆众審审應应軍军責责資资產产協协學学聯联漁渔獸兽糧粮儲储藥药遊游鐵铁郵邮據据島岛銀银東东寧宁龍龙\
灣湾單单機机構构與与門门聞闻報报術术規规劃划編编組组織织傳传線线對对外外勞劳動动險险災灾氣气測测評评認认證证數数畫画書书圖图館馆\
護护醫医療疗級级殘残婦妇貧贫團团隊队處处創创僑侨臺台澳澳蘇苏遼辽陝陕貴贵雲云瓊琼滬沪贛赣魯鲁閩闽專专";

/// A bit for each character of the block from 一 on: whether [`TRADITIONAL`] has it as the first of a pair.
static HAS_SHORT: [u64; (0xa000 - 0x4e00) / 64] = {
    let mut bits = [0; (0xa000 - 0x4e00) / 64];
    let bytes = TRADITIONAL.as_bytes();
    let mut at = 0;
    // Every character of the block has three bytes in UTF-8, and every pair two of them.
    while at + 5 < bytes.len() {
        let code = ((bytes[at] & 0x0f) as usize) << 12 | ((bytes[at + 1] & 0x3f) as usize) << 6 | (bytes[at + 2] & 0x3f) as usize;
        bits[(code - 0x4e00) / 64] |= 1 << (code & 63);
        at += 6;
    }
    bits
};

fn simplified(character: char) -> char {
    let code = character as usize;
    if !(0x4e00..0xa000).contains(&code) || HAS_SHORT[(code - 0x4e00) / 64] >> (code & 63) & 1 == 0 {
        return character;
    }
    let mut pairs = TRADITIONAL.chars();
    while let (Some(long), Some(short)) = (pairs.next(), pairs.next()) {
        if long == character {
            return short;
        }
    }
    character
}

/// The matter that a body is in charge of, by its key: the same for a ministry and its counterparts below. `None` for governments, and
/// for bodies in charge of anything else.
pub(super) fn topic(key: &str) -> Option<&'static str> {
    let bare = match key.find(['（', '(']) {
        Some(open) if open > 0 => &key[..open],
        _ => key,
    };
    let bare = ["主管部门", "行政部门", "管理部门", "部门", "总局", "总署", "总社", "局", "厅", "委", "部", "署", "办", "行"]
        .iter()
        .find_map(|ending| bare.strip_suffix(ending))
        .unwrap_or(bare);
    TOPICS
        .iter()
        .find(|(name, aliases)| bare.ends_with(name) || aliases.iter().any(|alias| bare.ends_with(alias)))
        .map(|(name, _)| *name)
}

/// The matters, as they stand in keys, and other names for them below the state.
const TOPICS: [(&str, &[&str]); 47] = [
    ("市场监管", &[]),
    ("宣传", &[]),
    ("统战", &[]),
    ("网信", &["互联网信息"]),
    ("发改", &["发展改革"]),
    ("教育", &["教体"]),
    ("科技", &[]),
    ("工业信息化", &["经济信息化", "工信", "经信", "工业经济信息化"]),
    ("民族事务", &["民族宗教事务", "国家民", "民族宗教"]),
    ("公安", &[]),
    ("民政", &[]),
    ("司法", &[]),
    ("财政", &[]),
    ("人社", &[]),
    ("自然资源", &["自然资源规划", "规划自然资源", "自然资源规划建设"]),
    ("生态环境", &[]),
    ("住建", &["城乡建设", "住房建设"]),
    ("交通运输", &["交通"]),
    ("水利", &["水务", "水利水务"]),
    ("农业农村", &["农牧", "农牧农村"]),
    ("商务", &[]),
    ("文化旅游", &["文化广电旅游", "文旅", "文化广电旅游体育"]),
    ("卫健", &[]),
    ("退役军人事务", &[]),
    ("应急管理", &[]),
    ("人民银", &["人民银行"]),
    ("审计", &[]),
    ("国资", &[]),
    ("海关", &[]),
    ("税务", &[]),
    ("金融监管", &[]),
    ("广电", &["新闻出版广电"]),
    ("体育", &[]),
    ("统计", &[]),
    ("知识产权", &[]),
    ("国际发展合作", &[]),
    ("医保", &[]),
    ("气象", &[]),
    ("粮食物资储备", &["粮食储备"]),
    ("能源", &[]),
    ("烟草专卖", &["烟草"]),
    ("林业草原", &["林草"]),
    ("邮政", &["邮政管理"]),
    ("文物", &[]),
    ("中医药管理", &["中医药"]),
    ("药监", &[]),
    ("供销", &["供销合作"]),
];

/// Where a body stands: what kind it is, and of which place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// A people's government.
    Government,
    /// A committee of the Party.
    Committee,
    /// The office of a government or a committee.
    Office,
    /// A people's congress or its standing committee.
    Congress,
    /// A department: 局, 厅, 委, 部.
    Department,
    /// Anything else.
    Other,
}

impl Standing {
    /// The standing of the body with this name.
    pub fn of(name: &str) -> Self {
        let name = name.trim();
        let ends = |words: &[&str]| words.iter().any(|word| name.ends_with(word));
        if name.contains("人民代表大会") || ends(&["人大", "人大常委会"]) {
            Self::Congress
        } else if ends(&["人民政府", "国务院", "市政府", "省政府", "县政府", "区政府", "乡政府", "镇政府", "行政公署", "行署"])
        {
            Self::Government
        } else if ends(&["省委", "市委", "县委", "区委", "州委", "党委", "乡党委", "镇党委"])
            || name.starts_with("中共") && ends(&["委员会"])
        {
            Self::Committee
        } else if ends(&["政府办公厅", "政府办公室", "委办公厅", "委办公室", "政府办"]) {
            Self::Office
        } else if ends(&["局", "厅", "委员会", "委", "部", "署"]) {
            Self::Department
        } else {
            Self::Other
        }
    }
}

/// The place that a name begins with: `示例省云川市` of `示例省云川市教育局`; empty when it begins with none.
pub(super) fn place(name: &str) -> &str {
    let mut end = 0;
    for (at, character) in name.char_indices().skip(1) {
        let after = at + character.len_utf8();
        let next = name[after..].chars().next().unwrap_or(' ');
        // 城乡, 城市, 社区 and 园区 are no places.
        let before = name[..at].chars().next_back().unwrap_or(' ');
        let ends = match character {
            '省' | '县' | '州' | '旗' | '盟' | '镇' | '乡' => !matches!(next, '域' | '级' | '村' | '委'),
            '市' => !matches!(next, '场' | '政' | '容' | '民' | '级'),
            '区' => !matches!(next, '域' | '块' | '级'),
            _ => false,
        };
        if ends && !name[end..at].is_empty() && !"城社园校景林厂灾超都联".contains(before) {
            end = after;
        }
        // Behind the first word of what the body does no place follows.
        if at > 45 {
            break;
        }
    }
    // The place of a town or a party committee is the whole of what stands before the word for the body.
    &name[..end]
}

/// How far below the state a place stands: 1 for a province, 2 for a city, 3 for a county or a district, 4 for a town.
pub(super) fn depth(place: &str) -> Option<u8> {
    Some(match place.chars().next_back()? {
        '省' => 1,
        '市' | '州' | '盟' => 2,
        '县' | '旗' => 3,
        '区' if place.ends_with("自治区") => 1,
        '区' => 3,
        '镇' | '乡' => 4,
        _ => return None,
    })
}

/// A line of the body, as its text.
pub(super) struct Line<'a> {
    /// The text.
    pub text: &'a str,
    source: &'a Text,
    /// Where the line begins in its source text.
    start: usize,
}

impl<'a> Line<'a> {
    /// The place of a stretch of the line.
    pub fn span(&self, start: usize, end: usize) -> Span {
        self.source.source_span(self.start + start, self.start + end)
    }

    /// The place of `needle`, where it stands in the line.
    pub fn find(&self, needle: &str) -> Option<Span> {
        self.text.find(needle).map(|at| self.span(at, at + needle.len()))
    }
}

/// The last paragraph of the body: where a document says what it wants (结语).
pub(super) fn last_line(notice: &Notice) -> Option<Line<'_>> {
    let block = notice.body.iter().rev().find(|block| matches!(block, Block::Paragraph(_) | Block::Section(_)))?;
    let text = match block {
        Block::Paragraph(paragraph) => &paragraph.text,
        Block::Section(section) if section.text.is_empty() => &section.heading,
        Block::Section(section) => &section.text,
        _ => return None,
    };
    Some(Line { text: &text.source.text, source: &text.source, start: 0 })
}

/// The names that plainly stand in `name` with nothing between them: each ends as a ministry or commission does.
pub(super) fn glued(name: &str, language: Language) -> Vec<&str> {
    let (mut parts, mut start) = (Vec::new(), 0);
    for (at, character) in name.char_indices() {
        let end = at + character.len_utf8();
        let (first, rest) = (&name[start..end], &name[end..]);
        // In Taiwan an agency (署) stands under its ministry, with the name of both.
        let is_agency = language == Language::Traditional && rest.ends_with('署');
        if is_ministry(first) && is_ministry(rest) && !rest.starts_with(|c| GOES_ON.contains(c) || !is_han(c)) && !is_agency {
            parts.push(first);
            start = end;
        }
    }
    parts.push(&name[start..]);
    parts
}

/// What stands behind 部 or 委 where the word goes on: 干部, 部队, 委员会, 部署.
const GOES_ON: &str = "干队隊门門员員署属屬级級长長分";

/// Departments within an organ: 公安部政治部 is one name.
const DEPARTMENTS: [&str; 8] = ["宣传部", "组织部", "统战部", "统一战线工作部", "社会工作部", "政治部", "武装部", "人民武装部"];

/// Whether `name` ends as ministries and commissions do and is long enough for one. 省委, 党委 and 西部 are none.
fn is_ministry(name: &str) -> bool {
    let mut ending = name.chars().rev();
    let (last, before) = (ending.next(), ending.next().unwrap_or(' '));
    let ends = match last {
        Some('部') => !"东西南北中内外全局干東內".contains(before),
        Some('委') => !"省市縣区區州旗盟镇乡街工党黨纪紀团團常政校区".contains(before),
        Some('署') => before != '部',
        Some('局') => matches!(before, '总' | '總'),
        _ => false,
    };
    ends && name.chars().count() >= 3 && !DEPARTMENTS.contains(&name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn same_names(a: &str, b: &str) -> bool {
        same(&key(a), &key(b))
    }

    #[test]
    fn one_body_has_many_names() {
        for (a, b) in [
            ("国家市场监督管理总局", "市场监管总局"),
            ("科 技 部", "科学技术部"),
            ("中共示例省委宣传部", "省委宣传部"),
            ("示例省发展和改革委员会", "省发展改革委"),
            ("中国人民银行", "人民銀行"),
            ("市場監管總局", "国家市场监督管理总局"),
            ("国务院国有资产监督管理委员会", "国务院国资委"),
            ("The Ministry of Finance", "Ministry of Finance"),
        ] {
            assert!(same_names(a, b), "{a}, {b}: {}, {}", key(a), key(b));
        }
        for (a, b) in [
            ("各市教育局", "市教育局"),
            ("甲市教育局", "乙市教育局"),
            ("示例省教育厅", "示例省财政厅"),
            ("示例省人民政府", "示例省人民政府办公厅"),
        ] {
            assert!(!same_names(a, b), "{a}, {b}");
        }
    }

    #[test]
    fn a_ministry_and_its_counterparts_have_one_matter() {
        let of = |name: &str| topic(&key(name));
        for (a, b) in [
            ("工业和信息化部", "工業和信息化主管部門"),
            ("示例省经济和信息化厅", "经济和信息化局（委）"),
            ("文化和旅游部", "文化和旅遊廳(局)"),
            ("中央宣传部", "黨委宣傳部"),
            ("国家卫生健康委", "卫生健康委"),
            ("中国人民银行", "人民銀行(分、支行)"),
            ("国务院国资委", "国资委"),
            ("住房和城乡建设部", "住房和城鄉建設廳(委、管委、局)"),
            ("农业农村部", "農業農村(農牧、畜牧、獸醫、漁業)廳(局、委、辦)"),
            ("海关总署", "各直屬海關"),
            ("示例省水利厅", "水利（水务）局"),
        ] {
            assert!(of(a).is_some() && of(a) == of(b), "{a} {:?}, {b} {:?}; {}", of(a), of(b), key(b));
        }
        assert_eq!(of("示例新区管委会"), None);
        assert_eq!(of("示例省人民政府"), None);
    }

    #[test]
    fn places_are_read_off_names() {
        assert_eq!(place("示例市市场监督管理局"), "示例市");
        assert_eq!(place("示例省云川市教育局"), "示例省云川市");
        assert_eq!(place("示例市住房和城乡建设局"), "示例市");
        assert_eq!(place("示例市城市管理局"), "示例市");
        assert_eq!(place("市林业局"), "");
        assert_eq!(place("示例县东风镇人民政府"), "示例县东风镇");
        assert_eq!(depth(place("示例自治区人民政府")), Some(1));
    }
}
