// The backend that is the program: `zhumo preview` answers over the network of this machine.

import { type Backend, Refused } from "./contract";
import { getLang } from "./words";

async function refused(response: Response): Promise<Refused> {
  const body = await response.json().catch(() => ({}));
  const said = body?.error?.[getLang()];
  return new Refused(response.status, typeof said === "string" ? said : `HTTP ${response.status}`, body ?? {});
}

async function asked(name: string, body: object | null): Promise<Response> {
  const how = body === null ? {} : { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
  const response = await fetch(`api/${name}`, how);
  if (!response.ok) throw await refused(response);
  return response;
}

export const backend: Backend = {
  fonts: null,
  folder: true,

  picture: (name) => `pages/${name}.svg`,

  async ask(name, body) {
    return (await asked(name, body)).json();
  },

  async file(body) {
    const response = await asked("export", body);
    const said = response.headers.get("content-disposition") ?? "";
    const name = /filename\*=UTF-8''([^;]+)/.exec(said)?.[1];
    return { blob: await response.blob(), name: name ? decodeURIComponent(name) : "notice" };
  },

  async web(frame, body) {
    const { name } = (await (await asked("web", body)).json()) as { name: string };
    const address = `web/${name}`;
    if (frame.getAttribute("src") !== address) frame.src = address;
  },

  listen(hear) {
    const source = new EventSource("api/events");
    source.addEventListener("message", (message) => {
      const event = JSON.parse(message.data);
      if (event.kind === "goodbye") source.close();
      hear(event);
    });
  },
};
