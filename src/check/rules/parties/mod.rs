//! Direction, recipients, joint issue.

super::family! {
    id: "parties",
    en: "Who writes to whom", "Direction, recipients, joint issue.",
    zh: "行文关系", "行文方向、主送抄送、联合行文。",
}
