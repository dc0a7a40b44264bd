import { type DestinationStream, type Logger, type LoggerOptions, pino } from 'pino';
import { type Config } from './config.ts';

/** Lines of JSON. Whatever a cause carries along, headers and secrets stay out. */
export function createLog({ logLevel }: Pick<Config, 'logLevel'>, destination?: DestinationStream): Logger {
  const options: LoggerOptions = {
    level: logLevel,
    base: null,
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

/** An error without what libraries hang on it: a failed statement, for one, carries its values. */
function describeError(error: unknown): object {
  if (!(error instanceof Error)) return { message: String(error) };
  const code = 'code' in error ? { code: error.code } : {};
  const cause = error.cause ? { cause: describeError(error.cause) } : {};
  return { type: error.name, message: firstLine(error.message), ...code, stack: stackOnly(error), ...cause };
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
