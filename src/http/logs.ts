import type { LoggerService } from '@nestjs/common';
import { pino, type Logger } from 'pino';

/** One JSON line an event, to standard output. Nothing of a request's body or headers is logged. */
export function createLog(level: string): Logger {
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime });
}

/** Lets Nest write into the same log. */
export class NestLog implements LoggerService {
  constructor(private readonly pino: Logger) {}

  log(message: unknown, ...details: unknown[]): void {
    this.write('info', message, details);
  }
  error(message: unknown, ...details: unknown[]): void {
    this.write('error', message, details);
  }
  warn(message: unknown, ...details: unknown[]): void {
    this.write('warn', message, details);
  }
  debug(message: unknown, ...details: unknown[]): void {
    this.write('debug', message, details);
  }
  verbose(message: unknown, ...details: unknown[]): void {
    this.write('trace', message, details);
  }
  fatal(message: unknown, ...details: unknown[]): void {
    this.write('fatal', message, details);
  }

  /** Nest puts the name of who speaks last. */
  private write(
    level: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal',
    message: unknown,
    details: unknown[],
  ): void {
    const from = details.pop();
    const said = details.filter((detail) => detail !== undefined);
    const fields = message instanceof Error ? { from, err: message } : { from };
    // What Nest tells while it wires itself up is of use to its developers only.
    const quiet = level === 'info' && NEST_WIRING.has(String(from));
    this.pino[quiet ? 'debug' : level]({ ...fields, ...(said.length > 0 ? { details: said } : {}) }, text(message));
  }
}

const NEST_WIRING = new Set(['NestFactory', 'InstanceLoader', 'RoutesResolver', 'RouterExplorer', 'NestApplication']);

function text(message: unknown): string {
  return message instanceof Error ? message.message : String(message);
}
