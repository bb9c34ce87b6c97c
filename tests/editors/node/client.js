// client.js SERVER FOLDER: the conversation of test_server.py, by the client library of VS Code.
'use strict';

const {spawn} = require('child_process');
const fs = require('fs');
const path = require('path');
const {pathToFileURL} = require('url');
const {
  createProtocolConnection, StreamMessageReader, StreamMessageWriter,
  CodeActionRequest, CompletionRequest, DefinitionRequest, DidChangeTextDocumentNotification,
  DidOpenTextDocumentNotification, DocumentFormattingRequest, ExecuteCommandRequest, ExitNotification, HoverRequest,
  InitializedNotification, InitializeRequest, PublishDiagnosticsNotification, ShutdownRequest,
} = require('vscode-languageserver-protocol/node');

const [server, folder] = process.argv.slice(2);
const child = spawn(server, ['--stdio'], {stdio: ['pipe', 'pipe', 'inherit']});
const ended = new Promise(resolve => child.on('exit', resolve));
const connection = createProtocolConnection(
  new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin));

const documents = new Map(); // by URI: text, version
const waiting = [];

connection.onNotification(PublishDiagnosticsNotification.type, params => {
  for (const each of waiting.splice(0)) {
    if (each.uri === params.uri && (params.version ?? each.version) >= each.version) {
      each.resolve(params.diagnostics);
    } else {
      waiting.push(each);
    }
  }
});

const diagnostics = uri => new Promise(resolve =>
  waiting.push({uri, version: documents.get(uri).version, resolve}));

const brief = list => list.map(each => [each.range.start.line, each.code]);

async function open(name, languageId) {
  const uri = pathToFileURL(path.join(folder, name)).href;
  const text = fs.readFileSync(path.join(folder, name), 'utf8');
  documents.set(uri, {text, version: 1});
  const coming = diagnostics(uri);
  await connection.sendNotification(DidOpenTextDocumentNotification.type,
    {textDocument: {uri, languageId, version: 1, text}});
  return [uri, await coming];
}

function offset(text, {line, character}) {
  return text.split('\n').slice(0, line).reduce((sum, each) => sum + each.length + 1, 0) + character;
}

/** Later edits first, so that places stay. */
function applied(text, edits) {
  for (const {range, newText} of [...edits].sort((a, b) => offset(text, b.range.start) - offset(text, a.range.start))) {
    text = text.slice(0, offset(text, range.start)) + newText + text.slice(offset(text, range.end));
  }
  return text;
}

async function change(uri, edits) {
  const document = documents.get(uri);
  document.text = applied(document.text, edits);
  document.version++;
  const coming = diagnostics(uri);
  await connection.sendNotification(DidChangeTextDocumentNotification.type, {
    textDocument: {uri, version: document.version},
    contentChanges: edits.map(({range, newText}) => ({range, text: newText})),
  });
  return coming;
}

async function main() {
  connection.listen();
  const found = {};
  await connection.sendRequest(InitializeRequest.type, {
    processId: process.pid,
    rootUri: pathToFileURL(folder).href,
    workspaceFolders: [{uri: pathToFileURL(folder).href, name: 'test'}],
    capabilities: {textDocument: {
      hover: {contentFormat: ['markdown']},
      codeAction: {codeActionLiteralSupport: {codeActionKind: {valueSet: ['quickfix']}}},
    }},
  });
  await connection.sendNotification(InitializedNotification.type, {});

  const [uri, before] = await open('main.egress', 'egress');
  const textDocument = {uri};
  found.before = brief(before);
  const actions = await connection.sendRequest(CodeActionRequest.type,
    {textDocument, range: before[0].range, context: {diagnostics: before}});
  const fix = actions.find(each => each.edit);
  found.fixed = brief(await change(uri, fix.edit.changes?.[uri] ?? fix.edit.documentChanges[0].edits));
  const edits = await connection.sendRequest(DocumentFormattingRequest.type,
    {textDocument, options: {tabSize: 4, insertSpaces: true}});
  await change(uri, edits);
  found.formatted = documents.get(uri).text;

  const hover = await connection.sendRequest(HoverRequest.type,
    {textDocument, position: {line: 0, character: 3}});
  found.hover = hover.contents.value;

  found.explained = await connection.sendRequest(ExecuteCommandRequest.type,
    {command: 'egress.explain', arguments: [uri, {line: 0, character: 3}]});

  const end = {line: 3, character: 0};
  await change(uri, [{range: {start: end, end}, newText: 'c.example pass'}]);
  const items = await connection.sendRequest(CompletionRequest.type,
    {textDocument, position: {line: 3, character: 14}});
  found.completion = (items.items ?? items).map(each => each.label);

  const [workflow, inside] = await open('.github/workflows/ci.yml', 'yaml');
  found.workflow = brief(inside);
  const definition = [await connection.sendRequest(DefinitionRequest.type,
    {textDocument: {uri: workflow}, position: {line: 9, character: 32}})].flat()[0];
  found.definition = [path.basename(definition.targetUri ?? definition.uri),
                      (definition.targetSelectionRange ?? definition.range).start.line];

  await connection.sendRequest(ShutdownRequest.type);
  await connection.sendNotification(ExitNotification.type);
  found.exit = await ended;
  process.stdout.write(JSON.stringify(found));
}

main().catch(error => {
  console.error(error);
  child.kill();
  process.exit(1);
});
