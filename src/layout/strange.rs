//! Findings about characters that no face has, or that came from another face than their role's.

use super::fonts::FontSet;
use super::shape::{Strange, Why};
use crate::check::Findings;
use crate::check::rules::{FALLBACK_GLYPH, MISSING_GLYPH};
use crate::say;
use crate::span::Span;
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn report(strange: &[Strange], fonts: &FontSet, findings: &mut Findings<'_>) {
    let mut missing: BTreeMap<char, (Span, usize)> = BTreeMap::new();
    let mut borrowed: BTreeMap<usize, (Span, BTreeSet<char>)> = BTreeMap::new();
    let mut usual: BTreeMap<(char, char), Span> = BTreeMap::new();
    for one in strange {
        match one.why {
            // One finding a character is enough, at the first place where it stands.
            Why::Missing => missing.entry(one.character).or_insert((one.span, 0)).1 += 1,
            // A text in Traditional script borrows dozens: one finding a face.
            Why::Borrowed(face) => {
                borrowed.entry(face).or_insert_with(|| (one.span, BTreeSet::new())).1.insert(one.character);
            }
            Why::UsualForm(selector) => _ = usual.entry((one.character, selector)).or_insert(one.span),
        }
    }
    for (character, (span, count)) in missing {
        let code = character as u32;
        findings
            .report(
                &MISSING_GLYPH,
                span,
                say!("没有字体含有“{character}”（U+{code:04X}），共{count}处", "no font has `{character}` (U+{code:04X}), {count} in all"),
            )
            .help(say!(
                "用 `zhumo fonts` 查看各角色的字体；安装含有此字的字体，或用 `--font-path` 指明文件夹",
                "`zhumo fonts` shows the font of each role; install one that has the character, or name its folder with `--font-path`"
            ));
    }
    for (face, (span, characters)) in borrowed {
        let name = &fonts.faces[face].name;
        let count = characters.len();
        let shown: String = characters.into_iter().collect();
        findings.report(
            &FALLBACK_GLYPH,
            span,
            say!("{count} 个字取自后备字体 {name}：{shown}", "{count} characters are taken from {name}: {shown}"),
        );
    }
    for ((character, selector), span) in usual {
        let code = selector as u32;
        findings.report(
            &FALLBACK_GLYPH,
            span,
            say!(
                "没有字体含有“{character}”的这个异体（U+{code:04X}），按通常字形印",
                "no font has the form of `{character}` that U+{code:04X} asks for; the usual one is printed"
            ),
        );
    }
}
