//! Memory in large pages, for runs that need some megabytes.
//!
//! Here: [`expect`]. Not here: anything that a run depends on; without it the same happens, more slowly.
//!
//! A process gets its memory page by page, each when something is first written to it. A PDF takes a thousand such pages of 4 KB,
//! and waiting for them takes as long as checking the draft. On Linux with glibc the heap can be told to grow in large steps, and
//! the system to give it out in pages of 2 MB.

/// Says that so many bytes will be needed soon.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
pub(super) fn expect(bytes: usize) {
    use std::ffi::c_int;
    /// Size of a large page.
    const LARGE: usize = 2 << 20;
    /// More than the heap has left after a start, so that it has to grow for it.
    const STEP: usize = 1 << 18;
    let bytes = bytes.next_multiple_of(LARGE);
    let Ok(step) = c_int::try_from(bytes) else { return };
    // SAFETY: these are settings of the C library, documented in mallopt(3); no memory is touched.
    #[expect(unsafe_code, reason = "only the C library can say how its heap grows")]
    let set = unsafe {
        libc::mallopt(libc::M_TOP_PAD, step) == 1
            && libc::mallopt(libc::M_TRIM_THRESHOLD, step.saturating_mul(2)) == 1
            && libc::mallopt(libc::M_MMAP_THRESHOLD, 2 * LARGE as c_int) == 1
            // Two threads that set pages take their memory from one heap: with a heap each they would take more of it.
            && libc::mallopt(libc::M_ARENA_MAX, 1) == 1
    };
    if !set {
        return;
    }
    let block = std::hint::black_box(Vec::<u8>::with_capacity(STEP));
    // SAFETY: with 0 it moves nothing and gives the end of the heap.
    #[expect(unsafe_code, reason = "only the C library knows where its heap ends")]
    let end = unsafe { libc::sbrk(0) }.addr();
    let start = block.as_ptr().addr().next_multiple_of(LARGE);
    let length = (end & !(LARGE - 1)).saturating_sub(start);
    // A block that is not in the heap lies far behind its end.
    if (LARGE..=2 * bytes).contains(&length) {
        // SAFETY: the range lies in the heap, between a block of ours and its end; the advice changes nothing that is there.
        #[expect(unsafe_code, reason = "nothing else asks for large pages")]
        let _ = unsafe { libc::madvise(std::ptr::with_exposed_provenance_mut(start), length, libc::MADV_HUGEPAGE) };
    }
}

/// Says that so many bytes will be needed soon.
#[cfg(not(all(target_os = "linux", target_env = "gnu")))]
pub(super) const fn expect(_bytes: usize) {}
