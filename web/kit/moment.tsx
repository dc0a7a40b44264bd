import { kitTexts } from './texts.ts';

const zone = { timeZone: 'Asia/Kathmandu' } as const;
const day = new Intl.DateTimeFormat(kitTexts.dateLocale, { ...zone, dateStyle: 'long' });
const time = new Intl.DateTimeFormat(kitTexts.dateLocale, { ...zone, timeStyle: 'short' });
const local = new Intl.DateTimeFormat(kitTexts.dateLocale, { dateStyle: 'long', timeStyle: 'short' });

/** An instant in Nepal time, as in the mails, with the time in the time zone of the browser on hover. */
export function Moment({ at }: { at: string }) {
  const date = new Date(at);
  return (
    <time dateTime={at} title={kitTexts.localTime(local.format(date))}>
      {kitTexts.nepalTime(day.format(date), time.format(date))}
    </time>
  );
}
