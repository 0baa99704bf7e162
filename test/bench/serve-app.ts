// The program as it serves, in a process of its own: `serve-app.js DATABASE_URL INSTANT` says by message where it listens.
import { serveApp } from './house.js';

const [url, instant] = process.argv.slice(2) as [string, string];
const app = await serveApp(url);
app.timeIs(instant);
process.on('SIGTERM', () => process.exit(0));
process.on('disconnect', () => process.exit(0));
process.send!({ port: app.port });
