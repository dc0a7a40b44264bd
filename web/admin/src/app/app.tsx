import { Suspense } from 'react';
import { useLocation } from 'wouter';
import { Connection } from '../../../kit/connection.tsx';
import { CrashScreen } from '../../../kit/crash-screen.tsx';
import { ProblemNotice } from '../../../kit/problem-notice.tsx';
import { Skeleton } from '../../../kit/skeleton.tsx';
import { Announcer } from './announcer.tsx';
import { Navigation } from './navigation.tsx';
import { Pages, SignedOutPages } from './pages.tsx';
import { useSession } from './session.tsx';

export function App() {
  const { me, problem, retry } = useSession();
  const [path] = useLocation();
  return (
    <Announcer>
      <a href="#content" className="skip">
        Skip to the content
      </a>
      <Navigation />
      <main id="content" className="container" tabIndex={-1}>
        <CrashScreen path={path}>
          <Suspense fallback={<Skeleton className="page" />}>
            {problem && <ProblemNotice problem={problem} retry={retry} />}
            {!problem && me === undefined && <Skeleton className="page" />}
            {me === null && <SignedOutPages />}
            {/* The key discards all state of the pages when another operator signs in. */}
            {me && <Pages key={me.operator.id} />}
          </Suspense>
        </CrashScreen>
      </main>
      <Connection />
    </Announcer>
  );
}
