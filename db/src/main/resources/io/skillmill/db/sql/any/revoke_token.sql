UPDATE tokens SET revoked_at = ? WHERE name = ? AND revoked_at IS NULL
