import { texts } from '../texts/texts.ts';

const shown = { dateStyle: 'long', timeStyle: 'short' } as const;
const here = new Intl.DateTimeFormat(texts.dateLocale, shown);
const inNepal = new Intl.DateTimeFormat(texts.dateLocale, { ...shown, timeZone: 'Asia/Kathmandu' });

/** An instant in the viewer's own zone, with Nepal's time on hover. */
export function Moment({ at }: { at: string }) {
  const date = new Date(at);
  return (
    <time dateTime={at} title={texts.nepalTime(inNepal.format(date))}>
      {here.format(date)}
    </time>
  );
}
