// Printing: the pages as they are shown, one a sheet, or the web copy where there are no pages.

/** Prints the pages; all of their pictures are there first. */
export async function pages(panel: HTMLElement): Promise<void> {
  const images = [...panel.querySelectorAll("img")];
  ready(panel);
  await Promise.all(images.map((image) => image.decode().catch(() => undefined)));
  window.print();
}

/** Pictures that nobody has scrolled to yet are asked for. */
export function ready(panel: HTMLElement): void {
  for (const image of panel.querySelectorAll("img")) image.loading = "eager";
}

/** Prints what a frame shows. */
export function frame(frame: HTMLIFrameElement): void {
  frame.contentWindow?.focus();
  frame.contentWindow?.print();
}
