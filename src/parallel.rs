//! Two things at once.
//!
//! Here: [`both`], [`Queue`] for many like things, how many [`cores`] there are and [`threads`] there may be. Not here: what is done at once; what comes of
//! it must not depend on which is done first.

use std::num::NonZeroUsize;
use std::sync::{Mutex, PoisonError};
use std::thread::available_parallelism;

/// How many threads are worth having. It takes as long to ask as a page to pack.
pub(crate) fn cores() -> usize {
    available_parallelism().map_or(1, NonZeroUsize::get)
}

/// How many threads the work that runs here may take: those of its pool, else the one that it runs on.
pub(crate) fn threads() -> usize {
    if rayon::current_thread_index().is_some() { rayon::current_num_threads() } else { 1 }
}

/// Things to be done, from which whoever is free takes the next.
pub(crate) struct Queue<T>(Mutex<std::vec::IntoIter<T>>);

impl<T> Queue<T> {
    /// Things in the order in which they are begun.
    pub fn new(things: Vec<T>) -> Self {
        Self(Mutex::new(things.into_iter()))
    }

    /// The next one; none when all are taken.
    pub fn next(&self) -> Option<T> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).next()
    }
}

/// Does one thing and the other; gives what came of each. Where it is `worth` it, and this is a thread of a pool, another one of them
/// may take the first.
///
/// Outside of a pool one is done after the other: who has much to do makes one (`project::Cores`), and a library takes no
/// threads that nobody gave it.
pub(crate) fn both<A: Send, B: Send>(worth: bool, one: impl FnOnce() -> A + Send, other: impl FnOnce() -> B + Send) -> (A, B) {
    if worth && rayon::current_thread_index().is_some() {
        let (other, one) = rayon::join(other, one);
        return (one, other);
    }
    let other = other();
    (one(), other)
}

#[cfg(test)]
mod tests {
    use super::{Queue, both};

    #[test]
    fn what_comes_of_each_is_given() {
        let words = ["主送", "抄送"];
        assert_eq!(both(true, || words[0].len(), || words.concat()), (6, "主送抄送".to_owned()));
    }

    /// A pool of threads.
    fn pool(threads: usize) -> rayon::ThreadPool {
        rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap()
    }

    #[test]
    fn in_a_pool_the_same_comes_of_it() {
        for threads in [1, 2, 8] {
            assert_eq!(pool(threads).install(|| both(true, || 1, || both(true, || 2, || 3))), (1, (2, 3)));
        }
    }

    #[test]
    #[should_panic(expected = "of the pool")]
    fn a_panic_goes_on_in_a_pool() {
        pool(2).install(|| {
            both(
                true,
                || {
                    if true {
                        panic!("of the pool")
                    }
                },
                || 1,
            );
        });
    }

    #[test]
    fn they_may_be_within_each_other() {
        fn sum(numbers: &[u64]) -> u64 {
            let (left, right) = numbers.split_at(numbers.len() / 2);
            if left.is_empty() {
                return right.iter().sum();
            }
            let (left, right) = both(left.len() > 1, || sum(left), || sum(right));
            left + right
        }
        let numbers: Vec<_> = (1..=20).collect();
        assert_eq!((sum(&numbers), pool(2).install(|| sum(&numbers))), (210, 210));
    }

    #[test]
    fn of_a_queue_each_thing_is_taken_once() {
        let queue = Queue::new((0..1000).collect());
        let take = || std::iter::from_fn(|| queue.next()).collect::<Vec<u32>>();
        let (one, other) = pool(2).install(|| both(true, take, take));
        let mut all = [one, other].concat();
        all.sort_unstable();
        assert_eq!(all, (0..1000).collect::<Vec<_>>());
    }
}
