import { Component, type ReactNode } from 'react';
import { forgetFailedPages, PageNotLoaded } from './lazy-page.tsx';
import { kitTexts } from './texts.ts';

interface CrashScreenProps {
  children: ReactNode;
  /** Another value shows the children again. */
  path?: string;
}

/** Replaces a page that throws, until the user navigates or is online again. */
export class CrashScreen extends Component<CrashScreenProps, { error: unknown; hasCrashed: boolean }> {
  override state = { error: null, hasCrashed: false };

  static getDerivedStateFromError(error: unknown) {
    return { error, hasCrashed: true };
  }

  override componentDidMount() {
    window.addEventListener('online', this.retry);
  }

  override componentDidUpdate({ path }: CrashScreenProps) {
    if (path !== this.props.path) this.reset();
  }

  override componentWillUnmount() {
    window.removeEventListener('online', this.retry);
  }

  reset = () => {
    if (!this.state.hasCrashed) return;
    forgetFailedPages();
    this.setState({ error: null, hasCrashed: false });
  };

  // Some browsers remember that a file was not loaded until the page is reloaded. Not before the server answers: the
  // browser would show a page of its own.
  retry = async () => {
    if (!((this.state.error as unknown) instanceof PageNotLoaded)) return this.reset();
    const asPage = { method: 'HEAD', headers: { accept: 'text/html' } };
    const answer = await fetch(window.location.href, asPage).catch(() => null);
    if (answer?.ok) window.location.reload();
  };

  // After a new release, the server no longer has the files of the old one: a reload gets the new ones.
  reload = () => {
    if (navigator.onLine) window.location.reload();
    else this.reset();
  };

  override render() {
    if (!this.state.hasCrashed) return this.props.children;
    const words = (this.state.error as unknown) instanceof PageNotLoaded ? kitTexts.notLoaded : kitTexts.crashed;
    return (
      <section role="alert">
        <h1>{words.title}</h1>
        <p>{words.text}</p>
        <button type="button" onClick={this.reload}>
          {words.reload}
        </button>
      </section>
    );
  }
}
