// The backend that is in the page: the library as WebAssembly, in a thread of its own. Nothing leaves the browser.

import { bytes } from "./bytes";
import { type Backend, type Fonts, Refused, type Words } from "./contract";
import { Shelf } from "./shelf";
import type { Start } from "./start";
import { getLang } from "./words";

/** The thread was begun while the page was being read. */
declare const zhumo: Start;

/** What a file is called by the system. */
const KINDS: Record<string, string> = {
  html: "text/html",
  md: "text/markdown",
  json: "application/json",
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  pdf: "application/pdf",
  ofd: "application/ofd",
};

interface Wait {
  done(answer: string): void;
  failed(): void;
}

const waits = new Map<number, Wait>();
let questions = 0;

const { worker } = zhumo;
worker.addEventListener("message", ({ data }: MessageEvent<{ id: number; answer: string | null }>) => {
  const wait = waits.get(data.id);
  waits.delete(data.id);
  if (data.answer === null) wait?.failed();
  else wait?.done(data.answer);
});
// The page is whole now: so is the library.
worker.postMessage({ piece: null });

/** Hands something to the thread; its answer. */
async function told<T>(message: object): Promise<T> {
  const id = (questions += 1);
  const answer = await new Promise<string>((done, failed) => {
    waits.set(id, {
      done,
      failed: () => {
        const said = { zh: "程序内部出错，文稿没有改动", en: "the program failed inside; the draft is as it was" };
        failed(new Refused(500, said[getLang()], {}));
      },
    });
    worker.postMessage({ id, ...message });
  });
  return JSON.parse(answer);
}

async function asked<T>(name: string, body: object | null): Promise<T> {
  const found = await told<T & { error?: Words }>({ question: `${name}\n${JSON.stringify(body ?? {})}` });
  const said = found.error?.[getLang()];
  if (typeof said === "string") throw new Refused(422, said, {});
  return found;
}

// ── files ──

interface Handle {
  name: string;
  createWritable(): Promise<{ write(text: string): Promise<void>; close(): Promise<void> }>;
}
type Picker = (options: object) => Promise<Handle>;

/** Files that were saved to, by the name of the draft: they are written again without a question. */
const handles = new Map<string, Handle>();

/** Writes a draft where the user says; a browser that cannot do that downloads it. */
async function save({ path, text }: { path: string; text: string }): Promise<{ stamp: string }> {
  const pick = (window as unknown as { showSaveFilePicker?: Picker }).showSaveFilePicker;
  if (pick === undefined) {
    download(new Blob([text], { type: "text/plain" }), path);
    return { stamp: "downloaded" };
  }
  try {
    const handle = handles.get(path) ?? (await pick({ suggestedName: path, types: [{ description: "朱墨", accept: { "text/plain": [".notice"] } }] }));
    handles.set(path, handle);
    const file = await handle.createWritable();
    await file.write(text);
    await file.close();
    return { stamp: "written" };
  } catch (error) {
    const said = { zh: "没有保存", en: "it was not saved" }[getLang()];
    throw new Refused(422, `${said}${error instanceof Error && error.name !== "AbortError" ? `: ${error.message}` : ""}`, {});
  }
}

function download(blob: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

// ── fonts ──

const shelf = new Shelf();
/** Those of the last time are there before anything is asked. */
const earlier = shelf.read().then(async (files) => {
  if (files.length > 0) await told({ files });
});

export const backend: Backend = {
  folder: false,

  fonts: {
    async read() {
      await earlier;
      return asked<Fonts>("fonts", null);
    },

    async add(files) {
      await earlier;
      const found = await told<({ faces: string[] } | { error: Words })[]>({ files });
      await shelf.add(files.filter((_, at) => "faces" in found[at]!));
      return found.flatMap((one) => ("error" in one ? [one.error[getLang()]] : []));
    },

    async clear() {
      await shelf.clear();
      await told({ files: null });
    },
  },

  async picture(name) {
    const { svg } = await asked<{ svg: string }>("page", { name });
    return URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
  },

  ask(name, body) {
    return name === "save" ? (save(body as { path: string; text: string }) as Promise<never>) : asked(name, body);
  },

  async file(body) {
    const { path, kind } = body as { path: string; kind: string };
    const { base64 } = await asked<{ base64: string }>("export", body);
    return { blob: new Blob([bytes(base64)], { type: KINDS[kind] ?? "" }), name: `${path.replace(/\.notice$/, "")}.${kind}` };
  },

  async web(frame, body) {
    const { page } = await asked<{ page: string }>("web", body);
    if (frame.srcdoc !== page) frame.srcdoc = page;
  },

  listen() {
    // Nobody else changes anything.
  },
};
