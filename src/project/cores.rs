//! Threads for runs that have much to do.
//!
//! Here: [`Cores`]. Not here: what is done at once (the library's `parallel`).

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use rayon::{ThreadPool, ThreadPoolBuilder};

/// A thread for each core; or none, and everything is done by the thread that asks.
///
/// They are made early: until a new thread runs on a core of its own some milliseconds may go by, in which a draft is read.
#[derive(Debug, Default)]
pub struct Cores(Option<ThreadPool>);

impl Cores {
    /// Threads where they are `wanted`. A machine that has none to give does without.
    #[must_use]
    pub fn new(wanted: bool) -> Self {
        Self(if wanted { ThreadPoolBuilder::new().build().ok() } else { None })
    }

    /// So many threads, where there is more than one to make.
    #[must_use]
    pub fn of(threads: usize) -> Self {
        Self(if threads > 1 { ThreadPoolBuilder::new().num_threads(threads).build().ok() } else { None })
    }

    /// Does something of which parts can be done at once.
    pub fn run<T: Send>(&self, work: impl FnOnce() -> T + Send) -> T {
        match &self.0 {
            Some(pool) => pool.install(work),
            None => work(),
        }
    }

    /// Does the same with each of many items; what came of them, in their order.
    pub fn each<T: Sync, R: Send>(&self, items: &[T], work: impl Fn(&T) -> R + Send + Sync) -> Vec<R> {
        match &self.0 {
            Some(pool) => pool.install(|| items.par_iter().map(work).collect()),
            None => items.iter().map(work).collect(),
        }
    }
}
