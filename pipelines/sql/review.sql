-- The rows of a part of the documents that need a person's look: the columns of raw/corrections.csv, ready to fill in
-- (verdict, field, value, reason are left empty), then what was read and why it is doubted.
WITH occurrences AS (
    SELECT
        q.quantity_id,
        -- through all equal sentences of a document, as verdicts are matched: without regard to spaces
        row_number() OVER (
            PARTITION BY q.document_id, regexp_replace(s.text, '[\p{Z}\x{09}-\x{0d}\x{1c}-\x{1f}\x{85}]', '', 'g'), q.text
            ORDER BY s.char_start, q.char_start
        ) AS nth
    FROM quantities AS q
    JOIN documents AS d ON d.document_id = q.document_id
    LEFT JOIN sentences AS s USING (sentence_id)
    WHERE d.path BETWEEN $first AND $last
), reasons AS (
    SELECT
        observation_id,
        string_agg(DISTINCT reason, '; ' ORDER BY reason) AS doubts
    FROM reviews
    JOIN observations USING (observation_id)
    JOIN documents USING (document_id)
    WHERE path BETWEEN $first AND $last
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
WHERE f.needs_review AND f.document BETWEEN $first AND $last
ORDER BY f.document, f.char_start
