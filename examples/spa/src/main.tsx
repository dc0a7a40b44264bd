import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { Paid } from './paid.tsx';

const pidx = new URLSearchParams(location.search).get('pidx');
const root = document.getElementById('root');
if (root) createRoot(root).render(location.pathname === '/paid' && pidx ? <Paid pidx={pidx} /> : <App />);
