// What was typed and not saved is kept in the browser: a crash or a reload loses nothing. It is offered again, never taken over silently.

interface Entry {
  /** Which page of the browser it was typed in. */
  id: string;
  path: string | null;
  text: string;
  /** Milliseconds. */
  time: number;
}

/** How many texts are kept, the newest. */
const MOST = 8;
/** How long after a key, in milliseconds. */
const SOON = 300;

/** A name for this page. Only pages that came over a safe connection, or from a disk, may ask for more than a random number. */
const name = () => `${Date.now()}-${Math.random()}`;

/** The unsaved texts of one folder. */
export class Kept {
  private readonly key: string;
  readonly id = name();
  private pending: { path: string | null; text: string } | null = null;
  private timer = 0;

  constructor(folder: string) {
    this.key = `zhumo-kept:${folder}`;
    addEventListener("pagehide", () => this.flush());
    addEventListener("visibilitychange", () => this.flush());
  }

  /** Keeps the text soon; `null` for one that is saved. */
  note(path: string | null, text: string | null): void {
    this.pending = text === null || text.trim() === "" ? null : { path, text };
    clearTimeout(this.timer);
    if (this.pending === null) this.forget(this.id);
    else this.timer = window.setTimeout(() => this.flush(), SOON);
  }

  /** The newest text of this draft (or of any, where `path` is not given) that another page has left, and that is not what is here. What a page that lives has is its own. */
  find(path: string | null | undefined, text: string, alive: Set<string>): Entry | null {
    const others = this.read().filter((entry) => entry.id !== this.id && !alive.has(entry.id) && (path === undefined || entry.path === path) && entry.text !== text);
    return others.sort((a, b) => b.time - a.time)[0] ?? null;
  }

  forget(id: string): void {
    const entries = this.read();
    const left = entries.filter((entry) => entry.id !== id);
    if (left.length < entries.length) this.write(left);
  }

  private flush(): void {
    if (this.pending === null) return;
    const own: Entry = { id: this.id, time: Date.now(), ...this.pending };
    const others = this.read().filter((entry) => entry.id !== this.id);
    this.write([own, ...others.sort((a, b) => b.time - a.time)].slice(0, MOST));
  }

  private read(): Entry[] {
    try {
      const found: unknown = JSON.parse(localStorage.getItem(this.key) ?? "[]");
      return Array.isArray(found) ? (found as Entry[]) : [];
    } catch {
      return [];
    }
  }

  private write(entries: Entry[]): void {
    try {
      localStorage.setItem(this.key, JSON.stringify(entries));
    } catch {
      // A browser that keeps nothing, or has no room, still asks before it leaves.
    }
  }
}
