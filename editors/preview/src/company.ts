// Other pages of this browser on the same folder: two on one draft know of each other.
//
// A page holds a lock with the name of its draft for as long as it lives, so that nobody has to ask who is still there.

/** What is known of other pages. */
export class Company {
  private path: string | null = null;
  private release: (() => void) | null = null;
  private readonly channel: BroadcastChannel | null;
  private readonly waits = new Set<string>();

  constructor(
    private readonly folder: string,
    private readonly id: string,
    private readonly met: (others: number) => void,
  ) {
    let channel = null;
    try {
      channel = new BroadcastChannel(`zhumo:${folder}`);
      channel.addEventListener("message", () => void this.look());
    } catch {
      // A page from a disk may have none: then it is alone.
    }
    this.channel = channel;
  }

  private name(path: string | null, id: string): string {
    return JSON.stringify(["zhumo", this.folder, id, path]);
  }

  private static parts(name: string | undefined): [string, string, string, string | null] | null {
    try {
      const found: unknown = JSON.parse(name ?? "");
      return Array.isArray(found) && found[0] === "zhumo" ? (found as [string, string, string, string | null]) : null;
    } catch {
      return null;
    }
  }

  /** Says which draft is open here. */
  async here(path: string | null): Promise<void> {
    this.path = path;
    this.release?.();
    try {
      await new Promise<void>((held, failed) => {
        navigator.locks
          .request(this.name(path, this.id), () => {
            held();
            return new Promise<void>((release) => (this.release = release));
          })
          .catch(failed);
      });
    } catch {
      return;
    }
    this.channel?.postMessage("changed");
    await this.look();
  }

  private async others(): Promise<{ name: string; id: string; path: string | null }[]> {
    try {
      const { held = [] } = await navigator.locks.query();
      return held.flatMap(({ name }) => {
        const parts = Company.parts(name);
        return parts && parts[1] === this.folder && parts[2] !== this.id ? [{ name: name!, id: parts[2], path: parts[3] }] : [];
      });
    } catch {
      return [];
    }
  }

  /** The pages that live. */
  async alive(): Promise<Set<string>> {
    return new Set((await this.others()).map(({ id }) => id));
  }

  private async look(): Promise<void> {
    const others = await this.others();
    const same = others.filter((other) => this.path !== null && other.path === this.path);
    this.met(same.length);
    for (const { name } of same) {
      if (this.waits.has(name)) continue;
      this.waits.add(name);
      // Had when the other one is gone or has opened something else.
      void navigator.locks.request(name, () => undefined).finally(() => {
        this.waits.delete(name);
        void this.look();
      });
    }
  }
}
