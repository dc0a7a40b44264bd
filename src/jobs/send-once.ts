import { type Message } from '../mail/message.ts';
import { SentMessage } from '../mail/sent-message.ts';
import { type Services } from '../services.ts';

/** Only a crash between `send` and the insert sends a message twice; both have the same Message-ID. */
export async function sendOnce(services: Services, key: string, message: Message): Promise<void> {
  const em = services.orm.em.fork();
  if (await em.findOne(SentMessage, { key })) return;
  await services.mailer.send(message, { id: key });
  await em.execute('insert into sent_messages (key, sent_at) values (?, ?) on conflict do nothing', [key, new Date()]);
}
