import { Component, type ReactNode } from 'react';

interface ErrorBoundaryProps {
  readonly children: ReactNode;
  /** Nobody holds a mouse at a wall: it has to help itself. */
  readonly onError: () => void;
}

export class ErrorBoundary extends Component<ErrorBoundaryProps, { readonly failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override componentDidCatch() {
    this.props.onError();
  }

  override render() {
    if (!this.state.failed) return this.props.children;
    return (
      <div className="whole" role="alert" data-cover="offline">
        <h1>DISPLAY OFFLINE</h1>
        <p>This page failed and shows nothing rather than something wrong. It loads itself again.</p>
      </div>
    );
  }
}
