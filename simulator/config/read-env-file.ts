import { existsSync, readFileSync } from 'node:fs';

/**
 * An empty line, a comment or an assignment, whose value may be quoted and then have several lines. Node's own reader
 * takes what it can and ignores the rest: all after a "#", after a quote, or in a line whose name it cannot read.
 */
const statement =
  /[ \t]*(?:(?:export[ \t]+)?([A-Za-z_][\w.-]*)[ \t]*=[ \t]*(?:(["'`])((?:(?!\2)[\s\S])*)\2|((?!["'`“”‘’„«])[^\n#]*)))?[ \t]*(?:(?<=^|[ \t])#.*)?(?:\n|$)/my;

// Not the joiners, which Devanagari needs.
const INVISIBLE = /[^\P{Cc}\n\t]|[\u00a0\u200b\u2028\u2029\u202a-\u202e\u2060\u2066-\u2069\ufeff]/u;

/**
 * The variables of a file such as `.env`; none if there is no file. Reads what editors write: UTF-8 with or without a
 * byte-order mark, UTF-16 with one, and any line ends. Throws an error about anything that it would have to ignore.
 */
export function readEnvFile(path: string): Record<string, string | undefined> {
  if (!existsSync(path)) return {};
  const text = decode(path, readFileSync(path)).replace(/\r\n?/g, '\n');
  const variables = new Map<string, string>();
  for (let at = 0; at < text.length; at = statement.lastIndex) {
    const where = `${path}, line ${text.slice(0, at).split('\n').length},`;
    statement.lastIndex = at;
    const found = statement.exec(text);
    if (!found) throw new Error(`${where} ${faultOf(/.*/.exec(text.slice(at))?.[0] ?? '')}`);
    const [whole, name, quote, quoted, plain] = found;
    if (name === undefined) continue;
    if (INVISIBLE.test(whole)) throw new Error(`${where} contains an invisible character. Type the line again`);
    if (variables.has(name)) throw new Error(`${where} sets ${name} a second time. Remove one of the two lines`);
    variables.set(name, quoted === undefined ? (plain ?? '').trimEnd() : withLineEnds(quoted, quote));
  }
  return Object.fromEntries(variables);
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

/** What is wrong with a line, without what it says. */
function faultOf(line: string): string {
  if (!/^[ \t]*(export[ \t]+)?[A-Za-z_][\w.-]*[ \t]*=/.test(line)) return 'is not NAME=value';
  const value = line.slice(line.indexOf('=') + 1).trimStart();
  if (/^[“”‘’„«]/.test(value)) return 'has a typographic quote. Use " or \'';
  if (!/^["'`]/.test(value)) return 'has a # in its value. Put the value in quotes, or a blank before a comment';
  const isClosed = value.includes(value.charAt(0), 1);
  return isClosed
    ? 'has more after the closing quote'
    : 'has a quote that is not closed, or more after the closing one';
}

/** As Node does: only in double quotes, and only line ends. */
function withLineEnds(value: string, quote: string | undefined): string {
  return quote === '"' ? value.replaceAll('\\n', '\n') : value;
}
