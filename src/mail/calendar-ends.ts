import { composeMessage, type Message } from './message.ts';

export interface CalendarEnds {
  to: string;
  /** The last day of the table (AD). */
  endsOn: string;
  hasEnded: boolean;
  publicUrl: string;
}

export function calendarEnds({ to, endsOn, hasEnded, publicUrl }: CalendarEnds): Message {
  return composeMessage({
    kind: 'calendar-ends',
    to,
    subject: hasEnded ? 'The Nepali calendar has ended' : 'The Nepali calendar ends soon',
    blocks: [
      `This server knows the months of the Nepali calendar until ${endsOn}. ${hasEnded ? 'Since then' : 'After that'} it shows dates in AD alone, and no figures by Nepali month.`,
      { facts: [['Server', publicUrl]] },
      'What to do: install a version of this program that has the next years. The lengths of months are published each year.',
      'Payments, access and refunds are not affected.',
    ],
  });
}
