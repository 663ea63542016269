// Where a page becomes a screen: the till's page (index.html, served by the agent) or headquarters' (hq.html, served by the
// server). The only file that knows both the screens and their links; each page loads its own half and nothing of the other.
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import './app/styles.css';

const root = document.getElementById('root');
if (!root) throw new Error('the page has no #root');

async function screen(side: string | undefined): Promise<React.ReactElement> {
  if (side === 'hq') {
    const [{ HqApp }, { openHqLink }] = await Promise.all([import('./app/hq-app.tsx'), import('./link/hq-link.ts')]);
    return <HqApp client={openHqLink()} />;
  }
  const [{ TillApp }, { openTillLink }] = await Promise.all([
    import('./app/till-app.tsx'),
    import('./link/till-link.ts'),
  ]);
  return <TillApp client={openTillLink()} />;
}

createRoot(root).render(<StrictMode>{await screen(document.documentElement.dataset['side'])}</StrictMode>);
