import { useState } from 'react';
import { Permitted } from '../app/permitted.tsx';
import { BlockDialog } from './block-dialog.tsx';
import { type Customer } from './customer-query.ts';
import { EndSessionsDialog } from './end-sessions-dialog.tsx';
import { EraseDialog } from './erase-dialog.tsx';
import { GiveDaysDialog } from './give-days-dialog.tsx';

interface CustomerDeedsProps {
  customer: Customer;
  readAgain(): Promise<unknown>;
}

type Deed = 'give' | 'block' | 'unblock' | 'endSessions' | 'erase';

export function CustomerDeeds({ customer, readAgain }: CustomerDeedsProps) {
  const [deed, setDeed] = useState<Deed | null>(null);
  const props = { customer, readAgain, onClose: () => setDeed(null) };
  const isBlocked = Boolean(customer.blockedAt);
  return (
    <div className="deeds">
      <Permitted permission="GRANT_DAYS">
        <button type="button" onClick={() => setDeed('give')}>
          Give days
        </button>
      </Permitted>
      <Permitted permission="BLOCK_CUSTOMER">
        <button type="button" className="outline" onClick={() => setDeed(isBlocked ? 'unblock' : 'block')}>
          {isBlocked ? 'Unblock' : 'Block'}
        </button>
      </Permitted>
      <Permitted permission="END_SESSIONS">
        <button type="button" className="outline" onClick={() => setDeed('endSessions')}>
          End sessions
        </button>
      </Permitted>
      <Permitted permission="ERASE_CUSTOMER">
        <button type="button" className="outline" onClick={() => setDeed('erase')}>
          Erase
        </button>
      </Permitted>
      {deed === 'give' && <GiveDaysDialog {...props} />}
      {(deed === 'block' || deed === 'unblock') && <BlockDialog {...props} blocks={deed === 'block'} />}
      {deed === 'endSessions' && <EndSessionsDialog {...props} />}
      {deed === 'erase' && <EraseDialog {...props} />}
    </div>
  );
}
