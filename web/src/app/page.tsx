import { type ReactNode, useEffect, useRef } from 'react';
import { texts } from '../texts/texts.ts';

let isFirstPage = true;

interface PageProps {
  title: string;
  /** For readers of the page who look for its heading elsewhere than in the title, as a card with a sign. */
  heading?: ReactNode;
  children: ReactNode;
}

/** A page's frame: its title, and its heading, which takes the focus when the page was navigated to. */
export function Page({ title, heading, children }: PageProps) {
  const top = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · ${texts.shop}`;
  }, [title]);
  useEffect(() => {
    // The first page has just been loaded: the browser starts at its top by itself.
    if (isFirstPage) isFirstPage = false;
    else {
      top.current?.focus({ preventScroll: true });
      window.scrollTo(0, 0);
    }
  }, []);
  return (
    <>
      <h1 ref={top} tabIndex={-1}>
        {heading ?? title}
      </h1>
      {children}
    </>
  );
}
