import { formatMoment, inWords } from '../app/format.ts';
import { type Payment } from './payment.ts';
import { StoryIcon } from './story-icon.tsx';
import { detailInWords, titleInWords } from './story-words.ts';

type Entry = Payment['story'][number];

const SHORT = 160;

/** All that happened to a payment, oldest first. */
export function Story({ entries }: { entries: readonly Entry[] }) {
  return (
    <section aria-labelledby="story">
      <h2 id="story">What happened</h2>
      <ol className="story">
        {entries.map((entry, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: entries have no id, and new ones come last
          <li key={index} className={`of-${entry.kind.toLowerCase()}`}>
            <StoryIcon kind={entry.kind} />
            <div>
              <p>
                <span className="for-screen-readers">{inWords(entry.kind)}: </span>
                {titleInWords(entry)}
              </p>
              <time dateTime={entry.at}>{formatMoment(entry.at)}</time>
              {entry.detail && <Detail text={detailInWords(entry.detail)} />}
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}

function Detail({ text }: { text: string }) {
  if (text.length <= SHORT && !text.includes('\n')) return <p className="hint">{text}</p>;
  return (
    <details>
      <summary>Details</summary>
      <pre>{text}</pre>
    </details>
  );
}
