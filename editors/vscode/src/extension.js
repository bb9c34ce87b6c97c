/**
 * The client of egress-lsp: starts the server, hands it the settings, and offers its commands.
 */
'use strict';

const vscode = require('vscode');
const {LanguageClient, State} = require('vscode-languageclient/node');

const SELECTOR = [
  {language: 'egress'},
  {language: 'yaml', pattern: '**/.github/workflows/*.{yml,yaml}'},
  {language: 'yaml', pattern: '**/action.{yml,yaml}'},
  {language: 'github-actions-workflow'},
];

let client;

function newClient() {
  const settings = vscode.workspace.getConfiguration('egress');
  return new LanguageClient(
    'egress',
    'Egress',
    {
      command: settings.get('server.path') || 'egress-lsp',
      args: ['--stdio', ...settings.get('server.arguments', [])],
    },
    {
      documentSelector: SELECTOR,
      initializationOptions: settings,
      synchronize: {configurationSection: 'egress'},
    },
  );
}

async function start() {
  client = newClient();
  try {
    await client.start();
  } catch (error) {
    const open = 'Open settings';
    const answer = await vscode.window.showErrorMessage(
      `The language server of Egress did not start: ${error.message}. Is egress-lsp installed, and in ` +
        'PATH or in egress.server.path?',
      open,
    );
    if (answer === open) {
      await vscode.commands.executeCommand('workbench.action.openSettings', 'egress.server.path');
    }
  }
}

async function stop() {
  const ending = client;
  client = undefined;
  // One that never started has nothing to stop, and says so by an error.
  if (ending && ending.state === State.Running) await ending.stop();
  if (ending) await ending.dispose().catch(() => undefined);
}

async function restart() {
  await stop();
  await start();
}

/** The server explains the rule at the cursor; its text is shown in a document beside. */
async function explain() {
  const editor = vscode.window.activeTextEditor;
  if (!editor || !client) return;
  let content;
  try {
    content = await client.sendRequest('workspace/executeCommand', {
      command: 'egress.explain',
      arguments: [
        client.code2ProtocolConverter.asUri(editor.document.uri),
        client.code2ProtocolConverter.asPosition(editor.selection.active),
      ],
    });
  } catch (error) {
    vscode.window.showInformationMessage(`Egress: ${error.message}`);
    return;
  }
  const document = await vscode.workspace.openTextDocument({language: 'markdown', content});
  await vscode.window.showTextDocument(document, vscode.ViewColumn.Beside, true);
}

exports.activate = async context => {
  context.subscriptions.push(
    vscode.commands.registerCommand('egress.restart', restart),
    vscode.commands.registerCommand('egress.explainHere', explain),
    vscode.commands.registerCommand('egress.showLog', () => client && client.outputChannel.show()),
    vscode.workspace.onDidChangeConfiguration(event => {
      if (event.affectsConfiguration('egress.server')) return restart();
    }),
  );
  await start();
};

exports.deactivate = stop;
