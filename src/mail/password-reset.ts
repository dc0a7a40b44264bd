import { inNepalTime } from './in-words.ts';
import { mailTexts } from './mail-texts.ts';
import { composeMessage, type Message } from './message.ts';
import { type Letter } from './shop-face.ts';

export interface PasswordReset extends Letter {
  to: string;
  /** Contains the token. */
  link: string;
  validUntil: Date;
  publicUrl: string;
}

/** Contains no name: a stranger can enter this address, and must not choose any text that its owner receives. */
export function passwordReset({ to, link, validUntil, publicUrl, ...letter }: PasswordReset): Message {
  const { hello, passwordReset } = mailTexts[letter.language];
  return composeMessage({
    kind: 'password-reset',
    to,
    subject: passwordReset.subject,
    blocks: [
      hello,
      passwordReset.requested(publicUrl),
      { label: passwordReset.choose, url: link },
      passwordReset.valid(inNepalTime(validUntil, letter.language)),
      passwordReset.ignore,
    ],
    letter,
  });
}
