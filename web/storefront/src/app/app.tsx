import { Suspense, useEffect } from 'react';
import { useLocation } from 'wouter';
import { Connection } from '../../../kit/connection.tsx';
import { CrashScreen } from '../../../kit/crash-screen.tsx';
import { texts } from '../texts/texts.ts';
import { useSession } from '../users/session.tsx';
import { Footer } from './footer.tsx';
import { LoadingPage } from './loading-page.tsx';
import { Navigation } from './navigation.tsx';
import { fetchPagesAhead, Pages } from './pages.tsx';

// The first page loads before the others are fetched.
const IDLE_AFTER_MS = 2_000;

export function App() {
  const { me } = useSession();
  const [path] = useLocation();
  useEffect(() => {
    const timer = setTimeout(fetchPagesAhead, IDLE_AFTER_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <>
      <a href="#content" className="skip">
        {texts.skipToContent}
      </a>
      <Navigation />
      <main id="content" className="container" tabIndex={-1}>
        <CrashScreen path={path}>
          <Suspense fallback={<LoadingPage path={path} />}>
            {/* The key discards all state of the pages when another user signs in. */}
            <Pages key={me?.id} />
          </Suspense>
        </CrashScreen>
      </main>
      <Footer />
      <Connection />
    </>
  );
}
