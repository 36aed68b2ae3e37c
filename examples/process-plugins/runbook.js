// Reads skills that are runbooks: "$ command" runs something, "? condition" decides, other lines are notes.
// Speaks JSON lines with Skillmill: a hello first, then one answer for each question.
'use strict';

const readline = require('node:readline');

const NAME = 'runbook';
const VERSION = '1';

function answer(source, limits) {
  const file = source.files.find((each) => each.name === source.primary);
  if (file.text === undefined) {
    return reject('runbook-no-text', 'The file is no UTF-8 text; save it as UTF-8');
  }
  const decomposition = { actions: [], rules: [], directives: [] };
  const leftOut = new Set();
  const add = (kind, prefix, told, line, more) => {
    if (decomposition[kind].length === limits.elements_max) {
      leftOut.add(kind);
      return;
    }
    const id = prefix + '_' + String(decomposition[kind].length + 1).padStart(3, '0');
    const provenance = {
      level: 'full',
      source: { kind: 'document', ref: source.primary },
      original_text: told,
      location: { locator: `${source.primary}:${line}`, file: source.primary, line_start: line, line_end: line },
      extraction: { method: 'parser', tool_version: VERSION },
    };
    const name = Array.from(told).slice(0, 80).join('');
    decomposition[kind].push({ id, name, description: told, ...more, provenance });
  };
  file.text.split(/\r\n|\r|\n/).forEach((line, index) => {
    const told = line.trim().replaceAll('\0', '\ufffd');
    const rest = told.slice(1).trim();
    if (told.startsWith('$') && rest) {
      add('actions', 'a', rest, index + 1, { action_type: 'external_call', deterministic: true, language: 'sh' });
    } else if (told.startsWith('?') && rest) {
      add('rules', 'r', rest, index + 1, { condition_type: 'validation', returns: 'boolean' });
    } else if (told) {
      add('directives', 'd', told, index + 1, { directive_type: 'knowledge', decomposable: false });
    }
  });
  if (Object.values(decomposition).every((elements) => elements.length === 0)) {
    return reject('runbook-empty', 'The runbook says nothing; write a line');
  }
  const diagnostics = [...leftOut].map((kind) => ({
    rule: 'runbook-too-long',
    severity: 'warning',
    message: `More than ${limits.elements_max} ${kind}; split the runbook`,
  }));
  const name = source.name.replace(/(.)\.[^.]*$/, '$1');
  const meta = { skill_id: 'claude__skill__' + letters(name), name };
  return { document: { meta, decomposition }, diagnostics };
}

// Ids hold small letters and underscores; a digit becomes the letter of its place.
function letters(name) {
  const spelled = name
    .toLowerCase()
    .replace(/[0-9]/g, (digit) => 'abcdefghij'[digit])
    .replace(/[^a-z]/g, '_');
  return spelled.replace(/^_+|_+$/g, '') || 'runbook';
}

function reject(rule, message) {
  return { rejected: [{ rule, message, line: 1 }] };
}

readline.createInterface({ input: process.stdin }).on('line', (line) => {
  const question = JSON.parse(line);
  const reply = question.hello
    ? { hello: { name: NAME, version: VERSION } }
    : { id: question.id, ...answer(question.source, question.limits) };
  process.stdout.write(JSON.stringify(reply) + '\n');
});
