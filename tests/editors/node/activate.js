// activate.js BUNDLE: what the extension does when VS Code starts it, told as JSON. VS Code itself is not
// here: in its place stands a stand-in, and in the client's one that starts no server.
'use strict';

const Module = require('module');

const said = {commands: [], started: 0, stopped: 0, options: null, server: null};
const settings = {'server.path': '/opt/egress-lsp', 'server.arguments': ['--no-lints']};
const registered = {};
let configurationChanged;

class LanguageClient {
  constructor(id, name, server, options) {
    Object.assign(this, {state: 2});
    Object.assign(said, {id, name, server, selector: options.documentSelector,
                         section: options.synchronize.configurationSection});
  }

  async start() { said.started++; }

  async stop() { said.stopped++; }

  async dispose() {}
}

const stands = {
  vscode: {
    workspace: {
      getConfiguration: () => ({get: (key, other) => settings[key] ?? other}),
      onDidChangeConfiguration: call => { configurationChanged = call; },
    },
    window: {},
    commands: {registerCommand: (name, call) => {
      said.commands.push(name);
      registered[name] = call;
    }},
  },
  'vscode-languageclient/node': {LanguageClient, State: {Running: 2}},
};

const load = Module._load;
Module._load = (name, ...more) => stands[name] ?? load(name, ...more);

async function main() {
  const extension = require(process.argv[2]);
  await extension.activate({subscriptions: []});
  await registered['egress.restart']();
  await configurationChanged({affectsConfiguration: section => section === 'egress.server'});
  await configurationChanged({affectsConfiguration: () => false});
  await extension.deactivate();
  process.stdout.write(JSON.stringify(said));
}

main();
