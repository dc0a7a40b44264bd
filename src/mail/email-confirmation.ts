import { inNepalTime } from './in-words.ts';
import { mailTexts } from './mail-texts.ts';
import { composeMessage, type Message } from './message.ts';
import { type Letter } from './shop-face.ts';

export interface EmailConfirmation extends Letter {
  to: string;
  /** Contains the token. */
  link: string;
  validUntil: Date;
  publicUrl: string;
}

/** Contains no name: a stranger can enter this address, and must not choose any text that its owner receives. */
export function emailConfirmation({ to, link, validUntil, publicUrl, ...letter }: EmailConfirmation): Message {
  const { hello, emailConfirmation } = mailTexts[letter.language];
  return composeMessage({
    kind: 'email-confirmation',
    to,
    subject: emailConfirmation.subject,
    blocks: [
      hello,
      emailConfirmation.created(publicUrl),
      { label: emailConfirmation.confirm, url: link },
      emailConfirmation.valid(inNepalTime(validUntil, letter.language)),
      emailConfirmation.ignore,
    ],
    letter,
  });
}
