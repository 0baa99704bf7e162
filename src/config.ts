import { isIP } from 'node:net';
import { resolve } from 'node:path';

export const ROLES = ['web', 'worker'] as const;
export type Role = (typeof ROLES)[number];
export const EMBEDDED_DATABASES = ['demo', 'saydo'] as const;
export type EmbeddedDatabase = (typeof EMBEDDED_DATABASES)[number];
const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

/** Everything that can be set from outside, read once at the start. Nothing else in the program looks at the environment. */
export class Config {
  /** The server to use; without it the embedded one runs. */
  readonly databaseUrl!: string | null;
  /** Who migrates; without it, whoever `databaseUrl` names. */
  readonly ownerDatabaseUrl!: string | null;
  /** Connections this process may hold. */
  readonly databasePool!: number;
  /** Which database of the embedded server is served. */
  readonly embeddedDatabase!: EmbeddedDatabase;
  /** True where the five documents are shown: every page says it is the demo. */
  readonly demo!: boolean;
  /** The folder for what the program keeps beside the database: the token, the embedded server. */
  readonly dataFolder!: string;
  readonly host!: string;
  readonly port!: number;
  readonly roles!: readonly Role[];
  /** Addresses or networks whose `X-Forwarded-…` headers are believed. */
  readonly trustedProxies!: readonly string[];
  /** Where letters go. Checked and kept; nothing is mailed yet. */
  readonly smtpUrl!: string | null;
  /** The admin token, when it is not the one in the data folder. */
  readonly adminToken!: string | null;
  readonly logLevel!: (typeof LOG_LEVELS)[number];
  /** How long, after the signal to stop, requests are still taken while `/health/ready` says 503. */
  readonly drainSeconds!: number;

  constructor(settings: Config) {
    Object.assign(this, settings);
  }
}

/** A setting that cannot be used; the message is the one line the operator sees. */
export class BadSetting extends Error {}

type Reader<T> = (text: string) => T;

interface Setting<T> {
  read: Reader<T>;
  /** What stands when nothing is set, as it would be written in `.env`; null for nothing. */
  standard: string | null;
}

/** Name, meaning and default of every setting. `.env.example` lists the same (a test compares them). */
export const SETTINGS = {
  DATABASE_URL: { read: postgresUrl, standard: null },
  SAYDO_OWNER_DATABASE_URL: { read: postgresUrl, standard: null },
  SAYDO_DATABASE_POOL: { read: whole(1, 200), standard: '10' },
  SAYDO_DATABASE: { read: oneOf(EMBEDDED_DATABASES), standard: 'demo' },
  SAYDO_DATA: { read: (text: string) => resolve(text), standard: '.data' },
  HOST: { read: host, standard: null },
  PORT: { read: whole(1, 65_535), standard: '3000' },
  ROLES: { read: listOf(oneOf(ROLES)), standard: 'web,worker' },
  TRUSTED_PROXIES: { read: listOf(network), standard: null },
  SMTP_URL: { read: smtpUrl, standard: null },
  SAYDO_ADMIN_TOKEN: { read: token, standard: null },
  SAYDO_LOG_LEVEL: { read: oneOf(LOG_LEVELS), standard: 'info' },
  SAYDO_DRAIN_SECONDS: { read: whole(0, 300), standard: '1' },
} satisfies Record<string, Setting<unknown>>;

/**
 * Reads the environment; `over` is what the command line says instead. Throws `BadSetting` for a value that is not usable
 * and for a `SAYDO_…` name that is unknown.
 */
export function readConfig(over: Record<string, string> = {}, outside: NodeJS.ProcessEnv = process.env): Config {
  const environment = { ...outside, ...over };
  const unknown = Object.keys(environment).find((name) => name.startsWith('SAYDO_') && !(name in SETTINGS));
  if (unknown) throw new BadSetting(`${unknown} is not a setting of Saydo (see .env.example)`);
  const of = <T>(name: keyof typeof SETTINGS, setting: Setting<T>): T | null => read(name, setting, environment[name]);

  const databaseUrl = of('DATABASE_URL', SETTINGS.DATABASE_URL);
  const embeddedDatabase = of('SAYDO_DATABASE', SETTINGS.SAYDO_DATABASE)!;
  return new Config({
    databaseUrl,
    ownerDatabaseUrl: of('SAYDO_OWNER_DATABASE_URL', SETTINGS.SAYDO_OWNER_DATABASE_URL),
    databasePool: of('SAYDO_DATABASE_POOL', SETTINGS.SAYDO_DATABASE_POOL)!,
    embeddedDatabase,
    demo: databaseUrl === null && embeddedDatabase === 'demo',
    dataFolder: of('SAYDO_DATA', SETTINGS.SAYDO_DATA)!,
    host: of('HOST', SETTINGS.HOST) ?? (databaseUrl === null ? '127.0.0.1' : '0.0.0.0'),
    port: of('PORT', SETTINGS.PORT)!,
    roles: of('ROLES', SETTINGS.ROLES)!,
    trustedProxies: of('TRUSTED_PROXIES', SETTINGS.TRUSTED_PROXIES) ?? [],
    smtpUrl: of('SMTP_URL', SETTINGS.SMTP_URL),
    adminToken: of('SAYDO_ADMIN_TOKEN', SETTINGS.SAYDO_ADMIN_TOKEN),
    logLevel: of('SAYDO_LOG_LEVEL', SETTINGS.SAYDO_LOG_LEVEL)!,
    drainSeconds: of('SAYDO_DRAIN_SECONDS', SETTINGS.SAYDO_DRAIN_SECONDS)!,
  });
}

function read<T>(name: string, setting: Setting<T>, given: string | undefined): T | null {
  const text = given === undefined || given === '' ? setting.standard : given;
  if (text === null) return null;
  try {
    return setting.read(text);
  } catch (error) {
    throw new BadSetting(`${name} ${error instanceof Error ? error.message : 'cannot be read'}`);
  }
}

function oneOf<const T extends string>(words: readonly T[]): Reader<T> {
  return (text) => {
    const word = words.find((each) => each === text);
    if (word === undefined) throw new Error(`is one of ${words.join(', ')}, not '${text}'`);
    return word;
  };
}

function listOf<T>(item: Reader<T>): Reader<T[]> {
  return (text) => [...new Set(text.split(',').map((part) => item(part.trim())))];
}

function whole(least: number, most: number): Reader<number> {
  return (text) => {
    const number = /^\d{1,9}$/.test(text) ? Number(text) : NaN;
    if (!(number >= least && number <= most))
      throw new Error(`is a whole number from ${least} to ${most}, not '${text}'`);
    return number;
  };
}

function host(text: string): string {
  if (isIP(text) === 0 && !/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(text)) {
    throw new Error(`is an address or a host name, not '${text}'`);
  }
  return text;
}

function network(text: string): string {
  const [address = '', prefix, more] = text.split('/');
  const bits = { 0: -1, 4: 32, 6: 128 }[isIP(address)] ?? -1;
  const fits = prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= bits);
  if (bits < 0 || !fits || more !== undefined) throw new Error(`lists addresses and networks, not '${text}'`);
  return text;
}

// The two below carry passwords: what was given is not repeated.
function postgresUrl(text: string): string {
  return urlOf(text, ['postgres:', 'postgresql:'], 'postgres://user:password@host:5432/database');
}

function smtpUrl(text: string): string {
  return urlOf(text, ['smtp:', 'smtps:'], 'smtp://user:password@host:587');
}

function urlOf(text: string, protocols: string[], example: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || !protocols.includes(url.protocol) || url.hostname === '') throw new Error(`looks like ${example}`);
  return text;
}

function token(text: string): string {
  if (!/^[\w.~+/=-]{32,200}$/.test(text)) throw new Error('is 32 to 200 letters, digits or . ~ + / = - _');
  return text;
}
