import { Component, type ReactNode } from 'react';
import { texts } from '../texts/texts.ts';

/** What is left when a page breaks: after a new release, for one, the files of the old one are gone. */
export class CrashScreen extends Component<{ children: ReactNode }, { hasCrashed: boolean }> {
  override state = { hasCrashed: false };

  static getDerivedStateFromError() {
    return { hasCrashed: true };
  }

  override render() {
    if (!this.state.hasCrashed) return this.props.children;
    return (
      <section role="alert">
        <h1>{texts.crashed.title}</h1>
        <p>{texts.crashed.text}</p>
        <button type="button" onClick={() => window.location.reload()}>
          {texts.crashed.reload}
        </button>
      </section>
    );
  }
}
