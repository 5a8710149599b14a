// What `zhumo.html` runs before the rest of it is read: the thread of the library begins, and takes each piece of the library as it comes. So it is unpacked
// and compiled while the browser still reads the page.

export interface Start {
  readonly worker: Worker;
  /** Hands over the piece that stands before the script that is running. */
  piece(): void;
}

const held = document.currentScript!.previousElementSibling!.textContent!;
const worker = new Worker(URL.createObjectURL(new Blob([held], { type: "text/javascript" })));

const start: Start = {
  worker,
  piece() {
    const script = document.currentScript!;
    const text = script.previousElementSibling!;
    worker.postMessage({ piece: text.textContent });
    // It is of no more use here, and large.
    text.remove();
    script.remove();
  },
};
Object.assign(window, { zhumo: start });
