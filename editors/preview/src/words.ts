// Every word of the page, in both languages.

export type Lang = "zh" | "en";

const WORDS = {
  new: ["新建", "New"],
  open: ["打开", "Open"],
  save: ["保存", "Save"],
  fmt: ["整理格式", "Format"],
  fix: ["全部改正", "Fix all"],
  export: ["导出", "Export"],
  web: ["网页", "Web page"],
  pages: ["页面", "Pages"],
  fit: ["适合宽度", "Fit"],
  smaller: ["缩小", "Smaller"],
  larger: ["放大", "Larger"],
  source: ["文稿", "Draft"],
  findings: ["检查结果", "Findings"],
  result: ["成品", "Result"],
  splitter: ["文稿与成品的分界，用左右键移动", "Border between draft and result; arrow keys move it"],
  other: ["English", "中文"],
  error: ["{n}处错误", "errors: {n}"],
  warning: ["{n}处警告", "warnings: {n}"],
  info: ["{n}处提示", "info: {n}"],
  more: ["还有{n}处", "{n} more"],
  clean: ["没有发现问题", "No problems"],
  line: ["第{n}行", "line {n}"],
  page: ["第{n}页，共{m}页", "Page {n} of {m}"],
  repair: ["改正", "Fix"],
  confirm: ["改正（请核对）", "Fix (review it)"],
  ignore: ["忽略…", "Ignore…"],
  why: ["为什么", "Why"],
  reason: ["忽略的理由（会写进文稿）", "Reason for ignoring it (written into the draft)"],
  rule: ["规则", "rule"],
  ok: ["确定", "OK"],
  cancel: ["取消", "Cancel"],
  unnamed: ["未命名", "untitled"],
  unsaved: ["未保存", "not saved"],
  saved: ["已保存", "saved"],
  saveAs: ["文件名", "File name"],
  saveTitle: ["保存文稿", "Save the draft"],
  newTitle: ["从哪里开始？", "Where to begin?"],
  empty: ["空白文稿", "An empty draft"],
  openTitle: ["打开文稿", "Open a draft"],
  otherFile: ["本机的其他文件（.docx、.html、.txt……）", "Another file of this computer (.docx, .html, .txt, …)"],
  imported: ["已导入：", "Imported: "],
  doubtful: ["请核对：", "Please check: "],
  filter: ["按名称查找", "Find by name"],
  none: ["这个文件夹里还没有文稿", "There are no drafts in this folder yet"],
  discardTitle: ["当前文稿还没有保存", "The draft has not been saved"],
  discard: ["不保存，继续", "Go on without saving"],
  conflictTitle: ["磁盘上的文件已被别的程序改过", "Another program has changed the file"],
  conflict: [
    "左边是你的文稿，右边是磁盘上的文件，不同的行有底色。没有写入任何内容。",
    "Your draft is on the left, the file on the right; lines that differ are shaded. Nothing was written.",
  ],
  mine: ["你的文稿", "Your draft"],
  theirs: ["磁盘上的文件", "The file"],
  keepMine: ["用我的覆盖", "Overwrite with mine"],
  takeTheirs: ["采用磁盘上的", "Take the file"],
  changedOutside: ["磁盘上的文件被改过，你也改了文稿。", "The file was changed outside, and you have changes, too."],
  compare: ["比较", "Compare"],
  reloaded: ["已载入磁盘上的改动", "The changed file was loaded"],
  ended: ["预览程序已经结束，文稿还在这里，但存不了了。", "The preview program has ended. The draft is still here but cannot be saved."],
  lost: ["连不上预览程序，正在重试……", "The preview program does not answer; trying again…"],
  moved: ["这一处刚刚改过，检查后再改正", "This place was just changed; it is checked again first"],
  nothingToFix: ["没有可以自动改正的问题", "Nothing can be fixed automatically"],
  alreadyFormatted: ["格式已经整理好", "The draft is already formatted"],
  close: ["关闭", "Close"],
  kept: ["浏览器里还有这份文稿没有保存的内容（{time}）。", "The browser has kept an unsaved text of this draft ({time})."],
  restore: ["恢复", "Restore"],
  characters: ["{characters}字", "{characters} characters"],
  count: ["{pages}页，{characters}字", "{pages} pages, {characters} characters"],
} satisfies Record<string, [string, string]>;

export type Word = keyof typeof WORDS;

let lang: Lang = "zh";

export function setLang(value: Lang): void {
  lang = value;
  document.documentElement.lang = value === "zh" ? "zh-CN" : "en";
  for (const element of document.querySelectorAll<HTMLElement>("[data-word]")) {
    element.textContent = word(element.dataset.word as Word);
  }
  for (const element of document.querySelectorAll<HTMLElement>("[data-label]")) {
    element.setAttribute("aria-label", word(element.dataset.label as Word));
    if (element instanceof HTMLButtonElement) element.title = word(element.dataset.label as Word);
  }
}

export function getLang(): Lang {
  return lang;
}

export function word(name: Word, values: Record<string, string | number> = {}): string {
  const text = WORDS[name][lang === "zh" ? 0 : 1];
  return text.replace(/\{(\w+)\}/g, (_, key: string) => String(values[key] ?? ""));
}

/** The words of the editor's search panel. */
const PHRASES: Record<string, string> = {
  Find: "查找",
  Replace: "替换为",
  next: "下一个",
  previous: "上一个",
  all: "全选",
  "match case": "区分大小写",
  regexp: "正则表达式",
  "by word": "全词匹配",
  replace: "替换",
  "replace all": "全部替换",
  close: "关闭",
  "current match": "当前匹配处",
  "on line": "在第",
  "replaced $ matches": "替换了$处",
  "replaced match on line $": "替换了第$行的一处",
  "Go to line": "转到行",
  go: "转到",
  Diagnostics: "问题",
  "No diagnostics": "没有问题",
  Completions: "可以填写的内容",
};

export function phrases(): Record<string, string> {
  return lang === "zh" ? PHRASES : {};
}
