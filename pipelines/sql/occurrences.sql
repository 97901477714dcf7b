-- Which of the equal quantities of its sentence each one is: the column nth of a verdict. A table of its own, before
-- review.sql reads it: both at once need more memory than a process that reads is given.
CREATE OR REPLACE TEMP TABLE occurrences AS
SELECT
    q.quantity_id,
    -- through all equal sentences of a document, as verdicts are matched: without regard to spaces
    row_number() OVER (
        PARTITION BY q.document_id, regexp_replace(s.text, '[\p{Z}\x{09}-\x{0d}\x{1c}-\x{1f}\x{85}]', '', 'g'), q.text
        ORDER BY s.char_start, q.char_start
    ) AS nth
FROM quantities AS q
LEFT JOIN sentences AS s USING (sentence_id)
