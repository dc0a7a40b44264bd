import { formatMoment, formatPaisa, inWords } from '../app/format.ts';
import { type KhaltiSays } from './ask-khalti.ts';
import { type Payment } from './payment.ts';

/** What Khalti says, beside what is known here. */
export function KhaltiAnswer({ says, payment }: { says: KhaltiSays; payment: Payment }) {
  const khaltiStatus = inWords(says.status);
  const isOwnWord = says.statusText !== '' && says.statusText.toLowerCase() !== khaltiStatus.toLowerCase();
  const rows = [
    ['Status', inWords(payment.status), isOwnWord ? `${khaltiStatus} (“${says.statusText}”)` : khaltiStatus],
    ['Amount', formatPaisa(payment.amountPaisa), inRupees(says.amountPaisa)],
    ['Transaction', payment.transactionId ?? 'None', says.transactionId ?? 'None'],
  ] as const;
  return (
    <div className="beside">
      <table>
        <caption>Khalti's answer of {formatMoment(says.askedAt)}</caption>
        <thead>
          <tr>
            <td />
            <th scope="col">Here</th>
            <th scope="col">Khalti says</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, here, there]) => (
            <tr key={name} className={name !== 'Status' && here !== there ? 'differs' : undefined}>
              <th scope="row">{name}</th>
              <td>{here}</td>
              <td>{there}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function inRupees(paisa: number | null | undefined): string {
  return typeof paisa === 'number' ? formatPaisa(paisa) : 'Not readable';
}
