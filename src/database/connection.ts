import pg from 'pg';
import type { DataSourceOptions, EntityTarget, ObjectLiteral } from 'typeorm';
import { SnakeNaming } from './naming.js';

const { builtins, getTypeParser, setTypeParser } = pg.types;
// Array types, which the driver's own list leaves out.
const TEXT_ARRAY = 1009 as typeof builtins.TEXT;
const DATE_ARRAY = 1182 as typeof builtins.DATE;
const NUMERIC_ARRAY = 1231 as typeof builtins.NUMERIC;

// A day is text, a decimal is text, and a count is a number as long as a number can hold it.
setTypeParser(builtins.DATE, (text) => text);
setTypeParser(builtins.NUMERIC, (text) => text);
setTypeParser(builtins.INT8, exactInteger);
const textArray = getTypeParser(TEXT_ARRAY);
setTypeParser(DATE_ARRAY, textArray);
setTypeParser(NUMERIC_ARRAY, textArray);

export type Entity = EntityTarget<ObjectLiteral>;

/**
 * How TypeORM reaches a server. Nothing here is a start-up parameter or a named statement, so PgBouncer in transaction
 * mode is fine; timeouts belong to the role (`ALTER ROLE saydo_app SET statement_timeout …`).
 */
export function connectionTo(url: string, entities: Entity[], poolSize: number): DataSourceOptions {
  return {
    type: 'postgres',
    url,
    applicationName: 'saydo',
    poolSize,
    connectTimeoutMS: 10_000,
    // Jobs look every ten seconds, which is the driver's own limit: a connection that is closed in between costs a
    // handshake and cold caches each time.
    extra: { idleTimeoutMillis: 60_000, keepAlive: true },
    namingStrategy: new SnakeNaming(),
    entities: entities as never,
    installExtensions: false,
    uuidExtension: 'pgcrypto',
    synchronize: false,
  };
}

function exactInteger(text: string): number | string {
  const number = Number(text);
  return Number.isSafeInteger(number) ? number : text;
}
