import { type DestinationStream, type Logger, type LoggerOptions, pino } from 'pino';
import { isUnavailable } from '../database/is-unavailable.ts';
import { currentRequestId } from './request-id.ts';

export interface LogOptions {
  logLevel: string;
  /** What this process does, on each line. */
  role?: string;
}

export function createLog({ logLevel, role }: LogOptions, destination?: DestinationStream): Logger {
  const options: LoggerOptions = {
    level: logLevel,
    base: { pid: process.pid, ...(role ? { role } : {}) },
    mixin: requestIdOnLine,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    redact: {
      paths: ['*.authorization', '*.cookie', '*.password', '*.token', '*.secretKey', '*.headers', 'err.options'],
      censor: '[redacted]',
    },
    serializers: { err: describeError },
  };
  return destination ? pino(options, destination) : pino(options);
}

function requestIdOnLine(): { requestId?: string } {
  const requestId = currentRequestId.getStore();
  return requestId === undefined ? {} : { requestId };
}

/** An error without the properties that libraries add: a failed statement has its values there. */
function describeError(error: unknown): object {
  if (!(error instanceof Error)) return { message: String(error) };
  const code = 'code' in error ? { code: error.code } : {};
  const cause = error.cause ? { cause: describeError(error.cause) } : {};
  // Where a statement was when the database went away says nothing, and an outage has many of them.
  const stack = isUnavailable(error) ? {} : { stack: stackOnly(error) };
  return { type: error.name, message: firstLine(error.message), ...code, ...stack, ...cause };
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0] ?? '';
}

function stackOnly({ stack = '' }: Error): string {
  return stack
    .split('\n')
    .filter((line) => line.startsWith('    at '))
    .join('\n');
}
