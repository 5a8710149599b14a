// The client: starts `zhumo lsp` and hands it the drafts. Everything that is decided is decided there.

import { execFile } from 'node:child_process';
import * as vscode from 'vscode';
import { LanguageClient, type LanguageClientOptions, type ServerOptions } from 'vscode-languageclient/node';

const SCHEME = 'zhumo-rule';

let client: LanguageClient | undefined;

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  context.subscriptions.push(
    vscode.workspace.registerTextDocumentContentProvider(SCHEME, { provideTextDocumentContent: (uri) => ruleText(uri) }),
    vscode.commands.registerCommand('zhumo.restart', restart),
    vscode.commands.registerCommand('zhumo.explain', explain),
    vscode.commands.registerCommand('zhumo.openPreview', preview),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('zhumo')) {
        void restart();
      }
    }),
  );
  await start();
}

export async function deactivate(): Promise<void> {
  await client?.stop();
}

function setting(name: string): string {
  return vscode.workspace.getConfiguration('zhumo').get<string>(name, '');
}

/** The language of messages: what the settings say, else that of the editor. */
function language(): string {
  const chosen = setting('language');
  return chosen === 'zh' || chosen === 'en' ? chosen : vscode.env.language;
}

async function start(): Promise<void> {
  const server: ServerOptions = { command: setting('path') || 'zhumo', args: ['lsp'] };
  const options: LanguageClientOptions = {
    documentSelector: [{ language: 'notice', scheme: 'file' }, { language: 'notice', scheme: 'untitled' }],
    initializationOptions: { language: language(), rulesUrl: `${SCHEME}:{rule}` },
  };
  const started = new LanguageClient('zhumo', 'Zhumo', server, options);
  client = started;
  try {
    await started.start();
  } catch (error) {
    client = undefined;
    const reason = error instanceof Error ? error.message : String(error);
    const chinese = language().toLowerCase().startsWith('zh');
    const message = chinese
      ? `zhumo 没有启动：${reason}。请安装 zhumo，或在设置 zhumo.path 里写明它的路径。`
      : `zhumo did not start: ${reason}. Install zhumo, or say where it is in the setting zhumo.path.`;
    void vscode.window.showErrorMessage(message);
  }
}

async function restart(): Promise<void> {
  await client?.stop();
  await start();
}

/** The page of a rule, as the program itself explains it. */
function ruleText(uri: vscode.Uri): Promise<string> {
  const word = language().toLowerCase().startsWith('zh') ? 'zh' : 'en';
  return new Promise((resolve) => {
    execFile(setting('path') || 'zhumo', ['--lang', word, 'explain', uri.path], (error, stdout, stderr) => {
      resolve(error ? stderr || error.message : stdout);
    });
  });
}

/** Shows why the rule of the finding at the cursor exists. */
async function explain(): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (!editor) {
    return;
  }
  const here = vscode.languages
    .getDiagnostics(editor.document.uri)
    .find((found) => found.source === 'zhumo' && found.range.contains(editor.selection.active));
  const code = typeof here?.code === 'object' ? here.code.value : here?.code;
  if (code !== undefined) {
    await vscode.commands.executeCommand('markdown.showPreview', vscode.Uri.parse(`${SCHEME}:${code}`));
  }
}

/** Opens the preview of the draft; the server starts it and ends it. What is shown there is the file, so that it is saved first. */
async function preview(): Promise<void> {
  const document = vscode.window.activeTextEditor?.document;
  if (document && (await document.save())) {
    await vscode.commands.executeCommand('zhumo.preview', document.uri.toString());
  }
}
