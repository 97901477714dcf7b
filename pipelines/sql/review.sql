-- The rows that need a person's look, least certain first: the columns of raw/corrections.csv, ready to fill in
-- (verdict, field, value, reason are left empty), then what was read and why it is doubted.
-- Reads the table that occurrences.sql makes.
WITH reasons AS (
    SELECT
        observation_id,
        string_agg(DISTINCT reason, '; ' ORDER BY reason) AS doubts
    FROM reviews
    GROUP BY observation_id
)
SELECT
    f.document,
    f.sentence,
    f.text,
    n.nth,
    NULL::VARCHAR AS verdict,
    NULL::VARCHAR AS field,
    NULL::VARCHAR AS value,
    NULL::VARCHAR AS reason,
    f.confidence,
    r.doubts,
    f.area,
    f.area_code,
    f.indicator,
    f.time_period,
    f.value AS value_read,
    f.value_min,
    f.value_max,
    f.modifier,
    f.unit,
    f.unit_code,
    f.measure,
    f.direction,
    f.baseline,
    f.price_basis,
    f.status,
    f.section,
    f.observation_id
FROM facts AS f
JOIN occurrences AS n USING (quantity_id)
LEFT JOIN reasons AS r USING (observation_id)
WHERE f.needs_review
ORDER BY f.confidence, f.document, f.char_start
