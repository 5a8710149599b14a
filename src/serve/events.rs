//! What the page is told without asking: drafts that change on disk, and the end.

use super::desk::Desk;
use super::folder::is_draft;
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};
use serde_json::{Value, json};
use std::sync::{Arc, Mutex, PoisonError};
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

    fn tell(&self, event: &Value) {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.retain(|one| one.send(format!("data: {event}\n\n")).is_ok());
    }

    /// Says that nothing more will come, and ends every stream.
    pub fn goodbye(&self) {
        self.tell(&json!({ "kind": "goodbye" }));
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }
}

/// Watches the root. A system that cannot watch gives a preview that does not notice; saving still does.
pub(super) fn watch(desk: &Arc<Desk>) -> Option<RecommendedWatcher> {
    let seen = desk.clone();
    let heard = move |event: notify::Result<Event>| {
        let Ok(event) = event else { return };
        if matches!(event.kind, EventKind::Access(_)) {
            return;
        }
        for path in event.paths.iter().filter(|path| is_draft(path)) {
            if let Some(name) = seen.folder.name(path) {
                seen.listeners.tell(&json!({ "kind": "changed", "path": name, "stamp": seen.folder.stamp(path) }));
            }
        }
        if event.paths.iter().any(|path| path.ends_with("zhumo.toml")) {
            seen.listeners.tell(&json!({ "kind": "settings" }));
        }
    };
    let mut watcher = notify::recommended_watcher(heard).ok()?;
    watcher.watch(&desk.folder.root, RecursiveMode::Recursive).ok()?;
    Some(watcher)
}
