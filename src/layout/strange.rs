//! Findings about characters that no face has, or that came from another face than their role's.

use super::fonts::FontSet;
use super::shape::Strange;
use crate::check::Findings;
use crate::check::rules::{FALLBACK_GLYPH, MISSING_GLYPH};
use crate::say;
use std::collections::BTreeMap;

pub(super) fn report(strange: &[Strange], fonts: &FontSet, findings: &mut Findings<'_>) {
    // One finding a character is enough, at the first place where it stands.
    let mut seen: BTreeMap<(char, Option<usize>), usize> = BTreeMap::new();
    let mut firsts: Vec<&Strange> = Vec::new();
    for one in strange {
        let count = seen.entry((one.character, one.face)).or_insert(0);
        if *count == 0 {
            firsts.push(one);
        }
        *count += 1;
    }
    for one in firsts {
        let (character, code) = (one.character, one.character as u32);
        let count = seen[&(one.character, one.face)];
        match one.face {
            None => {
                findings
                    .report(
                        &MISSING_GLYPH,
                        one.span,
                        say!("没有字体含有“{character}”（U+{code:04X}），共{count}处", "no font has `{character}` (U+{code:04X}), {count} in all"),
                    )
                    .help(say!(
                        "用 `zhumo fonts` 查看各角色的字体；安装含有此字的字体，或用 `--font-path` 指明文件夹",
                        "`zhumo fonts` shows the font of each role; install one that has the character, or name its folder with `--font-path`"
                    ));
            }
            Some(face) => {
                let name = &fonts.faces[face].name;
                findings.report(
                    &FALLBACK_GLYPH,
                    one.span,
                    say!(
                        "“{character}”（U+{code:04X}）取自后备字体 {name}，共{count}处",
                        "`{character}` (U+{code:04X}) is taken from {name}, {count} in all"
                    ),
                );
            }
        }
    }
}
