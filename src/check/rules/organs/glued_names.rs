use crate::check::{Context, Findings, Severity};
use crate::model::Language;
use crate::{declare_rule, say};

declare_rule! {
    /// Names of organs stand together with nothing between them.
    ///
    /// 中文
    ///
    /// 几个机关名称连在一起，中间没有分开。
    ///
    /// ```notice,bad
    /// 署名：交通运输部农业农村部
    /// ```
    /// ```notice,good
    /// 署名：交通运输部、农业农村部
    /// ```
    pub static GLUED_NAMES = Rule { id: "glued-names", severity: Severity::Warning, check };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let notice = context.notice;
    for organ in notice.issuers.iter().chain(&notice.signatories) {
        let names = parts(&organ.name, notice.language);
        let [first @ .., last] = &names[..] else { continue };
        if first.is_empty() {
            continue;
        }
        let is_item = notice.fields.iter().flat_map(|field| &field.items).any(|item| item.span == organ.text.span);
        let (zh, en) = (first.join("”“"), first.join("`, `"));
        let finding = findings.report(
            &GLUED_NAMES,
            organ.text.span,
            say!("“{zh}”和“{last}”连在一起了", "`{en}` and `{last}` stand together"),
        );
        // An item is one name; in a line the names are parted by a mark.
        finding.suggest(names.join(if is_item { "\n- " } else { "、" }));
    }
}

/// The names that plainly stand in `name` with nothing between them: each ends as a ministry or commission does.
fn parts(name: &str, language: Language) -> Vec<&str> {
    let (mut parts, mut start) = (Vec::new(), 0);
    for (at, character) in name.char_indices() {
        let end = at + character.len_utf8();
        let (first, rest) = (&name[start..end], &name[end..]);
        // In Taiwan an agency (署) stands under its ministry, with the name of both.
        let is_agency = language == Language::Traditional && rest.ends_with('署');
        if is_organ(first) && is_organ(rest) && !rest.starts_with(|c| GOES_ON.contains(c)) && !is_agency {
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
fn is_organ(name: &str) -> bool {
    let mut ending = name.chars().rev();
    let (last, before) = (ending.next(), ending.next().unwrap_or(' '));
    let ends = match last {
        Some('部') => !"东西南北中内外全局干東內".contains(before),
        Some('委') => !"省市县區区州旗盟镇乡街工党黨纪紀团團常政校区".contains(before),
        Some('署') => before != '部',
        Some('局') => matches!(before, '总' | '總'),
        _ => false,
    };
    ends && name.chars().count() >= 3 && !DEPARTMENTS.contains(&name)
}
