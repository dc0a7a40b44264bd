import { inNepalTime } from './in-words.ts';
import { composeMessage, type Message } from './message.ts';

export interface EmailConfirmation {
  to: string;
  /** Contains the token. */
  link: string;
  validUntil: Date;
  publicUrl: string;
}

/** Contains no name: a stranger can enter this address, and must not choose any text that its owner receives. */
export function emailConfirmation({ to, link, validUntil, publicUrl }: EmailConfirmation): Message {
  return composeMessage({
    kind: 'email-confirmation',
    to,
    subject: 'Confirm your e-mail address',
    blocks: [
      'Hello,',
      `An account at ${publicUrl} was created with this e-mail address. Please confirm that the address is yours.`,
      { label: 'Confirm this address', url: link },
      `This link works until ${inNepalTime(validUntil)}.`,
      'If you did not create this account, ignore this message.',
    ],
  });
}
