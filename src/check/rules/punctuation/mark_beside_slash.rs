use crate::check::{Context, Findings, Severity};
use crate::{declare_rule, say};

declare_rule! {
    /// A comma, 、 or stop stands next to a slash.
    ///
    /// The slash already parts what stands on its two sides.
    ///
    /// 中文
    ///
    /// 分隔号“/”旁边又用了点号。
    ///
    /// 分隔号已经把前后分开，旁边再加点号就重复了。
    ///
    /// Source: GB/T 15834—2011, A.14
    ///
    /// ```notice,bad
    /// 采取线上/、线下方式。
    /// ```
    /// ```notice,good
    /// 采取线上/线下方式。
    /// ```
    pub static MARK_BESIDE_SLASH = Rule { id: "mark-beside-slash", severity: Severity::Info, check, needs: One("/") };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for prose in context.simplified() {
        for (at, _) in prose.find_any(&['/']) {
            let is_mark = |c: &char| matches!(c, '，' | '、' | '；');
            let before = prose.before(at).filter(is_mark).map_or(0, char::len_utf8);
            let after = prose.after(at + 1).filter(is_mark).map_or(0, char::len_utf8);
            let range = at - before..at + 1 + after;
            if before + after > 0 && prose.is_free(&range) {
                findings
                    .report(&MARK_BESIDE_SLASH, prose.span(range), say!("分隔号旁边不用点号", "a mark beside a slash"))
                    .suggest("/");
            }
        }
    }
}
