import { composeMessage, type Message } from './message.ts';

export interface MailRefused {
  to: string;
  /** Such as `receipt`. */
  messageKind: string;
  recipient: string;
  /** The mail server's words. */
  reason: string;
  publicUrl: string;
}

export function mailRefused({ to, messageKind, recipient, reason, publicUrl }: MailRefused): Message {
  return composeMessage({
    kind: 'mail-refused',
    to,
    subject: `The mail server refuses a message: ${messageKind}`,
    blocks: [
      'The mail server refused this message permanently. The server does not send it again. Payments and access are not affected.',
      {
        facts: [
          ['Message', messageKind],
          ['Recipient', recipient],
          ['Reason', reason],
          ['Server', publicUrl],
        ],
      },
      'What to do: if the address is wrong, contact the customer another way. If the reason is about our own mail server, sender or content, correct that: other messages may be refused too.',
      'You are told once for each kind of message and recipient. The log has every refusal.',
    ],
  });
}
