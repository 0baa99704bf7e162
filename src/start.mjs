// Builds when a source is newer than the last build, then runs the program in this very process, so that signals reach it.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const built = join(root, 'dist', '.built');
const SOURCES = ['src', 'migrations', 'seeds', 'package.json', 'tsconfig.json', 'nest-cli.json'];

if (!existsSync(built) || newest(SOURCES.map((name) => join(root, name))) > statSync(built).mtimeMs) build();
await import(pathToFileURL(join(root, 'dist', 'src', 'main.js')).href);

function build() {
  const began = new Date();
  const nest = join(dirname(createRequire(import.meta.url).resolve('@nestjs/cli/package.json')), 'bin', 'nest.js');
  const { status } = spawnSync(process.execPath, [nest, 'build'], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (status !== 0) process.exit(status ?? 1);
  // What was changed while the build ran is newer than this.
  writeFileSync(built, '');
  utimesSync(built, began, began);
}

/** When the newest of the files below the paths was changed, in milliseconds. */
function newest(paths) {
  return Math.max(
    ...paths.map((path) => {
      const found = statSync(path);
      if (!found.isDirectory()) return found.mtimeMs;
      const below = readdirSync(path, { withFileTypes: true }).filter((entry) => !entry.name.includes('.spec.'));
      return newest(below.map((entry) => join(path, entry.name)));
    }, 0),
  );
}
