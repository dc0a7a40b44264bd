import { kitTexts } from './texts.ts';

const parts = { day: 'numeric', month: 'numeric', year: 'numeric', hour: '2-digit', minute: '2-digit' } as const;
const inNepal = new Intl.DateTimeFormat('en-GB', { ...parts, timeZone: 'Asia/Kathmandu' });
const here = new Intl.DateTimeFormat('en-GB', parts);

/** An instant in Nepal time, as in the mails, with the time in the time zone of the browser on hover. */
export function Moment({ at }: { at: string }) {
  const nepal = partsOf(inNepal, at);
  const local = partsOf(here, at);
  return (
    <time dateTime={at} title={kitTexts.localTime(`${local.day}, ${local.time}`)}>
      {kitTexts.nepalTime(nepal.day, nepal.time)}
    </time>
  );
}

/** "23 November 2027" in Nepal, in the language of the page. */
export function dayInNepal(at: string): string {
  return partsOf(inNepal, at).day;
}

/** "23 November 2027" and "01:16", in the language of the page, with Latin digits. */
function partsOf(format: Intl.DateTimeFormat, at: string): { day: string; time: string } {
  const found = new Map(format.formatToParts(new Date(at)).map(({ type, value }) => [type, value]));
  const month = kitTexts.months[Number(found.get('month')) - 1];
  return {
    day: `${Number(found.get('day'))} ${month} ${found.get('year')}`,
    time: `${found.get('hour')}:${found.get('minute')}`,
  };
}
