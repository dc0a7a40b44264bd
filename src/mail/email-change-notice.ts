import { mailTexts } from './mail-texts.ts';
import { composeMessage, type Message } from './message.ts';
import { type Letter } from './shop-face.ts';

export interface EmailChangeNotice extends Letter {
  /** The address of before. */
  to: string;
  publicUrl: string;
}

/** Does not say the new address: this one may be a stranger's, if it was mistyped. */
export function emailChangeNotice({ to, publicUrl, ...letter }: EmailChangeNotice): Message {
  const { hello, emailChangeNotice } = mailTexts[letter.language];
  return composeMessage({
    kind: 'email-change-notice',
    to,
    subject: emailChangeNotice.subject,
    blocks: [hello, emailChangeNotice.asked(publicUrl), emailChangeNotice.until, emailChangeNotice.notYou],
    letter,
  });
}
