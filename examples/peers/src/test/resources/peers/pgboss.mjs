// pg-boss with four workers that take 500 jobs at a time and give all of them back at once.
import * as module from 'pg-boss';
import pg from 'pg';

const PgBoss = module.PgBoss ?? module.default;
const [, , address, tasksText, bytesText] = process.argv;
const tasks = Number(tasksText);
const bytes = Number(bytesText);
const body = 'step 7919 is done; '.repeat(bytes / 19 + 1).slice(0, bytes);
const pool = new pg.Pool({ connectionString: address, max: 10 });
await pool.query('DROP SCHEMA IF EXISTS pgboss CASCADE');
await pool.query('CREATE TABLE IF NOT EXISTS peer_results_node (body text)');
await pool.query('TRUNCATE peer_results_node');
const boss = new PgBoss({ connectionString: address, max: 10 });
boss.on('error', (e) => console.error(e));
await boss.start();
await boss.createQueue('noop');
const start = process.hrtime.bigint();
for (let from = 0; from < tasks; from += 1000) {
  const size = Math.min(1000, tasks - from);
  await boss.insert('noop', Array.from({ length: size }, () => ({ name: 'noop', data: {} })));
}
const enqueued = process.hrtime.bigint() - start;
let first = 0n;
const drain = async () => {
  for (;;) {
    const jobs = await boss.fetch('noop', { batchSize: 500 });
    if (!jobs || jobs.length === 0) return;
    if (first === 0n) first = process.hrtime.bigint();
    if (bytes > 0) {
      await pool.query({
        name: 'keep',
        text: 'INSERT INTO peer_results_node SELECT unnest($1::text[])',
        values: [jobs.map(() => body)],
      });
    }
    await boss.complete('noop', jobs.map((job) => job.id));
  }
};
await Promise.all([drain(), drain(), drain(), drain()]);
const drained = process.hrtime.bigint() - first;
console.log(JSON.stringify({ enqueued: (tasks * 1e9) / Number(enqueued), drained: (tasks * 1e9) / Number(drained) }));
await boss.stop({ graceful: false });
await pool.end();
process.exit(0);
