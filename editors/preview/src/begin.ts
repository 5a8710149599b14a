// The empty page: samples to begin with.

import type { Start } from "./api";
import { getLang } from "./words";

/** Shows the samples while `shown`; `chosen` gets the name of the one that was taken. */
export function begin(starts: Start[], shown: boolean, chosen: (name: string) => void): void {
  const place = document.querySelector<HTMLElement>("#begin")!;
  place.hidden = !shown;
  const list = place.querySelector("ul")!;
  if (!shown || list.dataset.lang === getLang()) return;
  list.dataset.lang = getLang();
  list.replaceChildren(
    ...starts.map((start) => {
      const item = document.createElement("li");
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = start.label[getLang()];
      button.addEventListener("click", () => chosen(start.name));
      item.append(button);
      return item;
    }),
  );
}
