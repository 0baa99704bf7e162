/** Loads rules and their tests into fresh modules, one file of the rules mutated, and says whether a test noticed. */
import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { SourceTextModule, SyntheticModule } from 'node:vm';
import swc from '@swc/core';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const SWC = { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'es6' } };
// Jest's own matchers, as @jest/globals hands them to a test.
const require = createRequire(import.meta.url);
const { expect } = createRequire(require.resolve('jest-circus', { paths: [require.resolve('jest')] }))('expect');

const specs = ['src/clock', 'src/verdicts']
  .flatMap((room) => readdirSync(join(ROOT, room)).map((name) => `${room}/${name}`))
  .filter((file) => file.endsWith('.rules.spec.ts') && !file.endsWith('/zone.rules.spec.ts'));
const cases = 'test/verdicts.spec.ts';

const compiled = new Map();
const outside = new Map();

process.on('message', ({ file, source }) => void judge(file, source).then((killed) => process.send(killed)));

/** 'survived' when every test passes, 'no program' when it does not compile, else the first failure. */
async function judge(file, source) {
  let code;
  try {
    code = source === null ? '' : compile(source);
  } catch {
    return 'no program';
  }
  const tests = [];
  try {
    const load = loader(file, code, collector(tests));
    // Its own table first, then vectors and cases, then the other tables: most mutants fall at once.
    const own = specs.filter((spec) => spec === file?.replace(/\.ts$/, '.spec.ts'));
    for (const spec of [...own, cases, ...specs.filter((each) => !own.includes(each))]) {
      tests.length = 0;
      await load(spec);
      for (const test of tests) test();
    }
    return 'survived';
  } catch (error) {
    return `killed: ${error?.message ?? error}`.slice(0, 300);
  }
}

/** A loader with modules of its own; `@jest/globals` collects tests instead of running them. */
function loader(mutated, mutatedCode, globals) {
  const modules = new Map();
  const moduleAt = (file) => {
    let module = modules.get(file);
    if (module === undefined) {
      const code = file === mutated ? mutatedCode : codeOf(file);
      const initializeImportMeta = (meta) => (meta.url = pathToFileURL(join(ROOT, file)).href);
      module = new SourceTextModule(code, { identifier: file, initializeImportMeta });
      modules.set(file, module);
    }
    return module;
  };
  const link = async (name, { identifier }) => {
    if (name === '@jest/globals') return globals;
    if (!name.startsWith('.')) return fromOutside(name);
    return moduleAt(relative(ROOT, join(ROOT, dirname(identifier), name)).replace(/\.js$/, '.ts'));
  };
  return async (file) => {
    const module = moduleAt(file);
    await module.link(link);
    await module.evaluate();
  };
}

function codeOf(file) {
  let code = compiled.get(file);
  if (code === undefined) {
    code = compile(readFileSync(join(ROOT, file), 'utf8'));
    compiled.set(file, code);
  }
  return code;
}

function compile(source) {
  return swc.transformSync(source, SWC).code;
}

/** A package, loaded once for all. */
async function fromOutside(name) {
  let module = outside.get(name);
  if (module === undefined) {
    const exported = await import(name);
    module = new SyntheticModule(Object.keys(exported), function () {
      for (const key of Object.keys(exported)) this.setExport(key, exported[key]);
    });
    outside.set(name, module);
  }
  return module;
}

function collector(tests) {
  const it = (_name, test) => tests.push(test);
  it.each = (rows) => (_name, test) => {
    for (const row of rows) tests.push(() => (Array.isArray(row) ? test(...row) : test(row)));
  };
  const globals = { describe: (_name, body) => body(), it, expect };
  return new SyntheticModule(Object.keys(globals), function () {
    for (const [key, value] of Object.entries(globals)) this.setExport(key, value);
  });
}
