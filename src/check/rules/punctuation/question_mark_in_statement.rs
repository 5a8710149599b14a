use crate::check::marks::{is_quoted, sentence};
use crate::check::{Context, Findings, Severity};
use crate::{declare_rule, say};

declare_rule! {
    /// A question mark closes a sentence that asks nothing.
    ///
    /// 弄清问题在哪里 holds the words of a question and is none.
    ///
    /// 中文
    ///
    /// 不是疑问句，却用了问号。
    ///
    /// “弄清问题在哪里”里有疑问词，整句并不发问，用句号。
    ///
    /// Source: GB/T 15834—2011, A.2
    ///
    /// ```notice,bad
    /// 各单位要弄清问题在哪里？
    /// ```
    /// ```notice,good
    /// 各单位要弄清问题在哪里。
    /// ```
    pub static QUESTION_MARK_IN_STATEMENT = Rule {
        id: "question-mark-in-statement", severity: Severity::Info, check,
        needs: One("？"),
    };
}

const VERBS: [&str; 6] = ["要弄清", "要搞清", "要查明", "要弄明白", "要说清", "要讲清"];

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for prose in context.simplified() {
        let text = prose.text();
        for mark in prose.find("？") {
            let sentence = sentence(text, mark.start);
            let words = &text[sentence.start..mark.start];
            let tells = VERBS.iter().any(|verb| words.contains(verb));
            if tells && !is_quoted(text, mark.start) && !words.contains(['“', '：', '吗', '呢', '；']) {
                findings
                    .report(&QUESTION_MARK_IN_STATEMENT, prose.span(mark), say!("这句话并不发问", "this sentence asks nothing"))
                    .suggest("。");
            }
        }
    }
}
