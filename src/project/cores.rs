//! Threads for runs that have much to do.
//!
//! Here: [`Cores`] for what takes long by itself, [`in_order`] for many like things. Not here: what is done at once (the library's
//! `parallel`).

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use rayon::{ThreadPool, ThreadPoolBuilder};
use std::collections::BTreeMap;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

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

/// How many items for each thread may be done before the first of them is taken.
const AHEAD: usize = 16;

/// What is too little for a thread that lays out pages: as much as the first thread of a program has.
const STACK: usize = 8 << 20;

/// Does the same with each of many items on so many threads, and hands over what comes of them in the order of the items, while the
/// others are still being done. No more is kept than a few for each thread, however many items there are.
///
/// The threads are no pool: who does something long within asks [`Cores`]. A thread of a pool that waits for a part of its own work
/// takes up other work meanwhile, and could wait there for what it is itself to finish.
pub fn in_order<T: Send, R: Send>(
    threads: usize,
    items: impl Iterator<Item = T> + Send,
    work: impl Fn(T) -> R + Sync,
    mut take: impl FnMut(R),
) {
    if threads < 2 {
        return items.for_each(|item| take(work(item)));
    }
    let line = Line { items: Mutex::new((0, items)), state: Mutex::default(), moved: Condvar::new(), ahead: threads * AHEAD };
    std::thread::scope(|scope| {
        let mut running = 0;
        for _ in 0..threads {
            let made = std::thread::Builder::new().stack_size(STACK).spawn_scoped(scope, || line.work(&work));
            running += usize::from(made.is_ok());
        }
        if running == 0 {
            // A machine that has no thread to give does without.
            let Line { items, .. } = &line;
            let mut items = locked(items);
            return items.1.by_ref().for_each(|item| take(work(item)));
        }
        line.hand_over(running, &mut take);
    });
}

/// Items on their way.
struct Line<I, R> {
    /// The number of the next one, and those that nobody took up.
    items: Mutex<(usize, I)>,
    state: Mutex<State<R>>,
    /// Something was done, or handed over.
    moved: Condvar,
    ahead: usize,
}

struct State<R> {
    /// How many were handed over.
    next: usize,
    done: BTreeMap<usize, R>,
    /// Threads that have ended.
    ended: usize,
}

impl<R> Default for State<R> {
    fn default() -> Self {
        Self { next: 0, done: BTreeMap::new(), ended: 0 }
    }
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl<T, I: Iterator<Item = T>, R> Line<I, R> {
    /// One thread: takes up items until there are none.
    fn work(&self, work: &impl Fn(T) -> R) {
        // A panic must not leave the others waiting for ever.
        let _ended = Ended(self);
        loop {
            let (number, item) = {
                let mut items = locked(&self.items);
                let Some(item) = items.1.next() else { return };
                items.0 += 1;
                (items.0 - 1, item)
            };
            let waits = |state: &mut State<R>| number >= state.next + self.ahead;
            drop(self.moved.wait_while(locked(&self.state), waits).unwrap_or_else(PoisonError::into_inner));
            let done = work(item);
            locked(&self.state).done.insert(number, done);
            self.moved.notify_all();
        }
    }

    /// Hands over what is done, in order, until all threads have ended.
    fn hand_over(&self, threads: usize, take: &mut impl FnMut(R)) {
        loop {
            let waits = |state: &mut State<R>| state.ended < threads && !state.done.contains_key(&state.next);
            let mut state = self.moved.wait_while(locked(&self.state), waits).unwrap_or_else(PoisonError::into_inner);
            let next = state.next;
            let Some(done) = state.done.remove(&next) else { return };
            state.next += 1;
            drop(state);
            self.moved.notify_all();
            take(done);
        }
    }
}

struct Ended<'a, I, R>(&'a Line<I, R>);

impl<I, R> Drop for Ended<'_, I, R> {
    fn drop(&mut self) {
        let mut state = locked(&self.0.state);
        state.ended += 1;
        // Nothing comes of an item whose thread ended early; whoever waits behind it is let go.
        if std::thread::panicking() {
            state.next = usize::MAX / 2;
        }
        drop(state);
        self.0.moved.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use super::in_order;
    use std::sync::atomic::{AtomicUsize, Ordering};

    #[test]
    fn what_comes_of_items_is_handed_over_in_their_order() {
        for threads in [1, 2, 3, 8] {
            let mut taken = Vec::new();
            // Early ones take longer, so that later ones are done first.
            let slow = |item: u64| (0..(1000 - item) * 50).fold(item, |sum, n| std::hint::black_box(sum ^ n ^ n));
            in_order(threads, 0..1000, slow, |item| taken.push(item));
            assert_eq!(taken, (0..1000).collect::<Vec<_>>(), "{threads} threads");
            in_order(threads, 0..0, |item: u64| item, |_| panic!("there is none"));
        }
    }

    #[test]
    fn no_more_than_a_few_are_done_before_the_first_is_taken() {
        let (begun, most) = (AtomicUsize::new(0), AtomicUsize::new(0));
        let mut taken = 0;
        let work = |item: usize| {
            begun.fetch_add(1, Ordering::SeqCst);
            item
        };
        in_order(2, 0..10_000, work, |item| {
            assert_eq!(item, taken);
            most.fetch_max(begun.load(Ordering::SeqCst) - taken, Ordering::SeqCst);
            taken += 1;
        });
        assert!(most.into_inner() <= 2 * super::AHEAD + 3);
        assert_eq!(taken, 10_000);
    }

    #[test]
    #[should_panic(expected = "a scoped thread panicked")]
    fn a_panic_leaves_nobody_waiting() {
        in_order(2, 0..1000, |item| assert!(item != 40, "of an item"), |()| ());
    }
}
