-- The leases of the tasks that were forgotten in a worker's latest report, so that the same report is known again.

ALTER TABLE completions ADD COLUMN forgotten TEXT;

-- Random digits cannot be packed.
ALTER TABLE completions ALTER COLUMN forgotten SET STORAGE EXTERNAL;
