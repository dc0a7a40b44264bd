import { CombinedGraphQLErrors } from '@apollo/client/errors';
import { useState } from 'react';
import { useSession } from '../app/session.tsx';
import { DeedDialog } from '../deeds/deed-dialog.tsx';
import { type CustomerFilter } from '../gql/graphql.ts';

/** The list as a file. A link would not do: it needs a code of the last minutes. */
export function CsvDownload({ filter }: { filter: CustomerFilter }) {
  const { can } = useSession();
  const [isOpen, setIsOpen] = useState(false);
  if (!can('EXPORT') || !can('EXPORT_CUSTOMERS')) return null;
  return (
    <>
      <button type="button" className="small outline" onClick={() => setIsOpen(true)}>
        Download as CSV
      </button>
      {isOpen && (
        <DeedDialog
          title="Download customers as CSV"
          verb="Download"
          perform={() => download(filter)}
          done="The file was downloaded."
          onClose={() => setIsOpen(false)}
        >
          <div className="consequences">
            <p>
              The file has the names, the e-mail addresses and the access of all customers that match the filters. The
              audit says that you have downloaded it.
            </p>
            <p>Keep it safe, and delete it when you are done: when a customer is erased, this file is not.</p>
          </div>
        </DeedDialog>
      )}
    </>
  );
}

async function download(filter: CustomerFilter): Promise<void> {
  const response = await fetch(`/admin/export/customers.csv?${queryOf(filter)}`);
  if (!response.ok) throw await refusalOf(response);
  const link = document.createElement('a');
  link.href = URL.createObjectURL(await response.blob());
  link.download = /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '')?.[1] ?? 'customers.csv';
  link.click();
  // Some browsers read it only after this.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

function queryOf(filter: CustomerFilter): URLSearchParams {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(filter)) {
    if (value !== null && value !== '') query.set(name, String(value));
  }
  return query;
}

/** The exports refuse in the form of GraphQL. */
async function refusalOf(response: Response): Promise<unknown> {
  return new CombinedGraphQLErrors((await response.json()) as ConstructorParameters<typeof CombinedGraphQLErrors>[0]);
}
