import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { BadSetting, readConfig, SETTINGS } from '../src/config.js';

interface Service {
  image?: string;
  build?: string;
  environment?: Record<string, string>;
  ports?: string[];
  volumes?: string[];
  depends_on?: Record<string, unknown>;
}

describe('.env.example', () => {
  const lines = readFileSync('.env.example', 'utf8').split('\n');
  const shown = new Map(
    lines.flatMap((line) => {
      const [, name, value] = /^# ([A-Z_]+)=(.*)$/.exec(line) ?? [];
      return name === undefined ? [] : [[name, value ?? ''] as const];
    }),
  );

  it('lists exactly the settings there are, in their order', () => {
    expect([...shown.keys()]).toEqual(Object.keys(SETTINGS));
  });

  it('shows the defaults that stand', () => {
    const standards = Object.entries(SETTINGS).flatMap(([name, { standard }]) =>
      standard === null ? [] : [[name, standard]],
    );
    expect(standards.map(([name]) => [name, shown.get(name!)])).toEqual(standards);
  });

  it('is readable as it stands, with every line made to count', () => {
    expect(() => readConfig({}, Object.fromEntries(shown))).not.toThrow();
  });
});

describe('a setting', () => {
  it.each<[name: string, value: string, says: string]>([
    ['SAYDO_COLOUR', 'red', 'SAYDO_COLOUR is not a setting of Saydo'],
    ['PORT', '0', 'PORT is a whole number'],
    ['PORT', '3000.5', 'PORT is a whole number'],
    ['PORT', '1e3', 'PORT is a whole number'],
    ['HOST', 'not a host', 'HOST is an address or a host name'],
    ['ROLES', 'web,cook', 'ROLES is one of web, worker'],
    ['SAYDO_DATABASE', 'other', 'SAYDO_DATABASE is one of demo, saydo'],
    ['SAYDO_LOG_LEVEL', 'loud', 'SAYDO_LOG_LEVEL is one of'],
    ['SAYDO_DRAIN_SECONDS', '-1', 'SAYDO_DRAIN_SECONDS is a whole number'],
    ['SAYDO_DATABASE_POOL', '0', 'SAYDO_DATABASE_POOL is a whole number'],
    ['SAYDO_ADMIN_TOKEN', 'short', 'SAYDO_ADMIN_TOKEN is 32 to 200 letters'],
    ['TRUSTED_PROXIES', 'everyone', 'TRUSTED_PROXIES lists addresses'],
    ['TRUSTED_PROXIES', '10.0.0.0/33', 'TRUSTED_PROXIES lists addresses'],
    ['DATABASE_URL', 'mysql://root:secret@localhost/x', 'DATABASE_URL looks like postgres://'],
    ['SAYDO_OWNER_DATABASE_URL', 'secret', 'SAYDO_OWNER_DATABASE_URL looks like postgres://'],
    ['SMTP_URL', 'localhost:25', 'SMTP_URL looks like smtp://'],
  ])('%s=%s stops the start with one line', (name, value, says) => {
    let message = '';
    try {
      readConfig({}, { [name]: value });
    } catch (error) {
      expect(error).toBeInstanceOf(BadSetting);
      message = (error as Error).message;
    }
    expect(message).toContain(says);
    expect(message).not.toMatch(/\n|secret/);
  });

  it('that is not set leaves the embedded server to this machine alone, a server of yours to the network', () => {
    expect(readConfig({}, {})).toMatchObject({
      host: '127.0.0.1',
      demo: true,
      trustedProxies: [],
      roles: ['web', 'worker'],
    });
    const url = 'postgres://saydo_app:x@db/saydo';
    expect(readConfig({}, { DATABASE_URL: url })).toMatchObject({ host: '0.0.0.0', demo: false, databaseUrl: url });
  });

  it('on the command line stands before the environment', () => {
    expect(readConfig({ SAYDO_DATABASE: 'saydo' }, { SAYDO_DATABASE: 'demo' })).toMatchObject({ demo: false });
  });
});

describe('docker-compose.yml', () => {
  const text = readFileSync('docker-compose.yml', 'utf8');
  const { services, volumes } = parse(text) as { services: Record<string, Service>; volumes: Record<string, unknown> };
  const resolved = (value: string): string => value.replace(/\$\{(\w+):\?[^}]*\}/g, 'password');

  it('has the app, PostgreSQL and a mail catcher', () => {
    expect(Object.keys(services)).toEqual(['app', 'database', 'mail']);
    expect(services['app']!.build).toBe('.');
    expect(services['database']!.image).toMatch(/^postgres:1[5-8]/);
  });

  it('sets the app only what config knows and takes', () => {
    const environment = services['app']!.environment!;
    expect(Object.keys(environment).filter((name) => !(name in SETTINGS))).toEqual([]);
    const config = readConfig(
      {},
      Object.fromEntries(Object.entries(environment).map(([name, value]) => [name, resolved(value)])),
    );
    expect(config.port).toBe(Number(services['app']!.ports![0]!.split(':').at(-1)));
    expect(new URL(config.databaseUrl!).hostname).toBe('database');
    expect(new URL(config.smtpUrl!).hostname).toBe('mail');
  });

  it('keeps the roles of owner and app apart, by the names that the migrations know', () => {
    const { DATABASE_URL, SAYDO_OWNER_DATABASE_URL } = services['app']!.environment!;
    expect([DATABASE_URL, SAYDO_OWNER_DATABASE_URL].map((url) => new URL(resolved(url!)).username)).toEqual([
      'saydo_app',
      'saydo_owner',
    ]);
    expect(services['database']!.environment!['POSTGRES_USER']).toBe('saydo_owner');
    expect(text).toContain('CREATE ROLE saydo_app LOGIN');
  });

  it('declares every volume it mounts', () => {
    const mounted = Object.values(services).flatMap((service) => service.volumes ?? []);
    expect(mounted.map((mount) => mount.split(':', 1)[0])).toEqual(Object.keys(volumes));
  });
});

describe('Dockerfile', () => {
  const steps = readFileSync('Dockerfile', 'utf8')
    .replaceAll(/\\\n/g, '')
    .split('\n')
    .filter((line) => /^[A-Z]+ /.test(line));
  const last = steps.slice(steps.findLastIndex((step) => step.startsWith('FROM ')));
  const { engines, scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as {
    engines: { node: string };
    scripts: Record<string, string>;
  };

  it('has stages, and the last has neither compiler nor root', () => {
    expect(steps.filter((step) => step.startsWith('FROM ')).length).toBeGreaterThan(1);
    expect(last.filter((step) => /npm (ci|install)|nest/.test(step))).toEqual([]);
    const user = last.findIndex((step) => step === 'USER node');
    expect(user).toBeGreaterThan(0);
    expect(last.findIndex((step) => step.startsWith('CMD '))).toBeGreaterThan(user);
  });

  it('runs a Node that the package supports', () => {
    const versions = new Set(steps.flatMap((step) => /^FROM node:(\d+)/.exec(step)?.[1] ?? []));
    expect([...versions]).toEqual(['24']);
    expect(engines.node).toBe('>=20.19 <25');
  });

  it('exposes the port that stands, keeps the folder that stands, and runs what the build writes', () => {
    expect(last).toContain(`EXPOSE ${SETTINGS.PORT.standard}`);
    expect(last).toContain(`VOLUME /app/${SETTINGS.SAYDO_DATA.standard}`);
    expect(last).toContain('CMD ["node", "dist/src/main.js"]');
    expect(scripts['build']).toBe('nest build');
  });

  it('copies only what the context lets in', () => {
    const allowed = readFileSync('.dockerignore', 'utf8')
      .split('\n')
      .flatMap((line) => line.match(/^!(.+)/)?.[1] ?? []);
    const copied = steps
      .filter((step) => step.startsWith('COPY ') && !step.includes('--from='))
      .flatMap((step) => step.split(' ').slice(1, -1));
    expect([...new Set(copied)].toSorted()).toEqual(allowed.toSorted());
  });
});
