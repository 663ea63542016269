// What the window shows while there is no agent: one sentence in English and German, and the agent's own last sentence.
// It is text of ours alone: everything from outside is escaped, no script is in it.

export function waitingPage(why: string): string {
  const policy = "default-src 'none'; style-src 'unsafe-inline'";
  const page = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Regulars</title>
<meta http-equiv="Content-Security-Policy" content="${policy}">
<style>
:root { color-scheme: light dark; font: 20px/1.5 system-ui, sans-serif; }
body { display: grid; place-content: center; min-height: 90vh; text-align: center; gap: 1rem; padding: 1rem; }
pre { white-space: pre-wrap; max-width: 40rem; font: inherit; opacity: .75; }
</style></head><body>
<p><strong>The till is getting ready. Sell on meanwhile.</strong><br><span lang="de">Die Kasse startet. Verkaufen Sie ruhig weiter.</span></p>
<pre>${escape(why)}</pre>
</body></html>`;
  return `data:text/html;charset=utf-8,${encodeURIComponent(page)}`;
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
