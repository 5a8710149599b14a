//! Questions and answers in the memory that JavaScript sees.
//!
//! The page asks for room ([`zhumo_room`]), writes the name of the question, a line end and the JSON, and asks ([`zhumo_answer`]). The
//! answer lies where [`zhumo_answer_at`] says until the next question. A font file is handed over in the same room: its bytes, then its
//! name ([`zhumo_font`]).
#![allow(unsafe_code, reason = "exported names are unsafe by their nature; no pointer is followed")]

use std::cell::RefCell;

thread_local! {
    static QUESTION: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
    static ANSWER: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

/// Room for a question of so many bytes; where it begins.
#[unsafe(no_mangle)]
pub extern "C" fn zhumo_room(length: usize) -> *mut u8 {
    QUESTION.with_borrow_mut(|question| {
        // Memory that is new is 0 already; a font file is long.
        *question = vec![0; length];
        question.as_mut_ptr()
    })
}

/// Answers the question that was written there; the length of the answer in bytes.
#[unsafe(no_mangle)]
pub extern "C" fn zhumo_answer() -> usize {
    let question = QUESTION.take();
    let question = String::from_utf8_lossy(&question);
    let (name, body) = question.split_once('\n').unwrap_or((&question, "{}"));
    say(&crate::answer(name, body))
}

/// Takes the font file that was written there with its name behind it, which has so many bytes; the length of the answer in bytes.
#[unsafe(no_mangle)]
pub extern "C" fn zhumo_font(name: usize) -> usize {
    let mut bytes = QUESTION.take();
    let name = bytes.split_off(bytes.len().saturating_sub(name));
    say(&crate::pages::add(&String::from_utf8_lossy(&name), bytes))
}

fn say(answer: &serde_json::Value) -> usize {
    let answer = answer.to_string().into_bytes();
    let length = answer.len();
    ANSWER.set(answer);
    length
}

/// Where the answer begins.
#[unsafe(no_mangle)]
pub extern "C" fn zhumo_answer_at() -> *const u8 {
    ANSWER.with_borrow(|answer| answer.as_ptr())
}
