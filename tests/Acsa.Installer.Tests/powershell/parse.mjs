// node parse.mjs SCRIPT: parses a PowerShell script by tree-sitter's grammar; prints {"errors":[…],"commands":[…]}.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Language, Parser } from 'web-tree-sitter';

await Parser.init();
const parser = new Parser();
parser.setLanguage(await Language.load(fileURLToPath(import.meta.resolve('tree-sitter-powershell/tree-sitter-powershell.wasm'))));
const errors = [];
const commands = new Set();
const walk = node => {
  if (node.type === 'ERROR' || node.isMissing) errors.push(`line ${node.startPosition.row + 1}: ${node.text.slice(0, 80)}`);
  if (node.type === 'command_name') commands.add(node.text);
  node.children.forEach(walk);
};
walk(parser.parse(readFileSync(process.argv[2], 'utf8')).rootNode);
console.log(JSON.stringify({ errors, commands: [...commands].sort() }));
