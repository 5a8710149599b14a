use crate::check::{Context, Findings, Severity, damaged};
use crate::span::Span;
use crate::{declare_rule, say};

declare_rule! {
    /// A web address is cut off: it has no host, ends in dots, or its bracket was never closed.
    ///
    /// Nobody can open it or guess the rest. Copy the whole address again from where it stands.
    ///
    /// 中文
    ///
    /// 网址不完整：没有域名，结尾是省略号，或者括号里的网址断在中间。
    ///
    /// 打不开，读者也猜不出后面是什么。从原处重新复制完整的网址。
    ///
    /// ```notice,bad
    /// 请登录 http://www. 下载表格。
    /// ```
    /// ```notice,good
    /// 请登录 http://www.example.gov.cn 下载表格。
    /// ```
    pub static TRUNCATED_ADDRESS = Rule {
        id: "truncated-address", severity: Severity::Warning, check,
        needs: Word("http"),
    };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for (start, line) in damaged::lines(context.source) {
        // Marks of code up to the place, where the last bracket closes, and where the address before ends: a long line is read once.
        let (mut ticks, mut counted, mut before) = (0, 0, 0);
        let last = line.rfind([')', '）']);
        for (at, _) in line.match_indices("http") {
            // An address in an address is a part of it.
            if at < before {
                continue;
            }
            let rest = &line[at..];
            let Some(host) = rest.strip_prefix("https://").or_else(|| rest.strip_prefix("http://")) else { continue };
            let length = host.find(|c: char| !c.is_ascii_graphic() || "\"'<>()`|".contains(c)).unwrap_or(host.len());
            let written = &host[..length];
            before = at + (rest.len() - host.len()) + length;
            ticks += line[counted..at].matches('`').count();
            counted = at;
            let in_code = ticks % 2 == 1;
            let name = written.split(['/', '?', '#']).next().unwrap_or_default().trim_end_matches(['.', ',', ';']);
            let bare = name.strip_prefix("www").map_or(name, |rest| rest.trim_start_matches('.'));
            let no_host = !bare.contains('.') && !bare.starts_with("localhost") && !bare.contains(':');
            let dots = written.ends_with("...") || host[length..].starts_with('…');
            let opened = line[..at].trim_end().ends_with(['(', '（']);
            let behind = host[length..].trim_start();
            let cut = opened && written.ends_with('.') && (behind.is_empty() || last.is_none_or(|last| last < at));
            if in_code || !(no_host || dots || cut) {
                continue;
            }
            let more = if host[length..].starts_with('…') { '…'.len_utf8() } else { 0 };
            let end = before + more;
            let finding = findings.report(
                &TRUNCATED_ADDRESS,
                Span::new(start + at, start + end),
                say!("网址不完整", "the address is cut off"),
            );
            finding.why = None;
            finding.help(say!("补全网址，或者删去", "write the whole address, or delete it"));
        }
    }
}
