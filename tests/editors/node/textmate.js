// textmate.js GRAMMAR: tokens of texts. In: a JSON array of texts. Out: one JSON line a text, an array
// of its lines, each an array of [piece, scopes].
'use strict';

const fs = require('fs');
const oniguruma = require('vscode-oniguruma');
const {INITIAL, Registry, parseRawGrammar} = require('vscode-textmate');

const wasm = fs.readFileSync(require.resolve('vscode-oniguruma/release/onig.wasm')).buffer;
const path = process.argv[2];

async function main() {
  await oniguruma.loadWASM(wasm);
  const registry = new Registry({
    onigLib: Promise.resolve({
      createOnigScanner: patterns => new oniguruma.OnigScanner(patterns),
      createOnigString: text => new oniguruma.OnigString(text),
    }),
    loadGrammar: async () => parseRawGrammar(fs.readFileSync(path, 'utf8'), path),
  });
  const grammar = await registry.loadGrammar('source.egress');
  for (const text of JSON.parse(fs.readFileSync(0, 'utf8'))) {
    let stack = INITIAL;
    const lines = text.split(/\r?\n/).map(line => {
      const done = grammar.tokenizeLine(line, stack);
      stack = done.ruleStack;
      return done.tokens.map(token => [line.slice(token.startIndex, token.endIndex),
                                       token.scopes.slice(1).join(' ')]);
    });
    process.stdout.write(JSON.stringify(lines) + '\n');
  }
}

main();
