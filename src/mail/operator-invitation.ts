import { inNepalTime } from './in-words.ts';
import { composeMessage, type Message } from './message.ts';

export interface OperatorInvitationMail {
  to: string;
  role: string;
  /** Contains the token. */
  link: string;
  validUntil: Date;
  publicUrl: string;
}

export function operatorInvitation({ to, role, link, validUntil, publicUrl }: OperatorInvitationMail): Message {
  return composeMessage({
    kind: 'operator-invitation',
    to,
    subject: 'Your invitation to run the shop',
    blocks: [
      'Hello,',
      `You are invited to be an operator of ${publicUrl}, with the role ${role}.`,
      { label: 'Accept the invitation and choose a password', url: link },
      `This link works once, until ${inNepalTime(validUntil)} or until you receive a newer invitation.`,
      'Do not share this link. If you do not know why you received it, ignore this message.',
    ],
  });
}
