import { inNepalTime } from './in-words.ts';
import { composeMessage, type Message } from './message.ts';

export interface PasswordReset {
  to: string;
  /** Contains the token. */
  link: string;
  validUntil: Date;
  publicUrl: string;
}

/** Contains no name: a stranger can enter this address, and must not choose any text that its owner receives. */
export function passwordReset({ to, link, validUntil, publicUrl }: PasswordReset): Message {
  return composeMessage({
    kind: 'password-reset',
    to,
    subject: 'Reset your password',
    blocks: [
      'Hello,',
      `Someone requested a new password for your account at ${publicUrl}.`,
      { label: 'Choose a new password', url: link },
      `This link works once, until ${inNepalTime(validUntil)} or until you request another link.`,
      'If you did not request it, you do not need to do anything: your password stays as it is. Do not share this link.',
    ],
  });
}
