import { Component, type ReactNode } from 'react';
import { kitTexts } from './texts.ts';

/** Replaces a page that throws. After a new release, for example, the server no longer has the files of the old one. */
export class CrashScreen extends Component<{ children: ReactNode }, { hasCrashed: boolean }> {
  override state = { hasCrashed: false };

  static getDerivedStateFromError() {
    return { hasCrashed: true };
  }

  override render() {
    if (!this.state.hasCrashed) return this.props.children;
    return (
      <section role="alert">
        <h1>{kitTexts.crashed.title}</h1>
        <p>{kitTexts.crashed.text}</p>
        <button type="button" onClick={() => window.location.reload()}>
          {kitTexts.crashed.reload}
        </button>
      </section>
    );
  }
}
