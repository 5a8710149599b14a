// Font files that were picked, kept by the browser for the next time. They are no drafts: nobody is asked.

const NAME = "zhumo-fonts";

function done<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

export class Shelf {
  /** What was kept, by name. A browser that keeps nothing has none. */
  async read(): Promise<File[]> {
    const files = await this.within<unknown[]>("readonly", (store) => store.getAll());
    return (files ?? []).filter((file) => file instanceof File);
  }

  async add(files: readonly File[]): Promise<void> {
    for (const file of files) await this.within("readwrite", (store) => store.put(file, file.name));
  }

  async clear(): Promise<void> {
    await this.within("readwrite", (store) => store.clear());
  }

  /** A browser that keeps nothing, or has no room, asks for the fonts again the next time. */
  private async within<T>(mode: IDBTransactionMode, act: (store: IDBObjectStore) => IDBRequest<T>): Promise<T | null> {
    try {
      const open = indexedDB.open(NAME, 1);
      open.onupgradeneeded = () => open.result.createObjectStore("files");
      const base = await done(open);
      try {
        return await done(act(base.transaction("files", mode).objectStore("files")));
      } finally {
        base.close();
      }
    } catch {
      return null;
    }
  }
}
