import { composeMessage, type Message } from './message.ts';

export function doctorMail({ to, publicUrl }: { to: string; publicUrl: string }): Message {
  return composeMessage({
    kind: 'doctor',
    to,
    subject: 'Mail from this server arrives',
    blocks: [
      `Somebody ran npm run doctor on the server of ${publicUrl}, and had this message sent to you. There is nothing to do.`,
    ],
  });
}
