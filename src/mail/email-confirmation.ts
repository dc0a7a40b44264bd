import { inNepalTime } from './in-words.ts';
import { composeMessage, type Message } from './message.ts';

export interface EmailConfirmation {
  to: string;
  /** Where the address is confirmed, with the token in it. */
  link: string;
  validUntil: Date;
  publicUrl: string;
}

/** Names nobody: anyone may have typed this address, and a name of a stranger's choice must not reach its owner. */
export function emailConfirmation({ to, link, validUntil, publicUrl }: EmailConfirmation): Message {
  return composeMessage({
    kind: 'email-confirmation',
    to,
    subject: 'Please confirm your e-mail address',
    blocks: [
      'Hello,',
      `An account at ${publicUrl} was made with this e-mail address. Please confirm that it is yours.`,
      { label: 'Confirm this address', url: link },
      `This link works until ${inNepalTime(validUntil)}.`,
      'If it was not you, please ignore this message.',
    ],
  });
}
