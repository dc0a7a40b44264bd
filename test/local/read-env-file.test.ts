import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { readEnvFile } from '../../src/local/read-env-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'env-'));
const file = join(folder, '.env');
afterAll(() => rmSync(folder, { recursive: true }));

function read(content: string | Buffer): Record<string, string | undefined> {
  writeFileSync(file, content);
  return readEnvFile(file);
}

const utf16 = (text: string) => Buffer.from(text, 'utf16le');
const swapped = (bytes: Buffer) => Buffer.from(bytes).swap16();
const two = { NODE_ENV: 'production', MAIL_FROM: 'दोकान <shop@example.com>' };
const text = `NODE_ENV=production\nMAIL_FROM=दोकान <shop@example.com>\n`;

describe('readEnvFile', () => {
  it.each([
    ['UTF-8', text],
    ['UTF-8 with a byte-order mark, as Notepad writes it', `\ufeff${text}`],
    ['Windows line ends', `\ufeff${text.replaceAll('\n', '\r\n')}`],
    ['old Macintosh line ends', text.replaceAll('\n', '\r')],
    ['no line end at the end', text.trim()],
    ['UTF-16, little endian, as PowerShell writes it', utf16(`\ufeff${text}`)],
    ['UTF-16, big endian', swapped(utf16(`\ufeff${text}`))],
    ['comments, empty lines, blanks and exports', `# shop\n\n  export NODE_ENV = production\n${text.split('\n')[1]}`],
  ])('reads %s', (_what, content) => {
    expect(read(content)).toEqual(two);
  });

  it('reads quoted values of several lines', () => {
    expect(read('A="one\ntwo words\n"\nB=\'x\'\n')).toEqual({ A: 'one\ntwo words\n', B: 'x' });
  });

  it('has nothing to read where there is no file', () => {
    expect(readEnvFile(join(folder, 'none'))).toEqual({});
  });

  it.each([
    ['UTF-16 without a mark', utf16(text), 'is not UTF-8'],
    ['Latin-1', Buffer.from('SMTP_URL=smtp://user:p\xe4ss@host', 'latin1'), 'is not UTF-8'],
    ['bytes that are no text', Buffer.from([0, 1, 2, 3]), 'is not UTF-8'],
    ['a line without an equals sign', 'PORT 4000\n', 'line 1'],
    ['a line that begins with a colon', 'PORT=4000\n: x=1\n', 'line 2'],
    ['a stray line after a quoted one', 'A="one\ntwo"\nthree\n', 'line 3'],
  ])('refuses %s, and says where', (_what, content, reason) => {
    expect(() => read(content)).toThrow(reason);
  });

  it('never repeats what stands in the file', () => {
    expect(() => read('this is a secret\n')).toThrow(/^(?!.*secret).*$/s);
  });
});
