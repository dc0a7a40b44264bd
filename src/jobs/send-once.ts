import { type Message } from '../mail/message.ts';
import { type Services } from '../services.ts';
import { SentMessage } from '../mail/sent-message.ts';

/**
 * Sends a message unless it was sent before. Only a crash between the mail server's acceptance and the next statement
 * sends it twice, with the same Message-ID, so that mail programs can recognise the duplicate.
 */
export async function sendOnce(services: Services, key: string, message: Message): Promise<void> {
  const em = services.orm.em.fork();
  if (await em.findOne(SentMessage, { key })) return;
  await services.mailer.send(message, { id: key });
  await em.execute('insert into sent_messages (key, sent_at) values (?, ?) on conflict do nothing', [key, new Date()]);
}
