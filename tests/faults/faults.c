/*
 * Runs a program and lets one of its steps on disk fail, or ends it there: faults FOLDER STEP HOW LOG PROGRAM ARGUMENT...
 *
 * A step is a call by which something below FOLDER is made, written, renamed, removed, or given other rights. HOW is the number of an error, `k`
 * (the program is killed before the step), `h` (half of what is to be written is written, then it is killed), or a `-`: nothing fails. Every step
 * becomes a line of LOG: the name of the call and the path. The judge stands outside of the program: it sees calls of the system, whoever makes them.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/user.h>
#include <sys/wait.h>
#include <unistd.h>

/* The calls, and which of their arguments say where: a path behind a folder (2), a path (1), an open file (0). */
static const struct { long number; const char *name; int kind, at; } CALLS[] = {
    {SYS_open, "open", 1, 0},           {SYS_openat, "open", 2, 1},         {SYS_creat, "open", 1, 0},
    {SYS_write, "write", 0, 0},         {SYS_pwrite64, "write", 0, 0},      {SYS_writev, "write", 0, 0},
    {SYS_ftruncate, "truncate", 0, 0},  {SYS_truncate, "truncate", 1, 0},   {SYS_fsync, "sync", 0, 0},
    {SYS_fdatasync, "sync", 0, 0},      {SYS_fchmod, "chmod", 0, 0},        {SYS_chmod, "chmod", 1, 0},
    {SYS_fchmodat, "chmod", 2, 1},      {SYS_rename, "rename", 1, 0},       {SYS_renameat, "rename", 2, 1},
    {SYS_renameat2, "rename", 2, 1},    {SYS_link, "link", 1, 0},           {SYS_linkat, "link", 2, 1},
    {SYS_symlink, "link", 1, 1},        {SYS_symlinkat, "link", 2, 2},      {SYS_unlink, "remove", 1, 0},
    {SYS_unlinkat, "remove", 2, 1},     {SYS_rmdir, "remove", 1, 0},        {SYS_mkdir, "folder", 1, 0},
    {SYS_mkdirat, "folder", 2, 1},      {SYS_flock, "lock", 0, 0},          {SYS_fallocate, "write", 0, 0},
    {SYS_copy_file_range, "write", 0, 2}, {SYS_sendfile, "write", 0, 0},
};
enum { COUNT = sizeof CALLS / sizeof *CALLS };

static void fail(const char *what) {
    perror(what);
    exit(125);
}

/* From here on the listed calls stop this process, and everything that it starts, at whoever traces it. */
static void watch(void) {
    struct sock_filter program[COUNT + 3];
    int at = 0;
    program[at++] = (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr));
    for (int call = 0; call < COUNT; call++)
        program[at++] = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, CALLS[call].number, COUNT - call, 0);
    program[at++] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
    program[at++] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_TRACE);
    struct sock_fprog whole = {at, program};
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) || prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &whole)) fail("seccomp");
}

static unsigned long long argument(const struct user_regs_struct *regs, int at) {
    const unsigned long long all[] = {regs->rdi, regs->rsi, regs->rdx, regs->r10, regs->r8, regs->r9};
    return all[at];
}

/* What a link below /proc says. */
static void led_to(char *out, pid_t thread, const char *what) {
    char path[64];
    snprintf(path, sizeof path, "/proc/%d/%s", thread, what);
    ssize_t length = readlink(path, out, PATH_MAX - 1);
    out[length < 0 ? 0 : length] = 0;
}

static void text_at(char *out, pid_t thread, unsigned long long address) {
    size_t length = 0;
    while (length + 1 < PATH_MAX) {
        errno = 0;
        long word = ptrace(PTRACE_PEEKDATA, thread, address + length, 0);
        if (errno) break;
        for (size_t byte = 0; byte < sizeof word && length + 1 < PATH_MAX; byte++, length++)
            if (!(out[length] = (char)(word >> (8 * byte)))) return;
    }
    out[length] = 0;
}

/* The path that a call is about. */
static void place(char *out, pid_t thread, const struct user_regs_struct *regs, int kind, int at) {
    char name[PATH_MAX], folder[PATH_MAX], what[32];
    if (kind == 0) {
        snprintf(what, sizeof what, "fd/%d", (int)argument(regs, at));
        led_to(out, thread, what);
        return;
    }
    text_at(name, thread, argument(regs, at));
    int in = kind == 2 ? (int)argument(regs, at - 1) : AT_FDCWD;
    if (in == AT_FDCWD) strcpy(what, "cwd");
    else snprintf(what, sizeof what, "fd/%d", in);
    led_to(folder, thread, what);
    if (name[0] == '/') snprintf(out, 2 * PATH_MAX, "%s", name);
    else snprintf(out, 2 * PATH_MAX, "%s/%s", folder, strncmp(name, "./", 2) ? name : name + 2);
}

int main(int count, char **arguments) {
    if (count < 6) return 125;
    const char *root = arguments[1], *how = arguments[3];
    long step = atol(arguments[2]), steps = 0;
    FILE *log = fopen(arguments[4], "w");
    if (!log) fail(arguments[4]);
    pid_t program = fork();
    if (program < 0) fail("fork");
    if (program == 0) {
        if (ptrace(PTRACE_TRACEME, 0, 0, 0)) fail("ptrace");
        raise(SIGSTOP);
        watch();
        execv(arguments[5], arguments + 5);
        fail(arguments[5]);
    }
    int status;
    if (waitpid(program, &status, 0) < 0) fail("waitpid");
    long wanted = PTRACE_O_TRACESECCOMP | PTRACE_O_TRACECLONE | PTRACE_O_TRACEFORK | PTRACE_O_TRACEVFORK | PTRACE_O_EXITKILL;
    if (ptrace(PTRACE_SETOPTIONS, program, 0, wanted)) fail("ptrace");
    ptrace(PTRACE_CONT, program, 0, 0);
    int halved = 0;
    for (;;) {
        pid_t thread = waitpid(-1, &status, __WALL);
        if (thread < 0) return 125;
        if (WIFEXITED(status) || WIFSIGNALED(status)) {
            if (thread != program) continue;
            fclose(log);
            return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
        }
        int event = status >> 16, signal = WSTOPSIG(status);
        if (event != PTRACE_EVENT_SECCOMP) {
            ptrace(PTRACE_CONT, thread, 0, event || signal == SIGSTOP || signal == SIGTRAP ? 0 : signal);
            continue;
        }
        struct user_regs_struct regs;
        ptrace(PTRACE_GETREGS, thread, 0, &regs);
        int call = 0;
        while (call < COUNT && CALLS[call].number != (long)regs.orig_rax) call++;
        char where[2 * PATH_MAX] = "";
        if (call < COUNT) place(where, thread, &regs, CALLS[call].kind, CALLS[call].at);
        int counts = call < COUNT && !strncmp(where, root, strlen(root)) && where[strlen(root)] == '/';
        if (counts && !strcmp(CALLS[call].name, "open")) {
            int flags = regs.orig_rax == SYS_creat ? O_CREAT : (int)argument(&regs, regs.orig_rax == SYS_open ? 1 : 2);
            counts = flags & (O_CREAT | O_WRONLY | O_RDWR | O_TRUNC);
        }
        if (counts) {
            fprintf(log, "%s %s\n", CALLS[call].name, where + strlen(root) + 1);
            steps++;
            if (halved || (steps == step && how[0] == 'k')) {
                kill(program, SIGKILL);
                continue;
            }
            if (steps == step && how[0] == 'h' && regs.orig_rax == SYS_write) {
                regs.rdx /= 2;
                ptrace(PTRACE_SETREGS, thread, 0, &regs);
                halved = 1;
            } else if (steps == step && how[0] != '-' && how[0] != 'h') {
                regs.orig_rax = -1;
                regs.rax = -atol(how);
                ptrace(PTRACE_SETREGS, thread, 0, &regs);
            }
        }
        ptrace(PTRACE_CONT, thread, 0, 0);
    }
}
