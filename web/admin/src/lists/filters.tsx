import { useId } from 'react';
import { Link } from 'wouter';
import { onSubmit } from '../app/on-submit.ts';
import { type ListUrl } from './use-list-url.ts';

type Option = readonly [value: string, label: string];

export type Filter =
  | { kind: 'text' | 'day' | 'rupees'; name: string; label: string }
  | { kind: 'several' | 'one'; name: string; label: string; options: readonly Option[] };

/** A form for the filters of a list, which are in the address. */
export function Filters({ url, filters }: { url: ListUrl; filters: readonly Filter[] }) {
  const used = filters.filter(({ name }) => url.all(name).length > 0);
  const submit = onSubmit((answers) => {
    url.go(Object.fromEntries(filters.map(({ name }) => [name, answers.getAll(name).map(String)])));
  });
  const none = Object.fromEntries(filters.map(({ name }) => [name, null]));
  const state = filters.map(({ name }) => url.all(name).join()).join(';');
  return (
    <details className="filters" open={used.length > 0}>
      <summary>{used.length === 0 ? 'Filters' : `Filters (${used.length})`}</summary>
      {/* Another address shows other values. */}
      <form key={state} onSubmit={submit}>
        <div className="fields">
          {filters.map((filter) => (
            <FilterField key={filter.name} filter={filter} url={url} />
          ))}
        </div>
        <button type="submit">Show</button>
        {used.length > 0 && <Link href={url.with(none)}>Clear all filters</Link>}
      </form>
    </details>
  );
}

function FilterField({ filter, url }: { filter: Filter; url: ListUrl }) {
  const id = useId();
  const { kind, name, label } = filter;
  if (kind === 'several') {
    return (
      <fieldset>
        <legend>{label}</legend>
        {filter.options.map(([value, text]) => (
          <label key={value}>
            <input type="checkbox" name={name} value={value} defaultChecked={url.all(name).includes(value)} />
            {text}
          </label>
        ))}
      </fieldset>
    );
  }
  return (
    <div>
      <label htmlFor={id}>{label}</label>
      {kind === 'one' ? (
        <select id={id} name={name} defaultValue={url.get(name) ?? ''}>
          <option value="">All</option>
          {filter.options.map(([value, text]) => (
            <option key={value} value={value}>
              {text}
            </option>
          ))}
        </select>
      ) : (
        <input id={id} name={name} defaultValue={url.get(name) ?? ''} {...inputs[kind]} />
      )}
    </div>
  );
}

const inputs = {
  text: { type: 'search', maxLength: 200 },
  day: { type: 'date', min: '2000-01-01', max: '2199-12-31' },
  rupees: { inputMode: 'decimal', pattern: '[0-9,]{1,12}([.][0-9]{1,2})?', title: 'Rupees, such as 1,200 or 99.50' },
} as const;
