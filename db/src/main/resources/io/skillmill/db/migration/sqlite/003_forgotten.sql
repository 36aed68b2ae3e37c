-- The leases of the tasks that were forgotten in a worker's latest report, so that the same report is known again.

ALTER TABLE workers ADD COLUMN forgotten TEXT;
