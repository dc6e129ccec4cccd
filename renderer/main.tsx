import './withoutEval.ts';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';

import { ExpectedError } from '../shared/failure.ts';
import { App } from './app/App.tsx';
import { connect } from './bridge/connect.ts';

const element = document.querySelector('#root');
if (!element) throw new Error('the page has no #root');
const root = createRoot(element);

try {
  const bridge = await connect();
  root.render(
    <StrictMode>
      <App bridge={bridge} />
    </StrictMode>,
  );
} catch (thrown) {
  if (!(thrown instanceof ExpectedError)) throw thrown;
  root.render(
    <main role="alert">
      <h1>Casebook</h1>
      <p>{thrown.message}</p>
    </main>,
  );
}
