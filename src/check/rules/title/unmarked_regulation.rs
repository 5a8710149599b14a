use crate::check::title::is_official;
use crate::check::{Context, Findings, Severity};
use crate::{declare_rule, say};

declare_rule! {
    /// A regulation that is sent out is named in the title without 《》.
    ///
    /// Laws, 法规 and 规章 have title marks. Whether a 办法, 规定, 细则 is one of these a program cannot see: those of an office are none, so this is a remark. For 方案, 要点 and the like usage differs, and the rule is silent.
    ///
    /// 中文
    ///
    /// 标题里印发的规章没有加书名号。
    ///
    /// 法律、法规、规章要加书名号。办法、规定、细则是不是规章，程序看不出来，机关内部的就不是，所以只作提示。方案、要点等各地做法不一，本条不查。
    ///
    /// Source: GB/T 15834—2011, 4.15
    ///
    /// ```notice,bad
    /// 标题：示例市交通局关于印发示例市停车管理办法的通知
    /// ```
    /// ```notice,good
    /// 标题：示例市交通局关于印发《示例市停车管理办法》的通知
    /// ```
    pub static UNMARKED_REGULATION = Rule { id: "unmarked-regulation", severity: Severity::Info, check };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let title = context.title();
    let Some((_, word)) = title.genre.as_ref().filter(|_| is_official(context.notice)) else { return };
    let text = &title.text;
    let Some(at) = ["印发", "发布", "公布", "颁布"].iter().filter_map(|verb| Some(text.find(verb)? + verb.len())).min()
    else {
        return;
    };
    let Some(end) = text[..word.start].strip_suffix('的').map(str::len).filter(|end| *end > at) else { return };
    let name = &text[at..end];
    let bare = name.strip_suffix("（试行）").or_else(|| name.strip_suffix("（暂行）")).unwrap_or(name);
    let regulation = ["办法", "条例", "规定", "细则", "规则"].iter().any(|kind| bare.ends_with(kind));
    // `修订后的……`, `关于……的规定` and lists of several names are left to the writer.
    if !regulation || name.contains(['《', '“', '、', '和', '的', '等']) || name.contains("关于") || name.chars().count() < 5
    {
        return;
    }
    let place = at..end;
    let finding = findings.report(
        &UNMARKED_REGULATION,
        title.span(place.clone()),
        say!("规章名称没有加书名号", "a regulation named without 《》"),
    );
    if title.is_on_one_line(&place) {
        finding.suggest(format!("《{name}》"));
    } else {
        finding.help(say!("写作“《{name}》”", "write 《{name}》"));
    }
}
