import { inNepalTime } from './in-words.ts';
import { mailTexts } from './mail-texts.ts';
import { composeMessage, type Message } from './message.ts';
import { type Letter } from './shop-face.ts';

export interface EmailChange extends Letter {
  to: string;
  /** Contains the token. */
  link: string;
  validUntil: Date;
  publicUrl: string;
}

/** Contains no name: a customer can enter the address of a stranger, and must not choose any text that its owner receives. */
export function emailChange({ to, link, validUntil, publicUrl, ...letter }: EmailChange): Message {
  const { hello, emailChange } = mailTexts[letter.language];
  return composeMessage({
    kind: 'email-change',
    to,
    subject: emailChange.subject,
    blocks: [
      hello,
      emailChange.asked(publicUrl),
      { label: emailChange.confirm, url: link },
      emailChange.valid(inNepalTime(validUntil, letter.language)),
      emailChange.ignore,
    ],
    letter,
  });
}
