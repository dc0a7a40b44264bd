import { inNepalTime } from './in-words.ts';
import { composeMessage, type Message } from './message.ts';

export interface PasswordReset {
  to: string;
  /** Where a new password is chosen, with the token in it. */
  link: string;
  validUntil: Date;
  publicUrl: string;
}

/** Names nobody: anyone may have typed this address, and a name of a stranger's choice must not reach its owner. */
export function passwordReset({ to, link, validUntil, publicUrl }: PasswordReset): Message {
  return composeMessage({
    kind: 'password-reset',
    to,
    subject: 'Choose a new password',
    blocks: [
      'Hello,',
      `Somebody, hopefully you, asked for a new password for your account at ${publicUrl}.`,
      { label: 'Choose a new password', url: link },
      `This link works once, until ${inNepalTime(validUntil)}.`,
      'If it was not you, there is nothing to do: your password stays as it is. Please pass this link on to nobody.',
    ],
  });
}
