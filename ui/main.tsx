// Where the page becomes a screen: a till's, when its agent served it, or headquarters', when the server did. The only file
// that knows both the screens and their links; each side loads its own half and nothing of the other.
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import './app/styles.css';
import { whichSide } from './link/which-side.ts';

const root = document.getElementById('root');
if (!root) throw new Error('the page has no #root');

async function screen(): Promise<React.ReactElement> {
  if ((await whichSide()) === 'hq') {
    const [{ HqApp }, { openHqLink }] = await Promise.all([import('./app/hq-app.tsx'), import('./link/hq-link.ts')]);
    return <HqApp client={openHqLink()} />;
  }
  const [{ TillApp }, { openTillLink }] = await Promise.all([
    import('./app/till-app.tsx'),
    import('./link/till-link.ts'),
  ]);
  return <TillApp client={openTillLink()} />;
}

createRoot(root).render(<StrictMode>{await screen()}</StrictMode>);
