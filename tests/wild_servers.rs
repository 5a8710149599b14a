//! Whatever the language server and the preview are sent, they answer, and the preview keeps to its folder. `fuzz/` calls the same functions with what
//! a fuzzer thinks of.

#[allow(dead_code, reason = "the program uses the rest")]
#[path = "../fuzz/shared/servers.rs"]
mod servers;
mod support;

use support::Seeded;

/// A text with a few of its characters taken away or put in.
fn broken(sound: &[&str], pieces: &[&str], seeded: &mut Seeded) -> String {
    let mut text = seeded.of(sound).to_owned();
    for _ in 0..1 + seeded.below(5) {
        let near = |at: usize, text: &str| (at..=text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len());
        let start = near(seeded.below(text.len() + 1), &text);
        let end = near((start + seeded.below(12)).min(text.len()), &text);
        text.replace_range(start..end, seeded.of(pieces));
    }
    text
}

#[test]
fn every_request_of_an_editor_is_answered_once() {
    let sound = [
        "标题：关于甲的通知\n主送：乙：\n\n一、丙{丁}。\n\n署名：戊\n===\nA\nB\nC\nD\nE\nF\n00,1\n12,3\n23,4\n30,0\n40,9\n53,3\n63,3\n70,0,9,9\n80,0,5,5\nc1,0,2,1,己\\庚\nF\n",
        "a\n===\n{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"textDocument/hover\",\"params\":{\"textDocument\":{\"uri\":\"untitled:a.notice\"},\"position\":{\"line\":0,\"character\":0}}}\n",
        "a\n===\n{\"jsonrpc\":\"2.0\",\"method\":\"textDocument/didClose\",\"params\":{\"textDocument\":{\"uri\":\"untitled:a.notice\"}}}\n01,1\n{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"shutdown\"}\nA\n",
    ];
    let pieces = [
        "",
        "\n",
        "4294967295",
        "c0,0,9,9,😀\\\r",
        "c",
        "F\nF",
        "{",
        "}",
        "null",
        "id\":1",
        "𠀋",
        "\\",
        "：",
        "附件1",
        "{@a}",
        "6",
        "c9,9,0,0,a",
    ];
    let mut seeded = Seeded(5);
    for _ in 0..400 {
        servers::messages(&broken(&sound, &pieces, &mut seeded));
    }
}

#[test]
fn whatever_is_asked_of_a_preview_it_answers_and_keeps_to_its_folder() {
    let preview = servers::Preview::new();
    let kinds = "open import changes hover letter new save look complete web markdown fmt fix export state";
    let mut sound: Vec<String> =
        kinds.split(' ').map(|kind| format!("POST /api/{kind}\n\na.notice\n标题：关于甲的通知\n\n乙{{丙}}。\n")).collect();
    sound.extend(
        ["GET /", "GET /api/state", "GET /web/a", "POST /api/look\n\n{\"path\":\"a.notice\",\"text\":\"a\",\"at\":3}"]
            .map(str::to_owned),
    );
    sound.push("!POST /0123456789abcdef/api/open HTTP/1.1\r\nHost: localhost:1\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}".to_owned());
    let sound: Vec<&str> = sound.iter().map(String::as_str).collect();
    let pieces = [
        "",
        "../secret",
        "/",
        "..",
        "\0",
        "\n",
        "below/b",
        "/etc/passwd",
        "{\"path\":",
        "\"",
        "\\u0000",
        "Host: a",
        "OPTIONS",
        "%2e%2e",
        "C:\\",
        "\r\n",
        "😀",
    ];
    let mut seeded = Seeded(7);
    let mut answered = std::collections::BTreeMap::<u16, usize>::new();
    for _ in 0..500 {
        *answered.entry(preview.request(&broken(&sound, &pieces, &mut seeded))).or_default() += 1;
    }
    // What is sound is done, what is not is refused, each for its own reason.
    assert!([200, 400, 404].iter().all(|status| answered.contains_key(status)), "{answered:?}");
}
