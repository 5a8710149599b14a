use crate::check::{Context, Findings, Severity};
use crate::model::Block;
use crate::syntax::Text;
use crate::{declare_rule, say};

declare_rule! {
    /// Two figures or tables have the same identifier, so that `{@id}` could mean either.
    ///
    /// Give one of them another identifier, and look at each place that refers to it.
    ///
    /// 中文
    ///
    /// 两个图、表用了同一个标识，`{@标识}` 分不清指哪一个。
    ///
    /// 给其中一个换一个标识，再看看引用它的各处指的是哪一个。
    ///
    /// ```notice,bad
    /// ![演练点位](a.png){#site}
    ///
    /// ![转移路线](b.png){#site}
    /// ```
    /// ```notice,good
    /// ![演练点位](a.png){#site}
    ///
    /// ![转移路线](b.png){#route}
    /// ```
    pub static DUPLICATE_ID = Rule { id: "duplicate-id", severity: Severity::Error, check };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let mut seen: Vec<&Text> = Vec::new();
    for block in context.notice.blocks() {
        let id = match block {
            Block::Figure(figure) => figure.id.as_ref(),
            Block::Table(table) => table.id.as_ref(),
            _ => None,
        };
        let Some(id) = id else { continue };
        let name = &id.text;
        match seen.iter().find(|other| other.text == *name) {
            Some(first) => {
                findings
                    .report(&DUPLICATE_ID, id.span, say!("标识“{name}”重复", "identifier `{name}` was there already"))
                    .related(first.span, say!("前一个在这里", "the first one is here"))
                    .help(say!("换一个标识，并改正引用", "give it an identifier of its own, and fix the references"));
            }
            None => seen.push(id),
        }
    }
}
