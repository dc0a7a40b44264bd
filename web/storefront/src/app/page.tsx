import { type ReactNode, useEffect, useRef } from 'react';
import { texts } from '../texts/texts.ts';

let isFirstPage = true;

interface PageProps {
  title: string;
  children: ReactNode;
}

/** A page's frame: its title, and its heading, which takes the focus when the page was navigated to. */
export function Page({ title, children }: PageProps) {
  const top = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · ${texts.shop}`;
  }, [title]);
  useEffect(() => {
    // The first page has just been loaded: the browser starts at its top by itself.
    if (isFirstPage) isFirstPage = false;
    else if (!hasTakenFocus(top.current)) {
      top.current?.focus({ preventScroll: true });
      window.scrollTo(0, 0);
    }
  }, []);
  return (
    <>
      <h1 ref={top} tabIndex={-1}>
        {title}
      </h1>
      {children}
    </>
  );
}

/** Something in the page wanted the focus for itself: what is inside comes up before the page around it. */
function hasTakenFocus(heading: HTMLElement | null): boolean {
  const main = heading?.closest('main');
  return document.activeElement !== main && main?.contains(document.activeElement) === true;
}
