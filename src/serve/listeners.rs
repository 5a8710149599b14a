//! The pages that are told things without asking, and the end of telling.

use serde_json::{Value, json};
use std::sync::{Mutex, PoisonError};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

/// The pages that listen.
#[derive(Default)]
pub(super) struct Listeners(Mutex<Vec<UnboundedSender<String>>>);

impl Listeners {
    /// A new one.
    pub fn join(&self) -> UnboundedReceiver<String> {
        let (sender, receiver) = unbounded_channel();
        // The head of the answer goes out with the first text.
        let _ = sender.send(": hello\n\n".to_owned());
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(sender);
        receiver
    }

    /// Tells all of them.
    pub fn tell(&self, event: &Value) {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.retain(|one| one.send(format!("data: {event}\n\n")).is_ok());
    }

    /// Says that nothing more will come, and ends every stream.
    pub fn goodbye(&self) {
        self.tell(&json!({ "kind": "goodbye" }));
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }
}
