// graphile-worker as its page on performance has it: a local queue of 500, completions in batches, concurrency 24.
import { Logger, run } from 'graphile-worker';
import pg from 'pg';

const [, , address, tasksText, bytesText] = process.argv;
const tasks = Number(tasksText);
const bytes = Number(bytesText);
const body = 'step 7919 is done; '.repeat(bytes / 19 + 1).slice(0, bytes);
const pool = new pg.Pool({ connectionString: address, max: 30 });
await pool.query('DROP SCHEMA IF EXISTS graphile_worker CASCADE');
await pool.query('CREATE TABLE IF NOT EXISTS peer_results_node (body text)');
await pool.query('TRUNCATE peer_results_node');

let first = 0n;
let done = 0;
let all;
const finished = new Promise((resolve) => (all = resolve));
const options = {
  preset: {
    worker: {
      connectionString: address,
      concurrentJobs: 24,
      maxPoolSize: 25,
      localQueue: { size: 500 },
      completeJobBatchDelay: 0,
      failJobBatchDelay: 0,
    },
  },
  noHandleSignals: true,
  logger: new Logger(() => () => {}),
  taskList: {
    noop: async () => {
      if (first === 0n) first = process.hrtime.bigint();
      if (bytes > 0) await pool.query({ name: 'keep', text: 'INSERT INTO peer_results_node VALUES ($1)', values: [body] });
      if (++done === tasks) all();
    },
  },
};
const { runMigrations } = await import('graphile-worker');
await runMigrations({ connectionString: address, logger: options.logger });
const start = process.hrtime.bigint();
for (let from = 0; from < tasks; from += 1000) {
  await pool.query(
    `SELECT count(*) FROM graphile_worker.add_jobs(ARRAY(
       SELECT json_populate_record(NULL::graphile_worker.job_spec, '{"identifier":"noop","payload":{}}')
       FROM generate_series(1, $1)))`,
    [Math.min(1000, tasks - from)],
  );
}
const enqueued = process.hrtime.bigint() - start;
const runner = await run(options);
await finished;
for (;;) {
  const { rows } = await pool.query('SELECT count(*)::int AS left FROM graphile_worker._private_jobs');
  if (rows[0].left === 0) break;
  await new Promise((resolve) => setTimeout(resolve, 10));
}
const drained = process.hrtime.bigint() - first;
console.log(JSON.stringify({ enqueued: (tasks * 1e9) / Number(enqueued), drained: (tasks * 1e9) / Number(drained) }));
await runner.stop();
await pool.end();
process.exit(0);
