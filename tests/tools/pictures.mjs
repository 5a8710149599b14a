// pictures.mjs OUT PAGE.html|PAGE.svg … — pictures as a browser shows them: each <img> of a web page as OUT/NAME-1.png and so on, and an
// SVG page whole, as OUT/NAME.png, two dots to the CSS pixel.
//
// Exit 0: all are there. 2: it could not run.

import path from "node:path";
import { pathToFileURL } from "node:url";
import { start } from "./browser.mjs";

const [out, ...files] = process.argv.slice(2);
let shell;
try {
  shell = await start();
  const context = await shell.browser.newContext({ deviceScaleFactor: 2, viewport: { width: 1000, height: 1300 } });
  const page = await context.newPage();
  for (const file of files) {
    await page.goto(pathToFileURL(path.resolve(file)).href);
    const name = path.join(out, path.basename(file, path.extname(file)));
    if (file.endsWith(".svg")) {
      const box = await page.evaluate(() => {
        const { width, height } = document.documentElement.getBoundingClientRect();
        return { x: 0, y: 0, width, height };
      });
      await page.screenshot({ path: `${name}.png`, clip: box });
      continue;
    }
    const pictures = await page.$$("figure img");
    for (const [index, picture] of pictures.entries()) {
      await picture.screenshot({ path: `${name}-${index + 1}.png` });
    }
  }
} catch (error) {
  console.error(String(error));
  process.exitCode = 2;
} finally {
  await shell?.close();
}
