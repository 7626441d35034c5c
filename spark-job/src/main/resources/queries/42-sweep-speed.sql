-- How fast was each sweep: wheels and decoded bytes per second of a scanning thread?
-- Only the wheels that the sweep itself read count.
SELECT w.sweep, count(*) AS wheels, sum(w.size) AS bytes, sum(w.bytes_read) AS bytes_read,
  sum(w.bytes_decoded) AS bytes_decoded, round(sum(w.scan_micros) / 1000000, 2) AS thread_seconds,
  round(1000000 * count(*) / sum(w.scan_micros), 1) AS wheels_per_thread_second,
  round(sum(w.bytes_decoded) / sum(w.scan_micros), 1) AS decoded_mb_per_thread_second
FROM wheels_history w
GROUP BY w.sweep
HAVING sum(w.scan_micros) > 0
ORDER BY w.sweep
