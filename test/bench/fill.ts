// Fills a database with as many pledges as asked for, as lawful as if they had been entered one by one: fill.js --pledges 20000.
// `BENCH_FOLDER` says where the embedded server keeps it; with `DATABASE_URL` (a superuser's address) it is made there.
import { pathToFileURL } from 'node:url';
import { migrate } from '../../src/database/migrations.js';
import { SealJob } from '../../src/standings/settle/seal.job.js';
import { SettleStandingsJob } from '../../src/standings/settle/settle-standings.job.js';
import { copyStencils, readStencils, type Stencils } from './filled/copies.js';
import { enterStencils } from './filled/stencils.js';
import { openServer, option, say, serveApp, type Server, timed } from './house.js';

export { TODAY } from './filled/kinds.rules.js';

const SERIES = 240;
const STENCIL = 'bench_stencil';

/** The name of a filled database on a server; it is filled unless it is there. */
export async function filled(server: Server, size: { pledges: number } | { targets: number }): Promise<string> {
  const name = 'pledges' in size ? `bench_p${size.pledges}` : `bench_t${size.targets}`;
  if (await server.has(name)) return name;
  const stencils = await stencilsOn(server);
  const times = Math.ceil('pledges' in size ? size.pledges / stencils.pledges : size.targets / stencils.targets);
  const unfinished = `${name}_unfinished`;
  await server.create(unfinished);
  await migrate(server.url('saydo_owner', unfinished));
  const took = await timed(() => copyStencils(server.url('postgres', unfinished), stencils, times));
  await server.rename(unfinished, name);
  const counts = `${stencils.pledges * times} pledges, ${stencils.targets * times} targets`;
  say(`filled  ${name}: ${counts} in ${(took / 1000).toFixed(0)} s`);
  return name;
}

/** The stencils, entered into the program unless they are there. */
async function stencilsOn(server: Server): Promise<Stencils> {
  if (!(await server.has(STENCIL))) {
    const unfinished = `${STENCIL}_unfinished`;
    await server.create(unfinished);
    await server.hurry(unfinished);
    await migrate(server.url('saydo_owner', unfinished));
    const app = await serveApp(server.url('saydo_app', unfinished));
    const world = {
      ...app,
      settle: () => app.get(SettleStandingsJob).run(),
      seal: () => app.get(SealJob).run(),
    };
    const took = await timed(() => enterStencils(world, SERIES));
    await app.close();
    await server.rename(unfinished, STENCIL);
    say(`entered ${SERIES} series as stencils in ${(took / 1000).toFixed(0)} s`);
  }
  return readStencils(server.url('saydo_owner', STENCIL));
}

if (import.meta.url === pathToFileURL(process.argv[1]!).href) {
  const server = await openServer();
  try {
    say(await filled(server, { pledges: option('pledges', 20_000) }));
  } finally {
    await server.close();
  }
}
