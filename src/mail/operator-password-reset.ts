import { inNepalTime } from './in-words.ts';
import { composeMessage, type Message } from './message.ts';

export interface OperatorPasswordResetMail {
  to: string;
  /** Contains the token. */
  link: string;
  validUntil: Date;
  publicUrl: string;
}

export function operatorPasswordReset({ to, link, validUntil, publicUrl }: OperatorPasswordResetMail): Message {
  return composeMessage({
    kind: 'operator-password-reset',
    to,
    subject: 'A new password for running the shop',
    blocks: [
      'Hello,',
      `With this link you choose a new password as an operator of ${publicUrl}. All your sessions end then.`,
      { label: 'Choose a new password', url: link },
      `This link works once, until ${inNepalTime(validUntil)} or until you receive a newer one.`,
      'Do not share this link. If you did not ask for it, tell an owner of the shop. Your password works as before.',
    ],
  });
}
