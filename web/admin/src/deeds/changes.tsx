import { type Fact } from './fact.ts';

/** What an operator saw, beside what it is now. */
export function Changes({ before, after }: { before: readonly Fact[]; after: readonly Fact[] }) {
  const rows = after.map(({ label, value }) => ({
    label,
    now: value,
    seen: before.find((fact) => fact.label === label)?.value ?? '—',
  }));
  return (
    <div role="alert" className="notice wait changes">
      <p>This changed while you were looking at it. Nothing was done. Look at both versions, then decide again.</p>
      <table>
        <thead>
          <tr>
            <td />
            <th scope="col">You saw</th>
            <th scope="col">Now</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ label, seen, now }) => (
            <tr key={label} className={seen === now ? undefined : 'changed'}>
              <th scope="row">{label}</th>
              <td>{seen}</td>
              <td>{now}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
