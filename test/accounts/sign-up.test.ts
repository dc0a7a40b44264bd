import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { User } from '../../src/users/user.ts';
import { type App, startApp } from '../support/app.ts';

let app: App;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

function signUp(account: { email: unknown; password: unknown; name: unknown }) {
  return app.ask<{ signUp: { token: string; user: { email: string; name: string } } }>(
    `mutation ($email: EmailAddress!, $password: String!, $name: String!) {
      signUp(email: $email, password: $password, name: $name) { token user { email name } }
    }`,
    account,
  );
}

let made = 0;

const good = { email: 'customer@example.com', password: 'correct horse', name: 'A Customer' };

describe('signUp', () => {
  it('creates an account with the address in lower case, and stores only a salted argon2id hash', async () => {
    const password = 'the very same password';
    const answers = [
      await signUp({ email: 'First.One@Example.com', password, name: ' शर्मा 🙂 "O\'Brien" ? \\ $1 ' }),
      await signUp({ email: 'second@example.com', password, name: 'Second' }),
    ];
    expect(answers[0]?.data.signUp.user).toEqual({
      email: 'first.one@example.com',
      name: 'शर्मा 🙂 "O\'Brien" ? \\ $1',
    });
    const users = await app.services.orm.em
      .fork()
      .find(User, { email: { $in: ['first.one@example.com', 'second@example.com'] } });
    const hashes = users.map((user) => user.passwordHash);
    for (const hash of hashes) expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(new Set(hashes).size).toBe(2);
  });

  it('creates one account for an address, in any case, also for simultaneous requests', async () => {
    const emails = ['same@example.com', 'SAME@example.com', 'Same@Example.Com', 'same@EXAMPLE.com'];
    const codes = (await Promise.all(emails.map((email) => signUp({ ...good, email })))).map(({ code }) => code);
    expect(codes.sort()).toEqual(['EMAIL_TAKEN', 'EMAIL_TAKEN', 'EMAIL_TAKEN', undefined]);
    expect(await app.services.orm.em.fork().count(User, { email: 'same@example.com' })).toBe(1);
  });

  const local = 'a'.repeat(64);
  const label = 'b'.repeat(63);

  it.each([
    'a..b@example.com',
    '.a@example.com',
    'a.@example.com',
    'me@b',
    'me@localhost',
    'me@127.0.0.1',
    'me@example.c',
    'me@example.123',
    `${local}a@example.com`,
    `${local}@${label}.${label}.${label}.com`,
  ])('refuses an address that no mail server takes, and says why: %s', async (email) => {
    const { code, errors } = await signUp({ ...good, email });
    expect(code).toBe('BAD_USER_INPUT');
    expect(errors[0]?.extensions).toMatchObject({ argument: 'email', retryable: false });
    expect(errors[0]?.message).toMatch(/e-mail address .*must|e-mail address .*is not/);
  });

  it.each([
    'me@example.com.',
    'me@.example.com',
    'me@example..com',
    'me@-example.com',
    'me@example-.com',
    'me@[127.0.0.1]',
    'me@[IPv6:::1]',
    ' me@example.com',
    'm e@example.com',
    '"m e"@example.com',
    'me@exa mple.com',
    '@example.com',
    `me@${label}b.com`,
  ])('refuses what is not an address: %j', async (email) => {
    const { code, errors } = await signUp({ ...good, email });
    expect(code).toBe('BAD_USER_INPUT');
    expect(errors[0]?.extensions.argument).toBe('email');
    expect(errors[0]?.message).toContain('not a valid email address');
  });

  it.each([
    "o'brien+shop@example.com",
    'first.middle.last@mail.example.co.uk',
    '-a-@example.com',
    '1@2.example.com',
    'a@xn--bcher-kva.example',
    'a@b-c.xn--p1ai',
    `${local}@example.com`,
    `c@${label}.${label}.${label}.example.com`,
  ])('takes an address that mail servers take: %s', async (email) => {
    const { data, errors } = await signUp({ ...good, email });
    expect(errors).toEqual([]);
    expect(data.signUp.user.email).toBe(email);
  });

  it.each([
    ['zero-width characters', '\u200b\u200c\u200d\u2060\ufeff'],
    ['spaces of other widths', '\u00a0\u2003\u3000'],
    ['a soft hyphen', '\u00ad'],
    ['direction marks', '\u202e\u2066\u200f\u061c'],
    ['Hangul fillers', '\u3164\u115f\u1160\uffa0'],
    ['Braille blanks', '\u2800 \u2800'],
    ['combining marks', '\u0301\u0308 \u093f'],
    ['variation selectors', '\ufe0f\u{e0100}'],
    ['tags', '\u{e0041}\u{e007f}'],
    ['a blank musical symbol', '\u{1d159}'],
    ['a line separator', 'a\u2028b'],
    ['half a character', 'a\ud83d'],
    ['an escape', '\u001b[31mred'],
  ])('refuses a name of nothing to see, or that is no text: %s', async (_what, name) => {
    const { code, errors } = await signUp({ ...good, name });
    expect(code).toBe('BAD_USER_INPUT');
    expect(errors[0]?.extensions.argument).toBe('name');
  });

  it.each([
    ['\u202eRam\u202c \u200fThapa\u061c', 'Ram Thapa'],
    [' \u2067 Sita \u2069 ', 'Sita'],
    ['\u0928\u0947\u092a\u093e\u0932\u0940', '\u0928\u0947\u092a\u093e\u0932\u0940'],
    // Joiners are part of how some names are written.
    ['\u0936\u094d\u200d\u0930\u0940', '\u0936\u094d\u200d\u0930\u0940'],
    ['\u0645\u062d\u0645\u062f', '\u0645\u062d\u0645\u062f'],
    ['\u674e', '\u674e'],
    ["-D'Arcy-", "-D'Arcy-"],
    ['\u{1f600}'.repeat(200), '\u{1f600}'.repeat(200)],
  ])('keeps a name as it was written, without direction marks: %j', async (name, kept) => {
    made += 1;
    const { data, errors } = await signUp({ ...good, email: `named-${made}@example.com`, name });
    expect(errors).toEqual([]);
    expect(data.signUp.user.name).toBe(kept);
  });

  it.each([
    ['8 characters outside the basic plane', '\u{1f600}'.repeat(8), undefined],
    ['7 of them', '\u{1f600}'.repeat(7), 'password'],
    ['8 decomposed characters', 'e\u0301'.repeat(8), undefined],
    ['7 decomposed characters', 'e\u0301'.repeat(7), 'password'],
    ['200 decomposed characters', 'e\u0301'.repeat(200), undefined],
    ['200 characters outside the basic plane', '\u{1f600}'.repeat(200), undefined],
    ['201 of them', '\u{1f600}'.repeat(201), 'password'],
    ['one character that stands for 18', '\ufdfa', undefined],
    ['12 characters that each stand for 18', '\ufdfa'.repeat(12), 'password'],
  ])('counts the characters of the normalised password: %s', async (what, password, argument) => {
    const { errors } = await signUp({ ...good, email: `${what.replaceAll(' ', '-')}@example.com`, password });
    expect(errors[0]?.extensions.argument).toBe(argument);
  });

  it.each([
    ['a short password', { password: '1234567' }, 'password'],
    ['a password that is too long', { password: 'x'.repeat(201) }, 'password'],
    ['no name', { name: ' \t ' }, 'name'],
    ['a name that is too long', { name: 'x'.repeat(201) }, 'name'],
    ['a name with a line break', { name: 'a\nb' }, 'name'],
    ['a name with a NUL', { name: 'a\u0000b' }, 'name'],
    ['a very long address', { email: `${'a'.repeat(250)}@example.com` }, 'email'],
    ['no address at all', { email: 'customer' }, undefined],
    ['an address with a NUL', { email: 'a\u0000@example.com' }, undefined],
    ['two addresses', { email: 'a@example.com,b@example.com' }, undefined],
    ['a number for a password', { password: 12345678 }, undefined],
    ['a list for a name', { name: ['a', 'b'] }, undefined],
    ['nothing for an address', { email: null }, undefined],
  ])('refuses %s, names the argument, and changes nothing', async (_what, wrong, argument) => {
    const em = app.services.orm.em.fork();
    const before = await em.count(User);
    const { code, errors } = await signUp({ ...good, ...wrong });
    expect(code).toBe('BAD_USER_INPUT');
    expect(errors[0]?.extensions.retryable).toBe(false);
    if (argument) expect(errors[0]?.extensions.argument).toBe(argument);
    else expect(errors[0]?.message).toContain(`$${Object.keys(wrong)[0]}`);
    expect(await em.count(User)).toBe(before);
  });
});
