import { existsSync, readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';

/**
 * The variables of a file such as `.env`; none if there is no file. Reads what editors write: UTF-8 with or without a
 * byte-order mark, UTF-16 with one, and any line ends. Throws an error about anything that it would have to ignore.
 */
export function readEnvFile(path: string): Record<string, string | undefined> {
  if (!existsSync(path)) return {};
  const text = decode(path, readFileSync(path)).replace(/\r\n?/g, '\n');
  const unreadable = firstUnreadableLine(text);
  if (unreadable !== null) throw new Error(`${path}, line ${unreadable}, is not NAME=value`);
  return parseEnv(text);
}

function decode(path: string, bytes: Buffer): string {
  const [first, second] = bytes;
  const encoding =
    first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
  try {
    // The decoder removes a byte-order mark.
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    if (!text.includes('\0')) return text;
  } catch {
    // The error below says it.
  }
  throw new Error(`${path} is not UTF-8. Save it in the encoding UTF-8`);
}

/** The number of the first line that is no assignment, no comment and not empty. */
function firstUnreadableLine(text: string): number | null {
  // A quoted value may have several lines: keep their number, but not what they say.
  const unquoted = text.replace(/(?<==[ \t]*)(["'`])[\s\S]*?\1/g, (value) =>
    value.replace(/[^\n]/g, '').replaceAll('\n', '\n#'),
  );
  const lines = unquoted.split('\n');
  const index = lines.findIndex((line) => !/^\s*(#.*|(export\s+)?[A-Za-z_][\w.-]*\s*=.*)?$/.test(line));
  return index < 0 ? null : index + 1;
}
