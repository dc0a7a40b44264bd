import '@picocss/pico/css/pico.violet.min.css';
import '../../kit/styles.css';
import './app/styles.css';
import './app/kit-texts.ts';
import { ApolloProvider } from '@apollo/client/react';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Router } from 'wouter';
import { App } from './app/app.tsx';
import { createClient } from './app/client.ts';
import { SessionProvider } from './app/session.tsx';

const root = document.getElementById('root');
if (!root) throw new Error('There is no #root in the page.');
createRoot(root).render(
  <StrictMode>
    <ApolloProvider client={createClient()}>
      <Router base="/admin">
        <SessionProvider>
          <App />
        </SessionProvider>
      </Router>
    </ApolloProvider>
  </StrictMode>,
);
