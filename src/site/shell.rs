//! The frame of the pages: head, style, policy.

use super::words::Words;
use crate::markup::escape;
use base64::Engine as _;
use sha2::{Digest, Sha256};

/// Colours and widths are those of the page of a notice.
const STYLE: &str = ":root{color-scheme:light dark;--paper:#fff;--ink:#111;--quiet:#555;--line:#767676;--link:#0b4f9e;--red:#c4000b}\
@media (prefers-color-scheme:dark){:root{--paper:#161616;--ink:#eee;--quiet:#bbb;--line:#8a8a8a;--link:#9ac7ff;--red:#ff8078}}\
body{font:1.0625rem/1.6 \"Noto Sans CJK SC\",\"Source Han Sans SC\",\"PingFang SC\",\"Microsoft YaHei\",sans-serif;margin:0;color:var(--ink);background:var(--paper)}\
header,nav,main{max-width:60rem;margin:0 auto;padding:0 1rem}h1{color:var(--red);font-size:1.75rem;line-height:1.3;overflow-wrap:anywhere}h2{font-size:1.25rem}\
a{color:var(--link)}a:focus-visible,input:focus-visible,button:focus-visible{outline:3px solid var(--link);outline-offset:2px}\
.skip{position:absolute;left:-99rem}.skip:focus{left:1rem;top:1rem;background:var(--paper);padding:.5rem}\
form{display:flex;flex-wrap:wrap;gap:.5rem;align-items:center;margin:1rem 0}input,button{font:inherit;padding:.3rem .6rem;border:1px solid var(--line);color:inherit;background:var(--paper)}\
input{flex:1 1 12rem;min-width:0}.groups{list-style:none;padding:0;display:flex;flex-wrap:wrap;gap:.25rem 1.25rem}.groups li{padding:.25rem 0}\
.notices{list-style:none;padding:0}.notices li{padding:.6rem 0;border-bottom:1px solid var(--line);overflow-wrap:anywhere}.notices li[hidden]{display:none}\
.about{display:block;color:var(--quiet);font-size:.9375rem}.about span,.about time{margin-right:1rem}\
@media print{form,nav,.skip{display:none}}";

fn hash(text: &str) -> String {
    format!("'sha256-{}'", base64::engine::general_purpose::STANDARD.encode(Sha256::digest(text)))
}

/// A page; `head` is what else its head holds, `script` what it runs.
pub(super) fn page(title: &str, head: &str, body: &str, script: Option<&str>, words: &Words) -> String {
    let style = hash(STYLE);
    let allowed = script.map(|script| format!("; script-src {}", hash(script))).unwrap_or_default();
    let run = script.map(|script| format!("<script>{script}</script>\n")).unwrap_or_default();
    format!(
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src {style}{allowed}; base-uri 'none'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light dark\">\n\
         <title>{}</title>\n{head}<style>{STYLE}</style>\n</head>\n<body>\n{body}{run}</body>\n</html>\n",
        words.tag,
        escape(title)
    )
}

/// The page at an address that was left.
pub(super) fn moved(title: &str, to: &str, canonical: &str, words: &Words) -> String {
    let (to, canonical) = (escape(to), escape(canonical));
    let head = format!(
        "<meta http-equiv=\"refresh\" content=\"0; url={to}\">\n<meta name=\"robots\" content=\"noindex\">\n<link rel=\"canonical\" href=\"{canonical}\">\n"
    );
    let body = format!("<main>\n<h1>{}</h1>\n<p><a href=\"{to}\">{}</a></p>\n</main>\n", words.moved, escape(title));
    page(title, &head, &body, None, words)
}
