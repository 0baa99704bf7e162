// Fills a database with as many pledges as asked for, as lawful as if they had been entered one by one:
//   node test/bench/fill.mjs --pledges 20000
// `BENCH_FOLDER` says where the embedded server keeps it; with `DATABASE_URL` (a superuser's address) it is made there.
import { pathToFileURL } from 'node:url';
import { copyStencils, readStencils } from './filled/copies.mjs';
import { enterStencils } from './filled/stencils.mjs';
import { built, openApp, openServer, option, say, timed } from './house.mjs';

export { TODAY } from './filled/series.rules.mjs';
export { copyStencils, enterStencils, readStencils };

const SERIES = 240;
const STENCIL = 'bench_stencil';

/** The name of a filled database on a server; it is filled unless it is there. `of` counts pledges or targets. */
export async function filled(server, { pledges, targets }) {
  const name = pledges === undefined ? `bench_t${targets}` : `bench_p${pledges}`;
  if (await server.has(name)) return name;
  const stencils = await stencilsOn(server);
  const times = pledges === undefined ? Math.ceil(targets / stencils.targets) : Math.ceil(pledges / stencils.pledges);
  const { migrate } = await built('src/database/migrations.js');
  const { wordsOf } = await built('src/pledges/search-words.rules.js');
  await server.create(`${name}_unfinished`);
  await migrate(server.url('saydo_owner', `${name}_unfinished`));
  const took = await timed(() => copyStencils(server.url('postgres', `${name}_unfinished`), stencils, times, wordsOf));
  await server.rename(`${name}_unfinished`, name);
  say(
    `filled  ${name}: ${stencils.pledges * times} pledges, ${stencils.targets * times} targets in ${(took / 1000).toFixed(0)} s`,
  );
  return name;
}

/** The stencils, entered through the services of the program unless they are there. */
async function stencilsOn(server) {
  if (!(await server.has(STENCIL))) {
    const { migrate } = await built('src/database/migrations.js');
    await server.create(`${STENCIL}_unfinished`);
    await server.hurry(`${STENCIL}_unfinished`);
    await migrate(server.url('saydo_owner', `${STENCIL}_unfinished`));
    const app = await openApp(server.url('saydo_app', `${STENCIL}_unfinished`));
    const took = await timed(async () =>
      enterStencils({ services: await servicesOf(app), timeIs: app.timeIs }, SERIES),
    );
    await app.close();
    await server.rename(`${STENCIL}_unfinished`, STENCIL);
    say(`entered ${SERIES} series as stencils in ${(took / 1000).toFixed(0)} s`);
  }
  return readStencils(server.url('saydo_owner', STENCIL));
}

async function servicesOf(app) {
  const names = {
    governments: ['governments', 'GovernmentsService'],
    sources: ['sources', 'SourcesService'],
    indicators: ['figures', 'IndicatorsService'],
    figures: ['figures', 'FiguresService'],
    pledges: ['pledges', 'PledgesService'],
    settle: ['standings/settle', 'SettleService'],
  };
  const services = {};
  for (const [name, [room, service]] of Object.entries(names)) {
    services[name] = app.get((await built(`src/${room}/${name}.service.js`))[service]);
  }
  return services;
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const server = await openServer();
  try {
    say(await filled(server, { pledges: option('pledges', 20_000) }));
  } finally {
    await server.close();
  }
}
