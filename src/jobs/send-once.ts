import { type Message } from '../mail/message.ts';
import { type Services } from '../services.ts';
import { SentMessage } from './sent-message.ts';

/**
 * Sends a message that was not sent before. Only a crash between the mail server's yes and the note of it, one statement
 * later, sends it again; both then carry the same Message-ID, by which mail programs know them for one.
 */
export async function sendOnce(services: Services, key: string, message: Message): Promise<void> {
  const em = services.orm.em.fork();
  if (await em.findOne(SentMessage, { key })) return;
  await services.mailer.send(message, { id: key });
  await em.execute('insert into sent_messages (key, sent_at) values (?, ?) on conflict do nothing', [key, new Date()]);
}
