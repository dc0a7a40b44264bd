import { kitTexts } from './texts.ts';

const format = { dateStyle: 'long', timeStyle: 'short' } as const;
const local = new Intl.DateTimeFormat(kitTexts.dateLocale, format);
const nepal = new Intl.DateTimeFormat(kitTexts.dateLocale, { ...format, timeZone: 'Asia/Kathmandu' });

/** An instant in the time zone of the browser, with the time in Nepal on hover. */
export function Moment({ at }: { at: string }) {
  const date = new Date(at);
  return (
    <time dateTime={at} title={kitTexts.nepalTime(nepal.format(date))}>
      {local.format(date)}
    </time>
  );
}
