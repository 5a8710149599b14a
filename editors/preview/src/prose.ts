// What is said to people: words between backticks are shown as they would be written.

/** The parts of a sentence. */
export function prose(text: string): (Node | string)[] {
  return text.split("`").map((part, index) => {
    if (index % 2 === 0) return part;
    const code = document.createElement("code");
    code.textContent = part;
    return code;
  });
}
