// The backend, asked. There are two, and which it is says the bundler: the program (`server.ts`), or the library inside the page (`browser.ts`).

import { backend } from "backend";
import type { State } from "./contract";

export * from "./contract";

let owed = 0;

/** Says on the page whether an answer is still owed; tests wait for it. */
export function busy(step: 1 | -1): void {
  owed += step;
  document.body.dataset.idle = String(owed === 0);
}

/** Waits for an answer. */
async function answered<T>(answer: Promise<T>): Promise<T> {
  busy(1);
  try {
    return await answer;
  } finally {
    busy(-1);
  }
}

export const { fonts, folder, listen } = backend;

export const picture = (name: string) => backend.picture(name);
/** Whether pictures of pages are fetched, and not drawn here. */
export const fetched = backend.fonts === null;

export function state(): Promise<State> {
  return answered(backend.ask("state", null));
}

export function post<T>(name: string, body: object): Promise<T> {
  return answered(backend.ask<T>(name, body));
}

/** Asks for what nobody waits for. */
export function quietly<T>(name: string, body: object): Promise<T> {
  return backend.ask<T>(name, body);
}

export function file(body: object): Promise<{ blob: Blob; name: string }> {
  return answered(backend.file(body));
}

export function web(frame: HTMLIFrameElement, body: object): Promise<void> {
  return answered(backend.web(frame, body));
}
