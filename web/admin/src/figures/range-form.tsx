import { useId } from 'react';
import { onSubmit } from '../app/on-submit.ts';
import { type FigurePeriod } from '../gql/graphql.ts';

interface RangeFormProps {
  from: string;
  to: string;
  by: FigurePeriod;
  onChange(range: { from: string; to: string; by: string }): void;
}

/** Which days the charts show, and what one bar covers. */
export function RangeForm({ from, to, by, onChange }: RangeFormProps) {
  const id = useId();
  const submit = onSubmit((answers) => {
    onChange({ from: String(answers.get('from')), to: String(answers.get('to')), by: String(answers.get('by')) });
  });
  return (
    <form className="range" onSubmit={submit}>
      <div>
        <label htmlFor={`${id}from`}>From</label>
        <input
          id={`${id}from`}
          name="from"
          type="date"
          min="2000-01-01"
          max="2199-12-31"
          defaultValue={from}
          required
        />
      </div>
      <div>
        <label htmlFor={`${id}to`}>Until</label>
        <input id={`${id}to`} name="to" type="date" min="2000-01-01" max="2199-12-31" defaultValue={to} required />
      </div>
      <div>
        <label htmlFor={`${id}by`}>By</label>
        <select id={`${id}by`} name="by" defaultValue={by}>
          <option value="DAY">Day</option>
          <option value="WEEK">Week</option>
          <option value="MONTH">Month</option>
          <option value="NEPALI_MONTH">Nepali month</option>
        </select>
      </div>
      <button type="submit">Show</button>
    </form>
  );
}
