//! Lines as offices type them: shapes with their slots filled, several of them glued together, and lines of random characters. The same
//! on every run.

use crate::support::{Seeded, unescape};
use std::collections::BTreeSet;

/// A line that is to come through.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Line {
    /// The line, without white space at its ends.
    pub text: String,
    /// Where it is from: the family of its shape, `random`, or a file.
    pub family: String,
}

/// What stands between lines in a draft is made of this character, and no line has it.
pub const MARK: char = '囗';

/// Every shape, with the name of its family.
fn shapes() -> Vec<(&'static str, String)> {
    let mut family = "";
    let mut shapes = Vec::new();
    for line in include_str!("shapes.txt").lines().filter(|line| !line.is_empty()) {
        match line.strip_prefix("--- ").and_then(|rest| rest.strip_suffix(" ---")) {
            Some(name) => family = name,
            None if family.is_empty() => {}
            None => shapes.push((family, unescape(line))),
        }
    }
    assert!(shapes.len() > 600);
    shapes
}

/// `count` distinct lines.
pub fn lines(seed: u64, count: usize) -> Vec<Line> {
    let mut writer = Writer { seeded: Seeded(seed) };
    let mut seen = BTreeSet::new();
    let mut lines = Vec::with_capacity(count);
    // Every shape is written some times before chance takes over.
    let every = shapes();
    let mut queue = every.iter().cycle().take(every.len() * 4);
    while lines.len() < count {
        let (family, text) = match queue.next() {
            Some((family, shape)) => (*family, writer.fill(shape)),
            None => writer.line(&every),
        };
        let text = text.trim().to_owned();
        if !text.is_empty() && text.chars().count() <= 160 && seen.insert(text.clone()) {
            lines.push(Line { text, family: family.to_owned() });
        }
    }
    lines
}

/// Every character that is no letter, figure or Chinese character of the usual ones.
pub fn characters() -> String {
    let shapes = shapes();
    let shapes = shapes.iter().map(|(_, shape)| shape.as_str());
    let words = [WIDE_MARKS, ASCII_MARKS, HAN].into_iter().chain(shapes).flat_map(str::chars);
    let all: BTreeSet<char> = words.chain(SLOTS.chars()).filter(|c| !c.is_whitespace() && !matches!(c, '«' | '»')).collect();
    all.into_iter().collect()
}

/// What slots are filled with that no shape has.
const SLOTS: &str = "⁴⁵⁶⁻³¹²ⁿ₂₁₀☐☑☒■√✓✔✗×○●→←↑↓⇒➔─↔￥¥＄€£";

struct Writer {
    seeded: Seeded,
}

impl Writer {
    /// A line by chance.
    fn line(&mut self, every: &[(&'static str, String)]) -> (&'static str, String) {
        let (family, shape) = &every[self.seeded.below(every.len())];
        let other = &every[self.seeded.below(every.len())].1;
        match self.seeded.below(20) {
            0..=5 => (family, self.fill(shape)),
            6..=8 => ("glued", format!("{}{}{}", self.fill(shape), self.seeded.of(GLUE), self.fill(other))),
            9 => ("doubled", format!("{}{}{}", self.fill(shape), self.seeded.of(GLUE), self.fill(shape))),
            10 => ("wrapped", self.wrapped(shape)),
            11 => ("led in", format!("{}{}{}", self.slot("S"), self.seeded.of(GLUE), self.fill(shape))),
            12..=13 => ("changed", self.changed(shape)),
            14..=16 => ("random", self.random(false)),
            _ => ("random marks", self.random(true)),
        }
    }

    fn wrapped(&mut self, shape: &str) -> String {
        let (open, close) = PAIRS[self.seeded.below(PAIRS.len())];
        format!("{}{open}{}{close}{}", self.slot("H"), self.fill(shape), self.slot("H"))
    }

    /// A shape with a character more, less or in another place, as a hand slips.
    fn changed(&mut self, shape: &str) -> String {
        let mut characters: Vec<char> = self.fill(shape).chars().collect();
        for _ in 0..=self.seeded.below(3) {
            let at = self.seeded.below(characters.len() + 1);
            match self.seeded.below(3) {
                0 if at < characters.len() => drop(characters.remove(at)),
                1 if at + 1 < characters.len() => characters.swap(at, at + 1),
                _ => {
                    let put: Vec<char> = self.mark().chars().collect();
                    characters.splice(at..at, put);
                }
            }
        }
        characters.into_iter().collect()
    }

    fn mark(&mut self) -> String {
        let set = if self.seeded.below(4) == 0 { WIDE_MARKS } else { ASCII_MARKS };
        let marks: Vec<char> = set.chars().collect();
        let mark = marks[self.seeded.below(marks.len())];
        let times = if self.seeded.below(4) == 0 { 1 + self.seeded.below(3) } else { 1 };
        std::iter::repeat_n(mark, times).collect()
    }

    /// Characters by chance; `marks` has more of those that Markdown reads.
    fn random(&mut self, marks: bool) -> String {
        let mut out = String::new();
        for _ in 0..1 + self.seeded.below(if marks { 18 } else { 30 }) {
            let piece = match self.seeded.below(if marks { 24 } else { 16 }) {
                0..=4 => self.slot("h"),
                5 => self.slot("H"),
                6..=7 => self.slot("1"),
                8 => self.seeded.of(&["a", "b", "x", "T", "NO", "km", "e", "_a"]).to_owned(),
                9..=12 => self.mark(),
                13 => self.seeded.of(&[" ", " ", "　", "  "]).to_owned(),
                14 => self.seeded.of(&["，", "。", "、", "（", "）", "：", "“", "”"]).to_owned(),
                15 => self.slot(self.seeded_slot()),
                _ => self.seeded.of(HOT).to_owned(),
            };
            out.push_str(&piece);
        }
        out
    }

    fn seeded_slot(&self) -> &'static str {
        ["*", "_", "^", "□", "u", "w", "m", "p"][usize::try_from(self.seeded.0 % 8).unwrap()]
    }

    /// The shape with every slot filled.
    fn fill(&mut self, shape: &str) -> String {
        let mut parts = shape.split('«');
        let mut out = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            let (slot, rest) = part.split_once('»').expect("a slot ends");
            out.push_str(&self.slot(slot));
            out.push_str(rest);
        }
        out
    }

    fn slot(&mut self, slot: &str) -> String {
        let seeded = &mut self.seeded;
        match slot {
            "N" => format!("{}{}", seeded.of(SURNAMES), seeded.of(GIVEN)),
            "O" => seeded.of(OFFICES).to_owned(),
            "h" => {
                let all: Vec<char> = HAN.chars().collect();
                all[seeded.below(all.len())].to_string()
            }
            "H" => seeded.of(WORDS).to_owned(),
            "S" => (0..1 + seeded.below(4)).map(|_| seeded.of(WORDS)).collect(),
            "1" => (1 + seeded.below(9)).to_string(),
            "2" => (10 + seeded.below(90)).to_string(),
            "4" => format!("{:04}", seeded.below(10_000)),
            "9" => {
                let limit = [10, 1_000, 100_000, 10_000_000][seeded.below(4)];
                seeded.below(limit).to_string()
            }
            "a" => seeded.of(LATIN).to_owned(),
            "A" => char::from(b'A' + u8::try_from(seeded.below(26)).unwrap()).to_string(),
            "_" => "_".repeat(1 + seeded.below(12)),
            "*" => "*".repeat(1 + seeded.below(12)),
            "x" => seeded.of(&["*", "**", "***", "****", "×", "××", "X", "XXX", "xx", "■■", "○○", "某", "****"]).to_owned(),
            "p" => {
                let all: Vec<char> = ASCII_MARKS.chars().collect();
                all[seeded.below(all.len())].to_string()
            }
            "m" => {
                let all: Vec<char> = WIDE_MARKS.chars().collect();
                all[seeded.below(all.len())].to_string()
            }
            "s" => seeded.of(&["", " ", "　", "\u{a0}", "\t"]).to_owned(),
            "u" => self.address(),
            "e" => format!(
                "{}@{}",
                seeded.of(&["tongji", "a_b", "x.y-z", "office+1", "A_B_C"]),
                seeded.of(&["example.gov.cn", "example.com"])
            ),
            "w" => self.path(),
            "¥" => seeded.of(&["￥", "¥", "$", "＄", "€", "£", "US$"]).to_owned(),
            "^" => seeded.of(&["⁴", "⁵", "⁶", "⁻³", "¹²", "ⁿ", "²", "₂", "₁₀"]).to_owned(),
            "□" => seeded.of(&["□", "☐", "☑", "☒", "■", "√", "✓", "✔", "✗", "×", "○", "●"]).to_owned(),
            "→" => seeded.of(&["→", "←", "↑", "↓", "⇒", "➔", "->", "=>", "──>", "↔"]).to_owned(),
            other => panic!("no such slot: {other}"),
        }
    }

    fn address(&mut self) -> String {
        let seeded = &mut self.seeded;
        let head = seeded.of(&["https://", "http://", "www.", "https://www.", "ftp://", "https://"]);
        let host = seeded.of(&["example.gov.cn", "tongji.example.cn", "example.org", "example.com:8080"]);
        let mut out = format!("{head}{host}");
        for _ in 0..seeded.below(4) {
            out.push('/');
            out.push_str(seeded.of(&[
                "a",
                "a_b",
                "_x_",
                "~user",
                "2026-11",
                "col1",
                "art_2_3.html",
                "*",
                "index.shtml",
                "a(b)",
                "x'y",
                "%E4%B8%AD",
                "__init__",
            ]));
        }
        for round in 0..seeded.below(4) {
            out.push(if round == 0 { '?' } else { '&' });
            out.push_str(seeded.of(&["id=1", "a_b=c_d", "q=*", "p[]=1", "amp;x=1", "lt=2", "t=~1", "x=%20", "k=$v", "copy=1"]));
        }
        if seeded.below(4) == 0 {
            out.push_str(seeded.of(&["#top", "#!/a/b", "#_1_", "#"]));
        }
        out
    }

    fn path(&mut self) -> String {
        let seeded = &mut self.seeded;
        let windows = seeded.below(3) > 0;
        let mut out = if windows {
            seeded.of(&["C:", "D:", "\\\\fs01\\共享", "\\\\10.0.0.1\\d$", "..", "%TEMP%"]).to_owned()
        } else {
            seeded.of(&["", "~", ".", "..", "/data", "/mnt/d"]).to_owned()
        };
        for _ in 0..1 + seeded.below(4) {
            out.push(if windows { '\\' } else { '/' });
            out.push_str(seeded.of(&[
                "年报",
                "2026",
                "公文_终稿",
                "_old",
                "*.xls",
                "[备份]",
                "新建文件夹 (2)",
                "temp",
                "readme.md",
                "~$表.docx",
                "{1}",
                "`a`",
                "#1",
                "-x",
                "!重要",
                "a&b",
                "n_m",
            ]));
        }
        out
    }
}

const GLUE: &[&str] = &["，", "。", "、", "", " ", "；", "：", "　", ",", "和", "（", "\\", "*", "_", "|", "-", "/"];

const PAIRS: &[(&str, &str)] = &[
    ("（", "）"),
    ("(", ")"),
    ("[", "]"),
    ("【", "】"),
    ("“", "”"),
    ("《", "》"),
    ("{", "}"),
    ("<", ">"),
    ("*", "*"),
    ("**", "**"),
    ("_", "_"),
    ("__", "__"),
    ("~~", "~~"),
    ("`", "`"),
    ("[", "](乙)"),
    ("\"", "\""),
    ("$", "$"),
    ("|", "|"),
    ("&", ";"),
    ("=", "="),
    ("^", "^"),
    ("~", "~"),
];

/// What Markdown, HTML and templates make something of.
const HOT: &[&str] = &[
    "*", "**", "***", "_", "__", "`", "``", "[", "]", "](", ")[", "[^1]", "(", ")", "<", ">", "</", "&", "&amp;", "&#", ";",
    "\\", "\\\\", "~", "~~", "!", "![", "#", "|", "{", "}", "{{", "}}", "$", "^", "=", "+", "-", "--", ".", "...", ":", "://",
    "'", "\"", "%", "@", "/", "//", "?", "{^", "{_", "{**", "{主题}", "1.", "*甲*", "**乙**", "www.", "http://", "a@b.cn",
];

const ASCII_MARKS: &str = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

const WIDE_MARKS: &str = "，。、；：？！（）【】《》〈〉“”‘’「」『』〔〕［］｛｝〖〗—…～·￥＄％＃＆＊＋－／＝＜＞＠＼＾＿｀｜￣§※★☆○●□■△→←↑↓℃‰°′″×÷±≤≥≠≈∞√№①②Ⅲ㎡㈠°";

const HAN: &str = "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权收证改清己美再采转更单风切打白教速花带安场身车例真务具万每目至达走积示议声报斗完类八离华名确才科张信马节话米整空元况今集温传土许步群广石记需段研界拉林律叫且究观越织装影算低持音众书布复容儿须际商非验连断深难近矿千周委素技备半办青省列习响约支般史感劳便团往酸历市克何除消构府称太准精值号率族维划选标写存候毛亲快效斯院查江型眼王按格养易置派层片始却专状育厂京识适属圆包火住调满县局照参红细引听该铁价严龘镕喆堃𠮷";

const WORDS: &[&str] = &[
    "年报",
    "统计",
    "质量月",
    "会议",
    "通知",
    "附件",
    "办公室",
    "工作要求",
    "填表人",
    "必填项",
    "备注",
    "合计",
    "项目名称",
    "审核意见",
    "以下同",
    "本科",
    "全日制",
    "含税",
    "不含税",
    "截止日期",
    "联系人",
    "示例市",
    "各县区",
    "有关单位",
    "同意",
    "不同意",
    "是",
    "否",
    "男",
    "女",
    "甲",
    "乙",
    "丙",
    "表",
    "图",
    "第一名",
    "优秀",
    "不合格",
    "见附件1",
    "三查一回访",
    "人",
    "元",
    "万元",
    "吨",
    "个百分点",
    "报送材料",
    "登记表",
    "贯彻落实",
    "安全生产",
    "文件",
    "号",
    "主题",
    "网页",
    "数据",
    "平方米",
];

const SURNAMES: &[&str] = &["张", "李", "王", "欧阳", "赵", "钱", "孙", "周", "龘", "司马"];
const GIVEN: &[&str] = &["明", "同学", "某", "某某", "*", "**", "小*", "　三", "×", "建国", "喆", "*华"];
const OFFICES: &[&str] = &["示例市统计局", "示例省教育厅", "示例县××局", "示例市**区人民政府", "XX公司", "示例大学（筹）"];
const LATIN: &[&str] = &[
    "a", "abc", "alert", "name", "user_id", "x", "amp", "lt", "note", "km", "b", "init", "T", "H2O", "img", "the", "foo-bar",
    "i", "kg", "hl",
];
