import { ApolloProvider } from '@apollo/client/react';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createApolloClient } from '../../../kit/apollo-client.ts';
import { showPlansAtOnce } from '../plans/plans.ts';
import { setCurrentUser } from '../users/customer.ts';
import { SessionProvider } from '../users/session.tsx';
import { App } from './app.tsx';

export function start(): void {
  const client = createApolloClient('/graphql', (cache) => setCurrentUser(cache, null));
  showPlansAtOnce(client.cache);
  const root = document.getElementById('root');
  if (!root) throw new Error('There is no #root in the page.');
  createRoot(root).render(
    <StrictMode>
      <ApolloProvider client={client}>
        <SessionProvider>
          <App />
        </SessionProvider>
      </ApolloProvider>
    </StrictMode>,
  );
}
