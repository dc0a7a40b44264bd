import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { readEnvFile } from '../../simulator/config/read-env-file.ts';

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

  it.each([
    ['a comment after a blank', 'A=one two # three', 'one two'],
    ['a comment after a quoted value', "A='one # two' # three", 'one # two'],
    ['nothing before a comment', 'A= # one', ''],
    ['quotes inside', 'A=Shop of the customer\'s "choice"', 'Shop of the customer\'s "choice"'],
    ['a number sign in quotes', 'A="smtp://user:pa#ss@host"', 'smtp://user:pa#ss@host'],
    ['escaped line ends in double quotes', 'A="one\\ntwo"', 'one\ntwo'],
    ['a backslash in single quotes', "A='one\\ntwo'", 'one\\ntwo'],
    ['backticks', 'A=`"one" \'two\'`', '"one" \'two\''],
    ['an export with a tab', 'export\tA\t=\tone', 'one'],
    ['the joiners of Devanagari', 'A=क्\u200dष', 'क्\u200dष'],
    ['an equals sign', 'A=one=two', 'one=two'],
  ])('reads %s', (_what, line, value) => {
    expect(read(`# shop\n${line}\nB=2`)).toEqual({ A: value, B: '2' });
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
    ['a number sign that would cut a value', 'A=1\nSMTP_URL=smtp://user:pa#ss@host', 'line 2, has a #'],
    ['a value that begins with a number sign', 'A=#1', 'line 1, has a #'],
    ['more after a closing quote', 'A="one" two\nB=2', 'line 1, has more after'],
    ['more after a closing quote, before another quoted value', 'A="one" two\nB="x"', 'line 1, has more after'],
    ['an escaped quote', 'A="one \\" two"', 'line 1, has more after'],
    ['a quote that is not closed', 'A=1\nB="one\nC=2\n', 'line 2, has a quote that is not closed'],
    ['typographic quotes', 'A=“one”', 'line 1, has a typographic quote'],
    ['a blank that is none, before a name', 'A=1\n\u00a0B=2', 'line 2'],
    ['a blank that is none, in a value', 'A=one\u00a0', 'line 1, contains an invisible'],
    ['a byte-order mark in the middle, where two files were joined', 'A=1\n\ufeffB=2', 'line 2'],
    ['a vertical tab', 'A=1\vB=2', 'line 1, contains an invisible'],
    ['a name that is set twice', 'A=1\nB=2\nA=3', 'line 3, sets A a second time'],
    ['UTF-32', Buffer.from([0xff, 0xfe, 0, 0, 0x41, 0, 0, 0, 0x3d, 0, 0, 0]), 'is not UTF-8'],
    ['half of UTF-16', utf16(`\ufeff${text}`).subarray(0, -1), 'is not UTF-8'],
    ['a stray line after a quoted one', 'A="one\ntwo"\nthree\n', 'line 3'],
  ])('refuses %s, and says where', (_what, content, reason) => {
    expect(() => read(content)).toThrow(reason);
  });

  it('never repeats what stands in the file', () => {
    for (const line of ['this is a secret', 'A=is#secret', 'A="is" secret', 'A="secret', 'A=secret\u00a0']) {
      expect(() => read(`${line}\n`)).toThrow(/^(?!.*secret).*$/s);
    }
  });
});
