//! Questions and answers in the memory that JavaScript sees.
//!
//! The page asks for room ([`zhumo_room`]), writes the name of the question, a line end and the JSON, and asks ([`zhumo_answer`]). The
//! answer lies where [`zhumo_answer_at`] says until the next question.
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
        question.clear();
        question.resize(length, 0);
        question.as_mut_ptr()
    })
}

/// Answers the question that was written there; the length of the answer in bytes.
#[unsafe(no_mangle)]
pub extern "C" fn zhumo_answer() -> usize {
    let question = QUESTION.take();
    let question = String::from_utf8_lossy(&question);
    let (name, body) = question.split_once('\n').unwrap_or((&question, "{}"));
    let answer = crate::answer(name, body).to_string().into_bytes();
    let length = answer.len();
    ANSWER.set(answer);
    length
}

/// Where the answer begins.
#[unsafe(no_mangle)]
pub extern "C" fn zhumo_answer_at() -> *const u8 {
    ANSWER.with_borrow(|answer| answer.as_ptr())
}
