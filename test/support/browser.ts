import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium } from 'playwright-core';

const QUIET = [
  ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
  ...['--disable-component-update', '--disable-sync'],
];
const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];
const MAC = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';

interface Found {
  executablePath: string;
  env?: Record<string, string>;
}

/** Starts a Chromium: the one at `CHROMIUM_PATH`, an installed one, Playwright's, or the one that came with `npm ci`. */
export async function openBrowser(): Promise<Browser> {
  const found = chosen() ?? installed() ?? playwrights() ?? (await packaged());
  if (!found) {
    throw new Error('no Chromium here: install one (apt-get install chromium), or say where it is with CHROMIUM_PATH');
  }
  return chromium.launch({
    executablePath: found.executablePath,
    args: QUIET,
    ...(found.env ? { env: found.env } : {}),
  });
}

function chosen(): Found | null {
  const path = process.env.CHROMIUM_PATH;
  if (!path) return null;
  if (!existsSync(path)) throw new Error(`CHROMIUM_PATH is ${path}, and there is nothing`);
  return { executablePath: path };
}

function installed(): Found | null {
  const folders = (process.env.PATH ?? '').split(':');
  const paths = [...NAMES.flatMap((name) => folders.map((folder) => join(folder, name))), MAC];
  const path = paths.find((each) => existsSync(each));
  return path ? { executablePath: path } : null;
}

function playwrights(): Found | null {
  const path = chromium.executablePath();
  return existsSync(path) ? { executablePath: path } : null;
}

/** Linux on x64 only. It unpacks itself into the folder for temporary files, with the few libraries a bare machine lacks. */
async function packaged(): Promise<Found | null> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return null;
  process.env.TMPDIR = process.env.TEST_FOLDER;
  const { default: binary, inflate } = await import('@sparticuz/chromium');
  const home = dirname(fileURLToPath(import.meta.resolve('@sparticuz/chromium')));
  const libraries = await inflate(join(home, '..', '..', 'bin', 'al2023.tar.br'));
  const environment = Object.entries(process.env).filter((pair): pair is [string, string] => pair[1] !== undefined);
  return {
    executablePath: await binary.executablePath(),
    env: { ...Object.fromEntries(environment), LD_LIBRARY_PATH: join(libraries, 'lib') },
  };
}
