//! Letters, orders, minutes, briefings.

super::family! {
    id: "layouts",
    en: "Special layouts", "Letters, orders, minutes, briefings.",
    zh: "特定格式", "信函、命令、纪要、简报。",
}
