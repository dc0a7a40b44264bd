import '@picocss/pico/css/pico.violet.min.css';
import '../../kit/styles.css';
import './app/styles.css';
import { ApolloProvider } from '@apollo/client/react';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createApolloClient } from '../../kit/apollo-client.ts';
import { App } from './app/app.tsx';
import { texts } from './texts/texts.ts';
import { setCurrentUser } from './users/customer.ts';
import { SessionProvider } from './users/session.tsx';

const client = createApolloClient('/graphql', (cache) => setCurrentUser(cache, null));
document.documentElement.lang = texts.language;

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
