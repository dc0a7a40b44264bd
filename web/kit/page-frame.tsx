import { type ReactNode, useEffect, useRef } from 'react';

let isFirstPage = true;

interface PageFrameProps {
  title: string;
  /** The name of the site, for the title of the window. */
  site: string;
  children: ReactNode;
}

/** Sets the title of the window, and moves the focus to the heading when the user navigates to this page. */
export function PageFrame({ title, site, children }: PageFrameProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · ${site}`;
  }, [title, site]);
  useEffect(() => {
    // The browser has just loaded the first page: it is at the top already.
    if (isFirstPage) isFirstPage = false;
    else if (!hasFocusInside(heading.current)) {
      heading.current?.focus({ preventScroll: true });
      window.scrollTo(0, 0);
    }
  }, []);
  return (
    <>
      <h1 ref={heading} tabIndex={-1}>
        {title}
      </h1>
      {children}
    </>
  );
}

/** Effects of children run first: an element of the page may have taken the focus. */
function hasFocusInside(heading: HTMLElement | null): boolean {
  const main = heading?.closest('main');
  return document.activeElement !== main && main?.contains(document.activeElement) === true;
}
